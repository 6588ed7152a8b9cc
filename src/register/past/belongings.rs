//! Which signatory had become which by a day, and whose each commitment was then, told from the entries of merges.

use std::collections::HashMap;

use serde::Deserialize;

use super::{Changed, PastEntry, read};
use crate::domain::entry::EntryKind;
use crate::domain::entry::ReadKind::Known;
use crate::domain::ids::{CommitmentId, OrganisationId};
use crate::register::build::{SignatoryEntry, Source};

/// Which signatory had become which by then, and whose each commitment was.
#[derive(Default)]
pub(super) struct Belongings {
    merged: HashMap<OrganisationId, OrganisationId>,
    pub(super) commitments: HashMap<CommitmentId, OrganisationId>,
}

impl Belongings {
    pub(super) fn tell(today: &Source, entries: &[PastEntry]) -> Belongings {
        use EntryKind::{OrganisationMerged, OrganisationUnmerged};
        let cards = today.signatories.iter().map(|one| &one.card);
        let by_id: HashMap<&str, OrganisationId> =
            cards.map(|card| (card.public_id.as_str(), card.organisation)).collect();
        let promises: HashMap<&str, CommitmentId> =
            today.commitments.iter().map(|card| (card.public_id.as_str(), card.id)).collect();
        let mut belongs = Belongings::default();
        for entry in entries {
            if let Some(id) = entry.commitment {
                belongs.commitments.insert(id, entry.organisation);
                continue;
            }
            let owner = match (entry.kind, read::<Regrouped>(entry)) {
                (Known(OrganisationMerged), Some(Regrouped { into: Some(into), commitments, .. })) => {
                    let Some(survivor) = by_id.get(into.as_str()) else { continue };
                    belongs.merged.insert(entry.organisation, *survivor);
                    Some((*survivor, commitments))
                }
                (Known(OrganisationUnmerged), Some(Regrouped { from: Some(_), commitments, .. })) => {
                    belongs.merged.remove(&entry.organisation);
                    Some((entry.organisation, commitments))
                }
                _ => None,
            };
            for (owner, promise) in
                owner.iter().flat_map(|(owner, ids)| ids.iter().map(move |id| (owner, id)))
            {
                if let Some(id) = promises.get(promise.as_str()) {
                    belongs.commitments.insert(*id, *owner);
                }
            }
        }
        belongs
    }

    pub(super) fn redirects(&self, signatories: &[SignatoryEntry]) -> Vec<(String, String)> {
        let slugs: HashMap<OrganisationId, &str> =
            signatories.iter().map(|one| (one.card.organisation, one.card.slug.as_str())).collect();
        let pair = |(from, to): (&OrganisationId, &OrganisationId)| {
            Some(((*slugs.get(from)?).to_owned(), (*slugs.get(to)?).to_owned()))
        };
        self.merged.iter().filter_map(pair).collect()
    }
}

/// What the entries of a merge say: of the one that went, into which, or from which it parted, and whose commitments
/// moved; of the one that stayed, what it is called.
#[derive(Debug, Clone, Deserialize)]
pub struct Regrouped {
    pub into: Option<String>,
    pub from: Option<String>,
    #[serde(default)]
    pub commitments: Vec<String>,
    pub after: Option<Changed>,
}
