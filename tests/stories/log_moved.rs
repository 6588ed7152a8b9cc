//! Somebody with the database's password moves entries, and makes the tiles fit them: whoever checks learns which is the first
//! that is another than was signed, as exactly as anything tells.

use data_encoding::HEXLOWER;
use tilsagn::app::log::tree;
use tilsagn::log::edge::{Edge, Row};
use tilsagn::log::hash::Hash;
use tilsagn::store::{self, DatabaseUrl};

use crate::log_attacked::register;
use crate::log_emptied::hidden_and_shown;
use crate::log_put_in::doctor_says;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::log::verify;

stories!(
    two_that_were_exchanged_are_named_by_the_first,
    all_that_were_moved_by_one_are_named_by_the_first,
    what_was_made_to_fit_is_named_as_far_as_anything_tells,
    a_tile_that_was_changed_too_puts_the_blame_on_no_entry_before,
    what_follows_from_an_exchange_comes_behind_it,
    the_doctor_names_the_first_that_was_exchanged,
);

fn exchange(app: &TestApp, one: i64, other: i64) {
    app.attack(&[
        &format!("UPDATE entries SET number = -1 WHERE number = {one}"),
        &format!("UPDATE entries SET number = {one} WHERE number = {other}"),
        &format!("UPDATE entries SET number = {other} WHERE number = -1"),
    ]);
}

/// Writes tiles as the entries give them now, those of the lowest level or all.
fn tile(app: &TestApp, levels: u8) {
    let leaves = app.read(|db| store::entry::leaves(db, 0, i64::MAX));
    let leaves = leaves.iter().map(|leaf| tree::record(leaf).hash());
    let rows = Edge::load(0, |_, _| Ok(Vec::new())).unwrap().append(leaves);
    for Row { level, index, hashes } in rows.iter().filter(|row| row.level < levels) {
        put(app, *level, *index, hashes);
    }
}

fn put(app: &TestApp, level: u8, index: u64, hashes: &[Hash]) {
    let hex = HEXLOWER.encode(&Hash::bytes_of(hashes));
    let literal = match app.app.store.url() {
        DatabaseUrl::Sqlite(_) => format!("x'{hex}'"),
        DatabaseUrl::Postgres(_) => format!("'\\x{hex}'::bytea"),
    };
    app.attack(&[&format!(
        "UPDATE log_tiles SET hashes = {literal} WHERE level = {level} AND idx = {index}"
    )]);
}

fn two_that_were_exchanged_are_named_by_the_first(app: &TestApp) {
    register(app);
    exchange(app, 5, 6);
    let what = app.verify().names(5)["findings"][0]["what"].to_string();
    assert!(what.contains("log/tile/entries/000 and log/tile/0/000 do not agree on it"), "{what}");
}

fn all_that_were_moved_by_one_are_named_by_the_first(app: &TestApp) {
    register(app);
    app.attack(&[
        "UPDATE entries SET number = -1 - number WHERE number >= 5",
        "UPDATE entries SET number = -number WHERE number < 0",
    ]);
    app.verify().names(5);
    // Without the tile beside them, too.
    put(app, 0, 0, &[]);
    app.verify().names(5);
}

fn what_was_made_to_fit_is_named_as_far_as_anything_tells(app: &TestApp) {
    register(app);
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("seen.json");
    let state = ["--state", state.to_str().unwrap()];
    verify(&app.base, &state).good();
    exchange(app, 100, 101);
    let first = |number: u64, words: &str| {
        let what = app.verify().names(number)["findings"][0]["what"].to_string();
        assert!(what.contains(words), "{what}");
        let what = verify(&app.base, &state).names(100)["findings"][0]["what"].to_string();
        assert!(what.contains("is not what was seen before, in a tree of 360"), "{what}");
    };
    tile(app, 1);
    // The tree of 60 was signed as it is, and the tile above is what was signed.
    first(60, "or another up to 255 is not what was signed: log/tile/1/000.p/1 says otherwise");
    tile(app, 8);
    first(60, "or another up to 359 is not what was signed: the tree of 60 is, that of 360 is not");
}

fn a_tile_that_was_changed_too_puts_the_blame_on_no_entry_before(app: &TestApp) {
    register(app);
    let mut hashes = app.read(|db| Ok(tree::hashes(db, 0, 0)?));
    hashes[30] = Hash::leaf(b"another");
    put(app, 0, 0, &hashes);
    exchange(app, 300, 301);
    let report = app.verify().names(300);
    assert!(!report["findings"].to_string().contains("\"entry\":30,"), "{report:#}");
}

fn what_follows_from_an_exchange_comes_behind_it(app: &TestApp) {
    hidden_and_shown(app);
    let number = |kind: &'static str| app.read(move |db| store::entry::newest_number_of(db, kind)).unwrap();
    let (hidden, shown) = (number("entry.withheld"), number("endorsement.restored"));
    assert!(hidden < shown);
    exchange(app, hidden, shown);
    // By what stands there now, all of it should be hidden still.
    let report = app.verify().names(u64::try_from(hidden).unwrap());
    assert!(report["findings"].to_string().contains("or the other way round"), "{report:#}");
}

fn the_doctor_names_the_first_that_was_exchanged(app: &TestApp) {
    register(app);
    let mut hashes = app.read(|db| Ok(tree::hashes(db, 0, 0)?));
    hashes[30] = Hash::leaf(b"another");
    put(app, 0, 0, &hashes);
    exchange(app, 300, 301);
    doctor_says(app, "entry 300 is not the one that was signed");
    tile(app, 8);
    doctor_says(app, "entry 60 or another up to 359 is not what was signed");
}
