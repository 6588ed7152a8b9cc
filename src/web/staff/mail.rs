//! Mail that could not be sent, and how much waits.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::choices::Done;
use crate::app::mail;
use crate::domain::ids::MailId;
use crate::domain::permit::{ManageMail, Power, SeeMail};
use crate::web::error::Failure;
use crate::web::private;
use crate::web::signed_in::Colleague;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

/// How mail stands.
pub async fn show(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    done: web::Query<Done>,
) -> Result<HttpResponse, Failure> {
    let now = site.app.clock.now();
    let permit = colleague.staff.permit::<SeeMail>(now)?;
    let overview = mail::overview(&site.app, &permit).await?;
    let parked: Vec<Value> = overview
        .parked
        .iter()
        .map(|mail| {
            json!({
                "id": mail.id, "letter": mail.template.replace('_', "-"), "created_at": mail.created_at,
                "attempts": mail.attempts, "reason": mail.last_error,
            })
        })
        .collect();
    let minutes = overview.oldest.map(|oldest| (now - oldest).num_minutes());
    let values = json!({
        "waiting": overview.waiting, "oldest": overview.oldest, "minutes": minutes, "parked": parked, "held_back": overview.held_back,
        "done": done.done, "may": colleague.staff.roles.any(ManageMail::ROLES), "folder": site.app.config.mail_url.starts_with("file:"),
    });
    super::page(&site, &visitor, &colleague, "staff/mail/list.html", &values)
}

/// Sends one again.
pub async fn send_again(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    id: web::Path<i64>,
) -> Result<HttpResponse, Failure> {
    let permit = colleague.staff.permit::<ManageMail>(site.app.clock.now())?;
    mail::send_again(&site.app, visitor.origin_of(colleague.actor()), &permit, MailId(*id)).await?;
    Ok(private::see(&visitor, "/staff/mail?done=mail"))
}
