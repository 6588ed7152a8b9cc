//! Erasing a signatory that was in the register: an admin says why, sees the last mail, and passes it to another admin.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::super::acting::Acting;
use super::decide;
use super::file::eye;
use super::shown;
use crate::app::case::erase;
use crate::app::case::ruling::Ruling;
use crate::domain::case::Ground;
use crate::domain::permit::ProposeErasure;
use crate::domain::{Error, Problems};
use crate::web::error::Failure;
use crate::web::form::{Form, merged};
use crate::web::kept;

/// The form.
pub async fn show(desk: Acting<ProposeErasure>, number: web::Path<i64>) -> Result<HttpResponse, Failure> {
    form(&desk, *number, None, json!({})).await
}

/// Shows the mail that would go; proposes the erasure when exactly that was shown and confirmed.
pub async fn send(
    desk: Acting<ProposeErasure>,
    number: web::Path<i64>,
    sent: Form,
) -> Result<HttpResponse, Failure> {
    if kept::is_restored(&sent) {
        return form(&desk, *number, None, json!({ "done": "restored", "values": sent.kept() })).await;
    }
    let ruling = match Ruling::erasure(sent.get("reason_erase"), sent.get("message"), sent.get("note")) {
        Err(Error::Invalid(problems)) => {
            return form(&desk, *number, Some((&problems, &sent)), json!({})).await;
        }
        ruling => ruling?,
    };
    propose(&desk, *number, ruling, &sent).await
}

/// Proposes what was shown and confirmed, once; shows the mail otherwise.
async fn propose(
    desk: &Acting<ProposeErasure>,
    number: i64,
    ruling: Ruling,
    sent: &Form,
) -> Result<HttpResponse, Failure> {
    if sent.has("confirm")
        && let Some(case) = erase::stands(desk.app(), &desk.permit, number, &ruling).await?
    {
        return Ok(desk.see(&format!("/staff/cases/{case}")));
    }
    let preview = erase::preview(desk.app(), &desk.permit, number, ruling).await?;
    let Some(verdict) = decide::confirmed(&preview, sent) else {
        return decide::page(desk, &preview, sent);
    };
    let case = erase::propose(desk.app(), &desk.permit, desk.origin(), verdict).await?;
    Ok(desk.see(&format!("/staff/cases/{case}")))
}

/// The form, or the form again with what is wrong with it and what was typed.
async fn form(
    desk: &Acting<ProposeErasure>,
    number: i64,
    wrong: Option<(&Problems, &Form)>,
    more: Value,
) -> Result<HttpResponse, Failure> {
    let organisation = erase::subject(desk.app(), &desk.permit, number).await?;
    let messages = desk.site.messages()?;
    let eye = eye(desk, &messages);
    let grounds =
        Ground::ALL.iter().map(|one| json!({ "value": one, "label": shown::ground(one.code(), &eye) }));
    let values = json!({
        "number": number, "organisation": organisation, "grounds": grounds.collect::<Vec<Value>>(),
    });
    desk.form("staff/case/erase.html", merged(values, more), wrong)
}
