//! Suzie has the form open in two windows, or a colleague has its link: nobody's answers take the place of newer ones unseen,
//! and different pages are filled in side by side.

use tilsagn::app::letter::Letter;

use crate::stories;
use crate::support::app::TestApp;
use crate::support::visitor::{Page, Visitor};
use crate::suzie_signs::{EMAIL, NAME, declaration, filled, organisation};

stories!(
    a_page_that_was_changed_meanwhile_is_shown_with_both,
    two_fill_in_different_pages,
    a_commitment_is_followed_on_the_list,
    a_commitment_that_was_taken_off_is_not_another,
    what_is_signed_is_what_the_last_page_showed,
    a_link_to_a_form_shows_the_name_as_it_will_be_kept,
);

const ORGANISATION: &str = "/sign/organisation";
const SECOND: &str = "/sign/commitments/2";

/// What a page sends back of the answers that it was opened with.
fn seen(page: &Page) -> String {
    page.between("name=\"seen\" value=\"", "\"")
}

fn opened(visitor: &Visitor, path: &str) -> String {
    seen(&visitor.get(path).ok())
}

/// Answers about the organisation, under another name.
fn named(visitor: &Visitor, prefix: &str, name: &str, seen: &str) -> Page {
    let answers =
        organisation().into_iter().map(|(field, value)| (field, if field == "name" { name } else { value }));
    let answers: Vec<_> = answers.chain([("seen", seen)]).collect();
    visitor.post(&format!("{prefix}{ORGANISATION}"), &answers)
}

fn a_page_that_was_changed_meanwhile_is_shown_with_both(app: &TestApp) {
    app.publish_call();
    let suzie = filled(app, "", &[]);
    for (prefix, title, ours, theirs) in [
        ("", "This was changed meanwhile", "Havnevagten", "Havnevagt Nord"),
        ("/da", "Dette er ændret imens", "Havnevagt Syd", "Havnevagt Vest"),
    ] {
        let old = opened(&suzie, ORGANISATION);
        assert_eq!(named(&suzie, prefix, theirs, &old).status, 303);
        assert_eq!(named(&suzie, prefix, theirs, &old).status, 303, "a second click says the same");
        let stale = named(&suzie, prefix, ours, &old);
        assert_eq!(stale.status, 409, "{}", stale.text());
        assert!(stale.body.contains(&format!("value=\"{ours}\"")), "{}", stale.body);
        assert_eq!(stale.body.matches("<dt>").count(), 1, "only the name differs: {}", stale.body);
        let fresh = seen(&stale);
        stale.says(title).says(theirs);
        assert!(suzie.get(ORGANISATION).ok().body.contains(theirs), "nothing was done yet");
        assert_eq!(named(&suzie, prefix, "", &fresh).status, 422);
        assert_eq!(named(&suzie, prefix, ours, &fresh).status, 303);
        assert!(suzie.get(ORGANISATION).ok().body.contains(ours));
    }
}

fn two_fill_in_different_pages(app: &TestApp) {
    app.publish_call();
    let suzie = filled(app, "", &[]);
    let (first, statement) = (opened(&suzie, ORGANISATION), opened(&suzie, "/sign/statement"));
    assert_eq!(named(&suzie, "", "Havnevagten", &first).status, 303);
    let said = [("statement", "Harbours first."), ("seen", &*statement)];
    assert_eq!(suzie.post("/sign/statement", &said).status, 303);
    suzie.get("/sign/check").ok().says("Havnevagten").says("Harbours first.");
}

/// Sends a commitment with this title.
fn promised(visitor: &Visitor, path: &str, title: &str, seen: &str) -> Page {
    let fields = [("kind", "action"), ("title", title), ("action", "We plant."), ("measure", "deliverable")];
    let due = [("due_day", "30"), ("due_month", "6"), ("due_year", "2028"), ("seen", seen)];
    visitor.post(path, &[fields, due].concat())
}

fn a_commitment_that_was_taken_off_is_not_another(app: &TestApp) {
    app.publish_call();
    let suzie = filled(app, "", &[]);
    for title in ["Trees", "Hedges"] {
        assert_eq!(promised(&suzie, "/sign/commitments/new", title, "").status, 303);
    }
    let old = opened(&suzie, SECOND);
    suzie.send("/sign/commitments/2/remove", &[]).ok().says("Hedges");
    let gone = promised(&suzie, SECOND, "Oaks", &old);
    assert_eq!(gone.status, 409, "{}", gone.text());
    gone.says("took this commitment off the list");
    suzie.send("/sign/commitments/2/remove", &[("seen", &*old)]).ok().says("Hedges");
}

fn a_commitment_is_followed_on_the_list(app: &TestApp) {
    app.publish_call();
    let suzie = filled(app, "", &[]);
    let send = |path: &str, title: &str, seen: &str| promised(&suzie, path, title, seen);
    assert_eq!(send("/sign/commitments/new", "Trees", "").status, 303);
    let old = opened(&suzie, SECOND);
    suzie.send("/sign/commitments/1/remove", &[]).ok();
    assert_eq!(send(SECOND, "Oaks", &old).status, 303, "it is the first by now");
    suzie.get("/sign/commitments/1").ok().says("Change this commitment");
    let stale = send("/sign/commitments/1", "Beeches", &old);
    assert_eq!(stale.status, 409, "{}", stale.text());
    assert!(stale.body.contains("value=\"Beeches\""), "{}", stale.body);
    let now = seen(&stale);
    stale.says("This was changed meanwhile").says("Oaks");

    suzie.send("/sign/commitments/1/remove", &[("seen", &*old)]).ok().says("Oaks");
    suzie.send("/sign/commitments/1/remove", &[("seen", &*now)]).ok();
    let gone = send("/sign/commitments/1", "Beeches", &now);
    assert_eq!(gone.status, 409, "{}", gone.text());
    let action = gone.between("<form method=\"post\" action=\"", "\"");
    gone.says("took this commitment off the list");
    assert_eq!(send(&action, "Beeches", "").status, 303);
    suzie.get("/sign/commitments").ok().says("Beeches");
}

fn what_is_signed_is_what_the_last_page_showed(app: &TestApp) {
    app.publish_call();
    let suzie = filled(app, "", &[]);
    let old = opened(&suzie, "/sign/check");
    assert_eq!(suzie.post("/sign/statement", &[("statement", "Harbours first.")]).status, 303);
    let send = |seen: &str| suzie.post("/sign/check", &[&declaration("en")[..], &[("seen", seen)]].concat());
    let undeclared = suzie.post("/sign/check", &[("version", "2"), ("language", "en"), ("seen", &old)]);
    assert_eq!(undeclared.status, 409, "{}", undeclared.text());
    let stale = send(&old);
    assert_eq!(stale.status, 409, "{}", stale.text());
    let fresh = seen(&stale);
    stale.says("Nothing has been sent.").says("Harbours first.").says(NAME);
    assert_eq!(send(&fresh).location(), Some("/sign/sent"));
}

fn a_link_to_a_form_shows_the_name_as_it_will_be_kept(app: &TestApp) {
    app.publish_call();
    let suzie = filled(app, "", &[("name", "Lygte\u{202E}mændene")]);
    suzie.send("/sign/later", &[("email", EMAIL)]).ok();
    let Letter::ContinueDraft { link, .. } = app.mail_to(EMAIL) else { panic!("no link") };
    let page = app.anonymous().get(&link).ok().says("Lygtemændene");
    assert!(!page.body.contains('\u{202E}'), "{}", page.body);
}
