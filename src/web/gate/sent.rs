//! Lets what a form sent ride on the answer that refuses it, so that the page which says why can give it back.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::{Method, header};
use actix_web::middleware::Next;
use actix_web::web::{Bytes, BytesMut};
use actix_web::{Error, HttpMessage, ResponseError};
use futures_util::StreamExt;

use crate::domain::{Error as Fault, Refusal};
use crate::web::error::{AWAY, Failure, Note};
use crate::web::form;
use crate::web::kept::Kept;
use crate::web::routes;

/// Lets a request through, and what it sent with the answer.
pub async fn sent(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let body = match body(&mut request).await {
        Ok(body) => body,
        Err(unreadable) => return Ok(request.into_response(unreadable.error_response())),
    };
    let place = request.uri().path_and_query().map_or("/", |place| place.as_str()).to_owned();
    let mut response = next.call(request).await?.map_into_boxed_body();
    let passes = response.response().extensions().get::<Note>().is_some_and(passes);
    if let Some(body) = body.filter(|_| passes && !routes::traits_of(response.request()).is_secret()) {
        response.response_mut().extensions_mut().insert(Kept::of(&place, &body));
    }
    Ok(response)
}

/// Whether what was refused could be done another time: once somebody has signed in, say.
fn passes(note: &Note) -> bool {
    use Refusal::{CallNotOpen, Locked, OtherAccount, ReadOnly, StepUp, WrongState};
    let refusals = [StepUp, ReadOnly, WrongState, CallNotOpen, Locked, OtherAccount];
    note.door.is_some()
        || note.code == "conflict"
        || note.code == "too-many"
        || note.code == AWAY
        || refusals.iter().any(|one| note.code == one.code())
}

/// The body of a form, which whoever answers reads again. Nothing is read of others, nor of one that is announced as longer
/// than is taken.
async fn body(request: &mut ServiceRequest) -> Result<Option<Bytes>, Failure> {
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let is_form = header(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
    let length = header(header::CONTENT_LENGTH).and_then(|length| length.parse::<usize>().ok());
    if request.method() != Method::POST || !is_form {
        return Ok(None);
    }
    let most = routes::traits_of(request.request()).form_bytes();
    if length.is_some_and(|length| length > most) {
        return Ok(None);
    }
    let mut payload = request.take_payload();
    let mut read = BytesMut::new();
    while let Some(piece) = payload.next().await {
        let piece = piece.map_err(|error| Fault::Refused(form::unread(&error)))?;
        if read.len() + piece.len() > most {
            return Err(Fault::Refused(Refusal::TooLarge).into());
        }
        read.extend_from_slice(&piece);
    }
    let body = read.freeze();
    request.set_payload(Payload::from(body.clone()));
    Ok(Some(body))
}
