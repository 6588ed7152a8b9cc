//! Mail that could not be sent, mail that was overtaken, and how much waits.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::acting::Acting;
use crate::app::mail;
use crate::domain::ids::MailId;
use crate::domain::permit::{ManageMail, ManageSettings, Power, SeeMail};
use crate::web::done;
use crate::web::error::Failure;

/// How mail stands.
pub async fn show(desk: Acting<SeeMail>, done: web::Query<done::Query>) -> Result<HttpResponse, Failure> {
    let overview = mail::overview(desk.app(), &desk.permit).await?;
    let rows = |mails: &[mail::Stuck]| mails.iter().map(row).collect::<Vec<_>>();
    let minutes = overview.oldest.map(|oldest| (desk.app().clock.now() - oldest).num_minutes());
    let may = |roles| desk.colleague.staff.roles.any(roles);
    let values = json!({
        "waiting": overview.waiting, "oldest": overview.oldest, "minutes": minutes, "parked": rows(&overview.parked), "held_back": overview.held_back,
        "overtaken": rows(&overview.overtaken), "done": desk.said(&done), "may": may(ManageMail::ROLES), "may_raise": may(ManageSettings::ROLES), "folder": desk.app().config.mail_url.starts_with("file:"),
    });
    desk.page("staff/mail/list.html", &values)
}

fn row(stuck: &mail::Stuck) -> Value {
    let mail = &stuck.mail;
    json!({
        "id": mail.id, "letter": mail.template.replace('_', "-"), "created_at": mail.created_at, "case": stuck.case,
        "attempts": mail.attempts, "hindrance": mail.hindrance, "said": mail.last_error, "overtaken": stuck.is_overtaken,
    })
}

/// Sends one again.
pub async fn send_again(desk: Acting<ManageMail>, id: web::Path<i64>) -> Result<HttpResponse, Failure> {
    mail::send_again(desk.app(), desk.origin(), &desk.permit, MailId(*id)).await?;
    Ok(desk.see("/staff/mail?done=mail"))
}
