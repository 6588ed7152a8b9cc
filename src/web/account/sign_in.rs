//! Asking for the link into the account, and coming in by it.

use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::json;

use super::mailed;
use crate::app::account::device;
use crate::app::account::sign_in::{self, Entered};
use crate::app::contact;
use crate::domain::email::Email;
use crate::domain::link::Purpose;
use crate::domain::{self, Door, Error, Flaw, Problems, limits};
use crate::web::error::Failure;
use crate::web::even::evenly;
use crate::web::form::Form;
use crate::web::gate::throttle::{Deed, Subject};
use crate::web::private;
use crate::web::signed_in::{cookie, cookie_name, lasting_cookie};
use crate::web::site::Site;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;

/// The cookie of a browser in which somebody was in their account before.
const KNOWN: &str = "known-account";
const FORM: &str = "account/sign_in.html";

/// `GET /account/sign-in`
pub async fn show(site: web::Data<Site>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    private::page(&site, &visitor, FORM, &json!({}))
}

/// `POST /account/sign-in`: the same answer for every address. A mail goes out as long as this network has not asked
/// too often for this mailbox; whoever asks too often takes nothing from others.
pub async fn ask(
    site: web::Data<Site>,
    visitor: Visitor,
    request: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let typed = form.get("email");
    let email = match Email::parse(typed) {
        Ok(email) => email,
        Err(flaw) => return again(&site, &visitor, typed, flaw),
    };
    if let Err(Error::TooMany { retry_after_seconds }) = site.throttles.mail(visitor.address) {
        let values = json!({ "values": { "email": typed } });
        return private::too_soon(&site, &visitor, retry_after_seconds, FORM, &values);
    }
    evenly(&site, send_link(&site, &visitor, &request, &email)).await?;
    let values = json!({
        "address": email.as_str(), "minutes": limits::ACCOUNT_LINK_MINUTES, "most": limits::ACCOUNT_LINKS.at_once,
    });
    private::page(&site, &visitor, "account/sent.html", &values)
}

/// Mails a link to whoever acts with this mailbox, if not too many were asked for.
async fn send_link(
    site: &Site,
    visitor: &Visitor,
    request: &HttpRequest,
    email: &Email,
) -> domain::Result<()> {
    let asked = Subject::account_from(contact::mailbox_index(&site.app, email), visitor.address);
    if site.throttles.count(Deed::Link, asked).is_err() {
        return Ok(());
    }
    let cookie = request.cookie(&cookie_name(site, KNOWN));
    let known = device::is_known(&site.app, email, cookie.as_ref().map(|cookie| cookie.value()));
    sign_in::ask(&site.app, visitor.origin(), (email.clone(), known), visitor.locale).await
}

fn again(
    site: &web::Data<Site>,
    visitor: &Visitor,
    typed: &str,
    flaw: Flaw,
) -> Result<HttpResponse, Failure> {
    let mut problems = Problems::default();
    problems.add("email", flaw);
    let problems = private::words(site, visitor, &problems)?;
    let values = json!({ "problems": problems, "values": { "email": typed } });
    private::page_with(site, visitor, StatusCode::UNPROCESSABLE_ENTITY, FORM, &values)
}

/// `GET /account/enter/{token}`: mail scanners open links, so this changes nothing.
pub async fn door(
    site: web::Data<Site>,
    visitor: Visitor,
    token: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    match sign_in::look(&site.app, &token).await {
        Ok(organisation) => {
            let action = visitor.href(&format!("/account/enter/{token}"));
            let values = json!({ "organisation": organisation, "action": action });
            private::linked(&site, &visitor, "account/enter.html", values)
        }
        Err(error) => mailed::spent(&site, &visitor, (Purpose::Account, error)),
    }
}

/// `POST /account/enter/{token}`
pub async fn enter(
    site: web::Data<Site>,
    visitor: Visitor,
    token: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let attempt = site.throttles.attempt(Deed::SignIn, vec![visitor.address.into()])?;
    let entered = sign_in::enter(&site.app, visitor.origin(), &token).await;
    attempt.came_to(&entered);
    match entered {
        Ok(entered) => let_in(&site, entered, private::see(&visitor, "/account")),
        Err(error) => mailed::spent(&site, &visitor, (Purpose::Account, error)),
    }
}

/// An answer with which this browser is signed in, and known from then on.
pub(super) fn let_in(
    site: &web::Data<Site>,
    entered: Entered,
    mut answer: HttpResponse,
) -> Result<HttpResponse, Failure> {
    let known = lasting_cookie(site, KNOWN, device::remember(&site.app, entered.account)?);
    answer.add_cookie(&known).map_err(Error::internal)?;
    let session = cookie(site, Door::Account.code(), entered.session);
    answer.add_cookie(&session).map_err(Error::internal)?;
    Ok(answer)
}
