//! The lists of an export, against which is held what its entries tell.

use std::collections::HashMap;

use serde::Deserialize;

use super::{Promise, Register, Signatory};
use crate::app::succession::{file, refused};
use crate::domain::commitment::StoredState;
use crate::domain::commitment_status::Status;
use crate::domain::endorsement::EndorsementState;
use crate::domain::organisation::Category;
use crate::domain::{Moment, Result};
use crate::log::check::Source;

/// The lists of an export.
pub struct Lists {
    signatories: Vec<Shown>,
    commitments: Vec<ShownPromise>,
}

#[derive(Deserialize)]
struct List<T> {
    data: Vec<T>,
}

#[derive(Deserialize)]
struct Shown {
    id: String,
    slug: String,
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
struct ShownPromise {
    id: String,
    title: String,
    action: String,
    version: u32,
    status: String,
}

impl Shown {
    fn fits(&self, told: &Signatory) -> bool {
        let signed = &told.signed;
        (&self.id, &self.name, self.number, self.category)
            == (&told.organisation, &signed.name, signed.number, signed.category)
            && (&self.country, &self.website, &self.statement)
                == (&signed.country, &signed.website, &signed.statement)
            && (self.signed_version, &self.signed_language, self.signed_at)
                == (signed.version, &signed.language, signed.signed_at)
    }
}

impl ShownPromise {
    fn fits(&self, told: &Promise) -> bool {
        let (promised, state) = (&told.promised, told.fate.state());
        (&self.title, &self.action, self.version) == (&promised.title, &promised.action, promised.version)
            && state != StoredState::Suspended
            && (self.status == Status::Dropped.code()) == (state == StoredState::Dropped)
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

impl Register {
    /// Holds what the entries tell against the lists that the register showed.
    ///
    /// # Errors
    /// Internal, with the first signatory or commitment that the list shows otherwise.
    pub fn check(&self, lists: &Lists) -> Result<()> {
        let stands = |one: &&Signatory| one.state == EndorsementState::Published && one.merged.is_none();
        let standing = || self.signatories.iter().filter(stands);
        let shown: HashMap<&str, &Shown> =
            lists.signatories.iter().map(|one| (one.slug.as_str(), one)).collect();
        let differs =
            standing().find(|one| shown.get(one.signed.slug.as_str()).is_none_or(|shown| !shown.fits(one)));
        if let Some(one) = differs {
            return Err(refused(&format!(
                "the entries tell of {} what its list does not show",
                one.signed.slug
            )));
        }
        if standing().count() != lists.signatories.len() {
            return Err(refused("the list of signatories shows some of whom no entry tells"));
        }
        let unknown = lists.commitments.iter().find(|shown| {
            let known = self.by_commitment.get(&shown.id).map(|place| &self.commitments[*place]);
            known.is_none_or(|known| !shown.fits(known))
        });
        match unknown {
            Some(one) => {
                Err(refused(&format!("no entry tells of commitment {} what its list shows", one.id)))
            }
            None => Ok(()),
        }
    }
}
