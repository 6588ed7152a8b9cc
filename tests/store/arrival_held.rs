//! Arrivals that are held: until staff let them go on, or there are no longer too many.

use tilsagn::domain::arrival::Hold;
use tilsagn::domain::endorsement::{Act, EndorsementState};
use tilsagn::domain::ids::EndorsementId;
use tilsagn::store::arrival::{self, NewArrival};
use tilsagn::store::{Store, endorsement};

use crate::rows::{self, came, read, rule, write};
use crate::support::at;

on_both!(
    what_is_held_is_let_go_once,
    what_is_held_already_is_held_for_a_rule,
    those_that_wait_since_before_a_moment_are_held,
    those_held_for_their_number_are_the_first_that_came,
);

/// One for each reason, and none for nothing; all were sent at midnight.
async fn all(store: &Store, why: &'static [Option<Hold>]) -> Vec<EndorsementId> {
    write(store, move |db| {
        let mut ids = Vec::new();
        for (n, held) in why.iter().enumerate() {
            let of = rows::signed(db, &format!("held {n}"), EndorsementState::Submitted)?.endorsement;
            arrival::insert(db, &NewArrival { held: *held, ..came(of, 0) })?;
            ids.push(of);
        }
        Ok(ids)
    })
    .await
}

async fn is_held(store: &Store, of: EndorsementId) -> bool {
    read(store, move |db| arrival::is_held(db, of)).await
}

async fn what_is_held_is_let_go_once(store: Store) {
    let ids = all(&store, &[Some(Hold::Network), Some(Hold::Domain), None]).await;
    let release = |of| write(&store, move |db| arrival::release(db, of));
    assert!(is_held(&store, ids[0]).await && is_held(&store, ids[1]).await && !is_held(&store, ids[2]).await);
    assert!(release(ids[0]).await);
    assert!(!release(ids[0]).await && !release(ids[2]).await && !release(EndorsementId(99)).await);
    assert!(!is_held(&store, ids[0]).await && is_held(&store, ids[1]).await);
}

async fn what_is_held_already_is_held_for_a_rule(store: Store) {
    let ids = all(&store, &[Some(Hold::Network), Some(Hold::Domain), None]).await;
    let (one, free) = (ids[0], ids[2]);
    let rule = write(&store, move |db| {
        let rule = rule(db)?;
        arrival::block(db, one, rule)?;
        arrival::block(db, free, rule)?;
        Ok(rule)
    })
    .await;
    let mut why = Vec::new();
    for of in ids {
        let found = read(&store, move |db| arrival::of_endorsement(db, of)).await.unwrap();
        why.push((found.held, found.rule_id));
    }
    assert_eq!(why, [(Some(Hold::Blocked), Some(rule)), (Some(Hold::Domain), None), (None, None)]);
}

async fn those_that_wait_since_before_a_moment_are_held(store: Store) {
    let ids = all(&store, &[Some(Hold::Network), Some(Hold::Blocked), Some(Hold::Domain), None]).await;
    let (touched, confirmed) = (ids[1], ids[2]);
    let count = |since| read(&store, move |db| arrival::count_held(db, since));
    assert_eq!((count(at(0)).await, count(at(1)).await), (0, 3));
    write(&store, move |db| {
        let seen = endorsement::find(db, touched)?;
        endorsement::touch(db, &seen, at(5))?;
        let seen = endorsement::find(db, confirmed)?;
        endorsement::apply(db, &seen, Act::Confirm, at(0))
    })
    .await;
    assert_eq!((count(at(5)).await, count(at(6)).await), (1, 2));
}

async fn those_held_for_their_number_are_the_first_that_came(store: Store) {
    let why = &[Some(Hold::Domain), Some(Hold::Blocked), Some(Hold::Network), None, Some(Hold::Network)];
    let ids = all(&store, why).await;
    let found = |since, limit| read(&store, move |db| arrival::held_for_number(db, since, limit));
    assert_eq!(found(at(0), 9).await, []);
    assert_eq!(found(at(1), 9).await, [ids[0], ids[2], ids[4]]);
    assert_eq!(found(at(1), 2).await, [ids[0], ids[2]]);
    let (touched, confirmed) = (ids[0], ids[2]);
    write(&store, move |db| {
        let seen = endorsement::find(db, touched)?;
        endorsement::touch(db, &seen, at(1))?;
        let seen = endorsement::find(db, confirmed)?;
        endorsement::apply(db, &seen, Act::Confirm, at(0))
    })
    .await;
    assert_eq!(found(at(1), 9).await, [ids[4]]);
}
