//! A key of the log retires, with a fault at every step: one that is lost, one that is done and reported lost, and a kill
//! just before or after. Whatever happens, the next run ends what was begun: the old secret is gone from the file, and
//! the database knows that it never signs again.

use std::collections::BTreeMap;
use std::path::Path;

use tilsagn::domain::ids::StaffId;
use tilsagn::domain::locale::Locale;
use tilsagn::domain::permit::{Role, Roles};
use tilsagn::log::keys::Keys;
use tilsagn::store::{self, staff::NewStaff};

use super::sealing::{MODES, durable, met, shim};
use super::site::Deployment;
use crate::support::postgres::Postgres;

/// More steps than retiring has.
const MOST: u32 = 200;
const RETIRE: [&str; 3] = ["log", "key", "--retire"];

#[test]
fn sqlite_key_retires_through_some_faults() {
    retires(&Deployment::on_sqlite(), 6);
}

#[test]
#[ignore = "long: part of ./tests/run --all"]
fn sqlite_key_retires_through_a_fault_at_every_step() {
    retires(&Deployment::on_sqlite(), 1);
}

#[test]
#[ignore = "long: part of ./tests/run --all"]
fn postgres_key_retires_through_a_fault_at_every_step() {
    retires(&Deployment::on(Postgres::fresh().url()), 1);
}

/// One step of so many is met.
fn retires(deployment: &Deployment, one_of: u32) {
    deployment.prepare();
    let (asta, bo) = (admin(deployment, "asta"), admin(deployment, "bo"));
    let shim = shim(deployment.folder());
    for mode in MODES {
        let mut told = BTreeMap::<String, u32>::new();
        // The fourth is the last of the key's file; then comes the database.
        for step in (1..MOST).filter(|step| step % one_of == 4 % one_of) {
            allow(deployment, asta, bo);
            let rotated = deployment.command(&["log", "key", "--rotate"]).status().unwrap();
            assert!(rotated.success(), "{}", deployment.log());
            let old = keys(deployment).previous().unwrap().text();
            let fired = retire(deployment, &shim, mode, step);
            // It retires now, or has: the second is told as a refusal.
            deployment.command(&RETIRE).status().unwrap();
            assert_eq!(keys(deployment).previous(), None, "{mode} at step {step}");
            let known =
                deployment.with_app(async |app| app.store.read(store::key_change::retired).await.unwrap());
            assert!(known.contains(&old), "{mode} at step {step}: {}", deployment.log());
            let Some(what) = fired else { break };
            *told.entry(what).or_default() += 1;
        }
        println!("{mode}: {told:?}");
        met(&told, one_of, &durable(deployment));
    }
}

fn admin(deployment: &Deployment, name: &str) -> StaffId {
    deployment.with_app(async |app| {
        let new = NewStaff {
            email: format!("{name}@ministry.example"),
            name: name.to_owned(),
            roles: Roles([Role::Admin].into()),
            language: Locale::English,
            created_by: None,
            created_at: app.clock.now(),
        };
        app.store.write(move |db| store::staff::insert(db, &new)).await.unwrap()
    })
}

/// What two admins do on the site.
fn allow(deployment: &Deployment, first: StaffId, second: StaffId) {
    deployment.with_app(async |app| {
        let now = app.clock.now();
        let allowed = app.store.write(move |db| {
            store::key_change::insert(db, first, now)?;
            let change = store::key_change::newest(db)?.unwrap();
            store::key_change::allow(db, &change, second, now)
        });
        allowed.await.unwrap();
    });
}

fn keys(deployment: &Deployment) -> Keys {
    Keys::parse(&std::fs::read_to_string(deployment.path("data/log.key")).unwrap()).unwrap()
}

/// Lets the old key retire while one step of it fails; gives the step, if there are so many.
fn retire(deployment: &Deployment, shim: &Path, mode: &str, step: u32) -> Option<String> {
    let fired = deployment.path("fired");
    let _ = std::fs::remove_file(&fired);
    let mut command = deployment.command(&RETIRE);
    command.env("LD_PRELOAD", shim).env("FAULT_ARM", "log.key.signed.lock");
    command.env("FAULT_DIR", deployment.folder()).env("FAULT_FIRED", &fired);
    command.env("FAULT_MODE", mode).env("FAULT_AT", step.to_string());
    if let Some(port) = deployment.database_port() {
        command.env("FAULT_PORT", port.to_string());
    }
    command.status().unwrap();
    std::fs::read_to_string(&fired).ok().map(|what| what.trim().to_owned())
}
