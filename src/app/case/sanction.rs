//! What becomes of a published signatory (suspended, restored, revoked, withdrawn by letter, reinstated) and of
//! one published commitment (suspended, restored).

use super::matter::Matter;
use super::ruling::Ruling;
use super::{entries, open};
use crate::app::account::{amendment, close_case};
use crate::app::act::Act;
use crate::app::{entry_body, hold};
use crate::domain::Result;
use crate::domain::case::{CaseKind, CaseOutcome, CaseState};
use crate::domain::commitment::StoredState;
use crate::domain::endorsement::Act as Step;
use crate::domain::entry::EntryKind;
use crate::domain::ids::OrganisationId;
use crate::store;
use crate::store::commitment::Commitment;

/// Hides an entry while something is checked.
pub(super) fn suspend(act: &mut Act<'_>, matter: &Matter, ruling: &Ruling) -> Result<()> {
    with_reason(act, matter, ruling, (Step::Suspend, EntryKind::EndorsementSuspended))
}

/// Removes an entry for good, and with it what waits to be decided on.
pub(super) fn revoke(act: &mut Act<'_>, matter: &Matter, ruling: &Ruling) -> Result<()> {
    with_reason(act, matter, ruling, (Step::Revoke, EntryKind::EndorsementRevoked))?;
    end_waiting(act, matter.organisation.id)?;
    hold::remember_mailboxes(act, &matter.endorsement)
}

/// Ends the changes and the commitments that wait, with their Cases.
fn end_waiting(act: &mut Act<'_>, of: OrganisationId) -> Result<()> {
    amendment::end_all(act, of, CaseOutcome::SignatoryRevoked)?;
    for promise in store::commitment::of_organisation(act.db, of)? {
        if promise.state.may_become(StoredState::Declined) {
            store::commitment::set_state(act.db, &promise, StoredState::Declined, act.now)?;
            close_case(act, CaseKind::Commitment, promise.id.0, CaseOutcome::SignatoryRevoked)?;
        }
    }
    Ok(())
}

/// Shows a suspended entry again. Of one that withdrew meanwhile, the withdrawal stands.
pub(super) fn restore(act: &mut Act<'_>, matter: &Matter) -> Result<()> {
    store::endorsement::apply(act.db, &matter.endorsement, Step::Restore, act.now)?;
    if matter.endorsement.withdrew_suspended() {
        let body = entry_body::suspension_over(&matter.organisation, &matter.endorsement);
        return act.entry(EntryKind::EndorsementRestored, matter.organisation.id.into(), &body);
    }
    entries::fate(act, matter, EntryKind::EndorsementRestored, None)
}

/// A state's withdrawal, on the letter that two people have seen. It ends the changes that wait, as everybody's does.
pub(super) fn withdraw(act: &mut Act<'_>, matter: &Matter) -> Result<()> {
    store::endorsement::apply(act.db, &matter.endorsement, Step::Withdraw, act.now)?;
    entries::fate(act, matter, EntryKind::EndorsementWithdrawn, None)?;
    amendment::end_all(act, matter.organisation.id, CaseOutcome::Withdrawn)
}

/// Takes back a withdrawal that was not the organisation's. One that was suspended then is so again.
pub(super) fn reinstate(act: &mut Act<'_>, matter: &Matter) -> Result<()> {
    store::endorsement::apply(act.db, &matter.endorsement, Step::Reinstate, act.now)?;
    entries::fate(act, matter, EntryKind::EndorsementReinstated, None)?;
    if matter.endorsement.withdrew_suspended() { suspend_again(act, matter) } else { Ok(()) }
}

/// For the reason that stood before. Somebody must still restore or revoke, so a Case is open for that.
fn suspend_again(act: &mut Act<'_>, matter: &Matter) -> Result<()> {
    let (id, why) = (matter.endorsement.id, matter.endorsement.reason.as_deref());
    let seen = store::endorsement::find(act.db, id)?;
    store::endorsement::apply(act.db, &seen, Step::Suspend, act.now)?;
    store::endorsement::set_reason(act.db, id, why)?;
    let reason = why.map(|code| store::reason::get(act.db, code)).transpose()?.flatten();
    entries::fate(act, matter, EntryKind::EndorsementSuspended, reason.as_ref())?;
    let cases = store::case::of_organisation(act.db, matter.organisation.id)?;
    let decides = |kind| CaseKind::LOOKS_INTO.contains(kind);
    if !cases.iter().any(|case| decides(&case.kind) && case.state != CaseState::Closed) {
        open::inquiry(act, &matter.organisation, &seen)?;
    }
    Ok(())
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
