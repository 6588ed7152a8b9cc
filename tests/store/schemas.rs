//! The two migrated databases and `src/store/schema.rs` say the same.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use tilsagn::store::{Db, Store};

use crate::support::{on_postgres, on_sqlite};

/// Table and column, and what the column holds: its type, and whether it may be missing.
type Columns = BTreeMap<(String, String), (String, bool)>;

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    of: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = BigInt)]
    required: i64,
}

const SQLITE: &str = "SELECT m.name AS of, p.name AS name, p.type AS kind,
        (p.\"notnull\" OR p.pk) AS required
    FROM sqlite_master m JOIN pragma_table_info(m.name) p
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name NOT LIKE '%diesel%'";

const POSTGRES: &str = "SELECT table_name::text AS of, column_name::text AS name, data_type::text AS kind,
        (is_nullable = 'NO')::int::bigint AS required
    FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name NOT LIKE '%diesel%'";

async fn columns(store: Store) -> Columns {
    let read = |db: &mut Db| match db {
        Db::Sqlite(c) => Ok(diesel::sql_query(SQLITE).load::<Column>(c)?),
        Db::Pg(c) => Ok(diesel::sql_query(POSTGRES).load::<Column>(c)?),
    };
    let columns = store.read(read).await.unwrap();
    let entry = |c: Column| ((c.of, c.name), (c.kind, c.required == 0));
    columns.into_iter().map(entry).collect()
}

/// The columns that `schema.rs` declares.
fn declared() -> Columns {
    let source = std::fs::read_to_string(root().join("src/store/schema.rs")).unwrap();
    let mut columns = Columns::new();
    let mut table = String::new();
    for line in source.lines().map(str::trim) {
        if let Some((name, _)) = line.split_once(" (").filter(|_| line.ends_with('{')) {
            name.clone_into(&mut table);
        } else if let Some((name, kind)) = line.trim_end_matches(',').split_once(" -> ")
            && !line.starts_with("diesel::")
        {
            let inner = kind.strip_prefix("Nullable<").and_then(|kind| kind.strip_suffix('>'));
            let holds = (inner.unwrap_or(kind).to_owned(), inner.is_some());
            columns.insert((table.clone(), name.to_owned()), holds);
        }
    }
    columns
}

fn renamed(columns: Columns, name: fn(&str) -> &str) -> Columns {
    columns.into_iter().map(|(place, (kind, missing))| (place, (name(&kind).to_owned(), missing))).collect()
}

/// The columns on one side only, for a failure that reads well.
fn differences(here: &Columns, there: &Columns) -> Vec<String> {
    let lone = |side: &str, one: &Columns, other: &Columns| -> Vec<String> {
        let differs = |place| other.get(place) != one.get(place);
        let line =
            |((table, name), holds): (&(String, String), _)| format!("{side}: {table}.{name} {holds:?}");
        one.iter().filter(|(place, _)| differs(place)).map(line).collect()
    };
    [lone("declared", here, there), lone("database", there, here)].concat()
}

#[test]
fn schemas_agree() {
    let declared = declared();
    assert!(declared.len() > 100, "schema.rs was not understood");
    let postgres = renamed(on_postgres(columns), |kind| match kind {
        "bigint" => "BigInt",
        "boolean" => "Bool",
        "text" => "Text",
        "timestamp without time zone" => "Timestamp",
        "bytea" => "Binary",
        other => panic!("no column may hold {other}"),
    });
    assert_eq!(differences(&declared, &postgres), Vec::<String>::new());
    // SQLite keeps truth as a number and time as text.
    let coarse = renamed(declared, |kind| match kind {
        "BigInt" | "Bool" => "INTEGER",
        "Text" | "Timestamp" => "TEXT",
        "Binary" => "BLOB",
        other => panic!("no column may hold {other}"),
    });
    assert_eq!(differences(&coarse, &on_sqlite(columns)), Vec::<String>::new());
}

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    detail: String,
}

/// A job forgets them every few minutes, while all that is written waits.
#[test]
fn mails_that_are_counted_no_more_are_found_by_their_time() {
    on_sqlite(async |store: Store| {
        for table in ["caused_mails", "sent_mails"] {
            let query = format!("EXPLAIN QUERY PLAN DELETE FROM {table} WHERE at < '2026-01-01'");
            let plan = move |db: &mut Db| match db {
                Db::Sqlite(c) => Ok(diesel::sql_query(query).load::<Step>(c)?),
                Db::Pg(_) => unreachable!("a SQLite database"),
            };
            let plan = store.read(plan).await.unwrap();
            assert!(
                plan.iter().all(|step| step.detail.starts_with("SEARCH ")),
                "{table}: {}",
                plan[0].detail
            );
        }
    });
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn migrations(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// What the migrations make besides columns, in one dialect: keys, checks, indexes, triggers' names.
fn made(folder: &Path) -> Vec<String> {
    let dialect = [
        ("BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY", "INTEGER PRIMARY KEY AUTOINCREMENT"),
        ("BIGINT", "INTEGER"),
        ("BOOLEAN", "INTEGER"),
        ("TIMESTAMP", "TEXT"),
        ("BYTEA", "BLOB"),
        (") STRICT", ")"),
    ];
    let texts =
        migrations(folder).into_iter().map(|path| std::fs::read_to_string(path.join("up.sql")).unwrap());
    let mut made = Vec::new();
    for text in texts {
        let bare: Vec<&str> = text.lines().filter(|line| !line.starts_with("--")).collect();
        for statement in bare.join("\n").split(';') {
            let words = statement.split_whitespace().collect::<Vec<_>>().join(" ");
            if words.contains(" BEFORE TRUNCATE ON ") {
                // SQLite cannot do that.
            } else if words.contains(" never replaced')") {
                // PostgreSQL cannot do that.
            } else if words.starts_with("CREATE TRIGGER") {
                // One that is made anew, as it takes on SQLite where a column changes, is still one.
                let trigger = words.split(' ').take(3).collect::<Vec<_>>().join(" ");
                if !made.contains(&trigger) {
                    made.push(trigger);
                }
            } else if ["CREATE TABLE", "CREATE INDEX", "CREATE UNIQUE INDEX", "INSERT INTO", "ALTER TABLE"]
                .iter()
                .any(|start| words.starts_with(start))
            {
                made.push(dialect.iter().fold(words, |words, (from, to)| words.replace(from, to)));
            }
        }
    }
    made
}

#[test]
fn keys_checks_indexes_and_triggers_agree() {
    let sqlite = root().join("migrations/sqlite");
    let postgres = root().join("migrations/postgres");
    let names = |folder: &Path| -> Vec<_> {
        migrations(folder).iter().map(|path| path.file_name().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&sqlite), names(&postgres));
    let (sqlite, postgres) = (made(&sqlite), made(&postgres));
    assert!(sqlite.len() > 40, "the migrations were not understood");
    assert_eq!(sqlite, postgres);
}

#[derive(QueryableByName)]
struct Told {
    #[diesel(sql_type = Text)]
    detail: String,
}

/// How entries of some commitments are found; of PostgreSQL, which takes no index while a table is small, which indexes there are.
async fn finding(store: Store) -> String {
    const SQLITE: &str = "EXPLAIN QUERY PLAN SELECT * FROM entries WHERE commitment_id IN (1, 2) ORDER BY id";
    const POSTGRES: &str = "SELECT indexdef AS detail FROM pg_indexes WHERE tablename = 'entries'";
    let read = |db: &mut Db| match db {
        Db::Sqlite(c) => Ok(diesel::sql_query(SQLITE).load::<Told>(c)?),
        Db::Pg(c) => Ok(diesel::sql_query(POSTGRES).load::<Told>(c)?),
    };
    store.read(read).await.unwrap().into_iter().map(|one| one.detail).collect()
}

/// They are asked for whenever one of them gets its number, however long the log is.
#[test]
fn entries_of_commitments_have_an_index() {
    for told in [on_sqlite(finding), on_postgres(finding)] {
        assert!(told.contains("entries_by_commitment"), "{told}");
    }
}
