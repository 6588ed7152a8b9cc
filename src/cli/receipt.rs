//! Receipts: checking one without network and without a database.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::output::{self, say};
use crate::domain::{Error, Moment, Result};
use crate::log::Fault;
use crate::log::checkpoint::Head;
use crate::log::cosignature::{self, Witness};
use crate::log::note::Verifier;
use crate::log::receipt::Receipt;

/// Longest file that is read, in bytes. A receipt has some thousand.
const LONGEST: u64 = 1 << 20;

/// What can be done with a receipt.
#[derive(Subcommand)]
pub enum Command {
    /// Checks a receipt: needs no network, no database and no account.
    #[command(
        after_help = "Examples:\n  tilsagn receipt verify receipt-41.tlog-proof --key call.example.org/log+c74f20a3+ARpc…\n  tilsagn receipt verify receipt-41.tlog-proof --key \"$(cat log.key.pub)\" --witness witness.example.org+0b1c…+BE1f…\n  tilsagn receipt verify receipt-41.tlog-proof --key … --json"
    )]
    Verify(Options),
}

/// What to check, and against what.
#[derive(clap::Args)]
pub struct Options {
    /// The file with the receipt, or a pipe.
    file: PathBuf,
    /// The log's key, as you know it from elsewhere; the site shows it at /verify.
    #[arg(long)]
    key: String,
    /// The key of a witness that must have signed the checkpoint too; may be given several times.
    #[arg(long = "witness", value_name = "KEY")]
    witnesses: Vec<String>,
    /// Reports as JSON.
    #[arg(long)]
    json: bool,
}

/// What a good receipt shows.
struct Shown {
    receipt: Receipt,
    head: Head,
    origin: String,
    /// Witnesses that were asked for, and when they signed.
    witnesses: Vec<(String, Moment)>,
    /// The names of those who signed too and were not asked for.
    unchecked: BTreeSet<String>,
}

/// Checks and reports.
///
/// # Errors
/// Internal, if the file cannot be read or a key is none. A receipt that is not good is no error.
pub fn verify(options: &Options) -> Result<ExitCode> {
    let key = Verifier::parse(&options.key).map_err(|fault| Error::internal(fault.0))?;
    let witnesses = options.witnesses.iter().map(|text| Witness::parse(text));
    let witnesses = witnesses.collect::<Result<Vec<_>, _>>().map_err(|fault| Error::internal(fault.0))?;
    let text = read(&options.file)?;
    let checked = check(&text, &key, &witnesses);
    match (&checked, options.json) {
        (Ok(shown), true) => output::tell_json(&shown.json()?)?,
        (Ok(shown), false) => shown.tell(),
        (Err(fault), true) => output::tell_json(&json!({ "good": false, "why": fault.0 }))?,
        (Err(fault), false) => say!("NOT GOOD: {fault}"),
    }
    Ok(if checked.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The text of a receipt. What never ends is read up to the longest that one can be.
fn read(file: &Path) -> Result<String> {
    let failed = |why: &dyn std::fmt::Display| Error::internal(format!("{}: {why}", file.display()));
    let mut text = String::new();
    let opened = File::open(file).map_err(|error| failed(&error))?;
    let read = opened.take(LONGEST + 1).read_to_string(&mut text).map_err(|error| failed(&error))?;
    if read as u64 > LONGEST { Err(failed(&"the file is too long")) } else { Ok(text) }
}

fn check(text: &str, key: &Verifier, witnesses: &[Witness]) -> Result<Shown, Fault> {
    let receipt = Receipt::parse(text)?;
    let head = receipt.check(key)?;
    let signed = |witness: &Witness| {
        let said = receipt.witnessed(witness)?;
        let seconds = i64::try_from(said.at).unwrap_or(i64::MAX / 1_000);
        Ok((witness.name().to_owned(), Moment::from_millis(seconds.saturating_mul(1_000))))
    };
    let unchecked = cosignature::unchecked(&receipt.checkpoint, key.name(), witnesses)?;
    let witnesses = witnesses.iter().map(signed).collect::<Result<Vec<_>, Fault>>()?;
    Ok(Shown { head, origin: key.name().to_owned(), witnesses, unchecked, receipt })
}

impl Shown {
    fn tell(&self) {
        let Receipt { index, record, body, .. } = &self.receipt;
        say!("good: this was entered on {} in the log {}", record.at.rfc3339(), self.origin);
        say!("entry      {index}, {}", record.kind);
        say!("says       {body}");
        say!("tree       {} entries, root {}", self.head.size, self.head.root);
        for (name, at) in &self.witnesses {
            say!("witness    {name}, {}", at.rfc3339());
        }
        for name in &self.unchecked {
            say!("witness    {name}, not checked: give --witness KEY");
        }
    }

    fn json(&self) -> Result<Value> {
        let Receipt { index, record, body, .. } = &self.receipt;
        let body: &RawValue = serde_json::from_str(body).map_err(Error::internal)?;
        let witnesses = self.witnesses.iter().map(|(name, at)| json!({ "name": name, "at": at.rfc3339() }));
        Ok(json!({
            "good": true,
            "origin": self.origin,
            "entry": index,
            "entered_at": record.at.rfc3339(),
            "kind": record.kind,
            "subject": record.subject,
            "body": body,
            "tree_size": self.head.size,
            "root": self.head.root.base64(),
            "witnesses": witnesses.collect::<Vec<_>>(),
            "witnesses_not_checked": self.unchecked,
        }))
    }
}
