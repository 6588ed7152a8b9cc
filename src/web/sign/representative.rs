//! The page about the person who signs for the organisation.

use actix_web::HttpResponse;
use serde_json::json;

use super::desk::Desk;
use crate::domain::Problems;
use crate::domain::draft::{RepresentativeAnswers, Step};
use crate::web::error::Failure;
use crate::web::form::Form;

/// Shows the page.
pub async fn show(desk: Desk) -> Result<HttpResponse, Failure> {
    match desk.form() {
        Ok((desk, held)) => page(&desk, &held.draft.representative, &Problems::default()),
        Err(elsewhere) => Ok(*elsewhere),
    }
}

/// Takes the answers.
pub async fn answer(desk: Desk, form: Form) -> Result<HttpResponse, Failure> {
    let (mut desk, mut held) = match desk.answer()? {
        Ok(found) => found,
        Err(elsewhere) => return Ok(*elsewhere),
    };
    held.draft.representative = typed(&form);
    let parsed = held.draft.representative.parse().map(drop);
    match desk.keep(&held, Step::Representative, &form, parsed).await? {
        Ok(response) => Ok(response),
        Err(problems) => page(&desk, &held.draft.representative, &problems),
    }
}

/// What was typed.
pub(super) fn typed(form: &Form) -> RepresentativeAnswers {
    RepresentativeAnswers {
        name: form.get("person").to_owned(),
        job_title: form.get("job_title").to_owned(),
        email: form.get("email").to_owned(),
        authority: form.get("authority").to_owned(),
        named: form.has("named"),
    }
}

fn page(desk: &Desk, answers: &RepresentativeAnswers, problems: &Problems) -> Result<HttpResponse, Failure> {
    let values = json!({ "values": {
        "person": answers.name,
        "job_title": answers.job_title,
        "email": answers.email,
        "authority": answers.authority,
        "named": if answers.named { "yes" } else { "" },
    }});
    desk.ask(Step::Representative, problems, values)
}
