//! A bad day: a flood of junk from thousands of addresses. The queue answers, one condition invalidates it all, it can be
//! undone, the public side does not notice, and an honest signer does not wait. For `./tests/run --all`; figures are
//! printed, and the bounds are those of a release build: `cargo nextest run --release --run-ignored all -E 'test(/flood_long/)'`.
//!
//! The rows are made by the store's own functions, as the form and its confirmation leave them, thousands to a transaction.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use tilsagn::app::act::{Act, Origin, Subject};
use tilsagn::app::arrival::{self, Judgement};
use tilsagn::app::contact::{self, Contact};
use tilsagn::app::invalidation::work;
use tilsagn::app::letter::Letter;
use tilsagn::domain::Result;
use tilsagn::domain::case::{CaseKind, CaseState, MailboxKind};
use tilsagn::domain::email::Email;
use tilsagn::domain::endorsement::{Act as Step, Authority, EndorsementState, Origin as CameBy};
use tilsagn::domain::ids::{EndorsementId, VersionId};
use tilsagn::domain::locale::Locale;
use tilsagn::domain::organisation::Category;
use tilsagn::domain::search_key::fold;
use tilsagn::domain::similarity::Skeleton;
use tilsagn::domain::text::Name;
use tilsagn::domain::visibility::Visibility;
use tilsagn::store::Json;
use tilsagn::store::case::Marks;
use tilsagn::{secret, store};

use crate::support::app::TestApp;
use crate::support::desk::reasons;
use crate::support::fixtures::Given;
use crate::support::staff::Colleague;
use crate::support::visitor::{Visitor, unescaped};
use crate::suzie_signs::{declaration, filled_by};

/// How much junk, unless `TILSAGN_TEST_FLOOD` says otherwise.
const JUNK: usize = 100_000;
const ADDRESSES: usize = 5_000;
const AT_ONCE: usize = 2_000;
/// Honest signers who send their form while the job works.
const HONEST: usize = 8;
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
    app.settle();
    let public: Vec<String> = PUBLIC.iter().map(|path| app.anonymous().get(path).ok().body).collect();
    let begun = Instant::now();
    let last = flood(app, junk);
    app.settle();
    println!("{junk} submissions from {ADDRESSES} addresses made in {:.1} s", begun.elapsed().as_secs_f64());
    let (bodil, asta) = (app.moderator(), app.admin());
    the_queue_answers(&bodil, junk);

    let honest: Vec<Visitor> = (0..HONEST).map(|n| honest(app, n)).collect();
    broken_off_half_way(app, &bodil, &begin(&bodil, &asta, junk));
    let job = begin(&bodil, &asta, junk);
    let (taken, worst) = work_while_they_sign(app, honest);
    println!(
        "invalidated in {:.1} s; the slowest honest signer waited {} ms",
        taken.as_secs_f64(),
        worst.as_millis()
    );
    assert_eq!(count(app, CaseState::Open), 0);
    let waiting = app.read(|db| store::outbox::pending_count(db, &[]));
    assert!(waiting < 100, "{waiting} mails to the junk's mailboxes still wait");
    assert_eq!(app.state_of(last), EndorsementState::Declined);
    let page = bodil.get(&job).ok().says("Done");
    assert!(page.text().contains(&format!("{} of", grouped(junk))), "{}", page.text());
    let after: Vec<String> = PUBLIC.iter().map(|path| app.anonymous().get(path).ok().body).collect();
    assert!(public == after, "a public page changed");

    assert_eq!(bodil.post(&format!("{job}/undo"), &[]).status, 303);
    let begun = Instant::now();
    app.block_on(work::round(&app.app)).unwrap();
    println!("brought back in {:.1} s", begun.elapsed().as_secs_f64());
    bodil.get(&job).ok().says("Undone");
    assert_eq!(count(app, CaseState::Open), i64::try_from(junk).unwrap());
    assert_eq!(app.state_of(last), EndorsementState::InReview);
    bound("all are invalidated", taken, Duration::from_secs(60));
    bound("an honest signer waits", worst, Duration::from_secs(1));
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
    let last = format!("/staff/cases?page={}", junk.div_ceil(25));
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
        let worker = scope.spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(work::round(&own)).unwrap()
        });
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
    app.block_on(work::round(&app.app)).unwrap();
    assert_eq!(open(app), all);
}

fn honest(app: &TestApp, n: usize) -> Visitor {
    let text = |text: String| &*Box::leak(text.into_boxed_str());
    let name = text(format!("Honest Society {n}"));
    let email = text(format!("hanne{n}@honest{n}.example"));
    filled_by(app.anonymous().from(&format!("192.0.2.{}", n + 1)), "", &[("name", name), ("email", email)])
}

/// How long the job took, and how long the slowest signer waited meanwhile.
fn work_while_they_sign(app: &TestApp, honest: Vec<Visitor>) -> (Duration, Duration) {
    let ended = AtomicBool::new(false);
    let own = app.app.clone();
    std::thread::scope(|scope| {
        let worker = scope.spawn(|| {
            let begun = Instant::now();
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(work::round(&own)).unwrap();
            ended.store(true, Ordering::SeqCst);
            begun.elapsed()
        });
        let (mut worst, mut meanwhile) = (Duration::ZERO, 0);
        for signer in honest {
            let at_work = !ended.load(Ordering::SeqCst);
            let begun = Instant::now();
            assert_eq!(signer.post("/sign/check", &declaration("en")).status, 303);
            if at_work {
                worst = worst.max(begun.elapsed());
                meanwhile += 1;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        println!("{meanwhile} of {HONEST} signed while the job was at work");
        assert!(meanwhile > 0, "nobody signed while the job was at work");
        (worker.join().unwrap(), worst)
    })
}

/// Puts the junk there. Gives the last of it.
fn flood(app: &TestApp, junk: usize) -> EndorsementId {
    let version = app.call();
    let mut last = EndorsementId(0);
    for begin in (0..junk).step_by(AT_ONCE) {
        let end = junk.min(begin + AT_ONCE);
        last = app
            .block_on(app.app.act(Origin::system(), move |act| {
                let mut last = EndorsementId(0);
                for n in begin..end {
                    last = one(act, version, n)?;
                }
                act.audit("fixture.placed", Subject("endorsement", Some(last.0)), serde_json::json!({}))?;
                Ok(last)
            }))
            .unwrap();
    }
    last
}

fn one(act: &mut Act<'_>, version: VersionId, n: usize) -> Result<EndorsementId> {
    let (now, app) = (act.now, act.app);
    let name = Name::parse(&format!("Junk {n} cheap watches")).unwrap();
    let domain =
        if n.is_multiple_of(3) { "gmail.com".to_owned() } else { format!("junk{}.example", n % 997) };
    let email = Email::parse(&format!("x{n}@{domain}")).unwrap();
    let profile = profile(n, &name);
    let organisation = store::organisation::insert(act.db, &secret::public_id(&*app.chance), &profile, now)?;
    let contact = Contact { name: "X".into(), job_title: "Y".into(), email: email.as_str().to_owned() };
    let person = store::representative::NewRepresentative {
        organisation_id: organisation,
        sealed: contact::seal(app, &contact)?,
        email_index: contact::index(app, &email),
        language: "en".to_owned(),
        named: false,
        created_at: now,
        authority: None,
    };
    let person = store::representative::insert(act.db, &person)?;
    let reference = secret::reference(&*app.chance);
    let endorsement = store::endorsement::insert(
        act.db,
        &store::endorsement::NewEndorsement {
            public_id: secret::public_id(&*app.chance),
            reference: reference.clone(),
            organisation_id: organisation,
            representative_id: Some(person),
            version_id: version,
            language: "en".to_owned(),
            state: EndorsementState::Submitted,
            visibility: Visibility::Public,
            embargo_until: None,
            statement: Some("Cheap watches for all.".to_owned()),
            authority: Authority::Own,
            origin: CameBy::Form,
            submitted_at: now,
            updated_at: now,
            revision: 1,
        },
    )?;
    from(act, n, &email, endorsement)?;
    let letter = Letter::AlreadySigned { organisation: name.to_string(), link: String::new() };
    let event = format!("already_signed.{endorsement}.flood");
    act.mail_about(organisation, &event, (&email, Locale::English), &letter)?;
    for step in [Step::Confirm, Step::OpenCase] {
        let seen = store::endorsement::find(act.db, endorsement)?;
        store::endorsement::apply(act.db, &seen, step, now)?;
    }
    let words = fold(&format!("{} {reference}", name.as_str()));
    let case = store::case::open(act.db, CaseKind::Endorsement, endorsement.0, (organisation, &words), now)?;
    let mailbox = if email.is_free_mail() { MailboxKind::Free } else { MailboxKind::Other };
    let marks = Marks { mailbox, flagged: n.is_multiple_of(2), held: false };
    store::case::mark(act.db, case, marks)?;
    Ok(endorsement)
}

fn profile(n: usize, name: &Name) -> store::organisation::Profile {
    const CATEGORIES: [Category; 4] =
        [Category::Company, Category::CivilSociety, Category::Academia, Category::Media];
    const COUNTRIES: [&str; 8] = ["DK", "SE", "NO", "DE", "FR", "US", "BR", "IN"];
    store::organisation::Profile {
        category: CATEGORIES[n % CATEGORIES.len()],
        country: Some(COUNTRIES[n % COUNTRIES.len()].to_owned()),
        name: name.as_str().to_owned(),
        website: None,
        domain: None,
        description: Some("Buy cheap watches. ".repeat(5)),
        search_key: fold(name.as_str()),
        skeleton: Skeleton::of(name).as_str().to_owned(),
        sealed: None,
        names: Json(Vec::new()),
        identifiers: Json(Default::default()),
    }
}

/// Keeps from which of the addresses it came.
fn from(act: &mut Act<'_>, n: usize, email: &Email, endorsement: EndorsementId) -> Result<()> {
    let n = n % ADDRESSES;
    let part = |n: usize| u8::try_from(n).unwrap();
    let address = std::net::Ipv4Addr::new(198, 18, part(n / 250), part(n % 250 + 1));
    arrival::keep_from(act, address.into(), (endorsement, email), Judgement::default(), false)
}
