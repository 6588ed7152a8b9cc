//! The background jobs in a process of their own, beside a site that leaves them to it; and what a site does by itself for
//! its log.

use std::process::Command;
use std::time::Duration;

use tilsagn::store;
use tilsagn::worker::numbering;

use super::serve::Running;
use super::site::Deployment;
use super::{run, signers, wait};
use crate::support::fixtures::{Given, place};
use crate::support::mailbox;
use crate::support::postgres::Postgres;
use crate::support::process::Process;
use crate::support::smtp::{Security, Smtp};
use crate::support::visitor::Visitor;

const EMAIL: &str = "suzie@fyr.example";
const OTHER: &str = "bo@havn.example";
/// Longer than whoever sends mails or gives numbers waits before looking again.
const LONG: Duration = Duration::from_secs(2);
/// Within how long an entry has its number, on a machine that has other things to do.
const NUMBERED: Duration = Duration::from_secs(10);
/// Within how long a checkpoint is out and witnessed, and the receipts after it are, on such a machine.
const WITNESSED: Duration = Duration::from_secs(90);

#[test]
fn a_worker_on_sqlite_does_what_the_site_leaves_to_it() {
    works_beside(&Deployment::on_sqlite());
}

#[test]
fn a_worker_on_postgres_does_what_the_site_leaves_to_it() {
    let postgres = Postgres::fresh();
    works_beside(&Deployment::on(postgres.url()));
}

fn works_beside(deployment: &Deployment) {
    deployment.prepare();
    let _site = deployment.start_with(&["serve", "--no-worker"], &[]);
    signers::sign_once(&deployment.base, "Foreningen Fyr", EMAIL);
    std::fs::write(deployment.path("list.csv"), "name,category,country\nForeningen Havn,media,DK\n").unwrap();
    let import = ["import", "signatories", "list.csv", "--publish", "--letter", "JTEU 2026-4711"];
    run(deployment, &import).done();
    std::thread::sleep(LONG);
    assert!(mailbox::read(&deployment.mails()).is_empty(), "nobody sends mails");
    assert!(waits_for_a_number(deployment), "nobody gives numbers");

    let mut worker = Running(deployment.command(&["worker"]).spawn().unwrap());
    let mail = mailbox::wait_for(&deployment.mails(), EMAIL, 1).remove(0);
    Visitor::new(&deployment.base).get(&mail.link("/confirm/")).ok().says("Foreningen Fyr");
    wait(deployment, "number", NUMBERED, || !waits_for_a_number(deployment));
    assert!(worker.0.try_wait().unwrap().is_none(), "it works on: {}", deployment.log());
}

/// Whether an entry has no place in the log yet.
fn waits_for_a_number(deployment: &Deployment) -> bool {
    deployment.with_reader(async |app| app.store.read(store::entry::any_unnumbered).await.unwrap())
}

#[test]
fn a_site_has_its_log_witnessed_and_mails_the_receipt() {
    let deployment = &Deployment::on_sqlite();
    deployment.prepare();
    deployment.with_app(async |app| {
        let version = app.store.read(store::call::current).await.unwrap().expect("a published version").id;
        place(app, version, Given { contacts: &[EMAIL], ..Given::default() }).await.unwrap();
        numbering::number(app).await.unwrap();
    });
    let watched = format!("{}@{}", run(deployment, &["log", "key"]).done().trim(), deployment.base);
    let mut command =
        deployment.command(&["witness", "--listen", "127.0.0.1:0", "--name", "witness.example.org"]);
    command.args(["--log", &watched, "--data", deployment.path("witness").to_str().unwrap()]);
    let setting = |line: &str| line.split_once("TILSAGN_WITNESSES=").map(|(_, peer)| peer.to_owned());
    let (_witness, peer) = Process::start("the witness", &mut command, setting);
    let _site = deployment.start_with(&["serve"], &[("TILSAGN_WITNESSES", &peer)]);
    let visitor = Visitor::new(&deployment.base);
    let signed = || visitor.get("/log/checkpoint").body.contains("\u{2014} witness.example.org ");
    wait(deployment, "cosignature", WITNESSED, signed);
    let came = || {
        let mails = mailbox::read(&deployment.mails());
        mails.iter().any(|mail| mail.to == [EMAIL] && mail.raw.contains(".tlog-proof"))
    };
    wait(deployment, "receipt", WITNESSED, came);
}

#[test]
fn a_site_told_to_stop_finishes_the_mail_in_hand() {
    finishes_the_mail_in_hand(&Deployment::on_sqlite(), "serve");
}

#[test]
fn a_worker_told_to_stop_finishes_the_mail_in_hand() {
    let postgres = Postgres::fresh();
    finishes_the_mail_in_hand(&Deployment::on(postgres.url()), "worker");
}

/// The mail in hand goes out once and is noted; the next one waits for the next start, and no longer.
fn finishes_the_mail_in_hand(deployment: &Deployment, command: &str) {
    deployment.prepare();
    let site = deployment.start_with(&["serve", "--no-worker"], &[]);
    signers::sign_once(&deployment.base, "Foreningen Fyr", EMAIL);
    signers::sign_once(&deployment.base, "Foreningen Havn", OTHER);
    drop(site);
    let server = Smtp::start(Security::Plain);
    server.refuse(&[(EMAIL, 2)]);
    let start =
        || Running(deployment.command(&[command]).env("TILSAGN_MAIL_URL", server.url()).spawn().unwrap());
    let waiting = || {
        deployment.with_reader(async |app| {
            app.store.read(|db| store::outbox::pending_count(db, &[])).await.unwrap()
        })
    };
    let mut program = start();
    server.wait_for(EMAIL, 1);
    let told = Command::new("sh").args(["-c", &format!("kill -TERM {}", program.0.id())]).status().unwrap();
    assert!(told.success());
    assert_eq!(program.0.wait().unwrap().code(), Some(0), "{}", deployment.log());
    assert_eq!((server.mails().len(), waiting()), (1, 1), "one went and was noted, the other was not begun");

    let _again = start();
    server.wait_for(OTHER, 1);
    wait(deployment, "note", NUMBERED, || waiting() == 0);
    assert_eq!(server.mails().len(), 2, "each went once");
}
