//! Suzie gives a commitment up, and the public reads why.

use chrono::Duration;
use serde_json::Value;
use tilsagn::domain::case::CaseKind;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::store;

use crate::nadia_stays_unnamed::Lacks;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, number_of, reasons};
use crate::support::fixtures::{Given, Signatory};
use crate::suzie_comes_back::{SUZIE, cases, enter};

stories!(
    why_it_was_given_up_is_read_wherever_it_stands,
    why_it_was_given_up_is_read_nowhere_while_its_words_are_hidden,
);

const WHY: &str = "The wood was felled.";
const LISTS: [&str; 2] = ["/api/v1/commitments", "/data/commitments.csv"];

/// Who promised benches on 24 November and gave them up on the 25th, and the page of that commitment.
fn given_up(app: &TestApp) -> (Signatory, String) {
    reasons(app);
    let state = EndorsementState::InReview;
    let mut given = app.signatory(Given { state, commitments: &["Benches"], ..Given::default() });
    decide(&app.moderator(), number_of(app, &given), &Choice::publish());
    let (id, of) = (given.commitments[0], given.organisation);
    let page = format!("/commitments/{}", app.read(move |db| store::commitment::find(db, id)).public_id);
    given.slug = app.read(move |db| store::organisation::find(db, of)).slug.unwrap();
    app.clock.advance(Duration::days(1));
    enter(app, SUZIE).fills(&format!("/account{page}/drop"), &[("reason", WHY)]).ok();
    app.clock.advance(Duration::days(1));
    app.settle();
    (given, page)
}

fn why_it_was_given_up_is_read_wherever_it_stands(app: &TestApp) {
    let (given, page) = given_up(app);
    let anyone = app.anonymous();
    let shown = anyone.get(&page).ok().says("The signatory has given it up. Reason:");
    assert_eq!(shown.text().matches(WHY).count(), 2, "beside the status, and in the history");
    anyone.get(&format!("/da{page}")).ok().says("Underskriveren har opgivet det. Begrundelse:").says(WHY);
    anyone.get(&format!("/signatories/{}", given.slug)).ok().says(WHY);
    for list in LISTS {
        anyone.get(list).ok().says(WHY);
    }
    let one: Value = serde_json::from_str(&anyone.get(&format!("/api/v1{page}")).ok().body).unwrap();
    assert_eq!((&one["status"], &one["dropped_reason"]), (&"dropped".into(), &WHY.into()));
    anyone.get(&format!("{page}?as_of=2026-11-24")).ok().says("Benches").lacks(WHY);
    anyone.get(&format!("{page}?as_of=2026-11-25")).ok().says(WHY);
    app.verify().good();
}

fn why_it_was_given_up_is_read_nowhere_while_its_words_are_hidden(app: &TestApp) {
    let (given, page) = given_up(app);
    let (anyone, bodil) = (app.anonymous(), app.second_moderator());
    let profile = format!("/signatories/{}", given.slug);
    let read = |path: &str| anyone.get(path).ok().text().contains(WHY);
    let past = format!("{page}?as_of=2026-11-25");
    anyone.send(&format!("{profile}/report"), &[("text", "Not theirs."), ("email", "")]).ok();
    let report = cases(app, &given, CaseKind::Report)[0].number;
    decide(&bodil, report, &Choice::suspend(""));
    app.settle();
    for path in [&page, &past, &profile].map(String::as_str).into_iter().chain(LISTS) {
        assert!(!read(path), "{path}");
    }
    decide(&bodil, report, &Choice::plain("restore"));
    app.settle();
    assert!(read(&page) && read(&past) && read(&profile));
    let suzie = enter(app, SUZIE);
    suzie.fills("/account/visibility", &[("visibility", "protected")]).ok();
    app.settle();
    assert_eq!((anyone.get(&page).status, anyone.get(&past).status), (404, 404));
    assert!(!LISTS.into_iter().any(read));
    suzie.fills("/account/visibility", &[("visibility", "public")]).ok();
    app.settle();
    assert!(read(&page) && read(&profile));
    app.verify().good();
}
