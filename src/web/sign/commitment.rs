//! One commitment of the form: added or changed.

use actix_web::{HttpResponse, web};
use serde_json::json;

use super::desk::Desk;
use crate::app::sign::{self, Held, Reading};
use crate::domain::draft::{CommitmentAnswers, Step};
use crate::domain::{Error, Problems, limits};
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::{options, promise};

/// An empty page for one more.
pub async fn fresh(desk: Desk) -> Result<HttpResponse, Failure> {
    match desk.form() {
        Ok((desk, held)) if held.draft.commitments.len() < limits::COMMITMENTS => {
            page(&desk, &CommitmentAnswers::default(), None, &Problems::default())
        }
        Ok((desk, _)) => Ok(desk.see("/sign/commitments")),
        Err(elsewhere) => Ok(*elsewhere),
    }
}

/// The page of one that is on the list.
pub async fn show(desk: Desk, place: web::Path<usize>) -> Result<HttpResponse, Failure> {
    let (desk, held) = match desk.form() {
        Ok(found) => found,
        Err(elsewhere) => return Ok(*elsewhere),
    };
    let index = place.checked_sub(1);
    match index.and_then(|index| held.draft.commitments.get(index)) {
        Some(answers) => page(&desk, answers, Some(*place), &Problems::default()),
        None => Ok(desk.see("/sign/commitments")),
    }
}

/// Adds one to the list.
pub async fn add(desk: Desk, form: Form) -> Result<HttpResponse, Failure> {
    let (desk, mut held) = match desk.answer()? {
        Ok(found) => found,
        Err(elsewhere) => return Ok(*elsewhere),
    };
    if held.draft.commitments.len() < limits::COMMITMENTS {
        held.draft.commitments.push(promise::answers(&form));
        return keep(&desk, &held, &form, None).await;
    }
    Ok(desk.see("/sign/commitments"))
}

/// Changes one on the list.
pub async fn change(desk: Desk, place: web::Path<usize>, form: Form) -> Result<HttpResponse, Failure> {
    let (desk, mut held) = match desk.answer()? {
        Ok(found) => found,
        Err(elsewhere) => return Ok(*elsewhere),
    };
    let index = place.checked_sub(1);
    match index.and_then(|index| held.draft.commitments.get_mut(index)) {
        Some(kept) => *kept = promise::answers(&form),
        None => return Ok(desk.see("/sign/commitments")),
    }
    keep(&desk, &held, &form, Some(*place)).await
}

/// Keeps the list if the one that came is right, or if it is to be finished later.
async fn keep(desk: &Desk, held: &Held, form: &Form, place: Option<usize>) -> Result<HttpResponse, Failure> {
    let sent = promise::answers(form);
    let known = reading(desk)?.known();
    if !form.has("later") {
        match sent.parse(&known, desk.today()) {
            Err(Error::Invalid(problems)) => return page(desk, &sent, place, &problems),
            other => drop(other?),
        }
    }
    sign::draft::save(&desk.site.app, held).await?;
    Ok(desk.see(if form.has("later") { "/sign/later" } else { "/sign/commitments" }))
}

fn reading(desk: &Desk) -> Result<Reading, Failure> {
    let reading = sign::reading(&desk.site.app, desk.visitor.locale);
    Ok(reading.ok_or(Error::Refused(crate::domain::Refusal::CallNotOpen))?)
}

fn page(
    desk: &Desk,
    answers: &CommitmentAnswers,
    place: Option<usize>,
    problems: &Problems,
) -> Result<HttpResponse, Failure> {
    let values = json!({
        "values": promise::values(answers),
        "place": place,
        "reading": reading(desk)?,
        "countries": options::countries(desk.visitor.locale),
        "currencies": options::currencies(),
        "limit": limits::ACTION,
    });
    desk.show("page/sign/commitment.html", Step::Commitments, problems, values)
}
