//! Nadia signs for an organisation that cannot safely be named; Omar wants his named on the day of a conference, and
//! not before.

use chrono::Duration;
use tilsagn::app::letter::Letter;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::ids::OrganisationId;
use tilsagn::domain::visibility::Visibility;
use tilsagn::store::{self, DatabaseUrl};

use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide};
use crate::support::staff::Colleague;
use crate::support::visitor::{Page, Visitor};
use crate::suzie_signs::{confirm_link, endorsement, filled};
use tilsagn::worker;

stories!(
    nothing_of_an_unnamed_organisation_is_public,
    only_those_who_may_and_ask_see_who_it_is,
    shows_herself_when_it_is_safe,
    what_she_reads_fits_an_organisation_that_is_not_named,
    omar_is_named_on_his_day,
    omar_is_not_named_on_his_day_when_the_link_was_used,
    the_form_says_what_the_log_tells,
    the_form_asks_less_of_who_is_not_named,
    the_weeks_batch_tells_nothing,
    no_page_behind_a_mailed_link_names_her_before_she_presses,
);

pub const NAME: &str = "Hemmelighuset Zxqvy";
pub const EMAIL: &str = "nadia@zxqvy.example";
/// Everything that was typed about the organisation and could give it away.
pub const TELLING: [&str; 4] = ["Hemmelighuset", "Zxqvy", "zxqvy", "Vi arbejder i det skjulte"];

const ABOUT: [(&str, &str); 4] = [
    ("name", NAME),
    ("website", "https://www.zxqvy.example"),
    ("description", "Vi arbejder i det skjulte."),
    ("email", EMAIL),
];

/// The form up to its last page, with a choice of how the organisation appears.
fn signing(app: &TestApp, choice: &[(&str, &str)]) -> Visitor {
    let nadia = filled(app, "", &ABOUT);
    nadia.send("/sign/visibility", choice).ok();
    nadia
}

/// Signs, confirms, and gives the number of the Case.
pub fn confirmed(app: &TestApp, choice: &[(&str, &str)]) -> i64 {
    app.publish_call();
    let nadia = signing(app, choice);
    nadia.send("/sign/check", &[("version", "2"), ("language", "en"), ("declared", "yes")]).ok();
    let link = confirm_link(app, EMAIL);
    app.anonymous().post(&link, &[]).ok();
    app.read(|db| store::case::of_organisation(db, OrganisationId(1)))[0].number
}

/// The same, published by a moderator who looked.
pub fn published(app: &TestApp, choice: &[(&str, &str)]) -> (i64, Colleague) {
    let number = confirmed(app, choice);
    let moderator = app.moderator();
    moderator.post(&format!("/staff/cases/{number}/identity"), &[]);
    decide(&moderator, number, &Choice::publish());
    app.settle();
    (number, moderator)
}

pub const PROTECTED: &[(&str, &str)] = &[("visibility", "protected")];
pub const PUBLIC: &[(&str, &str)] = &[("visibility", "public")];

/// Every public address that could name a signatory.
const PUBLIC_PAGES: [&str; 14] = [
    "/",
    "/da",
    "/signatories",
    "/signatories?q=Hemmelighuset",
    "/signatories/hemmelighuset-zxqvy",
    "/commitments",
    "/commitments?q=harbour",
    "/about",
    "/data/signatories.csv",
    "/data/commitments.csv",
    "/api/v1/signatories",
    "/api/v1/commitments",
    "/sitemap.xml",
    "/api/v1/signatories/hemmelighuset-zxqvy",
];

#[track_caller]
pub fn nobody_reads_of_it(app: &TestApp) {
    let anyone = app.anonymous();
    for page in PUBLIC_PAGES {
        let body = anyone.get(page).body;
        // What was asked for is repeated where it was asked.
        let body = body
            .replace("value=\"Hemmelighuset\"", "")
            .replace("q=Hemmelighuset", "")
            .replace("hemmelighuset-zxqvy", "");
        for word in TELLING {
            let found =
                body.find(word).map(|at| body[at.saturating_sub(80)..].chars().take(200).collect::<String>());
            assert!(found.is_none() || body.contains("“Hemmelighuset”"), "{page} says {word}: {found:?}");
        }
    }
    for page in ["/signatories/hemmelighuset-zxqvy", "/api/v1/signatories/hemmelighuset-zxqvy"] {
        assert_eq!(anyone.get(page).status, 404, "{page}");
    }
}

/// Whether any row of any table holds a word in the clear, in whatever column.
pub fn tables_that_tell(app: &TestApp) -> Vec<String> {
    let tells = |rows: &Vec<String>| rows.iter().any(|row| TELLING.iter().any(|word| row.contains(word)));
    app.rows().into_iter().filter(|(_, rows)| tells(rows)).map(|(table, _)| table).collect()
}

/// Words that stand anywhere in the embedded database's file or its log of changes, once it has been quiet for a while.
pub fn bytes_that_tell(app: &TestApp) -> Vec<&'static str> {
    let DatabaseUrl::Sqlite(path) = app.app.store.url() else { return Vec::new() };
    let changes = format!("{}-wal", path.display());
    let found = || -> Vec<&'static str> {
        let bytes = [std::fs::read(path).unwrap(), std::fs::read(&changes).unwrap_or_default()].concat();
        let stands = |word: &&str| bytes.windows(word.len()).any(|part| part == word.as_bytes());
        TELLING.into_iter().filter(stands).collect()
    };
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while !found().is_empty() && std::time::Instant::now() < deadline {
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    found()
}

/// The kinds of all entries, oldest first.
pub fn kinds(app: &TestApp) -> Vec<String> {
    let mut entries = app.read(|db| store::entry::rows(db, 0, 1_000));
    entries.extend(app.read(store::entry::waiting));
    entries.into_iter().map(|entry| entry.kind).collect()
}

pub fn look_after(app: &TestApp) {
    app.block_on(worker::visibility::look_once(&app.app)).unwrap();
    app.settle();
}

/// Signed in by the mailed link.
pub fn account(app: &TestApp) -> Visitor {
    account_of(app, EMAIL)
}

pub fn account_of(app: &TestApp, email: &str) -> Visitor {
    let visitor = app.anonymous();
    visitor.post("/account/sign-in", &[("email", email)]).ok();
    let Letter::AccountLink { link, .. } = app.mail_to(email) else { panic!("no link into the account") };
    visitor.send(&link, &[]).ok();
    visitor
}

pub trait Lacks {
    fn lacks(self, words: &str) -> Self;
}

impl Lacks for Page {
    #[track_caller]
    fn lacks(self, words: &str) -> Page {
        assert!(!self.body.contains(words), "{words:?} is in: {}", self.text());
        self
    }
}

fn nothing_of_an_unnamed_organisation_is_public(app: &TestApp) {
    published(app, PROTECTED);
    let signed = endorsement(app, 1);
    assert_eq!((signed.state, signed.visibility), (EndorsementState::Published, Visibility::Protected));
    let organisation = app.read(|db| store::organisation::find(db, OrganisationId(1)));
    assert_eq!((organisation.slug, organisation.number, organisation.country), (None, None, None));
    nobody_reads_of_it(app);
    assert_eq!(tables_that_tell(app), [""; 0], "what is kept of it is sealed");
    for mail in app.mails() {
        let text = format!("{:?}", mail.letter);
        assert!(TELLING[..2].iter().all(|word| !text.contains(word)), "{text}");
    }
    match app.mail_to(EMAIL) {
        Letter::PublishedUnnamed { reference, .. } => assert_eq!(reference, signed.reference),
        other => panic!("{other:?}"),
    }
}

fn only_those_who_may_and_ask_see_who_it_is(app: &TestApp) {
    let number = confirmed(app, PROTECTED);
    let page = format!("/staff/cases/{number}");
    let (viewer, moderator) = (app.viewer(), app.moderator());
    for colleague in [&viewer, &moderator] {
        let closed = colleague.get(&page).ok().says("Protected signatory").lacks(NAME).lacks(EMAIL);
        closed.lacks("zxqvy").lacks("Publish the signature");
        colleague.get("/staff/cases").ok().says("Protected signatory").lacks(NAME);
        colleague.get("/staff/cases?state=open&q=Hemmelighuset").ok().lacks("Protected signatory");
    }
    let refused = Choice::publish().send(&moderator, number);
    assert!(refused.status >= 400 && refused.text().contains("Show who it is"), "{}", refused.text());
    assert_eq!(viewer.post(&format!("{page}/identity"), &[]).status, 403);
    viewer.get(&page).ok().lacks(NAME);

    assert_eq!(moderator.post(&format!("{page}/identity"), &[]).status, 303);
    moderator.get(&page).ok().says(NAME).says(EMAIL).says("Publish the signature");
    let colleague = app.second_moderator();
    colleague.get(&page).ok().lacks(NAME);
    let noted = app.rows()["audit_lines"].iter().filter(|line| line.contains("identity.seen")).count();
    assert_eq!(noted, 1, "each look is noted");
    app.clock.advance(Duration::minutes(29));
    moderator.get(&page).ok().says(NAME);
    app.clock.advance(Duration::minutes(2));
    moderator.get(&page).ok().lacks(NAME);
}

fn shows_herself_when_it_is_safe(app: &TestApp) {
    published(app, PROTECTED);
    let nadia = account(app);
    nadia.get("/account").ok().says(NAME).says("Without its name").lacks("/account/amend");
    assert!(
        nadia.get("/account/amend").status >= 400
            || nadia.send("/account/amend", &[("name", "Other")]).status >= 400
    );
    nadia.send("/account/visibility", &[]).says("Choose how your organisation should appear");
    let done = nadia.fills("/account/visibility", PUBLIC).ok();
    done.says("It takes effect now");
    app.settle();
    let page = app.anonymous().get("/signatories/hemmelighuset-zxqvy").ok();
    page.says(NAME).says("Vi arbejder i det skjulte");
    let kinds = kinds(app);
    assert_eq!(kinds.iter().filter(|kind| *kind == "endorsement.published").count(), 1, "{kinds:?}");
    assert!(matches!(app.mail_to(EMAIL), Letter::Published { hide_link: Some(_), .. }));
}

fn what_she_reads_fits_an_organisation_that_is_not_named(app: &TestApp) {
    app.publish_call();
    let nadia = signing(app, PROTECTED);
    nadia.send("/sign/check", &[("version", "2"), ("language", "en"), ("declared", "yes")]).ok();
    let link = confirm_link(app, EMAIL);
    app.anonymous().get(&link).ok().says("Without its name");
    app.anonymous().post(&link, &[]).ok().lacks("for everyone to see");
    let number = app.read(|db| store::case::of_organisation(db, OrganisationId(1)))[0].number;
    let moderator = app.moderator();
    moderator.post(&format!("/staff/cases/{number}/identity"), &[]);
    decide(&moderator, number, &Choice::publish());
    let nadia = account(app);
    nadia.get("/account").ok().says("Your signature is counted. Nothing of your organisation is shown.");
    for path in ["/account/amend", "/account/commitments/new"] {
        let page = nadia.get(path);
        assert_eq!(page.status, 409, "{path}");
        page.says("Nothing of your organisation is shown in the register")
            .says("Change how your organisation appears");
    }
    nadia.get("/account/withdraw").ok().says("no longer counted").lacks("Your public page stays");
    nadia.send("/account/withdraw", &[("sure", "yes")]).ok().lacks("/signatories/");
    nadia.get("/account").ok().lacks("/account/visibility");
    assert_eq!(nadia.get("/account/visibility").location(), Some("/account"), "nothing is left to show");
}

fn omar_is_named_on_his_day(app: &TestApp) {
    let until =
        [("visibility", "embargoed"), ("until_day", "1"), ("until_month", "12"), ("until_year", "2026")];
    published(app, &until);
    let Letter::PublishedUnnamed { named_on: Some(day), hide_link: Some(link), .. } = app.mail_to(EMAIL)
    else {
        panic!("neither the day nor the way out")
    };
    assert_eq!(day.to_string(), "2026-12-01");
    app.anonymous().get(&link).ok().says("It would be named on 1 December 2026").says("Hide it now");
    nobody_reads_of_it(app);
    assert_eq!(tables_that_tell(app), [""; 0], "its commitments are sealed too");
    app.clock.advance(Duration::days(6));
    look_after(app);
    nobody_reads_of_it(app);
    app.clock.advance(Duration::days(1));
    look_after(app);
    app.settle();
    let page = app.anonymous().get("/signatories/hemmelighuset-zxqvy").ok();
    page.says(NAME).says("A fund for harbour newsrooms").says("Because harbours are for all.");
    assert_eq!(endorsement(app, 1).visibility, Visibility::Public);
    assert!(matches!(app.mail_to(EMAIL), Letter::Published { number: 1, .. }));
}

fn omar_is_not_named_on_his_day_when_the_link_was_used(app: &TestApp) {
    let until =
        [("visibility", "embargoed"), ("until_day", "1"), ("until_month", "12"), ("until_year", "2026")];
    published(app, &until);
    let Letter::PublishedUnnamed { hide_link: Some(link), .. } = app.mail_to(EMAIL) else {
        panic!("no link")
    };
    app.anonymous().post(&link, &[]).ok().says("is hidden");
    assert_eq!(endorsement(app, 1).visibility, Visibility::Protected);
    app.clock.advance(Duration::days(8));
    look_after(app);
    nobody_reads_of_it(app);
}

fn the_form_asks_less_of_who_is_not_named(app: &TestApp) {
    app.publish_call();
    let nadia = filled(app, "", &ABOUT);
    let asked = nadia.get("/sign/visibility").ok();
    asked.says("Step 3 of 6").says("What we cannot promise").says("a court can learn who you are");
    let wrong = nadia.send(
        "/sign/visibility",
        &[("visibility", "embargoed"), ("until_day", "1"), ("until_month", "1"), ("until_year", "2026")],
    );
    wrong.says("Enter a day after today and within a year");
    // The clock stands at 24 November 2026.
    for (day, status) in [("24", 200), ("25", 422)] {
        let year =
            [("visibility", "embargoed"), ("until_day", day), ("until_month", "11"), ("until_year", "2027")];
        assert_eq!(nadia.send("/sign/visibility", &year).status, status, "{day} November 2027");
    }
    let last = nadia.send("/sign/visibility", PROTECTED).ok();
    last.says("Step 4 of 4")
        .says("counted without the name")
        .lacks("A fund for harbour newsrooms")
        .lacks("CC0 1.0");
    nadia.send("/sign/visibility", PUBLIC).ok().says("Step 6 of 6").says("A fund for harbour newsrooms");
}

fn the_form_says_what_the_log_tells(app: &TestApp) {
    app.publish_call();
    let nadia = filled(app, "", &ABOUT);
    nadia.get("/sign/visibility").ok().says("The log is exact").says("The lines do not say whose.");
    nadia.get("/da/sign/visibility").ok().says("Loggen er nøjagtig");
    nadia.get("/privacy").ok().says("The log lets anybody count how many signatures without a name");
}

fn the_weeks_batch_tells_nothing(app: &TestApp) {
    look_after(app);
    published(app, PROTECTED);
    look_after(app);
    let first = kinds(app);
    assert!(
        first.iter().all(|kind| kind != "endorsement.published"),
        "kept back until the week is over: {first:?}"
    );
    assert_eq!(app.read(store::register_state::unnamed), 0, "counted once a week");
    app.clock.advance(Duration::days(7));
    look_after(app);
    look_after(app);
    assert_eq!(app.read(store::register_state::unnamed), 1);
    let batch = app.read(|db| store::entry::of_organisation(db, OrganisationId(1)));
    assert_eq!(batch.len(), 2, "the publication and how it is known");
    for entry in &batch {
        assert!(entry.body.is_none() && entry.salt.is_none() && entry.sealed.is_some());
        assert_eq!(entry.at, batch[0].at);
    }
    assert_ne!(batch[0].subject, batch[1].subject);
    app.settle();
    app.anonymous().get("/").ok().lacks("cannot safely be named");
    assert_eq!(app.anonymous().get("/signatories").ok().body.matches("Hemmelighuset").count(), 0);
}

/// Opens a link from a mail, as a scanner does.
#[track_caller]
fn opens_unnamed(app: &TestApp, link: &str, words: &str) {
    let page = app.anonymous().get(link).ok().says(words);
    TELLING.iter().fold(page, |page, word| page.lacks(word));
}

fn no_page_behind_a_mailed_link_names_her_before_she_presses(app: &TestApp) {
    app.publish_call();
    let nadia = signing(app, PROTECTED);
    nadia.send("/sign/later", &[("email", EMAIL)]).ok();
    let Letter::ContinueDraft { link, .. } = app.mail_to(EMAIL) else { panic!("no link") };
    opens_unnamed(app, &link, "a form with which an organisation signs the Call");
    nadia.send("/sign/check", &[("version", "2"), ("language", "en"), ("declared", "yes")]).ok();
    app.anonymous().post(&confirm_link(app, EMAIL), &[]).ok();
    let Letter::SignatureConfirmed { cancel_link, reference, .. } = app.mail_to(EMAIL) else { panic!() };
    opens_unnamed(app, &cancel_link, &reference);
    app.anonymous().post("/account/sign-in", &[("email", EMAIL)]).ok();
    let Letter::AccountLink { link, .. } = app.mail_to(EMAIL) else { panic!("no link") };
    opens_unnamed(app, &link, "You are about to open your organisation");
    let number = app.read(|db| store::case::of_organisation(db, OrganisationId(1)))[0].number;
    let moderator = app.moderator();
    moderator.post(&format!("/staff/cases/{number}/identity"), &[]);
    decide(&moderator, number, &Choice::publish());
    account(app).fills("/account/withdraw", &[("sure", "yes")]).ok();
    let Letter::Withdrawn { reverse_link, .. } = app.mail_to(EMAIL) else { panic!("no link") };
    opens_unnamed(app, &reverse_link, "Your organisation was withdrawn from the Call");
}
