//! The database goes away under the running program and comes back: readers read on, and then everything
//! goes on, jobs too.

use std::time::{Duration, Instant};

use super::signers;
use super::site::Deployment;
use crate::support::away::Base;
use crate::support::mailbox;
use crate::support::postgres::Postgres;
use crate::support::visitor::Visitor;

/// Within how long everything must go on, with other tests beside.
const BACK: Duration = Duration::from_secs(20);

#[test]
fn sqlite_comes_back() {
    let deployment = Deployment::on_sqlite();
    comes_back(&deployment, &deployment.file());
}

#[test]
fn postgres_comes_back() {
    let postgres = Postgres::fresh();
    comes_back(&Deployment::on(postgres.url()), &Base::Server(&postgres));
}

fn comes_back(deployment: &Deployment, database: &Base<'_>) {
    deployment.prepare();
    let _site = deployment.start();
    let visitor = Visitor::new(&deployment.base);
    signers::sign_once(&deployment.base, "Foreningen Fyr", "suzie@fyr.example");
    database.goes_away();
    assert_eq!(visitor.get("/readyz").status, 503);
    assert_eq!(visitor.post("/sign", &[("do", "start")]).status, 503);
    for path in ["/", "/call", "/signatories", "/da/signatories?q=fyr", "/healthz"] {
        visitor.get(path).ok();
    }

    database.comes_back();
    let until = Instant::now() + BACK;
    while visitor.get("/readyz").status != 200 {
        assert!(Instant::now() < until, "not ready: {}", deployment.log());
        std::thread::sleep(Duration::from_millis(50));
    }
    signers::sign_once(&deployment.base, "Foreningen Havn", "suzie@havn.example");
    mailbox::wait_for(&deployment.mails(), "suzie@havn.example", 1);
}
