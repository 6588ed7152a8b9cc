//! A mailed link is for one thing: at every other address that takes one it opens nothing and does nothing, whatever is
//! sent with it, and it is no session. Made from the list of routes, as `role_matrix` is.

use std::collections::BTreeSet;

use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::ids::StaffId;
use tilsagn::domain::link::{Purpose, life};
use tilsagn::store::link::NewLink;
use tilsagn::web::routes::{self, Route, Who};
use tilsagn::{secret, store, totp};

use crate::one_of_each::nils;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk;
use crate::support::fixtures::{Given, Signatory};
use crate::support::rows;
use crate::support::staff::PASSWORD;
use crate::support::visitor::Visitor;
use crate::suzie_comes_back::{SUZIE, enter};
use crate::suzie_invites::JOINING;
use crate::suzie_moves::moving_link;

stories!(
    a_link_opens_what_it_is_for_and_nothing_else,
    a_link_does_what_it_is_for_and_nothing_else,
    twenty_at_once_do_by_a_link_what_it_is_for_once,
);

/// What the links are about.
struct Things {
    suzies: Signatory,
    colleague: StaffId,
}

impl Things {
    fn place(app: &TestApp) -> Things {
        desk::reasons(app);
        Things { suzies: app.signatory(Given::default()), colleague: nils(app) }
    }

    /// A link of each purpose.
    fn links(&self, app: &TestApp) -> Vec<(Purpose, String)> {
        Purpose::ALL.iter().map(|purpose| (*purpose, link(app, self, *purpose))).collect()
    }
}

/// What a link that leads to an address is for.
fn purpose(pattern: &str) -> Purpose {
    let begins = [
        ("/sign/continue/", Purpose::Draft),
        ("/confirm/", Purpose::Confirm),
        ("/cancel/", Purpose::Cancel),
        ("/hide/", Purpose::Hide),
        ("/account/enter/", Purpose::Account),
        ("/account/join/", Purpose::Invitation),
        ("/account/mailbox/", Purpose::Mailbox),
        ("/account/recovery/", Purpose::Recovery),
        ("/unsubscribe/", Purpose::Unsubscribe),
        ("/reverse/", Purpose::Reverse),
        ("/staff/setup/", Purpose::StaffSetup),
    ];
    let found = begins.into_iter().find(|(begin, _)| pattern.starts_with(begin));
    found.unwrap_or_else(|| panic!("what is a link to {pattern} for?")).1
}

/// The addresses that take a link.
fn doors(method: &str) -> Vec<Route> {
    let takes = |route: &Route| route.method == method && route.pattern.contains("{token}");
    routes::table().into_iter().filter(takes).collect()
}

fn a_link_opens_what_it_is_for_and_nothing_else(app: &TestApp) {
    let links = Things::place(app).links(app);
    let mut patterns = BTreeSet::new();
    let before = app.rows();
    for route in doors("GET") {
        assert_eq!(route.who, Who::Holder, "{}", route.pattern);
        patterns.insert(route.pattern);
        let mut opened_by = Vec::new();
        for (purpose, token) in &links {
            let visitor = app.anonymous();
            let page = visitor.get(&route.pattern.replace("{token}", token));
            assert_eq!(page.headers["cache-control"], "no-store", "{} by a link to {purpose}", route.pattern);
            if page.status == 200 {
                opened_by.push(*purpose);
            }
            let cookies =
                format!("tilsagn-dev-staff={token}; tilsagn-dev-account={token}; tilsagn-dev-form={token}");
            let session = visitor.get_with("/account", &[("Cookie", &cookies)]);
            let staff = visitor.get_with("/staff/sessions", &[("Cookie", &cookies)]);
            assert_eq!((session.status, staff.status), (303, 303), "{purpose} is no session");
        }
        assert_eq!(opened_by, [purpose(route.pattern)], "{}", route.pattern);
    }
    assert!(patterns.len() >= Purpose::ALL.len(), "a page for each purpose: {patterns:?}");
    assert_eq!(app.rows(), before, "looking changes nothing");
}

/// What comes back when a form is sent to an address with this token, without the token itself.
fn sent(app: &TestApp, pattern: &str, token: &str, paired: &Paired) -> (u16, Option<String>, String) {
    let fields: &[(&str, &str)] = match pattern {
        "/account/join/{token}" => {
            &[("person", "Palle Prøvesen"), ("job_title", "Secretary"), ("authority", "delegated")]
        }
        "/staff/setup/{token}" => &[("password", PASSWORD), ("again", PASSWORD)],
        "/staff/setup/{token}/finish" => &[("kept", &paired.kept), ("code", &paired.code)],
        _ => &[],
    };
    let answer = app.anonymous().post(&pattern.replace("{token}", token), fields);
    let plain = |text: &str| text.replace(token, "");
    (answer.status, answer.location().map(plain), plain(&answer.text()))
}

/// What the second page of setting an account up sends: it goes with one link alone.
struct Paired {
    kept: String,
    code: String,
}

fn paired(app: &TestApp, token: &str) -> Paired {
    let fields = [("password", PASSWORD), ("again", PASSWORD)];
    let page = app.anonymous().post(&format!("/staff/setup/{token}"), &fields).ok();
    let secret = page.between("<code dir=\"ltr\">", "</code>").replace(' ', "");
    let code = totp::code_at(&secret, app.app.clock.now()).unwrap();
    Paired { kept: page.between("name=\"kept\" value=\"", "\""), code }
}

fn a_link_does_what_it_is_for_and_nothing_else(app: &TestApp) {
    let links = Things::place(app).links(app);
    let of = |wanted: Purpose| &links.iter().find(|(purpose, _)| *purpose == wanted).unwrap().1;
    let paired = paired(app, of(Purpose::StaffSetup));
    let mut doors = doors("POST");
    let (before, mut tried) = (app.rows(), 0);
    let invented =
        |pattern: &str| sent(app, pattern, "a-link-to-nothing-of-some-length-000000000000", &paired);
    for route in &doors {
        let nothing = invented(route.pattern);
        assert!([404, 410].contains(&nothing.0), "{}: {nothing:?}", route.pattern);
        for (other, token) in links.iter().filter(|(one, _)| *one != purpose(route.pattern)) {
            let answer = sent(app, route.pattern, token, &paired);
            assert_eq!(answer, nothing, "a link to {other} at {}", route.pattern);
            tried += 1;
        }
    }
    assert!(tried >= 120, "only {tried} were tried");
    assert_eq!(app.rows(), before, "no link is used, nothing is done");
    // It was for the link alone that nothing happened. Hiding comes last, since it ends what others are about; and no
    // identity provider is set here.
    doors.retain(|route| !route.pattern.ends_with("/oidc"));
    doors.sort_by_key(|route| purpose(route.pattern) == Purpose::Hide);
    for route in &doors {
        let answer = sent(app, route.pattern, of(purpose(route.pattern)), &paired);
        assert_ne!(answer, invented(route.pattern), "{} is there for its link", route.pattern);
    }
    assert_ne!(app.rows(), before);
}

/// What there is one of more once a link of a purpose was used, as a query that counts it. Nothing where using one changes
/// nothing by itself: one carries a form into a browser, with the other a password is chosen, and `staff_token` goes through
/// with that.
fn counted(purpose: Purpose) -> Option<String> {
    let noted = |act: &str| Some(format!("SELECT count(*) AS count FROM audit_lines WHERE act = '{act}'"));
    match purpose {
        Purpose::Draft | Purpose::StaffSetup => None,
        Purpose::Confirm => noted("endorsement.confirmed"),
        Purpose::Account => noted("account.entered"),
        Purpose::Cancel => noted("endorsement.cancelled"),
        Purpose::Reverse => Some("SELECT count(*) AS count FROM cases WHERE kind = 'reversal'".to_owned()),
        Purpose::Hide => noted("endorsement.visibility"),
        Purpose::Invitation => noted("people.joined"),
        Purpose::Mailbox => noted("people.moved"),
        Purpose::Recovery => noted("recovery.confirmed"),
        Purpose::Unsubscribe => Some("SELECT count(*) AS count FROM circular_optouts".to_owned()),
    }
}

fn twenty_at_once_do_by_a_link_what_it_is_for_once(app: &TestApp) {
    let mut links = Things::place(app).links(app);
    // Hiding ends what others are about.
    links.sort_by_key(|(purpose, _)| *purpose == Purpose::Hide);
    for (of, token) in &links {
        let Some(query) = counted(*of) else { continue };
        let count = || {
            let query = query.clone();
            app.read(move |db| rows::count(db, &query))
        };
        let before = count();
        let mut doors = doors("POST").into_iter().filter(|route| purpose(route.pattern) == *of);
        let door = doors.find(|route| route.pattern.ends_with("{token}")).expect("a door");
        let (base, path) = (app.base.as_str(), door.pattern.replace("{token}", token));
        let fields: &[(&str, &str)] = if *of == Purpose::Invitation { &JOINING } else { &[] };
        let answers: Vec<u16> = std::thread::scope(|scope| {
            let press = || Visitor::new(base).post(&path, fields).status;
            let tries: Vec<_> = (0..20).map(|_| scope.spawn(press)).collect();
            tries.into_iter().map(|one| one.join().unwrap()).collect()
        });
        assert_eq!(count() - before, 1, "{of}: {answers:?}");
        assert!(answers.iter().all(|status| *status < 500), "{of}: {answers:?}");
    }
}

/// A link of a purpose, with something that is there behind it.
fn link(app: &TestApp, things: &Things, purpose: Purpose) -> String {
    if purpose == Purpose::Mailbox {
        return mailbox(app);
    }
    let token = format!("a-link-to-{purpose}-of-some-length-000000000000");
    let subject = match purpose {
        Purpose::Account | Purpose::Unsubscribe => things.suzies.representatives[0].0,
        Purpose::StaffSetup => things.colleague.0,
        // Two, since confirming one ends what else waits for its mailbox under its name.
        Purpose::Confirm | Purpose::Cancel => {
            let given = Given {
                name: if purpose == Purpose::Confirm { "Lunden" } else { "Kæret" },
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
        Purpose::Hide => things.suzies.endorsement.0,
        Purpose::Draft => draft(app),
        Purpose::Invitation => invitation(app, things),
        Purpose::Recovery => recovery(app, things),
        Purpose::Mailbox => unreachable!("its link holds an address"),
    };
    let hash = secret::hash_token(&token);
    app.write(move |db, now| {
        let expires_at = now + life(purpose);
        store::link::insert(db, &NewLink { hash, purpose, subject_id: subject, created_at: now, expires_at })
    });
    token
}

/// A colleague whom Suzie invites.
fn invitation(app: &TestApp, things: &Things) -> i64 {
    let wish = [("person", "Palle"), ("email", "palle@skovbrynet.example"), ("language", "en")];
    enter(app, SUZIE).send("/account/people/invite", &wish).ok();
    let of = things.suzies.organisation;
    app.read(move |db| store::invitation::of_organisation(db, of))[0].id.0
}

/// Somebody else who moves to another mailbox: the address lies in the link itself.
fn mailbox(app: &TestApp) -> String {
    app.signatory(Given { name: "Dalen", contacts: &["eva@dalen.example"], ..Given::default() });
    moving_link(app, &enter(app, "eva@dalen.example"), "eva@new.dalen.example")
        .rsplit('/')
        .next()
        .unwrap()
        .to_owned()
}

/// Somebody who asks to act for Suzie's organisation.
fn recovery(app: &TestApp, things: &Things) -> i64 {
    let wish = [
        ("signatory", things.suzies.slug.as_str()),
        ("person", "Palle"),
        ("job_title", "Secretary"),
        ("email", "palle@skovbrynet.example"),
        ("authority", "own"),
        ("proof", "letter"),
        ("others", "stay"),
    ];
    app.anonymous().post("/account/recover/ask", &wish).ok();
    let of = things.suzies.organisation;
    app.read(move |db| store::recovery::of_organisation(db, of))[0].id.0
}

/// A form that somebody began.
fn draft(app: &TestApp) -> i64 {
    let visitor = app.anonymous();
    visitor.post("/sign", &[("category", "company")]);
    let later = app.app.clock.now() + life(Purpose::Draft) * 2;
    let drafts = app.read(move |db| store::draft::expired(db, later));
    drafts.last().expect("a draft was begun").0
}
