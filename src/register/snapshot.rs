//! The register at one moment: everything that the public may see, and the ways to find it.
//!
//! Immutable once built; a change makes another snapshot. Items are named by their place in its lists,
//! which means nothing in any other snapshot and never leaves the program.

use super::call_card::CallCard;
use super::card::{CommitmentCard, SignatoryCard};
use super::filter::Table;
use super::log_card::LogCard;
use super::order::Orders;
use super::search::Rank;
use super::totals::SignatoryTotals;
use crate::domain::commitment_status::{Policy, Promise, Status, status};
use crate::domain::ids::OrganisationId;
use crate::domain::visibility::{CommitmentShown, PublicState};
use crate::domain::{Day, Moment};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The public register.
pub struct Snapshot {
    /// The size of the log's tree that it reflects.
    pub revision: u64,
    /// The log's newest checkpoint.
    pub log: Option<LogCard>,
    /// Counts every change that the public can see.
    pub content_revision: u64,
    /// Whether nothing of the register is shown, since it may name who has hidden since. Then nobody is in it.
    pub unsettled: bool,
    pub built_at: Moment,
    pub call: CallCard,
    pub policy: Policy,
    /// By number, tombstones among them.
    pub(super) signatories: Vec<Arc<SignatoryCard>>,
    /// By publication, tombstones among them.
    pub(super) commitments: Vec<Arc<CommitmentCard>>,
    pub(super) promises: Vec<Promise>,
    pub(super) commitment_shown: Vec<CommitmentShown>,
    pub(super) signatory_of: Vec<u32>,
    pub(super) commitments_of: Vec<Vec<u32>>,
    pub(super) by_slug: HashMap<String, u32>,
    pub(super) by_public_id: HashMap<String, u32>,
    pub(super) redirects: HashMap<String, String>,
    pub(super) gone_slugs: HashSet<String>,
    pub(super) gone_commitments: HashSet<String>,
    pub(super) signatory_table: Table,
    pub(super) commitment_table: Table,
    pub(super) orders: Orders,
    pub(super) signatory_totals: SignatoryTotals,
    pub(super) commitment_total: u32,
    pub(super) unnamed_at_least: u32,
}

/// What an address leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found<'a> {
    /// The place of a card or a tombstone.
    At(u32),
    /// The slug where it is now.
    Moved(&'a str),
    /// It was erased.
    Gone,
    /// There is no such thing, or nothing that anybody may know of.
    Nothing,
}

impl Snapshot {
    /// What the address of a signatory leads to.
    pub fn signatory_at(&self, slug: &str) -> Found<'_> {
        if let Some(&place) = self.by_slug.get(slug) {
            Found::At(place)
        } else if let Some(target) = self.redirects.get(slug) {
            Found::Moved(target)
        } else {
            Found::Nothing
        }
    }

    /// The card or tombstone that an address ends at, wherever it leads on to.
    pub fn led_to(&self, slug: &str) -> Option<u32> {
        let slug = self.redirects.get(slug).map_or(slug, String::as_str);
        self.by_slug.get(slug).copied()
    }

    /// Whether anything of an organisation is shown, a tombstone too.
    pub fn shows(&self, organisation: OrganisationId) -> bool {
        self.signatories.iter().any(|card| card.organisation == organisation)
    }

    /// Every signatory and tombstone that all these folded words name, the best fit first, then the newest.
    pub fn named(&self, folded: &str) -> Vec<u32> {
        let ranks = self.signatory_table.haystack.find(folded);
        let fits = (0..).zip(ranks).filter_map(|(place, rank)| Some((rank?, Reverse(place))));
        let mut fits: Vec<(Rank, Reverse<u32>)> = fits.collect();
        fits.sort_unstable();
        fits.into_iter().map(|(_, Reverse(place))| place).collect()
    }

    /// Whether a signatory that is erased stood at an address, given the address's keyed digests.
    pub fn is_gone(&self, digests: &[String]) -> bool {
        digests.iter().any(|digest| self.gone_slugs.contains(digest))
    }

    /// What the address of a commitment leads to.
    pub fn commitment_at(&self, public_id: &str) -> Found<'_> {
        match self.by_public_id.get(public_id) {
            Some(&place) => Found::At(place),
            None if self.gone_commitments.contains(public_id) => Found::Gone,
            None => Found::Nothing,
        }
    }

    /// The signatory at a place of this snapshot.
    pub fn signatory(&self, place: u32) -> &SignatoryCard {
        &self.signatories[place as usize]
    }

    /// The commitment at a place of this snapshot.
    pub fn commitment(&self, place: u32) -> &CommitmentCard {
        &self.commitments[place as usize]
    }

    /// The place of the signatory that made the commitment.
    pub fn signatory_of(&self, commitment: u32) -> u32 {
        self.signatory_of[commitment as usize]
    }

    /// The places of a signatory's commitments, oldest first, tombstones among them.
    pub fn commitments_of(&self, signatory: u32) -> &[u32] {
        &self.commitments_of[signatory as usize]
    }

    /// How a commitment is shown: in full, marked, or as a tombstone.
    pub fn commitment_shown(&self, commitment: u32) -> CommitmentShown {
        self.commitment_shown[commitment as usize]
    }

    /// A commitment's status on a day in the deployment's time zone. Means nothing for a tombstone.
    pub fn status(&self, commitment: u32, today: Day) -> Status {
        status(today, &self.promises[commitment as usize], &self.policy)
    }

    /// The addresses of every signatory and every tombstone, by number.
    pub fn slugs(&self) -> impl Iterator<Item = &str> {
        self.signatories.iter().map(|card| card.slug.as_str())
    }

    /// Addresses that lead on to another signatory.
    pub fn moved(&self) -> impl Iterator<Item = &str> {
        self.redirects.keys().map(String::as_str).filter(|slug| !self.by_slug.contains_key(*slug))
    }

    /// The public ids of every commitment and every tombstone, by publication.
    pub fn commitment_ids(&self) -> impl Iterator<Item = &str> {
        self.commitments.iter().map(|card| card.public_id.as_str())
    }

    /// Does the signatory stand in lists and totals?
    pub fn is_listed(&self, signatory: u32) -> bool {
        self.signatory(signatory).state == PublicState::Published
    }

    /// Every signatory in lists, by number, for exports.
    pub fn listed_signatories(&self) -> impl Iterator<Item = (u32, &SignatoryCard)> {
        let numbered = (0..).zip(self.signatories.iter().map(Arc::as_ref));
        numbered.filter(|(_, card)| card.state == PublicState::Published)
    }

    /// Every commitment in lists, by publication, for exports.
    pub fn listed_commitments(&self) -> impl Iterator<Item = (u32, &CommitmentCard)> {
        let numbered = (0..).zip(self.commitments.iter().map(Arc::as_ref));
        numbered.filter(|&(place, _)| self.commitment_shown(place) == CommitmentShown::Full)
    }
}
