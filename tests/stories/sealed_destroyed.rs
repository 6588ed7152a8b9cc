//! Somebody with the database's password destroys what lies sealed and what they cannot read. The operator learns it before it
//! is needed, and not what was inside.

use chrono::Duration;
use tilsagn::app::sealed;
use tilsagn::worker;

use crate::admins_erase::erased;
use crate::nadia_stays_unnamed::{EMAIL, PROTECTED, PUBLIC, TELLING, account, published};
use crate::readers_of_the_past::turn_round;
use crate::stories;
use crate::support::app::TestApp;

stories!(
    whatever_lies_sealed_is_missed_when_it_is_destroyed,
    what_lies_sealed_of_who_was_never_named_is_missed_when_it_is_destroyed,
    the_doctor_names_the_row,
    who_is_erased_is_not_missed,
);

/// What is found, if anything.
fn found(app: &TestApp) -> Option<String> {
    let own = app.app.clone();
    app.read(move |db| Ok(sealed::check(db, &own.secrets).err().map(|error| error.reason())))
}

/// Does something to a table's sealed column that must be found in these words, and undoes it.
#[track_caller]
fn is_found(app: &TestApp, table: &str, change: &str, words: &str) {
    let kept = "SELECT sealed FROM kept WHERE kept.id =";
    app.attack(&[
        &format!("CREATE TABLE kept AS SELECT id, sealed FROM {table}"),
        &format!("UPDATE {table} SET sealed = {change}"),
    ]);
    let what = found(app).unwrap_or_else(|| panic!("{table}, {change}: nothing is found"));
    assert!(what.contains(&format!("of the table {table}, column sealed")), "{table}, {change}: {what}");
    assert!(what.contains(words), "{table}, {change}: {what}");
    for word in TELLING.into_iter().chain([EMAIL]) {
        assert!(!what.contains(word), "{table}, {change}: {what}");
    }
    app.attack(&[&format!("UPDATE {table} SET sealed = ({kept} {table}.id)"), "DROP TABLE kept"]);
    assert_eq!(found(app), None, "{table}, {change}");
}

const GONE: &str = "nothing lies there any more";
/// Of another row or table.
const ANOTHER: &str = "(SELECT sealed FROM representatives ORDER BY id LIMIT 1)";
const SHORTER: &str = "substr(sealed, 1, length(sealed) - 1)";

fn whatever_lies_sealed_is_missed_when_it_is_destroyed(app: &TestApp) {
    published(app, PUBLIC);
    account(app).send("/account/visibility", PROTECTED).ok();
    app.settle();
    assert_eq!(found(app), None);
    is_found(app, "organisations", "NULL", GONE);
    is_found(app, "organisations", ANOTHER, "a sealed identity does not open");
    is_found(app, "commitments", "NULL", GONE);
    is_found(app, "commitments", SHORTER, "a sealed commitment does not open");
    is_found(app, "representatives", SHORTER, "a sealed representative does not open");
    let lost = "what the entry says lies nowhere any more, and no entry says that it is erased";
    is_found(app, "entries", "NULL", lost);
    is_found(app, "entries", SHORTER, "a sealed entry does not open");
    let first = "(SELECT sealed FROM kept WHERE sealed IS NOT NULL ORDER BY id LIMIT 1)";
    is_found(app, "entries", &format!("{first} WHERE sealed IS NOT NULL"), "is not the one of this row");
    turn_round(app);
    is_found(app, "entries", SHORTER, "a sealed entry does not open");
}

fn what_lies_sealed_of_who_was_never_named_is_missed_when_it_is_destroyed(app: &TestApp) {
    published(app, PROTECTED);
    assert_eq!(found(app), None);
    is_found(app, "held_entries", ANOTHER, "a sealed entry does not open");
    app.attack(&["CREATE TABLE kept AS SELECT * FROM held_entries", "DELETE FROM held_entries"]);
    let what = found(app).unwrap_or_default();
    assert!(what.contains("the row 1 of the table organisations: it was published without a name"), "{what}");
    app.attack(&["INSERT INTO held_entries SELECT * FROM kept", "DROP TABLE kept"]);
    app.clock.advance(Duration::days(7));
    app.block_on(worker::visibility::look_once(&app.app)).unwrap();
    app.settle();
    assert_eq!(found(app), None);
    is_found(app, "entries", "NULL", "lies nowhere any more");
    // Another name stands there instead.
    app.attack(&["UPDATE organisations SET sealed = NULL, name = 'Foreningen Fyr'"]);
    assert!(found(app).is_some_and(|what| what.contains(GONE)));
}

fn the_doctor_names_the_row(app: &TestApp) {
    published(app, PROTECTED);
    let examined = || {
        let examined = app.program(&["doctor"]).output().unwrap();
        String::from_utf8(examined.stdout).unwrap()
    };
    let good = examined();
    assert!(good.contains("what lies sealed in it opens: "), "{good}");
    app.attack(&["UPDATE organisations SET sealed = substr(sealed, 2)"]);
    let bad = examined();
    assert!(bad.contains("the row 1 of the table organisations, column sealed: a sealed identity"), "{bad}");
    assert!(TELLING.iter().all(|word| !bad.contains(word)), "{bad}");
}

fn who_is_erased_is_not_missed(app: &TestApp) {
    let (case, _) = published(app, PUBLIC);
    account(app).send("/account/visibility", PROTECTED).ok();
    app.settle();
    erased(app, case);
    app.settle();
    assert_eq!(found(app), None);
}
