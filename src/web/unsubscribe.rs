//! Not getting mails to many signatories any more: the page behind the link in each of them, and its button. Programs of
//! mail providers press it too (RFC 8058): they send no form of ours, and need not be signed in.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::error::Failure;
use super::form::Form;
use super::private;
use super::site::Site;
use super::visitor::Visitor;
use crate::app::circular::optout;
use crate::domain::{Error, Refusal, Result};

type Token = web::Path<String>;

/// `GET /unsubscribe/{token}`: what the button does.
pub async fn show(site: web::Data<Site>, visitor: Visitor, token: Token) -> Result<HttpResponse, Failure> {
    let out = optout::look(&site.app, &token).await;
    answer(&site, &visitor, out.map(|out| json!({ "out": out, "done": false })))
}

/// `POST /unsubscribe/{token}`
pub async fn choose(
    site: web::Data<Site>,
    visitor: Visitor,
    token: Token,
    form: Result<Form, Failure>,
) -> Result<HttpResponse, Failure> {
    let wanted = form.is_ok_and(|form| form.has("again"));
    let done = optout::choose(&site.app, visitor.origin(), &token, wanted).await;
    answer(&site, &visitor, done.map(|()| json!({ "out": !wanted, "done": true })))
}

fn answer(
    site: &web::Data<Site>,
    visitor: &Visitor,
    outcome: Result<Value>,
) -> Result<HttpResponse, Failure> {
    match outcome {
        Ok(values) => private::linked(site, visitor, "page/unsubscribe/show.html", values),
        Err(Error::Refused(Refusal::LinkSpent)) => {
            private::page_with(site, visitor, StatusCode::GONE, "page/unsubscribe/unknown.html", &json!({}))
        }
        Err(error) => Err(error.into()),
    }
}
