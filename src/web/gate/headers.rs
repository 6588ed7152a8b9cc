//! Headers that stand on every answer, errors included. Which routes have a policy of their own, the list of routes says.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, web};

use crate::web::routes;
use crate::web::site::Site;

/// No script, no style, no font, no image, no frame from anywhere but here.
const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

/// The same, and scripts of our own: of a page whose script checks a file that the reader chooses, asks the browser for a passkey
/// and sends its answer with a form, or presses the one button there is. They may connect to nowhere, not even to us.
pub const SCRIPTED: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; \
                            form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Of the HTML part of a mail, as a demo shows it. Mails carry their styles with them; they get neither script nor picture nor
/// form, and an origin of their own.
pub const MAIL: &str = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; \
                        frame-ancestors 'none'; sandbox";

/// On every answer.
const ALWAYS: &[(&str, &str)] = &[
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    ),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// Public data may be read by pages of other sites, with what its headers say besides.
const OPEN: &[(&str, &str)] = &[
    ("access-control-allow-origin", "*"),
    ("access-control-expose-headers", "ETag, Retry-After, Content-Disposition, X-Request-Id"),
    ("cross-origin-resource-policy", "cross-origin"),
];

const ON_HTTPS: (&str, &str) = ("strict-transport-security", "max-age=63072000; includeSubDomains");

/// Puts the headers on the answer.
pub async fn headers(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let https = request.app_data::<web::Data<Site>>().is_some_and(|site| site.app.config.base_url.https);
    let open = routes::is_for_programs(request.path());
    let mut response = next.call(request).await?;
    let own_policy = routes::traits_of(response.request()).policy();
    let held = response.headers_mut();
    ALWAYS.iter().for_each(|pair| set(held, pair));
    if let Some(policy) = own_policy {
        set(held, &("content-security-policy", policy));
    }
    if open {
        OPEN.iter().for_each(|pair| set(held, pair));
    }
    if https {
        set(held, &ON_HTTPS);
    }
    Ok(response)
}

fn set(headers: &mut HeaderMap, (name, value): &(&'static str, &'static str)) {
    headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
}
