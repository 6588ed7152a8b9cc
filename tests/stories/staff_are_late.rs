//! Applicants hear of it when the ministry takes longer than it promised, once; and the ministry sees how long it takes.

use chrono::Duration;
use tilsagn::app::case::delay;
use tilsagn::app::letter::Letter;
use tilsagn::domain::case::{CaseOutcome, CaseState};
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::locale::Locale;
use tilsagn::store;

use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, number_of, reasons};
use crate::support::fixtures::{self, Given, Signatory};
use crate::suzie_comes_back::{PROMISE, SUZIE, enter, entry};

stories!(
    suzie_hears_once_that_it_takes_longer,
    suzie_can_call_it_off_from_that_mail,
    what_waits_for_suzie_is_not_late,
    what_suzie_mends_before_she_answers_is_no_answer,
    a_commitment_that_colleagues_look_into_is_nobodys_application,
    two_nodes_tell_suzie_once,
    suzie_is_told_how_long_it_takes_lately,
    many_are_told_in_one_run,
    vita_reads_how_long_decisions_take,
    vita_saves_the_figures,
);

fn waiting() -> Given {
    Given { state: EndorsementState::InReview, ..Given::default() }
}

fn tell(app: &TestApp) -> usize {
    app.block_on(delay::tell(&app.app)).unwrap()
}

fn notes_to(app: &TestApp, email: &str) -> Vec<Letter> {
    let theirs = app.mails().into_iter().filter(|mail| mail.to == email).map(|mail| mail.letter);
    theirs.filter(|letter| letter.template() == "delayed").collect()
}

fn suzie_hears_once_that_it_takes_longer(app: &TestApp) {
    let given = app.signatory(Given { locale: Locale::Danish, ..waiting() });
    assert_eq!(tell(app), 0, "there is time");
    app.clock.advance(Duration::days(14) - Duration::seconds(1));
    assert_eq!(tell(app), 0);
    app.clock.advance(Duration::seconds(1));
    assert_eq!((tell(app), tell(app)), (1, 0));
    app.clock.advance(Duration::days(30));
    assert_eq!(tell(app), 0, "once for a Case, however late");
    let [Letter::Delayed { organisation, days, weeks, link, .. }] = &notes_to(app, SUZIE)[..] else {
        panic!()
    };
    assert_eq!((organisation.as_str(), *days, *weeks), (given.name.as_str(), 14, None));
    assert!(link.contains("/da/account/sign-in"), "{link}");
    let page = app.moderator().get(&format!("/staff/cases/{}", number_of(app, &given))).ok();
    page.says("told the applicant that it takes longer").says("Takes longer than promised");
}

fn suzie_can_call_it_off_from_that_mail(app: &TestApp) {
    let given = app.signatory(waiting());
    app.clock.advance(Duration::days(15));
    tell(app);
    let Letter::Delayed { cancel_link: Some(link), .. } = app.mail_to(SUZIE) else { panic!() };
    app.anonymous().get(&link).ok().says(&given.name);
    assert_eq!(app.state_of(given.endorsement), EndorsementState::InReview, "looking changes nothing");
    app.anonymous().post(&link, &[]);
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Cancelled);
}

fn what_waits_for_suzie_is_not_late(app: &TestApp) {
    reasons(app);
    let given = app.signatory(waiting());
    let number = number_of(app, &given);
    decide(&app.moderator(), number, &Choice::ask("Which one?"));
    app.clock.advance(Duration::days(20));
    assert_eq!(tell(app), 0, "we wait for her");
    let suzie = enter(app, SUZIE);
    suzie.send("/account/answer", &entry(&[("reply", "The older one.")])).ok();
    assert_eq!(tell(app), 0, "she has answered just now");
    app.clock.advance(Duration::days(13));
    assert_eq!(tell(app), 0);
    app.clock.advance(Duration::days(1));
    assert_eq!(tell(app), 1);
}

fn what_suzie_mends_before_she_answers_is_no_answer(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given { commitments: &["Lamps"], ..waiting() });
    let (number, id) = (number_of(app, &given), given.commitments[0]);
    decide(&app.moderator(), number, &Choice::ask("Which one?"));
    app.clock.advance(Duration::days(20));
    let lamps = app.read(move |db| store::commitment::find(db, id)).public_id;
    let (suzie, path) = (enter(app, SUZIE), format!("/account/commitments/{lamps}/change"));
    let whole = [&PROMISE[..], &[("amount", "1500"), ("currency", "DKK"), ("stage", "announced")]].concat();
    assert_eq!(suzie.sends(&suzie.get(&path).ok(), &path, &whole).location(), Some("/account/answer"));
    assert!(app.read(store::statistics::answered).is_empty());
    decide(&app.second_moderator(), number, &Choice::plain("take_back"));
    assert_eq!(tell(app), 1, "nothing began the promise anew");
    // Once she does answer, that is one, and begins it anew.
    decide(&app.staff("moderator", "Minna Prøve"), number, &Choice::ask("Which one?"));
    suzie.send("/account/answer", &entry(&[("reply", "The older one.")])).ok();
    let answered: Vec<_> = app.read(store::statistics::answered).into_iter().map(|(case, _)| case).collect();
    assert_eq!(answered, [given.case.unwrap()]);
}

fn a_commitment_that_colleagues_look_into_is_nobodys_application(app: &TestApp) {
    let given = app.signatory(Given { commitments: &["Lamps"], ..Given::default() });
    let id = given.commitments[0];
    let lamps = app.read(move |db| store::commitment::find(db, id));
    let bodil = app.moderator();
    assert_eq!(bodil.post(&format!("/staff/commitments/{}/case", lamps.public_id), &[]).status, 303);
    app.clock.advance(Duration::days(20));
    assert_eq!(tell(app), 0);
}

fn two_nodes_tell_suzie_once(app: &TestApp) {
    let given = app.signatory(waiting());
    app.clock.advance(Duration::days(15));
    let id = given.case.unwrap();
    // Another node has just told her, and has not been seen to.
    app.write(move |db, now| store::case_delay::tell(db, id, now));
    assert!(
        app.block_on(app.app.store.write(move |db| {
            let now = tilsagn::domain::Moment::from_millis(0);
            store::case_delay::tell(db, id, now)
        }))
        .is_err()
    );
    assert_eq!((tell(app), notes_to(app, SUZIE).len()), (0, 0));
}

/// So many signatures, decided after so many days.
fn decided(app: &TestApp, count: usize, days: i64) {
    const NAMES: [&str; 10] =
        ["Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliet"];
    let placed: Vec<Signatory> = NAMES[..count]
        .iter()
        .map(|name| app.signatory(Given { name, website: "", contacts: &[], ..waiting() }))
        .collect();
    app.clock.advance(Duration::days(days));
    for given in placed {
        let id = given.case.unwrap();
        app.write(move |db, now| {
            let seen = store::case::find(db, id)?;
            store::case::set_state(db, &seen, CaseState::Closed, Some(CaseOutcome::Published), now)
        });
    }
}

fn suzie_is_told_how_long_it_takes_lately(app: &TestApp) {
    decided(app, 10, 20);
    app.signatory(waiting());
    app.clock.advance(Duration::days(14));
    tell(app);
    let Letter::Delayed { weeks, .. } = app.mail_to(SUZIE) else { panic!() };
    assert_eq!(weeks, Some(3));
}

fn many_are_told_in_one_run(app: &TestApp) {
    decided(app, 10, 20);
    let given = app.signatory(waiting());
    let others = (0..60).map(|_| fixtures::place(&app.app, app.call(), waiting()));
    others.for_each(|placing| drop(app.block_on(placing).unwrap()));
    app.clock.advance(Duration::days(14));
    assert_eq!((tell(app), tell(app)), (61, 0));
    let notes = notes_to(app, SUZIE);
    assert_eq!(notes.len(), 61);
    assert!(notes.iter().all(|note| matches!(note, Letter::Delayed { weeks: Some(3), .. })), "{notes:?}");
    assert_eq!(app.state_of(given.endorsement), EndorsementState::InReview);
}

fn vita_reads_how_long_decisions_take(app: &TestApp) {
    decided(app, 10, 9);
    let late = app.signatory(Given { name: "Foreningen Hemmeligholdt", ..waiting() });
    app.clock.advance(Duration::days(20));
    let vita = app.viewer();
    let page = vita.get("/staff/statistics").ok().says("Waiting times and decisions");
    page.clone().says("Decisions 10").says("100 % (10)").says("Half within 9 days").says("20 days");
    page.clone().says("For us, overdue 1").says("Signature published 10");
    assert!(page.body.contains("<svg class=\"chart\"") && !page.body.contains("style="), "{}", page.body);
    assert!(page.body.contains(&format!("href=\"/staff/cases/{}\"", number_of(app, &late))));
    assert!(!page.body.contains("Hemmeligholdt"), "figures name nobody");
    vita.get("/da/staff/statistics").ok().says("Ventetider og afgørelser");
    assert_eq!(app.editor().get("/staff/statistics").status, 403);
}

fn vita_saves_the_figures(app: &TestApp) {
    decided(app, 4, 16);
    let file = app.viewer().get("/staff/statistics.csv").ok();
    assert_eq!(file.headers["content-disposition"], "attachment; filename=\"statistics-2026-12-10.csv\"");
    assert_eq!(file.headers["cache-control"], "no-store");
    let lines: Vec<&str> = file.body.lines().collect();
    assert_eq!(
        lines,
        [
            "month,kind,outcome,cases,within_promise,median_days,ninetieth_percentile_days",
            "2026-12,endorsement,published,4,0,16,16",
        ]
    );
}
