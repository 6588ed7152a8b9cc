//! Changes of the log's key: one at a time, moved on as they were read.

use tilsagn::domain::key_change::KeyChangeState::{Allowed, Begun, CalledOff, Proposed};
use tilsagn::store::Store;
use tilsagn::store::key_change::{self, KeyChange};

use crate::answers::{conflicts, one_and_others, stands_otherwise};
use crate::rows::{exactly, texts, two_colleagues, whole};
use crate::support::together;

on_both!(
    one_change_is_open_at_a_time,
    the_newest_change_is_told_however_it_stands,
    a_change_is_allowed_and_begins_with_its_key,
    a_change_that_moved_on_is_not_moved_as_it_was_read,
    a_change_is_called_off_once_by_twenty_at_once,
    a_key_is_retired_once_and_for_good,
);

async fn newest(store: &Store) -> KeyChange {
    store.read(key_change::newest).await.unwrap().unwrap()
}

async fn propose(store: &Store) -> KeyChange {
    let (by, _) = two_colleagues(store).await;
    store.write(move |db| key_change::insert(db, by, exactly(1))).await.unwrap();
    newest(store).await
}

async fn one_change_is_open_at_a_time(store: Store) {
    let (bodil, carl) = two_colleagues(&store).await;
    assert!(store.read(key_change::newest).await.unwrap().is_none());
    store.write(move |db| key_change::insert(db, bodil, exactly(1))).await.unwrap();
    let again = || store.write(move |db| key_change::insert(db, carl, exactly(2)));
    assert!(conflicts(&again().await));
    let seen = newest(&store).await;
    store.write(move |db| key_change::allow(db, &seen, carl, exactly(3))).await.unwrap();
    assert!(conflicts(&again().await), "one that is allowed is open too");
    let seen = newest(&store).await;
    store.write(move |db| key_change::turn(db, &seen, CalledOff)).await.unwrap();
    assert!(again().await.is_ok());
}

async fn the_newest_change_is_told_however_it_stands(store: Store) {
    let (bodil, carl) = two_colleagues(&store).await;
    let first = store.write(move |db| key_change::insert(db, bodil, exactly(2))).await.unwrap();
    let seen = newest(&store).await;
    assert_eq!((seen.id, seen.state), (first, Proposed));
    assert_eq!((seen.proposed_by, seen.proposed_at), (bodil, exactly(2)));
    assert_eq!((seen.allowed_by, seen.allowed_at, &seen.key), (None, None, &None));
    store.write(move |db| key_change::turn(db, &seen, CalledOff)).await.unwrap();
    assert_eq!(newest(&store).await.state, CalledOff);
    let second = store.write(move |db| key_change::insert(db, carl, exactly(1))).await.unwrap();
    assert_eq!((newest(&store).await.id, newest(&store).await.state), (second, Proposed));
}

async fn a_change_is_allowed_and_begins_with_its_key(store: Store) {
    let seen = propose(&store).await;
    let by = seen.proposed_by;
    store.write(move |db| key_change::allow(db, &seen, by, exactly(2))).await.unwrap();
    let seen = newest(&store).await;
    assert_eq!((seen.state, seen.allowed_by, seen.allowed_at), (Allowed, Some(by), Some(exactly(2))));
    assert!(!store.read(|db| key_change::has_begun(db, "log+1+key")).await.unwrap());
    store.write(move |db| key_change::begin(db, &seen, "log+1+key")).await.unwrap();
    let row = newest(&store).await;
    assert_eq!((row.state, row.key.as_deref()), (Begun, Some("log+1+key")));
    assert!(store.read(|db| key_change::has_begun(db, "log+1+key")).await.unwrap());
    assert!(!store.read(|db| key_change::has_begun(db, "log+2+key")).await.unwrap());
}

async fn a_change_that_moved_on_is_not_moved_as_it_was_read(store: Store) {
    let seen = propose(&store).await;
    let by = seen.proposed_by;
    let unallowed = seen.clone();
    let begun = store.write(move |db| key_change::begin(db, &unallowed, "log+1+key")).await;
    assert!(stands_otherwise(&begun), "nobody has allowed it");
    let stale = seen.clone();
    store.write(move |db| key_change::allow(db, &seen, by, exactly(2))).await.unwrap();
    let stands = whole(&newest(&store).await);
    let (once_more, off) = (stale.clone(), stale);
    assert!(stands_otherwise(
        &store.write(move |db| key_change::allow(db, &once_more, by, exactly(3))).await
    ));
    assert!(stands_otherwise(&store.write(move |db| key_change::turn(db, &off, CalledOff)).await));
    assert_eq!(whole(&newest(&store).await), stands);
}

async fn a_change_is_called_off_once_by_twenty_at_once(store: Store) {
    let first = propose(&store).await;
    let by = first.proposed_by;
    store.write(move |db| key_change::turn(db, &first, CalledOff)).await.unwrap();
    store.write(move |db| key_change::insert(db, by, exactly(2))).await.unwrap();
    let seen = newest(&store).await;
    let answers = together(20, |_| {
        let seen = seen.clone();
        store.write(move |db| key_change::turn(db, &seen, CalledOff))
    })
    .await;
    one_and_others(answers, stands_otherwise);
}

async fn a_key_is_retired_once_and_for_good(store: Store) {
    assert!(store.read(key_change::retired).await.unwrap().is_empty());
    for key in ["one", "two", "one"] {
        store.write(move |db| key_change::retire(db, key, exactly(1))).await.unwrap();
    }
    let mut retired = store.read(key_change::retired).await.unwrap();
    retired.sort();
    assert_eq!(retired, texts(&["one", "two"]));
}
