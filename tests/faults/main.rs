//! Faults: the real program is killed (`kill -9`) at random moments while twenty people sign, some confirm, and a colleague publishes,
//! on each database. What was acknowledged is there once and whole; what was not is not half there. Beside it: an
//! import that is killed (`import.rs`), a database that goes away (`away.rs`), and every step of sealing the log that
//! fails, is reported to have failed, or is the last (`sealing.rs`), and so of a key that retires (`retiring.rs`) and of what
//! the signer reads (`reading.rs`); and two nodes over one database that are both killed (`nodes.rs`).
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends at the first surprise")]

#[path = "../support/mod.rs"]
mod support;

mod away;
mod check;
mod import;
mod nodes;
mod publisher;
mod reading;
mod retiring;
mod sealing;
mod signers;
mod site;

use std::time::Duration;

use site::{Deployment, chance};
use support::postgres::Postgres;

/// Within how long a killed site must serve again.
const BACK: Duration = Duration::from_secs(5);
/// More signatures than are published from one kill to the next.
const QUEUED_FOR_EACH: u32 = 40;

#[test]
fn sqlite_survives_three_kills() {
    survives(&Deployment::on_sqlite(), 3);
}

#[test]
fn postgres_survives_two_kills() {
    let postgres = Postgres::fresh();
    survives(&Deployment::on(postgres.url()), 2);
    check::check_indexes(&postgres);
}

#[test]
#[ignore = "long: part of ./tests/run --all"]
fn sqlite_survives_twenty_kills() {
    survives(&Deployment::on_sqlite(), 20);
}

#[test]
#[ignore = "long: part of ./tests/run --all"]
fn postgres_survives_twenty_kills() {
    let postgres = Postgres::fresh();
    survives(&Deployment::on(postgres.url()), 20);
    check::check_indexes(&postgres);
}

fn survives(deployment: &Deployment, kills: u32) {
    deployment.prepare();
    let waiting = publisher::queue(deployment, kills * QUEUED_FOR_EACH);
    let mut site = deployment.start();
    let publisher = publisher::begin(deployment, "bodil", waiting);
    let signers = signers::begin(&[&deployment.base], deployment.mails());
    let mut back = Vec::new();
    for _ in 0..kills {
        std::thread::sleep(Duration::from_millis(200 + chance(1_300)));
        site.kill();
        site = deployment.start();
        back.push(site.ready_after);
        check::check_published(deployment, &publisher.told());
    }
    std::thread::sleep(Duration::from_millis(500));
    let signed = signers.end();
    let published = publisher.end();
    site.kill();
    let found = check::check(deployment, &signed);
    check::check_published(deployment, &published);
    let slowest = back.iter().max().unwrap();
    println!(
        "{kills} kills: {} acknowledged, {} more entered without an answer, {} confirmed, {} forms broken off, \
         {} published; {found}; serving again after at most {slowest:?} ({back:?})",
        signed.acknowledged.len(),
        signed.unanswered.len(),
        signed.confirmed.len(),
        signed.broken_off,
        published.len()
    );
    assert!(*slowest < BACK);
    assert!(signed.acknowledged.len() > 20, "hardly anybody signed");
    assert!(!signed.confirmed.is_empty(), "nobody confirmed");
    assert!(!published.is_empty(), "nobody was published");
}
