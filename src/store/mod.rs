//! The database: the only floor that knows diesel.
//!
//! `Store::read` and `Store::write` are the only ways in. A write is one transaction; what it says
//! is durable when it answers. Rules, HTTP and mail have no place here.

pub mod amendment;
pub mod arrival;
pub mod assurance;
pub mod audit;
mod backup;
pub mod bulk;
pub mod bulk_decision;
pub mod call;
pub mod case;
pub mod case_delay;
pub mod case_message;
pub mod case_question;
pub mod case_reply;
pub mod ceremony;
pub mod challenge;
pub mod circular;
pub mod commitment;
mod db;
pub mod draft;
pub mod endorsement;
pub mod entry;
mod file;
pub mod health;
pub mod held_entry;
pub mod invalidation;
pub mod invitation;
pub mod key_change;
pub mod link;
pub mod log;
pub mod merge;
mod migrations;
pub mod organisation;
pub mod organisation_key;
pub mod outbox;
pub mod passkey;
pub mod place;
mod pool;
pub mod provider_account;
pub mod public;
pub mod queue;
pub mod reason;
pub mod recovery;
pub mod register_state;
pub mod removal;
pub mod report;
pub mod representative;
pub mod revision;
pub mod rule;
#[rustfmt::skip]
mod schema;
pub mod sealed;
pub mod sent_mail;
pub mod session;
pub mod setting;
pub mod staff;
pub mod statistics;
mod task;
pub mod triggers;
mod types;
pub mod unmasking;
mod writer;

use std::sync::Arc;

use diesel::r2d2::{Pool, PooledConnection};
use tokio::sync::watch;

pub use db::Db;
pub use migrations::{Pending, has_begun, unknown as unknown_migrations};
pub use pool::DatabaseUrl;
pub use types::Json;

use crate::domain::{Error, Result};
use pool::{Access, Manager};
use task::{Done, Task};
use writer::Writer;

/// Connections that read at once. A page that queries needs one for about a millisecond.
const READERS: u32 = 8;
/// Connections that write at once on PostgreSQL.
const WRITERS: u32 = 8;

/// The way to the database. Cheap to clone.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    url: DatabaseUrl,
    readers: Pool<Manager>,
    writing: Writing,
    changes: watch::Sender<u64>,
}

enum Writing {
    /// This process only reads.
    Nobody,
    Embedded(Writer),
    Server(Pool<Manager>),
}

impl Store {
    /// Opens the database. It must exist and be migrated, except that SQLite makes an empty file.
    pub fn open(url: &DatabaseUrl) -> Result<Store> {
        let (changes, _) = watch::channel(0);
        let writing = match url {
            DatabaseUrl::Postgres(_) => Writing::Server(pool::pool(url, Access::Write, WRITERS)),
            DatabaseUrl::Sqlite(_) => {
                let changes = changes.clone();
                let committed = move || changes.send_modify(|count| *count += 1);
                Writing::Embedded(Writer::start(url.clone(), committed)?)
            }
        };
        let readers = pool::pool(url, Access::Read, READERS);
        Ok(Store(Arc::new(Inner { url: url.clone(), readers, writing, changes })))
    }

    /// Opens the database, never to write to it. It must exist and be migrated.
    pub fn read_only(url: &DatabaseUrl) -> Store {
        let (changes, _) = watch::channel(0);
        let readers = pool::pool(url, Access::Read, READERS);
        Store(Arc::new(Inner { url: url.clone(), readers, writing: Writing::Nobody, changes }))
    }

    /// Reads. The closure may run several queries; they need not see one moment.
    pub async fn read<T, F>(&self, query: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Db) -> Result<T> + Send + 'static,
    {
        task::outcome(self.run_read(task::of(query)).await?)
    }

    /// Writes, in one transaction. All of it is kept and durable, or nothing is.
    ///
    /// # Errors
    /// `ReadOnly`, if this process only reads.
    pub async fn write<T, F>(&self, act: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Db) -> Result<T> + Send + 'static,
    {
        task::outcome(self.run_write(task::of(act)).await?)
    }

    async fn run_read(&self, query: Task) -> Result<Done> {
        let inner = self.0.clone();
        blocking(move || inner.connection(&inner.readers)?.guarded(query)).await
    }

    async fn run_write(&self, act: Task) -> Result<Done> {
        match &self.0.writing {
            Writing::Nobody => Err(Error::Refused(crate::domain::Refusal::ReadOnly)),
            Writing::Embedded(writer) => writer.write(act).await,
            Writing::Server(_) => {
                let inner = self.0.clone();
                blocking(move || inner.write_on_server(act)).await
            }
        }
    }

    /// Tells when this process has written something.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.0.changes.subscribe()
    }

    /// Brings the schema up to date and says which migrations ran.
    pub fn migrate(url: &DatabaseUrl) -> Result<Vec<String>> {
        migrations::run(&mut *url.create(Access::Write)?)
    }

    /// Reads once, without changing anything about the file, as a copy must be looked at.
    pub fn look<T>(url: &DatabaseUrl, query: impl FnOnce(&mut Db) -> Result<T>) -> Result<T> {
        query(&mut *url.connect(Access::Look)?)
    }

    /// Writes once into a copy that nobody serves, and leaves no file beside it.
    pub fn amend<T>(url: &DatabaseUrl, act: impl FnOnce(&mut Db) -> Result<T>) -> Result<T> {
        act(&mut *url.connect(Access::Amend)?)
    }

    /// Copies an embedded database into an empty file, while others read and write it.
    pub fn copy(url: &DatabaseUrl, into: &std::path::Path) -> Result<()> {
        backup::copy(&mut *url.connect(Access::Write)?, into)
    }

    /// Which migrations have not run yet, found out without writing or making anything.
    pub fn pending(url: &DatabaseUrl) -> Result<Pending> {
        if !url.is_there() {
            return migrations::all(url);
        }
        migrations::pending(&mut *url.connect(Access::Look)?)
    }

    /// Which database this is.
    pub fn url(&self) -> &DatabaseUrl {
        &self.0.url
    }
}

impl Inner {
    fn write_on_server(&self, act: Task) -> Result<Done> {
        let Writing::Server(writers) = &self.writing else {
            return Err(Error::internal("the embedded database has one writer"));
        };
        let db = &mut **self.connection(writers)?;
        db.begin_write()?;
        let outcome = db.guarded(act);
        match outcome {
            Ok(_) => {
                db.commit()?;
                self.changes.send_modify(|count| *count += 1);
            }
            Err(_) => db.roll_back(),
        }
        outcome
    }

    fn connection(&self, pool: &Pool<Manager>) -> Result<PooledConnection<Manager>> {
        self.url.check_present()?;
        pool.get().map_err(Error::away)
    }
}

async fn blocking(work: impl FnOnce() -> Result<Done> + Send + 'static) -> Result<Done> {
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)?
}
