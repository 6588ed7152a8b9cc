//! Two that were one part: requests that were asked of the one that goes stand with it again.

use super::page::wanted;
use super::{about, case_words, rank};
use crate::app::act::Act;
use crate::domain::Result;
use crate::domain::case::CaseKind;
use crate::domain::challenge::next_while_waiting;
use crate::domain::recovery::RecoveryState;
use crate::secret;
use crate::store;
use crate::store::organisation::Organisation;
use crate::store::recovery::Recovery;

/// Takes the Cases of requests that were confirmed while both were one back to the one of which they were asked. What was
/// shown at the other one's domain says nothing of who acts for this one.
///
/// # Errors
/// Internal.
pub(in crate::app) fn part(act: &mut Act<'_>, (from, to): (&Organisation, &Organisation)) -> Result<()> {
    for recovery in about(act.db, to.id)? {
        let case = store::case::last_of(act.db, CaseKind::Recovery, recovery.id.0)?;
        if case.is_none_or(|case| case.organisation_id != from.id) {
            continue;
        }
        let words = case_words(act.db, to, &recovery)?;
        store::case::follow(act.db, (CaseKind::Recovery, &[recovery.id.0]), (to.id, &words))?;
        if recovery.state == RecoveryState::Open {
            look_anew(act, &recovery)?;
        }
    }
    rank(act.db, to.id)
}

fn look_anew(act: &mut Act<'_>, recovery: &Recovery) -> Result<()> {
    let domain = wanted(act.db, recovery)?;
    let domain = domain.as_ref().map(|domain| domain.as_str());
    if recovery.domain.as_deref() == domain {
        return Ok(());
    }
    let token = secret::challenge(&*act.app.chance);
    let place = domain.map(|domain| (domain, token.as_str()));
    let next = place.and_then(|_| next_while_waiting(act.now, act.now));
    store::recovery::look_elsewhere(act.db, recovery.id, place, next)
}
