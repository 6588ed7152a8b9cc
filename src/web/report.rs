//! The form with which anybody says that something is wrong with a signatory.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::json;

use super::error::Failure;
use super::form::Form;
use super::gate::throttle::Deed;
use super::private;
use super::site::Site;
use super::visitor::Visitor;
use crate::app::report;
use crate::domain::Error;

const FORM: &str = "page/report/form.html";

/// The form.
pub async fn show(
    site: web::Data<Site>,
    visitor: Visitor,
    slug: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let organisation = report::subject(&site.app, &slug).await?;
    let values = json!({ "name": organisation.name, "slug": *slug });
    private::page(&site, &visitor, FORM, &values)
}

/// The same answer to every report that could be read.
pub async fn send(
    site: web::Data<Site>,
    visitor: Visitor,
    slug: web::Path<String>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let organisation = report::subject(&site.app, &slug).await?;
    let (text, email) = (form.get("text"), form.get("email"));
    let mut values = json!({
        "name": organisation.name, "slug": *slug, "values": { "text": text, "email": email },
    });
    if let Err(Error::TooMany { retry_after_seconds }) = site.throttles.around(Deed::Report, visitor.address)
    {
        return private::too_soon(&site, &visitor, retry_after_seconds, FORM, &values);
    }
    match report::report(&site.app, visitor.origin(), &slug, text, email).await {
        Ok(()) => private::page(&site, &visitor, "page/report/sent.html", &values),
        Err(Error::Invalid(problems)) => {
            values["problems"] = json!(private::words(&site, &visitor, &problems)?);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            private::page_with(&site, &visitor, status, FORM, &values)
        }
        Err(error) => Err(error.into()),
    }
}
