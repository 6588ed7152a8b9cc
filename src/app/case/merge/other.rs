//! The other of two signatories in a Case about a merge: what moves with it, and what keeps the two from becoming one, or two
//! again.

use super::standing;
use crate::domain::case::CaseState;
use crate::domain::endorsement::EndorsementState;
use crate::domain::ids::{MergeId, RepresentativeId};
use crate::domain::merge::{self, Bound, Clash, MergeState};
use crate::domain::{Error, Flaw, Refusal, Result};
use crate::store::case::Case;
use crate::store::endorsement::Endorsement;
use crate::store::merge::Merge;
use crate::store::organisation::Organisation;
use crate::store::{self, Db};

/// The other of the two, in a Case about a merge.
#[derive(Debug)]
pub struct Other {
    pub merge: Merge,
    pub organisation: Organisation,
    pub endorsement: Endorsement,
    /// Commitments and people that moved, or would.
    pub commitments: usize,
    pub people: usize,
    /// How many of both are still with the one that stayed, and would go back.
    pub back: (usize, usize),
    /// Its Cases that are not closed, newest first: they are decided before it goes.
    pub waiting: Vec<Case>,
}

impl Other {
    /// Reads the merge and the one that goes. It must be public, so nothing of it is sealed, unless it hid meanwhile.
    pub fn read(db: &mut Db, id: MergeId) -> Result<Other> {
        let merge = store::merge::find(db, id)?;
        let organisation = store::organisation::find(db, merge.merged_id)?;
        let endorsement = store::endorsement::of_organisation(db, organisation.id)?;
        let moved = &merge.moved.0;
        let (commitments, people) = match merge.state {
            MergeState::Merged => (moved.commitments.len(), moved.representatives.len()),
            _ => (
                store::commitment::of_organisation(db, organisation.id)?.len(),
                store::representative::of_organisation(db, organisation.id)?.len(),
            ),
        };
        let mut waiting = store::case::of_organisation(db, organisation.id)?;
        waiting.retain(|case| case.state != CaseState::Closed);
        let (promised, acting) = (
            store::commitment::of_organisation(db, merge.survivor_id)?,
            store::representative::of_organisation(db, merge.survivor_id)?,
        );
        let back = (
            promised.iter().filter(|one| moved.commitments.contains(&one.id)).count(),
            acting.iter().filter(|one| moved.representatives.contains(&one.id)).count(),
        );
        Ok(Other { merge, organisation, endorsement, commitments, people, back, waiting })
    }

    /// Whether the two can become one now.
    ///
    /// # Errors
    /// `Invalid` (field `merge_waits`) where only that keeps them from it which waits to be decided; else `WrongState`.
    pub(in crate::app::case) fn check_joinable(
        &self,
        survivor: &Organisation,
        signed: &Endorsement,
    ) -> Result<()> {
        let allowed =
            merge::check(standing(survivor, signed), standing(&self.organisation, &self.endorsement));
        match self.merge.state {
            MergeState::Proposed if allowed.is_err() => Err(Error::Refused(Refusal::WrongState)),
            MergeState::Proposed if !self.waiting.is_empty() => {
                Err(Error::invalid("merge_waits", Flaw::DecidedFirst))
            }
            MergeState::Proposed => Ok(()),
            _ => Err(Error::Refused(Refusal::WrongState)),
        }
    }

    /// Where the two have another number each in one register.
    pub fn clashes(&self, survivor: &Organisation) -> Vec<Clash> {
        merge::clashes(&survivor.identifiers.0, &self.organisation.identifiers.0)
    }

    /// Whether a person came along with the one that goes, and goes back with it.
    pub(in crate::app::case) fn brought(&self, person: RepresentativeId) -> bool {
        self.merge.moved.0.representatives.contains(&person)
    }

    /// Whether they can be two again now.
    pub fn partable(&self, survivor: &Organisation, signed: &Endorsement) -> bool {
        let one =
            self.merge.state == MergeState::Merged && self.organisation.merged_into == Some(survivor.id);
        one && self.bound(survivor, signed).is_none()
    }

    /// Why two that are one cannot be two again now, if they cannot.
    pub fn bound(&self, survivor: &Organisation, signed: &Endorsement) -> Option<Bound> {
        let erased = self.organisation.erased_at.or(survivor.erased_at).is_some();
        match signed.state {
            _ if erased => Some(Bound::Erased),
            _ if signed.visibility.withholds() => Some(Bound::Hidden),
            _ if survivor.merged_into.is_some() => Some(Bound::Further),
            EndorsementState::Published => None,
            EndorsementState::Suspended => Some(Bound::Suspended),
            EndorsementState::Withdrawn => Some(Bound::Withdrawn),
            _ => Some(Bound::Gone),
        }
    }
}
