//! Where two pairs of eyes are needed: states, letters, revoking, disputed withdrawals; and reports.

use tilsagn::app::act::{Origin, Subject};
use tilsagn::app::letter::Letter;
use tilsagn::domain::case::{CaseKind, CaseState};
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::organisation::Category;
use tilsagn::register::Found;
use tilsagn::store;
use tilsagn::store::assurance::AssuranceState;

use crate::nadia_stays_unnamed::Lacks;
use crate::staff_administer::{change_roles, give_roles};
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, preview, reasons, send_preview};
use crate::support::fixtures::{Given, PLACED, Signatory};
use crate::support::staff::Colleague;
use crate::support::visitor::Page;

stories!(
    a_state_is_entered_on_its_letter_by_two,
    who_cannot_be_the_second_person_reads_why,
    a_state_that_was_entered_already_is_a_possible_double,
    a_letter_with_mistakes_comes_back,
    the_second_person_sends_a_decision_back,
    words_that_an_approval_would_not_send_are_kept,
    the_first_person_takes_a_decision_back,
    a_report_is_first_in_the_queue_and_suspends_in_two_clicks,
    an_entry_is_revoked_by_a_moderator_and_an_admin,
    who_may_no_longer_decide_is_no_first,
    a_state_withdraws_on_a_letter_that_two_have_seen,
    a_disputed_withdrawal_is_taken_back,
);

pub const SHA256: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

/// Enters a state; gives the number of its Case.
pub fn record(app: &TestApp, colleague: &Colleague) -> i64 {
    record_as(app, colleague, &[])
}

/// The same with other answers to some of the questions.
pub fn record_as(app: &TestApp, colleague: &Colleague, other: &[(&str, &str)]) -> i64 {
    app.call();
    let page = colleague.get("/staff/letters/new").ok().says("sha256sum");
    let text = page.between("name=\"text\" id=\"text\" value=\"", "\"");
    let fields = [
        ("name", "Kingdom of Denmark"),
        ("country", "DK"),
        ("reference", "2026-4711"),
        ("dated_day", "20"),
        ("dated_month", "11"),
        ("dated_year", "2026"),
        ("sha256", SHA256),
        ("text", text.as_str()),
        ("statement", ""),
        ("person", "Frida Forbillede"),
        ("job_title", "Ambassador"),
        ("email", "frida@state.example"),
        ("person_language", "en"),
    ];
    let of = |name: &str| other.iter().find(|(field, _)| *field == name).map(|(_, value)| *value);
    let fields = fields.map(|(name, value)| (name, of(name).unwrap_or(value)));
    let answer = colleague.post("/staff/letters/new", &fields);
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.location().unwrap().rsplit('/').next().unwrap().parse().unwrap()
}

/// Presses the second person's button.
pub fn approve(colleague: &Colleague, number: i64) -> Page {
    approve_as_shown_to(colleague, colleague, number)
}

/// Sends what the button would that somebody else is shown.
pub fn approve_as_shown_to(other: &Colleague, colleague: &Colleague, number: i64) -> Page {
    let page = other.get(&format!("/staff/cases/{number}")).ok();
    let hidden = |name: &str| {
        let field = format!("name=\"{name}\" value=\"");
        if page.body.contains(&field) { page.between(&field, "\"") } else { String::new() }
    };
    let fields = [("approve", "yes"), ("revision", &*hidden("revision")), ("shown", &*hidden("shown"))];
    colleague.post(&format!("/staff/cases/{number}/second"), &fields)
}

fn revision(app: &TestApp, number: i64) -> String {
    app.read(move |db| store::case::by_number(db, number)).revision.to_string()
}

fn a_state_is_entered_on_its_letter_by_two(app: &TestApp) {
    let bodil = app.moderator();
    let number = record(app, &bodil);
    bodil.get(&format!("/staff/cases/{number}")).ok().says("waits for a second person").says(SHA256);
    let mogens = app.second_moderator();
    decide(&bodil, number, &Choice::publish()).says("For a second person").says("You made this decision");
    let told = app.mails().into_iter().filter(|mail| matches!(mail.letter, Letter::SecondNeeded { .. }));
    assert_eq!(told.map(|mail| mail.to).collect::<Vec<_>>(), std::slice::from_ref(&mogens.email));
    let case = app.read(move |db| store::case::by_number(db, number));
    assert_eq!(case.state, CaseState::Second);
    assert!(app.mails().iter().all(|mail| mail.to != "frida@state.example"));
    let revision = revision(app, number);
    let path = format!("/staff/cases/{number}/second");
    let own = bodil.post(&path, &[("approve", "yes"), ("revision", &revision), ("shown", "")]);
    assert_eq!(own.status, 403, "the same person");
    let newcomer = app.newcomer("moderator", "Nanna Nyling");
    assert_eq!(approve_as_shown_to(&mogens, &newcomer, number).status, 403, "a newcomer");
    assert_eq!(approve(&app.viewer(), number).status, 403, "the wrong role");
    mogens.get("/staff/cases?state=second").ok().says("Kingdom of Denmark");
    assert_eq!(approve(&mogens, number).status, 303);
    app.settle();
    assert!(matches!(app.app.register.snapshot().signatory_at("kingdom-of-denmark"), Found::At(_)));
    let id = case.organisation_id;
    let letter = app.read(move |db| store::assurance::of_organisation(db, id)).remove(0);
    assert_eq!((letter.state, letter.confirmed_by), (AssuranceState::Confirmed, Some(mogens.id)));
    let kinds = app.read(move |db| store::entry::of_organisation(db, id));
    let kinds: Vec<_> = kinds.into_iter().map(|entry| entry.kind).collect();
    assert_eq!(kinds, ["endorsement.published", "assurance.recorded"]);
    assert!(matches!(app.mail_to("frida@state.example"), Letter::Published { number: 1, .. }));
    let lines = app.read(move |db| store::audit::of_subject(db, "case", case.id.0));
    let published = lines.iter().find(|line| line.act == "case.published").unwrap();
    assert_eq!(published.detail["first"], bodil.id.0);
    assert_eq!(published.detail["second"], mogens.id.0);
}

fn who_cannot_be_the_second_person_reads_why(app: &TestApp) {
    let (bodil, mogens, asta) = (app.moderator(), app.second_moderator(), app.admin());
    let number = record(app, &bodil);
    decide(&mogens, number, &Choice::publish());
    let told = app.mails().into_iter().filter(|mail| matches!(mail.letter, Letter::SecondNeeded { .. }));
    assert_eq!(told.map(|mail| mail.to).collect::<Vec<_>>(), std::slice::from_ref(&asta.email));
    let page = |colleague: &Colleague| colleague.get(&format!("/staff/cases/{number}")).ok();
    let offers = |colleague: &Colleague| {
        let page = page(colleague).body;
        (page.contains("name=\"approve\""), page.contains("name=\"back\""))
    };
    page(&mogens).says("You made this decision");
    page(&bodil).says("You recorded this letter, so another colleague confirms it");
    let newcomer = app.newcomer("moderator", "Nanna Nyling");
    page(&newcomer).says("You have had the role that this takes for less than 24 hours");
    page(&app.viewer()).says("Another moderator or an admin decides this");
    assert_eq!(offers(&mogens), (false, false), "who decided");
    assert_eq!(offers(&bodil), (false, true), "who recorded the letter");
    assert_eq!(offers(&newcomer), (false, false), "a newcomer");
    assert_eq!(offers(&app.staff("viewer", "Viggo Viser")), (false, false), "the wrong role");
    assert_eq!(approve_as_shown_to(&asta, &bodil, number).status, 403);
    assert_eq!(offers(&asta), (true, true));
    assert_eq!(approve(&asta, number).status, 303);
}

fn a_state_that_was_entered_already_is_a_possible_double(app: &TestApp) {
    let bodil = app.moderator();
    let first = record(app, &bodil);
    let look = |number: i64| bodil.get(&format!("/staff/cases/{number}")).ok();
    assert!(!look(first).body.contains("Possible duplicates"));
    let other_scan = "0".repeat(64);
    let own = [("reference", "2026-4712"), ("sha256", other_scan.as_str()), ("email", "leif@state.example")];
    let same_country = record_as(app, &bodil, &[("name", "The Danish Realm"), own[0], own[1], own[2]]);
    look(same_country).says("Possible duplicates").says("Kingdom of Denmark").says("country · In review");
    let swedish = [("name", "Kingdom of Sweden"), ("country", "SE")];
    let same_reference =
        record_as(app, &bodil, &[swedish[0], swedish[1], own[1], ("email", "astrid@state.example")]);
    look(same_reference).says("letter · In review").says("Kingdom of Denmark");
    let norwegian = [("name", "Kingdom of Norway"), ("country", "NO")];
    let same_scan = record_as(
        app,
        &bodil,
        &[norwegian[0], norwegian[1], ("reference", "2026-9"), ("email", "nora@state.example")],
    );
    look(same_scan).says("letter · In review");
    look(first).says("The Danish Realm").says("Kingdom of Sweden").says("Kingdom of Norway");
}

fn a_letter_with_mistakes_comes_back(app: &TestApp) {
    app.call();
    let bodil = app.moderator();
    let fields = [
        ("name", "Republic of Nowhere"),
        ("sha256", "abc"),
        ("dated_day", "1"),
        ("dated_month", "1"),
        ("dated_year", "2031"),
    ];
    let page = bodil.post("/staff/letters/new", &fields);
    assert_eq!(page.status, 422);
    assert!(page.body.contains("value=\"Republic of Nowhere\""));
    page.says("64 characters").says("Enter a day that is not in the future").says("Choose the country");
    assert_eq!(app.admin().get("/staff/letters/new").status, 403);
}

fn the_second_person_sends_a_decision_back(app: &TestApp) {
    let bodil = app.moderator();
    let number = record(app, &bodil);
    decide(&bodil, number, &Choice::publish());
    let asta = app.admin();
    let path = format!("/staff/cases/{number}/second");
    let empty = asta.post(&path, &[("revision", &revision(app, number)), ("back", " ")]);
    assert_eq!(empty.status, 422);
    let sent = asta.send(&path, &[("revision", &revision(app, number)), ("back", "The scan is unsigned.")]);
    sent.ok().says("The scan is unsigned.").says("sent the decision back");
    assert_eq!(app.read(move |db| store::case::by_number(db, number)).state, CaseState::Open);
    assert_eq!(asta.post(&path, &[("revision", "9"), ("approve", "yes")]).status, 409);
}

fn words_that_an_approval_would_not_send_are_kept(app: &TestApp) {
    let bodil = app.moderator();
    let number = record(app, &bodil);
    decide(&bodil, number, &Choice::publish());
    let asta = app.admin();
    let shown = asta.get(&format!("/staff/cases/{number}")).ok().between("name=\"shown\" value=\"", "\"");
    let revision = revision(app, number);
    let approves = [("approve", "yes"), ("revision", &*revision), ("shown", &*shown)];
    let press = |back| {
        asta.post(&format!("/staff/cases/{number}/second"), &[&approves[..], &[("back", back)]].concat())
    };
    let asked = press("The scan is unsigned.").says("would not be sent").says("The scan is unsigned.");
    let state = || app.read(move |db| store::case::by_number(db, number)).state;
    assert_eq!((asked.status, state()), (422, CaseState::Second));
    assert_eq!((press(" ").status, state()), (303, CaseState::Closed));
}

fn the_first_person_takes_a_decision_back(app: &TestApp) {
    let (bodil, mogens) = (app.moderator(), app.second_moderator());
    let number = record(app, &bodil);
    decide(&bodil, number, &Choice::publish());
    let (case, path) = (format!("/staff/cases/{number}"), format!("/staff/cases/{number}/take-back"));
    mogens.get("/staff/cases?state=second").ok().says("Kingdom of Denmark");
    mogens.get(&case).ok().lacks("Take the decision back");
    bodil.get(&case).ok().says("Take the decision back");
    let seen = revision(app, number);
    let press = |colleague: &Colleague| colleague.post(&path, &[("revision", &seen)]).status;
    assert_eq!(press(&mogens), 403, "it is not his");
    assert_eq!((press(&bodil), press(&bodil)), (303, 303), "pressed twice");
    let case = app.read(move |db| store::case::by_number(db, number));
    assert_eq!((case.state, case.proposal, case.proposed_by), (CaseState::Open, None, None));
    assert_eq!(app.times(("case", case.id.0), "case.decision_taken_back"), 1);
    mogens.get("/staff/cases?state=second").ok().lacks("Kingdom of Denmark");
    let page = bodil.get(&format!("/staff/cases/{number}")).ok();
    page.says("took the decision back before a second person had looked");
    assert_eq!(approve(&mogens, number).status, 409);
    // It is decided anew, and the second is told anew.
    decide(&bodil, number, &Choice::publish());
    assert_eq!(approve(&mogens, number).status, 303);
}

/// Reports a signatory; gives the number of the Case.
pub fn reported(app: &TestApp, signatory: &Signatory) -> i64 {
    let path = format!("/signatories/{}/report", signatory.slug);
    let visitor = app.anonymous();
    visitor.get(&path).ok().says("What is wrong?");
    assert_eq!(visitor.post(&path, &[("text", "")]).status, 422);
    let fields = [("text", "They told me they never signed."), ("email", "anna@reader.example")];
    visitor.post(&path, &fields).ok().says("Your report has been received");
    let id = signatory.organisation;
    let cases = app.read(move |db| store::case::of_organisation(db, id));
    cases.into_iter().find(|case| case.kind == CaseKind::Report).unwrap().number
}

fn a_report_is_first_in_the_queue_and_suspends_in_two_clicks(app: &TestApp) {
    reasons(app);
    app.signatory(Given { name: "Ældre Sag", state: EndorsementState::InReview, ..Given::default() });
    let given = app.signatory(Given { name: "Omstridt Forening", ..Given::default() });
    let number = reported(app, &given);
    assert_eq!(app.anonymous().get("/signatories/nobody/report").status, 404);
    let bodil = app.moderator();
    let queue = bodil.get("/staff/cases").ok().says("Urgent").text();
    assert!(queue.find("Omstridt Forening").unwrap() < queue.find("Ældre Sag").unwrap(), "{queue}");
    let page = bodil.get(&format!("/staff/cases/{number}")).ok();
    page.says("They told me they never signed.").says("anna@reader.example").says("Suspend now");
    app.viewer().get(&format!("/staff/cases/{number}")).ok().says("anna@reader.example");
    decide(&bodil, number, &Choice::suspend("We are looking into it."));
    let profile = format!("/api/v1/signatories/{}", given.slug);
    assert!(app.anonymous().get(&profile).ok().body.contains("\"state\":\"suspended\""));
    app.settle();
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Suspended);
    assert!(matches!(app.mail_to(&given.email), Letter::Suspended { .. }));
    // The Case stays until somebody restores or revokes.
    let words = Choice { message: "Sorry for the fright.".to_owned(), ..Choice::plain("restore") };
    preview(&bodil, number, &words).ok().says("Our message to you").says("Sorry for the fright.");
    decide(&bodil, number, &words).says("closed: shown again");
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Published);
    let Letter::Restored { message, .. } = app.mail_to(&given.email) else { panic!("restored") };
    assert_eq!(message, "Sorry for the fright.");
    let id = given.organisation;
    let kinds = app.read(move |db| store::entry::of_organisation(db, id));
    let kinds: Vec<_> = kinds.into_iter().map(|entry| entry.kind).collect();
    assert_eq!(kinds[1..], ["endorsement.suspended", "endorsement.restored"]);
}

fn an_entry_is_revoked_by_a_moderator_and_an_admin(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given::default());
    let number = reported(app, &given);
    let (bodil, mogens) = (app.moderator(), app.second_moderator());
    decide(&bodil, number, &Choice::revoke("The signature was made up."));
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Published);
    assert_eq!(approve(&mogens, number).status, 403, "another moderator is not enough");
    let asta = app.admin();
    let deleted = asta.post("/staff/reasons/false_claim/delete", &[]);
    assert_eq!(deleted.says("Decisions name this reason").status, 403, "one that waits does, too");
    app.clock.advance(chrono::Duration::minutes(11));
    let asked = approve(&asta, number);
    assert!(asked.location().is_some_and(|to| to.contains("confirm-identity")) || asked.status == 403);
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Published);
    asta.confirms_identity(app);
    assert_eq!(approve(&asta, number).status, 303);
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Revoked);
    let Letter::Revoked { reason, .. } = app.mail_to(&given.email) else { panic!("revoked") };
    assert_eq!(reason, "The signature was not theirs.");
}

fn who_may_no_longer_decide_is_no_first(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given::default());
    let number = reported(app, &given);
    let bodil = app.moderator();
    decide(&bodil, number, &Choice::revoke("The signature was made up."));
    let (asta, aksel) = (app.admin(), app.second_admin());
    let refused = || {
        let page = asta.get(&format!("/staff/cases/{number}")).ok().says("may no longer decide");
        page.lacks("name=\"approve\"");
        assert_eq!(approve(&asta, number).says("has no role left that may decide it").status, 409);
    };
    // An admin decides no Case first.
    give_roles((&asta, &aksel), &bodil, &["moderator", "admin"]);
    assert_eq!(change_roles(&asta, &bodil, &["admin"]).status, 303);
    refused();
    asta.send(&format!("/staff/people/{}/disable", bodil.id), &[]).ok();
    refused();
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Published);
    let back = [("revision", &*revision(app, number)), ("back", "Who decided this has left.")];
    asta.send(&format!("/staff/cases/{number}/second"), &back).ok().says("sent the decision back");
}

/// Opens a Case of a kind about an endorsement.
fn case_about(app: &TestApp, signatory: &Signatory, kind: CaseKind) -> i64 {
    let (organisation, endorsement) = (signatory.organisation, signatory.endorsement);
    let opened = app.block_on(app.app.act(Origin::system(), move |act| {
        let row = store::organisation::find(act.db, organisation)?;
        let case = store::case::open(act.db, kind, endorsement.0, (row.id, &row.search_key), act.now)?;
        act.audit(PLACED, Subject("case", Some(case.0)), serde_json::json!({}))?;
        Ok(store::case::find(act.db, case)?.number)
    }));
    opened.unwrap()
}

fn a_state_withdraws_on_a_letter_that_two_have_seen(app: &TestApp) {
    let given = app.signatory(Given { category: Category::State, website: "", ..Given::default() });
    let number = case_about(app, &given, CaseKind::StateWithdrawal);
    let bodil = app.moderator();
    let path = format!("/staff/cases/{number}/decision");
    let bare = preview(&bodil, number, &Choice::publish());
    assert_eq!(bare.status, 422, "on which letter?");
    let sha256 = "ab".repeat(32);
    let letter = |year: &'static str| {
        let mut fields =
            vec![("decision", "publish"), ("message", ""), ("write", "yes"), ("sha256", &*sha256)];
        fields.extend([("reference", "UM 2026-117"), ("dated_day", "1"), ("dated_month", "11")]);
        fields.push(("dated_year", year));
        bodil.post(&path, &fields)
    };
    letter("2027").says("a day that is not in the future");
    let shown = letter("2026").ok().says("UM 2026-117").says(&sha256);
    assert_eq!(send_preview(&bodil, number, &shown).status, 303);
    let mogens = app.second_moderator();
    mogens.get(&format!("/staff/cases/{number}")).ok().says("UM 2026-117").says(&sha256);
    assert_eq!(approve(&mogens, number).status, 303);
    let page = bodil.get(&format!("/staff/cases/{number}")).ok();
    page.says("UM 2026-117 · 2026-11-01 · SHA-256").says("closed: withdrawal confirmed");
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Withdrawn);
    let Letter::Withdrawn { reverse_link, days, .. } = app.mail_to(&given.email) else { panic!("withdrawn") };
    assert!(reverse_link.contains("/reverse/") && !reverse_link.contains('…'), "{reverse_link}");
    assert_eq!(days, 14);
}

fn a_disputed_withdrawal_is_taken_back(app: &TestApp) {
    let given = app.signatory(Given { state: EndorsementState::Withdrawn, ..Given::default() });
    let number = case_about(app, &given, CaseKind::Reversal);
    let bodil = app.moderator();
    bodil.get("/staff/cases").ok().says("Reversal of a withdrawal");
    decide(&bodil, number, &Choice::publish());
    assert_eq!(approve(&app.second_moderator(), number).status, 403);
    let asta = app.admin();
    assert_eq!(approve(&asta, number).status, 303);
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Published);
    let page = asta.get(&format!("/staff/cases/{number}")).ok();
    page.says("closed: withdrawal reversed").says("reversed the withdrawal");
    let case = app.read(move |db| store::case::by_number(db, number)).id;
    let lines = app.read(move |db| store::audit::of_subject(db, "case", case.0));
    assert!(lines.iter().any(|line| line.act == "case.withdrawal_reversed"));
    assert!(lines.iter().all(|line| line.act != "case.published"));
    bodil.get("/staff/statistics").ok().says("withdrawal reversed");
    let figures = bodil.get("/staff/statistics.csv").ok().body;
    assert!(figures.contains("reversal,withdrawal_reversed,1"), "{figures}");
    let Letter::Reinstated { hide_link: Some(link), .. } = app.mail_to(&given.email) else { panic!() };
    app.anonymous().get(&link).ok().says("Hide it now");
}
