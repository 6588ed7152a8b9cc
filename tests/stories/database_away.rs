//! The database is away under a running site: readers read on for a while, nothing is half done, and when
//! it is back everything goes on.

use std::time::{Duration, Instant};

use tilsagn::app::register;
use tilsagn::store::{self, Store};

use crate::stories;
use crate::support::app::TestApp;
use crate::support::visitor::Visitor;

stories!(
    readers_read_on_while_the_database_is_away,
    nobody_is_named_after_fifteen_minutes_without_the_database,
);

/// Asked for before the database goes away, so that their answers are ready.
const ASKED: &[&str] = &["/", "/call", "/signatories"];
/// Asked for only then.
const NOT_ASKED: &[&str] = &[
    "/da",
    "/call/v1",
    "/call/compare/1/2",
    "/signatories?q=org&country=DE",
    "/signatories/org-8",
    "/commitments?kind=funding",
    "/commitments/promise10",
    "/api/v1/signatories",
    "/data/signatories.csv",
    "/about",
    "/sign",
    "/healthz",
];
/// They name signatories.
const NAMING: &[&str] = &[
    "/",
    "/da/signatories",
    "/signatories/org-1",
    "/commitments",
    "/api/v1/signatories",
    "/data/signatories.csv",
    "/sitemap.xml",
];
/// The first of the signatories, and its address.
const NAMES: [&str; 2] = ["Nordhavn Borgerlaboratorium", "org-1"];

fn readers_read_on_while_the_database_is_away(app: &TestApp) {
    app.publish_register();
    let visitor = app.anonymous();
    for path in ASKED {
        visitor.get(path).ok();
    }
    app.database().goes_away();
    for path in ASKED.iter().chain(NOT_ASKED) {
        visitor.get(path).ok();
    }
    visitor.get("/signatories?q=nordhavn").ok().says(NAMES[0]);
    assert_eq!(visitor.get("/readyz").status, 503);
    fails_friendly(&visitor);

    app.database().comes_back();
    is_ready_soon(&visitor);
    visitor.send("/sign", &[("do", "start")]).ok().says("Which organisation signs?");
    app.sql("UPDATE organisations SET name = 'Nordhavn Open Lab' WHERE slug = 'org-1'");
    visitor.get("/signatories/org-1").ok().says("Nordhavn Open Lab");
}

/// Whoever sends something learns what to do, in their language, with a reference for whoever helps them.
fn fails_friendly(visitor: &Visitor) {
    for (path, sorry, next) in [
        ("/sign", "Something went wrong on our side", "Wait a minute, then try again."),
        ("/da/sign", "Noget gik galt hos os", "Vent et minut, og prøv igen."),
    ] {
        let page = visitor.post(path, &[("do", "start")]);
        assert_eq!(page.status, 500, "{}", page.text());
        let reference = page.headers["x-request-id"].clone();
        assert_eq!(page.headers["cache-control"], "no-store");
        page.says(sorry).says(next).says(&reference);
    }
}

fn is_ready_soon(visitor: &Visitor) {
    let until = Instant::now() + Duration::from_secs(15);
    while visitor.get("/readyz").status != 200 {
        assert!(Instant::now() < until, "not ready although the database is back");
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn nobody_is_named_after_fifteen_minutes_without_the_database(app: &TestApp) {
    app.publish_register();
    let visitor = app.anonymous();
    for path in NAMING {
        visitor.get(path).ok();
    }
    app.database().goes_away();
    app.clock.advance(chrono::Duration::minutes(15));
    assert!(app.block_on(register::refresh(&app.app)).is_err());
    for path in NAMING {
        visitor.get(path).ok();
    }

    app.clock.advance(chrono::Duration::seconds(1));
    for path in NAMING {
        let page = visitor.get(path);
        assert_eq!(page.status, 500, "{path}");
        assert!(!NAMES.iter().any(|name| page.body.contains(name)), "{path}: {}", page.text());
    }
    visitor.get("/healthz").ok();

    app.database().comes_back();
    is_ready_soon(&visitor);
    app.settle();
    for path in NAMING {
        visitor.get(path).ok();
    }
}

/// An open file can be written to when nobody finds it any more: what is answered must be in the one that
/// stands at the path.
#[test]
fn a_backup_put_in_the_place_of_the_database_is_what_is_written_to() {
    let app = TestApp::on_sqlite();
    app.publish_register();
    app.database().goes_away();
    app.database().copy_comes_back();
    app.write(|db, now| store::setting::put(db, "contact_unit", "Harbour office", now));
    let found =
        |store: &Store| app.block_on(store.read(store::setting::all)).unwrap()["contact_unit"].clone();
    assert_eq!(found(&Store::open(app.app.store.url()).unwrap()), "Harbour office");
    assert_eq!(found(&app.app.store), "Harbour office");
}
