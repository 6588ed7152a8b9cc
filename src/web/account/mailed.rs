//! What is common to the pages of mailed links: a button that is pressed twice leads to the same page, and a link that opens
//! nothing any more says why, as far as that is known, and what to do.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::json;

use super::people::PEOPLE;
use super::sign_in::let_in;
use crate::app::account::sign_in::Entered;
use crate::domain::ids::RepresentativeId;
use crate::domain::link::{Purpose, life};
use crate::domain::{Error, Refusal, Result};
use crate::web::done;
use crate::web::error::Failure;
use crate::web::private;
use crate::web::signed_in::Member;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

/// Where the button of a link leads by which somebody comes to act: to those who act, which says what was `done`. So it does
/// for whoever pressed it before and is signed in. For anybody else it gives what was wrong.
pub(super) async fn onward(
    (site, visitor): (&web::Data<Site>, &Visitor),
    entered: Result<Entered>,
    member: Result<Member, Failure>,
    pressed_before: impl AsyncFnOnce(RepresentativeId) -> Result<bool>,
    done: &'static str,
) -> Result<Result<HttpResponse>, Failure> {
    let page = |id: RepresentativeId| done::see(site, visitor, &id, (PEOPLE, done));
    let error = match entered {
        Ok(entered) => {
            let page = page(entered.representative);
            return let_in(site, entered, page).map(Ok);
        }
        Err(error) => error,
    };
    if let Ok(member) = member
        && !matches!(error, Error::Away(_))
        && pressed_before(member.representative).await?
    {
        return Ok(Ok(page(member.representative)));
    }
    Ok(Err(error))
}

/// The page of a link that opens nothing any more.
///
/// # Errors
/// What else was wrong.
pub(super) fn spent(
    site: &web::Data<Site>,
    visitor: &Visitor,
    (link, error): (Purpose, Error),
) -> Result<HttpResponse, Failure> {
    let reason = match error {
        Error::Refused(reason @ (Refusal::LinkSpent | Refusal::LinkActs | Refusal::LinkOver)) => reason,
        error => return Err(error.into()),
    };
    let values = json!({ "link": link, "reason": reason, "days": life(link).num_days() });
    private::page_with(site, visitor, StatusCode::GONE, "account/spent.html", &values)
}
