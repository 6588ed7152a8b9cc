//! Suzie gives a commitment up while her organisation is in the register, and public and staff read why.

use chrono::Duration;
use serde_json::Value;
use tilsagn::domain::case::CaseKind;
use tilsagn::domain::commitment::StoredState;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::store;

use crate::nadia_stays_unnamed::{Lacks, PROTECTED};
use crate::staff_file_cases::file;
use crate::staff_look_into::look_into;
use crate::staff_second::approve;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, number_of, reasons};
use crate::support::fixtures::{Given, Signatory};
use crate::support::visitor::{Page, Visitor};
use crate::suzie_comes_back::{SUZIE, cases, enter};

stories!(
    why_it_was_given_up_is_read_wherever_it_stands,
    why_it_was_given_up_is_read_nowhere_while_its_words_are_hidden,
    who_gave_it_up_reads_why_whatever_is_shown,
    nothing_is_given_up_by_who_is_suspended_or_has_withdrawn,
    nothing_is_given_up_by_who_was_revoked,
    staff_read_why_it_was_given_up_and_by_whom,
    of_who_is_not_named_staff_read_why_once_they_have_looked,
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

fn who_gave_it_up_reads_why_whatever_is_shown(app: &TestApp) {
    let (given, page) = given_up(app);
    let (suzie, bodil) = (enter(app, SUZIE), app.second_moderator());
    let reads = || drop(suzie.get("/account").ok().says("Given up, for this reason:").says(WHY));
    reads();
    let again = suzie.get(&format!("/account{page}/drop"));
    assert_eq!(again.says(WHY).status, 409, "what is given up already says why");
    app.anonymous()
        .send(&format!("/signatories/{}/report", given.slug), &[("text", "Not theirs."), ("email", "")])
        .ok();
    let report = cases(app, &given, CaseKind::Report)[0].number;
    decide(&bodil, report, &Choice::suspend(""));
    reads();
    decide(&bodil, report, &Choice::plain("restore"));
    suzie.fills("/account/visibility", &[("visibility", "protected")]).ok();
    reads();
}

/// Who promised benches, and the address where they are given up.
fn promised(app: &TestApp) -> (Signatory, String) {
    reasons(app);
    let given = app.signatory(Given { commitments: &["Benches"], ..Given::default() });
    let id = given.commitments[0];
    let promise = app.read(move |db| store::commitment::find(db, id));
    (given, format!("/account/commitments/{}/drop", promise.public_id))
}

/// The form does not come, and what is sent from one that was opened before, or from none, is not taken.
#[track_caller]
fn keeps_it(app: &TestApp, given: &Signatory, suzie: &Visitor, (page, path): (&Page, &str)) {
    let reason = [("reason", WHY)];
    for late in [suzie.get(path), suzie.sends(page, path, &reason), suzie.post(path, &reason)] {
        assert_eq!(late.status, 409, "{}", late.text());
        late.says("Your organisation is not in the register at the moment")
            .lacks("name=\"reason\"")
            .lacks(WHY);
    }
    let id = given.commitments[0];
    let kept = app.read(move |db| store::commitment::find(db, id));
    assert_eq!((kept.state, kept.reason), (StoredState::Active, None));
    assert_eq!(app.times(("commitment", id.0), "commitment.dropped"), 0);
}

fn nothing_is_given_up_by_who_is_suspended_or_has_withdrawn(app: &TestApp) {
    let (given, path) = promised(app);
    let (suzie, bodil) = (enter(app, SUZIE), app.moderator());
    let page = suzie.get(&path).ok();
    let inquiry = look_into(&bodil, number_of(app, &given), "A newspaper doubts it.");
    decide(&bodil, inquiry, &Choice::suspend(""));
    keeps_it(app, &given, &suzie, (&page, &path));
    decide(&bodil, inquiry, &Choice::plain("restore"));
    suzie.get(&path).ok().says("Everybody can read this.");
    suzie.post("/account/withdraw", &[("sure", "yes")]).ok();
    keeps_it(app, &given, &suzie, (&page, &path));
}

fn nothing_is_given_up_by_who_was_revoked(app: &TestApp) {
    let (given, path) = promised(app);
    let (suzie, bodil) = (enter(app, SUZIE), app.moderator());
    let page = suzie.get(&path).ok();
    let inquiry = look_into(&bodil, number_of(app, &given), "A newspaper doubts it.");
    decide(&bodil, inquiry, &Choice::revoke(""));
    assert_eq!(approve(&app.admin(), inquiry).status, 303);
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Revoked);
    keeps_it(app, &given, &suzie, (&page, &path));
}

const WHOSE_WORDS: &str = "Why it was given up, in the organisation’s own words:";
const BY_WHOM: &str = "Suzie Eksempel gave a commitment up.";

fn staff_read_why_it_was_given_up_and_by_whom(app: &TestApp) {
    let (given, path) = promised(app);
    let (bodil, vita, id) = (app.moderator(), app.viewer(), given.commitments[0]);
    let promise = app.read(move |db| store::commitment::find(db, id)).public_id;
    bodil.send(&format!("/staff/commitments/{promise}/case"), &[]).ok().lacks(WHOSE_WORDS);
    enter(app, SUZIE).fills(&path, &[("reason", "The <wood> was felled.")]).ok();
    let about_it = cases(app, &given, CaseKind::Commitment)[0].number;
    let inquiry = look_into(&bodil, number_of(app, &given), "A newspaper doubts it.");
    decide(&bodil, inquiry, &Choice::suspend(""));
    for (colleague, number) in [(&bodil, inquiry), (&vita, inquiry), (&bodil, about_it)] {
        let page = colleague.get(&format!("/staff/cases/{number}")).ok().says(WHOSE_WORDS).says(BY_WHOM);
        assert!(page.body.contains("The &lt;wood&gt; was felled."), "{}", page.text());
        assert_eq!(page.text().matches(BY_WHOM).count(), 1, "once");
    }
    let danish = bodil.get(&format!("/da/staff/cases/{inquiry}")).ok();
    danish.says("Hvorfor det er opgivet, med organisationens egne ord:").says("opgav et tilsagn.");
    let filed = |kind| file(&bodil, inquiry, &[("purpose", "journal"), ("kind", kind)]).ok();
    assert!(filed("html").says(WHOSE_WORDS).body.contains("The &lt;wood&gt; was felled."));
    let record: Value = serde_json::from_str(&filed("json").body).unwrap();
    assert_eq!(record["commitments"][0]["dropped_reason"], "The <wood> was felled.");
}

fn of_who_is_not_named_staff_read_why_once_they_have_looked(app: &TestApp) {
    let (given, path) = promised(app);
    let suzie = enter(app, SUZIE);
    suzie.send("/account/visibility", PROTECTED).ok();
    suzie.fills(&path, &[("reason", WHY)]).ok().says("marked as dropped");
    let case = format!("/staff/cases/{}", number_of(app, &given));
    let (bodil, vita) = (app.moderator(), app.viewer());
    for colleague in [&bodil, &vita] {
        let closed = colleague.get(&case).ok().says("Protected signatory").lacks(WHOSE_WORDS).lacks(WHY);
        closed.lacks("gave a commitment up").lacks("Suzie Eksempel");
    }
    assert_eq!(bodil.post(&format!("{case}/identity"), &[]).status, 303);
    bodil.get(&case).ok().says(WHOSE_WORDS).says(WHY).says(BY_WHOM);
    vita.get(&case).ok().lacks(WHY);
}
