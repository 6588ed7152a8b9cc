//! The register as JSON, first version: reads of the Call, the signatories, the commitments.
//!
//! Field names, codes and formats are promised to others; `/data` says what each means.

pub mod call;
pub mod commitment;
pub mod fields;
mod list;
pub mod signatory;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use serde_json::json;

use super::cache::Content;
use super::error::Failure;
use super::public::Public;
use crate::domain::{Error, Problems, Result};

/// RFC 9457.
const PROBLEM: &str = "application/problem+json";

/// The answer at this address; what is wrong with the query is told field by field.
fn answer(
    public: &Public,
    query: &str,
    make: impl FnOnce(&Public) -> Result<Content>,
) -> Result<HttpResponse, Failure> {
    match public.answer(query, make) {
        Err(Failure(Error::Invalid(problems))) => Ok(invalid(&problems)),
        other => other,
    }
}

fn invalid(problems: &Problems) -> HttpResponse {
    let errors: Vec<_> = problems
        .0
        .iter()
        .map(|problem| json!({ "field": problem.field, "code": problem.flaw.code() }))
        .collect();
    let body = json!({
        "type": "/data#problem-invalid",
        "title": "Unprocessable Entity",
        "status": 422,
        "errors": errors,
    });
    HttpResponse::UnprocessableEntity()
        .insert_header(("cache-control", "no-store"))
        .content_type(PROBLEM)
        .body(body.to_string())
}

/// What was erased.
fn gone() -> Content {
    let body = json!({ "type": "/data#problem-gone", "title": "Gone", "status": 410 });
    Content::of(PROBLEM, body.to_string().into_bytes()).with_status(StatusCode::GONE)
}

/// A whole address of this site.
pub(super) fn whole(public: &Public, path: &str) -> String {
    format!("{}{path}", public.site.app.config.base_url.url)
}
