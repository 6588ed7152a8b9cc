//! The single writer of the embedded database.
//!
//! One thread owns the one writing connection. It takes every request that waits, runs each in a
//! savepoint of its own, commits them all with one flush to disk, and only then answers. So a
//! request is durable when it is answered, one request's failure undoes nothing of another's, and
//! a busy moment costs one flush instead of many. The file is looked for before every commit.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use diesel::Connection;
use tokio::sync::oneshot;

use super::Db;
use super::pool::{Access, DatabaseUrl, Opened};
use crate::domain::{Error, Result};

/// Requests that may wait for the writer before senders are held back.
const WAITING: usize = 1024;
/// Most requests in one commit.
const BATCH: usize = 128;

type Answer = Box<dyn FnOnce(Result<(), Arc<Error>>) + Send>;
/// Runs in the open transaction, or learns why none could be opened.
type Request = Box<dyn FnOnce(Result<&mut Db, Arc<Error>>) -> Answer + Send>;

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
    pub async fn write<T, F>(&self, act: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Db) -> Result<T> + Send + 'static,
    {
        let (sender, answer) = oneshot::channel();
        let request: Request = Box::new(move |transaction| {
            let lost = |error: Arc<Error>| Err(Error::internal(format!("the write was lost: {error}")));
            let outcome = transaction.map_or_else(lost, |db| in_savepoint(db, act));
            Box::new(move |committed| {
                // The asker may be gone (a closed connection); the act stands all the same.
                let _ = sender.send(committed.map_or_else(lost, |()| outcome));
            })
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

fn in_savepoint<T>(db: &mut Db, act: impl FnOnce(&mut Db) -> Result<T>) -> Result<T> {
    db.transaction(|db| db.guarded(act))
}

fn run(url: &DatabaseUrl, mut db: Opened, waiting: &Receiver<Request>, committed: impl Fn()) {
    while let Ok(first) = waiting.recv() {
        let batch = std::iter::once(first).chain(waiting.try_iter().take(BATCH - 1));
        match stay_in_place(url, &mut db) {
            Ok(()) => commit_together(&mut db, batch, &committed),
            Err(error) => refuse(batch, error),
        }
    }
}

/// Goes over to the file that stands at the path now, if it is another than before.
fn stay_in_place(url: &DatabaseUrl, db: &mut Opened) -> Result<()> {
    url.check_present()?;
    if db.check_in_place(url).is_err() {
        *db = url.connect(Access::Write)?;
    }
    Ok(())
}

fn refuse(batch: impl Iterator<Item = Request>, error: Error) {
    let error = Arc::new(error);
    batch.for_each(|request| request(Err(error.clone()))(Err(error.clone())));
}

/// Whoever watches for changes is told before the askers are answered, so that an asker who looks
/// right away finds the news under way.
fn commit_together(db: &mut Db, batch: impl Iterator<Item = Request>, committed: &impl Fn()) {
    if let Err(error) = db.begin_write() {
        return refuse(batch, error);
    }
    let answers: Vec<Answer> = batch.map(|request| request(Ok(db))).collect();
    let outcome = db.commit().map_err(|error| {
        db.roll_back();
        Arc::new(error)
    });
    committed();
    for answer in answers {
        answer(outcome.clone());
    }
}
