//! Writes the open data and the log as files that anybody can keep, and if wanted every public page, and checks them as
//! `log verify` does.
//!
//! Everything is fetched from a site that is started for it, so the files hold the very bytes that are served.

mod copy;
mod pages;

use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use self::copy::Copy;
use super::log::{self, Place};
use super::open_existing;
use super::output;
use crate::app::log::seal;
use crate::app::{App, register};
use crate::config::Config;
use crate::domain::locale::Locale;
use crate::domain::{Error, Result};
use crate::log::note::Verifier;
use crate::register::{LogCard, Snapshot};
use crate::store;
use crate::view::Still;
use crate::web::{self, site::Site};

/// What happened a moment ago enters the log within a minute; an export waits for it.
const CATCHING_UP: Duration = Duration::from_secs(90);
const LOOK: Duration = Duration::from_secs(1);

/// Where to.
#[derive(clap::Args)]
pub struct Options {
    /// A folder that is not there yet, or is empty.
    dir: PathBuf,
    /// Every public page too: a whole site to read, for any web server.
    #[arg(long = "static")]
    still: bool,
    /// Reports as JSON.
    #[arg(long)]
    json: bool,
}

/// Writes everything, checks it, and says what was written.
///
/// # Errors
/// Internal, with what to do: the folder holds something, the log does not catch up, a file cannot be written or read.
/// Then nothing that was written stays. A copy that is whole and in which something is wrong stays, and it is told.
pub async fn run(config: Config, options: Options) -> Result<ExitCode> {
    let was_there = options.dir.exists();
    let dir = empty(&options.dir)?;
    let copied = export(config, &options, dir).await;
    if copied.is_err() && !was_there {
        // It holds nothing by now, or what somebody else has put there.
        let _ = std::fs::remove_dir(&options.dir);
    }
    copied
}

async fn export(config: Config, options: &Options, dir: PathBuf) -> Result<ExitCode> {
    let app = open_existing(config).await?;
    if app.register.snapshot().unsettled {
        return Err(Error::internal(
            "no register is shown, for the database may name who has hidden since it was copied: run `tilsagn log resume` first",
        ));
    }
    let log = caught_up(&app).await?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(Error::internal)?;
    let base = format!("http://{}", listener.local_addr().map_err(Error::internal)?);
    let server = web::server::start(site(&app, &log, options.still)?, listener, 1)?;
    let handle = web::server::beside(server);
    let snapshot = app.register.snapshot();
    let still = options.still;
    let copied = tokio::task::spawn_blocking(move || {
        let mut copy = Copy::begin(Place::Site(base).open()?, dir);
        match write(&mut copy, still, (&snapshot, &log)) {
            Ok(()) => Ok(copy),
            Err(error) => {
                copy.discard();
                Err(error)
            }
        }
    });
    let copied = copied.await.map_err(Error::internal)?;
    handle.stop(false).await;
    let (copied, good) = proven(copied?, &app.log_signer.verifier())?;
    copied.tell(options.json, good)?;
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The copy, checked, and whether it is good; what is wrong with it is told. One that cannot be read is taken away.
fn proven(copy: Copy, key: &Verifier) -> Result<(Copy, bool)> {
    match log::verify_folder(&copy.dir, key) {
        Ok(good) => Ok((copy, good)),
        Err(error) => {
            copy.discard();
            Err(error)
        }
    }
}

fn write(copy: &mut Copy, still: bool, (snapshot, log): (&Snapshot, &LogCard)) -> Result<()> {
    copy.data(snapshot, log)?;
    if still {
        pages::all(copy, snapshot, log)?;
    }
    copy.end(log)
}

/// The site that is copied: as it is, or as it can be without a server behind it.
fn site(app: &App, log: &LogCard, still: bool) -> Result<Site> {
    let still =
        still.then(|| Still { from: app.config.base_url.url.clone(), at: app.clock.now(), size: log.size });
    Site::copied(app.clone(), Locale::OFFERED, still)
}

/// The folder, made where it is not there.
fn empty(dir: &Path) -> Result<PathBuf> {
    std::fs::create_dir_all(dir).map_err(|error| told(dir, "cannot be made", &error))?;
    let mut held = std::fs::read_dir(dir).map_err(|error| told(dir, "cannot be read", &error))?;
    match held.next() {
        None => Ok(dir.to_owned()),
        Some(_) => Err(Error::internal(format!(
            "{} holds something already: name a folder that is not there yet",
            dir.display()
        ))),
    }
}

fn told(path: &Path, what: &str, error: &std::io::Error) -> Error {
    Error::internal(format!("{} {what}: {error}", path.display()))
}

/// Waits until the signed tree holds every entry that the register is made of.
async fn caught_up(app: &App) -> Result<LogCard> {
    let bar = output::progress(CATCHING_UP.as_secs(), "waiting until the log holds everything");
    let log = catch_up(app, || bar.inc(1)).await;
    bar.finish_and_clear();
    log
}

async fn catch_up(app: &App, looked: impl Fn()) -> Result<LogCard> {
    let mut stopped = false;
    for _ in 0..CATCHING_UP.as_secs() / LOOK.as_secs() {
        if let Some(log) = whole(app).await? {
            return Ok(log);
        }
        // A tree that is published at this moment looks as if it could not be: what stops the signer does so a second later too.
        let trouble = seal::check(app).await.err();
        if let Some(why) = trouble.as_ref().filter(|_| stopped) {
            return Err(Error::internal(format!(
                "the log does not hold every entry, and does not go on before this is settled: {}",
                why.reason()
            )));
        }
        stopped = trouble.is_some();
        looked();
        tokio::time::sleep(LOOK).await;
    }
    Err(Error::internal(
        "the log does not hold every entry yet, and nothing keeps it from being signed. Is `tilsagn serve` or `tilsagn worker` \
         running? It signs what happened within a minute",
    ))
}

/// The signed tree, where it holds every entry.
async fn whole(app: &App) -> Result<Option<LogCard>> {
    register::refresh(app).await?;
    let written = app.store.read(store::entry::count).await?;
    let log = app.register.snapshot().log.clone();
    Ok(log.filter(|log| log.size == written))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::log::Opened;

    #[test]
    fn of_a_copy_that_cannot_be_checked_nothing_stays() {
        let folder = tempfile::tempdir().unwrap();
        let mut copy = Copy::begin(Opened::Folder(folder.path().join("site")), folder.path().to_owned());
        // Where a folder belongs.
        copy.keep("log", b"a file").unwrap();
        let key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
        assert!(proven(copy, &Verifier::parse(key).unwrap()).is_err());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
