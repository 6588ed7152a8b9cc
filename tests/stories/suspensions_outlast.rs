//! A suspension is the ministry's to end: no withdrawal, and no withdrawal that is taken back, ends it. And what a signatory sent
//! in is published only while it is in the register.

use chrono::Duration;
use tilsagn::app::letter::Letter;
use tilsagn::domain::case::{CaseKind, CaseOutcome, CaseState};
use tilsagn::domain::commitment::StoredState;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::store;

use crate::nadia_stays_unnamed::{Lacks, PROTECTED};
use crate::operator_takes_over_unnamed::taken_over;
use crate::staff_look_into::look_into;
use crate::staff_second::approve;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, number_of, preview, reasons};
use crate::support::fixtures::{Given, Signatory};
use crate::support::staff::Colleague;
use crate::suzie_comes_back::{PROMISE, SUZIE, cases, enter, entry};

stories!(
    a_withdrawal_that_is_taken_back_leads_back_into_the_suspension,
    a_suspension_ends_under_a_withdrawal_that_stands,
    who_withdrew_while_suspended_is_revoked,
    a_case_is_open_about_who_is_suspended_again,
    another_site_takes_over_who_withdrew_while_suspended,
    what_waits_is_not_published_while_its_signatory_is_suspended,
    what_waits_ends_when_its_signatory_is_revoked,
    who_hides_after_it_withdrew_hears_that_nobody_can_show_it_again,
    who_is_suspended_is_reported_from_its_pages_until_it_leaves,
);

const PROFILE: &str = "/signatories/skovbrynet-folkeforening";
const LAMPS: &str = "Lend every reader a safe device";
const WHY: &str = "Something is being checked.";

/// Publishes Suzie's organisation with a commitment on 24 November, and suspends it; gives the Case about it.
fn suspended(app: &TestApp) -> (Signatory, Colleague, i64) {
    reasons(app);
    let state = EndorsementState::InReview;
    let given = app.signatory(Given { state, commitments: &[LAMPS], ..Given::default() });
    let (number, bodil) = (number_of(app, &given), app.moderator());
    decide(&bodil, number, &Choice::publish());
    let inquiry = look_into(&bodil, number, "A newspaper doubts it.");
    decide(&bodil, inquiry, &Choice::suspend(""));
    app.clock.advance(Duration::days(1));
    (given, bodil, inquiry)
}

/// The same, and withdraws it the day after.
fn withdrawn(app: &TestApp) -> (Signatory, Colleague, i64) {
    let (given, bodil, inquiry) = suspended(app);
    enter(app, SUZIE).post("/account/withdraw", &[("sure", "yes")]).ok();
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Withdrawn);
    app.settle();
    bodil.signs_in(app);
    (given, bodil, inquiry)
}

/// Says that the withdrawal was not the organisation's, and lets two people agree.
fn take_back(app: &TestApp, given: &Signatory, bodil: &Colleague) {
    enter(app, SUZIE).post("/account/reverse", &[]).ok();
    let number = cases(app, given, CaseKind::Reversal)[0].number;
    decide(bodil, number, &Choice::publish());
    assert_eq!(approve(&app.admin(), number).status, 303);
    app.settle();
}

fn promise_of(app: &TestApp, given: &Signatory) -> String {
    let id = given.commitments[0];
    format!("/commitments/{}", app.read(move |db| store::commitment::find(db, id)).public_id)
}

/// Neither the page nor the API says what was promised, on a day or now.
#[track_caller]
fn nobody_reads(app: &TestApp, promise: &str, day: &str) {
    app.anonymous()
        .get(&format!("{promise}{day}"))
        .ok()
        .says("This commitment is withheld")
        .lacks("safe device");
    for list in [format!("/api/v1{promise}{day}"), format!("{PROFILE}{day}"), format!("/commitments{day}")] {
        let page = app.anonymous().get(&list);
        assert!(!page.body.contains("safe device"), "{list}: {}", page.body);
    }
}

fn reason_of(app: &TestApp, given: &Signatory) -> Option<String> {
    let id = given.endorsement;
    app.read(move |db| store::endorsement::find(db, id)).reason
}

fn a_withdrawal_that_is_taken_back_leads_back_into_the_suspension(app: &TestApp) {
    let (given, bodil, inquiry) = withdrawn(app);
    let (promise, anyone) = (promise_of(app, &given), app.anonymous());
    nobody_reads(app, &promise, "");
    let page = anyone.get(PROFILE).ok().says("Withdrew on 25 November 2026").says("what was hidden stays so");
    page.says(&format!("Reason for hiding it then: {WHY}")).lacks("stay readable");
    anyone.get(&format!("/da{PROFILE}")).ok().says("det, der var skjult, er det fortsat");
    enter(app, SUZIE).get("/account").ok().says("what was hidden stays so until that is decided");
    app.verify().good();

    app.clock.advance(Duration::days(1));
    bodil.signs_in(app);
    enter(app, SUZIE).post("/account/reverse", &[]).ok();
    let number = cases(app, &given, CaseKind::Reversal)[0].number;
    let page = bodil.get(&format!("/staff/cases/{number}")).ok();
    page.says("Withdrawn while it was suspended").says("it is suspended again, for the same reason");
    preview(&bodil, number, &Choice::publish())
        .ok()
        .says("were checking something when your organisation withdrew");
    take_back(app, &given, &bodil);
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Suspended);
    assert_eq!(reason_of(app, &given).as_deref(), Some("checking"));
    assert!(matches!(app.mail_to(SUZIE), Letter::Reinstated { suspended: true, .. }));
    assert_eq!(cases(app, &given, CaseKind::Inquiry).len(), 1, "the one that was open");
    anyone.get("/signatories").ok().lacks("Skovbrynet");
    anyone.get(PROFILE).ok().says("Hidden since 24 November 2026").says(&format!("Reason: {WHY}"));
    for day in ["", "?as_of=2026-11-24", "?as_of=2026-11-25", "?as_of=2026-11-26"] {
        nobody_reads(app, &promise, day);
    }
    let then = anyone.get(&format!("{PROFILE}?as_of=2026-11-25")).ok();
    then.says("Withdrew on 25 November 2026").says("what was hidden stays so");
    anyone.get(&format!("{PROFILE}?as_of=2026-11-26")).ok().says("Hidden since 24 November 2026").says(WHY);
    app.verify().good();

    decide(&bodil, inquiry, &Choice::plain("restore"));
    app.settle();
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Published);
    anyone.get(&promise).ok().says(LAMPS);
    app.verify().good();
}

fn a_suspension_ends_under_a_withdrawal_that_stands(app: &TestApp) {
    let (given, bodil, inquiry) = withdrawn(app);
    let (promise, anyone) = (promise_of(app, &given), app.anonymous());
    app.clock.advance(Duration::days(1));
    bodil.signs_in(app);
    let page = bodil.get(&format!("/staff/cases/{inquiry}")).ok().says("Withdrawn while it was suspended");
    page.says("End the suspension")
        .says("The withdrawal stands.")
        .says("Revoke the signature")
        .says("Close the case");
    let ends = Choice::plain("restore");
    preview(&bodil, inquiry, &ends).ok().says("withdrew meanwhile, and that stands");
    decide(&bodil, inquiry, &ends);
    app.settle();
    let page = bodil
        .get(&format!("/staff/cases/{inquiry}"))
        .ok()
        .says("ended the suspension. The withdrawal stands");
    page.lacks("showed the signatory again");
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Withdrawn);
    assert_eq!(reason_of(app, &given), None);
    assert!(matches!(app.mail_to(SUZIE), Letter::Restored { withdrawn: true, .. }));
    let same = |day: &str| {
        let page = anyone.get(&format!("{PROFILE}{day}")).ok().says("Withdrew on 25 November 2026");
        let page = page.says("Its commitments stay readable").lacks("stays so");
        page.says("Suspension ended; the withdrawal stands").lacks("Shown again");
        anyone.get(&format!("{promise}{day}")).ok().says(LAMPS);
    };
    same("");
    nobody_reads(app, &promise, "?as_of=2026-11-25");
    app.clock.advance(Duration::days(1));
    app.settle();
    same("?as_of=2026-11-26");
    app.verify().good();
    bodil.signs_in(app);
    take_back(app, &given, &bodil);
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Published, "the suspension is over");
    app.verify().good();
}

fn who_withdrew_while_suspended_is_revoked(app: &TestApp) {
    let (given, bodil, inquiry) = withdrawn(app);
    decide(&bodil, inquiry, &Choice::revoke("The first letter holds."));
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Withdrawn, "two people decide");
    assert_eq!(approve(&app.admin(), inquiry).status, 303);
    app.settle();
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Revoked);
    app.anonymous().get(PROFILE).ok().says("Revoked on").says("The signature was not theirs.");
    nobody_reads(app, &promise_of(app, &given), "");
    assert_eq!(enter(app, SUZIE).post("/account/reverse", &[]).status, 410);
    app.verify().good();
}

fn a_case_is_open_about_who_is_suspended_again(app: &TestApp) {
    let (given, bodil, inquiry) = withdrawn(app);
    decide(&bodil, inquiry, &Choice { write: false, ..Choice::plain("close") });
    nobody_reads(app, &promise_of(app, &given), "");
    bodil.get(&format!("/staff/cases/{inquiry}")).ok().says("Open a case about this signatory");
    take_back(app, &given, &bodil);
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Suspended);
    let open = cases(app, &given, CaseKind::Inquiry).into_iter().filter(|case| case.state == CaseState::Open);
    assert_eq!(open.count(), 1, "somebody must still restore or revoke");
}

fn another_site_takes_over_who_withdrew_while_suspended(app: &TestApp) {
    let (given, bodil, inquiry) = withdrawn(app);
    let promise = promise_of(app, &given);
    let next = taken_over(app);
    next.anonymous().get(PROFILE).ok().says("Withdrew on").says("what was hidden stays so");
    nobody_reads(&next, &promise, "");
    drop(next);
    decide(&bodil, inquiry, &Choice::plain("restore"));
    app.settle();
    let next = taken_over(app);
    next.anonymous().get(PROFILE).ok().says("Withdrew on 25 November 2026").says("stay readable");
    next.anonymous().get(&promise).ok().says(LAMPS);
}

/// Sends a commitment.
fn promise_more(app: &TestApp, title: &str) {
    let money = [("amount", "1500"), ("currency", "DKK"), ("stage", "announced"), ("title", title)];
    let untitled: Vec<_> = PROMISE.into_iter().filter(|(name, _)| *name != "title").collect();
    enter(app, SUZIE).send("/account/commitments/new", &[&untitled[..], &money].concat()).ok();
}

/// A change and a commitment that wait for a decision; gives the numbers of their Cases.
fn waiting(app: &TestApp) -> (Signatory, Colleague, [i64; 2]) {
    reasons(app);
    let given = app.signatory(Given::default());
    let (suzie, bodil) = (enter(app, SUZIE), app.moderator());
    suzie.send("/account/amend", &entry(&[("go", "send"), ("name", "Skov A")])).ok();
    promise_more(app, "Lamps");
    let numbers = [CaseKind::Amendment, CaseKind::Commitment].map(|kind| cases(app, &given, kind)[0].number);
    (given, bodil, numbers)
}

fn what_waits_is_not_published_while_its_signatory_is_suspended(app: &TestApp) {
    let (given, bodil, numbers) = waiting(app);
    let inquiry = look_into(&bodil, number_of(app, &given), "A newspaper doubts it.");
    decide(&bodil, inquiry, &Choice::suspend(""));
    for number in numbers {
        let page = bodil.get(&format!("/staff/cases/{number}")).ok();
        page.says("is published only once it is shown again").lacks("Publish the").lacks("Ask for more");
        for choice in [Choice::publish(), Choice::ask("Which?")] {
            assert_eq!(preview(&bodil, number, &choice).status, 409);
        }
        preview(&bodil, number, &Choice::decline("")).ok();
    }
    decide(&bodil, inquiry, &Choice::plain("restore"));
    for number in numbers {
        decide(&bodil, number, &Choice::publish());
    }
    promise_more(app, "Benches");
    enter(app, SUZIE).post("/account/withdraw", &[("sure", "yes")]).ok();
    let number = cases(app, &given, CaseKind::Commitment).iter().map(|case| case.number).max().unwrap();
    bodil.get(&format!("/staff/cases/{number}")).ok().says("unless the withdrawal is taken back");
    assert_eq!(preview(&bodil, number, &Choice::publish()).status, 409);
}

fn what_waits_ends_when_its_signatory_is_revoked(app: &TestApp) {
    let (given, bodil, numbers) = waiting(app);
    let inquiry = look_into(&bodil, number_of(app, &given), "A newspaper doubts it.");
    decide(&bodil, inquiry, &Choice::revoke(""));
    assert_eq!(approve(&app.admin(), inquiry).status, 303);
    for number in numbers {
        let case = app.read(move |db| store::case::by_number(db, number));
        assert_eq!((case.state, case.outcome), (CaseState::Closed, Some(CaseOutcome::SignatoryRevoked)));
        bodil.get(&format!("/staff/cases/{number}")).ok().says("ended, since the signature was revoked");
        assert_eq!(preview(&bodil, number, &Choice::publish()).status, 409);
    }
    let id = given.organisation;
    let promises = app.read(move |db| store::commitment::of_organisation(db, id));
    assert!(promises.iter().all(|one| one.state == StoredState::Declined));
    assert!(app.read(move |db| store::amendment::open_of(db, id)).is_none());
    assert!(matches!(app.mail_to(SUZIE), Letter::Revoked { .. }));
}

fn who_hides_after_it_withdrew_hears_that_nobody_can_show_it_again(app: &TestApp) {
    app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    suzie.get("/account/visibility").ok().lacks("nobody can show it again");
    suzie.post("/account/withdraw", &[("sure", "yes")]).ok();
    suzie.get("/account/visibility").ok().says("nobody can show it again once it is hidden");
    suzie.send("/account/visibility", PROTECTED).ok();
    assert!(matches!(app.mail_to(SUZIE), Letter::Hidden { stays: true, .. }));
}

fn who_is_suspended_is_reported_from_its_pages_until_it_leaves(app: &TestApp) {
    let (given, bodil, inquiry) = suspended(app);
    let promise = promise_of(app, &given);
    let offered = |path: &str| {
        app.settle();
        app.anonymous().get(path).ok().body.contains(&format!("href=\"{PROFILE}/report\""))
    };
    assert!(offered(PROFILE) && offered(&promise), "while it is suspended");
    app.anonymous().get(&format!("{PROFILE}/report")).ok();
    bodil.signs_in(app);
    decide(&bodil, inquiry, &Choice::plain("restore"));
    assert!(offered(PROFILE) && offered(&promise), "while it stands");
    enter(app, SUZIE).send("/account/withdraw", &[("sure", "yes")]).ok();
    assert!(!offered(PROFILE) && !offered(&promise), "it has left");
}
