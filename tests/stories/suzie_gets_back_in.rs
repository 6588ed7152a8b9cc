//! Suzie has left, and her mailbox with her. Palle gets the account back: by the organisation's domain or by a letter,
//! with those who act still told and heard, and the ministry deciding.

use chrono::Duration;
use tilsagn::app::invalidation::work;
use tilsagn::app::letter::Letter;
use tilsagn::domain::case::{CaseKind, CaseOutcome, CaseState};
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::limits;
use tilsagn::store::{self, case::Case};

use crate::nadia_stays_unnamed::Lacks;
use crate::staff_invalidate::{begin, look, sent};
use crate::staff_merge::{merged, proposed, twice};
use crate::staff_second::approve;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, reasons, send_preview};
use crate::support::fixtures::{Given, Signatory};
use crate::support::staff::Colleague;
use crate::support::visitor::Page;
use crate::suzie_comes_back::{SUZIE, enter};

stories!(
    an_organisation_is_found_by_whatever_one_has,
    who_withdrew_is_found_and_gets_back_in,
    nobody_is_told_before_the_mailbox_is_confirmed,
    what_is_not_public_gets_the_same_answer,
    a_merged_signature_leads_to_the_one_that_it_became,
    an_old_address_leads_on_as_that_of_the_profile_does,
    a_form_that_was_opened_before_a_merge_is_taken_after_it,
    a_request_confirmed_after_a_merge_is_about_the_one_that_stays,
    whoever_objects_is_heard_first,
    nobody_takes_back_what_a_colleague_said,
    whoever_agrees_shortens_the_wait,
    a_request_is_called_off,
    an_invalidation_leaves_a_request_and_its_case,
    requests_that_nobody_confirms_are_forgotten,
    nobody_fills_the_mailboxes_of_those_who_act,
);

pub const PALLE: &str = "palle@skovbrynet.example";
pub const RECORD: &str = "_tilsagn-challenge.skovbrynet.example";
pub const SLUG: &str = "skovbrynet-folkeforening";

pub fn request<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let all = [
        ("signatory", SLUG),
        ("person", "Palle Prøvesen"),
        ("job_title", "Secretary"),
        ("email", PALLE),
        ("authority", "own"),
        ("proof", "domain"),
        ("others", "left"),
        ("message", "Suzie has retired."),
    ];
    let mut fields: Vec<_> =
        all.iter().filter(|(name, _)| !changes.iter().any(|(other, _)| other == name)).copied().collect();
    fields.extend(changes);
    fields
}

/// Asks, and gives the link of the mail.
pub fn ask(app: &TestApp, changes: &[(&str, &str)]) -> String {
    let page = app.anonymous().post("/account/recover/ask", &request(changes)).ok();
    page.says("Look in your mailbox").says("Until then nothing happens");
    link(app)
}

pub fn link(app: &TestApp) -> String {
    match app.mail_to(PALLE) {
        Letter::RecoveryConfirm { link, days: 7, .. } => link,
        other => panic!("no link in {other:?}"),
    }
}

/// Asks and confirms; gives the link and the Case.
pub fn asked(app: &TestApp, of: &Signatory, changes: &[(&str, &str)]) -> (String, Case) {
    let link = ask(app, changes);
    app.anonymous().send(&link, &[]).ok().says("the request is sent");
    (link, cases(app, of).remove(0))
}

pub fn cases(app: &TestApp, of: &Signatory) -> Vec<Case> {
    let id = of.organisation;
    let all = app.read(move |db| store::case::of_organisation(db, id));
    all.into_iter().filter(|case| case.kind == CaseKind::Recovery).collect()
}

pub const LETTER: [(&str, &str); 5] = [
    ("reference", "2026-1234"),
    ("dated_day", "20"),
    ("dated_month", "11"),
    ("dated_year", "2026"),
    ("sha256", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
];

/// The page that shows what letting in would write.
pub fn let_in(by: &Colleague, case: &Case, more: &[(&str, &str)]) -> Page {
    let mut fields = vec![("decision", "publish"), ("write", "yes")];
    fields.extend(more);
    by.post(&format!("/staff/cases/{}/decision", case.number), &fields)
}

#[track_caller]
pub fn confirm(by: &Colleague, case: &Case, page: &Page) {
    let answer = send_preview(by, case.number, page);
    assert_eq!(answer.status, 303, "{}", answer.text());
}

pub fn handle(page: &Page) -> String {
    page.between("/account/people/asked/", "\"").split('?').next().unwrap().to_owned()
}

pub fn letters(app: &TestApp, to: &str, template: &str) -> usize {
    app.mails().iter().filter(|mail| mail.to == to && mail.letter.template() == template).count()
}

fn an_organisation_is_found_by_whatever_one_has(app: &TestApp) {
    let given = app.signatory(Given::default());
    app.signatory(Given { name: "Engen", website: "", contacts: &["eva@engen.example"], ..Given::default() });
    app.anonymous().get("/account/sign-in").ok().says("the mailbox no longer works? Get back in");
    let reference = app.read(move |db| store::endorsement::find(db, given.endorsement)).reference;
    let page = format!("https://host.example/signatories/{SLUG}");
    for typed in ["Skovbrynet", "folkeforening", "1", "No. 1", &page, &reference, &reference.to_lowercase()] {
        let encoded: String = url::form_urlencoded::byte_serialize(typed.as_bytes()).collect();
        let found = app.anonymous().get(&format!("/account/recover?q={encoded}")).ok();
        let found = found.says("Skovbrynet Folkeforening");
        assert!(!found.text().contains("Engen"), "{typed}");
    }
    for nobody in ["nothing", "-", "%2A%20%3F", "%F0%9F%8C%B2"] {
        app.anonymous().get(&format!("/account/recover?q={nobody}")).ok().says("has nothing like it");
    }
    let form = app.anonymous().get(&format!("/account/recover/ask?signatory={SLUG}")).ok();
    form.says("We control skovbrynet.example");
    app.anonymous().get("/account/recover/ask?signatory=engen").ok().says("an official letter is needed");
    let empty = app.anonymous().post("/account/recover/ask", &[("signatory", SLUG)]);
    assert_eq!(empty.status, 422);
    let empty = empty.says("Enter the full name").says("Choose by what right: own authority");
    let empty = empty.says("Choose how you can show that you act").says("Choose what became of those");
    assert!(!empty.text().contains("Fill in this field"), "{}", empty.text());
    let unlisted = app.anonymous().post("/account/recover/ask", &[("signatory", ""), ("email", "palle")]);
    unlisted.says("Enter the name of the organisation").says("Enter a mail address like name@example.org");
    assert_eq!(app.anonymous().get("/account/recover/ask?signatory=nobody").status, 404);
}

fn who_withdrew_is_found_and_gets_back_in(app: &TestApp) {
    let given = app.signatory(Given { state: EndorsementState::Withdrawn, ..Given::default() });
    app.signatory(Given { name: "Skovly", contacts: &["a@skovly.example"], ..Given::default() });
    app.signatory(Given { name: "Skovdal", contacts: &["b@skovdal.example"], ..Given::default() });
    enter(app, "b@skovdal.example").send("/account/visibility", &[("visibility", "protected")]).ok();
    app.signatory(Given {
        name: "Skovsø",
        contacts: &["c@skovso.example"],
        state: EndorsementState::Revoked,
        ..Given::default()
    });
    app.settle();
    let page = format!("https://host.example/signatories/{SLUG}");
    for typed in ["folkeforening", "1", &page] {
        let encoded: String = url::form_urlencoded::byte_serialize(typed.as_bytes()).collect();
        let found = app.anonymous().get(&format!("/account/recover?q={encoded}")).ok();
        found.says("Skovbrynet Folkeforening No. 1").says("withdrawn").lacks("Skovly");
    }
    let found = app.anonymous().get("/account/recover?q=skov").ok().says("Skovbrynet").says("Skovly");
    found.lacks("Skovdal").lacks("Skovsø");
    app.anonymous().get("/account/recover?q=skovdal").ok().says("has nothing like it");
    // Whoever got in says that it was not them, as long as there is time.
    let (_, case) = asked(app, &given, &[("proof", "letter")]);
    let suzie = enter(app, SUZIE);
    let path = format!("/account/people/asked/{}", handle(&suzie.get("/account/people")));
    suzie.send(&path, &[("word", "agree")]).ok();
    let bodil = app.moderator();
    let preview = let_in(&bodil, &case, &LETTER).ok();
    confirm(&bodil, &case, &preview);
    assert_eq!(approve(&app.second_moderator(), case.number).status, 303);
    enter(app, PALLE).get("/account").ok().says("Your organisation has withdrawn");
}

fn nobody_is_told_before_the_mailbox_is_confirmed(app: &TestApp) {
    let given = app.signatory(Given::default());
    let link = ask(app, &[]);
    app.anonymous().get(&link).ok().says("Confirm and send the request");
    assert_eq!((cases(app, &given).len(), letters(app, SUZIE, "recovery_asked")), (0, 0));
    assert_eq!(app.anonymous().post(&format!("{link}/check"), &[]).status, 409);
    app.anonymous().send(&link, &[]).ok();
    assert_eq!((cases(app, &given).len(), letters(app, SUZIE, "recovery_asked")), (1, 1));
    assert_eq!(app.anonymous().post(&link, &[]).status, 409, "once");
    let case = cases(app, &given).remove(0);
    assert!(!case.urgent);
}

fn what_is_not_public_gets_the_same_answer(app: &TestApp) {
    let given = app.signatory(Given { state: EndorsementState::InReview, ..Given::default() });
    let reference = app.read(move |db| store::endorsement::find(db, given.endorsement)).reference;
    app.anonymous().get("/account/recover?q=Skovbrynet").ok().says("has nothing like it");
    let encoded = format!("/account/recover?q={reference}");
    app.anonymous().get(&encoded).ok().says("has nothing like it");
    assert_eq!(app.anonymous().get(&format!("/account/recover/ask?signatory={SLUG}")).status, 404);
    let shown = |reference: &str| {
        let wish = [
            ("signatory", ""),
            ("organisation", "Skovbrynet Folkeforening"),
            ("reference", reference),
            ("proof", "domain"),
        ];
        let link = ask(app, &wish);
        let first = app.anonymous().get(&link).ok().text();
        assert!(!first.contains("Skovbrynet"), "it may be one that must not be named: {first}");
        let page = app.anonymous().send(&link, &[]).ok().says("Skovbrynet Folkeforening");
        let own = page.between("<dt>Reference of the request</dt><dd><bdi>", "</bdi>");
        let Letter::RecoveryConfirm { organisation, .. } = app.mail_to(PALLE) else { panic!("no mail") };
        assert_eq!(organisation, "");
        [first, page.text()].map(|text| text.replace(&own, "T-…"))
    };
    let (there, not_there) = (shown(&reference), shown("T-2222-2222"));
    assert_eq!(there, not_there);
    assert!(there[1].contains("What the letter must say") && !there[1].contains(RECORD));
    assert_eq!(cases(app, &given).len(), 1);
    assert_eq!(letters(app, SUZIE, "recovery_asked"), 1);
}

fn a_merged_signature_leads_to_the_one_that_it_became(app: &TestApp) {
    let (stays, goes, ..) = merged(app);
    let of = goes.endorsement;
    let reference = app.read(move |db| store::endorsement::find(db, of)).reference;
    let wish = [
        ("signatory", ""),
        ("organisation", "Fonden Skovbryynet"),
        ("reference", &*reference),
        ("proof", "domain"),
    ];
    app.anonymous().send(&ask(app, &wish), &[]).ok();
    assert_eq!((cases(app, &stays).len(), cases(app, &goes).len()), (1, 0));
}

fn an_old_address_leads_on_as_that_of_the_profile_does(app: &TestApp) {
    let (stays, goes, ..) = merged(app);
    let path = format!("/account/recover/ask?signatory={}", goes.slug);
    app.anonymous().get(&path).ok().says(&stays.name).lacks(&goes.name);
    let link = ask(app, &[("signatory", &*goes.slug)]);
    app.anonymous().send(&link, &[]).ok();
    assert_eq!((cases(app, &stays).len(), cases(app, &goes).len()), (1, 0));
}

fn a_form_that_was_opened_before_a_merge_is_taken_after_it(app: &TestApp) {
    let (stays, goes, bodil) = twice(app);
    app.anonymous().get(&format!("/account/recover/ask?signatory={}", goes.slug)).ok().says(&goes.name);
    let (asta, number) = (app.admin(), proposed(app, &bodil, (&stays, &goes)));
    decide(&bodil, number, &Choice::plain("merge"));
    assert_eq!(approve(&asta, number).status, 303);
    // The register in memory need not know yet.
    let wrong = request(&[("signatory", &*goes.slug), ("person", "")]);
    let again = app.anonymous().post("/account/recover/ask", &wrong);
    assert_eq!(again.status, 422);
    assert!(again.body.contains("Suzie has retired."), "nothing typed is lost: {}", again.body);
    let named = format!("{}, which has gone into it", goes.name);
    app.anonymous().send(&ask(app, &[("signatory", &*goes.slug)]), &[]).ok().says(&stays.name).says(&named);
    assert_eq!((cases(app, &stays).len(), cases(app, &goes).len()), (1, 0));
}

fn a_request_confirmed_after_a_merge_is_about_the_one_that_stays(app: &TestApp) {
    let (stays, goes, bodil) = twice(app);
    let link = ask(app, &[("signatory", &*goes.slug)]);
    let (asta, number) = (app.admin(), proposed(app, &bodil, (&stays, &goes)));
    decide(&bodil, number, &Choice::plain("merge"));
    assert_eq!(approve(&asta, number).status, 303);
    app.settle();
    let named = format!("{}, which has gone into it", goes.name);
    app.anonymous().get(&link).ok().says(&stays.name).says(&named);
    app.anonymous().send(&link, &[]).ok().says(RECORD);
    assert_eq!((cases(app, &stays).len(), cases(app, &goes).len()), (1, 0));
    assert_eq!(letters(app, &stays.email, "recovery_asked"), 1, "who acts for it is told");
    let told = app.mail_to(&stays.email);
    assert!(matches!(told, Letter::RecoveryAsked { ref other, .. } if *other == goes.name), "{told:#?}");
    enter(app, &stays.email).get("/account/people").ok().says(&named);
    let page = asta.get(&format!("/staff/cases/{}", cases(app, &stays)[0].number)).ok();
    page.says("Palle Prøvesen").says(&format!("{}, which has gone into this signatory", goes.name));
}

fn whoever_objects_is_heard_first(app: &TestApp) {
    let given = app.signatory(Given::default());
    let (_, case) = asked(app, &given, &[("proof", "letter")]);
    let suzie = enter(app, SUZIE);
    suzie.get("/account").ok().says("Somebody asks to act for your organisation");
    let page = suzie.get("/account/people").ok().says("Suzie has retired").says(PALLE);
    let path = format!("/account/people/asked/{}", handle(&page));
    suzie.send(&path, &[("word", "object")]).ok().says("knows that you object");
    assert!(cases(app, &given)[0].urgent);
    let bodil = app.moderator();
    bodil.get("/staff/cases").ok().says("Somebody asks to act");
    let page = bodil.get(&format!("/staff/cases/{}", case.number)).ok();
    let heard = page.between("Those who act now", "Somebody can be let in from");
    assert!(heard.contains("object") && heard.contains("Suzie Eksempel"), "{heard}");
    page.says("Suzie Eksempel objected to the request");
    assert_eq!(let_in(&bodil, &case, &LETTER).status, 422);
    // The last word of each counts.
    suzie.send(&path, &[("word", "agree")]).ok().says("knows that it is right");
    assert!(!cases(app, &given)[0].urgent, "nobody objects any more");
    let_in(&bodil, &case, &LETTER).ok();
    assert_eq!(suzie.post(&path, &[("word", "perhaps")]).status, 404);
    let eva = app.signatory(Given { name: "Engen", contacts: &["eva@engen.example"], ..Given::default() });
    assert_eq!(enter(app, &eva.email).post(&path, &[("word", "agree")]).status, 404);
}

fn nobody_takes_back_what_a_colleague_said(app: &TestApp) {
    let given = app.signatory(Given { contacts: &[SUZIE, "ib@skovbrynet.example"], ..Given::default() });
    let (_, case) = asked(app, &given, &[("proof", "letter")]);
    let (suzie, ib) = (enter(app, SUZIE), enter(app, "ib@skovbrynet.example"));
    let path = format!("/account/people/asked/{}", handle(&suzie.get("/account/people")));
    suzie.send(&path, &[("word", "object")]).ok();
    ib.send(&path, &[("word", "object")]).ok();
    ib.send(&path, &[("word", "agree")]).ok();
    assert_eq!(let_in(&app.moderator(), &case, &LETTER).status, 422, "Suzie still objects");
    assert!(cases(app, &given)[0].urgent);
    suzie.post("/account/people/leave", &[("sure", "yes")]).ok();
    assert!(!cases(app, &given)[0].urgent, "the word of who no longer acts does not count");
}

fn whoever_agrees_shortens_the_wait(app: &TestApp) {
    let given = app.signatory(Given { contacts: &[SUZIE, "ib@skovbrynet.example"], ..Given::default() });
    let (_, case) = asked(app, &given, &[("proof", "letter"), ("others", "stay")]);
    let bodil = app.moderator();
    assert_eq!(let_in(&bodil, &case, &LETTER).status, 422);
    let (suzie, ib) = (enter(app, SUZIE), enter(app, "ib@skovbrynet.example"));
    let path = format!("/account/people/asked/{}", handle(&suzie.get("/account/people")));
    suzie.send(&path, &[("word", "agree")]).ok();
    let_in(&bodil, &case, &LETTER).ok();
    ib.send(&path, &[("word", "object")]).ok();
    assert_eq!(let_in(&bodil, &case, &LETTER).status, 422, "one objects, one agrees: then they wait");
    app.clock.advance(Duration::days(limits::OBJECTION_DAYS));
    let_in(&app.second_moderator(), &case, &LETTER).ok();
}

fn a_request_is_called_off(app: &TestApp) {
    let given = app.signatory(Given::default());
    let (link, _) = asked(app, &given, &[]);
    app.anonymous().send(&format!("{link}/call-off"), &[]).ok().says("The request is called off");
    assert_eq!(cases(app, &given)[0].state.code(), "closed");
    assert_eq!(app.anonymous().post(&format!("{link}/call-off"), &[]).status, 409);
    assert!(!enter(app, SUZIE).get("/account/people").ok().text().contains("Palle"));
}

fn an_invalidation_leaves_a_request_and_its_case(app: &TestApp) {
    reasons(app);
    let junk = sent(app, "Junk Forening", EndorsementState::InReview, "203.0.113.7");
    let reference = app.read(move |db| store::endorsement::find(db, junk.endorsement)).reference;
    let wish = [("signatory", ""), ("organisation", "Junk Forening"), ("reference", &*reference)];
    app.anonymous().send(&ask(app, &[&wish[..], &[("proof", "letter")]].concat()), &[]).ok();
    let asked = || cases(app, &junk).remove(0);
    let own = || {
        let case = app.read(move |db| store::case::find(db, junk.case.unwrap()));
        (case.state, case.outcome)
    };
    let bodil = app.moderator();
    let id = begin(&bodil, &look(&bodil, &[("network", "203.0.113.0/24")]));
    app.block_on(work::round(&app.app)).unwrap();
    assert_eq!(own(), (CaseState::Closed, Some(CaseOutcome::Invalidated)));
    assert_eq!((asked().state, asked().outcome), (CaseState::Open, None));
    assert_eq!(let_in(&bodil, &asked(), &LETTER).status, 409, "there is nothing to act for");
    assert_eq!(bodil.post(&format!("/staff/invalidations/{id}/undo"), &[]).status, 303);
    app.block_on(work::round(&app.app)).unwrap();
    assert_eq!(own(), (CaseState::Open, None));
    app.clock.advance(Duration::days(limits::OBJECTION_DAYS));
    let_in(&app.second_moderator(), &asked(), &LETTER).ok();
}

fn requests_that_nobody_confirms_are_forgotten(app: &TestApp) {
    app.signatory(Given::default());
    let link = ask(app, &[]);
    app.clock.advance(Duration::days(limits::CONFIRM_DAYS) + Duration::minutes(1));
    assert_eq!(app.anonymous().get(&link).says("the request was never confirmed").status, 410);
    assert_eq!(app.anonymous().post(&link, &[]).status, 410);
    app.block_on(tilsagn::worker::erasure::erase_once(&app.app)).unwrap();
    assert!(app.rows()["recoveries"].is_empty());
}

fn nobody_fills_the_mailboxes_of_those_who_act(app: &TestApp) {
    let given = app.signatory(Given::default());
    for number in 0..8 {
        let address = format!("p{number}@elsewhere.example");
        app.anonymous().post("/account/recover/ask", &request(&[("email", &address)])).ok();
        let Letter::RecoveryConfirm { link, .. } = app.mail_to(&address) else { panic!("no link") };
        app.anonymous().send(&link, &[]).ok();
    }
    assert_eq!(cases(app, &given).len(), 8);
    assert_eq!(letters(app, SUZIE, "recovery_asked"), 5);
    let most = usize::try_from(limits::RECOVERY_MAILS_PER_DAY).unwrap();
    for _ in 0..most + 2 {
        app.anonymous().post("/account/recover/ask", &request(&[])).ok();
    }
    assert_eq!(letters(app, PALLE, "recovery_confirm"), most);
}
