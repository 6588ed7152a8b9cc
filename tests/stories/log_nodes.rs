//! Several nodes sign one log: none forks it, each remembers what the others published, and one that remembers less does not
//! sign what may be older.

use std::path::Path;

use tilsagn::app::log::{memory, seal};
use tilsagn::app::{App, boot};
use tilsagn::clock::{SystemChance, SystemClock};
use tilsagn::config::Peer;

use crate::log_sealed::news;
use crate::stories;
use crate::support::app::TestApp;

stories!(
    two_nodes_never_fork,
    a_node_remembers_what_another_published,
    a_node_that_remembers_less_does_not_sign_a_copy,
    a_node_that_was_in_step_waits_for_no_witness,
);

/// A witness that never answers.
const AWAY: &str =
    "witness.example.org+659b8c9e+BMqTrBcFGHBx1nuDx/8O/oEI6OxFMFdddyaHkzPb2r58@http://127.0.0.1:1";

/// Another node on the same database: its own folder, a copy of the key, its own memory.
fn another_node(app: &TestApp, folder: &Path) -> App {
    asking_node(app, folder, &[])
}

/// The same, which asks witnesses.
fn asking_node(app: &TestApp, folder: &Path, witnesses: &[Peer]) -> App {
    let mut config = app.app.config.clone();
    config.witnesses = witnesses.to_vec();
    let key = folder.join("log.key");
    std::fs::copy(&config.log_key_file, &key).unwrap();
    config.log_key_file = key;
    app.block_on(boot::open(config, Box::new(SystemClock), Box::new(SystemChance))).unwrap()
}

fn two_nodes_never_fork(app: &TestApp) {
    let folder = tempfile::tempdir().unwrap();
    let other = another_node(app, folder.path());
    for round in 0..20 {
        news(app, 40 + round);
        let ours = app.block_on(seal::prepare(&app.app)).unwrap().unwrap();
        // The other sees more, or the same.
        news(app, round % 3);
        let theirs = app.block_on(seal::prepare(&other)).unwrap().unwrap();
        let (won, lost) = if round % 2 == 0 {
            let won = app.block_on(seal::publish(&app.app, ours)).unwrap();
            (won, app.block_on(seal::publish(&other, theirs)).unwrap())
        } else {
            let won = app.block_on(seal::publish(&other, theirs)).unwrap();
            (won, app.block_on(seal::publish(&app.app, ours)).unwrap())
        };
        assert!(won.is_some() && lost.is_none(), "{won:?} {lost:?}");
    }
    app.settle();
    app.verify().good();
}

/// Another node, which signed five entries; of ten, another signed the last.
fn node_behind(app: &TestApp, folder: &Path) -> App {
    let other = another_node(app, folder);
    news(app, 5);
    assert_eq!(app.block_on(seal::seal(&other)).unwrap(), Some(5));
    news(app, 5);
    assert_eq!(app.block_on(seal::seal(&app.app)).unwrap(), Some(10));
    other
}

fn a_node_remembers_what_another_published(app: &TestApp) {
    let folder = tempfile::tempdir().unwrap();
    let other = node_behind(app, folder.path());
    assert_eq!(other.log_signer.last_signed().unwrap().unwrap().size, 5);
    assert_eq!(app.block_on(seal::seal(&other)).unwrap(), None, "nothing is new");
    let known = other.log_signer.last_signed().unwrap();
    assert_eq!(known, app.app.log_signer.last_signed().unwrap(), "an older database is noticed by both");
}

fn a_node_that_remembers_less_does_not_sign_a_copy(app: &TestApp) {
    let folder = tempfile::tempdir().unwrap();
    let other = node_behind(app, folder.path());
    // The database is a copy. More may have been published since it was made than it knows of.
    app.write(memory::note_restored);
    news(app, 1);
    let error = app.block_on(seal::seal(&other)).unwrap_err().to_string();
    assert!(error.contains("put back from a copy"), "{error}");
    assert!(app.block_on(seal::check_numbers(&other)).is_err());
    // Whoever remembers all that it knows of, and nothing more, knows what was signed last.
    assert_eq!(app.block_on(seal::seal(&app.app)).unwrap(), Some(11));
    assert_eq!(app.block_on(seal::seal(&other)).unwrap(), None);
}

fn a_node_that_was_in_step_waits_for_no_witness(app: &TestApp) {
    let folder = tempfile::tempdir().unwrap();
    let away = [Peer::parse(AWAY).unwrap()];
    news(app, 5);
    assert_eq!(app.block_on(seal::seal(&app.app)).unwrap(), Some(5));
    let error = app.block_on(seal::seal(&asking_node(app, folder.path(), &away))).unwrap_err().to_string();
    assert!(error.contains("has not said it yet"), "it knows less than was published: {error}");
    assert_eq!(app.block_on(seal::seal(&another_node(app, folder.path()))).unwrap(), None);
    let other = asking_node(app, folder.path(), &away);
    assert_eq!(app.block_on(seal::seal(&other)).unwrap(), None, "it knows all");
    news(app, 5);
    assert_eq!(app.block_on(seal::seal(&app.app)).unwrap(), Some(10));
    news(app, 1);
    assert_eq!(app.block_on(seal::seal(&other)).unwrap(), Some(11), "only the other node went ahead of it");
}
