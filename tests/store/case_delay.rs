//! Whose applicants are told that a decision takes longer: who waits for the ministry, and each of them once.

use tilsagn::domain::case::{CaseKind, CaseState, due_at};
use tilsagn::domain::commitment::StoredState;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::ids::CaseId;
use tilsagn::domain::{Moment, Result};
use tilsagn::store::{Db, Store, case, case_delay, case_reply, commitment, representative};

use crate::answers::conflicts;
use crate::rows::{self, BYTES, Signed, before, exactly, published, quoted, read, write};
use crate::support::{at, sql};

on_both!(
    those_that_are_due_are_untold_the_longest_due_first,
    nobody_waits_for_what_was_not_sent_in,
    only_what_lies_with_the_ministry_is_late,
    a_signature_that_was_not_confirmed_waits_for_nobody,
    a_commitment_that_is_published_is_nobodys_application,
    each_is_told_once,
    an_answer_begins_the_ministrys_time_anew_and_what_was_only_changed_does_not,
    who_cannot_be_reached_is_not_told,
);

/// When what opened at midnight is due.
fn due() -> Moment {
    due_at(at(0))
}

/// A Case about a signatory's change that opened at a moment.
fn opened(db: &mut Db, of: Signed, at: Moment) -> Result<CaseId> {
    case::open(db, CaseKind::Amendment, 1, (of.organisation, ""), at)
}

async fn untold(store: &Store, now: Moment) -> Vec<CaseId> {
    read(store, move |db| case_delay::untold(db, now, 99)).await
}

async fn those_that_are_due_are_untold_the_longest_due_first(store: Store) {
    let ids = write(&store, |db| {
        let of = published(db, "one")?;
        let at = [exactly(1), at(1), at(0), at(1)];
        at.into_iter().map(|at| opened(db, of, at)).collect::<Result<Vec<_>>>()
    })
    .await;
    assert_eq!(untold(&store, before(due())).await, []);
    assert_eq!(untold(&store, due_at(at(1))).await, [ids[2], ids[1], ids[3]]);
    assert_eq!(untold(&store, due_at(exactly(1))).await, [ids[2], ids[1], ids[3], ids[0]]);
    assert_eq!(read(&store, |db| case_delay::untold(db, due_at(at(9)), 2)).await, [ids[2], ids[1]]);
}

async fn nobody_waits_for_what_was_not_sent_in(store: Store) {
    let sent_in = [CaseKind::Endorsement, CaseKind::Amendment, CaseKind::Commitment, CaseKind::Reversal];
    let late = write(&store, move |db| {
        let of = published(db, "one")?;
        let promise = rows::commitment(db, of.organisation, "promise")?;
        let mut late = Vec::new();
        for &kind in CaseKind::ALL {
            let subject = if kind == CaseKind::Commitment { promise.0 } else { of.endorsement.0 };
            let id = case::open(db, kind, subject, (of.organisation, ""), at(0))?;
            late.extend(sent_in.contains(&kind).then_some(id));
        }
        Ok(late)
    })
    .await;
    assert_eq!((untold(&store, due()).await, late.len()), (late, 4));
}

async fn only_what_lies_with_the_ministry_is_late(store: Store) {
    let ids = write(&store, |db| {
        let of = published(db, "one")?;
        let mut ids = Vec::new();
        for &state in CaseState::ALL {
            let id = opened(db, of, at(0))?;
            let seen = case::find(db, id)?;
            case::set_state(db, &seen, state, None, at(1))?;
            ids.push((state, id));
        }
        Ok(ids)
    })
    .await;
    let with_it = ids.iter().filter(|(state, _)| matches!(state, CaseState::Open | CaseState::Second));
    assert_eq!(untold(&store, due()).await, with_it.map(|(_, id)| *id).collect::<Vec<_>>());
}

async fn a_signature_that_was_not_confirmed_waits_for_nobody(store: Store) {
    let (id, change) = write(&store, |db| {
        let mut open = |name, state, kind| {
            let of = rows::signed(db, name, state)?;
            case::open(db, kind, of.endorsement.0, (of.organisation, ""), at(0))
        };
        open("submitted", EndorsementState::Submitted, CaseKind::Endorsement)?;
        let confirmed = open("confirmed", EndorsementState::InReview, CaseKind::Endorsement)?;
        Ok((confirmed, open("other", EndorsementState::Submitted, CaseKind::Amendment)?))
    })
    .await;
    assert_eq!(untold(&store, due()).await, [id, change]);
}

async fn a_commitment_that_is_published_is_nobodys_application(store: Store) {
    let (id, change) = write(&store, |db| {
        let of = published(db, "one")?;
        let (sent_in, active) =
            (rows::commitment(db, of.organisation, "a")?, rows::commitment(db, of.organisation, "b")?);
        let seen = commitment::find(db, active)?;
        commitment::set_state(db, &seen, StoredState::Active, at(0))?;
        let mut open = |kind, subject| case::open(db, kind, subject, (of.organisation, ""), at(0));
        open(CaseKind::Commitment, active.0)?;
        Ok((open(CaseKind::Commitment, sent_in.0)?, open(CaseKind::Amendment, active.0)?))
    })
    .await;
    assert_eq!(untold(&store, due()).await, [id, change]);
}

async fn each_is_told_once(store: Store) {
    let (one, other) = write(&store, |db| {
        let of = published(db, "one")?;
        Ok((opened(db, of, at(0))?, opened(db, of, at(0))?))
    })
    .await;
    let tell = |now| store.write(move |db| case_delay::tell(db, one, now));
    tell(exactly(1)).await.unwrap();
    assert!(conflicts(&tell(at(2)).await));
    assert_eq!(untold(&store, due()).await, [other]);
    let kept = format!("UPDATE case_delays SET told_at = told_at WHERE told_at = {}", quoted(exactly(1)));
    assert_eq!(write(&store, move |db| sql(db, &kept)).await, 1);
}

async fn an_answer_begins_the_ministrys_time_anew_and_what_was_only_changed_does_not(store: Store) {
    let (changed, before) = write(&store, |db| {
        let of = published(db, "one")?;
        let mut answered = |words, now| {
            let id = opened(db, of, at(0))?;
            case_reply::insert(db, id, of.representative, (words, Some(BYTES)), now).map(|()| id)
        };
        answered(BYTES, exactly(0))?;
        Ok((answered(&[], at(1))?, answered(BYTES, at(0))?))
    })
    .await;
    assert_eq!(untold(&store, due()).await, [changed, before]);
}

async fn who_cannot_be_reached_is_not_told(store: Store) {
    let (id, left) = write(&store, |db| {
        let (one, left) = (published(db, "one")?, published(db, "left")?);
        Ok((opened(db, one, at(0))?, (opened(db, left, at(0))?, left.representative)))
    })
    .await;
    assert_eq!(untold(&store, due()).await, [id, left.0]);
    assert!(write(&store, move |db| representative::remove(db, left.1, at(0))).await);
    assert_eq!(untold(&store, due()).await, [id]);
}
