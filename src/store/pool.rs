//! Connections: how one is opened on each database, and pools of them.

use std::path::{Path, PathBuf};

use diesel::connection::SimpleConnection;
use diesel::r2d2::{ManageConnection, Pool, R2D2Connection};
use diesel::{Connection, PgConnection, SqliteConnection};

use super::Db;
use crate::domain::{Error, Result};

/// Which database, as `TILSAGN_DATABASE_URL` says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// A file of the embedded database.
    Sqlite(PathBuf),
    /// `postgres://…`, as libpq reads it.
    Postgres(String),
}

impl DatabaseUrl {
    /// Reads `sqlite:PATH` or `postgres://…`.
    pub fn parse(text: &str) -> Option<DatabaseUrl> {
        if let Some(path) = text.strip_prefix("sqlite:") {
            return (!path.is_empty()).then(|| DatabaseUrl::Sqlite(PathBuf::from(path)));
        }
        let postgres = text.starts_with("postgres://") || text.starts_with("postgresql://");
        postgres.then(|| DatabaseUrl::Postgres(text.to_owned()))
    }

    pub(super) fn connect(&self, access: Access) -> Result<Db> {
        match self {
            DatabaseUrl::Sqlite(path) => open_sqlite(path, access).map(Db::Sqlite),
            DatabaseUrl::Postgres(url) => open_postgres(url, access).map(Db::Pg),
        }
    }
}

/// What a connection may do. Readers cannot write even by mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    Read,
    Write,
}

fn open_sqlite(path: &Path, access: Access) -> Result<SqliteConnection> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(Error::internal)?;
    }
    let mut connection = SqliteConnection::establish(&path.to_string_lossy()).map_err(Error::internal)?;
    // FULL: an acknowledged signature survives a power cut. The group commit wins the time back.
    connection.batch_execute(
        "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON; PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY;
         PRAGMA journal_size_limit = 67108864; PRAGMA trusted_schema = OFF;",
    )?;
    if access == Access::Read {
        connection.batch_execute("PRAGMA query_only = ON")?;
    }
    Ok(connection)
}

fn open_postgres(url: &str, access: Access) -> Result<PgConnection> {
    let mut connection = PgConnection::establish(url).map_err(Error::internal)?;
    connection.batch_execute("SET TIME ZONE 'UTC'; SET client_min_messages = warning")?;
    if access == Access::Read {
        connection.batch_execute("SET default_transaction_read_only = on")?;
    }
    Ok(connection)
}

/// Opens connections for a pool.
#[derive(Debug)]
pub(super) struct Manager {
    url: DatabaseUrl,
    access: Access,
}

impl ManageConnection for Manager {
    type Connection = Db;
    type Error = Error;

    fn connect(&self) -> Result<Db> {
        self.url.connect(self.access)
    }

    fn is_valid(&self, connection: &mut Db) -> Result<()> {
        Ok(connection.ping()?)
    }

    fn has_broken(&self, connection: &mut Db) -> bool {
        std::thread::panicking() || connection.is_broken()
    }
}

/// A pool of at most `size` connections, opened as they are needed.
pub(super) fn pool(url: &DatabaseUrl, access: Access, size: u32) -> Pool<Manager> {
    Pool::builder()
        .max_size(size)
        .min_idle(Some(0))
        .test_on_check_out(false)
        .connection_timeout(std::time::Duration::from_secs(5))
        .error_handler(Box::new(LogError))
        .build_unchecked(Manager { url: url.clone(), access })
}

#[derive(Debug)]
struct LogError;

impl diesel::r2d2::HandleError<Error> for LogError {
    fn handle_error(&self, error: Error) {
        tracing::error!(%error, "the database cannot be reached");
    }
}
