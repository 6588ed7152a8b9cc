//! Signatories as JSON.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::{answer, gone, list, whole};
use crate::app::reading::signatory::Signatory;
use crate::domain::visibility::PublicState;
use crate::domain::{Error, Result};
use crate::register::{Found, Scope};
use crate::web::cache::Content;
use crate::web::error::Failure;
use crate::web::pages::signatory::MOVED;
use crate::web::public::Public;

/// `/api/v1/signatories`
pub async fn index(public: Public) -> Result<HttpResponse, Failure> {
    list::answer(&public, Scope::Signatories, |place| Signatory::at(public.reading(), place))
}

/// `/api/v1/signatories/{slug}`
pub async fn show(public: Public, slug: web::Path<String>) -> Result<HttpResponse, Failure> {
    answer(&public, |public| match public.signatory_at(&slug) {
        Found::At(place) => Content::json(&Signatory::at(public.reading(), place)),
        Found::Moved(to) => {
            let url = whole(public, &public.dated_path(&format!("/api/v1/signatories/{to}")));
            let moved =
                Moved { slug: slug.as_str(), state: PublicState::Merged, merged_into: to, url: url.clone() };
            Ok(Content::json(&moved)?
                .with_status(StatusCode::PERMANENT_REDIRECT)
                .with_header(header::LOCATION, url)
                .with_header(header::CACHE_CONTROL, MOVED))
        }
        Found::Gone => gone(public),
        Found::Nothing => Err(Error::NotFound),
    })
}

/// One that is another now, for programs that do not follow.
#[derive(Debug, Serialize)]
struct Moved<'a> {
    slug: &'a str,
    state: PublicState,
    /// The slug of the one that it is.
    merged_into: &'a str,
    url: String,
}
