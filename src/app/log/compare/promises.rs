//! What the entries say of commitments, held against what the list shows of them.

use core::ops::Range;
use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Value, json};

use super::list::Shown;
use super::{CAME_BACK_ALONE, Object, text};
use crate::app::act::EntryKind;
use crate::domain::commitment_status::Status;
use crate::log::Fault;
use crate::log::check::Finding;
use crate::log::line::Line;
use crate::log::subject;

/// Fields that have the same name in entries and in the list.
const FIELDS: &[&str] =
    &["kind", "title", "action", "measure", "paragraphs", "countries", "start", "due", "stage", "version"];

/// What the entries say of commitments, one after another, by their ids.
#[derive(Debug, Default)]
pub(super) struct Promises(BTreeMap<String, Vec<Piece>>);

/// What one entry says of a commitment.
#[derive(Debug)]
struct Piece {
    entry: u64,
    /// The entries of a week's batch stand in chance order: which of them was the last, they do not tell.
    in_order: bool,
    what: What,
}

#[derive(Debug)]
enum What {
    /// It is published so, by the organisation with this public id.
    Published(Object, String),
    Becomes(State),
    /// It is another organisation's from then on.
    Moves(String),
}

/// A commitment after the last entry about it.
#[derive(Debug)]
struct Promise {
    entry: u64,
    /// As it was published last.
    values: Object,
    /// As it was published before.
    past: Vec<Object>,
    /// The public id of the organisation whose it is.
    owner: String,
    state: State,
    /// Whether that was the last.
    known: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Active,
    Suspended,
    Dropped,
}

/// Those who stand in the register.
#[derive(Debug, Default)]
pub(super) struct Whose {
    /// By their ids, as the entries tell.
    pub slugs: HashMap<String, String>,
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
                let published = What::Published(told(body), owner.to_owned());
                self.0.entry(id).or_default().push(Piece::of(line, published));
            }
            Some(CommitmentSuspended) => self.add(id(), line, || What::Becomes(State::Suspended)),
            Some(CommitmentDropped) => self.add(id(), line, || What::Becomes(State::Dropped)),
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

    /// Of commitments that were published.
    fn add(&mut self, ids: impl IntoIterator<Item = String>, line: &Line, what: impl Fn() -> What) {
        for id in ids {
            if let Some(pieces) = self.0.get_mut(&id) {
                pieces.push(Piece::of(line, what()));
            }
        }
    }

    /// The commitments without what came back after a restore, for that did so without their rows; and those of which
    /// nothing else tells, with the last entry about each.
    fn without(self, came_back: &[Range<u64>]) -> (BTreeMap<String, Promise>, BTreeMap<String, u64>) {
        let (mut promises, mut only_lost) = (BTreeMap::new(), BTreeMap::new());
        for (id, mut pieces) in self.0 {
            let last = pieces.last().map(|one| one.entry);
            pieces.retain(|one| !came_back.iter().any(|range| range.contains(&one.entry)));
            match (Promise::after(pieces), last) {
                (Some(promise), _) => drop(promises.insert(id, promise)),
                (None, Some(last)) => drop(only_lost.insert(id, last)),
                (None, None) => {}
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
        let (mut promises, only_lost) = self.without(came_back);
        let known: HashSet<&str> = whose.slugs.values().map(String::as_str).collect();
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
                // Entries that do not name whom they are about by its id tell of no commitment of theirs.
                None if slug.is_none_or(|slug| !known.contains(slug)) => {}
                None => findings.push(Finding {
                    entry: None,
                    signatory: slug.map(str::to_owned),
                    what: format!(
                        "commitment {id} is shown in the register, and no entry says that it was published"
                    ),
                }),
            }
        }
        let hidden = promises.into_iter().filter(|(_, one)| {
            one.state != State::Suspended && one.known && whose.slugs.contains_key(&one.owner)
        });
        findings.extend(hidden.map(|(id, one)| Finding {
            entry: Some(one.entry),
            signatory: None,
            what: format!(
                "says that commitment {id} stands in the register, and the register does not show it"
            ),
        }));
        findings.sort_by_key(|finding| finding.entry.unwrap_or(u64::MAX));
        Ok(findings)
    }
}

impl Piece {
    fn of(line: &Line, what: What) -> Piece {
        Piece { entry: line.number, in_order: !subject::is_of_batch(&line.subject), what }
    }
}

impl Promise {
    /// What entries make of it, one after another; nothing, if none of them publishes it.
    fn after(pieces: Vec<Piece>) -> Option<Promise> {
        pieces.into_iter().fold(None, |before: Option<Promise>, Piece { entry, in_order, what }| {
            Some(match (what, before) {
                (What::Published(values, owner), before) => {
                    let past = before.map(Promise::all).unwrap_or_default();
                    Promise { entry, values, past, owner, state: State::Active, known: in_order }
                }
                (What::Becomes(state), Some(before)) => {
                    Promise { entry, state, known: before.known && in_order, ..before }
                }
                (What::Moves(owner), Some(before)) => Promise { entry, owner, ..before },
                (_, None) => return None,
            })
        })
    }

    /// Everything that it was published as, oldest first.
    fn all(mut self) -> Vec<Object> {
        self.past.push(self.values);
        self.past
    }

    fn judge(&self, id: &str, shown: &Object, whose: &Whose) -> Option<Finding> {
        let at = |field: &str| shown.get(field).unwrap_or(&Value::Null);
        let dropped = at("status") == Status::Dropped.code();
        let field = match self.otherwise(shown) {
            Some(field) => field,
            None if !self.known => return None,
            None if !whose.is_of(at("signatory"), &self.owner) => "signatory",
            None if self.state == State::Suspended || dropped != (self.state == State::Dropped) => "status",
            None => return None,
        };
        let what = format!("says otherwise of commitment {id} than the register shows: {field}");
        Some(Finding { entry: Some(self.entry), signatory: None, what })
    }

    /// The first field that is not as it was published last; where it is not known which was the last, as it never was.
    fn otherwise(&self, shown: &Object) -> Option<&'static str> {
        let earlier = self.past.iter().filter(|_| !self.known);
        let told: Vec<&Object> = earlier.chain([&self.values]).collect();
        let as_told = |field: &str| {
            let at = shown.get(field).unwrap_or(&Value::Null);
            told.iter().any(|values| &entered(values, field) == at)
        };
        FIELDS.iter().chain(&["amount"]).find(|field| !as_told(field)).copied()
    }
}

/// A value as the list shows it.
fn entered(values: &Object, field: &str) -> Value {
    let entered = |field: &str| values.get(field).cloned().unwrap_or_default();
    match (field, entered("amount_minor"), entered("currency")) {
        ("amount", Value::Null, _) | ("amount", _, Value::Null) => Value::Null,
        ("amount", minor, currency) => json!({ "minor": minor, "currency": currency }),
        _ => entered(field),
    }
}

/// The values of a body that are compared.
fn told(body: &Object) -> Object {
    let compared = FIELDS.iter().chain(&["amount_minor", "currency"]);
    compared.filter_map(|field| body.get(*field).map(|value| ((*field).to_owned(), value.clone()))).collect()
}
