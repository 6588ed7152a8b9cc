//! Which database a command works on: never one that a mistyped path has just made.

use std::process::{Command, Stdio};

use super::site::Deployment;
use super::{Said, files, run};
use crate::support::postgres::Postgres;

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let deployment = Deployment::on_sqlite();
    std::fs::write(deployment.path("taken"), "a file, no folder").unwrap();
    let url = format!("sqlite:{}", deployment.path("taken/tilsagn.db").display());
    Said::by(deployment.command(&["migrate"]).env("TILSAGN_DATABASE_URL", url))
        .refused(&["taken cannot be made: "]);
}

#[test]
fn a_mistyped_path_makes_no_new_world() {
    let deployment = Deployment::on_sqlite();
    let call = concat!(env!("CARGO_MANIFEST_DIR"), "/src/cli/demo/call/v2");
    std::fs::write(deployment.path("list.csv"), "name,category\n").unwrap();
    let before = files(&deployment.path(""));
    for arguments in [
        &["staff", "list"][..],
        &["staff", "add", "a@b.example", "--role", "admin"],
        &["staff", "disable", "a@b.example"],
        &["staff", "reset", "a@b.example"],
        &["call", "import", call],
        &["call", "export", "texts"],
        &["call", "publish", "--first"],
        &["call", "state", "open"],
        &["import", "signatories", "list.csv"],
        &["log", "resume", "--from", "http://127.0.0.1:9"],
        &["log", "withhold", "7k3m92qxw4hd8ntb"],
        &["export", "out"],
        &["worker"],
    ] {
        let said = run(&deployment, arguments);
        let path = deployment.path("test.db").display().to_string();
        said.refused(&["there is no database in", &path, "TILSAGN_DATABASE_URL", "tilsagn migrate"]);
    }
    let after = files(&deployment.path(""));
    let names = |files: &[(String, Vec<u8>)]| -> Vec<String> {
        files.iter().map(|(name, _)| name.clone()).filter(|name| !name.ends_with("/log")).collect()
    };
    assert_eq!(names(&after), names(&before), "something was made");
}

#[test]
fn looking_for_what_is_to_be_migrated_changes_nothing() {
    let deployment = Deployment::on_sqlite();
    let check = |more: &[&str]| Said::by(&mut deployment.command(&[&["migrate", "--check"], more].concat()));
    let before = files(&deployment.path(""));
    let said = check(&[]);
    assert!(said.code == Some(1) && said.out.starts_with("pending: "), "{}{}", said.out, said.err);
    let pending = check(&["--json"]).json();
    assert!(pending["up_to_date"] == false && pending["pending"].as_array().unwrap().len() > 1, "{pending}");
    let left = files(&deployment.path(""));
    assert_eq!(left.len(), before.len() + 1, "the log alone is new: {:?}", left.iter().map(|(name, _)| name));

    // A file that is there and empty stays empty.
    std::fs::write(deployment.path("test.db"), "").unwrap();
    assert_eq!(check(&[]).code, Some(1));
    assert_eq!(std::fs::metadata(deployment.path("test.db")).unwrap().len(), 0);
    std::fs::remove_file(deployment.path("test.db")).unwrap();

    let done = run(&deployment, &["migrate", "--json"]).json();
    assert_eq!(done["migrated"], pending["pending"]);
    let before = files(&deployment.path(""));
    assert_eq!(check(&["--json"]).json()["pending"], serde_json::json!([]));
    assert!(files(&deployment.path("")) == before, "an up-to-date database was touched");
}

#[test]
fn looking_makes_no_table_on_a_server_either() {
    let postgres = Postgres::fresh();
    let deployment = Deployment::on(postgres.url());
    assert_eq!(run(&deployment, &["migrate", "--check"]).code, Some(1));
    postgres.execute(
        "DO $$ BEGIN IF EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public') THEN RAISE 'a table'; END IF; END $$",
    );
    run(&deployment, &["migrate"]).done();
    assert_eq!(run(&deployment, &["migrate", "--check"]).done(), "up to date\n");
}

#[test]
fn what_takes_long_says_so_on_a_terminal_and_not_in_a_pipe() {
    let deployment = Deployment::on_sqlite();
    deployment.prepare();
    let on_terminal = |arguments: &[&str]| {
        let inner = deployment.command(arguments);
        let words = std::iter::once(inner.get_program()).chain(inner.get_args());
        let line: Vec<_> = words.map(|word| word.to_str().unwrap()).collect();
        let mut terminal = Command::new("script");
        terminal.args(["-qec", &line.join(" "), "/dev/null"]).stdin(Stdio::null());
        terminal.envs(inner.get_envs().filter_map(|(name, value)| Some((name, value?))));
        Said::by(terminal.env("TERM", "xterm").current_dir(deployment.folder())).done()
    };
    for (arguments, words) in
        [(&["migrate"][..], "bringing it up to date"), (&["backup", "first.db"], "copying the database")]
    {
        let said = on_terminal(arguments);
        assert!(said.contains(words), "{said}");
    }
    for arguments in [&["migrate"][..], &["backup", "second.db"]] {
        let said = run(&deployment, arguments);
        assert!(said.code == Some(0) && said.err.is_empty(), "{arguments:?}: {}", said.err);
    }
}
