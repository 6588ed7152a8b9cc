//! Two acts of one moment take what both change in the same order. PostgreSQL throws out one of two that wait for each
//! other, and whoever hides would read that somebody was faster.

use std::sync::mpsc;
use std::time::Duration;

use tilsagn::app::kin;
use tilsagn::domain::case::CaseKind;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::ids::CaseId;
use tilsagn::domain::visibility::Visibility;
use tilsagn::domain::{Error, Result};
use tilsagn::store::{self, Db};

use crate::katrine_is_called_otherwise::enters;
use crate::nadia_stays_unnamed::{PROTECTED, PUBLIC};
use crate::readers_report::report;
use crate::staff_file_letters::record;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, number_of, preview, send_preview};
use crate::support::fixtures::Given;
use crate::support::rows;
use crate::suzie_comes_back::{SUZIE, cases, enter, entry};

stories!(
    who_hides_while_a_report_comes_is_hidden,
    names_and_letters_that_come_with_a_report_are_entered,
    who_withdraws_while_a_change_is_sent_has_withdrawn,
    who_is_published_while_names_are_entered_is_in_the_register,
    keys_that_are_made_while_a_number_is_given_are_of_the_register,
);

/// Those who wait for this act.
const WAITING: &str = "SELECT count(*) AS count FROM pg_locks \
                       WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))";

/// Begins an act, lets another come, and goes on with the first once the other waits for it.
pub fn meanwhile<T>(
    app: &TestApp,
    begins: impl FnOnce(&mut Db) -> Result<()> + Send + 'static,
    goes_on: impl FnOnce(&mut Db) -> Result<()> + Send + 'static,
    other: impl FnOnce() -> T,
) -> T {
    let (begun, ready) = mpsc::channel();
    std::thread::scope(|scope| {
        let first = scope.spawn(move || {
            app.block_on(app.app.store.write(move |db| {
                begins(db)?;
                begun.send(()).map_err(Error::internal)?;
                until_one_waits(db)?;
                goes_on(db)
            }))
        });
        ready.recv().unwrap();
        let came = other();
        first.join().unwrap().unwrap();
        came
    })
}

fn until_one_waits(db: &mut Db) -> Result<()> {
    if matches!(db, Db::Sqlite(_)) {
        // One writes at a time there.
        return Ok(());
    }
    for _ in 0..500 {
        if rows::count(db, WAITING)? > 0 {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Err(Error::internal("nobody waits"))
}

/// Lets something come while a Case gets one more of what it is about.
pub fn while_one_joins<T>(app: &TestApp, case: CaseId, other: impl FnOnce() -> T) -> T {
    let joins = move |db: &mut Db| store::case::move_on(db, case);
    meanwhile(app, store::register_state::hold_case_numbers, joins, other)
}

fn who_hides_while_a_report_comes_is_hidden(app: &TestApp) {
    let given = app.signatory(Given::default());
    report(app, &given, "They never signed.", "");
    let (case, suzie) = (cases(app, &given, CaseKind::Report)[0].id, enter(app, SUZIE));
    for (wish, visibility) in [(PROTECTED, Visibility::Protected), (PUBLIC, Visibility::Public)] {
        while_one_joins(app, case, || suzie.fills("/account/visibility", wish)).ok();
        let signed = app.read(move |db| store::endorsement::find(db, given.endorsement));
        assert_eq!(signed.visibility, visibility);
    }
}

fn names_and_letters_that_come_with_a_report_are_entered(app: &TestApp) {
    let given = app.signatory(Given::default());
    report(app, &given, "They never signed.", "");
    let (case, bodil) = (cases(app, &given, CaseKind::Report).remove(0), app.moderator());
    let entered = while_one_joins(app, case.id, || enters(&bodil, case.number, "Society of the Wood"));
    assert_eq!(entered.status, 303, "{}", entered.text());
    let closed = number_of(app, &given);
    assert_ne!(while_one_joins(app, case.id, || record(&bodil, closed, "2026-4711")), closed);
}

fn who_withdraws_while_a_change_is_sent_has_withdrawn(app: &TestApp) {
    let given = app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    suzie.send("/account/amend", &entry(&[("go", "send"), ("description", "Neighbours.")])).ok();
    let case = cases(app, &given, CaseKind::Amendment)[0].id;
    while_one_joins(app, case, || suzie.fills("/account/withdraw", &[("sure", "yes")])).ok();
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Withdrawn);
}

fn who_is_published_while_names_are_entered_is_in_the_register(app: &TestApp) {
    let given = app.signatory(Given { state: EndorsementState::InReview, ..Given::default() });
    let (of, number, bodil) = (given.organisation, number_of(app, &given), app.moderator());
    let page = preview(&bodil, number, &Choice::publish()).ok();
    let names = move |db: &mut Db| store::organisation::hold(db, of);
    let sent = meanwhile(app, names, store::register_state::hold_case_numbers, || {
        send_preview(&bodil, number, &page)
    });
    assert_eq!(sent.status, 303, "{}", sent.text());
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Published);
}

fn keys_that_are_made_while_a_number_is_given_are_of_the_register(app: &TestApp) {
    let of = app.signatory(Given { state: EndorsementState::InReview, ..Given::default() }).organisation;
    app.write(move |db, _| store::organisation_key::expire_of(db, of));
    let begins = move |db: &mut Db| store::organisation::hold(db, of);
    let published = move |db: &mut Db| store::organisation::give_address(db, of, "skovbrynet", 413);
    let made = meanwhile(app, begins, published, || app.block_on(kin::index(&app.app)));
    assert_eq!(made.unwrap(), 1);
    let count = |of: &'static str| app.read(move |db| rows::count(db, of));
    assert_eq!(count("SELECT count(*) AS count FROM organisation_keys WHERE NOT registered"), 0);
    assert_ne!(count("SELECT count(*) AS count FROM organisation_keys WHERE registered"), 0);
}
