//! What an error looks like from outside: the status, and where it is turned into a page or JSON.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};

use crate::domain::{Error, Refusal, limits};

/// The code of an answer for which the database was out of reach.
pub const AWAY: &str = "away";

/// An error on its way out of a handler.
#[derive(Debug)]
pub struct Failure(pub Error);

/// What went wrong, for the gate that writes the page. Rides on the response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Stable code: `not-found`, or the refusal's.
    pub code: &'static str,
    /// Seconds to wait, where waiting helps.
    pub retry_after: Option<u32>,
    /// Where to sign in, where that helps.
    pub door: Option<crate::domain::Door>,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure(error)
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl ResponseError for Failure {
    fn status_code(&self) -> StatusCode {
        status(&self.0)
    }

    fn error_response(&self) -> HttpResponse {
        match &self.0 {
            Error::Internal(reason) => tracing::error!(%reason, "internal error"),
            Error::Away(reason) => tracing::error!(%reason, "the database does not answer"),
            _ => {}
        }
        let mut response = HttpResponse::build(self.status_code()).finish();
        response.extensions_mut().insert(note(&self.0));
        response
    }
}

fn status(error: &Error) -> StatusCode {
    match error {
        Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Error::Refused(Refusal::LinkSpent | Refusal::LinkActs | Refusal::LinkOver) => StatusCode::GONE,
        Error::Refused(Refusal::TooSlow) => StatusCode::REQUEST_TIMEOUT,
        Error::Refused(Refusal::TooLarge) => StatusCode::PAYLOAD_TOO_LARGE,
        Error::Refused(Refusal::AddressTooLong) => StatusCode::URI_TOO_LONG,
        Error::Refused(Refusal::HeadTooLarge) => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
        Error::Refused(Refusal::NotAForm) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Error::Refused(Refusal::Unreadable | Refusal::NoSuchDay) => StatusCode::BAD_REQUEST,
        Error::Refused(Refusal::WrongMethod) => StatusCode::METHOD_NOT_ALLOWED,
        Error::Refused(Refusal::ReadOnly | Refusal::Unsettled) | Error::Away(_) => {
            StatusCode::SERVICE_UNAVAILABLE
        }
        Error::Conflict
        | Error::Refused(
            Refusal::WrongState
            | Refusal::MailOvertaken
            | Refusal::TooMany
            | Refusal::CallNotOpen
            | Refusal::NothingToSign
            | Refusal::NoContact
            | Refusal::Locked
            | Refusal::TextsUnready
            | Refusal::HiddenAlready
            | Refusal::NotPublic
            | Refusal::NotMergeable
            | Refusal::StateNotMerged
            | Refusal::StateNotHidden
            | Refusal::FirstGone
            | Refusal::LastPerson
            | Refusal::OnlyWayIn
            | Refusal::StateColleagues
            | Refusal::StateCalledOff
            | Refusal::OtherAccount,
        ) => StatusCode::CONFLICT,
        Error::Refused(Refusal::Unproven) | Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        Error::Refused(_) => StatusCode::FORBIDDEN,
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::SignIn(_) => StatusCode::UNAUTHORIZED,
        Error::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
    }
}

fn note(error: &Error) -> Note {
    let (code, retry_after, door) = match error {
        Error::Invalid(_) => ("invalid", None, None),
        Error::Refused(refusal) => (refusal.code(), None, None),
        Error::NotFound => ("not-found", None, None),
        Error::SignIn(door) => ("sign-in", None, Some(*door)),
        Error::Conflict => ("conflict", None, None),
        Error::TooMany { retry_after_seconds } => ("too-many", Some(*retry_after_seconds), None),
        Error::Away(_) => (AWAY, Some(limits::AWAY_SECONDS), None),
        Error::Internal(_) => ("internal", None, None),
    };
    Note { code, retry_after, door }
}
