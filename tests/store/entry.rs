//! Entries: appended, numbered without a gap, read by number, and emptied without a trace in the tree.

use std::collections::BTreeSet;

use tilsagn::domain::{Error, Result};
use tilsagn::store::entry::{self, Body, Entry, NewEntry};
use tilsagn::store::{Db, Store, register_state};

use crate::answers::is_missing;
use crate::rows::{WORDS, commitment, entry as told, exactly, organisation, whole, write};
use crate::support::together;

on_both!(
    an_entry_comes_back_as_it_was_appended,
    nobody_finds_an_entry_that_is_not_there,
    entries_are_numbered_in_the_order_in_which_they_were_written,
    a_thousand_entries_are_numbered_at_once,
    twenty_who_number_at_once_leave_no_gap_and_give_no_number_twice,
    the_first_so_many_are_numbered,
    ranges_have_their_beginning_and_not_their_end,
    a_leaf_and_what_is_read_of_it_are_of_the_same_entry,
    entries_of_some_kinds_are_told_in_their_order_and_so_many,
    the_newest_number_of_a_kind_is_of_one_that_has_it,
    another_copys_entry_is_adopted_under_its_number,
    a_number_is_of_one_entry,
    what_an_entry_holds_is_withheld_given_back_and_erased,
    what_waits_is_told_in_order_and_by_kind,
);

/// Takes over an entry that can be read under a number.
pub fn adopt(db: &mut Db, number: i64, kind: &str) -> Result<()> {
    entry::adopt(db, number, &told(kind, &number.to_string(), None))
}

/// Appends an entry that can be read and waits for its number.
pub fn wait(db: &mut Db, what: &str) -> Result<()> {
    entry::append(db, &told("news.published", what, None))
}

/// What tells entries apart.
pub fn subjects(found: Vec<Entry>) -> Vec<String> {
    found.into_iter().map(|one| one.subject).collect()
}

async fn an_entry_comes_back_as_it_was_appended(store: Store) {
    write(&store, |db| {
        let of = organisation(db, "skov")?;
        let promise = commitment(db, of, "trees")?;
        let new = NewEntry {
            at: exactly(1),
            sealed: Some(vec![0, 39, 255]),
            commitment_id: Some(promise),
            ..told("endorsement.published", WORDS, Some(of))
        };
        let before = register_state::content_revision(db)?;
        entry::append(db, &new)?;
        wait(db, "other")?;
        assert_eq!(register_state::content_revision(db)?, before + 2, "the public side changes with it");
        assert_eq!(entry::count(db)?, 2);
        let [found, other] = entry::waiting(db)?.try_into().unwrap();
        let expected = Entry {
            id: found.id,
            number: None,
            at: exactly(1),
            kind: "endorsement.published".to_owned(),
            subject: WORDS.to_owned(),
            digest: new.digest,
            salt: Some("salt".to_owned()),
            body: Some(WORDS.to_owned()),
            sealed: Some(vec![0, 39, 255]),
            organisation_id: Some(of),
            commitment_id: Some(promise),
        };
        assert_eq!(whole(&found), whole(&expected));
        assert_eq!(whole(&entry::find(db, found.id)?), whole(&expected));
        assert_eq!((other.sealed, other.organisation_id, other.commitment_id), (None, None, None));
        Ok(())
    })
    .await;
}

async fn nobody_finds_an_entry_that_is_not_there(store: Store) {
    let none = store.read(|db| entry::find(db, 999)).await;
    assert!(is_missing(&none));
    assert_eq!(store.read(entry::count).await.unwrap(), 0);
    assert!(!store.read(entry::any_unnumbered).await.unwrap());
    assert_eq!(store.write(entry::number_new).await.unwrap(), 0);
    assert_eq!(store.read(register_state::next_entry).await.unwrap(), 0);
}

async fn entries_are_numbered_in_the_order_in_which_they_were_written(store: Store) {
    write(&store, |db| {
        for what in ["z", "m"] {
            wait(db, what)?;
        }
        assert!(entry::any_unnumbered(db)?);
        assert_eq!(entry::number_new(db)?, 2);
        assert!(!entry::any_unnumbered(db)?);
        wait(db, "a")?;
        assert_eq!(entry::number_new(db)?, 1);
        let found: Vec<_> =
            entry::rows(db, 0, 9)?.into_iter().map(|one| (one.number.unwrap(), one.subject)).collect();
        assert_eq!(found, [(0, "z".to_owned()), (1, "m".to_owned()), (2, "a".to_owned())]);
        assert_eq!(register_state::next_entry(db)?, 3);
        Ok(())
    })
    .await;
}

async fn a_thousand_entries_are_numbered_at_once(store: Store) {
    write(&store, |db| {
        for n in 0..1_001 {
            wait(db, &n.to_string())?;
        }
        assert_eq!(entry::next_to_number(db)?.len(), 1_000);
        assert_eq!(entry::number_first(db, i64::MAX)?, 1_000);
        assert_eq!(subjects(entry::next_to_number(db)?), ["1000"]);
        assert_eq!(entry::number_new(db)?, 1);
        Ok(())
    })
    .await;
}

async fn twenty_who_number_at_once_leave_no_gap_and_give_no_number_twice(store: Store) {
    let write_and_number = |db: &mut Db| {
        wait(db, "one")?;
        entry::number_new(db)
    };
    let answers = together(20, |_| store.write(write_and_number)).await;
    assert_eq!(answers.into_iter().map(Result::unwrap).sum::<usize>(), 20);
    let rows = store.read(|db| entry::rows(db, 0, i64::MAX)).await.unwrap();
    let numbers: BTreeSet<i64> = rows.iter().filter_map(|one| one.number).collect();
    assert_eq!((rows.len(), numbers), (20, (0..20).collect()));
}

async fn the_first_so_many_are_numbered(store: Store) {
    write(&store, |db| {
        for what in ["a", "b", "c"] {
            wait(db, what)?;
        }
        assert_eq!(entry::number_first(db, 0)?, 0);
        assert_eq!(entry::number_first(db, 2)?, 2);
        assert_eq!(subjects(entry::waiting(db)?), ["c"]);
        assert_eq!(register_state::next_entry(db)?, 2);
        Ok(())
    })
    .await;
}

async fn ranges_have_their_beginning_and_not_their_end(store: Store) {
    write(&store, |db| {
        for number in [3, 1, 2, 4, i64::MAX] {
            let at = exactly(10 - number.min(9));
            entry::adopt(db, number, &NewEntry { at, ..told("news.published", &number.to_string(), None) })?;
        }
        wait(db, "waits")?;
        let leaves: Vec<i64> = entry::leaves(db, 1, 4)?.iter().map(|one| one.number).collect();
        assert_eq!(leaves, [1, 2, 3]);
        let numbered: Vec<i64> = entry::numbered(db, 2, 4)?.iter().map(|one| one.leaf.number).collect();
        assert_eq!(numbered, [2, 3]);
        assert_eq!(subjects(entry::rows(db, 3, i64::MAX)?), ["3", "4"]);
        assert_eq!(entry::latest(db, 2, 4)?, Some(exactly(8)));
        assert_eq!(entry::latest(db, 0, 1)?, None, "its end is not in it");
        assert!(entry::leaves(db, 4, 4)?.is_empty());
        Ok(())
    })
    .await;
}

async fn a_leaf_and_what_is_read_of_it_are_of_the_same_entry(store: Store) {
    write(&store, |db| {
        let new = NewEntry { at: exactly(1), ..told("news.published", WORDS, None) };
        entry::adopt(db, 7, &new)?;
        entry::adopt(db, 8, &NewEntry { body: None, salt: None, ..told("policy.changed", "other", None) })?;
        let [read, withheld] = entry::numbered(db, 7, 9)?.try_into().unwrap();
        assert_eq!(
            (read.leaf.number, read.leaf.at, read.leaf.kind.as_str()),
            (7, exactly(1), "news.published")
        );
        assert_eq!((read.leaf.subject.as_str(), &read.leaf.digest), (WORDS, &new.digest));
        assert_eq!((read.salt.as_deref(), read.body.as_deref()), (Some("salt"), Some(WORDS)));
        assert_eq!((withheld.salt, withheld.body), (None, None));
        assert_eq!(whole(&entry::leaves(db, 7, 8)?), whole(&[&read.leaf]));
        let row = entry::rows(db, 7, 8)?.remove(0);
        assert_eq!(row.order(), (7, row.id));
        assert_eq!(whole(&row.read_as(7)), whole(&read));
        Ok(())
    })
    .await;
}

async fn entries_of_some_kinds_are_told_in_their_order_and_so_many(store: Store) {
    write(&store, |db| {
        for (number, kind) in [(4, "a"), (1, "b"), (2, "a"), (3, "c"), (5, "a")] {
            adopt(db, number, kind)?;
        }
        entry::append(db, &told("a", "waits", None))?;
        assert_eq!(subjects(entry::of_kind(db, "a", (2, 5), 9)?), ["2", "4"]);
        assert_eq!(subjects(entry::of_kind(db, "a", (0, 9), 2)?), ["2", "4"]);
        assert_eq!(subjects(entry::of_kinds(db, &["a", "b"], (1, 5), 9)?), ["1", "2", "4"]);
        assert_eq!(subjects(entry::of_kinds(db, &["a", "b"], (1, 5), 1)?), ["1"]);
        assert!(entry::of_kinds(db, &[], (0, 9), 9)?.is_empty());
        Ok(())
    })
    .await;
}

async fn the_newest_number_of_a_kind_is_of_one_that_has_it(store: Store) {
    write(&store, |db| {
        for (number, kind) in [(4, "a"), (2, "a"), (9, "b")] {
            adopt(db, number, kind)?;
        }
        entry::append(db, &told("a", "waits", None))?;
        entry::append(db, &told("c", "waits too", None))?;
        assert_eq!(entry::newest_number_of(db, "a")?, Some(4));
        assert_eq!(entry::newest_number_of(db, "c")?, None);
        assert_eq!(entry::newest_number_of(db, "d")?, None);
        Ok(())
    })
    .await;
}

async fn another_copys_entry_is_adopted_under_its_number(store: Store) {
    write(&store, |db| {
        let before = register_state::content_revision(db)?;
        adopt(db, i64::MAX, "news.published")?;
        assert_eq!(entry::newest_number_of(db, "news.published")?, Some(i64::MAX));
        assert_eq!(register_state::content_revision(db)?, before);
        assert_eq!(register_state::next_entry(db)?, 0, "whoever adopts counts on");
        Ok(())
    })
    .await;
}

async fn a_number_is_of_one_entry(store: Store) {
    store.write(|db| adopt(db, 7, "news.published")).await.unwrap();
    assert!(store.write(|db| adopt(db, 7, "policy.changed")).await.is_err());
    let rows = store.read(|db| entry::rows(db, 7, 8)).await.unwrap();
    assert_eq!((rows.len(), rows[0].kind.as_str()), (1, "news.published"));
}

async fn what_an_entry_holds_is_withheld_given_back_and_erased(store: Store) {
    write(&store, |db| {
        adopt(db, 1, "news.published")?;
        adopt(db, 2, "news.published")?;
        let [one, other] = entry::rows(db, 1, 3)?.try_into().unwrap();
        let revision = register_state::content_revision(db)?;
        let held = |db: &mut Db, body: Body<'_>| {
            entry::set_body(db, one.id, body)?;
            let row = entry::find(db, one.id)?;
            Ok::<_, Error>((row.salt, row.body, row.sealed))
        };
        assert_eq!(held(db, Body::Sealed(&[0, 255]))?, (None, None, Some(vec![0, 255])));
        let open = held(db, Body::Open { salt: "s", body: WORDS })?;
        assert_eq!(open, (Some("s".to_owned()), Some(WORDS.to_owned()), None));
        assert_eq!(held(db, Body::Erased)?, (None, None, None));
        assert_eq!(register_state::content_revision(db)?, revision + 3);
        assert_eq!(whole(&entry::find(db, other.id)?), whole(&other));
        assert_eq!(entry::find(db, one.id)?.digest, one.digest);
        Ok(())
    })
    .await;
}

async fn what_waits_is_told_in_order_and_by_kind(store: Store) {
    write(&store, |db| {
        adopt(db, 0, "news.published")?;
        for (what, kind) in [("z", "news.published"), ("m", "policy.changed"), ("a", "news.published")] {
            entry::append(db, &told(kind, what, None))?;
        }
        assert_eq!(subjects(entry::waiting(db)?), ["z", "m", "a"]);
        assert_eq!(subjects(entry::waiting_of_kind(db, "news.published")?), ["z", "a"]);
        assert_eq!(subjects(entry::next_to_number(db)?), ["z", "m", "a"]);
        let first = entry::waiting(db)?.remove(0);
        assert_eq!(first.order(), (i64::MAX, first.id));
        Ok(())
    })
    .await;
}
