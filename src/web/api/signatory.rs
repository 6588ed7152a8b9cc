//! Signatories as JSON.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::{answer, gone, list, whole};
use crate::app::address::Address;
use crate::domain::assurance::{Level, Method};
use crate::domain::identifier::RorId;
use crate::domain::locale::LanguageTag;
use crate::domain::organisation::Category;
use crate::domain::other_name::{NameDate, NameKind, OtherName};
use crate::domain::visibility::PublicState;
use crate::domain::{Error, Moment, Result};
use crate::register::{CountryCode, Found, Scope, SignatoryCard};
use crate::web::cache::Content;
use crate::web::error::Failure;
use crate::web::pages::signatory::MOVED;
use crate::web::public::Public;

/// `/api/v1/signatories`
pub async fn index(public: Public) -> Result<HttpResponse, Failure> {
    list::answer(&public, Scope::Signatories, |place| Signatory::at(&public, place))
}

/// `/api/v1/signatories/{slug}`
pub async fn show(public: Public, slug: web::Path<String>) -> Result<HttpResponse, Failure> {
    answer(&public, |public| match public.signatory_at(&slug) {
        Found::At(place) => Content::json(&Signatory::at(public, place)),
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

/// A signatory, or the tombstone of one.
#[derive(Debug, Serialize)]
pub struct Signatory<'a> {
    pub id: &'a str,
    pub slug: &'a str,
    pub name: &'a str,
    /// The name and every other name.
    pub names: Vec<Named<'a>>,
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

/// A name, and when it was used.
#[derive(Debug, Serialize)]
pub struct Named<'a> {
    pub name: &'a str,
    /// BCP 47.
    pub language: Option<&'a str>,
    pub kind: NameKind,
    /// A year or a day.
    pub from: Option<&'a str>,
    pub until: Option<&'a str>,
}

impl<'a> Named<'a> {
    /// The main name, used since the one before it ended; then the others.
    fn all(card: &'a SignatoryCard) -> Vec<Named<'a>> {
        let formers = card.other_names.iter().filter(|one| one.kind == NameKind::Former);
        let since = formers.filter_map(|one| one.until.as_ref()).max();
        let main = Named {
            name: &card.name,
            language: None,
            kind: NameKind::Official,
            from: since.map(NameDate::as_str),
            until: None,
        };
        let other = |one: &'a OtherName| Named {
            name: one.name.as_str(),
            language: one.language.as_ref().map(LanguageTag::as_str),
            kind: one.kind,
            from: one.from.as_ref().map(NameDate::as_str),
            until: one.until.as_ref().map(NameDate::as_str),
        };
        std::iter::once(main).chain(card.other_names.iter().map(other)).collect()
    }
}

/// As each register writes its numbers.
#[derive(Debug, Serialize)]
pub struct Identifiers {
    pub lei: Option<String>,
    pub ror: Option<String>,
    pub wikidata: Option<String>,
}

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
        let numbers = &card.identifiers;
        Signatory {
            id: &card.public_id,
            slug: &card.slug,
            name: &card.name,
            names: Named::all(card),
            category: card.category,
            country: card.country,
            website: card.website.as_deref(),
            number: card.number,
            signed_version: card.signed_version,
            signed_language: &card.signed_language,
            signed_at: card.signed_at,
            affirmations: [],
            identifiers: Identifiers {
                lei: numbers.lei.as_ref().map(ToString::to_string),
                ror: numbers.ror.as_ref().map(RorId::url),
                wikidata: numbers.wikidata.as_ref().map(ToString::to_string),
            },
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
