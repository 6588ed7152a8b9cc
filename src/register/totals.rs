//! The numbers of the home page and of `/api/v1/stats`: derived from what is listed, never typed.
//!
//! Tombstones, withdrawn signatories and their commitments count nowhere here. Those who cannot safely be
//! named are in one rounded number and in no other.

use super::card::{CountryCode, RegionCode};
use super::snapshot::Snapshot;
use crate::domain::Day;
use crate::domain::commitment::{FundingTotal, Kind, funding_totals};
use crate::domain::commitment_status::Status;
use crate::domain::organisation::Category;
use std::collections::BTreeMap;

/// How many signatories there are, by what they are and where.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SignatoryTotals {
    pub all: u32,
    pub by_category: BTreeMap<Category, u32>,
    pub by_country: BTreeMap<CountryCode, u32>,
    pub by_region: BTreeMap<RegionCode, u32>,
}

/// All totals on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Totals {
    pub signatories: SignatoryTotals,
    /// "And at least so many that cannot safely be named."
    pub unnamed_at_least: u32,
    pub commitments: u32,
    pub by_status: BTreeMap<Status, u32>,
    /// Promised money that was not dropped, per currency and stage.
    pub funding: Vec<FundingTotal>,
}

impl Snapshot {
    /// How many signatories stand in lists.
    pub fn signatory_totals(&self) -> &SignatoryTotals {
        &self.signatory_totals
    }

    /// How many commitments stand in lists.
    pub fn commitment_total(&self) -> u32 {
        self.commitment_total
    }

    /// "And at least so many that cannot safely be named."
    pub fn unnamed_at_least(&self) -> u32 {
        self.unnamed_at_least
    }

    /// Everything counted as of a day in the deployment's time zone: a walk through all commitments. Who needs one
    /// number asks for that.
    pub fn totals(&self, today: Day) -> Totals {
        let mut by_status = BTreeMap::new();
        let mut funding = Vec::new();
        for (place, card) in self.listed_commitments() {
            let status = self.status(place, today);
            *by_status.entry(status).or_insert(0) += 1;
            if card.kind == Kind::Funding && status != Status::Dropped {
                funding.extend(card.stage.zip(card.amount));
            }
        }
        Totals {
            signatories: self.signatory_totals.clone(),
            unnamed_at_least: self.unnamed_at_least,
            commitments: self.commitment_total,
            by_status,
            funding: funding_totals(funding),
        }
    }

    /// Places of the signatories published last, newest first.
    pub fn newest(&self, count: usize) -> Vec<u32> {
        let places = (0..self.signatories.len() as u32).rev();
        places.filter(|&place| self.is_listed(place)).take(count).collect()
    }
}
