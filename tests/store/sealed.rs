//! What lies sealed, read to see whether it opens, and who should lie sealed and does not. What else should is in
//! `sealed_lacking.rs`.

use tilsagn::domain::case::CaseKind;
use tilsagn::domain::endorsement::EndorsementState::{InReview, Published};
use tilsagn::domain::ids::OrganisationId;
use tilsagn::domain::other_name::NameKind;
use tilsagn::domain::{Moment, Result};
use tilsagn::store::entry::{self, NewEntry};
use tilsagn::store::held_entry::{self, NewHeldEntry};
use tilsagn::store::sealed::{self, Column, LETTERS};
use tilsagn::store::{Db, Store, case, draft, merge, organisation, representative};

use crate::answers::each;
use crate::rows::{
    BYTES, PUBLISHED, WORDS, case_about as open, colleague, entry as told, exactly, organisation, quoted,
    representative, sealed_organisation, set, submission, withheld, write,
};

on_both!(
    every_column_can_be_asked_for,
    what_lies_sealed_is_read_behind_an_id_in_pages,
    what_stands_beside_it_comes_with_it,
    an_identity_that_should_be_sealed_and_is_not_is_told,
    nobody_who_is_forgotten_must_have_a_contact,
    texts_that_hold_a_mark_are_told_in_order,
    entries_with_nothing_to_read_are_told_and_whether_somebody_was_erased,
    entries_of_whoever_was_one_with_somebody_erased_are_told_as_theirs,
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

async fn every_column_can_be_asked_for(store: Store) {
    for column in COLUMNS {
        let found = store.read(move |db| sealed::after(db, column, 0, 10)).await;
        assert!(found.unwrap_or_else(|error| panic!("{column:?}: {error}")).is_empty());
    }
}

async fn what_lies_sealed_is_read_behind_an_id_in_pages(store: Store) {
    write(&store, |db| {
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
        assert_eq!(each(sealed::after(db, sealed::DRAFT, 0, 2)?, |one| one.id), all[..2]);
        let rest = sealed::after(db, sealed::DRAFT, all[1], 2)?;
        assert_eq!(rest[0].bytes.as_deref(), Some(&[0, 39, 255][..]));
        assert_eq!(each(rest, |one| one.id), [all[2]]);
        assert!(sealed::after(db, sealed::DRAFT, i64::MAX, 2)?.is_empty());
        Ok(())
    })
    .await;
}

async fn what_stands_beside_it_comes_with_it(store: Store) {
    write(&store, |db| {
        let of = organisation(db, "skov")?;
        representative(db, of, WORDS)?;
        let [contact] = sealed::after(db, sealed::CONTACT, 0, 9)?.try_into().ok().unwrap();
        assert_eq!((contact.bytes.as_deref(), contact.beside.as_str()), (Some(WORDS.as_bytes()), WORDS));
        entry::append(db, &told("news.published", "open", None))?;
        entry::append(db, &withheld("news.published", "withheld", None))?;
        let [entry] = sealed::after(db, sealed::ENTRY, 0, 9)?.try_into().ok().unwrap();
        assert_eq!((entry.bytes.as_deref(), entry.beside.as_str()), (Some(BYTES), "digest of withheld"));
        Ok(())
    })
    .await;
}

async fn an_identity_that_should_be_sealed_and_is_not_is_told(store: Store) {
    write(&store, |db| {
        let (open, signature) = submission(db, "open", Published)?;
        set(db, "endorsements", signature.0, "visibility = 'embargoed'")?;
        let sealed = sealed_organisation(db, "sealed")?;
        submission(db, "public", Published)?;
        let (erased, signature) = submission(db, "erased", Published)?;
        set(db, "endorsements", signature.0, "visibility = 'protected'")?;
        organisation::erase(db, erased, exactly(1))?;
        let found = sealed::after(db, sealed::IDENTITY, 0, 9)?;
        assert_eq!((&found[0].bytes, &found[1].bytes), (&None, &Some(BYTES.to_vec())));
        assert_eq!(found[0].beside, "open");
        assert_eq!(each(found, |one| one.id), [open.0, sealed.0]);
        Ok(())
    })
    .await;
}

async fn nobody_who_is_forgotten_must_have_a_contact(store: Store) {
    write(&store, |db| {
        let of = organisation(db, "skov")?;
        let (forgotten, emptied) = (representative(db, of, "anna")?, representative(db, of, "bo")?);
        representative::describe(db, forgotten, (b"", "", "da"))?;
        representative::describe(db, emptied, (b"", "bo", "da"))?;
        let found = sealed::after(db, sealed::CONTACT, 0, 9)?;
        assert_eq!(found[0].bytes.as_deref(), Some(&[][..]));
        assert_eq!(each(found, |one| one.id), [emptied.0]);
        Ok(())
    })
    .await;
}

async fn texts_that_hold_a_mark_are_told_in_order(store: Store) {
    write(&store, |db| {
        let (of, by) = (organisation(db, "skov")?, colleague(db, "bodil")?);
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
    .await;
}

/// Entries about somebody: one that can be read, one that is withheld, one of which nothing is left.
fn entered(db: &mut Db, of: Option<OrganisationId>, told_of: &str) -> Result<()> {
    let kind = "organisation.amended";
    entry::append(db, &told(kind, &format!("open, {told_of}"), of))?;
    entry::append(db, &withheld(kind, &format!("withheld, {told_of}"), of))?;
    let emptied = withheld(kind, &format!("emptied, {told_of}"), of);
    entry::append(db, &NewEntry { sealed: None, ..emptied })
}

/// What is told of entries with nothing to read.
fn emptied(db: &mut Db) -> Result<Vec<(String, i32)>> {
    Ok(sealed::emptied(db)?.into_iter().map(|one| (one.subject, one.erased)).collect())
}

async fn entries_with_nothing_to_read_are_told_and_whether_somebody_was_erased(store: Store) {
    write(&store, |db| {
        let (erased, there) = (organisation(db, "erased")?, organisation(db, "there")?);
        entered(db, Some(there), "there")?;
        entered(db, Some(erased), "erased")?;
        entered(db, None, "nobody")?;
        organisation::erase(db, erased, exactly(1))?;
        let bare = withheld("organisation.amended", "no bytes", Some(there));
        entry::adopt(db, 7, &NewEntry { sealed: Some(Vec::new()), ..bare })?;
        let expected =
            [("emptied, there", 0), ("emptied, erased", 1), ("emptied, nobody", 0), ("no bytes", 0)];
        assert_eq!(emptied(db)?, expected.map(|(subject, erased)| (subject.to_owned(), erased)));
        let numbers: Vec<_> = sealed::emptied(db)?.into_iter().map(|one| one.number).collect();
        assert_eq!(numbers, [None, None, None, Some(7)]);
        Ok(())
    })
    .await;
}

async fn entries_of_whoever_was_one_with_somebody_erased_are_told_as_theirs(store: Store) {
    write(&store, |db| {
        let (stays, goes, other) =
            (organisation(db, "stays")?, organisation(db, "goes")?, organisation(db, "other")?);
        let (gone, went) = (organisation(db, "gone")?, organisation(db, "went")?);
        merge::insert(db, (stays, goes), NameKind::Former, exactly(1))?;
        merge::insert(db, (gone, went), NameKind::Former, exactly(1))?;
        for (of, told_of) in [(stays, "stays"), (goes, "goes"), (other, "other"), (went, "went")] {
            entered(db, Some(of), told_of)?;
        }
        organisation::erase(db, goes, exactly(2))?;
        organisation::erase(db, gone, exactly(2))?;
        let expected =
            [("emptied, stays", 1), ("emptied, goes", 1), ("emptied, other", 0), ("emptied, went", 1)];
        assert_eq!(emptied(db)?, expected.map(|(subject, erased)| (subject.to_owned(), erased)));
        Ok(())
    })
    .await;
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
    write(&store, |db| {
        let (of, signature) = submission(db, "in review", InReview)?;
        set(db, "endorsements", signature.0, "visibility = 'protected'")?;
        let (_, signature) = submission(db, "public", Published)?;
        set(db, "endorsements", signature.0, PUBLISHED)?;
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
    .await;
}
