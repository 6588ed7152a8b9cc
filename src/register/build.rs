//! Building a snapshot from what the loader read: decides with `domain::visibility` what enters, links
//! cards, and works out columns, orders and totals.
//!
//! Whatever the public may not see is dropped here and leaves no trace, not even in a count.

use super::call_card::CallCard;
use super::card::{CommitmentCard, SignatoryCard};
use super::log_card::LogCard;
use super::order::Orders;
use super::snapshot::Snapshot;
use super::table::Links;
use super::totals::SignatoryTotals;
use crate::domain::Moment;
use crate::domain::commitment_status::Policy;
use crate::domain::visibility::{
    CommitmentShown, PublicState, Shown, Visibility, commitment_now, public_now, rounded_protected_total,
};
use std::collections::HashMap;
use std::sync::Arc;

/// A signatory as the loader read it, with what decides whether it is shown.
#[derive(Clone)]
pub struct SignatoryEntry {
    pub card: Arc<SignatoryCard>,
    pub visibility: Visibility,
}

/// Everything that a snapshot is built from.
#[derive(Clone)]
pub struct Source {
    /// The newest checkpoint of the log.
    pub log: Option<LogCard>,
    pub content_revision: u64,
    /// Whether nothing of the register is shown.
    pub unsettled: bool,
    pub built_at: Moment,
    pub policy: Policy,
    pub call: CallCard,
    pub signatories: Vec<SignatoryEntry>,
    pub commitments: Vec<Arc<CommitmentCard>>,
    /// Old slugs of merged organisations and the survivors' slugs.
    pub redirects: Vec<(String, String)>,
    /// Keyed digests of the slugs of erased signatories.
    pub gone_slugs: Vec<String>,
    /// Public ids of erased commitments.
    pub gone_commitments: Vec<String>,
    /// Protected and embargoed signatories as counted this week.
    pub unnamed: u32,
}

impl Snapshot {
    /// Builds the register as the public sees it at `built_at`.
    pub fn build(source: Source) -> Snapshot {
        let signatories = shown_signatories(source.signatories);
        let (commitments, commitment_shown, signatory_of) =
            shown_commitments(source.commitments, &signatories);
        let mut commitments_of = vec![Vec::new(); signatories.len()];
        for (place, &signatory) in (0..).zip(&signatory_of) {
            commitments_of[signatory as usize].push(place);
        }
        let by_slug: HashMap<String, u32> =
            signatories.iter().map(|card| card.slug.clone()).zip(0..).collect();
        let redirects = settle_redirects(source.redirects, &by_slug);
        let links = Links { signatories: &signatories, commitments: &commitments, shown: &commitment_shown };
        Snapshot {
            revision: source.log.as_ref().map_or(0, |log| log.size),
            log: source.log,
            content_revision: source.content_revision,
            unsettled: source.unsettled,
            built_at: source.built_at,
            call: source.call,
            policy: source.policy,
            signatory_table: links.signatory_table(&commitments_of),
            commitment_table: links.commitment_table(&signatory_of),
            orders: Orders::build(&signatories),
            signatory_totals: count_signatories(&signatories),
            commitment_total: count_commitments(&commitment_shown),
            promises: commitments.iter().map(|card| card.promise()).collect(),
            by_public_id: commitments.iter().map(|card| card.public_id.clone()).zip(0..).collect(),
            commitment_shown,
            signatory_of,
            commitments_of,
            by_slug,
            redirects,
            gone_slugs: source.gone_slugs.into_iter().collect(),
            gone_commitments: source.gone_commitments.into_iter().collect(),
            unnamed_at_least: rounded_protected_total(source.unnamed),
            signatories,
            commitments,
        }
    }
}

/// Cards and tombstones by number. A merged one has neither: its address redirects.
fn shown_signatories(entries: Vec<SignatoryEntry>) -> Vec<Arc<SignatoryCard>> {
    let show = |SignatoryEntry { mut card, visibility }| {
        if card.state == PublicState::Merged {
            return None;
        }
        match public_now(visibility, Some(card.state)) {
            Shown::Card => {}
            Shown::Tombstone => Arc::make_mut(&mut card).bury(),
            Shown::Nothing => return None,
        }
        Some(card)
    };
    let mut cards: Vec<_> = entries.into_iter().filter_map(show).collect();
    cards.sort_by_key(|card| (card.number, card.organisation));
    cards
}

type ShownCommitments = (Vec<Arc<CommitmentCard>>, Vec<CommitmentShown>, Vec<u32>);

/// Commitments of shown signatories by publication, how each is shown, and whose it is.
fn shown_commitments(
    cards: Vec<Arc<CommitmentCard>>,
    signatories: &[Arc<SignatoryCard>],
) -> ShownCommitments {
    let places: HashMap<_, u32> = signatories.iter().map(|card| card.organisation).zip(0..).collect();
    let show = |mut card: Arc<CommitmentCard>| {
        let place = *places.get(&card.organisation)?;
        let signatory = &signatories[place as usize];
        let shown = commitment_now(Shown::Card, (signatory.state, signatory.withdrew_suspended), card.state);
        match shown {
            CommitmentShown::Nothing => return None,
            CommitmentShown::Tombstone => Arc::make_mut(&mut card).bury(),
            CommitmentShown::Full | CommitmentShown::Marked => {}
        }
        Some((card, shown, place))
    };
    let mut found: Vec<_> = cards.into_iter().filter_map(show).collect();
    found.sort_by(|(a, ..), (b, ..)| (a.published_at, &a.public_id).cmp(&(b.published_at, &b.public_id)));
    let mut lists = ShownCommitments::default();
    for (card, shown, place) in found {
        lists.0.push(card);
        lists.1.push(shown);
        lists.2.push(place);
    }
    lists
}

/// Keeps redirects that end at something shown, each straight to its end.
fn settle_redirects(pairs: Vec<(String, String)>, by_slug: &HashMap<String, u32>) -> HashMap<String, String> {
    let steps: HashMap<String, String> = pairs.into_iter().collect();
    let end_of = |from: &str| {
        let mut slug = from;
        // A chain cannot be longer than there are redirects; one that is goes in a circle.
        for _ in 0..steps.len() {
            slug = steps.get(slug)?;
            if by_slug.contains_key(slug) {
                return Some(slug.to_owned());
            }
        }
        None
    };
    steps.keys().filter_map(|from| Some((from.clone(), end_of(from)?))).collect()
}

fn count_commitments(shown: &[CommitmentShown]) -> u32 {
    shown.iter().map(|shown| u32::from(*shown == CommitmentShown::Full)).sum()
}

fn count_signatories(cards: &[Arc<SignatoryCard>]) -> SignatoryTotals {
    let mut totals = SignatoryTotals::default();
    for card in cards.iter().filter(|card| card.state == PublicState::Published) {
        totals.all += 1;
        *totals.by_category.entry(card.category).or_default() += 1;
        if let Some(country) = card.country {
            *totals.by_country.entry(country).or_default() += 1;
        }
        if let Some(region) = card.region {
            *totals.by_region.entry(region).or_default() += 1;
        }
    }
    totals
}
