//! The demo: made once and gone on with, interrupted, begun anew, and kept away from what others made.

use std::net::TcpListener;
use std::process::Command;
use std::time::{Duration, Instant};

use tilsagn::store::{DatabaseUrl, Store};

use super::serve::Running;
use super::site::Deployment;
use super::{Said, wait};
use crate::support::process::Process;
use crate::support::rows;

/// The fewest signatories that a demo can have: it is soon made.
const FEW: [&str; 2] = ["--signatories", "60"];
const DATABASE: &str = "data/demo/tilsagn.db";

fn demo(deployment: &Deployment, more: &[&str]) -> Command {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    deployment.command(&[&["demo", "--listen", free.as_str()], more].concat())
}

/// Starts a demo and waits until it serves.
fn serves(command: &mut Command) -> Process {
    let told = |line: &str| line.contains("Stop with Ctrl-C").then_some(());
    Process::start("the demo", command, told).0
}

/// Fails unless a demo ends by itself and says why in these words.
fn refuses(deployment: &Deployment, more: &[&str], words: &[&str]) {
    let before = deployment.log().len();
    let mut running = Running(demo(deployment, more).spawn().unwrap());
    let begun = Instant::now();
    let ended = loop {
        if let Some(ended) = running.0.try_wait().unwrap() {
            break ended;
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "it serves: {}", deployment.log());
        std::thread::sleep(Duration::from_millis(20));
    };
    let said = deployment.log().split_off(before);
    assert_eq!(ended.code(), Some(1), "{said}");
    for word in words {
        assert!(said.contains(word), "{word:?} is not in: {said}");
    }
}

/// A register in the demo's folder, with a Call and nobody who signed, that was made with the program's other commands.
fn made_by_hand() -> Deployment {
    let deployment = Deployment::on_sqlite();
    let call = concat!(env!("CARGO_MANIFEST_DIR"), "/src/cli/demo/call/v2");
    for arguments in [&["migrate"][..], &["call", "import", call], &["call", "publish", "--first"]] {
        let mut command = deployment.command(arguments);
        command.env("TILSAGN_DATABASE_URL", format!("sqlite:{DATABASE}"));
        let ended = command.env("TILSAGN_DATA_DIR", "data/demo").status().unwrap();
        assert!(ended.success(), "{arguments:?}: {}", deployment.log());
    }
    deployment
}

#[test]
fn a_demo_is_gone_on_with_and_another_size_is_not_passed_over() {
    let deployment = Deployment::on_sqlite();
    drop(serves(&mut demo(&deployment, &FEW)));
    refuses(&deployment, &["--signatories", "61"], &["--signatories 60", "with 61", "--reset"]);
    drop(serves(&mut demo(&deployment, &[])));
    drop(serves(&mut demo(&deployment, &FEW)));
}

#[test]
fn a_demo_that_was_interrupted_while_it_was_made_is_not_served_and_can_be_begun_anew() {
    let deployment = made_by_hand();
    // The demo marks a database as its own before it puts the Call there, and signatories after it.
    let mark =
        "INSERT INTO settings (key, value, updated_at) VALUES ('demo', '1', '2026-01-01 00:00:00.000')";
    rows::run_sql(&deployment.path(DATABASE), mark);
    refuses(&deployment, &[], &["was interrupted while it was made", "--reset"]);
    refuses(&deployment, &FEW, &["was interrupted while it was made", "--reset"]);
    serves(&mut demo(&deployment, &[&["--reset"][..], &FEW].concat()));
}

#[test]
fn a_database_that_no_demo_made_is_not_removed() {
    let deployment = made_by_hand();
    let url = DatabaseUrl::Sqlite(deployment.path(DATABASE));
    let all = || Store::look(&url, rows::all).unwrap();
    let secret = || std::fs::read(deployment.path("data/demo/secret")).unwrap();
    let before = (all(), secret());
    assert!(!before.0["call_versions"].is_empty());
    refuses(&deployment, &["--reset"], &["was not made by the demo", "move it away first"]);
    assert!((all(), secret()) == before, "something is gone");
    refuses(&deployment, &[], &["was not made by the demo", "move it away first"]);
}

#[test]
fn a_demo_reads_the_settings_as_other_commands_do() {
    let deployment = Deployment::on_sqlite();
    let with = |name: &str, value: &str, more: &[&str], words: &[&str]| {
        Said::by(demo(&deployment, more).env(name, value)).refused(words);
    };
    with("TILSAGN_BASE_ULR", "x", &FEW, &["TILSAGN_BASE_ULR is unknown", "TILSAGN_BASE_URL"]);
    with("TILSAGN_RATE_LIMITS", "banana", &FEW, &["TILSAGN_RATE_LIMITS is \"banana\"", "expected on or off"]);
    with("TILSAGN_LOG", "warn", &["--config", "/nofile"], &["/nofile cannot be read"]);
    assert!(!deployment.path("data").exists(), "nothing was made");
    let everywhere = Said::by(deployment.command(&["demo"]).env("TILSAGN_LISTEN", "0.0.0.0:0"));
    everywhere.refused(&["listens on this machine alone"]);
}

#[test]
fn a_demo_takes_what_does_not_make_it_another_site_and_says_what_it_leaves() {
    let deployment = Deployment::on_sqlite();
    let mut command = demo(&deployment, &FEW);
    let _demo = serves(command.env("TILSAGN_LOG", "info").env("TILSAGN_TIME_ZONE", "Asia/Tokyo"));
    wait(&deployment, "line of its level", Duration::from_secs(30), || deployment.log().contains("serving"));
    let log = deployment.log();
    assert!(log.contains("TILSAGN_DATABASE_URL"), "{log}");
    assert!(!log.contains("TILSAGN_TIME_ZONE") && !log.contains("TILSAGN_RATE_LIMITS"), "{log}");
    assert!(deployment.path(DATABASE).exists() && !deployment.path("test.db").exists(), "its own database");
}
