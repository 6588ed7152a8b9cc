//! The Call, moved on from the command line.

use std::path::Path;

use data_encoding::HEXLOWER;
use serde_json::json;
use sha2::{Digest, Sha256};
use tilsagn::app::settings::Key;
use tilsagn::store;

use super::site::Deployment;
use super::{files, run};
use crate::support::visitor::Visitor;

const CALL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/cli/demo/call/v2");

#[test]
fn a_call_without_text_is_not_opened() {
    let deployment = Deployment::on_sqlite();
    run(&deployment, &["migrate"]).done();
    let without_text =
        ["no version of the Call is published", "tilsagn call import DIR", "tilsagn call publish --first"];
    run(&deployment, &["call", "state", "open"]).refused(&without_text);
    run(&deployment, &["call", "state", "closed"]).refused(&["follow each other"]);
    let taken = run(&deployment, &["call", "import", CALL, "--json"]).json();
    assert_eq!((&taken["change"], &taken["first"]), (&json!("initial"), &json!(true)), "{taken}");
    assert_eq!(taken["texts"].as_array().unwrap().len(), 2, "{taken}");
    assert_eq!(taken["texts"][0]["sha256"].as_str().unwrap().len(), 64, "{taken}");
    run(&deployment, &["call", "state", "open"]).refused(&without_text);
    let published = run(&deployment, &["call", "publish", "--first", "--json"]).json();
    assert_eq!(published, json!({ "version": 1 }));
    run(&deployment, &["call", "state", "open"]).refused(&["nobody could write", "/staff/settings"]);
    deployment.with_app(async |app| {
        let now = app.clock.now();
        let contact = move |db: &mut store::Db| {
            store::setting::put(db, Key::ContactEmail.code(), "call@ministry.example", now)
        };
        app.store.write(contact).await.unwrap();
    });
    assert_eq!(run(&deployment, &["call", "state", "open"]).done(), "the Call is open\n");
    let closed = run(&deployment, &["call", "state", "closed", "--json"]).json();
    assert_eq!(closed, json!({ "state": "closed" }));
}

/// Takes texts in as the first version; gives what was said of each: SHA-256, language and authority.
fn first_version(deployment: &Deployment, texts: &str) -> Vec<String> {
    run(deployment, &["migrate"]).done();
    let said = run(deployment, &["call", "import", texts]).done();
    run(deployment, &["call", "publish", "--first"]).done();
    let is_print = |line: &&str| line.split("  ").next().is_some_and(|print| print.len() == 64);
    said.lines().filter(is_print).map(str::to_owned).collect()
}

/// Names and bytes of the files in a folder.
fn held(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    files(folder).into_iter().map(|(path, bytes)| (name(&path), bytes)).collect()
}

#[test]
fn texts_that_were_exported_are_the_same_to_the_byte_where_they_are_imported() {
    let (here, there) = (Deployment::on_sqlite(), Deployment::on_sqlite());
    run(&here, &["migrate"]).done();
    run(&here, &["call", "export", "texts"]).refused(&["no version of the Call has been published"]);
    let prints = first_version(&here, CALL);
    let authorities: Vec<&str> = prints.iter().filter_map(|line| line.rsplit("  ").next()).collect();
    assert_eq!(authorities.len(), 2, "{prints:?}");
    assert!(authorities.contains(&"authentic"), "{prints:?}");
    let said = run(&here, &["call", "export", "texts"]).done();
    assert!(said.contains("texts/en.md") && said.contains("texts/da.md"), "{said}");

    let taken = here.path("texts");
    assert_eq!(first_version(&there, taken.to_str().unwrap()), prints);
    run(&there, &["call", "export", "again"]).done();
    assert_eq!(held(&there.path("again")), held(&taken));
    run(&there, &["call", "export", "/proc/none/x"]).refused(&["/proc/none/x cannot be written"]);
    // Served under its own address, a text is the bytes whose SHA-256 was told.
    let site = there.start();
    let text = Visitor::new(&there.base).bytes("/call/v1/en.md");
    drop(site);
    let print = HEXLOWER.encode(&Sha256::digest(&text));
    assert!(prints.iter().any(|line| line.starts_with(&print)), "{print}: {prints:?}");
}
