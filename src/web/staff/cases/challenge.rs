//! Control over the domain of a Case's organisation: asking for it, and looking whether it is shown.

use actix_web::{HttpResponse, web};
use serde_json::json;

use super::super::acting::Acting;
use crate::app::challenge;
use crate::domain::permit::Moderate;
use crate::web::challenge::{DONE, after, count, values};
use crate::web::done;
use crate::web::error::Failure;

/// What is known, and what can be done.
pub async fn show(
    desk: Acting<Moderate>,
    number: web::Path<i64>,
    query: web::Query<done::Query>,
) -> Result<HttpResponse, Failure> {
    let standing = challenge::see_case(desk.app(), &desk.permit, *number).await?;
    let done = query.said(&desk.site, &desk.visitor, &desk.colleague.staff.id, DONE);
    let mut values = values(&desk.site, &desk.visitor, &standing, done)?;
    values["number"] = json!(*number);
    desk.page("staff/case/challenge.html", &values)
}

/// Asks the organisation for it, by mail.
pub async fn ask(desk: Acting<Moderate>, number: web::Path<i64>) -> Result<HttpResponse, Failure> {
    challenge::ask_for(desk.app(), &desk.permit, desk.origin(), *number).await?;
    Ok(desk.see(&format!("/staff/cases/{number}/domain?done=asked")))
}

/// Looks now.
pub async fn check(desk: Acting<Moderate>, number: web::Path<i64>) -> Result<HttpResponse, Failure> {
    count(&desk.site, &desk.visitor, &desk.colleague.actor())?;
    let done = after(challenge::check_case(desk.app(), &desk.permit, desk.origin(), *number).await)?;
    Ok(desk.see(&format!("/staff/cases/{number}/domain?done={done}")))
}
