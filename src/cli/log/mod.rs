//! The register's log: showing its key, checking it from anywhere, going on after a backup was restored.

mod source;
mod state;
mod verify;

use std::path::Path;
use std::process::ExitCode;

use clap::Subcommand;
use serde_json::json;

pub use self::source::{Opened, Place, failed};
pub use self::verify::folder as verify_folder;
use super::open_existing;
use super::output::{self, say};
use crate::app::log::{LogSigner, resume, seal};
use crate::config::Config;
use crate::domain::{Error, Result};
use crate::worker::numbering;

/// What can be done with the log.
#[derive(Subcommand)]
pub enum Command {
    /// Shows the key with which anybody can check this log, one line.
    #[command(after_help = "Examples:\n  tilsagn log key\n  tilsagn log key --json")]
    Key {
        /// As JSON: name, key and the file it lies in.
        #[arg(long)]
        json: bool,
    },
    /// Checks a register from outside: needs no database and no account.
    #[command(
        after_help = "Examples:\n  tilsagn log verify https://call.example.org\n  tilsagn log verify https://call.example.org --key call.example.org/log+c74f20a3+ARpc… --state seen.json\n  tilsagn log verify ./copy-of-the-site --json"
    )]
    Verify(verify::Options),
    /// Goes on after the database was restored from an older backup: takes over from a copy what the
    /// database has forgotten, so that the signed tree goes on.
    #[command(
        after_help = "Examples:\n  tilsagn log resume --from https://mirror.example.org\n  tilsagn log resume --from ./copy-of-the-site"
    )]
    Resume {
        /// A site or folder with a copy of the whole log.
        #[arg(long, value_name = "URL|DIR")]
        from: Place,
    },
}

/// Checks from outside, without any configuration.
pub fn verify(options: &verify::Options) -> Result<ExitCode> {
    verify::run(options)
}

/// Runs what needs this deployment's configuration.
pub async fn run(config: Config, command: Command) -> Result<ExitCode> {
    match command {
        Command::Key { json } => show_key(&config.log_key_file, json)?,
        Command::Verify(options) => return verify::run(&options),
        Command::Resume { from } => go_on(config, &from).await?,
    }
    Ok(ExitCode::SUCCESS)
}

fn show_key(path: &Path, as_json: bool) -> Result<()> {
    if !path.try_exists().map_err(Error::internal)? {
        return Err(Error::internal(format!(
            "there is no key in {}: the first start of the site makes it; a log that was begun needs its own key back",
            path.display()
        )));
    }
    let signer = LogSigner::load(path)?;
    let (name, key) = (signer.verifier().name(), signer.verifier().text());
    if as_json {
        say!("{}", json!({ "name": name, "key": key, "file": path }));
    } else {
        say!("{key}");
    }
    Ok(())
}

async fn go_on(config: Config, from: &Place) -> Result<()> {
    let app = open_existing(config).await?;
    let bar = output::progress(0, "reading the copy");
    let moved = bar.clone();
    let mut progress = move |done, total| {
        moved.set_length(total);
        moved.set_position(done);
    };
    let mut source = from.open()?;
    let resumed = resume::resume(&app, &mut source, &mut progress).await?;
    bar.finish_and_clear();
    say!(
        "the database had {} entries, the copy {}: {} taken over",
        resumed.held,
        resumed.size,
        resumed.size.saturating_sub(resumed.held)
    );
    // The public would read the old checkpoint until a worker comes round, and there may be none.
    numbering::number(&app).await?;
    match seal::seal(&app).await? {
        Some(size) => say!("a checkpoint over {size} entries is published"),
        None => say!("the checkpoint follows within a minute: another process is about to sign it"),
    }
    Ok(())
}
