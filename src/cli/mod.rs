//! The command line: what each command does is in a file of its own; business is in `app`.

mod call;
mod demo;
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
use crate::{logging, web};

/// Host a Call to Action, sign it, publish commitments, and keep a register that anyone can check.
#[derive(Parser)]
#[command(name = "tilsagn", version, arg_required_else_help = true)]
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
        /// Address to listen on.
        #[arg(long, value_name = "ADDR")]
        listen: Option<SocketAddr>,
        /// Leaves the background jobs to `tilsagn worker`.
        #[arg(long)]
        no_worker: bool,
    },
    /// Runs the background jobs alone: mails, numbering of entries, erasure.
    Worker,
    /// Brings the database up to date.
    #[command(
        after_help = "Examples:\n  tilsagn migrate\n  tilsagn migrate --check || echo 'not up to date'"
    )]
    Migrate {
        /// Changes nothing; exits 1 if something is to be done.
        #[arg(long)]
        check: bool,
    },
    /// Shows everything with invented content, on this machine alone.
    #[command(
        after_help = "Examples:\n  tilsagn demo\n  tilsagn demo --signatories 100000\n  tilsagn demo --reset --listen 127.0.0.1:9000"
    )]
    Demo(demo::Options),
    /// Colleagues of the ministry and their roles.
    #[command(subcommand)]
    Staff(staff::Command),
    /// The text of the Call.
    #[command(subcommand)]
    Call(call::Command),
    /// The log that proves the register.
    #[command(subcommand)]
    Log(log::Command),
    /// Writes the open data and the log as files that anybody can keep and check.
    #[command(after_help = "Examples:\n  tilsagn export ./copy\n  tilsagn log verify ./copy")]
    Export(export::Options),
    /// Receipts of entries.
    #[command(subcommand)]
    Receipt(receipt::Command),
    /// Watches the log of somebody else's register, and signs what it sees as long as nothing is taken back.
    #[command(
        after_help = "Example:\n  tilsagn witness --listen 127.0.0.1:9180 --name witness.example.net \\\n    --log call.example.org/log+c74f20a3+ARpc…@https://call.example.org"
    )]
    Witness(witness::Options),
    /// Takes over lists from elsewhere.
    #[command(subcommand)]
    Import(import::Command),
}

/// Runs the command that the program was started with.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.command {
        Command::Demo(options) => demo::run(&options),
        Command::Log(log::Command::Verify(options)) => log::verify(&options),
        Command::Receipt(receipt::Command::Verify(options)) => receipt::verify(&options),
        Command::Witness(options) => witness::run(options),
        command => configured(arguments.config, command),
    };
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprintln!("tilsagn: {}", output::explain(&error));
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
    logging::start(&config)?;
    for key in config.without_effect() {
        tracing::warn!(%key, "this setting has no effect in this version");
    }
    match command {
        Command::Serve { no_worker, .. } => serve::run(config, !no_worker, false),
        Command::Worker => serve::worker(config),
        Command::Migrate { check } => migrate::run(&config, check),
        Command::Staff(command) => web::server::block_on(staff::run(config, command)),
        Command::Call(command) => web::server::block_on(call::run(config, command)),
        Command::Log(command) => web::server::block_on(log::run(config, command)),
        Command::Export(options) => web::server::block_on(export::run(config, options)),
        Command::Receipt(receipt::Command::Verify(options)) => receipt::verify(&options),
        Command::Witness(options) => witness::run(options),
        Command::Import(command) => web::server::block_on(import::run(config, command)),
        Command::Demo(options) => demo::run(&options),
    }
}

/// The application on the machine's own clock and chance.
async fn open(config: Config) -> Result<App> {
    boot::open(config, Box::new(SystemClock), Box::new(SystemChance)).await
}
