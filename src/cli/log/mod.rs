//! The register's log: showing its key, checking it from anywhere, going on after a backup was restored.

mod source;
mod state;
mod verify;

use std::path::Path;
use std::process::ExitCode;

use clap::Subcommand;

pub use self::source::{Opened, Place, failed};
pub use self::verify::folder as verify_folder;
use super::{open, output};
use crate::app::log::{LogSigner, resume};
use crate::config::Config;
use crate::domain::{Error, Result};

/// What can be done with the log.
#[derive(Subcommand)]
pub enum Command {
    /// Shows the key with which anybody can check this log, one line.
    #[command(after_help = "Example:\n  tilsagn log key")]
    Key,
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
        Command::Key => show_key(&config.log_key_file)?,
        Command::Verify(options) => return verify::run(&options),
        Command::Resume { from } => go_on(config, &from).await?,
    }
    Ok(ExitCode::SUCCESS)
}

fn show_key(path: &Path) -> Result<()> {
    if !path.try_exists().map_err(Error::internal)? {
        return Err(Error::internal(format!(
            "there is no key in {}: the first start of the site makes it; a log that was begun needs its own key back",
            path.display()
        )));
    }
    println!("{}", LogSigner::load(path)?.verifier().text());
    Ok(())
}

async fn go_on(config: Config, from: &Place) -> Result<()> {
    let app = open(config).await?;
    let bar = output::progress(0, "reading the copy");
    let moved = bar.clone();
    let mut progress = move |done, total| {
        moved.set_length(total);
        moved.set_position(done);
    };
    let mut source = from.open()?;
    let resumed = resume::resume(&app, &mut source, &mut progress).await?;
    bar.finish_and_clear();
    println!(
        "the database had {} entries, the copy {}: {} taken over. The next checkpoint goes on from them.",
        resumed.held,
        resumed.size,
        resumed.size.saturating_sub(resumed.held)
    );
    Ok(())
}
