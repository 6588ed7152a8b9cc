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
    let seen = visibility::look(&site.app, &token).await;
    // An admin's switch leaves hiding open; a process that only reads cannot do it.
    let seen = seen.map(|seen| {
        json!({ "reference": seen.reference, "hidden": seen.hidden, "named_on": seen.named_on, "stays": seen.stays,
            "reads_only": site.app.config.read_only })
    });
    answer(&site, &visitor, "page/hide/show.html", seen)
}

/// `POST /hide/{token}`
pub async fn hide(site: web::Data<Site>, visitor: Visitor, token: Token) -> Result<HttpResponse, Failure> {
    let done = visibility::hide_by_link(&site.app, visitor.origin(), &token).await;
    answer(&site, &visitor, "page/hide/hidden.html", done.map(|gone| json!({ "gone": gone })))
}

fn answer(
    site: &web::Data<Site>,
    visitor: &Visitor,
    template: &str,
    outcome: Result<Value>,
) -> Result<HttpResponse, Failure> {
    match outcome {
        Ok(values) => private::page(site, visitor, template, &values),
        Err(Error::Refused(Refusal::LinkSpent | Refusal::WrongState)) => {
            private::page_with(site, visitor, StatusCode::GONE, "page/hide/spent.html", &json!({}))
        }
        Err(error) => Err(error.into()),
    }
}
