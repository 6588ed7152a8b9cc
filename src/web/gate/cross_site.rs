//! Refuses requests that change something when another site made the browser send them.
//!
//! Public pages carry no token, since they are the same for everybody: the browser's own word
//! (`Sec-Fetch-Site`, else `Origin`, else `Referer`) decides.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap};
use actix_web::middleware::Next;
use actix_web::{Error, ResponseError, web};

use crate::domain::{Error as Fault, Refusal};
use crate::web::error::Failure;
use crate::web::site::Site;

/// With what the names of our cookies begin, behind the `__Host-` that browsers know.
const COOKIES: &[u8] = b"tilsagn-";

/// Lets safe requests and our own through.
pub async fn cross_site(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let ours = request.app_data::<web::Data<Site>>().map(|site| site.base_of(request.path()).url.clone());
    let signed_in = has_session(request.headers());
    if request.method().is_safe() || is_ours(request.headers(), &ours.unwrap_or_default(), signed_in) {
        return Ok(next.call(request).await?.map_into_boxed_body());
    }
    let refused = Failure(Fault::Refused(Refusal::CrossSite)).error_response();
    Ok(request.into_response(refused))
}

/// Whether a cookie of ours is among all that came. Bytes are looked at, in every header: cookies of other programs on
/// this host need not be ASCII, and a browser may send each in a header of its own (RFC 9113, section 8.2.3).
fn has_session(headers: &HeaderMap) -> bool {
    let mut cookies = headers.get_all(header::COOKIE);
    cookies.any(|cookie| cookie.as_bytes().windows(COOKIES.len()).any(|part| part == COOKIES))
}

fn is_ours(headers: &HeaderMap, ours: &str, signed_in: bool) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    if let Some(origin) = text("origin") {
        return origin == ours;
    }
    match text("referer") {
        Some(referrer) => {
            referrer.strip_prefix(ours).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        }
        None => !signed_in,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::{HeaderName, HeaderValue};

    const OURS: &str = "https://call.example";

    fn verdict(headers: &[(&'static str, &'static str)], signed_in: bool) -> bool {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        is_ours(&map, OURS, signed_in)
    }

    #[test]
    fn what_the_browser_says_of_the_site_decides() {
        assert!(verdict(&[("sec-fetch-site", "same-origin")], true));
        assert!(verdict(&[("sec-fetch-site", "none")], true));
        assert!(!verdict(&[("sec-fetch-site", "same-site")], false));
        assert!(!verdict(&[("sec-fetch-site", "cross-site"), ("origin", OURS)], false));
    }

    #[test]
    fn an_older_browser_is_judged_by_origin_then_referrer() {
        assert!(verdict(&[("origin", OURS)], true));
        assert!(!verdict(&[("origin", "https://call.example.evil.example")], false));
        assert!(!verdict(&[("origin", "null")], false));
        assert!(verdict(&[("referer", "https://call.example/sign")], true));
        assert!(!verdict(&[("referer", "https://call.example.evil.example/")], false));
    }

    #[test]
    fn a_session_is_seen_beside_every_other_cookie() {
        let with = |cookies: &[&str]| {
            let mut map = HeaderMap::new();
            for cookie in cookies {
                map.append(header::COOKIE, HeaderValue::from_bytes(cookie.as_bytes()).unwrap());
            }
            has_session(&map)
        };
        assert!(with(&["tilsagn-dev-staff=1"]));
        assert!(with(&["x=é; tilsagn-dev-staff=1"]), "not all of it is ASCII");
        assert!(with(&["x=1", "__Host-tilsagn-account=1"]), "it is in the second header");
        assert!(!with(&["x=é", "y=tilsagn"]) && !with(&[]));
    }

    #[test]
    fn with_neither_only_a_stranger_without_a_session_may_pass() {
        assert!(verdict(&[], false));
        assert!(!verdict(&[], true));
    }
}
