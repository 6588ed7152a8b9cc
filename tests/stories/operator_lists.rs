//! The lists that others keep, as the importer reads them: every record of each, and none left out. And whole ones taken in as
//! an operator types it.

use std::collections::BTreeSet;

use serde_json::Value;
use tilsagn::app::import::{Row, reader};

use crate::stories;
use crate::support::app::TestApp;

stories!(an_operator_takes_a_list_in_by_the_command);

const LISTS: [&str; 9] = [
    "organisations",
    "signatories-climate-coalition-open-letter",
    "signatories-digitale-zivilgesellschaft",
    "signatories-future-of-internet-states",
    "signatories-grand-bargain-publishers",
    "signatories-pmpc-organisations",
    "signatories-public-information-trust",
    "signatories-race-to-zero-governments",
    "signatories-save-whatsapp",
];

fn path(name: &str) -> String {
    format!("{}/tests/fixtures/{name}.csv", env!("CARGO_MANIFEST_DIR"))
}

/// The rows of a list.
pub fn list(name: &str) -> Vec<Row> {
    let list = reader::read(std::fs::File::open(path(name)).unwrap()).unwrap();
    assert!(list.unreadable.is_empty(), "{name}: {:?}", list.unreadable);
    list.rows
}

/// How many records a file has, whatever is in them.
fn records(name: &str) -> usize {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path(name)).unwrap();
    reader.byte_records().map(Result::unwrap).count()
}

#[test]
fn every_record_of_every_list_is_read() {
    let count = |name: &&str| {
        let rows = list(name);
        assert_eq!(rows.len(), records(name), "{name}");
        assert!(rows.iter().all(|row| !row.name.trim().is_empty()), "{name}");
        rows.len()
    };
    let all: usize = LISTS.iter().map(count).sum();
    assert!(all > 6_000, "only {all} rows in all lists");
}

/// What the command says of a list, which must be of each of its rows once.
fn taken(app: &TestApp, name: &str, more: &[&str]) -> Value {
    let list_path = path(name);
    let arguments =
        [&["import", "signatories", list_path.as_str(), "--default-country", "DE", "--json"][..], more];
    let output = app.program(&arguments.concat()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    let report: Value = serde_json::from_str(&said).unwrap();
    let lines = |part: &str| -> Vec<u64> {
        report[part].as_array().unwrap().iter().map(|row| row["line"].as_u64().unwrap()).collect()
    };
    let named = [lines("duplicates"), lines("refused")].concat();
    assert_eq!(named.iter().collect::<BTreeSet<_>>().len(), named.len(), "{name}: a line is named twice");
    let accepted = usize::try_from(report["accepted"].as_u64().unwrap()).unwrap();
    assert_eq!(accepted + named.len(), records(name), "{name}: {} named", named.len());
    report
}

const ON_LETTER: [&str; 3] = ["--publish", "--letter", "JTEU 2026-4711"];

fn an_operator_takes_a_list_in_by_the_command(app: &TestApp) {
    let name = "signatories-digitale-zivilgesellschaft";
    app.publish_call();
    let before = app.rows();
    let dry = taken(app, name, &[&ON_LETTER[..], &["--dry-run"]].concat());
    assert!(app.rows() == before, "a dry run changed something");
    let report = taken(app, name, &ON_LETTER);
    assert_eq!((&report["accepted"], &report["refused"]), (&dry["accepted"], &dry["refused"]));
    assert_eq!(app.rows()["organisations"].len() as u64, report["accepted"].as_u64().unwrap());
    let again = taken(app, name, &ON_LETTER);
    assert_eq!(again["accepted"], 0, "it is there already");
}

/// All of the longest list, once, on one database: `takes_organisations` looks closer at some of its rows, on both.
#[test]
fn the_command_takes_organisations() {
    let app = TestApp::on_sqlite();
    app.publish_call();
    let report = taken(&app, LISTS[0], &ON_LETTER);
    let accepted = report["accepted"].as_u64().unwrap();
    assert_eq!(app.rows()["organisations"].len() as u64, accepted);
    assert!(accepted > 4_500, "only {accepted} are accepted");
    println!("{accepted} accepted, of {}", records(LISTS[0]));
}
