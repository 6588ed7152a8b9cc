//! Who keeps the machine makes and ends accounts when nobody else can.

use std::process::Stdio;
use std::time::{Duration, Instant};

use tilsagn::clock::{Clock, SystemClock};

use super::run;
use super::site::Deployment;
use crate::support::postgres::Postgres;
use crate::support::staff::follow_set_up;
use crate::support::visitor::Visitor;

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

/// How often each is measured, one after the other.
const ROUNDS: usize = 9;
/// How far medians may be apart: looking a password up costs so much that an answer without it takes a fraction.
const APART: f64 = 1.5;

#[test]
fn the_door_takes_as_long_whoever_knocks_on_sqlite() {
    takes_as_long(&Deployment::on_sqlite());
}

#[test]
fn the_door_takes_as_long_whoever_knocks_on_postgres() {
    let postgres = Postgres::fresh();
    takes_as_long(&Deployment::on(postgres.url()));
}

/// A colleague, a stranger and somebody whose account is disabled, each with a wrong password, which is looked up at the
/// program's own cost.
fn takes_as_long(deployment: &Deployment) {
    deployment.prepare();
    let who = ["bodil@ministry.example", "nobody@ministry.example", "gerda@ministry.example"];
    let link = |email: &str| {
        let said = run(deployment, &["staff", "add", email, "--role", "moderator"]).done();
        let link = said.split_whitespace().find(|word| word.contains("/staff/setup/"));
        link.unwrap_or_else(|| panic!("no link in {said}")).to_owned()
    };
    let links = [link(who[0]), link(who[2])];
    let _site = deployment.start_with(&["serve", "--no-worker"], &[]);
    for link in &links {
        follow_set_up(&Visitor::new(&deployment.base), link, SystemClock.now());
    }
    run(deployment, &["staff", "disable", who[2]]).done();
    let mut taken = [const { Vec::new() }; 3];
    for _ in 0..ROUNDS {
        let mut answers = Vec::new();
        for (email, all) in who.iter().zip(&mut taken) {
            let fields = [
                ("email", *email),
                ("password", "syv blå svaner i regnen"),
                ("code", "000000"),
                ("next", ""),
            ];
            let begun = Instant::now();
            let page = Visitor::new(&deployment.base).post("/staff/sign-in", &fields);
            all.push(begun.elapsed());
            answers.push((page.status, page.body.replace(email, "it")));
        }
        assert!(answers.iter().all(|one| *one == answers[0] && one.0 == 422), "{answers:#?}");
    }
    let medians = taken.map(median);
    let (least, most) =
        (medians.iter().copied().fold(f64::MAX, f64::min), medians.iter().copied().fold(0.0, f64::max));
    assert!(most / least < APART, "{who:?}: {medians:?}");
}

fn median(mut all: Vec<Duration>) -> f64 {
    all.sort_unstable();
    all[all.len() / 2].as_secs_f64()
}
