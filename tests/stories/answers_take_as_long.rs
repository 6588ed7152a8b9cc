//! A stranger who measures learns nothing: new, repeated and blocked signatures, and known and unknown mailboxes, get the
//! same answer, and it takes as long.

use std::time::{Duration, Instant};

use crate::support::app::TestApp;
use crate::support::fixtures::Given;
use crate::support::visitor::{Page, Visitor};
use crate::suzie_comes_back::enter;
use crate::suzie_gets_back_in::request;
use crate::suzie_invites::{PEOPLE, handle};
use crate::suzie_signs::{declaration, filled_by};

/// How often each is measured, one after the other.
const ROUNDS: usize = 12;
/// How far medians may be apart: answers come in steps, so they are far closer unless one takes another step.
const APART: f64 = 1.15;

fn measured() -> TestApp {
    let settings = [("TILSAGN_RATE_LIMITS", "on"), ("TILSAGN_TRUSTED_PROXIES", "127.0.0.1/32")];
    let app = TestApp::on_sqlite_with(&settings);
    app.publish_call();
    app
}

fn timed(send: impl FnOnce() -> Page) -> (Duration, Page) {
    let begun = Instant::now();
    let page = send();
    (begun.elapsed(), page)
}

fn median(mut all: Vec<Duration>) -> f64 {
    all.sort_unstable();
    all[all.len() / 2].as_secs_f64()
}

#[track_caller]
fn inseparable<const N: usize>(taken: [Vec<Duration>; N], what: [&str; N]) {
    let medians = taken.map(median);
    let (least, most) =
        (medians.iter().copied().fold(f64::MAX, f64::min), medians.iter().copied().fold(0.0, f64::max));
    println!("medians in seconds: {what:?} {medians:?}");
    assert!(most / least < APART, "{what:?}: {medians:?}");
}

/// The answer without what is each request's own.
fn bare(page: &Page) -> (u16, Vec<(String, String)>, String) {
    let headers = page.headers.iter().filter(|(name, _)| !["date", "x-request-id"].contains(&name.as_str()));
    let own = |(name, value): (&String, &String)| {
        // A token is as long, whosever it is, and so is the mark of what was done.
        let value = match (name.as_str(), value.split_once("&mark=")) {
            ("set-cookie", _) => value.len().to_string(),
            ("location", Some((page, mark))) => format!("{page} and {} more", mark.len()),
            _ => value.clone(),
        };
        (name.clone(), value)
    };
    (page.status, headers.map(own).collect(), page.body.clone())
}

/// A form filled in up to its last page, from an address of its own.
fn form(app: &TestApp, number: usize, email: &str, name: &str) -> Visitor {
    let from = format!("198.51.{}.{}", 100 + number / 200, number % 200);
    filled_by(app.anonymous().from(&from), "", &[("name", name), ("email", email)])
}

fn send(form: &Visitor) -> Page {
    form.post("/sign/check", &declaration("en"))
}

#[test]
fn new_repeated_and_blocked_signatures_are_answered_alike() {
    let app = measured();
    let asta = app.admin();
    let rule = [
        ("effect", "block"),
        ("kind", "domain"),
        ("about", "blocked*.example"),
        ("comment", "A flood."),
        ("confirm", "block domain blocked*.example"),
    ];
    assert_eq!(asta.post("/staff/limits/rules", &rule).status, 303);
    send(&form(&app, 0, "suzie@known.example", "Kendt Forening"));
    let mut taken = [const { Vec::new() }; 3];
    let mut once_more = [const { Vec::new() }; 3];
    for round in 0..ROUNDS {
        let (new, blocked) =
            (format!("suzie@newone{round:02}.example"), format!("suzie@blocked{round:02}.example"));
        let forms = [
            form(&app, 3 * round + 1, &new, &format!("Ny Forening {round:02}")),
            form(&app, 3 * round + 2, "suzie@known.example", "Kendt Forening"),
            form(&app, 3 * round + 3, &blocked, &format!("Spærret Sag {round:02}")),
        ];
        let answers: Vec<(Duration, Page)> = forms.iter().map(|form| timed(|| send(form))).collect();
        let first = bare(&answers[0].1);
        for ((spent, page), all) in answers.iter().zip(&mut taken) {
            assert_eq!(bare(page), first);
            all.push(*spent);
        }
        let pages: Vec<String> = forms
            .iter()
            .zip([new.as_str(), "suzie@known.example", blocked.as_str()])
            .map(|(form, email)| form.get("/sign/sent").ok().body.replace(email, "it"))
            .collect();
        assert!(pages.iter().all(|page| *page == pages[0]), "{pages:#?}");
        let emails = [new.as_str(), "suzie@known.example", blocked.as_str()];
        let mut asked = Vec::new();
        for ((form, email), all) in forms.iter().zip(emails).zip(&mut once_more) {
            let (spent, page) = timed(|| form.post("/sign/sent", &[("email", email)]));
            asked.push(bare(&page));
            all.push(spent);
        }
        assert!(asked.iter().all(|one| *one == asked[0] && one.0 == 303), "{asked:#?}");
    }
    inseparable(taken, ["new", "repeated", "blocked"]);
    inseparable(once_more, ["new once more", "repeated once more", "blocked once more"]);
}

/// Who asks in rounds, each time from another network, with one of some mailboxes; each is answered as the others are.
fn asked_alike<const N: usize>(
    app: &TestApp,
    path: &str,
    who: [&str; N],
    fields: impl Fn(&str) -> Vec<(String, String)>,
) {
    let mut taken = [const { Vec::new() }; N];
    for round in 0..ROUNDS {
        let mut answers = Vec::new();
        for (place, (email, all)) in who.iter().zip(&mut taken).enumerate() {
            let email = email.replace("{}", &format!("{round:02}"));
            let visitor = app.anonymous().from(&format!("203.{round}.{}.7", 113 + place));
            let fields = fields(&email);
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
            let (spent, page) = timed(|| visitor.post(path, &fields));
            answers.push((page.status, page.location().map(str::to_owned), page.body.replace(&email, "it")));
            all.push(spent);
        }
        assert!(answers.iter().all(|one| *one == answers[0]), "{answers:#?}");
        assert!(answers[0].0 < 400, "{answers:#?}");
    }
    inseparable(taken, who);
}

fn only(email: &str) -> Vec<(String, String)> {
    vec![("email".to_owned(), email.to_owned())]
}

#[test]
fn known_and_unknown_mailboxes_are_answered_alike_where_a_link_is_asked_for_again() {
    let app = measured();
    send(&form(&app, 0, "suzie@known.example", "Kendt Forening"));
    asked_alike(
        &app,
        "/sign/link",
        ["suzie@known.example", "none{}@known.example", "s{}@elsewhere.example"],
        only,
    );
}

#[test]
fn known_and_unknown_mailboxes_are_answered_alike_where_somebody_gets_back_in() {
    let app = measured();
    app.signatory(Given { contacts: &["suzie@skovbrynet.example"], ..Given::default() });
    let fields = |email: &str| {
        let fields = request(&[("email", email)]).into_iter();
        fields.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    };
    let who = ["suzie@skovbrynet.example", "none{}@skovbrynet.example", "s{}@elsewhere.example"];
    asked_alike(&app, "/account/recover/ask", who, fields);
}

#[test]
fn known_unknown_and_removed_mailboxes_are_answered_alike_at_the_account() {
    let app = measured();
    let contacts = &["suzie@skovbrynet.example", "birte@skovbrynet.example"];
    app.signatory(Given { contacts, ..Given::default() });
    let suzie = enter(&app, contacts[0]);
    let birte = handle(&suzie.get(PEOPLE).ok(), "take-off");
    suzie.send(&format!("{PEOPLE}/{birte}/take-off"), &[("sure", "yes")]).ok();
    let who = [contacts[0], contacts[1], "none{}@skovbrynet.example", "s{}@elsewhere.example"];
    asked_alike(&app, "/account/sign-in", who, only);
}
