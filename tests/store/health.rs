//! What is damaged is named, by table and row.

use tilsagn::store::{Store, health, register_state};

use crate::support::{on_sqlite, sql};

on_both!(what_is_whole_is_read_to_its_end, a_lost_row_of_counters_is_named);

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
