//! Erasing a signatory that was in the register: an admin says why, sees the last mail, and passes it to another admin.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::decide;
use super::file::{eye, kept};
use super::shown;
use crate::app::case::erase;
use crate::app::case::ruling::Ruling;
use crate::domain::case::Ground;
use crate::domain::permit::ProposeErasure;
use crate::domain::{Error, Problems};
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::private;
use crate::web::signed_in::Colleague;
use crate::web::site::Site;
use crate::web::staff;
use crate::web::visitor::Visitor;

/// The form.
pub async fn show(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    number: web::Path<i64>,
) -> Result<HttpResponse, Failure> {
    form(&site, &visitor, &colleague, *number, None).await
}

/// Shows the mail that would go; proposes the erasure when exactly that was shown and confirmed.
pub async fn send(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    number: web::Path<i64>,
    sent: Form,
) -> Result<HttpResponse, Failure> {
    let permit = colleague.staff.permit::<ProposeErasure>(site.app.clock.now())?;
    let ruling = match Ruling::erasure(sent.get("reason_erase"), sent.get("message"), sent.get("note")) {
        Err(Error::Invalid(problems)) => {
            return form(&site, &visitor, &colleague, *number, Some((&problems, &sent))).await;
        }
        ruling => ruling?,
    };
    let preview = erase::preview(&site.app, &permit, *number, ruling).await?;
    let Some(verdict) = decide::confirmed(&preview, &sent) else {
        return decide::page(&site, &visitor, &colleague, &preview, &sent);
    };
    let origin = visitor.origin_of(colleague.actor());
    let case = erase::propose(&site.app, &permit, origin, verdict).await?;
    Ok(private::see(&visitor, &format!("/staff/cases/{case}")))
}

/// The form, or the form again with what is wrong with it and what was typed.
async fn form(
    site: &web::Data<Site>,
    visitor: &Visitor,
    colleague: &Colleague,
    number: i64,
    wrong: Option<(&Problems, &Form)>,
) -> Result<HttpResponse, Failure> {
    let permit = colleague.staff.permit::<ProposeErasure>(site.app.clock.now())?;
    let organisation = erase::subject(&site.app, &permit, number).await?;
    let messages = site.messages()?;
    let eye = eye(site, visitor, colleague, &messages);
    let grounds =
        Ground::ALL.iter().map(|one| json!({ "value": one, "label": shown::ground(one.code(), &eye) }));
    let mut values = json!({
        "number": number, "organisation": organisation, "grounds": grounds.collect::<Vec<Value>>(),
    });
    let mut status = StatusCode::OK;
    if let Some((problems, form)) = wrong {
        status = StatusCode::UNPROCESSABLE_ENTITY;
        values["problems"] = json!(private::words(site, visitor, problems)?);
        values["values"] = kept(form);
    }
    staff::page_with(site, visitor, (status, colleague), "staff/case/erase.html", &values)
}
