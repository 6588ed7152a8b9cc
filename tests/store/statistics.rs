//! What the statistics of Cases are made from.

use serde_json::json;
use tilsagn::domain::Result;
use tilsagn::domain::audit::{Actor, AuditAct};
use tilsagn::domain::case::{CaseKind, CaseOutcome, CaseState, Decision, due_at};
use tilsagn::domain::ids::CaseId;
use tilsagn::store::audit::{self, NewLine};
use tilsagn::store::case_question::{self, Question};
use tilsagn::store::{Db, Store, case, case_reply, statistics};

use crate::rows::{before, case_about as open, colleague, exactly, organisation, representative, write};
use crate::support::at;

on_both!(
    cases_that_are_open_or_closed_lately_are_told_in_order,
    a_cases_times_come_back_as_they_were,
    questions_count_and_what_a_refusal_said_does_not,
    answers_count_that_have_words,
    what_was_done_to_cases_is_told_by_its_name,
);

fn two_cases(db: &mut Db) -> Result<(CaseId, CaseId)> {
    let of = organisation(db, "skov")?;
    Ok((open(db, CaseKind::Endorsement, 1, of)?, open(db, CaseKind::Report, 2, of)?))
}

async fn cases_that_are_open_or_closed_lately_are_told_in_order(store: Store) {
    write(&store, |db| {
        let (closed, waiting) = two_cases(db)?;
        let seen = case::find(db, closed)?;
        case::set_state(db, &seen, CaseState::Closed, Some(CaseOutcome::Published), exactly(10))?;
        let told = |db: &mut Db, since| -> Result<Vec<CaseId>> {
            Ok(statistics::times(db, since)?.into_iter().map(|one| one.id).collect())
        };
        assert_eq!(told(db, exactly(10))?, [closed, waiting]);
        assert_eq!(told(db, before(exactly(10)))?, [closed, waiting]);
        assert_eq!(told(db, exactly(11))?, [waiting]);
        Ok(())
    })
    .await;
}

async fn a_cases_times_come_back_as_they_were(store: Store) {
    write(&store, |db| {
        let (closed, waiting) = two_cases(db)?;
        let seen = case::find(db, closed)?;
        case::set_state(db, &seen, CaseState::Closed, Some(CaseOutcome::Published), exactly(10))?;
        let [times, other] = statistics::times(db, exactly(0))?.try_into().unwrap();
        assert_eq!((times.id, times.number, times.kind), (closed, seen.number, CaseKind::Endorsement));
        assert_eq!((times.state, times.outcome), (CaseState::Closed, Some(CaseOutcome::Published)));
        assert_eq!((times.opened_at, times.due_at), (at(0), due_at(at(0))));
        assert_eq!(times.closed_at, Some(exactly(10)));
        assert_eq!((other.id, other.kind, other.state), (waiting, CaseKind::Report, CaseState::Open));
        assert_eq!((other.closed_at, other.outcome), (None, None));
        Ok(())
    })
    .await;
}

async fn questions_count_and_what_a_refusal_said_does_not(store: Store) {
    write(&store, |db| {
        let ((one, other), by) = (two_cases(db)?, colleague(db, "bodil")?);
        let say = |minute, decision| Question {
            staff_id: by,
            reason: None,
            sealed: b"words".to_vec(),
            created_at: exactly(minute),
            decision,
        };
        case_question::insert(db, one, &say(1, Decision::Ask))?;
        case_question::insert(db, one, &say(2, Decision::Ask))?;
        case_question::insert(db, other, &say(3, Decision::Decline))?;
        let mut asked = statistics::asked(db)?;
        asked.sort();
        assert_eq!(asked, [(one, exactly(1)), (one, exactly(2))]);
        Ok(())
    })
    .await;
}

async fn answers_count_that_have_words(store: Store) {
    write(&store, |db| {
        let (one, other) = two_cases(db)?;
        let of = case::find(db, one)?.organisation_id;
        let by = representative(db, of, "anna")?;
        case_reply::insert(db, one, by, (b"words", None), exactly(1))?;
        case_reply::insert(db, other, by, (b"", Some(b"changed")), exactly(2))?;
        assert_eq!(statistics::answered(db)?, [(one, exactly(1))]);
        Ok(())
    })
    .await;
}

async fn what_was_done_to_cases_is_told_by_its_name(store: Store) {
    write(&store, |db| {
        let line = |act, subject_kind, subject_id| NewLine {
            at: exactly(1),
            actor: Actor::System,
            act,
            subject_kind,
            subject_id,
            detail: json!({}),
            request_id: None,
        };
        audit::append(db, &line(AuditAct::CaseAsked, "case", Some(3)))?;
        audit::append(db, &line(AuditAct::CaseAsked, "staff", Some(4)))?;
        audit::append(db, &line(AuditAct::CaseAsked, "case", None))?;
        audit::append(db, &line(AuditAct::CaseClosed, "case", Some(5)))?;
        assert_eq!(statistics::done(db, AuditAct::CaseAsked)?, [(CaseId(3), exactly(1))]);
        assert!(statistics::done(db, AuditAct::CaseOpened)?.is_empty());
        Ok(())
    })
    .await;
}
