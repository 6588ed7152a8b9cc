//! Asking for more, taking that back, and declining: a signature, a change or a commitment does not become public, or not yet.

use super::matter::{Matter, Topic};
use super::publish;
use super::ruling::Ruling;
use crate::app::act::Act;
use crate::app::{hold, recovery};
use crate::domain::amendment::AmendmentState;
use crate::domain::arrival::is_remembered;
use crate::domain::assurance::Level;
use crate::domain::commitment::StoredState;
use crate::domain::endorsement::Act as Step;
use crate::domain::{Error, Refusal, Result};
use crate::store;
use crate::store::assurance::AssuranceState;

/// Puts the ball into the organisation's court.
pub(super) fn ask(act: &mut Act<'_>, matter: &Matter, ruling: &Ruling) -> Result<()> {
    let asked = (Step::AskForMore, AmendmentState::NeedsInfo, StoredState::NeedsInfo);
    pass(act, matter, asked, ruling.reason.as_deref())
}

/// Takes it back from there: what was sent is in review again.
pub(super) fn take_back(act: &mut Act<'_>, matter: &Matter) -> Result<()> {
    pass(act, matter, (Step::TakeBack, AmendmentState::InReview, StoredState::InReview), None)
}

/// Says whose turn it is with what was sent, a signature, a change or a commitment, and why.
fn pass(
    act: &mut Act<'_>,
    matter: &Matter,
    (step, amended, promised): (Step, AmendmentState, StoredState),
    reason: Option<&str>,
) -> Result<()> {
    match &matter.topic {
        Topic::Signature => {
            store::endorsement::apply(act.db, &matter.endorsement, step, act.now)?;
            store::endorsement::set_reason(act.db, matter.endorsement.id, reason)
        }
        Topic::Amendment(amendment) => {
            store::amendment::set_state(act.db, (amendment.id, amendment.revision), amended, act.now)
        }
        Topic::Revision(revised) => {
            let change = &revised.change;
            store::amendment::set_state(act.db, (change.id, change.revision), amended, act.now)
        }
        Topic::Commitment(promise) => {
            store::commitment::set_state(act.db, promise, promised, act.now)?;
            store::commitment::set_reason(act.db, promise.id, reason)
        }
        Topic::Report(_)
        | Topic::Inquiry
        | Topic::Withdrawal
        | Topic::Reversal
        | Topic::Recovery(_)
        | Topic::Merge(_) => Err(Error::Refused(Refusal::WrongState)),
    }
}

/// Declines, with the reason kept beside what was declined.
pub(super) fn decline(act: &mut Act<'_>, matter: &Matter, ruling: &Ruling) -> Result<()> {
    let reason = ruling.reason.as_deref();
    match &matter.topic {
        Topic::Signature => signature(act, matter, reason),
        Topic::Amendment(amendment) => {
            let today = publish::current(matter);
            store::amendment::decide(act.db, amendment, AmendmentState::Declined, today, act.now)
        }
        Topic::Revision(revised) => {
            let (change, to) = (&revised.change, AmendmentState::Declined);
            store::amendment::set_state(act.db, (change.id, change.revision), to, act.now)
        }
        Topic::Commitment(promise) => {
            store::commitment::set_state(act.db, promise, StoredState::Declined, act.now)?;
            store::commitment::set_reason(act.db, promise.id, reason)
        }
        Topic::Recovery(recovery) => recovery::decline(act, recovery),
        Topic::Report(_) | Topic::Inquiry | Topic::Withdrawal | Topic::Reversal | Topic::Merge(_) => {
            Err(Error::Refused(Refusal::WrongState))
        }
    }
}

/// The commitments and the letter of a signature that is declined go with it.
fn signature(act: &mut Act<'_>, matter: &Matter, reason: Option<&str>) -> Result<()> {
    store::endorsement::apply(act.db, &matter.endorsement, Step::Decline, act.now)?;
    store::endorsement::set_reason(act.db, matter.endorsement.id, reason)?;
    if is_remembered(reason) {
        hold::remember_mailboxes(act, &matter.endorsement)?;
    }
    for promise in store::commitment::of_organisation(act.db, matter.organisation.id)? {
        if promise.state.may_become(StoredState::Declined) {
            store::commitment::set_state(act.db, &promise, StoredState::Declined, act.now)?;
        }
    }
    let unconfirmed = matter
        .assurances
        .iter()
        .filter(|record| record.level == Level::OfficialLetter && record.state == AssuranceState::Recorded);
    for letter in unconfirmed {
        store::assurance::refuse(act.db, letter.id, act.now)?;
    }
    Ok(())
}
