//! A new site takes over who was not named at first, and who parted from one that has hidden since.

use chrono::Duration;
use serde_json::{Value, json};
use tilsagn::app::act::{About, Act, Origin, Subject};
use tilsagn::app::entry_body;
use tilsagn::app::log::shown;
use tilsagn::domain::Result;
use tilsagn::domain::entry::EntryKind;
use tilsagn::domain::ids::OrganisationId;
use tilsagn::store;
use tilsagn::store::commitment::Commitment;

use crate::nadia_stays_unnamed::{NAME, PROTECTED, PUBLIC, account, kinds, look_after, published};
use crate::operator_takes_over::{exported, import};
use crate::staff_merge::{merged, undo};
use crate::stories;
use crate::support::app::TestApp;
use crate::support::fixtures::{Given, PLACED};
use crate::suzie_comes_back::{SUZIE, enter};

stories!(
    nadia_is_taken_over_once_she_has_shown_herself,
    omar_is_taken_over_with_his_promise_after_his_day,
    who_parted_from_one_that_hid_is_taken_over,
    what_became_of_promises_in_one_week_holds_in_whatever_order,
);

/// Another site that was started from what this one exports.
pub fn taken_over(app: &TestApp) -> TestApp {
    let folder = tempfile::tempdir().unwrap();
    let (copy, next) = (exported(app, folder.path(), &[]), app.empty_twin());
    let output = import(&next, &copy);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    next.verify().good();
    next
}

/// The kinds of the entries about the only organisation, and whether each is about a commitment.
fn told(app: &TestApp) -> Vec<(String, bool)> {
    let entries = app.read(|db| store::entry::of_organisation(db, OrganisationId(1)));
    entries.into_iter().map(|one| (one.kind, one.commitment_id.is_some())).collect()
}

/// The new site shows it, and knows whom also the entries of the week's batch are about.
#[track_caller]
fn shown_there(app: &TestApp) -> TestApp {
    let published = kinds(app).into_iter().filter(|kind| kind == "endorsement.published").count();
    assert_eq!(published, 2, "in the week's batch, and by name");
    let next = taken_over(app);
    next.anonymous().get("/signatories/hemmelighuset-zxqvy").ok().says(NAME);
    assert_eq!(told(&next), told(app));
    next
}

fn nadia_is_taken_over_once_she_has_shown_herself(app: &TestApp) {
    look_after(app);
    published(app, PROTECTED);
    app.clock.advance(Duration::days(7));
    look_after(app);
    account(app).fills("/account/visibility", PUBLIC).ok();
    app.settle();
    shown_there(app);
}

fn omar_is_taken_over_with_his_promise_after_his_day(app: &TestApp) {
    let until =
        [("visibility", "embargoed"), ("until_day", "4"), ("until_month", "12"), ("until_year", "2026")];
    look_after(app);
    published(app, &until);
    for days in [7, 3] {
        app.clock.advance(Duration::days(days));
        look_after(app);
    }
    app.settle();
    let next = shown_there(app);
    assert_eq!(told(&next).iter().filter(|(_, promise)| *promise).count(), 2);
    let promise = "A fund for harbour newsrooms";
    next.anonymous().get("/signatories/hemmelighuset-zxqvy").ok().says(promise);
}

fn who_parted_from_one_that_hid_is_taken_over(app: &TestApp) {
    let (stays, goes, bodil, asta, number) = merged(app);
    undo(app, &bodil, &asta, number);
    enter(app, SUZIE).send("/account/visibility", PROTECTED).ok();
    app.settle();
    let next = taken_over(app);
    let reader = next.anonymous();
    assert_eq!(reader.get(&format!("/signatories/{}", stays.slug)).status, 404);
    reader.get(&format!("/signatories/{}", goes.slug)).ok().says(&goes.name).says("Publish every contract");
}

/// Of those promises that are given up, and of the others.
const GIVEN_UP: usize = 4;

/// Publishes the promises of who hides, and hides and shows the later ones again.
fn publish(act: &mut Act<'_>, promises: &[Commitment]) -> Result<()> {
    for (place, promise) in promises.iter().enumerate() {
        let organisation = store::organisation::find(act.db, promise.organisation_id)?;
        let about = About { organisation: Some(organisation.id), commitment: Some(promise.id) };
        let said = entry_body::commitment(&organisation, promise);
        act.entry(EntryKind::CommitmentPublished, about, &said)?;
        if place >= GIVEN_UP {
            let hidden = entry_body::commitment_suspended(&organisation, promise, None);
            act.entry(EntryKind::CommitmentSuspended, about, &hidden)?;
            act.entry(EntryKind::CommitmentPublished, about, &said)?;
        }
    }
    act.audit(PLACED, Subject("organisation", None), json!({}))
}

/// The promises that are shown, and whether each is given up.
fn promises(app: &TestApp, of: &str) -> Vec<(String, bool)> {
    let list = app.anonymous().get(&format!("/api/v1/commitments{of}")).ok().body;
    let list: Value = serde_json::from_str(&list).unwrap();
    let told = |one: &Value| (one["id"].as_str().unwrap().to_owned(), one["status"] == "dropped");
    let mut told: Vec<_> = list["data"].as_array().unwrap().iter().map(told).collect();
    told.sort();
    told
}

fn what_became_of_promises_in_one_week_holds_in_whatever_order(app: &TestApp) {
    let titles = &["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight"];
    let of = app.signatory(Given { commitments: titles, ..Given::default() }).organisation;
    let made = app.read(move |db| store::commitment::of_organisation(db, of));
    let suzie = enter(app, SUZIE);
    suzie.send("/account/visibility", PROTECTED).ok();
    let entered = made.clone();
    let published = app.app.act(Origin::operator(), move |act| publish(act, &entered));
    app.block_on(published).unwrap();
    for promise in &made[..GIVEN_UP] {
        let path = format!("/account/commitments/{}/drop", promise.public_id);
        suzie.send(&path, &[("reason", "No money was left.")]).ok();
    }
    app.clock.advance(Duration::days(7));
    look_after(app);
    enter(app, SUZIE).fills("/account/visibility", PUBLIC).ok();
    app.settle();
    app.verify().good();
    assert_eq!(app.read(shown::check), [""; 0]);
    let today = app.app.clock.now().day_in(app.app.config.time_zone);
    let now = promises(app, "");
    let given_up = now.iter().filter(|(_, given_up)| *given_up).count();
    assert_eq!((now.len(), given_up), (made.len(), GIVEN_UP));

    app.clock.advance(Duration::days(1));
    app.settle();
    assert_eq!(promises(app, &format!("?as_of={today}")), now);
    assert_eq!(promises(&taken_over(app), ""), now);
}
