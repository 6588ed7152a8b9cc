//! Refuses every request that changes something while the process only reads, or an admin has made the site read-only, before
//! anybody looks at it: what is asked for could at best look as if it had been done.
//!
//! What can still be done when it was an admin, the list of routes says: coming in by whatever way, proving again who one is,
//! and throwing the switch again; signing out and declining mails; and hiding, on which somebody's safety may turn.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{Error, ResponseError, web};

use crate::domain::{Error as Fault, Refusal};
use crate::web::error::Failure;
use crate::web::routes;
use crate::web::site::Site;

/// Lets through what only looks.
pub async fn read_only(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if request.method().is_safe() || !reads_only(&request) {
        return Ok(next.call(request).await?.map_into_boxed_body());
    }
    let refused = Failure(Fault::Refused(Refusal::ReadOnly)).error_response();
    Ok(request.into_response(refused))
}

/// Whether nothing is changed by a form of this address.
fn reads_only(request: &ServiceRequest) -> bool {
    let Some(site) = request.app_data::<web::Data<Site>>() else { return false };
    site.app.config.read_only || (site.reads_only() && !routes::traits_of(request.request()).stays_open())
}
