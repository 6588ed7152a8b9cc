//! Who keeps the machine makes and ends accounts when nobody else can.

use std::process::Stdio;

use super::run;
use super::site::Deployment;

fn prepared() -> Deployment {
    let deployment = Deployment::on_sqlite();
    run(&deployment, &["migrate"]).done();
    deployment
}

#[test]
fn mistakes_are_told_with_what_to_write_instead() {
    let deployment = prepared();
    run(&deployment, &["staff", "add", "bodil", "--role", "admin"])
        .refused(&["email: Enter a mail address like name@example.org"]);
    let role = run(&deployment, &["staff", "add", "bodil@ministry.example", "--role", "king"]);
    assert!(role.code == Some(2) && role.err.contains("viewer, moderator, editor or admin"), "{}", role.err);
    for command in ["disable", "reset"] {
        run(&deployment, &["staff", command, "nobody@ministry.example"])
            .refused(&["nobody has an account under nobody@ministry.example", "tilsagn staff list"]);
    }
    run(&deployment, &["staff", "add", "bodil@ministry.example", "--role", "viewer"]).done();
    run(&deployment, &["staff", "add", "bodil@ministry.example", "--role", "viewer"])
        .refused(&["Another account has this mail address"]);
    let done = run(&deployment, &["staff", "disable", "bodil@ministry.example"]).done();
    assert_eq!(done, "bodil@ministry.example is disabled and signed out\n");
    run(&deployment, &["staff", "disable", "bodil@ministry.example"]).refused(&["is disabled already"]);
}

#[test]
fn the_last_admin_goes_only_when_that_is_meant() {
    let deployment = prepared();
    for name in ["asta", "bodil"] {
        run(&deployment, &["staff", "add", &format!("{name}@ministry.example"), "--role", "admin"]).done();
    }
    run(&deployment, &["staff", "disable", "asta@ministry.example"]).done();
    run(&deployment, &["staff", "disable", "bodil@ministry.example"])
        .refused(&["is the last admin", "--yes"]);
    let list = run(&deployment, &["staff", "list"]).done();
    assert!(list.contains("bodil@ministry.example  invited  admin"), "{list}");
    run(&deployment, &["staff", "disable", "bodil@ministry.example", "--yes"]).done();
    let list = run(&deployment, &["staff", "list", "--json"]).done();
    let lines: Vec<serde_json::Value> =
        list.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(lines.len() == 2 && lines.iter().all(|line| line["state"] == "disabled"), "{list}");
}

#[test]
fn programs_read_the_link_that_was_made() {
    let deployment = prepared();
    let email = "bodil@ministry.example";
    let added = run(&deployment, &["staff", "add", email, "--role", "admin", "--json"]).json();
    let reset = run(&deployment, &["staff", "reset", email, "--json"]).json();
    for said in [&added, &reset] {
        assert_eq!(said["email"], email);
        let link = said["link"].as_str().unwrap();
        assert!(link.contains("/staff/setup/") && !link.contains(char::is_whitespace), "{said}");
    }
    assert_ne!(added["link"], reset["link"]);
}

/// `tilsagn staff list | head -0`
#[test]
fn a_reader_who_has_gone_ends_nothing_badly() {
    let deployment = prepared();
    run(&deployment, &["staff", "add", "bodil@ministry.example", "--role", "admin"]).done();
    for arguments in [
        &["staff", "list"][..],
        &["migrate", "--check"],
        &["staff", "add", "a@b.example", "--role", "viewer"],
    ] {
        let mut command = deployment.command(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let ended = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&ended.stderr);
        assert!(ended.status.success() && said.is_empty(), "{arguments:?}: {said}");
    }
    assert!(
        run(&deployment, &["staff", "list"]).done().contains("a@b.example"),
        "what was asked for was done"
    );
}
