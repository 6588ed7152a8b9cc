//! Refuses every request that changes something while the process only reads, before anybody looks at it: what is
//! asked for could at best look as if it had been done.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{Error, ResponseError, web};

use crate::domain::{Error as Fault, Refusal};
use crate::web::error::Failure;
use crate::web::site::Site;

/// Lets through what only looks.
pub async fn read_only(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let reads_only = request.app_data::<web::Data<Site>>().is_some_and(|site| site.app.config.read_only);
    if !reads_only || request.method().is_safe() {
        return Ok(next.call(request).await?.map_into_boxed_body());
    }
    let refused = Failure(Fault::Refused(Refusal::ReadOnly)).error_response();
    Ok(request.into_response(refused))
}
