//! Twenty people who sign one form after another, remember what they were told, and are not put off by a
//! site that is gone for a moment. Some of them wait for the mail and confirm.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use chrono::Datelike;
use tilsagn::clock::{Clock, SystemClock};

use crate::support::mailbox::Mail;
use crate::support::visitor::{Page, Visitor};

const SIGNERS: usize = 20;
/// Every so many of them confirm.
const CONFIRMS: usize = 4;
/// How long somebody tries to learn what became of a form.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long somebody looks for a mail before they turn to the next form: what a killed site had in hand goes out a minute
/// later at the soonest.
const GLANCE: Duration = Duration::from_secs(1);

/// An organisation and the address that signed for it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Signature {
    pub name: String,
    pub email: String,
}

/// What the signers remember.
#[derive(Debug, Default)]
pub struct Signed {
    /// The site said that it has them.
    pub acknowledged: Vec<Signature>,
    /// No answer came; sent again, the site said that the form is no longer open: so it has them.
    pub unanswered: Vec<Signature>,
    /// The site said that the signature is confirmed.
    pub confirmed: Vec<Signature>,
    /// Forms that a kill ended before their last page was sent.
    pub broken_off: usize,
}

/// The signers at work.
pub struct Signers {
    stop: Arc<AtomicBool>,
    threads: Vec<JoinHandle<Signed>>,
}

/// Lets everybody begin, as many at each of these addresses. Mails come into this folder.
pub fn begin(bases: &[&str], mails: PathBuf) -> Signers {
    let stop = Arc::new(AtomicBool::new(false));
    let threads = (0..SIGNERS)
        .map(|signer| {
            let base = bases[signer * bases.len() / SIGNERS].to_owned();
            let (mails, stop) = (mails.clone(), stop.clone());
            std::thread::spawn(move || sign_on(&base, &mails, signer, &stop))
        })
        .collect();
    Signers { stop, threads }
}

impl Signers {
    /// Lets everybody finish the form in hand.
    pub fn end(self) -> Signed {
        self.stop.store(true, Ordering::Relaxed);
        let mut all = Signed::default();
        for thread in self.threads {
            let one = thread.join().expect("a signer met something else than silence");
            all.acknowledged.extend(one.acknowledged);
            all.unanswered.extend(one.unanswered);
            all.confirmed.extend(one.confirmed);
            all.broken_off += one.broken_off;
        }
        all
    }
}

/// One person signs, at a site that stands.
pub fn sign_once(base: &str, name: &str, email: &str) {
    let visitor = Visitor::new(base);
    let signature = Signature { name: name.to_owned(), email: email.to_owned() };
    assert!(fill(&visitor, &signature).is_some() && send(&visitor), "{name} could not sign");
}

fn sign_on(base: &str, mails: &Path, signer: usize, stop: &AtomicBool) -> Signed {
    let mut signed = Signed::default();
    for turn in 0.. {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let signature = Signature {
            name: format!("Foreningen Fyr {signer} og Havn {turn}"),
            email: format!("suzie@fyr{signer}-havn{turn}.example"),
        };
        let visitor = Visitor::new(base);
        if fill(&visitor, &signature).is_none() {
            signed.broken_off += 1;
            std::thread::sleep(Duration::from_millis(100));
            continue;
        }
        let told = if send(&visitor) { &mut signed.acknowledged } else { &mut signed.unanswered };
        told.push(signature.clone());
        if signer.is_multiple_of(CONFIRMS)
            && let Some(link) = link(mails, &signature.email)
        {
            confirm(&visitor, &link);
            signed.confirmed.push(signature);
        }
    }
    signed
}

/// The link to confirm, if its mail comes soon.
fn link(mails: &Path, email: &str) -> Option<String> {
    let begun = Instant::now();
    while begun.elapsed() < GLANCE {
        let files = std::fs::read_dir(mails).into_iter().flatten().filter_map(|file| Some(file.ok()?.path()));
        let written = files.filter(|path| path.extension().is_some_and(|ending| ending == "eml"));
        let theirs = written
            .filter_map(|path| std::fs::read(path).ok())
            .find(|raw| String::from_utf8_lossy(raw).contains(email));
        if let Some(raw) = theirs {
            return Some(Mail::parse(&raw).link("/confirm/"));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    None
}

/// Presses the button until there is an answer. Whoever presses again hears the same.
fn confirm(visitor: &Visitor, link: &str) {
    let begun = Instant::now();
    loop {
        if let Some(page) = visitor.try_post(link, &[]) {
            assert_eq!(page.status, 200, "{}", page.text());
            return;
        }
        assert!(begun.elapsed() < PATIENCE, "no answer to a confirmation");
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Fills the form in up to its last page; nothing when the site went away.
fn fill(visitor: &Visitor, signature: &Signature) -> Option<()> {
    let (name, email) = (signature.name.as_str(), signature.email.as_str());
    let organisation = [
        ("category", "civil_society"),
        ("name", name),
        ("country", "DK"),
        ("description", "Vi passer på fyr."),
    ];
    let representative =
        [("person", "Suzie Prøve"), ("job_title", "Leder"), ("email", email), ("authority", "own")];
    let year = (SystemClock.now().naive().year() + 2).to_string();
    let commitment = [
        ("kind", "action"),
        ("title", "A lamp for every harbour"),
        ("action", "We light it."),
        ("paragraphs", "p-protection"),
        ("measure", "deliverable"),
        ("due_day", "30"),
        ("due_month", "6"),
        ("due_year", year.as_str()),
        ("countries", "DK"),
    ];
    let steps: [(&str, &[(&str, &str)]); 7] = [
        ("/sign", &[("do", "start")]),
        ("/sign/organisation", &organisation),
        ("/sign/representative", &representative),
        ("/sign/visibility", &[("visibility", "public")]),
        ("/sign/commitments/new", &commitment),
        ("/sign/commitments", &[]),
        ("/sign/statement", &[("statement", "Because harbours are for all.")]),
    ];
    for (path, fields) in steps {
        let page = visitor.try_post(path, fields)?;
        assert_eq!(page.status, 303, "{path}: {}", page.text());
    }
    Some(())
}

/// Sends the last page until there is an answer: true for "we have it", false for "that form is no longer
/// open", which follows on a kill between the commit and the answer.
fn send(visitor: &Visitor) -> bool {
    let declaration = [("version", "1"), ("language", "en"), ("declared", "yes")];
    let begun = Instant::now();
    let mut first = true;
    loop {
        if let Some(page) = visitor.try_post("/sign/check", &declaration) {
            return taken(&page, first);
        }
        first = false;
        assert!(begun.elapsed() < PATIENCE, "no answer to a form");
        std::thread::sleep(Duration::from_millis(100));
    }
}

fn taken(page: &Page, first: bool) -> bool {
    match page.location() {
        Some("/sign/sent") => true,
        Some("/sign?begin=again") if !first => false,
        other => panic!("{} {other:?} {}", page.status, page.text()),
    }
}
