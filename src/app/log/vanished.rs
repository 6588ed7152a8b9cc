//! Whether whoever and whatever the entries publish is still there, where no list shows it: those that left, became another or
//! are suspended, and what of theirs is hidden. Each keeps its address and a page. The lists tell of the others.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use crate::domain::entry::EntryKind;
use crate::domain::entry::ReadKind::{self, Known};
use crate::domain::ids::{CommitmentId, OrganisationId};
use crate::domain::visibility::PublicState;
use crate::register::past::PastEntry;
use crate::register::{SignatoryCard, Source};

/// What is read of a body.
#[derive(Default, Deserialize)]
struct Said {
    id: Option<String>,
    slug: Option<String>,
    number: Option<u64>,
    into: Option<String>,
    from: Option<String>,
    /// A suspension ended, and the organisation had withdrawn meanwhile.
    #[serde(default)]
    withdrawn: bool,
}

impl Said {
    /// What an entry says that can be read.
    fn by(entry: &PastEntry) -> Option<Said> {
        serde_json::from_str(entry.body.as_deref()?).ok()
    }
}

/// Those who are named, as the rows have them.
type Cards<'a> = HashMap<OrganisationId, &'a SignatoryCard>;

/// What is not there, in words.
pub(super) fn missing(cards: &Cards<'_>, rows: &Source, entries: &[PastEntry]) -> Vec<String> {
    let gone = signatories(entries).into_iter().filter(|(of, _)| !cards.contains_key(of));
    let there = |id: &CommitmentId| rows.commitments.iter().any(|card| card.id == *id);
    let lost = commitments(cards, entries).into_iter().filter(|(id, _)| !there(id));
    let gone = gone.map(|(of, slug)| {
        format!(
            "the entries say that {slug} was published and has left, and its rows (the organisation {of}) do not show that: a \
             number, an address, a date of publication, the state or the visibility was changed or taken away"
        )
    });
    let lost = lost.map(|(row, id)| {
        format!(
            "the entries say that commitment {id} was published and is hidden, and the row {row} of the table commitments does \
             not: its state or its date of publication was changed"
        )
    });
    gone.chain(lost).collect()
}

/// Those whom entries publish by name and who stand in no list, with their addresses.
fn signatories(entries: &[PastEntry]) -> BTreeMap<OrganisationId, String> {
    let (mut slugs, mut left) = (BTreeMap::new(), HashMap::new());
    for entry in entries.iter().filter(|entry| entry.commitment.is_none()) {
        let Some(said) = Said::by(entry) else { continue };
        left.extend(leaves(entry.kind, &said).map(|leaves| (entry.organisation, leaves)));
        if entry.kind == Known(EntryKind::EndorsementPublished) && !entry.in_batch && said.number.is_some() {
            slugs.extend(said.slug.map(|slug| (entry.organisation, slug)));
        }
    }
    slugs.retain(|of, _| left.get(of) == Some(&true));
    slugs
}

/// Whether a signatory stands in no list after an entry; nothing, if it says nothing of that.
fn leaves(kind: ReadKind, said: &Said) -> Option<bool> {
    use EntryKind::*;
    match kind {
        Known(EndorsementRestored) => Some(said.withdrawn),
        Known(EndorsementPublished | EndorsementReinstated) => Some(false),
        Known(EndorsementSuspended | EndorsementWithdrawn | EndorsementRevoked) | ReadKind::Lapsed => {
            Some(true)
        }
        // Of the one that stays, they name neither.
        Known(OrganisationMerged) => said.into.as_ref().map(|_| true),
        Known(OrganisationUnmerged) => said.from.as_ref().map(|_| false),
        _ => None,
    }
}

/// Commitments that entries publish and of which a page says that they are withheld, with their public ids.
fn commitments(cards: &Cards<'_>, entries: &[PastEntry]) -> BTreeMap<CommitmentId, String> {
    let (mut ids, mut hidden) = (BTreeMap::new(), HashMap::new());
    for entry in entries.iter().filter(|entry| !entry.in_batch) {
        let (Some(about), Some(said)) = (entry.commitment, Said::by(entry)) else { continue };
        let owner = cards.get(&entry.organisation);
        let silent = owner.is_some_and(|card| {
            card.withdrew_suspended || matches!(card.state, PublicState::Suspended | PublicState::Revoked)
        });
        let suspends = entry.kind == Known(EntryKind::CommitmentSuspended);
        if suspends
            || matches!(entry.kind, Known(EntryKind::CommitmentPublished | EntryKind::CommitmentDropped))
        {
            hidden.insert(about, owner.is_some() && (suspends || silent));
        }
        if entry.kind == Known(EntryKind::CommitmentPublished) {
            ids.extend(said.id.map(|id| (about, id)));
        }
    }
    ids.retain(|about, _| hidden.get(about) == Some(&true));
    ids
}
