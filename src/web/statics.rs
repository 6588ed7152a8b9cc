//! Style sheets, fonts and icons: named after their content, kept by browsers for a year.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};

use super::error::Failure;
use crate::domain::Error;
use crate::packed::Coding;
use crate::view::Assets;

const FOR_A_YEAR: &str = "public, max-age=31536000, immutable";

/// A file by its hashed name.
pub async fn file(name: web::Path<String>, request: HttpRequest) -> Result<HttpResponse, Failure> {
    let assets = Assets::shared();
    let asset = assets.find(&name).ok_or(Error::NotFound)?;
    let accepted = request.headers().get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let (coding, body) = asset.encoded(Coding::best(accepted.unwrap_or_default()))?;
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::CONTENT_TYPE, asset.content_type))
        .insert_header((header::CACHE_CONTROL, FOR_A_YEAR))
        .insert_header((header::VARY, "Accept-Encoding"));
    if let Some(token) = coding.token() {
        response.insert_header((header::CONTENT_ENCODING, token));
    }
    Ok(response.body(body))
}
