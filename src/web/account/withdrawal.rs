//! Withdrawing, and taking a withdrawal back.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::json;

use super::{Face, acting, desk};
use crate::app::account::withdrawal::{self, Outcome};
use crate::domain::endorsement::{Act, withdraws_by_letter};
use crate::domain::{Error, Flaw, Moment, Problems, Refusal, limits};
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::private;
use crate::web::signed_in::Member;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

const PAGE: &str = "account/withdraw.html";

/// `GET /account/withdraw`: what it means, before it is done. Once it is, the account says where the signature stands.
pub async fn show(site: web::Data<Site>, visitor: Visitor, member: Member) -> Result<HttpResponse, Failure> {
    let face = Face::of(&site, &visitor, &member).await?;
    match face.account.endorsement.state.after(Act::Withdraw) {
        Ok(_) => face.show(PAGE, explained(&face)),
        Err(_) => Ok(private::see(&visitor, "/account")),
    }
}

fn explained(face: &Face<'_>) -> serde_json::Value {
    let is_state = withdraws_by_letter(face.account.organisation.category);
    json!({
        "is_state": is_state,
        "unnamed": face.account.endorsement.visibility.withholds(),
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
    if !form.has("sure") {
        let mut problems = Problems::default();
        problems.add("sure", Flaw::Missing);
        return face.mend(PAGE, &problems, explained(&face));
    }
    let mut page = explained(&face);
    let outcome = withdrawal::withdraw(&site.app, acting(&visitor, &member)).await?;
    let named = !face.account.endorsement.visibility.withholds();
    page["slug"] = json!(face.account.organisation.slug.as_ref().filter(|_| named));
    let face = Face::of(&site, &visitor, &member).await?;
    match outcome {
        Outcome::Withdrawn => face.show("account/withdrawn.html", page),
        Outcome::LetterNeeded => face.show("account/letter_needed.html", page),
    }
}

/// `POST /account/reverse`: "this was not us", by somebody who is signed in.
pub async fn reverse(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
) -> Result<HttpResponse, Failure> {
    match withdrawal::reverse(&site.app, acting(&visitor, &member)).await {
        Ok(due) => asked(&site, &visitor, due),
        Err(error) => too_late(&site, &visitor, error),
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
        Err(error) => too_late(&site, &visitor, error),
    }
}

/// `POST /reverse/{token}`
pub async fn reverse_by_link(
    site: web::Data<Site>,
    visitor: Visitor,
    token: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    match withdrawal::reverse_by_link(&site.app, visitor.origin(), &token).await {
        Ok(due) => asked(&site, &visitor, due),
        Err(error) => too_late(&site, &visitor, error),
    }
}

fn asked(site: &web::Data<Site>, visitor: &Visitor, due: Moment) -> Result<HttpResponse, Failure> {
    private::page(site, visitor, "account/reversal_asked.html", &json!({ "due": desk::at(due) }))
}

fn too_late(site: &web::Data<Site>, visitor: &Visitor, error: Error) -> Result<HttpResponse, Failure> {
    if !matches!(error, Error::Refused(Refusal::LinkSpent)) {
        return Err(error.into());
    }
    let days = limits::REVERSAL_DAYS;
    private::page_with(
        site,
        visitor,
        StatusCode::GONE,
        "account/reversal_over.html",
        &json!({ "days": days }),
    )
}
