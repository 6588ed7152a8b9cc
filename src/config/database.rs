//! The database's address: what this build can reach safely, and how to show it without password.

use std::net::IpAddr;

use url::form_urlencoded;

use crate::store::DatabaseUrl;

/// Reads `sqlite:PATH` or `postgres://…`. This build speaks to PostgreSQL without TLS, so another
/// host must be allowed in writing.
pub(super) fn parse(text: &str) -> Result<DatabaseUrl, String> {
    let expected = "expected sqlite:PATH or postgres://…, for example sqlite:data/tilsagn.db or \
                    postgres://tilsagn@localhost/tilsagn";
    let url = DatabaseUrl::parse(text).ok_or(expected)?;
    if let DatabaseUrl::Postgres(address) = &url {
        check_transport(address)?;
    }
    Ok(url)
}

fn check_transport(address: &str) -> Result<(), String> {
    let sslmode = parameter(address, "sslmode");
    if matches!(sslmode.as_deref(), Some("require" | "verify-ca" | "verify-full")) {
        return Err(format!("this build has no TLS to PostgreSQL. {WAYS}"));
    }
    if sslmode.as_deref() == Some("disable") || hosts(address).iter().all(|host| is_local(host)) {
        return Ok(());
    }
    Err(format!("the database is on another host, and this build has no TLS to PostgreSQL. {WAYS}"))
}

const WAYS: &str = "Use a local socket (postgres:///tilsagn?host=/var/run/postgresql), or a tunnel that \
                    encrypts and ends on this machine (stunnel, pgbouncer), for example \
                    postgres://tilsagn@localhost:6432/tilsagn; on a network that you trust, write \
                    sslmode=disable at the end, for example postgres://tilsagn@db.example.org/tilsagn?sslmode=disable";

/// The hosts that libpq would dial: `hostaddr`, else `host`, else those before the path. An empty
/// one is the local socket.
fn hosts(address: &str) -> Vec<String> {
    let named = ["hostaddr", "host"].iter().find_map(|name| parameter(address, name));
    let list = named.unwrap_or_else(|| {
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        decoded(authority.rsplit('@').next().unwrap_or_default())
    });
    list.split(',').map(without_port).collect()
}

fn without_port(host: &str) -> String {
    if let Some(inner) = host.strip_prefix('[') {
        return inner.split(']').next().unwrap_or_default().to_owned();
    }
    match host.split_once(':') {
        // An address of `hostaddr` stands without brackets.
        Some((_, rest)) if rest.contains(':') => host.to_owned(),
        Some((host, _)) => host.to_owned(),
        None => host.to_owned(),
    }
}

fn is_local(host: &str) -> bool {
    let socket = host.is_empty() || host.starts_with(['/', '@']);
    socket || host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// The last value of a parameter behind the question mark.
fn parameter(address: &str, name: &str) -> Option<String> {
    let (_, query) = address.split_once('?')?;
    let found = form_urlencoded::parse(query.as_bytes()).filter(|(key, _)| key == name).last();
    found.map(|(_, value)| value.into_owned())
}

fn decoded(text: &str) -> String {
    let pairs = format!("x={}", text.replace('+', "%2B").replace('&', "%26"));
    form_urlencoded::parse(pairs.as_bytes()).map(|(_, value)| value.into_owned()).collect()
}

/// An address as it may be shown, without password: nothing between the first colon behind the
/// scheme and the last `@`, and no `password=`.
pub(super) fn without_password(text: &str) -> String {
    let start = text.find("://").map_or(0, |scheme| scheme + 3);
    let (before, rest) = text.split_at(start);
    let user_and_host =
        rest.rsplit_once('@').and_then(|(login, host)| Some((login.split_once(':')?.0, host)));
    let text = match user_and_host {
        Some((user, host)) => format!("{before}{user}:…@{host}"),
        None => text.to_owned(),
    };
    match text.split_once("password=") {
        Some((before, after)) => {
            let rest = after.split_once('&').map_or(String::new(), |(_, rest)| format!("&{rest}"));
            format!("{before}password=…{rest}")
        }
        None => text,
    }
}
