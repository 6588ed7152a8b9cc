//! One commitment of a form: as it is typed, and parsed.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::{DayAnswer, choice};
use crate::domain::commitment::{Figure, Kind, Measure, Stage};
use crate::domain::country::Country;
use crate::domain::currency::{Currency, Money};
use crate::domain::evidence::EvidenceLinks;
use crate::domain::text::{Action, Recipients, Title, parse_optional};
use crate::domain::{Day, Error, Flaw, Problems, Result};

/// One commitment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CommitmentAnswers {
    /// What tells it from the others on the list of a form, whatever is typed; nothing outside one.
    pub id: String,
    pub kind: String,
    pub title: String,
    pub action: String,
    /// `deliverable` or `indicator`.
    pub measure: String,
    pub unit: String,
    pub baseline: String,
    pub target: String,
    pub start: DayAnswer,
    pub due: DayAnswer,
    pub amount: String,
    pub currency: String,
    pub stage: String,
    /// To whom the money goes, in one line.
    pub recipients: String,
    pub paragraphs: Vec<String>,
    pub countries: Vec<String>,
    /// Links, one a line.
    pub evidence: String,
}

/// One commitment, parsed.
#[derive(Debug, Clone, PartialEq)]
pub struct Promise {
    pub kind: Kind,
    pub title: Title,
    pub action: Action,
    pub measure: Measure,
    /// Of funding, the first day of its period.
    pub start: Option<Day>,
    /// Of funding, the last day of its period.
    pub due: Day,
    pub amount: Option<Money>,
    pub stage: Option<Stage>,
    pub recipients: Option<Recipients>,
    pub paragraphs: Vec<String>,
    pub countries: Vec<Country>,
    pub evidence: EvidenceLinks,
}

/// What is promised of money; nothing, where none is.
#[derive(Debug, Default)]
struct Funds {
    amount: Option<Money>,
    stage: Option<Stage>,
    recipients: Option<Recipients>,
}

impl CommitmentAnswers {
    /// The commitment, or everything that is wrong with it. `known` are the ids of the Call's paragraphs.
    pub fn parse(&self, known: &[String], today: Day) -> Result<Promise> {
        let mut problems = Problems::default();
        let promise = self.parsed(&mut problems, known, today);
        problems.check()?;
        promise.ok_or_else(|| Error::internal("a commitment without problems lacks a part"))
    }

    fn parsed(&self, problems: &mut Problems, known: &[String], today: Day) -> Option<Promise> {
        let kind = problems.take("kind", choice(&self.kind, Kind::from_code));
        let title = problems.take("title", Title::parse(&self.title));
        let action = problems.take("action", Action::parse(&self.action));
        let measure = self.parse_measure(problems);
        let days = self.parse_days(problems, today);
        let funds =
            if kind == Some(Kind::Funding) { self.parse_funds(problems) } else { Some(Funds::default()) };
        let countries: Result<Vec<_>, Flaw> =
            once(&self.countries).map(|code| Country::parse(code)).collect();
        let countries = problems.take("countries", countries);
        if self.paragraphs.iter().any(|id| !known.contains(id)) {
            problems.add("paragraphs", Flaw::UnknownChoice);
        }
        let evidence = problems.take("evidence", EvidenceLinks::parse(&self.evidence));
        let ((start, due), Funds { amount, stage, recipients }) = (days?, funds?);
        Some(Promise {
            kind: kind?,
            title: title?,
            action: action?,
            measure: measure?,
            start,
            due,
            amount,
            stage,
            recipients,
            paragraphs: once(&self.paragraphs).cloned().collect(),
            countries: countries?,
            evidence: evidence?,
        })
    }

    /// The same without paragraphs that the Call has no more since it was answered.
    pub fn citing(&self, known: &[String]) -> CommitmentAnswers {
        let paragraphs = self.paragraphs.iter().filter(|id| known.contains(id)).cloned().collect();
        CommitmentAnswers { paragraphs, ..self.clone() }
    }

    fn parse_days(&self, problems: &mut Problems, today: Day) -> Option<(Option<Day>, Day)> {
        let start = if self.start.is_empty() {
            Some(None)
        } else {
            problems.take("start", self.start.parse()).map(Some)
        };
        let due = problems.take("due", self.due.parse());
        if let (Some(Some(start)), Some(due)) = (start, due)
            && due < start
        {
            problems.add("due", Flaw::DueBeforeStart);
        } else if due.is_some_and(|due| due < today) {
            problems.add("due", Flaw::DueInPast);
        }
        start.zip(due)
    }

    fn parse_measure(&self, problems: &mut Problems) -> Option<Measure> {
        match self.measure.as_str() {
            "deliverable" => Some(Measure::Deliverable),
            "indicator" => {
                let unit = problems.take("unit", Title::parse(&self.unit));
                let baseline = if self.baseline.trim().is_empty() {
                    Some(None)
                } else {
                    problems.take("baseline", Figure::parse(&self.baseline)).map(Some)
                };
                let target = problems.take("target", Figure::parse(&self.target));
                let (unit, baseline, target) = (unit?, baseline?, target?);
                Some(Measure::Indicator { unit: unit.as_str().to_owned(), baseline, target })
            }
            "" => {
                problems.add("measure", Flaw::Missing);
                None
            }
            _ => {
                problems.add("measure", Flaw::UnknownChoice);
                None
            }
        }
    }

    fn parse_funds(&self, problems: &mut Problems) -> Option<Funds> {
        let currency = problems.take("currency", choice(&self.currency, |code| Currency::parse(code).ok()));
        let amount = match currency {
            Some(currency) => problems.take("amount", Money::parse(&self.amount, currency)),
            None if self.amount.trim().is_empty() => {
                problems.add("amount", Flaw::Missing);
                None
            }
            None => None,
        };
        let stage = problems.take("stage", choice(&self.stage, Stage::from_code));
        let recipients = problems.take("recipients", parse_optional::<Recipients>(&self.recipients));
        Some(Funds { amount: Some(amount?), stage: Some(stage?), recipients: recipients? })
    }
}

/// What was chosen, each once, however often it was sent.
fn once(chosen: &[String]) -> impl Iterator<Item = &String> {
    let mut seen = HashSet::new();
    chosen.iter().filter(move |one| seen.insert(*one))
}
