//! The one row that counts: numbers are given once and in order, whoever asks.

use std::collections::BTreeSet;

use tilsagn::domain::case::CaseKind;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::store::log::{self, Checkpoint};
use tilsagn::store::{Db, Store, entry, organisation, register_state};

use crate::answers::once_true;
use crate::rows::{case_about, entry as told, exactly, organisation, submission, write};
use crate::support::{sql, together};

on_both!(
    a_new_register_begins_at_the_beginning,
    every_change_bumps_the_revision_of_what_the_public_sees,
    a_signatorys_number_is_given_once_by_twenty_at_once,
    no_number_is_given_where_the_counter_fell_back,
    the_highest_number_is_of_those_given_and_of_those_there,
    a_cases_number_is_taken_once_by_twenty_at_once,
    the_counter_of_cases_stands_beside_the_highest,
    a_batch_is_taken_by_one_of_twenty,
    the_weeks_count_is_kept_and_the_public_side_changes,
    entries_take_their_places_without_a_gap,
    numbers_of_entries_are_told_of_one_moment,
    receipts_move_on_from_where_they_were_seen,
);

/// Beyond what fits in 32 bits, or in a number of JavaScript.
const FAR: i64 = i64::MAX - 1;

async fn a_new_register_begins_at_the_beginning(store: Store) {
    store
        .read(|db| {
            assert_eq!(register_state::content_revision(db)?, 1);
            assert_eq!(register_state::upcoming_signatory_number(db)?, 1);
            assert_eq!((register_state::next_entry(db)?, register_state::receipts_to(db)?), (0, 0));
            assert_eq!((register_state::unnamed(db)?, register_state::batched_at(db)?), (0, None));
            let numbers = register_state::numbers(db)?;
            assert_eq!((numbers.next, numbers.behind, numbers.sealed, numbers.there), (0, 0, 0, 0));
            let (signatories, cases) =
                (register_state::signatory_counter(db)?, register_state::case_counter(db)?);
            assert_eq!((signatories.next, signatories.highest), (1, 0));
            assert_eq!((cases.next, cases.highest), (1, 0));
            Ok(())
        })
        .await
        .unwrap();
}

async fn every_change_bumps_the_revision_of_what_the_public_sees(store: Store) {
    let answers = together(20, |_| store.write(register_state::bump)).await;
    assert!(answers.into_iter().all(|answer| answer.is_ok()));
    assert_eq!(store.read(register_state::content_revision).await.unwrap(), 21);
    assert_eq!(store.read(register_state::next_entry).await.unwrap(), 0);
}

async fn a_signatorys_number_is_given_once_by_twenty_at_once(store: Store) {
    let answers = together(20, |_| store.write(register_state::next_signatory_number)).await;
    let given: BTreeSet<i64> = answers.into_iter().map(|answer| answer.unwrap().unwrap()).collect();
    assert_eq!(given, (1..=20).collect());
    assert_eq!(store.read(register_state::upcoming_signatory_number).await.unwrap(), 21);
}

async fn no_number_is_given_where_the_counter_fell_back(store: Store) {
    write(&store, |db| {
        register_state::set_upcoming_signatory_number(db, FAR)?;
        assert_eq!(register_state::next_signatory_number(db)?, Some(FAR));
        for fell in ["given_signatory", "5"] {
            sql(db, &format!("UPDATE register_state SET next_signatory = {fell}"))?;
            let stands = register_state::upcoming_signatory_number(db)?;
            assert_eq!(register_state::next_signatory_number(db)?, None, "{fell}");
            assert_eq!(register_state::upcoming_signatory_number(db)?, stands);
        }
        register_state::set_upcoming_signatory_number(db, 8)?;
        assert_eq!(register_state::next_signatory_number(db)?, Some(8));
        Ok(())
    })
    .await;
}

async fn the_highest_number_is_of_those_given_and_of_those_there(store: Store) {
    write(&store, |db| {
        register_state::set_upcoming_signatory_number(db, 5)?;
        let counter = register_state::signatory_counter(db)?;
        assert_eq!((counter.next, counter.highest), (5, 4), "whoever had it may be erased");
        let (one, other) = (organisation(db, "one")?, organisation(db, "other")?);
        organisation::give_address(db, one, "one", 9)?;
        organisation::give_address(db, other, "other", 2)?;
        let counter = register_state::signatory_counter(db)?;
        assert_eq!((counter.next, counter.highest), (5, 9));
        Ok(())
    })
    .await;
}

async fn a_cases_number_is_taken_once_by_twenty_at_once(store: Store) {
    let take = |db: &mut Db| {
        register_state::hold_case_numbers(db)?;
        register_state::next_case_number(db)
    };
    let answers = together(20, |_| store.write(take)).await;
    let taken: BTreeSet<i64> = answers.into_iter().map(Result::unwrap).collect();
    assert_eq!(taken, (1..=20).collect());
}

async fn the_counter_of_cases_stands_beside_the_highest(store: Store) {
    write(&store, |db| {
        let (of, signature) = submission(db, "skov", EndorsementState::InReview)?;
        for _ in 0..2 {
            case_about(db, CaseKind::Inquiry, signature.0, of)?;
        }
        register_state::next_case_number(db)?;
        register_state::hold_case_numbers(db)?;
        let counter = register_state::case_counter(db)?;
        assert_eq!((counter.next, counter.highest), (4, 2));
        Ok(())
    })
    .await;
}

async fn a_batch_is_taken_by_one_of_twenty(store: Store) {
    for (seen, now) in [(None, exactly(1)), (Some(exactly(1)), exactly(2))] {
        let answers =
            together(20, |_| store.write(move |db| register_state::take_batch(db, seen, now))).await;
        assert!(once_true(answers));
        assert_eq!(store.read(register_state::batched_at).await.unwrap(), Some(now));
    }
    let late = store.write(|db| register_state::take_batch(db, Some(exactly(1)), exactly(3))).await;
    assert!(!late.unwrap());
    assert_eq!(store.read(register_state::batched_at).await.unwrap(), Some(exactly(2)));
}

async fn the_weeks_count_is_kept_and_the_public_side_changes(store: Store) {
    store.write(|db| register_state::set_unnamed(db, FAR)).await.unwrap();
    assert_eq!(store.read(register_state::unnamed).await.unwrap(), FAR);
    assert_eq!(store.read(register_state::content_revision).await.unwrap(), 2);
}

async fn entries_take_their_places_without_a_gap(store: Store) {
    let answers = together(20, |_| store.write(|db| register_state::take_entry_numbers(db, 3))).await;
    let first: BTreeSet<i64> = answers.into_iter().map(Result::unwrap).collect();
    assert_eq!(first, (0..20).map(|n| n * 3).collect());
    assert_eq!(store.read(register_state::next_entry).await.unwrap(), 60);
    assert_eq!(store.write(|db| register_state::take_entry_numbers(db, 0)).await.unwrap(), 60);
    assert_eq!(store.read(register_state::next_entry).await.unwrap(), 60);
}

async fn numbers_of_entries_are_told_of_one_moment(store: Store) {
    write(&store, |db| {
        for number in [0, 1, 4] {
            entry::adopt(db, number, &told("news.published", &number.to_string(), None))?;
        }
        entry::append(db, &told("news.published", "waits", None))?;
        register_state::take_entry_numbers(db, 7)?;
        for (previous, size) in [(-1, 1), (1, 3)] {
            let newest = Checkpoint { size, root: String::new(), note: String::new(), at: exactly(1) };
            log::publish(db, previous, &newest, &[])?;
        }
        let numbers = register_state::numbers(db)?;
        assert_eq!((numbers.next, numbers.behind, numbers.sealed, numbers.there), (7, 5, 3, 2));
        Ok(())
    })
    .await;
}

async fn receipts_move_on_from_where_they_were_seen(store: Store) {
    let answers = together(20, |_| store.write(|db| register_state::move_receipts(db, 0, 5))).await;
    assert!(once_true(answers));
    assert!(!store.write(|db| register_state::move_receipts(db, 0, 9)).await.unwrap());
    assert_eq!(store.read(register_state::receipts_to).await.unwrap(), 5);
}
