//! Passkeys in the browser: a page asks for one, its script sends the answer with a form. What is asked is kept on the
//! server; the browser only holds a cookie that names the question.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::{Value, json};

use super::acting::Acting;
use super::{door, identity, next, sessions};
use crate::app::staff::passkey::{self, Asked};
use crate::domain::ceremony::Step;
use crate::domain::ids::PasskeyId;
use crate::domain::permit::ChangeOwnKeys;
use crate::domain::{Error, Result};
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::gate::throttle::{Deed, Subject};
use crate::web::kept;
use crate::web::private;
use crate::web::signed_in::{Colleague, cookie, cookie_name, no_cookie};
use crate::web::site::Site;
use crate::web::visitor::Visitor;

/// The cookie of a browser that was asked something.
const ASKED: &str = "asked";
const PAGE: &str = "staff/door/passkey.html";

/// `POST /staff/passkey/sign-in`: asks for a passkey, of whoever is there.
pub async fn ask_sign_in(
    site: web::Data<Site>,
    visitor: Visitor,
    form: Form,
) -> Result<HttpResponse, Failure> {
    site.throttles.count(Deed::Ceremony, visitor.address)?;
    let asked = passkey::ask(&site.app, Step::PasskeySignIn, None).await?;
    let next = next::own(form.get("next"));
    let values = asks(&visitor, &asked, ("get", "/staff/passkey/sign-in/answer", "/staff/sign-in"), next);
    with_question(&site, &asked.token, private::page(&site, &visitor, PAGE, &values)?)
}

/// `POST /staff/passkey/sign-in/answer`: in, or the door again.
pub async fn sign_in(
    site: web::Data<Site>,
    visitor: Visitor,
    request: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Failure> {
    // Nobody guesses at a signature: it has no count with tries of passwords.
    let attempt = site.throttles.attempt(Deed::Ceremony, vec![visitor.address.into()])?;
    let token = question(&site, &request);
    let entered = passkey::sign_in(&site.app, visitor.origin(), (&token, form.get("answer"))).await;
    attempt.came_to(&entered);
    match entered {
        Ok(entered) => {
            let response = door::let_in(&site, &visitor, &entered, form.get("next")).await?;
            answered(&site, response)
        }
        Err(error) => door::again(&site, &visitor, &form, error),
    }
}

/// `POST /staff/passkey/confirm`: asks for a passkey of the colleague who is signed in.
pub async fn ask_confirm(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let asked = passkey::ask(&site.app, Step::PasskeyConfirm, Some(colleague.session)).await?;
    let (next, back) = (next::own(form.get("next")), "/staff/confirm-identity");
    let mut values = asks(&visitor, &asked, ("get", "/staff/passkey/confirm/answer", back), next);
    values["form"] = json!(form.get(kept::FORM));
    with_question(&site, &asked.token, super::page(&site, &visitor, &colleague, PAGE, &values)?)
}

/// `POST /staff/passkey/confirm/answer`: proven, and back; or the form for a code.
pub async fn confirm(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    request: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let id = colleague.staff.id;
    let counted = Subject::Account(format!("identity {id}"));
    let attempt = site.throttles.attempt(Deed::SignIn, vec![counted])?;
    let origin = visitor.origin_of(colleague.actor());
    let token = question(&site, &request);
    let answer = (token.as_str(), form.get("answer"));
    let onward = (form.get("next"), form.get(kept::FORM));
    let done = passkey::confirm_identity(&site.app, origin, (colleague.session, id), answer).await;
    attempt.came_to(&done);
    match done {
        Ok(()) => answered(&site, identity::proven(&site, &visitor, &colleague, onward)?),
        Err(error) => identity::again(&site, &visitor, &colleague, (onward, error)).await,
    }
}

/// `POST /staff/passkey/add`: lets the browser make a passkey.
pub async fn ask_new(desk: Acting<ChangeOwnKeys>, form: Form) -> Result<HttpResponse, Failure> {
    let session = desk.colleague.session;
    let form_again = |answer| sessions::page(&desk.site, &desk.visitor, &desk.colleague, answer);
    if kept::is_restored(&form) {
        let values = json!({ "done": "restored", "values": form.kept() });
        return form_again((StatusCode::OK, values)).await;
    }
    match passkey::ask_new(desk.app(), &desk.permit, session, form.get("name")).await {
        Ok(asked) => {
            let pages = ("create", "/staff/passkey/add/answer", "/staff/sessions");
            let values = asks(&desk.visitor, &asked, pages, "");
            with_question(&desk.site, &asked.token, desk.page(PAGE, &values)?)
        }
        Err(Error::Invalid(problems)) => {
            let values =
                json!({ "problems": desk.words(&problems)?, "values": { "name": form.get("name") } });
            form_again((StatusCode::UNPROCESSABLE_ENTITY, values)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /staff/passkey/add/answer`: keeps what the browser made.
pub async fn add(
    desk: Acting<ChangeOwnKeys>,
    request: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let token = question(&desk.site, &request);
    let answer = (token.as_str(), form.get("answer"));
    passkey::add(desk.app(), desk.origin(), &desk.permit, desk.colleague.session, answer).await?;
    answered(&desk.site, desk.see("/staff/sessions?done=passkey"))
}

/// `POST /staff/passkey/{id}/remove`
pub async fn remove(desk: Acting<ChangeOwnKeys>, id: web::Path<i64>) -> Result<HttpResponse, Failure> {
    passkey::remove(desk.app(), desk.origin(), &desk.permit, PasskeyId(*id)).await?;
    Ok(desk.see("/staff/sessions?done=passkey-removed"))
}

fn asks(visitor: &Visitor, asked: &Asked, (kind, to, back): (&str, &str, &str), next: &str) -> Value {
    json!({
        "kind": kind, "options": asked.options.to_string(), "action": visitor.href(to),
        "back": visitor.href(&next::with(back, next)), "next": next, "form": "",
    })
}

/// The token by which this browser is known to have been asked.
pub(super) fn question(site: &Site, request: &HttpRequest) -> String {
    request.cookie(&cookie_name(site, ASKED)).map(|cookie| cookie.value().to_owned()).unwrap_or_default()
}

/// An answer that asks the browser something.
pub(super) fn with_question(
    site: &Site,
    token: &str,
    mut response: HttpResponse,
) -> Result<HttpResponse, Failure> {
    response.add_cookie(&cookie(site, ASKED, token.to_owned())).map_err(Error::internal)?;
    Ok(response)
}

/// An answer after which the question is done with.
pub(super) fn answered(site: &Site, mut response: HttpResponse) -> Result<HttpResponse, Failure> {
    response.add_cookie(&no_cookie(site, ASKED)).map_err(Error::internal)?;
    Ok(response)
}
