//! The page on which somebody who acts corrects what they say of themself, and asks to move to another mailbox.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::people::{PEOPLE, whose};
use super::{Face, acting};
use crate::app::people::{self, Details, Own};
use crate::domain::locale::Locale;
use crate::domain::{Error, limits};
use crate::web::done::{self, Query};
use crate::web::error::Failure;
use crate::web::form::{Form, merged};
use crate::web::gate::throttle::Deed;
use crate::web::signed_in::Member;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

const OWN: &str = "/account/people/me";
const PAGE: &str = "account/own.html";
/// What was done just before, to be said on top of the page.
const DONE: &[&str] = &["asked", "called-back"];

/// `GET /account/people/me`
pub async fn show(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
    query: web::Query<Query>,
) -> Result<HttpResponse, Failure> {
    let face = Face::of(&site, &visitor, &member).await?;
    let own = people::own(&site.app, member.representative).await?;
    let done = query.said(&site, &visitor, &member.representative, DONE);
    face.show(PAGE, merged(values(&own, &face, &json!({})), json!({ "done": done })))
}

/// What is kept, and in its place what was typed.
fn values(own: &Own, face: &Face<'_>, typed: &Value) -> Value {
    let tongues = Locale::OFFERED.iter().map(|one| json!({ "value": one.code(), "label": one.name() }));
    let kept = json!({
        "person": own.contact.name, "job_title": own.contact.job_title, "language": own.language.code(),
    });
    json!({
        "done": "", "tongues": tongues.collect::<Vec<_>>(), "named": own.named, "email": own.contact.email, "moves": own.moves,
        "moves_until": own.moves_until, "unnamed": face.account.endorsement.visibility.withholds(),
        "days": limits::CONFIRM_DAYS, "values": merged(kept, typed.clone()),
    })
}

/// `POST /account/people/me`
pub async fn correct(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
    sent: Form,
) -> Result<HttpResponse, Failure> {
    let text = |name: &str| sent.get(name).to_owned();
    let details = Details { name: text("person"), job_title: text("job_title"), language: text("language") };
    let typed = json!({
        "person": details.name, "job_title": details.job_title, "language": details.language,
    });
    match people::correct(&site.app, acting(&visitor, &member), details).await {
        Ok(()) => Ok(done::see(&site, &visitor, &member.representative, (PEOPLE, "corrected"))),
        Err(error) => again(&site, &visitor, &member, (error, typed)).await,
    }
}

/// `POST /account/people/me/mailbox`
pub async fn ask_to_move(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
    sent: Form,
) -> Result<HttpResponse, Failure> {
    let typed = json!({ "mailbox": sent.get("mailbox") });
    let counted = match site.throttles.attempt(Deed::Mail, whose(&visitor, &member)) {
        Ok(counted) => counted,
        Err(error) => return again(&site, &visitor, &member, (error, typed)).await,
    };
    match people::ask_to_move(&site.app, acting(&visitor, &member), sent.get("mailbox")).await {
        Ok(()) => Ok(done::see(&site, &visitor, &member.representative, (OWN, "asked"))),
        Err(error) => {
            // No mail was sent.
            counted.was_good();
            again(&site, &visitor, &member, (error, typed)).await
        }
    }
}

/// The page again with what was typed, and why it was not taken.
async fn again(
    site: &web::Data<Site>,
    visitor: &Visitor,
    member: &Member,
    (error, typed): (Error, Value),
) -> Result<HttpResponse, Failure> {
    let face = Face::of(site, visitor, member).await?;
    let own = people::own(&site.app, member.representative).await?;
    let values = values(&own, &face, &typed);
    match error {
        Error::Invalid(problems) => face.mend(PAGE, &problems, values),
        Error::TooMany { retry_after_seconds } => face.too_soon(retry_after_seconds, PAGE, values),
        error => Err(error.into()),
    }
}

/// `POST /account/people/me/call-back`
pub async fn call_back(
    site: web::Data<Site>,
    visitor: Visitor,
    member: Member,
) -> Result<HttpResponse, Failure> {
    people::call_move_back(&site.app, acting(&visitor, &member)).await?;
    Ok(done::see(&site, &visitor, &member.representative, (OWN, "called-back")))
}
