//! Runs the site, or the background jobs alone.

use std::net::TcpListener;
use std::process::ExitCode;

use super::open;
use crate::app::{App, register};
use crate::config::Config;
use crate::domain::locale::Locale;
use crate::domain::{Error, Result};
use crate::web::{self, site::Site};
use crate::worker;

/// Threads that answer requests. Each holds thousands of connections; two keep both cores of a small
/// server busy without crowding out the writer.
const THREADS: usize = 2;

/// Serves until told to stop.
///
/// # Errors
/// Internal, with what to do: the address is taken, the database does not answer.
pub fn run(config: Config, with_worker: bool, demo: bool) -> Result<ExitCode> {
    web::server::block_on(async move {
        let app = open(config).await?;
        serve(&app, with_worker, demo).await
    })
}

/// Serves an open application until told to stop.
pub async fn serve(app: &App, with_worker: bool, demo: bool) -> Result<ExitCode> {
    let address = app.config.listen;
    let listener = TcpListener::bind(address).map_err(|error| {
        Error::internal(format!("{address} cannot be listened on ({error}): choose another with --listen"))
    })?;
    let site = Site::new(app.clone(), Locale::OFFERED, demo)?;
    if with_worker {
        worker::start(app)?;
    }
    tokio::spawn(register::keep(app.clone()));
    tokio::spawn(web::gate::throttle::keep_tidy(site.clone()));
    tracing::info!(%address, base_url = %app.config.base_url, "serving");
    web::server::start(site, listener, THREADS)?.await.map_err(Error::internal)?;
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
        let app = open(config).await?;
        worker::start(&app)?;
        tracing::info!("working");
        tokio::signal::ctrl_c().await.map_err(Error::internal)?;
        Ok(ExitCode::SUCCESS)
    })
}
