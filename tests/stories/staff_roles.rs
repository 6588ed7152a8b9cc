//! A role that decides is given by two admins, and taken by one. Each has a day of its own: whoever gets another one, or
//! gives one up, stays the second person by those that they have had.

use chrono::Duration;
use tilsagn::app::letter::Letter;
use tilsagn::domain::permit::Roles;
use tilsagn::store;

use crate::nadia_stays_unnamed::Lacks;
use crate::staff_administer::{change_roles, give_roles};
use crate::staff_provider::{Make, Scene};
use crate::staff_second::{approve, approve_as_shown_to, record};
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide};
use crate::support::staff::Colleague;
use crate::{stories, stories_with_a_provider};

stories!(
    a_role_that_decides_is_given_by_two,
    nobody_agrees_to_a_role_of_their_own,
    what_waits_is_called_off,
    who_proposed_a_role_and_has_left_is_no_first,
    who_proposed_an_account_and_has_left_is_no_first,
    an_account_that_is_proposed_anew_is_told_of_anew,
    a_role_goes_only_where_one_stays,
    an_account_that_waits_is_no_way_round,
    another_role_takes_no_day_from_those_that_stay,
    a_role_that_is_given_again_begins_anew,
    a_new_role_is_no_second_by_an_old_one,
);

const TOO_NEW: &str = "You have had the role that this takes for less than 24 hours";

/// What a colleague has.
fn roles(app: &TestApp, of: &Colleague) -> Roles {
    let id = of.id;
    app.read(move |db| store::staff::find(db, id)).roles
}

/// What somebody reads about roles that wait, and cannot agree to.
fn cannot_agree(admin: &Colleague, to: &Colleague, why: &str, status: u16) {
    admin.get(&page_of(to)).ok().says(why).lacks("Give these roles");
    assert_eq!(admin.on_account(to.id, "roles/confirm").status, status, "{why}");
}

fn page_of(colleague: &Colleague) -> String {
    format!("/staff/people/{}", colleague.id)
}

fn a_role_that_decides_is_given_by_two(app: &TestApp) {
    let (asta, aksel, vita) = (app.admin(), app.second_admin(), app.viewer());
    let frida = app.newcomer("admin", "Frida Frisk");
    let asked = change_roles(&asta, &vita, &["viewer", "moderator"]);
    assert_eq!(asked.location(), Some(format!("{}?done=roles-proposed", page_of(&vita)).as_str()));
    assert_eq!((roles(app, &vita), vita.get("/staff/letters/new").status), (Roles::parse("viewer"), 403));
    let told = app.mails().into_iter().filter(|mail| matches!(mail.letter, Letter::AccountProposed { .. }));
    assert_eq!(told.map(|mail| mail.to).collect::<Vec<_>>(), [aksel.email.as_str()]);
    let Letter::AccountProposed { link, existing: true } = app.mail_to(&aksel.email) else {
        panic!("no mail")
    };
    cannot_agree(&asta, &vita, "You proposed them", 403);
    cannot_agree(&frida, &vita, "less than 24 hours", 403);
    asta.get("/staff/people").ok().says("more wait for a second admin");
    vita.get(&page_of(&vita)).ok().says("Roles that wait for another admin").lacks("Call it off");
    aksel.get(&link).ok().says("Roles that wait for another admin").says("Give these roles");
    let given = aksel.on_account(vita.id, "roles/confirm");
    assert_eq!(given.location(), Some(format!("{}?done=roles-confirmed", page_of(&vita)).as_str()));
    assert_eq!(roles(app, &vita), Roles::parse("viewer moderator"));
    vita.get("/staff/letters/new").ok();
    asta.get(&page_of(&vita)).ok().lacks("Roles that wait for another admin");
    asta.get("/staff/audit?act=staff.roles_proposed").ok().says("1 result").says("waits: moderator");
    asta.get("/staff/audit?act=staff.roles_confirmed").ok().says("1 result").says("Aksel Andensen");
}

fn nobody_agrees_to_a_role_of_their_own(app: &TestApp) {
    let (asta, aksel) = (app.admin(), app.second_admin());
    gets(&asta, &aksel, &["admin", "moderator"]);
    cannot_agree(&aksel, &aksel, "They are for you", 403);
    let tove = app.staff("admin", "Tove Tredje");
    assert_eq!(tove.on_account(aksel.id, "roles/confirm").status, 303);
    assert_eq!(roles(app, &aksel), Roles::parse("moderator admin"));
}

fn what_waits_is_called_off(app: &TestApp) {
    let (asta, aksel, bodil) = (app.admin(), app.second_admin(), app.moderator());
    gets(&asta, &bodil, &["moderator", "admin"]);
    // What one admin gives and takes alone ends nothing that waits.
    gets(&aksel, &bodil, &["moderator", "viewer"]);
    gets(&aksel, &bodil, &["viewer"]);
    aksel.get(&page_of(&bodil)).ok().says("Give these roles");
    let off = aksel.on_account(bodil.id, "roles/call-off");
    asta.get(&page_of(&bodil)).ok().lacks("Roles that wait for another admin");
    assert_eq!(off.location(), Some(format!("{}?done=roles-called-off", page_of(&bodil)).as_str()));
    assert_eq!(aksel.on_account(bodil.id, "roles/confirm").status, 409, "nothing waits");
    assert_eq!(roles(app, &bodil), Roles::parse("viewer"));
}

fn who_proposed_a_role_and_has_left_is_no_first(app: &TestApp) {
    let (asta, aksel, vita) = (app.admin(), app.second_admin(), app.viewer());
    gets(&asta, &vita, &["viewer", "admin"]);
    aksel.send(&format!("{}/disable", page_of(&asta)), &[]).ok();
    cannot_agree(&aksel, &vita, "may no longer decide", 409);
    assert_eq!(aksel.on_account(vita.id, "roles/call-off").status, 303);
    gets(&aksel, &vita, &["viewer", "admin"]);
    aksel.send(&format!("{}/disable", page_of(&vita)), &[]).ok();
    aksel.get(&page_of(&vita)).ok().lacks("Roles that wait for another admin");
}

fn who_proposed_an_account_and_has_left_is_no_first(app: &TestApp) {
    let (asta, aksel, tove) = (app.admin(), app.second_admin(), app.staff("admin", "Tove Tredje"));
    let nina = |roles| [("name", "Nina Nymand"), ("email", "nina@ministry.example"), ("roles", roles)];
    let proposed = asta.post("/staff/people", &nina("admin"));
    let page = proposed.location().unwrap().split('?').next().unwrap().to_owned();
    let confirms = || {
        let revision = tove.get(&page).ok().between("name=\"revision\" value=\"", "\"");
        tove.post(&format!("{page}/confirm"), &[("revision", &revision)])
    };
    assert_eq!(aksel.post("/staff/people", &nina("moderator")).status, 422, "it waits for him");
    aksel.send(&format!("{}/disable", page_of(&asta)), &[]).ok();
    tove.get(&page).ok().says("is no admin any more").lacks("Confirm the account and mail");
    let refused = confirms();
    assert_eq!(refused.says("may no longer decide").status, 409);
    // Proposed anew it takes the place of what waits, as it is proposed then; two clicks are one.
    for _ in 0..2 {
        let anew = aksel.post("/staff/people", &nina("moderator"));
        assert_eq!(anew.location().unwrap().split('?').next(), Some(page.as_str()));
    }
    assert!(matches!(app.mail_to(&tove.email), Letter::AccountProposed { existing: false, .. }));
    tove.get(&page).ok().says("Aksel Andensen").lacks("is no admin any more");
    assert_eq!(confirms().status, 303);
    assert!(matches!(app.mail_to("nina@ministry.example"), Letter::StaffSetup { .. }));
    let row = app.read(|db| store::staff::by_email(db, "nina@ministry.example")).unwrap();
    assert_eq!(row.roles, Roles::parse("moderator"));
}

fn an_account_that_is_proposed_anew_is_told_of_anew(app: &TestApp) {
    let (asta, aksel, tove) = (app.admin(), app.second_admin(), app.staff("admin", "Tove Tredje"));
    let nina = [("name", "Nina Nymand"), ("email", "nina@ministry.example"), ("roles", "moderator")];
    let proposes = |admin: &Colleague| assert_eq!(admin.post("/staff/people", &nina).status, 303);
    let has = |colleague: &Colleague, role: &str| {
        app.sql(&format!("UPDATE staff SET roles = '{role}' WHERE id = {}", colleague.id));
    };
    proposes(&asta);
    has(&asta, "viewer");
    proposes(&aksel);
    has(&aksel, "viewer");
    has(&asta, "admin");
    proposes(&asta);
    let told = app.mails().into_iter().filter(|mail| matches!(mail.letter, Letter::AccountProposed { .. }));
    assert_eq!(told.filter(|mail| mail.to == tove.email).count(), 3);
}

fn a_role_goes_only_where_one_stays(app: &TestApp) {
    let (asta, vita) = (app.admin(), app.viewer());
    let page = change_roles(&asta, &vita, &["moderator"]).says("Leave at least one role");
    assert_eq!((page.status, roles(app, &vita)), (422, Roles::parse("viewer")));
    assert_eq!(page.body.matches(" checked").count(), 1, "{}", page.body);
}

fn an_account_that_waits_is_no_way_round(app: &TestApp) {
    let (asta, aksel) = (app.admin(), app.second_admin());
    let fields = [("name", "Nina Nymand"), ("email", "nina@ministry.example"), ("roles", "viewer")];
    let page = asta.post("/staff/people", &fields).location().unwrap().split('?').next().unwrap().to_owned();
    let press = |admin: &Colleague, form: &str, more: &[(&str, &str)]| {
        let revision = admin.get(&page).ok().between("name=\"revision\" value=\"", "\"");
        admin.post(&format!("{page}/{form}"), &[more, &[("revision", &*revision)]].concat()).status
    };
    let nina =
        || app.read(|db| store::staff::by_email(db, "nina@ministry.example")).expect("the account").roles;
    assert_eq!(press(&aksel, "roles", &[("roles", "viewer"), ("roles", "admin")]), 303);
    assert_eq!(press(&aksel, "confirm", &[]), 303);
    assert_eq!((nina(), press(&aksel, "roles/confirm", &[])), (Roles::parse("viewer"), 403));
    assert_eq!((press(&asta, "roles/confirm", &[]), nina()), (303, Roles::parse("viewer admin")));
}

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
    give_roles((&asta, &app.second_admin()), &mogens, &["moderator", "viewer"]);
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
    give_roles((&asta, &app.second_admin()), &vita, &["viewer", "moderator"]);
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
        give_roles((&asta, &scene.app.second_admin()), &mogens, &["moderator", "admin"]);
        scene.passes_as(&mogens, "/staff/oidc/sign-in", ("mogens", &["call-desk"]));
        assert_eq!(approve(&mogens, number).status, 303);
    }
}
