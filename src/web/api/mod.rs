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

use super::cache::Content;
use super::error::Failure;
use super::parameters::Takes;
use super::problem;
use super::public::Public;
use crate::domain::Result;

/// The answer at an address that takes no parameters.
fn answer(public: &Public, make: impl FnOnce(&Public) -> Result<Content>) -> Result<HttpResponse, Failure> {
    let takes = Takes::Nothing;
    let checked = takes.problems(public).check();
    let answer = checked.map_err(Failure).and_then(|()| public.answer("", make));
    takes.told(public.visitor.locale, answer)
}

/// What was erased.
fn gone(public: &Public) -> Result<Content> {
    let status = StatusCode::GONE;
    let detail = problem::meaning(public.visitor.locale, "gone")?;
    let body = problem::body("gone", status, &detail).to_string();
    Ok(Content::of(problem::CONTENT_TYPE, body.into_bytes()).with_status(status))
}

/// A whole address of this site.
pub(super) fn whole(public: &Public, path: &str) -> String {
    public.reading().whole(path)
}
