//! Suzie's domain counts as long as nobody has seen for long enough that the record is gone: name servers that fail, or a
//! place that is out of reach for a look, take nothing from her at once.

use chrono::Duration;
use tilsagn::domain::assurance::Level;
use tilsagn::domain::ids::OrganisationId;
use tilsagn::domain::limits;
use tilsagn::store::assurance::{Assurance, AssuranceState, Evidence, NewAssurance};
use tilsagn::store::{self, Json};

use crate::support::app::TestApp;
use crate::support::desk::number_of;
use crate::support::fixtures::{Given, Signatory};
use crate::suzie_comes_back::{SUZIE, enter};
use crate::suzie_shows_her_domain::{PROFILE, Scene, ask};

/// Her record was found on the first day, and is looked for again a week later.
fn found(scene: &Scene) -> Signatory {
    let given = scene.app.signatory(Given::default());
    let token = ask(&enter(&scene.app, SUZIE));
    scene.put(&[&token]);
    scene.app.clock.advance(Duration::minutes(2));
    assert_eq!(scene.look(), 1);
    given
}

#[test]
fn name_servers_that_come_back_without_the_record_take_nothing_at_once() {
    for scene in Scene::all() {
        let given = found(&scene);
        scene.fail(true);
        scene.take_away();
        scene.pass(limits::DOMAIN_AGAIN_DAYS + limits::DOMAIN_LAPSE_DAYS - 1);
        scene.fail(false);
        scene.pass(2);
        assert_eq!(scene.api()["level"], "domain_control", "seen gone for a day");
        let case = format!("/staff/cases/{}", number_of(&scene.app, &given));
        let page = scene.app.moderator().get(&case).ok();
        page.says("Counts until 28 December 2026 if it is not found again");
        scene.pass(13);
        assert_eq!(scene.api()["level"], "none");
        assert_eq!((scene.letters("domain_missing"), scene.letters("domain_lapsed")), (1, 1));
    }
}

#[test]
fn name_servers_that_are_away_do_not_make_it_lapse_so_soon() {
    for scene in Scene::all() {
        found(&scene);
        scene.fail(true);
        scene.pass(7 + limits::DOMAIN_LAPSE_DAYS + 3);
        assert_eq!(scene.api()["level"], "domain_control");
        scene.pass(limits::DOMAIN_SILENT_DAYS);
        assert_eq!(scene.api()["level"], "none");
    }
}

#[test]
fn a_look_that_reaches_nothing_begins_the_two_weeks_anew() {
    for scene in Scene::all() {
        found(&scene);
        scene.take_away();
        scene.pass(limits::DOMAIN_AGAIN_DAYS + 10);
        scene.fail(true);
        scene.pass(1);
        scene.fail(false);
        scene.pass(4);
        assert_eq!(scene.api()["level"], "domain_control", "missing for 15 days, and not seen gone for 14");
        scene.pass(limits::DOMAIN_LAPSE_DAYS);
        assert_eq!(scene.api()["level"], "none");
    }
}

#[test]
fn nothing_lapses_without_a_warning_after_a_time_without_looks() {
    for scene in Scene::all() {
        found(&scene);
        scene.take_away();
        scene.pass(limits::DOMAIN_AGAIN_DAYS);
        scene.app.clock.advance(Duration::hours(1));
        assert_eq!(scene.look(), 1, "missed twice");
        scene.app.clock.advance(Duration::days(2 * limits::DOMAIN_LAPSE_DAYS));
        assert_eq!(scene.look(), 1);
        assert_eq!(
            (scene.api()["level"].as_str(), scene.letters("domain_missing")),
            (Some("domain_control"), 0)
        );
        scene.pass(limits::DOMAIN_LAPSE_DAYS - 1);
        assert_eq!(
            (scene.api()["level"].as_str(), scene.letters("domain_missing")),
            (Some("domain_control"), 1)
        );
        scene.pass(2);
        assert_eq!((scene.api()["level"].as_str(), scene.letters("domain_lapsed")), (Some("none"), 1));
    }
}

#[test]
fn the_register_tells_where_it_was_seen_last() {
    for scene in Scene::all() {
        let (app, of) = (&scene.app, found(&scene).organisation);
        app.clock.advance(Duration::days(1));
        found_in_file(app, of);
        scene.pass(limits::DOMAIN_AGAIN_DAYS);
        let known = scene.api();
        assert_eq!((&known["level"], &known["method"]), (&"domain_control".into(), &"dns_record".into()));
        let seen = known["verified_at"].as_str().unwrap();
        assert!(seen.starts_with("2026-12-01"), "when it was seen there again: {seen}");
        let csv = app.anonymous().get("/data/signatories.csv").ok();
        assert!(csv.body.contains(&format!(",domain_control,dns_record,{seen},")), "{}", csv.body);
        let page = app.anonymous().get(PROFILE).ok().says("DNS record found, 1 December 2026");
        assert!(!page.text().contains("last verified"), "nothing lapsed: {}", page.text());
        let kinds =
            || app.read(move |db| store::entry::of_organisation(db, of)).into_iter().map(|one| one.kind);
        let news = || kinds().filter(|kind| kind.starts_with("assurance.")).collect::<Vec<_>>();
        assert_eq!(news(), ["assurance.recorded"; 2], "and no lapse of the file");
        let records = app.read(move |db| store::assurance::of_organisation(db, of));
        assert_eq!(records.iter().map(Assurance::counts).collect::<Vec<_>>(), [true, false, false]);
        app.verify().good();

        scene.pass(3 * limits::DOMAIN_AGAIN_DAYS);
        assert_eq!(news().len(), 2, "found where it was found before");
        assert_eq!(scene.letters("domain_verified"), 1, "that it is theirs they know");
        let then = app.anonymous().get(&format!("{PROFILE}?as_of=2026-11-28")).ok();
        then.says("DNS record found, 24 November 2026");

        scene.take_away();
        scene.pass(limits::DOMAIN_AGAIN_DAYS + limits::DOMAIN_LAPSE_DAYS + 2);
        assert_eq!((scene.api()["level"].as_str(), scene.letters("domain_lapsed")), (Some("none"), 1));
        app.anonymous().get(PROFILE).ok().says("Domain last verified on 22 December 2026");
        app.verify().good();
    }
}

/// A look found the file alone, and this is its record.
fn found_in_file(app: &TestApp, of: OrganisationId) {
    app.write(move |db, now| {
        let evidence = Evidence::WellKnownFile { domain: Some("skovbrynet.example".to_owned()) };
        let new = NewAssurance {
            organisation_id: of,
            level: Level::DomainControl,
            evidence: Json(evidence),
            state: AssuranceState::Confirmed,
            recorded_by: None,
            recorded_at: now,
            confirmed_at: Some(now),
        };
        store::assurance::insert(db, &new).map(drop)
    });
}
