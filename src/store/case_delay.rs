//! Whose applicants were told that a decision takes longer than was promised.

use diesel::prelude::*;

use super::schema::{case_delays, case_replies, cases, commitments, endorsements, representatives};
use super::{Db, case_reply};
use crate::domain::case::{CaseKind, CaseState, promise_runs_since};
use crate::domain::commitment::StoredState;
use crate::domain::endorsement::EndorsementState;
use crate::domain::ids::CaseId;
use crate::domain::{Moment, Result};

/// Cases with which the ministry is late and whose applicants have not been told, the longest due first.
pub fn untold(db: &mut Db, now: Moment, limit: i64) -> Result<Vec<CaseId>> {
    let told = case_delays::table.select(case_delays::case_id);
    let answered = case_replies::table
        .filter(case_replies::created_at.gt(promise_runs_since(now)).and(case_reply::with_words()))
        .select(case_replies::case_id);
    let reachable = representatives::table
        .filter(representatives::removed_at.is_null())
        .select(representatives::organisation_id);
    // A published commitment that colleagues look into is nobody's application.
    let sent_in =
        commitments::table.filter(commitments::state.eq(StoredState::InReview)).select(commitments::id);
    // Nobody was written to about a signature that is held, and its mailbox has confirmed nothing.
    let unconfirmed = endorsements::table
        .filter(endorsements::state.eq(EndorsementState::Submitted))
        .select(endorsements::id);
    let late = cases::table
        .filter(cases::state.eq_any([CaseState::Open, CaseState::Second]).and(cases::due_at.le(now)))
        .filter(cases::kind.eq_any(CaseKind::SENT_IN))
        .filter(cases::kind.ne(CaseKind::Commitment).or(cases::subject_id.eq_any(sent_in)))
        .filter(cases::kind.ne(CaseKind::Endorsement).or(cases::subject_id.ne_all(unconfirmed)))
        .filter(cases::id.ne_all(told).and(cases::id.ne_all(answered)))
        .filter(cases::organisation_id.eq_any(reachable));
    Ok(late.order((cases::due_at, cases::id)).limit(limit).select(cases::id).load(db)?)
}

/// Notes that the applicant of a Case is told. Of any number of nodes one does it; the others meet a conflict.
pub fn tell(db: &mut Db, case: CaseId, now: Moment) -> Result<()> {
    diesel::insert_into(case_delays::table)
        .values((case_delays::case_id.eq(case), case_delays::told_at.eq(now)))
        .execute(db)?;
    Ok(())
}
