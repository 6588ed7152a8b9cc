//! Jobs that invalidate: begun once, and moved on as they were read. What each does to submissions is in `invalidated.rs`.

use tilsagn::domain::Result;
use tilsagn::domain::ids::{EndorsementId, InvalidationId, StaffId};
use tilsagn::domain::invalidation::InvalidationState::{
    self, Done, Proposed, Running, SentBack, Stopped, Undoing, Undone,
};
use tilsagn::store::invalidation::{self, Invalidation, NewInvalidation};
use tilsagn::store::{Db, Store};

use crate::answers::{conflicts, is_missing, once_true, one_alone, stands_otherwise};
use crate::rows::{before, colleague, exactly, set, whole, write};
use crate::support::together;

on_both!(
    a_job_comes_back_as_it_was_kept,
    a_plan_becomes_one_job_of_twenty,
    the_newest_jobs_come_first,
    what_a_colleague_began_alone_is_counted_without_what_came_back,
    jobs_that_wait_for_a_second_person_are_counted,
    a_job_moves_on_as_it_was_read_and_begins_at_its_first_submission,
    a_job_that_may_not_or_moved_on_stays_as_it_is,
    who_allowed_a_job_is_noted,
    the_oldest_job_with_work_waits_that_nobody_has_in_hand,
    a_job_is_taken_in_hand_by_one_of_twenty,
    a_batch_moves_the_place_on_once,
    a_batch_that_is_given_back_counts_as_such,
);

fn new(by: StaffId, state: InvalidationState, plan: &str) -> NewInvalidation {
    NewInvalidation {
        state,
        condition: vec![0, 39, 255],
        reason: "fake".to_owned(),
        writes: true,
        found: i64::MAX,
        upto: EndorsementId(9),
        place: EndorsementId(4),
        taken: 0,
        given_back: 0,
        proposed_by: by,
        proposed_at: exactly(1),
        started_at: None,
        revision: 1,
        plan: plan.to_owned(),
    }
}

/// A job of a plan, proposed by a colleague of its own.
pub fn job(db: &mut Db, state: InvalidationState, plan: &str) -> Result<Invalidation> {
    let by = colleague(db, plan)?;
    let id = invalidation::insert(db, &new(by, state, plan))?;
    invalidation::find(db, id)
}

async fn a_job_comes_back_as_it_was_kept(store: Store) {
    write(&store, |db| {
        let by = colleague(db, "bodil")?;
        let started = NewInvalidation { started_at: Some(exactly(2)), ..new(by, Running, "plan") };
        let id = invalidation::insert(db, &started)?;
        job(db, Proposed, "other")?;
        let row = invalidation::find(db, id)?;
        assert_eq!((row.id, row.state, row.condition), (id, Running, vec![0, 39, 255]));
        assert_eq!((row.reason.as_str(), row.writes, row.found), ("fake", true, i64::MAX));
        assert_eq!((row.upto, row.place), (EndorsementId(9), EndorsementId(4)));
        assert_eq!((row.taken, row.given_back, row.revision), (0, 0, 1));
        assert_eq!((row.proposed_by, row.proposed_at, row.allowed_by), (by, exactly(1), None));
        assert_eq!((row.started_at, row.ended_at, row.claimed_until), (Some(exactly(2)), None, None));
        assert_eq!(row.plan.as_deref(), Some("plan"));
        assert_eq!(invalidation::of_plan(db, "plan")?, Some(id));
        assert_eq!(invalidation::of_plan(db, "no plan")?, None);
        Ok(())
    })
    .await;
    let none = store.read(|db| invalidation::find(db, InvalidationId(999))).await;
    assert!(is_missing(&none));
}

async fn a_plan_becomes_one_job_of_twenty(store: Store) {
    let by = store.write(|db| colleague(db, "bodil")).await.unwrap();
    let answers =
        together(20, |_| store.write(move |db| invalidation::insert(db, &new(by, Proposed, "plan")))).await;
    one_alone(answers);
}

async fn the_newest_jobs_come_first(store: Store) {
    write(&store, |db| {
        let all = [job(db, Done, "z")?.id, job(db, Proposed, "m")?.id, job(db, Running, "a")?.id];
        let newest = |db: &mut Db, limit| -> Result<Vec<InvalidationId>> {
            Ok(invalidation::newest(db, limit)?.iter().map(|one| one.id).collect())
        };
        assert_eq!(newest(db, 2)?, [all[2], all[1]]);
        assert_eq!(newest(db, 9)?, [all[2], all[1], all[0]]);
        Ok(())
    })
    .await;
}

async fn what_a_colleague_began_alone_is_counted_without_what_came_back(store: Store) {
    write(&store, |db| {
        let (bodil, carl) = (colleague(db, "bodil")?, colleague(db, "carl")?);
        for (by, plan, what) in [
            (bodil, "runs", "found = 100, taken = 40, given_back = 3"),
            (bodil, "ended", "found = 100, taken = 40, given_back = 5, ended_at = '2026-12-01 00:00:00.000'"),
            (bodil, "never began", "found = 100, started_at = NULL"),
            (carl, "of another", "found = 100"),
        ] {
            let started = NewInvalidation { started_at: Some(exactly(2)), ..new(by, Running, plan) };
            let id = invalidation::insert(db, &started)?;
            set(db, "invalidations", id.0, what)?;
        }
        let started = NewInvalidation { started_at: Some(exactly(2)), ..new(bodil, Running, "by two") };
        let by_two = invalidation::insert(db, &started)?;
        invalidation::allow(db, by_two, carl)?;
        assert_eq!(invalidation::alone_since(db, bodil, before(exactly(1)))?, 97 + 35);
        assert_eq!(invalidation::alone_since(db, carl, before(exactly(1)))?, 100);
        assert_eq!(
            invalidation::alone_since(db, bodil, exactly(1))?,
            0,
            "the moment itself is not since then"
        );
        Ok(())
    })
    .await;
}

async fn jobs_that_wait_for_a_second_person_are_counted(store: Store) {
    write(&store, |db| {
        assert_eq!(invalidation::count_proposed(db)?, 0);
        for (plan, state) in [("a", Proposed), ("b", Running), ("c", Proposed), ("d", SentBack)] {
            job(db, state, plan)?;
        }
        assert_eq!(invalidation::count_proposed(db)?, 2);
        Ok(())
    })
    .await;
}

async fn a_job_moves_on_as_it_was_read_and_begins_at_its_first_submission(store: Store) {
    write(&store, |db| {
        let (first, other) = (job(db, Proposed, "plan")?, job(db, Proposed, "other")?);
        let turn = |db: &mut Db, next, now| -> Result<Invalidation> {
            let seen = invalidation::find(db, first.id)?;
            set(db, "invalidations", seen.id.0, "place = 7, claimed_until = '2027-01-01 00:00:00.000'")?;
            let seen = Invalidation { place: EndorsementId(7), ..seen };
            invalidation::turn(db, &seen, next, now)?;
            invalidation::find(db, seen.id)
        };
        let row = turn(db, Running, exactly(2))?;
        assert_eq!((row.state, row.place, row.claimed_until), (Running, EndorsementId(0), None));
        assert_eq!((row.started_at, row.ended_at, row.revision), (Some(exactly(2)), None, 2));
        let row = turn(db, Done, exactly(3))?;
        assert_eq!((row.state, row.place), (Done, EndorsementId(7)));
        assert_eq!((row.started_at, row.ended_at), (Some(exactly(2)), Some(exactly(3))));
        let row = turn(db, Undoing, exactly(4))?;
        assert_eq!((row.state, row.place), (Undoing, EndorsementId(0)));
        assert_eq!((row.started_at, row.ended_at), (Some(exactly(2)), Some(exactly(3))));
        let row = turn(db, Undone, exactly(5))?;
        assert_eq!((row.state, row.place, row.ended_at), (Undone, EndorsementId(7), Some(exactly(3))));
        assert_eq!(whole(&invalidation::find(db, other.id)?), whole(&other));
        Ok(())
    })
    .await;
}

async fn a_job_that_may_not_or_moved_on_stays_as_it_is(store: Store) {
    write(&store, |db| {
        let seen = job(db, Proposed, "plan")?;
        for next in [Done, Stopped, Undoing, Undone, Proposed] {
            assert!(stands_otherwise(&invalidation::turn(db, &seen, next, exactly(2))), "{next}");
        }
        assert_eq!(whole(&invalidation::find(db, seen.id)?), whole(&seen));
        invalidation::turn(db, &seen, Running, exactly(2))?;
        let runs = whole(&invalidation::find(db, seen.id)?);
        assert!(stands_otherwise(&invalidation::turn(db, &seen, SentBack, exactly(3))));
        assert_eq!(whole(&invalidation::find(db, seen.id)?), runs);
        Ok(())
    })
    .await;
}

async fn who_allowed_a_job_is_noted(store: Store) {
    write(&store, |db| {
        let (one, other) = (job(db, Proposed, "plan")?, job(db, Proposed, "other")?);
        invalidation::allow(db, one.id, other.proposed_by)?;
        assert_eq!(invalidation::find(db, one.id)?.allowed_by, Some(other.proposed_by));
        assert_eq!(whole(&invalidation::find(db, other.id)?), whole(&other));
        Ok(())
    })
    .await;
}

async fn the_oldest_job_with_work_waits_that_nobody_has_in_hand(store: Store) {
    write(&store, |db| {
        job(db, Proposed, "proposed")?;
        job(db, Done, "done")?;
        let (first, second) = (job(db, Undoing, "first")?, job(db, Running, "second")?);
        let waiting = |db: &mut Db, now| -> Result<Option<InvalidationId>> {
            Ok(invalidation::waiting(db, now)?.map(|one| one.id))
        };
        assert_eq!(waiting(db, exactly(2))?, Some(first.id));
        assert!(invalidation::claim(db, &first, exactly(2), exactly(5))?);
        assert_eq!(waiting(db, exactly(2))?, Some(second.id));
        assert_eq!(waiting(db, exactly(5))?, Some(second.id), "it is in hand until then");
        assert!(invalidation::claim(db, &second, exactly(2), exactly(9))?);
        assert_eq!(waiting(db, exactly(5))?, None);
        assert_eq!(waiting(db, exactly(6))?, Some(first.id));
        Ok(())
    })
    .await;
}

async fn a_job_is_taken_in_hand_by_one_of_twenty(store: Store) {
    let both = store.write(|db| Ok((job(db, Running, "one")?, job(db, Running, "other")?)));
    let (seen, other) = both.await.unwrap();
    for (now, until) in [(exactly(2), exactly(5)), (exactly(6), exactly(9))] {
        let answers = together(20, |_| {
            let seen = seen.clone();
            store.write(move |db| invalidation::claim(db, &seen, now, until))
        })
        .await;
        assert!(once_true(answers));
    }
    let again = seen.clone();
    let early = store.write(move |db| invalidation::claim(db, &again, exactly(9), exactly(12))).await;
    assert!(!early.unwrap(), "it is in hand until then");
    let (id, stays) = (seen.id, other.id);
    let row = store.read(move |db| invalidation::find(db, id)).await.unwrap();
    assert_eq!((row.claimed_until, row.revision), (Some(exactly(9)), 1));
    let row = store.read(move |db| invalidation::find(db, stays)).await.unwrap();
    assert_eq!(whole(&row), whole(&other));
    let stopped = Invalidation { state: Stopped, ..other };
    assert!(
        !store.write(move |db| invalidation::claim(db, &stopped, exactly(9), exactly(10))).await.unwrap()
    );
}

async fn a_batch_moves_the_place_on_once(store: Store) {
    let both = store.write(|db| Ok((job(db, Running, "one")?, job(db, Running, "other")?)));
    let (seen, other) = both.await.unwrap();
    let answers = together(20, |_| {
        let seen = seen.clone();
        store.write(move |db| invalidation::advance(db, &seen, (EndorsementId(6), 2), exactly(5)))
    })
    .await;
    one_alone(answers);
    let (id, stays) = (seen.id, other.id);
    let row = store.read(move |db| invalidation::find(db, id)).await.unwrap();
    assert_eq!((row.place, row.taken, row.given_back), (EndorsementId(6), 2, 0));
    assert_eq!(row.claimed_until, Some(exactly(5)));
    let row = store.read(move |db| invalidation::find(db, stays)).await.unwrap();
    assert_eq!(whole(&row), whole(&other));
}

async fn a_batch_that_is_given_back_counts_as_such(store: Store) {
    write(&store, |db| {
        let seen = job(db, Undoing, "plan")?;
        set(db, "invalidations", seen.id.0, "taken = 5, given_back = 1")?;
        invalidation::advance(db, &seen, (EndorsementId(6), 3), exactly(5))?;
        let row = invalidation::find(db, seen.id)?;
        assert_eq!((row.taken, row.given_back), (5, 4));
        let stopped = Invalidation { state: Running, ..row };
        let late = invalidation::advance(db, &stopped, (EndorsementId(8), 1), exactly(6));
        assert!(conflicts(&late));
        Ok(())
    })
    .await;
}
