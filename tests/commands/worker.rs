//! The background jobs in a process of their own, beside a site that leaves them to it.

use std::time::{Duration, Instant};

use tilsagn::store;

use super::serve::Running;
use super::site::Deployment;
use super::{run, signers};
use crate::support::mailbox;
use crate::support::postgres::Postgres;
use crate::support::visitor::Visitor;

const EMAIL: &str = "suzie@fyr.example";
/// Longer than whoever sends mails or gives numbers waits before looking again.
const LONG: Duration = Duration::from_secs(2);
/// Within how long an entry has its number, on a machine that has other things to do.
const NUMBERED: Duration = Duration::from_secs(10);

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
    let begun = Instant::now();
    while waits_for_a_number(deployment) {
        assert!(begun.elapsed() < NUMBERED, "no number: {}", deployment.log());
        std::thread::sleep(Duration::from_millis(100));
    }
    assert!(worker.0.try_wait().unwrap().is_none(), "it works on: {}", deployment.log());
}

/// Whether an entry has no place in the log yet.
fn waits_for_a_number(deployment: &Deployment) -> bool {
    deployment.with_reader(async |app| app.store.read(store::entry::any_unnumbered).await.unwrap())
}
