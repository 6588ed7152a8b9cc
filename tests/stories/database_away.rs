//! The database is away under a running site: readers read on for a while, nothing is half done, and when
//! it is back everything goes on.

use std::time::{Duration, Instant};

use tilsagn::app::register;
use tilsagn::domain::limits;
use tilsagn::store::{self, Store};

use crate::nothing_typed_is_lost::press;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::away::Base;
use crate::support::fixtures::Given;
use crate::support::rows;
use crate::support::visitor::{Page, Visitor};
use crate::suzie_comes_back::{SUZIE, ask};
use crate::suzie_signs::{EMAIL, NAME, filled, organisation};

stories!(
    readers_read_on_while_the_database_is_away,
    what_was_typed_is_sent_once_the_database_is_back,
    what_was_chosen_while_signing_is_given_back_in_words,
    what_was_typed_on_a_full_disk_is_sent_once_there_is_room,
    the_newest_checkpoint_is_read_on_while_the_database_is_away,
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

/// On SQLite one process writes at a time.
#[test]
fn an_import_elsewhere_keeps_no_colleague_from_reading() {
    let app = TestApp::on_sqlite();
    let bodil = app.moderator();
    app.clock.advance(chrono::Duration::minutes(2));
    let Base::File(file) = app.database() else { panic!("it is no file") };
    let held = rows::hold(&file);
    let begun = Instant::now();
    bodil.get("/staff/cases").ok();
    assert!(begun.elapsed() < Duration::from_secs(4), "nobody waits for the note of their last use");
    assert_eq!(bodil.post("/staff/sign-out", &[]).status, 503, "who writes waits in vain");
    drop(held);
}

/// Whoever sends it again and again meanwhile has guessed at nothing.
#[test]
fn tries_while_the_database_is_away_keep_nobody_out() {
    let app = TestApp::on_sqlite_with(&[("TILSAGN_RATE_LIMITS", "on")]);
    app.signatory(Given::default());
    let (bodil, visitor) = (app.moderator(), app.anonymous());
    let link = ask(&app, &visitor, SUZIE);
    app.clock.advance(chrono::Duration::minutes(1));
    app.database().goes_away();
    for _ in 0..=limits::SIGN_INS.at_once {
        is_away(bodil.signs_in_from(&visitor, &app));
        is_away(visitor.post(&link, &[]));
    }
    app.database().comes_back();
    is_ready_soon(&visitor);
    assert_eq!(visitor.post(&link, &[]).location(), Some("/account"));
    assert_eq!(bodil.signs_in_from(&visitor, &app).location(), Some("/staff"));
}

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
    for (path, sorry, kept) in [
        ("/sign", "Nothing can be saved at the moment", "Nothing of what you sent was kept."),
        ("/da/sign", "Intet kan gemmes lige nu", "Intet af det, du sendte, er gemt."),
    ] {
        let page = visitor.post(path, &[("do", "start")]);
        let reference = page.headers["x-request-id"].clone();
        is_away(page).says(sorry).says(kept).says(&reference);
    }
}

/// The answer of a site that waits for its database.
fn is_away(page: Page) -> Page {
    assert_eq!(page.status, 503, "{}", page.text());
    assert_eq!(page.headers["retry-after"], "60");
    assert_eq!(page.headers["cache-control"], "no-store");
    page
}

fn what_was_typed_is_sent_once_the_database_is_back(app: &TestApp) {
    app.publish_call();
    let suzie = app.anonymous();
    suzie.send("/sign", &[("do", "start")]).ok();
    app.database().goes_away();
    let typed = is_away(suzie.post("/sign/organisation", &organisation()));
    let typed = typed.says("What you typed").says("Vi passer på havne.").says("Send it again");
    // A choice and a button alone come back too.
    let chosen = is_away(suzie.post("/da/sign/visibility", &[("visibility", "protected")]));
    assert!(chosen.says("Det, du har valgt").body.contains("name=\"visibility\" value=\"protected\""));
    let door = is_away(suzie.post("/account/sign-in", &[("email", EMAIL)]));
    assert!(door.body.contains(&format!("name=\"email\" value=\"{EMAIL}\"")), "{}", door.body);
    let secret = [("email", "asta@ministry.example"), ("password", "correct horse"), ("code", "123456")];
    let secret = is_away(suzie.post("/staff/sign-in", &secret));
    assert!(!secret.body.contains("correct horse"), "{}", secret.body);
    is_away(suzie.get("/sign/organisation")).says("This page cannot be shown at the moment");

    app.database().comes_back();
    is_ready_soon(&suzie);
    let sent = press(&suzie, "/sign/organisation", &typed, None);
    assert_eq!(sent.location(), Some("/sign/representative"), "{}", sent.text());
    assert!(suzie.get("/sign/organisation").ok().body.contains(NAME));
}

/// A page of the form, what is chosen there, and the words that it is given back in.
type Chosen<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a [&'a str]);

fn what_was_chosen_while_signing_is_given_back_in_words(app: &TestApp) {
    app.publish_call();
    let suzie = app.anonymous();
    suzie.send("/sign", &[("do", "start")]).ok();
    app.database().goes_away();
    let sends = |path: &str, fields: &[(&str, &str)]| is_away(suzie.post(path, fields)).text();
    let person = [("person", "Suzie Prøve"), ("authority", "delegated"), ("named", "yes"), ("later", "1")];
    let promise = [("kind", "action"), ("measure", "deliverable"), ("countries", "DK"), ("countries", "UA")];
    let pages: [Chosen<'_>; 6] = [
        ("/sign", &[("do", "anew")], &["Button that you pressed", "Start a new form"]),
        ("/sign/organisation", &organisation(), &["What you chose", "Civil society", "Denmark"]),
        (
            "/sign/representative",
            &person,
            &[
                "Somebody with that authority asked them to sign",
                "Yes, if this person agrees when they confirm",
                "Save and come back later",
            ],
        ),
        ("/da/sign/visibility", &[("visibility", "protected")], &["Uden navn, fordi"]),
        ("/sign/commitments/new", &promise, &["It is there, or it is not", "Denmark, Ukraine"]),
        (
            "/sign/check",
            &[("declared", "yes")],
            &["I declare this for the organisation", "Sign for your organisation"],
        ),
    ];
    for (path, fields, words) in pages {
        let page = sends(path, fields);
        for said in words {
            assert!(page.contains(said), "{path}: {said:?} is not in {page}");
        }
    }
    app.database().comes_back();
}

/// What PostgreSQL says of a form where its disk is full.
const NO_SPACE: &str = "CREATE FUNCTION no_space() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
    CREATE TRIGGER no_space BEFORE UPDATE ON drafts FOR EACH ROW EXECUTE FUNCTION no_space()";

fn what_was_typed_on_a_full_disk_is_sent_once_there_is_room(app: &TestApp) {
    app.publish_call();
    let suzie = filled(app, "", &[]);
    match app.database() {
        Base::File(_) => app.write(rows::fill_up),
        Base::Server(postgres) => postgres.execute(NO_SPACE),
    }
    // More than one page of SQLite.
    let long = "竹林庭園 ".repeat(400);
    let typed = is_away(suzie.post("/sign/statement", &[("statement", &long)])).says("What you typed");

    match app.database() {
        Base::File(_) => app.write(|db, _| rows::make_room(db)),
        Base::Server(postgres) => postgres.execute("DROP FUNCTION no_space CASCADE"),
    }
    let sent = press(&suzie, "/sign/statement", &typed, None);
    assert_eq!(sent.location(), Some("/sign/check"), "{}", sent.text());
    assert!(suzie.get("/sign/statement").ok().body.contains("竹林庭園 竹林庭園"));
}

fn the_newest_checkpoint_is_read_on_while_the_database_is_away(app: &TestApp) {
    app.publish_register();
    app.settle();
    let visitor = app.anonymous();
    let checkpoint = visitor.get("/log/checkpoint").ok().body;
    app.database().goes_away();
    assert_eq!(visitor.get("/log/checkpoint").ok().body, checkpoint);
    for path in ["/log/entries/0", "/log/tile/0/000.p/1", "/data/entries.ndjson"] {
        let problem = is_away(visitor.get(path));
        assert_eq!(problem.headers["content-type"], "application/problem+json", "{path}");
        assert!(problem.body.contains("/data#problem-away"), "{path}: {}", problem.body);
    }
    app.database().comes_back();
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
        assert_eq!(page.status, 503, "{path}");
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
