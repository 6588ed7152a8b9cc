//! Somebody with the database's password puts an entry in that is dated long before: whoever has seen the log would find it dated
//! back for good, so it is not signed. Clocks that went wrong stop nothing.

use chrono::Duration;
use tilsagn::app::backup::{self, Known};
use tilsagn::app::log::{LogSigner, seal, tree};
use tilsagn::domain::Moment;
use tilsagn::store::{self, DatabaseUrl};
use tilsagn::worker::numbering;

use crate::log_put_in::take_out;
use crate::log_sealed::{keep_tiles, resumed_from, roll_back};
use crate::stories;
use crate::support::app::TestApp;
use crate::support::bodies::news;
use crate::support::log::{mirror, verify};

stories!(
    what_is_dated_long_before_gets_no_number,
    what_was_numbered_past_the_program_and_is_dated_long_before_is_not_signed,
    what_is_dated_within_the_hour_is_signed,
    a_clock_that_ran_ahead_and_was_set_right_stops_nothing,
    what_came_back_keeps_its_date,
    a_date_in_another_form_is_told_as_such,
);

/// Puts an entry in that is dated so long before now.
fn put_in(app: &TestApp, ago: Duration) -> Moment {
    let at = app.app.clock.now() - ago;
    app.write(move |db, _| news(db, at, 1));
    at
}

fn what_is_dated_long_before_gets_no_number(app: &TestApp) {
    app.append_entries(5);
    let at = put_in(app, Duration::minutes(61));
    let row = app.read(store::entry::waiting)[0].id;
    let words = format!("is dated {}, more than 60 minutes before what was signed last", at.rfc3339());
    let numbering = || app.block_on(numbering::number(&app.app)).unwrap_err().to_string();
    let said = numbering();
    app.clock.advance(Duration::seconds(1));
    assert_eq!(numbering(), said, "what is said once must not read otherwise each time");
    let signer = LogSigner::load(&app.app.config.log_key_file).unwrap();
    let sealing = app.block_on(seal::seal(&app.app)).unwrap_err().to_string();
    let checking = app.block_on(seal::check_as(&app.app.store, signer, app.app.clock.now())).unwrap_err();
    for said in [said, sealing, checking.to_string()] {
        assert!(said.contains(&format!("the row {row} of the table entries")), "{said}");
        assert!(said.contains(&words) && said.contains("restore the newest backup"), "{said}");
    }
    app.anonymous().get("/readyz").ok().says(&words);
    if let url @ DatabaseUrl::Sqlite(_) = app.app.store.url() {
        let folder = tempfile::tempdir().unwrap();
        let (copy, known) = (folder.path().join("copy.db"), Known { keys: None, secrets: None });
        let said = backup::back_up(url, &copy, app.app.clock.now(), known).unwrap_err().to_string();
        assert!(said.contains(&words) && !copy.exists(), "{said}");
    }
    take_out(app, row);
    app.append_entries(1);
    app.verify().good();
}

fn what_was_numbered_past_the_program_and_is_dated_long_before_is_not_signed(app: &TestApp) {
    app.append_entries(5);
    let at = put_in(app, Duration::days(3));
    app.write(|db, _| store::entry::number_new(db).map(drop));
    let said = app.block_on(seal::seal(&app.app)).unwrap_err().to_string();
    assert!(said.contains(&format!("entry 5 is dated {}", at.rfc3339())), "{said}");
    assert!(said.contains("nothing is signed over it"), "{said}");
}

fn what_is_dated_within_the_hour_is_signed(app: &TestApp) {
    app.append_entries(5);
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("seen.json");
    let state = ["--state", state.to_str().unwrap()];
    verify(&app.base, &state).good();
    put_in(app, Duration::minutes(60));
    app.settle();
    assert_eq!(verify(&app.base, &state).good()["tree_size"], 6);
}

fn a_clock_that_ran_ahead_and_was_set_right_stops_nothing(app: &TestApp) {
    app.clock.advance(Duration::days(1));
    app.append_entries(5);
    app.clock.advance(-Duration::days(1));
    app.append_entries(1);
    // No worker runs for some hours.
    put_in(app, Duration::zero());
    app.clock.advance(Duration::hours(3));
    app.settle();
    assert_eq!(app.verify().good()["tree_size"], 7);
}

fn what_came_back_keeps_its_date(app: &TestApp) {
    app.append_entries(5);
    keep_tiles(app);
    put_in(app, Duration::days(3));
    // As a version of the program did that looked at no dates.
    app.sign_blindly();
    app.settle();
    let folder = tempfile::tempdir().unwrap();
    mirror(app, folder.path());
    roll_back(app, 5);
    resumed_from(app, folder.path());
    assert_eq!(app.verify().good()["tree_size"], 7, "and that the log was resumed");
}

fn a_date_in_another_form_is_told_as_such(app: &TestApp) {
    if let DatabaseUrl::Postgres(_) = app.app.store.url() {
        // There a date has one form.
        return;
    }
    app.append_entries(5);
    put_in(app, Duration::minutes(1));
    let row = app.read(store::entry::waiting)[0].id;
    let rewrite =
        |which: String| format!("UPDATE entries SET at = replace(at, ' ', 'T') || 'Z' WHERE {which}");
    app.attack(&[&rewrite(format!("id = {row}"))]);
    let numbering = app.block_on(numbering::number(&app.app)).unwrap_err().to_string();
    let sealing = app.block_on(seal::seal(&app.app)).unwrap_err().to_string();
    for said in [numbering, sealing] {
        assert!(said.contains(&format!("the row {row} of the table entries")), "{said}");
        assert!(
            said.contains("in a form that this program does not write") && said.contains("2026-11-24T"),
            "{said}"
        );
        assert!(said.contains("the row alone can be deleted") && !said.contains("clock"), "{said}");
    }
    app.sql(&format!("DELETE FROM entries WHERE id = {row}"));
    app.append_entries(1);
    app.verify().good();
    app.sql(&rewrite("number = 3".to_owned()));
    let said = app.block_on(app.app.store.read(|db| tree::check_entries(db, None))).unwrap_err().to_string();
    assert!(said.contains("entry 3 is dated") && said.contains("in a form"), "{said}");
}
