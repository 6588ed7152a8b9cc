//! The editor's desk: a version begun, its kind, its languages. One text is in `text`.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::super::acting::Acting;
use super::{may, next, prepared, read};
use crate::app::call::edit;
use crate::app::staff::people;
use crate::domain::call::ChangeKind;
use crate::domain::locale::LanguageTag;
use crate::domain::permit::EditCall;
use crate::domain::{Error, Result};
use crate::web::done;
use crate::web::error::Failure;
use crate::web::form::{Form, merged};
use crate::web::pages::speech::Speech;

const PAGE: &str = "staff/call/edit.html";

/// The desk.
pub async fn show(desk: Acting<EditCall>, done: web::Query<done::Query>) -> Result<HttpResponse, Failure> {
    let own = values(&desk).await?;
    let kind = own["prepared"]["change"].clone();
    desk.page(PAGE, &merged(own, json!({ "values": { "kind": kind }, "done": desk.said(&done) })))
}

/// Begins a version.
pub async fn begin(desk: Acting<EditCall>, form: Form) -> Result<HttpResponse, Failure> {
    let begun = edit::begin(desk.app(), desk.origin(), &desk.permit, form.get("kind")).await;
    answer(&desk, &form, begun, "/staff/call/edit?done=begun").await
}

/// Says what kind of change it is.
pub async fn kind(desk: Acting<EditCall>, form: Form) -> Result<HttpResponse, Failure> {
    let said = edit::set_kind(desk.app(), desk.origin(), &desk.permit, form.get("kind")).await;
    answer(&desk, &form, said, "/staff/call/edit?done=kind").await
}

/// On to the text of another language. Nothing is kept until it is saved there.
pub async fn add(desk: Acting<EditCall>, form: Form) -> Result<HttpResponse, Failure> {
    prepared(&desk.site, &desk.colleague).await?;
    let language = LanguageTag::parse(form.get("language"));
    let path = language.as_ref().map(|tag| format!("/staff/call/edit/{}", tag.as_str())).unwrap_or_default();
    let read = language.map(drop).map_err(|flaw| Error::invalid("language", flaw));
    answer(&desk, &form, read, &path).await
}

/// Takes a translation away.
pub async fn remove(desk: Acting<EditCall>, language: web::Path<String>) -> Result<HttpResponse, Failure> {
    edit::remove(desk.app(), desk.origin(), &desk.permit, &language).await?;
    Ok(desk.see("/staff/call/edit?done=text-removed"))
}

/// Throws the draft away.
pub async fn discard(desk: Acting<EditCall>, form: Form) -> Result<HttpResponse, Failure> {
    match edit::discard(desk.app(), desk.origin(), &desk.permit, seen(&form)).await {
        Ok(()) => Ok(desk.see("/staff/call?done=discarded")),
        Err(Error::NotFound) => Ok(desk.see("/staff/call?done=discarded-before")),
        Err(error) => Err(error.into()),
    }
}

/// On to the page that says that it was done, or the desk again with what is wrong.
async fn answer(
    desk: &Acting<EditCall>,
    form: &Form,
    outcome: Result<()>,
    to: &str,
) -> Result<HttpResponse, Failure> {
    match outcome {
        Ok(()) => Ok(desk.see(to)),
        Err(Error::Invalid(problems)) => {
            let kept = json!({ "kind": form.get("kind"), "language": form.get("language") });
            let again = json!({ "values": kept, "problems": desk.words(&problems)? });
            desk.mend(PAGE, &merged(values(desk).await?, again))
        }
        Err(error) => Err(error.into()),
    }
}

/// The version's revision that the page showed; 0, which is none, if the form lacks it.
pub fn seen(form: &Form) -> i64 {
    form.get("seen").parse().unwrap_or_default()
}

async fn values(desk: &Acting<EditCall>) -> Result<Value> {
    let call = read(&desk.site, &desk.colleague).await?;
    let names = people::names(desk.app()).await?;
    let speech = Speech::of(desk.visitor.locale)?;
    let option = |kind: &ChangeKind| {
        let word = |list: &str| speech.code(list, kind.code());
        json!({ "value": kind, "label": word("change"), "hint": word("calledit-kind") })
    };
    Ok(json!({
        "prepared": next(&desk.visitor, (&desk.colleague, desk.app().clock.now()), &call, &names)?,
        "in_force": call.current.as_ref().and_then(|edition| edition.version.number),
        "kinds": [option(&ChangeKind::Editorial), option(&ChangeKind::Substantive)],
        "may": may(&desk.colleague),
    }))
}
