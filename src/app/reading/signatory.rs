//! A signatory as JSON tells of it.

use serde::Serialize;

use super::Reading;
use crate::app::address::Address;
use crate::domain::Moment;
use crate::domain::assurance::{Level, Method};
use crate::domain::identifier::RorId;
use crate::domain::locale::LanguageTag;
use crate::domain::organisation::Category;
use crate::domain::other_name::{NameDate, NameKind, OtherName};
use crate::domain::visibility::PublicState;
use crate::register::{CountryCode, SignatoryCard};

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

impl<'a> Signatory<'a> {
    /// The signatory at a place of the register.
    pub fn at(register: Reading<'a>, place: u32) -> Signatory<'a> {
        let card = register.snapshot.signatory(place);
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
            commitments: register.snapshot.commitments_of(place).len(),
            updated_at: card.updated_at,
            url: register.whole(&Address::Signatory(card.slug.clone()).path()),
        }
    }
}
