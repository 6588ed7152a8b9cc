//! The page that an invitation opens. Opening it changes nothing; its button lets the colleague in.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::people::PEOPLE;
use super::sign_in::let_in;
use crate::app::people::{self, Offer};
use crate::domain::draft::RepresentativeAnswers;
use crate::domain::ids::RepresentativeId;
use crate::domain::{Error, Problems, Refusal, limits};
use crate::web::done;
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::gate::throttle::Deed;
use crate::web::private;
use crate::web::signed_in::Member;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

const PAGE: &str = "account/join.html";

/// `GET /account/join/{token}`: who invites whom, to what.
pub async fn show(
    site: web::Data<Site>,
    visitor: Visitor,
    token: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    match people::look(&site.app, &token).await {
        Ok(offer) => {
            let typed = json!({ "person": offer.name });
            private::linked(&site, &visitor, PAGE, values(&visitor, &token, &offer, &typed))
        }
        Err(error) => spent(&site, &visitor, error),
    }
}

fn values(visitor: &Visitor, token: &str, offer: &Offer, typed: &Value) -> Value {
    json!({
        "organisation": offer.organisation, "unnamed": offer.unnamed, "inviter": offer.inviter,
        "email": offer.email, "hands_over": offer.hands_over, "values": typed,
        "action": visitor.href(&format!("/account/join/{token}")),
    })
}

/// `POST /account/join/{token}`: whoever has joined by it and is signed in goes where it led them.
pub async fn join(
    site: web::Data<Site>,
    visitor: Visitor,
    token: web::Path<String>,
    member: Result<Member, Failure>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let attempt = site.throttles.attempt(Deed::SignIn, vec![visitor.address.into()])?;
    let joined = people::join(&site.app, visitor.origin(), &token, answers(&form), visitor.locale).await;
    let before = if joined.is_err() { joined_before(&site, member, &token).await? } else { None };
    if before.is_some() || matches!(joined, Ok(_) | Err(Error::Invalid(_))) {
        attempt.was_good();
    }
    if let Some(id) = before {
        return Ok(welcome(&site, &visitor, id));
    }
    match joined {
        Ok(entered) => {
            let onward = welcome(&site, &visitor, entered.representative);
            let_in(&site, entered, onward)
        }
        Err(Error::Invalid(problems)) => mended(&site, &visitor, (&token, &form), &problems).await,
        Err(error) => spent(&site, &visitor, error),
    }
}

/// Where whoever has joined goes on.
fn welcome(site: &Site, visitor: &Visitor, id: RepresentativeId) -> HttpResponse {
    done::see(site, visitor, &id, (PEOPLE, "joined"))
}

/// Whoever is signed in, where they pressed the button before.
async fn joined_before(
    site: &Site,
    member: Result<Member, Failure>,
    token: &str,
) -> Result<Option<RepresentativeId>, Failure> {
    let Ok(member) = member else { return Ok(None) };
    let id = member.representative;
    Ok(people::has_joined(&site.app, id, token).await?.then_some(id))
}

/// The page again with what was typed, and what is wrong with it.
async fn mended(
    site: &web::Data<Site>,
    visitor: &Visitor,
    (token, form): (&str, &Form),
    problems: &Problems,
) -> Result<HttpResponse, Failure> {
    let offer = people::look(&site.app, token).await?;
    let mut values = values(visitor, token, &offer, &typed(form));
    values["problems"] = json!(private::words(site, visitor, problems)?);
    private::page_with(site, visitor, StatusCode::UNPROCESSABLE_ENTITY, PAGE, &values)
}

fn answers(form: &Form) -> RepresentativeAnswers {
    let text = |name: &str| form.get(name).to_owned();
    RepresentativeAnswers {
        name: text("person"),
        job_title: text("job_title"),
        email: String::new(),
        authority: text("authority"),
        named: form.has("named"),
    }
}

fn typed(form: &Form) -> Value {
    json!({
        "person": form.get("person"), "job_title": form.get("job_title"), "authority": form.get("authority"),
        "named": if form.has("named") { "yes" } else { "" },
    })
}

/// An invitation that opens nothing any more says how to get another.
fn spent(site: &web::Data<Site>, visitor: &Visitor, error: Error) -> Result<HttpResponse, Failure> {
    if !matches!(error, Error::Refused(Refusal::LinkSpent)) {
        return Err(error.into());
    }
    let values = json!({ "days": limits::INVITATION_DAYS });
    private::page_with(site, visitor, StatusCode::GONE, "account/join_spent.html", &values)
}
