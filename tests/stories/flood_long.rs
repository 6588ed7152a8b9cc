//! A bad day: a flood of junk from thousands of addresses. The queue answers, one condition invalidates it all, it can be
//! undone, the public side does not notice, and an honest signer does not wait, while the worker's other jobs have their own
//! to do with it. For `./tests/run --all`; figures are printed, and the bounds are those of a release build:
//! `cargo nextest run --release --run-ignored all -E 'test(/flood_long/)'`.

use std::path::Path;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use tilsagn::app::invalidation::work;
use tilsagn::app::{App, kin};
use tilsagn::domain::case::CaseState;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::ids::EndorsementId;
use tilsagn::domain::limits;
use tilsagn::view::Templates;
use tilsagn::worker::mail::{MailUrl, Transport};
use tilsagn::worker::outbox::Postman;
use tilsagn::{store, worker};
use tokio::sync::watch;

use crate::flood_junk::{ADDRESSES, flood};
use crate::support::app::{FixedClock, TestApp};
use crate::support::desk::reasons;
use crate::support::fixtures::{Given, place};
use crate::support::staff::Colleague;
use crate::support::visitor::unescaped;
use crate::suzie_signs::{declaration, filled_by};

/// How much junk, unless `TILSAGN_TEST_FLOOD` says otherwise.
const JUNK: usize = 100_000;
/// The number of who signs when all of it is invalidated.
const LAST: usize = 10 * JUNK;
/// How much of it has no keys yet, by which doubles are found, when colleagues begin.
const NEW: usize = 5_000;
/// Applicants who have waited for longer than was promised, and are told so on that day.
const LATE: usize = 300;
const ON: &[(&str, &str)] = &[("TILSAGN_RATE_LIMITS", "on")];
const PUBLIC: [&str; 5] = ["/", "/signatories", "/da/signatories", "/commitments", "/data/signatories.csv"];

#[test]
#[ignore = "takes minutes"]
fn a_flood_is_invalidated_on_sqlite() {
    a_bad_day(&TestApp::on_sqlite_with(ON));
}

#[test]
#[ignore = "takes minutes"]
fn a_flood_is_invalidated_on_postgres() {
    a_bad_day(&TestApp::on_postgres_with(ON));
}

fn a_bad_day(app: &TestApp) {
    let junk = std::env::var("TILSAGN_TEST_FLOOD").ok().and_then(|n| n.parse().ok()).unwrap_or(JUNK);
    reasons(app);
    for (name, contact) in [("Blåbjerg Presse", "b@presse.example"), ("Engly Fond", "e@engly.example")] {
        let contacts = Box::leak(Box::new([contact]));
        app.signatory(Given { name, contacts, website: "", ..Given::default() });
    }
    some_wait(app);
    let public = public_pages(app);
    let placed = flooded(app, junk);
    let ends = [placed[0], placed[junk - 1]];
    let (bodil, asta) = (app.moderator(), app.admin());
    let jobs = Jobs::start(app);
    the_queue_answers(&bodil, junk);

    broken_off_half_way(app, &bodil, &begin(&bodil, &asta, junk));
    let job = begin(&bodil, &asta, junk);
    let (taken, worst) = work_while_they_sign(app);
    // And one while all of it is remembered as declined.
    let worst = worst.max(signs(app, LAST));
    println!(
        "invalidated in {:.1} s; the slowest honest signer waited {} ms",
        taken.as_secs_f64(),
        worst.as_millis()
    );
    assert_eq!(count(app, CaseState::Open), LATE as i64);
    let waiting = app.read(|db| store::outbox::pending_count(db, &["confirm_signature", "delayed"]));
    assert!(waiting < 100, "{waiting} mails to the junk's mailboxes still wait");
    assert_eq!(ends.map(|one| app.state_of(one)), [EndorsementState::Declined; 2]);
    let moment = app.app.clock.now() + chrono::Duration::seconds(1);
    assert_eq!(app.read(move |db| store::arrival::count_held(db, moment)), 0, "an honest signer is held");
    let page = bodil.get(&job).ok().says("Done");
    assert!(page.text().contains(&format!("{} of", grouped(junk))), "{}", page.text());
    assert!(public == public_pages(app), "a public page changed");

    assert_eq!(bodil.post(&format!("{job}/undo"), &[]).status, 303);
    let begun = Instant::now();
    let lost = do_all(&app.app, &app.clock);
    println!("brought back in {:.1} s", (begun.elapsed() + lost).as_secs_f64());
    bodil.get(&job).ok().says("Undone");
    jobs.end();
    assert_eq!(count(app, CaseState::Open), (junk + LATE) as i64);
    assert_eq!(ends.map(|one| app.state_of(one)), [EndorsementState::Submitted, EndorsementState::InReview]);
    is_held_as_before(app, ends[0]);
    bound("all are invalidated", taken, Duration::from_secs(60));
    bound("an honest signer waits", worst, Duration::from_secs(1));
}

/// Signatures that have waited for too long when the flood comes.
fn some_wait(app: &TestApp) {
    let version = app.call();
    for n in 0..LATE {
        let email: &str = Box::leak(format!("ida@aa{n}.example").into_boxed_str());
        let given = Given {
            name: Box::leak(format!("Foreningen ved Å {n}").into_boxed_str()),
            website: "",
            contacts: Box::leak(Box::new([email])),
            state: EndorsementState::InReview,
            ..Given::default()
        };
        app.block_on(place(&app.app, version, given)).unwrap();
    }
    app.clock.advance(chrono::Duration::days(limits::REVIEW_DAYS + 2));
    app.settle();
}

fn public_pages(app: &TestApp) -> [String; PUBLIC.len()] {
    PUBLIC.map(|path| app.anonymous().get(path).ok().body)
}

/// Puts the junk there, nearly all of it compared with what was there before.
fn flooded(app: &TestApp, junk: usize) -> Vec<EndorsementId> {
    let (begun, old) = (Instant::now(), junk.saturating_sub(NEW));
    let mut placed = flood(app, 0..old);
    let indexing = Instant::now();
    app.block_on(async { while kin::index(&app.app).await.unwrap() > 0 {} });
    println!("the keys of {old} made in {:.1} s", indexing.elapsed().as_secs_f64());
    placed.extend(flood(app, old..junk));
    app.settle();
    println!("{junk} submissions from {ADDRESSES} addresses made in {:.1} s", begun.elapsed().as_secs_f64());
    placed
}

/// Nobody is written to of it, as before.
fn is_held_as_before(app: &TestApp, of: EndorsementId) {
    let (held, written) = app.read(move |db| {
        let organisation = store::endorsement::find(db, of)?.organisation_id;
        let written = store::outbox::any_about(db, organisation, "confirm_signature")?;
        Ok((store::arrival::is_held(db, of)?, written))
    });
    assert!(held && !written, "held: {held}, written to: {written}");
}

/// What else a worker does on such a day.
struct Jobs {
    stop: watch::Sender<bool>,
    thread: JoinHandle<()>,
}

impl Jobs {
    fn start(app: &TestApp) -> Jobs {
        let (stop, stopped) = watch::channel(false);
        let own = app.app.clone();
        let thread = std::thread::spawn(move || {
            let folder = tempfile::tempdir().unwrap();
            let postman = postman(&own, folder.path(), stopped);
            runtime().block_on(async {
                tokio::spawn(worker::kin::keep(own.clone()));
                tokio::spawn(worker::marks::keep(own.clone()));
                tokio::spawn(worker::delay::keep(own.clone()));
                tokio::spawn(worker::alarm::keep(own));
                worker::outbox::keep(postman).await;
            });
        });
        Jobs { stop, thread }
    }

    fn end(self) {
        self.stop.send_replace(true);
        self.thread.join().unwrap();
    }
}

fn postman(app: &App, folder: &Path, stopped: watch::Receiver<bool>) -> Postman {
    let url = MailUrl::parse(&format!("file:{}", folder.display())).unwrap();
    Postman {
        app: app.clone(),
        templates: Templates::new(|| chrono_tz::Europe::Copenhagen).unwrap(),
        transport: Transport::open(&url).unwrap(),
        stopped,
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

/// Works on what colleagues began until nothing of it is left. Where somebody else was faster with a batch, nobody takes the job up
/// until its claim has run out, by a clock that stands still here: gives for how long it would have lain.
fn do_all(app: &App, clock: &FixedClock) -> Duration {
    let claim = chrono::Duration::seconds(limits::INVALIDATION_CLAIM_SECONDS + 1);
    let mut lain = chrono::Duration::zero();
    runtime().block_on(async {
        loop {
            work::round(app).await.unwrap();
            let later = app.clock.now() + claim;
            let left = app.store.read(move |db| store::invalidation::waiting(db, later)).await.unwrap();
            if left.is_none() {
                return;
            }
            clock.advance(claim);
            lain += claim;
        }
    });
    lain.to_std().unwrap()
}

/// What is required holds of a release build.
pub fn bound(what: &str, took: Duration, most: Duration) {
    if cfg!(not(debug_assertions)) {
        assert!(took <= most, "{what}: {took:?}, and {most:?} is the most");
    }
}

fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let (front, back) = digits.split_at(digits.len().saturating_sub(3));
    if front.is_empty() { back.to_owned() } else { format!("{front},{back}") }
}

fn count(app: &TestApp, state: CaseState) -> i64 {
    app.read(move |db| store::queue::count(db, state))
}

fn the_queue_answers(bodil: &Colleague, junk: usize) {
    let last = format!("/staff/cases?page={}", (junk + LATE).div_ceil(25));
    for path in [
        "/staff/cases",
        "/staff/cases?mailbox=free&checks=flagged",
        "/staff/cases?country=DK&country=SE&category=media&age=recent",
        "/staff/cases?q=junk+77",
        "/staff/limits",
        &last,
    ] {
        let mut best = Duration::MAX;
        for _ in 0..3 {
            let begun = Instant::now();
            bodil.get(path).ok();
            best = best.min(begun.elapsed());
        }
        println!("{path}: {} ms", best.as_millis());
        bound(path, best, Duration::from_millis(500));
    }
}

/// Proposes the job for everything from the junk's addresses, and has it allowed. Gives its page.
fn begin(bodil: &Colleague, asta: &Colleague, junk: usize) -> String {
    let condition = [("network", "198.18.0.0/15"), ("reason", "not_real")];
    let begun = Instant::now();
    let page = bodil.post("/staff/invalidations/new", &condition).ok();
    println!("counted in {:.1} s", begun.elapsed().as_secs_f64());
    let page = page.says(&format!("{} submissions are meant", grouped(junk)));
    let plan = unescaped(&page.between("name=\"plan\" value=\"", "\""));
    let signature = page.between("name=\"signature\" value=\"", "\"");
    let sent = [("confirm", "yes"), ("plan", &*plan), ("signature", &*signature)];
    let job = bodil.post("/staff/invalidations/new", &sent).location().unwrap().to_owned();
    assert_eq!(asta.post(&format!("{job}/allow"), &[]).status, 303);
    job
}

/// Breaks a job off while it works, and brings back what it took.
fn broken_off_half_way(app: &TestApp, bodil: &Colleague, job: &str) {
    let open = |app: &TestApp| count(app, CaseState::Open);
    let all = open(app);
    let own = app.app.clone();
    let left = std::thread::scope(|scope| {
        let worker = scope.spawn(move || runtime().block_on(work::round(&own)).unwrap());
        while open(app) == all {
            std::thread::sleep(Duration::from_millis(5));
        }
        assert_eq!(bodil.post(&format!("{job}/stop"), &[]).status, 303);
        let batches = worker.join().unwrap();
        println!("broken off after {batches} batches");
        open(app)
    });
    assert!(0 < left && left < all, "{left} of {all}");
    bodil.get(job).ok().says("Broken off");
    assert_eq!(bodil.post(&format!("{job}/undo"), &[]).status, 303);
    do_all(&app.app, &app.clock);
    assert_eq!(open(app), all);
}

/// Fills in a form under a name that shares a word with the junk, and says how long its last page took.
fn signs(app: &TestApp, n: usize) -> Duration {
    let (name, email) = (format!("Museum of Watches {n}"), format!("hanne@museum{n}.example"));
    let visitor = app.anonymous().from(&format!("192.0.{}.{}", n / 250 % 250, n % 250 + 1));
    let website = format!("https://museum{n}.example");
    let signer = filled_by(visitor, "", &[("name", &name), ("email", &email), ("website", &website)]);
    let begun = Instant::now();
    assert_eq!(signer.post("/sign/check", &declaration("en")).status, 303);
    begun.elapsed()
}

/// How long the job took, and how long the slowest of those waited who signed meanwhile, one after the other, until its end.
fn work_while_they_sign(app: &TestApp) -> (Duration, Duration) {
    let (own, clock) = (app.app.clone(), app.clock.clone());
    std::thread::scope(|scope| {
        let worker = scope.spawn(move || {
            let begun = Instant::now();
            let lain = do_all(&own, &clock);
            begun.elapsed() + lain
        });
        let mut waited = Vec::new();
        while !worker.is_finished() {
            waited.push(signs(app, JUNK + waited.len()));
        }
        println!("{} signed while the job was at work", waited.len());
        (worker.join().unwrap(), waited.into_iter().max().unwrap_or_default())
    })
}
