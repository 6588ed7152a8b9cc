//! Answering the ministry's question, and calling the signature off before publication.

use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::{Value, json};

use super::amendment::{answers, as_typed, desk, form_values, kept, offers_with, wish};
use super::desk::change_asked;
use super::{Face, acting};
use crate::app::account::Acting;
use crate::app::account::amendment;
use crate::app::account::answer::{self, Answer};
use crate::app::account::desk::Desk;
use crate::app::names::NamesWish;
use crate::domain::amendment::Amendable;
use crate::domain::audit::AuditAct;
use crate::domain::endorsement::{EndorsementState, called_off_by_letter};
use crate::domain::{Error, Problems, Refusal, Result};
use crate::web::done;
use crate::web::error::Failure;
use crate::web::form::{Form, merged};
use crate::web::names;
use crate::web::private;
use crate::web::signed_in::{Member, did_lately};
use crate::web::site::Site;
use crate::web::visitor::Visitor;

const FORM: &str = "account/answer.html";

/// What the form says that it is about, where that is a change.
const CHANGE: &str = "change";

/// `GET /account/answer`: what was asked about the signature, or about a change; the account, where nothing is asked.
pub async fn show(site: web::Data<Site>, visitor: Visitor, member: Member) -> Result<HttpResponse, Failure> {
    let face = Face::of(&site, &visitor, &member).await?;
    let desk = desk(&face).await?;
    let signature = kept_now(&desk, false);
    let about_change = signature.is_none();
    let Some(sent) = signature.or_else(|| kept_now(&desk, true)) else {
        return Ok(private::see(&visitor, "/account"));
    };
    let wish = names::kept(&sent.names, &sent.identifiers);
    let mut page = page(&face, &desk, about_change.then_some(&wish))?;
    page["values"] = merged(kept(&sent), names::values(&wish));
    face.show(FORM, page)
}

/// What was sent and is asked about: the signature's details, or a change; nothing where nothing is asked.
fn kept_now(desk: &Desk, about_change: bool) -> Option<Amendable> {
    if about_change {
        return change_asked(desk).map(|asked| asked.after.0.clone());
    }
    let asked = desk.account.endorsement.state == EndorsementState::NeedsInfo;
    asked.then(|| amendment::present(&desk.account))
}

/// `POST /account/answer`
pub async fn send(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
    form: Form,
) -> Result<HttpResponse, Failure> {
    match deliver(&site, acting(&visitor, &member), &form).await {
        Ok(()) => Ok(done::see(&site, &visitor, &member.representative, ("/account", "answered"))),
        Err(Error::Invalid(problems)) => {
            let face = Face::of(&site, &visitor, &member).await?;
            let mut page = typed(&face, &desk(&face).await?, &form)?;
            page["seen"] = json!(form.get("seen"));
            face.mend(FORM, &problems, page)
        }
        Err(Error::Conflict) => overtaken(&site, &visitor, &member, &form).await,
        Err(error) => Err(error.into()),
    }
}

/// The form again with what was typed, where since it was opened the ministry asked something else or a colleague changed what
/// was sent: what is asked and what is kept now stand beside it.
async fn overtaken(
    site: &web::Data<Site>,
    visitor: &Visitor,
    member: &Member,
    form: &Form,
) -> Result<HttpResponse, Failure> {
    let face = Face::of(site, visitor, member).await?;
    let desk = desk(&face).await?;
    let about_change = is_about_change(form);
    let now = kept_now(&desk, about_change).ok_or(Error::Conflict)?;
    let (says, wished) = (form.get("statement"), names::wish(form));
    let named = if about_change { names::kept(&now.names, &now.identifiers) } else { wished.clone() };
    let said = now.statement.clone().unwrap_or_default();
    let page = typed(&face, &desk, form)?;
    face.overtaken(FORM, page, |differences| {
        differences.of_entries((&as_typed(&now), &said, &named), (&answers(form), says, &wished))
    })
}

fn is_about_change(form: &Form) -> bool {
    form.get("about") == CHANGE
}

/// The form with what was typed.
fn typed(face: &Face<'_>, desk: &Desk, form: &Form) -> Result<Value, Failure> {
    let wish = names::wish(form);
    let mut page = page(face, desk, is_about_change(form).then_some(&wish))?;
    page["values"] = merged(form_values(form), names::values(&wish));
    Ok(page)
}

async fn deliver(site: &Site, acting: Acting, form: &Form) -> Result<()> {
    let (reply, shown) = (form.get("reply").to_owned(), form.get("seen").to_owned());
    if is_about_change(form) {
        return amendment::answer(&site.app, acting, wish(form), (reply, shown)).await;
    }
    let (organisation, statement) = (answers(form), form.get("statement").to_owned());
    answer::send(&site.app, acting, Answer { organisation, statement, reply }, shown).await
}

/// The question, and what the form offers: about a change, with rows for other names; about the signature, with its commitments.
fn page(face: &Face<'_>, desk: &Desk, change: Option<&NamesWish>) -> Result<Value, Failure> {
    let mut page = match change {
        Some(wish) => offers_with(face, wish)?,
        None => merged(super::amendment::offers(face)?, json!({ "other_names": null })),
    };
    let open = desk.commitments.iter().map(|row| &row.kept);
    let open = open.map(|row| json!({ "id": row.public_id, "title": row.title }));
    let open = open.filter(|_| change.is_none());
    let question = if change.is_some() { &desk.amendment_question } else { &desk.question };
    page["question"] = json!(question);
    page["reason"] = json!(desk.reason);
    page["expires_at"] = json!(desk.expires_at);
    page["commitments"] = json!(open.collect::<Vec<_>>());
    page["about"] = json!(if change.is_some() { CHANGE } else { "" });
    page["seen"] = json!(desk.answer_seen);
    Ok(page)
}

/// `GET /account/cancel`
pub async fn before_cancel(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
) -> Result<HttpResponse, Failure> {
    let face = Face::of(&site, &visitor, &member).await?;
    check_cancellable(&face)?;
    face.show("account/cancel.html", json!({}))
}

fn check_cancellable(face: &Face<'_>) -> Result<()> {
    if !face.account.endorsement.state.cancellable() {
        return Err(Error::Refused(Refusal::WrongState));
    }
    if called_off_by_letter(face.account.organisation.category, face.account.endorsement.origin) {
        return Err(Error::Refused(Refusal::StateCalledOff));
    }
    Ok(())
}

/// `POST /account/cancel`: erases everything and signs everybody out. Whoever has done so hears so again.
pub async fn cancel(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Result<Member, Failure>,
    request: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let done = match member {
        Ok(member) if !form.has("sure") => return unsure(&site, &visitor, &member).await,
        Ok(member) => answer::call_off(&site.app, acting(&visitor, &member)).await.map_err(Failure::from),
        Err(failure) => Err(failure),
    };
    if let Err(failure) = done
        && !did_lately(&site, &request, AuditAct::EndorsementCancelled).await?
    {
        return Err(failure);
    }
    // The cookie stays: it lets nobody in any more, and tells who presses the button again.
    private::page(&site, &visitor, "account/cancelled.html", &json!({}))
}

async fn unsure(site: &web::Data<Site>, visitor: &Visitor, member: &Member) -> Result<HttpResponse, Failure> {
    let face = Face::of(site, visitor, member).await?;
    check_cancellable(&face)?;
    let mut problems = Problems::default();
    problems.add("sure", crate::domain::Flaw::Missing);
    face.mend("account/cancel.html", &problems, json!({}))
}
