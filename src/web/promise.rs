//! The form of one commitment: the same where an organisation signs and where it adds one later.

use serde_json::{Value, json};

use super::form::Form;
use crate::domain::draft::{CommitmentAnswers, DayAnswer};
use crate::domain::locale::Locale;
use crate::domain::{Day, commitment::Measure};
use crate::store::commitment::Terms;
use crate::view::dates;

/// What was answered.
pub fn answers(form: &Form) -> CommitmentAnswers {
    let text = |name: &str| form.get(name).to_owned();
    let day = |name: &str| DayAnswer {
        day: text(&format!("{name}_day")),
        month: text(&format!("{name}_month")),
        year: text(&format!("{name}_year")),
    };
    CommitmentAnswers {
        id: String::new(),
        kind: text("kind"),
        title: text("title"),
        action: text("action"),
        measure: text("measure"),
        unit: text("unit"),
        baseline: text("baseline"),
        target: text("target"),
        start: day("start"),
        due: day("due"),
        amount: text("amount"),
        currency: text("currency"),
        stage: text("stage"),
        recipients: text("recipients"),
        paragraphs: form.all("paragraphs").map(str::to_owned).collect(),
        countries: form.all("countries").map(str::to_owned).collect(),
        evidence: text("evidence"),
    }
}

/// What was answered, as the fields take it back.
pub fn values(answers: &CommitmentAnswers) -> Value {
    json!({
        "kind": answers.kind,
        "title": answers.title,
        "action": answers.action,
        "measure": answers.measure,
        "unit": answers.unit,
        "baseline": answers.baseline,
        "target": answers.target,
        "start_day": answers.start.day,
        "start_month": answers.start.month,
        "start_year": answers.start.year,
        "due_day": answers.due.day,
        "due_month": answers.due.month,
        "due_year": answers.due.year,
        "amount": answers.amount,
        "currency": answers.currency,
        "stage": answers.stage,
        "recipients": answers.recipients,
        "paragraphs": answers.paragraphs,
        "countries": answers.countries,
        "evidence": answers.evidence,
    })
}

/// What a commitment says as it would have been typed in a language.
pub fn typed(kept: &Terms, locale: Locale) -> CommitmentAnswers {
    let (measure, unit, baseline, target) = match &kept.measure {
        Measure::Deliverable => ("deliverable", String::new(), String::new(), String::new()),
        Measure::Indicator { unit, baseline, target } => {
            let baseline = baseline.as_ref().map(|figure| figure.as_str().to_owned());
            ("indicator", unit.clone(), baseline.unwrap_or_default(), target.as_str().to_owned())
        }
    };
    let money = kept.amount;
    CommitmentAnswers {
        id: String::new(),
        kind: kept.kind.code().to_owned(),
        title: kept.title.clone(),
        action: kept.action.clone(),
        measure: measure.to_owned(),
        unit,
        baseline,
        target,
        start: kept.start.map(day).unwrap_or_default(),
        due: day(kept.due),
        amount: money.map(|money| dates::typed_amount(money, locale)).unwrap_or_default(),
        currency: money.map(|money| money.currency.code().to_owned()).unwrap_or_default(),
        stage: kept.stage.map(|stage| stage.code().to_owned()).unwrap_or_default(),
        recipients: kept.recipients.clone().unwrap_or_default(),
        paragraphs: kept.paragraphs.clone(),
        countries: kept.countries.clone(),
        evidence: kept.evidence.join("\n"),
    }
}

fn day(day: Day) -> DayAnswer {
    use chrono::Datelike;
    DayAnswer { day: day.day().to_string(), month: day.month().to_string(), year: day.year().to_string() }
}
