//! Staff have a host of their own: their pages are there, nothing else is, and they are nowhere else.

use chrono::Duration;
use tilsagn::app::letter::Letter;
use tilsagn::app::staff;

use crate::support::app::TestApp;
use crate::support::staff::PASSWORD;
use crate::support::visitor::{Page, Visitor};

type Make = fn(&[(&str, &str)]) -> TestApp;

mod sqlite {
    #[test]
    fn each_host_shows_its_own_pages() {
        super::each_host_shows_its_own_pages(crate::support::app::TestApp::on_sqlite_with);
    }
    #[test]
    fn mails_to_staff_lead_to_their_host() {
        super::mails_to_staff_lead_to_their_host(crate::support::app::TestApp::on_sqlite_with);
    }
}
mod postgres {
    #[test]
    fn each_host_shows_its_own_pages() {
        super::each_host_shows_its_own_pages(crate::support::app::TestApp::on_postgres_with);
    }
    #[test]
    fn mails_to_staff_lead_to_their_host() {
        super::mails_to_staff_lead_to_their_host(crate::support::app::TestApp::on_postgres_with);
    }
}

/// The public's host is 127.0.0.1, the staff's is localhost: both are this machine.
const APART: &[(&str, &str)] = &[("TILSAGN_STAFF_HOST", "localhost")];

fn on_staff_host(app: &TestApp) -> Visitor {
    Visitor::new(&app.base.replace("127.0.0.1", "localhost"))
}

fn posts_from(visitor: &Visitor, path: &str, origin: &str) -> Page {
    visitor.post_with(path, &[("email", "a@b.example")], &[("Origin", origin)])
}

fn each_host_shows_its_own_pages(make: Make) {
    let app = make(APART);
    app.publish_call();
    let (public, desk) = (app.anonymous(), on_staff_host(&app));
    let there = app.base.replace("127.0.0.1", "localhost");
    public.get("/").ok();
    let nothing = public.get("/no-such-page");
    for path in [
        "/staff",
        "/staff/sign-in",
        "/da/staff/sign-in",
        "/staff/cases",
        "/staff/setup/x",
        "/%73taff",
        "/%73%74aff/sign-in",
    ] {
        let page = public.get(path);
        assert_eq!(page.status, 404, "{path}");
        if !path.starts_with("/da") {
            assert_eq!(page.body, nothing.body, "{path} says nothing of where they are");
        }
    }
    assert_eq!(public.post("/staff/sign-in", &[("email", "x")]).status, 404);
    assert_eq!(public.post("/%73taff/sign-in", &[("email", "x")]).status, 404);
    assert_eq!(public.get("/da/%73taff/sign-in").status, 404);
    desk.get("/staff/sign-in").ok().says("Sign in to the register desk");
    desk.get("/healthz").ok();
    desk.get("/readyz").ok();
    let style = desk.get("/staff/sign-in").between("href=\"/static/staff.", "\"");
    desk.get(&format!("/static/staff.{style}")).ok();
    assert_eq!(desk.get("/").location(), Some(format!("{there}/staff").as_str()));
    assert_eq!(desk.get("/da").location(), Some(format!("{there}/da/staff").as_str()));
    assert_eq!(
        desk.get("/signatories?q=x&page=2").location(),
        Some(format!("{}/signatories?q=x&page=2", app.base).as_str())
    );
    assert_eq!(desk.get("/da/call").location(), Some(format!("{}/da/call", app.base).as_str()));
    assert_eq!(desk.post("/account/sign-in", &[("email", "a@b.example")]).status, 404);
    // Only the request's own host counts, in whatever letters; and changes come from the page's own host.
    let lies = [("X-Forwarded-Host", "localhost"), ("Forwarded", "host=localhost")];
    assert_eq!(public.get_with("/staff/sign-in", &lies).status, 404);
    assert_eq!(public.get_with("/staff/sign-in", &[("Host", "LOCALHOST:1")]).status, 200);
    assert_ne!(posts_from(&desk, "/staff/sign-in", &there).status, 403);
    assert_eq!(posts_from(&desk, "/staff/sign-in", &app.base).status, 403);
    assert_ne!(posts_from(&public, "/account/sign-in", &app.base).status, 403);
    assert_eq!(posts_from(&public, "/account/sign-in", &there).status, 403);
}

fn mails_to_staff_lead_to_their_host(make: Make) {
    let app = make(APART);
    let there = app.base.replace("127.0.0.1", "localhost");
    let add = |email: &str, name: &str| {
        app.block_on(staff::add_by_operator(&app.app, email, name, "admin")).unwrap()
    };
    let link = add("asta@ministry.example", "Asta Attrap");
    assert!(link.starts_with(&format!("{there}/staff/setup/")), "{link}");
    app.clock.advance(-Duration::hours(48));
    let aksel = app.set_up("aksel@ministry.example", &add("aksel@ministry.example", "Aksel Andensen"));
    let asta = app.set_up("asta@ministry.example", &add_again(&app));
    app.clock.advance(Duration::hours(48));
    let desk = on_staff_host(&app);
    let sign_in = |colleague: &crate::support::staff::Colleague| {
        let code = colleague.code(&app);
        desk.post("/staff/sign-in", &[("email", &colleague.email), ("password", PASSWORD), ("code", &code)])
    };
    let came = sign_in(&asta);
    assert_eq!(came.location(), Some("/staff"));
    assert!(!came.headers["set-cookie"].to_lowercase().contains("domain="), "for this host alone");
    let fields = [
        ("email", "nina@ministry.example"),
        ("name", "Nina Nyansat"),
        ("roles", "moderator"),
        ("language", "da"),
    ];
    let proposed = desk.post("/staff/people", &fields).location().unwrap().to_owned();
    let place = proposed.split('?').next().unwrap().to_owned();
    desk.post("/staff/sign-out", &[]);
    assert_eq!(sign_in(&aksel).location(), Some("/staff"));
    desk.post(&format!("{place}/confirm"), &[("revision", "1")]).location().expect("confirmed");
    let Letter::StaffSetup { link, .. } = app.mail_to("nina@ministry.example") else { panic!("no link") };
    assert!(link.starts_with(&format!("{there}/da/staff/setup/")), "{link}");
}

/// Another link for the account that is there already.
fn add_again(app: &TestApp) -> String {
    app.block_on(staff::reset_by_operator(&app.app, "asta@ministry.example")).unwrap()
}
