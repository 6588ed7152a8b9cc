//! A Case's page, its lock and its notes.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::json;

use super::shown::{self, Eye};
use crate::app::case::lock::{self, Move};
use crate::app::case::{file, note, open};
use crate::domain::permit::{Moderate, Power, ProposeErasure, SeeCases, SeeIdentities};
use crate::domain::{Error, Flaw, Problems};
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::private;
use crate::web::signed_in::Colleague;
use crate::web::site::Site;
use crate::web::staff;
use crate::web::visitor::Visitor;

/// The page.
pub async fn show(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    number: web::Path<i64>,
) -> Result<HttpResponse, Failure> {
    again(&site, &visitor, &colleague, *number, None).await
}

/// The page, or the page again with what is wrong with a form on it and what was typed.
pub async fn again(
    site: &web::Data<Site>,
    visitor: &Visitor,
    colleague: &Colleague,
    number: i64,
    wrong: Option<(&Problems, &Form)>,
) -> Result<HttpResponse, Failure> {
    let wrong = wrong.map(|(problems, form)| (StatusCode::UNPROCESSABLE_ENTITY, problems, form));
    typed_again(site, visitor, colleague, number, wrong).await
}

/// The page again because a colleague has the Case: with what was typed, and who it is.
pub async fn held(
    site: &web::Data<Site>,
    visitor: &Visitor,
    colleague: &Colleague,
    number: i64,
    form: &Form,
) -> Result<HttpResponse, Failure> {
    let again = (StatusCode::CONFLICT, &Problems::default(), form);
    typed_again(site, visitor, colleague, number, Some(again)).await
}

async fn typed_again(
    site: &web::Data<Site>,
    visitor: &Visitor,
    colleague: &Colleague,
    number: i64,
    typed: Option<(StatusCode, &Problems, &Form)>,
) -> Result<HttpResponse, Failure> {
    let now = site.app.clock.now();
    let permit = colleague.staff.permit::<SeeCases>(now)?;
    let identities = colleague.staff.permit::<SeeIdentities>(now).ok();
    let file = file::open(&site.app, &permit, identities.as_ref(), number).await?;
    let messages = site.messages()?;
    let mut values = shown::file(&file, &eye(site, visitor, colleague, &messages))?;
    values["may_decide"] = json!(colleague.staff.permit::<Moderate>(now).is_ok());
    values["may_erase"] = json!(colleague.staff.roles.any(ProposeErasure::ROLES));
    values["may_unmask"] = json!(identities.is_some());
    let seconds = file.proposal.as_ref().map(|proposal| proposal.eyes.seconds());
    values["may_second"] = json!(seconds.is_some_and(|roles| colleague.staff.roles.any(roles)));
    let mut status = StatusCode::OK;
    if let Some((kind, problems, form)) = typed {
        status = kind;
        values["problems"] = json!(private::words(site, visitor, problems)?);
        values["values"] = form.kept();
    }
    staff::page_with(site, visitor, (status, colleague), "staff/case/file.html", &values)
}

/// Who looks at the page.
pub fn eye<'a>(
    site: &'a Site,
    visitor: &Visitor,
    colleague: &Colleague,
    messages: &'a crate::view::Messages,
) -> Eye<'a> {
    Eye {
        me: colleague.staff.id,
        locale: visitor.locale,
        now: site.app.clock.now(),
        messages,
        templates: &site.templates,
        app: &site.app,
    }
}

/// Takes the Case, takes it over, or gives it back.
pub async fn turn(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    number: web::Path<i64>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let permit = colleague.staff.permit::<Moderate>(site.app.clock.now())?;
    let step =
        Move::from_code(form.get("move")).ok_or_else(|| Error::invalid("move", Flaw::UnknownChoice))?;
    let origin = visitor.origin_of(colleague.actor());
    match lock::turn(&site.app, &permit, origin, *number, (step, form.get("why"))).await {
        Err(Error::Invalid(problems)) => {
            return again(&site, &visitor, &colleague, *number, Some((&problems, &form))).await;
        }
        done => done?,
    }
    if form.has("decision") || form.has("message") {
        // Taken over from within the decision's form: what is typed there stays.
        let kept = (StatusCode::OK, &Problems::default(), &form);
        return typed_again(&site, &visitor, &colleague, *number, Some(kept)).await;
    }
    Ok(private::see(&visitor, &format!("/staff/cases/{number}")))
}

/// Opens the Case in which a colleague looks into the signatory, and goes there.
pub async fn open_inquiry(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    number: web::Path<i64>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let permit = colleague.staff.permit::<Moderate>(site.app.clock.now())?;
    let origin = visitor.origin_of(colleague.actor());
    let asked = (*number, form.get("inquiry"));
    match open::about_signatory(&site.app, &permit, origin, asked).await {
        Ok(opened) => Ok(private::see(&visitor, &format!("/staff/cases/{opened}"))),
        Err(Error::Invalid(problems)) => {
            again(&site, &visitor, &colleague, *number, Some((&problems, &form))).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Opens the Case of a published commitment, or goes to the one that is open.
pub async fn open_about(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    commitment: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let permit = colleague.staff.permit::<Moderate>(site.app.clock.now())?;
    let origin = visitor.origin_of(colleague.actor());
    let number = open::about_commitment(&site.app, &permit, origin, &commitment).await?;
    Ok(private::see(&visitor, &format!("/staff/cases/{number}")))
}

/// Adds a note.
pub async fn add_note(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    number: web::Path<i64>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let permit = colleague.staff.permit::<Moderate>(site.app.clock.now())?;
    let origin = visitor.origin_of(colleague.actor());
    match note::add(&site.app, &permit, origin, *number, form.get("text")).await {
        Ok(()) => Ok(private::see(&visitor, &format!("/staff/cases/{number}#notes"))),
        Err(Error::Invalid(problems)) => {
            again(&site, &visitor, &colleague, *number, Some((&problems, &form))).await
        }
        Err(error) => Err(error.into()),
    }
}
