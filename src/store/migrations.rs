//! The schema's history, embedded for both databases.

use diesel::migration::MigrationSource;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sqlite::Sqlite;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::Db;
use crate::domain::{Error, Result};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Names of migrations that have not run.
pub type Pending = Vec<String>;

pub(super) fn run(db: &mut Db) -> Result<Vec<String>> {
    let done = match db {
        Db::Sqlite(c) => names(&c.run_pending_migrations(SQLITE).map_err(Error::Internal)?),
        Db::Pg(c) => names(&c.run_pending_migrations(POSTGRES).map_err(Error::Internal)?),
    };
    Ok(done)
}

pub(super) fn pending(db: &mut Db) -> Result<Pending> {
    let pending = match db {
        Db::Sqlite(c) => titles(&c.pending_migrations(SQLITE).map_err(Error::Internal)?),
        Db::Pg(c) => titles(&c.pending_migrations(POSTGRES).map_err(Error::Internal)?),
    };
    Ok(pending)
}

#[derive(QueryableByName)]
struct Ran {
    #[diesel(sql_type = diesel::sql_types::Text)]
    version: String,
}

/// The same for a connection that cannot write: diesel's own question makes its table first.
pub(super) fn behind(db: &mut Db) -> Result<Pending> {
    let ran: Vec<Ran> = diesel::sql_query("SELECT version FROM __diesel_schema_migrations").load(db)?;
    let all = match db {
        Db::Sqlite(_) => titles(&MigrationSource::<Sqlite>::migrations(&SQLITE).map_err(Error::Internal)?),
        Db::Pg(_) => titles(&MigrationSource::<Pg>::migrations(&POSTGRES).map_err(Error::Internal)?),
    };
    // A name begins with its version, without the version's dashes.
    let missing = |name: &String| !ran.iter().any(|one| version_of(name) == one.version);
    Ok(all.into_iter().filter(missing).collect())
}

fn version_of(name: &str) -> String {
    name.split('_').next().unwrap_or_default().replace('-', "")
}

fn names(versions: &[diesel::migration::MigrationVersion<'_>]) -> Vec<String> {
    versions.iter().map(ToString::to_string).collect()
}

fn titles<B: diesel::backend::Backend>(
    migrations: &[Box<dyn diesel::migration::Migration<B>>],
) -> Vec<String> {
    migrations.iter().map(|migration| migration.name().to_string()).collect()
}
