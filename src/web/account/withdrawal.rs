//! Withdrawing, and taking a withdrawal back.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::{Face, acting, desk, mailed};
use crate::app::account::seen;
use crate::app::account::withdrawal::{self, Outcome};
use crate::domain::endorsement::{Act, EndorsementState, withdraws_by_letter};
use crate::domain::link::Purpose;
use crate::domain::{Error, Flaw, Moment, Problems, Refusal, limits};
use crate::web::error::Failure;
use crate::web::form::{Form, merged};
use crate::web::private;
use crate::web::signed_in::Member;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

const PAGE: &str = "account/withdraw.html";

/// `GET /account/withdraw`: what it means, before it is done. Once it is, the account says where the signature stands.
pub async fn show(site: web::Data<Site>, visitor: Visitor, member: Member) -> Result<HttpResponse, Failure> {
    let face = Face::of(&site, &visitor, &member).await?;
    match face.account.endorsement.state.after(Act::Withdraw) {
        Ok(_) => face.show(PAGE, as_now(&face)?),
        Err(_) => Ok(private::see(&visitor, "/account")),
    }
}

/// The page of what would be withdrawn now.
fn as_now(face: &Face<'_>) -> Result<Value, Failure> {
    let seen = seen::signature(&face.site.app, &face.account)?;
    Ok(merged(explained(face), json!({ "seen": seen })))
}

fn explained(face: &Face<'_>) -> Value {
    let is_state = withdraws_by_letter(face.account.organisation.category);
    json!({
        "is_state": is_state,
        "unnamed": face.account.endorsement.visibility.withholds(),
        "suspended": face.account.endorsement.state == EndorsementState::Suspended,
        "days": limits::REVERSAL_DAYS,
        "reference": face.account.endorsement.reference,
    })
}

/// `POST /account/withdraw`
pub async fn withdraw(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let face = Face::of(&site, &visitor, &member).await?;
    let seen = form.get("seen").to_owned();
    if !form.has("sure") {
        let mut problems = Problems::default();
        problems.add("sure", Flaw::Missing);
        return face.mend(PAGE, &problems, merged(explained(&face), json!({ "seen": seen })));
    }
    let named = !face.account.endorsement.visibility.withholds();
    let slug = face.account.organisation.slug.as_ref().filter(|_| named);
    let page = merged(explained(&face), json!({ "slug": slug }));
    let outcome = withdrawal::withdraw(&site.app, acting(&visitor, &member), seen).await;
    let face = Face::of(&site, &visitor, &member).await?;
    match outcome {
        Ok(Outcome::Withdrawn) => face.show("account/withdrawn.html", page),
        Ok(Outcome::LetterNeeded) => face.show("account/letter_needed.html", page),
        Err(error) => again(face, &member, error).await,
    }
}

/// Where it stands or appears otherwise than was shown: the page with how it is now, or the account, where nothing can be
/// withdrawn.
async fn again(face: Face<'_>, member: &Member, error: Error) -> Result<HttpResponse, Failure> {
    if !matches!(error, Error::Conflict | Error::Refused(Refusal::WrongState)) {
        return Err(error.into());
    }
    if face.account.endorsement.state.after(Act::Withdraw).is_err() {
        return desk::overtaken(face.site, face.visitor, member, "state").await;
    }
    let page = merged(as_now(&face)?, json!({ "overtaken": "withdrawal" }));
    face.page(StatusCode::CONFLICT, PAGE, page)
}

/// `POST /account/reverse`: "this was not us", by somebody who is signed in.
pub async fn reverse(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
) -> Result<HttpResponse, Failure> {
    match withdrawal::reverse(&site.app, acting(&visitor, &member)).await {
        Ok(due) => asked(&site, &visitor, (due, true)),
        Err(error) => mailed::spent(&site, &visitor, (Purpose::Reverse, error)),
    }
}

/// `GET /reverse/{token}`: changes nothing.
pub async fn before_reverse(
    site: web::Data<Site>,
    visitor: Visitor,
    token: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    match withdrawal::look(&site.app, &token).await {
        Ok(found) => {
            let values = json!({
                "organisation": found.organisation,
                "withdrawn_at": desk::at(found.withdrawn_at),
                "action": visitor.href(&format!("/reverse/{token}")),
            });
            private::linked(&site, &visitor, "account/reverse.html", values)
        }
        Err(error) => mailed::spent(&site, &visitor, (Purpose::Reverse, error)),
    }
}

/// `POST /reverse/{token}`
pub async fn reverse_by_link(
    site: web::Data<Site>,
    visitor: Visitor,
    token: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    match withdrawal::reverse_by_link(&site.app, visitor.origin(), &token).await {
        Ok(due) => asked(&site, &visitor, (due, false)),
        Err(error) => mailed::spent(&site, &visitor, (Purpose::Reverse, error)),
    }
}

/// When it is decided, for whoever is signed in with the way back to the account.
fn asked(
    site: &web::Data<Site>,
    visitor: &Visitor,
    (due, signed_in): (Moment, bool),
) -> Result<HttpResponse, Failure> {
    let values = json!({ "due": desk::at(due), "signed_in": signed_in });
    private::page(site, visitor, "account/reversal_asked.html", &values)
}
