//! The Call's texts in files: taken in, given out, and the very first version published.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;
use serde::Serialize;
use serde_json::json;

use super::open_existing;
use super::output::{self, say, tell_either};
use crate::app::act::Origin;
use crate::app::{App, call, call_state};
use crate::config::Config;
use crate::domain::call::source::{self, SourceFile};
use crate::domain::call::{Authority, CallState, ChangeKind, Text, TextProblems};
use crate::domain::locale::Locale;
use crate::domain::{Error, Refusal, Result};
use crate::store;
use crate::view::{Messages, text_advice};

/// What can be done with the Call's texts.
#[derive(Subcommand)]
pub enum Command {
    /// Reads one Markdown file per language (`en.md`, `da.md`) into the version being prepared.
    #[command(
        after_help = "Example:\n  tilsagn call import texts/v1\n\nA file begins with its authority:\n  ---\n  authority: authentic\n  ---\n  # Title\n\n  What stands before the first pillar.\n\n  ## The first pillar {#pillar-one}\n\n  A paragraph. {#p-one}\n\n  ***\n\n  What stands behind the last pillar.\n\nOne file is `authentic`, translations are `official` or `courtesy`; their `follows:` is the SHA-256 of the authentic text that was translated, the one beside it if left out. Ids are the same in every language, begin with pillar- or p-, and stay when words change. Below a pillar each block of lines is a paragraph and ends in its id; lists, quotations and indented lines after an empty line go on with it. The part behind *** may be left out. Emphasis, inline code, lists, quotations and links with whole addresses may be used: no HTML, pictures, code blocks or headings of other levels. Lines end in a line feed alone. `tilsagn call export DIR` writes files of this form."
    )]
    Import {
        /// Folder with one file per language.
        folder: PathBuf,
        /// What kind of change the version is: initial, editorial or substantive.
        #[arg(long, value_name = "KIND", value_parser = change_kind)]
        kind: Option<ChangeKind>,
        /// Replaces what an editor has begun on the site.
        #[arg(long)]
        replace: bool,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Writes the current version's texts, one file per language.
    #[command(after_help = "Example:\n  tilsagn call export texts/now")]
    Export {
        /// Folder to write to; it is made if it is not there.
        folder: PathBuf,
    },
    /// Opens the Call for signing, closes it, or puts it into the archive.
    #[command(after_help = "Examples:\n  tilsagn call state open\n  tilsagn call state closed")]
    State {
        /// announced, open, closed or archived.
        #[arg(value_parser = call_state)]
        state: CallState,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Publishes the very first version. Every later one takes two people on the site.
    #[command(after_help = "Example:\n  tilsagn call publish --first")]
    Publish {
        /// Says that you know that this is for the first version alone.
        #[arg(long, required = true)]
        first: bool,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
}

fn change_kind(code: &str) -> Result<ChangeKind, String> {
    ChangeKind::from_code(code).ok_or_else(|| "expected initial, editorial or substantive".to_owned())
}

/// Runs the command.
pub async fn run(config: Config, command: Command) -> Result<ExitCode> {
    let app = open_existing(config).await?;
    match command {
        Command::Import { folder, kind, replace, json } => {
            let taken = import(&app, &folder, kind, replace).await?;
            if json { output::tell_json(&taken)? } else { taken.tell() }
        }
        Command::Export { folder } => export(&app, &folder).await?,
        Command::State { state, json } => {
            call_state::set_by_operator(&app, state).await.map_err(explain_state)?;
            tell_either(json, &json!({ "state": state }), format!("the Call is {state}"))?;
        }
        Command::Publish { json, .. } => {
            let number = call::publish_first(&app).await.map_err(explain_first)?;
            tell_either(
                json,
                &json!({ "version": number }),
                format!("version {number} of the Call is published"),
            )?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn call_state(code: &str) -> Result<CallState, String> {
    CallState::from_code(code).ok_or_else(|| "expected announced, open, closed or archived".to_owned())
}

fn explain_state(error: Error) -> Error {
    match error {
        Error::Refused(Refusal::NothingToSign) => Error::internal(
            "no version of the Call is published, so there would be nothing to sign: `tilsagn call import DIR`, then \
             `tilsagn call publish --first`",
        ),
        Error::Refused(Refusal::NoContact) => Error::internal(
            "nobody could write to the ministry yet: an admin enters the mail address that people write to under \
             /staff/settings, and can open the Call there",
        ),
        Error::Refused(Refusal::WrongState) => Error::internal(
            "that step is not possible from the present state: announced, open, closed, archived follow each other; \
             a closed Call can be opened again",
        ),
        other => other,
    }
}

/// What mends the texts, one problem a line.
fn explain(problems: &TextProblems) -> Error {
    match Messages::shared() {
        Ok(messages) => {
            let line = |problem| text_advice(&messages, Locale::English, problem);
            Error::internal(problems.0.iter().map(line).collect::<Vec<_>>().join("\n"))
        }
        Err(error) => error,
    }
}

fn explain_first(error: Error) -> Error {
    match error {
        Error::Refused(Refusal::WrongState) => Error::internal(
            "a version has been published already: the next ones are published on the site, by two people",
        ),
        Error::NotFound => {
            Error::internal("there is no text to publish: run `tilsagn call import DIR` first")
        }
        other => other,
    }
}

/// What was taken in.
#[derive(Serialize)]
struct Taken {
    change: ChangeKind,
    /// Whether no version has been published yet.
    first: bool,
    texts: Vec<TakenText>,
}

/// One text of it.
#[derive(Serialize)]
struct TakenText {
    language: String,
    authority: Authority,
    sha256: String,
}

impl Taken {
    fn tell(&self) {
        for text in &self.texts {
            say!("{}  {}  {}", text.sha256, text.language, text.authority);
        }
        say!(
            "{}",
            if self.first {
                "next: tilsagn call publish --first"
            } else {
                "next: propose it on the site, under The Call"
            }
        );
    }
}

async fn import(app: &App, folder: &Path, kind: Option<ChangeKind>, replace: bool) -> Result<Taken> {
    let texts = source::read(&read_folder(folder)?).map_err(|problems| explain(&problems))?;
    let first = app.store.read(store::call::current).await?.is_none();
    let change = kind.unwrap_or(if first { ChangeKind::Initial } else { ChangeKind::Substantive });
    let text = |text: &Text| TakenText {
        language: text.language.clone(),
        authority: text.authority,
        sha256: text.fingerprint().as_str().to_owned(),
    };
    let taken = Taken { change, first, texts: texts.iter().map(text).collect() };
    match call::prepare(app, Origin::operator(), change, texts, replace).await? {
        Some(_) => Ok(taken),
        None => Err(Error::internal(
            "an editor has a version in work on the site, under The Call, so nothing was taken in: ask them, or replace \
             what stands there with --replace",
        )),
    }
}

fn read_folder(folder: &Path) -> Result<Vec<SourceFile>> {
    let listed =
        fs::read_dir(folder).map_err(|error| Error::internal(format!("{}: {error}", folder.display())))?;
    let mut files = Vec::new();
    for file in listed {
        let path = file.map_err(Error::internal)?.path();
        if path.extension().is_some_and(|ending| ending == "md") {
            let content = fs::read_to_string(&path)
                .map_err(|error| Error::internal(format!("{}: {error}", path.display())))?;
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            files.push(SourceFile { name, content });
        }
    }
    Ok(files)
}

async fn export(app: &App, folder: &Path) -> Result<()> {
    let version = app.store.read(store::call::current).await?;
    let version = version.ok_or_else(|| Error::internal("no version of the Call has been published"))?;
    let texts = call::texts(app, version.id).await?;
    let cannot = |path: &Path, error: std::io::Error| {
        Error::internal(format!("{} cannot be written: {error}", path.display()))
    };
    fs::create_dir_all(folder).map_err(|error| cannot(folder, error))?;
    for file in source::write(&texts) {
        let path = folder.join(&file.name);
        fs::write(&path, file.content).map_err(|error| cannot(&path, error))?;
        say!("{}", path.display());
    }
    Ok(())
}
