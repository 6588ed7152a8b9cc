//! What the ministry asks is in the mail, and stays where it is answered and where it was asked.

use chrono::Duration;
use tilsagn::app::letter::Letter;
use tilsagn::domain::amendment::AmendmentState;
use tilsagn::domain::case::{CaseKind, CaseState};
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::organisation::Category;
use tilsagn::store::amendment::Amendment;
use tilsagn::{store, worker};

use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, number_of, preview, reasons};
use crate::support::fixtures::{Given, Signatory};
use crate::support::visitor::Visitor;
use crate::suzie_comes_back::{PROMISE, SUZIE, cases, enter, entry};
use crate::{staff_file_cases, staff_file_letters, stories};

stories!(
    a_question_stands_in_the_account_and_with_the_case,
    what_an_answer_changed_is_told_with_it,
    a_question_about_a_change_stands_where_it_is_changed,
    a_question_about_a_change_is_answered_in_words,
    a_question_about_a_change_is_answered_by_another_change,
    a_question_about_a_commitment_stands_where_it_is_mended,
    what_an_answer_changed_in_a_commitment_is_told_with_it,
    a_question_is_taken_back_with_and_without_a_mail,
    an_answer_that_came_another_way_publishes_at_once,
    a_state_that_was_asked_goes_to_the_second_person_and_does_not_run_out,
    who_asks_again_gives_time_again,
    nobody_is_asked_without_a_mail,
    a_question_about_a_change_is_taken_back,
);

const OTHER_NAME: [(&str, &str); 3] = [("lei", ""), ("other_1_name", "Skov B"), ("other_1_kind", "short")];
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
    vita.says("Which of the two").says("The older one.");
    let rows = app.rows();
    assert!(!rows["case_questions"][0].contains("societies"), "it is sealed");
}

fn what_an_answer_changed_is_told_with_it(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given { state: EndorsementState::InReview, ..Given::default() });
    let (bodil, number) = (app.moderator(), number_of(app, &given));
    decide(&bodil, number, &Choice::ask(QUESTION));
    let suzie = enter(app, SUZIE);
    suzie.send("/account/answer", &entry(&[("reply", "The older one.")])).ok();
    let talk = || {
        let page = bodil.get(&format!("/staff/cases/{number}")).ok();
        page.between("id=\"h-talk\"", "</section>")
    };
    assert!(!talk().contains("<table"), "it changed nothing");
    app.clock.advance(Duration::minutes(1));
    decide(&bodil, number, &Choice::ask(QUESTION));
    let changes = [("website", "https://engen.example/"), ("statement", "We sign for ever.")];
    suzie.send("/account/answer", &entry(&[&changes[..], &[("reply", "See there.")]].concat())).ok();
    let talk = talk();
    for part in ["The answer changed", "skovbrynet.example", "engen.example", "ours", "ever"] {
        assert!(talk.contains(part), "{part:?} is not in: {talk}");
    }
    assert!(!talk.contains("Folkeforening"), "the name is as it was: {talk}");
    let rows = app.rows();
    assert!(rows["case_replies"].iter().all(|row| !row.contains("engen")), "it is sealed");
    let record = staff_file_cases::file(&bodil, number, &[("purpose", "journal"), ("kind", "json")]).ok();
    let record: serde_json::Value = serde_json::from_str(&record.body).unwrap();
    let answers = &record["cases"][0]["answers"];
    assert!(answers[0]["change"].is_null());
    assert_eq!(answers[1]["change"]["before"]["statement"], "We sign because the net is ours too.");
    let page = staff_file_cases::file(&bodil, number, &[("purpose", "journal"), ("kind", "html")]).ok();
    page.says("The answer changed").says("We sign for ever.");
}

fn a_question_about_a_change_stands_where_it_is_changed(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    suzie.send("/account/amend", &entry(&[("go", "send"), ("name", "Skov A")])).ok();
    decide(&app.moderator(), newest(app, &given, CaseKind::Amendment), &Choice::ask(QUESTION));
    suzie.get("/account/amend").ok().says("The ministry asks").says("Which of the two societies");
}

/// Suzie, whom Bodil has asked about a change; the number of the Case.
fn asked_about_a_change(app: &TestApp) -> (Signatory, Visitor, i64) {
    reasons(app);
    let given = app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    let change = [&[("go", "send"), ("name", "Skov A")][..], &OTHER_NAME].concat();
    suzie.send("/account/amend", &entry(&change)).ok();
    let number = newest(app, &given, CaseKind::Amendment);
    decide(&app.moderator(), number, &Choice::ask(QUESTION));
    (given, suzie, number)
}

fn a_question_about_a_change_is_answered_in_words(app: &TestApp) {
    let (given, suzie, number) = asked_about_a_change(app);
    suzie.get("/account").ok().says("Which of the two societies").says("Answer the question");
    let form = suzie.get("/account/answer").ok().says("Which of the two societies").says("mend the change");
    suzie.get("/da/account/answer").ok().says("ret ændringen");
    for value in ["Skov A", "Skov B", "change"] {
        assert!(form.body.contains(&format!("value=\"{value}\"")), "{value}: {}", form.body);
    }
    let before = open(app, &given);
    let send = |reply: &str| {
        let answer = [("about", "change"), ("name", "Skov A"), ("reply", reply)];
        let fields = [&answer[..], &OTHER_NAME].concat();
        suzie.post("/account/answer", &entry(&fields))
    };
    assert_eq!(send(" ").status, 422, "nothing is said");
    for _ in 0..2 {
        assert_eq!(send("The older one.").location(), Some("/account?done=answered"), "pressed twice, too");
    }
    assert_eq!(app.times(("amendment", before.id.0), "amendment.answered"), 1);
    let after = open(app, &given);
    assert_eq!((after.state, after.after), (AmendmentState::InReview, before.after));
    let page = suzie.get("/account").ok().says("being checked");
    assert!(!page.body.contains("Which of the two"), "it is answered");
    let file = app.viewer().get(&format!("/staff/cases/{number}")).ok();
    file.says("Which of the two societies").says("The older one.");
    assert_eq!(send("The newer one.").status, 409, "nothing is asked any more");
}

fn a_question_about_a_change_is_answered_by_another_change(app: &TestApp) {
    let (given, suzie, number) = asked_about_a_change(app);
    let both = entry(&[("about", "change"), ("name", "Skov C"), ("reply", "")]);
    suzie.send("/account/answer", &both).ok().says("Your answer is sent");
    let open = open(app, &given);
    assert_eq!((open.state, open.after.0.name.as_str()), (AmendmentState::InReview, "Skov C"));
    assert_eq!(app.read(move |db| store::case::by_number(db, number)).state, CaseState::Open);
}

fn open(app: &TestApp, of: &Signatory) -> Amendment {
    let id = of.organisation;
    app.read(move |db| store::amendment::open_of(db, id)).unwrap()
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

fn what_an_answer_changed_in_a_commitment_is_told_with_it(app: &TestApp) {
    let (given, number) = asked(app, Given { commitments: &["Lamps"], ..Given::default() });
    let (suzie, bodil, id) = (enter(app, SUZIE), app.moderator(), given.commitments[0]);
    let path = format!(
        "/account/commitments/{}/change",
        app.read(move |db| store::commitment::find(db, id)).public_id
    );
    let whole = [&PROMISE[..], &[("amount", "1500"), ("currency", "DKK"), ("stage", "announced")]].concat();
    assert_eq!(suzie.sends(&suzie.get(&path).ok(), &path, &whole).location(), Some("/account/answer"));
    let page = bodil.get(&format!("/staff/cases/{number}")).ok();
    let talk = page.between("id=\"h-talk\"", "</section>");
    for part in ["They changed a commitment", "Changed in the commitment", "Lamps", "for listeners", "Amount"]
    {
        assert!(talk.contains(part), "{part:?} is not in: {talk}");
    }
    let record = staff_file_cases::file(&bodil, number, &[("purpose", "journal"), ("kind", "json")]).ok();
    let record: serde_json::Value = serde_json::from_str(&record.body).unwrap();
    let answer = &record["cases"][0]["answers"][0];
    assert_eq!(answer["commitment"], "Lamps");
    assert_eq!(answer["change"]["after"]["title"], "Lamps for listeners");
    let page = staff_file_cases::file(&bodil, number, &[("purpose", "journal"), ("kind", "html")]).ok();
    page.says("They changed a commitment").says("Lamps for listeners");
}

/// Somebody whom Bodil has asked; the number of the Case.
fn asked(app: &TestApp, given: Given) -> (Signatory, i64) {
    reasons(app);
    let given = app.signatory(Given { state: EndorsementState::NeedsInfo, ..given });
    let number = number_of(app, &given);
    (given, number)
}

fn acts(app: &TestApp, number: i64) -> Vec<String> {
    let lines = app.read(move |db| {
        let case = store::case::by_number(db, number)?;
        store::audit::of_subject(db, "case", case.id.0)
    });
    lines.into_iter().map(|line| line.act).filter(|act| act != "case.taken").collect()
}

fn a_question_is_taken_back_with_and_without_a_mail(app: &TestApp) {
    let (given, number) = asked(app, Given::default());
    let bodil = app.moderator();
    let words = Choice { message: "We found it ourselves.".to_owned(), ..Choice::plain("take_back") };
    preview(&bodil, number, &words).ok().says("We no longer need your answer").says("We found it ourselves.");
    decide(&bodil, number, &words).says("took the question back").says("Due in");
    let stands = app.read(move |db| store::case::by_number(db, number));
    assert_eq!(
        (app.state_of(given.endorsement), stands.state),
        (EndorsementState::InReview, CaseState::Open)
    );
    let Letter::QuestionTakenBack { message, .. } = app.mail_to(&given.email) else { panic!("taken back") };
    assert_eq!(message, "We found it ourselves.");
    assert!(!bodil.get(&format!("/staff/cases/{number}")).ok().body.contains("Take the question back"));
    let mails = app.mails().len();
    decide(&bodil, number, &Choice::ask(QUESTION));
    decide(&bodil, number, &Choice { write: false, ..Choice::plain("take_back") });
    assert_eq!(app.mails().len(), mails + 1, "the second question alone was mailed");
    let suzie = enter(app, SUZIE);
    assert!(!suzie.get("/account").ok().body.contains("Which of the two"));
    assert_eq!(suzie.post("/account/answer", &entry(&[("reply", "Late.")])).status, 409);
}

fn an_answer_that_came_another_way_publishes_at_once(app: &TestApp) {
    let (given, number) = asked(app, Given::default());
    decide(&app.moderator(), number, &Choice::publish()).says("took the question back").says("published");
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Published);
    assert_eq!(acts(app, number), ["case.question_taken_back", "case.published"]);
    assert!(matches!(app.mail_to(&given.email), Letter::Published { .. }));
}

fn a_state_that_was_asked_goes_to_the_second_person_and_does_not_run_out(app: &TestApp) {
    let state = Given { name: "Examplia", category: Category::State, website: "", ..Given::default() };
    let (given, number) = asked(app, state);
    let bodil = app.moderator();
    staff_file_letters::record(&bodil, number, "2026-4711");
    decide(&bodil, number, &Choice::publish()).says("For a second person");
    assert_eq!(app.state_of(given.endorsement), EndorsementState::InReview);
    assert_eq!(acts(app, number), ["letter.recorded", "case.question_taken_back", "case.proposed"]);
    app.clock.advance(Duration::days(61));
    app.block_on(worker::erasure::erase_once(&app.app)).unwrap();
    assert_eq!(app.state_of(given.endorsement), EndorsementState::InReview);
}

fn who_asks_again_gives_time_again(app: &TestApp) {
    let (given, number) = asked(app, Given::default());
    let bodil = app.moderator();
    let path = format!("/staff/cases/{number}");
    // 60 days from 24 November, not the 14 in which the ministry decides.
    let page = bodil.get(&path).ok().says("Answer expected until 23 Jan 2027");
    assert!(!page.body.contains("Due in"), "{}", page.text());
    page.says("If nobody answers within 60 days, the signature expires");
    app.clock.advance(Duration::days(40));
    bodil.signs_in(app);
    decide(&bodil, number, &Choice::ask("And which statutes?")).says("Answer expected until 4 Mar 2027");
    let Letter::MoreNeeded { message, days, .. } = app.mail_to(&given.email) else { panic!("asked") };
    assert_eq!((message.as_str(), days), ("And which statutes?", Some(60)));
    app.clock.advance(Duration::days(40));
    app.block_on(worker::erasure::erase_once(&app.app)).unwrap();
    assert_eq!(app.state_of(given.endorsement), EndorsementState::NeedsInfo, "the time began anew");
    enter(app, SUZIE).get("/account").ok().says("And which statutes?");
    app.clock.advance(Duration::days(21));
    app.block_on(worker::erasure::erase_once(&app.app)).unwrap();
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Expired);
}

fn nobody_is_asked_without_a_mail(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given { state: EndorsementState::InReview, ..Given::default() });
    let bodil = app.moderator();
    let refused = preview(&bodil, number_of(app, &given), &Choice { write: false, ..Choice::ask(QUESTION) });
    assert_eq!(refused.status, 422);
    refused.says("a question goes by mail");
    let state = Given {
        name: "Examplia",
        category: Category::State,
        website: "",
        contacts: &[],
        state: EndorsementState::InReview,
        ..Given::default()
    };
    let number = number_of(app, &app.signatory(state));
    let page =
        bodil.get(&format!("/staff/cases/{number}")).ok().says("Nobody can be asked: no contact is known");
    assert!(!page.body.contains("value=\"ask\""), "{}", page.text());
    assert!(!page.text().contains("If nobody answers"), "there is nobody: {}", page.text());
    bodil.get(&format!("/da/staff/cases/{number}")).ok().says("Ingen kan spørges");
    assert_eq!(preview(&bodil, number, &Choice::ask(QUESTION)).status, 409);
}

fn a_question_about_a_change_is_taken_back(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    suzie.send("/account/amend", &entry(&[("go", "send"), ("name", "Skov A")])).ok();
    let bodil = app.moderator();
    let number = newest(app, &given, CaseKind::Amendment);
    let page =
        preview(&bodil, number, &Choice::ask(QUESTION)).ok().says("What you sent waits until you answer");
    assert!(!page.text().contains("what you sent expires"), "a change does not run out");
    decide(&bodil, number, &Choice::ask(QUESTION));
    decide(&bodil, number, &Choice::plain("take_back"));
    assert!(!suzie.get("/account/amend").ok().body.contains("Which of the two"));
    decide(&bodil, number, &Choice::ask(QUESTION));
    decide(&bodil, number, &Choice::publish());
    let id = given.organisation;
    assert_eq!(app.read(move |db| store::organisation::find(db, id)).name, "Skov A");
}
