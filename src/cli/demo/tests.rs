//! The demo as it is filled, without being served.

use std::collections::BTreeMap;

use chrono::Duration;

use super::{config, open, seed};
use crate::app::boot;
use crate::app::log::seal;
use crate::clock::{Clock, SystemChance};
use crate::domain::Moment;
use crate::domain::audit::{ActorKind, AuditAct};
use crate::domain::case::CaseOutcome;
use crate::store::audit::Filter;
use crate::{store, web};

#[test]
fn the_past_was_decided_case_by_case() {
    let folder = tempfile::tempdir().unwrap();
    let config = config(folder.path(), None, None).unwrap();
    web::server::block_on(async {
        let app = open(config).await.unwrap();
        seed::fill(&app, 412).await.unwrap();
        let now = app.clock.now();
        let since = now - Duration::days(90);
        let times = app.store.read(move |db| store::statistics::times(db, since)).await.unwrap();
        let mut ends: BTreeMap<CaseOutcome, usize> = BTreeMap::new();
        for one in times.iter().filter(|one| one.closed_at.is_some()) {
            assert!(one.closed_at > Some(one.opened_at) || one.outcome == Some(CaseOutcome::Merged));
            assert!(one.closed_at <= Some(now), "{one:?}");
            *ends.entry(one.outcome.unwrap()).or_default() += 1;
        }
        let published = ends.remove(&CaseOutcome::Published).unwrap_or_default();
        assert!((20..=32).contains(&published), "{published} published");
        use CaseOutcome::*;
        assert_eq!(ends, [(Closed, 1), (Declined, 4), (Expired, 1), (Merged, 1), (Restored, 1)].into());
        let late = times.iter().filter(|one| one.closed_at > Some(one.due_at)).count();
        assert!((2..=6).contains(&late), "{late} late");
        let waiting = times.iter().filter(|one| one.closed_at.is_none()).map(|one| one.number).min();
        let decided = times.iter().filter(|one| one.closed_at.is_some_and(|at| at < now - Duration::days(3)));
        assert!(decided.map(|one| one.number).max() < waiting, "numbers follow the dates");

        let next = app.store.read(store::register_state::upcoming_signatory_number).await.unwrap();
        assert_eq!(next, 414, "each of the 412 has a number, and the one that signed twice");
        assert!(seal::seal(&app).await.unwrap() > Some(800), "the log is whole");
    });
}

#[test]
fn those_whose_signatures_are_held_have_sent_them() {
    let folder = tempfile::tempdir().unwrap();
    let config = config(folder.path(), None, None).unwrap();
    web::server::block_on(async {
        let app = open(config).await.unwrap();
        seed::fill(&app, 60).await.unwrap();
        let filter =
            Filter { act: Some(AuditAct::EndorsementSubmitted.code().to_owned()), ..Filter::default() };
        let lines = app.store.read(move |db| store::audit::before(db, &filter, None, 10)).await.unwrap();
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| line.actor.kind() == ActorKind::Representative), "{lines:?}");
    });
}

/// Of two demos that were made at one moment, nothing but chance differs.
struct Standing;

impl Clock for Standing {
    fn now(&self) -> Moment {
        Moment::from_millis(1_795_478_400_000)
    }
}

/// What stands on the pages of a demo and in their addresses, and the salts of its first entries.
async fn made() -> (Vec<String>, Vec<Option<String>>) {
    let folder = tempfile::tempdir().unwrap();
    let config = config(folder.path(), None, None).unwrap();
    let app = boot::open(config, Box::new(Standing), Box::new(SystemChance)).await.unwrap();
    seed::fill(&app, 60).await.unwrap();
    let read = app.store.read(|db| {
        let (signed, promised) = (store::public::signatories(db)?, store::public::commitments(db)?);
        Ok((signed, promised, store::entry::rows(db, 0, 20)?))
    });
    let (signed, promised, entries) = read.await.unwrap();
    let signatory = signed.iter().map(|(of, one)| {
        let dates = (one.submitted_at, one.published_at, one.ended_at);
        format!(
            "{:?} {dates:?}",
            (of.number, &of.slug, &of.name, &of.public_id, &one.public_id, &one.reference)
        )
    });
    let promise = promised.iter().map(|one| {
        format!("{:?}", (&one.public_id, &one.title, &one.start_on, &one.due_on, one.amount_minor))
    });
    (signatory.chain(promise).collect(), entries.into_iter().map(|entry| entry.salt).collect())
}

#[test]
fn two_demos_of_one_size_have_the_same_names_numbers_ids_and_dates_and_no_salt_in_common() {
    web::server::block_on(async {
        let ((first, salts), (second, others)) = (made().await, made().await);
        assert!(first.len() > 60, "{} rows", first.len());
        assert_eq!(first, second);
        let salted = salts.iter().flatten().count();
        assert!(salted > 10 && salts.iter().flatten().all(|salt| !others.contains(&Some(salt.clone()))));
    });
}
