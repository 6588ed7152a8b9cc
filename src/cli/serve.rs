//! Runs the site, or the background jobs alone.

use std::fs::File;
use std::net::{SocketAddr, TcpListener};
use std::process::ExitCode;

use tokio::signal::unix::{SignalKind, signal};

use super::{open, open_existing};
use crate::app::{App, register};
use crate::config::Config;
use crate::domain::locale::Locale;
use crate::domain::{Error, Result};
use crate::files;
use crate::store::{self, DatabaseUrl};
use crate::web::{self, site::Site};
use crate::worker::{self, Jobs};

/// Threads that answer requests. Each holds thousands of connections; two keep both cores of a small
/// server busy without crowding out the writer.
const THREADS: usize = 2;

/// Serves until told to stop.
///
/// # Errors
/// Internal, with what to do: the address is taken, the database does not answer.
pub fn run(config: Config, with_worker: bool, demo: bool) -> Result<ExitCode> {
    let _claim = claim(&config)?;
    web::server::block_on(async move {
        let listener = listen(config.listen)?;
        let app = open(config).await?;
        check_log(&app).await?;
        serve(&app, listener, with_worker, demo).await
    })
}

/// Says that this process serves the embedded database, until the value is dropped: two that serve it would not hear
/// of each other's changes in time. Commands may run beside it, and so may processes that only read.
///
/// # Errors
/// Internal, naming the process that serves it already.
pub fn claim(config: &Config) -> Result<Option<File>> {
    let DatabaseUrl::Sqlite(path) = &config.database else { return Ok(None) };
    if config.read_only {
        return Ok(None);
    }
    let cannot = |error: std::io::Error| {
        Error::internal(format!("the lock beside {} cannot be made: {error}", path.display()))
    };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(cannot)?;
    }
    files::claim(path).map_err(cannot)?.map(Some).map_err(|holder| {
        Error::internal(format!(
            "another process (pid {holder}) serves {} already: stop it first, or give this one a database of its own",
            path.display()
        ))
    })
}

/// Takes an address, before anything is said of it.
///
/// # Errors
/// Internal, if somebody else has it.
pub fn listen(address: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address).map_err(|error| {
        Error::internal(format!("{address} cannot be listened on ({error}): choose another with --listen"))
    })
}

/// A mistyped path makes a new database. The log's key remembers that there was another.
async fn check_log(app: &App) -> Result<()> {
    let signed = app.log_signer.last_signed()?.map_or(0, |head| head.size);
    if signed == 0 || app.store.read(store::entry::count).await? > 0 {
        return Ok(());
    }
    Err(Error::internal(format!(
        "the database is empty, but the key of the log here has signed {signed} entries: is TILSAGN_DATABASE_URL right? \
         To begin anew, move the key and the file beside it away first; after a restore, `tilsagn log resume`"
    )))
}

/// Serves an open application until told to stop.
pub async fn serve(app: &App, listener: TcpListener, with_worker: bool, demo: bool) -> Result<ExitCode> {
    let site = Site::new(app.clone(), Locale::OFFERED, demo)?;
    let jobs = if with_worker { worker::start(app)? } else { None };
    // What waits for the word of witnesses is not shown before.
    register::refresh(app).await?;
    tokio::spawn(register::keep(app.clone()));
    tokio::spawn(web::gate::throttle::keep_tidy(site.clone()));
    warn_of_unsent_mail(&app.config);
    tracing::info!(address = %app.config.listen, base_url = %app.config.base_url, "serving");
    let server = web::server::start(site, listener, THREADS)?;
    // Both hear the same signals, and finish what they have begun at the same time.
    tokio::try_join!(async { server.await.map_err(Error::internal) }, work_until_stopped(jobs))?;
    Ok(ExitCode::SUCCESS)
}

/// Runs the background jobs until told to stop.
///
/// # Errors
/// Internal, if this process may not write: it would have nothing to do.
pub fn worker(config: Config) -> Result<ExitCode> {
    if config.read_only {
        return Err(Error::internal("read_only is on, and every background job writes: turn it off here"));
    }
    web::server::block_on(async move {
        let app = open_existing(config).await?;
        let jobs = worker::start(&app)?;
        warn_of_unsent_mail(&app.config);
        tracing::info!("working");
        work_until_stopped(jobs).await?;
        Ok(ExitCode::SUCCESS)
    })
}

/// Lets the jobs run until a signal that also ends the server, and finish the mail in hand.
async fn work_until_stopped(jobs: Option<Jobs>) -> Result<()> {
    let on = |kind| signal(kind).map_err(Error::internal);
    let (mut terminate, mut interrupt) = (on(SignalKind::terminate())?, on(SignalKind::interrupt())?);
    let mut quit = on(SignalKind::quit())?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
        _ = quit.recv() => {}
    }
    if let Some(jobs) = jobs {
        jobs.stop().await;
    }
    Ok(())
}

fn warn_of_unsent_mail(config: &Config) {
    if config.mail_stays_here() {
        tracing::warn!(
            "mails stay in a folder and nobody gets them, while the public reaches the site over https: set \
             TILSAGN_MAIL_URL to a mail server"
        );
    }
}
