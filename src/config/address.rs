//! The site's own address in public.

use std::fmt;
use std::net::{IpAddr, SocketAddr};

use url::{Host, Url};

/// The address under which the public reaches the site: scheme, host and perhaps a port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    /// Without a slash at the end, for example `https://call.example.org`.
    pub url: String,
    /// Whether visitors come over TLS. Cookies are `__Host-` then.
    pub https: bool,
    /// Whether only this machine can reach it.
    pub loopback: bool,
    host: String,
}

impl BaseUrl {
    /// Reads an address. Plain http is taken for loopback names only.
    pub fn parse(text: &str) -> Result<BaseUrl, String> {
        let expected =
            || "expected https:// and a host name, for example https://call.example.org".to_owned();
        let url = Url::parse(text).map_err(|_| expected())?;
        let https = url.scheme() == "https";
        let Some(host) = url.host().filter(|_| https || url.scheme() == "http") else {
            return Err(expected());
        };
        let bare = url.username().is_empty() && url.password().is_none();
        if !bare || url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
            return Err(format!("{}, without user, path, ? and #", expected()));
        }
        let loopback = is_loopback(&host);
        if !https && !loopback {
            return Err("plain http is served for localhost, 127.0.0.0/8 and [::1] only, because sign-in \
                        would travel readable: put a proxy that speaks TLS in front and write the https \
                        address, for example https://call.example.org"
                .to_owned());
        }
        let host = host.to_string();
        Ok(BaseUrl { url: url.origin().ascii_serialization(), https, loopback, host })
    }

    /// The address of a site that only this machine reaches, on the port that it listens on.
    pub(super) fn of_listener(listen: SocketAddr) -> BaseUrl {
        let local = |ip: IpAddr| match ip {
            IpAddr::V4(_) => ip.to_string(),
            IpAddr::V6(_) => format!("[{ip}]"),
        };
        let host = if listen.ip().is_loopback() { local(listen.ip()) } else { "localhost".to_owned() };
        BaseUrl { url: format!("http://{host}:{}", listen.port()), https: false, loopback: true, host }
    }

    /// The address of another host, reached in the same way: same scheme, and the same port unless it names one.
    pub(super) fn beside(&self, host: &str) -> Result<BaseUrl, String> {
        let scheme = if self.https { "https" } else { "http" };
        let named = Url::parse(&format!("{scheme}://{host}")).ok();
        let port = named.as_ref().and_then(Url::port).or_else(|| Url::parse(&self.url).ok()?.port());
        let bare = named.as_ref().and_then(Url::host_str).unwrap_or(host);
        let port = port.map(|port| format!(":{port}")).unwrap_or_default();
        let beside = BaseUrl::parse(&format!("{scheme}://{bare}{port}"))?;
        // Cookies know hosts and no ports.
        if beside.host == self.host {
            return Err("expected another host than the public's, for example staff.example.org".to_owned());
        }
        Ok(beside)
    }

    /// The host without port; an IPv6 address in brackets.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The whole address of a path that begins with `/`.
    pub fn join(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.url)
    }
}

/// Names below `localhost` never leave this machine (RFC 6761, section 6.3).
pub(super) fn is_loopback(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => *name == "localhost" || name.ends_with(".localhost"),
        Host::Ipv4(ip) => ip.is_loopback(),
        Host::Ipv6(ip) => ip.is_loopback(),
    }
}
