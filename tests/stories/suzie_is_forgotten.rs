//! A signature that never became public is forgotten whole, by whichever of the ways it ends.

use chrono::Duration;
use tilsagn::app::erasure;
use tilsagn::app::letter::{Envelope, Letter};
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::ids::OrganisationId;
use tilsagn::domain::limits;
use tilsagn::domain::outbox::Hindrance;
use tilsagn::worker::mail::Transport;
use tilsagn::{store, worker};

use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, reasons};
use crate::support::fixtures::Given;
use crate::support::rows;
use crate::suzie_comes_back::{enter, entry};
use crate::suzie_signs::{EMAIL, confirm_link, declaration, endorsement, filled};

stories!(
    nothing_is_left_after_the_mailed_link,
    nothing_is_left_after_the_account,
    nothing_is_left_after_it_ran_out,
    nothing_is_left_half_a_year_after_it_was_declined,
    mail_about_another_organisation_still_goes_out,
    a_farewell_that_nobody_takes_is_not_kept,
    everybody_whose_time_is_over_is_forgotten_at_once,
);

/// A word in every field that Suzie or a colleague types, and in nothing that we say ourselves.
const MARKS: [(&str, &str); 9] = [
    ("name", "Foreningen Mrkname"),
    ("website", "https://www.mrkwebsite.example"),
    ("description", "Vi passer på mrkdescription."),
    ("person", "Suzie Mrkperson"),
    ("job_title", "Mrkjob"),
    ("title", "A fund for mrktitle"),
    ("action", "We pay for mrkaction."),
    ("unit", "mrkunit"),
    ("email", EMAIL),
];

/// The whole talk before publication: sent, confirmed, asked, answered, noted, asked again, with mails that
/// wait and mails that were given up. Gives the link that calls it off.
fn talked_over(app: &TestApp) -> String {
    reasons(app);
    let bodil = app.moderator();
    let suzie = filled(app, "", &MARKS);
    suzie.send("/sign/later", &[("email", "mrkcolleague@havnevagt.example")]).ok();
    suzie.send("/sign/check", &declaration("en")).ok();
    app.anonymous().post(&confirm_link(app, EMAIL), &[]).ok();
    let Letter::SignatureConfirmed { cancel_link, .. } = app.mail_to(EMAIL) else { panic!() };
    let number = app.read(|db| store::case::of_organisation(db, OrganisationId(1)))[0].number;
    bodil.send(&format!("/staff/cases/{number}/notes"), &[("text", "Is mrknote theirs?")]).ok();
    decide(&bodil, number, &Choice::ask("Which mrkquestion is it?"));
    let back = enter(app, EMAIL);
    let answer =
        [("name", "Foreningen Mrkrenamed"), ("statement", "mrkstatement"), ("reply", "The mrkreply.")];
    back.send("/account/answer", &entry(&answer)).ok().says("Your answer is sent");
    decide(&bodil, number, &Choice::ask("And mrkagain?"));
    back.get("/account").ok().says("And mrkagain?");
    app.write(|db, now| {
        for mail in store::outbox::claim(db, now, now + Duration::minutes(10), 3)? {
            store::outbox::park(db, &mail, (Hindrance::Refused, Some("550 no such mailbox mrkperson")))?;
        }
        Ok(())
    });
    assert!(app.rows()["organisations"][0].contains("Mrkrenamed"), "there was something to forget");
    assert!(app.mails().len() > 3, "mails wait");
    assert_eq!(app.rows()["arrivals"].len(), 1, "it is kept from where it came");
    cancel_link
}

/// Nothing typed is left, open or sealed, but the one mail that says so.
#[track_caller]
fn forgotten(app: &TestApp, state: EndorsementState, told: bool) {
    assert_eq!(endorsement(app, 1).state, state);
    let rows = app.rows();
    let text = rows.values().flatten().cloned().collect::<Vec<_>>().join("\n").to_lowercase();
    for word in ["mrk", "havnevagt", "suzie", "harbours are for all"] {
        assert!(!text.contains(word), "{word} is still there");
    }
    for table in
        ["arrivals", "drafts", "commitments", "assurances", "case_notes", "case_questions", "case_replies"]
    {
        assert!(rows[table].is_empty(), "{table}: {:?}", rows[table]);
    }
    let sealed = "SELECT count(*) AS count FROM representatives WHERE length(sealed) > 0";
    assert_eq!(app.read(move |db| rows::count(db, sealed)), 0);
    let links = "SELECT count(*) AS count FROM links WHERE used_at IS NULL AND purpose <> 'staff_setup'";
    assert_eq!(app.read(move |db| rows::count(db, links)), 0, "a link still opens something");
    let to_her: Vec<Envelope> =
        app.mails().into_iter().filter(|mail| !mail.to.ends_with("@ministry.example")).collect();
    assert_eq!(to_her.len(), usize::from(told), "{to_her:#?}");
}

fn nothing_is_left_after_the_mailed_link(app: &TestApp) {
    let link = talked_over(app);
    app.anonymous().post(&link, &[]).ok().says("The signature is called off");
    forgotten(app, EndorsementState::Cancelled, true);
    assert!(matches!(app.mail_to(EMAIL), Letter::Cancelled { .. }));
}

fn nothing_is_left_after_the_account(app: &TestApp) {
    talked_over(app);
    let suzie = enter(app, EMAIL);
    suzie.post("/account/cancel", &[("sure", "yes")]).ok();
    forgotten(app, EndorsementState::Cancelled, true);
    assert!(matches!(app.mail_to(EMAIL), Letter::Cancelled { .. }));
    assert_eq!(suzie.get("/account").status, 303);
}

fn nothing_is_left_after_it_ran_out(app: &TestApp) {
    talked_over(app);
    app.clock.advance(Duration::days(61));
    app.block_on(worker::erasure::erase_once(&app.app)).unwrap();
    forgotten(app, EndorsementState::Expired, true);
    assert!(matches!(app.mail_to(EMAIL), Letter::Expired { .. }));
}

fn nothing_is_left_half_a_year_after_it_was_declined(app: &TestApp) {
    talked_over(app);
    let bodil = app.second_moderator();
    let number = app.read(|db| store::case::of_organisation(db, OrganisationId(1)))[0].number;
    decide(&bodil, number, &Choice::decline("Not mrkdeclined."));
    app.clock.advance(Duration::days(179));
    app.block_on(worker::erasure::erase_once(&app.app)).unwrap();
    assert!(app.rows()["organisations"][0].contains("Mrkrenamed"), "an appeal may still come");
    app.clock.advance(Duration::days(2));
    app.block_on(worker::erasure::erase_once(&app.app)).unwrap();
    forgotten(app, EndorsementState::Declined, false);
    let lines = "SELECT count(*) AS count FROM audit_lines WHERE act = 'endorsement.erased'";
    assert_eq!(app.read(move |db| rows::count(db, lines)), 1);
    app.block_on(worker::erasure::erase_once(&app.app)).unwrap();
    assert_eq!(app.read(move |db| rows::count(db, lines)), 1, "once is enough");
    // Colleagues still find that something was declined, and why.
    bodil.signs_in(app);
    bodil.get(&format!("/staff/cases/{number}")).ok().says("declined");
}

fn mail_about_another_organisation_still_goes_out(app: &TestApp) {
    let given = app.signatory(Given { contacts: &[EMAIL], ..Given::default() });
    app.anonymous().post("/account/sign-in", &[("email", EMAIL)]).ok();
    let suzie = filled(app, "", &[]);
    suzie.send("/sign/check", &declaration("en")).ok();
    app.anonymous().post(&confirm_link(app, EMAIL), &[]).ok();
    let Letter::SignatureConfirmed { cancel_link, .. } = app.mail_to(EMAIL) else { panic!() };
    app.anonymous().post(&cancel_link, &[]).ok();
    let left: Vec<Letter> = app.mails().into_iter().map(|mail| mail.letter).collect();
    assert!(
        matches!(&left[..], [Letter::AccountLink { organisation, .. }, Letter::Cancelled { .. }]
            if *organisation == given.name),
        "{left:#?}"
    );
}

fn a_farewell_that_nobody_takes_is_not_kept(app: &TestApp) {
    app.publish_call();
    let suzie = filled(app, "", &[]);
    suzie.send("/sign/check", &declaration("en")).ok();
    app.clock.advance(Duration::days(31));
    app.block_on(worker::erasure::erase_once(&app.app)).unwrap();
    assert_eq!(app.mails().len(), 1);
    // A port that nobody listens on.
    let url = worker::mail::MailUrl::parse("smtp://127.0.0.1:1").unwrap();
    app.block_on(async {
        let postman = worker::outbox::Postman {
            app: app.app.clone(),
            templates: tilsagn::view::Templates::new(|| chrono_tz::Europe::Copenhagen).unwrap(),
            transport: Transport::open(&url).unwrap(),
            stopped: tokio::sync::watch::channel(false).1,
        };
        for _ in 0..30 {
            worker::outbox::round(&postman).await.unwrap();
            app.clock.advance(Duration::hours(12));
        }
    });
    assert!(app.mails().is_empty(), "the last mail is all that was left");
    assert!(app.rows()["outbox"].is_empty());
}

fn everybody_whose_time_is_over_is_forgotten_at_once(app: &TestApp) {
    for n in 0..101 {
        let contact: &'static str = Box::leak(format!("p{n}@forening{n}.example").into_boxed_str());
        let contacts = Box::leak(Box::new([contact]));
        app.signatory(Given { website: "", contacts, state: EndorsementState::Declined, ..Given::default() });
    }
    app.clock.advance(Duration::days(limits::DECLINED_DAYS + 1));
    assert_eq!(app.block_on(erasure::forget_declined(&app.app)).unwrap(), 101);
    assert_eq!(app.block_on(erasure::forget_declined(&app.app)).unwrap(), 0);
}
