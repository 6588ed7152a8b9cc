//! The dated history of a signatory or a commitment, in the reader's words: each line with the entry that proves it.

use std::collections::HashMap;

use serde::Serialize;

use super::paragraphs::Paragraphs;
use super::speech::{Language, Speech};
use crate::domain::Moment;
use crate::domain::commitment::Measure;
use crate::domain::currency::Money;
use crate::domain::ids::CommitmentId;
use crate::domain::locale::Locale;
use crate::domain::reason::Wording;
use crate::domain::visibility::CommitmentShown;
use crate::register::Snapshot;
use crate::register::card::{Change, Detail, HistoryLine};
use crate::register::past::Promised;

/// One dated line.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    /// The entry's number as it stands in addresses, once the signed tree has it.
    number: Option<String>,
    at: Moment,
    /// The log's kind as message ids have it.
    kind: String,
    /// The commitment that it is about, where the page does not say so itself and its words may be read.
    about: Option<About>,
    detail: Option<Told>,
}

impl Line {
    /// The lines of a history, newest first. Entries of the last minute have no proof yet.
    pub(super) fn all(
        history: &[HistoryLine],
        about: &HashMap<CommitmentId, About>,
        with: (&Speech, &Paragraphs),
    ) -> Vec<Line> {
        let line = |line: &HistoryLine| Line {
            number: line.number.map(|number| number.to_string()),
            at: line.at,
            kind: line.kind.replace(['.', '_'], "-"),
            about: line.commitment.and_then(|id| about.get(&id).cloned()),
            detail: line.detail.as_ref().and_then(|detail| Told::of(detail, with)),
        };
        history.iter().rev().map(line).collect()
    }
}

/// A commitment that a line is about.
#[derive(Debug, Clone, Serialize)]
pub(super) struct About {
    id: String,
    title: String,
}

impl About {
    /// Those of a signatory's commitments whose words may be read.
    pub(super) fn readable_of(snapshot: &Snapshot, signatory: u32) -> HashMap<CommitmentId, About> {
        let readable = |place: &&u32| {
            matches!(snapshot.commitment_shown(**place), CommitmentShown::Full | CommitmentShown::Marked)
        };
        let about = |place: &u32| {
            let card = snapshot.commitment(*place);
            (card.id, About { id: card.public_id.clone(), title: card.title.clone() })
        };
        snapshot.commitments_of(signatory).iter().filter(readable).map(about).collect()
    }
}

/// A field that was amended, in the reader's words.
#[derive(Debug, Serialize)]
struct Changed {
    /// The field as message ids have it.
    field: String,
    before: String,
    after: String,
}

impl Changed {
    fn of(change: &Change, speech: &Speech) -> Changed {
        let said = |value: &Option<String>| match (change.field.as_str(), value) {
            (_, None) => String::new(),
            ("category", Some(code)) => speech.code("category", code),
            ("country", Some(code)) => speech.country(code),
            (_, Some(text)) => text.clone(),
        };
        Changed { field: change.field.clone(), before: said(&change.before), after: said(&change.after) }
    }
}

/// What is other of a commitment than it was, in the reader's words.
fn revised((before, after): &(Promised, Promised), speech: &Speech, cited: &Paragraphs) -> Vec<Changed> {
    let said = |terms| promised(terms, speech, cited).into_iter();
    let pairs = said(before).zip(said(after)).filter(|((_, before), (_, after))| before != after);
    pairs.map(|((field, before), (_, after))| Changed { field: field.to_owned(), before, after }).collect()
}

/// What a commitment promises, field by field as message ids have them.
fn promised(terms: &Promised, speech: &Speech, cited: &Paragraphs) -> [(&'static str, String); 12] {
    let money = Money::kept(terms.amount_minor, terms.currency.as_deref());
    let money = money.and_then(|sum| speech.money(i128::from(sum.minor), sum.currency).ok());
    let paragraphs: Vec<String> = terms.paragraphs.iter().map(|id| cited.label(id)).collect();
    let countries: Vec<String> = terms.countries.iter().map(|code| speech.country(code)).collect();
    [
        ("title", terms.title.clone()),
        ("action", terms.action.clone()),
        ("kind", speech.code("kind", terms.kind.code())),
        ("measure", measured(&terms.measure, speech)),
        ("amount", money.unwrap_or_default()),
        ("stage", terms.stage.map(|stage| speech.code("stage", stage.code())).unwrap_or_default()),
        ("recipients", terms.recipients.clone().unwrap_or_default()),
        ("start", terms.start.map(|day| speech.day(day)).unwrap_or_default()),
        ("due", speech.day(terms.due)),
        ("paragraphs", paragraphs.join("; ")),
        ("countries", countries.join(", ")),
        ("evidence", terms.evidence.join(", ")),
    ]
}

fn measured(measure: &Measure, speech: &Speech) -> String {
    let Measure::Indicator { unit, baseline, target } = measure else {
        return speech.word("commitment-deliverable");
    };
    let how = match baseline {
        Some(baseline) => {
            let values = [("baseline", baseline.as_str()), ("target", target.as_str())];
            speech.filled("commitment-from-to", &values)
        }
        None => speech.filled("commitment-to", &[("target", target.as_str())]),
    };
    format!("{unit}: {how}")
}

/// What a line tells besides, in the reader's words.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Told {
    Signed { version: u32, language: Language },
    Changed { fields: Vec<Changed> },
    Reason { text: String },
}

impl Told {
    fn of(detail: &Detail, (speech, cited): (&Speech, &Paragraphs)) -> Option<Told> {
        Some(match detail {
            Detail::Signed { version, language } => {
                Told::Signed { version: *version, language: speech.language(language) }
            }
            Detail::Changed(changes) => {
                Told::Changed { fields: changes.iter().map(|change| Changed::of(change, speech)).collect() }
            }
            Detail::Revised(sides) => Told::Changed { fields: revised(sides, speech, cited) },
            Detail::Reason(words) => Told::Reason { text: told(words, speech.locale)? },
            Detail::OwnReason(words) => Told::Reason { text: words.clone() },
        })
    }
}

/// What the public is told of why, in the reader's language or else in English.
pub(super) fn told(words: &Wording, locale: Locale) -> Option<String> {
    words.get(&locale).or_else(|| words.get(&Locale::English)).cloned()
}
