//! Links: bound to one purpose, used once, dead after their time.

use tilsagn::domain::link::{Purpose, life};
use tilsagn::store::Store;
use tilsagn::store::link::{self, Fate, Link, NewLink};

use crate::answers::conflicts;
use crate::support::{at, together};

on_both!(
    a_link_is_found_for_its_purpose_until_it_expires,
    a_hash_is_taken_once,
    a_link_is_used_once_by_twenty_at_once,
    an_expired_link_or_one_of_another_purpose_is_not_used,
    older_links_are_spent_together,
    a_link_that_was_used_itself_is_known_while_it_would_live,
    what_has_become_of_a_link_is_told,
    expired_links_are_deleted,
    the_link_that_lives_longest_says_until_when,
);

async fn make(store: &Store, hash: &str, purpose: Purpose, subject_id: i64) {
    let expires_at = at(0) + life(purpose);
    let new = NewLink { hash: hash.to_owned(), purpose, subject_id, created_at: at(0), expires_at };
    store.write(move |db| link::insert(db, &new)).await.unwrap();
}

async fn a_link_is_found_for_its_purpose_until_it_expires(store: Store) {
    make(&store, "hash", Purpose::Account, 4).await;
    let find = |purpose, now| store.read(move |db| link::find(db, "hash", purpose, now));
    let link = Link { subject_id: 4, created_at: at(0), expires_at: at(30) };
    assert_eq!(find(Purpose::Account, at(29)).await.unwrap(), Some(link.clone()));
    assert_eq!(find(Purpose::Account, at(29)).await.unwrap(), Some(link), "looking does not use it");
    assert_eq!(find(Purpose::Account, at(30)).await.unwrap(), None);
    assert_eq!(find(Purpose::Confirm, at(1)).await.unwrap(), None);
}

async fn a_hash_is_taken_once(store: Store) {
    make(&store, "hash", Purpose::Account, 4).await;
    let again = NewLink {
        hash: "hash".to_owned(),
        purpose: Purpose::Confirm,
        subject_id: 5,
        created_at: at(0),
        expires_at: at(1),
    };
    assert!(conflicts(&store.write(move |db| link::insert(db, &again)).await));
}

async fn a_link_is_used_once_by_twenty_at_once(store: Store) {
    make(&store, "hash", Purpose::Confirm, 4).await;
    let answers =
        together(20, |_| store.write(|db| link::use_once(db, "hash", Purpose::Confirm, at(1)))).await;
    let subjects: Vec<i64> = answers.into_iter().filter_map(Result::unwrap).collect();
    assert_eq!(subjects, [4]);
    assert_eq!(store.read(|db| link::find(db, "hash", Purpose::Confirm, at(2))).await.unwrap(), None);
}

async fn an_expired_link_or_one_of_another_purpose_is_not_used(store: Store) {
    make(&store, "hash", Purpose::Account, 4).await;
    let used = |purpose, now| store.write(move |db| link::use_once(db, "hash", purpose, now));
    assert_eq!(used(Purpose::Account, at(30)).await.unwrap(), None);
    assert_eq!(used(Purpose::Cancel, at(1)).await.unwrap(), None);
    assert_eq!(used(Purpose::Account, at(29)).await.unwrap(), Some(4));
}

async fn older_links_are_spent_together(store: Store) {
    make(&store, "a", Purpose::Account, 4).await;
    make(&store, "b", Purpose::Account, 4).await;
    make(&store, "other", Purpose::Account, 5).await;
    make(&store, "confirm", Purpose::Confirm, 4).await;
    let spent = store.write(|db| link::spend_all_of(db, Purpose::Account, 4, at(1))).await.unwrap();
    assert_eq!(spent, 2);
    let find = |hash, purpose| store.read(move |db| link::find(db, hash, purpose, at(2)));
    assert_eq!(find("a", Purpose::Account).await.unwrap(), None);
    assert!(find("other", Purpose::Account).await.unwrap().is_some());
    assert!(find("confirm", Purpose::Confirm).await.unwrap().is_some());
}

async fn a_link_that_was_used_itself_is_known_while_it_would_live(store: Store) {
    for hash in ["used", "spent"] {
        make(&store, hash, Purpose::Confirm, 4).await;
    }
    let used = |hash, purpose, now| store.read(move |db| link::used(db, hash, purpose, now));
    assert_eq!(used("used", Purpose::Confirm, at(2)).await.unwrap(), None, "not yet");
    store.write(|db| link::use_once(db, "used", Purpose::Confirm, at(1))).await.unwrap();
    store.write(|db| link::spend_all_of(db, Purpose::Confirm, 4, at(1))).await.unwrap();
    assert_eq!(used("used", Purpose::Confirm, at(2)).await.unwrap(), Some((4, at(1))));
    assert_eq!(used("spent", Purpose::Confirm, at(2)).await.unwrap(), None, "spent with the other one");
    assert_eq!(used("used", Purpose::Cancel, at(2)).await.unwrap(), None);
    let late = at(0) + life(Purpose::Confirm);
    assert_eq!(used("used", Purpose::Confirm, late).await.unwrap(), None, "it would be too old");
}

async fn what_has_become_of_a_link_is_told(store: Store) {
    for (hash, subject_id) in [("open", 4), ("used", 5), ("spent", 6)] {
        make(&store, hash, Purpose::Account, subject_id).await;
    }
    store.write(|db| link::use_once(db, "used", Purpose::Account, at(1))).await.unwrap();
    store.write(|db| link::spend_all_of(db, Purpose::Account, 6, at(1))).await.unwrap();
    let fate = |hash, purpose, now| store.read(move |db| link::fate(db, hash, purpose, now));
    for (hash, now, became) in [
        ("open", 29, Fate::Opens),
        ("open", 30, Fate::Over),
        ("used", 2, Fate::Used),
        ("used", 99, Fate::Used),
        ("spent", 2, Fate::Over),
        ("none", 2, Fate::Over),
    ] {
        assert_eq!(fate(hash, Purpose::Account, at(now)).await.unwrap(), became, "{hash} at {now}");
    }
    assert_eq!(fate("open", Purpose::Confirm, at(1)).await.unwrap(), Fate::Over);
}

async fn expired_links_are_deleted(store: Store) {
    make(&store, "short", Purpose::Account, 4).await;
    make(&store, "long", Purpose::Confirm, 4).await;
    assert_eq!(store.write(|db| link::delete_expired(db, at(31))).await.unwrap(), 1);
    assert_eq!(store.write(|db| link::delete_expired(db, at(31))).await.unwrap(), 0);
    assert!(store.read(|db| link::find(db, "long", Purpose::Confirm, at(31))).await.unwrap().is_some());
}

async fn the_link_that_lives_longest_says_until_when(store: Store) {
    for (hash, purpose, subject_id, minutes) in [
        ("long", Purpose::Account, 4, 9),
        ("short", Purpose::Account, 4, 5),
        ("used", Purpose::Account, 4, 20),
        ("other purpose", Purpose::Confirm, 4, 20),
        ("other subject", Purpose::Account, 5, 20),
    ] {
        let (created_at, expires_at) = (at(0), at(minutes));
        let new = NewLink { hash: hash.to_owned(), purpose, subject_id, created_at, expires_at };
        store.write(move |db| link::insert(db, &new)).await.unwrap();
    }
    store.write(|db| link::use_once(db, "used", Purpose::Account, at(1))).await.unwrap();
    let until = |now| store.read(move |db| link::open_until(db, Purpose::Account, 4, now));
    assert_eq!(until(at(1)).await.unwrap(), Some(at(9)));
    assert_eq!(until(at(9)).await.unwrap(), None);
}
