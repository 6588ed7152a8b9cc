//! A log of a million entries: sealed, checked, and each entry proven at once. For `./tests/run --all`.

use std::time::Instant;

use diesel::RunQueryDsl;
use tilsagn::app::log::{entry, seal};
use tilsagn::log::leaf;
use tilsagn::store::Db;

use crate::other_programs_verify::go;
use crate::support::app::TestApp;

const ENTRIES: u64 = 1_000_000;
const PROOFS: u64 = 1_000;

#[test]
#[ignore = "takes minutes"]
fn a_million_entries_are_sealed_checked_and_proven() {
    let app = TestApp::on_sqlite();
    fill(&app);
    let begun = Instant::now();
    assert_eq!(app.block_on(seal::seal(&app.app)).unwrap(), Some(ENTRIES));
    println!("sealed in {:.1} s", begun.elapsed().as_secs_f64());

    let begun = Instant::now();
    for place in 0..PROOFS {
        let number = place * (ENTRIES / PROOFS);
        let proven = app.block_on(entry::proven(&app.app, number, None)).unwrap();
        assert!((12..=20).contains(&proven.proof.len()));
    }
    println!("an entry with its proof in {:.3} ms", begun.elapsed().as_secs_f64() * 1e3 / PROOFS as f64);

    app.write(|db, now| {
        crate::support::published::entry(db, "news.published", None, now, &serde_json::json!({}))
    });
    app.block_on(tilsagn::worker::numbering::number(&app.app)).unwrap();
    let begun = Instant::now();
    assert_eq!(app.block_on(seal::seal(&app.app)).unwrap(), Some(ENTRIES + 1));
    println!("one more sealed in {:.1} ms", begun.elapsed().as_secs_f64() * 1e3);

    let begun = Instant::now();
    assert_eq!(app.verify().good()["tree_size"], ENTRIES + 1);
    println!("checked whole, bodies and register too, in {:.1} s", begun.elapsed().as_secs_f64());
    let key = app.anonymous().get("/log/key").ok().body;
    let begun = Instant::now();
    let answer = go(&format!("{}/log", app.base), key.trim(), &["whole"]);
    assert!(answer.good && answer.said.starts_with("size 1000001 "), "{}", answer.said);
    println!("Go's packages need {:.1} s for entries and tiles alone", begun.elapsed().as_secs_f64());
}

/// As acts and numbering would leave them.
fn fill(app: &TestApp) {
    let body = r#"{"title":"News"}"#;
    let (salt, digest) = ("07".repeat(leaf::SALT_BYTES), leaf::digest(&[7; leaf::SALT_BYTES], body));
    let insert = format!(
        "WITH RECURSIVE places (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM places WHERE n + 1 < {ENTRIES})
         INSERT INTO entries (number, at, kind, subject, digest, salt, body)
         SELECT n, '2026-11-24 09:00:00.000', 'news.published', 'subject' || n, '{digest}', '{salt}', '{body}'
         FROM places"
    );
    app.write(move |db: &mut Db, _| {
        diesel::sql_query(insert).execute(db)?;
        diesel::sql_query(format!("UPDATE register_state SET next_entry = {ENTRIES}")).execute(db)?;
        Ok(())
    });
}
