//! The signer's key, its memory and the lock of that cannot be opened, read or locked, one time after the other. What cannot
//! be read is not taken for what is not there: over a database that has another past than was signed nothing is signed, and
//! neither key nor memory is made anew. They are files beside either database.

use std::collections::BTreeMap;
use std::path::Path;

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
    let (database, forked) = (deployment.path("test.db"), deployment.path("forked.db"));
    fork(deployment, &database, &forked);
    let shim = shim(deployment.folder());
    let files = ["data/log.key", "data/log.key.signed"].map(|file| deployment.path(file));
    let held = || files.each_ref().map(|file| std::fs::read(file).unwrap());
    let (before, first) = (held(), chance(one_of.into()) as u32);
    for mode in MODES {
        let mut told = BTreeMap::<String, u32>::new();
        for step in (1..MOST).filter(|step| step % one_of == first) {
            // What a start has noted of the tree that is missing goes with it.
            put(&forked, &database);
            let reads = [("FAULT_READS", "on"), ("FAULT_ARM", "log.key")];
            let ran = fault(deployment, &shim, (mode, step), &reads);
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

/// Leaves a database that goes on otherwise than what was signed behind it.
fn fork(deployment: &Deployment, database: &Path, forked: &Path) {
    sealed(deployment);
    let older = deployment.path("older.db");
    copy(database, &older);
    sealed(deployment);
    put(&older, database);
    deployment.with_app(async |app| {
        let now = app.clock.now();
        // As a version would number them that does not look at what was signed.
        let more = app.store.write(move |db| {
            news(db, now, 5)?;
            while store::entry::number_new(db)? > 0 {}
            Ok(())
        });
        more.await.unwrap();
    });
    copy(database, forked);
}

/// Entries under a tree that is signed and published.
fn sealed(deployment: &Deployment) {
    append(deployment, 3);
    deployment.with_app(async |app| assert!(seal::seal(app).await.unwrap().is_some()));
}

/// The whole database in one file.
fn copy(database: &Path, to: &Path) {
    let mut connection = SqliteConnection::establish(database.to_str().unwrap()).unwrap();
    connection.batch_execute(&format!("VACUUM INTO '{}'", to.display())).unwrap();
}

/// Puts a copy in the place of a database that nobody uses.
fn put(copy: &Path, database: &Path) {
    for end in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", database.display()));
    }
    std::fs::copy(copy, database).unwrap();
}
