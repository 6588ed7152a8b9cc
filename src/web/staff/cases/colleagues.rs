//! What colleagues do with each other about a Case: giving it to one, asking one for an opinion, and answering.

use actix_web::{HttpResponse, web};

use super::file::again;
use crate::app::case::{assign, opinion};
use crate::domain::ids::{CaseMessageId, StaffId};
use crate::domain::permit::{Advise, Moderate};
use crate::domain::{Error, Flaw};
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::staff::acting::Acting;

/// Gives the Case to a colleague, or to nobody.
pub async fn assign(
    desk: Acting<Moderate>,
    number: web::Path<i64>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let to = match form.get("assignee") {
        "" => Ok(None),
        id => id.parse().map(|id| Some(StaffId(id))).map_err(|_| assign::unknown()),
    };
    let given = match to {
        Ok(to) => assign::assign(desk.app(), &desk.permit, desk.origin(), *number, to).await,
        Err(error) => Err(error),
    };
    match given {
        Ok(()) => Ok(desk.see(&format!("/staff/cases/{number}"))),
        Err(Error::Invalid(problems)) => again(&desk, *number, &problems, &form).await,
        Err(error) => Err(error.into()),
    }
}

/// Asks a colleague for an opinion.
pub async fn ask(
    desk: Acting<Moderate>,
    number: web::Path<i64>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let adviser = match form.get("adviser").parse() {
        Ok(id) => Ok(StaffId(id)),
        Err(_) => Err(Error::invalid("adviser", Flaw::Missing)),
    };
    let asked = match adviser {
        Ok(adviser) => {
            let question = (adviser, form.get("question"));
            opinion::ask(desk.app(), &desk.permit, desk.origin(), *number, question).await
        }
        Err(error) => Err(error),
    };
    match asked {
        Ok(()) => Ok(desk.see(&format!("/staff/cases/{number}#opinions"))),
        Err(Error::Invalid(problems)) => again(&desk, *number, &problems, &form).await,
        Err(error) => Err(error.into()),
    }
}

/// Takes a question back that waits for an answer.
pub async fn take_back(desk: Acting<Advise>, message: web::Path<i64>) -> Result<HttpResponse, Failure> {
    let message = CaseMessageId(*message);
    let number = opinion::take_back(desk.app(), &desk.permit, desk.origin(), message).await?;
    Ok(desk.see(&format!("/staff/cases/{number}#opinions")))
}

/// Answers a colleague, or says that one has read what they wrote.
pub async fn answer(
    desk: Acting<Advise>,
    message: web::Path<i64>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let message = CaseMessageId(*message);
    match opinion::answer(desk.app(), &desk.permit, desk.origin(), message, form.get("opinion")).await {
        Ok(_) if form.get("then") == "queue" => Ok(desk.see("/staff/cases")),
        Ok(number) => Ok(desk.see(&format!("/staff/cases/{number}#opinions"))),
        Err(Error::Invalid(problems)) => {
            let number = form.get("case").parse().map_err(|_| Error::NotFound)?;
            again(&desk, number, &problems, &form).await
        }
        Err(error) => Err(error.into()),
    }
}
