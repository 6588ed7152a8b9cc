//! Protected identities: looking at one, which is noted, and hiding a signatory at once.

use actix_web::{HttpResponse, web};

use crate::app::{unmasking, visibility};
use crate::domain::permit::{Moderate, SeeContacts};
use crate::web::error::Failure;
use crate::web::private;
use crate::web::signed_in::Colleague;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

/// Shows who it is, for a while.
pub async fn unmask(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    number: web::Path<i64>,
) -> Result<HttpResponse, Failure> {
    let permit = colleague.staff.permit::<SeeContacts>(site.app.clock.now())?;
    let origin = visitor.origin_of(colleague.actor());
    unmasking::unmask(&site.app, &permit, origin, *number).await?;
    Ok(private::see(&visitor, &format!("/staff/cases/{number}")))
}

/// Hides the signatory from everybody else.
pub async fn hide(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    number: web::Path<i64>,
) -> Result<HttpResponse, Failure> {
    let permit = colleague.staff.permit::<Moderate>(site.app.clock.now())?;
    let origin = visitor.origin_of(colleague.actor());
    visibility::hide_by_staff(&site.app, &permit, origin, *number).await?;
    Ok(private::see(&visitor, &format!("/staff/cases/{number}")))
}
