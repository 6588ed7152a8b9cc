//! Answering the ministry's question, and calling the signature off before publication.

use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::{Value, json};

use super::amendment::{answers, desk, form_values, kept, offers_with, wish};
use super::desk::change_asked;
use super::{Face, acting};
use crate::app::account::Acting;
use crate::app::account::amendment;
use crate::app::account::answer::{self, Answer};
use crate::app::account::desk::Desk;
use crate::app::names::NamesWish;
use crate::domain::endorsement::{EndorsementState, called_off_by_letter};
use crate::domain::{Error, Problems, Refusal, Result};
use crate::web::error::Failure;
use crate::web::form::{Form, merged};
use crate::web::names;
use crate::web::private;
use crate::web::signed_in::{Member, former};
use crate::web::site::Site;
use crate::web::visitor::Visitor;

const FORM: &str = "account/answer.html";

/// What the form says that it is about, where that is a change.
const CHANGE: &str = "change";

/// `GET /account/answer`: what was asked about the signature, or about a change.
pub async fn show(site: web::Data<Site>, visitor: Visitor, member: Member) -> Result<HttpResponse, Failure> {
    let face = Face::of(&site, &visitor, &member).await?;
    let desk = desk(&face).await?;
    if face.account.endorsement.state == EndorsementState::NeedsInfo {
        let mut page = page(&face, &desk)?;
        page["values"] = kept(&amendment::present(&face.account));
        return face.show(FORM, page);
    }
    match change_asked(&desk) {
        Some(asked) => {
            let asked = &asked.after.0;
            let wish = names::kept(&asked.names, &asked.identifiers);
            let mut page = change_page(&face, &desk, &wish)?;
            page["values"] = merged(kept(asked), names::values(&wish));
            face.show(FORM, page)
        }
        None => Err(Error::Refused(Refusal::WrongState).into()),
    }
}

/// `POST /account/answer`
pub async fn send(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let about_change = form.get("about") == CHANGE;
    match deliver(&site, acting(&visitor, &member), &form, about_change).await {
        Ok(()) => Ok(private::see(&visitor, "/account?done=answered")),
        Err(Error::Invalid(problems)) => {
            let face = Face::of(&site, &visitor, &member).await?;
            let (desk, wish) = (desk(&face).await?, names::wish(&form));
            let page = if about_change { change_page(&face, &desk, &wish) } else { page(&face, &desk) };
            let values = merged(form_values(&form), names::values(&wish));
            face.mend(FORM, &problems, merged(page?, json!({ "values": values })))
        }
        Err(error) => Err(error.into()),
    }
}

async fn deliver(site: &Site, acting: Acting, form: &Form, about_change: bool) -> Result<()> {
    let reply = form.get("reply").to_owned();
    if about_change {
        return amendment::answer(&site.app, acting, wish(form), reply).await;
    }
    let (organisation, statement) = (answers(form), form.get("statement").to_owned());
    answer::send(&site.app, acting, Answer { organisation, statement, reply }).await
}

/// The question about the signature, and what the form offers.
fn page(face: &Face<'_>, desk: &Desk) -> Result<Value, Failure> {
    let mut page = super::amendment::offers(face)?;
    page["question"] = json!(desk.question);
    page["reason"] = json!(desk.reason);
    page["expires_at"] = json!(desk.expires_at);
    let open = desk.commitments.iter().map(|row| json!({ "id": row.public_id, "title": row.title }));
    page["commitments"] = json!(open.collect::<Vec<_>>());
    page["other_names"] = Value::Null;
    page["about"] = json!("");
    Ok(page)
}

/// The same about a change.
fn change_page(face: &Face<'_>, desk: &Desk, wish: &NamesWish) -> Result<Value, Failure> {
    let mut page = merged(page(face, desk)?, offers_with(face, wish)?);
    page["question"] = json!(desk.amendment_question);
    page["commitments"] = json!([]);
    page["about"] = json!(CHANGE);
    Ok(page)
}

/// `GET /account/cancel`
pub async fn before_cancel(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
) -> Result<HttpResponse, Failure> {
    let face = Face::of(&site, &visitor, &member).await?;
    if !face.account.endorsement.state.cancellable() {
        return Err(Error::Refused(Refusal::WrongState).into());
    }
    if called_off_by_letter(face.account.organisation.category, face.account.endorsement.origin) {
        return Err(Error::Refused(Refusal::StateCalledOff).into());
    }
    face.show("account/cancel.html", json!({}))
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
        && !has_called_off(&site, &request).await?
    {
        return Err(failure);
    }
    // The cookie stays: it lets nobody in any more, and tells who presses the button again.
    private::page(&site, &visitor, "account/cancelled.html", &json!({}))
}

async fn has_called_off(site: &Site, request: &HttpRequest) -> Result<bool, Failure> {
    match former(site, request).await? {
        Some(id) => Ok(answer::has_called_off(&site.app, id).await?),
        None => Ok(false),
    }
}

async fn unsure(site: &web::Data<Site>, visitor: &Visitor, member: &Member) -> Result<HttpResponse, Failure> {
    let face = Face::of(site, visitor, member).await?;
    let mut problems = Problems::default();
    problems.add("sure", crate::domain::Flaw::Missing);
    face.mend("account/cancel.html", &problems, json!({}))
}
