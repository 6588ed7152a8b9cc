//! What Suzie does after she has sent the form: confirm, correct, wait too long, call it off.

use chrono::Duration;
use tilsagn::app::letter::Letter;
use tilsagn::domain::call::CallState;
use tilsagn::domain::endorsement::{Act, EndorsementState};
use tilsagn::domain::ids::OrganisationId;
use tilsagn::domain::limits;
use tilsagn::{store, worker};

use crate::katrine_signs_an_older_translation::renewed_in_english;
use crate::nadia_stays_unnamed::Lacks;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::visitor::{Page, Visitor};
use crate::suzie_signs::{EMAIL, NAME, confirm_link, declaration, endorsement, filled, submitted};

stories!(
    confirms_once,
    reads_all_that_she_signs,
    comes_too_late,
    misses_a_question_and_is_told_however_many_mails_she_had,
    calls_it_off_and_everything_is_forgotten,
    asks_for_a_new_link,
    mistypes_her_address_and_corrects_it,
    corrects_nothing_while_no_signatures_are_taken,
);

/// Presses a button twenty times at once, and once more: each answer is this.
pub fn twenty_times(press: impl Fn() -> Page + Sync, title: &str) {
    let answers: Vec<Page> = std::thread::scope(|scope| {
        let tries: Vec<_> = (0..20).map(|_| scope.spawn(&press)).collect();
        tries.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let again = press().ok().says(title).text();
    for answer in answers {
        assert_eq!(answer.ok().text(), again);
    }
}

fn confirms_once(app: &TestApp) {
    app.publish_call();
    submitted(app, &[]);
    let older = confirm_link(app, EMAIL);
    app.anonymous().send("/sign/link", &[("email", EMAIL)]).ok();
    let link = confirm_link(app, EMAIL);
    assert_ne!(link, older);
    let press = || Visitor::new(&app.base).post(&link, &[]);
    twenty_times(press, "Your signature is confirmed");
    let cases = app.read(|db| store::case::of_organisation(db, OrganisationId(1)));
    assert_eq!((cases.len(), app.times(("endorsement", 1), "endorsement.confirmed")), (1, 1));
    assert_eq!(app.anonymous().post(&older, &[]).status, 410, "it was not this link that confirmed");
    let page = app.anonymous().get(&link);
    assert_eq!(page.status, 410);
    page.says("This link does not work").says("Ask for a new link");
    app.write(|db, now| {
        let seen = store::endorsement::of_organisation(db, OrganisationId(1))?;
        store::endorsement::apply(db, &seen, Act::Publish, now)
    });
    assert_eq!(press().says("This link does not work").status, 410, "it is decided");
    submitted(app, &[("name", "Foreningen Fyrvagt")]);
    let link = confirm_link(app, EMAIL);
    app.anonymous().post(&link, &[]).ok();
    app.clock.advance(Duration::days(8));
    assert_eq!(app.anonymous().post(&link, &[]).status, 410, "the link is too old");
}

fn reads_all_that_she_signs(app: &TestApp) {
    app.publish_call();
    let suzie = filled(app, "", &[]);
    let lamps = [
        ("kind", "action"),
        ("title", "Lamps"),
        ("action", "We hang lamps."),
        ("measure", "deliverable"),
        ("start_day", "1"),
        ("start_month", "2"),
        ("start_year", "2027"),
        ("due_day", "30"),
        ("due_month", "6"),
        ("due_year", "2028"),
    ];
    suzie.send("/sign/commitments/new", &lamps).ok();
    let all = |page: Page| {
        page.ok()
            .says("Where: Denmark, Kenya")
            .says("Paragraph of the Call: §")
            .says("Start: 1 February 2027")
    };
    all(suzie.get("/sign/check"));
    suzie.send("/sign/check", &declaration("en")).ok();
    let link = confirm_link(app, EMAIL);
    let page = all(app.anonymous().get(&link));
    assert!(page.body.contains("href=\"/call/v2?language=en\""), "the text that is signed: {}", page.body);
    assert!(!page.body.contains("/call/compare/"), "nothing is newer");
    renewed_in_english(app);
    let page = all(app.anonymous().get(&link));
    let page =
        page.says("Version 3 of the Call has come into force since").says("What you sign is version 2");
    assert!(page.body.contains("href=\"/call/compare/2/3\""), "{}", page.body);
    app.anonymous().post(&link, &[]).ok().says("signs version 2");
}

fn comes_too_late(app: &TestApp) {
    app.publish_call();
    submitted(app, &[]);
    let link = confirm_link(app, EMAIL);
    let drafting = app.anonymous();
    drafting.send("/sign", &[("do", "start")]).ok();
    app.clock.advance(Duration::days(8));
    assert_eq!(app.anonymous().post(&link, &[]).status, 410);
    app.block_on(worker::erasure::erase_once(&app.app)).unwrap();
    assert_eq!(endorsement(app, 1).state, EndorsementState::Submitted);
    app.clock.advance(Duration::days(23));
    app.block_on(worker::erasure::erase_once(&app.app)).unwrap();
    assert_eq!(endorsement(app, 1).state, EndorsementState::Expired);
    assert!(matches!(app.mail_to(EMAIL), Letter::Expired { .. }));
    forgotten(app);
    drafting.get("/sign?begin=again").ok().says("could not find a form");

    // A question that is not answered ends it too.
    submitted(app, &[]);
    app.anonymous().post(&confirm_link(app, EMAIL), &[]).ok();
    app.write(|db, now| {
        let seen = store::endorsement::of_organisation(db, OrganisationId(2))?;
        store::endorsement::apply(db, &seen, Act::AskForMore, now)
    });
    app.clock.advance(Duration::days(61));
    app.block_on(worker::erasure::erase_once(&app.app)).unwrap();
    assert_eq!(endorsement(app, 2).state, EndorsementState::Expired);
    forgotten(app);
}

fn misses_a_question_and_is_told_however_many_mails_she_had(app: &TestApp) {
    app.publish_call();
    submitted(app, &[]);
    for _ in 1..limits::MAILS_PER_SUBMISSION {
        app.clock.advance(Duration::minutes(2));
        app.anonymous().send("/sign/link", &[("email", EMAIL)]).ok();
    }
    let link = confirm_link(app, EMAIL);
    app.sql("UPDATE outbox SET state = 'sent', sealed = NULL");
    let had = app.rows()["outbox"].iter().filter(|row| row.contains("confirm_signature.")).count();
    assert_eq!(i64::try_from(had).unwrap(), limits::MAILS_PER_SUBMISSION);
    app.anonymous().post(&link, &[]).ok();
    app.write(|db, now| {
        let seen = store::endorsement::of_organisation(db, OrganisationId(1))?;
        store::endorsement::apply(db, &seen, Act::AskForMore, now)
    });
    app.clock.advance(Duration::days(limits::UNANSWERED_DAYS + 1));
    app.block_on(worker::erasure::erase_once(&app.app)).unwrap();
    assert_eq!(endorsement(app, 1).state, EndorsementState::Expired);
    assert!(matches!(app.mail_to(EMAIL), Letter::Expired { .. }));
}

fn calls_it_off_and_everything_is_forgotten(app: &TestApp) {
    app.publish_call();
    submitted(app, &[]);
    app.anonymous().post(&confirm_link(app, EMAIL), &[]).ok();
    let Letter::SignatureConfirmed { cancel_link, .. } = app.mail_to(EMAIL) else { panic!() };
    let visitor = app.anonymous();
    visitor.get(&cancel_link).ok().says(NAME).says("Call off and erase everything");
    assert_eq!(endorsement(app, 1).state, EndorsementState::InReview);
    assert!(app.rows()["organisations"][0].contains("Havnevagt"));
    twenty_times(|| Visitor::new(&app.base).post(&cancel_link, &[]), "The signature is called off");
    assert_eq!(app.times(("endorsement", 1), "endorsement.cancelled"), 1);
    assert_eq!(endorsement(app, 1).state, EndorsementState::Cancelled);
    assert!(matches!(app.mail_to(EMAIL), Letter::Cancelled { .. }));
    assert_eq!(visitor.get(&cancel_link).status, 410);
    let cases = app.read(|db| store::case::of_organisation(db, OrganisationId(1)));
    assert!(cases[0].closed_at.is_some() && cases[0].search_key.is_empty());
    forgotten(app);
    // Published signatures are withdrawn, not called off.
    submitted(app, &[]);
    app.anonymous().post(&confirm_link(app, EMAIL), &[]).ok();
    let Letter::SignatureConfirmed { cancel_link, .. } = app.mail_to(EMAIL) else { panic!() };
    app.write(|db, now| {
        let seen = store::endorsement::of_organisation(db, OrganisationId(2))?;
        store::endorsement::apply(db, &seen, Act::Publish, now)
    });
    let late = visitor.post(&cancel_link, &[]);
    assert_eq!(late.status, 410);
    late.says("can no longer be called off");
}

fn asks_for_a_new_link(app: &TestApp) {
    app.publish_call();
    submitted(app, &[]);
    app.clock.advance(Duration::days(10));
    let suzie = app.anonymous();
    assert_eq!(suzie.post("/sign/link", &[("email", "suzie")]).status, 422);
    let known = suzie.send("/sign/link", &[("email", EMAIL)]).ok();
    let unknown = suzie.send("/sign/link", &[("email", "nobody@nowhere.example")]).ok();
    assert_eq!(known.body, unknown.body);
    assert_eq!(app.mails().len(), 2);
    suzie.post(&confirm_link(app, EMAIL), &[]).ok().says("Your signature is confirmed");
}

fn mistypes_her_address_and_corrects_it(app: &TestApp) {
    app.publish_call();
    let (suzie, page) = submitted(app, &[("email", "suzie@hvnevagt.example")]);
    page.says("suzie@hvnevagt.example");
    let wrong = confirm_link(app, "suzie@hvnevagt.example");
    let flawed = suzie.post("/sign/sent", &[("email", "suzie")]);
    assert_eq!(flawed.status, 422);
    flawed.says("We sent a mail to: suzie@hvnevagt.example");
    let cookies = suzie.cookies();
    let page = suzie.send("/sign/sent", &[("email", EMAIL)]).ok();
    page.says(EMAIL).says("on its way");
    let mails = app.mails().len();
    let second = app.anonymous().post_as("/sign/sent", &[("email", EMAIL)], &cookies);
    assert_eq!(
        (second.location(), app.mails().len()),
        (Some("/sign/sent?done=again"), mails),
        "a second click"
    );
    let gone = app.anonymous().post(&wrong, &[]);
    assert_eq!(gone.status, 410);
    assert_eq!(endorsement(app, 1).state, EndorsementState::Cancelled);
    suzie.send("/sign/sent", &[("email", EMAIL)]).ok();
    assert_eq!(app.mails().iter().filter(|mail| mail.to == EMAIL).count(), 2);
    assert_eq!(endorsement(app, 2).state, EndorsementState::Submitted);
    app.anonymous().post(&confirm_link(app, EMAIL), &[]).ok();
    // Once confirmed, the form is gone.
    assert_eq!(suzie.get("/sign/sent").location(), Some("/sign/link"));
    assert_eq!(suzie.post("/sign/sent", &[("email", "x@y.example")]).location(), Some("/sign/link"));
}

fn corrects_nothing_while_no_signatures_are_taken(app: &TestApp) {
    app.publish_call();
    let (suzie, _) = submitted(app, &[]);
    let (bo, _) = submitted(app, &[("name", "Engen"), ("email", "bo@engen.example")]);
    let Letter::ConfirmSignature { link, .. } = app.mail_to("bo@engen.example") else { panic!() };
    let refused = |sends: &Visitor| {
        let mails = app.mails().len();
        let away = sends.post("/sign/sent", &[("email", "stranger@nowhere.example")]);
        assert_eq!((away.status, app.mails().len()), (409, mails));
        assert!(away.body.contains("value=\"stranger@nowhere.example\""), "{}", away.body);
        away.says("What you typed stands in the field below").says("not to another address");
        let page = sends.get("/sign/sent").ok().says("The same mail can be sent again");
        let page = page.says("not to another address").lacks("Correct the address");
        assert!(page.body.contains("type=\"hidden\" name=\"email\""), "{}", page.body);
        let page = sends.get("/sign").ok().says("The form that you have sent");
        assert!(page.body.contains("href=\"/sign/sent\""), "{}", page.body);
        assert_eq!(app.rows()["endorsements"].len(), 2);
    };
    let asta = app.admin();
    assert_eq!(asta.post("/staff/switches", &[("switch", "signing_stopped"), ("to", "on")]).status, 303);
    refused(&suzie);
    suzie.get("/sign").ok().says("can be corrected once signing opens again").lacks("nothing is lost");
    assert_eq!(endorsement(app, 1).state, EndorsementState::Submitted);
    suzie.send("/sign/sent", &[("email", EMAIL)]).ok().says("on its way");
    assert_eq!(app.mails().iter().filter(|mail| mail.to == EMAIL).count(), 2, "the same mail once more");
    assert_eq!(asta.post("/staff/switches", &[("switch", "signing_stopped"), ("to", "off")]).status, 303);
    app.set_call_state(CallState::Closed);
    refused(&suzie);
    // What stands no more is not entered anew, and the browser is told what it would be told else.
    app.write(|db, now| {
        let seen = store::endorsement::of_organisation(db, OrganisationId(1))?;
        store::endorsement::apply(db, &seen, Act::Cancel, now)
    });
    suzie.send("/sign/sent", &[("email", EMAIL)]).ok().says("on its way");
    refused(&bo);
    app.anonymous().post(&link, &[]).ok().says("Your signature is confirmed");
}

#[test]
fn a_flood_of_mails_from_one_address_is_slowed() {
    let app = &TestApp::on_sqlite_with(&[("TILSAGN_RATE_LIMITS", "on")]);
    app.publish_call();
    let flood = app.anonymous();
    let ask = |n: usize| flood.post("/sign/link", &[("email", &format!("nobody{n}@nowhere.example"))]);
    let answers: Vec<Page> = (0..8).map(ask).collect();
    assert_eq!(answers.iter().filter(|page| page.status == 303).count(), 5);
    let slowed = answers.last().unwrap();
    assert!(slowed.status == 429 && slowed.headers.contains_key("retry-after"));
}

/// Nothing of the signature is left once its mails are sent: not in the clear, not sealed.
fn forgotten(app: &TestApp) {
    app.write(|db, now| {
        let until = now + Duration::minutes(5);
        for mail in store::outbox::claim(db, now, until, 1_000)? {
            store::outbox::mark_sent(db, &mail, now)?;
        }
        Ok(())
    });
    let rows = app.rows();
    let text = rows.values().flatten().cloned().collect::<Vec<_>>().join("\n").to_lowercase();
    for word in ["havnevagt", "suzie", "sekretariatsleder", "harbour", "passer på"] {
        assert!(!text.contains(word), "{word} is still there");
    }
    assert!(rows["drafts"].is_empty(), "{:?}", rows["drafts"]);
    assert!(app.mails().is_empty());
    let sealed = app.read(|db| store::representative::of_organisation(db, OrganisationId(1)));
    assert!(sealed.is_empty());
}
