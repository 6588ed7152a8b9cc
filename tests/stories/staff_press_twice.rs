//! A button is pressed twice, as impatient people do: whoever did what stands is led to it, and nothing happens again.

use tilsagn::app::letter::Letter;
use tilsagn::domain::case::CaseState;
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

stories!(
    bodil_confirms_a_decision_twice,
    who_decided_otherwise_meanwhile_is_told,
    the_second_person_presses_twice,
    a_decision_is_sent_back_twice,
    the_same_roles_are_given_twice,
    settings_are_saved_twice,
    a_circular_is_written_twice,
    a_letter_is_entered_twice,
);

fn waiting() -> Given {
    Given { state: EndorsementState::InReview, ..Given::default() }
}

/// How often something was done to a Case.
fn times(app: &TestApp, number: i64, act: &str) -> usize {
    let CaseId(id) = app.read(move |db| store::case::by_number(db, number)).id;
    let lines = app.read(move |db| store::audit::of_subject(db, "case", id));
    lines.iter().filter(|line| line.act == act).count()
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
    assert_eq!((give(&asta, "editor"), give(&asta, "editor")), (303, 303));
    assert_eq!((give(&asta, "viewer"), give(&aksel, "editor")), (409, 409), "they are no longer as seen");
    let told = app.mails().into_iter().filter(|mail| mail.to == bodil.email);
    assert_eq!(told.count(), 1, "once");
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
        store::case::set_state(db, &seen, CaseState::Closed, Some("declined"), now)
    });
    assert_ne!(record(app, &bodil), number, "it can be entered again once its Case is closed");
}
