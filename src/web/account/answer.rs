//! Answering the ministry's question, and calling the signature off before publication.

use actix_web::{HttpResponse, web};
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
use crate::web::signed_in::Member;
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

/// `POST /account/cancel`: erases everything and signs everybody out.
pub async fn cancel(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
    form: Form,
) -> Result<HttpResponse, Failure> {
    if !form.has("sure") {
        let face = Face::of(&site, &visitor, &member).await?;
        let mut problems = Problems::default();
        problems.add("sure", crate::domain::Flaw::Missing);
        return face.mend("account/cancel.html", &problems, json!({}));
    }
    answer::call_off(&site.app, acting(&visitor, &member)).await?;
    let page = private::page(&site, &visitor, "account/cancelled.html", &json!({}))?;
    desk::without_cookie(&site, page)
}
