//! Concerns of the public.

use tilsagn::domain::Error;
use tilsagn::domain::ids::{OrganisationId, ReportId};
use tilsagn::store::{Store, report};

use crate::answers::is_missing;
use crate::rows;
use crate::support::at;

on_both!(
    a_report_comes_back_as_it_was,
    a_report_is_about_an_organisation_that_is_there,
    reports_that_join_another_come_with_it,
    what_was_reported_about_one_is_forgotten,
);

async fn a_report_comes_back_as_it_was(store: Store) {
    let about = rows::write(&store, |db| rows::organisation(db, "one")).await;
    let id = store.write(move |db| report::insert(db, (about, None), b"sealed", at(2))).await.unwrap();
    let found = store.read(move |db| report::find(db, id)).await.unwrap();
    assert_eq!((found.id, found.organisation_id, found.created_at), (id, about, at(2)));
    assert_eq!(found.sealed, b"sealed");
    assert!(is_missing(&store.read(|db| report::find(db, ReportId(99))).await));
}

async fn a_report_is_about_an_organisation_that_is_there(store: Store) {
    let answer = store.write(|db| report::insert(db, (OrganisationId(99), None), b"sealed", at(2))).await;
    assert!(matches!(answer, Err(Error::Internal(_))));
}

async fn reports_that_join_another_come_with_it(store: Store) {
    let about = rows::write(&store, |db| rows::organisation(db, "one")).await;
    let keep = async |joins, minute| {
        store.write(move |db| report::insert(db, (about, joins), b"sealed", at(minute))).await.unwrap()
    };
    let first = keep(None, 1).await;
    let (second, alone) = (keep(Some(first), 2).await, keep(None, 3).await);
    let third = keep(Some(first), 4).await;
    let together = async |id| {
        let found = store.read(move |db| report::with(db, id)).await.unwrap();
        found.iter().map(|one| one.id).collect::<Vec<_>>()
    };
    assert_eq!(together(first).await, [first, second, third]);
    assert_eq!(together(alone).await, [alone]);
    let (newest, all) = store.read(move |db| report::newest_with(db, first, 2)).await.unwrap();
    assert_eq!((newest.iter().map(|one| one.id).collect::<Vec<_>>(), all), (vec![second, third], 3));
}

async fn what_was_reported_about_one_is_forgotten(store: Store) {
    let (one, other) = rows::write(&store, |db| {
        let (about, elsewhere) = (rows::organisation(db, "one")?, rows::organisation(db, "other")?);
        let one = report::insert(db, (about, None), b"sealed", at(2))?;
        let other = report::insert(db, (elsewhere, None), b"sealed", at(2))?;
        report::erase_of(db, about)?;
        Ok((report::find(db, one)?, report::find(db, other)?))
    })
    .await;
    assert_eq!((one.sealed, one.created_at), (vec![], at(2)), "that there was one stays");
    assert_eq!(other.sealed, b"sealed");
}
