//! Signatories as JSON.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::{answer, gone, list, whole};
use crate::app::address::Address;
use crate::domain::assurance::{Level, Method};
use crate::domain::organisation::Category;
use crate::domain::visibility::PublicState;
use crate::domain::{Error, Moment, Result};
use crate::register::{CountryCode, Found, Scope};
use crate::web::cache::Content;
use crate::web::error::Failure;
use crate::web::public::Public;

/// `/api/v1/signatories`
pub async fn index(public: Public) -> Result<HttpResponse, Failure> {
    list::answer(&public, Scope::Signatories, |place| Signatory::at(&public, place))
}

/// `/api/v1/signatories/{slug}`
pub async fn show(public: Public, slug: web::Path<String>) -> Result<HttpResponse, Failure> {
    answer(&public, |public| match public.signatory_at(&slug) {
        Found::At(place) => Content::json(&Signatory::at(public, place)),
        Found::Moved(to) => Ok(Content::of("application/json", Vec::new())
            .with_status(StatusCode::PERMANENT_REDIRECT)
            .with_header(header::LOCATION, whole(public, &format!("/api/v1/signatories/{to}")))),
        Found::Gone => gone(public),
        Found::Nothing => Err(Error::NotFound),
    })
}

/// A signatory, or the tombstone of one.
#[derive(Debug, Serialize)]
pub struct Signatory<'a> {
    pub id: &'a str,
    pub slug: &'a str,
    pub name: &'a str,
    /// The name and every other name.
    pub names: Vec<&'a str>,
    pub category: Category,
    pub country: Option<CountryCode>,
    pub website: Option<&'a str>,
    pub number: u32,
    pub signed_version: u32,
    pub signed_language: &'a str,
    pub signed_at: Moment,
    /// Later agreements to newer versions.
    pub affirmations: [(); 0],
    /// Numbers in other registers.
    pub identifiers: Identifiers,
    pub state: PublicState,
    pub assurance: Known,
    pub statement: Option<&'a str>,
    /// How many.
    pub commitments: usize,
    pub updated_at: Moment,
    pub url: String,
}

/// None are recorded so far.
#[derive(Debug, Serialize)]
pub struct Identifiers {}

/// How we know who signed.
#[derive(Debug, Serialize)]
pub struct Known {
    pub level: Level,
    pub method: Option<Method>,
    pub verified_at: Option<Moment>,
}

impl Signatory<'_> {
    /// The signatory at a place of the register.
    pub fn at(public: &Public, place: u32) -> Signatory<'_> {
        let card = public.snapshot.signatory(place);
        let names = std::iter::once(&card.name).chain(&card.other_names).map(String::as_str);
        Signatory {
            id: &card.public_id,
            slug: &card.slug,
            name: &card.name,
            names: names.collect(),
            category: card.category,
            country: card.country,
            website: card.website.as_deref(),
            number: card.number,
            signed_version: card.signed_version,
            signed_language: &card.signed_language,
            signed_at: card.signed_at,
            affirmations: [],
            identifiers: Identifiers {},
            state: card.state,
            assurance: Known {
                level: card.level(),
                method: card.assurance.as_ref().map(|assurance| assurance.method),
                verified_at: card.assurance.as_ref().map(|assurance| assurance.checked_on),
            },
            statement: card.statement.as_ref().map(|statement| statement.text.as_str()),
            commitments: public.snapshot.commitments_of(place).len(),
            updated_at: card.updated_at,
            url: whole(public, &Address::Signatory(card.slug.clone()).path()),
        }
    }
}
