//! Mails that went out, and what caused them: counted from behind a moment, and forgotten.

use tilsagn::domain::Result;
use tilsagn::store::{Db, Store, sent_mail};

use crate::rows::{before, exactly, write};

on_both!(
    mails_that_went_out_are_counted_by_mailbox_and_by_domain,
    a_mail_to_a_free_provider_counts_for_no_domain,
    causes_are_counted_apart_from_mails_that_went_out,
    what_is_older_is_forgotten_and_nothing_else,
);

fn send(db: &mut Db) -> Result<()> {
    sent_mail::note(db, "anna", Some("skov"), exactly(1))?;
    sent_mail::note(db, "anna", Some("skov"), exactly(2))?;
    sent_mail::note(db, "bo", Some("skov"), exactly(2))?;
    sent_mail::note(db, "carl", None, exactly(2))
}

async fn mails_that_went_out_are_counted_by_mailbox_and_by_domain(store: Store) {
    store.write(send).await.unwrap();
    store
        .read(|db| {
            assert_eq!(sent_mail::count(db, before(exactly(1)))?, 4);
            assert_eq!(sent_mail::count(db, exactly(1))?, 3, "the moment itself is not since then");
            assert_eq!(sent_mail::count_to_mailbox(db, "anna", before(exactly(1)))?, 2);
            assert_eq!(sent_mail::count_to_mailbox(db, "anna", exactly(1))?, 1);
            assert_eq!(sent_mail::count_to_mailbox(db, "nobody", exactly(0))?, 0);
            assert_eq!(sent_mail::count_to_domain(db, "skov", before(exactly(1)))?, 3);
            assert_eq!(sent_mail::count_to_domain(db, "skov", exactly(1))?, 2);
            Ok(())
        })
        .await
        .unwrap();
}

async fn a_mail_to_a_free_provider_counts_for_no_domain(store: Store) {
    store.write(|db| sent_mail::note(db, "carl", None, exactly(2))).await.unwrap();
    store
        .read(|db| {
            assert_eq!(sent_mail::count_to_mailbox(db, "carl", exactly(0))?, 1);
            assert_eq!(sent_mail::count_to_domain(db, "", exactly(0))?, 0);
            assert_eq!(sent_mail::count_to_domain(db, "carl", exactly(0))?, 0);
            Ok(())
        })
        .await
        .unwrap();
}

async fn causes_are_counted_apart_from_mails_that_went_out(store: Store) {
    write(&store, |db| {
        send(db)?;
        for (cause, minute) in [("network", 1), ("network", 2), ("anna", 2)] {
            sent_mail::note_caused(db, cause, exactly(minute))?;
        }
        assert_eq!(sent_mail::count_caused(db, "network", before(exactly(1)))?, 2);
        assert_eq!(sent_mail::count_caused(db, "network", exactly(1))?, 1);
        assert_eq!(sent_mail::count_caused(db, "anna", exactly(0))?, 1);
        assert_eq!(sent_mail::count_to_mailbox(db, "network", exactly(0))?, 0);
        Ok(())
    })
    .await;
}

async fn what_is_older_is_forgotten_and_nothing_else(store: Store) {
    write(&store, |db| {
        send(db)?;
        sent_mail::note_caused(db, "network", exactly(1))?;
        sent_mail::note_caused(db, "network", exactly(2))?;
        assert_eq!(sent_mail::delete_before(db, exactly(2))?, 1);
        assert_eq!(sent_mail::delete_before(db, exactly(2))?, 0);
        assert_eq!(sent_mail::count_to_mailbox(db, "anna", exactly(0))?, 1);
        assert_eq!(sent_mail::count_caused(db, "network", exactly(0))?, 2, "causes are others");
        assert_eq!(sent_mail::delete_caused_before(db, exactly(2))?, 1);
        assert_eq!(sent_mail::count_caused(db, "network", exactly(0))?, 1);
        assert_eq!(sent_mail::count(db, exactly(0))?, 3);
        Ok(())
    })
    .await;
}
