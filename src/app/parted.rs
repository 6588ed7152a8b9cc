//! Entries that tell of two signatories. What one was called that had become another, and parted from it again, stands in
//! the entries of the one that stayed; and what became of its commitments meanwhile. So they are hidden and erased with
//! either of the two, and shown where neither is hidden.

mod anew;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde::Deserialize;
use serde_json::{Map, Value};

use super::log::adopted::CameBack;
use super::unnamed::said;
use super::{App, visibility};
use crate::domain::entry::EntryKind;
use crate::domain::ids::OrganisationId;
use crate::domain::{Error, Result};
use crate::store::entry::Entry;
use crate::store::{self, Db};
pub(super) use anew::{hold, restate};

/// The kinds of entries that can tell what another one was called.
const TELLING: [EntryKind; 4] = [
    EntryKind::OrganisationAmended,
    EntryKind::OrganisationRenamed,
    EntryKind::OrganisationMerged,
    EntryKind::OrganisationUnmerged,
];

/// What is read of their bodies; the rest is passed over.
#[derive(Default, Deserialize)]
struct Body {
    into: Option<String>,
    from: Option<String>,
    other: Option<String>,
    #[serde(default)]
    after: Map<String, Value>,
}

struct Told {
    entry: Entry,
    kind: EntryKind,
    body: Body,
}

impl Told {
    /// Those of an organisation that are not erased, oldest first.
    fn of(app: &App, db: &mut Db, of: OrganisationId) -> Result<Vec<Told>> {
        let mut told = Vec::new();
        for entry in store::entry::of_organisation(db, of)? {
            let kind = EntryKind::from_code(&entry.kind).filter(|kind| TELLING.contains(kind));
            if let Some(kind) = kind
                && let Some(said) = said(app, &entry)?
            {
                let body = serde_json::from_str(&said.body).map_err(Error::internal)?;
                told.push(Told { entry, kind, body });
            }
        }
        Ok(told)
    }

    /// Whether it says what the organisation is called.
    fn names(&self) -> bool {
        ["names", "identifiers"].iter().any(|field| self.body.after.contains_key(*field))
    }
}

/// While an organisation was another: which, and from which of that one's entries to which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Span {
    of: OrganisationId,
    from: (i64, i64),
    to: (i64, i64),
}

/// While an organisation was others, as its own entries and theirs say.
fn spans(app: &App, db: &mut Db, gone: OrganisationId) -> Result<Vec<Span>> {
    let into = Told::of(app, db, gone)?.into_iter().filter_map(|one| one.body.into).collect();
    let public_id = store::organisation::find(db, gone)?.public_id;
    spans_in(app, db, &public_id, into)
}

/// The same of one with this public id, that became those.
fn spans_in(app: &App, db: &mut Db, gone: &str, into: BTreeSet<String>) -> Result<Vec<Span>> {
    let mut spans = Vec::new();
    for survivor in into {
        let Some(survivor) = store::organisation::by_public_id(db, &survivor)? else { continue };
        let of = survivor.id;
        let mut since = None;
        let told = Told::of(app, db, of)?.into_iter();
        for one in told.filter(|one| one.body.other.as_deref() == Some(gone)) {
            if one.kind == EntryKind::OrganisationMerged {
                since = Some(one.entry.order());
            } else if let Some(from) = since.take() {
                spans.push(Span { of, from, to: one.entry.order() });
            }
        }
        spans.extend(since.map(|from| Span { of, from, to: (i64::MAX, i64::MAX) }));
    }
    Ok(spans)
}

/// What those that stayed entered meanwhile of what they were called. Each may have become another in turn, with all its
/// names.
fn meanwhile(app: &App, db: &mut Db, mut next: Vec<Span>) -> Result<BTreeMap<i64, Entry>> {
    let (mut found, mut seen) = (BTreeMap::new(), BTreeSet::new());
    while let Some(span) = next.pop() {
        if !seen.insert(span) {
            continue;
        }
        let told = Told::of(app, db, span.of)?.into_iter();
        let told = told.filter(|one| (span.from..=span.to).contains(&one.entry.order()) && one.names());
        found.extend(told.map(|one| (one.entry.id, one.entry)));
        let further = spans(app, db, span.of)?.into_iter();
        let further =
            further.map(|one| Span { from: one.from.max(span.from), to: one.to.min(span.to), ..one });
        next.extend(further.filter(|one| one.from <= one.to));
    }
    Ok(found)
}

/// The entries of others that tell what an organisation was called, while it was one with them, or of its commitments.
/// One that is one with it today hides and is erased as it does, and is no other.
fn elsewhere(app: &App, db: &mut Db, of: OrganisationId) -> Result<Vec<Entry>> {
    let spans = spans(app, db, of)?;
    let mut found = meanwhile(app, db, spans)?;
    found.extend(promised(db, of)?.into_iter().map(|entry| (entry.id, entry)));
    let (shown_as, mut others) = (visibility::shown_as(db, of)?, Vec::new());
    for entry in found.into_values() {
        if let Some(owner) = entry.organisation_id
            && visibility::shown_as(db, owner)? != shown_as
        {
            others.push(entry);
        }
    }
    Ok(others)
}

/// What was entered about the commitments of an organisation, whosever they were then.
pub(super) fn promised(db: &mut Db, of: OrganisationId) -> Result<Vec<Entry>> {
    let promises: Vec<_> = store::commitment::of_organisation(db, of)?.iter().map(|one| one.id).collect();
    store::entry::of_commitments(db, &promises)
}

/// Every entry that tells of an organisation: its own, and those of others. Oldest first.
pub(super) fn about(app: &App, db: &mut Db, of: OrganisationId) -> Result<Vec<Entry>> {
    let mut entries = store::entry::of_organisation(db, of)?;
    entries.extend(elsewhere(app, db, of)?);
    entries.sort_by_key(Entry::order);
    Ok(entries)
}

/// Whom else such entries are about: whose they are, and whose commitments.
pub(super) fn others(db: &mut Db, entries: &[Entry], of: OrganisationId) -> Result<BTreeSet<OrganisationId>> {
    let mut others: BTreeSet<_> = entries.iter().filter_map(|entry| entry.organisation_id).collect();
    for promise in entries.iter().filter_map(|entry| entry.commitment_id) {
        others.insert(store::commitment::find(db, promise)?.organisation_id);
    }
    others.remove(&of);
    Ok(others)
}

/// What came back of others about an organisation that is not here, that became those: what it was called.
pub(super) fn came_back(
    app: &App,
    db: &mut Db,
    (gone, into): (&str, BTreeSet<String>),
) -> Result<Vec<Entry>> {
    let came_back = CameBack::read(db)?;
    let spans = spans_in(app, db, gone, into)?;
    Ok(meanwhile(app, db, spans)?.into_values().filter(|entry| came_back.has(entry.number)).collect())
}

/// Those with whom an organisation was one, or who were one with those, and who must not be named today.
pub(super) fn hidden(app: &App, db: &mut Db, of: OrganisationId) -> Result<Vec<OrganisationId>> {
    let (mut known, mut next) = (BTreeSet::from([of]), vec![of]);
    while let Some(one) = next.pop() {
        for Told { body: Body { into, from, other, .. }, .. } in Told::of(app, db, one)? {
            for id in [into, from, other].into_iter().flatten() {
                if let Some(other) = store::organisation::by_public_id(db, &id)?
                    && known.insert(other.id)
                {
                    next.push(other.id);
                }
            }
        }
    }
    let (shown_as, mut hidden) = (visibility::shown_as(db, of)?, Vec::new());
    for other in known {
        if visibility::shown_as(db, other)? != shown_as
            && store::endorsement::visibility_of(db, other)?.withholds()
        {
            hidden.push(other);
        }
    }
    Ok(hidden)
}

/// The entries, by their ids, that tell of somebody else who must not be named today.
pub(super) fn closed(app: &App, db: &mut Db, of: OrganisationId) -> Result<HashSet<i64>> {
    let mut closed = HashSet::new();
    for other in hidden(app, db, of)? {
        closed.extend(about(app, db, other)?.iter().map(|entry| entry.id));
    }
    Ok(closed)
}

/// An organisation's entries and those about its commitments, as far as its own people may read them: without what tells of
/// somebody else who must not be named. Oldest first.
pub(super) fn own(app: &App, db: &mut Db, of: OrganisationId) -> Result<Vec<Entry>> {
    let closed = closed(app, db, of)?;
    let all = store::entry::of_organisation(db, of)?.into_iter().chain(promised(db, of)?);
    let mut entries: BTreeMap<_, Entry> = all.map(|entry| (entry.order(), entry)).collect();
    for entry in entries.values_mut().filter(|entry| closed.contains(&entry.id)) {
        entry.sealed = None;
    }
    Ok(entries.into_values().collect())
}
