//! The second person's form: let it happen, or send it back with a note. The first person's: take it back.

use actix_web::{HttpResponse, web};

use super::file::{again, restored};
use crate::app::case::second::{self, Second};
use crate::domain::permit::SeeWaiting;
use crate::domain::{Error, Flaw, Problems, Result};
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::kept;
use crate::web::staff::acting::Acting;

/// Approves what waits, or sends it back.
pub async fn answer(
    desk: Acting<SeeWaiting>,
    number: web::Path<i64>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let answered = answered(&desk, *number, &form).await;
    if answered.is_err() && stands(&desk, *number, &form).await? {
        return Ok(desk.see(&format!("/staff/cases/{number}")));
    }
    answered
}

/// Whether the same form was sent before, and did what it says.
async fn stands(desk: &Acting<SeeWaiting>, number: i64, form: &Form) -> Result<bool> {
    let Ok(revision) = form.get("revision").parse() else { return Ok(false) };
    let approves = form.has("approve");
    let pressed = (revision, approves, form.get(if approves { "shown" } else { "back" }));
    second::stands(desk.app(), &desk.permit, number, pressed).await
}

async fn answered(desk: &Acting<SeeWaiting>, number: i64, form: &Form) -> Result<HttpResponse, Failure> {
    let eyes = second::eyes(desk.app(), &desk.permit, number).await?;
    let second = Second::of(&desk.colleague.staff, eyes, desk.app().clock.now())?;
    if kept::is_restored(form) {
        return restored(desk, number, form).await;
    }
    if form.has("approve") && !form.get("back").trim().is_empty() {
        return unsent(desk, number, form).await;
    }
    let revision = form.get("revision").parse().map_err(|_| Error::Conflict)?;
    let outcome = if form.has("approve") {
        let seen = (revision, form.get("shown").to_owned());
        second::approve(desk.app(), &second, desk.origin(), number, seen).await
    } else {
        second::send_back(desk.app(), &second, desk.origin(), number, (revision, form.get("back"))).await
    };
    match outcome {
        Ok(()) => Ok(desk.see(&format!("/staff/cases/{number}"))),
        Err(Error::Invalid(problems)) => again(desk, number, &problems, form).await,
        Err(error) => Err(error.into()),
    }
}

/// The page again, where somebody approves and has written why it goes back: that would reach nobody.
async fn unsent(desk: &Acting<SeeWaiting>, number: i64, form: &Form) -> Result<HttpResponse, Failure> {
    let mut problems = Problems::default();
    problems.add("back", Flaw::NotSent);
    again(desk, number, &problems, form).await
}

/// Takes back what one has decided oneself and waits.
pub async fn take_back(
    desk: Acting<SeeWaiting>,
    number: web::Path<i64>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let seen = form.get("revision").parse().map_err(|_| Error::Conflict)?;
    second::take_back(desk.app(), &desk.permit, desk.origin(), *number, seen).await?;
    Ok(desk.see(&format!("/staff/cases/{number}")))
}
