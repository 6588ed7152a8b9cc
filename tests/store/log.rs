//! Checkpoints and tiles: one follows another, with everything under it or not at all.

use tilsagn::store::log::{self, Checkpoint, Claim, TileRow, Word};
use tilsagn::store::{Db, Store, register_state};

use crate::answers::{conflicts, one_alone};
use crate::support::{at, sql, together};

on_both!(
    a_checkpoint_takes_the_place_behind_its_predecessor_once,
    a_tile_grows_in_its_place,
    checkpoints_are_never_changed_or_deleted,
    of_many_at_once_one_follows,
    older_checkpoints_can_be_read_in_their_order,
    what_a_witness_signed_last_stands_and_since_when,
    a_checkpoint_tells_which_it_followed,
    the_tree_at_a_moment_is_that_of_the_newest_checkpoint_until_then,
    tiles_without_a_checkpoint_are_missed,
    tiles_are_listed_by_level_and_place,
    a_missing_tree_is_kept_once_and_settled_by_whoever_has_seen_it,
    what_a_witness_says_takes_the_place_of_what_it_said,
);

fn checkpoint(size: i64) -> Checkpoint {
    Checkpoint { size, root: format!("root {size}"), note: format!("note {size}"), at: at(size) }
}

fn tile(hashes: &[u8]) -> TileRow {
    TileRow { level: 0, idx: 0, hashes: hashes.to_vec() }
}

async fn a_checkpoint_takes_the_place_behind_its_predecessor_once(store: Store) {
    assert_eq!(store.read(log::size).await.unwrap(), 0);
    assert!(store.read(log::newest).await.unwrap().is_none());
    let before = store.read(register_state::content_revision).await.unwrap();
    store.write(|db| log::publish(db, -1, &checkpoint(3), &[tile(b"abc")])).await.unwrap();
    assert_eq!(store.read(register_state::content_revision).await.unwrap(), before + 1);
    let late = store.write(|db| log::publish(db, -1, &checkpoint(4), &[tile(b"abcd")])).await;
    assert!(conflicts(&late), "{late:?}");
    let itself = store.write(|db| log::publish(db, 3, &checkpoint(3), &[])).await;
    assert!(conflicts(&itself), "{itself:?}");
    assert_eq!(store.read(|db| log::tile(db, 0, 0)).await.unwrap().unwrap(), b"abc");
    store.write(|db| log::publish(db, 3, &checkpoint(4), &[tile(b"abcd")])).await.unwrap();
    let newest = store.read(log::newest).await.unwrap().unwrap();
    assert_eq!((newest.size, newest.note.as_str(), newest.at), (4, "note 4", at(4)));
}

async fn a_tile_grows_in_its_place(store: Store) {
    store.write(|db| log::publish(db, -1, &checkpoint(1), &[tile(b"a")])).await.unwrap();
    store.write(|db| log::publish(db, 1, &checkpoint(2), &[tile(b"ab")])).await.unwrap();
    assert_eq!(store.read(|db| log::tile(db, 0, 0)).await.unwrap().unwrap(), b"ab");
    assert_eq!(store.read(|db| log::tile(db, 1, 0)).await.unwrap(), None);
}

async fn checkpoints_are_never_changed_or_deleted(store: Store) {
    store.write(|db| log::publish(db, -1, &checkpoint(1), &[])).await.unwrap();
    for (statement, why) in [
        ("DELETE FROM log_checkpoints", "checkpoints are never deleted"),
        ("UPDATE log_checkpoints SET note = 'x'", "checkpoints are never changed"),
    ] {
        let error = store.write(move |db| sql(db, statement)).await.unwrap_err();
        assert!(error.to_string().contains(why), "{error}");
    }
}

async fn of_many_at_once_one_follows(store: Store) {
    let published = together(20, |n| {
        let size = i64::try_from(n).unwrap() + 1;
        store.write(move |db| log::publish(db, -1, &checkpoint(size), &[tile(&[1])]))
    });
    let published = published.await;
    one_alone(published);
}

async fn older_checkpoints_can_be_read_in_their_order(store: Store) {
    for (previous, size) in [(-1, 0), (0, 3), (3, 9), (9, 10)] {
        store.write(move |db| log::publish(db, previous, &checkpoint(size), &[])).await.unwrap();
    }
    let sizes = |found: Vec<Checkpoint>| found.into_iter().map(|one| one.size).collect::<Vec<_>>();
    assert_eq!(sizes(store.read(|db| log::after(db, -1, 10)).await.unwrap()), [0, 3, 9, 10]);
    assert_eq!(sizes(store.read(|db| log::after(db, 3, 1)).await.unwrap()), [9]);
}

fn word(witness: &str, size: i64) -> Word {
    Word { witness: witness.to_owned(), since: at(size), size, at: at(size), line: format!("line {size}\n") }
}

async fn what_a_witness_signed_last_stands_and_since_when(store: Store) {
    store.write(|db| log::publish(db, -1, &checkpoint(3), &[])).await.unwrap();
    store.write(|db| log::publish(db, 3, &checkpoint(9), &[])).await.unwrap();
    for (witness, size) in [("a", 3), ("b", 9), ("a", 9), ("b", 3), ("a", 9)] {
        store.write(move |db| log::keep_word(db, &word(witness, size))).await.unwrap();
    }
    let words = store.read(log::words).await.unwrap();
    let told: Vec<_> = words.iter().map(|word| (word.witness.as_str(), word.size, word.since)).collect();
    assert_eq!(told, [("a", 9, at(3)), ("b", 9, at(9))]);
    assert_eq!((words[0].at, words[0].line.as_str()), (at(9), "line 9\n"));
}

async fn a_checkpoint_tells_which_it_followed(store: Store) {
    store.write(|db| log::publish(db, -1, &checkpoint(3), &[])).await.unwrap();
    store.write(|db| log::publish(db, 3, &checkpoint(9), &[])).await.unwrap();
    let previous = |size| store.read(move |db| log::previous(db, size));
    assert_eq!((previous(3).await.unwrap(), previous(9).await.unwrap()), (Some(-1), Some(3)));
    assert_eq!(previous(4).await.unwrap(), None);
}

async fn the_tree_at_a_moment_is_that_of_the_newest_checkpoint_until_then(store: Store) {
    store.write(|db| log::publish(db, -1, &checkpoint(3), &[])).await.unwrap();
    store.write(|db| log::publish(db, 3, &checkpoint(9), &[])).await.unwrap();
    for (minutes, size) in [(2, 0), (3, 3), (8, 3), (9, 9), (99, 9)] {
        assert_eq!(store.read(move |db| log::size_at(db, at(minutes))).await.unwrap(), size, "{minutes}");
        let newest = store.read(move |db| log::newest_at(db, at(minutes))).await.unwrap();
        assert_eq!(newest.map(|one| one.note), (size > 0).then(|| format!("note {size}")));
    }
}

async fn tiles_without_a_checkpoint_are_missed(store: Store) {
    let lacks = || store.read(log::lacks_checkpoints);
    assert!(!lacks().await.unwrap(), "there is nothing");
    let tile = |db: &mut Db| {
        let hashes = if matches!(db, Db::Pg(_)) { "'a'::bytea" } else { "x'61'" };
        sql(db, &format!("INSERT INTO log_tiles (level, idx, hashes) VALUES (0, 0, {hashes})"))
    };
    store.write(tile).await.unwrap();
    assert!(lacks().await.unwrap());
    store.write(|db| log::publish(db, -1, &checkpoint(1), &[])).await.unwrap();
    assert!(!lacks().await.unwrap());
}

async fn tiles_are_listed_by_level_and_place(store: Store) {
    let places = [(1, 0), (0, 2), (0, 1), (0, 10)];
    let tiles = places.map(|(level, idx)| TileRow { level, idx, hashes: vec![1] });
    store.write(move |db| log::publish(db, -1, &checkpoint(1), &tiles)).await.unwrap();
    assert_eq!(store.read(log::tile_places).await.unwrap(), [(0, 1), (0, 2), (0, 10), (1, 0)]);
}

async fn a_missing_tree_is_kept_once_and_settled_by_whoever_has_seen_it(store: Store) {
    let keep = |size| store.write(move |db| log::keep_missing(db, &checkpoint(size)));
    assert!(keep(9).await.unwrap());
    assert!(!keep(9).await.unwrap(), "it is known");
    assert!(keep(3).await.unwrap());
    let missing = store.read(log::missing).await.unwrap();
    let told: Vec<_> = missing.iter().map(|tree| (tree.size, tree.note.as_str(), tree.at)).collect();
    assert_eq!(told, [(3, "note 3", at(3)), (9, "note 9", at(9))]);
    let settle = |seen: &[Checkpoint]| {
        let seen = seen.to_vec();
        store.write(move |db| log::settle_missing(db, &seen))
    };
    assert!(conflicts(&settle(&missing[..1]).await), "another is missing by now");
    assert_eq!(store.read(log::missing).await.unwrap().len(), 2);
    settle(&missing).await.unwrap();
    assert!(store.read(log::missing).await.unwrap().is_empty());
}

async fn what_a_witness_says_takes_the_place_of_what_it_said(store: Store) {
    let claim = |witness: &str, origin: &str, size| Claim {
        witness: witness.to_owned(),
        origin: origin.to_owned(),
        size,
        other_past: size == 5,
    };
    let keep = |said: Claim| store.write(move |db| log::keep_claim(db, &said));
    let claims = || store.read(|db| log::claims(db, "log"));
    for (witness, origin, size) in [("b", "log", 3), ("a", "log", 4), ("c", "other", 4), ("b", "log", 5)] {
        keep(claim(witness, origin, size)).await.unwrap();
    }
    let before = store.read(register_state::content_revision).await.unwrap();
    keep(claim("b", "log", 5)).await.unwrap();
    assert_eq!(store.read(register_state::content_revision).await.unwrap(), before, "it says nothing new");
    assert_eq!(claims().await.unwrap(), [claim("a", "log", 4), claim("b", "log", 5)]);
    keep(claim("a", "other", 4)).await.unwrap();
    assert_eq!(store.read(register_state::content_revision).await.unwrap(), before + 1);
    assert_eq!(claims().await.unwrap(), [claim("b", "log", 5)]);
    store.write(|db| log::publish(db, -1, &checkpoint(5), &[])).await.unwrap();
    store.write(|db| log::keep_word(db, &word("b", 5))).await.unwrap();
    assert!(claims().await.unwrap().is_empty(), "it has signed what is here");
}
