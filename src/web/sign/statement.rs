//! The page for a public statement, which may stay empty.

use actix_web::HttpResponse;
use serde_json::json;

use super::desk::Desk;
use crate::domain::draft::Step;
use crate::domain::text::{Statement, parse_optional};
use crate::domain::{Error, Problems, limits};
use crate::web::error::Failure;
use crate::web::form::Form;

/// Shows the page.
pub async fn show(desk: Desk) -> Result<HttpResponse, Failure> {
    match desk.form() {
        Ok((desk, held)) => page(&desk, &held.draft.statement, &Problems::default()),
        Err(elsewhere) => Ok(*elsewhere),
    }
}

/// Takes the statement.
pub async fn answer(desk: Desk, form: Form) -> Result<HttpResponse, Failure> {
    let (mut desk, mut held) = match desk.answer()? {
        Ok(found) => found,
        Err(elsewhere) => return Ok(*elsewhere),
    };
    form.get("statement").clone_into(&mut held.draft.statement);
    let parsed = parse_optional::<Statement>(&held.draft.statement);
    let parsed = parsed.map(drop).map_err(|flaw| Error::invalid("statement", flaw));
    match desk.keep(&held, Step::Statement, &form, parsed).await? {
        Ok(response) => Ok(response),
        Err(problems) => page(&desk, &held.draft.statement, &problems),
    }
}

fn page(desk: &Desk, statement: &str, problems: &Problems) -> Result<HttpResponse, Failure> {
    let values = json!({ "values": { "statement": statement }, "limit": limits::STATEMENT });
    desk.ask(Step::Statement, problems, values)
}
