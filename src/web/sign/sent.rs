//! "One more step": where the link to confirm went, and how to correct that.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::desk::{Desk, SENT};
use crate::app::sign::{self, Held};
use crate::domain::call::CallState;
use crate::domain::email::Email;
use crate::domain::{Error, Problems, Refusal, limits};
use crate::web::done::{self, Query};
use crate::web::error::Failure;
use crate::web::even::evenly;
use crate::web::form::Form;
use crate::web::private;
use crate::web::signed_in::cookie;

const PAGE: &str = "page/sign/sent.html";
/// That the mail went out once more.
const AGAIN: &str = "again";

/// Shows the page. It says the same for a new signature and for a repeated one.
pub async fn show(desk: Desk, query: web::Query<Query>) -> Result<HttpResponse, Failure> {
    let by = desk.token(SENT).unwrap_or_default();
    let again = query.said(&desk.site, &desk.visitor, &by, &[AGAIN]) == AGAIN;
    match found(&desk).await? {
        Some(held) => {
            let sent_to = &held.draft.representative.email;
            desk.page(PAGE, &Problems::default(), values(&desk, sent_to, sent_to, again))
        }
        None => Ok(desk.see("/sign/link")),
    }
}

/// Sends the mail again, to the address as it is now typed. Where it does not go, the page says to which one it went
/// before.
pub async fn again(desk: Desk, form: Form) -> Result<HttpResponse, Failure> {
    let Some(token) = desk.token(SENT) else { return Ok(desk.see("/sign/link")) };
    let Some(held) = found(&desk).await? else { return gone(&desk, &token).await };
    let (app, visitor, typed) = (&desk.site.app, &desk.visitor, form.get("email"));
    let mut values = values(&desk, &held.draft.representative.email, typed, false);
    if let Err(Error::TooMany { retry_after_seconds }) = desk.site.throttles.mail(visitor.address) {
        values["waits"] = json!(private::minutes(retry_after_seconds));
        return private::too_soon(&desk.site, visitor, retry_after_seconds, PAGE, &values);
    }
    let sending = sign::sent::send_again(app, visitor.origin(), &token, typed, visitor.locale);
    match evenly(&desk.site, sending).await {
        Ok(token) => went(&desk, token),
        Err(Error::Invalid(problems)) => desk.page(PAGE, &problems, values),
        Err(Error::NotFound) => gone(&desk, &token).await,
        Err(Error::Refused(Refusal::CallNotOpen)) => not_now(&desk, values),
        Err(error) => Err(error.into()),
    }
}

/// The page again with what was typed, and why no mail went there.
fn not_now(desk: &Desk, mut values: Value) -> Result<HttpResponse, Failure> {
    values["refused"] = json!(true);
    private::page_with(&desk.site, &desk.visitor, StatusCode::CONFLICT, PAGE, &values)
}

/// Back to the page, which says that the mail is on its way.
fn went(desk: &Desk, token: String) -> Result<HttpResponse, Failure> {
    let mut response = done::see(&desk.site, &desk.visitor, &token, ("/sign/sent", AGAIN));
    response.add_cookie(&cookie(&desk.site, SENT, token)).map_err(Error::internal)?;
    Ok(response)
}

/// The form is no longer found under this token. A second click gets the answer that the first one got.
async fn gone(desk: &Desk, token: &str) -> Result<HttpResponse, Failure> {
    match sign::draft::sent_under(&desk.site.app, token).await? {
        Some(token) => went(desk, token),
        None => Ok(desk.see("/sign/link")),
    }
}

/// The form that this browser has sent, while it is kept.
pub(super) async fn found(desk: &Desk) -> Result<Option<Held>, Failure> {
    match desk.token(SENT) {
        Some(token) => Ok(sign::draft::find_sent(&desk.site.app, &token).await?),
        None => Ok(None),
    }
}

/// Why the address cannot be corrected now, where it cannot.
fn fixed(desk: &Desk) -> Option<&'static str> {
    let app = &desk.site.app;
    let code = if app.settings.load().call_state == CallState::Open { "stopped" } else { "closed" };
    (!sign::draft::is_open(app)).then_some(code)
}

fn values(desk: &Desk, sent_to: &str, typed: &str, again: bool) -> Value {
    json!({
        "values": { "email": typed },
        "email": Email::parse(sent_to).map(|email| email.as_str().to_owned()).unwrap_or_default(),
        "again": again,
        "waits": null,
        "fixed": fixed(desk),
        "refused": false,
        "most": limits::MAILS_PER_SUBMISSION,
        "days": limits::CONFIRM_DAYS,
        "review_days": limits::REVIEW_DAYS,
        "hours": limits::CORRECTION_HOURS,
    })
}
