//! A Case's page, its lock and its notes.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::shown::{self, Eye};
use crate::app::case::lock::{self, Move};
use crate::app::case::{file, note, open};
use crate::domain::permit::{ConfirmState, Moderate, Power, ProposeErasure, SeeCases, SeeIdentities};
use crate::domain::{Error, Problems, Refusal};
use crate::view::Messages;
use crate::web::done;
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::kept;
use crate::web::staff::acting::Acting;

const PAGE: &str = "staff/case/file.html";

/// The page, with what was done just before.
pub async fn show(
    desk: Acting<SeeCases>,
    number: web::Path<i64>,
    done: web::Query<done::Query>,
) -> Result<HttpResponse, Failure> {
    let mut values = values(&desk, *number).await?;
    values["done"] = json!(desk.said(&done));
    desk.page_with(StatusCode::OK, PAGE, &values)
}

/// The page again, with what is wrong with a form on it and what was typed.
pub async fn again(
    desk: &Acting<impl Power>,
    number: i64,
    problems: &Problems,
    form: &Form,
) -> Result<HttpResponse, Failure> {
    page(desk, number, (StatusCode::UNPROCESSABLE_ENTITY, problems, form)).await
}

/// The page again because a colleague has the Case: with what was typed, and who it is.
pub async fn held(desk: &Acting<impl Power>, number: i64, form: &Form) -> Result<HttpResponse, Failure> {
    page(desk, number, (StatusCode::CONFLICT, &Problems::default(), form)).await
}

/// The page again after a fresh proof, with what was typed before it.
pub async fn restored(desk: &Acting<impl Power>, number: i64, form: &Form) -> Result<HttpResponse, Failure> {
    page(desk, number, (StatusCode::OK, &Problems::default(), form)).await
}

async fn page(
    desk: &Acting<impl Power>,
    number: i64,
    (status, problems, form): (StatusCode, &Problems, &Form),
) -> Result<HttpResponse, Failure> {
    let mut values = values(desk, number).await?;
    values["problems"] = json!(desk.words(problems)?);
    values["values"] = form.kept();
    values["done"] = json!(if kept::is_restored(form) { "restored" } else { "" });
    desk.page_with(status, PAGE, &values)
}

async fn values(desk: &Acting<impl Power>, number: i64) -> Result<Value, Failure> {
    let (staff, now) = (&desk.colleague.staff, desk.app().clock.now());
    let identities = staff.permit::<SeeIdentities>(now).ok();
    let file = file::open(desk.app(), &staff.permit::<SeeCases>(now)?, identities.as_ref(), number).await?;
    let messages = desk.site.messages()?;
    let mut values = shown::file(&file, &eye(desk, &messages))?;
    values["may_decide"] = json!(staff.permit::<Moderate>(now).is_ok());
    values["may_erase"] = json!(staff.roles.any(ProposeErasure::ROLES));
    values["may_unmask"] = json!(identities.is_some());
    if let Some(waits) = &file.proposal {
        values["barred"] = json!(staff.barred_as_second(waits.eyes.seconds(), [waits.by], now));
        values["may_take_back"] = json!(staff.roles.any(ConfirmState::ROLES));
        values["recorded"] = json!(waits.recorder == Some(staff.id));
    }
    Ok(values)
}

/// Who looks at the page.
pub fn eye<'a>(desk: &'a Acting<impl Power>, messages: &'a Messages) -> Eye<'a> {
    Eye {
        me: desk.colleague.staff.id,
        locale: desk.visitor.locale,
        now: desk.app().clock.now(),
        messages,
        templates: &desk.site.templates,
        app: desk.app(),
    }
}

/// Takes the Case, takes it over, or gives it back.
pub async fn turn(
    desk: Acting<Moderate>,
    number: web::Path<i64>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let step = Move::from_code(form.get("move")).ok_or(Error::Refused(Refusal::Unreadable))?;
    match lock::turn(desk.app(), &desk.permit, desk.origin(), *number, (step, form.get("why"))).await {
        Err(Error::Invalid(problems)) => return again(&desk, *number, &problems, &form).await,
        done => done?,
    }
    if is_filled_in(&form) {
        // Taken over from within the decision's form: what is typed there stays.
        return page(&desk, *number, (StatusCode::OK, &Problems::default(), &form)).await;
    }
    Ok(desk.see(&format!("/staff/cases/{number}")))
}

/// Whether something of a decision is chosen or typed beside what a lock's own form sends.
fn is_filled_in(form: &Form) -> bool {
    let own = ["move", "why", "revision"];
    form.0.iter().any(|(name, value)| !own.contains(&name.as_str()) && !value.is_empty())
}

/// Opens the Case in which a colleague looks into the signatory, and goes there.
pub async fn open_inquiry(
    desk: Acting<Moderate>,
    number: web::Path<i64>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let asked = (*number, form.get("inquiry"));
    match open::about_signatory(desk.app(), &desk.permit, desk.origin(), asked).await {
        Ok(opened) => Ok(desk.see(&format!("/staff/cases/{opened}"))),
        Err(Error::Invalid(problems)) => again(&desk, *number, &problems, &form).await,
        Err(error) => Err(error.into()),
    }
}

/// Opens the Case of a published commitment, or goes to the one that is open.
pub async fn open_about(
    desk: Acting<Moderate>,
    commitment: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let number = open::about_commitment(desk.app(), &desk.permit, desk.origin(), &commitment).await?;
    Ok(desk.see(&format!("/staff/cases/{number}")))
}

/// Adds a note.
pub async fn add_note(
    desk: Acting<Moderate>,
    number: web::Path<i64>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    match note::add(desk.app(), &desk.permit, desk.origin(), *number, form.get("text")).await {
        Ok(()) => Ok(desk.see(&format!("/staff/cases/{number}#notes"))),
        Err(Error::Invalid(problems)) => again(&desk, *number, &problems, &form).await,
        Err(error) => Err(error.into()),
    }
}
