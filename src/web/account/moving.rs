//! The page that the link to a new mailbox opens. Opening it changes nothing; its button moves the person.

use actix_web::{HttpResponse, web};
use serde_json::json;

use super::mailed;
use crate::app::people;
use crate::domain::link::Purpose;
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
        Err(error) => mailed::spent(&site, &visitor, (Purpose::Mailbox, error)),
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
    let before = async |id| people::has_moved(&site.app, id, &token).await;
    let moved = mailed::onward((&site, &visitor), moved, member, before, "moved").await?;
    attempt.came_to(&moved);
    moved.or_else(|error| mailed::spent(&site, &visitor, (Purpose::Mailbox, error)))
}
