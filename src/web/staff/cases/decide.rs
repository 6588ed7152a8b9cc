//! The decision's form: first what it would write is shown, then it is made.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::json;

use super::file::{again, eye, held};
use super::{merge, shown};
use crate::app::case::decide::{self, Verdict};
use crate::app::case::lock;
use crate::app::case::preview::Preview;
use crate::app::case::question::is_read_in_account;
use crate::app::case::ruling::Ruling;
use crate::domain::case::Decision;
use crate::domain::permit::{Moderate, Power};
use crate::domain::{Error, Refusal, Result};
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::staff::acting::Acting;
use crate::web::staff::letters::filed;

/// Shows what a decision would do; makes it when exactly that was shown and confirmed.
pub async fn send(
    desk: Acting<Moderate>,
    number: web::Path<i64>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let sent = sent(&desk, *number, &form).await;
    let late = !sent.as_ref().is_ok_and(|answer| answer.status() != StatusCode::CONFLICT);
    if late && form.has("confirm") && stands(&desk, *number, &form).await? {
        return Ok(desk.see(&format!("/staff/cases/{number}")));
    }
    sent
}

/// Whether the same form was sent before, and did what it says.
async fn stands(desk: &Acting<Moderate>, number: i64, form: &Form) -> Result<bool> {
    let (Ok(ruling), Ok(revision)) = (ruling(desk, form), form.get("revision").parse()) else {
        return Ok(false);
    };
    let verdict = Verdict { number, revision, shown: form.get("shown").to_owned(), ruling };
    decide::stands(desk.app(), &desk.permit, &verdict).await
}

async fn sent(desk: &Acting<Moderate>, number: i64, form: &Form) -> Result<HttpResponse, Failure> {
    let preview = match preview(desk, number, form).await {
        Err(Error::Invalid(problems)) => return again(desk, number, &problems, form).await,
        preview => preview?,
    };
    match made_or_shown(desk, &preview, form).await {
        Err(Failure(Error::Refused(Refusal::Locked))) => held(desk, number, form).await,
        done => done,
    }
}

/// Makes the decision that is confirmed. Whoever is shown what it would do first, or anew, holds the Case from then on; a second
/// press of what was done does not.
async fn made_or_shown(
    desk: &Acting<Moderate>,
    preview: &Preview,
    form: &Form,
) -> Result<HttpResponse, Failure> {
    let number = preview.number;
    let led = || desk.see(&format!("/staff/cases/{number}"));
    if let Some(verdict) = confirmed(preview, form) {
        decide::decide(desk.app(), &desk.permit, desk.origin(), verdict).await?;
        return Ok(led());
    }
    if form.has("confirm") && stands(desk, number, form).await? {
        return Ok(led());
    }
    lock::hold(desk.app(), &desk.permit, desk.origin(), number).await?;
    page(desk, preview, form)
}

async fn preview(desk: &Acting<Moderate>, number: i64, form: &Form) -> Result<Preview> {
    decide::preview(desk.app(), &desk.permit, number, ruling(desk, form)?).await
}

fn ruling(desk: &Acting<Moderate>, form: &Form) -> Result<Ruling> {
    let decision = form.get("decision");
    let reason = form.get(&format!("reason_{decision}"));
    let write = form.get("write") == "yes";
    let ruling = Ruling::parse(decision, reason, form.get("message"), form.get("note"), write)?;
    let ruling = if form.has("reference") && ruling.decision == Decision::Publish {
        ruling.on_letter(&filed(form), desk.app().clock.now().day_in(desk.app().time_zone()))?
    } else {
        ruling
    };
    Ok(Ruling { take_off: form.get("take_off") == "yes", ..ruling })
}

/// The decision, if what would be written now is what was on the page when the button was pressed.
pub(super) fn confirmed(preview: &Preview, form: &Form) -> Option<Verdict> {
    let seen = form.get("shown") == preview.shown && form.get("revision") == preview.revision.to_string();
    (form.has("confirm") && seen).then(|| Verdict {
        number: preview.number,
        revision: preview.revision,
        shown: preview.shown.clone(),
        ruling: preview.ruling.clone(),
    })
}

/// What would be written, before it is made.
///
/// # Errors
/// Internal, if a template does not fit.
pub(super) fn page(
    desk: &Acting<impl Power>,
    preview: &Preview,
    form: &Form,
) -> Result<HttpResponse, Failure> {
    let messages = desk.site.messages()?;
    let eye = eye(desk, &messages);
    let changed = form.has("confirm");
    let values = json!({
        "number": preview.number, "revision": preview.revision, "shown": preview.shown,
        "organisation": preview.organisation, "names": preview.names, "identifiers": preview.identifiers, "eyes": preview.eyes, "ruling": preview.ruling,
        "label": shown::label(preview.ruling.decision, preview.kind, &eye),
        "reason": shown::why(&preview.ruling, preview.reason.as_ref(), &eye),
        "doubles": preview.doubles, "clashes": preview.clashes,
        "called": preview.called.as_ref().map(|(names, numbers)| merge::rows((&preview.names, &preview.identifiers), (names, numbers), &eye)),
        "changes": preview.changes.as_ref().map(|one| shown::changes(one, &eye)),
        "mails": shown::mails(&preview.mails, &eye)?, "no_link": preview.no_link,
        "takes_message": preview.ruling.decision.takes_message(),
        "in_account": is_read_in_account(preview.kind, preview.ruling.decision), "changed": changed, "in_many": preview.in_many, "values": form.kept(),
    });
    let status = if changed { StatusCode::CONFLICT } else { StatusCode::OK };
    desk.page_with(status, "staff/case/preview.html", &values)
}
