//! What becomes of a published signatory (suspended, restored, revoked, withdrawn by letter, reinstated) and of
//! one published commitment (suspended, restored).

use super::entries;
use super::matter::Matter;
use super::ruling::Ruling;
use crate::app::act::{Act, EntryKind};
use crate::app::hold;
use crate::domain::Result;
use crate::domain::commitment::StoredState;
use crate::domain::endorsement::Act as Step;
use crate::store;
use crate::store::commitment::Commitment;

/// Hides an entry while something is checked.
pub(super) fn suspend(act: &mut Act<'_>, matter: &Matter, ruling: &Ruling) -> Result<()> {
    with_reason(act, matter, ruling, (Step::Suspend, EntryKind::EndorsementSuspended))
}

/// Removes an entry for good.
pub(super) fn revoke(act: &mut Act<'_>, matter: &Matter, ruling: &Ruling) -> Result<()> {
    with_reason(act, matter, ruling, (Step::Revoke, EntryKind::EndorsementRevoked))?;
    hold::remember_mailboxes(act, &matter.endorsement)
}

/// Shows a suspended entry again.
pub(super) fn restore(act: &mut Act<'_>, matter: &Matter) -> Result<()> {
    store::endorsement::apply(act.db, &matter.endorsement, Step::Restore, act.now)?;
    entries::fate(act, matter, EntryKind::EndorsementRestored, None)
}

/// A state's withdrawal, on the letter that two people have seen.
pub(super) fn withdraw(act: &mut Act<'_>, matter: &Matter) -> Result<()> {
    store::endorsement::apply(act.db, &matter.endorsement, Step::Withdraw, act.now)?;
    entries::fate(act, matter, EntryKind::EndorsementWithdrawn, None)
}

/// Takes back a withdrawal that was not the organisation's.
pub(super) fn reinstate(act: &mut Act<'_>, matter: &Matter) -> Result<()> {
    store::endorsement::apply(act.db, &matter.endorsement, Step::Reinstate, act.now)?;
    entries::fate(act, matter, EntryKind::EndorsementReinstated, None)
}

/// Hides one commitment while something is checked. Its page says so, without its text.
pub(super) fn suspend_commitment(
    act: &mut Act<'_>,
    matter: &Matter,
    promise: &Commitment,
    ruling: &Ruling,
) -> Result<()> {
    act.takes_away();
    store::commitment::set_state(act.db, promise, StoredState::Suspended, act.now)?;
    store::commitment::set_reason(act.db, promise.id, ruling.reason.as_deref())?;
    let reason = ruling.reason(act.db)?;
    entries::commitment_suspended(act, &matter.organisation, promise, reason.as_ref())
}

/// Shows it again. The entry is that of a publication: it says in full what is shown from now on.
pub(super) fn restore_commitment(act: &mut Act<'_>, matter: &Matter, promise: &Commitment) -> Result<()> {
    store::commitment::set_state(act.db, promise, StoredState::Active, act.now)?;
    store::commitment::set_reason(act.db, promise.id, None)?;
    entries::commitment(act, &matter.organisation, promise)
}

fn with_reason(act: &mut Act<'_>, matter: &Matter, ruling: &Ruling, how: (Step, EntryKind)) -> Result<()> {
    act.takes_away();
    store::endorsement::apply(act.db, &matter.endorsement, how.0, act.now)?;
    store::endorsement::set_reason(act.db, matter.endorsement.id, ruling.reason.as_deref())?;
    let reason = ruling.reason(act.db)?;
    entries::fate(act, matter, how.1, reason.as_ref())
}
