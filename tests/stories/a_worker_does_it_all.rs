//! What happens by itself happens in a worker's process: there is something to do for each of its jobs, a worker is
//! started as an operator starts it, and all of it is done.

use std::process::{Child, Stdio};
use std::time::{Duration as Wait, Instant};

use chrono::{Datelike, Duration};
use tilsagn::clock::{Clock, SystemClock};
use tilsagn::domain::circular::CircularState;
use tilsagn::domain::endorsement::EndorsementState::{Expired, InReview, Submitted};
use tilsagn::domain::ids::{CircularId, InvalidationId};
use tilsagn::domain::invalidation::InvalidationState;
use tilsagn::domain::visibility::Visibility;
use tilsagn::store;

use crate::staff_invalidate::{begin, look, sent};
use crate::staff_write_to_many::{MESSAGE, begun, press, written};
use crate::support::app::TestApp;
use crate::support::desk::reasons;
use crate::support::dns::NameServer;
use crate::support::fixtures::{self, Given, Signatory};
use crate::suzie_comes_back::enter;
use crate::suzie_gets_back_in;

/// Within how long all of it is done, on a machine that has other things to do.
const DONE: Wait = Wait::from_secs(80);

/// The running worker; killed when dropped.
struct Worker(Child);

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What there is to do.
struct Work {
    servers: [NameServer; 2],
    forgotten: Signatory,
    late: Signatory,
    embargoed: Signatory,
    circular: CircularId,
    invalidation: InvalidationId,
}

#[test]
fn a_worker_does_every_job_on_sqlite() {
    does_every_job(TestApp::on_sqlite_with);
}

#[test]
fn a_worker_does_every_job_on_postgres() {
    does_every_job(TestApp::on_postgres_with);
}

fn does_every_job(start: fn(&[(&str, &str)]) -> TestApp) {
    let servers = [NameServer::on_loopback(), NameServer::on_loopback()];
    let list = format!("{},{}", servers[0].address, servers[1].address);
    let app = &start(&[("TILSAGN_DNS_SERVERS", &list)]);
    let work = Work::place(app, servers);
    let all: Vec<&str> = work.jobs(app).iter().map(|(job, _)| *job).collect();
    assert_eq!(work.undone(app), all, "nobody does any of it so far");
    let mut program = app.program(&["worker"]);
    program.env("TILSAGN_DNS_SERVERS", &list).env("TILSAGN_RATE_LIMITS", "off").stdout(Stdio::null());
    let _worker = Worker(program.spawn().unwrap());
    let begun = Instant::now();
    while !work.undone(app).is_empty() {
        assert!(begun.elapsed() < DONE, "nobody did {:?}", work.undone(app));
        std::thread::sleep(Wait::from_millis(200));
    }
}

/// Moves the site's clock to so long before the present, by which the worker goes.
fn stand(app: &TestApp, before: Duration) {
    app.clock.advance(SystemClock.now() - app.app.clock.now() - before);
}

impl Work {
    fn place(app: &TestApp, servers: [NameServer; 2]) -> Work {
        stand(app, Duration::days(40));
        reasons(app);
        let forgotten = signatory(app, "Glemt Forening", &["gert@glemt.example"], Submitted);
        stand(app, Duration::days(20));
        let late = signatory(app, "Sen Forening", &["sigrid@sen.example"], InReview);
        let embargoed = embargoed(app);
        stand(app, Duration::minutes(10));
        domains(app);
        let (_asta, bodil) = (app.admin(), app.moderator());
        for number in 0..11 {
            sent(app, &format!("Junk Number {number}"), InReview, "203.0.113.7");
        }
        let found = look(&bodil, &[("network", "203.0.113.0/24")]).ok();
        let invalidation = begin(&bodil, &found);
        let path = begun(&bodil, "message");
        let page = written(&bodil, &path, &MESSAGE);
        assert_eq!(press(&bodil, &path, &page, "send").status, 303);
        let circular = CircularId(path.rsplit('/').next().unwrap().parse().unwrap());
        // Without anything that happens by itself: its entry has no number, its name no keys, its Case no look.
        let new =
            Given { name: "Nyankommen", website: "", contacts: &["nis@ny.example"], ..Given::default() };
        app.block_on(fixtures::place(&app.app, app.call(), new)).unwrap();
        Work { servers, forgotten, late, embargoed, circular, invalidation }
    }

    /// Every job, and whether it has done what there was to do.
    fn jobs(&self, app: &TestApp) -> [(&'static str, bool); 13] {
        let (circular, invalidation) = (self.circular, self.invalidation);
        let since = app.app.clock.now() - Duration::days(1);
        let unnumbered = app.read(store::entry::any_unnumbered);
        let (size, entries) =
            (app.read(store::log::newest).map(|one| one.size), app.read(store::entry::count));
        let delayed = app.times(("case", self.late.case.unwrap().0), "case.delayed");
        let embargoed = self.embargoed.endorsement;
        let visibility = app.read(move |db| store::endorsement::find(db, embargoed)).visibility;
        [
            ("numbering", !unnumbered),
            ("sealing", size.and_then(|size| u64::try_from(size).ok()) == Some(entries)),
            ("outbox", app.read(|db| store::outbox::pending_count(db, &[])) == 0),
            ("alarm", app.read(move |db| store::outbox::any_since(db, "alarm.trend.", since))),
            ("challenge", self.asked("_tilsagn-challenge.engen.example")),
            ("recovery", self.asked(suzie_gets_back_in::RECORD)),
            (
                "circular",
                app.read(move |db| store::circular::find(db, circular)).state == CircularState::Sent,
            ),
            ("delay", delayed == 1),
            ("erasure", app.state_of(self.forgotten.endorsement) == Expired),
            (
                "invalidation",
                app.read(move |db| store::invalidation::find(db, invalidation)).state
                    == InvalidationState::Done,
            ),
            ("visibility", visibility == Visibility::Public),
            ("kin", app.read(|db| store::organisation_key::stale(db, 1)).is_empty()),
            ("marks", app.read(|db| store::case::to_compare(db, 1)).is_empty()),
        ]
    }

    fn undone(&self, app: &TestApp) -> Vec<&'static str> {
        self.jobs(app).iter().filter(|(_, done)| !done).map(|(job, _)| *job).collect()
    }

    fn asked(&self, name: &str) -> bool {
        self.servers.iter().any(|server| server.asked().iter().any(|(asked, _)| asked == name))
    }
}

fn signatory(
    app: &TestApp,
    name: &'static str,
    contacts: &'static [&'static str],
    state: tilsagn::domain::endorsement::EndorsementState,
) -> Signatory {
    app.signatory(Given { name, website: "", contacts, state, ..Given::default() })
}

/// Somebody who is shown again five days later.
fn embargoed(app: &TestApp) -> Signatory {
    let contacts = &["nadia@lunden.example"];
    let placed = app.signatory(Given { name: "Lunden", website: "", contacts, ..Given::default() });
    let day = (app.app.clock.now() + Duration::days(5)).naive();
    let (day, month, year) = (day.day().to_string(), day.month().to_string(), day.year().to_string());
    let until = [
        ("visibility", "embargoed"),
        ("until_day", day.as_str()),
        ("until_month", month.as_str()),
        ("until_year", year.as_str()),
    ];
    enter(app, contacts[0]).fills("/account/visibility", &until).ok();
    app.settle();
    placed
}

/// One that will show control of its domain, and one whose domain somebody names who wants to act for it.
fn domains(app: &TestApp) {
    let (website, contacts) = ("https://engen.example/", &["eva@engen.example"]);
    app.signatory(Given { name: "Engen", website, contacts, ..Given::default() });
    enter(app, contacts[0]).send("/account/domain", &[]).ok();
    let asked_for = app.signatory(Given::default());
    suzie_gets_back_in::asked(app, &asked_for, &[]);
}
