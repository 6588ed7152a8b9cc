//! Starting and serving: what the start says, and what it refuses.

use std::process::Child;
use std::time::{Duration, Instant};

use serde_json::Value;
use tilsagn::store;

use super::site::Deployment;
use super::{Said, run, wait};
use crate::support::postgres::Postgres;
use crate::support::rows::run_sql;
use crate::support::visitor::Visitor;

/// "Within a second", on a machine that has much else to do.
const NUMBERED: Duration = Duration::from_secs(10);
/// "Within a minute", the same.
const SIGNED: Duration = Duration::from_secs(75);

/// Killed when dropped.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_second_site_on_one_embedded_database_is_refused_and_commands_beside_it_are_not() {
    let deployment = Deployment::on_sqlite();
    deployment.prepare();
    let mut site = deployment.start();
    let second = ["serve", "--listen", "127.0.0.1:0"];
    let said = run(&deployment, &second).refused(&["another process (pid ", "test.db", "stop it first"]);
    assert!(!said.err.contains("pid )"), "{}", said.err);
    run(&deployment, &["staff", "list"]).done();
    run(&deployment, &["staff", "add", "bodil@ministry.example", "--role", "admin"]).done();
    std::fs::write(deployment.path("list.csv"), "name,category,country\nForeningen Fyr,media,DK\n").unwrap();
    run(&deployment, &["import", "signatories", "list.csv"]).done();
    site.kill();
    deployment.start();
}

#[test]
fn what_keeps_a_site_from_starting_is_named_by_table_and_row() {
    let deployment = Deployment::on_sqlite();
    deployment.prepare();
    std::fs::write(deployment.path("list.csv"), "name,category,country\nForeningen Fyr,media,DK\n").unwrap();
    run(&deployment, &["import", "signatories", "list.csv", "--publish", "--letter", "A 1"]).done();
    let database = deployment.path("test.db");
    run_sql(&database, "UPDATE organisations SET created_at = 'Suzie'");
    let row = "the row 1 of the table organisations, column created_at, cannot be read";
    let said = run(&deployment, &["serve"]).refused(&[row, "restore the newest backup that is good"]);
    assert!(!said.err.contains("Suzie"), "{}", said.err);
    let examined = run(&deployment, &["doctor"]);
    assert!(examined.code == Some(1) && examined.out.contains(row), "{}", examined.out);
    run_sql(&database, "UPDATE organisations SET created_at = updated_at; DELETE FROM register_state");
    let words = ["the table register_state has lost its only row", "restore the newest backup that is good"];
    run(&deployment, &["serve"]).refused(&words);
    let examined = run(&deployment, &["doctor"]);
    assert!(examined.code == Some(1) && examined.out.contains(words[0]), "{}", examined.out);
}

#[test]
fn a_demo_whose_port_is_taken_says_so_before_it_fills_anything() {
    let deployment = Deployment::on_sqlite();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let said = run(&deployment, &["demo", "--listen", &address]).refused(&[&address]);
    assert!(!said.out.contains("Tilsagn is running"), "{}", said.out);
    let made = std::fs::read_dir(deployment.path("data/demo")).unwrap();
    let made: Vec<_> = made.map(|file| file.unwrap().file_name()).collect();
    assert_eq!(made, ["tilsagn.db.lock"], "nothing was made but the claim");
}

#[test]
fn two_sites_share_a_server_and_two_readers_a_file() {
    let deployment = Deployment::on_sqlite();
    deployment.prepare();
    let _site = deployment.start();
    let mut reader = deployment.command(&["serve", "--listen", "127.0.0.1:0"]);
    let mut reader = Running(reader.env("TILSAGN_READ_ONLY", "on").spawn().unwrap());
    std::thread::sleep(Duration::from_secs(2));
    assert!(reader.0.try_wait().unwrap().is_none(), "{}", deployment.log());
}

#[test]
fn a_public_site_whose_mails_stay_in_a_folder_says_so_at_the_start() {
    let deployment = Deployment::on_sqlite();
    let mut command = deployment.command(&["serve", "--listen", "127.0.0.1:0"]);
    let _site = Running(command.env("TILSAGN_BASE_URL", "https://call.example.org").spawn().unwrap());
    let told = || deployment.log().contains("mails stay in a folder and nobody gets them");
    wait(&deployment, "word of it", Duration::from_secs(30), told);
}

#[test]
fn a_site_on_this_machine_alone_says_nothing_of_it() {
    let deployment = Deployment::on_sqlite();
    deployment.start();
    assert!(!deployment.log().contains("mails stay"), "{}", deployment.log());
}

#[test]
fn a_command_that_writes_says_that_the_process_may_only_read() {
    let deployment = Deployment::on_sqlite();
    deployment.prepare();
    drop(deployment.start());
    for arguments in [&["call", "state", "closed"][..], &["staff", "add", "a@b.example", "--role", "viewer"]]
    {
        let said = Said::by(deployment.command(arguments).env("TILSAGN_READ_ONLY", "on"));
        said.refused(&["read_only is on (TILSAGN_READ_ONLY)", "run it where it is off"]);
    }
}

#[test]
fn a_demo_says_how_many_signatories_it_can_have() {
    let deployment = Deployment::on_sqlite();
    let help = run(&deployment, &["demo", "--help"]).done();
    assert!(help.contains("60 to 1000000"), "{help}");
    let said = run(&deployment, &["demo", "--signatories", "50"]);
    assert!(said.code == Some(2) && said.err.contains("60..=1000000"), "{}", said.err);
    assert!(!deployment.path("data").exists(), "nothing was made");
}

#[test]
fn a_worker_on_sqlite_numbers_an_act_and_signs_it() {
    signs_what_happens(&Deployment::on_sqlite());
}

#[test]
fn a_worker_on_postgres_numbers_an_act_and_signs_it() {
    let postgres = Postgres::fresh();
    signs_what_happens(&Deployment::on(postgres.url()));
}

#[test]
fn a_site_on_sqlite_has_no_pages_of_a_demo() {
    has_no_demo(&Deployment::on_sqlite());
}

#[test]
fn a_site_on_postgres_has_no_pages_of_a_demo() {
    let postgres = Postgres::fresh();
    has_no_demo(&Deployment::on(postgres.url()));
}

fn has_no_demo(deployment: &Deployment) {
    deployment.prepare();
    let _site = deployment.start();
    let visitor = Visitor::new(&deployment.base);
    let nowhere = visitor.get("/no-such-page");
    for path in ["/demo", "/da/demo", "/demo/mail/1.eml", "/demo/mail/1.eml/html"] {
        let page = visitor.get(path);
        assert_eq!(page.status, 404, "{path}");
        assert!(path.starts_with("/da") || page.body == nowhere.body, "{path}: {}", page.body);
    }
}

/// The size of the tree that is published; nothing before the first.
fn published(visitor: &Visitor) -> Option<u64> {
    let page = visitor.get("/log/checkpoint");
    (page.status == 200).then(|| page.body.lines().nth(1).unwrap().parse().unwrap())
}

/// What happens while the site runs, in another process, is numbered and signed by the site's own jobs.
fn signs_what_happens(deployment: &Deployment) {
    deployment.prepare();
    let _site = deployment.start();
    let visitor = Visitor::new(&deployment.base);
    let until = |begun: Instant, within: Duration, size: u64| {
        while published(&visitor).is_none_or(|published| published < size) {
            assert!(begun.elapsed() < within, "{:?} of {size}: {}", published(&visitor), deployment.log());
            std::thread::sleep(Duration::from_millis(200));
        }
    };
    // The first looks are over, and the Call's publication is signed: what follows is for the next ones.
    until(Instant::now(), SIGNED, 1);
    let before = published(&visitor).unwrap();
    std::fs::write(deployment.path("list.csv"), "name,category,country\nForeningen Fyr,media,DK\n").unwrap();
    run(deployment, &["import", "signatories", "list.csv", "--publish", "--letter", "A 1"]).done();
    let begun = Instant::now();
    let entries = deployment.with_app(async |app| {
        while app.store.read(store::entry::any_unnumbered).await.unwrap() {
            assert!(begun.elapsed() < NUMBERED, "entries wait: {}", deployment.log());
            std::thread::sleep(Duration::from_millis(50));
        }
        app.store.read(store::entry::count).await.unwrap()
    });
    assert!(entries > before, "nothing was entered");
    until(begun, SIGNED, entries);
    let entry: Value =
        serde_json::from_str(&visitor.get(&format!("/log/entries/{before}")).ok().body).unwrap();
    assert!(entry["tree_size"].as_u64().unwrap() >= entries && entry["proof"].is_array(), "{entry}");
}
