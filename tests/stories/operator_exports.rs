//! The operator gives away everything that is public, as files that prove themselves.

use std::path::Path;
use std::process::Output;

use serde_json::Value;

use crate::stories;
use crate::support::app::TestApp;
use crate::support::log::verify;

stories!(an_export_verifies_alone_and_holds_what_is_public, an_export_writes_over_nothing,);

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
