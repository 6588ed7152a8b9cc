//! What a form sent: names and values, in the order in which they came.

use std::future::Future;
use std::io::ErrorKind;
use std::pin::Pin;

use actix_web::dev::{Payload, UrlEncoded};
use actix_web::error::{PayloadError, UrlencodedError};
use actix_web::{FromRequest, HttpRequest};
use serde_json::Value;

use super::error::Failure;
use super::routes;
use crate::domain::{Error, Refusal};

/// The fields of a form. A missing field reads as empty: the rules say what is needed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form(pub Vec<(String, String)>);

impl Form {
    /// The first value of a field, or nothing.
    pub fn get(&self, name: &str) -> &str {
        let field = self.0.iter().find(|(key, _)| key == name);
        field.map(|(_, value)| value.as_str()).unwrap_or_default()
    }

    /// Every value of a field: checkboxes of one name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// What was typed, by field, for the page on which it comes again.
    pub fn kept(&self) -> Value {
        Value::Object(self.0.iter().map(|(name, value)| (name.clone(), Value::from(value.clone()))).collect())
    }

    /// Whether a box is ticked or a button was the one pressed.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }
}

impl FromRequest for Form {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Form, Failure>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let most = routes::traits_of(request).form_bytes();
        let fields = UrlEncoded::<Vec<(String, String)>>::new(request, payload).limit(most);
        Box::pin(async move { Ok(Form(fields.await.map_err(|error| Error::Refused(refusal(&error)))?)) })
    }
}

/// Why a body is not taken for a form.
fn refusal(error: &UrlencodedError) -> Refusal {
    match error {
        UrlencodedError::Overflow { .. } => Refusal::TooLarge,
        UrlencodedError::ContentType => Refusal::NotAForm,
        UrlencodedError::Payload(error) => unread(error),
        _ => Refusal::Unreadable,
    }
}

/// Why a body was not read to its end.
pub fn unread(error: &PayloadError) -> Refusal {
    match error {
        PayloadError::Io(error) if error.kind() == ErrorKind::TimedOut => Refusal::TooSlow,
        _ => Refusal::Unreadable,
    }
}

/// Two maps as one; the second wins.
pub fn merged(mut first: Value, second: Value) -> Value {
    if let (Some(into), Value::Object(from)) = (first.as_object_mut(), second) {
        into.extend(from);
    }
    first
}
