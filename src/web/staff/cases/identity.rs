//! Protected identities: looking at one, which is noted, and hiding a signatory at once.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::json;

use super::file::eye;
use super::shown;
use crate::app::{unmasking, visibility};
use crate::domain::Error;
use crate::domain::permit::{Moderate, SeeIdentities};
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::private;
use crate::web::signed_in::Colleague;
use crate::web::site::Site;
use crate::web::staff;
use crate::web::visitor::Visitor;

/// Shows who it is, for a while.
pub async fn unmask(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    number: web::Path<i64>,
) -> Result<HttpResponse, Failure> {
    let permit = colleague.staff.permit::<SeeIdentities>(site.app.clock.now())?;
    let origin = visitor.origin_of(colleague.actor());
    unmasking::unmask(&site.app, &permit, origin, *number).await?;
    Ok(private::see(&visitor, &format!("/staff/cases/{number}")))
}

/// What hiding the signatory does, and the mail that goes.
pub async fn look(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    number: web::Path<i64>,
) -> Result<HttpResponse, Failure> {
    page(&site, &visitor, &colleague, *number, StatusCode::OK).await
}

/// Hides the signatory from everybody else, if the mail that goes is the one that was shown.
pub async fn hide(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    number: web::Path<i64>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let permit = colleague.staff.permit::<Moderate>(site.app.clock.now())?;
    let origin = visitor.origin_of(colleague.actor());
    let seen = (*number, form.get("shown").to_owned());
    match visibility::hide_by_staff(&site.app, &permit, origin, seen).await {
        Err(Error::Conflict) => page(&site, &visitor, &colleague, *number, StatusCode::CONFLICT).await,
        done => {
            done.map(|()| private::see(&visitor, &format!("/staff/cases/{number}"))).map_err(Failure::from)
        }
    }
}

async fn page(
    site: &web::Data<Site>,
    visitor: &Visitor,
    colleague: &Colleague,
    number: i64,
    status: StatusCode,
) -> Result<HttpResponse, Failure> {
    let permit = colleague.staff.permit::<Moderate>(site.app.clock.now())?;
    let hiding = visibility::preview_hiding(&site.app, &permit, number).await?;
    let messages = site.messages()?;
    let mails = shown::mails(&hiding.mails, &eye(site, visitor, colleague, &messages))?;
    let values = json!({
        "number": number, "organisation": hiding.organisation, "mails": mails, "shown": hiding.shown,
        "changed": status == StatusCode::CONFLICT,
    });
    staff::page_with(site, visitor, (status, colleague), "staff/case/hide.html", &values)
}
