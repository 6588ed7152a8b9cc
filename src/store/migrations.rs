//! The schema's history, embedded for both databases.

use diesel::migration::MigrationSource;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sqlite::Sqlite;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::{DatabaseUrl, Db};
use crate::domain::{Error, Result};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Names of migrations that have not run.
pub type Pending = Vec<String>;

pub(super) fn run(db: &mut Db) -> Result<Vec<String>> {
    let names = pending(db)?;
    match db {
        Db::Sqlite(c) => drop(c.run_pending_migrations(SQLITE).map_err(Error::Internal)?),
        Db::Pg(c) => drop(c.run_pending_migrations(POSTGRES).map_err(Error::Internal)?),
    }
    Ok(names)
}

#[derive(QueryableByName)]
struct Ran {
    #[diesel(sql_type = diesel::sql_types::Text)]
    version: String,
}

/// Those that have not run, asked without writing: diesel's own question makes its table first.
pub(super) fn pending(db: &mut Db) -> Result<Pending> {
    let ran = ran(db)?;
    // A name begins with its version, without the version's dashes.
    let missing = |name: &String| !ran.iter().any(|version| version_of(name) == *version);
    Ok(ours(db)?.into_iter().filter(missing).collect())
}

/// Those that have run and that this program does not know: a newer one ran them.
pub fn unknown(db: &mut Db) -> Result<Vec<String>> {
    let known: Vec<String> = ours(db)?.iter().map(|name| version_of(name)).collect();
    Ok(ran(db)?.into_iter().filter(|version| !known.contains(version)).collect())
}

/// Whether any has run: this program has made tables here.
pub fn has_begun(db: &mut Db) -> Result<bool> {
    let ours: Vec<String> = ours(db)?.iter().map(|name| version_of(name)).collect();
    Ok(ran(db)?.iter().any(|version| ours.contains(version)))
}

/// The versions that have run.
fn ran(db: &mut Db) -> Result<Vec<String>> {
    let begun = match db {
        Db::Sqlite(_) => {
            "SELECT name AS version FROM sqlite_master WHERE name = '__diesel_schema_migrations'"
        }
        Db::Pg(_) => {
            "SELECT to_regclass('__diesel_schema_migrations')::text AS version \
             WHERE to_regclass('__diesel_schema_migrations') IS NOT NULL"
        }
    };
    if diesel::sql_query(begun).load::<Ran>(db)?.is_empty() {
        return Ok(Vec::new());
    }
    let ran: Vec<Ran> = diesel::sql_query("SELECT version FROM __diesel_schema_migrations").load(db)?;
    Ok(ran.into_iter().map(|one| one.version).collect())
}

fn ours(db: &Db) -> Result<Pending> {
    match db {
        Db::Sqlite(_) => sqlite(),
        Db::Pg(_) => postgres(),
    }
}

/// All there are.
pub(super) fn all(url: &DatabaseUrl) -> Result<Pending> {
    match url {
        DatabaseUrl::Sqlite(_) => sqlite(),
        DatabaseUrl::Postgres(_) => postgres(),
    }
}

fn sqlite() -> Result<Pending> {
    Ok(titles(&MigrationSource::<Sqlite>::migrations(&SQLITE).map_err(Error::Internal)?))
}

fn postgres() -> Result<Pending> {
    Ok(titles(&MigrationSource::<Pg>::migrations(&POSTGRES).map_err(Error::Internal)?))
}

fn version_of(name: &str) -> String {
    name.split('_').next().unwrap_or_default().replace('-', "")
}

fn titles<B: diesel::backend::Backend>(
    migrations: &[Box<dyn diesel::migration::Migration<B>>],
) -> Vec<String> {
    migrations.iter().map(|migration| migration.name().to_string()).collect()
}
