//! Somebody with the database's password changes the past: whoever checks finds it, and learns where.

use std::path::{Path, PathBuf};

use chrono::Duration;
use serde_json::{Value, json};
use tilsagn::domain::Moment;
use tilsagn::domain::ids::OrganisationId;
use tilsagn::store::{self, DatabaseUrl};

use crate::stories;
use crate::support::app::TestApp;
use crate::support::bodies::{news, whole};
use crate::support::log::{mirror, run, verify, verify_at_home};
use crate::support::published::{entry, written};

stories!(
    an_entry_that_was_edited_is_named,
    a_body_that_was_edited_is_named,
    an_entry_that_was_forged_throughout_is_named,
    an_entry_that_was_deleted_is_named,
    the_last_entries_that_were_cut_off_are_named,
    entries_that_changed_places_are_named,
    an_entry_that_was_inserted_is_named,
    a_tile_that_was_edited_is_noticed,
    a_forger_of_entry_and_tiles_is_found_out_by_the_signature,
    a_signatory_without_an_entry_is_noticed,
    a_signatory_that_was_hidden_without_an_entry_is_named,
    a_signatory_that_was_taken_back_without_an_entry_is_named,
    an_entry_about_nobody_is_named,
    a_shorter_log_than_was_seen_is_noticed,
    what_was_seen_is_remembered_for_each_place,
    another_past_than_was_seen_is_noticed,
    a_damaged_memory_says_what_to_do,
    an_entry_that_is_dated_ahead_is_named,
    an_entry_that_is_dated_ahead_is_taken_out_as_the_manual_says,
    withheld_and_erased_entries_are_named_as_such,
);

/// Sixty signatories and some news: two tiles, the second of 104.
pub fn register(app: &TestApp) {
    app.publish_register();
    app.append_entries(300);
    app.verify().good();
}

fn an_entry_that_was_edited_is_named(app: &TestApp) {
    register(app);
    for (number, change) in [
        (17, "kind = 'endorsement.revoked'"),
        (16, "at = '2026-01-01 00:00:00.000'"),
        (15, "subject = 'somebody'"),
        (0, "digest = '0000000000000000000000000000000000000000000000000000000000000000'"),
    ] {
        app.attack(&[&format!("UPDATE entries SET {change} WHERE number = {number}")]);
        app.verify().names(number);
    }
}

fn a_body_that_was_edited_is_named(app: &TestApp) {
    register(app);
    app.attack(&["UPDATE entries SET body = replace(body, 'News 200', 'News 201') WHERE number = 260"]);
    app.verify().names(260);
    app.attack(&["UPDATE entries SET salt = '00000000000000000000000000000000' WHERE number = 255"]);
    app.verify().names(255);
    app.attack(&["UPDATE entries SET body = 'not JSON' WHERE number = 3"]);
    app.verify().names(3);
}

/// Body, salt and digest that belong together, in the place of others.
fn an_entry_that_was_forged_throughout_is_named(app: &TestApp) {
    register(app);
    app.attack(&["UPDATE entries SET
        digest = 'e54baf2771640d6af1371031c40b9135a625a1780405de99cff508c9cc6430cb',
        salt = '07070707070707070707070707070707',
        body = '{\"a\":{\"b\":null,\"z\":1},\"category\":\"civil_society\",\"name\":\"Prøvehave\",\"number\":7}'
        WHERE number = 40"]);
    app.verify().names(40);
}

fn an_entry_that_was_deleted_is_named(app: &TestApp) {
    register(app);
    app.attack(&["DELETE FROM entries WHERE number = 300"]);
    app.verify().names(300);
    app.attack(&["DELETE FROM entries WHERE number = 17"]);
    app.verify().names(17);
    app.attack(&["DELETE FROM entries WHERE number = 0"]);
    let report = app.verify().names(0);
    // What follows from it is no finding of its own.
    let found = report["findings"].as_array().unwrap();
    let told: Vec<_> = found.iter().map(|one| one["what"].as_str().unwrap()).collect();
    assert!(told.iter().all(|what| what.contains("is missing")), "{report:#}");
    let entries: Vec<_> = found.iter().filter_map(|one| one["entry"].as_u64()).collect();
    assert_eq!(entries, [0, 17, 300], "{report:#}");
}

fn the_last_entries_that_were_cut_off_are_named(app: &TestApp) {
    register(app);
    app.attack(&["DELETE FROM entries WHERE number = 359"]);
    app.verify().names(359);
    app.attack(&["DELETE FROM entries WHERE number >= 256"]);
    app.verify().names(256);
}

fn entries_that_changed_places_are_named(app: &TestApp) {
    register(app);
    app.attack(&[
        "UPDATE entries SET number = -1 WHERE number = 258",
        "UPDATE entries SET number = 258 WHERE number = 300",
        "UPDATE entries SET number = 300 WHERE number = -1",
    ]);
    app.verify().names(258);
}

fn an_entry_that_was_inserted_is_named(app: &TestApp) {
    register(app);
    app.attack(&[
        "UPDATE entries SET number = -number WHERE number >= 17",
        "UPDATE entries SET number = 1 - number WHERE number < 0",
        "INSERT INTO entries (number, at, kind, subject, digest) VALUES
            (17, '2026-01-01 00:00:00.000', 'organisation.amended', 'x', 'y')",
    ]);
    app.verify().names(17);
}

fn a_tile_that_was_edited_is_noticed(app: &TestApp) {
    register(app);
    app.attack(&["UPDATE log_tiles SET hashes = (SELECT hashes FROM log_tiles WHERE level = 1) WHERE level = 0 AND idx = 1"]);
    let verdict = app.verify();
    let found = &verdict.report["findings"];
    let what = found[0]["what"].as_str().unwrap();
    assert!(!verdict.passed && found[1].is_null() && found[0]["entry"].is_null(), "{found:#}");
    assert!(what.starts_with("log/tile/0/001.p/104 is not there or is wrong"), "{what}");
    assert!(what.contains("the entries are as they were signed"), "{what}");
}

fn a_forger_of_entry_and_tiles_is_found_out_by_the_signature(app: &TestApp) {
    register(app);
    app.append_entries(1);
    app.append_entries(4);
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("seen.json");
    let state = ["--state", state.to_str().unwrap()];
    verify(&app.base, &state).good();
    // Only one checkpoint lies between: the entry is named by what was signed before and after it.
    forge(app, 360);
    let what = app.verify().names(360)["findings"].to_string();
    assert!(what.contains("is not what was signed: the tree of 360 is, that of 361 is not"), "{what}");
    // Of many, the first that it could be; whoever remembers what they saw knows which.
    forge(app, 300);
    let what = app.verify().names(60)["findings"].to_string();
    assert!(what.contains("or another up to 359 is not what was signed"), "{what}");
    let what = verify(&app.base, &state).names(300)["findings"].to_string();
    assert!(what.contains("is not what was seen before, in a tree of 365"), "{what}");
    // Nor is anything signed on top of it.
    app.write(|db, now| news(db, now, 1));
    let error = app.block_on(async {
        tilsagn::worker::numbering::number(&app.app).await.unwrap();
        tilsagn::app::log::seal::seal(&app.app).await.unwrap_err()
    });
    assert!(error.to_string().contains("not those of its newest checkpoint"), "{error}");
}

/// Changes an entry of the second tile, and the tile with it.
fn forge(app: &TestApp, number: u64) {
    app.attack(&[&format!("UPDATE entries SET subject = 'another' WHERE number = {number}")]);
    let leaves = app.read(|db| tilsagn::store::entry::leaves(db, 256, 512));
    let row = leaves.iter().map(|leaf| tilsagn::app::log::tree::record(leaf).hash());
    let hashes = tilsagn::log::hash::Hash::bytes_of(&row.collect::<Vec<_>>());
    let hex = data_encoding::HEXLOWER.encode(&hashes);
    let literal = app.read(|db| Ok(matches!(db, tilsagn::store::Db::Pg(_))));
    let literal = if literal { format!("'\\x{hex}'::bytea") } else { format!("x'{hex}'") };
    app.attack(&[&format!("UPDATE log_tiles SET hashes = {literal} WHERE level = 0 AND idx = 1")]);
}

fn a_signatory_without_an_entry_is_noticed(app: &TestApp) {
    register(app);
    app.sql("UPDATE endorsements SET visibility = 'public' WHERE reference = 'REF-60'");
    let verdict = app.verify();
    assert!(!verdict.passed);
    let finding = &verdict.report["findings"][0];
    assert_eq!((&finding["signatory"], &finding["entry"]), (&json!("org-60"), &json!(null)));
    let what = finding["what"].as_str().unwrap();
    assert!(what.starts_with("signatory No. 60, org-60, is shown"), "{what}");
}

fn a_signatory_that_was_hidden_without_an_entry_is_named(app: &TestApp) {
    register(app);
    app.sql("UPDATE endorsements SET state = 'withdrawn' WHERE reference = 'REF-5'");
    app.verify().names(4);
}

fn a_signatory_that_was_taken_back_without_an_entry_is_named(app: &TestApp) {
    register(app);
    app.write(|db, now| entry(db, "endorsement.withdrawn", None, now, &json!({ "slug": "org-5" })));
    app.sql("UPDATE endorsements SET state = 'withdrawn' WHERE reference = 'REF-5'");
    app.verify().good();
    app.sql("UPDATE endorsements SET state = 'published' WHERE reference = 'REF-5'");
    app.verify().names(360);
}

fn an_entry_about_nobody_is_named(app: &TestApp) {
    register(app);
    app.write(|db, now| {
        let given = json!({ "slug": "ghost", "number": 61 });
        let (about, body) = whole(db, "endorsement.published", Some(OrganisationId(5)), &given)?;
        store::entry::append(db, &written("endorsement.published", about, now, &body))
    });
    app.sign_blindly();
    app.verify().names(360);
}

fn a_shorter_log_than_was_seen_is_noticed(app: &TestApp) {
    register(app);
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("seen.json");
    let state = ["--state", state.to_str().unwrap()];
    verify(&app.base, &state).good();
    app.append_entries(10);
    verify(&app.base, &state).good();
    verify_at_home(folder.path(), &app.base, &[]).good();
    let drop = app.read(|db| Ok(matches!(db, tilsagn::store::Db::Pg(_))));
    let drop = if drop {
        "ALTER TABLE log_checkpoints DISABLE TRIGGER USER"
    } else {
        "DROP TRIGGER log_checkpoints_are_kept"
    };
    app.attack(&[
        drop,
        "DELETE FROM log_checkpoints WHERE size > 360",
        "DELETE FROM entries WHERE number >= 360",
    ]);
    verify(&app.base, &[]).good();
    verify(&app.base, &state).names(360);
    verify_at_home(folder.path(), &app.base, &[]).names(360);
}

fn what_was_seen_is_remembered_for_each_place(app: &TestApp) {
    app.append_entries(3);
    let (home, copy) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    mirror(app, copy.path());
    let copy = copy.path().to_str().unwrap();
    let look = |place: &str, more: &[&str]| verify_at_home(home.path(), place, more);
    let kept = |report: &Value| PathBuf::from(report["state"].as_str().unwrap());
    let (site, folder) = (kept(&look(&app.base, &[]).good()), kept(&look(copy, &[]).good()));
    assert!(site != folder && site.is_file() && folder.is_file(), "{site:?} {folder:?}");
    app.append_entries(2);
    look(&app.base, &[]).good();
    look(copy, &[]).good();
    let before = std::fs::read(&site).unwrap();
    app.append_entries(1);
    assert!(look(&app.base, &["--no-state"]).good()["state"].is_null());
    assert_eq!(std::fs::read(&site).unwrap(), before, "nothing is remembered");
    let closed = verify_at_home(Path::new("/proc/self"), &app.base, &[]);
    assert!(closed.errors.contains("name a file with --state, or give --no-state"), "{}", closed.errors);
    assert!(closed.good()["state"].is_null());
    // Whoever names one is to know; a folder that is not there is made.
    let closed = look(&app.base, &["--state", "/proc/self/absent/seen.json"]);
    assert!(!closed.passed && closed.report["good"] == true, "{:#}", closed.report);
    assert!(closed.errors.contains("everything fits, and nothing of it is remembered"), "{}", closed.errors);
    assert!(!closed.errors.contains("internal"), "{}", closed.errors);
    let named = home.path().join("new/seen.json");
    look(&app.base, &["--state", named.to_str().unwrap()]).good();
    assert!(named.is_file());
}

fn another_past_than_was_seen_is_noticed(app: &TestApp) {
    register(app);
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("seen.json");
    let key = app.app.log_signer.verifier().text();
    let other = json!({ "key": key, "size": 200, "root": "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" });
    std::fs::write(&state, other.to_string()).unwrap();
    let verdict = verify(&app.base, &["--state", state.to_str().unwrap()]);
    let what = verdict.report["findings"].to_string();
    assert!(!verdict.passed && what.contains("the first 200 entries are not those that were seen"), "{what}");
}

fn a_damaged_memory_says_what_to_do(app: &TestApp) {
    app.append_entries(5);
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("seen.json");
    let arguments = ["--state", state.to_str().unwrap()];
    verify(&app.base, &arguments).good();
    let good = std::fs::read_to_string(&state).unwrap();
    let fewer = good.replacen("\"size\":5", "\"size\":6", 1);
    for damaged in
        ["", &good[..good.len() / 2], "{}", &good.replacen("\"root\":\"", "\"root\":\"x", 1), &fewer]
    {
        std::fs::write(&state, damaged).unwrap();
        let found = verify(&app.base, &arguments);
        for words in
            [state.to_str().unwrap(), "is damaged", "before is forgotten", "another file with --state"]
        {
            assert!(!found.passed && found.errors.contains(words), "{damaged:?}: {}", found.errors);
        }
        assert_eq!(std::fs::read_to_string(&state).unwrap(), damaged, "it is left as it was");
    }
}

fn an_entry_that_is_dated_ahead_is_named(app: &TestApp) {
    register(app);
    // As on a machine whose clock has gone wrong.
    let start = app.app.clock.now();
    app.clock.advance(Duration::days(1));
    let ahead = app.app.clock.now();
    app.append_entries(1);
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("seen.json");
    let look =
        |now: Moment| verify(&app.base, &["--state", state.to_str().unwrap(), "--now", &now.rfc3339()]);
    let what = look(start).names(360)["findings"][0]["what"].to_string();
    assert!(what.contains(&ahead.rfc3339()) && what.contains(&start.rfc3339()), "{what}");
    assert!(!state.exists());
    let soon = ahead - Duration::minutes(5);
    look(soon).good();
    let mut kept: Value = serde_json::from_str(&std::fs::read_to_string(&state).unwrap()).unwrap();
    assert_eq!(kept["latest"], soon.rfc3339(), "never later than the look");
    // As an older version kept it.
    kept["latest"] = json!("2099-01-01T00:00:00.000Z");
    std::fs::write(&state, kept.to_string()).unwrap();
    app.clock.advance(Duration::days(1));
    app.append_entries(1);
    look(app.app.clock.now()).good();
}

fn an_entry_that_is_dated_ahead_is_taken_out_as_the_manual_says(app: &TestApp) {
    register(app);
    let ahead = app.app.clock.now() + Duration::days(365);
    app.write(move |db, _| news(db, ahead, 1));
    let row = app.read(store::entry::waiting)[0].id;
    let (begin, end) = match app.app.store.url() {
        DatabaseUrl::Sqlite(_) => ("    DROP TRIGGER entries_are_kept;", "never deleted'); END;"),
        DatabaseUrl::Postgres(_) => ("    ALTER TABLE entries DISABLE", "ENABLE TRIGGER entries_are_kept;"),
    };
    let manual = include_str!("../../docs/operating.md");
    let from = manual.find(begin).unwrap();
    let to = from + manual[from..].find(end).unwrap() + end.len();
    let statements = manual[from..to].replace("412", &row.to_string());
    app.write(move |db, _| run(db, &statements));
    app.settle();
    app.verify().good();
    let deleting = app.app.store.write(|db| run(db, "DELETE FROM entries WHERE number = 0"));
    assert!(app.block_on(deleting).is_err(), "the trigger is back");
}

fn withheld_and_erased_entries_are_named_as_such(app: &TestApp) {
    register(app);
    for (number, kind) in [(4, "entry.withheld"), (6, "entry.erased")] {
        let subject = format!("subject{}", number + 1);
        app.write(move |db, now| entry(db, kind, None, now, &json!({ "subjects": [subject] })));
        app.attack(&[&format!("UPDATE entries SET body = NULL, salt = NULL WHERE number = {number}")]);
        app.sql(&format!(
            "UPDATE endorsements SET visibility = 'protected' WHERE reference = 'REF-{}'",
            number + 1
        ));
    }
    let report = app.verify().good();
    assert_eq!(report["withheld"], json!([4]));
    assert_eq!(report["erased"], json!([6]));
    assert_eq!(report["without_body"], json!([59]));
    app.attack(&["DELETE FROM entries WHERE number = 360"]);
    let report = app.verify().names(360);
    let follows = &report["findings"][1];
    let what = follows["what"].as_str().unwrap();
    assert!(
        follows["entry"].is_null() && what.contains("or the other way round: 1, the first is 4;"),
        "{report:#}"
    );
}

/// SQLite takes any text for a time; the site then fails on the entry, and the check still names it.
#[test]
fn an_entry_that_can_no_longer_be_read_is_named() {
    let app = TestApp::on_sqlite();
    register(&app);
    app.attack(&["UPDATE entries SET at = 'yesterday' WHERE number = 300"]);
    let found = app.verify().names(300)["findings"].to_string();
    assert!(found.contains("fails on it and says why in its own log lines"), "{found}");
    let read = app.app.store.read(|db| tilsagn::store::entry::leaves(db, 300, 301));
    let error = app.block_on(read).unwrap_err().to_string();
    assert!(error.contains("restore the newest backup"), "{error}");
}
