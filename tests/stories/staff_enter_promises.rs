//! What a state's letter says besides that it signs: its public statement and its commitments, entered by one and published
//! by two.

use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::store;

use crate::nadia_stays_unnamed::Lacks;
use crate::staff_second::{approve, record_as};
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, number_of, preview, send_preview};
use crate::support::fixtures::Given;
use crate::support::staff::Colleague;
use crate::support::visitor::Page;

stories!(
    what_a_states_letter_promises_is_published_with_it,
    a_commitment_with_mistakes_comes_back,
    a_commitment_is_changed_and_taken_off_until_the_state_is_published,
    only_a_state_that_waits_gets_commitments,
);

const STATEMENT: &str = "The net belongs to those who live by it.";

/// Enters a commitment on a Case, or changes the one with this id.
fn enters(colleague: &Colleague, number: i64, id: &str, title: &str) -> Page {
    let path = format!("/staff/cases/{number}/commitments/{id}");
    let seen = colleague.get(&path).ok().between("name=\"seen\" value=\"", "\"");
    let rest = [
        ("kind", "action"),
        ("action", "We light every harbour."),
        ("measure", "deliverable"),
        ("due_day", "30"),
        ("due_month", "6"),
        ("due_year", "2028"),
        ("countries", "DK"),
    ];
    colleague.post(&path, &[&[("seen", seen.as_str()), ("title", title)], &rest[..]].concat())
}

fn case(number: i64) -> String {
    format!("/staff/cases/{number}")
}

/// The id of the only commitment that a Case offers to change.
fn only(colleague: &Colleague, number: i64) -> String {
    let page = colleague.get(&case(number)).ok();
    page.between(&format!("action=\"/staff/cases/{number}/commitments/"), "/take-off\"")
}

fn what_a_states_letter_promises_is_published_with_it(app: &TestApp) {
    let (bodil, mogens) = (app.moderator(), app.second_moderator());
    let number = record_as(app, &bodil, &[("statement", STATEMENT)]);
    let stale = preview(&bodil, number, &Choice::publish()).ok();
    assert_eq!(enters(&bodil, number, "new", "A lamp for every harbour").status, 303);
    assert_eq!(enters(&bodil, number, "new", "A lamp for every harbour").status, 303, "by a second click");
    let page = bodil.get(&case(number)).ok().says("entered a commitment of the letter").text();
    assert_eq!(page.matches("We light every harbour.").count(), 1, "{page}");
    assert_eq!(send_preview(&bodil, number, &stale).status, 409, "the first looks anew");
    decide(&bodil, number, &Choice::publish());
    mogens.get(&case(number)).ok().says(STATEMENT).says("A lamp for every harbour");
    let of = app.read(move |db| store::case::by_number(db, number)).organisation_id;
    app.settle();
    assert_eq!(app.anonymous().get("/signatories/kingdom-of-denmark").status, 404);

    assert_eq!(approve(&mogens, number).status, 303);
    app.settle();
    let public = app.anonymous().get("/signatories/kingdom-of-denmark").ok();
    public.says(STATEMENT).says("A lamp for every harbour");
    let kinds = app.read(move |db| store::entry::of_organisation(db, of));
    let kinds: Vec<_> = kinds.into_iter().map(|entry| entry.kind).collect();
    assert_eq!(kinds, ["endorsement.published", "assurance.recorded", "commitment.published"]);
}

fn a_commitment_with_mistakes_comes_back(app: &TestApp) {
    let bodil = app.moderator();
    let number = record_as(app, &bodil, &[]);
    let path = format!("{}/commitments/new", case(number));
    let fields = [("title", "A lamp for every harbour"), ("countries", "DK"), ("due_year", "2020")];
    let page = bodil.post(&path, &fields);
    assert_eq!(page.status, 422);
    assert!(page.body.contains("value=\"A lamp for every harbour\"") && page.body.contains("value=\"2020\""));
    assert!(page.body.contains("href=\"#kind\"") && page.body.contains("href=\"#action\""), "{}", page.body);
    bodil.get(&case(number)).ok().lacks("A lamp for every harbour");
    bodil.get(&format!("/da{path}")).ok().says("Tilføj et tilsagn fra brevet");
}

fn a_commitment_is_changed_and_taken_off_until_the_state_is_published(app: &TestApp) {
    let (bodil, mogens) = (app.moderator(), app.second_moderator());
    let number = record_as(app, &bodil, &[]);
    enters(&bodil, number, "new", "A lamp for every harbour");
    let id = only(&bodil, number);
    decide(&bodil, number, &Choice::publish());
    let seen = mogens.get(&case(number)).ok().says("A lamp for every harbour");
    assert_eq!(enters(&bodil, number, &id, "A lamp for one harbour").status, 303);
    let [revision, shown] =
        ["revision", "shown"].map(|name| seen.between(&format!("name=\"{name}\" value=\""), "\""));
    let fields = [("approve", "yes"), ("revision", &*revision), ("shown", &*shown)];
    let late = mogens.post(&format!("{}/second", case(number)), &fields);
    assert_eq!(late.status, 409, "nobody publishes a commitment that only the first person saw");

    let path = format!("{}/commitments/{id}/take-off", case(number));
    assert_eq!(bodil.post(&path, &[("seen", "1")]).status, 409, "it is no longer as it was shown");
    let press = || bodil.post(&path, &[("seen", "2")]).status;
    assert_eq!((press(), press()), (303, 303), "pressed twice");
    mogens.get(&case(number)).ok().lacks("A lamp for one harbour").says("took a commitment off");
    enters(&bodil, number, "new", "A lamp for two harbours");
    let id = only(&bodil, number);
    assert_eq!(approve(&mogens, number).status, 303);
    assert_eq!(bodil.get(&format!("{}/commitments/{id}", case(number))).status, 409, "it is published");
    let path = format!("{}/commitments/{id}/take-off", case(number));
    assert_eq!(bodil.post(&path, &[("seen", "2")]).status, 409);
}

fn only_a_state_that_waits_gets_commitments(app: &TestApp) {
    let bodil = app.moderator();
    let waits = app.signatory(Given { state: EndorsementState::InReview, ..Given::default() });
    let number = number_of(app, &waits);
    bodil.get(&case(number)).ok().lacks("Add a commitment of the letter");
    let path = format!("{}/commitments/new", case(number));
    assert_eq!(bodil.get(&path).status, 409);
    assert_eq!(app.viewer().get(&path).status, 403);
    assert_eq!(bodil.get(&format!("{}/commitments/new", case(999_999))).status, 404);
}
