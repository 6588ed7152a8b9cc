//! A form that carries a whole text of the Call, and so may be longer than others.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::{Payload, UrlEncoded};
use actix_web::{FromRequest, HttpRequest};

use crate::domain::{Error, limits};
use crate::web::error::Failure;
use crate::web::form::{Form, refusal};

/// The fields of a long form.
pub struct LongForm(pub Form);

impl FromRequest for LongForm {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<LongForm, Failure>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let fields = UrlEncoded::<Vec<(String, String)>>::new(request, payload);
        let fields = fields.limit(limits::CALL_FORM_BYTES);
        Box::pin(async move {
            let fields = fields.await.map_err(|error| Error::Refused(refusal(&error)))?;
            Ok(LongForm(Form(fields)))
        })
    }
}
