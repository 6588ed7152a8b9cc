//! Readers are told who keeps watch over the log, with which keys, and how somebody begins to; a check says whose signature it did
//! not look at.

use std::process::Command;

use serde_json::{Value, json};
use tilsagn::log::cosignature::Cosigner;

use crate::nadia_stays_unnamed::Lacks;
use crate::support::app::TestApp;
use crate::support::fixtures::Given;
use crate::support::log::{receipt, verify};
use crate::support::process::Process;
use crate::support::visitor::unescaped;
use crate::witnesses_keep_watch::{Start, begin};

mod sqlite {
    use crate::support::app::TestApp;

    #[test]
    fn the_page_says_who_keeps_watch_with_which_key_and_asks_them_all() {
        super::the_page_says_who_keeps_watch_with_which_key_and_asks_them_all(TestApp::on_sqlite_with);
    }

    #[test]
    fn where_nobody_keeps_watch_the_page_says_so_and_how_one_begins_to() {
        super::where_nobody_keeps_watch_the_page_says_so_and_how_one_begins_to(&TestApp::on_sqlite());
    }

    #[test]
    fn a_check_says_whose_signature_it_did_not_look_at() {
        super::a_check_says_whose_signature_it_did_not_look_at(TestApp::on_sqlite_with);
    }
}

mod postgres {
    use crate::support::app::TestApp;

    #[test]
    fn the_page_says_who_keeps_watch_with_which_key_and_asks_them_all() {
        super::the_page_says_who_keeps_watch_with_which_key_and_asks_them_all(TestApp::on_postgres_with);
    }

    #[test]
    fn where_nobody_keeps_watch_the_page_says_so_and_how_one_begins_to() {
        super::where_nobody_keeps_watch_the_page_says_so_and_how_one_begins_to(&TestApp::on_postgres());
    }

    #[test]
    fn a_check_says_whose_signature_it_did_not_look_at() {
        super::a_check_says_whose_signature_it_did_not_look_at(TestApp::on_postgres_with);
    }
}

/// A command as the page shows it, in words.
fn command(app: &TestApp, begins: &str) -> Vec<String> {
    let page = app.anonymous().get("/verify").ok();
    let rest = page.between(&format!("<bdi dir=\"ltr\">{begins}"), "</bdi>");
    unescaped(&format!("{begins}{rest}")).split(' ').map(str::to_owned).collect()
}

fn the_page_says_who_keeps_watch_with_which_key_and_asks_them_all(start: Start) {
    let watched = begin(start);
    let app = &watched.app;
    app.publish_register();
    let (key, address) = (watched.peer.witness.text(), &watched.peer.url);
    let page = app.anonymous().get("/verify").ok().says("Has not signed anything yet").says(address);
    page.says(&key).lacks("Nobody outside keeps watch").lacks("--witness");
    let _witness = watched.witness();
    watched.ask().unwrap();
    app.settle();
    app.anonymous().get("/verify").ok().says("agrees").says("A newspaper, a university or a signatory");
    let command = command(app, "tilsagn log verify");
    assert_eq!(command[command.len() - 2..], ["--witness".to_owned(), key]);
    let more: Vec<&str> = command[4..].iter().map(String::as_str).collect();
    assert_eq!(verify(&command[3], &more).good()["witnesses"][0]["name"], "witness.example.org");
    app.append_entries(1);
    app.anonymous().get("/verify").ok().says("has not signed the newest checkpoint yet").lacks("--witness");
}

fn where_nobody_keeps_watch_the_page_says_so_and_how_one_begins_to(app: &TestApp) {
    app.publish_register();
    app.anonymous()
        .get("/verify")
        .ok()
        .says("Nobody outside keeps watch over this log yet.")
        .lacks("--witness");
    app.anonymous().get("/da/verify").ok().says("Ingen udefra holder øje med denne log endnu.");
    // The line works as it stands there; only the port may be somebody else's here.
    let line = command(app, "tilsagn witness");
    let folder = tempfile::tempdir().unwrap();
    let mut witness = Command::new(env!("CARGO_BIN_EXE_tilsagn"));
    witness.args(line[1..].iter().map(|word| word.replace("127.0.0.1:9180", "127.0.0.1:0")));
    witness.arg("--data").arg(folder.path());
    let watches = |line: &str| line.strip_prefix("watches    ").map(str::to_owned);
    let (_witness, watches) = Process::start("the witness", &mut witness, watches);
    let name = app.app.log_signer.verifier().name().to_owned();
    assert_eq!(watches, format!("{name}, which is read at {}", app.base));

    let examined = app.program(&["doctor", "--json"]).output().unwrap();
    let examined: Value = serde_json::from_slice(&examined.stdout).unwrap();
    let noted = examined["findings"].as_array().unwrap().iter().find(|one| one["area"] == "witness");
    let noted = noted.expect("it is noted");
    assert_eq!(noted["level"], "note");
    assert!(noted["what"].as_str().unwrap().contains("nobody outside keeps watch"), "{noted}");
}

fn a_check_says_whose_signature_it_did_not_look_at(start: Start) {
    let watched = begin(start);
    let app = &watched.app;
    app.signatory(Given::default());
    app.settle();
    let (key, witness) = (app.app.log_signer.verifier().text(), watched.peer.witness.text());
    let number = app.read(tilsagn::store::entry::count) - 1;
    let file = || app.anonymous().get(&format!("/log/entries/{number}.tlog-proof")).ok().body;
    assert!(!receipt(&file(), &["--key", &key]).said.contains("witness"), "nobody has signed");
    let _witness = watched.witness();
    watched.ask().unwrap();
    let (file, unchecked) = (file(), "witness    witness.example.org, not checked: give --witness KEY");
    let told = receipt(&file, &["--key", &key]);
    assert!(told.passed && told.said.contains(unchecked), "{}", told.said);
    let told = receipt(&file, &["--key", &key, "--json"]);
    let told: Value = serde_json::from_str(&told.said).unwrap();
    assert_eq!(told["witnesses_not_checked"], json!(["witness.example.org"]));
    let told = receipt(&file, &["--key", &key, "--witness", &witness]);
    assert!(told.passed && !told.said.contains("not checked"), "{}", told.said);

    let report = verify(&app.base, &["--key", &key]).good();
    assert_eq!(report["witnesses_not_checked"], json!(["witness.example.org"]));
    let report = verify(&app.base, &["--key", &key, "--witness", &witness]).good();
    assert_eq!(report["witnesses_not_checked"], json!([]));
    let arguments = ["log", "verify", &app.base, "--key", &key, "--no-state", "--no-wait", "--now"];
    let plain = app.program(&arguments).arg("2100-01-01T00:00:00Z").output().unwrap();
    let plain = String::from_utf8(plain.stdout).unwrap();
    assert!(plain.contains(unchecked), "{plain}");
    // A key of the same name is another's.
    let other = Cosigner::new("witness.example.org", [1; 32]).unwrap().witness().text();
    assert!(!receipt(&file, &["--key", &key, "--witness", &other]).passed);
}
