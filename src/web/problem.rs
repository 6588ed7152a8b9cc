//! Problem details (RFC 9457): the one shape in which programs read errors.

use actix_web::http::StatusCode;
use serde_json::{Value, json};

use super::pages::speech::Speech;
use crate::domain::locale::Locale;
use crate::domain::{Refusal, Result};

/// What problem details are sent as.
pub const CONTENT_TYPE: &str = "application/problem+json";

/// Where the problem types are explained.
const TYPES: &str = "/data#problem-";

/// The body for an error of this code. `detail` is a sentence for whoever writes the program.
pub fn body(code: &str, status: StatusCode, detail: &str) -> Value {
    json!({
        "type": format!("{TYPES}{code}"),
        "title": status.canonical_reason().unwrap_or("Error"),
        "status": status.as_u16(),
        "detail": detail,
    })
}

/// What a code means and what to do about it, as `/data` explains it too.
///
/// # Errors
/// Internal, if a message file does not parse.
pub fn meaning(locale: Locale, code: &str) -> Result<String> {
    let list = if Refusal::from_code(code).is_some() { "refused" } else { "data-problem" };
    Ok(Speech::of(locale)?.code(list, code))
}
