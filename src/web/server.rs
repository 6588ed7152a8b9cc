//! Binds the address and runs the site until it is told to stop.

use std::net::TcpListener;
use std::time::Duration;

use actix_web::dev::{Server, ServerHandle};
use actix_web::middleware::from_fn;
use actix_web::{App, HttpServer, web};

use super::error::Failure;
use super::gate::{
    body::body, cross_site::cross_site, enter::enter, failure::failure, headers::headers, host::host,
    read_only::read_only, sent::sent, size::size, slash::slash,
};
use super::routes;
use super::site::Site;
use crate::domain::{Error, Result, limits};

/// Starts serving on a bound socket. The server stops on the usual signals, after answering what it
/// has begun.
///
/// # Errors
/// Internal, if the socket cannot be listened on.
pub fn start(site: Site, listener: TcpListener, workers: usize) -> Result<Server> {
    let server = HttpServer::new(move || {
        App::new()
            .app_data(web::Data::new(site.clone()))
            // A piece of a path that is no such number or word names a page that is not there.
            .app_data(web::PathConfig::default().error_handler(|_, _| Failure(Error::NotFound).into()))
            .configure(|service| routes::serve(service, &site))
            .default_service(web::to(nothing_here))
            .wrap(from_fn(read_only))
            .wrap(from_fn(sent))
            .wrap(from_fn(cross_site))
            .wrap(from_fn(slash))
            .wrap(from_fn(host))
            .wrap(from_fn(size))
            .wrap(from_fn(failure))
            .wrap(from_fn(headers))
            .wrap(from_fn(body))
            .wrap(from_fn(enter))
    });
    let server = server
        .workers(workers)
        .client_request_timeout(Duration::from_secs(limits::HEAD_SECONDS))
        .shutdown_timeout(limits::ENDING_SECONDS)
        .listen(listener)
        .map_err(Error::internal)?;
    Ok(server.run())
}

/// Lets a server run beside what else this process does, until the handle stops it.
pub fn beside(server: Server) -> ServerHandle {
    let handle = server.handle();
    actix_web::rt::spawn(server);
    handle
}

async fn nothing_here() -> Result<actix_web::HttpResponse, Failure> {
    Err(Error::NotFound.into())
}

/// Runs a future on the runtime that the server needs.
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    actix_web::rt::System::new().block_on(future)
}
