//! What the entries say of commitments, held against what the list shows of them.

use core::ops::Range;
use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Value, json};

use super::list::Shown;
use super::{CAME_BACK_ALONE, Object, text};
use crate::app::entry_body::untold;
use crate::domain::Moment;
use crate::domain::commitment::{Fate, StoredState as State};
use crate::domain::commitment_status::Status;
use crate::domain::entry::EntryKind;
use crate::log::Fault;
use crate::log::check::Finding;
use crate::log::line::Line;
use crate::log::subject;

/// Fields that have the same name in entries and in the list.
const FIELDS: &[&str] = &[
    "kind",
    "title",
    "action",
    "measure",
    "paragraphs",
    "countries",
    "start",
    "due",
    "stage",
    "version",
    "recipients",
    "evidence",
];

/// What the entries say of commitments, one after another, by their ids.
#[derive(Debug, Default)]
pub(super) struct Promises(BTreeMap<String, Vec<Piece>>);

/// What one entry says of a commitment.
#[derive(Debug)]
struct Piece {
    entry: u64,
    /// When the week's batch was appended in which it stands, if it does: in chance order, so which of a batch was the last,
    /// nobody can tell.
    batch: Option<Moment>,
    /// Whether it came back after a restore, without its row: then it tells whether the commitment was hidden, and not what it promises.
    came_back: bool,
    what: What,
}

#[derive(Debug)]
enum What {
    /// It is published so, by the organisation with this public id.
    Published(Object, String),
    /// It promises this from then on.
    Revised(Object),
    Suspended,
    /// It is given up for this reason.
    Dropped(Value),
    /// It is another organisation's from then on.
    Moves(String),
}

/// A commitment that was published, by the entries about it.
#[derive(Debug)]
struct Promise(Vec<Piece>);

/// Those who stand in the register.
#[derive(Debug, Default)]
pub(super) struct Whose {
    /// By their ids, as the entries tell.
    pub slugs: HashMap<String, String>,
    /// The slugs of those whom entries do not name by an id: of commitments of theirs, they do not tell.
    pub without_id: HashSet<String>,
    /// By their slugs, as the list of signatories shows.
    pub names: HashMap<String, String>,
}

impl Whose {
    /// Whether what a commitment shows of its signatory is of this organisation.
    fn is_of(&self, shown: &Value, organisation: &str) -> bool {
        let slug = self.slugs.get(organisation).map(String::as_str);
        let name = slug.and_then(|slug| self.names.get(slug)).map(String::as_str);
        slug.is_some() && shown["slug"].as_str() == slug && name.is_none_or(|name| shown["name"] == *name)
    }
}

impl Promises {
    /// Reads an entry.
    pub(super) fn read(&mut self, line: &Line, body: &Object) {
        use EntryKind::*;
        let id = || text(body, "id").map(str::to_owned);
        match EntryKind::from_code(&line.kind) {
            Some(CommitmentPublished) => {
                let (Some(id), Some(owner)) = (id(), text(body, "organisation")) else { return };
                self.add([id], line, || What::Published(told(body), owner.to_owned()));
            }
            Some(CommitmentRevised) => self.add(id(), line, || What::Revised(told(body))),
            Some(CommitmentSuspended) => self.add(id(), line, || What::Suspended),
            Some(CommitmentDropped) => {
                let reason = body.get("reason").cloned().unwrap_or_default();
                self.add(id(), line, || What::Dropped(reason.clone()));
            }
            Some(OrganisationMerged | OrganisationUnmerged) => {
                let owner = match text(body, "into") {
                    Some(into) => Some(into),
                    None => text(body, "from").and(text(body, "organisation")),
                };
                let Some(owner) = owner else { return };
                let moved = body.get("commitments").and_then(Value::as_array).into_iter().flatten();
                let moved = moved.filter_map(Value::as_str).map(str::to_owned);
                self.add(moved, line, || What::Moves(owner.to_owned()));
            }
            _ => {}
        }
    }

    fn add(&mut self, ids: impl IntoIterator<Item = String>, line: &Line, what: impl Fn() -> What) {
        let batch = subject::is_of_batch(&line.subject).then_some(line.at);
        for id in ids {
            self.0.entry(id).or_default().push(Piece {
                entry: line.number,
                batch,
                came_back: false,
                what: what(),
            });
        }
    }

    /// The commitments, with what came back after a restore marked as such, for that did so without their rows; and those of
    /// which nothing else tells, with the last entry about each. What was hidden or shown again is so until it is decided
    /// again; what was given up is asked of its signatory anew.
    fn parted(self, came_back: &[Range<u64>]) -> (BTreeMap<String, Promise>, BTreeMap<String, u64>) {
        let (mut promises, mut only_lost) = (BTreeMap::new(), BTreeMap::new());
        for (id, mut pieces) in self.0 {
            if !published(pieces.iter()) {
                continue;
            }
            for one in &mut pieces {
                one.came_back = came_back.iter().any(|range| range.contains(&one.entry));
            }
            if published(pieces.iter().filter(|one| !one.came_back)) {
                promises.insert(id, Promise(pieces));
            } else {
                only_lost.extend(pieces.last().map(|last| (id, last.entry)));
            }
        }
        (promises, only_lost)
    }

    /// Holds it against the list.
    ///
    /// # Errors
    /// A fault, when one in the list has no id, title or action.
    pub(super) fn compare(
        self,
        (list, total): &Shown,
        whose: &Whose,
        came_back: &[Range<u64>],
    ) -> Result<Vec<Finding>, Fault> {
        let (mut promises, only_lost) = self.parted(came_back);
        let mut findings = Vec::new();
        if total.is_some_and(|total| total != list.len()) {
            let what = format!("the list of commitments shows {}, and says another number", list.len());
            findings.push(Finding { entry: None, signatory: None, what });
        }
        for shown in list {
            let needed = ["id", "title", "action"].map(|field| text(shown, field));
            let [Some(id), Some(_), Some(_)] = needed else {
                let why = "one has no id, title or action";
                return Err(Fault::not_understood("api/v1/commitments", &why));
            };
            let slug = shown.get("signatory").and_then(|of| of.get("slug")).and_then(Value::as_str);
            match promises.remove(id) {
                Some(promise) => findings.extend(promise.judge(id, shown, whose)),
                None if only_lost.contains_key(id) => {
                    let what = format!("tells of commitment {id} and {CAME_BACK_ALONE}");
                    findings.push(Finding { entry: only_lost.get(id).copied(), signatory: None, what });
                }
                None if slug.is_some_and(|slug| whose.without_id.contains(slug)) => {}
                None => findings.push(Finding {
                    entry: None,
                    signatory: slug.map(str::to_owned),
                    what: format!(
                        "commitment {id} is shown in the register, and no entry says that it was published"
                    ),
                }),
            }
        }
        let stands = |owner: &String| whose.slugs.contains_key(owner);
        let hidden = promises
            .into_iter()
            .filter(|(_, one)| one.state() != State::Suspended && one.owners().into_iter().all(stands));
        findings.extend(hidden.map(|(id, one)| Finding {
            entry: one.entry(),
            signatory: None,
            what: format!(
                "says that commitment {id} stands in the register, and the register does not show it"
            ),
        }));
        findings.sort_by_key(|finding| finding.entry.unwrap_or(u64::MAX));
        Ok(findings)
    }
}

/// Whether one of the entries publishes it.
fn published<'a>(mut pieces: impl Iterator<Item = &'a Piece>) -> bool {
    pieces.any(|one| matches!(one.what, What::Published(..)))
}

impl Promise {
    /// The last entry about it.
    fn entry(&self) -> Option<u64> {
        self.0.last().map(|one| one.entry)
    }

    /// The last that did not come back after a restore.
    fn entry_here(&self) -> Option<u64> {
        self.0.iter().rfind(|one| !one.came_back).map(|one| one.entry)
    }

    /// What was said last of something; of a batch, all that it says of it.
    fn last<'a, T>(&'a self, told: impl Fn(&'a What) -> Option<&'a T>) -> Vec<&'a T> {
        let here = self.0.iter().rev().filter(|one| !one.came_back);
        let mut said = here.filter_map(|one| Some((one.batch, told(&one.what)?)));
        let Some((batch, last)) = said.next() else { return Vec::new() };
        let beside = said.take_while(|(other, _)| batch.is_some() && *other == batch);
        [last].into_iter().chain(beside.map(|(_, one)| one)).collect()
    }

    /// The organisations, by their public ids, of which it must be one's.
    fn owners(&self) -> Vec<&String> {
        self.last(|what| match what {
            What::Published(_, owner) | What::Moves(owner) => Some(owner),
            What::Revised(_) | What::Suspended | What::Dropped(_) => None,
        })
    }

    /// What it is after all of them.
    fn state(&self) -> State {
        let mut fate = Fate::default();
        for one in &self.0 {
            let became = match one.what {
                What::Published(..) => State::Active,
                What::Suspended => State::Suspended,
                What::Dropped(_) if one.came_back => continue,
                What::Dropped(_) => State::Dropped,
                What::Revised(_) | What::Moves(_) => continue,
            };
            fate.hear(became, one.batch.is_some());
        }
        fate.state()
    }

    fn judge(&self, id: &str, shown: &Object, whose: &Whose) -> Option<Finding> {
        let at = |field: &str| shown.get(field).unwrap_or(&Value::Null);
        let (state, dropped) = (self.state(), at("status") == Status::Dropped.code());
        let owned = || self.owners().into_iter().any(|owner| whose.is_of(at("signatory"), owner));
        let field = match self.otherwise(shown) {
            Some(field) => field,
            None if !owned() => "signatory",
            None if state == State::Suspended || dropped != (state == State::Dropped) => "status",
            None if !self.gives_reason(at("dropped_reason")) => "dropped_reason",
            None => return None,
        };
        let what = format!("says otherwise of commitment {id} than the register shows: {field}");
        let entry = if field == "status" { self.entry() } else { self.entry_here() };
        Some(Finding { entry, signatory: None, what })
    }

    /// Whether this is why it was given up; nothing, where it was not.
    fn gives_reason(&self, shown: &Value) -> bool {
        let told = self.last(|what| match what {
            What::Dropped(reason) => Some(reason),
            _ => None,
        });
        told.contains(&shown) || told.is_empty() && shown.is_null()
    }

    /// The first field that is not as it was published or revised last.
    fn otherwise(&self, shown: &Object) -> Option<&'static str> {
        let told = self.last(|what| match what {
            What::Published(values, _) | What::Revised(values) => Some(values),
            _ => None,
        });
        let as_told = |field: &str| {
            let at = said(shown, field);
            told.iter().any(|values| entered(values, field) == at)
        };
        FIELDS.iter().chain(&["amount"]).find(|field| !as_told(field)).copied()
    }
}

/// A value as the list shows it.
fn entered(values: &Object, field: &str) -> Value {
    match (field, said(values, "amount_minor"), said(values, "currency")) {
        ("amount", Value::Null, _) | ("amount", _, Value::Null) => Value::Null,
        ("amount", minor, currency) => json!({ "minor": minor, "currency": currency }),
        _ => said(values, field),
    }
}

fn said(of: &Object, field: &str) -> Value {
    of.get(field).cloned().unwrap_or_else(|| untold(field))
}

/// The values of a body that are compared.
fn told(body: &Object) -> Object {
    let compared = FIELDS.iter().chain(&["amount_minor", "currency"]);
    compared.filter_map(|field| body.get(*field).map(|value| ((*field).to_owned(), value.clone()))).collect()
}

#[cfg(test)]
mod tests;
