//! Whether rows of entries are about whom and what their bodies name, whether a signatory or a version of the Call that is
//! published is published again, and whether what changes starts from what was entered.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde::Deserialize;

use super::adopted::CameBack;
use super::specified::{self, Course};
use super::{adopted, by_slug, entry, place, row};
use crate::domain::Result;
use crate::domain::entry::EntryKind;
use crate::domain::ids::{CommitmentId, OrganisationId};
use crate::log::resumed::Resumed;
use crate::log::subject;
use crate::store::entry::{Entry, NewEntry};
use crate::store::{self, Db};

const PUBLISHED: EntryKind = EntryKind::EndorsementPublished;
const VERSION: EntryKind = EntryKind::CallVersionPublished;
/// Rows that are asked for together.
const AT_ONCE: usize = 1_000;
/// Behind all numbers: from here on stands what waits for one.
const BEHIND: i64 = i64::MAX / 2;

/// The public ids that a body names.
#[derive(Default, Deserialize)]
struct Named {
    organisation: Option<String>,
    id: Option<String>,
}

/// The version of the Call that a body publishes.
#[derive(Deserialize)]
struct Publication {
    version: u64,
}

/// The public ids of those whom and what the rows of some entries are about.
pub(super) struct Rows {
    organisations: HashMap<OrganisationId, String>,
    commitments: HashMap<CommitmentId, String>,
    endorsements: HashMap<OrganisationId, Endorsed>,
    came_back: CameBack,
}

/// The public ids of what an organisation signed with.
#[derive(Default)]
struct Endorsed {
    /// As the rows have them.
    rows: BTreeSet<String>,
    /// As the entries that can be read publish them.
    published: BTreeSet<String>,
}

impl Rows {
    /// Of these entries.
    ///
    /// # Errors
    /// Internal, if the database does not answer.
    pub(super) fn of(db: &mut Db, entries: &[Entry]) -> Result<Rows> {
        let of = organisations(entries, |_| true);
        let about: HashSet<CommitmentId> = entries.iter().filter_map(|one| one.commitment_id).collect();
        let about: Vec<CommitmentId> = about.into_iter().collect();
        let (organisations, commitments) = (HashMap::new(), HashMap::new());
        let (endorsements, came_back) = (endorsed(db, entries)?, CameBack::told(db)?);
        let mut rows = Rows { organisations, commitments, endorsements, came_back };
        for some in of.chunks(AT_ONCE) {
            rows.organisations.extend(store::organisation::public_ids(db, some)?);
        }
        for some in about.chunks(AT_ONCE) {
            rows.commitments.extend(store::commitment::public_ids(db, some)?);
        }
        Ok(rows)
    }

    /// What is wrong with the rows of an organisation's signatures, where none has the public id that the entries publish, and
    /// what to do; or with an entry that names another. Entries of before there were ids name none, and what came back after a
    /// restore did so without its rows.
    fn otherwise_signed(&self, entry: &Entry) -> Option<String> {
        let id = named(entry).id.filter(|_| is_of_endorsement(&entry.kind))?;
        if self.came_back.has(entry.number) {
            return None;
        }
        let Endorsed { rows, published } = self.endorsements.get(&entry.organisation_id?)?;
        let publishes = entry.kind == PUBLISHED.code() || published.contains(&id);
        let entered = published.first().filter(|_| !publishes).unwrap_or(&id);
        if rows.contains(entered) {
            let other = || {
                format!(
                    "is about the endorsement {id}, and the entries publish {entered} of its organisation"
                )
            };
            return (id != *entered).then(other);
        }
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        Some(format!(
            "is of an organisation whose endorsement is {entered}, says the entry that publishes it, and its row of the table \
             endorsements has the public_id {}: somebody has changed that row past the program; set public_id = '{entered}' there",
            rows.join(", ")
        ))
    }

    /// What is wrong with an entry whose row is about another than its body names. One that cannot be read names nobody.
    pub(super) fn wrong(&self, entry: &Entry) -> Option<String> {
        let named = named(entry);
        let of = entry.organisation_id.and_then(|id| self.organisations.get(&id));
        if let Some(organisation) = named.organisation.filter(|organisation| of != Some(organisation)) {
            return Some(format!("names the organisation {organisation}, and its row is about another"));
        }
        let Some(about) = entry.commitment_id else { return self.otherwise_signed(entry) };
        let named = named.id.filter(|_| is_of_commitment(&entry.kind));
        let other = entry.body.is_some() && named.as_ref() != self.commitments.get(&about);
        other.then(|| "is about another commitment, says its row, than its body names".to_owned())
    }
}

/// What is wrong with an entry of a commitment whose row is about none: no history of it would tell that entry. Its kind says
/// it, also where it cannot be read.
pub(super) fn lacks_commitment(entry: &Entry) -> Option<String> {
    let lacks = entry.commitment_id.is_none() && is_of_commitment(&entry.kind);
    lacks.then(|| format!("is of kind {}, and its row is about no commitment", entry.kind))
}

/// Whom those of some entries are about that are of such a kind, each once.
fn organisations(entries: &[Entry], is_such: impl Fn(&str) -> bool) -> Vec<OrganisationId> {
    let such = entries.iter().filter(|one| is_such(&one.kind));
    let of: HashSet<OrganisationId> = such.filter_map(|one| one.organisation_id).collect();
    of.into_iter().collect()
}

/// What those signed with of whose signatures some entries tell. Of an entry that publishes, the others that do need not be read.
fn endorsed(db: &mut Db, entries: &[Entry]) -> Result<HashMap<OrganisationId, Endorsed>> {
    let mut endorsed = HashMap::<OrganisationId, Endorsed>::new();
    for some in organisations(entries, is_of_endorsement).chunks(AT_ONCE) {
        for (of, id) in store::endorsement::public_ids(db, some)? {
            endorsed.entry(of).or_default().rows.insert(id);
        }
    }
    let published_before = |kind: &str| is_of_endorsement(kind) && kind != PUBLISHED.code();
    for some in organisations(entries, published_before).chunks(AT_ONCE) {
        for (of, body) in store::entry::bodies_of(db, PUBLISHED.code(), some)? {
            let Named { id, .. } = serde_json::from_str(&body).unwrap_or_default();
            endorsed.entry(of).or_default().published.extend(id);
        }
    }
    Ok(endorsed)
}

fn is_of_endorsement(kind: &str) -> bool {
    use EntryKind::*;
    matches!(
        EntryKind::from_code(kind),
        Some(
            EndorsementPublished
                | EndorsementAmended
                | EndorsementWithdrawn
                | EndorsementReinstated
                | EndorsementSuspended
                | EndorsementRestored
                | EndorsementRevoked
        )
    )
}

fn named(entry: &Entry) -> Named {
    entry.body.as_deref().and_then(|body| serde_json::from_str(body).ok()).unwrap_or_default()
}

fn is_of_commitment(kind: &str) -> bool {
    use EntryKind::*;
    matches!(
        EntryKind::from_code(kind),
        Some(CommitmentPublished | CommitmentRevised | CommitmentSuspended | CommitmentDropped)
    )
}

/// The first of some entries, which stand in the order of the log, that does not go on from those before it: it publishes a
/// signatory or a version of the Call that one of them publishes, starts from something else than they give, or names a slug alone
/// where they have ids.
///
/// # Errors
/// Internal, if the database does not answer.
pub(super) fn first_amiss(db: &mut Db, entries: &[Entry]) -> Result<Option<(u64, String)>> {
    let (signatory, version) = (signatory_again(db, entries)?, version_again(db, entries)?);
    let (astray, nameless) = (first_astray(db, entries)?, by_slug::first_wrong(db, entries)?);
    Ok(signatory.into_iter().chain(version).chain(astray).chain(nameless).min())
}

/// What is wrong with an entry that the program is about to write, and what to do: it tells what a row has that somebody has
/// changed. Who acts is refused, and nobody's entries wait for it.
///
/// # Errors
/// Internal, if the database does not answer.
pub(super) fn enters(db: &mut Db, new: NewEntry) -> Result<Option<String>> {
    let commitment = new.commitment_id.filter(|_| new.kind == EntryKind::CommitmentPublished.code());
    if commitment.is_none() && !is_of_endorsement(&new.kind) {
        return Ok(None);
    }
    let next = [last(new)];
    let Some(commitment) = commitment else {
        return Ok(Rows::of(db, &next)?.otherwise_signed(&next[0]));
    };
    let what = first_astray(db, &next)?.map(|_| otherwise_promised(commitment));
    Ok(what)
}

/// As it stands behind all others.
fn last(new: NewEntry) -> Entry {
    let NewEntry { at, kind, subject, digest, salt, body, sealed, organisation_id, commitment_id } = new;
    let (id, number) = (i64::MAX, Some(i64::MAX));
    Entry { id, number, at, kind, subject, digest, salt, body, sealed, organisation_id, commitment_id }
}

/// What is wrong with the row of a commitment, and what to do.
pub(super) fn otherwise_promised(commitment: CommitmentId) -> String {
    format!(
        "the row {commitment} of the table commitments promises something else than the newest entry that publishes or revises \
         it: somebody has changed that row past the program; set it back to what the entry says (/log/entries/NUMBER shows it)"
    )
}

/// The first that starts from something else than those before it give, about the same signatory or commitment.
fn first_astray(db: &mut Db, entries: &[Entry]) -> Result<Option<(u64, String)>> {
    let starts = |one: &&Entry| specified::starts(&one.kind) && named(one).organisation.is_some();
    let starting: Vec<&Entry> = entries.iter().filter(starts).collect();
    let Some(first) = starting.first().and_then(|one| one.number) else { return Ok(None) };
    let mut told: BTreeMap<i64, Entry> = BTreeMap::new();
    let about: HashSet<CommitmentId> = starting.iter().filter_map(|one| one.commitment_id).collect();
    for some in about.iter().copied().collect::<Vec<_>>().chunks(AT_ONCE) {
        add(&mut told, store::entry::of_commitments(db, some)?, first);
    }
    // What is published for the first time starts from nothing.
    let known: HashSet<CommitmentId> = told.values().filter_map(|one| one.commitment_id).collect();
    let of = starting.iter().filter(|one| one.commitment_id.is_none_or(|about| known.contains(&about)));
    let of: HashSet<OrganisationId> = of.filter_map(|one| one.organisation_id).collect();
    for some in of.iter().copied().collect::<Vec<_>>().chunks(AT_ONCE) {
        add(&mut told, store::entry::of_organisations(db, some)?, first);
    }
    let theirs = |one: &&Entry| {
        one.organisation_id.is_some_and(|id| of.contains(&id))
            || one.commitment_id.is_some_and(|id| about.contains(&id))
    };
    told.extend(entries.iter().filter(theirs).filter_map(|one| Some((one.number?, one.clone()))));
    let came_back = adopted::told(db)?.iter().filter_map(Resumed::came_back).collect();
    let mut course = Course::of_rows(came_back);
    for (number, one) in told {
        let body = one.body.as_deref().and_then(|body| serde_json::from_str(body).ok());
        course.read(&entry::line(one.read_as(number))?, body.as_ref());
    }
    Ok(course.astray().into_iter().filter(|(number, _)| *number >= place(first)).min())
}

/// Those of some entries that stand before this number. What waits stands behind all that have one.
fn add(told: &mut BTreeMap<i64, Entry>, some: Vec<Entry>, first: i64) {
    let numbered = some.into_iter().map(|one| (one.number.unwrap_or(BEHIND.saturating_add(one.id)), one));
    told.extend(numbered.filter(|(number, _)| *number < first));
}

/// The first that publishes a signatory which an entry before it publishes, where both can be read. A signatory is published by
/// its name once; what a weekly batch told of it before stands behind that. Of what came back after a restore, only the entries
/// did, and it is decided again.
fn signatory_again(db: &mut Db, entries: &[Entry]) -> Result<Option<(u64, String)>> {
    let published: Vec<_> = entries.iter().filter_map(publishes).collect();
    let Some((_, first, _)) = published.first().copied() else { return Ok(None) };
    let came_back = CameBack::read(db)?;
    let of: Vec<OrganisationId> = published.iter().map(|(of, ..)| *of).collect();
    let mut named = HashSet::new();
    for some in of.chunks(AT_ONCE) {
        let earlier = store::entry::readable_of(db, some)?.into_iter().filter(|one| {
            one.number < first && one.kind == PUBLISHED.code() && !came_back.has(Some(one.number))
        });
        named
            .extend(earlier.filter(|one| !subject::is_of_batch(&one.subject)).map(|one| one.organisation_id));
    }
    for (of, number, by_name) in published {
        if came_back.has(Some(number)) {
            continue;
        }
        if named.contains(&of) {
            let what = "publishes a signatory that an entry before it publishes";
            return Ok(Some((place(number), what.to_owned())));
        }
        named.extend(by_name.then_some(of));
    }
    Ok(None)
}

/// Whom an entry publishes that can be read, by its row, whatever ids its body names or does not; its number; and whether by
/// name.
fn publishes(entry: &Entry) -> Option<(OrganisationId, i64, bool)> {
    let of = entry.organisation_id.filter(|_| entry.kind == PUBLISHED.code() && entry.body.is_some())?;
    Some((of, entry.number?, !subject::is_of_batch(&entry.subject)))
}

/// The first that publishes a version of the Call which an entry before it publishes, or which is not published here. A version
/// that came back after a restore is published again, for its row did not.
fn version_again(db: &mut Db, entries: &[Entry]) -> Result<Option<(u64, String)>> {
    let published: Vec<(i64, u64)> = entries.iter().filter_map(publishes_version).collect();
    let Some((first, _)) = published.first().copied() else { return Ok(None) };
    let came_back = CameBack::told(db)?;
    let here = |(number, _): &(i64, u64)| !came_back.has(Some(*number));
    let earlier = store::entry::of_kind(db, VERSION.code(), (0, first), i64::MAX)?;
    let earlier = earlier.iter().filter_map(publishes_version).filter(here);
    let mut versions: HashSet<u64> = earlier.map(|(_, version)| version).collect();
    let rows: HashSet<u64> =
        store::call::all(db)?.iter().filter_map(|one| Some(place(one.number?))).collect();
    let wrong = |(number, version): (i64, u64)| {
        let again = (!versions.insert(version)).then(|| specified::again(version));
        let unknown = (!rows.contains(&version))
            .then(|| format!("publishes version {version} of the Call, which is not published here"));
        Some((place(number), again.or(unknown)?))
    };
    Ok(published.into_iter().filter(here).find_map(wrong))
}

/// The number of an entry that publishes a version of the Call, and the version.
fn publishes_version(entry: &Entry) -> Option<(i64, u64)> {
    let body = entry.body.as_deref().filter(|_| entry.kind == VERSION.code())?;
    let Publication { version } = serde_json::from_str(body).ok()?;
    Some((entry.number?, version))
}

/// The entries from one number to before another, with their rows.
///
/// # Errors
/// Internal, if the database does not answer.
pub(super) fn entries(db: &mut Db, (from, to): (u64, u64)) -> Result<Vec<Entry>> {
    store::entry::rows(db, row(from), row(to))
}
