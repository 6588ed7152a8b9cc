//! The list of commitments: none to many.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::desk::Desk;
use crate::app::sign::{self, Held};
use crate::domain::commitment::Kind;
use crate::domain::country::Country;
use crate::domain::currency::{Currency, Money};
use crate::domain::draft::{CommitmentAnswers, Step};
use crate::domain::text::{Action, Recipients, Title, as_kept};
use crate::domain::{Error, Flaw, Problems, Result, evidence, limits};
use crate::web::error::Failure;
use crate::web::form::Form;

/// Shows the list.
pub async fn show(desk: Desk) -> Result<HttpResponse, Failure> {
    match desk.form() {
        Ok((desk, held)) => page(&desk, &held, &Problems::default()),
        Err(elsewhere) => Ok(*elsewhere),
    }
}

/// Goes on with the list as it is.
pub async fn answer(desk: Desk, form: Form) -> Result<HttpResponse, Failure> {
    let (mut desk, held) = match desk.answer()? {
        Ok(found) => found,
        Err(elsewhere) => return Ok(*elsewhere),
    };
    let finished = unfinished(&desk, &held).is_empty();
    let parsed = if finished { Ok(()) } else { Err(Error::invalid("commitments", Flaw::Missing)) };
    match desk.keep(&held, Step::Commitments, &form, parsed).await? {
        Ok(response) => Ok(response),
        Err(problems) => page(&desk, &held, &problems),
    }
}

/// Takes a commitment off the list.
pub async fn remove(desk: Desk, place: web::Path<usize>, form: Form) -> Result<HttpResponse, Failure> {
    let (desk, held) = match desk.answer()? {
        Ok(found) => found,
        Err(elsewhere) => return Ok(*elsewhere),
    };
    if let Some(index) = place.checked_sub(1) {
        sign::commitment::remove(&desk.site.app, &held, index, form.get("seen")).await?;
    }
    Ok(desk.see("/sign/commitments"))
}

/// The places, from 1, of commitments that were kept before they were finished.
pub fn unfinished(desk: &Desk, held: &Held) -> Vec<usize> {
    let reading = sign::reading(&desk.site.app, desk.visitor.locale);
    let known = reading.map(|reading| reading.known()).unwrap_or_default();
    let numbered = held.draft.commitments.iter().zip(1..);
    let whole = |answers: &CommitmentAnswers| answers.citing(&known).parse(&known, desk.today()).is_ok();
    numbered.filter(|(answers, _)| !whole(answers)).map(|(_, place)| place).collect()
}

/// The list as pages show it: as it will be kept.
pub fn items(desk: &Desk, held: &Held) -> Vec<Value> {
    let unfinished = unfinished(desk, held);
    let numbered = held.draft.commitments.iter().zip(1..);
    numbered
        .map(|(answers, place): (_, usize)| {
            json!({
                "place": place,
                "title": as_kept::<Title>(&answers.title),
                "kind": answers.kind,
                "start": answers.start.parse().ok(),
                "due": answers.due.parse().ok(),
                "countries": countries(desk, answers),
                "paragraphs": served(desk, answers),
                "finished": !unfinished.contains(&place),
                "action": as_kept::<Action>(&answers.action),
                "measure": {
                    "type": answers.measure, "unit": as_kept::<Title>(&answers.unit),
                    "baseline": answers.baseline, "target": answers.target,
                },
                "amount": amount(answers),
                "stage": funds(answers).then_some(&answers.stage),
                "recipients": recipients(answers),
                "evidence": evidence::as_kept(&answers.evidence),
            })
        })
        .collect()
}

/// What the countries are called.
fn countries(desk: &Desk, answers: &CommitmentAnswers) -> Vec<&'static str> {
    let known = answers.countries.iter().filter_map(|code| Country::parse(code).ok());
    known.map(|country| country.name(desk.visitor.locale)).collect()
}

/// The numbers of the paragraphs that it serves, in the text that is signed.
fn served(desk: &Desk, answers: &CommitmentAnswers) -> Vec<u32> {
    let reading = sign::reading(&desk.site.app, desk.visitor.locale);
    let clauses = reading.map(|reading| reading.paragraphs).unwrap_or_default();
    let cited = clauses.into_iter().filter(|clause| answers.paragraphs.contains(&clause.id));
    cited.map(|clause| clause.number).collect()
}

/// The money that is promised; nothing where it is none, or not finished.
fn amount(answers: &CommitmentAnswers) -> Option<Money> {
    let currency = Currency::parse(&answers.currency).ok().filter(|_| funds(answers))?;
    Money::parse(&answers.amount, currency).ok()
}

/// To whom it goes.
fn recipients(answers: &CommitmentAnswers) -> Option<String> {
    funds(answers).then(|| as_kept::<Recipients>(&answers.recipients))
}

fn funds(answers: &CommitmentAnswers) -> bool {
    answers.kind == Kind::Funding.code()
}

fn page(desk: &Desk, held: &Held, problems: &Problems) -> Result<HttpResponse, Failure> {
    let mut items = items(desk, held);
    for (item, answers) in items.iter_mut().zip(&held.draft.commitments) {
        item["seen"] = json!(sign::commitment::mark(&desk.site.app, answers)?);
    }
    let values = json!({
        "items": items,
        "more": held.draft.commitments.len() < limits::COMMITMENTS,
        "most": limits::COMMITMENTS,
    });
    desk.ask(Step::Commitments, problems, values)
}
