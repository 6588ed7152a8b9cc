//! The ministry's colleagues decide what a signatory wants to change: they see what they publish, and later what they published;
//! a state's name and country take two.

use tilsagn::domain::case::{CaseKind, CaseState};
use tilsagn::domain::organisation::Category;
use tilsagn::store;

use crate::katrine_is_called_otherwise::enters;
use crate::nadia_stays_unnamed::Lacks;
use crate::staff_second::approve;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, preview, reasons, send_preview};
use crate::support::fixtures::{Given, Signatory};
use crate::support::staff::Colleague;
use crate::support::visitor::Visitor;
use crate::suzie_comes_back::{SUZIE, cases, enter, entry};

stories!(
    a_states_name_and_country_take_two,
    everything_else_of_a_state_takes_one,
    a_states_change_that_comes_while_another_waits_is_decided_anew,
    a_change_that_comes_between_is_shown_before_it_is_published,
    a_change_that_is_decided_stays_as_it_was_decided,
);

const NEEDS_TWO: &str = "gives a state another name or country";

fn state(app: &TestApp) -> (Signatory, Visitor) {
    let given = app.signatory(Given { category: Category::State, website: "", ..Given::default() });
    let suzie = enter(app, SUZIE);
    (given, suzie)
}

/// Sends a change of a state's; gives the number of its Case.
fn state_asks(app: &TestApp, given: &Signatory, suzie: &Visitor, change: (&str, &str)) -> i64 {
    let always = [("category", "state"), ("website", ""), ("go", "send")];
    let mut fields = entry(&always);
    fields.retain(|(name, _)| *name != change.0);
    fields.push(change);
    suzie.send("/account/amend", &fields).ok();
    cases(app, given, CaseKind::Amendment)[0].number
}

/// Sends a change; gives the number of its Case.
fn asks(app: &TestApp, given: &Signatory, suzie: &Visitor, change: (&str, &str)) -> i64 {
    suzie.send("/account/amend", &entry(&[("go", "send"), change])).ok();
    cases(app, given, CaseKind::Amendment)[0].number
}

fn state_of(app: &TestApp, number: i64) -> CaseState {
    app.read(move |db| store::case::by_number(db, number)).state
}

fn kept(app: &TestApp, given: &Signatory) -> store::organisation::Organisation {
    let id = given.organisation;
    app.read(move |db| store::organisation::find(db, id))
}

/// What a Case's page says of what changes.
fn told(colleague: &Colleague, number: i64) -> String {
    colleague.get(&format!("/staff/cases/{number}")).ok().between("id=\"h-diff\"", "</section>")
}

fn a_states_name_and_country_take_two(app: &TestApp) {
    let (given, suzie) = state(app);
    let (bodil, mogens, asta) = (app.moderator(), app.second_moderator(), app.admin());
    let number = state_asks(app, &given, &suzie, ("name", "Kongeriget Skovriget"));
    bodil.get(&format!("/staff/cases/{number}")).ok().says(NEEDS_TWO).says("another moderator or an admin");
    preview(&bodil, number, &Choice::publish()).ok().says(NEEDS_TWO);
    decide(&bodil, number, &Choice::publish()).says("For a second person").says("You made this decision");
    assert_eq!(kept(app, &given).name, given.name, "one alone changes nothing");
    assert_eq!(approve(&bodil, number).status, 403, "the same person");
    mogens.get(&format!("/staff/cases/{number}")).ok().says(NEEDS_TWO).says("Kongeriget");
    assert_eq!(approve(&mogens, number).status, 303);
    assert_eq!(kept(app, &given).name, "Kongeriget Skovriget");
    assert_eq!(state_of(app, number), CaseState::Closed);
    bodil.get(&format!("/staff/cases/{number}")).ok().lacks(NEEDS_TWO);

    let fields =
        [("category", "state"), ("website", ""), ("name", "Kongeriget Skovriget"), ("country", "NO")];
    suzie.send("/account/amend", &entry(&[&fields[..], &[("go", "send")]].concat())).ok();
    let number = cases(app, &given, CaseKind::Amendment)[0].number;
    decide(&mogens, number, &Choice::publish()).says("For a second person");
    assert_eq!(kept(app, &given).country.as_deref(), Some("DK"));
    assert_eq!(approve(&asta, number).status, 303, "an admin may, too");
    assert_eq!(kept(app, &given).country.as_deref(), Some("NO"));
}

fn everything_else_of_a_state_takes_one(app: &TestApp) {
    let (given, suzie) = state(app);
    let bodil = app.moderator();
    let changes =
        [("description", "A state."), ("statement", "We sign."), ("website", "https://skovriget.example/")];
    for change in changes {
        let number = state_asks(app, &given, &suzie, change);
        bodil.get(&format!("/staff/cases/{number}")).ok().lacks(NEEDS_TWO);
        decide(&bodil, number, &Choice::publish());
        assert_eq!(state_of(app, number), CaseState::Closed, "{}", change.0);
    }
    let other = app.signatory(Given { name: "Engen", contacts: &["bo@engen.example"], ..Given::default() });
    let bo = enter(app, "bo@engen.example");
    let number = asks(app, &other, &bo, ("name", "Engen og Vangen"));
    decide(&bodil, number, &Choice::publish());
    assert_eq!(kept(app, &other).name, "Engen og Vangen", "only states need two");
}

fn a_states_change_that_comes_while_another_waits_is_decided_anew(app: &TestApp) {
    let (given, suzie) = state(app);
    let (bodil, mogens) = (app.moderator(), app.second_moderator());
    let number = state_asks(app, &given, &suzie, ("name", "Skovriget"));
    decide(&bodil, number, &Choice::publish());
    let page = mogens.get(&format!("/staff/cases/{number}")).ok();
    let (revision, shown) =
        (page.between("name=\"revision\" value=\"", "\""), page.between("name=\"shown\" value=\"", "\""));
    state_asks(app, &given, &suzie, ("name", "Riget"));
    let fields = [("approve", "yes"), ("revision", &*revision), ("shown", &*shown)];
    assert_eq!(mogens.post(&format!("/staff/cases/{number}/second"), &fields).status, 409);
    assert_eq!((kept(app, &given).name, state_of(app, number)), (given.name.clone(), CaseState::Open));
}

fn a_change_that_comes_between_is_shown_before_it_is_published(app: &TestApp) {
    let given = app.signatory(Given::default());
    let (bodil, suzie) = (app.moderator(), enter(app, SUZIE));
    let number = asks(app, &given, &suzie, ("name", "Skovbrynet Foreningsliv"));
    let shown = preview(&bodil, number, &Choice::publish()).ok();
    assert!(shown.body.contains("Foreningsliv"), "what is published stands beside the button");
    asks(app, &given, &suzie, ("name", "Skovbrynet Ubemærket"));
    let late = send_preview(&bodil, number, &shown).says("Something has changed since you looked");
    assert_eq!(late.status, 409);
    let diff = late.between("id=\"h-diff\"", "</section>");
    assert!(diff.contains("Folkeforening") && diff.contains("Ubemærket"), "{diff}");
    assert_eq!(kept(app, &given).name, given.name);
    assert_eq!(send_preview(&bodil, number, &late).status, 303);
    assert_eq!(kept(app, &given).name, "Skovbrynet Ubemærket");
}

fn a_change_that_is_decided_stays_as_it_was_decided(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given::default());
    let (bodil, suzie) = (app.moderator(), enter(app, SUZIE));
    let declined = asks(app, &given, &suzie, ("statement", "We sign because the net is nobody’s."));
    decide(&bodil, declined, &Choice::decline("No."));
    let published = asks(app, &given, &suzie, ("statement", "We sign because the net is everybody’s."));
    assert_eq!(enters(&bodil, published, "Forest Edge Society").status, 303);
    decide(&bodil, published, &Choice::publish());
    let last = asks(app, &given, &suzie, ("statement", "We sign because the net is young."));
    decide(&bodil, last, &Choice::publish());
    let diff = told(&bodil, declined);
    assert!(diff.contains("ours") && diff.contains("nobody") && !diff.contains("young"), "{diff}");
    let diff = told(&bodil, published);
    assert!(diff.contains("ours") && diff.contains("everybody") && !diff.contains("young"), "{diff}");
    assert!(diff.contains("Forest"), "it was called so when the change was decided: {diff}");
}
