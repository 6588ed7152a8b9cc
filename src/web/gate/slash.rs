//! One address for each page: that of a public page with a slash more at its end leads to the one without.
//!
//! Data, files and links that we mailed are not touched: their addresses are exact. In a copy of files the slash is how
//! servers name a folder.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header;
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpResponse, web};

use crate::web::pages::signatory::MOVED;
use crate::web::routes;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

/// Leads on to the address without the slash.
pub async fn slash(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let still = request.app_data::<web::Data<Site>>().is_none_or(|site| site.still.is_some());
    let visitor = request.extensions().get::<Visitor>().cloned();
    let to = visitor
        .filter(|_| !still && request.method().is_safe())
        .and_then(|visitor| Some(visitor.href(without(&visitor.path)?)));
    let Some(to) = to else {
        return Ok(next.call(request).await?.map_into_boxed_body());
    };
    let query = request.query_string();
    let to = if query.is_empty() { to } else { format!("{to}?{query}") };
    let on = HttpResponse::PermanentRedirect()
        .insert_header((header::LOCATION, to))
        .insert_header((header::CACHE_CONTROL, MOVED))
        .finish();
    Ok(request.into_response(on))
}

/// The path without slashes at its end, where it has some and a public page is there.
fn without(path: &str) -> Option<&str> {
    let bare = path.trim_end_matches('/');
    let bare = if bare.is_empty() { "/" } else { bare };
    (bare != path && routes::is_public_page(bare)).then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_pages_lead_on() {
        for (path, to) in [
            ("/call/", Some("/call")),
            ("/call/v1/", Some("/call/v1")),
            ("/call/compare/1/2//", Some("/call/compare/1/2")),
            ("/signatories/skovly/", Some("/signatories/skovly")),
            ("//", Some("/")),
            ("/", None),
            ("/call", None),
            ("/nothing/", None),
            ("//other.example/", None),
            ("/log/tile/0/x001/", None),
            ("/log/entries/1/", None),
            ("/api/v1/signatories/", None),
            ("/data/signatories.csv/", None),
            ("/call/v1/da.md/", None),
            ("/confirm/token/", None),
            ("/account/", None),
            ("/staff/cases/", None),
        ] {
            assert_eq!(without(path), to, "{path}");
        }
    }
}
