//! How this program asks other servers: over TLS with the certificates that this machine trusts, and the same
//! cryptography as everywhere. What strangers typed leads nowhere but to public addresses.

pub mod dns;
mod file;
pub mod provider;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ureq::Agent;
use ureq::config::ConfigBuilder;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::typestate::AgentScope;

use crate::clock::Chance;
use crate::domain::challenge::{self, Finding, Findings};
use crate::domain::host::RegistrableDomain;
use crate::domain::limits;

/// Redirects that are followed where nothing is said of them.
const REDIRECTS: u32 = 10;

/// Who asks: waits at most so long, and says what for. Answers with an error status are answers.
pub fn agent(patience: Duration, what_for: &str) -> Agent {
    agent_following(patience, &name(what_for), REDIRECTS)
}

/// The same, and a redirect is an answer like any other.
fn agent_that_stays(patience: Duration, what_for: &str) -> Agent {
    agent_following(patience, &name(what_for), 0)
}

/// Who does not say who asks, nor what for: whoever is checked could show a checker something else than all others. Waits so
/// long at most until more comes, and `in_all` for the end: what is read may be long, and the way slow.
pub fn agent_without_name(patience: Duration, in_all: Duration) -> Agent {
    let waits = Some(patience);
    let settings = settings(in_all, "", REDIRECTS).timeout_resolve(waits).timeout_connect(waits);
    settings.timeout_per_read(waits).build().into()
}

fn agent_following(patience: Duration, user_agent: &str, redirects: u32) -> Agent {
    settings(patience, user_agent, redirects).build().into()
}

fn settings(patience: Duration, user_agent: &str, redirects: u32) -> ConfigBuilder<AgentScope> {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let tls = TlsConfig::builder()
        .unversioned_rustls_crypto_provider(provider)
        .root_certs(RootCerts::PlatformVerifier)
        .build();
    Agent::config_builder()
        .tls_config(tls)
        .timeout_global(Some(patience))
        .http_status_as_error(false)
        .max_redirects(redirects)
        .user_agent(user_agent)
}

/// What we call ourselves.
fn name(what_for: &str) -> String {
    format!("tilsagn/{} ({what_for})", env!("CARGO_PKG_VERSION"))
}

/// Looks for a token at a domain: in its DNS; then in the file on its website, where the record is not found or the file is
/// looked for too. Blocks for up to a quarter of a minute.
///
/// Every name server must find it: one that lies, or is lied to, is not enough.
pub fn look(
    servers: &[SocketAddr],
    chance: &dyn Chance,
    sought: (&RegistrableDomain, &str),
    file_too: bool,
) -> Findings {
    let dns = in_dns(servers, chance, sought);
    let file = (file_too || dns != Finding::Found).then(|| in_file(servers, chance, sought));
    Findings { dns, file }
}

fn in_dns(servers: &[SocketAddr], chance: &dyn Chance, sought: (&RegistrableDomain, &str)) -> Finding {
    agreed(servers.iter().map(|server| record(*server, chance, sought)))
}

fn in_file(servers: &[SocketAddr], chance: &dyn Chance, sought: (&RegistrableDomain, &str)) -> Finding {
    let end = Instant::now() + Duration::from_secs(limits::FILE_SECONDS);
    agreed(servers.iter().map(|server| file::look(*server, chance, sought, end)))
}

/// What all found. Whoever finds something else, and whoever finds nobody to ask, has found nothing to rely on.
fn agreed(mut findings: impl Iterator<Item = Finding>) -> Finding {
    let Some(first) = findings.next() else { return Finding::Silent };
    // Nobody needs a second word on what is not there.
    if first != Finding::Found || findings.all(|finding| finding == first) { first } else { Finding::Silent }
}

fn record(server: SocketAddr, chance: &dyn Chance, (domain, token): (&RegistrableDomain, &str)) -> Finding {
    match dns::texts(server, chance, &challenge::record_name(domain)) {
        Ok(texts) if texts.iter().any(|text| challenge::holds(text, token)) => Finding::Found,
        Ok(texts) if texts.is_empty() => Finding::Nothing,
        Ok(_) => Finding::Other,
        Err(_) => Finding::Silent,
    }
}
