//! An import that is killed half-way leaves nothing; run again, it takes everything in.

use std::fmt::Write;
use std::process::Stdio;
use std::time::{Duration, Instant};

use super::site::Deployment;
use crate::support::postgres::Postgres;
use crate::support::rows;

/// Long enough to be hit in the middle.
const ROWS: usize = 600;
/// When it is killed, in hundredths of the time that the whole took before; now it may be faster.
const MOMENTS: [u32; 4] = [15, 30, 45, 60];
const IMPORT: [&str; 6] = ["import", "signatories", "list.csv", "--publish", "--letter", "JTEU 2026-4711"];
/// In the register with another number of entries than one.
const ASTRAY: &str = "SELECT count(*) AS count FROM endorsements e WHERE e.state <> 'published' OR 1 <>
    (SELECT count(*) FROM entries n WHERE n.organisation_id = e.organisation_id
        AND n.kind = 'endorsement.published')";

#[test]
fn sqlite_keeps_nothing_of_a_killed_import() {
    leaves_nothing(&Deployment::on_sqlite());
}

#[test]
fn postgres_keeps_nothing_of_a_killed_import() {
    let postgres = Postgres::fresh();
    leaves_nothing(&Deployment::on(postgres.url()));
}

fn leaves_nothing(deployment: &Deployment) {
    deployment.prepare();
    write_list(deployment, 0);
    let begun = Instant::now();
    let tried = deployment.command(&IMPORT).arg("--dry-run").status().unwrap();
    assert!(tried.success(), "{}", deployment.log());
    let mut whole = begun.elapsed();
    let mut lists = 0..;
    for moment in MOMENTS {
        // One that is not caught took its list in, and was faster than the one before.
        while !is_caught(deployment, lists.next().unwrap(), whole * moment / 100) {
            whole = whole * moment / 100;
        }
    }

    write_list(deployment, lists.start);
    let before = counts(deployment);
    let import = deployment.command(&IMPORT).arg("--json").stdout(Stdio::piped()).output().unwrap();
    let report: serde_json::Value = serde_json::from_slice(&import.stdout).unwrap();
    assert_eq!((&report["accepted"], &report["published"]), (&ROWS.into(), &ROWS.into()), "{report}");
    let [organisations, entries, lines] = before;
    assert_eq!(counts(deployment), [organisations + ROWS, entries + ROWS, lines + 1]);
    let astray = deployment.with_app(async |app| app.store.read(|db| rows::count(db, ASTRAY)).await.unwrap());
    assert_eq!(astray, 0, "an entry each");
}

/// How many organisations, entries and audit lines there are.
fn counts(deployment: &Deployment) -> [usize; 3] {
    let rows = deployment.rows();
    ["organisations", "entries", "audit_lines"].map(|table| rows[table].len())
}

fn write_list(deployment: &Deployment, list: u32) {
    let mut text = "name,category,country\n".to_owned();
    (0..ROWS)
        .for_each(|row| writeln!(text, "Foreningen Fyr {row} på liste {list},civil_society,DK").unwrap());
    std::fs::write(deployment.path("list.csv"), text).unwrap();
}

/// Kills an import after a while, and looks that nothing of it is there; `false`, when it had ended before.
fn is_caught(deployment: &Deployment, list: u32, after: Duration) -> bool {
    write_list(deployment, list);
    let before = deployment.rows();
    let mut import = deployment.command(&IMPORT).spawn().unwrap();
    std::thread::sleep(after);
    if import.try_wait().unwrap().is_some() {
        return false;
    }
    import.kill().unwrap();
    import.wait().unwrap();
    // A server notices only now that nobody is there, and undoes what was begun.
    std::thread::sleep(Duration::from_millis(200));
    assert_eq!(deployment.rows(), before, "killed after {after:?}");
    true
}
