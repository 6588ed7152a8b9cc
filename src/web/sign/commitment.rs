//! One commitment of the form: added or changed.

use actix_web::{HttpResponse, web};
use serde_json::json;

use super::desk::Desk;
use crate::app::sign::commitment::Changed;
use crate::app::sign::{self, Reading};
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
    let (desk, held) = match desk.answer()? {
        Ok(found) => found,
        Err(elsewhere) => return Ok(*elsewhere),
    };
    let sent = promise::answers(&form);
    if let Err(problems) = check(&desk, &sent, &form)? {
        return page(&desk, &sent, None, &problems);
    }
    sign::commitment::add(&desk.site.app, &held, sent).await?;
    Ok(kept(&desk, &form))
}

/// Changes one on the list, unless others have changed it since its page was opened.
pub async fn change(desk: Desk, place: web::Path<usize>, form: Form) -> Result<HttpResponse, Failure> {
    let (mut desk, held) = match desk.answer()? {
        Ok(found) => found,
        Err(elsewhere) => return Ok(*elsewhere),
    };
    let Some(index) = place.checked_sub(1) else { return Ok(desk.see("/sign/commitments")) };
    let sent = promise::answers(&form);
    if let Err(problems) = check(&desk, &sent, &form)? {
        desk.comes_again(&form);
        return page(&desk, &sent, Some(*place), &problems);
    }
    let none = Problems::default();
    match sign::commitment::replace(&desk.site.app, &held, index, form.get("seen"), sent.clone()).await? {
        Changed::Saved => Ok(kept(&desk, &form)),
        Changed::Overtaken(now) => {
            let rows = desk.differences(&*desk.site.messages()?).of_commitments(&now, &sent);
            desk.comes_overtaken("page", rows);
            show_again(&desk, &sent, (Some(*place), now.as_ref()), &none)
        }
        Changed::Gone => {
            desk.comes_overtaken("gone", Vec::new());
            page(&desk, &sent, None, &none)
        }
    }
}

/// What is wrong with a commitment, unless it is to be finished later.
fn check(desk: &Desk, sent: &CommitmentAnswers, form: &Form) -> Result<Result<(), Problems>, Failure> {
    if form.has("later") {
        return Ok(Ok(()));
    }
    match sent.parse(&reading(desk)?.known(), desk.today()) {
        Err(Error::Invalid(problems)) => Ok(Err(problems)),
        other => Ok(other.map(|_| Ok(()))?),
    }
}

/// On from a commitment that is on the list.
fn kept(desk: &Desk, form: &Form) -> HttpResponse {
    desk.see(if form.has("later") { "/sign/later" } else { "/sign/commitments" })
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
    show_again(desk, answers, (place, answers), problems)
}

/// The page with what was typed, which takes the place of what is kept.
fn show_again(
    desk: &Desk,
    answers: &CommitmentAnswers,
    (place, kept): (Option<usize>, &CommitmentAnswers),
    problems: &Problems,
) -> Result<HttpResponse, Failure> {
    let seen = place.map(|_| sign::commitment::mark(&desk.site.app, kept)).transpose()?;
    let values = json!({
        "values": promise::values(answers),
        "place": place,
        "action": if place.is_some() { "" } else { "/sign/commitments/new" },
        "seen": seen.unwrap_or_default(),
        "reading": reading(desk)?,
        "countries": options::countries(desk.visitor.locale),
        "currencies": options::currencies(),
        "limit": limits::ACTION,
        "links": limits::EVIDENCE,
    });
    desk.show("page/sign/commitment.html", Step::Commitments, problems, values)
}
