//! Several readers report the same signatory: what they say is looked into together.

use chrono::Duration;
use serde_json::Value;
use tilsagn::domain::case::{CaseKind, CaseState};
use tilsagn::domain::limits;

use crate::nadia_stays_unnamed::Lacks;
use crate::staff_decide_many::{done, look};
use crate::staff_file_cases::file;
use crate::staff_second::approve;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, preview, reasons, send_preview};
use crate::support::fixtures::{Given, Signatory};
use crate::suzie_comes_back::cases;

stories!(
    reports_of_one_signatory_are_one_case_until_it_is_closed,
    what_is_reported_while_somebody_decides_is_read_first,
    a_flood_of_reports_buries_no_case_and_keeps_nobody_from_deciding,
    who_else_reported_something_is_in_the_journal_alone,
    reports_now_and_then_keep_nobody_from_deciding,
);

/// Somebody says that something is wrong with a signatory.
pub fn report(app: &TestApp, about: &Signatory, text: &str, email: &str) {
    let fields = [("text", text), ("email", email)];
    let page = app.anonymous().post(&format!("/signatories/{}/report", about.slug), &fields);
    page.ok().says("Your report has been received");
}

fn reports_of_one_signatory_are_one_case_until_it_is_closed(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given::default());
    let other = app.signatory(Given { name: "Engen", contacts: &["ib@engen.example"], ..Given::default() });
    report(app, &given, "They never signed.", "anna@reader.example");
    report(app, &other, "This one neither.", "");
    app.clock.advance(Duration::days(2));
    report(app, &given, "The address is not theirs.", "");
    let found = cases(app, &given, CaseKind::Report);
    let [case] = &found[..] else { panic!("one Case for both: {found:?}") };
    let bodil = app.moderator();
    let page = bodil.get(&format!("/staff/cases/{}", case.number)).ok();
    let page = page.says("They never signed.").says("anna@reader.example").says("24 November 2026");
    let page = page.says("The address is not theirs.").says("They left no address").says("26 November 2026");
    page.lacks("This one neither.");
    // One that is looked into for long takes what comes meanwhile too.
    decide(&bodil, case.number, &Choice::suspend("We are looking into it."));
    report(app, &given, "Thank you for looking.", "");
    assert_eq!(cases(app, &given, CaseKind::Report).len(), 1);
    decide(&bodil, case.number, &Choice::plain("restore"));
    report(app, &given, "And again.", "");
    let states: Vec<CaseState> = cases(app, &given, CaseKind::Report).iter().map(|case| case.state).collect();
    assert_eq!(states, [CaseState::Open, CaseState::Closed]);
}

fn what_is_reported_while_somebody_decides_is_read_first(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given::default());
    report(app, &given, "They never signed.", "");
    let case = || cases(app, &given, CaseKind::Report).remove(0);
    let number = case().number;
    let (bodil, asta) = (app.moderator(), app.admin());
    let page = preview(&bodil, number, &Choice::plain("close")).ok();
    report(app, &given, "They have a court order.", "");
    assert_eq!(send_preview(&bodil, number, &page).status, 409);
    let many = look(&bodil, &[number], &[("what", "close")]).ok();
    report(app, &given, "It is in the paper.", "");
    done(&bodil, &many).1.says("It has changed since you looked");
    assert_eq!(case().state, CaseState::Open);
    // So it is with a decision that waits for a second person.
    decide(&bodil, number, &Choice::revoke(""));
    let path = format!("/staff/cases/{number}");
    let page = asta.get(&path).ok();
    report(app, &given, "I was there.", "");
    let field = |name: &str| page.between(&format!("name=\"{name}\" value=\""), "\"");
    let fields = [("approve", "yes"), ("revision", &*field("revision")), ("shown", &*field("shown"))];
    assert_eq!(asta.post(&format!("{path}/second"), &fields).status, 409);
    asta.get(&path).ok().says("I was there.");
    assert_eq!(case().state, CaseState::Second);
    assert_eq!(approve(&asta, number).status, 303);
    assert_eq!(case().state, CaseState::Closed);
}

fn a_flood_of_reports_buries_no_case_and_keeps_nobody_from_deciding(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given::default());
    let shown = limits::REPORTS_SHOWN;
    let words = |number: i64| format!("Concern {number:03} of a flood.");
    (0..shown + 3).for_each(|number| report(app, &given, &words(number), ""));
    let number = cases(app, &given, CaseKind::Report)[0].number;
    let bodil = app.moderator();
    let page = bodil.get(&format!("/staff/cases/{number}")).ok().says(&words(0)).says("2 more came before");
    let page = page.says(&words(3)).says(&words(shown + 2));
    page.lacks(&words(1)).lacks(&words(2));
    let journal = file(&bodil, number, &[("purpose", "journal"), ("kind", "json")]).ok();
    assert!((0..shown + 3).all(|number| journal.body.contains(&words(number))));
    let page = preview(&bodil, number, &Choice::suspend("We are looking into it.")).ok();
    report(app, &given, "One more of the flood.", "");
    assert_eq!(send_preview(&bodil, number, &page).status, 303);
    // A second click among the newest is known.
    report(app, &given, "One more of the flood.", "");
    let kept = app.rows()["reports"].len();
    assert_eq!(i64::try_from(kept), Ok(shown + 4));
    // Once it is over, what comes is read first again.
    app.clock.advance(Duration::hours(2));
    bodil.signs_in(app);
    let page = preview(&bodil, number, &Choice::plain("restore")).ok();
    report(app, &given, "They never signed.", "");
    assert_eq!(send_preview(&bodil, number, &page).status, 409);
}

fn who_else_reported_something_is_in_the_journal_alone(app: &TestApp) {
    let given = app.signatory(Given::default());
    report(app, &given, "They never signed.", "anna@reader.example");
    report(app, &given, "Ask my uncle.", "bo@reader.example");
    let number = cases(app, &given, CaseKind::Report)[0].number;
    let bodil = app.moderator();
    let read = |purpose, kind| file(&bodil, number, &[("purpose", purpose), ("kind", kind)]).ok();
    let journal: Value = serde_json::from_str(&read("journal", "json").body).unwrap();
    let told = &journal["cases"][0]["report"];
    assert_eq!(told["text"], "They never signed.");
    assert_eq!(told["further"][0]["text"], "Ask my uncle.");
    assert_eq!(told["further"][0]["email"], "bo@reader.example");
    read("journal", "html").says("Ask my uncle.").says("bo@reader.example");
    for kind in ["json", "html"] {
        assert!(!read("access", kind).body.contains("uncle"), "{kind}");
    }
}

fn reports_now_and_then_keep_nobody_from_deciding(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given::default());
    let most = limits::REPORTS_READ_FIRST;
    let comes = |number: usize| {
        app.clock.advance(Duration::minutes(3));
        report(app, &given, &format!("Concern {number} of a drip."), "");
    };
    (1..most).for_each(comes);
    let number = cases(app, &given, CaseKind::Report)[0].number;
    let bodil = app.moderator();
    let page = preview(&bodil, number, &Choice::suspend("We are looking into it.")).ok();
    comes(most);
    assert_eq!(send_preview(&bodil, number, &page).status, 409, "it is read first");
    let page = preview(&bodil, number, &Choice::suspend("We are looking into it.")).ok();
    comes(most + 1);
    assert_eq!(send_preview(&bodil, number, &page).status, 303);
    bodil.get(&format!("/staff/cases/{number}")).ok().says(&format!("Concern {} of a drip.", most + 1));
}
