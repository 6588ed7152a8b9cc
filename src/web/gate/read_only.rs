//! Refuses every request that changes something while the process only reads, or an admin has made the site read-only, before
//! anybody looks at it: what is asked for could at best look as if it had been done.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{Error, ResponseError, web};

use crate::domain::{Error as Fault, Refusal};
use crate::web::error::Failure;
use crate::web::site::Site;

/// What can still be done when an admin has made the site read-only: coming in by whatever way, proving again who one is,
/// and throwing the switch again; signing out and declining mails; and hiding, on which somebody's safety may turn.
fn stays_open(path: &str) -> bool {
    const OPEN: &[&str] = &[
        "/staff/sign-in",
        "/staff/sign-out",
        "/staff/setup/",
        "/staff/confirm-identity",
        "/staff/passkey/sign-in",
        "/staff/passkey/confirm",
        "/staff/oidc/sign-in",
        "/staff/oidc/confirm",
        "/staff/oidc/callback",
        "/staff/switches",
        "/account/sign-out",
        "/unsubscribe/",
        "/hide/",
    ];
    OPEN.iter().any(|open| {
        path.strip_prefix(open)
            .is_some_and(|rest| rest.is_empty() || open.ends_with('/') || rest.starts_with('/'))
    })
}

/// Lets through what only looks.
pub async fn read_only(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let reads_only = request
        .app_data::<web::Data<Site>>()
        .is_some_and(|site| site.app.config.read_only || (site.reads_only() && !stays_open(request.path())));
    if !reads_only || request.method().is_safe() {
        return Ok(next.call(request).await?.map_into_boxed_body());
    }
    let refused = Failure(Fault::Refused(Refusal::ReadOnly)).error_response();
    Ok(request.into_response(refused))
}
