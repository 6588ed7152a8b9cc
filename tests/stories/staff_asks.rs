//! What the ministry asks is in the mail, and stays where it is answered and where it was asked.

use tilsagn::domain::case::CaseKind;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::store;

use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, number_of, reasons};
use crate::support::fixtures::{Given, Signatory};
use crate::suzie_comes_back::{SUZIE, cases, enter, entry};

stories!(
    a_question_stands_in_the_account_and_with_the_case,
    a_question_about_a_change_stands_where_it_is_changed,
    a_question_about_a_commitment_stands_where_it_is_mended,
);

const QUESTION: &str = "Which of the two societies\nby the wood is it?";

fn newest(app: &TestApp, of: &Signatory, kind: CaseKind) -> i64 {
    cases(app, of, kind)[0].number
}

fn a_question_stands_in_the_account_and_with_the_case(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given { state: EndorsementState::InReview, ..Given::default() });
    let bodil = app.moderator();
    let number = number_of(app, &given);
    decide(&bodil, number, &Choice::ask(QUESTION));
    let suzie = enter(app, SUZIE);
    for page in ["/account", "/account/answer"] {
        suzie.get(page).ok().says("We could not tell which organisation").says("Which of the two societies");
    }
    suzie.get("/da/account").ok().says("Vi kunne ikke se, hvilken").says("Which of the two societies");
    app.clock.advance(chrono::Duration::minutes(5));
    suzie.send("/account/answer", &entry(&[("reply", "The older one.")])).ok();
    assert!(!suzie.get("/account").ok().body.contains("Which of the two"), "it is answered");
    let file = bodil.get(&format!("/staff/cases/{number}")).ok().says("Questions and answers");
    let text = file.says("Bodil Prøvesen asked").says("Unclear name").text();
    let (asked, answered) = (text.find("Which of the two").unwrap(), text.find("The older one.").unwrap());
    assert!(answered < asked, "newest first");
    let vita = app.viewer().get(&format!("/staff/cases/{number}")).ok();
    assert!(!vita.body.contains("Which of the two") && !vita.body.contains("The older one."));
    let rows = app.rows();
    assert!(!rows["case_questions"][0].contains("societies"), "it is sealed");
}

fn a_question_about_a_change_stands_where_it_is_changed(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    suzie.send("/account/amend", &entry(&[("go", "send"), ("name", "Skov A")])).ok();
    decide(&app.moderator(), newest(app, &given, CaseKind::Amendment), &Choice::ask(QUESTION));
    suzie.get("/account/amend").ok().says("The ministry asks").says("Which of the two societies");
}

fn a_question_about_a_commitment_stands_where_it_is_mended(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    let promise = [
        ("kind", "action"),
        ("title", "Lamps"),
        ("action", "We hang lamps."),
        ("measure", "deliverable"),
        ("due_day", "30"),
        ("due_month", "6"),
        ("due_year", "2027"),
    ];
    suzie.send("/account/commitments/new", &promise).ok();
    decide(&app.moderator(), newest(app, &given, CaseKind::Commitment), &Choice::ask(QUESTION));
    let id = given.organisation;
    let lamps = app.read(move |db| store::commitment::of_organisation(db, id)).remove(0);
    let change = suzie.get(&format!("/account/commitments/{}/change", lamps.public_id)).ok();
    change.says("We could not tell which organisation").says("Which of the two societies");
}
