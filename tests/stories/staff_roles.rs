//! Each role of a colleague has a day of its own: whoever gets another one, or gives one up, stays the second person by
//! those that they have had.

use chrono::Duration;

use crate::staff_administer::change_roles;
use crate::staff_provider::{Make, Scene};
use crate::staff_second::{approve, approve_as_shown_to, record};
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide};
use crate::support::staff::Colleague;
use crate::{stories, stories_with_a_provider};

stories!(
    another_role_takes_no_day_from_those_that_stay,
    a_role_that_is_given_again_begins_anew,
    a_new_role_is_no_second_by_an_old_one,
);

const TOO_NEW: &str = "You have had the role that this takes for less than 24 hours";

/// A state's case that waits for its second person.
fn waits(app: &TestApp) -> i64 {
    let bodil = app.moderator();
    let number = record(app, &bodil);
    decide(&bodil, number, &Choice::publish()).says("For a second person");
    number
}

fn gets(admin: &Colleague, colleague: &Colleague, roles: &[&str]) {
    assert_eq!(change_roles(admin, colleague, roles).status, 303);
}

fn another_role_takes_no_day_from_those_that_stay(app: &TestApp) {
    let number = waits(app);
    let (asta, mogens) = (app.admin(), app.second_moderator());
    gets(&asta, &mogens, &["moderator", "viewer"]);
    assert!(mogens.get(&format!("/staff/cases/{number}")).ok().body.contains("name=\"approve\""));
    assert_eq!(approve(&mogens, number).status, 303);
}

fn a_role_that_is_given_again_begins_anew(app: &TestApp) {
    let number = waits(app);
    let (asta, mogens) = (app.admin(), app.second_moderator());
    gets(&asta, &mogens, &["moderator", "viewer"]);
    gets(&asta, &mogens, &["viewer"]);
    gets(&asta, &mogens, &["moderator", "viewer"]);
    mogens.get(&format!("/staff/cases/{number}")).ok().says(TOO_NEW);
    let other = app.staff("moderator", "Vera Vikar");
    assert_eq!(approve_as_shown_to(&other, &mogens, number).says(TOO_NEW).status, 403);
    app.clock.advance(Duration::hours(24));
    mogens.signs_in(app).location().expect("signed in");
    assert_eq!(approve(&mogens, number).status, 303);
}

fn a_new_role_is_no_second_by_an_old_one(app: &TestApp) {
    let number = waits(app);
    let (asta, vita) = (app.admin(), app.viewer());
    gets(&asta, &vita, &["viewer", "moderator"]);
    assert_eq!(approve_as_shown_to(&app.second_moderator(), &vita, number).says(TOO_NEW).status, 403);
}

mod by_groups {
    use super::*;

    stories_with_a_provider!(a_role_that_a_group_lets_use_has_the_accounts_day);

    fn a_role_that_a_group_lets_use_has_the_accounts_day(make: Make) {
        let scene = Scene::new(make, &[]);
        let number = waits(&scene.app);
        let (asta, mogens) = (scene.app.admin(), scene.app.second_moderator());
        scene.connects(&mogens, "mogens");
        gets(&asta, &mogens, &["moderator", "admin"]);
        scene.passes_as(&mogens, "/staff/oidc/sign-in", ("mogens", &["call-desk"]));
        assert_eq!(approve(&mogens, number).status, 303);
    }
}
