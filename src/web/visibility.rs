//! How an organisation appears, as forms ask it and as the mailed link hides it.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::error::Failure;
use super::form::Form;
use super::private;
use super::site::Site;
use super::visitor::Visitor;
use crate::app::visibility;
use crate::domain::draft::{DayAnswer, VisibilityAnswers};
use crate::domain::{Error, Refusal, Result};

type Token = web::Path<String>;

/// What was typed.
pub fn typed(form: &Form) -> VisibilityAnswers {
    let part = |name: &str| form.get(name).to_owned();
    VisibilityAnswers {
        choice: part("visibility"),
        until: DayAnswer { day: part("until_day"), month: part("until_month"), year: part("until_year") },
    }
}

/// The same for the fields of a form.
pub fn values(answers: &VisibilityAnswers) -> Value {
    json!({
        "visibility": answers.choice,
        "until_day": answers.until.day,
        "until_month": answers.until.month,
        "until_year": answers.until.year,
    })
}

/// `GET /hide/{token}`: what would be hidden, and the button.
pub async fn before_hiding(
    site: web::Data<Site>,
    visitor: Visitor,
    token: Token,
) -> Result<HttpResponse, Failure> {
    asks(&site, &visitor, &token, StatusCode::OK).await
}

/// `POST /hide/{token}`; the page again, where it was about another than the link is about now.
pub async fn hide(
    site: web::Data<Site>,
    visitor: Visitor,
    token: Token,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let seen = form.get("seen").to_owned();
    match visibility::hide_by_link(&site.app, visitor.origin(), &token, seen).await {
        Err(Error::Conflict) => asks(&site, &visitor, &token, StatusCode::CONFLICT).await,
        done => {
            let done = done.map(|gone| json!({ "gone": gone }));
            answer(&site, &visitor, (StatusCode::OK, "page/hide/hidden.html"), done)
        }
    }
}

async fn asks(
    site: &web::Data<Site>,
    visitor: &Visitor,
    token: &str,
    status: StatusCode,
) -> Result<HttpResponse, Failure> {
    let overtaken = if status == StatusCode::CONFLICT { "hiding" } else { "" };
    let seen = visibility::look(&site.app, token).await.map(|seen| {
        json!({
            "reference": seen.reference, "with_others": seen.with_others, "hidden": seen.hidden,
            "named_on": seen.named_on, "stays": seen.stays, "seen": seen.seen, "overtaken": overtaken,
            // An admin's switch leaves hiding open; a process that only reads cannot do it.
            "reads_only": site.app.config.read_only,
        })
    });
    answer(site, visitor, (status, "page/hide/show.html"), seen)
}

fn answer(
    site: &web::Data<Site>,
    visitor: &Visitor,
    (status, template): (StatusCode, &str),
    outcome: Result<Value>,
) -> Result<HttpResponse, Failure> {
    match outcome {
        Ok(values) => private::page_with(site, visitor, status, template, &values),
        Err(Error::Refused(Refusal::LinkSpent | Refusal::WrongState)) => {
            private::page_with(site, visitor, StatusCode::GONE, "page/hide/spent.html", &json!({}))
        }
        Err(error) => Err(error.into()),
    }
}
