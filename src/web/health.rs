//! Is the process alive, and can it serve: for load balancers and for whoever is on call.

use actix_web::{HttpResponse, web};

use super::site::Site;
use crate::app::log::seal;
use crate::domain::Error;
use crate::store;

/// The process answers.
pub async fn alive() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ok\n")
}

/// The database answers too. A log that cannot be signed is told here, and stops no page.
pub async fn ready(site: web::Data<Site>) -> HttpResponse {
    match site.app.store.read(store::register_state::content_revision).await {
        Ok(_) => match seal::check(&site.app).await {
            Ok(()) => alive().await,
            Err(error) => HttpResponse::Ok()
                .content_type("text/plain; charset=utf-8")
                .body(format!("ok\nwarning: {}\n", reason(&error))),
        },
        Err(_) => HttpResponse::ServiceUnavailable()
            .content_type("text/plain; charset=utf-8")
            .body("the database does not answer\n"),
    }
}

/// Why, in the words of the error that was made for the operator.
fn reason(error: &Error) -> String {
    match error {
        Error::Internal(reason) => reason.to_string(),
        other => other.to_string(),
    }
}
