//! Refuses requests whose address or headers are larger than anything that a browser sends here, with words. What
//! is larger still than the HTTP library reads never comes this far: it answers that with a bare 431.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{Error, ResponseError};

use crate::domain::{Error as Fault, Refusal, limits};
use crate::web::error::Failure;

/// Lets through what is of a usual size.
pub async fn size(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    match too_large(&request) {
        None => Ok(next.call(request).await?.map_into_boxed_body()),
        Some(refusal) => Ok(request.into_response(Failure(Fault::Refused(refusal)).error_response())),
    }
}

fn too_large(request: &ServiceRequest) -> Option<Refusal> {
    if request.path().len() + request.query_string().len() > limits::ADDRESS_BYTES {
        return Some(Refusal::AddressTooLong);
    }
    let head: usize = request.headers().iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    (head > limits::HEAD_BYTES).then_some(Refusal::HeadTooLarge)
}
