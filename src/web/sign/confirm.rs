//! The mailed links that confirm a signature or call it off. Opening one changes nothing; its button does.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use crate::app::sign;
use crate::app::sign::confirm::Signature;
use crate::domain::country::Country;
use crate::domain::email::Email;
use crate::domain::{Error, Problems, Refusal, Result, limits};
use crate::web::error::Failure;
use crate::web::even::evenly;
use crate::web::form::Form;
use crate::web::private;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

type Token = web::Path<String>;

/// What is confirmed, and the button.
pub async fn look(site: web::Data<Site>, visitor: Visitor, token: Token) -> Result<HttpResponse, Failure> {
    answer(&site, &visitor, "confirm", sign::confirm::look(&site.app, &token).await.map(Some))
}

/// Confirms.
pub async fn confirm(
    site: web::Data<Site>,
    visitor: Visitor,
    token: Token,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let done = sign::confirm::confirm(&site.app, visitor.origin(), &token, form.has("named")).await;
    answer(&site, &visitor, "confirmed", done.map(Some))
}

/// What is called off, and the button.
pub async fn look_at_cancelling(
    site: web::Data<Site>,
    visitor: Visitor,
    token: Token,
) -> Result<HttpResponse, Failure> {
    answer(&site, &visitor, "cancel", sign::cancel::look(&site.app, &token).await.map(Some))
}

/// Calls off.
pub async fn cancel(site: web::Data<Site>, visitor: Visitor, token: Token) -> Result<HttpResponse, Failure> {
    let done = sign::cancel::cancel(&site.app, visitor.origin(), &token).await;
    answer(&site, &visitor, "cancelled", done.map(|()| None))
}

/// The page for an outcome; for a link that leads nowhere, what to do about it.
fn answer(
    site: &web::Data<Site>,
    visitor: &Visitor,
    name: &str,
    outcome: Result<Option<Signature>>,
) -> Result<HttpResponse, Failure> {
    let late = match outcome {
        Ok(signature) => {
            let code = signature.as_ref().and_then(|signature| signature.country.as_deref());
            let country = code.and_then(|code| Country::parse(code).ok());
            let mut values = json!({
                "signature": signature, "country": country.map(|country| country.name(visitor.locale)),
                "review_days": limits::REVIEW_DAYS,
            });
            name_countries(&mut values["signature"], visitor);
            return private::linked(site, visitor, &format!("page/sign/{name}.html"), values);
        }
        Err(Error::Refused(Refusal::LinkSpent)) => false,
        Err(Error::Refused(Refusal::WrongState) | Error::Conflict) => true,
        Err(error) => return Err(error.into()),
    };
    let purpose = match name {
        "confirm" | "confirmed" => "confirm",
        _ if late => "late",
        _ => "cancel",
    };
    let values = json!({ "purpose": purpose, "days": limits::CONFIRM_DAYS });
    private::page_with(site, visitor, StatusCode::GONE, "page/sign/spent.html", &values)
}

/// Puts the names of the countries of the commitments in place of their codes.
fn name_countries(signature: &mut Value, visitor: &Visitor) {
    for promise in signature.get_mut("commitments").and_then(Value::as_array_mut).into_iter().flatten() {
        for country in promise.get_mut("countries").and_then(Value::as_array_mut).into_iter().flatten() {
            let known = country.as_str().and_then(|code| Country::parse(code).ok());
            *country = json!(known.map(|known| known.name(visitor.locale)));
        }
    }
}

/// Asks for the address to which a new link goes.
pub async fn ask(site: web::Data<Site>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    ask_page(&site, &visitor, "", &Problems::default())
}

/// Sends a new link, if there is something to confirm there. The answer does not tell.
pub async fn send(site: web::Data<Site>, visitor: Visitor, form: Form) -> Result<HttpResponse, Failure> {
    if let Err(Error::TooMany { retry_after_seconds }) = site.throttles.mail(visitor.address) {
        let values = json!({ "values": { "email": form.get("email") } });
        return private::too_soon(&site, &visitor, retry_after_seconds, "page/sign/link.html", &values);
    }
    let email = match Email::parse(form.get("email")) {
        Ok(email) => email,
        Err(flaw) => {
            let mut problems = Problems::default();
            problems.add("email", flaw);
            return ask_page(&site, &visitor, form.get("email"), &problems);
        }
    };
    evenly(&site, sign::sent::ask_again(&site.app, visitor.origin(), email)).await?;
    Ok(private::see(&visitor, "/sign/link/sent"))
}

/// The same for every address.
pub async fn asked(site: web::Data<Site>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    private::page(&site, &visitor, "page/sign/asked.html", &json!({ "most": limits::MAILS_PER_SUBMISSION }))
}

fn ask_page(
    site: &web::Data<Site>,
    visitor: &Visitor,
    email: &str,
    problems: &Problems,
) -> Result<HttpResponse, Failure> {
    let status = if problems.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let values: Value =
        json!({ "values": { "email": email }, "problems": private::words(site, visitor, problems)? });
    private::page_with(site, visitor, status, "page/sign/link.html", &values)
}
