//! The log's key, and going on after a restored backup.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

use tilsagn::app::App;
use tilsagn::store;

use super::backup::{prepared, publish};
use super::site::Deployment;
use super::{run, wait};
use crate::support::rows::run_sql;

async fn sealed(app: &App) -> i64 {
    app.store.read(store::log::newest).await.unwrap().unwrap().size
}

#[test]
fn a_key_that_signed_another_log_is_refused_at_the_start() {
    let (ours, other) = (prepared(), prepared());
    let key = ours.path("data/log.key");
    let own = fs::read(&key).unwrap();
    fs::copy(other.path("data/log.key"), &key).unwrap();
    let words = ["is not the one that signed this database's log", "data/log.key", "TILSAGN_LOG_KEY_FILE"];
    run(&ours, &["serve"]).refused(&words);
    run(&ours, &["worker"]).refused(&words);
    run(&ours, &["log", "key"]).refused(&words);
    fs::write(&key, own).unwrap();
    ours.start();
}

#[test]
fn a_checkpoint_that_is_damaged_is_found_before_anything_is_called_good() {
    let site = prepared();
    let change = "DROP TRIGGER log_checkpoints_are_fixed; UPDATE log_checkpoints SET note = 'x'
        WHERE size = (SELECT max(size) FROM log_checkpoints)";
    run_sql(&site.path("test.db"), change);
    let why = "this is no signed note";
    run(&site, &["backup", site.path("kept.db").to_str().unwrap()]).refused(&[why]);
    let copied = site.path("copied.db");
    fs::copy(site.path("test.db"), &copied).unwrap();
    let other = Deployment::on_sqlite();
    run(&other, &["restore", copied.to_str().unwrap()]).refused(&["no good copy", why]);
    let said = run(&site, &["serve"]).refused(&["the newest checkpoint in the database is damaged", why]);
    assert!(!said.err.contains("is not the one that signed"), "{}", said.err);
}

#[test]
fn a_resumed_log_has_a_new_checkpoint_at_once() {
    let site = prepared();
    let restored = Deployment::on_sqlite();
    fs::create_dir(restored.path("data")).unwrap();
    let copy = site.path("kept.db").display().to_string();
    run(&site, &["backup", &copy]).done();
    publish(&site, "Havnens Radio");
    for file in ["secret", "log.key", "log.key.signed"] {
        fs::copy(site.path("data").join(file), restored.path("data").join(file)).unwrap();
    }
    run(&restored, &["restore", &copy]).done();
    let before = site.with_app(sealed);
    let _running = site.start();
    let said = run(&restored, &["log", "resume", "--from", &site.base]).done();
    assert!(said.contains("1 taken over") && said.contains("a checkpoint over"), "{said}");
    let after = restored.with_app(sealed);
    assert!(after > before, "{after} after {before}: what was resumed is itself an entry");
}

#[test]
fn resuming_names_every_way() {
    let said = run(&Deployment::on_sqlite(), &["log", "resume"]);
    assert!(said.err.contains("--from <URL|DIR>|--nothing-lost|--new-origin <NAME>"), "{}", said.err);
}

#[test]
fn a_witness_writes_lines_for_programs_when_nobody_looks() {
    let site = Deployment::on_sqlite();
    site.prepare();
    let watched = format!("{}@{}", run(&site, &["log", "key"]).done().trim(), site.base);
    let mut command = site.command(&["witness", "--listen", "127.0.0.1:0", "--log", &watched]);
    let lines = site.path("lines");
    let mut witness =
        command.env("TILSAGN_LOG", "info").stderr(fs::File::create(&lines).unwrap()).spawn().unwrap();
    wait(&site, "line", Duration::from_secs(30), || fs::metadata(&lines).unwrap().len() > 0);
    witness.kill().unwrap();
    witness.wait().unwrap();
    for line in fs::read_to_string(lines).unwrap().lines() {
        serde_json::from_str::<serde_json::Value>(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    }
}

#[test]
fn the_key_is_shown_for_scripts_too() {
    let deployment = Deployment::on_sqlite();
    deployment.prepare();
    let line = run(&deployment, &["log", "key"]).done();
    let report = run(&deployment, &["log", "key", "--json"]).json();
    assert_eq!(report["key"], line.trim());
    assert_eq!(report["name"], line.split('+').next().unwrap());
    let path = deployment.path("data/log.key");
    assert_eq!(report["file"], path.display().to_string());
    assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
}
