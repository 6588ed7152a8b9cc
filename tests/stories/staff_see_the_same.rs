//! The second person sees what the first saw, whoever is about to decide sees what waits, and nobody is promised what they may
//! not do any more.

use tilsagn::domain::case::CaseKind;
use tilsagn::domain::endorsement::EndorsementState::{Declined, InReview, Published};
use tilsagn::store;

use crate::nadia_stays_unnamed::{EMAIL, Lacks, PROTECTED, TELLING, confirmed};
use crate::staff_decide_many::{self, DECLINE, danish, done, numbers, some, states};
use crate::staff_invalidate;
use crate::staff_second::record;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, number_of, preview, reasons};
use crate::support::fixtures::Given;
use crate::support::staff::Colleague;
use crate::support::visitor::Page;

stories!(
    asta_sees_whom_an_invalidation_means,
    asta_sees_the_mails_of_a_decision_on_many,
    asta_reads_that_a_decision_on_many_writes_to_nobody,
    of_who_is_not_named_asta_sees_the_mail_once_she_has_looked,
    a_case_says_that_a_decision_on_many_waits_with_it,
    who_lost_the_role_is_not_told_of_taking_back,
    a_case_has_no_heading_for_notes_that_nobody_can_write,
);

fn asta_sees_whom_an_invalidation_means(app: &TestApp) {
    let secret = confirmed(app, PROTECTED);
    reasons(app);
    let ids = staff_invalidate::flood(app);
    let (bodil, asta, vita) = (app.moderator(), app.admin(), app.viewer());
    let flood = app.read({
        let first = ids[0];
        move |db| store::case::open_of(db, CaseKind::Endorsement, first.0)
    });
    let flood = flood.unwrap().number;
    let since = app.app.clock.now().in_zone(app.app.time_zone()) - chrono::Duration::days(1);
    let since = since.format("%Y-%m-%dT%H:%M").to_string();
    let same = |page: Page| {
        let page = page.ok().says("Where they stand").says("The first 10 of them").says("Flood 1");
        let page = page.says("Protected signatory").says("In review 52");
        assert!(page.body.contains(&format!("/staff/cases/{flood}\"")), "{}", page.body);
        assert!(!page.body.contains(&format!("/staff/cases/{secret}\"")), "what finds it is beside it");
        for word in TELLING {
            assert!(!page.body.contains(word), "{word}");
        }
        page
    };
    let page = same(staff_invalidate::look(&bodil, &[("from", &since)]).says("52 submissions are meant"));
    let id = staff_invalidate::begin(&bodil, &page);
    let path = format!("/staff/invalidations/{id}");
    same(asta.get(&path));
    vita.get(&path).ok().says("Waits for an admin").lacks("Where they stand");
    assert_eq!(staff_invalidate::act(&asta, id, "allow").status, 303);
    asta.get(&path).ok().lacks("Where they stand");
    staff_invalidate::work(app);
    asta.get(&path).ok().lacks("Where they stand");
    assert_eq!(app.state_of(ids[50]), Declined);
}

/// Puts a decision on many before an admin. Gives its page.
fn proposed(bodil: &Colleague, cases: &[i64], how: &[(&str, &str)]) -> String {
    let page = staff_decide_many::look(bodil, cases, how).ok();
    format!("/staff/decisions/{}", done(bodil, &page).0)
}

fn asta_sees_the_mails_of_a_decision_on_many(app: &TestApp) {
    reasons(app);
    let mut cases = numbers(app, &some(app, 50));
    cases.push(number_of(app, &danish(app)));
    let (bodil, asta, mogens) = (app.moderator(), app.admin(), app.second_moderator());
    let path = proposed(&bodil, &cases, &DECLINE);
    let page = asta.get(&path).ok().says("51 mails go out").says("For example these 4");
    let page = page.says("Write to us.").says("p1@forening1.example").says("Dansk").says("kysten.example");
    assert!(
        page.body.find("id=\"h-mail\"").unwrap() < page.body.find("/allow\"").unwrap(),
        "before the button"
    );
    decide(&mogens, cases[0], &Choice::decline(""));
    let page = asta.get(&path).ok().says("50 mails go out");
    page.lacks("p1@forening1.example").says("p2@forening2.example");
    assert_eq!(asta.post(&format!("{path}/allow"), &[]).status, 303);
    asta.get(&path).ok().lacks("mails go out");
}

fn asta_reads_that_a_decision_on_many_writes_to_nobody(app: &TestApp) {
    reasons(app);
    let cases = numbers(app, &some(app, 51));
    let (bodil, asta) = (app.moderator(), app.admin());
    let silent = [("what", "decline"), ("step", "yes"), ("reason_decline", "not_real"), ("message", "")];
    let path = proposed(&bodil, &cases, &silent);
    asta.get(&path).ok().says("No mail").says("Nobody is written to.");
    let assigned = [("what", "assign"), ("step", "yes"), ("assignee", "")];
    let path = proposed(&bodil, &cases, &assigned);
    asta.get(&path).ok().lacks("No mail");
}

fn of_who_is_not_named_asta_sees_the_mail_once_she_has_looked(app: &TestApp) {
    let secret = confirmed(app, PROTECTED);
    reasons(app);
    let mut cases = vec![secret];
    cases.extend(numbers(app, &some(app, 50)));
    let (bodil, asta, vita) = (app.moderator(), app.admin(), app.viewer());
    bodil.post(&format!("/staff/cases/{secret}/identity"), &[]);
    let path = proposed(&bodil, &cases, &DECLINE);
    for reader in [&asta, &vita] {
        let page = reader.get(&path).ok().says("51 mails go out").says("p1@forening1.example");
        for word in TELLING {
            assert!(!page.body.contains(word), "{word}");
        }
    }
    asta.post(&format!("/staff/cases/{secret}/identity"), &[]);
    asta.get(&path).ok().says("51 mails go out").says(EMAIL);
}

fn a_case_says_that_a_decision_on_many_waits_with_it(app: &TestApp) {
    reasons(app);
    let many = some(app, 52);
    let cases = numbers(app, &many);
    let (bodil, mogens, asta) = (app.moderator(), app.second_moderator(), app.admin());
    let path = proposed(&bodil, &cases[..51], &DECLINE);
    let case = |number: i64| format!("/staff/cases/{number}");
    let warned = |page: Page| {
        let page = page.ok().says("This case is in a decision on many cases that waits for an admin");
        assert!(page.body.contains(&format!("href=\"{path}\"")), "{}", page.body);
    };
    warned(mogens.get(&case(cases[0])));
    warned(app.viewer().get(&case(cases[0])));
    warned(preview(&mogens, cases[0], &Choice::publish()));
    mogens.get(&case(cases[51])).ok().lacks("a decision on many cases");
    preview(&mogens, cases[51], &Choice::publish()).ok().lacks("a decision on many cases");
    decide(&mogens, cases[0], &Choice::publish()).lacks("a decision on many cases");
    assert_eq!(asta.post(&format!("{path}/allow"), &[]).status, 303);
    assert_eq!(states(app, &many[..1]), [Published], "what was decided first stands");
    assert_eq!(states(app, &many[1..2]), [Declined]);
    mogens.get(&case(cases[1])).ok().lacks("a decision on many cases");
}

/// Gives a colleague another role.
fn becomes(admin: &Colleague, who: &Colleague, role: &str) {
    let path = format!("/staff/people/{}", who.id);
    let revision = admin.get(&path).ok().between("name=\"revision\" value=\"", "\"");
    let answer = admin.post(&format!("{path}/roles"), &[("roles", role), ("revision", &revision)]);
    assert_eq!(answer.status, 303, "{}", answer.text());
}

fn who_lost_the_role_is_not_told_of_taking_back(app: &TestApp) {
    reasons(app);
    let cases = numbers(app, &some(app, 51));
    let (bodil, asta) = (app.moderator(), app.admin());
    let decision = proposed(&bodil, &cases, &DECLINE);
    staff_invalidate::flood(app);
    let page = staff_invalidate::look(&bodil, &[("network", "203.0.113.0/24")]);
    let job = format!("/staff/invalidations/{}", staff_invalidate::begin(&bodil, &page));
    let state = record(app, &bodil);
    decide(&bodil, state, &Choice::publish()).says("Until then you can take it back");
    let case = format!("/staff/cases/{state}");
    for path in [&decision, &job] {
        bodil.get(path).ok().says("Until then you can take it back").says("Take the decision back");
    }
    becomes(&asta, &bodil, "viewer");
    for path in [&decision, &job, &case] {
        let page = bodil.get(path).ok().says("must look at it now");
        page.lacks("you can take it back").lacks("Take the decision back");
        assert_eq!(bodil.post(&format!("{path}/take-back"), &[("revision", "1")]).status, 403, "{path}");
    }
}

fn a_case_has_no_heading_for_notes_that_nobody_can_write(app: &TestApp) {
    reasons(app);
    let number = number_of(app, &app.signatory(Given { state: InReview, ..Given::default() }));
    let (bodil, vita, case) = (app.moderator(), app.viewer(), format!("/staff/cases/{number}"));
    let heading = |page: Page| page.ok().body.contains("id=\"notes\"");
    assert_eq!((heading(vita.get(&case)), heading(bodil.get(&case))), (false, true));
    bodil.send(&format!("{case}/notes"), &[("text", "They called.")]).ok();
    assert!(heading(vita.get(&case)), "there is one to read");
}
