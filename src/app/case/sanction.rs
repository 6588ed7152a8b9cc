//! What becomes of a published signatory: suspended, restored, revoked, withdrawn by letter, reinstated.

use super::entries;
use super::matter::Matter;
use super::ruling::Ruling;
use crate::app::act::{Act, EntryKind};
use crate::domain::Result;
use crate::domain::endorsement::Act as Step;
use crate::store;

/// Hides an entry while something is checked.
pub(super) fn suspend(act: &mut Act<'_>, matter: &Matter, ruling: &Ruling) -> Result<()> {
    with_reason(act, matter, ruling, (Step::Suspend, EntryKind::EndorsementSuspended))
}

/// Removes an entry for good.
pub(super) fn revoke(act: &mut Act<'_>, matter: &Matter, ruling: &Ruling) -> Result<()> {
    with_reason(act, matter, ruling, (Step::Revoke, EntryKind::EndorsementRevoked))
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

fn with_reason(act: &mut Act<'_>, matter: &Matter, ruling: &Ruling, how: (Step, EntryKind)) -> Result<()> {
    store::endorsement::apply(act.db, &matter.endorsement, how.0, act.now)?;
    store::endorsement::set_reason(act.db, matter.endorsement.id, ruling.reason.as_deref())?;
    let reason = ruling.reason(act.db)?;
    entries::fate(act, matter, how.1, reason.as_ref())
}
