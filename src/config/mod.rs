//! The configuration: every setting parsed once into a type, every mistake named in one go.
//!
//! Environment `TILSAGN_*` wins over `tilsagn.toml`. Nothing here opens what a setting points at,
//! and nothing outside reads the environment. `tilsagn.example.toml` explains each setting.

mod address;
mod database;
mod oidc;
mod peer;
mod sources;
mod value;

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use chrono_tz::Tz;
use lettre::message::Mailbox;

pub use address::BaseUrl;
pub use oidc::{Oidc, is_safe};
pub use peer::{Peer, key_at};
pub use value::LogFormat;

use crate::domain::network::Network;
use crate::store::DatabaseUrl;
use sources::Sources;

/// The file that is read from the working directory when `--config` names none.
pub const DEFAULT_FILE: &str = "tilsagn.toml";

const NO_SENDER: &str = "TILSAGN_MAIL_FROM is needed, because no mail can come from the host of the \
                         base URL: for example Tilsagn <tilsagn@example.org>.";

/// How this deployment is set up.
#[derive(Clone)]
pub struct Config {
    /// Where the records are.
    pub database: DatabaseUrl,
    /// Where the site listens.
    pub listen: SocketAddr,
    /// The address under which the public reaches the site.
    pub base_url: BaseUrl,
    /// The address of the staff's side, where it has a host of its own.
    pub staff_host: Option<BaseUrl>,
    /// The ministry's identity provider.
    pub oidc: Option<Oidc>,
    /// The folder for everything that has no place of its own.
    pub data_dir: PathBuf,
    /// The file with the secret from which all keys are derived.
    pub secret_file: PathBuf,
    /// Secrets that were in use before; what they sealed still opens.
    pub previous_secret_files: Vec<PathBuf>,
    /// The file with the key that signs the register's log. Beside it lies what it signed last.
    pub log_key_file: PathBuf,
    /// How mail leaves: `smtp://…`, `smtps://…` or `file:DIR`. The mailer parses the rest.
    pub mail_url: String,
    /// Whom mails come from.
    pub mail_from: Mailbox,
    /// Proxies whose word on the visitor's address is taken.
    pub trusted_proxies: Vec<Network>,
    /// Which log lines are written, in the syntax of `tracing_subscriber::EnvFilter`.
    pub log_filter: String,
    /// The form of log lines; none: for people on a terminal, else JSON.
    pub log_format: Option<LogFormat>,
    /// Whether visitors are throttled.
    pub rate_limits: bool,
    /// Whether every change is refused.
    pub read_only: bool,
    /// The zone in which a calendar day of this deployment begins and ends.
    pub time_zone: Tz,
    /// Name servers that look up the domains of signatories; none: those of the machine.
    pub dns_servers: Vec<SocketAddr>,
    /// Witnesses that are asked to sign each checkpoint of the log.
    pub witnesses: Vec<Peer>,
    without_effect: Vec<String>,
}

impl Config {
    /// Reads the file (or `tilsagn.toml` if there is one) and the environment.
    ///
    /// `flags` are settings from the command line, written as environment variables; they win.
    /// A relative path in a setting starts at the working directory.
    pub fn load(
        file: Option<&Path>,
        flags: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Config, ConfigError> {
        Config::of(Sources::read(file, flags)?)
    }

    /// The same for a process with values of its own: of what is set it takes these keys alone, and says of all others that
    /// they are without effect. A name that is unknown is an error nevertheless.
    pub fn load_beside(
        file: Option<&Path>,
        flags: impl IntoIterator<Item = (String, String)>,
        taken: &[&str],
        own: &[(&str, String)],
    ) -> Result<Config, ConfigError> {
        let mut from = Sources::read(file, flags)?;
        from.keep_to(taken, own);
        Config::of(from)
    }

    /// Makes a configuration from the text of a file and an environment, or lists all that is wrong.
    pub fn from_parts(
        file: Option<&str>,
        env: impl Iterator<Item = (String, String)>,
    ) -> Result<Config, ConfigError> {
        Config::of(Sources::collect(file, env))
    }

    fn of(mut from: Sources) -> Result<Config, ConfigError> {
        let data_dir = from.take("data_dir", PathBuf::from("data"), value::path);
        let listen = from.take("listen", SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)), value::listen);
        let base_url = from.take("base_url", BaseUrl::of_listener(listen), BaseUrl::parse);
        let staff_host = staff_host(&mut from, &base_url);
        let sender = from.take("mail_from", value::default_sender(&base_url), value::sender);
        let embedded = DatabaseUrl::Sqlite(data_dir.join("tilsagn.db"));
        let config = Config {
            database: from.take("database_url", embedded, database::parse),
            listen,
            secret_file: from.take("secret_file", data_dir.join("secret"), value::path),
            previous_secret_files: from.take("previous_secret_files", Vec::new(), value::paths),
            log_key_file: from.take("log_key_file", data_dir.join("log.key"), value::path),
            mail_url: from.take(
                "mail_url",
                format!("file:{}", data_dir.join("mail").display()),
                value::mail_url,
            ),
            trusted_proxies: from.take("trusted_proxies", Vec::new(), value::networks),
            log_filter: from.take("log", "info".to_owned(), value::log_filter),
            log_format: from.take("log_format", None, value::log_format),
            rate_limits: from.take("rate_limits", true, value::switch),
            read_only: from.take("read_only", false, value::switch),
            time_zone: from.take("time_zone", Tz::Europe__Copenhagen, value::time_zone),
            dns_servers: from.take("dns_servers", Vec::new(), value::dns_servers),
            witnesses: from.take("witnesses", Vec::new(), value::witnesses),
            oidc: oidc::collect(&mut from),
            staff_host,
            without_effect: from.without_effect(),
            base_url,
            data_dir,
            mail_from: match sender {
                Some(sender) => sender,
                None => return Err(from.fail(NO_SENDER)),
            },
        };
        from.finish().map(|()| config)
    }

    /// The address under which staff reach their side.
    pub fn staff_base(&self) -> &BaseUrl {
        self.staff_host.as_ref().unwrap_or(&self.base_url)
    }

    /// Whether mails stay in a folder although the public can reach the site: nobody gets them.
    pub fn mail_stays_here(&self) -> bool {
        self.base_url.https && self.mail_url.starts_with("file:")
    }

    /// Settings that were given and that nothing uses yet, so that a start can say so.
    pub fn without_effect(&self) -> &[String] {
        &self.without_effect
    }
}

/// All that is wrong with a configuration, one sentence each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    pub problems: Vec<String>,
}

/// The staff's own host, reached as the public's is.
fn staff_host(from: &mut Sources, base_url: &BaseUrl) -> Option<BaseUrl> {
    let host = from.take("staff_host", None, value::host)?;
    match base_url.beside(&host) {
        Ok(beside) => Some(beside),
        Err(expected) => {
            from.complain("staff_host", &expected);
            None
        }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problems.join("\n"))
    }
}

impl std::error::Error for ConfigError {}

#[cfg(test)]
mod tests;
