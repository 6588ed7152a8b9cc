//! The single writer of the embedded database.
//!
//! One thread owns the one writing connection. It takes every request that waits, runs each in a
//! savepoint of its own, commits them all with one flush to disk, and only then answers. So a
//! request is durable when it is answered, one request's failure undoes nothing of another's, and
//! a busy moment costs one flush instead of many. The file is looked for before every commit.
//!
//! The first has the transaction to itself and no savepoint: inside one, SQLite keeps what every page was in a list, and
//! walks all of it after each statement, so that an act over many thousand rows takes many times as long.
//!
//! In a quiet moment the thread empties the log of changes (`-wal`): what was overwritten, such as the words of who was
//! erased, then stands neither there nor in the file.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

use diesel::r2d2::R2D2Connection;
use diesel::sql_types::Integer;
use diesel::{Connection, QueryableByName, RunQueryDsl, sql_query};
use tokio::sync::oneshot;

use super::Db;
use super::pool::{Access, BUSY_MILLIS, DatabaseUrl, Opened};
use super::task::{Done, Task};
use crate::domain::{Error, Result};

/// Requests that may wait for the writer before senders are held back.
const WAITING: usize = 1024;
/// Most requests in one commit.
const BATCH: usize = 128;
/// Quiet after which the log of changes is emptied.
const QUIET: Duration = Duration::from_millis(500);
/// Commits after which it is emptied though there is no quiet.
const COMMITS: usize = 2_000;

type Answer = Box<dyn FnOnce(Result<(), Arc<Error>>) + Send>;
/// Runs in the open transaction, or learns why none could be opened.
type Request = Box<dyn FnOnce(Result<(&mut Db, Scope), Arc<Error>>) -> Ran + Send>;

/// What is undone when a request fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// The whole transaction, in which nothing else is yet. Whoever runs the request undoes it.
    Transaction,
    /// What the request did. It does so itself.
    Savepoint,
}

/// A request that has run.
struct Ran {
    kept: bool,
    answer: Answer,
}

/// Hands requests to the writer thread. The thread ends when the last handle is dropped.
pub(super) struct Writer {
    requests: SyncSender<Request>,
}

impl Writer {
    pub fn start(url: DatabaseUrl, committed: impl Fn() + Send + 'static) -> Result<Writer> {
        let connection = url.create(Access::Write)?;
        let (requests, waiting) = sync_channel(WAITING);
        std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || run(&url, connection, &waiting, committed))
            .map_err(Error::internal)?;
        Ok(Writer { requests })
    }

    /// Runs the act in a transaction and answers once it is durable.
    pub async fn write(&self, act: Task) -> Result<Done> {
        let (sender, answer) = oneshot::channel();
        let request: Request = Box::new(move |transaction| {
            let outcome = transaction.map_or_else(
                |error| Err(lost(&error)),
                |(db, scope)| match scope {
                    Scope::Transaction => db.guarded(act),
                    Scope::Savepoint => db.transaction(|db| db.guarded(act)),
                },
            );
            let kept = outcome.is_ok();
            let answer: Answer = Box::new(move |committed| {
                // The asker may be gone (a closed connection); the act stands all the same.
                let _ = sender.send(committed.map_or_else(|error| Err(lost(&error)), |()| outcome));
            });
            Ran { kept, answer }
        });
        let requests = self.requests.clone();
        let closed = || Error::internal("the writer has stopped");
        match requests.try_send(request) {
            Ok(()) => {}
            Err(std::sync::mpsc::TrySendError::Full(request)) => {
                let sent = tokio::task::spawn_blocking(move || requests.send(request)).await;
                sent.map_err(Error::internal)?.map_err(|_| closed())?;
            }
            Err(std::sync::mpsc::TrySendError::Disconnected(_)) => return Err(closed()),
        }
        answer.await.map_err(|_| closed())?
    }
}

/// What an asker is told of a transaction that all of a batch had in common.
fn lost(error: &Error) -> Error {
    let why = format!("the write was lost: {}", error.reason());
    match error {
        Error::Away(_) => Error::away(why),
        _ => Error::internal(why),
    }
}

fn run(url: &DatabaseUrl, mut db: Opened, waiting: &Receiver<Request>, committed: impl Fn()) {
    let mut unsettled = 0;
    loop {
        let first = match unsettled {
            0 => waiting.recv().map_err(RecvTimeoutError::from),
            _ => waiting.recv_timeout(QUIET),
        };
        match first {
            Ok(first) => {
                let batch = std::iter::once(first).chain(waiting.try_iter().take(BATCH - 1));
                match stay_in_place(url, &mut db) {
                    Ok(()) => commit_together(&mut db, batch, &committed),
                    Err(error) => refuse(batch, error),
                }
                unsettled += 1;
                if unsettled < COMMITS {
                    continue;
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        unsettled = usize::from(!settle(url, &mut db));
    }
}

#[derive(QueryableByName)]
struct Settled {
    #[diesel(sql_type = Integer)]
    busy: i32,
}

/// Empties the log of changes into the file. `false` while somebody still reads from it: then it is tried again.
fn settle(url: &DatabaseUrl, db: &mut Opened) -> bool {
    if stay_in_place(url, db).is_err() {
        return false;
    }
    let Db::Sqlite(connection) = &mut **db else { return true };
    // Whoever comes to write must not wait for a long reader.
    let settled = sql_query("PRAGMA busy_timeout = 0")
        .execute(connection)
        .and_then(|_| sql_query("PRAGMA wal_checkpoint(TRUNCATE)").get_result::<Settled>(connection));
    let patient = sql_query(format!("PRAGMA busy_timeout = {BUSY_MILLIS}")).execute(connection);
    patient.is_ok() && settled.is_ok_and(|settled| settled.busy == 0)
}

/// Goes over to the file that stands at the path now, if it is another than before; and to another connection, if this one
/// no longer knows in which transaction it is, as after a full disk.
fn stay_in_place(url: &DatabaseUrl, db: &mut Opened) -> Result<()> {
    url.check_present()?;
    if db.check_in_place(url).is_err() || db.is_broken() {
        *db = url.connect(Access::Write)?;
    }
    Ok(())
}

fn refuse(batch: impl Iterator<Item = Request>, error: Error) {
    let error = Arc::new(error);
    batch.for_each(|request| (request(Err(error.clone())).answer)(Err(error.clone())));
}

/// Whoever watches for changes is told before the askers are answered, so that an asker who looks
/// right away finds the news under way. Of what was not kept nobody is told.
fn commit_together(db: &mut Db, mut batch: impl Iterator<Item = Request>, committed: &impl Fn()) {
    if let Err(error) = db.begin_write() {
        return refuse(batch, error);
    }
    let mut answers = Vec::new();
    let mut scope = Scope::Transaction;
    while let Some(request) = batch.next() {
        let Ran { kept, answer } = request(Ok((db, scope)));
        answers.push(answer);
        if kept {
            scope = Scope::Savepoint;
        } else if scope == Scope::Transaction {
            db.roll_back();
            if let Err(error) = db.begin_write() {
                answers.into_iter().for_each(|failed| failed(Ok(())));
                return refuse(batch, error);
            }
        }
    }
    let outcome = db.commit().map_err(|error| {
        db.roll_back();
        Arc::new(error)
    });
    if scope == Scope::Savepoint && outcome.is_ok() {
        committed();
    }
    for answer in answers {
        answer(outcome.clone());
    }
}
