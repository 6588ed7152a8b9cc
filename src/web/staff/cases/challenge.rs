//! Control over the domain of a Case's organisation: asking for it, and looking whether it is shown.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::json;

use crate::app::challenge;
use crate::domain::permit::Moderate;
use crate::web::challenge::{Query, after, count, values};
use crate::web::error::Failure;
use crate::web::private;
use crate::web::signed_in::Colleague;
use crate::web::site::Site;
use crate::web::staff;
use crate::web::visitor::Visitor;

/// What is known, and what can be done.
pub async fn show(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    number: web::Path<i64>,
    query: web::Query<Query>,
) -> Result<HttpResponse, Failure> {
    let permit = colleague.staff.permit::<Moderate>(site.app.clock.now())?;
    let standing = challenge::see_case(&site.app, &permit, *number).await?;
    let mut values = values(&site, &visitor, &standing, &query)?;
    values["number"] = json!(*number);
    staff::page_with(&site, &visitor, (StatusCode::OK, &colleague), "staff/case/challenge.html", &values)
}

/// Asks the organisation for it, by mail.
pub async fn ask(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    number: web::Path<i64>,
) -> Result<HttpResponse, Failure> {
    let permit = colleague.staff.permit::<Moderate>(site.app.clock.now())?;
    let origin = visitor.origin_of(colleague.actor());
    challenge::ask_for(&site.app, &permit, origin, *number).await?;
    Ok(private::see(&visitor, &format!("/staff/cases/{number}/domain?done=asked")))
}

/// Looks now.
pub async fn check(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    number: web::Path<i64>,
) -> Result<HttpResponse, Failure> {
    let permit = colleague.staff.permit::<Moderate>(site.app.clock.now())?;
    count(&site, &visitor, &colleague.actor())?;
    let origin = visitor.origin_of(colleague.actor());
    let done = after(challenge::check_case(&site.app, &permit, origin, *number).await)?;
    Ok(private::see(&visitor, &format!("/staff/cases/{number}/domain?done={done}")))
}
