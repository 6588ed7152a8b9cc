//! Sealing: what is published goes on from what was signed, whatever happens between.

use std::path::Path;

use chrono::Duration;
use serde_json::{Value, json};
use tilsagn::app::boot;
use tilsagn::app::log::{LogSigner, key_change, resume, seal};
use tilsagn::clock::{SystemChance, SystemClock};
use tilsagn::domain::Error;
use tilsagn::log::checkpoint::Head;
use tilsagn::store;
use tilsagn::worker::numbering;

use crate::log_key::rotated;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::bodies;
use crate::support::log::{mirror, run, verify};
use crate::support::rows::run_sql;

stories!(
    a_tree_that_was_signed_and_never_published_is_published_next,
    a_commit_that_failed_is_done_again,
    a_commit_that_was_reported_lost_is_not_done_twice,
    a_signer_that_lost_its_memory_goes_on_from_the_database,
    a_memory_that_cannot_be_read_says_what_to_do,
    a_database_that_was_rolled_back_signs_nothing_until_the_log_is_resumed,
    a_counter_that_was_set_back_is_told,
    an_entry_that_is_dated_ahead_gets_no_number,
    a_tile_that_is_gone_says_what_to_do,
    a_log_that_was_begun_gets_no_second_key,
    another_key_does_not_sign,
);

/// Entries that say something, numbered.
pub fn news(app: &TestApp, count: usize) {
    app.write(move |db, now| bodies::news(db, now, count));
    app.block_on(numbering::number(&app.app)).unwrap();
}

fn note(app: &TestApp) -> String {
    app.anonymous().get("/log/checkpoint").ok().body
}

fn a_tree_that_was_signed_and_never_published_is_published_next(app: &TestApp) {
    news(app, 5);
    app.settle();
    let before = note(app);
    news(app, 3);
    let lost = app.block_on(seal::prepare(&app.app)).unwrap().unwrap();
    assert_eq!(app.app.log_signer.last_signed().unwrap().unwrap().size, 8);
    assert_eq!(note(app), before, "nobody sees what was only signed");
    drop(lost);
    news(app, 300);
    assert_eq!(app.block_on(seal::seal(&app.app)).unwrap(), Some(308));
    app.settle();
    app.verify().good();
}

fn a_commit_that_failed_is_done_again(app: &TestApp) {
    news(app, 5);
    let broken = |db: &mut store::Db, _| match db {
        store::Db::Sqlite(_) => run(
            db,
            "CREATE TRIGGER broken BEFORE INSERT ON log_tiles BEGIN SELECT RAISE(ABORT, 'broken'); END",
        ),
        store::Db::Pg(_) => run(
            db,
            "CREATE TRIGGER broken BEFORE INSERT ON log_tiles FOR EACH ROW EXECUTE FUNCTION refuse_change('broken')",
        ),
    };
    app.write(broken);
    assert!(app.block_on(seal::seal(&app.app)).is_err());
    assert_eq!(app.anonymous().get("/log/checkpoint").status, 404, "all of it or nothing");
    app.write(|db, _| match db {
        store::Db::Sqlite(_) => run(db, "DROP TRIGGER broken"),
        store::Db::Pg(_) => run(db, "DROP TRIGGER broken ON log_tiles"),
    });
    assert_eq!(app.block_on(seal::seal(&app.app)).unwrap(), Some(5));
    app.settle();
    app.verify().good();
}

fn a_commit_that_was_reported_lost_is_not_done_twice(app: &TestApp) {
    news(app, 5);
    let prepared = app.block_on(seal::prepare(&app.app)).unwrap().unwrap();
    let _ = app.block_on(seal::publish(&app.app, prepared));
    let published = note(app);
    assert_eq!(app.block_on(seal::seal(&app.app)).unwrap(), None);
    assert_eq!(note(app), published);
    app.settle();
    app.verify().good();
}

fn a_signer_that_lost_its_memory_goes_on_from_the_database(app: &TestApp) {
    news(app, 5);
    app.settle();
    let memory = tilsagn::files::beside(&app.app.config.log_key_file, ".signed");
    std::fs::remove_file(&memory).unwrap();
    news(app, 5);
    assert_eq!(app.block_on(seal::seal(&app.app)).unwrap(), Some(10));
    let kept = Head::open(&std::fs::read_to_string(memory).unwrap(), &app.app.log_signer.verifier()).unwrap();
    assert_eq!(kept.size, 10);
}

/// Takes the log over from a copy in a folder, as whoever runs the server does.
pub fn resumed_from(app: &TestApp, copy: &Path) {
    let output = app.program(&["log", "resume", "--from", copy.to_str().unwrap()]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    app.settle();
}

fn a_memory_that_cannot_be_read_says_what_to_do(app: &TestApp) {
    news(app, 5);
    app.settle();
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy");
    mirror(app, &copy);
    let memory = tilsagn::files::beside(&app.app.config.log_key_file, ".signed");
    app.write(|db, now| bodies::news(db, now, 1));
    for damaged in [b"half a note".as_slice(), b"", b"\xff\xfe"] {
        std::fs::write(&memory, damaged).unwrap();
        let sealing = app.block_on(seal::seal(&app.app)).unwrap_err().to_string();
        let numbering = app.block_on(numbering::number(&app.app)).unwrap_err().to_string();
        for said in [sealing, numbering] {
            assert!(said.contains(memory.to_str().unwrap()), "{said}");
            assert!(said.contains("put that back, and never an older one"), "{said}");
            assert!(
                said.contains("move this one away") && said.contains("tilsagn log resume --from"),
                "{said}"
            );
        }
    }
    std::fs::rename(&memory, folder.path().join("damaged")).unwrap();
    resumed_from(app, &copy);
    assert_eq!(app.verify().good()["tree_size"], 6);
    assert_eq!(app.app.log_signer.last_signed().unwrap().unwrap().size, 6);
}

/// Keeps the tree's tiles, for `roll_back`.
pub fn keep_tiles(app: &TestApp) {
    app.write(|db, _| run(db, "CREATE TABLE kept_tiles AS SELECT * FROM log_tiles"));
}

/// Lets the log's rows be what they were when the tiles were kept, as after a backup of that moment was put back.
pub fn roll_back(app: &TestApp, size: u64) {
    let unguarded = app.read(|db| {
        Ok(match db {
            store::Db::Sqlite(_) => "DROP TRIGGER IF EXISTS log_checkpoints_are_kept",
            store::Db::Pg(_) => "ALTER TABLE log_checkpoints DISABLE TRIGGER USER",
        })
    });
    app.attack(&[
        unguarded,
        &format!("DELETE FROM log_checkpoints WHERE size > {size}"),
        &format!("DELETE FROM entries WHERE number >= {size}"),
        "DELETE FROM log_tiles",
        "INSERT INTO log_tiles SELECT * FROM kept_tiles",
        &format!("UPDATE register_state SET next_entry = {size}"),
    ]);
}

fn a_database_that_was_rolled_back_signs_nothing_until_the_log_is_resumed(app: &TestApp) {
    app.publish_register();
    keep_tiles(app);
    app.append_entries(300);
    let folder = tempfile::tempdir().unwrap();
    let (copy, seen) = (folder.path().join("copy"), folder.path().join("seen.json"));
    mirror(app, &copy);
    let seen = ["--state", seen.to_str().unwrap()];
    verify(&app.base, &seen).good();

    roll_back(app, 60);
    let sealing = app.block_on(seal::seal(&app.app)).unwrap_err().to_string();
    let sizes = "older than what was signed: it has 60 entries, and a tree of 360";
    assert!(sealing.contains(sizes), "{sealing}");
    app.write(|db, now| bodies::news(db, now, 1));
    let numbering = app.block_on(numbering::number(&app.app)).unwrap_err().to_string();
    assert!(numbering.contains(sizes) && numbering.contains("log resume"), "{numbering}");
    app.anonymous().get("/readyz").ok().says("warning: the log is not signed");
    assert_eq!(note(app).lines().nth(1), Some("60"), "nothing was signed anew");

    resumed_from(app, &copy);
    let report = verify(&app.base, &seen).good();
    assert_eq!(report["tree_size"], 362, "what came after the restore, and that the log was resumed");
    tells_what_came_back(app, &report);
    assert_eq!(app.anonymous().get("/readyz").ok().body, "ok\n");
}

/// Whoever checks learns of which entries less is proved, and from when on.
fn tells_what_came_back(app: &TestApp, report: &Value) {
    let at = report["came_back"][0]["at"].as_str().unwrap();
    assert_eq!(report["came_back"], json!([{ "entry": 361, "at": at, "from": 60, "to": 360 }]));
    let checked = app
        .program(&["log", "verify", &app.base, "--no-wait", "--no-state", "--now", "2100-01-01T00:00:00Z"])
        .output();
    let said = String::from_utf8(checked.unwrap().stdout).unwrap();
    assert!(said.contains(&format!("came back  60–359 from a copy, as entry 361 of {at} says")), "{said}");
}

fn a_counter_that_was_set_back_is_told(app: &TestApp) {
    news(app, 5);
    app.settle();
    app.write(|db, _| run(db, "UPDATE register_state SET next_entry = 2"));
    let signer = LogSigner::load(&app.app.config.log_key_file).unwrap();
    let words = "the next entry is to get the number 2, and numbers up to 4 are given";
    let told = |error: Error| assert!(error.to_string().contains(words), "{error}");
    told(app.block_on(seal::check_as(&app.app.store, signer, app.app.clock.now())).unwrap_err());
    app.write(|db, now| bodies::news(db, now, 1));
    told(app.block_on(numbering::number(&app.app)).unwrap_err());
    told(app.block_on(seal::seal(&app.app)).unwrap_err());
    app.anonymous().get("/readyz").ok().says(words).says("set next_entry to 5");
    assert!(app.read(store::log::missing).is_empty(), "what was signed is here");
    app.write(|db, _| run(db, "UPDATE register_state SET next_entry = 5"));
    app.settle();
    assert_eq!(app.anonymous().get("/readyz").ok().body, "ok\n");
    assert_eq!(app.verify().good()["tree_size"], 6);
}

fn an_entry_that_is_dated_ahead_gets_no_number(app: &TestApp) {
    news(app, 5);
    app.settle();
    let ahead = app.app.clock.now() + Duration::days(365);
    app.write(move |db, _| bodies::news(db, ahead, 1));
    let signer = LogSigner::load(&app.app.config.log_key_file).unwrap();
    let words = format!("is dated {}", ahead.rfc3339());
    let numbering = || app.block_on(numbering::number(&app.app)).unwrap_err().to_string();
    let said = numbering();
    app.clock.advance(Duration::seconds(1));
    assert_eq!(numbering(), said, "what is said once must not read otherwise each time");
    for refused in [
        app.block_on(numbering::number(&app.app)).unwrap_err(),
        app.block_on(seal::seal(&app.app)).unwrap_err(),
        app.block_on(seal::check_as(&app.app.store, signer, app.app.clock.now())).unwrap_err(),
    ] {
        let said = refused.to_string();
        assert!(said.contains(&words) && said.contains("restore the newest backup"), "{said}");
    }
    app.anonymous().get("/readyz").ok().says(&words);
    app.clock.advance(Duration::days(365));
    app.settle();
    assert_eq!(app.anonymous().get("/readyz").ok().body, "ok\n");
    assert_eq!(app.verify().good()["tree_size"], 6, "where a clock went wrong, it is enough to wait");
}

fn a_tile_that_is_gone_says_what_to_do(app: &TestApp) {
    news(app, 5);
    app.settle();
    app.write(|db, _| run(db, "DELETE FROM log_tiles"));
    let error = app.block_on(seal::seal(&app.app)).unwrap_err().to_string();
    assert!(error.contains("tile 0/000 holds 0 hashes"), "{error}");
    assert!(error.contains("the table log_tiles") && error.contains("restore the newest backup"), "{error}");
}

fn a_log_that_was_begun_gets_no_second_key(app: &TestApp) {
    news(app, 5);
    app.settle();
    let mut config = app.app.config.clone();
    config.log_key_file = config.data_dir.join("elsewhere.key");
    let opened = app.block_on(boot::open(config, Box::new(SystemClock), Box::new(SystemChance)));
    let error = opened.err().unwrap().to_string();
    assert!(error.contains("back from your copy") && error.contains("elsewhere.key"), "{error}");
}

fn another_key_does_not_sign(app: &TestApp) {
    let folder = tempfile::tempdir().unwrap();
    let mut config = app.app.config.clone();
    config.log_key_file = folder.path().join("other.key");
    let other = app.block_on(boot::open(config, Box::new(SystemClock), Box::new(SystemChance))).unwrap();
    news(app, 5);
    app.settle();
    news(app, 5);
    let error = app.block_on(seal::seal(&other)).unwrap_err().to_string();
    assert!(error.contains("is not signed by"), "{error}");
}

/// Somebody puts back an older copy of the embedded database.
/// Another application on an older copy of the database, with the same keys.
pub fn restored(app: &TestApp, old: &std::path::Path) -> TestApp {
    let key = app.app.config.log_key_file.display().to_string();
    TestApp::on_sqlite_with(&[
        ("TILSAGN_DATABASE_URL", &format!("sqlite:{}", old.display())),
        ("TILSAGN_LOG_KEY_FILE", &key),
        ("TILSAGN_SECRET_FILE", &app.app.config.secret_file.display().to_string()),
    ])
}

#[test]
fn a_database_from_an_older_backup_signs_nothing_until_the_log_is_resumed() {
    let app = TestApp::on_sqlite();
    app.publish_register();
    let folder = tempfile::tempdir().unwrap();
    let old = folder.path().join("old.db");
    backup(&app, &old);
    app.append_entries(300);
    let seen = folder.path().join("seen.json");
    let seen = ["--state", seen.to_str().unwrap()];
    verify(&app.base, &seen).good();

    let restored = restored(&app, &old);
    let sealing = restored.block_on(seal::seal(&restored.app)).unwrap_err().to_string();
    assert!(
        sealing.contains("older than what was signed: it has 60 entries, and a tree of 360"),
        "{sealing}"
    );
    restored.write(|db, now| bodies::news(db, now, 1));
    let numbering = restored.block_on(numbering::number(&restored.app)).unwrap_err().to_string();
    assert!(numbering.contains("log resume"), "{numbering}");
    restored.anonymous().get("/readyz").ok().says("warning: the log is not signed");
    assert!(!verify(&restored.base, &seen).passed, "nothing of the register is shown");

    let place: Site = Site(app.anonymous());
    let resumed = restored.block_on(resume::resume(&restored.app, &mut { place }, &mut |_, _| {})).unwrap();
    assert_eq!(resumed, resume::Resumed { held: 60, size: 360, hidden: Vec::new() });
    restored.settle();
    let report = verify(&restored.base, &seen).good();
    assert_eq!(report["tree_size"], 362, "what came after the restore, and that the log was resumed");
    assert_eq!(restored.anonymous().get("/readyz").ok().body, "ok\n");
}

/// The key was changed after the backup was made.
#[test]
fn whoever_knew_an_earlier_key_follows_a_log_that_was_resumed() {
    let app = TestApp::on_sqlite();
    app.publish_register();
    let folder = tempfile::tempdir().unwrap();
    let old = folder.path().join("old.db");
    backup(&app, &old);
    let known = app.app.log_signer.verifier().text();
    rotated(&app);
    app.block_on(key_change::retire(&app.app)).unwrap();
    app.append_entries(300);
    let restored = restored(&app, &old);
    let mut place = Site(app.anonymous());
    restored.block_on(resume::resume(&restored.app, &mut place, &mut |_, _| {})).unwrap();
    restored.settle();
    verify(&restored.base, &["--key", &known]).good();
}

/// The database and every copy of the log are lost but for an old backup; the signer remembers.
#[test]
fn where_no_copy_is_left_another_log_begins_and_says_where_the_one_before_ended() {
    let app = TestApp::on_sqlite();
    app.publish_register();
    let folder = tempfile::tempdir().unwrap();
    let old = folder.path().join("old.db");
    backup(&app, &old);
    let refused = app.block_on(resume::under_another_name(&app.app, "127.0.0.1/log/2")).unwrap_err();
    assert!(refused.to_string().contains("nothing that was signed is missing"), "{refused}");
    app.append_entries(300);
    let seen = folder.path().join("seen.json").display().to_string();
    verify(&app.base, &["--state", &seen]).good();
    let last = note(&app);
    let before = app.app.log_signer.verifier();

    let restored = restored(&app, &old);
    let again = |name| restored.block_on(resume::under_another_name(&restored.app, name));
    assert!(again(before.name()).is_err(), "the same name would be a fork");
    let key = again("127.0.0.1/log/2").unwrap();
    restored.settle();
    assert_eq!(restored.anonymous().get("/log/key").ok().body.trim(), key.text());
    let report = verify(&restored.base, &["--key", &key.text()]).good();
    assert_eq!((&report["origin"], &report["tree_size"]), (&json!("127.0.0.1/log/2"), &json!(61)));
    let entry = restored.anonymous().get("/log/entries/60").ok().body;
    let entry: serde_json::Value = serde_json::from_str(&entry).unwrap();
    assert_eq!(entry["body"]["checkpoint"], last, "the log before ended there");
    assert_eq!(entry["body"]["origin"], before.name());
    assert!(!verify(&restored.base, &["--key", &before.text()]).passed, "it is not taken for the one before");
    let told = verify(&restored.base, &["--key", &key.text(), "--state", &seen]).good();
    let lost: Vec<u64> = (60..360).collect();
    assert_eq!(told["goes_on_from"], json!({ "origin": before.name(), "entry": 60, "lost": lost }));
    restored.append_entries(3);
    verify(&restored.base, &[]).good();
    assert!(again("127.0.0.1/log/3").is_err(), "the second goes on");
}

struct Site(crate::support::visitor::Visitor);

impl tilsagn::log::check::Source for Site {
    fn get(&mut self, path: &str) -> Result<Option<Vec<u8>>, tilsagn::log::Fault> {
        Ok(Some(self.0.bytes(&format!("/{path}"))))
    }
}

pub fn backup(app: &TestApp, to: &Path) {
    let store::DatabaseUrl::Sqlite(path) = app.app.store.url() else { panic!("the embedded database") };
    run_sql(path, &format!("VACUUM INTO '{}'", to.display()));
}
