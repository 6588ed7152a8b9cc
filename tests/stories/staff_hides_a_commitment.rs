//! A moderator looks into one published commitment: hides it while something is checked, shows it again.

use serde_json::Value;
use tilsagn::app::letter::Letter;
use tilsagn::domain::case::{CaseKind, CaseOutcome, CaseState};
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::store;

use crate::nadia_stays_unnamed::Lacks;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, preview, reasons};
use crate::support::fixtures::Given;
use crate::suzie_comes_back::cases;

stories!(
    a_commitment_is_hidden_and_shown_again,
    a_look_that_finds_nothing_is_closed,
    a_hidden_commitment_stays_hidden_when_its_case_is_closed,
    only_what_is_published_is_looked_into,
);

fn published() -> Given {
    Given { commitments: &["Lamps", "Benches"], ..Given::default() }
}

fn public_id(app: &TestApp, id: tilsagn::domain::ids::CommitmentId) -> String {
    app.read(move |db| store::commitment::find(db, id)).public_id
}

/// What programs are told of it.
fn told(app: &TestApp, id: &str) -> Value {
    serde_json::from_str(&app.anonymous().get(&format!("/api/v1/commitments/{id}")).ok().body).unwrap()
}

/// It says that it is withheld, and nothing that was not promised.
#[track_caller]
fn tells_nothing(withheld: &Value) {
    assert_eq!(withheld["withheld"], true, "{withheld:#}");
    for field in [
        "title",
        "action",
        "paragraphs",
        "measure",
        "status",
        "stage",
        "amount",
        "recipients",
        "countries",
        "evidence",
        "updates",
        "reviews",
    ] {
        assert_eq!(withheld.get(field), Some(&Value::Null), "{field}: {withheld:#}");
    }
}

fn a_commitment_is_hidden_and_shown_again(app: &TestApp) {
    reasons(app);
    let given = app.signatory(published());
    let lamps = public_id(app, given.commitments[0]);
    let (page, organisation) = (format!("/commitments/{lamps}"), given.organisation);
    let kinds = || -> Vec<String> {
        let entries = app.read(move |db| store::entry::of_organisation(db, organisation));
        entries.into_iter().map(|entry| entry.kind).collect()
    };
    let bodil = app.moderator();
    let report = [("text", "The lamps are not theirs."), ("email", "")];
    app.anonymous().send(&format!("/signatories/{}/report", given.slug), &report).ok();
    let report = cases(app, &given, CaseKind::Report)[0].number;
    bodil.get(&format!("/staff/cases/{report}")).ok().says("Open a case about this commitment Lamps");
    let open = format!("/staff/commitments/{lamps}/case");
    bodil.send(&open, &[]).ok().says("Hide the commitment").says("Close the case");
    bodil.send(&open, &[]).ok();
    let case = cases(app, &given, CaseKind::Commitment);
    assert_eq!(case.len(), 1, "one case, however often it is asked for");
    let number = case[0].number;
    assert!(!bodil.get(&format!("/staff/cases/{number}")).body.contains("Publish the commitment"));
    preview(&bodil, number, &Choice::suspend("Is it yours?")).ok().says("One of your commitments is hidden");
    decide(&bodil, number, &Choice::suspend("Is it yours?")).says("hid the commitment");
    app.anonymous().get(&page).ok().lacks("Lamps");
    app.settle();
    let hidden = app.anonymous().get(&page).ok();
    assert!(!hidden.body.contains("Lamps") && !hidden.body.contains("We will do it"));
    hidden.says("This commitment is withheld").says("Something is being checked.");
    app.anonymous().get(&format!("/da{page}")).ok().says("Ministeriet har skjult teksten");
    tells_nothing(&told(app, &lamps));
    let list = app.anonymous().get("/commitments").ok().says("Benches");
    assert!(!list.body.contains("Lamps"));
    assert_eq!(kinds().last().unwrap(), "commitment.suspended");
    let Letter::CommitmentSuspended { commitment, message, .. } = app.mail_to(&given.email) else { panic!() };
    assert_eq!((commitment.as_str(), message.as_str()), ("Lamps", "Is it yours?"));
    assert_eq!(cases(app, &given, CaseKind::Commitment)[0].state, CaseState::Open);
    decide(&bodil, number, &Choice::plain("restore")).says("showed the commitment again");
    app.settle();
    app.anonymous().get(&page).ok().says("Lamps").says("We will do it");
    let shown = told(app, &lamps);
    assert!(shown["title"] == "Lamps" && shown["status"].is_string() && shown["paragraphs"].is_array());
    assert_eq!(shown.get("withheld"), None, "{shown:#}");
    assert_eq!(kinds().last().unwrap(), "commitment.published");
    assert!(matches!(app.mail_to(&given.email), Letter::CommitmentRestored { .. }));
    assert_eq!(cases(app, &given, CaseKind::Commitment)[0].outcome, Some(CaseOutcome::Restored));
    let id = given.commitments[0];
    assert_eq!(app.read(move |db| store::commitment::find(db, id)).reason, None);
}

fn a_look_that_finds_nothing_is_closed(app: &TestApp) {
    let given = app.signatory(published());
    let lamps = public_id(app, given.commitments[0]);
    let bodil = app.moderator();
    bodil.send(&format!("/staff/commitments/{lamps}/case"), &[]).ok();
    let number = cases(app, &given, CaseKind::Commitment)[0].number;
    decide(&bodil, number, &Choice { write: false, ..Choice::plain("close") }).says("closed");
    app.settle();
    app.anonymous().get(&format!("/commitments/{lamps}")).ok().says("Lamps");
}

fn a_hidden_commitment_stays_hidden_when_its_case_is_closed(app: &TestApp) {
    reasons(app);
    let given = app.signatory(published());
    let lamps = public_id(app, given.commitments[0]);
    let (bodil, open) = (app.moderator(), format!("/staff/commitments/{lamps}/case"));
    bodil.send(&open, &[]).ok().says("Reason for hiding").lacks("Reason for suspending");
    let number = cases(app, &given, CaseKind::Commitment)[0].number;
    decide(&bodil, number, &Choice::suspend("Is it yours?")).says("The commitment stays hidden");
    decide(&bodil, number, &Choice { write: false, ..Choice::plain("close") }).says("closed");
    app.settle();
    let page = app.anonymous().get(&format!("/commitments/{lamps}")).ok();
    page.says("This commitment is withheld").lacks("Lamps");
    bodil.send(&open, &[]).ok().says("Show the commitment again");
}

fn only_what_is_published_is_looked_into(app: &TestApp) {
    let given = app.signatory(Given { state: EndorsementState::InReview, ..published() });
    let open = format!("/staff/commitments/{}/case", public_id(app, given.commitments[0]));
    assert_eq!(app.moderator().post(&open, &[]).status, 409);
    assert_eq!(app.viewer().post(&open, &[]).status, 403);
    assert_eq!(app.anonymous().post(&open, &[]).status, 303);
    assert_eq!(app.second_moderator().post("/staff/commitments/nothing/case", &[]).status, 404);
}
