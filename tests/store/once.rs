//! What is asked for by several at one moment is there once.

use tilsagn::domain::call::ChangeKind;
use tilsagn::domain::case::BulkState;
use tilsagn::domain::ids::OrganisationId;
use tilsagn::domain::merge::MergeState;
use tilsagn::domain::other_name::NameKind;
use tilsagn::domain::{Error, Result};
use tilsagn::store::bulk_decision::NewBulkDecision;
use tilsagn::store::{Db, Store, bulk_decision, call, merge};

use crate::staff::active;
use crate::support::{at, organisation, sql, together};

on_both!(
    a_plan_becomes_one_decision_by_twenty_at_once,
    two_are_proposed_as_one_once_by_twenty_whichever_stays,
    one_version_of_the_call_is_begun_by_twenty_at_once,
);

/// Whether one was made, and all others were told that somebody was faster.
fn one_alone<T: std::fmt::Debug>(answers: Vec<Result<T>>) {
    let (made, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
    assert_eq!(made.len(), 1, "{made:?}");
    assert!(refused.iter().all(|answer| matches!(answer, Err(Error::Conflict))), "{refused:?}");
}

async fn a_plan_becomes_one_decision_by_twenty_at_once(store: Store) {
    let bodil = active(&store, "bodil@ministry.test", "moderator", &[]).await;
    let decision = |plan: &str| NewBulkDecision {
        state: BulkState::Done,
        deed: "{}".to_owned(),
        items: "[]".to_owned(),
        outcomes: "[]".to_owned(),
        proposed_by: bodil,
        proposed_at: at(0),
        plan: plan.to_owned(),
    };
    let begin = |plan: &str| {
        let new = decision(plan);
        store.write(move |db| bulk_decision::insert(db, &new))
    };
    one_alone(together(20, |_| begin("one")).await);
    let other = begin("other").await.unwrap();
    let found = |plan: &'static str| store.read(move |db| bulk_decision::of_plan(db, plan));
    assert_eq!(found("other").await.unwrap(), Some(other));
    assert_eq!(found("none").await.unwrap(), None);
}

async fn two_are_proposed_as_one_once_by_twenty_whichever_stays(store: Store) {
    let (one, other) = (organisation(&store).await, OrganisationId(9));
    let insert = "INSERT INTO organisations (id, public_id, category, name, search_key, skeleton,
        created_at, updated_at, revision) VALUES (9, 'org9', 'company', 'Prøven ApS', 'proven aps',
        'proven', '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000', 1)";
    store.write(|db| sql(db, insert)).await.unwrap();
    let propose = |n: usize| {
        let two = if n.is_multiple_of(2) { (one, other) } else { (other, one) };
        store.write(move |db| merge::insert(db, two, NameKind::Former, at(0)))
    };
    one_alone(together(20, propose).await);
    let drop = move |db: &mut Db| {
        let seen = merge::proposed(db, (one, other))?.ok_or(Error::NotFound)?;
        merge::note_over(db, &seen, MergeState::Dropped, at(1))
    };
    store.write(drop).await.unwrap();
    assert!(propose(1).await.is_ok(), "what was dropped can be asked for anew");
}

async fn one_version_of_the_call_is_begun_by_twenty_at_once(store: Store) {
    let begin = |_| store.write(|db| call::insert(db, ChangeKind::Editorial, at(0)));
    one_alone(together(20, begin).await);
    let publish = |db: &mut Db| {
        let seen = call::in_preparation(db)?.ok_or(Error::NotFound)?;
        call::publish(db, &seen, None, at(1))
    };
    store.write(publish).await.unwrap();
    begin(0).await.unwrap();
}
