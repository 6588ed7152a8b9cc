//! Mail by SMTP (RFC 5321): one pool of connections to one server, and what its answers mean.

use super::{
    outcome::{Outcome, Reason},
    url::{MailServer, Protection},
};
use crate::domain::{Error, Result, outbox::Hindrance};
use arc_swap::ArcSwap;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    transport::smtp::{
        self, AsyncSmtpTransportBuilder,
        authentication::Credentials,
        client::{Certificate, CertificateStore, Tls, TlsParameters},
    },
};
use std::{error::Error as _, io::ErrorKind, path::Path, sync::Arc, time::Duration};

type Pool = AsyncSmtpTransport<Tokio1Executor>;

/// How long connections that are no longer trusted may take to say goodbye.
const GOODBYE: Duration = Duration::from_secs(1);

/// A mail server.
pub(super) struct Server {
    builder: AsyncSmtpTransportBuilder,
    pool: ArcSwap<Pool>,
}

impl Server {
    /// The server, not yet connected to. Must be called, and dropped, inside a Tokio runtime.
    pub(super) fn open(server: &MailServer) -> Result<Server> {
        let mut builder = Pool::builder_dangerous(&server.host).port(server.port).tls(tls(server)?);
        if let Some(credentials) = &server.credentials {
            let (user, password) = (credentials.user.clone(), credentials.password.clone());
            builder = builder.credentials(Credentials::new(user, password));
        }
        let pool = ArcSwap::from_pointee(builder.clone().build());
        Ok(Server { builder, pool })
    }

    /// Comes as far as the mail itself, or gives up after so long.
    pub(super) async fn greet(&self, patience: Duration) -> Outcome {
        match tokio::time::timeout(patience, self.pool.load_full().test_connection()).await {
            Ok(Ok(true)) => Outcome::Sent,
            Ok(Ok(false)) => {
                Outcome::Later(Reason::new(Hindrance::Connection, "the server ended the connection at once"))
            }
            Ok(Err(error)) => meaning("", &error),
            Err(_) => silence(patience),
        }
    }

    /// Hands the mail over, or gives up after so long.
    pub(super) async fn send(&self, to: &str, message: Message, patience: Duration) -> Outcome {
        let pool = self.pool.load_full();
        let mut sending = pool.send(message);
        match tokio::time::timeout(patience, &mut sending).await {
            Ok(Ok(_)) => Outcome::Sent,
            Ok(Err(error)) if says_nothing(&error) => unknown(meaning(to, &error)),
            Ok(Err(error)) => meaning(to, &error),
            Err(_) => {
                // The connection is left in the middle of a talk: were it used again, the answer that is
                // still to come would be taken for the answer to the next mail. The pool must be closed
                // before the talk is dropped, since dropping hands the connection back.
                self.pool.store(Arc::new(self.builder.clone().build()));
                let _ = tokio::time::timeout(GOODBYE, pool.shutdown()).await;
                drop(sending);
                unknown(silence(patience))
            }
        }
    }
}

/// Whether the connection was made, and the server did not say what became of the mail.
fn says_nothing(error: &smtp::Error) -> bool {
    let never_began =
        error.is_client() || error.is_tls() || error.to_string().starts_with("Connection error");
    error.status().is_none() && !never_began
}

/// The same of a mail that may have arrived.
fn unknown(outcome: Outcome) -> Outcome {
    match outcome {
        Outcome::Later(reason) => Outcome::Unknown(reason),
        known => known,
    }
}

fn silence(patience: Duration) -> Outcome {
    let words = format!("no answer within {} s", patience.as_secs());
    Outcome::Later(Reason::new(Hindrance::Silence, &words))
}

fn tls(server: &MailServer) -> Result<Tls> {
    Ok(match server.protection {
        Protection::None => Tls::None,
        Protection::Opportunistic => Tls::Opportunistic(parameters(server)?),
        Protection::Required => Tls::Required(parameters(server)?),
        Protection::Implicit => Tls::Wrapper(parameters(server)?),
    })
}

/// Whose certificates are accepted: those of the named authorities, else of those the system trusts.
///
/// Opportunistic protection without named authorities accepts any: whoever could show a false certificate
/// could as well say that there is no STARTTLS, and a mail server on the same machine usually has a
/// certificate that it signed itself (RFC 7435).
fn parameters(server: &MailServer) -> Result<TlsParameters> {
    let mut builder = TlsParameters::builder(server.host.clone());
    if let Some(file) = &server.authorities {
        builder = builder.certificate_store(CertificateStore::None).add_root_certificate(authorities(file)?);
    } else if server.protection == Protection::Opportunistic {
        builder = builder
            .certificate_store(CertificateStore::None)
            .dangerous_accept_invalid_certs(true)
            .dangerous_accept_invalid_hostnames(true);
    }
    builder.build().map_err(|error| Error::internal(format!("TLS for mail cannot be set up: {error}")))
}

fn authorities(file: &Path) -> Result<Certificate> {
    let wrong = |what: String| Error::internal(format!("?ca= names {}: {what}", file.display()));
    let pem = std::fs::read(file).map_err(|error| wrong(format!("it cannot be read: {error}")))?;
    if !pem.windows(MARK.len()).any(|window| window == MARK) {
        return Err(wrong("it holds no certificate in PEM form".to_owned()));
    }
    Certificate::from_pem(&pem).map_err(|_| wrong("its certificates cannot be read".to_owned()))
}

const MARK: &[u8] = b"-----BEGIN CERTIFICATE-----";

/// What a failure means for the mail.
///
/// Answers that are about us, not about the mail, are for later even when the server calls them permanent
/// (RFC 4954, section 6; RFC 3207, section 4): a password that was changed must not park every mail.
fn meaning(to: &str, error: &smtp::Error) -> Outcome {
    let status = error.status();
    let words = match (status, error.source()) {
        (Some(status), Some(answer)) => format!("{status} {answer}"),
        _ => error.to_string(),
    };
    let reason = |hindrance| Reason { said: status.is_some(), ..Reason::about(to, hindrance, &words) };
    match status.map(u16::from) {
        Some(432 | 530 | 534 | 535 | 538) => Outcome::Later(reason(Hindrance::SignIn)),
        Some(454) => Outcome::Later(reason(Hindrance::Protection)),
        Some(500..=599) => Outcome::Never(reason(Hindrance::Refused)),
        Some(_) => Outcome::Later(reason(Hindrance::Postponed)),
        None if error.is_tls() || is_broken_protection(error) => {
            Outcome::Later(reason(Hindrance::Protection))
        }
        None if error.is_timeout() => Outcome::Later(reason(Hindrance::Silence)),
        None if error.is_client() => Outcome::Later(reason(client_side(&words))),
        None => Outcome::Later(reason(Hindrance::Connection)),
    }
}

/// Whether TLS itself failed: it is told as data that make no sense, below the connection's error.
fn is_broken_protection(error: &smtp::Error) -> bool {
    std::iter::successors(error.source(), |&error| error.source())
        .filter_map(|error| error.downcast_ref::<std::io::Error>())
        .any(|error| error.kind() == ErrorKind::InvalidData)
}

/// Which of our own demands the server does not meet.
fn client_side(words: &str) -> Hindrance {
    if words.contains("STARTTLS") { Hindrance::Protection } else { Hindrance::SignIn }
}
