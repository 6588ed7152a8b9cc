//! Headers that stand on every answer, errors included.

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

/// The same, and scripts of our own. They may connect to nowhere, not even to us.
const SCRIPTED: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; \
                        form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Where a demo shows the HTML part of a mail.
pub const DEMO_MAIL_HTML: &str = "/demo/mail/{name}/html";

/// Routes with a policy of their own. Exceptions belong in this table, nowhere else.
const EXCEPTIONS: &[(&str, &str)] = &[
    // Its own script checks a file that the reader chooses.
    ("/verify/receipt", SCRIPTED),
    // Their own script asks the browser for a passkey and sends its answer with a form.
    ("/staff/passkey/sign-in", SCRIPTED),
    ("/staff/passkey/confirm", SCRIPTED),
    ("/staff/passkey/add", SCRIPTED),
    // Its own script presses the one button there is.
    ("/staff/oidc/callback", SCRIPTED),
    // Mails carry their styles with them; they get neither script nor picture nor form, and an origin of their own.
    (
        DEMO_MAIL_HTML,
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; \
         sandbox",
    ),
];

/// The same for every route.
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
    let pattern = response.request().match_pattern();
    let held = response.headers_mut();
    ALWAYS.iter().for_each(|pair| set(held, pair));
    if let Some((_, policy)) = EXCEPTIONS.iter().find(|(route, _)| pattern.as_deref() == Some(*route)) {
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
