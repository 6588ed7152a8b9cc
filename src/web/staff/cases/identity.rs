//! Protected identities: looking at one, which is noted, and hiding a signatory at once.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::json;

use super::file::eye;
use super::shown;
use crate::app::{unmasking, visibility};
use crate::domain::Error;
use crate::domain::permit::{Moderate, Unmask};
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::staff::acting::Acting;

/// Shows who it is, for a while.
pub async fn unmask(desk: Acting<Unmask>, number: web::Path<i64>) -> Result<HttpResponse, Failure> {
    unmasking::unmask(desk.app(), &desk.permit, desk.origin(), *number).await?;
    Ok(desk.see(&format!("/staff/cases/{number}")))
}

/// What hiding the signatory does, and the mail that goes.
pub async fn look(desk: Acting<Moderate>, number: web::Path<i64>) -> Result<HttpResponse, Failure> {
    page(&desk, *number, StatusCode::OK).await
}

/// Hides the signatory from everybody else, if the mail that goes is the one that was shown.
pub async fn hide(
    desk: Acting<Moderate>,
    number: web::Path<i64>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let seen = (*number, form.get("shown").to_owned());
    match visibility::hide_by_staff(desk.app(), &desk.permit, desk.origin(), seen).await {
        Ok(()) => Ok(desk.see(&format!("/staff/cases/{number}"))),
        Err(Error::Conflict) => page(&desk, *number, StatusCode::CONFLICT).await,
        Err(error) => Err(error.into()),
    }
}

async fn page(desk: &Acting<Moderate>, number: i64, status: StatusCode) -> Result<HttpResponse, Failure> {
    let hiding = visibility::preview_hiding(desk.app(), &desk.permit, number).await?;
    let mails = shown::mails(&hiding.mails, &eye(desk, &*desk.site.messages()?))?;
    let values = json!({
        "number": number, "organisation": hiding.organisation, "mails": mails, "shown": hiding.shown,
        "changed": status == StatusCode::CONFLICT,
    });
    desk.page_with(status, "staff/case/hide.html", &values)
}
