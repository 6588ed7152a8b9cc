//! What is on its way while two signatories become one, or two again: a change that waits says what its sender changed and
//! nothing else, and the Cases of both say what became of them.

use tilsagn::domain::case::CaseKind;
use tilsagn::store;

use crate::nadia_stays_unnamed::Lacks;
use crate::staff_merge::{merged, proposed, twice, undo};
use crate::staff_second::approve;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, number_of, preview, send_preview};
use crate::support::fixtures::{Given, Signatory};
use crate::support::staff::Colleague;
use crate::support::visitor::Page;
use crate::suzie_comes_back::{SUZIE, cases, enter, entry};
use crate::suzie_invites::{PEOPLE, handle};

stories!(
    a_change_sent_before_a_merge_takes_no_name_of_it_away,
    a_change_sent_while_two_were_one_brings_no_name_back,
    a_change_that_is_declined_stays_as_it_was_declined,
    undoing_shows_what_becomes_of_the_names,
    who_went_says_into_which_and_has_no_doubles,
    a_merge_that_cannot_be_undone_says_why,
    who_hides_is_named_on_no_case_of_the_merge,
    an_old_address_leads_on_in_the_readers_language,
    who_asks_otherwise_is_told_that_it_was_asked_before,
    who_shares_what_becomes_of_the_one_that_stayed_is_told_of,
);

const IB: &str = "ib@brynet.example";

/// Suzie says something else of the one that stays, and nothing of its names. Gives the number of the Case.
fn describes(app: &TestApp, stays: &Signatory) -> i64 {
    let change = [("go", "send"), ("name", stays.name.as_str()), ("description", "Neighbours.")];
    enter(app, SUZIE).send("/account/amend", &entry(&change)).ok();
    cases(app, stays, CaseKind::Amendment)[0].number
}

/// What the page of a Case, or of its decision, says of what changes.
fn changes(page: &Page) -> String {
    page.between("id=\"h-diff\"", "</section>")
}

fn names(app: &TestApp, of: &Signatory) -> Vec<String> {
    let id = of.organisation;
    let row = app.read(move |db| store::organisation::find(db, id));
    row.names.0.iter().map(|one| one.name.to_string()).collect()
}

fn case_page(colleague: &Colleague, number: i64) -> Page {
    colleague.get(&format!("/staff/cases/{number}")).ok()
}

fn a_change_sent_before_a_merge_takes_no_name_of_it_away(app: &TestApp) {
    let (stays, goes, bodil) = twice(app);
    let asta = app.admin();
    let change = describes(app, &stays);
    let seen = preview(&bodil, change, &Choice::publish()).ok();
    let number = proposed(app, &bodil, (&stays, &goes));
    decide(&bodil, number, &Choice::plain("merge"));
    assert_eq!(approve(&asta, number).status, 303);
    app.settle();
    assert_eq!(send_preview(&bodil, change, &seen).status, 409, "it was shown before the merge");
    assert!(!changes(&case_page(&bodil, change)).contains("chg\"><th scope=\"row\">Other names"));
    let account = enter(app, SUZIE).get("/account/amend").ok().says("Neighbours.");
    assert!(account.body.contains(&goes.name), "the form has the name that came");
    decide(&bodil, change, &Choice::publish());
    app.settle();
    assert_eq!(names(app, &stays), [goes.name.as_str()]);
    app.anonymous().get("/signatories?q=skovbryynet").ok().says(&stays.name);
    app.anonymous().get(&format!("/signatories/{}", stays.slug)).ok().says("Neighbours.").says(&goes.name);
}

fn a_change_sent_while_two_were_one_brings_no_name_back(app: &TestApp) {
    let (stays, goes, bodil, asta, number) = merged(app);
    let change = describes(app, &stays);
    assert!(changes(&case_page(&bodil, change)).contains(&goes.name), "it has that name now");
    undo(app, &bodil, &asta, number);
    let shown = changes(&case_page(&bodil, change));
    assert!(shown.contains("Neighbours") && !shown.contains(&goes.name), "{shown}");
    enter(app, SUZIE).get("/account/amend").ok().says("Neighbours.").lacks(&goes.name);
    decide(&bodil, change, &Choice::publish());
    assert_eq!(names(app, &stays), [""; 0]);
    let shown = changes(&case_page(&bodil, change));
    assert!(!shown.contains(&goes.name), "as it was decided: {shown}");
}

fn a_change_that_is_declined_stays_as_it_was_declined(app: &TestApp) {
    let (stays, goes, bodil) = twice(app);
    let change = describes(app, &stays);
    let number = proposed(app, &bodil, (&stays, &goes));
    decide(&bodil, number, &Choice::plain("merge"));
    assert_eq!(approve(&app.admin(), number).status, 303);
    decide(&bodil, change, &Choice::decline("Say more."));
    let (case, of) = (cases(app, &stays, CaseKind::Amendment)[0].subject_id, stays.organisation);
    let kept = app.read(move |db| store::amendment::find(db, tilsagn::domain::ids::AmendmentId(case)));
    assert_eq!((kept.organisation_id, &kept.before.0.names), (of, &kept.after.0.names));
    assert_eq!(kept.before.0.names.len(), 1, "what the register had then");
    assert_ne!(kept.before.0.description, kept.after.0.description);
}

fn undoing_shows_what_becomes_of_the_names(app: &TestApp) {
    let (stays, goes, bodil, _, number) = merged(app);
    let answer = bodil.post(&format!("/staff/cases/{number}/unmerge"), &[]);
    let undoing: i64 = answer.location().unwrap().rsplit('/').next().unwrap().parse().unwrap();
    let page = preview(&bodil, undoing, &Choice::plain("unmerge")).ok().says(&stays.name);
    let case = case_page(&bodil, undoing).says("What undoing the merge would do");
    let parts = case.between("id=\"h-merge\"", "</section>");
    assert!(parts.contains("Stands on its own again") && !parts.contains("Goes into it"), "{parts}");
    let called = page.between("id=\"h-called\"", "</section>");
    assert!(called.contains("What the entry that stays is called"), "{called}");
    assert!(called.contains("<del>") && called.contains(&goes.name), "{called}");
    assert!(!page.between("id=\"h-dec\"", "</section>").contains(&goes.name));
}

fn who_went_says_into_which_and_has_no_doubles(app: &TestApp) {
    let (stays, _, bodil, asta, number) = merged(app);
    let last = app.signatory(Given {
        name: "Skovbrynet Foundation for Conversations",
        contacts: &["eva@skovbrynet.example"],
        ..Given::default()
    });
    app.settle();
    assert!(case_page(&bodil, number).body.contains(&last.name), "a double, as long as there are two");
    let further = proposed(app, &bodil, (&last, &stays));
    decide(&bodil, further, &Choice::plain("merge"));
    assert_eq!(approve(&asta, further).status, 303);
    app.settle();
    for of in [number, number_of(app, &stays)] {
        let page = case_page(&bodil, of).says("This signatory was merged into another one:").says(&last.name);
        assert!(page.body.contains(&format!("href=\"/signatories/{}\"", last.slug)));
        assert!(page.body.contains(&format!("href=\"/staff/cases/{further}\"")));
        let page = page.says("Merged into another one").says("Its people act for the one into which it went");
        page.lacks("Possible duplicates").lacks("No contact is known");
    }
    case_page(&bodil, number).says("Undo that merge first").lacks("Consider undoing this merge");
    case_page(&bodil, further).says("Consider undoing this merge");
    undo(app, &bodil, &asta, further);
    case_page(&bodil, number).says("Consider undoing this merge").lacks("Undo that merge first");
}

fn a_merge_that_cannot_be_undone_says_why(app: &TestApp) {
    let (stays, _, bodil, _, number) = merged(app);
    case_page(&bodil, number).lacks("Why this merge cannot be undone");
    app.anonymous()
        .send(&format!("/signatories/{}/report", stays.slug), &[("text", "Really?"), ("email", "")])
        .ok();
    let report = cases(app, &stays, CaseKind::Report)[0].number;
    decide(&bodil, report, &Choice::suspend("We look into it."));
    let page = case_page(&bodil, number).says("Why this merge cannot be undone now").says("is suspended");
    page.lacks("Consider undoing this merge");
    decide(&bodil, report, &Choice::plain("restore"));
    case_page(&bodil, number).says("Consider undoing this merge");
    // Who came with the other one withdraws for both.
    enter(app, IB).send("/account/withdraw", &[("sure", "yes")]).ok();
    let page = case_page(&bodil, number).says("has withdrawn").says("For 14 days").says("signs anew");
    page.lacks("Consider undoing this merge");
}

fn who_hides_is_named_on_no_case_of_the_merge(app: &TestApp) {
    let (stays, goes, bodil, _, number) = merged(app);
    let gone = number_of(app, &goes);
    enter(app, SUZIE).send("/account/visibility", &[("visibility", "protected")]).ok();
    app.settle();
    let untold = |page: Page| page.says("Nothing more is told here").says("Once it shows itself again");
    untold(case_page(&app.viewer(), number)).lacks(&goes.name).lacks(&stays.name);
    bodil.post(&format!("/staff/cases/{number}/identity"), &[]);
    untold(case_page(&bodil, number)).says(&stays.name);
    // Who has looked who the one is that went has not looked who stayed.
    let mogens = app.second_moderator();
    mogens.post(&format!("/staff/cases/{gone}/identity"), &[]);
    let page = case_page(&mogens, gone).says(&goes.name).says("This signatory was merged into another one.");
    page.lacks(&stays.name).lacks("must not be named").lacks("Possible duplicates");
    bodil.post(&format!("/staff/cases/{gone}/identity"), &[]);
    case_page(&bodil, gone).says(&format!("merged into another one: {}", stays.name));
}

fn an_old_address_leads_on_in_the_readers_language(app: &TestApp) {
    let (stays, goes, bodil) = twice(app);
    let number = proposed(app, &bodil, (&stays, &goes));
    decide(&bodil, number, &Choice::plain("merge"));
    assert_eq!(approve(&app.admin(), number).status, 303);
    // At once, whoever asks first, in both languages at the same time.
    std::thread::scope(|scope| {
        for turn in 0..24 {
            let (stays, goes) = (&stays.slug, &goes.slug);
            let prefix = if turn % 3 == 0 { "" } else { "/da" };
            scope.spawn(move || {
                let old = app.anonymous().get(&format!("{prefix}/signatories/{goes}"));
                if old.status == 308 {
                    let to = format!("{prefix}/signatories/{stays}");
                    assert_eq!(old.location(), Some(to.as_str()));
                }
            });
        }
    });
    app.settle();
    let old = app.anonymous().get(&format!("/da/signatories/{}", goes.slug));
    assert_eq!((old.status, old.location()), (308, Some(format!("/da/signatories/{}", stays.slug).as_str())));
}

fn who_asks_otherwise_is_told_that_it_was_asked_before(app: &TestApp) {
    let (stays, goes, bodil) = twice(app);
    let from = proposed(app, &bodil, (&stays, &goes));
    let asks = |stays: &'static str, kind: &'static str| {
        let fields = [("other", &*goes.slug), ("stays", stays), ("kind", kind), ("note", "One society.")];
        let answer = bodil.post(&format!("/staff/cases/{from}/merge"), &fields);
        assert_eq!(answer.status, 303, "{}", answer.text());
        bodil.get(answer.onward().unwrap()).ok()
    };
    const BEFORE: &str = "asked for before, in other words";
    asks("this", "translated").lacks(BEFORE);
    asks("other", "translated").says(BEFORE);
    asks("this", "short").says(BEFORE);
}

fn who_shares_what_becomes_of_the_one_that_stayed_is_told_of(app: &TestApp) {
    let (stays, goes, bodil, _, number) = merged(app);
    const SHARES: &str = "went into this one, and shares what becomes of it";
    case_page(&bodil, number).says(SHARES).says(&goes.name);
    let report = format!("/signatories/{}/report", stays.slug);
    app.anonymous().send(&report, &[("text", "Really?"), ("email", "")]).ok();
    let report = cases(app, &stays, CaseKind::Report)[0].number;
    preview(&bodil, report, &Choice::revoke("It is none.")).ok().says(SHARES).says(&goes.name);
    case_page(&bodil, number_of(app, &goes)).lacks(SHARES);
    // Suzie takes Ib off, who came with the other one.
    let (of, ib) = (stays.organisation, goes.representatives[0]);
    let began = bodil.post(&format!("/staff/cases/{number}/unmerge"), &[]);
    let undoing = began.location().unwrap().to_owned();
    bodil.get(&undoing).ok().says("One person acts for the other one again");
    let suzie = enter(app, SUZIE);
    let off = handle(&suzie.get(PEOPLE).ok(), "take-off");
    suzie.send(&format!("{PEOPLE}/{off}/take-off"), &[("sure", "yes")]).ok();
    let acting = app.read(move |db| store::representative::of_organisation(db, of));
    assert!(acting.iter().all(|one| one.id != ib), "{acting:?}");
    bodil.get(&undoing).ok().says("Nobody who came with the other one still acts");
}
