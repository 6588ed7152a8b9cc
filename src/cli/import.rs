//! Lists from elsewhere, as CSV.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;

use super::{open, output};
use crate::app::import::{self, Report, Row, Terms, reader};
use crate::config::Config;
use crate::domain::country::Country;
use crate::domain::{Error, Result};

/// What can be taken over.
#[derive(Subcommand)]
pub enum Command {
    /// Signatories: columns `name` and `category`, also `country` and `website`, in any order.
    #[command(
        after_help = "Examples:\n  tilsagn import signatories list.csv --dry-run\n  tilsagn import signatories list.csv --publish --letter 'JTEU 2026-4711'\n  tilsagn import signatories list.csv --default-country DE --json"
    )]
    Signatories(Signatories),
}

/// How to take signatories over.
#[derive(clap::Args)]
pub struct Signatories {
    /// The list: UTF-8, comma-separated, with a header.
    file: PathBuf,
    /// Tells what would happen and changes nothing.
    #[arg(long)]
    dry_run: bool,
    /// Takes nothing in if one row is refused.
    #[arg(long)]
    strict: bool,
    /// Puts them into the register at once, on the strength of a letter. States stay in review.
    #[arg(long, requires = "letter")]
    publish: bool,
    /// The letter's reference in the ministry's records.
    #[arg(long, value_name = "REF")]
    letter: Option<String>,
    /// For rows that name no country.
    #[arg(long, value_name = "CC", value_parser = country)]
    default_country: Option<Country>,
    /// Reports as JSON.
    #[arg(long)]
    json: bool,
}

fn country(code: &str) -> Result<Country, String> {
    Country::parse(code).map_err(|_| "expected two letters of ISO 3166, for example DK".to_owned())
}

/// Runs the command.
pub async fn run(config: Config, command: Command) -> Result<ExitCode> {
    let Command::Signatories(options) = command;
    let (rows, others) = read(&options.file)?;
    let app = open(config).await?;
    let terms = Terms {
        dry_run: options.dry_run,
        strict: options.strict,
        publish_on_letter: options.letter.filter(|_| options.publish),
        default_country: options.default_country,
    };
    let bar = output::progress(u64::try_from(rows.len()).unwrap_or(0), "importing");
    let moved = bar.clone();
    let report = import::signatories(&app, rows, terms, move || moved.inc(1)).await.map_err(|error| match error {
        Error::NotFound => Error::internal("the Call has no published version to sign: `tilsagn call import DIR`, then `tilsagn call publish --first`"),
        other => other,
    })?;
    bar.finish_and_clear();
    if options.json {
        println!("{}", serde_json::to_string_pretty(&report).map_err(Error::internal)?);
    } else {
        tell(&report, &others, options.dry_run);
    }
    let failed = options.strict && !report.refused.is_empty();
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn tell(report: &Report, others: &[String], dry_run: bool) {
    for row in &report.refused {
        println!("line {}: refused: {}: {}", row.line, row.field, row.reason);
    }
    for row in &report.duplicates {
        let line = row.twin_line.map(|line| format!(" (line {line})")).unwrap_or_default();
        println!("line {}: duplicate: {} is there as {}{line}", row.line, row.name, row.twin);
    }
    if !others.is_empty() {
        println!("columns not used: {}", others.join(", "));
    }
    let would = if dry_run { " (nothing was changed)" } else { "" };
    println!(
        "{} accepted, {} duplicates, {} refused{would}",
        report.accepted,
        report.duplicates.len(),
        report.refused.len()
    );
}

/// The rows of the list, and the columns that mean nothing to us.
fn read(file: &Path) -> Result<(Vec<Row>, Vec<String>)> {
    let broken = |error: &dyn std::fmt::Display| Error::internal(format!("{}: {error}", file.display()));
    let opened = std::fs::File::open(file).map_err(|error| broken(&error))?;
    reader::read(opened).map_err(|error| broken(&error))
}
