//! Somebody with the database's password puts a row among the entries: its digest is right and its subject its own, and it is
//! no entry that the program writes. It gets no number, is signed by nobody, and whoever checks finds it.

use serde_json::{Value, json};
use tilsagn::app::log::seal;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::ids::OrganisationId;
use tilsagn::store::{self, DatabaseUrl};
use tilsagn::worker::numbering;

use crate::anyone_compares::call_entered;
use crate::log_sealed::{keep_tiles, roll_back};
use crate::nadia_stays_unnamed::{PROTECTED, PUBLIC, account, published};
use crate::operator_takes_over::lively;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::fixtures::Given;
use crate::support::published::written;
use crate::suzie_comes_back::{SUZIE, enter};

stories!(
    what_was_put_in_gets_no_number,
    what_was_put_in_with_a_number_is_not_signed,
    what_was_put_in_and_signed_is_found_by_whoever_checks,
    who_is_published_is_not_published_again,
    who_is_published_is_not_published_again_without_ids_either,
    a_version_that_is_published_is_not_published_again,
    an_entry_of_a_commitment_whose_row_is_about_none_is_found,
    an_entry_that_was_given_to_another_is_found,
    a_subject_of_another_entry_gets_no_number,
    nothing_is_proved_of_a_body_that_was_changed,
    everything_that_happens_is_entered_as_specified,
);

/// The public ids of the signatory and of its signature.
fn ids(app: &TestApp) -> (String, String) {
    app.read(|db| {
        let of = OrganisationId(1);
        let signed = store::endorsement::of_organisation(db, of)?;
        Ok((store::organisation::find(db, of)?.public_id, signed.public_id))
    })
}

/// What somebody puts in, and what is found wrong with it.
fn put_in(app: &TestApp) -> Vec<(&'static str, Value, &'static str)> {
    let (organisation, id) = ids(app);
    let says = |before: Value, after: Value| json!({ "id": id, "organisation": organisation, "before": before, "after": after });
    let recorded = |level: &str| {
        json!({
            "organisation": organisation, "level": level, "method": "letter", "checked_at": "2026-11-24T09:00:00.000Z",
        })
    };
    let mut more = says(json!({ "statement": null }), json!({ "statement": "Never said." }));
    more["note"] = json!("x");
    vec![
        ("endorsement.amended", json!({ "a": 1 }), "has a field a, which is not specified there"),
        ("endorsement.amended", says(json!("x"), json!({})), "something else than an object as before"),
        ("endorsement.amended", says(json!({}), json!({})), "changes nothing"),
        ("endorsement.amended", more, "has a field note"),
        ("assurance.recorded", recorded("certain"), "something else than a level of assurance as level"),
        ("entry.withheld", json!({ "subjects": [] }), "names no entry"),
        ("entry.withheld", json!({ "subjects": ["nobody"] }), "names nobody, which no entry has"),
        ("news.published", json!({}), "is of kind news.published"),
    ]
}

fn about_nobody_who_signed() -> (&'static str, Value) {
    let body = json!({ "id": "e", "organisation": "ghost", "slug": "ghost", "reason": null });
    ("endorsement.withdrawn", body)
}

/// Puts a row in, as SQL does.
fn insert(app: &TestApp, kind: &'static str, about: Option<i64>, body: Value) -> i64 {
    app.write(move |db, now| store::entry::append(db, &written(kind, about.map(OrganisationId), now, &body)));
    app.read(store::entry::waiting)[0].id
}

fn whose(kind: &str) -> Option<i64> {
    (!kind.starts_with("entry.") && !kind.starts_with("news.")).then_some(1)
}

/// Takes it out as the manual says.
pub fn take_out(app: &TestApp, row: i64) {
    let (begin, end) = match app.app.store.url() {
        DatabaseUrl::Sqlite(_) => ("    DROP TRIGGER entries_are_kept;", "never deleted'); END;"),
        DatabaseUrl::Postgres(_) => ("    ALTER TABLE entries DISABLE", "ENABLE TRIGGER entries_are_kept;"),
    };
    let (_, manual) =
        include_str!("../../docs/operating.md").split_once("### An entry that was put in").unwrap();
    let from = manual.find(begin).unwrap();
    let to = from + manual[from..].find(end).unwrap() + end.len();
    let statements = manual[from..to].replace("412", &row.to_string());
    app.write(move |db, _| crate::support::log::run(db, &statements));
}

fn what_was_put_in_gets_no_number(app: &TestApp) {
    app.signatory(Given::default());
    app.append_entries(3);
    let (kind, ghost) = about_nobody_who_signed();
    let mut all: Vec<_> =
        put_in(app).into_iter().map(|(kind, body, why)| (kind, whose(kind), body, why)).collect();
    all.push((kind, Some(1), ghost.clone(), "names the organisation ghost, and its row is about another"));
    all.push((
        kind,
        None,
        ghost,
        "is about nobody, says its row, and one of kind endorsement.withdrawn is about somebody",
    ));
    all.push((
        "log.resumed",
        Some(1),
        json!({ "from": 1, "to": 1 }),
        "is about somebody, says its row, and one of kind log.resumed is about nobody",
    ));
    all.push((
        "log.resumed",
        None,
        json!({ "from": 1, "to": 5 }),
        "says that entries from 1 to 5 came back before it",
    ));
    for (kind, about, body, why) in all {
        let row = insert(app, kind, about, body);
        let numbering = app.block_on(numbering::number(&app.app)).unwrap_err().to_string();
        let sealing = app.block_on(seal::seal(&app.app)).unwrap_err().to_string();
        for said in [numbering, sealing] {
            assert!(said.contains(&format!("the row {row} of the table entries, {kind}")), "{said}");
            assert!(said.contains(why) && said.contains("none gets a number"), "{why}: {said}");
        }
        app.anonymous().get("/readyz").ok().says("warning: the log is not signed");
        take_out(app, row);
    }
    app.append_entries(1);
    app.verify().good();
}

fn what_was_put_in_with_a_number_is_not_signed(app: &TestApp) {
    app.signatory(Given::default());
    app.append_entries(3);
    insert(app, "endorsement.amended", Some(1), json!({ "a": 1 }));
    app.write(|db, _| store::entry::number_new(db).map(drop));
    let said = app.block_on(seal::seal(&app.app)).unwrap_err().to_string();
    assert!(said.contains("entry 4 has a field a") && said.contains("nothing is signed over it"), "{said}");
}

/// What the doctor says where it finds something.
pub fn doctor_says(app: &TestApp, words: &str) {
    let doctor = app.program(&["doctor"]).output().unwrap();
    let said = String::from_utf8_lossy(&doctor.stdout).into_owned();
    assert!(!doctor.status.success() && said.contains(words), "{words}: {said}");
}

/// A copy of the publication that there is.
fn who_is_published_is_not_published_again(app: &TestApp) {
    app.signatory(Given::default());
    app.append_entries(3);
    let said = app.read(|db| store::entry::bodies(db, "endorsement.published")).remove(0);
    let body: Value = serde_json::from_str(&said).unwrap();
    let row = insert(app, "endorsement.published", Some(1), body);
    let why = "publishes a signatory that an entry before it publishes";
    let said = app.block_on(numbering::number(&app.app)).unwrap_err().to_string();
    assert!(said.contains(&format!("the row {row} of")) && said.contains(why), "{said}");
    app.write(|db, _| store::entry::number_new(db).map(drop));
    let said = app.block_on(seal::seal(&app.app)).unwrap_err().to_string();
    assert!(said.contains(&format!("entry 4 {why}; nothing is signed over it")), "{said}");
    doctor_says(app, why);
    app.sign_blindly();
    doctor_says(app, &format!("entry 4 {why}"));
}

/// As entries said it before there were ids.
fn who_is_published_is_not_published_again_without_ids_either(app: &TestApp) {
    app.signatory(Given::default());
    app.append_entries(3);
    let said = app.read(|db| store::entry::bodies(db, "endorsement.published")).remove(0);
    let mut body: Value = serde_json::from_str(&said).unwrap();
    for id in ["id", "organisation"] {
        body.as_object_mut().unwrap().remove(id).unwrap();
    }
    let row = insert(app, "endorsement.published", Some(1), body);
    let why = "names a slug alone, as entries did before there were ids";
    let said = app.block_on(numbering::number(&app.app)).unwrap_err().to_string();
    assert!(said.contains(&format!("the row {row} of")) && said.contains(why), "{said}");
    app.sign_blindly();
    doctor_says(app, &format!("entry 4 {why}"));
}

fn a_version_that_is_published_is_not_published_again(app: &TestApp) {
    app.call();
    call_entered(app);
    let said = app.read(|db| store::entry::bodies(db, "call.version_published")).remove(0);
    let body: Value = serde_json::from_str(&said).unwrap();
    let why =
        format!("publishes version {} of the Call, which an entry before it publishes", body["version"]);
    // Nor one that there is not.
    let mut other = body.clone();
    other["version"] = json!(99);
    let row = insert(app, "call.version_published", None, other);
    let said = app.block_on(numbering::number(&app.app)).unwrap_err().to_string();
    assert!(said.contains("publishes version 99 of the Call, which is not published here"), "{said}");
    app.attack(&[&format!("DELETE FROM entries WHERE id = {row}")]);
    let row = insert(app, "call.version_published", None, body);
    let said = app.block_on(numbering::number(&app.app)).unwrap_err().to_string();
    assert!(said.contains(&format!("the row {row} of")) && said.contains(&why), "{said}");
    app.write(|db, _| store::entry::number_new(db).map(drop));
    let said = app.block_on(seal::seal(&app.app)).unwrap_err().to_string();
    assert!(said.contains(&format!("entry 2 {why}; nothing is signed over it")), "{said}");
    app.sign_blindly();
    doctor_says(app, &format!("entry 2 {why}"));
    let report = app.verify().names(2);
    assert!(report["findings"].to_string().contains(&why), "{report:#}");
}

fn an_entry_of_a_commitment_whose_row_is_about_none_is_found(app: &TestApp) {
    published(app, PUBLIC);
    app.attack(&["UPDATE entries SET commitment_id = NULL WHERE kind = 'commitment.published'"]);
    doctor_says(app, "is of kind commitment.published, and its row is about no commitment");
    // Nor does hiding its words hide it.
    account(app).send("/account/visibility", PROTECTED).ok();
    app.settle();
    doctor_says(app, "is of kind commitment.published, and its row is about no commitment");
}

fn an_entry_that_was_given_to_another_is_found(app: &TestApp) {
    app.signatory(Given::default());
    app.signatory(Given { name: "Engen", ..Given::default() });
    app.append_entries(3);
    let (of, _) = ids(app);
    app.attack(&["UPDATE entries SET organisation_id = 2 WHERE number = 0"]);
    doctor_says(app, &format!("entry 0 names the organisation {of}, and its row is about another"));
}

/// As an older version, which did not look, has signed it.
fn what_was_put_in_and_signed_is_found_by_whoever_checks(app: &TestApp) {
    app.signatory(Given::default());
    app.append_entries(3);
    app.verify().good();
    keep_tiles(app);
    let (kind, ghost) = about_nobody_who_signed();
    let all = put_in(app).into_iter().chain([(kind, ghost, "which no entry that can be read publishes")]);
    for (kind, body, why) in all {
        insert(app, kind, whose(kind), body);
        app.sign_blindly();
        let report = app.verify().names(4);
        let what = report["findings"][0]["what"].as_str().unwrap_or_default();
        assert!(what.contains(why), "{why}: {what}");
        let doctor = app.program(&["doctor"]).output().unwrap();
        let said = String::from_utf8_lossy(&doctor.stdout).into_owned();
        assert!(!doctor.status.success() && said.contains("entry 4 ") && said.contains(why), "{why}: {said}");
        roll_back(app, 4);
    }
}

fn everything_that_happens_is_entered_as_specified(app: &TestApp) {
    lively(app);
    let given = Given { name: "Engen", state: EndorsementState::Published, ..Given::default() };
    app.signatory(given);
    // Nothing that is not gets a number.
    app.settle();
    app.verify().good();
    assert!(app.program(&["doctor"]).output().is_ok());
}

fn a_subject_of_another_entry_gets_no_number(app: &TestApp) {
    app.signatory(Given::default());
    app.append_entries(3);
    let taken = app.read(|db| store::entry::rows(db, 2, 3))[0].subject.clone();
    let body = json!({ "subjects": [taken] });
    app.write(move |db, now| {
        let new = written("entry.withheld", None, now, &body);
        store::entry::append(db, &store::entry::NewEntry { subject: taken, ..new })
    });
    let said = app.block_on(numbering::number(&app.app)).unwrap_err().to_string();
    assert!(said.contains("has the subject of another entry"), "{said}");
    app.write(|db, _| store::entry::number_new(db).map(drop));
    let said = app.block_on(seal::seal(&app.app)).unwrap_err().to_string();
    assert!(said.contains("entry 4 has the subject of another entry"), "{said}");
}

fn nothing_is_proved_of_a_body_that_was_changed(app: &TestApp) {
    app.signatory(Given::default());
    app.settle();
    let (suzie, address) = (enter(app, SUZIE), "/account/receipts/0");
    suzie.get(address).ok();
    app.attack(&["UPDATE entries SET body = replace(body, 'Skov', 'Skav') WHERE number = 0"]);
    assert_eq!(suzie.get(address).status, 500);
    assert_eq!(app.anonymous().get("/log/entries/0").status, 500);
}
