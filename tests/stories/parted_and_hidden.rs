//! Two were one, and parted again. Then one of them must not be named, or is forgotten: what the other's entries tell of it
//! goes with it, and with nothing else of the other.

use chrono::Duration;
use serde_json::json;
use tilsagn::app::log::tree;
use tilsagn::domain::case::CaseKind;
use tilsagn::domain::ids::OrganisationId;
use tilsagn::{store, worker};

use crate::log_sealed::backup;
use crate::nadia_stays_unnamed::{Lacks, PROTECTED, PUBLIC};
use crate::operator_resumes::{numbers, restored, runs};
use crate::operator_takes_over::exported;
use crate::operator_takes_over_unnamed::taken_over;
use crate::staff_merge::{merged, proposed, undo};
use crate::staff_second::approve;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, number_of, reasons};
use crate::support::fixtures::{Given, Signatory};
use crate::support::staff::Colleague;
use crate::support::visitor::Visitor;
use crate::suzie_comes_back::{SUZIE, enter, entry};
use crate::{admins_erase, stories};

stories!(
    who_hides_is_named_in_no_entry_of_the_one_that_stayed,
    what_the_one_that_stayed_changed_meanwhile_holds,
    receipts_of_a_commitment_are_with_whose_it_is,
    who_is_erased_is_gone_from_the_one_that_stayed,
    the_one_that_stayed_hides_and_is_named_nowhere,
    both_hide_and_each_comes_back_alone,
    what_was_shown_while_they_were_one_stays_shown_when_the_one_that_stayed_hides,
    an_embargo_that_is_put_off_holds_for_both,
);

pub const IB: &str = "ib@brynet.example";
/// What only the one says that went, and what only the one that stayed.
pub const GONE: &[&str] =
    &["Skovbryynet", "skovbryynet", "//brynet.example", "Publish every contract", "Train two hundred"];
pub const STAYED: &[&str] = &["Skovbrynet", "skovbrynet", "Lend every reader"];

/// Merged on the 24th, parted on the 26th; it is the 27th.
pub fn parted(app: &TestApp, meanwhile: impl FnOnce(&Colleague)) -> (Signatory, Signatory, Colleague) {
    let (stays, goes, bodil, asta, number) = merged(app);
    app.clock.advance(Duration::days(2));
    bodil.signs_in(app);
    asta.signs_in(app);
    meanwhile(&bodil);
    undo(app, &bodil, &asta, number);
    app.clock.advance(Duration::days(1));
    asta.signs_in(app);
    app.settle();
    (stays, goes, asta)
}

pub fn appears(app: &TestApp, owner: &Visitor, choice: &[(&str, &str)]) {
    owner.fills("/account/visibility", choice).ok();
    app.settle();
}

/// The numbers of the entries of the one that stayed that name the other.
fn naming(app: &TestApp, stays: &Signatory) -> Vec<i64> {
    naming_as(app, stays, "Skovbryynet")
}

pub fn naming_as(app: &TestApp, stays: &Signatory, name: &str) -> Vec<i64> {
    let of = stays.organisation;
    let entries = app.read(move |db| store::entry::of_organisation(db, of)).into_iter();
    let naming = entries.filter(|one| one.body.as_ref().is_some_and(|body| body.contains(name)));
    naming.filter_map(|one| one.number).collect()
}

/// Everything public that could tell of the two, of today and of past days.
fn public(app: &TestApp, (stays, goes): (&Signatory, &Signatory)) -> String {
    let mut paths: Vec<String> =
        ["/", "/about", "/sitemap.xml", "/data/entries.ndjson"].map(str::to_owned).into();
    for noun in ["signatories", "commitments"] {
        paths.push(format!("/data/{noun}.csv"));
        for of in ["", "?as_of=2026-11-24", "?as_of=2026-11-25", "?as_of=2026-11-26"] {
            paths.extend([format!("/{noun}{of}"), format!("/api/v1/{noun}{of}")]);
        }
        for day in ["2026-11-24", "2026-11-25", "2026-11-26"] {
            paths.extend(["csv", "ndjson"].map(|ext| format!("/data/snapshots/{day}/{noun}.{ext}")));
        }
    }
    for slug in [&stays.slug, &goes.slug] {
        for of in ["", "?as_of=2026-11-24", "?as_of=2026-11-25", "?as_of=2026-11-26"] {
            paths.extend(["", "/da", "/api/v1"].map(|prefix| format!("{prefix}/signatories/{slug}{of}")));
        }
    }
    let size = app.read(store::register_state::next_entry);
    paths.extend((0..size).map(|number| format!("/log/entries/{number}")));
    let anyone = app.anonymous();
    let read = |path: &String| {
        let answer = anyone.get(path);
        // One that is not there may repeat the address.
        if answer.status == 200 { format!("{path}:\n{}\n", answer.body) } else { String::new() }
    };
    paths.iter().map(read).collect()
}

/// Nothing public says one of these words, and the log is good.
#[track_caller]
pub fn untold(app: &TestApp, two: (&Signatory, &Signatory), words: &[&str]) {
    let all = public(app, two);
    for word in words {
        let found: Option<String> = all.find(word).map(|at| all[..at].lines().rev().take(3).collect());
        assert_eq!(found, None, "{word}");
    }
    app.verify().good();
}

#[track_caller]
pub fn told(app: &TestApp, two: (&Signatory, &Signatory), words: &[&str]) {
    let all = public(app, two);
    let missing: Vec<_> = words.iter().filter(|word| !all.contains(**word)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    app.verify().good();
}

fn sorted(app: &TestApp, of: OrganisationId, more: &[i64]) -> Vec<i64> {
    let mut all = [&numbers(app, of)[..], more].concat();
    all.sort_unstable();
    all
}

fn who_hides_is_named_in_no_entry_of_the_one_that_stayed(app: &TestApp) {
    let (stays, goes, _) = parted(app, |_| {});
    let two = (&stays, &goes);
    let telling = naming(app, &stays);
    assert_eq!(telling.len(), 2, "that they were one, and that they are two");
    told(app, two, &[GONE, STAYED].concat());
    let page = format!("/signatories/{}", stays.slug);
    app.anonymous().get(&page).ok().says("Another signatory merged into this one");
    let receipt = format!("/account/receipts/{}", telling[0]);
    let (suzie, ib) = (enter(app, SUZIE), enter(app, IB));
    suzie.get(&receipt).ok();

    appears(app, &ib, PROTECTED);
    untold(app, two, GONE);
    let withheld = sorted(app, goes.organisation, &telling);
    assert_eq!(app.verify().good()["withheld"], json!(withheld), "and nothing else");
    app.anonymous().get(&page).ok().says(&stays.name).lacks("merged into this one");
    assert_eq!(suzie.get(&receipt).status, 404, "not theirs to prove");
    let next = taken_over(app);
    next.anonymous().get(&page).ok().says(&stays.name);

    appears(app, &ib, PUBLIC);
    told(app, two, &[GONE, STAYED].concat());
    assert_eq!(naming(app, &stays), telling);
    app.anonymous().get(&page).ok().says("Another signatory merged into this one");
    suzie.get(&receipt).ok();
}

fn what_the_one_that_stayed_changed_meanwhile_holds(app: &TestApp) {
    let (stays, goes, _) = merged_and_changed(app);
    let two = (&stays, &goes);
    assert!(naming(app, &stays).len() > 1);
    app.verify().good();
    let (suzie, ib) = (enter(app, SUZIE), enter(app, IB));
    appears(app, &ib, PROTECTED);
    untold(app, two, GONE);
    untold(app, two, &["Nobody prints any more"]);
    let page = format!("/signatories/{}", stays.slug);
    app.anonymous().get(&page).ok().says("Skovbrynet Conversations");
    taken_over(app).anonymous().get(&page).ok().says("Skovbrynet Conversations");
    appears(app, &ib, PUBLIC);
    told(app, two, GONE);
    told(app, two, &["Nobody prints any more", "Skovbrynet Conversations"]);

    appears(app, &suzie, PROTECTED);
    untold(app, two, &["Conversations", "Lend every reader"]);
    let dropped = app.anonymous().get("/commitments").ok().body;
    assert!(dropped.contains("Publish every contract"));
    appears(app, &suzie, PUBLIC);
    told(app, two, &["Nobody prints any more", "Skovbrynet Conversations"]);
}

/// What was entered about a commitment of the one that went, while both were one.
fn receipts_of_a_commitment_are_with_whose_it_is(app: &TestApp) {
    let (stays, goes, _) = merged_and_changed(app);
    let of = stays.organisation;
    let entries = app.read(move |db| store::entry::of_organisation(db, of));
    let dropped = entries.into_iter().find(|one| one.kind == "commitment.dropped").unwrap().number.unwrap();
    assert!(!numbers(app, goes.organisation).contains(&dropped));
    let receipt = format!("/account/receipts/{dropped}");
    let (suzie, ib) = (enter(app, SUZIE), enter(app, IB));
    let listed = |who: &Visitor| {
        let list = who.get("/account/receipts").ok().body;
        (list.matches(&format!("{receipt}\"")).count(), who.get(&receipt).status)
    };
    assert_eq!([listed(&ib), listed(&suzie)], [(1, 200); 2], "whose it is, and who gave it up");
    // Whoever hides is told of to nobody else.
    appears(app, &suzie, PROTECTED);
    assert_eq!([listed(&ib), listed(&suzie)], [(0, 404), (1, 200)]);
    appears(app, &suzie, PUBLIC);
    appears(app, &ib, PROTECTED);
    assert_eq!([listed(&ib), listed(&suzie)], [(1, 200), (0, 404)]);
}

/// While they were one, the one that stayed took another name, and gave up what the other had promised.
fn merged_and_changed(app: &TestApp) -> (Signatory, Signatory, Colleague) {
    let promise = || {
        let all = app.read(store::public::commitments);
        all.into_iter().find(|one| one.title == "Publish every contract").unwrap().public_id
    };
    parted(app, |bodil| {
        let suzie = enter(app, SUZIE);
        let path = format!("/account/commitments/{}/drop", promise());
        suzie.send(&path, &[("reason", "Nobody prints any more.")]).ok();
        let renamed = entry(&[("go", "send"), ("name", "Skovbrynet Conversations")]);
        suzie.send("/account/amend", &renamed).ok();
        let of = app.read(|db| store::organisation::by_number_or_slug(db, "1")).id;
        let all = app.read(move |db| store::case::of_organisation(db, of));
        let case = all.into_iter().find(|case| case.kind == CaseKind::Amendment).unwrap();
        decide(bodil, case.number, &Choice::publish());
        app.settle();
    })
}

fn who_is_erased_is_gone_from_the_one_that_stayed(app: &TestApp) {
    let (stays, goes, asta) = parted(app, |_| {});
    let two = (&stays, &goes);
    let telling = naming(app, &stays);
    let theirs = sorted(app, goes.organisation, &telling);
    let number = admins_erase::propose(&asta, number_of(app, &goes));
    assert_eq!(approve(&app.second_admin(), number).status, 303);
    app.settle();
    untold(app, two, GONE);
    assert_eq!(app.verify().good()["erased"], json!(theirs));
    assert_eq!(app.anonymous().get(&format!("/signatories/{}", goes.slug)).status, 410);
    let page = format!("/signatories/{}", stays.slug);
    app.anonymous().get(&page).ok().lacks("merged into this one");
    let suzie = enter(app, SUZIE);
    // What is gone for good stays so, whatever the one that stayed does.
    appears(app, &suzie, PROTECTED);
    untold(app, two, &[GONE, STAYED].concat());
    appears(app, &suzie, PUBLIC);
    untold(app, two, GONE);
    app.anonymous().get(&page).ok().says(&stays.name);
}

fn the_one_that_stayed_hides_and_is_named_nowhere(app: &TestApp) {
    let (stays, goes, _) = parted(app, |_| {});
    let (two, suzie) = ((&stays, &goes), enter(app, SUZIE));
    appears(app, &suzie, PROTECTED);
    untold(app, two, STAYED);
    let withheld = sorted(app, stays.organisation, &[]);
    assert_eq!(app.verify().good()["withheld"], json!(withheld), "its own, and nothing else");
    app.anonymous().get(&format!("/signatories/{}", goes.slug)).ok().says(&goes.name);
    appears(app, &suzie, PUBLIC);
    told(app, two, &[GONE, STAYED].concat());
}

fn both_hide_and_each_comes_back_alone(app: &TestApp) {
    let (stays, goes, _) = parted(app, |_| {});
    let two = (&stays, &goes);
    let (suzie, ib) = ((enter(app, SUZIE), GONE), (enter(app, IB), STAYED));
    for ((first, still), (then, hidden)) in [(&suzie, &ib), (&ib, &suzie)] {
        appears(app, first, PROTECTED);
        appears(app, then, PROTECTED);
        untold(app, two, &[GONE, STAYED].concat());
        appears(app, first, PUBLIC);
        untold(app, two, still);
        appears(app, first, PROTECTED);
        appears(app, then, PUBLIC);
        untold(app, two, hidden);
        appears(app, first, PUBLIC);
        told(app, two, &[GONE, STAYED].concat());
    }
}

/// What showed both again was an entry of the one that stayed, which nobody reads any more once that one hides.
fn what_was_shown_while_they_were_one_stays_shown_when_the_one_that_stayed_hides(app: &TestApp) {
    let (stays, goes, bodil, asta, number) = merged(app);
    let (two, suzie) = ((&stays, &goes), enter(app, SUZIE));
    let doctor = || app.read(|db| tree::check_entries(db, None).map(drop));
    appears(app, &suzie, PROTECTED);
    untold(app, two, &[GONE, STAYED].concat());
    appears(app, &suzie, PUBLIC);
    undo(app, &bodil, &asta, number);
    told(app, two, &[GONE, STAYED].concat());
    doctor();
    appears(app, &suzie, PROTECTED);
    untold(app, two, STAYED);
    told(app, two, GONE);
    doctor();
    taken_over(app).anonymous().get(&format!("/signatories/{}", goes.slug)).ok().says(&goes.name);
    appears(app, &suzie, PUBLIC);
    let number = admins_erase::propose(&asta, number_of(app, &stays));
    assert_eq!(approve(&app.second_admin(), number).status, 303);
    app.settle();
    untold(app, two, STAYED);
    told(app, two, GONE);
    doctor();
}

fn an_embargo_that_is_put_off_holds_for_both(app: &TestApp) {
    let (stays, goes, ..) = merged(app);
    let (two, suzie) = ((&stays, &goes), enter(app, SUZIE));
    let until = |day: &'static str| {
        [("visibility", "embargoed"), ("until_day", day), ("until_month", "12"), ("until_year", "2026")]
    };
    appears(app, &suzie, &until("1"));
    appears(app, &suzie, &until("9"));
    let days_later = |days: i64| {
        app.clock.advance(Duration::days(days));
        app.block_on(worker::visibility::look_once(&app.app)).unwrap();
        app.settle();
    };
    days_later(8);
    untold(app, two, &[GONE, STAYED].concat());
    days_later(8);
    told(app, two, &[GONE, STAYED].concat());
}

/// It hid after the backup was made: the log hides it again, and not the one with which it was one.
#[test]
fn the_log_hides_who_parted_and_not_the_one_that_stayed() {
    let app = TestApp::on_sqlite();
    let (stays, goes, _) = parted(&app, |_| {});
    let folder = tempfile::tempdir().unwrap();
    let old = folder.path().join("old.db");
    backup(&app, &old);
    appears(&app, &enter(&app, IB), PROTECTED);
    let copy = exported(&app, folder.path(), &[]);

    let restored = restored(&app, &old);
    let said = runs(&restored, &["log", "resume", "--from", copy.to_str().unwrap()]);
    assert!(said.contains("after the backup was made: 1\n"), "{said}");
    untold(&restored, (&stays, &goes), GONE);
    restored.anonymous().get(&format!("/signatories/{}", stays.slug)).ok().says(&stays.name);
    appears(&restored, &enter(&restored, IB), PUBLIC);
    told(&restored, (&stays, &goes), &[GONE, STAYED].concat());
}

/// It signed after the backup was made, and became another that is in it: that one's entries name it too.
#[test]
fn who_was_lost_with_a_restore_is_withheld_from_the_one_that_it_became() {
    let app = TestApp::on_sqlite();
    reasons(&app);
    let stays = app.signatory(Given::default());
    app.settle();
    let folder = tempfile::tempdir().unwrap();
    let old = folder.path().join("old.db");
    backup(&app, &old);
    let name = "Tabt Forening";
    let goes = app.signatory(Given { name, website: "https://tabt.example/", ..Given::default() });
    app.settle();
    let (bodil, asta) = (app.moderator(), app.admin());
    let number = proposed(&app, &bodil, (&stays, &goes));
    decide(&bodil, number, &Choice::plain("merge"));
    assert_eq!(approve(&asta, number).status, 303);
    app.settle();
    let of = goes.organisation;
    let public_id = app.read(move |db| store::organisation::find(db, of)).public_id;
    let copy = exported(&app, folder.path(), &[]);

    let restored = restored(&app, &old);
    runs(&restored, &["log", "resume", "--from", copy.to_str().unwrap()]);
    assert!(!naming_as(&restored, &stays, name).is_empty());
    runs(&restored, &["log", "withhold", &public_id]);
    untold(&restored, (&stays, &goes), &[name]);
    restored.anonymous().get(&format!("/signatories/{}", stays.slug)).ok().says(&stays.name);
}
