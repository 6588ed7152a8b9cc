//! The values of settings: what each must look like, said with an example when it does not.
//!
//! Each function gives the value, or what was expected. The setting's name is the caller's.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use chrono_tz::{TZ_VARIANTS, Tz};
use lettre::Address;
use lettre::message::Mailbox;
use tracing_subscriber::EnvFilter;

use super::{BaseUrl, Peer};
use crate::codes;
use crate::domain::Flaw;
use crate::domain::network::Network;

codes! {
    /// The form of log lines.
    pub enum LogFormat {
        /// For people.
        Pretty = "pretty",
        /// One JSON object a line.
        Json = "json",
    }
}

pub(super) fn listen(text: &str) -> Result<SocketAddr, String> {
    let local = text.strip_prefix("localhost:").map(|port| format!("127.0.0.1:{port}"));
    local.as_deref().unwrap_or(text).parse().map_err(|_| {
        "expected an IP address with a port, for example 127.0.0.1:8080 or [::1]:8080".to_owned()
    })
}

pub(super) fn switch(text: &str) -> Result<bool, String> {
    match text.to_ascii_lowercase().as_str() {
        "on" | "true" => Ok(true),
        "off" | "false" => Ok(false),
        _ => Err("expected on or off, for example on".to_owned()),
    }
}

pub(super) fn path(text: &str) -> Result<PathBuf, String> {
    if text.is_empty() {
        return Err("expected a path, for example /var/lib/tilsagn".to_owned());
    }
    Ok(PathBuf::from(text))
}

/// A text that is not empty.
pub(super) fn text(text: &str) -> Result<Option<String>, String> {
    if text.is_empty() { Err("expected a text".to_owned()) } else { Ok(Some(text.to_owned())) }
}

/// A host name, perhaps with a port. Whether it is one is seen when an address is made of it.
pub(super) fn host(text: &str) -> Result<Option<String>, String> {
    let plain = !text.is_empty() && !text.contains(['/', '@', '?', '#', '\\', ' ']);
    if plain {
        Ok(Some(text.to_owned()))
    } else {
        Err("expected a host name without https:// and path, for example staff.example.org".to_owned())
    }
}

pub(super) fn paths(text: &str) -> Result<Vec<PathBuf>, String> {
    items(text).map(path).collect()
}

pub(super) fn networks(text: &str) -> Result<Vec<Network>, String> {
    items(text).map(network).collect()
}

fn network(item: &str) -> Result<Network, String> {
    Network::parse(item).map_err(|flaw| {
        let parts = item.split_once('/').filter(|_| flaw == Flaw::NetworkBeyondPrefix);
        let around =
            parts.and_then(|(first, bits)| Some(Network::around(first.parse().ok()?, bits.parse().ok()?)));
        match around {
            Some(block) => format!("{item} has bits beyond its prefix: expected {block}"),
            None => {
                "expected IP addresses or networks with commas between, for example 127.0.0.1, 10.0.0.0/8"
                    .to_owned()
            }
        }
    })
}

pub(super) fn witnesses(text: &str) -> Result<Vec<Peer>, String> {
    items(text).map(Peer::parse).collect()
}

/// The port of DNS (RFC 1035, section 4.2).
const DNS_PORT: u16 = 53;
/// More than these would only make a look longer.
const MOST_DNS_SERVERS: usize = 4;

pub(super) fn dns_servers(text: &str) -> Result<Vec<SocketAddr>, String> {
    let one = |item: &str| {
        let alone = item.trim_matches(['[', ']']).parse().map(|address: IpAddr| (address, DNS_PORT).into());
        item.parse().or(alone).ok()
    };
    let servers: Option<Vec<SocketAddr>> = items(text).map(one).collect();
    servers.filter(|servers| servers.len() <= MOST_DNS_SERVERS).ok_or_else(|| {
        format!(
            "expected at most {MOST_DNS_SERVERS} IP addresses with or without a port, for example \
             192.0.2.53, [2001:db8::53]:5353"
        )
    })
}

/// Only the scheme is looked at here.
pub(super) fn mail_url(text: &str) -> Result<String, String> {
    let rest = ["smtp://", "smtps://", "file:"].iter().find_map(|scheme| text.strip_prefix(scheme));
    match rest {
        Some(rest) if !rest.is_empty() => Ok(text.to_owned()),
        _ => Err("expected smtp://…, smtps://… or file:DIR, for example \
                  smtp://user:password@mail.example.org:587 or file:data/mail"
            .to_owned()),
    }
}

pub(super) fn sender(text: &str) -> Result<Option<Mailbox>, String> {
    text.parse().map(Some).map_err(|_| {
        "expected a mail address, with a name or without, for example Tilsagn <tilsagn@example.org>"
            .to_owned()
    })
}

/// The sender when none is set: at the host that the public knows, if mail can come from there.
pub(super) fn default_sender(base_url: &BaseUrl) -> Option<Mailbox> {
    let host = if base_url.loopback { "localhost" } else { base_url.host() };
    let is_number = host.parse::<IpAddr>().is_ok() || host.starts_with('[');
    let address = Address::new("tilsagn", host).ok().filter(|_| !is_number)?;
    Some(Mailbox::new(Some("Tilsagn".to_owned()), address))
}

pub(super) fn log_filter(text: &str) -> Result<String, String> {
    let valid = !text.is_empty() && EnvFilter::try_new(text).is_ok();
    valid.then(|| text.to_owned()).ok_or_else(|| {
        "expected a level or levels by module, for example info or info,tilsagn::web=debug".to_owned()
    })
}

pub(super) fn log_format(text: &str) -> Result<Option<LogFormat>, String> {
    let format = LogFormat::from_code(text).map(Some);
    format.ok_or_else(|| "expected pretty or json, for example json".to_owned())
}

pub(super) fn time_zone(text: &str) -> Result<Tz, String> {
    text.parse().map_err(|_| {
        let near = nearest_zone(text);
        format!("expected the name of a time zone, for example Europe/Copenhagen; the nearest is {near}")
    })
}

/// The zone whose name, or whose city, looks most like the text.
fn nearest_zone(text: &str) -> Tz {
    let text = text.to_ascii_lowercase().replace(' ', "_");
    let score = |zone: &Tz| {
        let name = zone.name().to_ascii_lowercase();
        let city = name.rsplit('/').next().unwrap_or_default();
        strsim::normalized_damerau_levenshtein(&name, &text)
            .max(strsim::normalized_damerau_levenshtein(city, &text))
    };
    TZ_VARIANTS.iter().copied().max_by(|a, b| score(a).total_cmp(&score(b))).unwrap_or(Tz::UTC)
}

/// The items of a list with commas; an empty text has none.
fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|item| !item.is_empty())
}
