//! The page that an invitation opens. Opening it changes nothing; its button lets the colleague in.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::mailed;
use crate::app::people::{self, Offer};
use crate::domain::draft::RepresentativeAnswers;
use crate::domain::link::Purpose;
use crate::domain::{Error, Problems};
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
        Err(error) => mailed::spent(&site, &visitor, (Purpose::Invitation, error)),
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
    let before = async |id| people::has_joined(&site.app, id, &token).await;
    let joined = mailed::onward((&site, &visitor), joined, member, before, "joined").await?;
    match &joined {
        Err(Error::Invalid(_)) => attempt.was_good(),
        joined => attempt.came_to(joined),
    }
    match joined {
        Ok(page) => Ok(page),
        Err(Error::Invalid(problems)) => mended(&site, &visitor, (&token, &form), &problems).await,
        Err(error) => mailed::spent(&site, &visitor, (Purpose::Invitation, error)),
    }
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
