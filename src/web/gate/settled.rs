//! Refuses what names signatories while no register is shown, since the database may name who has hidden since
//! (`app::log::memory`). Which addresses that are, the list of routes says.

use actix_web::body::BoxBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{Error, ResponseError, web};

use crate::domain::{Error as Fault, Refusal};
use crate::web::error::Failure;
use crate::web::site::Site;

/// Lets through while there is a register.
pub async fn settled(
    request: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let site = request.app_data::<web::Data<Site>>();
    if !site.is_some_and(|site| site.app.register.snapshot().unsettled) {
        return next.call(request).await;
    }
    let refused = Failure(Fault::Refused(Refusal::Unsettled)).error_response();
    Ok(request.into_response(refused))
}
