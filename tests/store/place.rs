//! Where a database stands: the same place for as long as it is the same, and another one for a copy.

use diesel::connection::SimpleConnection;
use tilsagn::domain::Error;
use tilsagn::store::{DatabaseUrl, Db, Store, place};

use crate::support::sql;

on_both!(a_database_stays_where_it_stands, a_copy_stands_elsewhere, a_file_that_is_gone_stands_nowhere);

async fn of(store: &Store, database: DatabaseUrl) -> String {
    store.read(move |db| place::of(db, &database)).await.unwrap()
}

async fn a_database_stays_where_it_stands(store: Store) {
    let noted = of(&store, store.url().clone()).await;
    let more = "INSERT INTO settings VALUES ('key', 'value', '2026-01-01 00:00:00.000')";
    store.write(move |db| sql(db, more)).await.unwrap();
    let stands = of(&store, store.url().clone()).await;
    assert!(!noted.is_empty() && place::is_same(&noted, &stands), "{noted} is not {stands}");
}

/// What is put in the place of a database: a copy of its file, or its tables as a dump makes them anew.
async fn copied(store: &Store) -> DatabaseUrl {
    let DatabaseUrl::Sqlite(file) = store.url() else {
        let anew = |db: &mut Db| {
            let Db::Pg(c) = db else { return Ok(()) };
            Ok(c.batch_execute(
                "CREATE TABLE copied AS TABLE settings; DROP TABLE settings;
                 ALTER TABLE copied RENAME TO settings",
            )?)
        };
        store.write(anew).await.unwrap();
        return store.url().clone();
    };
    let copy = file.with_extension("copy");
    std::fs::copy(file, &copy).unwrap();
    DatabaseUrl::Sqlite(copy)
}

async fn a_copy_stands_elsewhere(store: Store) {
    let noted = of(&store, store.url().clone()).await;
    let copy = copied(&store).await;
    let stands = of(&store, copy).await;
    assert!(!place::is_same(&noted, &stands), "{noted} is {stands}");
}

async fn a_file_that_is_gone_stands_nowhere(store: Store) {
    let gone = DatabaseUrl::Sqlite("/nowhere/tilsagn.db".into());
    let answer = store.read(move |db| place::of(db, &gone)).await;
    assert!(matches!(&answer, Err(Error::Internal(why)) if why.to_string().contains("/nowhere/tilsagn.db")));
}
