//! Drafts: kept until sent or too old.

use tilsagn::domain::ids::DraftId;
use tilsagn::store::Store;
use tilsagn::store::draft::{self, NewDraft};

use crate::answers::{conflicts, once_true};
use crate::support::{at, together};

on_both!(
    a_draft_is_found_by_token_and_by_id_until_it_expires,
    a_token_is_taken_once,
    a_change_is_kept_and_lengthens_its_life,
    a_draft_is_deleted_once_by_twenty_at_once,
    old_drafts_are_found,
);

async fn begin(store: &Store, hash: &str, expires: i64) -> DraftId {
    let new = NewDraft {
        token_hash: hash.to_owned(),
        sealed: b"first".to_vec(),
        created_at: at(0),
        expires_at: at(expires),
    };
    store.write(move |db| draft::insert(db, &new)).await.unwrap()
}

async fn a_draft_is_found_by_token_and_by_id_until_it_expires(store: Store) {
    let id = begin(&store, "hash", 10).await;
    let found = store.read(|db| draft::find_by_hash(db, "hash", at(9))).await.unwrap().unwrap();
    assert_eq!((found.id, found.sealed.as_slice()), (id, &b"first"[..]));
    assert_eq!((found.created_at, found.updated_at, found.expires_at), (at(0), at(0), at(10)));
    assert_eq!(store.read(move |db| draft::find(db, id, at(9))).await.unwrap(), Some(found));
    assert_eq!(store.read(|db| draft::find_by_hash(db, "hash", at(10))).await.unwrap(), None);
    assert_eq!(store.read(move |db| draft::find(db, id, at(10))).await.unwrap(), None);
    assert_eq!(store.read(|db| draft::find_by_hash(db, "other", at(0))).await.unwrap(), None);
}

async fn a_token_is_taken_once(store: Store) {
    begin(&store, "hash", 10).await;
    let token_hash = "hash".to_owned();
    let again = NewDraft { token_hash, sealed: Vec::new(), created_at: at(0), expires_at: at(1) };
    assert!(conflicts(&store.write(move |db| draft::insert(db, &again)).await));
}

async fn a_change_is_kept_and_lengthens_its_life(store: Store) {
    let id = begin(&store, "hash", 10).await;
    let update = |id: DraftId, read: &'static [u8], sealed: &'static [u8]| {
        store.write(move |db| draft::update(db, id, (read, sealed), at(5), at(15)))
    };
    assert!(update(id, b"first", b"second").await.unwrap());
    assert!(!update(id, b"first", b"third").await.unwrap(), "it is another by now");
    let found = store.read(|db| draft::find_by_hash(db, "hash", at(14))).await.unwrap().unwrap();
    assert_eq!((found.sealed.as_slice(), found.updated_at), (&b"second"[..], at(5)));
    assert!(!update(DraftId(99), b"second", b"x").await.unwrap());
}

async fn a_draft_is_deleted_once_by_twenty_at_once(store: Store) {
    let id = begin(&store, "hash", 10).await;
    let answers = together(20, |_| store.write(move |db| draft::delete(db, id))).await;
    assert!(once_true(answers));
}

async fn old_drafts_are_found(store: Store) {
    let old = begin(&store, "old", 10).await;
    begin(&store, "new", 20).await;
    assert_eq!(store.read(|db| draft::expired(db, at(10))).await.unwrap(), [old]);
    assert!(store.read(|db| draft::find_by_hash(db, "new", at(10))).await.unwrap().is_some());
}
