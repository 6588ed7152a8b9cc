//! Several readers report the same signatory: what they say is looked into together.

use chrono::Duration;
use serde_json::Value;
use tilsagn::domain::case::{CaseKind, CaseState};
use tilsagn::domain::ids::OrganisationId;
use tilsagn::store;

use crate::nadia_stays_unnamed::Lacks;
use crate::staff_file_cases::file;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, reasons};
use crate::support::fixtures::{Given, Signatory};
use crate::suzie_comes_back::cases;

stories!(
    reports_of_one_signatory_are_one_case_until_it_is_closed,
    who_else_reported_something_is_in_the_journal_alone,
    whom_one_became_is_looked_for_in_no_circle,
);

fn report(app: &TestApp, about: &Signatory, text: &str, email: &str) {
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

fn whom_one_became_is_looked_for_in_no_circle(app: &TestApp) {
    app.publish_register();
    let became = |id: i64| app.read(move |db| Ok(store::organisation::survivor(db, OrganisationId(id)).ok()));
    app.sql("UPDATE organisations SET merged_into = id + 1 WHERE number IN (1, 2)");
    assert_eq!([1, 2, 3].map(|id| became(id).map(|of| of.id)), [Some(OrganisationId(3)); 3]);
    app.sql("UPDATE organisations SET merged_into = 1 WHERE number = 3");
    assert!([1, 2, 3].map(became).iter().all(Option::is_none));
}
