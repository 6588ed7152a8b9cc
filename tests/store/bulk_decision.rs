//! Decisions on many Cases: each plan becomes one, and one that waits is settled once.

use tilsagn::domain::Result;
use tilsagn::domain::case::BulkState;
use tilsagn::domain::ids::{BulkDecisionId, StaffId};
use tilsagn::store::bulk_decision::{self, BulkDecision, NewBulkDecision};
use tilsagn::store::{Db, Store};

use crate::answers::{each, is_missing, one_alone, stands_otherwise};
use crate::rows::{WORDS, exactly, read, two_colleagues, write};
use crate::support::{at, together};

on_both!(
    a_decision_comes_back_as_it_was,
    a_plan_becomes_one_decision_by_twenty_at_once,
    those_that_wait_are_listed_oldest_first,
    those_that_a_colleague_made_alone_are_listed_since_a_moment,
    what_waits_is_settled_once,
    what_came_of_it_is_kept,
);

fn proposed(by: StaffId, plan: &str) -> NewBulkDecision {
    NewBulkDecision {
        state: BulkState::Proposed,
        deed: "{}".to_owned(),
        items: "[]".to_owned(),
        outcomes: "[]".to_owned(),
        proposed_by: by,
        proposed_at: exactly(0),
        plan: plan.to_owned(),
    }
}

/// Adds one and gives it as it stands.
fn add(db: &mut Db, new: NewBulkDecision) -> Result<BulkDecision> {
    let id = bulk_decision::insert(db, &new)?;
    bulk_decision::find(db, id)
}

async fn find(store: &Store, id: BulkDecisionId) -> BulkDecision {
    read(store, move |db| bulk_decision::find(db, id)).await
}

async fn a_decision_comes_back_as_it_was(store: Store) {
    let (bodil, _) = two_colleagues(&store).await;
    let [deed, items, outcomes] = ["a", "b", "c"].map(|end| format!("{WORDS}{end}"));
    let texts = (deed.clone(), items.clone(), outcomes.clone());
    let id = write(&store, move |db| {
        let (deed, items, outcomes) = texts;
        bulk_decision::insert(db, &NewBulkDecision { deed, items, outcomes, ..proposed(bodil, WORDS) })
    })
    .await;
    let kept = BulkDecision {
        id,
        state: BulkState::Proposed,
        deed,
        items,
        outcomes,
        proposed_by: bodil,
        proposed_at: exactly(0),
        decided_by: None,
        decided_at: None,
        plan: Some(WORDS.to_owned()),
    };
    assert_eq!(find(&store, id).await, kept);
    assert!(is_missing(&store.read(|db| bulk_decision::find(db, BulkDecisionId(99))).await));
}

async fn a_plan_becomes_one_decision_by_twenty_at_once(store: Store) {
    let both = <[StaffId; 2]>::from(two_colleagues(&store).await);
    let insert = |by, plan| store.write(move |db| bulk_decision::insert(db, &proposed(by, plan)));
    let one = one_alone(together(20, |n| insert(both[n % 2], "one")).await);
    let other = insert(both[0], "other").await.unwrap();
    let of = |plan| read(&store, move |db| bulk_decision::of_plan(db, plan));
    assert_eq!((of("one").await, of("other").await, of("none").await), (Some(one), Some(other), None));
}

async fn those_that_wait_are_listed_oldest_first(store: Store) {
    let (bodil, carl) = two_colleagues(&store).await;
    let made = write(&store, move |db| {
        let late = NewBulkDecision { proposed_at: at(9), ..proposed(carl, "late") };
        let done = NewBulkDecision { state: BulkState::Done, ..proposed(bodil, "done") };
        let back = NewBulkDecision { state: BulkState::SentBack, ..proposed(bodil, "back") };
        let all = [late, done, back, proposed(bodil, "early")];
        all.into_iter().map(|new| add(db, new)).collect::<Result<Vec<_>>>()
    })
    .await;
    assert_eq!(read(&store, bulk_decision::waiting).await, [made[0].clone(), made[3].clone()]);
}

async fn those_that_a_colleague_made_alone_are_listed_since_a_moment(store: Store) {
    let (bodil, carl) = two_colleagues(&store).await;
    let made = write(&store, move |db| {
        let done = |by, plan: &str, minutes| NewBulkDecision {
            state: BulkState::Done,
            proposed_at: at(minutes),
            ..proposed(by, plan)
        };
        let two = NewBulkDecision { state: BulkState::Proposed, ..done(bodil, "by two", 2) };
        let waits = NewBulkDecision { state: BulkState::Proposed, ..done(bodil, "waits", 2) };
        let all = [done(bodil, "mine", 2), done(bodil, "old", 1), done(carl, "his", 2), waits, two];
        let made = all.into_iter().map(|new| add(db, new)).collect::<Result<Vec<_>>>()?;
        bulk_decision::settle(db, made[4].id, (BulkState::Done, carl), at(3))?;
        Ok(made)
    })
    .await;
    let since = |by, since| read(&store, move |db| bulk_decision::alone_since(db, by, since));
    assert_eq!(each(since(bodil, at(1)).await, |one| one.id), [made[0].id]);
    assert_eq!(each(since(carl, at(1)).await, |one| one.id), [made[2].id]);
    assert_eq!(each(since(bodil, at(2)).await, |one| one.id), []);
}

async fn what_waits_is_settled_once(store: Store) {
    let (bodil, carl) = two_colleagues(&store).await;
    let (one, other) =
        write(&store, move |db| Ok((add(db, proposed(bodil, "one"))?, add(db, proposed(bodil, "other"))?)))
            .await;
    let id = one.id;
    let settle = |state, by, now| store.write(move |db| bulk_decision::settle(db, id, (state, by), now));
    settle(BulkState::SentBack, carl, exactly(5)).await.unwrap();
    assert!(stands_otherwise(&settle(BulkState::Done, bodil, at(6)).await));
    let settled = BulkDecision {
        state: BulkState::SentBack,
        decided_by: Some(carl),
        decided_at: Some(exactly(5)),
        ..one
    };
    assert_eq!(find(&store, id).await, settled);
    assert_eq!(find(&store, other.id).await, other);
}

async fn what_came_of_it_is_kept(store: Store) {
    let (bodil, _) = two_colleagues(&store).await;
    let (one, other) =
        write(&store, move |db| Ok((add(db, proposed(bodil, "one"))?, add(db, proposed(bodil, "other"))?)))
            .await;
    let id = one.id;
    write(&store, move |db| bulk_decision::note(db, id, WORDS)).await;
    assert_eq!(find(&store, id).await, BulkDecision { outcomes: WORDS.to_owned(), ..one });
    assert_eq!(find(&store, other.id).await, other);
}
