//! The command line: what each command does is in a file of its own; business is in `app`.

// Lines go out through `output`: `println!` ends the program when nobody listens any more.
#![warn(clippy::print_stdout, clippy::print_stderr)]

mod backup;
mod call;
mod demo;
mod doctor;
mod export;
mod import;
mod log;
mod migrate;
mod output;
mod receipt;
mod serve;
mod staff;
mod witness;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::app::{App, boot};
use crate::clock::{SystemChance, SystemClock};
use crate::config::Config;
use crate::domain::{Error, Result};
use crate::store::DatabaseUrl;
use crate::{logging, web};

/// Host a Call to Action, sign it, publish commitments, and keep a register that anyone can check.
#[derive(Parser)]
#[command(
    name = "tilsagn",
    version,
    arg_required_else_help = true,
    after_help = "Examples:\n  tilsagn demo\n  tilsagn serve --config /etc/tilsagn/tilsagn.toml"
)]
struct Arguments {
    /// Settings file; without it `tilsagn.toml` is read if it is there. TILSAGN_* variables win over it.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Runs the site, with the background jobs inside.
    #[command(after_help = "Examples:\n  tilsagn serve\n  tilsagn serve --listen 127.0.0.1:9000 --no-worker")]
    Serve {
        /// Address to listen on, for this start alone. Links that other commands print are made of `base_url`, which follows
        /// `listen` in the settings: set one of the two there.
        #[arg(long, value_name = "ADDR")]
        listen: Option<SocketAddr>,
        /// Leaves the background jobs to `tilsagn worker`.
        #[arg(long)]
        no_worker: bool,
    },
    /// Runs the background jobs alone: mails, numbering of entries, erasure.
    #[command(after_help = "Example:\n  tilsagn serve --no-worker &\n  tilsagn worker")]
    Worker,
    /// Brings the database up to date.
    #[command(
        after_help = "Examples:\n  tilsagn migrate\n  tilsagn migrate --check || echo 'not up to date'\n  tilsagn migrate --check --json"
    )]
    Migrate(migrate::Options),
    /// Shows everything with invented content, on this machine alone.
    #[command(
        after_help = "Examples:\n  tilsagn demo\n  tilsagn demo --signatories 100000\n  tilsagn demo --reset --listen 127.0.0.1:9000\n  TILSAGN_RATE_LIMITS=off tilsagn demo\n\nOf the settings a demo takes listen, log, log_format, mail_from, rate_limits, time_zone and trusted_proxies. All others are its own."
    )]
    Demo(demo::Options),
    /// Colleagues of the ministry and their roles.
    #[command(
        subcommand,
        after_help = "Examples:\n  tilsagn staff add bodil@ministry.example --role admin\n  tilsagn staff list"
    )]
    Staff(staff::Command),
    /// The text of the Call.
    #[command(
        subcommand,
        after_help = "Examples:\n  tilsagn call import texts/v1\n  tilsagn call publish --first\n  tilsagn call state open"
    )]
    Call(call::Command),
    /// The log that proves the register.
    #[command(
        subcommand,
        after_help = "Examples:\n  tilsagn log key\n  tilsagn log verify https://call.example.org"
    )]
    Log(log::Command),
    /// Writes the open data and the log as files that anybody can keep and check, or a whole site to read.
    #[command(
        after_help = "Examples:\n  tilsagn export ./copy\n  tilsagn export ./site --static\n  tilsagn log verify ./site"
    )]
    Export(export::Options),
    /// Receipts of entries.
    #[command(
        subcommand,
        after_help = "Example:\n  tilsagn receipt verify receipt-41.tlog-proof --key call.example.org/log+c74f20a3+ARpc…"
    )]
    Receipt(receipt::Command),
    /// Watches the log of somebody else's register, and signs what it sees as long as nothing is taken back.
    #[command(
        after_help = "Example:\n  tilsagn witness --listen 127.0.0.1:9180 --name witness.example.net \\\n    --log call.example.org/log+c74f20a3+ARpc…@https://call.example.org"
    )]
    Witness(witness::Options),
    /// Copies the embedded database into one file, while it is served, and looks whether the copy is good.
    #[command(
        after_help = "Examples:\n  tilsagn backup /backup/tilsagn-2026-11-24.db\n  tilsagn backup /backup/tilsagn-2026-11-24.db --json\n\nThe secret and the log's key are not in it: keep a copy of both, apart from it."
    )]
    Backup(backup::Options),
    /// Puts a copy back where there is no database.
    #[command(after_help = "Example:\n  tilsagn restore /backup/tilsagn-2026-11-24.db")]
    Restore(backup::Options),
    /// Looks at configuration, database, keys, witnesses, mail, disk and staff: what is wrong and how to mend it.
    #[command(
        after_help = "Examples:\n  tilsagn doctor\n  tilsagn doctor --json\n\nChanges nothing, and exits 1 if anything is wrong."
    )]
    Doctor(doctor::Options),
    /// Takes over lists, or a whole register, from elsewhere.
    #[command(
        subcommand,
        after_help = "Examples:\n  tilsagn import signatories list.csv --dry-run\n  tilsagn import export ./copy"
    )]
    Import(import::Command),
}

/// Runs the command that the program was started with.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.command {
        Command::Demo(options) => demo::run(arguments.config.as_deref(), &options),
        Command::Log(log::Command::Verify(options)) => log::verify(&options),
        Command::Receipt(receipt::Command::Verify(options)) => receipt::verify(&options),
        Command::Witness(options) => witness::run(options),
        Command::Doctor(options) => doctor::run(arguments.config.as_deref(), &options),
        command => configured(arguments.config, command),
    };
    match outcome {
        Ok(code) => code,
        Err(error) => {
            output::complain(output::explain(&error));
            ExitCode::FAILURE
        }
    }
}

fn configured(file: Option<PathBuf>, command: Command) -> Result<ExitCode> {
    let flags = match &command {
        Command::Serve { listen: Some(listen), .. } => {
            vec![("TILSAGN_LISTEN".to_owned(), listen.to_string())]
        }
        _ => Vec::new(),
    };
    let config = Config::load(file.as_deref(), flags).map_err(|error| Error::internal(error.to_string()))?;
    match &command {
        Command::Serve { .. } | Command::Worker => logging::start(&config)?,
        _ => logging::start_quietly(&config)?,
    }
    for key in config.without_effect() {
        tracing::warn!(%key, "this setting has no effect in this version");
    }
    let database = config.database.clone();
    let done = match command {
        Command::Serve { no_worker, .. } => serve::run(config, !no_worker, false),
        Command::Worker => serve::worker(config),
        Command::Migrate(options) => migrate::run(&config, &options),
        Command::Backup(options) => backup::back_up(&config, &options),
        Command::Restore(options) => backup::restore(&config, &options),
        Command::Staff(command) => web::server::block_on(staff::run(config, command)),
        Command::Call(command) => web::server::block_on(call::run(config, command)),
        Command::Log(command) => web::server::block_on(log::run(config, command)),
        Command::Export(options) => web::server::block_on(export::run(config, options)),
        Command::Receipt(receipt::Command::Verify(options)) => receipt::verify(&options),
        Command::Witness(options) => witness::run(options),
        Command::Import(command) => web::server::block_on(import::run(config, command)),
        Command::Demo(options) => demo::run(file.as_deref(), &options),
        Command::Doctor(options) => doctor::run(file.as_deref(), &options),
    };
    done.map_err(|error| unwritable(&database, error))
}

/// The same error with the file that is meant, where SQLite only says that one cannot be written.
fn unwritable(database: &DatabaseUrl, error: Error) -> Error {
    let (Error::Internal(why) | Error::Away(why)) = &error else { return error };
    let words = why.to_string();
    match database {
        DatabaseUrl::Sqlite(path) if words.contains("readonly database") => {
            let path = path.display();
            Error::internal(format!(
                "{path} cannot be written ({words}). Even to read, SQLite writes {path}-wal and {path}-shm beside it: run \
                 this as the user that the site runs as, and make file and folder writable for it"
            ))
        }
        _ => error,
    }
}

/// The application on the machine's own clock and chance. An embedded database that is not there is made.
async fn open(config: Config) -> Result<App> {
    boot::open(config, Box::new(SystemClock), Box::new(SystemChance)).await
}

/// The same for commands that administer what is there: a mistyped path must not make a new world.
async fn open_existing(config: Config) -> Result<App> {
    match &config.database {
        DatabaseUrl::Sqlite(path) if !config.database.is_there() => Err(Error::internal(format!(
            "there is no database in {}: is TILSAGN_DATABASE_URL right, and is this the right folder? `tilsagn migrate` \
             makes a new one",
            path.display()
        ))),
        _ => open(config).await,
    }
}

#[cfg(test)]
mod tests {
    use clap::{Command, CommandFactory};

    use super::{Arguments, unwritable};
    use crate::domain::Error;
    use crate::store::DatabaseUrl;

    #[test]
    fn a_database_that_cannot_be_written_is_named() {
        let database = DatabaseUrl::Sqlite("data/tilsagn.db".into());
        let ways: [fn(&'static str) -> Error; 2] = [Error::internal, Error::away];
        for of in ways {
            let told = |why| unwritable(&database, of(why)).to_string();
            let said = told("attempt to write a readonly database");
            assert!(said.contains("data/tilsagn.db cannot be written") && said.contains("-shm"), "{said}");
            assert_eq!(told("something else"), of("something else").to_string());
        }
    }

    fn without_examples(command: &Command, path: &str, found: &mut Vec<String>) {
        let path = format!("{path} {}", command.get_name());
        let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        if !(help.starts_with("Example") && help.contains("\n  tilsagn ")) {
            found.push(path.clone());
        }
        command.get_subcommands().for_each(|inner| without_examples(inner, &path, found));
    }

    #[test]
    fn every_command_has_examples_in_its_help() {
        let mut found = Vec::new();
        let program = Arguments::command();
        program.clone().debug_assert();
        without_examples(&program, "", &mut found);
        assert_eq!(found, [""; 0]);
    }
}
