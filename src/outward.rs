//! How this program asks other servers: over TLS with the certificates that this machine trusts, and the same
//! cryptography as everywhere.

use std::sync::Arc;
use std::time::Duration;

use ureq::Agent;
use ureq::tls::{RootCerts, TlsConfig};

/// Who asks: waits at most so long, and says what for. Answers with an error status are answers.
pub fn agent(patience: Duration, what_for: &str) -> Agent {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let tls = TlsConfig::builder()
        .unversioned_rustls_crypto_provider(provider)
        .root_certs(RootCerts::PlatformVerifier)
        .build();
    Agent::config_builder()
        .tls_config(tls)
        .timeout_global(Some(patience))
        .http_status_as_error(false)
        .user_agent(format!("tilsagn/{} ({what_for})", env!("CARGO_PKG_VERSION")))
        .build()
        .into()
}
