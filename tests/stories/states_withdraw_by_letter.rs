//! A state withdraws by a letter of its own: the one by which it signed asks for something else.

use chrono::Duration;
use tilsagn::app::case::delay;
use tilsagn::app::letter::Letter;
use tilsagn::domain::Moment;
use tilsagn::domain::assurance::Level;
use tilsagn::domain::case::{CaseKind, CaseOutcome, CaseState};
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::ids::OrganisationId;
use tilsagn::domain::limits;
use tilsagn::domain::organisation::Category;
use tilsagn::store;
use tilsagn::store::assurance::{AssuranceState, Evidence, NewAssurance};

use crate::fakes_are_held::case_of;
use crate::nobody_waits_in_a_circle::while_one_joins;
use crate::staff_second::{SHA256, approve, record};
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, send_preview};
use crate::support::fixtures::Given;
use crate::suzie_amends_a_promise::asks;
use crate::suzie_comes_back::{SUZIE, cases, enter, entry};

stories!(
    a_state_does_not_withdraw_on_the_letter_by_which_it_signed,
    what_was_entered_on_a_letter_is_not_called_off_by_a_mailbox,
    a_states_withdrawal_ends_the_changes_that_wait,
);

/// A letter that nobody has confirmed.
fn recorded(of: OrganisationId, evidence: Evidence, now: Moment) -> NewAssurance {
    NewAssurance {
        organisation_id: of,
        level: Level::OfficialLetter,
        evidence: store::Json(evidence),
        state: AssuranceState::Recorded,
        recorded_by: None,
        recorded_at: now,
        confirmed_at: None,
    }
}

fn a_state_does_not_withdraw_on_the_letter_by_which_it_signed(app: &TestApp) {
    let (bodil, mogens) = (app.moderator(), app.second_moderator());
    let signed = record(app, &bodil);
    decide(&bodil, signed, &Choice::publish());
    assert_eq!(approve(&mogens, signed).status, 303);
    app.settle();
    enter(app, "frida@state.example").post("/account/withdraw", &[("sure", "yes")]).ok();
    let of = app.read(move |db| store::case::by_number(db, signed)).organisation_id;
    let number = case_of(app, of.0).number;
    let other = "ab".repeat(32);
    let on = |language: &str, reference: &str, sha256: &str| {
        let mut fields = vec![("decision", "publish"), ("message", ""), ("write", "yes")];
        fields.extend([("reference", reference), ("sha256", sha256)]);
        fields.extend([("dated_day", "20"), ("dated_month", "11"), ("dated_year", "2026")]);
        bodil.post(&format!("{language}/staff/cases/{number}/decision"), &fields)
    };
    for (reference, sha256, field) in
        [("2026-4712", SHA256, "sha256"), ("2026-4711", other.as_str(), "reference")]
    {
        let page = on("", reference, sha256).says("This letter has already been used for something else");
        assert_eq!(page.status, 422);
        assert!(page.body.contains(&format!("href=\"#{field}\"")), "{}", page.body);
        on("/da", reference, sha256).says("Dette brev er allerede brugt til noget andet");
    }
    let page = on("", "2026-4712", &other).ok();
    assert_eq!(send_preview(&bodil, number, &page).status, 303);
    let evidence = Evidence::Letter {
        reference: "Note 12".to_owned(),
        dated: "2026-11-20".parse().unwrap(),
        sha256: other,
    };
    let recorded = app.write(move |db, now| store::assurance::insert(db, &recorded(of, evidence, now)));
    approve(&mogens, number).says("This letter has already been used for something else");
    app.write(move |db, now| store::assurance::refuse(db, recorded, now));
    assert_eq!(approve(&mogens, number).status, 303);
    let endorsement = app.read(move |db| store::endorsement::of_organisation(db, of));
    assert_eq!(endorsement.state, EndorsementState::Withdrawn);
}

fn what_was_entered_on_a_letter_is_not_called_off_by_a_mailbox(app: &TestApp) {
    let bodil = app.moderator();
    let number = record(app, &bodil);
    decide(&bodil, number, &Choice::publish());
    let of = app.read(move |db| store::case::by_number(db, number)).organisation_id;
    let frida = enter(app, "frida@state.example");
    let desk = frida.get("/account").ok().text();
    assert!(!desk.contains("Call the signature off"), "{desk}");
    assert!(desk.contains("no single mailbox can call it off"), "{desk}");
    for fields in [&[][..], &[("visibility", "public")], &[("visibility", "protected")]] {
        assert_eq!(frida.get("/account/visibility").status, 404);
        assert_eq!(frida.post("/account/visibility", fields).status, 404, "{fields:?}");
    }
    assert_eq!(frida.post("/account/cancel", &[]).says("no single mailbox can call it off").status, 409);
    assert_eq!(frida.get("/account/cancel").says("note verbale").status, 409);
    let pressed = frida.post("/account/cancel", &[("sure", "yes")]);
    assert_eq!(pressed.says("no single mailbox can call it off").status, 409);
    frida.post("/da/account/cancel", &[("sure", "yes")]).says("verbalnote");
    let endorsement = app.read(move |db| store::endorsement::of_organisation(db, of));
    assert_eq!(endorsement.state, EndorsementState::InReview);
    assert_eq!(app.read(move |db| store::assurance::of_organisation(db, of)).len(), 1, "the letter stays");
    let case = app.read(move |db| store::case::by_number(db, number));
    assert!(case.proposal.is_some(), "and the decision waits");
    app.clock.advance(Duration::days(limits::REVIEW_DAYS + 1));
    app.block_on(delay::tell(&app.app)).unwrap();
    let Letter::Delayed { cancel_link, .. } = app.mail_to("frida@state.example") else { panic!("not told") };
    assert_eq!(cancel_link, None);
}

fn a_states_withdrawal_ends_the_changes_that_wait(app: &TestApp) {
    let state = Given { category: Category::State, website: "", ..Given::default() };
    let given = app.signatory(Given { commitments: &["Benches"], ..state });
    let (suzie, promise) = (enter(app, SUZIE), given.commitments[0]);
    let change = [("go", "send"), ("category", "state"), ("website", ""), ("description", "Neighbours.")];
    suzie.send("/account/amend", &entry(&change)).ok();
    let page = app.read(move |db| store::commitment::find(db, promise)).public_id;
    asks(&suzie, &format!("/commitments/{page}"), ("title", "Benches of oak"));
    suzie.post("/account/withdraw", &[("sure", "yes")]).ok();
    let (bodil, sha256) = (app.moderator(), "ab".repeat(32));
    let number = cases(app, &given, CaseKind::StateWithdrawal)[0].number;
    let letter = [
        ("decision", "publish"),
        ("message", ""),
        ("write", "yes"),
        ("reference", "UM 2026-117"),
        ("sha256", sha256.as_str()),
        ("dated_day", "1"),
        ("dated_month", "11"),
        ("dated_year", "2026"),
    ];
    let page = bodil.post(&format!("/staff/cases/{number}/decision"), &letter).ok();
    assert_eq!(send_preview(&bodil, number, &page).status, 303);
    // One who sends another change at that moment stops nobody.
    let (change, mogens) = (cases(app, &given, CaseKind::Amendment)[0].id, app.second_moderator());
    assert_eq!(while_one_joins(app, change, || approve(&mogens, number)).status, 303);
    assert_eq!(app.state_of(given.endorsement), EndorsementState::Withdrawn);
    let ended = cases(app, &given, CaseKind::Amendment);
    let ended: Vec<_> = ended.iter().map(|case| (case.state, case.outcome)).collect();
    assert_eq!(ended, [(CaseState::Closed, Some(CaseOutcome::Withdrawn)); 2]);
}
