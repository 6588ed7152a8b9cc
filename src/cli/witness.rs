//! Runs a witness for somebody else's register.

use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::ExitCode;

use super::output::say;
use crate::app::witness::{Watch, Watched};
use crate::clock::{SystemChance, SystemClock};
use crate::config::key_at;
use crate::domain::{Error, Result};
use crate::log::note::Verifier;
use crate::{logging, web};

/// Where to listen, what to watch, where to keep what was seen.
#[derive(clap::Args)]
pub struct Options {
    /// Address to listen on.
    #[arg(long, value_name = "ADDR")]
    listen: SocketAddr,
    /// A log to watch: its key, and the address at which the public reads it; may be given several times.
    #[arg(long = "log", value_name = "KEY@URL", required = true, value_parser = watched)]
    logs: Vec<Watched>,
    /// Folder for the witness's key and the last checkpoint of each log. Keep it: a witness without memory can
    /// be shown another past.
    #[arg(long, value_name = "DIR", default_value = "data/witness")]
    data: PathBuf,
    /// The witness's name, an address without scheme that is yours; taken when the key is made, and in it for good.
    #[arg(long)]
    name: Option<String>,
}

fn watched(text: &str) -> Result<Watched, String> {
    let (key, url) = key_at(text)?;
    Ok(Watched { key: Verifier::parse(key).map_err(|fault| fault.0)?, url })
}

/// Witnesses until told to stop.
///
/// # Errors
/// Internal, with what to do: the address is taken, the folder cannot be used.
pub fn run(options: Options) -> Result<ExitCode> {
    logging::begin(&std::env::var("TILSAGN_LOG").unwrap_or_else(|_| "info".to_owned()), None)?;
    let Options { listen, logs, data, name } = options;
    std::fs::create_dir_all(&data)
        .map_err(|error| Error::internal(format!("{}: {error}", data.display())))?;
    let watch = Watch::open(&data, name.as_deref(), logs, &SystemChance)?;
    let listener = TcpListener::bind(listen).map_err(|error| {
        Error::internal(format!("{listen} cannot be listened on ({error}): choose another with --listen"))
    })?;
    let at = listener.local_addr().map_err(Error::internal)?;
    say!("witness    {}", watch.witness().text());
    for log in watch.logs() {
        say!("watches    {}, which is read at {}", log.key.name(), log.url);
    }
    say!("the log asks it with TILSAGN_WITNESSES={}@http://{at}", watch.witness().text());
    web::server::block_on(async move {
        web::witness::start(watch, Box::new(SystemClock), listener)?.await.map_err(Error::internal)
    })?;
    Ok(ExitCode::SUCCESS)
}
