//! Those who act for an organisation press a button about each other, or about a commitment, twice: they are led where they were
//! led, and nothing happens again.

use chrono::Duration;
use tilsagn::app::letter::Letter;
use tilsagn::domain::case::CaseKind;
use tilsagn::domain::limits;
use tilsagn::store;

use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, reasons};
use crate::support::fixtures::Given;
use crate::support::visitor::Visitor;
use crate::suzie_comes_back::{PROMISE, SUZIE, cases, enter};
use crate::suzie_invites::{PALLE, PEOPLE, handle, invite};

stories!(
    an_invitation_is_called_back_twice,
    an_invitation_is_sent_again_twice_at_once,
    a_colleague_is_taken_off_twice,
    suzie_leaves_twice,
    a_question_about_a_commitment_is_answered_twice,
);

const BO: &str = "bo@skovbrynet.example";

/// Presses, and once more from the page that was kept: both lead to the same page.
#[track_caller]
fn twice(by: &Visitor, path: &str, fields: &[(&str, &str)], leads: &str) {
    for press in ["first", "second"] {
        let answer = by.post(path, fields);
        assert_eq!(
            (answer.status, answer.location()),
            (303, Some(leads)),
            "{press} {path}: {}",
            answer.text()
        );
    }
}

fn two(app: &TestApp) -> (Visitor, Visitor) {
    app.signatory(Given { contacts: &[SUZIE, BO], ..Given::default() });
    (enter(app, SUZIE), enter(app, BO))
}

fn an_invitation_is_called_back_twice(app: &TestApp) {
    let (suzie, bo) = two(app);
    invite(app, &suzie, &[]);
    let named = handle(&suzie.get(PEOPLE), "again");
    let path = format!("{PEOPLE}/invited/{named}/call-back");
    twice(&suzie, &path, &[], "/account/people?done=called-back");
    let other = bo.post(&path, &[]).says("has been called back");
    assert_eq!(other.status, 409, "it was not he");
}

fn an_invitation_is_sent_again_twice_at_once(app: &TestApp) {
    let (suzie, _) = two(app);
    invite(app, &suzie, &[]);
    let named = handle(&suzie.get(PEOPLE), "again");
    let path = format!("{PEOPLE}/invited/{named}/again");
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| twice(&suzie, &path, &[], "/account/people?done=sent-again"));
        }
    });
    let mails = || app.mails().iter().filter(|mail| matches!(mail.letter, Letter::Invitation { .. })).count();
    assert_eq!(mails(), 2, "the invitation, and once more");
    let Letter::Invitation { link, .. } = app.mail_to(PALLE) else { panic!("no invitation") };
    app.anonymous().get(&link).ok();
    app.clock.advance(Duration::seconds(limits::INVITED_AGAIN_SECONDS + 1));
    suzie.send(&path, &[]).ok();
    assert_eq!(mails(), 3, "no second click any more");
}

fn a_colleague_is_taken_off_twice(app: &TestApp) {
    let (suzie, bo) = two(app);
    let path = format!("{PEOPLE}/{}/take-off", handle(&suzie.get(PEOPLE), "take-off"));
    twice(&suzie, &path, &[("sure", "yes")], "/account/people?done=taken-off");
    assert_eq!(bo.get("/account").location(), Some("/account/sign-in"));
}

fn suzie_leaves_twice(app: &TestApp) {
    let (suzie, bo) = two(app);
    let press = || suzie.post("/account/people/leave", &[("sure", "yes")]).ok().says("You no longer act");
    assert_eq!(press().text(), press().text());
    assert_eq!(suzie.get("/account").location(), Some("/account/sign-in"), "she is signed out");
    assert_eq!(bo.post("/account/people/leave", &[("sure", "yes")]).status, 409, "somebody stays");
    let stranger = app.anonymous().post("/account/people/leave", &[("sure", "yes")]);
    assert_eq!(stranger.says("Nothing was saved or changed").status, 401);
}

fn a_question_about_a_commitment_is_answered_twice(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    let whole = [&PROMISE[..], &[("amount", "1500"), ("currency", "DKK"), ("stage", "announced")]].concat();
    suzie.send("/account/commitments/new", &whole).ok();
    let bodil = app.moderator();
    let ask = |words| decide(&bodil, cases(app, &given, CaseKind::Commitment)[0].number, &Choice::ask(words));
    ask("Which lamps?");
    let id = given.organisation;
    let lamps = app.read(move |db| store::commitment::of_organisation(db, id)).remove(0);
    let path = format!("/account/commitments/{}/change", lamps.public_id);
    let seen = suzie.get(&path).ok().between("name=\"seen\" value=\"", "\"");
    let answer = [&whole[..], &[("reply", "Red ones."), ("seen", &seen)]].concat();
    twice(&suzie, &path, &answer, "/account?done=answered");
    assert_eq!(app.times(("commitment", lamps.id.0), "commitment.changed"), 1);
    let other = [&whole[..], &[("reply", "Blue ones."), ("seen", &seen)]].concat();
    assert_eq!(suzie.post(&path, &other).status, 409, "that was not sent");
}
