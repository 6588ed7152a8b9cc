//! The schema's history, embedded for both databases.

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

fn names(versions: &[diesel::migration::MigrationVersion<'_>]) -> Vec<String> {
    versions.iter().map(ToString::to_string).collect()
}

fn titles<B: diesel::backend::Backend>(
    migrations: &[Box<dyn diesel::migration::Migration<B>>],
) -> Vec<String> {
    migrations.iter().map(|migration| migration.name().to_string()).collect()
}
