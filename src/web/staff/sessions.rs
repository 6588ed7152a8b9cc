//! Where one is signed in, and the end of it everywhere else.

use actix_web::{HttpResponse, web};
use serde_json::json;

use crate::app::staff::door;
use crate::domain::limits;
use crate::web::error::Failure;
use crate::web::private;
use crate::web::signed_in::Colleague;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

/// The list.
pub async fn show(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
) -> Result<HttpResponse, Failure> {
    let sessions = door::sessions(&site.app, colleague.staff.id).await?;
    let sessions: Vec<_> = sessions
        .iter()
        .map(|one| {
            json!({
                "created_at": one.created_at, "seen_at": one.seen_at, "expires_at": one.expires_at,
                "current": one.id == colleague.session,
            })
        })
        .collect();
    let values = json!({
        "sessions": sessions, "idle": limits::IDLE_MINUTES, "hours": limits::SESSION_HOURS,
    });
    super::page(&site, &visitor, &colleague, "staff/door/sessions.html", &values)
}

/// Ends the others.
pub async fn end_others(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
) -> Result<HttpResponse, Failure> {
    let origin = visitor.origin_of(colleague.actor());
    door::end_others(&site.app, origin, colleague.session, colleague.staff.id).await?;
    Ok(private::see(&visitor, "/staff/sessions"))
}
