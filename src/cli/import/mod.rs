//! What is taken over from elsewhere: lists as CSV, and whole registers.

mod export;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;
use serde_json::{Value, json};

use super::open_existing;
use super::output::{self, say};
use crate::app::import::{self, Duplicate, Reason, Refused, Report, Terms, reader};
use crate::config::Config;
use crate::domain::country::Country;
use crate::domain::locale::Locale;
use crate::domain::organisation::Category;
use crate::domain::text::Title;
use crate::domain::{Error, Problem, Problems, Result};
use crate::view::{Args, Messages, mistakes};

/// What can be taken over.
#[derive(Subcommand)]
pub enum Command {
    /// Signatories: columns `name` and `category`, also `country` and `website`, in any order.
    #[command(
        after_help = "Examples:\n  tilsagn import signatories list.csv --dry-run\n  tilsagn import signatories list.csv --publish --letter 'JTEU 2026-4711'\n  tilsagn import signatories list.csv --default-country DE --json\n\nLines that are refused are skipped and named; --strict takes nothing in then and exits 1."
    )]
    Signatories(Signatories),
    /// A whole register: starts a new site from what `tilsagn export` wrote.
    #[command(
        after_help = "Examples:\n  tilsagn import export ./copy --key call.example.org/log+c74f20a3+ARpc…\n  tilsagn import export ./site --json\n\nThe database must be new. Contacts are in no export."
    )]
    Export(export::Options),
}

/// How to take signatories over.
#[derive(clap::Args)]
pub struct Signatories {
    /// The list: UTF-8, comma-separated, with a header.
    file: PathBuf,
    /// Tells what would happen and changes nothing.
    #[arg(long)]
    dry_run: bool,
    /// Takes nothing in if one line is refused.
    #[arg(long)]
    strict: bool,
    /// Puts them into the register at once, on the strength of a letter. States wait for two colleagues.
    #[arg(long, requires = "letter")]
    publish: bool,
    /// The letter's reference in the ministry's records.
    #[arg(long, value_name = "REF", requires = "publish", value_parser = letter)]
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

fn letter(reference: &str) -> Result<String, String> {
    let parsed = Title::parse(reference).map(|reference| reference.as_str().to_owned());
    parsed.map_err(|_| {
        "expected the reference under which the letter is filed, for example 'JTEU 2026-4711'".to_owned()
    })
}

/// Runs the command.
pub async fn run(config: Config, command: Command) -> Result<ExitCode> {
    match command {
        Command::Signatories(options) => signatories(config, options).await,
        Command::Export(options) => export::run(config, options).await,
    }
}

async fn signatories(config: Config, options: Signatories) -> Result<ExitCode> {
    let list = read(&options.file)?;
    let app = open_existing(config).await?;
    let terms = Terms {
        dry_run: options.dry_run,
        strict: options.strict,
        publish_on_letter: options.letter.clone(),
        default_country: options.default_country,
    };
    let unused = list.unused.clone();
    let bar = output::progress(u64::try_from(list.rows.len()).unwrap_or(0), "importing");
    let moved = bar.clone();
    let taken = import::signatories(&app, list, terms, move || moved.inc(1)).await;
    bar.finish_and_clear();
    let told = Told { report: taken.map_err(no_text)?, unused, options: &options };
    if options.json {
        told.as_json()?
    } else {
        told.as_text()?
    }
    Ok(if told.aborted() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn no_text(error: Error) -> Error {
    match error {
        Error::NotFound => Error::internal(
            "the Call has no published version to sign: `tilsagn call import DIR`, then `tilsagn call publish --first`",
        ),
        other => other,
    }
}

/// The list as it stands in its file.
fn read(file: &Path) -> Result<reader::List> {
    let broken = |error: &dyn std::fmt::Display| Error::internal(format!("{}: {error}", file.display()));
    let opened = std::fs::File::open(file).map_err(|error| broken(&error))?;
    reader::read(opened).map_err(|error| broken(&error))
}

/// What is told of an import.
struct Told<'a> {
    report: Report,
    unused: Vec<String>,
    options: &'a Signatories,
}

impl Told<'_> {
    /// Whether the whole list was refused for one line's sake.
    fn aborted(&self) -> bool {
        self.options.strict && !self.report.refused.is_empty()
    }

    fn as_json(&self) -> Result<()> {
        let mut report = serde_json::to_value(&self.report).map_err(Error::internal)?;
        let messages = Messages::shared()?;
        let words: Vec<String> =
            self.report.refused.iter().map(|refused| sentence(&messages, refused)).collect();
        if let Some(rows) = report["refused"].as_array_mut() {
            rows.iter_mut().zip(words).for_each(|(row, words)| row["message"] = Value::from(words));
        }
        report["dry_run"] = json!(self.options.dry_run);
        report["strict"] = json!(self.options.strict);
        report["publish"] = json!(self.options.publish);
        report["changed"] = json!(!self.options.dry_run && self.report.accepted > 0);
        report["unused_columns"] = json!(self.unused);
        output::tell_json(&report)?;
        Ok(())
    }

    fn as_text(&self) -> Result<()> {
        let (report, messages) = (&self.report, Messages::shared()?);
        for row in &report.refused {
            say!("line {}: refused: {}: {}", row.line, row.field, sentence(&messages, row));
        }
        for row in &report.duplicates {
            let place = place(&messages, row);
            say!("line {}: duplicate: {} is there as {} ({place})", row.line, row.name, row.twin);
        }
        if !self.unused.is_empty() {
            say!("columns not used: {}", self.unused.join(", "));
        }
        let (accepted, duplicates, refused) =
            (report.accepted, report.duplicates.len(), report.refused.len());
        let would = if self.options.dry_run { " (nothing was changed)" } else { "" };
        let twins = if duplicates == 1 { "duplicate" } else { "duplicates" };
        say!("{accepted} accepted, {duplicates} {twins}, {refused} refused{would}");
        if self.aborted() {
            say!(
                "nothing was taken in, because of --strict: mend the lines that are refused, or leave it out"
            );
        }
        self.where_they_are();
        Ok(())
    }

    fn where_they_are(&self) {
        let Report { published, in_review, .. } = self.report;
        let (are, wait) = if self.options.dry_run { ("would be", "would wait") } else { ("are", "wait") };
        if published > 0 {
            say!("{published} {are} in the register");
        }
        match (in_review, self.options.publish) {
            (0, _) => {}
            (_, true) => say!("{in_review} {wait} for two colleagues, as states do, under /staff/cases"),
            (_, false) => say!("{in_review} {wait} for review, under /staff/cases"),
        }
    }
}

/// Where the twin of a line is: on which line of the list, or how far its signature has come and in which Case.
fn place(messages: &Messages, duplicate: &Duplicate) -> String {
    let line = duplicate.twin_line.map(|line| format!("line {line}"));
    let state = duplicate.twin_state.map(|state| {
        let id = format!("endorsement-state-{}", state.code().replace('_', "-"));
        messages.plain(Locale::English, &id, None)
    });
    let case = duplicate.twin_case.map(|number| format!("case {number}"));
    [line, state, case].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What is wrong with a line, and what to do about it: in words of its own for lists, else in those of the form.
fn sentence(messages: &Messages, refused: &Refused) -> String {
    let mut args = Args::new();
    let own = match refused.reason {
        Reason::Flaw(flaw) => {
            let codes: Vec<&str> = Category::ALL.iter().map(|category| category.code()).collect();
            args.set("codes", codes.join(", "));
            format!("import-{}-{}", flaw.code(), refused.field)
        }
        Reason::Cells { found, expected } => {
            args.set("found", found);
            args.set("expected", expected);
            format!("import-{}", refused.reason.code())
        }
        Reason::OpenQuote | Reason::NotUtf8 => format!("import-{}", refused.reason.code()),
    };
    match refused.reason {
        Reason::Flaw(flaw) if !messages.has(Locale::English, &own) => {
            let problems = Problems(vec![Problem { field: refused.field.to_owned(), flaw }]);
            mistakes(messages, Locale::English, &problems).into_iter().map(|mistake| mistake.text).collect()
        }
        _ => messages.plain(Locale::English, &own, Some(&args)),
    }
}
