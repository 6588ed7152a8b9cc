//! What Suzie sent of her published organisation is declined, asked about, mended and called back: her account says where each
//! change and each commitment stands, and leads on.

use chrono::Duration;
use tilsagn::app::identity;
use tilsagn::app::letter::Letter;
use tilsagn::domain::case::{CaseKind, CaseOutcome, CaseState};
use tilsagn::domain::commitment::StoredState;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::store::{self, commitment::Commitment};

use crate::nadia_stays_unnamed::Lacks;
use crate::staff_file_cases;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, preview, reasons, send_preview};
use crate::support::fixtures::{Given, Signatory};
use crate::support::staff::Colleague;
use crate::support::visitor::{Page, Visitor};
use crate::suzie_comes_back::{PROMISE, SUZIE, cases, enter, entry};

stories!(
    a_declined_change_is_told_of_without_a_mail,
    a_declined_change_is_sent_again_upon_what_is_published_meanwhile,
    a_newer_change_takes_the_place_of_the_declined_one,
    a_declined_signature_says_the_message_too,
    how_one_appears_is_not_chosen_after_a_decline,
    what_was_written_to_decline_stays_with_the_case,
    a_question_about_a_commitment_stands_on_the_first_page,
    a_question_about_a_commitment_is_answered_in_words,
    a_question_is_answered_in_words_though_the_day_has_passed,
    a_question_about_a_commitment_is_answered_by_mending,
    a_commitment_that_waits_is_mended,
    a_commitment_that_waits_is_called_back,
    a_commitment_that_was_asked_about_is_called_back,
    what_another_page_showed_is_not_called_back,
    a_declined_commitment_says_why,
    hiding_ends_a_change_and_says_so,
    a_page_to_answer_leads_to_the_account_where_nothing_is_asked,
    nothing_is_promised_of_a_hidden_commitment,
    who_is_shown_again_is_told_so,
    what_was_typed_comes_back_with_its_labels,
);

const BO: &str = "bo@skovbrynet.example";
const WHY: &str = "We could not confirm it.";
const WORDS: &str = "Your statutes say otherwise.";
const DECLINED: &str = "Your last change was declined";

fn silently(message: &str) -> Choice {
    Choice { write: false, ..Choice::decline(message) }
}

fn newest(app: &TestApp, of: &Signatory, kind: CaseKind) -> i64 {
    cases(app, of, kind)[0].number
}

/// Suzie, whose change of her organisation's name and statement was declined without a mail.
fn declined(app: &TestApp) -> (Signatory, Visitor, Colleague) {
    reasons(app);
    let given = app.signatory(Given { contacts: &[SUZIE, BO], ..Given::default() });
    let suzie = enter(app, SUZIE);
    let change = [("go", "send"), ("name", "Skov A"), ("statement", "We sign.")];
    suzie.send("/account/amend", &entry(&change)).ok().lacks(DECLINED);
    let mails = app.mails().len();
    let (bodil, number) = (app.moderator(), newest(app, &given, CaseKind::Amendment));
    preview(&bodil, number, &silently(WORDS))
        .ok()
        .says("reads in its account that it was declined")
        .says(WORDS);
    decide(&bodil, number, &silently(WORDS));
    assert_eq!(app.mails().len(), mails, "nobody was written to");
    (given, suzie, bodil)
}

fn a_declined_change_is_told_of_without_a_mail(app: &TestApp) {
    let (_, suzie, _) = declined(app);
    for who in [&suzie, &enter(app, BO)] {
        let page = who.get("/account").ok().says(DECLINED).says("24 November 2026").says(WHY).says(WORDS);
        page.says("The register stays as it is").says("Mend what you sent");
    }
    suzie.get("/da/account").ok().says("Jeres seneste ændring er afvist").says("Ret det, I sendte");
    let form = suzie.get("/account/amend?from=declined").ok().says(DECLINED).says(WHY).says(WORDS);
    assert!(form.body.contains("value=\"Skov A\"") && form.body.contains("We sign."), "{}", form.body);
    let plain = suzie.get("/account/amend").ok().lacks(DECLINED).lacks("Skov A");
    assert!(plain.body.contains("Folkeforening"), "what the register says");
}

fn a_declined_change_is_sent_again_upon_what_is_published_meanwhile(app: &TestApp) {
    let (given, suzie, _) = declined(app);
    let id = given.organisation;
    app.write(move |db, now| {
        let seen = store::endorsement::of_organisation(db, id)?;
        store::endorsement::set_statement(db, seen.id, Some("We sign for ever."), now)?;
        let seen = store::organisation::find(db, id)?;
        let description = Some("A society by the water.".to_owned());
        let row = store::organisation::Profile { description, ..identity::profile(&seen) };
        store::organisation::update(db, id, seen.revision, &row, now)
    });
    let form = suzie.get("/account/amend?from=declined").ok();
    let form = form.says("by the water").lacks("at the edge of the wood").lacks("for ever");
    assert!(form.body.contains("value=\"Skov A\"") && form.body.contains("We sign."), "{}", form.body);
}

fn a_newer_change_takes_the_place_of_the_declined_one(app: &TestApp) {
    let (given, suzie, bodil) = declined(app);
    let again = [("go", "send"), ("name", "Skov B")];
    suzie.send("/account/amend", &entry(&again)).ok().says("Change on its way").lacks(DECLINED);
    suzie.get("/account/amend?from=declined").ok().lacks(DECLINED).says("being checked already");
    decide(&bodil, newest(app, &given, CaseKind::Amendment), &Choice::publish());
    suzie.get("/account").ok().lacks(DECLINED);
    suzie.get("/account/amend?from=declined").ok().lacks(DECLINED);
}

fn a_declined_signature_says_the_message_too(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given { state: EndorsementState::InReview, ..Given::default() });
    decide(&app.moderator(), newest(app, &given, CaseKind::Endorsement), &silently(WORDS));
    enter(app, SUZIE).get("/account").ok().says("did not take your signature").says(WHY).says(WORDS);
}

fn how_one_appears_is_not_chosen_after_a_decline(app: &TestApp) {
    reasons(app);
    let path = "/account/visibility";
    let given = app.signatory(Given { state: EndorsementState::InReview, ..Given::default() });
    let suzie = enter(app, SUZIE);
    let opened = suzie.get(path).ok();
    decide(&app.moderator(), newest(app, &given, CaseKind::Endorsement), &silently(WORDS));
    let late = suzie.sends(&opened, path, &[("visibility", "protected")]);
    assert_eq!(late.says("can no longer be chosen").says(WORDS).status, 409);
    assert_eq!(suzie.get(path).location(), Some("/account"), "loaded once more");
}

fn what_was_written_to_decline_stays_with_the_case(app: &TestApp) {
    let (given, _, bodil) = declined(app);
    let number = newest(app, &given, CaseKind::Amendment);
    let page = bodil.get(&format!("/staff/cases/{number}")).ok();
    let talk = page.between("id=\"h-talk\"", "</section>");
    assert!(talk.contains("Bodil Prøvesen declined") && talk.contains(WORDS), "{talk}");
    let record = staff_file_cases::file(&bodil, number, &[("purpose", "journal"), ("kind", "json")]).ok();
    let record: serde_json::Value = serde_json::from_str(&record.body).unwrap();
    let case = &record["cases"][0]["questions"][0];
    assert_eq!((&case["decision"], &case["text"]), (&"decline".into(), &WORDS.into()));
    staff_file_cases::file(&bodil, number, &[("purpose", "journal"), ("kind", "html")])
        .ok()
        .says("We declined");
    assert!(!app.rows()["case_questions"][0].contains("statutes"), "it is sealed");
}

fn whole<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let money = [("amount", "1500"), ("currency", "DKK"), ("stage", "announced")];
    let unchanged =
        PROMISE.iter().chain(&money).filter(|(name, _)| !changes.iter().any(|(of, _)| of == name));
    unchanged.chain(changes).copied().collect()
}

/// Suzie, who has sent a commitment of her published organisation's.
fn promised(app: &TestApp) -> (Signatory, Visitor, String) {
    reasons(app);
    let given = app.signatory(Given { contacts: &[SUZIE, BO], ..Given::default() });
    let suzie = enter(app, SUZIE);
    suzie.send("/account/commitments/new", &whole(&[])).ok();
    let path = format!("/account/commitments/{}", kept(app, &given).public_id);
    (given, suzie, path)
}

/// The same, and Bodil has asked about it.
fn asked(app: &TestApp) -> (Signatory, Visitor, String, Colleague) {
    let (given, suzie, path) = promised(app);
    let bodil = app.moderator();
    decide(&bodil, newest(app, &given, CaseKind::Commitment), &Choice::ask("Which lamps?"));
    (given, suzie, format!("{path}/change"), bodil)
}

fn kept(app: &TestApp, of: &Signatory) -> Commitment {
    let id = of.organisation;
    app.read(move |db| store::commitment::of_organisation(db, id)).remove(0)
}

fn case(app: &TestApp, of: &Signatory) -> (CaseState, Option<CaseOutcome>) {
    let case = cases(app, of, CaseKind::Commitment).remove(0);
    (case.state, case.outcome)
}

fn a_question_about_a_commitment_stands_on_the_first_page(app: &TestApp) {
    let (_, suzie, path, _) = asked(app);
    let page =
        suzie.get("/account").ok().says("The ministry asks about your commitment").says("Which lamps?");
    assert!(page.body.contains(&format!("href=\"{path}\"")), "{}", page.body);
    page.says("Answer the question");
    suzie.get("/da/account").ok().says("Ministeriet spørger til jeres tilsagn");
    suzie.get(&path).ok().says("Which lamps?").says("Answer in words, mend the commitment, or both");
}

fn a_question_about_a_commitment_is_answered_in_words(app: &TestApp) {
    let (given, suzie, path, _) = asked(app);
    let (form, before) = (suzie.get(&path).ok(), kept(app, &given).terms());
    let silent = suzie.sends(&form, &path, &whole(&[("reply", " ")]));
    assert_eq!(silent.says("Write").status, 422, "nothing was said");
    for _ in 0..2 {
        let answer = suzie.sends(&form, &path, &whole(&[("reply", "Those by the path.")]));
        assert_eq!(answer.location(), Some("/account?done=answered"), "pressed twice, too");
    }
    let after = kept(app, &given);
    assert_eq!(
        (after.state, after.terms(), case(app, &given).0),
        (StoredState::InReview, before, CaseState::Open)
    );
    suzie.get("/account").ok().lacks("Which lamps?");
}

fn a_question_is_answered_in_words_though_the_day_has_passed(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given::default());
    let due = [("due_day", "25"), ("due_month", "11"), ("due_year", "2026")];
    enter(app, SUZIE).send("/account/commitments/new", &whole(&due)).ok();
    decide(&app.moderator(), newest(app, &given, CaseKind::Commitment), &Choice::ask("Which lamps?"));
    app.clock.advance(Duration::days(3));
    let suzie = enter(app, SUZIE);
    let path = format!("/account/commitments/{}/change", kept(app, &given).public_id);
    let form = suzie.get(&path).ok();
    let says = |day| whole(&[("due_day", day), due[1], due[2], ("reply", "Those by the path.")]);
    let another = suzie.sends(&form, &path, &says("26"));
    assert_eq!(another.says("Enter a due date that is not in the past").status, 422);
    let answer = suzie.sends(&form, &path, &says("25"));
    assert_eq!(answer.location(), Some("/account?done=answered"), "{}", answer.text());
    assert_eq!(kept(app, &given).state, StoredState::InReview);
}

fn a_question_about_a_commitment_is_answered_by_mending(app: &TestApp) {
    let (given, suzie, path, bodil) = asked(app);
    let form = suzie.get(&path).ok();
    let answer = suzie.sends(&form, &path, &whole(&[("title", "Lamps by the path"), ("reply", "")]));
    assert_eq!(answer.location(), Some("/account?done=answered"), "{}", answer.text());
    let after = kept(app, &given);
    assert_eq!((after.title.as_str(), after.state), ("Lamps by the path", StoredState::InReview));
    assert_eq!(case(app, &given).0, CaseState::Open);
    let number = newest(app, &given, CaseKind::Commitment);
    bodil.get(&format!("/staff/cases/{number}")).ok().says("They changed a commitment");
}

fn a_commitment_that_waits_is_mended(app: &TestApp) {
    let (given, suzie, path) = promised(app);
    let change = format!("{path}/change");
    suzie.get("/account").ok().says("See or change");
    let form = suzie.get(&change).ok().says("The ministry is checking this commitment");
    assert!(form.body.contains("value=\"Lamps for listeners\"") && !form.body.contains("name=\"reply\""));
    let bodil = app.moderator();
    let number = newest(app, &given, CaseKind::Commitment);
    let shown = preview(&bodil, number, &Choice::publish()).ok();
    for _ in 0..2 {
        let sent = suzie.sends(&form, &change, &whole(&[("title", "Lamps for all")]));
        assert_eq!(sent.location(), Some("/account?done=committed"), "pressed twice, too");
    }
    let late = send_preview(&bodil, number, &shown);
    assert_eq!(late.status, 409, "nobody publishes what they have not seen");
    assert_eq!(
        (kept(app, &given).title.as_str(), cases(app, &given, CaseKind::Commitment).len()),
        ("Lamps for all", 1)
    );
    decide(&bodil, number, &Choice::publish());
    suzie.get(&change).ok().says("The ministry checks a change before the register shows it");
    assert_eq!(suzie.sends(&form, &change, &whole(&[("title", "Late lamps")])).status, 409);
}

/// The mark of what the account shows of a commitment that can be called back.
fn shown(account: &Page) -> String {
    account
        .between("/call-back?for=", "</form>")
        .rsplit_once("value=\"")
        .unwrap()
        .1
        .split('"')
        .next()
        .unwrap()
        .to_owned()
}

fn calls_back(suzie: &Visitor, path: &str) {
    let seen = shown(&suzie.get("/account").ok().says("Call back"));
    for _ in 0..2 {
        let done = suzie.post(&format!("{path}/call-back"), &[("seen", &seen)]);
        assert_eq!(done.location(), Some("/account?done=promise-called-back"), "pressed twice, too");
        suzie.get(done.onward().unwrap()).ok().says("is called back");
    }
}

fn a_commitment_that_waits_is_called_back(app: &TestApp) {
    let (given, suzie, path) = promised(app);
    calls_back(&suzie, &path);
    assert_eq!(case(app, &given), (CaseState::Closed, Some(CaseOutcome::CalledBack)));
    assert_eq!(kept(app, &given).state, StoredState::Draft);
    suzie.get("/account").ok().lacks("is called back").lacks("Lamps for listeners");
    let number = newest(app, &given, CaseKind::Commitment);
    app.moderator().get(&format!("/staff/cases/{number}")).ok().says("taken back by the organisation");
    let drafts = app.times(("commitment", kept(app, &given).id.0), "commitment.called_back");
    assert_eq!(drafts, 1);
    assert_eq!(suzie.get(&format!("{path}/change")).status, 409);
}

fn a_commitment_that_was_asked_about_is_called_back(app: &TestApp) {
    let (given, suzie, path, _) = asked(app);
    calls_back(&suzie, path.trim_end_matches("/change"));
    assert_eq!(case(app, &given), (CaseState::Closed, Some(CaseOutcome::CalledBack)));
    suzie.get("/account").ok().lacks("Which lamps?");
}

fn what_another_page_showed_is_not_called_back(app: &TestApp) {
    let (given, suzie, path) = promised(app);
    let back = format!("{path}/call-back");
    let old = suzie.get("/account").ok();
    let seen = shown(&old);
    let (bo, change) = (enter(app, BO), format!("{path}/change"));
    bo.sends(&bo.get(&change).ok(), &change, &whole(&[("title", "Lamps for all")]));
    let late = suzie.post(&back, &[("seen", &seen)]);
    assert_eq!(late.says("This was changed meanwhile").says("Lamps for all").status, 409);
    assert_eq!(suzie.post(&back, &[]).status, 409, "nor what was not shown");
    assert_eq!(kept(app, &given).state, StoredState::InReview);
    decide(&app.moderator(), newest(app, &given, CaseKind::Commitment), &Choice::publish());
    assert_eq!(bo.post(&back, &[("seen", &seen)]).says("Below you see").status, 409);
    assert_eq!(kept(app, &given).state, StoredState::Active);
}

fn a_declined_commitment_says_why(app: &TestApp) {
    let (given, suzie, path) = promised(app);
    decide(&app.moderator(), newest(app, &given, CaseKind::Commitment), &silently(WORDS));
    let page = suzie
        .get("/account")
        .ok()
        .says("not taken in")
        .says("Declined on 24 November 2026")
        .says(WHY)
        .says(WORDS);
    assert!(!page.body.contains(&path), "nothing is left to do with it");
}

fn hiding_ends_a_change_and_says_so(app: &TestApp) {
    app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    let ends = "the change ends";
    suzie.get("/account/visibility").ok().lacks(ends);
    suzie.send("/account/amend", &entry(&[("go", "send"), ("name", "Skov A")])).ok();
    suzie.get("/account/visibility").ok().says(ends);
    suzie.fills("/account/visibility", &[("visibility", "protected")]).ok();
    suzie.get("/account").ok().says("The change that waited ended on 24 November 2026").lacks("Skov A");
    suzie.fills("/account/visibility", &[("visibility", "public")]).ok();
    suzie.get("/account").ok().says("The change that waited ended");
    suzie
        .send("/account/amend", &entry(&[("go", "send"), ("name", "Skov B")]))
        .ok()
        .lacks("The change that waited ended");
}

fn a_page_to_answer_leads_to_the_account_where_nothing_is_asked(app: &TestApp) {
    app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    let page = suzie.get("/account/answer");
    assert_eq!((page.status, page.location()), (303, Some("/account")));
    let late = suzie.post("/account/answer", &entry(&[("reply", "Late.")])).says("Back to the account");
    assert_eq!(late.status, 409);
    suzie.get("/account/nothing").lacks("Back to the account");
}

fn nothing_is_promised_of_a_hidden_commitment(app: &TestApp) {
    let (given, suzie, _) = promised(app);
    suzie.fills("/account/visibility", &[("visibility", "protected")]).ok();
    let bodil = app.moderator();
    let number = newest(app, &given, CaseKind::Commitment);
    bodil.send(&format!("/staff/cases/{number}/identity"), &[]);
    let shown =
        preview(&bodil, number, &Choice::publish()).ok().says("Nothing of your organisation is shown");
    let mail = shown.between("id=\"h-mail\"", "</section>");
    assert!(!mail.contains("/commitments/") && !mail.contains("in the register"), "{mail}");
}

fn who_is_shown_again_is_told_so(app: &TestApp) {
    app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    suzie.fills("/account/visibility", &[("visibility", "protected")]).ok();
    suzie.fills("/account/visibility", &[("visibility", "public")]).ok();
    let mail = app.mail_to(SUZIE);
    assert!(
        matches!(&mail, Letter::ShownAgain { hide_link: Some(_), .. }),
        "nobody checked anything: {mail:?}"
    );
}

fn what_was_typed_comes_back_with_its_labels(app: &TestApp) {
    app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    let typed = [("website", "javascript:alert(1)"), ("reply", "The older one.")];
    let late = suzie.post("/account/answer", &entry(&typed));
    assert_eq!(late.status, 409);
    late.says("Website javascript:alert(1)").says("Your answer The older one.").says("Name Skovbrynet");
    suzie.post("/da/account/answer", &entry(&typed)).says("Hjemmeside javascript:alert(1)");
}
