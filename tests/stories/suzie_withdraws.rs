//! Suzie's organisation goes: it calls its signature off, or withdraws, and may say that it did not.

use chrono::Duration;
use tilsagn::app::letter::Letter;
use tilsagn::domain::case::{CaseKind, CaseOutcome, CaseState};
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::limits;
use tilsagn::domain::organisation::Category;
use tilsagn::domain::visibility::PublicState;
use tilsagn::register::Found;
use tilsagn::store;

use crate::nadia_stays_unnamed::Lacks;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, preview};
use crate::support::fixtures::Given;
use crate::suzie_comes_back::{SUZIE, cases, enter, entry};
use crate::suzie_confirms::twenty_times;
use crate::suzie_invites::{PALLE, PEOPLE, handle};

stories!(
    an_organisation_withdraws_and_takes_it_back_in_time,
    who_was_taken_off_lately_can_take_it_back,
    everybody_hears_that_a_withdrawal_stands,
    after_a_fortnight_nothing_is_taken_back,
    a_state_withdraws_by_letter,
    a_signature_is_called_off_before_publication,
);

fn an_organisation_withdraws_and_takes_it_back_in_time(app: &TestApp) {
    let given = app.signatory(Given { contacts: &[SUZIE, "bo@skovbrynet.example"], ..Given::default() });
    let suzie = enter(app, SUZIE);
    suzie.send("/account/amend", &entry(&[("go", "send"), ("name", "Skov A")])).ok();
    suzie.get("/account/withdraw").ok().says("stops being a signatory at once");
    assert_eq!(suzie.post("/account/withdraw", &[]).status, 422);
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Published);
    suzie.post("/account/withdraw", &[("sure", "yes")]).ok().says("Your organisation has withdrawn");
    assert_eq!(suzie.get("/account/withdraw").location(), Some("/account"), "loaded once more");
    app.settle();
    let snapshot = app.app.register.snapshot();
    let Found::At(place) = snapshot.signatory_at(&given.slug) else { panic!("no tombstone") };
    let card = snapshot.signatory(place);
    assert_eq!(card.state, PublicState::Withdrawn);
    assert_eq!(card.history.last().unwrap().kind, "endorsement.withdrawn");
    assert_eq!(cases(app, &given, CaseKind::Amendment)[0].state, CaseState::Closed);

    let links: Vec<String> = [SUZIE, "bo@skovbrynet.example"]
        .map(|address| match app.mail_to(address) {
            Letter::Withdrawn { reverse_link, days: 14, .. } => reverse_link,
            other => panic!("{other:?}"),
        })
        .to_vec();
    assert_ne!(links[0], links[1]);
    app.clock.advance(Duration::days(13));
    let bo = app.anonymous();
    bo.get(&links[1]).ok().says(&given.name);
    assert!(cases(app, &given, CaseKind::Reversal).is_empty(), "looking does nothing");
    bo.post(&links[1], &[]).ok().says("We look at it at once");
    let reversal = cases(app, &given, CaseKind::Reversal).remove(0);
    assert!(reversal.urgent && reversal.state == CaseState::Open);
    bo.post(&links[1], &[]).ok().says("We look at it at once");
    assert_eq!(bo.get(&links[1]).status, 410);
    app.anonymous().post(&links[0], &[]).ok();
    assert_eq!(cases(app, &given, CaseKind::Reversal).len(), 1, "one Case, however many ask");
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Withdrawn, "two people decide");
    enter(app, SUZIE).get("/account").ok().says("was not yours");
    let closed = Some(CaseOutcome::Closed);
    app.write(move |db, now| store::case::set_state(db, &reversal, CaseState::Closed, closed, now));
    assert_eq!(bo.post(&links[1], &[]).status, 410, "it is decided");
}

/// Whoever acts last takes the others off before or after it withdraws: neither keeps them from saying that it was wrong.
fn who_was_taken_off_lately_can_take_it_back(app: &TestApp) {
    const THIRD: &str = "bo@skovbrynet.example";
    let given = app.signatory(Given { contacts: &[SUZIE, PALLE, THIRD], ..Given::default() });
    let thief = enter(app, PALLE);
    let take_off = || {
        let page = format!("{PEOPLE}/{}/take-off", handle(&thief.get(PEOPLE), "take-off"));
        thief.send(&page, &[("sure", "yes")]).ok();
    };
    take_off();
    thief.post("/account/withdraw", &[("sure", "yes")]).ok();
    take_off();
    let links = [SUZIE, THIRD].map(|address| {
        let mails = app.mails();
        let mut theirs = mails.iter().filter(|mail| mail.to == address);
        theirs.find_map(|mail| match &mail.letter {
            Letter::Withdrawn { reverse_link, .. } => Some(reverse_link.clone()),
            _ => None,
        })
    });
    for link in links {
        app.anonymous().post(&link.expect("everybody is told"), &[]).ok().says("We look at it at once");
    }
    assert_eq!(cases(app, &given, CaseKind::Reversal).len(), 1);
}

fn everybody_hears_that_a_withdrawal_stands(app: &TestApp) {
    let given = app.signatory(Given { contacts: &[SUZIE, PALLE], ..Given::default() });
    let suzie = enter(app, SUZIE);
    suzie.fills("/account/withdraw", &[("sure", "yes")]).ok();
    let asked = suzie.post("/account/reverse", &[]).ok().says("gets a mail when it is decided");
    asked.says("Back to your account");
    let number = cases(app, &given, CaseKind::Reversal)[0].number;
    let bodil = app.moderator();
    let case = bodil.get(&format!("/staff/cases/{number}")).ok().says("Save and write");
    case.lacks("name=\"write\" value=\"no\"");
    // The mail was promised: it goes whatever a form says, and nothing warns of what is not so.
    let silent = |choice| Choice { write: false, ..choice };
    let back = preview(&bodil, number, &silent(Choice::publish())).ok();
    back.says("The withdrawal has been taken back").lacks("nobody gets that link");
    decide(&bodil, number, &silent(Choice::plain("close")));
    for address in [SUZIE, PALLE] {
        assert!(matches!(app.mail_to(address), Letter::WithdrawalStands { .. }), "{address}");
    }
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Withdrawn);
}

fn after_a_fortnight_nothing_is_taken_back(app: &TestApp) {
    let given = app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    suzie.post("/account/withdraw", &[("sure", "yes")]).ok();
    let Letter::Withdrawn { reverse_link, .. } = app.mail_to(SUZIE) else { panic!("no link") };
    suzie.get("/account").ok().says("This withdrawal was not ours");
    app.clock.advance(Duration::days(15));
    assert_eq!(app.anonymous().get(&reverse_link).status, 410);
    assert_eq!(app.anonymous().post(&reverse_link, &[]).says("14 days").status, 410);
    let suzie = enter(app, SUZIE);
    assert!(!suzie.get("/account").ok().text().contains("This withdrawal was not ours"));
    assert_eq!(suzie.post("/account/reverse", &[]).status, 410);
    assert!(cases(app, &given, CaseKind::Reversal).is_empty());
}

fn a_state_withdraws_by_letter(app: &TestApp) {
    let given = app.signatory(Given { category: Category::State, website: "", ..Given::default() });
    let suzie = enter(app, SUZIE);
    suzie.get("/account/withdraw").ok().says("by an official letter");
    suzie.post("/account/withdraw", &[("sure", "yes")]).ok().says("waits for your letter");
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Published);
    assert_eq!(cases(app, &given, CaseKind::StateWithdrawal).len(), 1);
    assert!(matches!(app.mail_to(SUZIE), Letter::WithdrawalByLetter { .. }));
    suzie.post("/account/withdraw", &[("sure", "yes")]).ok();
    assert_eq!(cases(app, &given, CaseKind::StateWithdrawal).len(), 1);
    suzie.get("/account").ok().says("waits for an official letter");
}

fn a_signature_is_called_off_before_publication(app: &TestApp) {
    let given = app.signatory(Given {
        state: EndorsementState::InReview,
        commitments: &["Lamps"],
        ..Given::default()
    });
    let suzie = enter(app, SUZIE);
    suzie.get("/account").ok().says("Call the signature off").says("decides by");
    suzie.get("/account/cancel").ok().says("cannot be undone");
    assert_eq!(suzie.post("/account/cancel", &[]).status, 422);
    let cookies = suzie.cookies();
    let press = |path: &str| app.anonymous().post_as(path, &[("sure", "yes")], &cookies);
    twenty_times(|| press("/account/cancel"), "Everything that you sent is erased");
    assert_eq!(app.times(("endorsement", given.endorsement.0), "endorsement.cancelled"), 1);
    assert_eq!(press("/account/withdraw").status, 401, "they are signed out");
    app.clock.advance(Duration::minutes(limits::AGAIN_MINUTES + 1));
    assert_eq!(press("/account/cancel").status, 401, "no second click any more");
    assert_eq!(suzie.get("/account").status, 303);
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Cancelled);
    assert!(matches!(app.mail_to(SUZIE), Letter::Cancelled { .. }));
    let id = given.organisation;
    let kept = app.read(move |db| store::organisation::find(db, id));
    assert_eq!((kept.name.as_str(), kept.search_key.as_str()), ("", ""));
    assert!(app.read(move |db| store::commitment::of_organisation(db, id)).is_empty());
    let case = cases(app, &given, CaseKind::Endorsement).remove(0);
    assert_eq!((case.state, case.search_key.as_str()), (CaseState::Closed, ""));
    app.anonymous().post("/account/sign-in", &[("email", SUZIE)]).ok();
    assert!(matches!(app.mail_to(SUZIE), Letter::NoAccount { .. }));

    let published =
        app.signatory(Given { name: "Engen", contacts: &["bo@engen.example"], ..Given::default() });
    let bo = enter(app, "bo@engen.example");
    assert_eq!(bo.post("/account/cancel", &[("sure", "yes")]).status, 409);
    assert_eq!(app.state_of(published.endorsement), EndorsementState::Published);
}
