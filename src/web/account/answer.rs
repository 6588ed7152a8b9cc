//! Answering the ministry's question, and calling the signature off before publication.

use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::{Value, json};

use super::amendment::{answers, form_values, kept};
use super::{Face, acting, desk};
use crate::app::account::amendment;
use crate::app::account::answer::{self, Answer};
use crate::domain::endorsement::EndorsementState;
use crate::domain::{Error, Problems, Refusal};
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::private;
use crate::web::signed_in::{Member, former};
use crate::web::site::Site;
use crate::web::visitor::Visitor;

const FORM: &str = "account/answer.html";

/// `GET /account/answer`
pub async fn show(site: web::Data<Site>, visitor: Visitor, member: Member) -> Result<HttpResponse, Failure> {
    let face = Face::of(&site, &visitor, &member).await?;
    if face.account.endorsement.state != EndorsementState::NeedsInfo {
        return Err(Error::Refused(Refusal::WrongState).into());
    }
    let now = amendment::present(&face.account);
    let mut page = page(&face, &member).await?;
    page["values"] = kept(&now);
    face.show(FORM, page)
}

/// `POST /account/answer`
pub async fn send(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let answer = Answer {
        organisation: answers(&form),
        statement: form.get("statement").to_owned(),
        reply: form.get("reply").to_owned(),
    };
    match answer::send(&site.app, acting(&visitor, &member), answer).await {
        Ok(()) => Ok(private::see(&visitor, "/account?done=answered")),
        Err(Error::Invalid(problems)) => {
            let face = Face::of(&site, &visitor, &member).await?;
            let mut page = page(&face, &member).await?;
            page["values"] = form_values(&form);
            face.mend(FORM, &problems, page)
        }
        Err(error) => Err(error.into()),
    }
}

/// The question, and what the form offers.
async fn page(face: &Face<'_>, member: &Member) -> Result<Value, Failure> {
    let desk =
        crate::app::account::desk::see(&face.site.app, member.representative, face.visitor.locale).await?;
    let mut page = super::amendment::offers(face)?;
    page["question"] = json!(desk.question);
    page["reason"] = json!(desk.reason);
    page["expires_at"] = json!(desk.expires_at);
    let open = desk.commitments.iter().map(|row| json!({ "id": row.public_id, "title": row.title }));
    page["commitments"] = json!(open.collect::<Vec<_>>());
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
    let page = private::page(&site, &visitor, "account/cancelled.html", &json!({}))?;
    desk::without_cookie(&site, page)
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
