//! Whether a change starts from what the entries before it gave, and whether a commitment that is published again promises
//! what it did.

use core::hash::BuildHasher;
use core::ops::Range;
use std::collections::hash_map::RandomState;
use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::bodies::{Field, PROFILE, STATEMENT, TERMS};
use crate::app::entry_body::untold;
use crate::domain::Moment;
use crate::domain::entry::EntryKind;
use crate::log::line::Line;
use crate::log::resumed::Resumed;
use crate::log::{leaf, subject};

type Object = Map<String, Value>;

/// All that a commitment promises, as a change is told of it.
const PROMISE: &str = "what the commitment promises";

/// What entries give and start from, one after another. Of values, digests are kept.
///
/// Entries that cannot be read leave a gap where two that were one have parted: what the one that stays entered of both
/// is withheld with either (`parted.rs`), and what only those entries said is told anew, from what those that are left
/// give.
#[derive(Debug, Default)]
pub(in crate::app::log) struct Course {
    hasher: RandomState,
    /// By the organisation or the commitment.
    told: HashMap<u64, Vec<Piece>>,
    /// The newest entry that publishes an organisation by name.
    named: HashMap<u64, u64>,
    /// The first entry by which two became one.
    joined: Option<u64>,
    /// Whether what cannot be read may tell of somebody who is named.
    has_gaps: bool,
    gaps: [Gaps; 2],
    /// Entries that came back after a restore: the rows did not, and nothing starts from them.
    came_back: Vec<Range<u64>>,
}

/// Entries that cannot be read, of those that change a signatory, or a commitment.
#[derive(Debug, Default)]
struct Gaps {
    entries: Vec<u64>,
    batches: HashSet<Moment>,
}

/// What one entry tells.
#[derive(Debug)]
struct Piece {
    entry: u64,
    /// When the week's batch was appended in which it stands, if it does: in chance order.
    batch: Option<Moment>,
    /// The entry before it that publishes its signatory by name: what batches told until then is told anew.
    named: Option<u64>,
    said: Vec<Said>,
}

#[derive(Debug)]
struct Said {
    field: &'static str,
    /// What it starts from, if from anything.
    before: Option<u64>,
    after: u64,
}

/// What a field holds behind some entries.
#[derive(Debug, Default)]
struct Held {
    entry: u64,
    batch: Option<Moment>,
    /// What the last entry gives; of a batch, each.
    values: HashSet<u64>,
    /// All that was ever told of it.
    ever: HashSet<u64>,
}

/// Whether entries of a kind start from something.
pub(in crate::app::log) fn starts(kind: &str) -> bool {
    EntryKind::from_code(kind).is_some_and(|kind| changes_signatory(kind) || gives_terms(kind))
}

fn changes_signatory(kind: EntryKind) -> bool {
    use EntryKind::*;
    matches!(
        kind,
        EndorsementAmended
            | OrganisationAmended
            | OrganisationRenamed
            | OrganisationMerged
            | OrganisationUnmerged
    )
}

fn gives_terms(kind: EntryKind) -> bool {
    matches!(kind, EntryKind::CommitmentPublished | EntryKind::CommitmentRevised)
}

impl Course {
    /// Of rows that are about a few alone: what of them cannot be read is theirs.
    pub(in crate::app::log) fn of_rows(came_back: Vec<Range<u64>>) -> Course {
        Course { came_back, has_gaps: true, ..Course::default() }
    }

    /// Reads an entry that is as specified, with its body where that can be read.
    pub(in crate::app::log) fn read(&mut self, line: &Line, body: Option<&Object>) {
        self.came_back.extend(Resumed::read(line).and_then(|one| one.came_back()));
        let Some(kind) = EntryKind::from_code(&line.kind) else { return };
        let publishes = kind == EntryKind::EndorsementPublished;
        if !publishes && !changes_signatory(kind) && !gives_terms(kind) {
            return;
        }
        let batch = subject::is_of_batch(&line.subject).then_some(line.at);
        if kind == EntryKind::OrganisationMerged {
            self.joined.get_or_insert(line.number);
            // Only two that are named become one.
            self.has_gaps |= line.body.is_none() && batch.is_none();
        }
        let Some(body) = body else {
            if self.has_gaps && !publishes {
                let gaps = &mut self.gaps[usize::from(gives_terms(kind))];
                gaps.entries.push(line.number);
                gaps.batches.extend(batch);
            }
            return;
        };
        // Those of before there were ids are held against nothing.
        let Some(organisation) = body.get("organisation").and_then(Value::as_str) else { return };
        let organisation = self.hasher.hash_one(organisation);
        let (about, said, named) = if gives_terms(kind) {
            let named =
                self.named.get(&organisation).copied().filter(|_| kind == EntryKind::CommitmentPublished);
            (
                self.hasher.hash_one(("commitment", body.get("id").map(leaf::canonical))),
                vec![self.terms(body)],
                named,
            )
        } else if publishes {
            if batch.is_none() {
                self.named.insert(organisation, line.number);
            }
            (organisation, self.said(None, Some(body)), None)
        } else {
            let side = |name: &str| body.get(name).and_then(Value::as_object);
            (organisation, self.said(side("before"), side("after")), None)
        };
        if !said.is_empty() {
            self.told.entry(about).or_default().push(Piece { entry: line.number, batch, named, said });
        }
    }

    fn digest(&self, value: Option<&Value>) -> u64 {
        self.hasher.hash_one(leaf::canonical(value.unwrap_or(&Value::Null)))
    }

    /// What a change tells of a signatory, or its publication.
    fn said(&self, before: Option<&Object>, after: Option<&Object>) -> Vec<Said> {
        let fields = PROFILE.iter().chain(STATEMENT).map(|field| field.name);
        let said = fields.filter_map(|field| {
            let after = self.digest(Some(after?.get(field)?));
            Some(Said { field, before: before.map(|before| self.digest(before.get(field))), after })
        });
        said.collect()
    }

    /// What a commitment promises. A revision starts from the version before, and what is published again from itself.
    fn terms(&self, body: &Object) -> Said {
        let version = body.get("version").and_then(Value::as_u64).unwrap_or_default();
        let all = |version: u64, was: Option<&Object>| {
            let at = |field: &str| was.and_then(|was| was.get(field)).or_else(|| body.get(field));
            let told = |field: &Field| at(field.name).cloned().unwrap_or_else(|| untold(field.name));
            let terms: Vec<u64> = TERMS.iter().map(|field| self.digest(Some(&told(field)))).collect();
            self.hasher.hash_one((version, terms))
        };
        let after = all(version, None);
        let before = body.get("before").and_then(Value::as_object);
        let before = before.map_or(after, |before| all(version.saturating_sub(1), Some(before)));
        Said { field: PROMISE, before: Some(before), after }
    }

    /// The entries that start from something else than those before them give, in no order.
    pub(in crate::app::log) fn astray(&self) -> Vec<(u64, String)> {
        let more = self.told.values().filter(|pieces| pieces.len() > 1);
        let found = more.flat_map(|pieces| self.astray_of(pieces));
        let what = |field| format!("starts from something else than the entries before it give: {field}");
        found.map(|(entry, field)| (entry, what(field))).collect()
    }

    fn astray_of(&self, pieces: &[Piece]) -> Vec<(u64, &'static str)> {
        let came_back = |one: &&Piece| self.came_back.iter().any(|range| range.contains(&one.entry));
        let pieces: Vec<&Piece> = pieces.iter().filter(|one| !came_back(one)).collect();
        let (mut held, mut found): (HashMap<&str, Held>, _) = (HashMap::new(), Vec::new());
        for step in pieces.chunk_by(|one, next| one.batch.is_some() && one.batch == next.batch) {
            let said = || step.iter().flat_map(|one| one.said.iter().map(move |said| (*one, said)));
            let mut given: HashMap<(&str, u64), usize> = HashMap::new();
            said().for_each(|(_, said)| *given.entry((said.field, said.after)).or_default() += 1);
            for (one, said) in said() {
                let (Some(before), Some(held)) = (said.before, held.get(said.field)) else { continue };
                // Any other of the batch may stand before it.
                let own = usize::from(before == said.after);
                let beside = given.get(&(said.field, before)).is_some_and(|count| *count > own);
                if !beside && !self.follows(held, one, said, before) {
                    found.push((one.entry, said.field));
                }
            }
            let fields: HashSet<&str> = said().map(|(_, said)| said.field).collect();
            fields.iter().for_each(|field| held.entry(field).or_default().values.clear());
            for (one, said) in said() {
                let held = held.entry(said.field).or_default();
                (held.entry, held.batch) = (one.entry, one.batch);
                held.values.insert(said.after);
                held.ever.extend(said.before.into_iter().chain([said.after]));
            }
        }
        found
    }

    /// Whether what an entry says can stand behind what was told.
    fn follows(&self, held: &Held, one: &Piece, said: &Said, before: u64) -> bool {
        let anew = one.named.is_some_and(|named| named > held.entry);
        anew || held.values.contains(&before)
            || self.restates(held, one, said, before)
            || self.lacks(held, one, said)
    }

    /// Whether it tells anew what holds, from what was left while entries between were withheld that can be read today. That
    /// may be what one told which cannot be read.
    fn restates(&self, held: &Held, one: &Piece, said: &Said, before: u64) -> bool {
        let known = || before == self.digest(None) || held.ever.contains(&before);
        let unread = || self.gaps_of(said).entries.first().is_some_and(|gap| *gap < one.entry);
        let joined = self.joined.is_some_and(|joined| joined < one.entry);
        joined && held.values.contains(&said.after) && (known() || unread())
    }

    fn gaps_of(&self, said: &Said) -> &Gaps {
        &self.gaps[usize::from(said.field == PROMISE)]
    }

    /// Whether an entry that cannot be read may stand between.
    fn lacks(&self, held: &Held, one: &Piece, said: &Said) -> bool {
        let gaps = self.gaps_of(said);
        let next = gaps.entries.partition_point(|entry| *entry <= held.entry);
        let between = gaps.entries.get(next).is_some_and(|entry| *entry < one.entry);
        between || [held.batch, one.batch].into_iter().flatten().any(|batch| gaps.batches.contains(&batch))
    }
}

#[cfg(test)]
mod tests;
