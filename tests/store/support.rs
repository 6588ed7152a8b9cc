//! What the contract tests stand on: a database of its own for each, moments, and raw SQL.

use std::future::Future;

use chrono::Duration;
use diesel::RunQueryDsl;
use tilsagn::domain::{Moment, Result};
use tilsagn::store::{DatabaseUrl, Db, Store};

#[path = "../support/postgres.rs"]
#[allow(dead_code, reason = "every test binary uses its own part")]
mod postgres;
#[path = "../support/schema.rs"]
mod schema;

/// Makes `sqlite::name` and `postgres::name` of each `async fn name(store: Store)`.
macro_rules! on_both {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {$(
            #[test]
            fn $name() {
                crate::support::on_sqlite(super::$name);
            }
        )+}
        mod postgres {$(
            #[test]
            fn $name() {
                crate::support::on_postgres(super::$name);
            }
        )+}
    };
}

/// Runs a test on a fresh SQLite database.
pub fn on_sqlite<T, F: Future<Output = T>>(test: impl FnOnce(Store) -> F) -> T {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("test.db");
    schema::sqlite(&file);
    run(&DatabaseUrl::Sqlite(file), test)
}

/// Runs a test on a fresh PostgreSQL database, which is dropped afterwards.
pub fn on_postgres<T, F: Future<Output = T>>(test: impl FnOnce(Store) -> F) -> T {
    let database = schema::postgres();
    run(&DatabaseUrl::parse(database.url()).unwrap(), test)
}

fn run<T, F: Future<Output = T>>(url: &DatabaseUrl, test: impl FnOnce(Store) -> F) -> T {
    let store = Store::open(url).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(test(store))
}

/// Some minutes after the tests' midnight.
pub fn at(minutes: i64) -> Moment {
    Moment::from_millis(1_795_478_400_000) + Duration::minutes(minutes)
}

/// Runs a statement that both databases understand, for what no store function may do.
pub fn sql(db: &mut Db, statement: &str) -> Result<usize> {
    Ok(diesel::sql_query(statement).execute(db)?)
}

/// Runs one thing so many times at once and gives all answers.
pub async fn together<T, F: Future<Output = T>>(count: usize, one: impl Fn(usize) -> F) -> Vec<T> {
    futures_util::future::join_all((0..count).map(one)).await
}
