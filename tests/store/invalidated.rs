//! What jobs do to submissions: which they may take, what they take, and how it comes back.

use tilsagn::domain::case::{CaseKind, CaseOutcome, CaseState, MessageKind};
use tilsagn::domain::endorsement::EndorsementState::{
    self, Confirmed, Declined, InReview, NeedsInfo, Published, Submitted,
};
use tilsagn::domain::ids::{CaseId, EndorsementId};
use tilsagn::domain::invalidation::InvalidationState::{Done, Running};
use tilsagn::domain::{Moment, Result};
use tilsagn::store::arrival::{self, NewArrival};
use tilsagn::store::invalidation::{self, Invalidated, Invalidation};
use tilsagn::store::organisation::{self, Profile};
use tilsagn::store::{Db, Store, case, case_message, endorsement};

use crate::answers::each;
use crate::invalidation::job;
use crate::rows::{
    PUBLISHED, came, case_about as open, endorsement, exactly, profile, set, submission, two_colleagues,
    whole, write,
};

on_both!(
    the_last_submission_is_told,
    candidates_come_in_order_within_two_places,
    candidates_came_by_form_and_are_not_erased,
    a_candidate_comes_once_with_from_where_it_was_sent,
    what_is_taken_is_declined_and_keeps_what_it_was,
    the_case_of_what_is_taken_is_closed_and_no_other,
    what_cannot_be_invalidated_any_more_is_not_taken,
    more_than_one_statement_keeps_are_taken,
    what_was_taken_is_listed_until_it_is_given_back,
    what_is_given_back_stands_as_it_stood,
    a_case_that_waited_for_a_second_person_is_open_again,
    what_was_decided_otherwise_meanwhile_stays,
    the_jobs_of_a_submission_are_told_newest_first,
);

const ALL: (EndorsementId, EndorsementId) = (EndorsementId(0), EndorsementId(i64::MAX));
const OPEN: &[EndorsementState] = &[Submitted, InReview, NeedsInfo];

fn submitted(db: &mut Db, name: &str) -> Result<EndorsementId> {
    Ok(submission(db, name, Submitted)?.1)
}

/// A submission with a reason, in review, and its Case in a state.
fn in_review(db: &mut Db, name: &str, state: CaseState) -> Result<(EndorsementId, CaseId)> {
    let (of, id) = submission(db, name, InReview)?;
    endorsement::set_reason(db, id, Some("before"))?;
    let case = open(db, CaseKind::Endorsement, id.0, of)?;
    let seen = case::find(db, case)?;
    case::set_state(db, &seen, state, None, exactly(0))?;
    Ok((id, case))
}

fn take(db: &mut Db, job: &Invalidation, ids: &[EndorsementId], now: Moment) -> Result<Vec<EndorsementId>> {
    let mut taken = invalidation::take(db, job, (ids, OPEN), now)?;
    taken.sort();
    Ok(taken)
}

/// What a job took of one submission.
fn noted(db: &mut Db, of: EndorsementId) -> Result<Invalidated> {
    let [one] = invalidation::of_endorsement(db, of)?.try_into().unwrap();
    Ok(one)
}

async fn the_last_submission_is_told(store: Store) {
    assert_eq!(store.read(invalidation::last_submission).await.unwrap(), EndorsementId(0));
    write(&store, |db| {
        submitted(db, "skov")?;
        let last = submission(db, "eng", Published)?.1;
        assert_eq!(invalidation::last_submission(db)?, last);
        Ok(())
    })
    .await;
}

async fn candidates_come_in_order_within_two_places(store: Store) {
    write(&store, |db| {
        let all = ["z", "m", "a", "b"].map(|name| submitted(db, name).unwrap());
        submission(db, "published", Published)?;
        let mut found =
            |within, limit| Ok(each(invalidation::candidates(db, OPEN, within, limit)?, |one| one.id));
        let answers: Result<Vec<Vec<EndorsementId>>> =
            [(ALL, 9), (ALL, 2), ((all[0], all[2]), 9)].into_iter().map(|(w, l)| found(w, l)).collect();
        assert_eq!(answers?, [&all[..], &all[..2], &all[1..3]]);
        assert!(invalidation::candidates(db, &[], ALL, 9)?.is_empty());
        Ok(())
    })
    .await;
}

async fn candidates_came_by_form_and_are_not_erased(store: Store) {
    write(&store, |db| {
        let (erased, _) = submission(db, "erased", Submitted)?;
        organisation::erase(db, erased, exactly(1))?;
        let by_letter = submission(db, "by letter", InReview)?.1;
        set(db, "endorsements", by_letter.0, "origin = 'letter'")?;
        let by_form = submitted(db, "by form")?;
        assert_eq!(each(invalidation::candidates(db, OPEN, ALL, 9)?, |one| one.id), [by_form]);
        Ok(())
    })
    .await;
}

async fn a_candidate_comes_once_with_from_where_it_was_sent(store: Store) {
    write(&store, |db| {
        let hides = Profile { sealed: Some(vec![1]), country: None, ..profile("") };
        let hides = organisation::insert(db, "hides", &hides, exactly(0))?;
        let (first, second) = (submitted(db, "skov")?, endorsement(db, hides, NeedsInfo)?);
        for (repeated, sealed) in [(true, vec![9]), (false, vec![0, 255]), (true, vec![8])] {
            let new = NewArrival { repeated, sealed, ..came(first, 1) };
            arrival::insert(db, &new)?;
        }
        let found = invalidation::candidates(db, OPEN, ALL, 9)?;
        let [one, other] = found.try_into().unwrap();
        assert_eq!((one.id, other.id), (first, second));
        assert_eq!((one.state, one.name.as_str(), one.country.as_deref()), (Submitted, "skov", Some("DK")));
        assert_eq!((one.whence, one.sealed), (Some(vec![0, 255]), None));
        assert_eq!((other.state, other.name.as_str(), other.country), (NeedsInfo, "", None));
        assert_eq!((other.whence, other.sealed), (None, Some(vec![1])));
        assert!(one.submitted_at < exactly(0));
        Ok(())
    })
    .await;
}

async fn what_is_taken_is_declined_and_keeps_what_it_was(store: Store) {
    write(&store, |db| {
        let job = job(db, Running, "plan")?;
        let ((taken, case), other) = (in_review(db, "skov", CaseState::Waiting)?, submitted(db, "eng")?);
        let stays = whole(&endorsement::find(db, other)?);
        assert_eq!(take(db, &job, &[taken, EndorsementId(999)], exactly(2))?, [taken]);
        let row = endorsement::find(db, taken)?;
        assert_eq!((row.state, row.reason.as_deref()), (Declined, Some("fake")));
        assert_eq!((row.ended_at, row.updated_at, row.revision), (Some(exactly(2)), exactly(2), 2));
        let kept = noted(db, taken)?;
        assert_eq!((kept.invalidation_id, kept.was), (job.id, InReview));
        assert_eq!((kept.reason.as_deref(), kept.case_id), (Some("before"), Some(case)));
        assert_eq!((kept.case_was, kept.at, kept.undone_at), (Some(CaseState::Waiting), exactly(2), None));
        assert_eq!(whole(&endorsement::find(db, other)?), stays);
        assert!(invalidation::of_endorsement(db, other)?.is_empty());
        Ok(())
    })
    .await;
}

async fn the_case_of_what_is_taken_is_closed_and_no_other(store: Store) {
    let (bodil, carl) = two_colleagues(&store).await;
    write(&store, move |db| {
        let job = job(db, Running, "plan")?;
        let (taken, case) = in_review(db, "skov", CaseState::Second)?;
        let (_, another) = in_review(db, "eng", CaseState::Open)?;
        let of = endorsement::find(db, taken)?.organisation_id;
        let report = open(db, CaseKind::Report, taken.0, of)?;
        case_message::insert(db, (case, MessageKind::Opinion), (bodil, carl), "so?", exactly(1))?;
        let earlier = open(db, CaseKind::Endorsement, taken.0, of)?;
        let seen = case::find(db, earlier)?;
        case::set_state(db, &seen, CaseState::Closed, Some(CaseOutcome::Published), exactly(0))?;
        let rest = |db: &mut Db| [another, report, earlier].map(|id| whole(&case::find(db, id).unwrap()));
        let stay = rest(db);
        take(db, &job, &[taken], exactly(2))?;
        let row = case::find(db, case)?;
        assert_eq!((row.state, row.outcome), (CaseState::Closed, Some(CaseOutcome::Invalidated)));
        assert_eq!((row.closed_at, row.revision), (Some(exactly(2)), 3));
        assert!(case_message::waiting(db, carl)?.is_empty(), "nobody's opinion is asked any more");
        assert_eq!(rest(db), stay);
        Ok(())
    })
    .await;
}

async fn what_cannot_be_invalidated_any_more_is_not_taken(store: Store) {
    write(&store, |db| {
        let job = job(db, Running, "plan")?;
        let confirmed = submission(db, "in another state", Confirmed)?.1;
        let dated = submitted(db, "published before")?;
        set(db, "endorsements", dated.0, PUBLISHED)?;
        assert!(take(db, &job, &[confirmed, dated], exactly(2))?.is_empty());
        assert_eq!(endorsement::find(db, dated)?.state, Submitted);
        assert!(take(db, &job, &[], exactly(2))?.is_empty());
        Ok(())
    })
    .await;
}

async fn more_than_one_statement_keeps_are_taken(store: Store) {
    write(&store, |db| {
        let job = job(db, Running, "plan")?;
        let all: Vec<_> = (0..1_001).map(|n| submitted(db, &n.to_string())).collect::<Result<_>>()?;
        assert_eq!(take(db, &job, &all, exactly(2))?, all);
        assert_eq!(invalidation::to_give_back(db, job.id, EndorsementId(0), i64::MAX)?.len(), all.len());
        Ok(())
    })
    .await;
}

async fn what_was_taken_is_listed_until_it_is_given_back(store: Store) {
    write(&store, |db| {
        let (one, other) = (job(db, Running, "one")?, job(db, Running, "other")?);
        let all = ["z", "m", "a"].map(|name| submitted(db, name).unwrap());
        let elsewhere = submitted(db, "elsewhere")?;
        take(db, &one, &all, exactly(2))?;
        take(db, &other, &[elsewhere], exactly(2))?;
        let listed = |db: &mut Db, after, limit| -> Result<Vec<EndorsementId>> {
            let found = invalidation::to_give_back(db, one.id, after, limit)?;
            Ok(found.iter().map(|row| row.endorsement_id).collect())
        };
        assert_eq!(listed(db, EndorsementId(0), 9)?, all);
        assert_eq!(listed(db, EndorsementId(0), 2)?, all[..2]);
        assert_eq!(listed(db, all[0], 9)?, all[1..]);
        let rows = invalidation::to_give_back(db, one.id, all[0], 1)?;
        assert_eq!(invalidation::give_back(db, &rows, exactly(3))?, 1);
        assert_eq!(listed(db, EndorsementId(0), 9)?, [all[0], all[2]]);
        assert_eq!(noted(db, all[1])?.undone_at, Some(exactly(3)));
        Ok(())
    })
    .await;
}

async fn what_is_given_back_stands_as_it_stood(store: Store) {
    write(&store, |db| {
        let job = job(db, Running, "plan")?;
        let ((with_case, case), without) =
            (in_review(db, "skov", CaseState::Waiting)?, submitted(db, "eng")?);
        let stays = submitted(db, "stays declined")?;
        take(db, &job, &[with_case, without, stays], exactly(2))?;
        let declined = whole(&endorsement::find(db, stays)?);
        let rows = [noted(db, with_case)?, noted(db, without)?];
        assert_eq!(invalidation::give_back(db, &rows, exactly(3))?, 2);
        for (id, state, reason) in [(with_case, InReview, Some("before")), (without, Submitted, None)] {
            let row = endorsement::find(db, id)?;
            assert_eq!((row.state, row.reason.as_deref(), row.ended_at), (state, reason, None));
            assert_eq!((row.updated_at, row.revision), (exactly(3), 3));
        }
        let row = case::find(db, case)?;
        assert_eq!((row.state, row.outcome, row.closed_at), (CaseState::Waiting, None, None));
        assert_eq!(whole(&endorsement::find(db, stays)?), declined);
        assert_eq!(invalidation::give_back(db, &[], exactly(4))?, 0);
        Ok(())
    })
    .await;
}

async fn a_case_that_waited_for_a_second_person_is_open_again(store: Store) {
    write(&store, |db| {
        let job = job(db, Running, "plan")?;
        for (name, state) in [("open", CaseState::Open), ("second", CaseState::Second)] {
            let (id, case) = in_review(db, name, state)?;
            take(db, &job, &[id], exactly(2))?;
            let rows = [noted(db, id)?];
            invalidation::give_back(db, &rows, exactly(3))?;
            assert_eq!(case::find(db, case)?.state, CaseState::Open, "{name}");
        }
        Ok(())
    })
    .await;
}

async fn what_was_decided_otherwise_meanwhile_stays(store: Store) {
    write(&store, |db| {
        let job = job(db, Running, "plan")?;
        let (id, case) = in_review(db, "skov", CaseState::Open)?;
        take(db, &job, &[id], exactly(2))?;
        set(db, "endorsements", id.0, "state = 'cancelled'")?;
        set(db, "cases", case.0, "outcome = 'cancelled'")?;
        let (row, of_case) = (whole(&endorsement::find(db, id)?), whole(&case::find(db, case)?));
        let rows = [noted(db, id)?];
        assert_eq!(invalidation::give_back(db, &rows, exactly(3))?, 0);
        assert_eq!(whole(&endorsement::find(db, id)?), row);
        assert_eq!(whole(&case::find(db, case)?), of_case);
        assert_eq!(noted(db, id)?.undone_at, Some(exactly(3)), "it is not looked at again");
        Ok(())
    })
    .await;
}

async fn the_jobs_of_a_submission_are_told_newest_first(store: Store) {
    write(&store, |db| {
        let (first, second) = (job(db, Done, "first")?, job(db, Running, "second")?);
        let (id, other) = (submitted(db, "skov")?, submitted(db, "eng")?);
        take(db, &first, &[id, other], exactly(2))?;
        let rows = [noted(db, id)?];
        invalidation::give_back(db, &rows, exactly(3))?;
        take(db, &second, &[id], exactly(4))?;
        let told: Vec<_> = invalidation::of_endorsement(db, id)?
            .into_iter()
            .map(|one| (one.invalidation_id, one.at, one.undone_at))
            .collect();
        assert_eq!(told, [(second.id, exactly(4), None), (first.id, exactly(2), Some(exactly(3)))]);
        Ok(())
    })
    .await;
}
