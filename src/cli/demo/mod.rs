//! Everything with invented content, on this machine alone: one command, no other service, no network.

mod content;
mod door;
mod doubles;
mod held;
mod lots;
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
use crate::app::demo::MARK;
use crate::config::Config;
use crate::domain::{Error, Result};
use crate::store::{self, DatabaseUrl, Db, Store};
use crate::{logging, web};

/// Where the demo lives.
const FOLDER: &str = "data/demo";
/// The setting that says that everything is in it, and how many signatories were asked for. It is put last.
const FILLED: &str = "demo_filled";
/// The settings that a demo takes. All others say where records, keys and mails lie, under which name others reach the site, and
/// whom it asks over the network: of these it has its own, or it would be none.
const TAKEN: &[&str] =
    &["listen", "log", "log_format", "mail_from", "rate_limits", "time_zone", "trusted_proxies"];
/// How many signatories there are where nobody says.
const USUAL: u64 = 412;

/// How to run the demo.
#[derive(clap::Args)]
pub struct Options {
    #[arg(
        long, value_name = "N", value_parser = clap::value_parser!(u64).range(FEWEST..=MOST),
        help = format!(
            "How many invented signatories, {FEWEST} to {MOST}; {USUAL} without it. The same number gives the same \
             names, texts, numbers, addresses and references; dates count back from the day on which it is made, and the log \
             is salted and signed anew"
        )
    )]
    signatories: Option<u64>,
    /// Address to listen on; loopback only. Without it, `listen` of the settings.
    #[arg(long, value_name = "ADDR")]
    listen: Option<SocketAddr>,
    /// Begins anew.
    #[arg(long)]
    reset: bool,
}

/// Makes the demo if it is not there yet, and serves it.
pub fn run(file: Option<&Path>, options: &Options) -> Result<ExitCode> {
    let folder = PathBuf::from(FOLDER);
    let config = config(&folder, file, options.listen)?;
    if !config.listen.ip().is_loopback() {
        return Err(Error::internal(
            "the demo listens on this machine alone, for example --listen 127.0.0.1:9000",
        ));
    }
    let _claim = serve::claim(&config)?;
    let listener = serve::listen(config.listen)?;
    if options.reset {
        check_removable(&config.database)?;
        remove(&folder)?;
    }
    logging::start(&config)?;
    for key in config.without_effect() {
        tracing::warn!(%key, "this setting has no effect on a demo, which keeps to what is its own");
    }
    web::server::block_on(async {
        let app = open(config).await?;
        prepare(&app, options.signatories).await?;
        let doors = door::make(&app, &folder).await?;
        doors.tell();
        serve::serve(&app, listener, true, true).await
    })
}

/// What is set, as far as a demo takes it, and what is its own.
fn config(folder: &Path, file: Option<&Path>, listen: Option<SocketAddr>) -> Result<Config> {
    let path = |name: &str| folder.join(name).display().to_string();
    let own = [
        ("database_url", format!("sqlite:{}", path("tilsagn.db"))),
        ("data_dir", folder.display().to_string()),
        ("secret_file", path("secret")),
        ("mail_url", format!("file:{}", path("mail"))),
        ("log", "warn".to_owned()),
        // Its domains are invented: nobody is asked about them, and the page says that nobody answers.
        ("dns_servers", "127.0.0.1:1".to_owned()),
    ];
    let flag = listen.map(|listen| ("TILSAGN_LISTEN".to_owned(), listen.to_string()));
    Config::load_beside(file, flag, TAKEN, &own).map_err(|error| Error::internal(error.to_string()))
}

/// Fills a database that is new. One that is there must be the demo's own, whole, and as large as is asked for.
async fn prepare(app: &App, asked: Option<u64>) -> Result<()> {
    let (settings, call) = app.store.read(|db| Ok((store::setting::all(db)?, store::call::all(db)?))).await?;
    match settings.get(FILLED) {
        Some(held) => return check_size(held, asked),
        None if settings.contains_key(MARK) => return Err(not_whole()),
        None if !call.is_empty() => return Err(not_ours()),
        None => {}
    }
    put(app, MARK, "1".to_owned()).await?;
    let signatories = asked.unwrap_or(USUAL);
    seed::fill(app, signatories).await?;
    put(app, FILLED, signatories.to_string()).await
}

async fn put(app: &App, key: &'static str, value: String) -> Result<()> {
    let now = app.clock.now();
    app.store.write(move |db| store::setting::put(db, key, &value, now)).await
}

fn check_size(held: &str, asked: Option<u64>) -> Result<()> {
    match asked {
        Some(asked) if asked.to_string() != held => Err(Error::internal(format!(
            "the demo in {FOLDER} was made with --signatories {held}: add --reset to make it anew with {asked}, or leave \
             --signatories out to go on with it"
        ))),
        _ => Ok(()),
    }
}

/// What was made halfway looks whole and is not, so it is not served.
fn not_whole() -> Error {
    Error::internal(format!(
        "the demo in {FOLDER} was interrupted while it was made, or an older version made it: begin anew with --reset"
    ))
}

/// A database that somebody works with is never filled with invented content, nor removed.
fn not_ours() -> Error {
    Error::internal(format!("the database in {FOLDER} was not made by the demo; move it away first"))
}

/// Looked at before it is opened, since opening it would change it.
fn check_removable(database: &DatabaseUrl) -> Result<()> {
    if !database.is_there() {
        return Ok(());
    }
    let marked = |db: &mut Db| Ok(store::has_begun(db)? && store::setting::all(db)?.contains_key(MARK));
    if Store::look(database, marked)? { Ok(()) } else { Err(not_ours()) }
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
