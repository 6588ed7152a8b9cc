//! Everything with invented content, on this machine alone: one command, no other service, no network.

mod content;
mod door;
mod doubles;
mod held;
mod past;
mod people;
mod queue;
mod rows;
mod seed;
mod unnamed;

#[cfg(test)]
mod tests;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use self::content::{FEWEST, MOST};
use super::{open, serve};
use crate::app::App;
use crate::config::Config;
use crate::domain::{Error, Result};
use crate::{logging, store, web};

/// Where the demo lives.
const FOLDER: &str = "data/demo";
/// The setting that says that a database is a demo's own.
const MARK: &str = "demo";

/// How to run the demo.
#[derive(clap::Args)]
pub struct Options {
    #[arg(
        long, value_name = "N", default_value_t = 412, value_parser = clap::value_parser!(u64).range(FEWEST..=MOST),
        help = format!("How many invented signatories, {FEWEST} to {MOST}. The same number gives the same content")
    )]
    signatories: u64,
    /// Address to listen on; loopback only.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Begins anew.
    #[arg(long)]
    reset: bool,
}

/// Makes the demo if it is not there yet, and serves it.
pub fn run(options: &Options) -> Result<ExitCode> {
    if !options.listen.ip().is_loopback() {
        return Err(Error::internal(
            "the demo listens on this machine alone, for example --listen 127.0.0.1:9000",
        ));
    }
    let folder = PathBuf::from(FOLDER);
    let config = config(&folder, options.listen)?;
    let _claim = serve::claim(&config)?;
    let listener = serve::listen(config.listen)?;
    if options.reset {
        remove(&folder)?;
    }
    logging::start(&config)?;
    web::server::block_on(async {
        let app = open(config).await?;
        check_ours(&app).await?;
        if app.store.read(store::call::current).await?.is_none() {
            seed::fill(&app, options.signatories).await?;
        }
        let doors = door::make(&app, &folder).await?;
        doors.tell();
        serve::serve(&app, listener, true, true).await
    })
}

fn config(folder: &Path, listen: SocketAddr) -> Result<Config> {
    let path = |name: &str| folder.join(name).display().to_string();
    let env = [
        ("TILSAGN_DATABASE_URL", format!("sqlite:{}", path("tilsagn.db"))),
        ("TILSAGN_DATA_DIR", folder.display().to_string()),
        ("TILSAGN_SECRET_FILE", path("secret")),
        ("TILSAGN_MAIL_URL", format!("file:{}", path("mail"))),
        ("TILSAGN_LISTEN", listen.to_string()),
        ("TILSAGN_LOG", "warn".to_owned()),
        // Its domains are invented: nobody is asked about them, and the page says that nobody answers.
        ("TILSAGN_DNS_SERVERS", "127.0.0.1:1".to_owned()),
    ];
    let env = env.into_iter().map(|(key, value)| (key.to_owned(), value));
    Config::from_parts(None, env).map_err(|error| Error::internal(error.to_string()))
}

/// A database that somebody works with is never filled with invented content.
async fn check_ours(app: &App) -> Result<()> {
    let (settings, call) = app.store.read(|db| Ok((store::setting::all(db)?, store::call::all(db)?))).await?;
    if settings.contains_key(MARK) {
        return Ok(());
    }
    if !call.is_empty() {
        return Err(Error::internal(format!(
            "the database in {FOLDER} was not made by the demo; move it away first"
        )));
    }
    let now = app.clock.now();
    app.store.write(move |db| store::setting::put(db, MARK, "1", now)).await
}

fn remove(folder: &Path) -> Result<()> {
    let made = [
        "tilsagn.db",
        "tilsagn.db-wal",
        "tilsagn.db-shm",
        "secret",
        "log.key",
        "log.key.signed",
        "log.key.signed.lock",
        "demo.json",
    ];
    for path in made.iter().map(|name| folder.join(name)).filter(|path| path.exists()) {
        std::fs::remove_file(path).map_err(Error::internal)?;
    }
    let mail = folder.join("mail");
    if mail.exists() {
        std::fs::remove_dir_all(mail).map_err(Error::internal)?;
    }
    Ok(())
}
