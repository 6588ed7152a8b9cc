//! A stranger who measures learns nothing: new, repeated and held signatures, and known and unknown mailboxes, get the same
//! answer, and it takes as long.

use std::time::{Duration, Instant};

use tilsagn::domain::arrival::Hold;
use tilsagn::domain::endorsement::EndorsementState;

use crate::fakes_are_held::{add_rule, with_limits};
use crate::support::app::TestApp;
use crate::support::fixtures::Given;
use crate::support::rows;
use crate::support::visitor::{Page, Visitor};
use crate::suzie_comes_back::enter;
use crate::suzie_gets_back_in::request;
use crate::suzie_invites::{PEOPLE, handle};
use crate::suzie_signs::{declaration, filled_by};

with_limits!(
    new_repeated_and_blocked_signatures_are_answered_alike,
    signatures_held_for_any_reason_are_answered_alike,
    known_and_unknown_mailboxes_are_answered_alike_where_a_link_is_asked_for_again,
    known_and_unknown_mailboxes_are_answered_alike_where_somebody_gets_back_in,
    known_unknown_and_removed_mailboxes_are_answered_alike_at_the_account,
);

/// How often each is measured, one after the other.
const ROUNDS: usize = 12;
/// How far medians may be apart: answers come in steps, so they are far closer unless one takes another step.
const APART: f64 = 1.15;

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

/// A form filled in up to its last page, from a network of its own.
fn form(app: &TestApp, number: usize, email: &str, name: &str) -> Visitor {
    let from = format!("198.{}.{}.7", 51 + number / 200, number % 200);
    filled_by(app.anonymous().from(&from), "", &[("name", name), ("email", email)])
}

fn send(form: &Visitor) -> Page {
    form.post("/sign/check", &declaration("en"))
}

/// Forms that are sent in rounds, each with its mailbox; each is answered as the others are, also when its mail is asked for
/// once more.
fn signed_alike<const N: usize>(what: [&str; N], forms: impl Fn(usize) -> [(Visitor, String); N]) {
    let mut taken = [const { Vec::new() }; N];
    let mut once_more = [const { Vec::new() }; N];
    for round in 0..ROUNDS {
        let forms = forms(round);
        let alike = |answers: Vec<(Duration, Page)>, taken: &mut [Vec<Duration>; N]| {
            let bare: Vec<_> = answers.iter().map(|(_, page)| bare(page)).collect();
            assert!(bare.iter().all(|one| *one == bare[0] && one.0 == 303), "{bare:#?}");
            answers.iter().zip(taken).for_each(|((spent, _), all)| all.push(*spent));
        };
        alike(forms.iter().map(|(form, _)| timed(|| send(form))).collect(), &mut taken);
        let page = |(form, email): &(Visitor, String)| form.get("/sign/sent").ok().body.replace(email, "it");
        let pages: Vec<String> = forms.iter().map(page).collect();
        assert!(pages.iter().all(|page| *page == pages[0]), "{pages:#?}");
        let again = |(form, email): &(Visitor, String)| {
            timed(|| form.post("/sign/sent", &[("email", email.as_str())]))
        };
        alike(forms.iter().map(again).collect(), &mut once_more);
    }
    inseparable(taken, what);
    inseparable(once_more, what);
}

fn new_repeated_and_blocked_signatures_are_answered_alike(app: &TestApp) {
    app.publish_call();
    let asta = app.admin();
    add_rule(&asta, "block", "domain", "*.blocked.example");
    add_rule(&asta, "block", "network", "203.0.113.0/24");
    let known = "suzie@known.example";
    send(&form(app, 0, known, "Kendt Forening"));
    signed_alike(["new", "repeated", "blocked", "after a stranger"], |round| {
        let (new, blocked) =
            (format!("suzie@newone{round:02}.example"), format!("s@n{round:02}.blocked.example"));
        let (after, name) = (format!("suzie@second{round:02}.example"), format!("Anden Gang {round:02}"));
        let changes = [("name", name.as_str()), ("email", after.as_str())];
        send(&filled_by(app.anonymous().from("203.0.113.9"), "", &changes));
        [
            (form(app, 4 * round + 1, &new, &format!("Ny Forening {round:02}")), new),
            (form(app, 4 * round + 2, known, "Kendt Forening"), known.to_owned()),
            (form(app, 4 * round + 3, &blocked, &format!("Spærret Sag {round:02}")), blocked),
            (form(app, 4 * round + 4, &after, &name), after),
        ]
    });
    assert_eq!(count_held(app, Hold::Blocked), 2 * ROUNDS, "the blocked, and the strangers");
}

fn signatures_held_for_any_reason_are_answered_alike(app: &TestApp) {
    app.signatory(Given { state: EndorsementState::Revoked, ..Given::default() });
    signed_alike(["new", "of one network", "of one domain", "returning"], |round| {
        let new = format!("suzie@newone{round:02}.example");
        let of_network = format!("suzie@nearby{round:02}.example");
        let of_domain = format!("birte@newone{round:02}.example");
        let returning = format!("suzie@comes{round:02}.example");
        [
            (form(app, 3 * round, &new, &format!("Ny Sag {round:02}")), new),
            (form(app, 3 * round, &of_network, &format!("Nabo {round:02}")), of_network),
            (form(app, 3 * round + 1, &of_domain, &format!("Kollega {round:02}")), of_domain),
            (form(app, 3 * round + 2, &returning, "Skovbrynet Folkeforening"), returning),
        ]
    });
    for hold in [Hold::Network, Hold::Domain, Hold::Returning] {
        assert_eq!(count_held(app, hold), ROUNDS, "{hold}");
    }
}

/// How many signatures are held for a reason.
fn count_held(app: &TestApp, hold: Hold) -> usize {
    let query = format!("SELECT count(*) AS count FROM arrivals WHERE held = '{hold}'");
    let count = app.read(move |db| rows::count(db, &query));
    usize::try_from(count).unwrap()
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

fn known_and_unknown_mailboxes_are_answered_alike_where_a_link_is_asked_for_again(app: &TestApp) {
    app.publish_call();
    send(&form(app, 0, "suzie@known.example", "Kendt Forening"));
    asked_alike(
        app,
        "/sign/link",
        ["suzie@known.example", "none{}@known.example", "s{}@elsewhere.example"],
        only,
    );
}

fn known_and_unknown_mailboxes_are_answered_alike_where_somebody_gets_back_in(app: &TestApp) {
    app.publish_call();
    app.signatory(Given { contacts: &["suzie@skovbrynet.example"], ..Given::default() });
    let fields = |email: &str| {
        let fields = request(&[("email", email)]).into_iter();
        fields.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    };
    let who = ["suzie@skovbrynet.example", "none{}@skovbrynet.example", "s{}@elsewhere.example"];
    asked_alike(app, "/account/recover/ask", who, fields);
}

fn known_unknown_and_removed_mailboxes_are_answered_alike_at_the_account(app: &TestApp) {
    app.publish_call();
    let contacts = &["suzie@skovbrynet.example", "birte@skovbrynet.example"];
    app.signatory(Given { contacts, ..Given::default() });
    let suzie = enter(app, contacts[0]);
    let birte = handle(&suzie.get(PEOPLE).ok(), "take-off");
    suzie.send(&format!("{PEOPLE}/{birte}/take-off"), &[("sure", "yes")]).ok();
    let who = [contacts[0], contacts[1], "none{}@skovbrynet.example", "s{}@elsewhere.example"];
    asked_alike(app, "/account/sign-in", who, only);
}
