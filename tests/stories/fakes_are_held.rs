//! Somebody floods the form, somebody is blocked, a removed fake comes again: each reads what every signer reads, staff see
//! why it waits, and nothing legitimate is lost.

use chrono::Duration;
use tilsagn::app::alarm;
use tilsagn::app::case::delay;
use tilsagn::app::letter::Letter;
use tilsagn::domain::allowance::Limit;
use tilsagn::domain::arrival::Hold;
use tilsagn::domain::case::{CaseOutcome, CaseState};
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::ids::{EndorsementId, OrganisationId};
use tilsagn::{store, worker};

use crate::many_from_one_network::set_limits;
use crate::nadia_stays_unnamed::Lacks;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, reasons};
use crate::support::fixtures::{Given, PLACED};
use crate::support::staff::Colleague;
use crate::support::visitor::{Page, Visitor};
use crate::suzie_signs::{EMAIL, NAME, confirm_link, declaration, endorsement, filled_by};

stories!(
    a_blocked_signer_reads_what_everybody_reads_and_is_let_through,
    a_fake_that_is_turned_away_is_known_when_it_comes_again,
    a_declined_fake_is_known_by_where_its_mailbox_is,
    one_that_looks_like_a_revoked_signatory_is_shown_with_its_past,
    a_revoked_signatory_that_is_erased_is_known_when_it_comes_again,
    who_was_declined_as_a_duplicate_comes_again_freely,
    a_held_signature_that_nobody_looks_at_runs_out_in_silence,
    moderators_hear_in_time_of_what_is_held,
    one_who_must_not_be_named_is_no_reason_that_a_stranger_could_notice,
    viewers_are_not_told_why_a_signature_is_held,
    staff_suspend_from_a_report_in_two_clicks,
    admins_are_told_once_of_what_piles_up,
);

/// Both databases, with the limits on.
macro_rules! with_limits {
    ($($name:ident),+ $(,)?) => {
        mod limited {$(
            mod $name {
                const ON: &[(&str, &str)] = &[("TILSAGN_RATE_LIMITS", "on"), ("TILSAGN_TRUSTED_PROXIES", "127.0.0.1/32")];
                #[test]
                fn on_sqlite() { super::super::$name(&crate::support::app::TestApp::on_sqlite_with(ON)); }
                #[test]
                fn on_postgres() { super::super::$name(&crate::support::app::TestApp::on_postgres_with(ON)); }
            }
        )+}
    };
}

pub(crate) use with_limits;
with_limits!(
    who_signs_over_the_limit_waits_for_staff,
    mailboxes_of_one_domain_are_counted_and_free_ones_are_not
);

pub const FROM: &str = "192.0.2.7";

/// Sends a whole form from an address.
pub fn sends(app: &TestApp, from: &str, changes: &[(&'static str, &str)]) -> (Visitor, Page) {
    let visitor = filled_by(app.anonymous().from(from), "", changes);
    let sent = visitor.post("/sign/check", &declaration("en"));
    assert_eq!((sent.status, sent.location()), (303, Some("/sign/sent")), "{}", sent.text());
    let page = visitor.get("/sign/sent").ok().says("One more step");
    (visitor, page)
}

fn as_one(number: usize) -> (String, String, String) {
    (
        format!("Forening {}", ["Alfa", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta"][number]),
        format!("suzie@forening{number}.example"),
        format!("https://forening{number}.example"),
    )
}

pub fn sends_as(app: &TestApp, from: &str, number: usize) -> Visitor {
    let (name, email, website) = as_one(number);
    sends(app, from, &[("name", &name), ("email", &email), ("website", &website)]).0
}

/// Why a signature is held, if it is.
pub fn held(app: &TestApp, endorsement: i64) -> Option<Hold> {
    app.read(move |db| store::arrival::of_endorsement(db, EndorsementId(endorsement)))?.held
}

pub fn case_of(app: &TestApp, organisation: i64) -> store::case::Case {
    app.read(move |db| store::case::of_organisation(db, OrganisationId(organisation)))[0].clone()
}

pub fn add_rule(admin: &Colleague, effect: &str, kind: &str, about: &str) {
    let mut fields =
        vec![("effect", effect), ("kind", kind), ("about", about), ("comment", "A flood in October.")];
    admin.post("/staff/limits/rules", &fields).ok().says("Nothing is saved yet");
    let gist = format!("{effect} {kind} {about}");
    fields.push(("confirm", &gist));
    admin.send("/staff/limits/rules", &fields).ok().says("The rule holds from now on").says(about);
}

/// Presses one of the two buttons on the page of a Case.
pub fn press(colleague: &Colleague, number: i64, button: &str) -> Page {
    let page = colleague.get(&format!("/staff/cases/{number}")).ok().says("This signature is held");
    let revision = page.between("name=\"revision\" value=\"", "\"");
    colleague.post(&format!("/staff/cases/{number}/{button}"), &[("revision", &revision)])
}

fn a_blocked_signer_reads_what_everybody_reads_and_is_let_through(app: &TestApp) {
    app.publish_call();
    let asta = app.admin();
    add_rule(&asta, "block", "network", "192.0.2.0/24");
    let (suzie, page) = sends(app, FROM, &[]);
    page.says(EMAIL).says("within 14 days");
    assert_eq!(held(app, 1), Some(Hold::Blocked));
    assert!(app.mails().is_empty(), "{:?}", app.mails());
    // Nor does asking for the mail once more give it away, or send one.
    suzie.send("/sign/sent", &[("email", EMAIL)]).ok().says("One more step");
    app.anonymous().from("198.51.100.1").send("/sign/link", &[("email", EMAIL)]).ok();
    assert!(app.mails().is_empty(), "{:?}", app.mails());

    let (number, bodil) = (case_of(app, 1).number, app.moderator());
    bodil.get("/staff/cases").ok().says(NAME).says("Held");
    let page = bodil.get(&format!("/staff/cases/{number}")).ok().says("Is not to be named");
    let page = page.says("A rule blocks it").says("192.0.2.0/24").says("A flood in October.").says(FROM);
    page.lacks("Control of the domain").lacks("Other names and numbers");
    for other in ["domain", "names"] {
        assert_eq!(bodil.get(&format!("/staff/cases/{number}/{other}")).status, 409, "{other}");
    }
    let refused = bodil.post(&format!("/staff/cases/{number}/domain"), &[]);
    assert_eq!(refused.status, 409);
    assert!(refused.body.contains(&format!("href=\"/staff/cases/{number}\"")), "{}", refused.body);
    assert!(app.mails().is_empty(), "{:?}", app.mails());
    assert_eq!(
        app.viewer().post(&format!("/staff/cases/{number}/let-through"), &[("revision", "1")]).status,
        403
    );
    assert_eq!(bodil.post(&format!("/staff/cases/{number}/let-through"), &[("revision", "7")]).status, 409);
    assert_eq!(press(&bodil, number, "let-through").status, 303);
    bodil.get(&format!("/staff/cases/{number}")).ok().says("let through");
    assert_eq!((held(app, 1), app.mails().len()), (None, 1));
    let case = case_of(app, 1);
    assert_eq!((case.state, case.outcome), (CaseState::Closed, Some(CaseOutcome::LetThrough)));
    let lines = app.read(move |db| store::audit::of_subject(db, "case", case.id.0));
    assert!(lines.iter().any(|line| line.act == "hold.let_through"));
    assert_eq!(bodil.post(&format!("/staff/cases/{number}/turn-away"), &[("revision", "2")]).status, 409);

    app.anonymous().post(&confirm_link(app, EMAIL), &[]).ok();
    assert_eq!(endorsement(app, 1).state, EndorsementState::InReview);
    assert_ne!(case_of(app, 1).number, number, "it is in the queue as every signature is");
}

fn a_fake_that_is_turned_away_is_known_when_it_comes_again(app: &TestApp) {
    app.publish_call();
    let asta = app.admin();
    add_rule(&asta, "block", "domain", "*.example");
    sends(app, FROM, &[]);
    let (first, bodil) = (case_of(app, 1).number, app.moderator());
    assert_eq!(press(&bodil, first, "turn-away").status, 303);
    assert_eq!(endorsement(app, 1).state, EndorsementState::Expired);
    assert!(app.mails().is_empty(), "nobody hears of it");
    let rows = app.rows();
    assert!(
        rows["arrivals"].is_empty() && rows["representatives"].iter().all(|row| !row.contains("havnevagt"))
    );
    assert!(
        rows["organisations"].iter().all(|row| !row.contains("Havnevagt")),
        "{:?}",
        rows["organisations"]
    );
    let rule = app.read(|db| store::rule::live(db, tilsagn::domain::Moment::from_millis(0)))[0].id;
    asta.send(&format!("/staff/limits/rules/{rule}/remove"), &[]).ok().says("The rule is gone");

    // By its name, with another mailbox and another website.
    let other = [
        ("email", "bo@andet.example"),
        ("website", "https://andet.example"),
        ("name", "FORENINGEN  Havnevagt"),
    ];
    sends(app, "198.51.100.1", &other);
    assert_eq!(held(app, 2), Some(Hold::Returning));
    let page = bodil.get(&format!("/staff/cases/{}", case_of(app, 2).number)).ok();
    let page = page.says("It looks like one that was removed").says(&format!("Case {first}"));
    page.says("Turned away as a fake").lacks("Expired");
    // By its mailbox, under another name.
    sends(app, "198.51.100.2", &[("name", "Nyt Navn"), ("website", "https://nyt.example")]);
    assert_eq!(held(app, 3), Some(Hold::Returning));
    // Somebody else is not.
    sends_as(app, "198.51.100.3", 0);
    assert_eq!(held(app, 4), None);

    app.clock.advance(Duration::days(366));
    app.block_on(worker::erasure::erase_once(&app.app)).unwrap();
    assert!(app.rows()["removals"].is_empty(), "it is not kept for good");
}

fn a_declined_fake_is_known_by_where_its_mailbox_is(app: &TestApp) {
    reasons(app);
    sends(app, FROM, &[("name", "Junk Forening"), ("email", "a@junk.example"), ("website", "")]);
    app.anonymous().post(&confirm_link(app, "a@junk.example"), &[]).ok();
    let (first, bodil) = (case_of(app, 1).number, app.moderator());
    decide(&bodil, first, &Choice::decline(""));
    sends(app, FROM, &[("name", "Andet Navn"), ("email", "b@post.junk.example"), ("website", "")]);
    assert_eq!(held(app, 2), Some(Hold::Returning));
    let page = bodil.get(&format!("/staff/cases/{}", case_of(app, 2).number)).ok();
    page.says("It looks like one that was removed").says(&format!("Case {first}"));
    app.clock.advance(Duration::days(200));
    app.block_on(worker::erasure::erase_once(&app.app)).unwrap();
    sends(app, FROM, &[("name", "Tredje Navn"), ("email", "c@junk.example"), ("website", "")]);
    assert_eq!(held(app, 3), Some(Hold::Returning), "also once it is erased");
}

fn one_that_looks_like_a_revoked_signatory_is_shown_with_its_past(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given { state: EndorsementState::Revoked, ..Given::default() });
    let past = app.read(move |db| store::case::of_organisation(db, given.organisation))[0].number;
    // On the same website, under another name.
    sends(app, FROM, &[("website", "https://www.skovbrynet.example/om")]);
    let seen = app.read(|db| store::endorsement::of_organisation(db, OrganisationId(2)));
    assert_eq!(held(app, seen.id.0), Some(Hold::Returning));
    let bodil = app.moderator();
    let page = bodil.get(&format!("/staff/cases/{}", case_of(app, 2).number)).ok();
    page.says("Skovbrynet Folkeforening").says(&format!("Case {past}")).says("Let it through");
}

fn one_who_must_not_be_named_is_no_reason_that_a_stranger_could_notice(app: &TestApp) {
    reasons(app);
    app.signatory(Given { state: EndorsementState::Suspended, ..Given::default() });
    app.sql("UPDATE endorsements SET visibility = 'protected'");
    // Their name, their website and a mailbox of one's own: the mail comes as it does for everybody.
    let alike = [("name", "Skovbrynet Folkeforening"), ("website", "https://www.skovbrynet.example/om")];
    let (stranger, _) = sends(app, FROM, &alike);
    assert_eq!(held(app, 2), None);
    stranger.post(&confirm_link(app, EMAIL), &[]).ok();
    assert_eq!(endorsement(app, 2).state, EndorsementState::InReview);
    let path = format!("/staff/cases/{}", case_of(app, 2).number);
    app.moderator().get(&path).ok();
}

fn viewers_are_not_told_why_a_signature_is_held(app: &TestApp) {
    reasons(app);
    app.signatory(Given { state: EndorsementState::Revoked, ..Given::default() });
    sends(app, FROM, &[("website", "https://www.skovbrynet.example/om")]);
    assert_eq!(held(app, 2), Some(Hold::Returning));
    let path = format!("/staff/cases/{}", case_of(app, 2).number);
    app.moderator().get(&path).ok().says("It looks like one that was removed");
    let seen = app.viewer().get(&path).ok().says("Moderators and admins read why");
    assert!(!seen.text().contains("looks like one"), "{}", seen.text());
}

fn a_revoked_signatory_that_is_erased_is_known_when_it_comes_again(app: &TestApp) {
    app.publish_call();
    let given = app.signatory(Given { state: EndorsementState::Revoked, ..Given::default() });
    app.block_on(app.app.act(tilsagn::app::act::Origin::system(), move |act| {
        let organisation = store::organisation::find(act.db, given.organisation)?;
        let seen = store::endorsement::find(act.db, given.endorsement)?;
        let case = store::case::of_organisation(act.db, given.organisation)?[0].clone();
        tilsagn::app::erasure::signatory(act, &organisation, &seen, &case)?;
        act.audit(PLACED, tilsagn::app::act::Subject("case", Some(case.id.0)), serde_json::json!({}))
    }))
    .unwrap();
    sends(app, FROM, &[("name", "Skovbrynet Folkeforening A/S")]);
    assert_eq!(held(app, 2), Some(Hold::Returning));
}

fn who_was_declined_as_a_duplicate_comes_again_freely(app: &TestApp) {
    reasons(app);
    for (number, id, reason) in [(0, 1_i64, "duplicate"), (1, 2, "not_real")] {
        sends_as(app, FROM, number);
        let (_, email, _) = as_one(number);
        app.anonymous().post(&confirm_link(app, &email), &[]).ok();
        app.write(move |db, now| {
            let seen = store::endorsement::find(db, EndorsementId(id))?;
            store::endorsement::apply(db, &seen, tilsagn::domain::endorsement::Act::Decline, now)?;
            store::endorsement::set_reason(db, seen.id, Some(reason))
        });
    }
    sends_as(app, FROM, 0);
    assert_eq!(held(app, 3), None);
    sends_as(app, FROM, 1);
    assert_eq!(held(app, 4), Some(Hold::Returning));
}

fn a_held_signature_that_nobody_looks_at_runs_out_in_silence(app: &TestApp) {
    app.publish_call();
    add_rule(&app.admin(), "block", "mailbox", EMAIL);
    sends(app, FROM, &[]);
    let sealed = app.rows()["rules"].join("\n");
    assert!(!sealed.contains("suzie") && !sealed.contains("havnevagt"), "{sealed}");
    app.clock.advance(Duration::days(15));
    app.block_on(delay::tell(&app.app)).unwrap();
    assert!(app.mails().is_empty(), "the ministry is late, and still nobody is written to");
    app.clock.advance(Duration::days(16));
    app.block_on(worker::erasure::erase_once(&app.app)).unwrap();
    assert_eq!(endorsement(app, 1).state, EndorsementState::Expired);
    assert_eq!(case_of(app, 1).outcome, Some(CaseOutcome::Expired));
    assert!(app.mails().is_empty() && app.rows()["arrivals"].is_empty());
}

fn moderators_hear_in_time_of_what_is_held(app: &TestApp) {
    app.publish_call();
    let (asta, bodil) = (app.admin(), app.moderator());
    add_rule(&asta, "block", "mailbox", EMAIL);
    sends(app, FROM, &[]);
    let told = || {
        app.block_on(alarm::look(&app.app)).unwrap();
        let mails = app.mails().into_iter();
        let held = mails.filter(|mail| matches!(mail.letter, Letter::HeldRunOut { count: 1, .. }));
        held.map(|mail| mail.to).collect::<Vec<_>>()
    };
    app.clock.advance(Duration::days(22));
    assert!(told().is_empty(), "there is time");
    app.clock.advance(Duration::days(2));
    assert_eq!((told(), told()), (vec![bodil.email.clone()], vec![bodil.email.clone()]), "once a day");
    let Letter::HeldRunOut { link, .. } = app.mail_to(&bodil.email) else { panic!() };
    bodil.signs_in(app);
    bodil.get(&link).ok().says("1 case").says("Held");
    app.clock.advance(Duration::days(1));
    assert_eq!(told().len(), 2, "and again tomorrow");
}

fn who_signs_over_the_limit_waits_for_staff(app: &TestApp) {
    app.publish_call();
    sends_as(app, FROM, 0);
    let late = sends_as(app, FROM, 1);
    assert_eq!((held(app, 1), held(app, 2)), (None, Some(Hold::Network)));
    assert_eq!(app.mails().len(), 1);
    late.get("/sign/sent").ok().says("suzie@forening1.example");
    // From elsewhere, or a minute later, nobody waits; what was held counts against nobody.
    sends_as(app, "192.0.2.8", 2);
    app.clock.advance(Duration::seconds(60));
    sends_as(app, FROM, 3);
    assert_eq!((held(app, 3), held(app, 4)), (None, None));
    // In IPv6, one host is a /64.
    sends_as(app, "2001:db8:1:2::3", 4);
    sends_as(app, "2001:db8:1:2:ffff::4", 5);
    assert_eq!((held(app, 5), held(app, 6)), (None, Some(Hold::Network)));
    // An admin lets the hall pass.
    let asta = app.admin();
    add_rule(&asta, "allow", "network", "2001:db8:1:2::/64");
    sends_as(app, "2001:db8:1:2:ffff::5", 6);
    assert_eq!(held(app, 7), None);
}

fn mailboxes_of_one_domain_are_counted_and_free_ones_are_not(app: &TestApp) {
    app.publish_call();
    let domains =
        ["post.havn.example", "havn.example", "gmail.com", "gmail.com", "yopmail.com", "yopmail.com"];
    for (number, domain) in domains.into_iter().enumerate() {
        let (name, _, website) = as_one(number);
        let (email, from) = (format!("s{number}@{domain}"), format!("198.51.100.{number}"));
        sends(app, &from, &[("name", &name), ("email", &email), ("website", &website)]);
    }
    let found: Vec<_> = (1..=6).map(|id| held(app, id)).collect();
    assert_eq!(found, [None, Some(Hold::Domain), None, None, None, Some(Hold::Domain)]);
}

fn staff_suspend_from_a_report_in_two_clicks(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given::default());
    let report = [("text", "This is not them."), ("email", "")];
    app.anonymous().post(&format!("/signatories/{}/report", given.slug), &report);
    let bodil = app.moderator();
    let number = app.read(move |db| store::case::of_organisation(db, given.organisation))[0].number;
    let page =
        bodil.get(&format!("/staff/cases/{number}")).ok().says("This is not them.").says("Suspend now");
    // The first click sends what stands in the button's form, and leads to the page that shows the mail.
    let hidden = |name: &str| page.between(&format!("name=\"{name}\" value=\""), "\"");
    let (reason, write) = (hidden("reason_suspend"), hidden("write"));
    let fields = [("decision", "suspend"), ("reason_suspend", reason.as_str()), ("write", write.as_str())];
    let shown = bodil.post(&format!("/staff/cases/{number}/decision"), &fields).ok();
    // The second confirms it.
    let done = crate::support::desk::send_preview(&bodil, number, &shown);
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Suspended);
    decide(&bodil, number, &Choice::plain("restore"));
}

fn admins_are_told_once_of_what_piles_up(app: &TestApp) {
    app.publish_call();
    let (asta, bodil) = (app.admin(), app.moderator());
    set_limits(&asta, Limit::NetworkAlarm, 3);
    for number in 0..2 {
        sends_as(app, FROM, number);
    }
    assert_eq!(app.block_on(alarm::look(&app.app)).unwrap(), 0);
    sends_as(app, FROM, 2);
    assert_eq!(app.block_on(alarm::look(&app.app)).unwrap(), 1);
    assert_eq!(app.block_on(alarm::look(&app.app)).unwrap(), 0, "once a day");
    let Letter::SignaturesPileUp { count: 3, link, .. } = app.mail_to("asta@ministry.example") else {
        panic!()
    };
    assert!(app.mails().iter().all(|mail| mail.to != "bodil@ministry.example"), "admins alone");
    asta.get(&link).ok().says(FROM).says("3 signatures in the last 60 minutes");
    bodil.get("/staff/limits").ok().says(FROM);
    app.clock.advance(Duration::days(1));
    assert_eq!(app.block_on(alarm::look(&app.app)).unwrap(), 0, "nothing piles up any more");
}
