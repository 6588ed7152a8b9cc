//! Passkeys: kept once, noted as they were read, and forgotten by their owner alone.

use tilsagn::domain::ids::{PasskeyId, StaffId};
use tilsagn::store::Store;
use tilsagn::store::passkey::{self, NewPasskey, Passkey};

use crate::answers::{conflicts, once_true};
use crate::rows::{WORDS, exactly, two_colleagues};
use crate::support::together;

on_both!(
    a_passkey_comes_back_as_it_was_kept,
    a_colleagues_passkeys_are_listed_oldest_first,
    a_credential_is_kept_once,
    a_use_is_noted_once_by_twenty_at_once,
    a_passkey_is_forgotten_by_its_owner_alone,
    all_passkeys_of_one_colleague_are_forgotten,
);

fn new(of: StaffId, credential: &str) -> NewPasskey {
    NewPasskey {
        staff_id: of,
        user_handle: "handle".to_owned(),
        credential_id: credential.to_owned(),
        credential: "{\"counter\":0}".to_owned(),
        name: WORDS.to_owned(),
    }
}

async fn keep(store: &Store, of: StaffId, credential: &str) -> PasskeyId {
    let new = new(of, credential);
    store.write(move |db| passkey::insert(db, &new, exactly(1))).await.unwrap()
}

async fn listed(store: &Store, of: StaffId) -> Vec<PasskeyId> {
    let found = store.read(move |db| passkey::of_staff(db, of)).await.unwrap();
    found.into_iter().map(|one| one.id).collect()
}

async fn a_passkey_comes_back_as_it_was_kept(store: Store) {
    let (bodil, _) = two_colleagues(&store).await;
    let id = keep(&store, bodil, "one").await;
    keep(&store, bodil, "two").await;
    let expected = Passkey {
        id,
        staff_id: bodil,
        user_handle: "handle".to_owned(),
        credential_id: "one".to_owned(),
        credential: "{\"counter\":0}".to_owned(),
        name: WORDS.to_owned(),
        created_at: exactly(1),
        used_at: None,
    };
    assert_eq!(store.read(|db| passkey::by_credential(db, "one")).await.unwrap(), Some(expected));
    assert_eq!(store.read(|db| passkey::by_credential(db, "ONE")).await.unwrap(), None);
}

async fn a_colleagues_passkeys_are_listed_oldest_first(store: Store) {
    let (bodil, carl) = two_colleagues(&store).await;
    let first = keep(&store, bodil, "z").await;
    let his = keep(&store, carl, "m").await;
    let second = keep(&store, bodil, "a").await;
    assert_eq!(listed(&store, bodil).await, [first, second]);
    assert_eq!(listed(&store, carl).await, [his]);
    assert_eq!(listed(&store, StaffId(999)).await, []);
}

async fn a_credential_is_kept_once(store: Store) {
    let (bodil, carl) = two_colleagues(&store).await;
    let id = keep(&store, bodil, "one").await;
    let again = store.write(move |db| passkey::insert(db, &new(carl, "one"), exactly(2))).await;
    assert!(conflicts(&again));
    assert_eq!((listed(&store, bodil).await, listed(&store, carl).await), (vec![id], vec![]));
}

async fn a_use_is_noted_once_by_twenty_at_once(store: Store) {
    let (bodil, _) = two_colleagues(&store).await;
    keep(&store, bodil, "one").await;
    keep(&store, bodil, "two").await;
    let [seen, other] = store.read(move |db| passkey::of_staff(db, bodil)).await.unwrap().try_into().unwrap();
    let answers = together(20, |_| {
        let seen: Passkey = seen.clone();
        store.write(move |db| passkey::used(db, &seen, "{\"counter\":1}", exactly(2)))
    })
    .await;
    assert!(once_true(answers));
    let noted = Passkey { credential: "{\"counter\":1}".to_owned(), used_at: Some(exactly(2)), ..seen };
    assert_eq!(store.read(move |db| passkey::of_staff(db, bodil)).await.unwrap(), [noted, other]);
}

async fn a_passkey_is_forgotten_by_its_owner_alone(store: Store) {
    let (bodil, carl) = two_colleagues(&store).await;
    let (one, two) = (keep(&store, bodil, "one").await, keep(&store, bodil, "two").await);
    let remove = |of, id| store.write(move |db| passkey::remove(db, of, id));
    assert!(!remove(carl, one).await.unwrap());
    assert_eq!(listed(&store, bodil).await, [one, two]);
    assert!(remove(bodil, one).await.unwrap());
    assert!(!remove(bodil, one).await.unwrap());
    assert_eq!(listed(&store, bodil).await, [two]);
}

async fn all_passkeys_of_one_colleague_are_forgotten(store: Store) {
    let (bodil, carl) = two_colleagues(&store).await;
    keep(&store, bodil, "one").await;
    keep(&store, bodil, "two").await;
    let his = keep(&store, carl, "three").await;
    store.write(move |db| passkey::remove_all(db, bodil)).await.unwrap();
    assert_eq!((listed(&store, bodil).await, listed(&store, carl).await), (vec![], vec![his]));
}
