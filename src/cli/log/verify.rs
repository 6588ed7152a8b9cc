//! Checks a register from outside and says what it found.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use serde_json::json;

use super::source::{Opened, Place, failed};
use super::state::Seen;
use crate::app::log::compare::Signatories;
use crate::cli::output::{self, say};
use crate::domain::{Error, Moment, Result};
use crate::log::check::{Check, Finding, Outcome, Past, Source};
use crate::log::checkpoint::Head;
use crate::log::cosignature::Witness;
use crate::log::note::Verifier;
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
    /// A file that remembers what was seen; the next check holds the log against it.
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// The key of a witness that must have signed the checkpoint too; may be given several times.
    #[arg(long = "witness", value_name = "KEY")]
    witnesses: Vec<String>,
    /// Does not wait for the log to catch up with what has just happened in the register.
    #[arg(long)]
    no_wait: bool,
    /// Reports as JSON.
    #[arg(long)]
    json: bool,
}

/// Everything that was found.
struct Report {
    key: Verifier,
    /// The keys before it, from one that was known, and itself.
    followed: Vec<Verifier>,
    outcome: Outcome,
    /// Nothing, where the source has no list of signatories.
    register: Option<Vec<Finding>>,
    /// Witnesses that were asked for and have signed the checkpoint, and when.
    witnesses: Vec<(String, Moment)>,
}

/// Checks, reports, and remembers a log that was found good.
pub fn run(options: &Options) -> Result<ExitCode> {
    let mut source = options.place.open()?;
    let seen = options.state.as_deref().map(Seen::load).transpose()?.flatten();
    let known = known(options, seen.as_ref())?;
    let key = signing_key(&known, &mut source)?;
    let past = seen.as_ref().map(Seen::past).transpose()?.unwrap_or_default();
    let witnesses = witnesses(&options.witnesses)?;
    let mut report = check(&mut source, (&key, &known), &past)?;
    let behind = report.outcome.findings.is_empty() && !report.findings().is_empty();
    if behind && !options.no_wait && matches!(source, Opened::Site { .. }) {
        std::thread::sleep(CATCHING_UP);
        report = check(&mut source, (&key, &known), &past)?;
    }
    report.hear(&witnesses);
    let good = report.findings().is_empty();
    if options.json {
        say!("{}", report.json()?);
    } else {
        report.tell(options.key.is_some() || seen.is_some());
    }
    if good && let Some(path) = &options.state {
        Seen::of(&key, &report.outcome).keep(path)?;
    }
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Checks a folder with a copy against a key that is known, and tells what is wrong with it.
///
/// # Errors
/// Internal, if the folder cannot be read.
pub fn folder(dir: &Path, key: &Verifier) -> Result<bool> {
    let report =
        check(&mut Opened::Folder(dir.to_owned()), (key, &[]), &Past { head: None, stubs: Vec::new() })?;
    let good = report.findings().is_empty();
    if !good {
        report.tell(true);
    }
    Ok(good)
}

/// The keys that were given, and seen before.
fn known(options: &Options, seen: Option<&Seen>) -> Result<Vec<Verifier>> {
    let texts = options.key.as_deref().into_iter().chain(seen.map(|seen| seen.key.as_str()));
    texts.map(Verifier::parse).collect::<Result<_, _>>().map_err(failed)
}

/// The key to check with: a known one, if the checkpoint names it, else the site's own word.
///
/// # Errors
/// Internal, if there is none.
pub fn signing_key(known: &[Verifier], source: &mut Opened) -> Result<Verifier> {
    let note = source.get("log/checkpoint").map_err(failed)?.unwrap_or_default();
    let note = String::from_utf8_lossy(&note);
    if let Some(key) = known.iter().find(|key| key.is_named_in(&note)) {
        return Ok(key.clone());
    }
    let bytes = source.get("log/key").map_err(failed)?;
    let bytes = bytes.ok_or_else(|| Error::internal("there is no log/key: give --key"))?;
    Verifier::parse(&String::from_utf8_lossy(&bytes)).map_err(failed)
}

fn witnesses(keys: &[String]) -> Result<Vec<Witness>> {
    keys.iter().map(|key| Witness::parse(key)).collect::<Result<_, _>>().map_err(failed)
}

/// Checks with a key, to which the log must lead from those that were known.
fn check(source: &mut Opened, (key, known): (&Verifier, &[Verifier]), past: &Past) -> Result<Report> {
    let bar = output::progress(0, "checking entries");
    let moved = bar.clone();
    let mut progress = move |done, total| {
        moved.set_length(total);
        moved.set_position(done);
    };
    let (mut signatories, mut changes) = (Signatories::default(), Vec::new());
    let checked = Check { source, key, past, progress: &mut progress }.run(|line| {
        changes.extend(Change::read(line));
        signatories.read(line);
    });
    let mut outcome = checked.map_err(failed)?;
    let mut followed = Vec::new();
    for known in known {
        match succession::follow(source, (known, key), &changes, &outcome.leaves) {
            Ok(way) if way.len() > followed.len() => followed = way,
            Ok(_) => {}
            Err(fault) => outcome.findings.push(Finding { entry: None, signatory: None, what: fault.0 }),
        }
    }
    let register = signatories.compare(source).map_err(failed)?;
    bar.finish_and_clear();
    Ok(Report { key: key.clone(), followed, outcome, register, witnesses: Vec::new() })
}

/// How entries without body are told: by the kind of the entry that says why, and where none does, as those of
/// signatories that were never named.
const WITHHELD: &[(Option<&str>, &str)] =
    &[(Some("entry.withheld"), "withheld"), (Some("entry.erased"), "erased  "), (None, "unnamed ")];

/// Numbers in order, those that follow each other as one: `3, 7–9`.
fn ranges(numbers: &[u64]) -> String {
    let runs = numbers.chunk_by(|one, next| one + 1 == *next);
    let told = runs.map(|run| match run {
        [first, .., last] => format!("{first}–{last}"),
        one => one.iter().map(u64::to_string).collect(),
    });
    told.collect::<Vec<_>>().join(", ")
}

impl Report {
    /// The numbers of entries without body, of which an entry of this kind says so, or none does.
    fn bare(&self, kind: Option<&str>) -> Vec<u64> {
        let of_kind = self.outcome.withheld.iter().filter(|(_, said)| said.as_deref() == kind);
        of_kind.map(|(number, _)| *number).collect()
    }

    /// Looks for the cosignatures of witnesses under the checkpoint.
    fn hear(&mut self, witnesses: &[Witness]) {
        for witness in witnesses {
            let name = witness.name();
            let what = match witness.under(&self.outcome.note) {
                Ok(Some(said)) => {
                    let seconds = i64::try_from(said.at).unwrap_or(i64::MAX / 1_000);
                    let at = Moment::from_millis(seconds.saturating_mul(1_000));
                    self.witnesses.push((name.to_owned(), at));
                    continue;
                }
                Ok(None) => format!("the witness {name} has not signed the checkpoint"),
                Err(fault) => fault.0,
            };
            self.outcome.findings.push(Finding { entry: None, signatory: None, what });
        }
    }

    fn findings(&self) -> Vec<&Finding> {
        self.outcome.findings.iter().chain(self.register.iter().flatten()).collect()
    }

    fn json(&self) -> Result<String> {
        let Head { size, root } = self.outcome.head;
        let report = json!({
            "good": self.findings().is_empty(),
            "origin": self.key.name(),
            "key": self.key.text(),
            "keys_followed": self.followed.iter().map(Verifier::text).collect::<Vec<_>>(),
            "tree_size": size,
            "root": root.base64(),
            "withheld": self.bare(Some("entry.withheld")),
            "erased": self.bare(Some("entry.erased")),
            "without_body": self.bare(None),
            "witnesses": self
                .witnesses
                .iter()
                .map(|(name, at)| json!({ "name": name, "at": at.rfc3339() }))
                .collect::<Vec<_>>(),
            "register_compared": self.register.is_some(),
            "findings": self.findings(),
        });
        serde_json::to_string_pretty(&report).map_err(Error::internal)
    }

    fn tell(&self, key_known: bool) {
        let Head { size, root } = self.outcome.head;
        say!("log        {}", self.key.name());
        say!("key        {}", self.key.text());
        if !key_known {
            say!("           (taken from the site itself: compare it with what you know, or give --key)");
        }
        for pair in self.followed.windows(2) {
            say!("           (took over from {}, as the log itself says)", pair[0].text());
        }
        say!("entries    {size}");
        say!("root       {root}");
        for (name, at) in &self.witnesses {
            say!("witness    {name}, {}", at.rfc3339());
        }
        for (kind, words) in WITHHELD {
            let numbers = self.bare(*kind);
            if !numbers.is_empty() {
                say!("{words}   {}", ranges(&numbers));
            }
        }
        if self.register.is_none() {
            say!("register   not compared: there is no api/v1/signatories here");
        }
        let findings = self.findings();
        for finding in &findings {
            match finding.entry {
                Some(number) => say!("WRONG: entry {number} {}", finding.what),
                None => say!("WRONG: {}", finding.what),
            }
        }
        say!("{}", if findings.is_empty() { "everything fits" } else { "NOT GOOD" });
    }
}

#[cfg(test)]
mod tests {
    use super::ranges;

    #[test]
    fn numbers_that_follow_each_other_are_told_as_one() {
        assert_eq!(ranges(&[3, 7, 8, 9, 11, 12]), "3, 7–9, 11–12");
        assert_eq!(ranges(&[0]), "0");
    }
}
