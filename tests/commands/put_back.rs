//! The operator has put a copy back: nothing is signed and nobody is named before it is known what was signed last.

use std::fs;

use tilsagn::app::log::seal;

use super::backup::{copy, marked, other_machine, prepared, publish};
use super::site::Deployment;
use super::{Said, run};
use crate::support::rows::run_sql;
use crate::support::visitor::Visitor;

/// A witness that does not answer.
const AWAY: &str =
    "witness.example.org+659b8c9e+BMqTrBcFGHBx1nuDx/8O/oEI6OxFMFdddyaHkzPb2r58@http://127.0.0.1:1";

/// What whoever asks for the list is answered with. The front page is there.
fn reads(deployment: &Deployment) -> u16 {
    let _site = deployment.start();
    let anyone = Visitor::new(&deployment.base);
    anyone.get("/").ok();
    anyone.get("/signatories").status
}

#[test]
fn what_was_put_back_signs_nothing_until_it_is_known_what_was_signed_last() {
    let deployment = prepared();
    let path = copy(&deployment, "kept.db").display().to_string();
    let restored = other_machine(&deployment);
    let said = run(&restored, &["restore", &path]).done();
    assert!(said.contains("nothing is signed") && said.contains("log resume --nothing-lost"), "{said}");
    let refused = restored.with_app(async |app| seal::seal(app).await.unwrap_err().to_string());
    assert!(refused.contains("was put back from a copy") && refused.contains("log.key.signed"), "{refused}");
    assert_eq!(reads(&restored), 503, "it may name who has hidden since");
    let said = run(&restored, &["log", "resume", "--nothing-lost"]).done();
    assert!(said.contains("a checkpoint over"), "{said}");
    assert_eq!(reads(&restored), 200);
    run(&restored, &["log", "resume", "--nothing-lost"]).refused(&["was not put back from a copy"]);
    publish(&restored, "Havnens Radio");

    // The signer's own memory says it too.
    let moved = other_machine(&deployment);
    run(&moved, &["restore", &path]).done();
    fs::copy(deployment.path("data/log.key.signed"), moved.path("data/log.key.signed")).unwrap();
    publish(&moved, "Havnens Radio");
    fs::remove_file(moved.path("data/log.key.signed")).unwrap();
    publish(&moved, "Fjordens Avis");
}

#[test]
fn what_does_not_go_on_stays_marked_as_put_back() {
    let deployment = prepared();
    let path = copy(&deployment, "kept.db").display().to_string();
    publish(&deployment, "Havnens Radio");
    let newest = deployment.path("newest").display().to_string();
    run(&deployment, &["export", &newest]).done();
    let restored = other_machine(&deployment);
    run(&restored, &["restore", &path]).done();
    let before = restored.rows();
    for way in [&["--from", newest.as_str()][..], &["--nothing-lost"]] {
        let mut command = restored.command(&["log", "resume"]);
        let said = Said::by(command.args(way).env("TILSAGN_WITNESSES", AWAY));
        said.refused(&["the witness witness.example.org has not said it yet"]);
        assert!(marked(&restored) && restored.rows() == before, "{way:?} has changed something");
    }
    run(&restored, &["log", "resume", "--new-origin", "127.0.0.1/log", "--yes"])
        .refused(&["choose another name"]);
    assert!(marked(&restored), "the name that it has");
    let said = run(&restored, &["log", "resume", "--from", &newest]).done();
    assert!(said.contains(" taken over") && said.contains("a checkpoint over"), "{said}");
    assert!(!marked(&restored));
}

#[test]
fn a_copy_of_what_was_put_back_does_not_prove_that_it_is_the_newest() {
    let deployment = prepared();
    let path = copy(&deployment, "kept.db").display().to_string();
    let own = deployment.path("own").display().to_string();
    run(&deployment, &["export", &own]).done();
    publish(&deployment, "Havnens Radio");
    let restored = other_machine(&deployment);
    run(&restored, &["restore", &path]).done();
    let said = run(&restored, &["log", "resume", "--from", &own]);
    said.refused(&[
        "proves nothing beyond what was put back",
        "log resume --nothing-lost",
        "stop the old site",
    ]);
    let again = restored.path("again").display().to_string();
    run(&restored, &["export", &again]).refused(&["no register is shown", "log resume"]);
    let _site = restored.start();
    run(&restored, &["log", "resume", "--from", &restored.base])
        .refused(&["could not be looked at", "status 503"]);
    assert!(marked(&restored));
}

#[test]
fn what_was_put_back_and_can_be_had_from_nowhere_goes_on_as_another_log() {
    let deployment = prepared();
    let path = copy(&deployment, "kept.db").display().to_string();
    let restored = other_machine(&deployment);
    run(&restored, &["restore", &path]).done();
    let another = ["log", "resume", "--new-origin", "call.example.org/log/2"];
    run(&restored, &another).refused(&["named again", "have staff hide them first", "--yes"]);
    assert_eq!(reads(&restored), 503);
    let said = run(&restored, &[&another[..], &["--yes"]].concat()).done();
    assert_eq!(reads(&restored), 200);
    assert!(said.contains("another log begins") && said.contains("a checkpoint over"), "{said}");
}

#[test]
fn a_copy_in_which_something_sealed_was_destroyed_is_made_and_put_back_and_said_to_be_short_of_it() {
    let deployment = prepared();
    let path = copy(&deployment, "whole.db").display().to_string();
    let report =
        run(&deployment, &["backup", &deployment.path("again.db").display().to_string(), "--json"]).json();
    assert!(report["opened"].is_u64() && report["lost"].is_null(), "{report:#}");
    let elsewhere = other_machine(&deployment);
    fs::remove_file(elsewhere.path("data/secret")).unwrap();
    let said = run(&elsewhere, &["restore", &path]).done();
    assert!(said.contains("put back and found good") && said.contains("was not looked at"), "{said}");

    run_sql(
        &deployment.path("test.db"),
        "INSERT INTO drafts (token_hash, sealed, created_at, updated_at, expires_at) VALUES
         ('x', x'0102', '2026-11-24 09:00:00', '2026-11-24 09:00:00', '2026-12-24 09:00:00')",
    );
    let why = "the row 1 of the table drafts, column sealed: a sealed draft does not open";
    let short = deployment.path("short.db").display().to_string();
    let said = run(&deployment, &["backup", &short]);
    assert!(said.code == Some(1) && said.out.contains(why), "{}{}", said.out, said.err);
    let restored = other_machine(&deployment);
    let said = run(&restored, &["restore", &short]);
    assert!(said.code == Some(1) && said.out.contains(why), "{}{}", said.out, said.err);
    let said = run(&restored, &["doctor"]);
    assert!(said.out.contains(why), "{}", said.out);
}

#[test]
fn a_register_that_is_not_what_its_entries_say_is_copied_and_not_called_good() {
    let deployment = prepared();
    let whole = deployment.path("whole.db").display().to_string();
    let report = run(&deployment, &["backup", &whole, "--json"]).json();
    assert_eq!(report["differs"], serde_json::json!([]), "{report:#}");
    run_sql(&deployment.path("test.db"), "UPDATE organisations SET name = 'Evil Corp'");
    let why = "says otherwise of foreningen-fyr than the register shows: name";
    let short = deployment.path("short.db").display().to_string();
    let restored = other_machine(&deployment);
    for said in [run(&deployment, &["backup", &short]), run(&restored, &["restore", &short])] {
        assert!(said.code == Some(1) && said.out.contains(why), "{}{}", said.out, said.err);
        assert!(!said.out.contains("found good") && said.out.contains("NOT GOOD"), "{}", said.out);
    }
    let again = run(&deployment, &["backup", deployment.path("again.db").to_str().unwrap(), "--json"]);
    assert!(again.code == Some(1), "{}", again.out);
    assert!(again.json()["differs"][0].as_str().unwrap().contains(why), "{}", again.out);
    for deployment in [&deployment, &restored] {
        let said = run(deployment, &["doctor"]);
        assert!(said.code == Some(1) && said.out.contains(why), "{}", said.out);
    }
}
