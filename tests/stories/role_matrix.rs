//! Every route against everybody: strangers, representatives of two organisations, colleagues of each role. Made from
//! the list of routes, so that a new one is tried without anybody remembering; one with a part in braces that nobody
//! knows how to fill fails here.

use std::collections::BTreeSet;

use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::ids::StaffId;
use tilsagn::domain::link::Purpose;
use tilsagn::domain::locale::Locale;
use tilsagn::domain::permit::{Role, Roles};
use tilsagn::store;
use tilsagn::store::link::NewLink;
use tilsagn::web::routes::{self, Route, Who};

use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk;
use crate::support::fixtures::{Given, Signatory};
use crate::support::visitor::{Page, Visitor};
use crate::suzie_comes_back::{SUZIE, enter};

stories!(
    everybody_meets_every_route,
    nobody_reaches_what_another_organisation_has,
    a_link_opens_what_it_is_for_and_nothing_else,
);

/// What somebody reads whose role does not suffice.
const NOT_PERMITTED: &str = "Your role does not allow this";

const BO: &str = "bo@engen.example";

/// Where a part `{id}` is a row's number.
const NUMBERED: [&str; 8] = [
    "/staff/circulars",
    "/staff/decisions",
    "/staff/invalidations",
    "/staff/limits",
    "/staff/mail",
    "/staff/messages",
    "/staff/passkey",
    "/staff/sessions",
];

/// Everybody who may come to the site, and who they are in the list's words.
struct Everybody {
    stranger: Visitor,
    suzie: Visitor,
    colleagues: Vec<(Role, crate::support::staff::Colleague)>,
}

impl Everybody {
    fn of(app: &TestApp) -> Everybody {
        let suzie = enter(app, SUZIE);
        let staff = [app.viewer(), app.moderator(), app.editor(), app.admin()];
        let colleagues = Role::ALL.iter().copied().zip(staff).collect();
        Everybody { stranger: app.anonymous(), suzie, colleagues }
    }

    fn all(&self) -> Vec<(String, Is, &Visitor)> {
        let mut all = vec![
            ("a stranger".to_owned(), Is::Nobody, &self.stranger),
            ("a representative".to_owned(), Is::Member, &self.suzie),
        ];
        all.extend(self.colleagues.iter().map(|(role, colleague)| {
            let visitor: &Visitor = colleague;
            (format!("a colleague ({role})"), Is::Colleague(*role), visitor)
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

    /// What somebody is told who may not: to sign in at that door, or that there is nothing.
    fn is_turned_away(self, who: Who, answer: &Page) -> bool {
        let door = if who == Who::Representative { "/account/sign-in" } else { "/staff/sign-in" };
        let colleague_of_another_role = matches!((who, self), (Who::Staff(_), Is::Colleague(_)));
        if colleague_of_another_role {
            answer.status == 404 || (answer.status == 403 && answer.text().contains(NOT_PERMITTED))
        } else {
            answer.status == 303 && answer.location().is_some_and(|to| to.starts_with(door))
        }
    }
}

/// What the parts in braces stand for: things that are there.
struct World {
    suzies: Signatory,
    waiting: i64,
    reason: &'static str,
    colleague: StaffId,
    commitment: String,
    entry: u64,
}

fn world(app: &TestApp) -> World {
    desk::reasons(app);
    let suzies = app.signatory(Given { commitments: &["Lamps"], ..Given::default() });
    let waiting = app.signatory(Given {
        name: "Engen",
        contacts: &[BO],
        state: EndorsementState::InReview,
        ..Given::default()
    });
    let id = suzies.commitments[0];
    let commitment = app.read(move |db| store::commitment::find(db, id)).public_id;
    let entry = app.read(store::entry::count) - 1;
    let colleague = app.write(|db, now| {
        let new = store::staff::NewStaff {
            email: "nils@ministry.example".to_owned(),
            name: "Nils Nyansat".to_owned(),
            roles: Roles::parse("viewer"),
            language: Locale::English,
            created_by: None,
            created_at: now,
        };
        store::staff::insert(db, &new)
    });
    World {
        waiting: desk::number_of(app, &waiting),
        suzies,
        reason: "not_real",
        colleague,
        commitment,
        entry,
    }
}

impl World {
    /// The pattern with something that is there in place of each part in braces.
    fn filled(&self, pattern: &str) -> String {
        let part = |part: &str| match part {
            "{number}" if pattern.starts_with("/staff/cases") => self.waiting.to_string(),
            "{number}" if pattern.contains("/call/") => "1".to_owned(),
            "v{number}" => "v1".to_owned(),
            "{number}" => self.entry.to_string(),
            "{id}" if pattern.starts_with("/staff/people") => self.colleague.to_string(),
            "{id}" if NUMBERED.iter().any(|begin| pattern.starts_with(begin)) => "1".to_owned(),
            "{mail}" => "declined".to_owned(),
            "{id}" => self.commitment.clone(),
            "{slug}" => self.suzies.slug.clone(),
            "{code}" => self.reason.to_owned(),
            "{token}" => "no-such-token".to_owned(),
            "{person}" | "{invitation}" | "{request}" => "no-such-handle".to_owned(),
            "{language}" => "en".to_owned(),
            "{language}.md" => "en.md".to_owned(),
            "{place}" => "0".to_owned(),
            "{name}" => "site.css".to_owned(),
            "{older}" => "1".to_owned(),
            "{newer}" => "2".to_owned(),
            "{date}" => "2026-11-23".to_owned(),
            "{file}" => "signatories.csv".to_owned(),
            "{path:.*}" => "0/000".to_owned(),
            other => panic!("what stands for {other} in {pattern}?"),
        };
        let filled = |text: &str| if text.contains('{') { part(text) } else { text.to_owned() };
        pattern.split('/').map(filled).collect::<Vec<_>>().join("/")
    }
}

fn comes(visitor: &Visitor, route: &Route, path: &str) -> Page {
    if route.method == "POST" { visitor.post(path, &[]) } else { visitor.get(path) }
}

fn everybody_meets_every_route(app: &TestApp) {
    let world = world(app);
    let everybody = Everybody::of(app);
    let before = app.rows();
    let mut tried = 0;
    for route in routes::table() {
        let path = world.filled(route.pattern);
        for (name, is, visitor) in everybody.all() {
            if is.may_come(route.who) {
                continue;
            }
            let answer = comes(visitor, &route, &path);
            assert!(
                is.is_turned_away(route.who, &answer),
                "{name} came to {} {path}: {} {:?}",
                route.method,
                answer.status,
                answer.location()
            );
            tried += 1;
        }
    }
    assert!(tried > 300, "only {tried} were turned away");
    assert_eq!(app.rows(), before, "who is turned away changes nothing");
    those_who_may_come_are_let_in(app, &world);
}

/// The doors do not turn away whom the list invites. What signs somebody out comes last, in browsers of their own.
fn those_who_may_come_are_let_in(app: &TestApp, world: &World) {
    let fresh = Everybody { stranger: app.anonymous(), suzie: enter(app, SUZIE), colleagues: Vec::new() };
    let everybody = Everybody::of_second_staff(app, fresh);
    let mut routes = routes::table();
    let leaves = |route: &Route| route.pattern.ends_with("/sign-out");
    routes.sort_by_key(|route| (route.method == "POST", ends_something(route.pattern), leaves(route)));
    for route in routes.iter().filter(|route| !matches!(route.who, Who::Anyone | Who::Holder)) {
        let path = world.filled(route.pattern);
        for (name, is, visitor) in everybody.all() {
            if !is.may_come(route.who) || (ends_something(route.pattern) && is == Is::Member) {
                continue;
            }
            let answer = comes(visitor, route, &path);
            let door = answer.location().is_some_and(|to| to.contains("/sign-in"));
            // What another rule says no to (the same person twice) is no question of who may come.
            let refused =
                answer.text().contains(NOT_PERMITTED) || answer.status >= 500 || (door && !leaves(route));
            assert!(!refused, "{name} may come to {} {path}: {}", route.method, answer.status);
        }
    }
}

/// What would take away what the next route is tried with.
fn ends_something(pattern: &str) -> bool {
    let last = pattern.rsplit('/').next().unwrap_or_default();
    ["sign-out", "disable", "reset", "delete", "roles"].contains(&last)
}

impl Everybody {
    fn of_second_staff(app: &TestApp, rest: Everybody) -> Everybody {
        let given = [
            ("viewer", "Vilma Visitsen"),
            ("moderator", "Mogens Eksempel"),
            ("editor", "Ellen Skrivesen"),
            ("admin", "Aksel Andensen"),
        ];
        let colleagues =
            Role::ALL.iter().copied().zip(given.map(|(roles, name)| app.staff(roles, name))).collect();
        Everybody { colleagues, ..rest }
    }
}

fn nobody_reaches_what_another_organisation_has(app: &TestApp) {
    let world = world(app);
    let engen =
        app.signatory(Given { name: "Engvangen", contacts: &["ib@engvangen.example"], ..Given::default() });
    let ib = enter(app, "ib@engvangen.example");
    let before = app.rows();
    let own = routes::table().into_iter().filter(|route| route.who == Who::Representative);
    let with_objects: Vec<Route> = own.filter(|route| route.pattern.contains('{')).collect();
    assert!(with_objects.len() >= 5, "which routes name something of an organisation?");
    for route in &with_objects {
        let path = world.filled(route.pattern);
        let answer = comes(&ib, route, &path);
        assert_eq!(answer.status, 404, "{} {path} of another organisation", route.method);
        let nowhere = comes(&ib, route, &path.replace(&world.commitment, "never-was"));
        assert_eq!(answer.status, nowhere.status, "{path}: as if it were not there");
    }
    assert_eq!(app.rows(), before);
    assert_eq!(app.state_of(engen.endorsement), EndorsementState::Published);
}

fn a_link_opens_what_it_is_for_and_nothing_else(app: &TestApp) {
    let world = world(app);
    let links: Vec<(Purpose, String)> =
        Purpose::ALL.iter().map(|purpose| (*purpose, link(app, &world, *purpose))).collect();
    let mut patterns = BTreeSet::new();
    let before = app.rows();
    for route in routes::table() {
        if route.who != Who::Holder || !route.pattern.contains("{token}") {
            continue;
        }
        patterns.insert(route.pattern);
        let mut opened_by = Vec::new();
        for (purpose, token) in &links {
            let path = route.pattern.replace("{token}", token);
            if route.method == "GET" {
                let visitor = app.anonymous();
                if visitor.get(&path).status == 200 {
                    opened_by.push(*purpose);
                }
                let cookies = format!(
                    "tilsagn-dev-staff={token}; tilsagn-dev-account={token}; tilsagn-dev-form={token}"
                );
                let session = visitor.get_with("/account", &[("Cookie", &cookies)]);
                let staff = visitor.get_with("/staff/sessions", &[("Cookie", &cookies)]);
                assert_eq!((session.status, staff.status), (303, 303), "{purpose} is no session");
            }
        }
        if route.method == "GET" {
            assert_eq!(opened_by.len(), 1, "{} is opened by {opened_by:?}", route.pattern);
        }
    }
    assert!(patterns.len() >= Purpose::ALL.len(), "a page for each purpose: {patterns:?}");
    assert_eq!(app.rows(), before, "looking changes nothing");
}

/// A link of a purpose, with something that is there behind it.
fn link(app: &TestApp, world: &World, purpose: Purpose) -> String {
    let token = format!("a-link-to-{purpose}-of-some-length-000000000000");
    let subject = match purpose {
        Purpose::Account | Purpose::Unsubscribe => world.suzies.representatives[0].0,
        Purpose::StaffSetup => world.colleague.0,
        Purpose::Confirm | Purpose::Cancel => {
            let given = Given {
                name: "Lunden",
                contacts: &["ea@lunden.example"],
                state: EndorsementState::Submitted,
                ..Given::default()
            };
            app.signatory(given).endorsement.0
        }
        Purpose::Reverse => {
            let given = Given {
                name: "Åbrinken",
                contacts: &["pia@aabrinken.example"],
                state: EndorsementState::Withdrawn,
                ..Given::default()
            };
            app.signatory(given).endorsement.0
        }
        Purpose::Hide => world.suzies.endorsement.0,
        Purpose::Draft => draft(app),
        Purpose::Invitation => invitation(app, world),
        Purpose::Recovery => recovery(app, world),
    };
    let hash = tilsagn::secret::hash_token(&token);
    app.write(move |db, now| {
        let expires_at = now + tilsagn::domain::link::life(purpose);
        store::link::insert(db, &NewLink { hash, purpose, subject_id: subject, created_at: now, expires_at })
    });
    token
}

/// A colleague whom Suzie invites.
fn invitation(app: &TestApp, world: &World) -> i64 {
    let wish = [("person", "Palle"), ("email", "palle@skovbrynet.example"), ("language", "en")];
    enter(app, SUZIE).send("/account/people/invite", &wish).ok();
    let of = world.suzies.organisation;
    app.read(move |db| store::invitation::of_organisation(db, of))[0].id.0
}

/// Somebody who asks to act for Suzie's organisation.
fn recovery(app: &TestApp, world: &World) -> i64 {
    let wish = [
        ("signatory", world.suzies.slug.as_str()),
        ("person", "Palle"),
        ("job_title", "Secretary"),
        ("email", "palle@skovbrynet.example"),
        ("authority", "own"),
        ("proof", "letter"),
        ("others", "stay"),
    ];
    app.anonymous().post("/account/recover/ask", &wish).ok();
    let of = world.suzies.organisation;
    app.read(move |db| store::recovery::of_organisation(db, of))[0].id.0
}

/// A form that somebody began.
fn draft(app: &TestApp) -> i64 {
    let visitor = app.anonymous();
    visitor.post("/sign", &[("category", "company")]);
    let later = app.app.clock.now() + tilsagn::domain::link::life(Purpose::Draft) * 2;
    let drafts = app.read(move |db| store::draft::expired(db, later));
    drafts.last().expect("a draft was begun").0
}
