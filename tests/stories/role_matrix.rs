//! Every route against everybody: strangers, representatives of two organisations, colleagues of each role. Made from
//! the list of routes, so that a new one is tried without anybody remembering; one with a part in braces that nobody
//! knows how to fill fails here.

use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::permit::Role;
use tilsagn::web::routes::{self, Route, Who};

use crate::one_of_each::{Own, Suzies, World, nowhere, sent};
use crate::stories;
use crate::support::app::TestApp;
use crate::support::fixtures::Given;
use crate::support::staff::Colleague;
use crate::support::visitor::{Page, Visitor};
use crate::suzie_comes_back::{SUZIE, enter};

stories!(
    everybody_meets_every_route,
    nobody_reaches_what_another_organisation_has,
    nobody_ends_a_colleagues_session,
);

/// What somebody reads whose role does not suffice.
const NOT_PERMITTED: &str = "Your role does not allow this";

/// Everybody who may come to the site, and who they are in the list's words.
struct Everybody {
    stranger: Visitor,
    suzie: Visitor,
    /// One of each role, in the order of roles.
    colleagues: [Colleague; 4],
    own: Vec<Own>,
}

/// One of them.
struct Comer<'a> {
    name: String,
    is: Is,
    visitor: &'a Visitor,
    /// Of who is no colleague, somebody's.
    own: &'a Own,
}

impl Everybody {
    fn of(app: &TestApp, colleagues: [Colleague; 4]) -> Everybody {
        let own = Own::of_each(app, &colleagues);
        Everybody { stranger: app.anonymous(), suzie: enter(app, SUZIE), colleagues, own }
    }

    fn all(&self) -> Vec<Comer<'_>> {
        let own = &self.own[0];
        let mut all = vec![
            Comer { name: "a stranger".to_owned(), is: Is::Nobody, visitor: &self.stranger, own },
            Comer { name: "a representative".to_owned(), is: Is::Member, visitor: &self.suzie, own },
        ];
        let colleagues = Role::ALL.iter().zip(&self.colleagues).zip(&self.own);
        all.extend(colleagues.map(|((role, visitor), own)| Comer {
            name: format!("a colleague ({role})"),
            is: Is::Colleague(*role),
            visitor,
            own,
        }));
        all
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Is {
    Nobody,
    Member,
    Colleague(Role),
}

impl Is {
    /// Whether the list lets them come.
    fn may_come(self, who: Who) -> bool {
        match (who, self) {
            (Who::Anyone | Who::Holder, _) | (Who::Representative, Is::Member) => true,
            (Who::Staff(roles), Is::Colleague(role)) => roles.is_empty() || roles.contains(&role),
            (Who::Representative | Who::Staff(_), _) => false,
        }
    }

    /// What somebody is told who may not: to sign in at that door, or that their role does not allow it.
    fn is_turned_away(self, who: Who, answer: &Page) -> bool {
        let door = if who == Who::Representative { "/account/sign-in" } else { "/staff/sign-in" };
        let colleague_of_another_role = matches!((who, self), (Who::Staff(_), Is::Colleague(_)));
        if colleague_of_another_role {
            // Whether there is such a row is not even looked at: that there is nothing would hide a door that stands open.
            answer.status == 403 && answer.text().contains(NOT_PERMITTED)
        } else {
            // What was sent to the account is given back, with the way to its door.
            let is_given_back =
                who == Who::Representative && answer.status == 401 && answer.body.contains(door);
            is_given_back || answer.status == 303 && answer.location().is_some_and(|to| to.starts_with(door))
        }
    }
}

type Fields = &'static [(&'static str, &'static str)];

fn comes(visitor: &Visitor, route: &Route, path: &str, sent: Fields) -> Page {
    if route.method == "POST" { visitor.post(path, sent) } else { visitor.get(path) }
}

fn everybody_meets_every_route(app: &TestApp) {
    let suzies = Suzies::place(app);
    let staff = [app.viewer(), app.moderator(), app.editor(), app.admin()];
    let world = World::place(app, suzies, &staff);
    let everybody = Everybody::of(app, staff);
    let before = app.rows();
    let mut tried = 0;
    for route in routes::table() {
        for one in everybody.all().iter().filter(|one| !one.is.may_come(route.who)) {
            let path = world.path(route.pattern, one.own);
            // Nothing is written, which would be kept for whoever has to sign in first.
            let answer = comes(one.visitor, &route, &path, &[]);
            assert!(
                one.is.is_turned_away(route.who, &answer),
                "{} came to {} {path}: {} {:?}",
                one.name,
                route.method,
                answer.status,
                answer.location()
            );
            tried += 1;
        }
    }
    assert!(tried > 300, "only {tried} were turned away");
    assert_eq!(app.rows(), before, "who is turned away changes nothing");
    what_is_open_is_open_to_everybody(&everybody, &world);
    those_who_may_come_are_let_in(app, &world);
}

/// Whoever is signed in, in whatever role or none, is sent to no door where strangers may come, and told of no role.
fn what_is_open_is_open_to_everybody(everybody: &Everybody, world: &World) {
    let is_open = |route: &Route| matches!(route.who, Who::Anyone | Who::Holder);
    for route in routes::table().into_iter().filter(is_open) {
        for one in everybody.all() {
            let path = world.path(route.pattern, one.own);
            let answer = comes(one.visitor, &route, &path, &[]);
            // The doors of staff lead to each other.
            let door = answer.location().is_some_and(|to| to.contains("/sign-in"));
            let refused = (door && !route.pattern.starts_with("/staff/"))
                || (answer.status == 403 && answer.text().contains(NOT_PERMITTED))
                || answer.status == 500;
            let name = &one.name;
            assert!(!refused, "{name} may come to {} {path}: {}", route.method, answer.status);
        }
    }
}

/// The doors do not turn away whom the list invites, and there is something behind each. What signs somebody out comes
/// last, in browsers of their own.
fn those_who_may_come_are_let_in(app: &TestApp, world: &World) {
    let everybody = Everybody::of(app, second_staff(app));
    let mut routes = routes::table();
    routes.sort_by_key(|route| {
        (route.method == "POST", ends_something(route.pattern), signs_out(route.pattern))
    });
    for route in routes.iter().filter(|route| !matches!(route.who, Who::Anyone | Who::Holder)) {
        for one in everybody.all().iter().filter(|one| one.is.may_come(route.who)) {
            let path = world.path(route.pattern, one.own);
            let answer = comes(one.visitor, route, &path, sent(route.pattern));
            let door = answer.location().is_some_and(|to| to.contains("/sign-in"));
            // What another rule says no to (the same person twice) is no question of who may come.
            let refused = answer.text().contains(NOT_PERMITTED)
                || answer.status >= 500
                || (door && !signs_out(route.pattern));
            // What names nothing may have nothing to show; what is named is there.
            let nothing = answer.status == 404 && route.pattern.contains('{');
            let name = &one.name;
            assert!(!refused && !nothing, "{name} may come to {} {path}: {}", route.method, answer.status);
        }
    }
}

/// What would take away what the next route is tried with.
fn ends_something(pattern: &str) -> bool {
    let last = pattern.rsplit('/').next().unwrap_or_default();
    ["sign-out", "disable", "reset", "delete", "roles", "end-others"].contains(&last)
}

/// What ends one's own session.
fn signs_out(pattern: &str) -> bool {
    ["/account/sign-out", "/staff/sign-out"].contains(&pattern)
}

/// Others than those with whom everything was placed: who asked or was asked may do less, or more.
fn second_staff(app: &TestApp) -> [Colleague; 4] {
    [
        app.staff("viewer", "Vilma Visitsen"),
        app.second_moderator(),
        app.staff("editor", "Ellen Skrivesen"),
        app.second_admin(),
    ]
}

fn nobody_ends_a_colleagues_session(app: &TestApp) {
    let staff = [app.viewer(), app.moderator(), app.editor(), app.admin()];
    let own = Own::of_each(app, &staff);
    let end =
        |by: &Colleague, own: &Own| by.post(&format!("/staff/sessions/{}/end", own.session), &[]).status;
    for (place, by) in staff.iter().enumerate() {
        for (_, theirs) in own.iter().enumerate().filter(|(other, _)| *other != place) {
            assert_eq!(end(by, theirs), 404, "{}", by.email);
        }
    }
    for (by, own) in staff.iter().zip(&own) {
        assert_eq!(end(by, own), 303, "it was there all the time");
    }
}

fn nobody_reaches_what_another_organisation_has(app: &TestApp) {
    let suzies = Suzies::place(app);
    let engen =
        app.signatory(Given { name: "Engvangen", contacts: &["ib@engvangen.example"], ..Given::default() });
    let (ib, suzie) = (enter(app, "ib@engvangen.example"), enter(app, SUZIE));
    let before = app.rows();
    let own = routes::table().into_iter().filter(|route| route.who == Who::Representative);
    let with_objects: Vec<Route> = own.filter(|route| route.pattern.contains('{')).collect();
    assert!(with_objects.len() >= 10, "which routes name something of an organisation?");
    for route in &with_objects {
        let (path, sent) = (suzies.path(route.pattern), sent(route.pattern));
        let answer = comes(&ib, route, &path, sent);
        assert_eq!(answer.status, 404, "{} {path} of another organisation", route.method);
        let nowhere = comes(&ib, route, &nowhere(route.pattern), sent);
        assert_eq!(answer.text(), nowhere.text(), "{path}: as if it were not there");
    }
    assert_eq!(app.rows(), before);
    assert_eq!(app.state_of(engen.endorsement), EndorsementState::Published);
    for route in &with_objects {
        let path = suzies.path(route.pattern);
        let answer = comes(&suzie, route, &path, sent(route.pattern));
        assert!(
            [200, 303, 409, 422].contains(&answer.status),
            "{path} is there for Suzie: {}",
            answer.status
        );
    }
}
