//! What the entries say of a signatory's public fields, held against what the list shows of it.

use core::ops::Range;

use serde_json::Value;

use super::{Object, text};
use crate::app::act::EntryKind;
use crate::domain::assurance::Level;
use crate::domain::visibility::PublicState;
use crate::log::check::Finding;
use crate::log::line::Line;

/// Fields as entries name them, and as the list does.
const FIELDS: &[(&str, &str)] = &[
    ("name", "name"),
    ("category", "category"),
    ("country", "country"),
    ("website", "website"),
    ("statement", "statement"),
    ("version", "signed_version"),
    ("language", "signed_language"),
    ("signed_at", "signed_at"),
];

/// What one entry after another said.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<(u64, Piece)>);

#[derive(Debug)]
enum Piece {
    /// Values that hold from then on.
    Values(Object),
    /// A level that was recorded, or ceased to count.
    Level(Level, bool),
}

impl Fields {
    /// Reads an entry about the signatory.
    pub(super) fn read(&mut self, line: &Line, body: &Object) {
        use EntryKind::*;
        let level = || Level::from_code(text(body, "level")?);
        let piece = match EntryKind::from_code(&line.kind) {
            Some(EndorsementPublished) => Some(Piece::Values(told(body))),
            Some(OrganisationAmended | OrganisationRenamed | EndorsementAmended) => {
                body.get("after").and_then(Value::as_object).map(|after| Piece::Values(told(after)))
            }
            Some(AssuranceRecorded) => level().map(|level| Piece::Level(level, true)),
            Some(AssuranceLapsed) => level().map(|level| Piece::Level(level, false)),
            _ => None,
        };
        self.0.extend(piece.map(|piece| (line.number, piece)));
    }

    /// The first thing that the list shows otherwise. Entries that came back without their rows say nothing of it.
    pub(super) fn judge(&self, slug: &str, shown: &Object, came_back: &[Range<u64>]) -> Option<Finding> {
        let counting = || self.0.iter().filter(|(entry, _)| !came_back.iter().any(|one| one.contains(entry)));
        for (field, shown_as) in FIELDS {
            let mut values = counting().filter_map(|(entry, piece)| match piece {
                Piece::Values(values) => values.get(*field).map(|value| (*entry, value)),
                Piece::Level(..) => None,
            });
            if let Some((entry, value)) = values.next_back()
                && shown.get(*shown_as).unwrap_or(&Value::Null) != value
            {
                return Some(differs(entry, slug, shown_as));
            }
        }
        let (entry, _) = counting().next_back()?;
        if text(shown, "state").is_some_and(|state| state != PublicState::Published.code()) {
            return Some(differs(*entry, slug, "state"));
        }
        let (entry, level) = assurance(counting())?;
        let shown = shown.get("assurance").and_then(|known| known.get("level")).and_then(Value::as_str);
        (shown != Some(level.code())).then(|| differs(entry, slug, "assurance"))
    }
}

/// The values of a body that are compared.
fn told(body: &Object) -> Object {
    let compared = FIELDS.iter().map(|(field, _)| *field).chain(["assurance"]);
    compared.filter_map(|field| body.get(field).map(|value| (field.to_owned(), value.clone()))).collect()
}

/// The highest level that counts, and the last entry that says something of it; nothing, if none does.
fn assurance<'a>(pieces: impl Iterator<Item = &'a (u64, Piece)>) -> Option<(u64, Level)> {
    let (mut last, mut counts) = (None, Vec::new());
    for (entry, piece) in pieces {
        match piece {
            Piece::Values(values) if !values.contains_key("assurance") => continue,
            Piece::Values(_) => {}
            Piece::Level(level, true) => counts.push(*level),
            Piece::Level(level, false) => counts.retain(|one| one != level),
        }
        last = Some(*entry);
    }
    last.map(|entry| (entry, counts.into_iter().max().unwrap_or(Level::None)))
}

fn differs(entry: u64, slug: &str, field: &str) -> Finding {
    let what = format!("says otherwise of {slug} than the register shows: {field}");
    Finding { entry: Some(entry), signatory: None, what }
}
