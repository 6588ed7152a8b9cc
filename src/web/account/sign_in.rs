//! Asking for the link into the account, and coming in by it.

use actix_web::{HttpResponse, web};
use serde_json::json;

use crate::app::account::sign_in;
use crate::domain::email::Email;
use crate::domain::{Door, Error, Problems, Refusal};
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::gate::throttle::{Deed, Subject};
use crate::web::private;
use crate::web::signed_in::cookie;
use crate::web::site::Site;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;

/// `GET /account/sign-in`
pub async fn show(site: web::Data<Site>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    private::page(&site, &visitor, "account/sign_in.html", &json!({}))
}

/// `POST /account/sign-in`: the same answer for every address.
pub async fn ask(site: web::Data<Site>, visitor: Visitor, form: Form) -> Result<HttpResponse, Failure> {
    site.throttles.count(Deed::Mail, visitor.address)?;
    let typed = form.get("email");
    let email = match Email::parse(typed) {
        Ok(email) => email,
        Err(flaw) => {
            let mut problems = Problems::default();
            problems.add("email", flaw);
            let problems = private::words(&site, &visitor, &problems)?;
            let values = json!({ "problems": problems, "values": { "email": typed } });
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return private::page_with(&site, &visitor, status, "account/sign_in.html", &values);
        }
    };
    let index = crate::app::contact::index(&site.app, &email);
    site.throttles.count(Deed::Mail, Subject::Account(index))?;
    let address = email.as_str().to_owned();
    sign_in::ask(&site.app, visitor.origin(), email, visitor.locale).await?;
    let minutes = crate::domain::limits::ACCOUNT_LINK_MINUTES;
    let values = json!({ "address": address, "minutes": minutes });
    private::page(&site, &visitor, "account/sent.html", &values)
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
            private::page(&site, &visitor, "account/enter.html", &values)
        }
        Err(error) => spent(&site, &visitor, error),
    }
}

/// `POST /account/enter/{token}`
pub async fn enter(
    site: web::Data<Site>,
    visitor: Visitor,
    token: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    site.throttles.count(Deed::SignIn, visitor.address)?;
    let request = Some(visitor.request_id.clone());
    match sign_in::enter(&site.app, request, &token).await {
        Ok(session) => {
            let mut answer = private::see(&visitor, "/account");
            let cookie = cookie(&site, Door::Account.code(), session);
            answer.add_cookie(&cookie).map_err(|error| Error::internal(error.to_string()))?;
            Ok(answer)
        }
        Err(error) => spent(&site, &visitor, error),
    }
}

/// A link that opens nothing any more says how to get another.
fn spent(site: &web::Data<Site>, visitor: &Visitor, error: Error) -> Result<HttpResponse, Failure> {
    if !matches!(error, Error::Refused(Refusal::LinkSpent)) {
        return Err(error.into());
    }
    private::page_with(site, visitor, StatusCode::GONE, "account/spent.html", &json!({}))
}
