//! The page about how the organisation appears: named, not named, or named from a day on.

use actix_web::HttpResponse;
use serde_json::json;

use super::desk::Desk;
use crate::domain::Problems;
use crate::domain::draft::{Step, VisibilityAnswers};
use crate::domain::visibility::Visibility;
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::visibility;

/// Shows the page.
pub async fn show(desk: Desk) -> Result<HttpResponse, Failure> {
    match desk.form() {
        Ok((desk, held)) => page(&desk, &held.draft.visibility, &Problems::default()),
        Err(elsewhere) => Ok(*elsewhere),
    }
}

/// Takes the choice.
pub async fn answer(desk: Desk, form: Form) -> Result<HttpResponse, Failure> {
    let (mut desk, mut held) = match desk.answer()? {
        Ok(found) => found,
        Err(elsewhere) => return Ok(*elsewhere),
    };
    held.draft.visibility = visibility::typed(&form);
    let today = desk.today();
    let parsed = held.draft.visibility.parse(today).map(drop);
    match desk.keep(&held, Step::Visibility, &form, parsed).await? {
        Ok(response) => Ok(response),
        Err(problems) => page(&desk, &held.draft.visibility, &problems),
    }
}

fn page(desk: &Desk, answers: &VisibilityAnswers, problems: &Problems) -> Result<HttpResponse, Failure> {
    let mut values = visibility::values(answers);
    if answers.choice.is_empty() && problems.0.is_empty() {
        values["visibility"] = json!(Visibility::Public);
    }
    desk.ask(Step::Visibility, problems, json!({ "values": values }))
}
