//! The lists of an export, against which is held what its entries tell.

use serde::Deserialize;

use super::Signatory;
use crate::app::succession::file;
use crate::domain::organisation::Category;
use crate::domain::{Moment, Result};
use crate::log::check::Source;

/// The lists of an export.
pub struct Lists {
    pub(super) signatories: Vec<Shown>,
    pub(super) commitments: Vec<ShownPromise>,
}

#[derive(Deserialize)]
struct List<T> {
    data: Vec<T>,
}

#[derive(Deserialize)]
pub(super) struct Shown {
    id: String,
    pub(super) slug: String,
    name: String,
    category: Category,
    country: Option<String>,
    website: Option<String>,
    number: u32,
    signed_version: u32,
    signed_language: String,
    signed_at: Moment,
    statement: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct ShownPromise {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) action: String,
}

impl Shown {
    pub(super) fn fits(&self, told: &Signatory) -> bool {
        let signed = &told.signed;
        (&self.id, &self.name, self.number, self.category)
            == (&told.organisation, &signed.name, signed.number, signed.category)
            && (&self.country, &self.website, &self.statement)
                == (&signed.country, &signed.website, &signed.statement)
            && (self.signed_version, &self.signed_language, self.signed_at)
                == (signed.version, &signed.language, signed.signed_at)
    }
}

impl Lists {
    /// Reads the lists, each of which an export holds whole.
    ///
    /// # Errors
    /// Internal, if one is missing or not understood.
    pub fn read(source: &mut impl Source) -> Result<Lists> {
        let List { data: signatories } = file(source, "api/v1/signatories")?;
        let List { data: commitments } = file(source, "api/v1/commitments")?;
        Ok(Lists { signatories, commitments })
    }
}
