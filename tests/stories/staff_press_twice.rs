//! A button is pressed twice, as impatient people do: whoever did what stands is led to it, and nothing happens again.

use chrono::Duration;
use tilsagn::app::letter::{Envelope, Letter};
use tilsagn::domain::case::{CaseOutcome, CaseState};
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::ids::CaseId;
use tilsagn::store;

use crate::staff_second::record;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, number_of, preview, reasons, send_preview};
use crate::support::fixtures::Given;
use crate::support::rows;
use crate::support::staff::Colleague;
use crate::support::visitor::Page;

stories!(
    bodil_confirms_a_decision_twice,
    who_decided_otherwise_meanwhile_is_told,
    the_second_person_presses_twice,
    a_decision_is_sent_back_twice,
    the_same_roles_are_given_twice,
    roles_that_wait_are_proposed_and_given_twice,
    an_erasure_is_proposed_three_times_at_once,
    an_account_is_proposed_twice,
    an_account_is_reset_and_its_link_mailed_once,
    a_circular_is_sent_three_times_at_once,
    settings_are_saved_twice,
    a_circular_is_written_twice,
    a_letter_is_entered_twice,
    a_note_is_added_three_times_at_once,
);

fn waiting() -> Given {
    Given { state: EndorsementState::InReview, ..Given::default() }
}

/// How often something was done to a Case.
fn times(app: &TestApp, number: i64, act: &str) -> usize {
    let CaseId(id) = app.read(move |db| store::case::by_number(db, number)).id;
    app.times(("case", id), act)
}

fn bodil_confirms_a_decision_twice(app: &TestApp) {
    reasons(app);
    let bodil = app.moderator();
    let both =
        [("Skovbrynet", Choice::publish(), "case.published"), ("Engen", Choice::ask("Who?"), "case.asked")];
    for (name, choice, act) in both {
        let number = number_of(app, &app.signatory(Given { name, website: "", ..waiting() }));
        let page = preview(&bodil, number, &choice).ok();
        let first = send_preview(&bodil, number, &page);
        assert_eq!(first.status, 303, "{}", first.text());
        let mails = app.mails().len();
        let second = send_preview(&bodil, number, &page);
        assert_eq!((second.status, second.location()), (303, first.location()), "{act}");
        assert_eq!((times(app, number, act), app.mails().len()), (1, mails), "{act}");
        let case = app.read(move |db| store::case::by_number(db, number));
        assert_eq!(case.locked_by, None, "{act}: the second press takes nothing");
    }
}

fn who_decided_otherwise_meanwhile_is_told(app: &TestApp) {
    reasons(app);
    let (bodil, mogens) = (app.moderator(), app.second_moderator());
    let number = number_of(app, &app.signatory(waiting()));
    let one = preview(&bodil, number, &Choice::ask("Who signs?")).ok();
    let other = preview(&bodil, number, &Choice::ask("Since when?")).ok();
    assert_eq!(send_preview(&bodil, number, &one).status, 303);
    assert_eq!(send_preview(&bodil, number, &other).status, 409, "other words are another decision");
    assert_eq!(times(app, number, "case.asked"), 1);
    let release = [("move", "release")];
    bodil.post(&format!("/staff/cases/{number}/lock"), &release);
    assert_eq!(send_preview(&mogens, number, &one).status, 409, "it was not his");
}

/// The fields of the form by which a colleague approves.
fn approval(colleague: &Colleague, number: i64) -> [(&'static str, String); 3] {
    let page = colleague.get(&format!("/staff/cases/{number}")).ok();
    let hidden = |name: &str| page.between(&format!("name=\"{name}\" value=\""), "\"");
    [("approve", "yes".to_owned()), ("revision", hidden("revision")), ("shown", hidden("shown"))]
}

fn the_second_person_presses_twice(app: &TestApp) {
    let (bodil, mogens, asta) = (app.moderator(), app.second_moderator(), app.admin());
    let number = record(app, &bodil);
    decide(&bodil, number, &Choice::publish());
    let fields = approval(&mogens, number);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let press = |colleague: &Colleague| colleague.post(&format!("/staff/cases/{number}/second"), &fields);
    assert_eq!((press(&mogens).status, press(&mogens).status), (303, 303));
    assert_eq!(press(&asta).status, 409, "another was faster");
    assert_eq!(times(app, number, "case.published"), 1);
    let published = app.mails().into_iter().filter(|mail| matches!(mail.letter, Letter::Published { .. }));
    assert_eq!(published.count(), 1);
}

fn a_decision_is_sent_back_twice(app: &TestApp) {
    let (bodil, asta) = (app.moderator(), app.admin());
    let number = record(app, &bodil);
    decide(&bodil, number, &Choice::publish());
    let revision = app.read(move |db| store::case::by_number(db, number)).revision.to_string();
    let press = |why: &str| {
        asta.post(&format!("/staff/cases/{number}/second"), &[("revision", &revision), ("back", why)]).status
    };
    assert_eq!((press("The scan is unsigned."), press("The scan is unsigned.")), (303, 303));
    assert_eq!(press("It is the wrong letter."), 409);
    let case = app.read(move |db| store::case::by_number(db, number)).id;
    let notes = app.read(move |db| store::case::notes(db, case));
    assert_eq!(notes.iter().filter(|note| note.text == "The scan is unsigned.").count(), 1);
}

fn the_same_roles_are_given_twice(app: &TestApp) {
    let (asta, aksel, bodil) = (app.admin(), app.second_admin(), app.moderator());
    let path = format!("/staff/people/{}", bodil.id);
    let revision = asta.get(&path).ok().between("name=\"revision\" value=\"", "\"");
    let give = |admin: &Colleague, roles: &str| {
        admin.post(&format!("{path}/roles"), &[("roles", roles), ("revision", &revision)]).status
    };
    assert_eq!((give(&asta, "viewer"), give(&asta, "viewer")), (303, 303));
    assert_eq!((give(&asta, "editor"), give(&aksel, "viewer")), (409, 409), "they are no longer as seen");
    let told = app.mails().into_iter().filter(|mail| mail.to == bodil.email);
    assert_eq!(told.count(), 1, "once");
}

fn roles_that_wait_are_proposed_and_given_twice(app: &TestApp) {
    let (asta, aksel, bodil) = (app.admin(), app.second_admin(), app.moderator());
    let path = format!("/staff/people/{}", bodil.id);
    let press = |admin: &Colleague, form: &str, revision: &str| {
        let wanted = [("roles", "moderator"), ("roles", "editor"), ("revision", revision)];
        admin.post(&format!("{path}/{form}"), &wanted).status
    };
    let seen = || asta.get(&path).ok().between("name=\"revision\" value=\"", "\"");
    let first = seen();
    assert_eq!((press(&asta, "roles", &first), press(&asta, "roles", &first)), (303, 303));
    let asked = app.mails().into_iter().filter(|mail| matches!(mail.letter, Letter::AccountProposed { .. }));
    assert_eq!(asked.count(), 1, "once");
    let second = seen();
    let confirm = || press(&aksel, "roles/confirm", &second);
    assert_eq!((confirm(), confirm()), (303, 303));
    assert_eq!(press(&asta, "roles/call-off", &second), 409, "nothing waits");
    let told = app.mails().into_iter().filter(|mail| mail.to == bodil.email);
    assert_eq!(told.count(), 1, "once");
}

/// The answers to one button that is pressed three times at the same moment: status, and where each leads.
fn thrice(colleague: &Colleague, path: &str, fields: &[(&str, &str)]) -> Vec<(u16, String)> {
    let press = || {
        let answer = colleague.post(path, fields);
        (answer.status, answer.location().unwrap_or_default().to_owned())
    };
    std::thread::scope(|scope| {
        let tries: Vec<_> = (0..3).map(|_| scope.spawn(press)).collect();
        tries.into_iter().map(|one| one.join().unwrap()).collect()
    })
}

fn an_erasure_is_proposed_three_times_at_once(app: &TestApp) {
    let given = app.signatory(Given::default());
    let (asta, aksel) = (app.admin(), app.second_admin());
    let path = format!("/staff/cases/{}/erasure", number_of(app, &given));
    let confirm = |ground: &str, message: &str| {
        let typed = [("reason_erase", ground), ("note", "They wrote to us."), ("message", message)];
        let page = asta.post(&path, &typed).ok();
        let [revision, shown] =
            ["revision", "shown"].map(|name| page.between(&format!("name=\"{name}\" value=\""), "\""));
        let seen = [("revision", &*revision), ("shown", &*shown), ("confirm", "yes")];
        thrice(&asta, &path, &[&typed[..], &seen[..]].concat())
    };
    let answers = confirm("request", "As you asked.");
    assert!(answers.iter().all(|one| one.0 == 303 && *one == answers[0]), "{answers:?}");
    let again = confirm("request", "As you asked.");
    assert_eq!(again, answers, "and later");
    let waiting = || {
        let cases = app.read(move |db| store::case::of_organisation(db, given.organisation));
        cases.into_iter().filter_map(|case| case.proposal).collect::<Vec<_>>()
    };
    let told = || {
        let told = app.mails().into_iter().filter(|mail| matches!(mail.letter, Letter::SecondNeeded { .. }));
        told.map(|mail| mail.to).collect::<Vec<_>>()
    };
    let before = waiting();
    assert_eq!((before.len(), told()), (1, vec![aksel.email.clone()]));
    for (ground, message) in [("request", "Other words."), ("order", "As you asked.")] {
        let other = confirm(ground, message);
        assert!(other.iter().all(|one| one.0 == 409), "{ground}, {message}: {other:?}");
    }
    assert_eq!((waiting(), told().len()), (before, 1), "what waits is as it was");
}

fn an_account_is_proposed_twice(app: &TestApp) {
    let (asta, aksel) = (app.admin(), app.second_admin());
    let propose = |admin: &Colleague, name: &str| {
        let nina =
            [("email", "nina@ministry.example"), ("name", name), ("language", "da"), ("roles", "moderator")];
        let answer = admin.post("/staff/people", &nina);
        (answer.status, answer.location().map(str::to_owned))
    };
    let first = propose(&asta, "Nina Nymand");
    let mails = app.mails().len();
    assert_eq!((propose(&asta, "Nina Nymand"), first.0), (first.clone(), 303));
    assert_eq!((lines(app, "staff.proposed"), app.mails().len()), (1, mails));
    assert_eq!(propose(&asta, "Nina Nyborg").0, 422, "that is not what waits");
    assert_eq!(propose(&aksel, "Nina Nymand").0, 422, "it was not his");
}

fn an_account_is_reset_and_its_link_mailed_once(app: &TestApp) {
    let (asta, aksel, bodil) = (app.admin(), app.second_admin(), app.moderator());
    let links = || {
        let to_bodil = |mail: &Envelope| mail.to == bodil.email;
        let setup = |mail: &Envelope| matches!(mail.letter, Letter::StaffSetup { .. });
        app.mails().iter().filter(|mail| to_bodil(mail) && setup(mail)).count()
    };
    for (form, count) in [("reset", 1), ("link", 2)] {
        let path = format!("/staff/people/{}", bodil.id);
        let revision = asta.get(&path).ok().between("name=\"revision\" value=\"", "\"");
        let (path, fields) = (format!("{path}/{form}"), [("revision", &*revision)]);
        let answers = thrice(&asta, &path, &fields);
        assert!(answers.iter().all(|one| one.0 == 303 && *one == answers[0]), "{form}: {answers:?}");
        assert_eq!((asta.post(&path, &fields).status, links()), (303, count), "{form}");
        assert_eq!(aksel.post(&path, &fields).status, 409, "{form}: it is no longer as his page showed it");
        assert_eq!(links(), count, "{form}");
    }
    assert_eq!((aksel.on_account(bodil.id, "link").status, links()), (303, 3), "as his page shows it now");
}

fn a_circular_is_sent_three_times_at_once(app: &TestApp) {
    app.signatory(Given { contacts: &["suzie@skovbrynet.example"], ..Given::default() });
    let bodil = app.moderator();
    let path = bodil.post("/staff/circulars", &[("kind", "message")]).location().unwrap().to_owned();
    let hidden = |page: &Page, name: &str| page.between(&format!("name=\"{name}\" value=\""), "\"");
    let revision = hidden(&bodil.get(&path).ok(), "revision");
    let words = [
        ("title_en", "The autumn"),
        ("message_en", "Please tell us."),
        ("title_da", "Efteråret"),
        ("message_da", "Fortæl os det."),
        ("revision", &*revision),
    ];
    let page = bodil.send(&path, &words).ok();
    let (revision, shown) = (hidden(&page, "revision"), hidden(&page, "shown"));
    let answers = thrice(&bodil, &format!("{path}/send"), &[("revision", &revision), ("shown", &shown)]);
    let said =
        |what: &str| answers.iter().filter(|one| one.1 == format!("{path}?done=circular-{what}")).count();
    assert_eq!((said("begun"), said("before")), (1, 2), "{answers:?}");
    assert_eq!(app.times(("circular", 1), "circular.begun_to_send"), 1);
}

/// How many lines of the audit trail say that something was done.
fn lines(app: &TestApp, act: &str) -> i64 {
    let query = format!("SELECT count(*) AS count FROM audit_lines WHERE act = '{act}'");
    app.read(move |db| rows::count(db, &query))
}

fn settings_are_saved_twice(app: &TestApp) {
    app.publish_call();
    let asta = app.admin();
    for (path, field, act) in [
        ("/staff/settings", "ministry_name", "settings.changed"),
        ("/staff/words/declined", "subject_en", "words.changed"),
        ("/staff/switches/banner", "banner_en", "banner.changed"),
    ] {
        let page = asta.get(path.trim_end_matches("/banner")).ok();
        let seen = page.between("name=\"seen\" value=\"", "\"");
        let save = |typed: &str| asta.post(path, &[("save", "yes"), ("seen", seen.as_str()), (field, typed)]);
        let (first, second) = (save("What Asta says"), save("What Asta says"));
        assert_eq!((first.status, second.status), (303, 303), "{path}: {}", second.text());
        assert_eq!(second.location(), first.location(), "{path}");
        assert_eq!(lines(app, act), 1, "{act}");
        assert_eq!(save("What nobody saw").status, 422, "{path}: other values are another wish");
    }
    let throw = || asta.post("/staff/switches", &[("switch", "signing_stopped"), ("to", "on")]).status;
    assert_eq!((throw(), throw()), (303, 303));
    assert_eq!(lines(app, "switch.thrown"), 1);
}

fn a_circular_is_written_twice(app: &TestApp) {
    let bodil = app.moderator();
    let begun = bodil.post("/staff/circulars", &[("kind", "message")]);
    let path = begun.location().unwrap();
    let revision = bodil.get(path).ok().between("name=\"revision\" value=\"", "\"");
    let write = |title: &str| {
        let texts =
            [("title_en", title), ("message_en", "Hello."), ("title_da", title), ("message_da", "Hej.")];
        bodil.post(path, &[&texts[..], &[("category", "media"), ("revision", revision.as_str())]].concat())
    };
    let (first, second) = (write("Autumn"), write("Autumn"));
    assert_eq!((first.status, second.status), (303, 303), "{}", second.text());
    assert_eq!(second.location(), first.location());
    assert_eq!(lines(app, "circular.written"), 1);
    assert_eq!(write("Winter").status, 422, "other words than were seen");
}

fn a_letter_is_entered_twice(app: &TestApp) {
    let (bodil, mogens) = (app.moderator(), app.second_moderator());
    let number = record(app, &bodil);
    assert_eq!((record(app, &bodil), record(app, &mogens)), (number, number));
    assert_eq!(lines(app, "letter.recorded"), 1);
    app.write(move |db, now| {
        let seen = store::case::by_number(db, number)?;
        store::case::set_state(db, &seen, CaseState::Closed, Some(CaseOutcome::Declined), now)
    });
    assert_ne!(record(app, &bodil), number, "it can be entered again once its Case is closed");
}

fn a_note_is_added_three_times_at_once(app: &TestApp) {
    let (bodil, mogens) = (app.moderator(), app.second_moderator());
    let number = number_of(app, &app.signatory(waiting()));
    let path = format!("/staff/cases/{number}/notes");
    let called = [("text", "I called them.")];
    assert!(thrice(&bodil, &path, &called).iter().all(|one| one.0 == 303));
    let notes = || {
        let case = app.read(move |db| store::case::by_number(db, number)).id;
        app.read(move |db| store::case::notes(db, case)).len()
    };
    assert_eq!((notes(), times(app, number, "case.noted")), (1, 1));
    bodil.send(&path, &[("text", "I called them once more.")]).ok();
    mogens.send(&path, &called).ok();
    assert_eq!(notes(), 3, "other words, another colleague");
    app.clock.advance(Duration::hours(1));
    bodil.signs_in(app);
    bodil.send(&path, &called).ok();
    assert_eq!(notes(), 4, "and another call");
}
