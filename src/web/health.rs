//! Is the process alive, and can it serve: for load balancers and for whoever is on call.

use actix_web::{HttpResponse, web};

use super::site::Site;
use crate::store;

/// The process answers.
pub async fn alive() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ok\n")
}

/// The database answers too.
pub async fn ready(site: web::Data<Site>) -> HttpResponse {
    match site.app.store.read(store::register_state::content_revision).await {
        Ok(_) => alive().await,
        Err(_) => HttpResponse::ServiceUnavailable()
            .content_type("text/plain; charset=utf-8")
            .body("the database does not answer\n"),
    }
}
