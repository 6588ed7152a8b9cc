//! Those who act for an organisation, and readers, press a button twice: they see the same again, and nothing happens twice.

use chrono::Duration;
use tilsagn::app::letter::Letter;
use tilsagn::domain::case::CaseKind;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::limits;
use tilsagn::store;

use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide};
use crate::support::fixtures::Given;
use crate::suzie_comes_back::{PROMISE, SUZIE, cases, enter};
use crate::suzie_invites::{PALLE, PEOPLE, invitation, invite};

stories!(
    suzie_withdraws_twice,
    suzie_sends_a_commitment_twice,
    a_reader_reports_the_same_twice,
    palle_is_invited_twice,
);

/// How often something was done to a row.
fn times(app: &TestApp, (kind, id): (&'static str, i64), act: &str) -> usize {
    let lines = app.read(move |db| store::audit::of_subject(db, kind, id));
    lines.iter().filter(|line| line.act == act).count()
}

fn suzie_withdraws_twice(app: &TestApp) {
    let given = app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    let withdraw = || suzie.post("/account/withdraw", &[("sure", "yes")]);
    withdraw().ok().says("Your organisation has withdrawn");
    let mails = app.mails().len();
    withdraw().ok().says("Your organisation has withdrawn");
    assert_eq!(app.mails().len(), mails, "nobody is written to again");
    assert_eq!(times(app, ("endorsement", given.endorsement.0), "endorsement.withdrawn"), 1);
    app.signatory(Given {
        name: "Engen",
        website: "",
        contacts: &["eva@engen.example"],
        state: EndorsementState::InReview,
        ..Given::default()
    });
    let eva = enter(app, "eva@engen.example");
    assert_eq!(eva.post("/account/withdraw", &[("sure", "yes")]).status, 409, "it never was in the register");
}

fn suzie_sends_a_commitment_twice(app: &TestApp) {
    let given = app.signatory(Given { contacts: &[SUZIE, PALLE], ..Given::default() });
    let (suzie, palle) = (enter(app, SUZIE), enter(app, PALLE));
    let whole = [&PROMISE[..], &[("amount", "1500"), ("currency", "DKK"), ("stage", "announced")]].concat();
    let send = || suzie.post("/account/commitments/new", &whole);
    let sent = || cases(app, &given, CaseKind::Commitment).len();
    let (first, second) = (send(), send());
    assert_eq!((first.status, second.status), (303, 303), "{}", second.text());
    assert_eq!((second.location(), sent()), (first.location(), 1));
    let id = given.organisation;
    assert_eq!(app.read(move |db| store::commitment::of_organisation(db, id)).len(), 1);
    let other: Vec<_> =
        whole.iter().map(|(name, value)| (*name, if *name == "title" { "Benches" } else { value })).collect();
    assert_eq!((suzie.post("/account/commitments/new", &other).status, sent()), (303, 2));
    assert_eq!((palle.post("/account/commitments/new", &whole).status, sent()), (303, 3), "his own");
    app.clock.advance(Duration::minutes(limits::AGAIN_MINUTES + 1));
    assert_eq!((send().status, sent()), (303, 4), "no second click any more");
}

fn a_reader_reports_the_same_twice(app: &TestApp) {
    let given = app.signatory(Given::default());
    let report = |text: &str, email: &str| {
        let page = app
            .anonymous()
            .post(&format!("/signatories/{}/report", given.slug), &[("text", text), ("email", email)]);
        page.ok().says("Your report has been received");
        cases(app, &given, CaseKind::Report).len()
    };
    assert_eq!((report("Not theirs.", ""), report("Not theirs. ", "")), (1, 1));
    assert_eq!(report("Not theirs.", "anna@reader.example"), 2, "who wants an answer gets one");
    assert_eq!(report("Nor is the name.", ""), 3);
    let bodil = app.moderator();
    for case in cases(app, &given, CaseKind::Report) {
        decide(&bodil, case.number, &Choice::plain("close"));
    }
    assert_eq!(report("Not theirs.", ""), 4, "that was looked into");
}

fn palle_is_invited_twice(app: &TestApp) {
    let given = app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    let link = invite(app, &suzie, &[]);
    assert_eq!(invite(app, &suzie, &[]), link, "the first link stays");
    let invited = || times(app, ("organisation", given.organisation.0), "people.invited");
    let mails = || app.mails().iter().filter(|mail| matches!(mail.letter, Letter::Invitation { .. })).count();
    assert_eq!((invited(), mails()), (1, 1));
    app.anonymous().get(&link).ok();
    let other = invitation(&[("message", "I forgot to say: it takes an hour a year.")]);
    suzie.send(&format!("{PEOPLE}/invite"), &other).ok();
    assert_eq!((invited(), app.anonymous().get(&link).status), (2, 410), "other words are another mail");
}
