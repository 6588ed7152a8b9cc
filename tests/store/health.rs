//! What is damaged is named, by table and row.

use diesel::connection::SimpleConnection;
use tilsagn::domain::Result;
use tilsagn::store::{Db, Store, health, register_state};

use crate::support::{on_sqlite, sql};

on_both!(
    what_is_whole_is_read_to_its_end,
    a_lost_row_of_counters_is_named,
    what_is_damaged_or_could_be_lost_is_told,
);

async fn filled(store: &Store) {
    for n in 1..=9 {
        let insert = format!(
            "INSERT INTO entries (at, kind, subject, digest) VALUES ('2026-01-01 00:00:00.000', 'news.published', 's{n}', 'd')"
        );
        store.write(move |db| sql(db, &insert)).await.unwrap();
    }
}

async fn what_is_whole_is_read_to_its_end(store: Store) {
    filled(&store).await;
    assert_eq!(store.read(health::unreadable).await.unwrap(), None);
}

async fn a_lost_row_of_counters_is_named(store: Store) {
    store.write(|db| sql(db, "DELETE FROM register_state")).await.unwrap();
    let error = store.read(register_state::next_entry).await.unwrap_err().to_string();
    assert!(error.contains("the table register_state has lost its only row"), "{error}");
    assert!(error.contains("restore the newest backup"), "{error}");
}

#[test]
fn of_rows_that_cannot_be_read_the_first_is_named() {
    on_sqlite(async |store: Store| {
        filled(&store).await;
        store.write(|db| sql(db, "DROP TRIGGER entries_are_fixed")).await.unwrap();
        store.write(|db| sql(db, "UPDATE entries SET at = 'Suzie' WHERE id IN (4, 7)")).await.unwrap();
        let row = store.read(health::unreadable).await.unwrap().unwrap();
        assert_eq!(row, "the row 4 of the table entries, column at,");
        let error = store.read(tilsagn::store::entry::waiting).await.unwrap_err().to_string();
        assert!(error.contains("column at") && error.contains("`tilsagn doctor` names the row"), "{error}");
        assert!(!error.contains("Suzie"), "what stood there is told nowhere");
        store.write(|db| sql(db, "DROP TRIGGER entries_keep_their_id")).await.unwrap();
        store.write(|db| sql(db, "UPDATE entries SET id = -5 WHERE id = 7")).await.unwrap();
        let row = store.read(health::unreadable).await.unwrap().unwrap();
        assert_eq!(row, "the row -5 of the table entries, column at,", "an id of somebody's own choice");
    });
}

/// Puts in a row that no check lets in; has a server acknowledge what could be lost.
fn spoil(db: &mut Db) -> Result<()> {
    match db {
        Db::Sqlite(connection) => connection.batch_execute(
            "PRAGMA ignore_check_constraints = ON; UPDATE register_state SET id = 2; \
             PRAGMA ignore_check_constraints = OFF",
        )?,
        Db::Pg(connection) => connection.batch_execute("SET LOCAL synchronous_commit = off")?,
    }
    Ok(())
}

async fn what_is_damaged_or_could_be_lost_is_told(store: Store) {
    filled(&store).await;
    assert_eq!(store.read(health::damage).await.unwrap(), [""; 0]);
    let told = store.write(|db| {
        spoil(db)?;
        health::damage(db)
    });
    let told = told.await.unwrap().join("; ");
    assert!(told.contains("CHECK constraint failed") || told == "synchronous_commit is off", "{told}");
}
