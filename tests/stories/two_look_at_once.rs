//! Two look at one domain at once, or its organisation hides while a look ends: one finding is told once, and what a look
//! finds of who has gone is told nowhere.

use std::time::Duration;

use chrono::TimeDelta;
use diesel::connection::SimpleConnection;
use tilsagn::app::challenge;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::ids::OrganisationId;
use tilsagn::domain::visibility::Visibility;
use tilsagn::domain::{Error, Result, limits};
use tilsagn::store::assurance::Assurance;
use tilsagn::store::{self, Db};

use crate::nadia_stays_unnamed::{Lacks, PROTECTED};
use crate::nobody_waits_in_a_circle::meanwhile;
use crate::support::app::TestApp;
use crate::support::desk::number_of;
use crate::support::fixtures::{Given, Signatory};
use crate::support::rows;
use crate::suzie_comes_back::{SUZIE, enter, entry};
use crate::suzie_shows_her_domain::{RECORD, Scene, ask};

const CHECK: &str = "/account/domain/check";
/// How long name servers take for an answer, where a look is to last.
const SLOW: Duration = Duration::from_millis(700);

/// Those who wait for anything in this database.
const WAITING: &str = "SELECT count(DISTINCT waits.pid) AS count FROM pg_locks AS waits JOIN pg_locks AS held USING (pid) \
                       WHERE NOT waits.granted AND held.granted AND held.locktype = 'relation' AND held.database = \
                       (SELECT oid FROM pg_database WHERE datname = current_database())";

/// Whether so many wait. In SQLite nobody does in the midst of an act.
fn wait(db: &mut Db, many: i64) -> Result<bool> {
    if let Db::Sqlite(_) = db { Ok(true) } else { Ok(rows::count(db, WAITING)? >= many) }
}

fn until(mut so: impl FnMut() -> Result<bool>) -> Result<()> {
    for _ in 0..500 {
        if so()? {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Err(Error::internal("it did not come to that"))
}

/// Lets an act begin and wait before it leaves its audit line, and another come meanwhile.
fn amid<A: Send>(app: &TestApp, begins: impl FnOnce() -> A + Send, other: impl FnOnce()) -> A {
    let holds = |db: &mut Db| match db {
        Db::Sqlite(_) => Ok(()),
        Db::Pg(c) => c.batch_execute("LOCK TABLE audit_lines IN EXCLUSIVE MODE").map_err(Error::internal),
    };
    let both_wait = |db: &mut Db| until(|| wait(db, 2));
    meanwhile(app, holds, both_wait, || {
        std::thread::scope(|scope| {
            let begun = scope.spawn(begins);
            until(|| Ok(app.read(|db| wait(db, 1)))).unwrap();
            other();
            begun.join().unwrap()
        })
    })
}

/// A signatory, and nobody has looked for its token yet, which is at its place.
fn put(scene: &Scene) -> Signatory {
    put_by(scene, Given::default().state)
}

/// The same of one whose signature stands so.
fn put_by(scene: &Scene, state: EndorsementState) -> Signatory {
    let given = scene.app.signatory(Given { state, ..Given::default() });
    scene.put(&[&ask(&enter(&scene.app, SUZIE))]);
    scene.app.clock.advance(TimeDelta::minutes(2));
    given
}

/// One whose control ends with the next look.
fn about_to_lapse(scene: &Scene) -> Signatory {
    let given = put(scene);
    scene.look();
    scene.fail(true);
    scene.pass(limits::DOMAIN_AGAIN_DAYS + limits::DOMAIN_SILENT_DAYS - 1);
    assert_eq!(scene.api()["level"], "domain_control");
    scene.app.clock.advance(TimeDelta::days(1));
    given
}

/// What is told of the domain of an organisation: how many records count, and how many entries are about any.
fn told(app: &TestApp, of: OrganisationId) -> (usize, usize) {
    app.verify().good();
    let records = app.read(move |db| store::assurance::of_organisation(db, of));
    let entries = app.read(move |db| store::entry::of_organisation(db, of));
    let about = entries.iter().filter(|entry| entry.kind.starts_with("assurance."));
    (records.iter().filter(|record| Assurance::counts(record)).count(), about.count())
}

#[test]
fn who_hides_while_a_look_ends_is_hidden_and_nothing_counts() {
    for stands in [put, about_to_lapse] {
        for hides_first in [true, false] {
            for scene in Scene::all() {
                let (app, given) = (&scene.app, stands(&scene));
                let suzie = enter(app, SUZIE);
                let hide = || drop(suzie.fills("/account/visibility", PROTECTED).ok());
                let look = || {
                    app.block_on(challenge::look_at_due(&app.app)).unwrap();
                };
                if hides_first {
                    amid(app, hide, look)
                } else {
                    amid(app, look, hide)
                }
                app.settle();
                let signed = app.read(move |db| store::endorsement::find(db, given.endorsement));
                assert_eq!(signed.visibility, Visibility::Protected);
                let of = given.organisation;
                assert_eq!(app.read(move |db| store::challenge::of_organisation(db, of)), None);
                assert_eq!(told(app, of).0, 0, "hides first: {hides_first}");
            }
        }
    }
}

#[test]
fn who_leaves_a_domain_while_a_look_ends_leaves_nothing_that_counts() {
    for leaves_first in [true, false] {
        for scene in Scene::all() {
            let (app, given) = (&scene.app, put_by(&scene, EndorsementState::NeedsInfo));
            let suzie = enter(app, SUZIE);
            let moved = entry(&[("website", "https://eng.example/"), ("reply", "We have moved.")]);
            let leave = || drop(suzie.fills("/account/answer", &moved).ok());
            let look = || {
                app.block_on(challenge::look_at_due(&app.app)).unwrap();
            };
            if leaves_first {
                amid(app, leave, look)
            } else {
                amid(app, look, leave)
            }
            assert_eq!(app.state_of(given.endorsement), EndorsementState::InReview);
            let of = given.organisation;
            assert_eq!(app.read(move |db| store::challenge::of_organisation(db, of)), None);
            assert_eq!(told(app, of), (0, 0), "leaves first: {leaves_first}");
        }
    }
}

/// Begins a look of Suzie's that lasts, and lets another come meanwhile.
fn while_suzie_looks(scene: &Scene, other: impl FnOnce()) -> String {
    let suzie = enter(&scene.app, SUZIE);
    let before = scene.servers[0].asked().len();
    scene.servers.iter().for_each(|server| server.slow(RECORD, SLOW));
    std::thread::scope(|scope| {
        let looks = scope.spawn(|| suzie.send(CHECK, &[]).ok().text());
        until(|| Ok(scene.servers[0].asked().len() > before)).unwrap();
        other();
        looks.join().unwrap()
    })
}

#[test]
fn whoever_looks_while_somebody_does_hears_so_and_it_is_told_once() {
    for scene in Scene::all() {
        let (app, given) = (&scene.app, put(&scene));
        let bodil = app.moderator();
        let check = format!("/staff/cases/{}/domain/check", number_of(app, &given));
        let page = while_suzie_looks(&scene, || {
            bodil.send(&check, &[]).ok().says("We are busy looking");
            assert_eq!(scene.look(), 0, "nor does it happen by itself");
        });
        assert!(page.contains("found it"), "{page}");
        app.settle();
        assert_eq!((told(app, given.organisation), scene.letters("domain_verified")), ((1, 1), 1));
        bodil.send(&check, &[]).ok().says("found it");
    }
}

#[test]
fn a_look_that_lasted_too_long_notes_nothing_once_another_has_taken_over() {
    for scene in Scene::all() {
        let (app, given) = (&scene.app, put(&scene));
        while_suzie_looks(&scene, || {
            app.clock.advance(TimeDelta::minutes(limits::DOMAIN_CLAIM_MINUTES));
            assert_eq!(scene.look(), 1);
        });
        app.settle();
        assert_eq!((told(app, given.organisation), scene.letters("domain_verified")), ((1, 1), 1));
    }
}

#[test]
fn nobody_looks_for_a_double_that_somebody_asks_about() {
    for scene in Scene::all() {
        let (app, given) = (&scene.app, put(&scene));
        let other = Given {
            name: "Engens Venner",
            contacts: &["else@eng.example"],
            website: "https://eng.example/",
            ..Given::default()
        };
        let survivor = app.signatory(other).organisation;
        let page = format!("/staff/cases/{}/domain", number_of(app, &given));
        let of = given.organisation;
        app.sql(&format!("UPDATE organisations SET merged_into = {survivor} WHERE id = {of}"));
        let bodil = app.moderator();
        bodil.get(&page).ok().says("while it stands in the register").lacks("Look now");
        assert_eq!(bodil.post(&format!("{page}/check"), &[]).status, 409);
        assert_eq!(bodil.post(&page, &[]).status, 409);
        let records = app.read(move |db| store::assurance::of_organisation(db, of));
        assert!(records.iter().all(|record| !record.counts()));
    }
}
