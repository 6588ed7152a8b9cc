//! One commitment of the form: added or changed.

use actix_web::{HttpResponse, web};
use serde_json::json;

use super::desk::Desk;
use super::options;
use crate::app::sign::{self, Held, Reading};
use crate::domain::draft::{CommitmentAnswers, DayAnswer, Step};
use crate::domain::{Error, Problems, limits};
use crate::web::error::Failure;
use crate::web::form::Form;

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
        held.draft.commitments.push(answers(&form));
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
        Some(kept) => *kept = answers(&form),
        None => return Ok(desk.see("/sign/commitments")),
    }
    keep(&desk, &held, &form, Some(*place)).await
}

/// Keeps the list if the one that came is right, or if it is to be finished later.
async fn keep(desk: &Desk, held: &Held, form: &Form, place: Option<usize>) -> Result<HttpResponse, Failure> {
    let sent = answers(form);
    let known = reading(desk)?.known();
    if !form.has("later") {
        match sent.parse(&known) {
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

fn answers(form: &Form) -> CommitmentAnswers {
    let field = |name: &str| form.get(name).to_owned();
    let all = |name| form.all(name).map(str::to_owned).collect();
    let day = |name: &str| DayAnswer {
        day: field(&format!("{name}_day")),
        month: field(&format!("{name}_month")),
        year: field(&format!("{name}_year")),
    };
    CommitmentAnswers {
        kind: field("kind"),
        title: field("title"),
        action: field("action"),
        measure: field("measure"),
        unit: field("unit"),
        baseline: field("baseline"),
        target: field("target"),
        start: day("start"),
        due: day("due"),
        amount: field("amount"),
        currency: field("currency"),
        stage: field("stage"),
        paragraphs: all("paragraphs"),
        countries: all("countries"),
    }
}

fn page(
    desk: &Desk,
    answers: &CommitmentAnswers,
    place: Option<usize>,
    problems: &Problems,
) -> Result<HttpResponse, Failure> {
    let mut kept = serde_json::to_value(answers).map_err(Error::internal)?;
    if let Some(map) = kept.as_object_mut() {
        for (name, day) in [("start", &answers.start), ("due", &answers.due)] {
            map.insert(format!("{name}_day"), day.day.clone().into());
            map.insert(format!("{name}_month"), day.month.clone().into());
            map.insert(format!("{name}_year"), day.year.clone().into());
        }
    }
    let values = json!({
        "values": kept,
        "place": place,
        "reading": reading(desk)?,
        "countries": options::countries(desk.visitor.locale),
        "currencies": options::currencies(),
        "limit": limits::ACTION,
    });
    desk.show("page/sign/commitment.html", Step::Commitments, problems, values)
}
