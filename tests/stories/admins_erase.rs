//! Two admins erase a signatory that was in the register: nothing of it is left, and everything that was proved holds.

use chrono::Duration;
use serde_json::json;
use tilsagn::app::letter::{Envelope, Letter};
use tilsagn::domain::case::CaseState;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::ids::OrganisationId;
use tilsagn::store;
use tilsagn::worker;

use crate::nadia_stays_unnamed::{
    EMAIL, PROTECTED, PUBLIC, account, bytes_that_tell, kinds, nobody_reads_of_it, published,
    tables_that_tell,
};
use crate::staff_administer::{change_roles, give_roles};
use crate::staff_second::{approve, approve_as_shown_to};
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, confirm, decide, number_of, reasons};
use crate::support::fixtures::{Given, Signatory};
use crate::support::rows;
use crate::support::staff::Colleague;
use crate::support::visitor::Page;
use crate::suzie_comes_back::enter;

stories!(
    a_signatory_is_erased_by_two_admins,
    whatever_became_of_a_signatory_it_can_be_erased,
    a_signatory_that_hides_is_erased_without_a_trace,
    nobody_learns_that_one_who_was_never_named_is_erased,
    the_other_admin_sends_it_back,
    who_is_no_admin_any_more_is_no_first_of_an_erasure,
    what_never_was_public_is_not_erased_this_way,
);

fn marked() -> Given {
    Given {
        name: "Foreningen Mrkname",
        website: "https://www.mrkwebsite.example/",
        description: "We look after the mrkdescription.",
        statement: "The mrkstatement is ours.",
        contacts: &["suzie@mrkmail.example"],
        commitments: &["A fund for mrktitle", "Lamps for mrklamps"],
        ..Given::default()
    }
}

const FIELDS: [(&str, &str); 3] = [
    ("reason_erase", "request"),
    ("note", "They wrote to us, mrknote."),
    ("message", "As you asked, mrkmessage."),
];

/// What an admin sees before it is proposed.
fn look(admin: &Colleague, from: i64) -> Page {
    admin.post(&format!("/staff/cases/{from}/erasure"), &FIELDS)
}

/// Proposes it; gives the number of the Case.
pub fn propose(admin: &Colleague, from: i64) -> i64 {
    let page = look(admin, from).ok();
    let answer = confirm(admin, &format!("/staff/cases/{from}/erasure"), &page);
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.location().unwrap().rsplit('/').next().unwrap().parse().unwrap()
}

/// A colleague asks, somebody reports, somebody notes: words of everybody in every table.
fn talked_about(app: &TestApp, given: &Signatory) -> Colleague {
    let report = [("text", "I know mrkreport."), ("email", "anna@mrkreader.example")];
    app.anonymous().post(&format!("/signatories/{}/report", given.slug), &report).ok();
    let bodil = app.moderator();
    let id = given.organisation;
    let number = app.read(move |db| store::case::of_organisation(db, id))[0].number;
    bodil.send(&format!("/staff/cases/{number}/notes"), &[("text", "Is mrknote theirs?")]).ok();
    decide(&bodil, number, &Choice::suspend("The mrkquestion."));
    decide(&bodil, number, &Choice::plain("restore"));
    let suzie = app.anonymous();
    suzie.post("/account/sign-in", &[("email", given.email.as_str())]).ok();
    asked_and_invited(app, given);
    let named = app.rows()["organisations"].iter().any(|row| row.contains("Mrkname"));
    assert!(named, "there is something to forget");
    bodil
}

/// A colleague is invited, and somebody else asks to act.
fn asked_and_invited(app: &TestApp, given: &Signatory) {
    let invited = [("person", "Palle Mrkpalle"), ("email", "palle@mrkmail.example"), ("language", "en")];
    let suzie = enter(app, &given.email);
    suzie.send("/account/people/invite", &invited).ok();
    suzie.send("/account/people/me/mailbox", &[("mailbox", "suzie@mrkmoves.example")]).ok();
    let asked = [
        ("signatory", given.slug.as_str()),
        ("person", "Eva Mrkeva"),
        ("job_title", "Mrktitle"),
        ("email", "eva@mrkelsewhere.example"),
        ("authority", "own"),
        ("proof", "domain"),
        ("others", "left"),
    ];
    app.anonymous().post("/account/recover/ask", &asked).ok();
    let Letter::RecoveryConfirm { link, .. } = app.mail_to("eva@mrkelsewhere.example") else {
        panic!("no link")
    };
    app.anonymous().send(&link, &[]).ok();
}

#[track_caller]
fn nothing_is_left(app: &TestApp) {
    let rows = app.rows();
    for (table, rows) in &rows {
        let text = rows.join("\n").to_lowercase();
        assert!(!text.contains("mrk"), "{table}: {text}");
    }
    for table in [
        "drafts",
        "invitations",
        "assurances",
        "case_notes",
        "case_questions",
        "case_replies",
        "held_entries",
    ] {
        assert!(rows[table].is_empty(), "{table}: {:?}", rows[table]);
    }
    for kept in [
        "representatives WHERE length(sealed) > 0",
        "reports WHERE length(sealed) > 0",
        "recoveries WHERE length(sealed) > 0",
        "commitments WHERE sealed IS NOT NULL",
        "entries WHERE (salt IS NOT NULL OR body IS NOT NULL OR sealed IS NOT NULL)",
    ] {
        let erased = "organisation_id IN (SELECT id FROM organisations WHERE erased_at IS NOT NULL)";
        let query = format!("SELECT count(*) AS count FROM {kept} AND {erased}");
        assert_eq!(app.read(move |db| rows::count(db, &query)), 0, "{kept}");
    }
    let links = "SELECT count(*) AS count FROM links WHERE used_at IS NULL AND purpose <> 'staff_setup'";
    assert_eq!(app.read(move |db| rows::count(db, links)), 0, "a link still opens something");
    let sealed = "SELECT count(*) AS count FROM organisations WHERE sealed IS NOT NULL";
    assert_eq!(app.read(move |db| rows::count(db, sealed)), 0);
}

/// Mails that are left for anybody but colleagues.
fn left_for_others(app: &TestApp) -> Vec<Envelope> {
    app.mails().into_iter().filter(|mail| !mail.to.ends_with("@ministry.example")).collect()
}

/// The addresses of a signatory that was alone but for one, and of its commitment, say that it is gone; nothing else
/// says anything.
#[track_caller]
fn gone_from_the_public_side(app: &TestApp, address: &str, promise: &str) {
    let anyone = app.anonymous();
    for path in [address.to_owned(), format!("/da{address}"), format!("/commitments/{promise}")] {
        let gone = anyone.get(&path);
        assert_eq!(gone.status, 410, "{path}");
        assert!(!gone.body.contains("Mrk"), "{path}");
    }
    for path in [format!("/api/v1{address}"), format!("/api/v1/commitments/{promise}")] {
        let gone = anyone.get(&path);
        assert_eq!(gone.status, 410, "{path}");
        assert!(gone.body.contains("#problem-gone"), "{}", gone.body);
    }
    // The day of all that is over then.
    app.clock.advance(Duration::days(1));
    app.settle();
    for path in [
        "/",
        "/signatories",
        "/commitments",
        "/data/signatories.csv",
        "/data/commitments.csv",
        "/data/entries.ndjson",
        "/sitemap.xml",
        "/api/v1/signatories",
        "/signatories?as_of=2026-11-24",
        "/commitments?as_of=2026-11-24",
        "/api/v1/signatories?as_of=2026-11-24",
    ] {
        let body = anyone.get(path).ok().body.to_lowercase();
        assert!(!body.contains("mrk"), "{path}");
    }
    assert!(anyone.get("/api/v1/signatories").ok().body.contains("\"total\":1"), "it counts no more");
    assert_eq!(anyone.get("/signatories/never").status, 404);
}

/// What the audit trail tells of an act in a Case.
fn audit_line(app: &TestApp, number: i64, act: &str) -> serde_json::Value {
    let lines = app.read(move |db| {
        let case = store::case::by_number(db, number)?;
        store::audit::of_subject(db, "case", case.id.0)
    });
    lines.into_iter().find(|line| line.act == act).expect(act).detail
}

fn a_signatory_is_erased_by_two_admins(app: &TestApp) {
    reasons(app);
    let other = app.signatory(Given::default());
    let given = app.signatory(marked());
    let bodil = talked_about(app, &given);
    let id = given.organisation;
    let promise = app.read(move |db| store::commitment::of_organisation(db, id)).remove(0).public_id;
    let from = number_of(app, &given);
    let (asta, aksel) = (app.admin(), app.second_admin());
    asta.get(&format!("/staff/cases/{from}")).ok().says("Erase this signatory");
    let form = format!("/staff/cases/{from}/erasure");
    assert_eq!(bodil.get(&form).status, 403);
    asta.get(&form).ok().says("It cannot be undone");
    asta.get(&format!("/da{form}")).ok().says("Det kan ikke gøres om");
    assert_eq!(asta.post(&form, &[]).status, 422);
    look(&asta, from).ok().says("This mail goes out").says("the last mail that we can send you");
    let number = propose(&asta, from);
    assert_eq!(propose(&asta, from), number, "pressed twice, it is asked for once");
    let page = asta.get(&format!("/staff/cases/{number}")).ok().says("You made this decision");
    page.says("They wrote to us, mrknote.").says("asked for it");
    let told = app.mails().into_iter().filter(|mail| matches!(mail.letter, Letter::SecondNeeded { .. }));
    assert_eq!(told.map(|mail| mail.to).collect::<Vec<_>>(), std::slice::from_ref(&aksel.email));
    let revision = app.read(move |db| store::case::by_number(db, number)).revision.to_string();
    let own = [("approve", "yes"), ("revision", revision.as_str()), ("shown", "")];
    assert_eq!(asta.post(&format!("/staff/cases/{number}/second"), &own).status, 403, "the same person");
    assert_eq!(approve(&bodil, number).status, 403, "no admin");
    let nanna = app.newcomer("admin", "Nanna Nyling");
    nanna.confirms_identity(app);
    assert_eq!(approve_as_shown_to(&aksel, &nanna, number).status, 403, "a newcomer");
    let address = format!("/signatories/{}", given.slug);
    app.anonymous().get(&address).ok().says("Mrkname");
    assert_eq!(approve(&aksel, number).status, 303);
    assert_eq!(app.anonymous().get(&address).status, 410, "when it is answered, it is gone");
    app.settle();

    gone_from_the_public_side(app, &address, &promise);
    assert_eq!(app.anonymous().get(&format!("/signatories/{}", other.slug)).status, 200);
    let [Envelope { letter: Letter::Erased { message, .. }, .. }] = &left_for_others(app)[..] else {
        panic!("{:#?}", left_for_others(app))
    };
    assert_eq!(message, "As you asked, mrkmessage.");
    // The last mail has gone.
    app.write(|db, _| store::outbox::forget_unsent(db, ""));
    nothing_is_left(app);

    let report = app.verify().good();
    let entries = app.read(move |db| store::entry::of_organisation(db, id));
    let numbers: Vec<i64> = entries.iter().filter_map(|entry| entry.number).collect();
    assert_eq!(numbers.len(), 3, "published, suspended, restored");
    assert_eq!(report["erased"], json!(numbers));
    assert_eq!(kinds(app).last().map(String::as_str), Some("entry.erased"));

    let erased = audit_line(app, number, "case.erased");
    assert_eq!((&erased["first"], &erased["second"]), (&json!(asta.id.0), &json!(aksel.id.0)));
    assert_eq!(erased["reason"], "request");
    // A day has passed since.
    aksel.signs_in(app);
    for number in [number, from] {
        aksel
            .get(&format!("/staff/cases/{number}"))
            .ok()
            .says("Everything about this organisation was erased");
    }
    aksel.get("/staff/cases?state=closed").ok().says("Erased");
    assert_eq!(aksel.get(&format!("/staff/cases/{number}/erasure")).status, 409, "once is enough");
}

fn whatever_became_of_a_signatory_it_can_be_erased(app: &TestApp) {
    let (asta, aksel) = (app.admin(), app.second_admin());
    for (state, name) in [
        (EndorsementState::Suspended, "Mrk Et"),
        (EndorsementState::Withdrawn, "Mrk To"),
        (EndorsementState::Revoked, "Mrk Tre"),
    ] {
        let given = app.signatory(Given { state, name, ..marked() });
        let address = format!("/signatories/{}", given.slug);
        app.anonymous().get(&address).ok().says(name);
        let number = propose(&asta, number_of(app, &given));
        assert_eq!(approve(&aksel, number).status, 303, "{state}");
        app.settle();
        assert_eq!(app.anonymous().get(&address).status, 410, "{state}");
        assert_eq!(app.state_of(given.endorsement), state, "what became of it stays");
    }
    app.write(|db, _| store::outbox::forget_unsent(db, ""));
    nothing_is_left(app);
    app.verify().good();
}

/// Looks at who it is, proposes; the other looks and lets it happen.
pub fn erased(app: &TestApp, from: i64) {
    let (asta, aksel) = (app.admin(), app.second_admin());
    assert_eq!(look(&asta, from).status, 403, "not before a look");
    asta.post(&format!("/staff/cases/{from}/identity"), &[]);
    let number = propose(&asta, from);
    assert_ne!(approve(&aksel, number).status, 303, "not before a look");
    aksel.post(&format!("/staff/cases/{number}/identity"), &[]);
    assert_eq!(approve(&aksel, number).status, 303);
    app.settle();
}

fn a_signatory_that_hides_is_erased_without_a_trace(app: &TestApp) {
    let (from, _) = published(app, PUBLIC);
    account(app).send("/account/visibility", PROTECTED).ok();
    app.settle();
    let hidden = app.anonymous().get("/signatories/hemmelighuset-zxqvy");
    let withheld = app.verify().good()["withheld"].clone();
    erased(app, from);
    assert!(matches!(app.mail_to(EMAIL), Letter::Erased { organisation, .. } if organisation.is_empty()));
    nobody_reads_of_it(app);
    let now = app.anonymous().get("/signatories/hemmelighuset-zxqvy");
    assert_eq!((now.status, now.text()), (404, hidden.text()), "where it was stays what it was");
    assert_eq!(tables_that_tell(app), [""; 0]);
    assert_eq!(bytes_that_tell(app), [""; 0]);
    let report = app.verify().good();
    assert_eq!((&report["erased"], &report["withheld"]), (&withheld, &json!([])));
    app.write(|db, _| store::outbox::forget_unsent(db, ""));
    nothing_is_left(app);
}

fn nobody_learns_that_one_who_was_never_named_is_erased(app: &TestApp) {
    let weekly = || {
        app.block_on(worker::visibility::look_once(&app.app)).unwrap();
        app.settle();
    };
    weekly();
    let (from, _) = published(app, PROTECTED);
    app.clock.advance(Duration::days(7));
    weekly();
    assert_eq!(app.read(store::register_state::unnamed), 1);
    let before = kinds(app);
    erased(app, from);
    assert_eq!(kinds(app), before, "nothing is entered before the week is over");
    nobody_reads_of_it(app);
    assert_eq!(tables_that_tell(app), [""; 0]);
    app.clock.advance(Duration::days(7));
    weekly();
    assert_eq!(app.read(store::register_state::unnamed), 0);
    let entries = app.read(|db| store::entry::of_organisation(db, OrganisationId(1)));
    assert_eq!(entries.last().map(|entry| entry.kind.as_str()), Some("entry.erased"));
    assert!(entries.iter().all(|entry| entry.body.is_none() && entry.salt.is_none()));
    let report = app.verify().good();
    assert_eq!(report["erased"], json!([]), "nobody can tell which belong together");
    assert_eq!(report["without_body"].as_array().map(Vec::len), Some(entries.len()));
}

fn the_other_admin_sends_it_back(app: &TestApp) {
    let given = app.signatory(marked());
    let (asta, aksel) = (app.admin(), app.second_admin());
    let number = propose(&asta, number_of(app, &given));
    let revision = || app.read(move |db| store::case::by_number(db, number)).revision.to_string();
    let path = format!("/staff/cases/{number}/second");
    aksel.send(&path, &[("revision", &revision()), ("back", "Revoking is enough.")]).ok();
    let case = app.read(move |db| store::case::by_number(db, number));
    assert_eq!(case.state, CaseState::Open);
    app.anonymous().get(&format!("/signatories/{}", given.slug)).ok().says("Mrkname");
    assert!(left_for_others(app).is_empty());
    assert_eq!(propose(&asta, number), number, "in the same Case");
    assert_eq!(approve(&aksel, number).status, 303);
}

fn who_is_no_admin_any_more_is_no_first_of_an_erasure(app: &TestApp) {
    let given = app.signatory(Given::default());
    let (asta, aksel, tove) = (app.admin(), app.second_admin(), app.staff("admin", "Tove Tredje"));
    let number = propose(&asta, number_of(app, &given));
    assert_eq!(change_roles(&aksel, &asta, &["viewer"]).status, 303);
    let refused = approve(&aksel, number);
    assert_eq!(refused.says("may no longer decide").status, 409);
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Published);
    give_roles((&aksel, &tove), &asta, &["viewer", "admin"]);
    assert_eq!(approve(&aksel, number).status, 303);
}

fn what_never_was_public_is_not_erased_this_way(app: &TestApp) {
    let given = app.signatory(Given { state: EndorsementState::InReview, ..marked() });
    let number = number_of(app, &given);
    let asta = app.admin();
    assert!(!asta.get(&format!("/staff/cases/{number}")).ok().body.contains("Erase this signatory"));
    assert_eq!(asta.get(&format!("/staff/cases/{number}/erasure")).status, 409);
    assert_eq!(look(&asta, number).status, 409);
}
