//! One connection type over both databases, and what diesel's derive cannot express on it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::result::DeserializeFieldError;
use diesel::{Connection, PgConnection, SqliteConnection};

use super::task::{Done, Task};
use crate::domain::{Error, Result};

/// A connection to either database. Every query is written once against it.
#[derive(diesel::MultiConnection)]
pub enum Db {
    Pg(PgConnection),
    Sqlite(SqliteConnection),
}

/// Runs one expression that both databases speak natively (`on_conflict`, inserts of many rows),
/// type-checked once for each.
#[macro_export]
macro_rules! native {
    ($db:expr, |$c:ident| $e:expr) => {
        match $db {
            $crate::store::Db::Pg($c) => $e,
            $crate::store::Db::Sqlite($c) => $e,
        }
    };
}

impl Db {
    /// Opens the transaction in which everything is written.
    ///
    /// On SQLite it takes the write lock at once: a transaction that reads first and writes later
    /// would fail with "database is locked" whenever another wrote between.
    pub(super) fn begin_write(&mut self) -> Result<()> {
        let begun = match self {
            Db::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE"),
            Db::Pg(_) => {
                <Self as diesel::connection::Connection>::TransactionManager::begin_transaction(self)
            }
        };
        begun.map_err(|error| match error {
            // A file that cannot be written to, a server that has gone: no act is to blame before it has begun.
            diesel::result::Error::DatabaseError(..) => Error::away(error),
            other => other.into(),
        })
    }

    /// Reads as of one moment, whatever others write meanwhile.
    ///
    /// # Errors
    /// Those of `look`; internal, if the database does not answer.
    pub fn at_one_moment<T>(&mut self, look: impl FnOnce(&mut Db) -> Result<T>) -> Result<T> {
        self.transaction(|db| {
            // Without it each query there sees its own moment. A transaction on SQLite sees that of its first.
            if let Db::Pg(connection) = db {
                connection.batch_execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")?;
            }
            look(db)
        })
    }

    /// Makes everything since `begin_write` durable.
    ///
    /// After a failed statement PostgreSQL undoes everything and answers COMMIT as if nothing were
    /// wrong. So it is asked first: an act that overlooks a failure must not be told it was kept.
    pub(super) fn commit(&mut self) -> Result<()> {
        if let Db::Pg(c) = self
            && let Err(aborted) = c.batch_execute("SELECT 1")
        {
            self.roll_back();
            return Err(aborted.into());
        }
        let committed = <Self as Connection>::TransactionManager::commit_transaction(self);
        committed.map_err(|error| uncommitted(error, matches!(self, Db::Pg(_))))
    }

    /// Runs an act. A panic becomes an error, and whatever transactions the act left open are undone,
    /// so that the connection is as it was before.
    pub(super) fn guarded(&mut self, act: Task) -> Result<Done> {
        let before = self.depth();
        catch_unwind(AssertUnwindSafe(|| act(self))).unwrap_or_else(|_| {
            for _ in before..self.depth() {
                self.roll_back();
            }
            Err(Error::internal("an act panicked; nothing of it was kept"))
        })
    }

    /// How many transactions are open, one in another. A broken one counts as none.
    fn depth(&mut self) -> u32 {
        let status = <Self as Connection>::TransactionManager::transaction_manager_status_mut(self);
        status.transaction_depth().ok().flatten().map_or(0, std::num::NonZeroU32::get)
    }

    /// Undoes everything since `begin_write`, where that is not done yet.
    pub(super) fn roll_back(&mut self) {
        if let Err(error) = <Self as Connection>::TransactionManager::rollback_transaction(self)
            && !is_undone(&error)
        {
            tracing::error!(%error, "rolling back failed");
        }
    }
}

/// What comes of an act whose COMMIT failed. Nobody knows whether a server heard that last word, or whether a disk that broke
/// has kept it, so nobody may say that nothing was kept. A file on a disk that is full has kept nothing.
fn uncommitted(error: diesel::result::Error, on_server: bool) -> Error {
    match Error::from(error) {
        Error::Away(reason) if on_server || !reason.to_string().contains(FULL) => Error::Internal(reason),
        other => other,
    }
}

/// Whether nothing was left to undo: SQLite has done so by itself, as on a full disk, or diesel after a COMMIT that failed.
fn is_undone(error: &diesel::result::Error) -> bool {
    use diesel::result::Error::{BrokenTransactionManager, NotInTransaction};
    matches!(error, BrokenTransactionManager | NotInTransaction)
        || error.to_string().contains("no transaction is active")
}

/// Whether the database is out of reach or takes nothing more, rather than asked something that cannot be. SQLite tells it
/// in words alone (<https://www.sqlite.org/rescode.html>: `SQLITE_CANTOPEN`, `SQLITE_IOERR`, `SQLITE_FULL`,
/// `SQLITE_READONLY`), and of PostgreSQL's `disk_full` diesel hands on only the system's word for `ENOSPC`.
fn does_not_answer(error: &diesel::result::Error) -> bool {
    use diesel::result::DatabaseErrorKind::{
        ClosedConnection, ReadOnlyTransaction, UnableToSendCommand, Unknown,
    };
    let (kind, why) = match error {
        diesel::result::Error::DatabaseError(kind, why) => (kind, why),
        // SQLite undoes it all by itself where COMMIT finds the disk full, and diesel then finds nothing to undo.
        diesel::result::Error::RollbackErrorOnCommit { commit_error, .. } => {
            return does_not_answer(commit_error);
        }
        _ => return false,
    };
    match kind {
        ClosedConnection | UnableToSendCommand | ReadOnlyTransaction => true,
        Unknown => UNREACHABLE.contains(&why.message()) || why.message().contains("No space left on device"),
        _ => false,
    }
}

/// What SQLite says of a disk that is full.
const FULL: &str = "database or disk is full";

const UNREACHABLE: [&str; 4] =
    ["unable to open database file", "disk I/O error", FULL, "attempt to write a readonly database"];

/// The column that could not be read.
pub(super) fn column<'a>(why: &'a (dyn std::error::Error + Send + Sync + 'static)) -> &'a str {
    let field = why.downcast_ref::<DeserializeFieldError>();
    field.and_then(|field| field.field_name.as_deref()).unwrap_or("unknown")
}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Error {
        use diesel::result::DatabaseErrorKind::{SerializationFailure, UniqueViolation};
        if does_not_answer(&error) {
            return Error::away(error);
        }
        match error {
            diesel::result::Error::NotFound => Error::NotFound,
            diesel::result::Error::DatabaseError(UniqueViolation | SerializationFailure, _) => {
                Error::Conflict
            }
            // Two waited for each other, and PostgreSQL let one of them go on (`deadlock_detected`, for which diesel has no
            // kind).
            diesel::result::Error::DatabaseError(_, why) if why.message() == "deadlock detected" => {
                Error::Conflict
            }
            // What stands in the cell may be anybody's name.
            diesel::result::Error::DeserializationError(why) => Error::internal(format!(
                "a row cannot be read, column {}: somebody has changed it past the program, or the file is damaged. \
                 `tilsagn doctor` names the row; stop the site, and restore the newest backup that is good",
                column(&*why)
            )),
            other => Error::internal(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Manager = <Db as Connection>::TransactionManager;

    #[test]
    fn what_sqlite_has_undone_by_itself_is_no_failure() {
        let mut db = Db::Sqlite(SqliteConnection::establish(":memory:").unwrap());
        db.begin_write().unwrap();
        // As on a full disk.
        db.batch_execute("ROLLBACK").unwrap();
        for _ in 0..2 {
            let error = Manager::rollback_transaction(&mut db).unwrap_err();
            assert!(is_undone(&error), "{error}");
        }
        assert!(!is_undone(&diesel::result::Error::RollbackTransaction));
    }

    #[test]
    fn a_database_out_of_reach_is_told_from_a_question_that_is_wrong() {
        use diesel::result::{DatabaseErrorKind as Kind, Error as Diesel};
        let told = |kind, why: &str| Error::from(Diesel::DatabaseError(kind, Box::new(why.to_owned())));
        for (kind, why) in [
            (Kind::ClosedConnection, "server closed the connection unexpectedly"),
            (Kind::Unknown, "disk I/O error"),
            (Kind::Unknown, "unable to open database file"),
            (Kind::Unknown, "database or disk is full"),
            (Kind::Unknown, "attempt to write a readonly database"),
            (Kind::Unknown, "could not extend file \"base/5/1259\": No space left on device"),
            (Kind::ReadOnlyTransaction, "cannot execute INSERT in a read-only transaction"),
        ] {
            assert!(matches!(told(kind, why), Error::Away(_)), "{why}");
        }
        assert!(matches!(told(Kind::Unknown, "no such table: nowhere"), Error::Internal(_)));
    }

    #[test]
    fn what_finds_the_disk_full_only_when_it_commits_has_kept_nothing() {
        use diesel::result::{DatabaseErrorKind as Kind, Error as Diesel};
        let cases = [
            (FULL, false, true),
            (FULL, true, false),
            ("disk I/O error", false, false),
            ("no such table", false, false),
        ];
        for (why, on_server, away) in cases {
            let failed = |why: &str| Box::new(Diesel::DatabaseError(Kind::Unknown, Box::new(why.to_owned())));
            let commit = Diesel::RollbackErrorOnCommit {
                commit_error: failed(why),
                rollback_error: failed("cannot rollback - no transaction is active"),
            };
            assert_eq!(matches!(uncommitted(commit, on_server), Error::Away(_)), away, "{why}");
        }
    }
}
