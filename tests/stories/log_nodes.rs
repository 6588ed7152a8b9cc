//! Several nodes sign one log: none forks it, each remembers what the others published, and one that remembers less does not
//! sign what may be older.

use std::path::Path;

use serde_json::json;
use tilsagn::app::log::{LogSigner, memory, resume, seal};
use tilsagn::app::{App, boot};
use tilsagn::clock::SystemChance;
use tilsagn::config::Peer;
use tilsagn::store;
use tilsagn::worker::numbering;

use crate::log_sealed::{keep_tiles, news, resumed_from, roll_back};
use crate::stories;
use crate::support::app::{Hand, TestApp};
use crate::support::bodies;
use crate::support::log::mirror;

stories!(
    two_nodes_never_fork,
    a_node_remembers_what_another_published,
    a_node_that_remembers_less_does_not_sign_a_copy,
    a_node_that_was_in_step_waits_for_no_witness,
    a_node_that_signed_more_than_was_put_back_stops_the_others,
    a_missed_tree_stops_a_database_that_has_grown_past_it,
    a_missed_tree_stops_a_database_that_has_published_past_it,
    a_tree_that_is_missed_meanwhile_is_not_published_over,
    a_copy_without_what_another_node_signed_is_refused,
    another_log_ends_where_another_node_signed_last,
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
    app.block_on(boot::open(config, Box::new(Hand(app.clock.clone())), Box::new(SystemChance))).unwrap()
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

/// Another node, which signed five entries; of ten, this one signed the last, and the database has the five again, as after
/// an older dump was put back. Copies of then lie in the folder.
fn restored_beside(app: &TestApp, folder: &Path) -> App {
    let other = another_node(app, folder);
    news(app, 5);
    assert_eq!(app.block_on(seal::seal(&other)).unwrap(), Some(5));
    app.settle();
    mirror(app, &folder.join("older"));
    keep_tiles(app);
    news(app, 5);
    app.settle();
    mirror(app, &folder.join("copy"));
    roll_back(app, 5);
    app.write(|db, now| bodies::news(db, now, 1));
    other
}

fn published(app: &TestApp) -> i64 {
    app.read(store::log::size)
}

fn a_node_that_signed_more_than_was_put_back_stops_the_others(app: &TestApp) {
    let folder = tempfile::tempdir().unwrap();
    let other = restored_beside(app, folder.path());
    for _ in 0..2 {
        assert!(app.block_on(seal::seal(&app.app)).is_err());
    }
    let told = app.rows()["audit_lines"].iter().filter(|line| line.contains("log.tree_missing")).count();
    assert_eq!(told, 1, "it is told once");
    let signer = LogSigner::load(&other.config.log_key_file).unwrap();
    for refused in [
        app.block_on(numbering::number(&other)).unwrap_err(),
        app.block_on(seal::seal(&other)).unwrap_err(),
        app.block_on(seal::check(&other)).unwrap_err(),
        app.block_on(seal::check_as(&other.store, signer, app.app.clock.now())).unwrap_err(),
    ] {
        let said = refused.to_string();
        assert!(said.contains("a tree of 10 was signed, as another node says"), "{said}");
        assert!(said.contains("stop every node and run `tilsagn log resume --from`"), "{said}");
    }
    assert_eq!(published(app), 5);

    resumed_from(app, &folder.path().join("copy"));
    assert!(app.read(store::log::missing).is_empty(), "it is here again");
    news(app, 1);
    assert_eq!(app.block_on(seal::seal(&other)).unwrap(), Some(13));
    app.settle();
    app.verify().good();
}

fn a_missed_tree_stops_a_database_that_has_grown_past_it(app: &TestApp) {
    let folder = tempfile::tempdir().unwrap();
    let other = grown_past(app, folder.path());
    stops_both(app, &other);
    assert_eq!(published(app), 5);
}

fn a_missed_tree_stops_a_database_that_has_published_past_it(app: &TestApp) {
    let folder = tempfile::tempdir().unwrap();
    let other = grown_past(app, folder.path());
    assert_eq!(app.block_on(seal::seal(&other)).unwrap(), Some(14));
    stops_both(app, &other);
    assert_eq!(published(app), 14);
}

fn grow(app: &TestApp, count: usize) {
    app.write(move |db, now| bodies::news(db, now, count));
}

/// Another node, which has numbered more by now than this one had signed before the restore.
fn grown_past(app: &TestApp, folder: &Path) -> App {
    let other = restored_beside(app, folder);
    grow(app, 8);
    assert_eq!(app.block_on(numbering::number(&other)).unwrap(), 9);
    other
}

/// Nothing more gets a number or is signed once the node that remembers more has looked.
fn stops_both(app: &TestApp, other: &App) {
    let past = "the first 10 entries in the database are not those that were signed";
    let seen = app.block_on(seal::seal(&app.app)).unwrap_err().to_string();
    assert!(seen.contains(past), "{seen}");
    grow(app, 1);
    for node in [&app.app, other] {
        for refused in
            [app.block_on(numbering::number(node)).unwrap_err(), app.block_on(seal::seal(node)).unwrap_err()]
        {
            assert!(refused.to_string().contains(past), "{refused}");
        }
    }
}

fn a_tree_that_is_missed_meanwhile_is_not_published_over(app: &TestApp) {
    let folder = tempfile::tempdir().unwrap();
    let other = restored_beside(app, folder.path());
    app.block_on(numbering::number(&other)).unwrap();
    let prepared = app.block_on(seal::prepare(&other)).unwrap().unwrap();
    assert!(app.block_on(seal::seal(&app.app)).is_err());
    assert_eq!(app.block_on(seal::publish(&other, prepared)).unwrap(), None);
    assert_eq!(published(app), 5);
}

fn a_copy_without_what_another_node_signed_is_refused(app: &TestApp) {
    let folder = tempfile::tempdir().unwrap();
    let other = restored_beside(app, folder.path());
    assert!(app.block_on(numbering::number(&app.app)).is_err());
    let older = folder.path().join("older");
    let mut program = app.program(&["log", "resume", "--from", older.to_str().unwrap()]);
    let output = program.env("TILSAGN_LOG_KEY_FILE", &other.config.log_key_file).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.contains("does not begin with the tree of 10"), "{said}");
}

fn another_log_ends_where_another_node_signed_last(app: &TestApp) {
    let folder = tempfile::tempdir().unwrap();
    let other = restored_beside(app, folder.path());
    assert!(app.block_on(seal::seal(&app.app)).is_err());
    let last = app.read(store::log::missing).remove(0).note;
    app.block_on(resume::under_another_name(&other, "127.0.0.1/log/2")).unwrap();
    app.block_on(numbering::number(&other)).unwrap();
    assert_eq!(app.block_on(seal::seal(&other)).unwrap(), Some(7));
    let body = app.read(|db| store::entry::bodies(db, "log.resumed")).remove(0);
    let body: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!((&body["to"], &body["checkpoint"]), (&json!(10), &json!(last)));
    assert!(app.block_on(seal::seal(&app.app)).is_err(), "it has the old key alone");
    assert!(app.read(store::log::missing).is_empty(), "what was signed in the log before is missed no more");
}
