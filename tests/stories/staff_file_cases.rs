//! Bodil files a Case in the ministry's journal, and answers Suzie who asks what is kept about her.

use serde_json::Value;
use tilsagn::app::account::Acting;
use tilsagn::app::act::Origin;
use tilsagn::app::visibility;
use tilsagn::domain::draft::VisibilityAnswers;
use tilsagn::domain::endorsement::EndorsementState;

use crate::staff_file_letters::record as record_letter;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, number_of, reasons};
use crate::support::fixtures::{Given, Signatory};
use crate::support::staff::Colleague;
use crate::support::visitor::Page;
use crate::suzie_comes_back::{SUZIE, enter, entry};

stories!(
    bodil_files_everything_in_the_journal,
    suzie_gets_what_is_kept_about_her_and_nothing_of_others,
    a_file_of_who_is_not_named_is_a_look_at_who_it_is,
    a_file_is_for_those_who_may,
);

fn talked_over(app: &TestApp) -> (Signatory, i64, Colleague) {
    reasons(app);
    let given = app.signatory(Given {
        state: EndorsementState::InReview,
        contacts: &[SUZIE, "other@skovbrynet.example"],
        commitments: &["Lamps by the wood"],
        ..Given::default()
    });
    // Somebody else's, which looks the same.
    app.signatory(Given { contacts: &["x@double.example"], ..Given::default() });
    let number = number_of(app, &given);
    let bodil = app.moderator();
    bodil.send(&format!("/staff/cases/{number}/notes"), &[("text", "Called them on Monday.")]).ok();
    decide(&bodil, number, &Choice::ask("Which of the two?"));
    enter(app, SUZIE).send("/account/answer", &entry(&[("reply", "The older one.")])).ok();
    record_letter(&bodil, number, "2026-4711");
    (given, number, bodil)
}

pub fn file(colleague: &Colleague, number: i64, fields: &[(&str, &str)]) -> Page {
    colleague.post(&format!("/staff/cases/{number}/export"), fields)
}

fn bodil_files_everything_in_the_journal(app: &TestApp) {
    let (_, number, bodil) = talked_over(app);
    bodil.get(&format!("/staff/cases/{number}")).ok().says("Save this case as a file");
    bodil.get(&format!("/staff/cases/{number}/export")).ok().says("The ministry’s journal");
    assert_eq!(file(&bodil, number, &[]).status, 422);
    let page = file(&bodil, number, &[("purpose", "journal"), ("kind", "html")]).ok();
    let name = format!("attachment; filename=\"case-{number}-journal.html\"");
    assert_eq!(page.headers["content-disposition"], name);
    assert_eq!(page.headers["cache-control"], "no-store");
    for part in [
        "Skovbrynet Folkeforening",
        "Denmark",
        "Lamps by the wood",
        "Called them on Monday.",
        "Which of the two?",
        "The older one.",
        "Bodil Prøvesen",
        SUZIE,
        "other@skovbrynet.example",
        "More is needed",
        "Reference 2026-4711",
        "Recorded: Bodil Prøvesen",
        "Does not count before a second person",
    ] {
        page.clone().says(part);
    }
    for outside in ["<script", "<link", "<img", "style=", "src=", "href="] {
        assert!(!page.body.contains(outside), "it stands alone: {outside}");
    }
    let json = file(&bodil, number, &[("purpose", "journal"), ("kind", "json")]).ok();
    let record: Value = serde_json::from_str(&json.body).unwrap();
    assert_eq!(record["cases"].as_array().unwrap().len(), 1);
    assert_eq!(record["checks"]["twins"][0]["name"], "Skovbrynet Folkeforening");
    assert_eq!(record["made_by"], "Bodil Prøvesen");
    let letter = &record["signature"]["assurances"][0];
    let told = ["level", "method", "state", "checked_by", "recorded_by", "until"].map(|key| &letter[key]);
    let bodil = "Bodil Prøvesen";
    assert_eq!(told, ["official_letter", "letter", "recorded", "colleagues", bodil, "unconfirmed"]);
    app.admin().get("/staff/audit?act=case.exported").ok().says("2 results");
}

fn suzie_gets_what_is_kept_about_her_and_nothing_of_others(app: &TestApp) {
    let (given, number, bodil) = talked_over(app);
    let person = given.representatives[0].to_string();
    let ask = [("purpose", "access"), ("kind", "json"), ("person", person.as_str()), ("notes", "yes")];
    let json = file(&bodil, number, &ask).ok();
    for part in [SUZIE, "Called them on Monday.", "Which of the two?", "The older one."] {
        assert!(json.body.contains(part), "{part} is missing: {}", json.body);
    }
    for part in ["Bodil", "other@skovbrynet", "double.example"] {
        assert!(!json.body.contains(part), "{part} is somebody else: {}", json.body);
    }
    let record: Value = serde_json::from_str(&json.body).unwrap();
    assert_eq!(record["people"][1], serde_json::json!({ "other": true }));
    for nobody in ["999", "abc"] {
        let ask = [("purpose", "access"), ("kind", "json"), ("person", nobody)];
        assert_eq!(file(&bodil, number, &ask).status, 422, "{nobody} does not act for it");
    }
    assert!(record["checks"]["twins"][0]["name"].is_null() && record["checks"]["twins"][0]["case"].is_null());
    let page = file(&bodil, number, &[("purpose", "access"), ("kind", "html"), ("person", &person)]).ok();
    let page =
        page.says("Another person, who is left out").says("Notes of our colleagues are not in this file");
    assert!(!page.body.contains("Called them on Monday") && !page.body.contains("Bodil"), "{}", page.text());
}

fn a_file_of_who_is_not_named_is_a_look_at_who_it_is(app: &TestApp) {
    let given = app.signatory(Given::default());
    let acting = Acting { representative: given.representatives[0], origin: Origin::operator() };
    let answers = VisibilityAnswers { choice: "protected".to_owned(), ..VisibilityAnswers::default() };
    app.block_on(visibility::choose(&app.app, acting, answers, String::new())).unwrap();
    let number = number_of(app, &given);
    let bodil = app.moderator();
    let form = bodil.get(&format!("/staff/cases/{number}/export")).ok();
    assert!(!form.text().contains("Suzie") && !form.text().contains("Skovbrynet"), "{}", form.text());
    let page = file(&bodil, number, &[("purpose", "journal"), ("kind", "html")]).ok();
    page.clone().says("Skovbrynet Folkeforening").says(SUZIE);
    assert!(!page.headers["content-disposition"].contains("kov"), "{:?}", page.headers);
    let asta = app.admin();
    asta.get("/staff/audit?act=identity.seen").ok().says("1 result").says("file: journal");
    assert!(!bodil.get(&format!("/staff/cases/{number}")).ok().text().contains("Suzie"), "that was one look");
}

fn a_file_is_for_those_who_may(app: &TestApp) {
    let given = app.signatory(Given { state: EndorsementState::InReview, ..Given::default() });
    let number = number_of(app, &given);
    let vita = app.viewer();
    assert_eq!(vita.get(&format!("/staff/cases/{number}/export")).status, 403);
    assert_eq!(file(&vita, number, &[("purpose", "journal"), ("kind", "html")]).status, 403);
    let page = vita.get(&format!("/staff/cases/{number}")).ok();
    assert!(!page.body.contains("/export\""), "{}", page.text());
}
