//! Bounds how long the body of a request is waited for: the HTTP library waits without an end. What nobody has read of it is
//! held until the answer has gone: of a chunked body that is let go before, the library would wait for the rest.

use std::cell::RefCell;
use std::io::ErrorKind;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};
use std::time::Duration;

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::error::PayloadError;
use actix_web::middleware::Next;
use actix_web::web::Bytes;
use actix_web::{Error, HttpMessage};
use futures_util::{StreamExt, stream};

use crate::domain::limits;

/// Lets a request through. Whoever reads a body that does not come learns so in time (`ErrorKind::TimedOut`).
pub async fn body(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let sent = Rc::new(RefCell::new(request.take_payload()));
    if matches!(*sent.borrow(), Payload::None) {
        return Ok(next.call(request).await?.map_into_boxed_body());
    }
    request.set_payload(in_time(sent.clone()));
    let response = next.call(request).await?.map_into_boxed_body();
    Ok(response.map_body(|_, answer| Answer { answer, _unread: sent }).map_into_boxed_body())
}

/// What was sent, as long as it comes in time.
fn in_time(sent: Rc<RefCell<Payload>>) -> Payload {
    let mut over = Box::pin(tokio::time::sleep(Duration::from_secs(limits::BODY_SECONDS)));
    let pieces = stream::poll_fn(move |context: &mut Context<'_>| {
        if over.as_mut().poll(context).is_ready() {
            return Poll::Ready(Some(Err(PayloadError::Io(ErrorKind::TimedOut.into()))));
        }
        sent.borrow_mut().poll_next_unpin(context)
    });
    Payload::Stream { payload: Box::pin(pieces) }
}

/// An answer, and what was not read of what it answers.
struct Answer {
    answer: BoxBody,
    _unread: Rc<RefCell<Payload>>,
}

impl MessageBody for Answer {
    type Error = <BoxBody as MessageBody>::Error;

    fn size(&self) -> BodySize {
        self.answer.size()
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Self::Error>>> {
        Pin::new(&mut self.answer).poll_next(context)
    }
}
