//! Fetches one small file from the website of a domain that a stranger typed, so that the stranger cannot send us
//! anywhere else.
//!
//! We look the host up ourselves, dial nothing but the public addresses that came of it, on port 443 alone, and hold
//! whoever answers to the certificate of the name. No proxy, no cookie; redirects are judged one by one.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use ureq::config::Config;
use ureq::http::{Response, StatusCode, Uri, header};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{Connector, NextTimeout, RustlsConnector, TcpConnector};
use ureq::{Agent, Body, Error};
use url::Url;

use super::dns;
use crate::clock::Chance;
use crate::domain::challenge::{self, Finding};
use crate::domain::host::RegistrableDomain;
use crate::domain::limits;

const PORT: u16 = 443;
/// Longest head of an answer that is read, in bytes.
const HEAD_BYTES: usize = 16 * 1024;

/// Whether the token stands in the file, for one who asks this name server the way.
pub fn look(
    server: SocketAddr,
    chance: &dyn Chance,
    (domain, token): (&RegistrableDomain, &str),
    end: Instant,
) -> Finding {
    let Ok(mut url) = Url::parse(&challenge::file_address(domain)) else { return Finding::Silent };
    for _ in 0..=limits::FILE_REDIRECTS {
        if !challenge::may_lead(domain, &url) {
            return Finding::Elsewhere;
        }
        let Some(mut answer) = get(server, chance, &url, end) else { return Finding::Silent };
        if answer.status().is_redirection() {
            let to = answer.headers().get(header::LOCATION).and_then(|to| to.to_str().ok());
            let Some(next) = to.and_then(|to| url.join(to).ok()) else { return Finding::Other };
            url = next;
        } else {
            return read(&mut answer, token);
        }
    }
    Finding::Elsewhere
}

/// The answer of the host behind an address, if a public one gives any in time.
fn get(server: SocketAddr, chance: &dyn Chance, url: &Url, end: Instant) -> Option<Response<Body>> {
    let host = url.domain()?.trim_end_matches('.');
    let addresses = dns::public_addresses(server, chance, host, end).ok()?;
    let left = end.saturating_duration_since(Instant::now());
    if addresses.is_empty() || left.is_zero() {
        return None;
    }
    let pinned = Pinned { host: url.domain()?.to_owned(), addresses };
    let connector = ().chain(TcpConnector::default()).chain(RustlsConnector::default());
    Agent::with_parts(config(left), connector, pinned).get(url.as_str()).call().ok()
}

fn config(left: Duration) -> Config {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let tls = TlsConfig::builder()
        .unversioned_rustls_crypto_provider(provider)
        .root_certs(RootCerts::PlatformVerifier)
        .build();
    Config::builder()
        .tls_config(tls)
        .https_only(true)
        // Nothing from the environment: a proxy would dial for us, where we cannot see.
        .proxy(None)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .max_response_header_size(HEAD_BYTES)
        .max_idle_connections(0)
        .timeout_global(Some(left))
        .http_status_as_error(false)
        .user_agent(super::name("domain check"))
        .build()
}

fn read(answer: &mut Response<Body>, token: &str) -> Finding {
    match answer.status() {
        StatusCode::OK => {}
        status if status.is_client_error() => return Finding::Nothing,
        _ => return Finding::Silent,
    }
    match answer.body_mut().with_config().limit(limits::FILE_BYTES).read_to_vec() {
        Ok(text) if challenge::holds(&text, token) => Finding::Found,
        Ok(_) | Err(Error::BodyExceedsLimit(_)) => Finding::Other,
        Err(_) => Finding::Silent,
    }
}

/// Gives the one host the addresses that were judged, and no other host any: what was judged is what is dialled.
#[derive(Debug)]
struct Pinned {
    host: String,
    addresses: Vec<IpAddr>,
}

impl Resolver for Pinned {
    fn resolve(&self, uri: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        if uri.host() != Some(&self.host) || uri.port_u16().is_some_and(|port| port != PORT) {
            return Err(Error::HostNotFound);
        }
        let mut found = self.empty();
        for address in self.addresses.iter().take(limits::DNS_ADDRESSES) {
            found.push(SocketAddr::from((*address, PORT)));
        }
        Ok(found)
    }
}
