//! A log of a million entries: numbered, sealed, checked, copied, and each entry proven at once. For `./tests/run --all`; figures
//! are printed, and the bounds are those of a release build:
//! `cargo nextest run --release --run-ignored all -E 'test(/log_long/)'`.

use std::process::Command;
use std::time::{Duration, Instant};

use data_encoding::HEXLOWER;
use diesel::RunQueryDsl;
use serde_json::json;
use tilsagn::app::log::{entry, seal};
use tilsagn::log::leaf;
use tilsagn::store::{self, Db};
use tilsagn::worker::numbering;

use crate::flood_long::bound;
use crate::operator_takes_over::exported;
use crate::other_programs_verify::{answer, built};
use crate::support::app::TestApp;
use crate::support::bodies::{describe, described, news};
use crate::support::log::verify;

const ENTRIES: u64 = 1_000_000;
const PROOFS: u64 = 1_000;

#[test]
#[ignore = "takes minutes"]
fn a_million_entries_are_sealed_checked_and_proven() {
    let app = TestApp::on_sqlite();
    fill(&app, ENTRIES);
    let begun = Instant::now();
    assert_eq!(app.block_on(numbering::number(&app.app)).unwrap() as u64, ENTRIES - 1);
    println!("numbered in {:.1} s", begun.elapsed().as_secs_f64());
    let begun = Instant::now();
    assert_eq!(app.block_on(seal::seal(&app.app)).unwrap(), Some(ENTRIES));
    println!("sealed in {:.1} s", begun.elapsed().as_secs_f64());

    let begun = Instant::now();
    for place in 0..PROOFS {
        let number = place * (ENTRIES / PROOFS);
        let proven = app.block_on(entry::proven(&app.app, number, None)).unwrap();
        assert!((12..=20).contains(&proven.proof.len()));
    }
    let proof = begun.elapsed().div_f64(PROOFS as f64);
    println!("an entry with its proof in {:.3} ms", proof.as_secs_f64() * 1e3);
    bound("an entry with its proof", proof, Duration::from_millis(1));

    app.write(|db, now| news(db, now, 1));
    app.block_on(numbering::number(&app.app)).unwrap();
    let begun = Instant::now();
    assert_eq!(app.block_on(seal::seal(&app.app)).unwrap(), Some(ENTRIES + 1));
    println!("one more sealed in {:.1} ms", begun.elapsed().as_secs_f64() * 1e3);

    let begun = Instant::now();
    assert_eq!(app.verify().good()["tree_size"], ENTRIES + 1);
    let ours = begun.elapsed();
    println!("checked whole, bodies and register too, in {:.1} s", ours.as_secs_f64());
    let gos = checked_by_go(&app);
    println!("Go's packages need {:.1} s for entries and tiles alone", gos.as_secs_f64());
    bound("checked whole", ours, (gos / 2).max(Duration::from_secs(60)));
    copied_and_checked(&app);
}

/// An export writes one file of all entries and checks the whole; so does whoever takes it.
fn copied_and_checked(app: &TestApp) {
    let folder = tempfile::tempdir().unwrap();
    let begun = Instant::now();
    let copy = exported(app, folder.path(), &[]);
    let bytes = std::fs::metadata(copy.join("data/entries.ndjson")).unwrap().len();
    println!("exported in {:.1} s, {} MB of entries", begun.elapsed().as_secs_f64(), bytes >> 20);
    let begun = Instant::now();
    let key = app.app.log_signer.verifier().text();
    assert_eq!(verify(copy.to_str().unwrap(), &["--key", &key]).good()["tree_size"], ENTRIES + 1);
    println!("the copy checked in {:.1} s", begun.elapsed().as_secs_f64());
}

/// How long Go's packages take, once compiled.
fn checked_by_go(app: &TestApp) -> Duration {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Command::new(built(folder.path()));
    let key = app.anonymous().get("/log/key").ok().body;
    program.args([&format!("{}/log", app.base), key.trim(), "whole"]);
    let begun = Instant::now();
    let answer = answer(&mut program);
    assert!(answer.good && answer.said.starts_with("size 1000001 "), "{}", answer.said);
    begun.elapsed()
}

/// So many entries, an even number, as acts would leave them: one signatory is described anew, to and fro.
pub fn fill(app: &TestApp, entries: u64) {
    app.append_entries(1);
    let id = app.read(described).unwrap();
    let (slug, salt) =
        (app.read(move |db| store::organisation::find(db, id)).slug.unwrap(), [7; leaf::SALT_BYTES]);
    let told = |before: &str, after: &str| {
        let sides =
            json!({ "slug": slug, "before": { "description": before }, "after": { "description": after } });
        let body = leaf::canonical(&sides);
        (leaf::digest(&salt, &body), body)
    };
    let ((there, to), (back, fro)) = (told("News", "More"), told("More", "News"));
    let insert = format!(
        "WITH RECURSIVE places (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM places WHERE n < {entries})
         INSERT INTO entries (at, kind, subject, digest, salt, body, organisation_id)
         SELECT '2026-11-24 09:00:00.000', 'organisation.amended', 'subject' || n,
             CASE n % 2 WHEN 0 THEN '{there}' ELSE '{back}' END, '{salt}', CASE n % 2 WHEN 0 THEN '{to}' ELSE '{fro}' END, {id}
         FROM places",
        salt = HEXLOWER.encode(&salt),
        id = id.0
    );
    app.write(move |db: &mut Db, _| {
        diesel::sql_query(insert).execute(db)?;
        describe(db, id, Some("More"))
    });
}
