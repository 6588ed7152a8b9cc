//! Checks a register from outside and says what it found.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use chrono::DateTime;
use serde_json::json;

use super::report::Report;
use super::source::{Opened, Place, failed};
use super::state::{self, Seen};
use crate::app::log::compare::{Compared, Told};
use crate::app::log::specified::Specified;
use crate::cli::output;
use crate::clock::Clock;
use crate::domain::{Error, Moment, Result};
use crate::log::Fault;
use crate::log::check::{Check, Past, Source};
use crate::log::cosignature::Witness;
use crate::log::note::Verifier;
use crate::log::resumed::{self, Resumed};
use crate::log::succession::{self, Change};

/// What happened a moment ago enters the log within a minute; until then register and log may differ.
const CATCHING_UP: Duration = Duration::from_secs(75);

/// What to check, and against what.
#[derive(clap::Args)]
pub struct Options {
    /// The site's address, or a folder with a copy of it.
    #[arg(value_name = "URL|DIR")]
    place: Place,
    /// The log's key, as you know it from elsewhere. Without it the site's own word is taken.
    #[arg(long)]
    key: Option<String>,
    /// The file that remembers what was seen; the next check holds the log against it. Without it, each address and each
    /// folder has its own in your folder for state ($XDG_STATE_HOME, else ~/.local/state).
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// Holds the log against nothing that was seen before, and remembers nothing.
    #[arg(long, conflicts_with = "state")]
    no_state: bool,
    /// The key of a witness that must have signed the checkpoint too; may be given several times.
    #[arg(long = "witness", value_name = "KEY")]
    witnesses: Vec<String>,
    /// The present moment, where the clock here is not to be believed, for example 2026-11-24T09:00:00Z.
    #[arg(long, value_name = "TIME", value_parser = moment)]
    now: Option<Moment>,
    /// Does not wait for the log to catch up with what has just happened in the register.
    #[arg(long)]
    no_wait: bool,
    /// Reports as JSON.
    #[arg(long)]
    json: bool,
}

fn moment(text: &str) -> Result<Moment, String> {
    let read = DateTime::parse_from_rfc3339(text);
    read.map(|at| Moment::from(at.to_utc()))
        .map_err(|_| "expected a date and time with its zone, for example 2026-11-24T09:00:00Z".to_owned())
}

/// What to do where the log does not lead from a key that was known to the one that signs.
const UNLED: &str = "If those who run the log tell you themselves that this key is theirs, give it with --key, and another file with \
                     --state; else somebody else may have put it there, and nothing here is to be trusted";

impl Options {
    /// The file with what was seen, if there is to be one.
    fn memory(&self) -> Option<PathBuf> {
        let usual = || state::file_of(&self.place).filter(|_| !self.no_state);
        self.state.clone().or_else(usual)
    }
}

/// Remembers what was found good, or says that it could not.
fn remember(seen: &Seen, file: &Path) -> bool {
    let kept = seen.keep(file);
    if let Err(why) = &kept {
        output::complain(format!(
            "everything fits, and nothing of it is remembered for the next check: {}. Mend that, name a file with --state, \
             or give --no-state",
            why.reason()
        ));
    }
    kept.is_ok()
}

/// What is known of a log before it is checked.
#[derive(Default)]
struct Known {
    given: Option<Verifier>,
    /// What was seen at the last check, and the key of then.
    seen: Option<(Verifier, Past)>,
    /// The present moment, where dates are looked at.
    now: Option<Moment>,
}

impl Known {
    /// The keys, each once.
    fn keys(&self) -> Vec<Verifier> {
        let seen = self.seen.iter().map(|(key, _)| key).filter(|key| self.given.as_ref() != Some(key));
        self.given.iter().chain(seen).cloned().collect()
    }
}

/// Checks, reports, and remembers a log that was found good.
pub fn run(options: &Options, clock: &dyn Clock) -> Result<ExitCode> {
    let ended = look(options, clock);
    if let Some(why) = ended.as_ref().err().filter(|_| options.json) {
        output::tell_json(&json!({ "good": false, "stopped": why.reason(), "findings": [] }))?;
    }
    ended
}

fn look(options: &Options, clock: &dyn Clock) -> Result<ExitCode> {
    let now = || options.now.unwrap_or_else(|| clock.now());
    let mut source = options.place.open()?;
    let memory = options.memory();
    let mut known = known(options, memory.as_deref(), now())?;
    let key = signing_key(&known.keys(), &mut source)?;
    let witnesses = witnesses(&options.witnesses)?;
    let mut report = check(&mut source, &key, &known)?;
    if report.may_be_behind() && !options.no_wait && matches!(source, Opened::Site { .. }) {
        std::thread::sleep(CATCHING_UP);
        known.now = Some(now());
        match check(&mut source, &key, &known) {
            Ok(again) => report = again,
            // What was found before is told all the same.
            Err(why) => report.find(why.reason()),
        }
    }
    report.hear(&witnesses);
    let good = report.findings().is_empty();
    let seen = |file: &Path| remember(&Seen::of(&key, &report.outcome, now()), file);
    let kept = !good || memory.as_deref().is_none_or(seen);
    report.memory = memory.filter(|_| kept);
    if options.json {
        output::tell_json(&report.json())?;
    } else {
        report.tell(!known.keys().is_empty());
    }
    // Whoever names a file counts on it.
    let done = good && (kept || options.state.is_none());
    Ok(if done { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Checks a folder with a copy against a key that is known, and tells what is wrong with it. Dates count as they were signed.
///
/// # Errors
/// Internal, if the folder cannot be read.
pub fn folder(dir: &Path, key: &Verifier) -> Result<bool> {
    let report = check(&mut Opened::Folder(dir.to_owned()), key, &Known::default())?;
    let good = report.findings().is_empty();
    if !good {
        report.tell(true);
    }
    Ok(good)
}

fn known(options: &Options, memory: Option<&Path>, now: Moment) -> Result<Known> {
    let given = options.key.as_deref().map(Verifier::parse).transpose().map_err(failed)?;
    let seen = memory.map(|file| Seen::load(file, now)).transpose()?.flatten();
    Ok(Known { given, seen, now: Some(now) })
}

/// The key to check with: a known one, if the checkpoint names it, else the site's own word.
///
/// # Errors
/// Internal, if there is none.
pub fn signing_key(known: &[Verifier], source: &mut Opened) -> Result<Verifier> {
    let note = source.shown("log/checkpoint").map_err(failed)?.unwrap_or_default();
    let note = String::from_utf8_lossy(&note);
    if note.is_empty() {
        return Err(Error::internal(
            "there is no log/checkpoint: give the address of the site alone, without the path of a page, or the folder of a copy",
        ));
    }
    if let Some(key) = known.iter().find(|key| key.is_named_in(&note)) {
        return Ok(key.clone());
    }
    let bytes = source.shown("log/key").map_err(failed)?;
    let bytes = bytes.ok_or_else(|| Error::internal("there is no log/key: give --key"))?;
    let key = Verifier::parse(String::from_utf8_lossy(&bytes).trim());
    key.map_err(|why| {
        failed(Fault::not_understood("log/key", &format!("{why}. Give the log's key with --key")))
    })
}

fn witnesses(keys: &[String]) -> Result<Vec<Witness>> {
    keys.iter().map(|key| Witness::parse(key)).collect::<Result<_, _>>().map_err(failed)
}

/// What entries say of the log itself.
#[derive(Default)]
struct Story {
    changes: Vec<Change>,
    resumed: Vec<Resumed>,
}

/// Checks with a key, to which the log must lead from those that were known.
fn check(source: &mut Opened, key: &Verifier, known: &Known) -> Result<Report> {
    let bar = output::progress(0, "checking entries");
    let moved = bar.clone();
    let mut progress = move |done, total| {
        moved.set_length(total);
        moved.set_position(done);
    };
    // What was seen of another log is compared by what the entries say.
    let (nothing, seen) = (Past::default(), known.seen.as_ref());
    let past = seen.filter(|(seen, _)| seen.name() == key.name()).map_or(&nothing, |(_, past)| past);
    let (mut told, mut story, mut specified) = (Told::default(), Story::default(), Specified::default());
    let checked = Check { source, key, past, now: known.now, progress: &mut progress }.run(|line| {
        story.changes.extend(Change::read(line));
        story.resumed.extend(Resumed::read(line));
        told.read(line);
        specified.read(line);
    });
    let mut outcome = checked.map_err(failed)?;
    if outcome.unread {
        bar.finish_and_clear();
        return Ok(unled(Report::of(key.clone(), outcome), known));
    }
    let behind = specified.may_be_behind();
    let specified = if outcome.as_signed { specified } else { specified.with_gaps() };
    let found = specified.finding();
    outcome.open += usize::from(behind && found.is_some());
    outcome.add(found);
    let mut register = match told.compare(source, outcome.head.size) {
        // What is wrong with the log is told all the same.
        Err(fault) if !outcome.findings.is_empty() => {
            outcome.find(None, fault.0);
            Compared::default()
        }
        compared => compared.map_err(failed)?,
    };
    if outcome.broken {
        register.sum_up();
    }
    bar.finish_and_clear();
    let came_back = story.resumed.iter().filter(|one| one.came_back().is_some_and(|range| !range.is_empty()));
    let came_back = came_back.cloned().collect();
    let mut report = Report { register, came_back, ..Report::of(key.clone(), outcome) };
    let keys: Vec<_> = story.changes.iter().map(|one| &one.from).chain([&report.key]).cloned().collect();
    match resumed::belied(source, &story.resumed, &keys, past.head) {
        Ok(found) => report.outcome.add(found),
        Err(fault) => report.find(fault.0),
    }
    lead(&mut report, source, &story, known);
    Ok(report)
}

/// Where no entry can be read, nothing leads from a key that was known to another one.
fn unled(mut report: Report, known: &Known) -> Report {
    let signs = report.key.clone();
    for held in known.keys().iter().filter(|held| **held != signs) {
        let (signs, held) = (signs.text(), held.text());
        report.find(format!(
            "the log is signed by {signs}, and nothing here says that it took over from {held}. {UNLED}"
        ));
    }
    report
}

/// Leads from what was known to the key that signs now, and says what does not lead there.
fn lead(report: &mut Report, source: &mut Opened, story: &Story, known: &Known) {
    let key = report.key.clone();
    let other = |held: &&Verifier| held.name() != key.name();
    for held in known.keys().iter().filter(|held| !other(held)) {
        match succession::follow(source, (held, &key), &story.changes, &report.outcome.leaves) {
            Ok(way) if way.len() > report.followed.len() => report.followed = way,
            Ok(_) => {}
            Err(fault) => report.find(format!("{fault}. {UNLED}")),
        }
    }
    let given = known.given.as_ref();
    let seen = known.seen.as_ref().filter(|(seen, _)| other(&seen));
    // Anybody can take a copy over: that a key is this log's must be known from elsewhere.
    let from = given.filter(other).or(seen.filter(|_| given.is_none()).map(|(seen, _)| seen));
    if let Some(from) = from {
        report.find(another_log(story, from, &key));
    } else if let Some((seen, past)) = seen {
        match resumed::goes_on(&story.resumed, seen.name(), past, &report.outcome.leaves) {
            Ok(kept) => report.kept = Some((seen.name().to_owned(), kept)),
            Err(fault) => report.find(fault.0),
        }
    }
}

/// Why a key of another log leads nowhere, and what to do.
fn another_log(story: &Story, from: &Verifier, key: &Verifier) -> String {
    let (origin, signs) = (from.name(), key.text());
    match story.resumed.iter().rfind(|one| one.origin.as_deref() == Some(origin)) {
        Some(said) => format!(
            "another log is signed here, {}: entry {} says that it goes on from {origin}. Give its key with --key, as you \
             know it from elsewhere",
            key.name(),
            said.entry
        ),
        None => {
            format!(
                "the log is signed by {signs}, and no entry says that it took over from {}. {UNLED}",
                from.text()
            )
        }
    }
}
