//! What lies sealed, read to see whether it opens, and what should lie sealed and does not.

use tilsagn::domain::case::CaseKind;
use tilsagn::domain::endorsement::EndorsementState::{InReview, Published};
use tilsagn::domain::ids::OrganisationId;
use tilsagn::domain::other_name::NameKind;
use tilsagn::domain::{Moment, Result};
use tilsagn::store::entry::{self, NewEntry};
use tilsagn::store::held_entry::{self, NewHeldEntry};
use tilsagn::store::organisation::{self, Profile};
use tilsagn::store::sealed::{self, Column, LETTERS, Sealed};
use tilsagn::store::{Db, Store, case, draft, merge, representative};

use crate::rows::{
    WORDS, case_about as open, colleague, entry as told, exactly, organisation as company, profile, quoted,
    representative as acting, set, submission,
};

on_both!(
    every_column_can_be_asked_for,
    what_lies_sealed_is_read_behind_an_id_in_pages,
    what_stands_beside_it_comes_with_it,
    an_identity_that_should_be_sealed_and_is_not_is_told,
    nobody_who_is_forgotten_must_have_a_contact,
    texts_that_hold_a_mark_are_told_in_order,
    entries_with_nothing_to_read_are_told_and_whether_somebody_was_erased,
    so_are_those_of_whoever_was_one_with_somebody_erased,
    whoever_is_unnamed_and_published_has_an_entry_or_one_that_waits,
);

const COLUMNS: [Column; 17] = [
    sealed::TOTP,
    sealed::IDENTITY,
    sealed::CONTACT,
    sealed::INVITATION,
    sealed::RECOVERY,
    sealed::DRAFT,
    sealed::COMMITMENT,
    sealed::REPORT,
    sealed::ARRIVAL,
    sealed::RULE,
    sealed::QUESTION,
    sealed::REPLY,
    sealed::CHANGED,
    sealed::ENTRY,
    sealed::HELD_ENTRY,
    sealed::MAIL,
    sealed::INVALIDATION,
];

fn ids(found: &[Sealed]) -> Vec<i64> {
    found.iter().map(|one| one.id).collect()
}

async fn every_column_can_be_asked_for(store: Store) {
    for column in COLUMNS {
        let found = store.read(move |db| sealed::after(db, column, 0, 10)).await;
        assert!(found.unwrap_or_else(|error| panic!("{column:?}: {error}")).is_empty());
    }
}

async fn what_lies_sealed_is_read_behind_an_id_in_pages(store: Store) {
    store
        .write(|db| {
            let mut all = Vec::new();
            for hash in ["z", "m", "a"] {
                let new = draft::NewDraft {
                    token_hash: hash.to_owned(),
                    sealed: vec![0, 39, 255],
                    created_at: exactly(0),
                    expires_at: exactly(1),
                };
                all.push(draft::insert(db, &new)?.0);
            }
            assert_eq!(ids(&sealed::after(db, sealed::DRAFT, 0, 2)?), all[..2]);
            let rest = sealed::after(db, sealed::DRAFT, all[1], 2)?;
            assert_eq!((ids(&rest), rest[0].bytes.as_deref()), (vec![all[2]], Some(&[0, 39, 255][..])));
            assert!(sealed::after(db, sealed::DRAFT, i64::MAX, 2)?.is_empty());
            Ok(())
        })
        .await
        .unwrap();
}

async fn what_stands_beside_it_comes_with_it(store: Store) {
    store
        .write(|db| {
            let of = company(db, "skov")?;
            acting(db, of, WORDS)?;
            let [contact] = sealed::after(db, sealed::CONTACT, 0, 9)?.try_into().ok().unwrap();
            assert_eq!((contact.bytes.as_deref(), contact.beside.as_str()), (Some(WORDS.as_bytes()), WORDS));
            let entry = told("news.published", "open", None);
            entry::append(db, &entry)?;
            entry::append(db, &NewEntry { body: None, salt: None, sealed: Some(vec![1]), ..entry })?;
            let [entry] = sealed::after(db, sealed::ENTRY, 0, 9)?.try_into().ok().unwrap();
            assert_eq!((entry.bytes, entry.beside.as_str()), (Some(vec![1]), "digest of open"));
            Ok(())
        })
        .await
        .unwrap();
}

async fn an_identity_that_should_be_sealed_and_is_not_is_told(store: Store) {
    store
        .write(|db| {
            let (open, signature) = submission(db, "open", Published)?;
            set(db, "endorsements", signature.0, "visibility = 'embargoed'")?;
            let sealed = Profile { sealed: Some(vec![1]), ..profile("sealed") };
            let sealed = organisation::insert(db, "sealed", &sealed, exactly(0))?;
            submission(db, "public", Published)?;
            let (erased, signature) = submission(db, "erased", Published)?;
            set(db, "endorsements", signature.0, "visibility = 'protected'")?;
            organisation::erase(db, erased, exactly(1))?;
            let found = sealed::after(db, sealed::IDENTITY, 0, 9)?;
            assert_eq!(ids(&found), [open.0, sealed.0]);
            assert_eq!((&found[0].bytes, &found[1].bytes), (&None, &Some(vec![1])));
            assert_eq!(found[0].beside, "open");
            Ok(())
        })
        .await
        .unwrap();
}

async fn nobody_who_is_forgotten_must_have_a_contact(store: Store) {
    store
        .write(|db| {
            let of = company(db, "skov")?;
            let (forgotten, emptied) = (acting(db, of, "anna")?, acting(db, of, "bo")?);
            representative::describe(db, forgotten, (b"", "", "da"))?;
            representative::describe(db, emptied, (b"", "bo", "da"))?;
            let found = sealed::after(db, sealed::CONTACT, 0, 9)?;
            assert_eq!((ids(&found), found[0].bytes.as_deref()), (vec![emptied.0], Some(&[][..])));
            Ok(())
        })
        .await
        .unwrap();
}

async fn texts_that_hold_a_mark_are_told_in_order(store: Store) {
    store
        .write(|db| {
            let (of, by) = (company(db, "skov")?, colleague(db, "bodil")?);
            let case = open(db, CaseKind::Endorsement, 1, of)?;
            for text in ["letter:1", "nothing", WORDS, "a letter:2"] {
                case::add_note(db, case, by, text, exactly(1))?;
            }
            let notes = case::note_texts(db, case)?;
            let found = sealed::telling(db, ("case_notes", "text"), "letter:")?;
            let found: Vec<_> = found.into_iter().map(|one| (one.id, one.text)).collect();
            assert_eq!(found, [notes[0].clone(), notes[3].clone()]);
            for column in LETTERS {
                assert!(sealed::telling(db, column, "no such mark")?.is_empty(), "{column:?}");
            }
            Ok(())
        })
        .await
        .unwrap();
}

/// Entries about somebody: one that can be read, one that is withheld, one of which nothing is left.
fn entered(db: &mut Db, of: Option<OrganisationId>, told_of: &str) -> Result<()> {
    let open = told("organisation.amended", &format!("open, {told_of}"), of);
    entry::append(db, &open)?;
    let unread = |what: &str, sealed| NewEntry {
        subject: format!("{what}, {told_of}"),
        body: None,
        salt: None,
        sealed,
        ..open.clone()
    };
    entry::append(db, &unread("withheld", Some(vec![1])))?;
    entry::append(db, &unread("emptied", None))
}

/// What is told of entries with nothing to read.
fn emptied(db: &mut Db) -> Result<Vec<(String, i32)>> {
    Ok(sealed::emptied(db)?.into_iter().map(|one| (one.subject, one.erased)).collect())
}

async fn entries_with_nothing_to_read_are_told_and_whether_somebody_was_erased(store: Store) {
    store
        .write(|db| {
            let (erased, there) = (company(db, "erased")?, company(db, "there")?);
            entered(db, Some(there), "there")?;
            entered(db, Some(erased), "erased")?;
            entered(db, None, "nobody")?;
            organisation::erase(db, erased, exactly(1))?;
            let bare = told("organisation.amended", "no bytes", Some(there));
            entry::adopt(db, 7, &NewEntry { body: None, salt: None, sealed: Some(Vec::new()), ..bare })?;
            let expected =
                [("emptied, there", 0), ("emptied, erased", 1), ("emptied, nobody", 0), ("no bytes", 0)];
            assert_eq!(emptied(db)?, expected.map(|(subject, erased)| (subject.to_owned(), erased)));
            let numbers: Vec<_> = sealed::emptied(db)?.into_iter().map(|one| one.number).collect();
            assert_eq!(numbers, [None, None, None, Some(7)]);
            Ok(())
        })
        .await
        .unwrap();
}

async fn so_are_those_of_whoever_was_one_with_somebody_erased(store: Store) {
    store
        .write(|db| {
            let (stays, goes, other) = (company(db, "stays")?, company(db, "goes")?, company(db, "other")?);
            merge::insert(db, (stays, goes), NameKind::Former, exactly(1))?;
            for (of, told_of) in [(stays, "stays"), (goes, "goes"), (other, "other")] {
                entered(db, Some(of), told_of)?;
            }
            organisation::erase(db, goes, exactly(2))?;
            let expected = [("emptied, stays", 1), ("emptied, goes", 1), ("emptied, other", 0)];
            assert_eq!(emptied(db)?, expected.map(|(subject, erased)| (subject.to_owned(), erased)));
            Ok(())
        })
        .await
        .unwrap();
}

const KIND: &str = "endorsement.published";

/// Somebody who is published and must not be named.
fn unnamed(db: &mut Db, name: &str, published: Moment) -> Result<OrganisationId> {
    let (of, signature) = submission(db, name, Published)?;
    let what = format!("visibility = 'protected', published_at = {}", quoted(published));
    set(db, "endorsements", signature.0, &what)?;
    Ok(of)
}

async fn whoever_is_unnamed_and_published_has_an_entry_or_one_that_waits(store: Store) {
    store
        .write(|db| {
            let (of, signature) = submission(db, "in review", InReview)?;
            set(db, "endorsements", signature.0, "visibility = 'protected'")?;
            let (_, signature) = submission(db, "public", Published)?;
            set(db, "endorsements", signature.0, "published_at = '2026-12-01 00:00:00.000'")?;
            let erased = unnamed(db, "erased", exactly(1))?;
            organisation::erase(db, erased, exactly(2))?;
            assert_eq!(sealed::unentered(db, KIND)?, None);
            let [entered, waits, last] =
                ["entered", "waits", "last"].map(|name| unnamed(db, name, exactly(1)).unwrap());
            assert_eq!(sealed::unentered(db, KIND)?, Some(entered.0));
            entry::append(db, &told("organisation.amended", "another kind", Some(entered)))?;
            entry::append(db, &told(KIND, "another", Some(of)))?;
            assert_eq!(sealed::unentered(db, KIND)?, Some(entered.0));
            entry::append(db, &told(KIND, "it", Some(entered)))?;
            assert_eq!(sealed::unentered(db, KIND)?, Some(waits.0));
            let kind = KIND.to_owned();
            let new = NewHeldEntry { kind, organisation_id: waits, commitment_id: None, sealed: vec![1] };
            held_entry::insert(db, &new)?;
            assert_eq!(sealed::unentered(db, KIND)?, Some(last.0));
            Ok(())
        })
        .await
        .unwrap();
}
