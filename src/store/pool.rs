//! Connections: how one is opened on each database, and pools of them.

use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};

use diesel::connection::SimpleConnection;
use diesel::r2d2::{ManageConnection, Pool, R2D2Connection};
use diesel::{Connection, PgConnection, SqliteConnection};

use super::Db;
use super::file::FileId;
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

    /// Whether there is a database to open. One on a server tells when it is opened.
    pub fn is_there(&self) -> bool {
        match self {
            DatabaseUrl::Sqlite(path) => path.exists(),
            DatabaseUrl::Postgres(_) => true,
        }
    }

    /// Opens a connection for the start of the program: SQLite makes folder and file if need be.
    pub(super) fn create(&self, access: Access) -> Result<Opened> {
        if let DatabaseUrl::Sqlite(path) = self {
            super::file::create(path)?;
        }
        self.connect(access)
    }

    /// Opens a connection to a database that is there.
    pub(super) fn connect(&self, access: Access) -> Result<Opened> {
        match self {
            DatabaseUrl::Sqlite(path) => {
                // Asked before opening: a file that takes its place between is noticed later.
                let file = FileId::of(path)?;
                open_sqlite(path, access).map(|db| Opened { db: Db::Sqlite(db), file: Some(file) })
            }
            DatabaseUrl::Postgres(url) => {
                open_postgres(url, access).map(|db| Opened { db: Db::Pg(db), file: None })
            }
        }
    }

    /// Whether there is an embedded database's file at all. Asked before anything else, so that everybody
    /// hears at once that it is gone.
    pub(super) fn check_present(&self) -> Result<()> {
        match self {
            DatabaseUrl::Sqlite(path) => FileId::of(path).map(drop),
            DatabaseUrl::Postgres(_) => Ok(()),
        }
    }
}

/// A connection, and the file that it was opened on.
pub(super) struct Opened {
    db: Db,
    file: Option<FileId>,
}

impl Opened {
    /// Fails when the file was moved away or another took its place. The system lets a program write on
    /// into a file that nobody finds any more; what we acknowledge must be in the file at this path.
    pub(super) fn check_in_place(&self, url: &DatabaseUrl) -> Result<()> {
        match (url, &self.file) {
            (DatabaseUrl::Sqlite(path), Some(file)) if FileId::of(path)? != *file => {
                Err(Error::away("another file has taken the database's place"))
            }
            _ => Ok(()),
        }
    }
}

impl Deref for Opened {
    type Target = Db;
    fn deref(&self) -> &Db {
        &self.db
    }
}

impl DerefMut for Opened {
    fn deref_mut(&mut self) -> &mut Db {
        &mut self.db
    }
}

/// What a connection may do. Readers cannot write even by mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// Once, without changing so much as the file's mode of writing.
    Look,
    /// Once, to a file that nobody serves; its mode of writing stays as it is too.
    Amend,
    Read,
    Write,
}

/// KiB of an embedded database that a connection holds in memory.
pub(super) const CACHE_KIB: u32 = 16 * 1024;

/// Milliseconds for which a connection waits for another one's lock.
pub(super) const BUSY_MILLIS: u32 = 5_000;

fn open_sqlite(path: &Path, access: Access) -> Result<SqliteConnection> {
    let mut connection = SqliteConnection::establish(&super::file::existing(path)).map_err(Error::away)?;
    if matches!(access, Access::Read | Access::Write) {
        connection
            .batch_execute(&format!("PRAGMA busy_timeout = {BUSY_MILLIS}; PRAGMA journal_mode = WAL"))?;
    }
    // FULL: an acknowledged signature survives a power cut. The group commit wins the time back.
    connection.batch_execute(&format!(
        "PRAGMA busy_timeout = {BUSY_MILLIS}; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
         PRAGMA cache_size = -{CACHE_KIB}; PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864; PRAGMA trusted_schema = OFF;",
    ))?;
    // What is sealed, erased or purged is overwritten, not just let go of.
    if access == Access::Write {
        connection.batch_execute("PRAGMA secure_delete = ON")?;
    }
    if matches!(access, Access::Look | Access::Read) {
        connection.batch_execute("PRAGMA query_only = ON")?;
    }
    Ok(connection)
}

fn open_postgres(url: &str, access: Access) -> Result<PgConnection> {
    let mut connection = PgConnection::establish(url).map_err(Error::away)?;
    connection.batch_execute("SET TIME ZONE 'UTC'; SET client_min_messages = warning")?;
    if matches!(access, Access::Look | Access::Read) {
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
    type Connection = Opened;
    type Error = Error;

    fn connect(&self) -> Result<Opened> {
        self.url.connect(self.access)
    }

    fn is_valid(&self, connection: &mut Opened) -> Result<()> {
        connection.check_in_place(&self.url)?;
        Ok(connection.ping()?)
    }

    fn has_broken(&self, connection: &mut Opened) -> bool {
        std::thread::panicking() || connection.is_broken()
    }
}

/// A pool of at most `size` connections, opened as they are needed.
pub(super) fn pool(url: &DatabaseUrl, access: Access, size: u32) -> Pool<Manager> {
    Pool::builder()
        .max_size(size)
        .min_idle(Some(0))
        // One that died with its server, or whose file is another, is replaced before anybody meets it.
        .test_on_check_out(true)
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
