//! The page that the link to a new mailbox opens. Opening it changes nothing; its button moves the person.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::json;

use super::people::PEOPLE;
use super::sign_in::let_in;
use crate::app::people;
use crate::domain::ids::RepresentativeId;
use crate::domain::{Error, Refusal, limits};
use crate::web::done;
use crate::web::error::Failure;
use crate::web::gate::throttle::Deed;
use crate::web::private;
use crate::web::signed_in::Member;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

/// `GET /account/mailbox/{token}`: who moves to which mailbox.
pub async fn show(
    site: web::Data<Site>,
    visitor: Visitor,
    token: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    match people::look_at_move(&site.app, &token).await {
        Ok(found) => {
            let values = json!({
                "organisation": found.organisation, "name": found.name, "email": found.email,
                "action": visitor.href(&format!("/account/mailbox/{token}")),
            });
            private::linked(&site, &visitor, "account/moving.html", values)
        }
        Err(error) => spent(&site, &visitor, error),
    }
}

/// `POST /account/mailbox/{token}`: whoever has moved by it and is signed in goes where it led them.
pub async fn confirm(
    site: web::Data<Site>,
    visitor: Visitor,
    token: web::Path<String>,
    member: Result<Member, Failure>,
) -> Result<HttpResponse, Failure> {
    let attempt = site.throttles.attempt(Deed::SignIn, vec![visitor.address.into()])?;
    let moved = people::confirm_move(&site.app, visitor.origin(), &token).await;
    let before = if moved.is_err() { moved_before(&site, member, &token).await? } else { None };
    if moved.is_ok() || before.is_some() {
        attempt.was_good();
    }
    match (moved, before) {
        (_, Some(id)) => Ok(onward(&site, &visitor, id)),
        (Ok(entered), None) => {
            let onward = onward(&site, &visitor, entered.representative);
            let_in(&site, entered, onward)
        }
        (Err(error), None) => spent(&site, &visitor, error),
    }
}

/// Where whoever has moved goes on.
fn onward(site: &Site, visitor: &Visitor, id: RepresentativeId) -> HttpResponse {
    done::see(site, visitor, &id, (PEOPLE, "moved"))
}

/// Whoever is signed in, where they pressed the button before.
async fn moved_before(
    site: &Site,
    member: Result<Member, Failure>,
    token: &str,
) -> Result<Option<RepresentativeId>, Failure> {
    let Ok(member) = member else { return Ok(None) };
    let id = member.representative;
    Ok(people::has_moved(&site.app, id, token).await?.then_some(id))
}

/// A link that opens nothing any more says how to get another.
fn spent(site: &web::Data<Site>, visitor: &Visitor, error: Error) -> Result<HttpResponse, Failure> {
    if !matches!(error, Error::Refused(Refusal::LinkSpent)) {
        return Err(error.into());
    }
    let values = json!({ "days": limits::CONFIRM_DAYS });
    private::page_with(site, visitor, StatusCode::GONE, "account/moving_spent.html", &values)
}
