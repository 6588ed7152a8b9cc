//! A colleague who publishes one signature after another, and is not put off by a site that is gone for a moment. The
//! signatures wait in the queue beforehand, so that nothing but publishing is between two of them.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use tilsagn::clock::{Clock, SystemClock};
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::store;

use super::site::Deployment;
use crate::support::desk::confirming;
use crate::support::fixtures::{Given, place};
use crate::support::staff::follow_set_up;
use crate::support::visitor::{Page, Visitor};

/// How long the colleague waits for an answer.
const PATIENCE: Duration = Duration::from_secs(60);
/// With what the name of each organisation in the queue begins, and of no other.
pub const QUEUED: &str = "Foreningen Mole ";

/// The colleague at work.
pub struct Publisher {
    stop: Arc<AtomicBool>,
    done: Arc<Mutex<Vec<i64>>>,
    thread: JoinHandle<()>,
}

/// Whether somebody with this address acts for an organisation in the queue.
pub fn is_theirs(address: &str) -> bool {
    address.starts_with("suzie@mole")
}

/// Puts signatures into the queue, each with a commitment; gives the numbers of their Cases. Nobody serves meanwhile.
pub fn queue(deployment: &Deployment, count: u32) -> Vec<i64> {
    deployment.with_app(async |app| {
        let version = app.store.read(store::call::current).await.unwrap().expect("a published version").id;
        let mut numbers = Vec::new();
        for turn in 0..count {
            let address: &str = Box::leak(format!("suzie@mole{turn}.example").into_boxed_str());
            let given = Given {
                name: Box::leak(format!("{QUEUED}{turn}").into_boxed_str()),
                website: "",
                contacts: Box::leak(Box::new([address])),
                state: EndorsementState::InReview,
                commitments: &["A lamp for every mole"],
                ..Given::default()
            };
            let case = place(app, version, given).await.unwrap().case.expect("a case");
            numbers.push(app.store.read(move |db| store::case::find(db, case)).await.unwrap().number);
        }
        numbers
    })
}

/// Lets a colleague of this name set up an account at the site, which stands, and begin.
pub fn begin(deployment: &Deployment, name: &str, numbers: Vec<i64>) -> Publisher {
    let email = format!("{name}@ministry.example");
    let added = deployment.command(&["staff", "add", &email, "--role", "moderator"]);
    let visitor = Visitor::new(&deployment.base);
    follow_set_up(&visitor, &printed(added), SystemClock.now());
    let (stop, done) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::new(Vec::new())));
    let (stopped, told) = (stop.clone(), done.clone());
    let thread = std::thread::spawn(move || {
        for number in numbers {
            if stopped.load(Ordering::Relaxed) {
                break;
            }
            publish(&visitor, number);
            told.lock().unwrap().push(number);
        }
    });
    Publisher { stop, done, thread }
}

/// What a command prints, which must be one line.
fn printed(mut command: std::process::Command) -> String {
    let output = command.stdout(std::process::Stdio::piped()).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

impl Publisher {
    /// The Cases of which the site has said so far that they are published.
    pub fn told(&self) -> Vec<i64> {
        self.done.lock().unwrap().clone()
    }

    /// Lets the colleague finish the Case in hand.
    pub fn end(self) -> Vec<i64> {
        self.stop.store(true, Ordering::Relaxed);
        self.thread.join().expect("the colleague met something else than silence");
        self.done.lock().unwrap().clone()
    }
}

/// Publishes, and looks again where another colleague has published meanwhile, with the number that the mail was to name.
fn publish(visitor: &Visitor, number: i64) {
    let begun = Instant::now();
    let mut answer = look_and_press(visitor, number);
    while answer.status == 409 {
        assert!(begun.elapsed() < PATIENCE, "{number}: {}", answer.text());
        answer = look_and_press(visitor, number);
    }
    assert_eq!(answer.status, 303, "{number}: {}", answer.text());
    assert_eq!(answer.location(), Some(format!("/staff/cases/{number}").as_str()));
}

/// Looks at what publishing would do, and presses the button until there is an answer. Where it was done before a kill
/// took the answer away, the same button leads to the same place.
fn look_and_press(visitor: &Visitor, number: i64) -> Page {
    let path = format!("/staff/cases/{number}/decision");
    let choice = [("decision", "publish"), ("message", ""), ("write", "yes")];
    let shown = patiently(visitor, &path, &choice);
    assert_eq!(shown.status, 200, "{number}: {}", shown.text());
    let fields = confirming(&shown);
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    patiently(visitor, &path, &fields)
}

fn patiently(visitor: &Visitor, path: &str, fields: &[(&str, &str)]) -> Page {
    let begun = Instant::now();
    loop {
        if let Some(page) = visitor.try_post(path, fields) {
            return page;
        }
        assert!(begun.elapsed() < PATIENCE, "no answer from {path}");
        std::thread::sleep(Duration::from_millis(50));
    }
}
