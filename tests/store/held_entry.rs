//! Entries that are kept back: what is taken was read, also where others are kept back meanwhile.

use tilsagn::domain::ids::OrganisationId;
use tilsagn::domain::{Error, Result};
use tilsagn::store::held_entry::{self, NewHeldEntry};
use tilsagn::store::{DatabaseUrl, Db, Store};
use tokio::sync::oneshot;

use crate::rows::{self, BYTES};
use crate::support::sql;

on_both!(
    what_is_kept_back_while_others_are_taken_waits_on,
    what_is_kept_back_is_taken_once_in_its_order,
    more_than_one_statement_takes_are_taken,
    what_is_kept_back_about_one_is_forgotten,
);

fn kept(of: OrganisationId, said: &[u8]) -> NewHeldEntry {
    let kind = "organisation.amended".to_owned();
    NewHeldEntry { kind, organisation_id: of, commitment_id: None, sealed: said.to_vec() }
}

/// Keeps one back where PostgreSQL lets whoever takes them read, and not take yet. SQLite lets one act after the other.
fn keep_meanwhile(db: &mut Db, of: OrganisationId, begun: oneshot::Sender<()>) -> Result<()> {
    let Db::Pg(_) = db else {
        return begun.send(()).map_err(|()| Error::Conflict);
    };
    sql(db, "LOCK TABLE held_entries IN SHARE MODE")?;
    begun.send(()).unwrap();
    assert!(rows::somebody_waits(db)?, "nobody has come");
    held_entry::insert(db, &kept(of, b"second"))
}

async fn what_is_kept_back_while_others_are_taken_waits_on(store: Store) {
    let of = rows::write(&store, |db| rows::organisation(db, "one")).await;
    store.write(move |db| held_entry::insert(db, &kept(of, b"first"))).await.unwrap();
    let (begun, has_begun) = oneshot::channel();
    let keeping = store.write(move |db| keep_meanwhile(db, of, begun));
    let taking = async {
        has_begun.await.unwrap();
        store.write(held_entry::take_all).await
    };
    let (keeping, taken) = tokio::join!(keeping, taking);
    keeping.unwrap();
    assert_eq!(said(taken.unwrap()), [b"first"]);
    let later: Vec<&[u8]> =
        if matches!(store.url(), DatabaseUrl::Sqlite(_)) { vec![] } else { vec![b"second".as_slice()] };
    assert_eq!(said(store.write(move |db| held_entry::take_of(db, of)).await.unwrap()), later);
    assert!(store.write(held_entry::take_all).await.unwrap().is_empty());
}

/// Two organisations; of the first two are kept back, of the other one between them.
async fn three(store: &Store) -> (OrganisationId, OrganisationId) {
    rows::write(store, |db| {
        let (one, other) = (rows::organisation(db, "one")?, rows::organisation(db, "other")?);
        for (of, said) in [(one, BYTES), (other, &b"theirs"[..]), (one, &b"second"[..])] {
            held_entry::insert(db, &kept(of, said))?;
        }
        Ok((one, other))
    })
    .await
}

fn said(held: Vec<held_entry::HeldEntry>) -> Vec<Vec<u8>> {
    held.into_iter().map(|one| one.sealed).collect()
}

async fn what_is_kept_back_is_taken_once_in_its_order(store: Store) {
    let (one, _) = three(&store).await;
    let take_of = |of| rows::write(&store, move |db| held_entry::take_of(db, of));
    assert_eq!(said(take_of(one).await), [BYTES, b"second"]);
    assert!(take_of(one).await.is_empty());
    let left = rows::write(&store, held_entry::take_all).await;
    assert_eq!(said(left), [b"theirs"]);
}

async fn more_than_one_statement_takes_are_taken(store: Store) {
    let many = 0..1_001_u32;
    let all: Vec<_> = many.map(|n| n.to_string().into_bytes()).collect();
    let keep = all.clone();
    rows::write(&store, move |db| {
        let of = rows::organisation(db, "one")?;
        keep.iter().try_for_each(|said| held_entry::insert(db, &kept(of, said)))
    })
    .await;
    assert_eq!(said(rows::write(&store, held_entry::take_all).await), all);
    assert!(rows::write(&store, held_entry::take_all).await.is_empty());
}

async fn what_is_kept_back_about_one_is_forgotten(store: Store) {
    let (one, _) = three(&store).await;
    rows::write(&store, move |db| held_entry::forget_of(db, one)).await;
    assert_eq!(said(rows::write(&store, held_entry::take_all).await), [b"theirs"]);
}
