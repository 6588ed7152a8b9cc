//! Owns the organisation of the demo that signed twice: once by its name, once in English. The two were merged.

use super::commitments::Mood::Planned;
use super::first::{First, Says};
use super::{DemoOrganisation, MOST, shaped};
use crate::domain::Flaw;
use crate::domain::organisation::Category;

/// One that signed twice.
#[derive(Debug, Clone, PartialEq)]
pub struct Double {
    /// The place in the list of the one that it is.
    pub of: u64,
    pub organisation: DemoOrganisation,
    pub merged_days_ago: i64,
}

/// The place of the first organisation that it is, by the list of `first`.
const OF: u64 = 13;

const TWICE: First = First {
    name: "Open Rietpoel Foundation",
    category: Category::CivilSociety,
    country: "NL",
    domain: "rietpoel-foundation",
    description: "Contracts of public software, online and explained.",
    person: ("Pieter Rietdijk", "Treasurer"),
    signed_days_ago: 4,
    says: Says::Nothing,
    promises: &[(24, Planned)],
};

/// The double.
///
/// # Errors
/// A flaw would be a mistake in this file; the tests look for it.
pub fn double() -> Result<Double, Flaw> {
    Ok(Double { of: OF, organisation: shaped::organisation(&TWICE, MOST + 900)?, merged_days_ago: 2 })
}
