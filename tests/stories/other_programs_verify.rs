//! Other people's programs read our log: Go's own packages, over HTTP.

use std::path::{Path, PathBuf};
use std::process::Command;

use tilsagn::app::letter::Letter;
use tilsagn::app::log::posting;

use crate::stories;
use crate::support::app::TestApp;
use crate::support::fixtures::Given;

stories!(gos_packages_find_the_log_good_and_a_forged_one_not, gos_packages_find_a_receipt_good);

pub struct Answer {
    pub good: bool,
    pub said: String,
}

/// What Go's packages find.
pub fn go(place: &str, key: &str, more: &[&str]) -> Answer {
    answer(program(&["run", "verify.go", place, key]).args(more))
}

/// The same program, compiled, to be run by itself.
pub fn built(folder: &Path) -> PathBuf {
    let path = folder.join("verify");
    let built = answer(&mut program(&["build", "-o", path.to_str().unwrap(), "verify.go"]));
    assert!(built.good, "{}", built.said);
    path
}

/// Go finds its packages where Debian puts them, and builds into a folder that stays.
fn program(arguments: &[&str]) -> Command {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut go = Command::new("go");
    go.args(arguments)
        .current_dir(root.join("tests/interop"))
        .env("GO111MODULE", "off")
        .env("GOPATH", "/usr/share/gocode")
        .env("GOCACHE", root.join("target/go"));
    go
}

pub fn answer(command: &mut Command) -> Answer {
    let output = command.output().expect("go is there: run ./tests/run once");
    let said = [output.stdout, output.stderr].concat();
    Answer { good: output.status.success(), said: String::from_utf8_lossy(&said).into_owned() }
}

fn gos_packages_find_the_log_good_and_a_forged_one_not(app: &TestApp) {
    app.publish_register();
    let older = app.anonymous().get("/log/checkpoint").ok().body;
    app.append_entries(700);
    let key = app.anonymous().get("/log/key").ok().body;
    let note = app.anonymous().get("/log/checkpoint").ok().body;
    let root = |note: &str| note.lines().nth(2).unwrap().to_owned();
    let place = format!("{}/log", app.base);
    let answer = go(&place, key.trim(), &["60"]);
    let expected = format!("size 760 root {} older {}\n", root(&note), root(&older));
    assert!(answer.good && answer.said == expected, "{}", answer.said);
    app.attack(&["UPDATE entries SET kind = 'endorsement.revoked' WHERE number = 300"]);
    let answer = go(&place, key.trim(), &["60"]);
    assert!(!answer.good && answer.said.contains("inclusion"), "{}", answer.said);
}

fn gos_packages_find_a_receipt_good(app: &TestApp) {
    app.signatory(Given::default());
    app.append_entries(300);
    app.block_on(posting::post(&app.app)).unwrap();
    let Letter::Receipt { file, entry, key, .. } = app.mail_to(Given::default().contacts[0]) else {
        panic!("no receipt")
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("receipt.tlog-proof");
    std::fs::write(&path, &file).unwrap();
    let answer = go(path.to_str().unwrap(), &key, &[]);
    let size = file.split("\n\n").nth(1).unwrap().lines().nth(1).unwrap();
    assert!(answer.good && answer.said == format!("entry {entry} of {size}\n"), "{}", answer.said);
    let record = file.replace("index ", "index 1");
    std::fs::write(&path, record).unwrap();
    assert!(!go(path.to_str().unwrap(), &key, &[]).good);
}
