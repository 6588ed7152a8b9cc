//! The door: gives the request its id, finds its address and language, and logs how it went.
//!
//! The log holds route patterns, never paths (they may carry tokens), queries or referrers.

use std::net::{IpAddr, SocketAddr};

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Uri;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, web};

use crate::domain::browser::Browser;
use crate::domain::locale::Locale;
use crate::secret;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

/// Lets a request in and sees it out.
pub async fn enter(
    mut request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let Some(site) = request.app_data::<web::Data<Site>>().cloned() else {
        return next.call(request).await;
    };
    let started = std::time::Instant::now();
    let request_id = secret::public_id(&*site.app.chance);
    let locale = take_locale(&mut request, &site.locales);
    let visitor = Visitor {
        locale,
        path: request.path().to_owned(),
        readable: true,
        request_id: request_id.clone(),
        address: address(&request, &site),
        browser: Browser::UNKNOWN,
    };
    request.extensions_mut().insert(visitor);
    let method = request.method().clone();
    let mut response = next.call(request).await?;
    let pattern = response.request().match_pattern().unwrap_or_else(|| "-".to_owned());
    macro_rules! line {
        ($level:ident) => {
            tracing::$level!(
                request = %request_id, %method, route = %pattern, status = response.status().as_u16(),
                ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX), "request"
            )
        };
    }
    // Who copies the site sums up what was fetched.
    if site.copied {
        line!(debug)
    } else {
        line!(info)
    }
    if let Ok(id) = HeaderValue::from_str(&request_id) {
        response.headers_mut().insert(HeaderName::from_static("x-request-id"), id);
    }
    Ok(response)
}

/// Takes the language off the front of the path, so that routes know one path for all languages. What is left is written
/// as routes read it, so that every gate judges what will be served.
fn take_locale(request: &mut ServiceRequest, served: &[Locale]) -> Locale {
    let path = normal(request.path());
    let stripped = served.iter().filter(|locale| !locale.prefix().is_empty()).find_map(|locale| {
        let rest = path.strip_prefix(locale.prefix())?;
        match rest {
            "" => Some((*locale, "/".to_owned())),
            // The front page with a slash more keeps it, as any other page does.
            "/" => Some((*locale, "//".to_owned())),
            rest if rest.starts_with('/') => Some((*locale, rest.to_owned())),
            _ => None,
        }
    });
    let (locale, path) = stripped.unwrap_or((Locale::English, path.clone()));
    if path == request.path() {
        return locale;
    }
    let query = request.query_string();
    let target = if query.is_empty() { path } else { format!("{path}?{query}") };
    if let Ok(uri) = target.parse::<Uri>() {
        request.match_info_mut().get_mut().update(&uri);
        request.head_mut().uri = uri;
    }
    locale
}

/// The path with each letter, digit, `-`, `.`, `_` and `~` that was percent-encoded as itself (RFC 3986, section 6.2.2.2):
/// `/%73taff` is `/staff`.
fn normal(path: &str) -> String {
    let (mut normal, mut rest) = (String::with_capacity(path.len()), path);
    while let Some(at) = rest.find('%') {
        normal.push_str(&rest[..at]);
        let byte = rest.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        let plain = byte.filter(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(byte));
        normal.push(plain.map_or('%', char::from));
        rest = &rest[at + if plain.is_some() { 3 } else { 1 }..];
    }
    normal + rest
}

/// The visitor's address: the peer's, or what our own proxies say of it.
fn address(request: &ServiceRequest, site: &Site) -> IpAddr {
    hop(request, site).to_canonical()
}

fn hop(request: &ServiceRequest, site: &Site) -> IpAddr {
    let peer = request.peer_addr().map_or(IpAddr::from([127, 0, 0, 1]), |peer| peer.ip());
    let trusted = |address: &IpAddr| site.app.config.trusted_proxies.iter().any(|net| net.contains(*address));
    if !trusted(&peer) {
        return peer;
    }
    let forwarded = request.headers().get_all("x-forwarded-for");
    let hops: Vec<Option<IpAddr>> =
        forwarded.flat_map(|value| value.to_str().unwrap_or("?").split(',')).map(written).collect();
    // Before a hop that says nothing of where it was, anybody may have written anything.
    let told: Vec<IpAddr> = hops.into_iter().rev().map_while(|hop| hop).collect();
    // Where all are ours, whoever asked sits among them.
    told.iter().find(|hop| !trusted(hop)).or(told.last()).copied().unwrap_or(peer)
}

/// An address as proxies write it: alone, in brackets, with a port.
fn written(hop: &str) -> Option<IpAddr> {
    let hop = hop.trim();
    let bare = hop.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(hop);
    let with_port = || hop.parse::<SocketAddr>().ok().map(|address| address.ip());
    bare.parse().ok().or_else(with_port)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_needs_no_percent_sign_has_none() {
        for (path, plain) in [
            ("/staff", "/staff"),
            ("/%73taff/%2e%7E", "/staff/.~"),
            ("/da/%73%74%61%66%66", "/da/staff"),
            ("/%2573taff%2F%c3%b8", "/%2573taff%2F%c3%b8"),
            ("/%", "/%"),
            ("/%7", "/%7"),
            ("/%+7", "/%+7"),
            ("/%é1", "/%é1"),
        ] {
            assert_eq!(normal(path), plain);
        }
    }

    #[test]
    fn proxies_write_addresses_with_and_without_ports() {
        for (hop, address) in [
            (" 198.51.100.7 ", "198.51.100.7"),
            ("198.51.100.7:5555", "198.51.100.7"),
            ("2001:db8::1", "2001:db8::1"),
            ("[2001:db8::1]", "2001:db8::1"),
            ("[2001:db8::1]:443", "2001:db8::1"),
        ] {
            assert_eq!(written(hop), address.parse().ok(), "{hop}");
        }
        for nothing in ["", "unknown", "_hidden", "198.51.100.7:port"] {
            assert_eq!(written(nothing), None, "{nothing}");
        }
    }
}
