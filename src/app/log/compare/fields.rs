//! What the entries say of a signatory's public fields, held against what the list shows of it.

use core::ops::Range;

use serde_json::{Value, json};

use super::{CAME_BACK_ALONE, Object, text};
use crate::domain::Moment;
use crate::domain::assurance::Level;
use crate::domain::entry::EntryKind;
use crate::domain::identifier::RorId;
use crate::domain::other_name::NameKind;
use crate::domain::visibility::PublicState;
use crate::log::check::Finding;
use crate::log::line::Line;
use crate::log::subject;

/// Fields as entries name them, and as the list does.
const FIELDS: &[(&str, &str)] = &[
    ("organisation", "id"),
    ("name", "name"),
    ("category", "category"),
    ("country", "country"),
    ("website", "website"),
    ("statement", "statement"),
    ("version", "signed_version"),
    ("language", "signed_language"),
    ("signed_at", "signed_at"),
];

/// Of them, those that are shown no more of one that has left.
const GO: &[&str] = &["website", "statement"];

/// Fields that the list shows in another form.
const REWRITTEN: &[&str] = &["names", "identifiers"];

/// What one entry after another said.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<Piece>);

#[derive(Debug)]
struct Piece {
    entry: u64,
    /// The entries of a week's batch stand in chance order: which of them was the last, they do not tell.
    in_order: bool,
    what: What,
}

#[derive(Debug)]
enum What {
    /// Values that hold from then on; with the publication, what counted before is told anew.
    Values(Object, bool),
    Recorded(Check),
    /// A level that ceased to count.
    Lapsed(Level),
}

/// A check that counts.
#[derive(Debug, Clone)]
struct Check {
    level: Level,
    method: Value,
    checked_at: Option<Moment>,
}

impl Check {
    fn read(body: &Object) -> Option<Check> {
        let level = Level::from_code(text(body, "level")?)?;
        let checked_at = body.get("checked_at").and_then(|at| serde_json::from_value(at.clone()).ok());
        Some(Check { level, method: body.get("method").cloned().unwrap_or_default(), checked_at })
    }
}

impl Fields {
    /// Reads an entry about the signatory.
    pub(super) fn read(&mut self, line: &Line, body: &Object) {
        use EntryKind::*;
        let what = match EntryKind::from_code(&line.kind) {
            Some(EndorsementPublished) => Some(What::Values(told(body), true)),
            Some(
                OrganisationAmended | OrganisationRenamed | EndorsementAmended | OrganisationMerged
                | OrganisationUnmerged,
            ) => {
                let after = body.get("after").and_then(Value::as_object);
                after.map(|after| What::Values(told(after), false))
            }
            Some(AssuranceRecorded) => Check::read(body).map(What::Recorded),
            Some(AssuranceLapsed) => Check::read(body).map(|check| What::Lapsed(check.level)),
            _ => None,
        };
        let in_order = !subject::is_of_batch(&line.subject);
        self.0.extend(what.map(|what| Piece { entry: line.number, in_order, what }));
    }

    /// The first thing that the list shows otherwise. Entries that came back did so without their rows: of a signatory that
    /// they alone publish there is none; of others, they count for a field of which no other entry tells.
    pub(super) fn judge(&self, slug: &str, shown: &Object, came_back: &[Range<u64>]) -> Option<Finding> {
        let held = Held { pieces: &self.0, slug, shown, came_back };
        let published = self.0.iter().filter(|one| matches!(one.what, What::Values(_, true)));
        if let Some(last) =
            published.clone().next_back().filter(|_| published.clone().all(|one| held.lost(one)))
        {
            let what = format!("publishes {slug} and {CAME_BACK_ALONE}");
            return Some(Finding { entry: Some(last.entry), signatory: None, what });
        }
        let counting = || self.0.iter().filter(|one| !held.lost(one));
        let plain = FIELDS.iter().find_map(|field| held.plain(*field));
        plain.or_else(|| held.rewritten()).or_else(|| {
            let last = counting().next_back()?.entry;
            if text(shown, "state").is_some_and(|state| state != PublicState::Published.code()) {
                return Some(differs(last, slug, "state"));
            }
            let (entry, known) = assurance(counting()).or_else(|| assurance(self.0.iter()))?;
            held.other((entry, &known), "assurance")
        })
    }

    /// The same of one that has left the register, of whom no more than this is shown.
    pub(super) fn judge_left(&self, slug: &str, shown: &Object, came_back: &[Range<u64>]) -> Option<Finding> {
        let held = Held { pieces: &self.0, slug, shown, came_back };
        FIELDS.iter().filter(|(_, shown_as)| !GO.contains(shown_as)).find_map(|field| held.plain(*field))
    }
}

/// What the entries say of a signatory, as it is held against what is shown of it.
struct Held<'a> {
    pieces: &'a [Piece],
    slug: &'a str,
    shown: &'a Object,
    came_back: &'a [Range<u64>],
}

impl<'a> Held<'a> {
    fn lost(&self, one: &Piece) -> bool {
        self.came_back.iter().any(|range| range.contains(&one.entry))
    }

    /// Everything that was said of a field and counts.
    fn values(&self, field: &'a str) -> impl DoubleEndedIterator<Item = (&'a Piece, &'a Value)> {
        let told = self.pieces.iter().filter_map(move |one| match &one.what {
            What::Values(values, _) => values.get(field).map(|value| (one, value)),
            _ => None,
        });
        let only_lost = told.clone().all(|(one, _)| self.lost(one));
        told.filter(move |(one, _)| only_lost || !self.lost(one))
    }

    /// What was said of it last, where the order is known.
    fn last(&self, field: &'a str) -> Option<(u64, &'a Value)> {
        let last = self.values(field).next_back().filter(|(one, _)| one.in_order);
        last.map(|(one, value)| (one.entry, value))
    }

    fn at(&self, field: &str) -> &Value {
        self.shown.get(field).unwrap_or(&Value::Null)
    }

    fn other(&self, (entry, value): (u64, &Value), field: &str) -> Option<Finding> {
        (self.at(field) != value).then(|| differs(entry, self.slug, field))
    }

    /// Whether a field is shown otherwise. Where the order is not known, it is one of those that were entered.
    fn plain(&self, (field, shown_as): (&'a str, &str)) -> Option<Finding> {
        if let Some(last) = self.last(field) {
            return self.other(last, shown_as);
        }
        let (entry, _) = self.values(field).next_back()?;
        let told = self.values(field).any(|(_, value)| value == self.at(shown_as));
        (!told).then(|| differs(entry.entry, self.slug, shown_as))
    }

    fn rewritten(&self) -> Option<Finding> {
        let (numbers, others) = (self.last("identifiers"), self.last("names"));
        let numbers = numbers.map(|(entry, value)| (entry, numbers_of(value)));
        let names = self.last("name").zip(others.and_then(|(entry, all)| Some((entry, all.as_array()?))));
        let names = names.map(|((named, name), (entry, all))| (entry.max(named), names_of(name, all)));
        let of = |found: &Option<(u64, Value)>, field: &str| {
            found.as_ref().and_then(|(entry, value)| self.other((*entry, value), field))
        };
        of(&names, "names").or_else(|| of(&numbers, "identifiers"))
    }
}

/// The values of a body that are compared.
fn told(body: &Object) -> Object {
    let compared =
        FIELDS.iter().map(|(field, _)| *field).chain(REWRITTEN.iter().copied()).chain(["assurance"]);
    compared.filter_map(|field| body.get(field).map(|value| (field.to_owned(), value.clone()))).collect()
}

/// The names as the list shows them: the main one, used since the one before it ended, then the others.
fn names_of(name: &Value, others: &[Value]) -> Value {
    let formers = others.iter().filter(|one| one["kind"] == NameKind::Former.code());
    let since = formers.filter_map(|one| one["until"].as_str()).max();
    let kind = NameKind::Official.code();
    let main = json!({ "name": name, "language": null, "kind": kind, "from": since, "until": null });
    std::iter::once(main).chain(others.iter().cloned()).collect()
}

/// The numbers in other registers as the list shows them.
fn numbers_of(entered: &Value) -> Value {
    let ror = entered["ror"].as_str().and_then(|id| RorId::parse(id).ok());
    json!({ "lei": entered["lei"], "ror": ror.as_ref().map(RorId::url), "wikidata": entered["wikidata"] })
}

/// The highest check that counts, as the list shows it, and the last entry that says something of it; nothing, if none
/// does, or in an order that is not known.
fn assurance<'a>(pieces: impl Iterator<Item = &'a Piece>) -> Option<(u64, Value)> {
    let (mut last, mut counts) = (None, Vec::new());
    for Piece { entry, in_order, what } in pieces {
        match what {
            What::Values(values, true) if values.contains_key("assurance") => {
                counts.clear();
                last = Some((*entry, *in_order));
                continue;
            }
            What::Values(..) => continue,
            What::Recorded(check) => counts.push(check.clone()),
            What::Lapsed(level) => counts.retain(|one: &Check| one.level != *level),
        }
        last = Some((*entry, *in_order && last.is_none_or(|(_, before)| before)));
    }
    let (entry, _) = last.filter(|(_, in_order)| *in_order)?;
    let highest = counts.into_iter().max_by_key(|one| (one.level, one.checked_at));
    let level = highest.as_ref().map_or(Level::None, |one| one.level);
    let (method, at) = highest.map(|one| (one.method, one.checked_at)).unwrap_or_default();
    Some((entry, json!({ "level": level, "method": method, "verified_at": at })))
}

/// What is said otherwise than it is shown.
pub(super) fn differs(entry: u64, slug: &str, field: &str) -> Finding {
    let what = format!("says otherwise of {slug} than the register shows: {field}");
    Finding { entry: Some(entry), signatory: None, what }
}
