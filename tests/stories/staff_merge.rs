//! One organisation signed twice. Bodil finds it out, Asta agrees, the two become one; and when it was a mistake, they are
//! two again, exactly as before.

use serde_json::{Value, json};
use tilsagn::app::letter::Letter;
use tilsagn::domain::case::{CaseKind, CaseState};
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::organisation::Category;
use tilsagn::store;

use crate::nadia_stays_unnamed::Lacks;
use crate::operator_takes_over::import;
use crate::staff_second::{approve, approve_as_shown_to};
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, number_of, reasons};
use crate::support::fixtures::{Given, Signatory};
use crate::support::staff::Colleague;
use crate::suzie_comes_back::{cases, enter};

stories!(
    doubles_are_told_of_with_how_sure_and_why,
    two_become_one_and_the_old_address_leads_on,
    undone_they_are_as_before,
    asked_for_twice_it_is_one_case,
    one_person_is_not_enough,
    what_is_not_public_is_not_merged,
    the_log_tells_it_and_so_do_past_days,
    who_hides_hides_its_doubles,
    who_is_erased_takes_its_doubles_along,
    a_new_site_takes_the_merge_over,
);

const SUZIE: &str = "suzie@skovbrynet.example";
const IB: &str = "ib@brynet.example";

/// Somebody whose signature a colleague has published, with its commitments.
pub fn published(app: &TestApp, bodil: &Colleague, given: Given) -> Signatory {
    let mut signatory = app.signatory(Given { state: EndorsementState::InReview, ..given });
    decide(bodil, number_of(app, &signatory), &Choice::publish());
    let of = signatory.organisation;
    signatory.slug = app.read(move |db| store::organisation::find(db, of)).slug.unwrap();
    signatory
}

/// The same society twice: as it is called, and in other words with a slip of the finger. Bodil published both.
pub fn twice(app: &TestApp) -> (Signatory, Signatory, Colleague) {
    reasons(app);
    let bodil = app.moderator();
    let published = |given| published(app, &bodil, given);
    let stays = published(Given {
        name: "Skovbrynet Foundation for Conversation",
        commitments: &["Lend every reader a safe device"],
        ..Given::default()
    });
    let goes = published(Given {
        name: "Fonden Skovbryynet for Conversation",
        website: "https://brynet.example/",
        contacts: &[IB],
        commitments: &["Publish every contract", "Train two hundred teachers"],
        ..Given::default()
    });
    app.settle();
    (stays, goes, bodil)
}

/// Opens a Case about a signatory, from which the other is looked at.
fn reported(app: &TestApp, of: &Signatory) -> i64 {
    app.anonymous()
        .send(&format!("/signatories/{}/report", of.slug), &[("text", "Twice?"), ("email", "")])
        .ok();
    let open = cases(app, of, CaseKind::Report).into_iter().find(|case| case.state == CaseState::Open);
    open.unwrap().number
}

/// Proposes the merge and gives the number of its Case.
pub fn proposed(app: &TestApp, bodil: &Colleague, (stays, goes): (&Signatory, &Signatory)) -> i64 {
    let from = reported(app, stays);
    let path = format!("/staff/cases/{from}/merge");
    bodil.get(&format!("{path}?other={}", goes.slug)).ok().says(&stays.name).says(&goes.name);
    let fields =
        [("other", &*goes.slug), ("stays", "this"), ("kind", "translated"), ("note", "One society.")];
    let answer = bodil.post(&path, &fields);
    assert_eq!(answer.status, 303, "{}", answer.text());
    let case = answer.location().unwrap().rsplit('/').next().unwrap();
    let number: i64 = case.trim_end_matches("?done=merge-asked-before").parse().unwrap();
    decide(bodil, from, &Choice::plain("close"));
    number
}

pub fn merged(app: &TestApp) -> (Signatory, Signatory, Colleague, Colleague, i64) {
    let (stays, goes, bodil) = twice(app);
    let asta = app.admin();
    let number = proposed(app, &bodil, (&stays, &goes));
    decide(&bodil, number, &Choice::plain("merge"));
    assert_eq!(approve(&asta, number).status, 303);
    app.settle();
    (stays, goes, bodil, asta, number)
}

pub fn undo(app: &TestApp, bodil: &Colleague, asta: &Colleague, number: i64) -> i64 {
    let answer = bodil.post(&format!("/staff/cases/{number}/unmerge"), &[]);
    assert_eq!(answer.status, 303, "{}", answer.text());
    let number: i64 = answer.location().unwrap().rsplit('/').next().unwrap().parse().unwrap();
    decide(bodil, number, &Choice::plain("unmerge"));
    assert_eq!(approve(asta, number).status, 303);
    app.settle();
    number
}

fn read(app: &TestApp, path: &str) -> Value {
    serde_json::from_str(&app.anonymous().get(path).ok().body).unwrap()
}

/// A signatory in the data, without when its row was last touched.
fn card(app: &TestApp, of: &Signatory, query: &str) -> Value {
    let mut card = read(app, &format!("/api/v1/signatories/{}{query}", of.slug));
    card.as_object_mut().unwrap().remove("updated_at");
    card
}

fn doubles_are_told_of_with_how_sure_and_why(app: &TestApp) {
    let (stays, goes, bodil) = twice(app);
    let number = reported(app, &stays);
    let page = bodil.get(&format!("/staff/cases/{number}")).ok();
    let page = page.says("Possible duplicates").says(&goes.name).says("of 100").says("Alike in: spelling");
    assert!(page.body.contains(&format!("/staff/cases/{number}/merge?other={}", goes.slug)));
    // Of one that must not be named, its keys lie as digests, and staff who may not see it hear nothing.
    enter(app, IB).send("/account/visibility", &[("visibility", "protected")]).ok();
    app.settle();
    let of = goes.organisation;
    let keys = app.read(move |db| store::organisation_key::of(db, of));
    assert!(keys.len() > 5 && keys.iter().all(|key| !key.contains(':')), "{keys:?}");
    let viewer = app.viewer().get(&format!("/staff/cases/{number}")).ok();
    assert!(!viewer.text().contains("must not be named"));
    let page = bodil.get(&format!("/staff/cases/{number}")).ok();
    let page = page.says("like one that must not be named");
    assert!(!page.text().contains(&goes.name));
}

fn two_become_one_and_the_old_address_leads_on(app: &TestApp) {
    let (stays, goes, bodil) = twice(app);
    let number = proposed(app, &bodil, (&stays, &goes));
    let page = bodil.get(&format!("/staff/cases/{number}")).ok().says("What the merge would do");
    page.says("2 move to the entry that stays").says("One person of the other one").says("(translation)");
    decide(&bodil, number, &Choice::plain("merge")).says("For a second person");
    assert_eq!(app.anonymous().get(&format!("/signatories/{}", goes.slug)).status, 200, "not yet");
    let asta = app.admin();
    assert_eq!(approve(&asta, number).status, 303);
    app.settle();
    asta.get(&format!("/staff/cases/{number}")).ok().says("closed: merged");
    for prefix in ["", "/da", "/api/v1"] {
        let old = app.anonymous().get(&format!("{prefix}/signatories/{}", goes.slug));
        assert_eq!(old.status, 308, "{prefix}");
        assert!(old.location().unwrap().ends_with(&format!("{prefix}/signatories/{}", stays.slug)));
        assert_eq!(old.headers["cache-control"], "public, max-age=300");
    }
    let moved = app.anonymous().get(&format!("/api/v1/signatories/{}", goes.slug));
    let moved: Value = serde_json::from_str(&moved.body).unwrap();
    assert_eq!((&moved["state"], &moved["merged_into"]), (&json!("merged"), &json!(stays.slug)));
    let card = card(app, &stays, "");
    assert_eq!((&card["commitments"], &card["names"][1]["name"]), (&json!(3), &json!(goes.name)));
    assert_eq!(read(app, "/api/v1/signatories")["total"], 1);
    assert_eq!(read(app, "/api/v1/commitments")["total"], 3);
    let page = app.anonymous().get(&format!("/signatories/{}", stays.slug)).ok();
    page.says(&goes.name).says("Publish every contract").says("Another signatory merged into this one");
    app.anonymous().get("/signatories?q=skovbryynet").ok().says("also Fonden Skovbryynet");
    for to in [SUZIE, IB] {
        let Letter::Merged { organisation, other, .. } = app.mail_to(to) else { panic!("{to}") };
        assert_eq!((organisation, other), (stays.name.clone(), goes.name.clone()));
    }
    // Ib's mailbox is compared with the website that he signed for.
    let page = bodil.get(&format!("/staff/cases/{number}")).ok().lacks("is not on the website’s domain");
    page.says("is on the domain of that one’s website").says("is on the organisation’s own domain");
    // Ib acts for the one that stays now.
    enter(app, IB).get("/account").ok().says(&stays.name).says("Lend every reader");
    let cases = app.read(move |db| store::case::by_number(db, number));
    let lines = app.read(move |db| store::audit::of_subject(db, "case", cases.id.0));
    let line = lines.iter().find(|line| line.act == "case.merged").unwrap();
    assert_eq!((&line.detail["first"], &line.detail["second"]), (&json!(bodil.id.0), &json!(asta.id.0)));
}

fn undone_they_are_as_before(app: &TestApp) {
    let (stays, goes, bodil) = twice(app);
    let before = (card(app, &stays, ""), card(app, &goes, ""));
    let promised = read(app, "/api/v1/commitments")["data"].clone();
    let asta = app.admin();
    let number = proposed(app, &bodil, (&stays, &goes));
    decide(&bodil, number, &Choice::plain("merge"));
    assert_eq!(approve(&asta, number).status, 303);
    app.settle();
    assert_ne!(card(app, &stays, ""), before.0);
    let case = format!("/staff/cases/{number}");
    bodil.get(&case).ok().says("What the merge did").says("Consider undoing this merge").lacks("go back");
    undo(app, &bodil, &asta, number);
    bodil.get(&case).ok().says("This merge was undone").lacks("Consider undoing").lacks("go back");
    for (to, own, theirs) in [(SUZIE, &stays, &goes), (IB, &goes, &stays)] {
        let Letter::Unmerged { organisation, other, link, .. } = app.mail_to(to) else { panic!("{to}") };
        assert_eq!((&organisation, &other), (&own.name, &theirs.name));
        assert!(link.ends_with(&own.slug), "{link}");
    }
    assert_eq!((card(app, &stays, ""), card(app, &goes, "")), before);
    assert_eq!(read(app, "/api/v1/commitments")["data"], promised);
    app.anonymous().get(&format!("/signatories/{}", goes.slug)).ok().says("Stands on its own again");
    let figures = bodil.get("/staff/statistics.csv").ok().body;
    assert!(figures.contains(",merge,merged,1,1,") && figures.contains(",merge,unmerged,1,1,"), "{figures}");
    let account = enter(app, IB).get("/account").ok().says(&goes.name);
    assert!(!account.text().contains("Lend every reader"));
    assert_eq!(bodil.post(&format!("/staff/cases/{number}/unmerge"), &[]).status, 409, "once is enough");
    // And they can become one again.
    let again = proposed(app, &bodil, (&goes, &stays));
    decide(&bodil, again, &Choice::plain("merge"));
    assert_eq!(approve(&asta, again).status, 303);
    app.settle();
    assert_eq!(app.anonymous().get(&format!("/signatories/{}", stays.slug)).status, 308);
}

fn asked_for_twice_it_is_one_case(app: &TestApp) {
    let (stays, goes, bodil) = twice(app);
    let number = proposed(app, &bodil, (&stays, &goes));
    let case = format!("/staff/cases/{number}");
    bodil.get(&case).ok().says("What the merge would do");
    assert_eq!(proposed(app, &bodil, (&stays, &goes)), number, "the same once more");
    assert_eq!(proposed(app, &app.second_moderator(), (&goes, &stays)), number, "the other way round");
    decide(&bodil, number, &Choice::plain("close")).says("They were left as they are").lacks("would do");
    let again = proposed(app, &bodil, (&goes, &stays));
    assert_ne!(again, number, "that one is closed");
    decide(&bodil, again, &Choice::plain("merge"));
    assert_eq!(approve(&app.admin(), again).status, 303);
    app.settle();
    let undo = format!("/staff/cases/{again}/unmerge");
    let first = bodil.post(&undo, &[]);
    assert_eq!((first.status, bodil.post(&undo, &[]).location()), (303, first.location()));
    bodil.get(first.location().unwrap()).ok().says("What undoing the merge would do");
}

fn one_person_is_not_enough(app: &TestApp) {
    let (stays, goes, _) = twice(app);
    let both = app.staff("moderator admin", "Birgit Beggeroller");
    let number = proposed(app, &both, (&stays, &goes));
    decide(&both, number, &Choice::plain("merge"));
    let revision = app.read(move |db| store::case::by_number(db, number)).revision.to_string();
    let own = [("approve", "yes"), ("revision", &*revision), ("shown", "")];
    assert_eq!(both.post(&format!("/staff/cases/{number}/second"), &own).status, 403, "the same person");
    assert_eq!(approve(&app.second_moderator(), number).status, 403, "a moderator");
    let (asta, newcomer) = (app.admin(), app.newcomer("admin", "Nanna Nyling"));
    assert_eq!(approve_as_shown_to(&asta, &newcomer, number).status, 403, "a newcomer");
    let viewer = app.viewer();
    assert_eq!(viewer.post(&format!("/staff/cases/{number}/unmerge"), &[]).status, 403);
    let from = reported(app, &goes);
    assert_eq!(viewer.get(&format!("/staff/cases/{from}/merge")).status, 403);
}

fn what_is_not_public_is_not_merged(app: &TestApp) {
    let (stays, goes, bodil) = twice(app);
    let state = app.signatory(Given {
        name: "Republic of Norvania",
        category: Category::State,
        contacts: &["livia@state.example"],
        ..Given::default()
    });
    app.settle();
    let from = reported(app, &stays);
    let look = |other: &str| bodil.get(&format!("/staff/cases/{from}/merge?other={other}"));
    for nobody in ["nobody", "99", "", &stays.slug] {
        let page = look(nobody);
        assert_eq!(page.status, 422, "{nobody}");
        page.says("that is in the register");
    }
    let apart = look(&state.slug);
    assert_eq!(apart.status, 409, "a state with what is none");
    apart.says("This is not possible").says("becomes one with a state only").lacks("since you opened it");
    look(&format!("https://call.example/da/signatories/{}", goes.slug)).ok().says(&goes.name);
    let waits = app.signatory(Given {
        name: "Engvangen",
        website: "",
        contacts: &["eva@engvangen.example"],
        state: EndorsementState::InReview,
        ..Given::default()
    });
    let form = |of: &Signatory| bodil.get(&format!("/staff/cases/{}/merge", number_of(app, of)));
    let page = form(&waits).says("Only two signatories that are both in the register");
    assert_eq!(page.status, 409, "the form is not offered to whom it cannot help");
    page.says("This is not possible").lacks("since you opened it");
    bodil.get(&format!("/staff/cases/{from}/merge")).ok().says("Look at both");
    enter(app, IB).send("/account/withdraw", &[("sure", "yes")]).ok();
    app.settle();
    assert_eq!(look(&goes.slug).status, 422, "it left the register");
}

fn the_log_tells_it_and_so_do_past_days(app: &TestApp) {
    let (stays, goes, bodil) = twice(app);
    let before = (card(app, &stays, ""), card(app, &goes, ""));
    app.clock.advance(chrono::Duration::days(2));
    bodil.signs_in(app);
    let asta = app.admin();
    let number = proposed(app, &bodil, (&stays, &goes));
    decide(&bodil, number, &Choice::plain("merge"));
    assert_eq!(approve(&asta, number).status, 303);
    app.settle();
    let told = |query: &str| {
        ["signatories", "commitments"].map(|noun| {
            let mut list = read(app, &format!("/api/v1/{noun}{query}"))["data"].clone();
            list.as_array_mut().unwrap().iter_mut().for_each(|one| {
                one.as_object_mut().unwrap().remove("updated_at");
            });
            list
        })
    };
    // What the entries tell of a day that is over is what was shown on it.
    let same = || {
        let (today, shown) = (app.app.clock.now().day_in(app.app.config.time_zone), told(""));
        app.clock.advance(chrono::Duration::days(1));
        app.settle();
        assert_eq!(told(&format!("?as_of={today}")), shown);
    };
    same();
    let then = "?as_of=2026-11-25";
    assert_eq!((card(app, &stays, then), card(app, &goes, then)), before, "two days before they were two");
    assert_eq!(read(app, &format!("/api/v1/commitments{then}"))["total"], 3);
    let old = format!("/signatories/{}", goes.slug);
    assert_eq!(app.anonymous().get(&format!("{old}?as_of=2026-11-26")).status, 308);
    app.verify().good();
    app.clock.advance(chrono::Duration::days(2));
    bodil.signs_in(app);
    asta.signs_in(app);
    undo(app, &bodil, &asta, number);
    same();
    app.verify().good();
    let between = app.anonymous().get(&format!("{old}?as_of=2026-11-26"));
    assert_eq!(between.status, 308, "on that day it was another");
    assert!(between.location().unwrap().ends_with(&format!("{}?as_of=2026-11-26", stays.slug)));
}

fn who_hides_hides_its_doubles(app: &TestApp) {
    let (stays, goes, _, _, number) = merged(app);
    enter(app, SUZIE).send("/account/visibility", &[("visibility", "protected")]).ok();
    app.settle();
    let page = app.viewer().get(&format!("/staff/cases/{number}")).ok().says("What the merge did");
    page.lacks("remains in the log").lacks("/signatories/").lacks(&goes.name);
    for slug in [&stays.slug, &goes.slug] {
        assert_eq!(app.anonymous().get(&format!("/signatories/{slug}")).status, 404);
        assert_eq!(app.anonymous().get(&format!("/signatories/{slug}?as_of=2026-11-24")).status, 404);
    }
    let ids = [stays.organisation, goes.organisation];
    for of in ids {
        let row = app.read(move |db| store::organisation::find(db, of));
        assert!(row.sealed.is_some() && row.name.is_empty() && row.names.0.is_empty(), "{row:?}");
        let readable = app.read(move |db| store::entry::of_organisation(db, of));
        assert!(readable.iter().all(|entry| entry.body.is_none()), "{readable:?}");
    }
    assert_eq!(app.read(store::endorsement::count_unnamed), 1, "they are one");
    app.verify().good();
    enter(app, IB).fills("/account/visibility", &[("visibility", "public")]).ok();
    app.settle();
    assert_eq!(app.anonymous().get(&format!("/signatories/{}", goes.slug)).status, 308);
    app.anonymous().get(&format!("/signatories/{}", stays.slug)).ok().says(&goes.name);
    app.verify().good();
}

fn who_is_erased_takes_its_doubles_along(app: &TestApp) {
    let (stays, goes, _, asta, _) = merged(app);
    let of = stays.organisation;
    let case = app.read(move |db| store::case::of_organisation(db, of))[0].number;
    let path = format!("/staff/cases/{case}/erasure");
    let page = asta.post(&path, &[("reason_erase", "request"), ("note", "They ask."), ("message", "")]).ok();
    let number = crate::support::desk::confirm(&asta, &path, &page);
    let number: i64 = number.location().unwrap().rsplit('/').next().unwrap().parse().unwrap();
    assert_eq!(approve(&app.second_admin(), number).status, 303);
    app.settle();
    for slug in [&stays.slug, &goes.slug] {
        assert_eq!(app.anonymous().get(&format!("/signatories/{slug}")).status, 410, "{slug}");
    }
    app.verify().good();
}

fn a_new_site_takes_the_merge_over(app: &TestApp) {
    let (stays, goes, ..) = merged(app);
    let shown = card(app, &stays, "");
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy");
    let output = app.program(&["export", copy.to_str().unwrap()]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let next = app.empty_twin();
    let output = import(&next, &copy);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let there = card(&next, &stays, "");
    assert_eq!((&there["names"], &there["commitments"]), (&shown["names"], &shown["commitments"]));
    assert_eq!(next.anonymous().get(&format!("/signatories/{}", goes.slug)).status, 308);
    next.verify().good();
}
