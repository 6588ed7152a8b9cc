//! The editor's desk: a version begun, its kind, its languages. One text is in `text`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::super::choices::{self, Done};
use super::super::{page, page_with};
use super::{prepared, read, shown};
use crate::app::call::edit;
use crate::app::staff::people;
use crate::domain::call::ChangeKind;
use crate::domain::locale::LanguageTag;
use crate::domain::permit::{EditCall, Permit};
use crate::domain::{Error, Problems, Result};
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::pages::speech::Speech;
use crate::web::private;
use crate::web::signed_in::Colleague;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

const PAGE: &str = "staff/call/edit.html";

/// The desk.
pub async fn show(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    done: web::Query<Done>,
) -> Result<HttpResponse, Failure> {
    permit(&site, &colleague)?;
    let own = values(&site, &visitor, &colleague).await?;
    let kind = own["prepared"]["change"].clone();
    let values = choices::merged(own, json!({ "values": { "kind": kind }, "done": done.done }));
    page(&site, &visitor, &colleague, PAGE, &values)
}

/// Begins a version.
pub async fn begin(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let permit = permit(&site, &colleague)?;
    let origin = visitor.origin_of(colleague.actor());
    match edit::begin(&site.app, origin, &permit, form.get("kind")).await {
        Ok(()) => Ok(private::see(&visitor, "/staff/call/edit?done=begun")),
        Err(Error::Invalid(problems)) => again(&site, &visitor, &colleague, (&form, &problems)).await,
        Err(error) => Err(error.into()),
    }
}

/// Says what kind of change it is.
pub async fn kind(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let permit = permit(&site, &colleague)?;
    let origin = visitor.origin_of(colleague.actor());
    match edit::set_kind(&site.app, origin, &permit, form.get("kind")).await {
        Ok(()) => Ok(private::see(&visitor, "/staff/call/edit?done=kind")),
        Err(Error::Invalid(problems)) => again(&site, &visitor, &colleague, (&form, &problems)).await,
        Err(error) => Err(error.into()),
    }
}

/// On to the text of another language. Nothing is kept until it is saved there.
pub async fn add(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    form: Form,
) -> Result<HttpResponse, Failure> {
    permit(&site, &colleague)?;
    prepared(&site, &colleague).await?;
    match LanguageTag::parse(form.get("language")) {
        Ok(language) => Ok(private::see(&visitor, &format!("/staff/call/edit/{}", language.as_str()))),
        Err(flaw) => {
            let mut problems = Problems::default();
            problems.add("language", flaw);
            again(&site, &visitor, &colleague, (&form, &problems)).await
        }
    }
}

/// Takes a translation away.
pub async fn remove(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    language: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let permit = permit(&site, &colleague)?;
    edit::remove(&site.app, visitor.origin_of(colleague.actor()), &permit, &language).await?;
    Ok(private::see(&visitor, "/staff/call/edit?done=text-removed"))
}

/// Throws the draft away.
pub async fn discard(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let permit = permit(&site, &colleague)?;
    let origin = visitor.origin_of(colleague.actor());
    edit::discard(&site.app, origin, &permit, seen(&form)).await?;
    Ok(private::see(&visitor, "/staff/call?done=discarded"))
}

/// The version's revision that the page showed; 0, which is none, if the form lacks it.
pub fn seen(form: &Form) -> i64 {
    form.get("seen").parse().unwrap_or_default()
}

/// The permit to write.
///
/// # Errors
/// Refused without the role.
pub fn permit(site: &Site, colleague: &Colleague) -> Result<Permit<EditCall>> {
    colleague.staff.permit::<EditCall>(site.app.clock.now())
}

async fn values(site: &Site, visitor: &Visitor, colleague: &Colleague) -> Result<Value> {
    let desk = read(site, colleague).await?;
    let names = people::names(&site.app).await?;
    let speech = Speech::of(visitor.locale)?;
    let option = |kind: &ChangeKind| {
        let word = |list: &str| speech.code(list, kind.code());
        json!({ "value": kind, "label": word("change"), "hint": word("calledit-kind") })
    };
    Ok(json!({
        "prepared": desk.prepared.as_ref().map(|edition| shown(visitor, edition, &names)).transpose()?,
        "in_force": desk.current.as_ref().and_then(|edition| edition.version.number),
        "kinds": [option(&ChangeKind::Editorial), option(&ChangeKind::Substantive)],
    }))
}

async fn again(
    site: &web::Data<Site>,
    visitor: &Visitor,
    colleague: &Colleague,
    (form, problems): (&Form, &Problems),
) -> Result<HttpResponse, Failure> {
    let own = values(site, visitor, colleague).await?;
    let problems = private::words(site, visitor, problems)?;
    let kept = json!({ "kind": form.get("kind"), "language": form.get("language") });
    let values = choices::merged(own, json!({ "values": kept, "problems": problems }));
    page_with(site, visitor, (StatusCode::UNPROCESSABLE_ENTITY, colleague), PAGE, &values)
}
