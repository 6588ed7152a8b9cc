//! Other people's programs read our log: Go's own packages, over HTTP.

use std::path::Path;
use std::process::Command;

use crate::stories;
use crate::support::app::TestApp;

stories!(gos_packages_find_the_log_good_and_a_forged_one_not);

struct Answer {
    good: bool,
    said: String,
}

/// Go finds its packages where Debian puts them, and builds into a folder that stays.
fn go(app: &TestApp, key: &str, older: &str) -> Answer {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new("go")
        .args(["run", "verify.go", &format!("{}/log", app.base), key, older])
        .current_dir(root.join("tests/interop"))
        .env("GO111MODULE", "off")
        .env("GOPATH", "/usr/share/gocode")
        .env("GOCACHE", root.join("target/go"))
        .output()
        .expect("go is there: run ./tests/run once");
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
    let answer = go(app, key.trim(), "60");
    let expected = format!("size 760 root {} older {}\n", root(&note), root(&older));
    assert!(answer.good && answer.said == expected, "{}", answer.said);
    app.attack(&["UPDATE entries SET kind = 'endorsement.revoked' WHERE number = 300"]);
    let answer = go(app, key.trim(), "60");
    assert!(!answer.good && answer.said.contains("inclusion"), "{}", answer.said);
}
