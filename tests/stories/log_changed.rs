//! Somebody with the database's password changes what the register shows, and puts in an entry that tells of another
//! change than that, or in the name of another. And those who rightly change what they say, of whom nothing is found wrong.

use chrono::Duration;
use serde_json::{Value, json};
use tilsagn::app::log::{seal, tree};
use tilsagn::domain::case::{CaseKind, CaseState};
use tilsagn::domain::ids::OrganisationId;
use tilsagn::store;
use tilsagn::store::entry::NewEntry;
use tilsagn::worker::numbering;

use crate::katrine_is_called_otherwise::enters;
use crate::log_emptied::a_week;
use crate::log_put_in::{doctor_says, take_out};
use crate::nadia_stays_unnamed::{PROTECTED, PUBLIC, account, look_after, published};
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, reasons};
use crate::support::fixtures::Given;
use crate::support::published::written;
use crate::suzie_comes_back::{SUZIE, cases, enter, entry as amended};

stories!(
    no_entry_moves_what_a_promise_says_without_telling_it,
    no_second_publication_moves_it_either,
    a_change_starts_from_what_was_entered,
    an_entry_is_about_whose_slug_it_names,
    what_is_entered_of_who_is_hidden_is_found_good,
    what_is_suspended_before_its_signatory_has_a_name_stays_so,
    what_is_entered_of_a_change_is_what_the_register_says,
);

const ASTRAY: &str = "starts from something else than the entries before it give";

/// What the first entry of a kind about the first organisation says.
fn body_of(app: &TestApp, kind: &str) -> Value {
    let entries = app.read(|db| store::entry::of_organisation(db, OrganisationId(1)));
    let entry = entries.into_iter().find(|entry| entry.kind == kind).unwrap();
    serde_json::from_str(&entry.body.unwrap()).unwrap()
}

/// Puts a row in, as SQL does. It gets no number.
#[track_caller]
fn refused(app: &TestApp, kind: &'static str, about: i64, body: &Value, why: &str) -> i64 {
    let (about, body) = (OrganisationId(about), body.clone());
    app.write(move |db, now| {
        let promises = store::commitment::of_organisation(db, about)?;
        let commitment_id = promises.first().map(|one| one.id).filter(|_| kind.starts_with("commitment."));
        store::entry::append(db, &NewEntry { commitment_id, ..written(kind, Some(about), now, &body) })
    });
    let row = app.read(store::entry::waiting)[0].id;
    let said = app.block_on(numbering::number(&app.app)).unwrap_err().to_string();
    assert!(said.contains(&format!("the row {row} of")) && said.contains(why), "{why}: {said}");
    row
}

/// The same, signed by a version that does not look at it: whoever checks finds it.
#[track_caller]
fn found(app: &TestApp, kind: &'static str, about: i64, body: &Value, why: &str) {
    refused(app, kind, about, body, why);
    let number = app.read(store::register_state::next_entry);
    app.write(|db, _| store::entry::number_new(db).map(drop));
    let said = app.block_on(seal::seal(&app.app)).unwrap_err().to_string();
    assert!(said.contains(&format!("entry {number} {why}")), "{why}: {said}");
    app.sign_blindly();
    doctor_says(app, &format!("entry {number} {why}"));
    let report = app.verify().names(u64::try_from(number).unwrap());
    let what = report["findings"][0]["what"].as_str().unwrap_or_default();
    assert!(what.starts_with(why), "{report:#}");
}

fn no_entry_moves_what_a_promise_says_without_telling_it(app: &TestApp) {
    published(app, PUBLIC);
    app.verify().good();
    let promise = body_of(app, "commitment.published");
    let revised = |version: u64, before: Value, action: &str| {
        let mut body = promise.clone();
        (body["version"], body["before"], body["action"]) = (json!(version), before, json!(action));
        body
    };
    let (was, new) = (json!({ "action": promise["action"] }), "We do nothing at all.");
    for body in [revised(3, was, new), revised(2, json!({ "action": "We do more." }), new)] {
        let row = refused(app, "commitment.revised", 1, &body, ASTRAY);
        take_out(app, row);
    }
    app.sql(&format!("UPDATE commitments SET action = '{new}', version = 2 WHERE organisation_id = 1"));
    let body = revised(2, json!({ "title": "An old spelling" }), new);
    found(app, "commitment.revised", 1, &body, ASTRAY);
}

fn no_second_publication_moves_it_either(app: &TestApp) {
    published(app, PUBLIC);
    let (mut promise, new) = (body_of(app, "commitment.published"), "We do nothing at all.");
    promise["action"] = json!(new);
    app.sql(&format!("UPDATE commitments SET action = '{new}' WHERE organisation_id = 1"));
    found(app, "commitment.published", 1, &promise, ASTRAY);
}

fn a_change_starts_from_what_was_entered(app: &TestApp) {
    published(app, PUBLIC);
    let said = body_of(app, "endorsement.published");
    let change = |before: Value, after: Value| json!({ "organisation": said["organisation"], "before": before, "after": after });
    let mut renamed = change(json!({ "name": "Never called so" }), json!({ "name": "Foreningen Midtvejs" }));
    renamed["slug"] = said["slug"].clone();
    let row = refused(app, "organisation.renamed", 1, &renamed, &format!("{ASTRAY}: name"));
    take_out(app, row);
    let mut amended = change(json!({ "statement": "Never said." }), json!({ "statement": "We sign." }));
    amended["id"] = said["id"].clone();
    app.sql("UPDATE endorsements SET statement = 'We sign.' WHERE organisation_id = 1");
    found(app, "endorsement.amended", 1, &amended, &format!("{ASTRAY}: statement"));
}

fn an_entry_is_about_whose_slug_it_names(app: &TestApp) {
    // Of before there were ids.
    app.publish_register();
    let withdrawn = json!({ "slug": "org-5", "reason": null });
    let why = "names the signatory org-5, and its row is about another";
    let row = refused(app, "endorsement.withdrawn", 6, &withdrawn, why);
    take_out(app, row);
    let signatory = app.signatory(Given::default());
    let renamed = json!({
        "slug": signatory.slug, "before": { "name": signatory.name }, "after": { "name": "Foreningen Midtvejs" },
    });
    let new = "UPDATE organisations SET name = 'Foreningen Midtvejs' WHERE id =";
    app.sql(&format!("{new} {}", signatory.organisation.0));
    found(
        app,
        "organisation.renamed",
        6,
        &renamed,
        "names a slug alone, as entries did before there were ids",
    );
}

/// The week's batch tells of them in chance order.
fn what_is_entered_of_who_is_hidden_is_found_good(app: &TestApp) {
    let (number, moderator) = published(app, PUBLIC);
    account(app).send("/account/visibility", PROTECTED).ok();
    moderator.post(&format!("/staff/cases/{number}/identity"), &[]);
    for name in ["The First Harbour", "The Second Harbour", "The Third Harbour"] {
        assert_eq!(enters(&moderator, number, name).status, 303, "{name}");
    }
    a_week(app);
    account(app).fills("/account/visibility", PUBLIC).ok();
    app.settle();
    app.verify().good();
    assert_eq!(enters(&app.second_moderator(), number, "The Fourth Harbour").status, 303);
    app.settle();
    app.verify().good();
    assert!(app.program(&["doctor"]).output().is_ok());
}

/// What the week's batch told of the promise says that it is shown.
fn what_is_suspended_before_its_signatory_has_a_name_stays_so(app: &TestApp) {
    let until =
        [("visibility", "embargoed"), ("until_day", "4"), ("until_month", "12"), ("until_year", "2026")];
    look_after(app);
    published(app, &until);
    reasons(app);
    a_week(app);
    let promise = app.read(|db| store::commitment::of_organisation(db, OrganisationId(1))).remove(0);
    let moderator = app.second_moderator();
    moderator.send(&format!("/staff/commitments/{}/case", promise.public_id), &[]).ok();
    let cases = app.read(|db| store::case::of_organisation(db, OrganisationId(1)));
    let case = cases.into_iter().find(|case| case.kind == CaseKind::Commitment).unwrap();
    moderator.post(&format!("/staff/cases/{}/identity", case.number), &[]);
    decide(&moderator, case.number, &Choice::suspend("Is it yours?"));
    app.clock.advance(Duration::days(3));
    look_after(app);
    app.verify().good();
    app.read(|db| tree::check_entries(db, None).map(drop));
    let page = app.anonymous().get(&format!("/commitments/{}", promise.public_id)).ok();
    page.says("This commitment is withheld").says("Something is being checked.");
}

/// It was kept as an earlier version typed it, and goes into the register as this one reads it.
fn what_is_entered_of_a_change_is_what_the_register_says(app: &TestApp) {
    let given = app.signatory(Given::default());
    let (bodil, suzie) = (app.moderator(), enter(app, SUZIE));
    let renames = |name: &str| {
        suzie.send("/account/amend", &amended(&[("go", "send"), ("name", name)])).ok();
        let open =
            cases(app, &given, CaseKind::Amendment).into_iter().find(|one| one.state == CaseState::Open);
        open.unwrap().number
    };
    let number = renames("Skovbrynet Conversations");
    app.sql("UPDATE amendments SET \"after\" = replace(\"after\", 'Conversations', 'Conversations ')");
    decide(&bodil, number, &Choice::publish());
    app.settle();
    app.verify().good();
    decide(&bodil, renames("Skovbrynet Society"), &Choice::publish());
    app.settle();
    app.verify().good();
}
