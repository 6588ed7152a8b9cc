//! The operator gives away everything that is public, as files that prove themselves.

use std::path::Path;
use std::process::Output;
use std::time::Instant;

use chrono::Duration;
use serde_json::Value;
use tilsagn::store;

use crate::stories;
use crate::support::app::TestApp;
use crate::support::bodies::news;
use crate::support::log::verify;

stories!(
    an_export_verifies_alone_and_holds_what_is_public,
    an_export_sums_up_what_it_fetched,
    a_table_that_was_edited_is_named,
    an_export_writes_over_nothing,
    an_export_says_at_once_why_the_log_does_not_go_on,
    a_copy_in_which_something_is_wrong_stays_to_be_looked_into,
);

fn export(app: &TestApp, to: &Path) -> Output {
    app.program(&["export", to.to_str().unwrap(), "--json"]).output().expect("the program runs")
}

fn an_export_verifies_alone_and_holds_what_is_public(app: &TestApp) {
    app.publish_register();
    app.append_entries(700);
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("copy");
    let output = export(app, &to);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["good"], true);
    let key = app.app.log_signer.verifier().text();
    let checked = verify(to.to_str().unwrap(), &["--key", &key]).good();
    assert_eq!((&checked["tree_size"], &checked["register_compared"]), (&760.into(), &true.into()));
    let read = |file: &str| std::fs::read_to_string(to.join(file)).unwrap();
    assert_eq!(read("data/signatories.csv"), app.anonymous().get("/data/signatories.csv").ok().body);
    assert_eq!(read("call/v2/da.md"), app.anonymous().get("/call/v2/da.md").ok().body);
    let list: Value = serde_json::from_str(&read("api/v1/signatories")).unwrap();
    let shown = app.anonymous().get("/api/v1/signatories").ok().body;
    let shown: Value = serde_json::from_str(&shown).unwrap();
    assert_eq!(list["total"], shown["total"]);
    assert_eq!(list["data"].as_array().unwrap().len(), 59, "all pages, without the protected one");
    // Whoever changes a word of it is found out.
    std::fs::write(
        to.join("data/entries.ndjson"),
        read("data/entries.ndjson").replacen("News 7\"", "News 8\"", 1),
    )
    .unwrap();
    verify(to.to_str().unwrap(), &["--key", &key]).names(67);
}

fn an_export_sums_up_what_it_fetched(app: &TestApp) {
    app.publish_register();
    let folder = tempfile::tempdir().unwrap();
    let said_at = |level: &str| {
        let to = folder.path().join(level).display().to_string();
        let output = app.program(&["export", &to]).env("TILSAGN_LOG", level).output().unwrap();
        let (out, lines) =
            (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
        assert!(output.status.success() && out.contains(" files, "), "{out}{lines}");
        lines
    };
    let route = "\"/data/signatories.csv\"";
    assert_eq!(said_at("info"), "", "quiet in a pipe");
    assert!(said_at("debug").contains(route), "whoever looks for a fault sees each");
}

fn a_table_that_was_edited_is_named(app: &TestApp) {
    app.publish_register();
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("copy");
    assert!(export(app, &to).status.success());
    let key = app.app.log_signer.verifier().text();
    let finds = |file: &str, edited: &dyn Fn(&str) -> String, what: &str| {
        let path = to.join(file);
        let good = std::fs::read_to_string(&path).unwrap();
        let edited = edited(&good);
        assert_ne!(edited, good, "{what}");
        std::fs::write(&path, edited).unwrap();
        let verdict = verify(to.to_str().unwrap(), &["--key", &key]);
        let found = verdict.report["findings"][0]["what"].as_str().unwrap_or_default();
        assert!(!verdict.passed && found.contains(what), "{what}: {:#}", verdict.report);
        std::fs::write(&path, good).unwrap();
    };
    let (signatories, commitments) = ("data/signatories.csv", "data/commitments.csv");
    let renamed = |table: &str| table.replacen("Example Organisation 30", "Example Organisation 31", 1);
    finds(signatories, &renamed, "otherwise of org-30 than api/v1/signatories: name");
    let moved = |table: &str| table.replacen(",org-30,", ",org-99,", 1);
    finds(signatories, &moved, "has a row of org-99 that api/v1/signatories does not have");
    let cut = |table: &str| {
        let begins = table.find("\r\n30,org-30,").unwrap();
        let ends = begins + 2 + table[begins + 2..].find("\r\n").unwrap();
        format!("{}{}", &table[..begins], &table[ends..])
    };
    finds(signatories, &cut, "has no row of org-30");
    let promised = |table: &str| table.replacen("part 130\"", "part 131\"", 1);
    finds(commitments, &promised, "otherwise of promise130 than api/v1/commitments: title");
    let report = verify(to.to_str().unwrap(), &["--key", &key]).good();
    assert!(report["looked_at"].as_array().unwrap().contains(&signatories.into()), "{report:#}");
}

fn an_export_writes_over_nothing(app: &TestApp) {
    app.publish_register();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("letter.txt"), "keep me").unwrap();
    let output = export(app, folder.path());
    assert!(!output.status.success());
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(words.contains("holds something already"), "{words}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

fn an_export_says_at_once_why_the_log_does_not_go_on(app: &TestApp) {
    app.append_entries(5);
    let at = app.app.clock.now() - Duration::minutes(61);
    app.write(move |db, _| news(db, at, 1));
    let row = app.read(store::entry::waiting)[0].id;
    let folder = tempfile::tempdir().unwrap();
    let (to, begun) = (folder.path().join("copy"), Instant::now());
    let output = export(app, &to);
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && begun.elapsed().as_secs() < 60, "{words}");
    let why = format!("the row {row} of the table entries");
    assert!(words.contains("does not go on before this is settled") && words.contains(&why), "{words}");
    assert!(words.contains("none gets a number") && !words.contains("running?"), "{words}");
    assert!(!to.exists());
}

fn a_copy_in_which_something_is_wrong_stays_to_be_looked_into(app: &TestApp) {
    app.publish_register();
    app.sql("UPDATE endorsements SET state = 'withdrawn' WHERE reference = 'REF-30'");
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("copy");
    let output = app.program(&["export", to.to_str().unwrap()]).output().expect("the program runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(!output.status.success() && said.contains("entry 29"), "{said}");
    assert!(said.contains("something is wrong with them") && !said.contains("anybody can check"), "{said}");
    let key = app.app.log_signer.verifier().text();
    assert!(!verify(to.to_str().unwrap(), &["--key", &key]).passed, "it is whole, and shows what is wrong");
}
