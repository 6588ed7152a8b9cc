//! The signer's key, its memory and the lock of that cannot be opened, read or locked, one time after the other. What cannot
//! be read is not taken for what is not there: over a database that has another past than was signed nothing is signed, and
//! neither key nor memory is made anew. They are files beside either database.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};
use tilsagn::app::log::seal;
use tilsagn::store;

use super::sealing::{append, fault, met, shim};
use super::site::{Deployment, chance};
use crate::support::bodies::news;

/// More reads than there are until sealing is refused.
const MOST: u32 = 400;
/// How a read can fail.
const MODES: [&str; 2] = ["lost", "done"];
/// Reads that are always there, as their names begin.
const ALWAYS: [&str; 3] = ["open", "read", "flock"];

#[test]
fn the_signer_bears_some_reads_that_fail() {
    bears(&Deployment::on_sqlite(), 9);
}

#[test]
#[ignore = "long: part of ./tests/run --all"]
fn the_signer_bears_each_read_that_fails() {
    bears(&Deployment::on_sqlite(), 1);
}

/// One read of so many fails, and by chance which.
fn bears(deployment: &Deployment, one_of: u32) {
    deployment.prepare();
    let forked = fork(deployment);
    let shim = shim(deployment.folder());
    let database = deployment.path("run.db");
    let url = format!("sqlite:{}", database.display());
    let settings = [("FAULT_READS", "on"), ("FAULT_ARM", "log.key"), ("TILSAGN_DATABASE_URL", url.as_str())];
    let files = ["data/log.key", "data/log.key.signed"].map(|file| deployment.path(file));
    let held = || files.each_ref().map(|file| std::fs::read(file).unwrap());
    let (before, first) = (held(), chance(one_of.into()) as u32);
    for mode in MODES {
        let mut told = BTreeMap::<String, u32>::new();
        for step in (1..MOST).filter(|step| step % one_of == first) {
            // What a start has noted of the tree that is missing goes with it.
            put(&forked, &database);
            let ran = fault(deployment, &shim, (mode, step), &settings);
            let said = ran.said;
            assert!(!said.contains("a checkpoint was published"), "{mode} at step {step}: {said}");
            assert!(held() == before, "{mode} at step {step} changed the key or the memory: {said}");
            let Some(what) = ran.fired else { break };
            *told.entry(what).or_default() += 1;
        }
        println!("{mode}: {told:?}");
        met(&told, one_of, &ALWAYS);
    }
}

/// A database that goes on otherwise than what was signed behind its newest tree.
fn fork(deployment: &Deployment) -> PathBuf {
    let (older, forked) = (deployment.path("older.db"), deployment.path("forked.db"));
    sealed(deployment);
    copy(&deployment.path("test.db"), &older);
    sealed(deployment);
    let url = format!("sqlite:{}", older.display());
    deployment.opened(&[("TILSAGN_DATABASE_URL", url.as_str())], async |app| {
        let now = app.clock.now();
        // As a version would number them that does not look at what was signed.
        let more = app.store.write(move |db| {
            news(db, now, 5)?;
            while store::entry::number_new(db)? > 0 {}
            Ok(())
        });
        more.await.unwrap();
    });
    copy(&older, &forked);
    forked
}

/// Entries under a tree that is signed and published.
fn sealed(deployment: &Deployment) {
    append(deployment, 3);
    deployment.with_app(async |app| assert!(seal::seal(app).await.unwrap().is_some()));
}

/// The whole database in one file, also where somebody is still about to close it.
fn copy(database: &Path, to: &Path) {
    let mut connection = SqliteConnection::establish(database.to_str().unwrap()).unwrap();
    let statements = format!("PRAGMA busy_timeout = 5000; VACUUM INTO '{}'", to.display());
    connection.batch_execute(&statements).unwrap();
}

/// Puts a copy in the place of a database that nobody uses.
fn put(copy: &Path, database: &Path) {
    for end in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", database.display()));
    }
    std::fs::copy(copy, database).unwrap();
}
