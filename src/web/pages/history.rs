//! The dated history of a signatory or a commitment, in the reader's words: each line with the entry that proves it.

use std::collections::HashMap;

use serde::Serialize;

use super::speech::{Language, Speech};
use crate::domain::Moment;
use crate::domain::ids::CommitmentId;
use crate::domain::locale::Locale;
use crate::domain::reason::Wording;
use crate::domain::visibility::CommitmentShown;
use crate::register::Snapshot;
use crate::register::card::{Change, Detail, HistoryLine};

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
        speech: &Speech,
    ) -> Vec<Line> {
        let line = |line: &HistoryLine| Line {
            number: line.number.map(|number| number.to_string()),
            at: line.at,
            kind: line.kind.replace(['.', '_'], "-"),
            about: line.commitment.and_then(|id| about.get(&id).cloned()),
            detail: line.detail.as_ref().and_then(|detail| Told::of(detail, speech)),
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

/// What a line tells besides, in the reader's words.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Told {
    Signed { version: u32, language: Language },
    Changed { fields: Vec<Changed> },
    Reason { text: String },
}

impl Told {
    fn of(detail: &Detail, speech: &Speech) -> Option<Told> {
        Some(match detail {
            Detail::Signed { version, language } => {
                Told::Signed { version: *version, language: speech.language(language) }
            }
            Detail::Changed(changes) => {
                Told::Changed { fields: changes.iter().map(|change| Changed::of(change, speech)).collect() }
            }
            Detail::Reason(words) => Told::Reason { text: told(words, speech.locale)? },
            Detail::OwnReason(words) => Told::Reason { text: words.clone() },
        })
    }
}

/// What the public is told of why, in the reader's language or else in English.
pub(super) fn told(words: &Wording, locale: Locale) -> Option<String> {
    words.get(&locale).or_else(|| words.get(&Locale::English)).cloned()
}
