//! Every row of every table as text: to see that nothing changed, or that nothing is left.

use std::collections::BTreeMap;
use std::path::Path;

use diesel::SqliteConnection;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Binary, Text};
use tilsagn::domain::{Error, Moment, Result};
use tilsagn::store::{self, Db};

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

#[derive(QueryableByName)]
struct SealedMail {
    #[diesel(sql_type = Binary)]
    sealed: Vec<u8>,
}

/// Runs SQL on an embedded database as its command line does: outside any transaction of the program's, waiting
/// for whoever is about to let go of the file. All that it changed is in the file itself afterwards.
pub fn run_sql(path: &Path, statements: &str) {
    let mut connection = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
    connection.batch_execute("PRAGMA busy_timeout = 5000").unwrap();
    connection.batch_execute(statements).unwrap();
    connection.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
}

/// Holds an embedded database as an import in another process does, until what is given is dropped.
pub fn hold(path: &Path) -> SqliteConnection {
    let mut connection = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
    connection.batch_execute("BEGIN IMMEDIATE").unwrap();
    connection
}

/// How many rows a query counts (`SELECT count(*) AS count …`).
pub fn count(db: &mut Db, query: &str) -> Result<i64> {
    let counted: Counted = match db {
        Db::Sqlite(connection) => sql_query(query).get_result(connection),
        Db::Pg(connection) => sql_query(query).get_result(connection),
    }
    .map_err(Error::internal)?;
    Ok(counted.count)
}

/// What is still sealed of every mail, oldest first.
pub fn sealed_mails(db: &mut Db) -> Result<Vec<Vec<u8>>> {
    let query = "SELECT sealed FROM outbox WHERE sealed IS NOT NULL ORDER BY id";
    let mails: Vec<SealedMail> = match db {
        Db::Sqlite(connection) => sql_query(query).load(connection),
        Db::Pg(connection) => sql_query(query).load(connection),
    }
    .map_err(Error::internal)?;
    Ok(mails.into_iter().map(|mail| mail.sealed).collect())
}

/// Lets an embedded database grow no more, as on a full disk.
pub fn fill_up(db: &mut Db, now: Moment) -> Result<()> {
    for filler in 0.. {
        if count(db, "SELECT freelist_count AS count FROM pragma_freelist_count")? == 0 {
            break;
        }
        store::setting::put(db, &format!("filler.{filler}"), &"x".repeat(3_000), now)?;
    }
    let Db::Sqlite(connection) = db else { panic!("it is on a server") };
    connection.batch_execute("PRAGMA max_page_count = 1").map_err(Error::internal)
}

/// Lets it grow again.
pub fn make_room(db: &mut Db) -> Result<()> {
    let Db::Sqlite(connection) = db else { panic!("it is on a server") };
    connection.batch_execute("PRAGMA max_page_count = 4294967294").map_err(Error::internal)
}

/// The rows by table; bytes in hex.
pub fn all(db: &mut Db) -> Result<BTreeMap<String, Vec<String>>> {
    let tables = lines(
        db,
        "SELECT name AS line FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
        "SELECT tablename::text AS line FROM pg_tables WHERE schemaname = current_schema()",
    )?;
    let mut found = BTreeMap::new();
    for table in tables {
        let columns = lines(
            db,
            &format!("SELECT name AS line FROM pragma_table_info('{table}')"),
            "SELECT '' AS line",
        )?;
        let cells: Vec<String> = columns
            .iter()
            .map(|c| format!("coalesce(CASE typeof({c}) WHEN 'blob' THEN hex({c}) ELSE {c} END, '')"))
            .collect();
        let sqlite = format!("SELECT {} AS line FROM {table} ORDER BY 1", cells.join(" || '|' || "));
        let postgres = format!("SELECT t::text AS line FROM {table} t ORDER BY 1");
        let rows = lines(db, &sqlite, &postgres)?;
        found.insert(table, rows);
    }
    Ok(found)
}

fn lines(db: &mut Db, sqlite: &str, postgres: &str) -> Result<Vec<String>> {
    let found: Vec<Line> = match db {
        Db::Sqlite(connection) => sql_query(sqlite).load(connection),
        Db::Pg(connection) => sql_query(postgres).load(connection),
    }
    .map_err(Error::internal)?;
    Ok(found.into_iter().map(|line| line.line).collect())
}
