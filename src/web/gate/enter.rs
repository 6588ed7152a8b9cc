//! The door: gives the request its id, finds its address and language, and logs how it went.
//!
//! The log holds route patterns, never paths (they may carry tokens), queries or referrers.

use std::net::IpAddr;

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
    tracing::info!(
        request = %request_id, %method, route = %pattern, status = response.status().as_u16(),
        ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX), "request"
    );
    if let Ok(id) = HeaderValue::from_str(&request_id) {
        response.headers_mut().insert(HeaderName::from_static("x-request-id"), id);
    }
    Ok(response)
}

/// Takes the language off the front of the path, so that routes know one path for all languages.
fn take_locale(request: &mut ServiceRequest, served: &[Locale]) -> Locale {
    let path = request.path();
    let stripped = served.iter().filter(|locale| !locale.prefix().is_empty()).find_map(|locale| {
        let rest = path.strip_prefix(locale.prefix())?;
        match rest {
            "" => Some((*locale, "/".to_owned())),
            rest if rest.starts_with('/') => Some((*locale, rest.to_owned())),
            _ => None,
        }
    });
    let Some((locale, path)) = stripped else { return Locale::English };
    let query = request.query_string();
    let target = if query.is_empty() { path } else { format!("{path}?{query}") };
    if let Ok(uri) = target.parse::<Uri>() {
        request.match_info_mut().get_mut().update(&uri);
        request.head_mut().uri = uri;
    }
    locale
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
    let forwarded = request.headers().get_all("x-forwarded-for").filter_map(|value| value.to_str().ok());
    let hops: Vec<IpAddr> =
        forwarded.flat_map(|value| value.split(',')).filter_map(|hop| hop.trim().parse().ok()).collect();
    hops.into_iter().rev().find(|hop| !trusted(hop)).unwrap_or(peer)
}
