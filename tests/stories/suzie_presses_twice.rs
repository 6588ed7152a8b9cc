//! Those who act for an organisation, and readers, press a button twice: they see the same again, and nothing happens twice.

use std::collections::BTreeSet;

use chrono::Duration;
use tilsagn::app::letter::Letter;
use tilsagn::domain::amendment::AmendmentState;
use tilsagn::domain::case::CaseKind;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::ids::OrganisationId;
use tilsagn::domain::limits;
use tilsagn::store;

use crate::fakes_are_held::add_rule;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide};
use crate::support::fixtures::Given;
use crate::support::rows;
use crate::support::visitor::Visitor;
use crate::suzie_comes_back::{PROMISE, SUZIE, cases, enter, entry};
use crate::suzie_invites::{JOINING, PALLE, PEOPLE, invitation, invite};
use crate::suzie_signs::{EMAIL, NAME, confirm_link, declaration, filled, submitted};

stories!(
    suzie_sends_the_form_twice,
    suzie_sends_the_form_twice_at_once,
    suzie_signs_twice_and_outsiders_learn_nothing,
    suzie_mails_herself_the_form_twice,
    suzie_withdraws_twice,
    suzie_sends_a_commitment_twice,
    suzie_sends_a_change_twenty_times,
    suzie_calls_a_change_back_twice,
    suzie_calls_her_signature_off_twice,
    suzie_answers_twice,
    suzie_gives_a_commitment_up_twice,
    suzie_hides_twice,
    palle_joins_twice,
    a_reader_reports_the_same_twice,
    palle_is_invited_twice,
);

/// Sends the form with these cookies from a browser that has no answer yet.
fn sends(app: &TestApp, cookies: &str) -> (Visitor, String) {
    let browser = app.anonymous();
    let answer = browser.post_as("/sign/check", &declaration("en"), cookies);
    assert_eq!((answer.status, answer.location()), (303, Some("/sign/sent")), "{}", answer.text());
    let cookie = answer.cookies.iter().find(|cookie| cookie.starts_with("tilsagn-dev-sent="));
    (browser, cookie.expect("a cookie for what comes next").clone())
}

fn suzie_sends_the_form_twice(app: &TestApp) {
    app.publish_call();
    let twice = |changes: &[(&'static str, &str)]| {
        let cookies = filled(app, "", changes).cookies();
        let ((_, first), (browser, second)) = (sends(app, &cookies), sends(app, &cookies));
        assert_eq!(first, second);
        browser.get("/sign/sent").ok().says("One more step").says(EMAIL).text()
    };
    let new = twice(&[]);
    assert_eq!((app.mails().len(), app.rows()["endorsements"].len()), (1, 1));
    assert_eq!(twice(&[]), new, "repeated");
    add_rule(&app.admin(), "block", "mailbox", EMAIL);
    let mails = app.mails().len();
    assert_eq!(twice(&[("name", "Foreningen Fyrvagt")]), new, "blocked");
    assert_eq!((app.mails().len(), app.rows()["endorsements"].len()), (mails, 2));
    let other = app.anonymous().post("/sign/check", &declaration("en"));
    assert_eq!(other.location(), Some("/sign?begin=again"), "whoever has no cookie is told nothing");
    let cookies = filled(app, "", &[("name", "Foreningen Bøjevagt")]).cookies();
    sends(app, &cookies);
    app.clock.advance(Duration::minutes(limits::AGAIN_MINUTES + 1));
    let late = app.anonymous().post_as("/sign/check", &declaration("en"), &cookies);
    assert_eq!(late.location(), Some("/sign?begin=again"), "no second click any more");
}

fn suzie_sends_the_form_twice_at_once(app: &TestApp) {
    app.publish_call();
    let cookies = filled(app, "", &[]).cookies();
    let answers: BTreeSet<String> = std::thread::scope(|scope| {
        let clicks: Vec<_> = (0..8).map(|_| scope.spawn(|| sends(app, &cookies).1)).collect();
        clicks.into_iter().map(|click| click.join().unwrap()).collect()
    });
    assert_eq!(
        (answers.len(), app.mails().len(), app.rows()["endorsements"].len()),
        (1, 1, 1),
        "{answers:?}"
    );
    app.anonymous().post(&confirm_link(app, EMAIL), &[]).ok();
    assert!(app.rows()["drafts"].is_empty());
    let late = app.anonymous().post_as("/sign/check", &declaration("en"), &cookies);
    assert_eq!(late.location(), Some("/sign?begin=again"), "once confirmed, the form is gone");
}

fn suzie_signs_twice_and_outsiders_learn_nothing(app: &TestApp) {
    app.publish_call();
    let (_, first) = submitted(app, &[]);
    let (_, second) = submitted(app, &[("email", "Suzie@havnevagt.example")]);
    assert_eq!(first.text(), second.text().replace("Suzie@", "suzie@"));
    assert!(matches!(app.mails()[1].letter, Letter::ConfirmSignature { .. }));
    let count = |app: &TestApp| app.read(|db| Ok(store::organisation::find(db, OrganisationId(2)).is_ok()));
    assert!(!count(app));
    app.anonymous().post(&confirm_link(app, "Suzie@havnevagt.example"), &[]).ok();
    let (_, third) = submitted(app, &[("name", "FORENINGEN  HAVNEVAGT")]);
    assert_eq!(first.text(), third.text());
    let Letter::AlreadySigned { organisation, link } = app.mail_to(EMAIL) else { panic!() };
    assert!(organisation == NAME && link.contains("/account/enter/"));
    // Another organisation of the same mailbox is another signature.
    submitted(app, &[("name", "Foreningen Fyrvagt")]);
    assert!(count(app));
    for _ in 0..8 {
        submitted(app, &[("name", "Foreningen Fyrvagt")]);
    }
    let to_confirm = app.mails().into_iter().filter(|mail| match &mail.letter {
        Letter::ConfirmSignature { organisation, .. } => organisation == "Foreningen Fyrvagt",
        _ => false,
    });
    assert_eq!(to_confirm.count(), 5);
}

fn suzie_withdraws_twice(app: &TestApp) {
    let given = app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    let withdraw = || suzie.post("/account/withdraw", &[("sure", "yes")]);
    withdraw().ok().says("Your organisation has withdrawn");
    let mails = app.mails().len();
    withdraw().ok().says("Your organisation has withdrawn");
    assert_eq!(app.mails().len(), mails, "nobody is written to again");
    assert_eq!(app.times(("endorsement", given.endorsement.0), "endorsement.withdrawn"), 1);
    app.signatory(Given {
        name: "Engen",
        website: "",
        contacts: &["eva@engen.example"],
        state: EndorsementState::InReview,
        ..Given::default()
    });
    let eva = enter(app, "eva@engen.example");
    assert_eq!(eva.post("/account/withdraw", &[("sure", "yes")]).status, 409, "it never was in the register");
}

fn suzie_sends_a_commitment_twice(app: &TestApp) {
    let given = app.signatory(Given { contacts: &[SUZIE, PALLE], ..Given::default() });
    let (suzie, palle) = (enter(app, SUZIE), enter(app, PALLE));
    let whole = [&PROMISE[..], &[("amount", "1500"), ("currency", "DKK"), ("stage", "announced")]].concat();
    let send = || suzie.post("/account/commitments/new", &whole);
    let sent = || cases(app, &given, CaseKind::Commitment).len();
    let (first, second) = (send(), send());
    assert_eq!((first.status, second.status), (303, 303), "{}", second.text());
    assert_eq!((second.location(), sent()), (first.location(), 1));
    let id = given.organisation;
    assert_eq!(app.read(move |db| store::commitment::of_organisation(db, id)).len(), 1);
    let other: Vec<_> =
        whole.iter().map(|(name, value)| (*name, if *name == "title" { "Benches" } else { value })).collect();
    assert_eq!((suzie.post("/account/commitments/new", &other).status, sent()), (303, 2));
    assert_eq!((palle.post("/account/commitments/new", &whole).status, sent()), (303, 3), "his own");
    app.clock.advance(Duration::minutes(limits::AGAIN_MINUTES + 1));
    assert_eq!((send().status, sent()), (303, 4), "no second click any more");
}

fn suzie_sends_a_change_twenty_times(app: &TestApp) {
    let given = app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    let send = |name: &str| {
        let sent = suzie.post("/account/amend", &entry(&[("go", "send"), ("name", name)]));
        assert_eq!((sent.status, sent.location()), (303, Some("/account?done=amended")), "{}", sent.text());
    };
    let open = || app.read(move |db| store::amendment::open_of(db, given.organisation)).unwrap();
    let asked = || app.times(("amendment", open().id.0), "amendment.proposed");
    std::thread::scope(|scope| {
        for _ in 0..20 {
            scope.spawn(|| send("Skov A"));
        }
    });
    assert_eq!((cases(app, &given, CaseKind::Amendment).len(), asked(), open().revision), (1, 1, 1));
    send("Skov B");
    send("Skov B");
    assert_eq!((asked(), open().revision), (2, 2), "another wish takes its place");
    let bodil = app.moderator();
    let number = cases(app, &given, CaseKind::Amendment)[0].number;
    decide(&bodil, number, &Choice::ask("Since when?"));
    send("Skov B");
    assert_eq!((asked(), open().state), (3, AmendmentState::InReview), "the same again is an answer");
}

fn a_reader_reports_the_same_twice(app: &TestApp) {
    let given = app.signatory(Given::default());
    let report = |text: &str, email: &str| {
        let page = app
            .anonymous()
            .post(&format!("/signatories/{}/report", given.slug), &[("text", text), ("email", email)]);
        page.ok().says("Your report has been received");
        (cases(app, &given, CaseKind::Report).len(), lines(app, "report.sent"))
    };
    assert_eq!((report("Not theirs.", ""), report("Not theirs. ", "")), ((1, 1), (1, 1)));
    assert_eq!(report("Not theirs.", "anna@reader.example"), (1, 2), "who wants an answer gets one");
    assert_eq!(report("Nor is the name.", ""), (1, 3));
    decide(&app.moderator(), cases(app, &given, CaseKind::Report)[0].number, &Choice::plain("close"));
    assert_eq!(report("Not theirs.", ""), (2, 4), "that was looked into");
}

fn palle_is_invited_twice(app: &TestApp) {
    let given = app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    let link = invite(app, &suzie, &[]);
    assert_eq!(invite(app, &suzie, &[]), link, "the first link stays");
    let invited = || app.times(("organisation", given.organisation.0), "people.invited");
    let mails = || app.mails().iter().filter(|mail| matches!(mail.letter, Letter::Invitation { .. })).count();
    assert_eq!((invited(), mails()), (1, 1));
    app.anonymous().get(&link).ok();
    let other = invitation(&[("message", "I forgot to say: it takes an hour a year.")]);
    suzie.send(&format!("{PEOPLE}/invite"), &other).ok();
    assert_eq!((invited(), app.anonymous().get(&link).status), (2, 410), "other words are another mail");
}

/// Presses a button, and once more from the page that was kept: both lead to the same page, and nothing happens again.
#[track_caller]
fn twice(app: &TestApp, by: &Visitor, (path, fields): (&str, &[(&str, &str)]), traces: &str) {
    let press = || {
        let answer = by.post(path, fields);
        (answer.status, answer.location().map(str::to_owned), lines(app, traces), app.mails().len())
    };
    let (first, second) = (press(), press());
    assert_eq!(first, second, "{path}");
    assert!(first.0 == 303 && first.2 == 1, "{path}: {first:?}");
}

fn lines(app: &TestApp, act: &str) -> i64 {
    let query = format!("SELECT count(*) AS count FROM audit_lines WHERE act = '{act}'");
    app.read(move |db| rows::count(db, &query))
}

fn suzie_calls_a_change_back_twice(app: &TestApp) {
    let given = app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    let send = || suzie.send("/account/amend", &entry(&[("go", "send"), ("name", "Skov A")])).ok();
    let call_back = |seen: &str| suzie.post("/account/amend/call-back", &[("seen", seen)]);
    assert_eq!(call_back("").status, 409, "there is none");
    send();
    let seen = || suzie.get("/account").ok().between("name=\"seen\" value=\"", "\"");
    let first = seen();
    twice(app, &suzie, ("/account/amend/call-back", &[("seen", &first)]), "amendment.called_back");
    send();
    let second = seen();
    decide(&app.moderator(), cases(app, &given, CaseKind::Amendment)[0].number, &Choice::publish());
    assert_eq!(call_back(&second).status, 409, "that one stands in the register");
}

fn suzie_calls_her_signature_off_twice(app: &TestApp) {
    app.signatory(Given { state: EndorsementState::InReview, ..Given::default() });
    let suzie = enter(app, SUZIE);
    let press = || suzie.post("/account/cancel", &[("sure", "yes")]).ok().says("The signature is called off");
    assert_eq!(press().text(), press().text());
    assert_eq!(lines(app, "endorsement.cancelled"), 1);
    assert_eq!(suzie.get("/account").location(), Some("/account/sign-in"), "she is signed out");
}

fn suzie_answers_twice(app: &TestApp) {
    app.signatory(Given { state: EndorsementState::NeedsInfo, ..Given::default() });
    let suzie = enter(app, SUZIE);
    let answer = entry(&[("reply", "The older one.")]);
    twice(app, &suzie, ("/account/answer", &answer), "endorsement.answered");
    let other = suzie.post("/account/answer", &entry(&[("reply", "The newer one.")]));
    assert_eq!(other.status, 409, "that was not sent");
}

fn suzie_gives_a_commitment_up_twice(app: &TestApp) {
    let given = app.signatory(Given { commitments: &["Benches"], ..Given::default() });
    let suzie = enter(app, SUZIE);
    let id = given.commitments[0];
    let benches = app.read(move |db| store::commitment::find(db, id)).public_id;
    let drop = format!("/account/commitments/{benches}/drop");
    twice(app, &suzie, (&drop, &[("reason", "The wood was felled.")]), "commitment.dropped");
    assert_eq!(
        suzie.post(&drop, &[("reason", "We changed our mind.")]).status,
        409,
        "that is not what stands"
    );
}

fn suzie_hides_twice(app: &TestApp) {
    app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    for how in ["protected", "public"] {
        let page = suzie.get("/account/visibility").ok();
        let press = || suzie.sends(&page, "/account/visibility", &[("visibility", how)]);
        let first = press();
        assert_eq!(first.location(), Some("/account?done=visibility-changed"), "{how}: {}", first.text());
        let (changes, mails) = (lines(app, "endorsement.visibility"), app.mails().len());
        assert_eq!(press().location(), first.location(), "{how}");
        suzie.fills("/account/visibility", &[("visibility", how)]).says("It is so already");
        assert_eq!((lines(app, "endorsement.visibility"), app.mails().len()), (changes, mails), "{how}");
    }
}

fn palle_joins_twice(app: &TestApp) {
    app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    let link = invite(app, &suzie, &[]);
    let palle = app.anonymous();
    twice(app, &palle, (&link, &JOINING), "people.joined");
    for other in [app.anonymous(), suzie] {
        assert_eq!(other.post(&link, &JOINING).status, 410, "who did not join by it");
    }
}

fn suzie_mails_herself_the_form_twice(app: &TestApp) {
    app.publish_call();
    let suzie = filled(app, "", &[]);
    let send = |to: &str| {
        let sent = suzie.post("/sign/later", &[("email", to)]);
        assert_eq!((sent.status, sent.location()), (303, Some("/sign/saved")), "{to}: {}", sent.text());
        app.mails().len()
    };
    assert_eq!((send(EMAIL), send(EMAIL)), (1, 1));
    assert_eq!(send("leder@havnevagt.example"), 2, "another mailbox");
    app.clock.advance(Duration::seconds(limits::FORM_MAILED_SECONDS + 1));
    assert_eq!(send(EMAIL), 3, "no second click any more");
}
