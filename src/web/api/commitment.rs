//! Commitments as JSON.

use actix_web::{HttpResponse, web};

use super::{answer, gone, list};
use crate::app::reading::commitment::Commitment;
use crate::domain::{Error, Result};
use crate::register::{Found, Scope};
use crate::web::cache::Content;
use crate::web::error::Failure;
use crate::web::public::Public;

/// `/api/v1/commitments`
pub async fn index(public: Public) -> Result<HttpResponse, Failure> {
    list::answer(&public, Scope::Commitments, |place| Commitment::at(public.reading(), place))
}

/// `/api/v1/commitments/{id}`
pub async fn show(public: Public, id: web::Path<String>) -> Result<HttpResponse, Failure> {
    answer(&public, |public| match public.snapshot.commitment_at(&id) {
        Found::At(place) => Content::json(&Commitment::at(public.reading(), place)),
        Found::Gone => gone(public),
        Found::Moved(_) | Found::Nothing => Err(Error::NotFound),
    })
}
