//! Entries: lines of the append-only register log. Nothing here deletes one, or changes what the log's tree holds of
//! it.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};

use super::schema::entries::{self, dsl};
use super::{Db, register_state};
use crate::domain::ids::{CommitmentId, OrganisationId};
use crate::domain::{Moment, Result};

/// Most entries numbered in one transaction.
const NUMBERED_AT_ONCE: i64 = 1_000;

/// Most entries that are asked for by their numbers in one query.
const READ_AT_ONCE: usize = 1_000;

/// An entry as it stands.
#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = entries, treat_none_as_default_value = false)]
pub struct Entry {
    pub id: i64,
    /// Its place in the log, 0-based; given by the worker within a second.
    pub number: Option<i64>,
    pub at: Moment,
    pub kind: String,
    /// A random id that tells nothing.
    pub subject: String,
    /// SHA-256 (hex) of the salt and the canonical JSON of the body.
    pub digest: String,
    pub salt: Option<String>,
    pub body: Option<String>,
    /// Salt and body, while they are withheld.
    pub sealed: Option<Vec<u8>>,
    pub organisation_id: Option<OrganisationId>,
    pub commitment_id: Option<CommitmentId>,
}

impl Entry {
    /// Where it stands in the order of the log: behind all that have a number, while it waits for its own.
    pub fn order(&self) -> (i64, i64) {
        (self.number.unwrap_or(i64::MAX), self.id)
    }
}

/// Rows in the order of their ids, as the log has them: by number, and behind those what waits for its own.
pub(super) fn in_order<T>(mut rows: Vec<T>, number: impl Fn(&T) -> Option<i64>) -> Vec<T> {
    rows.sort_by_key(|row| number(row).unwrap_or(i64::MAX));
    rows
}

/// An entry about to be appended.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = entries)]
pub struct NewEntry {
    pub at: Moment,
    pub kind: String,
    pub subject: String,
    pub digest: String,
    pub salt: Option<String>,
    pub body: Option<String>,
    pub sealed: Option<Vec<u8>>,
    pub organisation_id: Option<OrganisationId>,
    pub commitment_id: Option<CommitmentId>,
}

/// Appends an entry. What it says is public, so the public side's revision goes up with it.
pub fn append(db: &mut Db, new: &NewEntry) -> Result<()> {
    diesel::insert_into(dsl::entries).values(new).execute(db)?;
    register_state::bump(db)
}

/// The number of the newest entry of a kind.
pub fn newest_number_of(db: &mut Db, kind: &str) -> Result<Option<i64>> {
    let of_kind = dsl::entries.filter(dsl::kind.eq(kind).and(dsl::number.is_not_null()));
    Ok(of_kind.order(dsl::number.desc()).select(dsl::number).first::<Option<i64>>(db).optional()?.flatten())
}

/// Gives numbers to entries that have none, in the order in which they were written.
///
/// Gives how many were numbered. The counter's row is held meanwhile, so no two nodes number at once.
/// The public side learns of the numbers with the next checkpoint.
pub fn number_new(db: &mut Db) -> Result<usize> {
    number_first(db, NUMBERED_AT_ONCE)
}

/// The same of the first so many of them, as far as they are numbered in one transaction.
pub fn number_first(db: &mut Db, most: i64) -> Result<usize> {
    let waiting = dsl::entries.filter(dsl::number.is_null()).order(dsl::id).limit(most.min(NUMBERED_AT_ONCE));
    register_state::take_entry_numbers(db, 0)?;
    let ids: Vec<i64> = waiting.select(dsl::id).load(db)?;
    if ids.is_empty() {
        return Ok(0);
    }
    let count = i64::try_from(ids.len()).unwrap_or(0);
    let first = register_state::take_entry_numbers(db, count)?;
    for (number, id) in (first..).zip(&ids) {
        diesel::update(dsl::entries.find(id)).set(dsl::number.eq(number)).execute(db)?;
    }
    Ok(ids.len())
}

/// How many entries there are, numbered or not.
pub fn count(db: &mut Db) -> Result<u64> {
    let count: i64 = dsl::entries.count().get_result(db)?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// What the tree holds of an entry.
#[derive(Debug, Clone, Queryable)]
pub struct Leaf {
    pub number: i64,
    pub at: Moment,
    pub kind: String,
    pub subject: String,
    pub digest: String,
}

/// An entry as the public reads it. Without body and salt it is withheld or erased.
#[derive(Debug, Clone, Queryable)]
pub struct Read {
    pub leaf: Leaf,
    pub salt: Option<String>,
    pub body: Option<String>,
}

type LeafColumns = (diesel::dsl::AssumeNotNull<dsl::number>, dsl::at, dsl::kind, dsl::subject, dsl::digest);

fn leaf_columns() -> LeafColumns {
    (dsl::number.assume_not_null(), dsl::at, dsl::kind, dsl::subject, dsl::digest)
}

/// The leaves from one number to before another, in their order.
pub fn leaves(db: &mut Db, from: i64, to: i64) -> Result<Vec<Leaf>> {
    let numbered = dsl::entries.filter(dsl::number.ge(from)).filter(dsl::number.lt(to));
    Ok(numbered.order(dsl::number).select(leaf_columns()).load(db)?)
}

/// The entries from one number to before another, in their order.
pub fn numbered(db: &mut Db, from: i64, to: i64) -> Result<Vec<Read>> {
    let numbered = dsl::entries.filter(dsl::number.ge(from)).filter(dsl::number.lt(to));
    Ok(numbered.order(dsl::number).select((leaf_columns(), dsl::salt, dsl::body)).load(db)?)
}

/// The same, whole.
pub fn rows(db: &mut Db, from: i64, to: i64) -> Result<Vec<Entry>> {
    let numbered = dsl::entries.filter(dsl::number.ge(from)).filter(dsl::number.lt(to));
    Ok(numbered.order(dsl::number).load(db)?)
}

/// Entries of a kind from one number to before another, at most so many, in their order.
pub fn of_kind(db: &mut Db, kind: &str, range: (i64, i64), limit: i64) -> Result<Vec<Entry>> {
    of_kinds(db, &[kind], range, limit)
}

/// The same of several kinds.
pub fn of_kinds(db: &mut Db, kinds: &[&str], (from, to): (i64, i64), limit: i64) -> Result<Vec<Entry>> {
    let numbered = dsl::entries.filter(dsl::number.ge(from)).filter(dsl::number.lt(to));
    Ok(numbered.filter(dsl::kind.eq_any(kinds)).order(dsl::number).limit(limit).load(db)?)
}

/// An entry that can be read.
#[derive(Debug, Queryable)]
pub struct Readable {
    pub id: i64,
    pub number: i64,
    pub kind: String,
    pub organisation_id: Option<OrganisationId>,
}

/// Of entries with these numbers, those that can be read.
pub fn readable(db: &mut Db, numbers: &[i64]) -> Result<Vec<Readable>> {
    let mut found = Vec::new();
    for some in numbers.chunks(READ_AT_ONCE) {
        let open = dsl::entries.filter(dsl::number.eq_any(some)).filter(dsl::body.is_not_null());
        let columns = (dsl::id, dsl::number.assume_not_null(), dsl::kind, dsl::organisation_id);
        found.extend(open.select(columns).load::<Readable>(db)?);
    }
    Ok(found)
}

/// An entry of an organisation that can be read.
#[derive(Debug, Queryable)]
pub struct ReadableOf {
    pub organisation_id: OrganisationId,
    pub number: i64,
    pub kind: String,
    pub subject: String,
}

/// The entries with a number of some organisations that can be read, in no order.
pub fn readable_of(db: &mut Db, organisations: &[OrganisationId]) -> Result<Vec<ReadableOf>> {
    let of = dsl::entries.filter(dsl::organisation_id.eq_any(organisations.to_vec()));
    let open = of.filter(dsl::body.is_not_null()).filter(dsl::number.is_not_null());
    let columns =
        (dsl::organisation_id.assume_not_null(), dsl::number.assume_not_null(), dsl::kind, dsl::subject);
    Ok(open.select(columns).load(db)?)
}

/// Entries that can be read and of which no row here says whom they are about, but for those of some kinds: id, subject and body.
pub fn unlinked(db: &mut Db, but_for: &[&str]) -> Result<Vec<(i64, String, String)>> {
    let open = dsl::entries.filter(dsl::organisation_id.is_null()).filter(dsl::body.is_not_null());
    let some = open.filter(dsl::kind.ne_all(but_for)).order(dsl::id);
    Ok(some.select((dsl::id, dsl::subject, dsl::body.assume_not_null())).load(db)?)
}

/// Entries from a number on, with their kinds, whose row is about somebody though their kind is about nobody, or about nobody
/// though their kind is about somebody. Of one kind, both may be.
pub fn mislinked(db: &mut Db, from: i64, about_nobody: &[&str], either: &str) -> Result<Vec<(i64, String)>> {
    let unlinked = dsl::organisation_id.is_null().and(dsl::kind.ne_all(about_nobody));
    let linked = dsl::organisation_id.is_not_null().and(dsl::kind.eq_any(about_nobody));
    let found = dsl::entries.filter(dsl::number.ge(from)).filter(dsl::kind.ne(either));
    let found = found.filter(unlinked.or(linked)).order(dsl::number);
    Ok(found.select((dsl::number.assume_not_null(), dsl::kind)).load(db)?)
}

/// Notes whom and what an entry is about that nothing was known of. The public side changes with it.
pub fn link(db: &mut Db, id: i64, of: OrganisationId, commitment: Option<CommitmentId>) -> Result<()> {
    diesel::update(dsl::entries.find(id).filter(dsl::organisation_id.is_null()))
        .set((dsl::organisation_id.eq(of), dsl::commitment_id.eq(commitment)))
        .execute(db)?;
    register_state::bump(db)
}

/// Takes over an entry that another copy of this log has under the number.
pub fn adopt(db: &mut Db, number: i64, new: &NewEntry) -> Result<()> {
    diesel::insert_into(dsl::entries).values((dsl::number.eq(number), new)).execute(db)?;
    Ok(())
}

/// Withholds salt and body of an entry, or gives them back. The public side changes with it.
pub fn set_body(db: &mut Db, id: i64, body: Body<'_>) -> Result<()> {
    let (salt, body, sealed) = match body {
        Body::Open { salt, body } => (Some(salt), Some(body), None),
        Body::Sealed(sealed) => (None, None, Some(sealed)),
        Body::Erased => (None, None, None),
    };
    diesel::update(dsl::entries.find(id))
        .set((dsl::salt.eq(salt), dsl::body.eq(body), dsl::sealed.eq(sealed)))
        .execute(db)?;
    register_state::bump(db)
}

/// What an entry holds besides its digest.
#[derive(Debug, Clone, Copy)]
pub enum Body<'a> {
    Open {
        salt: &'a str,
        body: &'a str,
    },
    Sealed(&'a [u8]),
    /// Nobody will ever read it again.
    Erased,
}

impl Entry {
    /// The entry as the public reads it once it has this number.
    pub fn read_as(self, number: i64) -> Read {
        let Entry { at, kind, subject, digest, salt, body, .. } = self;
        Read { leaf: Leaf { number, at, kind, subject, digest }, salt, body }
    }
}

/// The entries that wait for their number, in the order in which they get it.
pub fn waiting(db: &mut Db) -> Result<Vec<Entry>> {
    Ok(dsl::entries.filter(dsl::number.is_null()).order(dsl::id).load(db)?)
}

/// Those of them of a kind.
pub fn waiting_of_kind(db: &mut Db, kind: &str) -> Result<Vec<Entry>> {
    let waiting = dsl::entries.filter(dsl::number.is_null()).filter(dsl::kind.eq(kind));
    Ok(waiting.order(dsl::id).load(db)?)
}

/// Those of them that get theirs together next.
pub fn next_to_number(db: &mut Db) -> Result<Vec<Entry>> {
    Ok(dsl::entries.filter(dsl::number.is_null()).order(dsl::id).limit(NUMBERED_AT_ONCE).load(db)?)
}

/// Subjects that are asked for together.
const SUBJECTS_AT_ONCE: usize = 1_000;

/// Of some subjects, those that more than one entry has.
pub fn shared_subjects(db: &mut Db, subjects: &[String]) -> Result<Vec<String>> {
    let mut shared = Vec::new();
    for some in subjects.chunks(SUBJECTS_AT_ONCE) {
        let of = dsl::entries.filter(dsl::subject.eq_any(some)).group_by(dsl::subject);
        let more = of.having(diesel::dsl::count_star().gt(1)).select(dsl::subject);
        shared.extend(more.load::<String>(db)?);
    }
    Ok(shared)
}

/// Of some subjects, those that entries have.
pub fn known_subjects(db: &mut Db, subjects: &[String]) -> Result<Vec<String>> {
    let mut known = Vec::new();
    for some in subjects.chunks(SUBJECTS_AT_ONCE) {
        known.extend(dsl::entries.filter(dsl::subject.eq_any(some)).select(dsl::subject).load::<String>(db)?);
    }
    Ok(known)
}

/// The entry of a row.
pub fn find(db: &mut Db, id: i64) -> Result<Entry> {
    Ok(dsl::entries.find(id).first(db)?)
}

/// An entry whose date is written otherwise than the program writes dates.
#[derive(Debug, QueryableByName)]
pub struct OddlyDated {
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    pub number: Option<i64>,
    /// As it stands there.
    #[diesel(sql_type = Text)]
    pub at: String,
}

/// The first of them that waits for its number.
pub fn waiting_oddly_dated(db: &mut Db) -> Result<Option<OddlyDated>> {
    oddly_dated(db, "number IS NULL")
}

/// The first of them that has its number.
pub fn numbered_oddly_dated(db: &mut Db) -> Result<Option<OddlyDated>> {
    oddly_dated(db, "number IS NOT NULL")
}

/// PostgreSQL has dates of one form. SQLite has texts, reads them in many, and compares them letter by letter.
fn oddly_dated(db: &mut Db, among: &str) -> Result<Option<OddlyDated>> {
    const DAY_AND_TIME: &str = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9]";
    let Db::Sqlite(_) = db else { return Ok(None) };
    let first = format!(
        "SELECT id, number, at FROM entries WHERE {among} AND at NOT GLOB '{DAY_AND_TIME}' \
         AND at NOT GLOB '{DAY_AND_TIME}.[0-9][0-9][0-9]' ORDER BY id LIMIT 1"
    );
    Ok(diesel::sql_query(first).get_result(db).optional()?)
}

/// Of those that wait for their number the latest, where it is dated later than a moment.
pub fn waiting_after(db: &mut Db, at: Moment) -> Result<Option<Entry>> {
    let later = dsl::entries.filter(dsl::number.is_null()).filter(dsl::at.gt(at));
    Ok(later.order(dsl::at.desc()).first(db).optional()?)
}

/// The earliest of them, where it is dated before a moment.
pub fn waiting_before(db: &mut Db, at: Moment) -> Result<Option<Entry>> {
    let earlier = dsl::entries.filter(dsl::number.is_null()).filter(dsl::at.lt(at));
    Ok(earlier.order(dsl::at).first(db).optional()?)
}

/// The latest date of the entries from one number to before another.
pub fn latest(db: &mut Db, from: i64, to: i64) -> Result<Option<Moment>> {
    let numbered = dsl::entries.filter(dsl::number.ge(from)).filter(dsl::number.lt(to));
    Ok(numbered.select(diesel::dsl::max(dsl::at)).first::<Option<Moment>>(db)?)
}

/// Whether any entry waits for its number.
pub fn any_unnumbered(db: &mut Db) -> Result<bool> {
    Ok(diesel::select(diesel::dsl::exists(dsl::entries.filter(dsl::number.is_null()))).get_result(db)?)
}

/// The entries of an organisation and its commitments, oldest first.
pub fn of_organisation(db: &mut Db, organisation: OrganisationId) -> Result<Vec<Entry>> {
    of_organisations(db, &[organisation])
}

/// The same of several.
pub fn of_organisations(db: &mut Db, organisations: &[OrganisationId]) -> Result<Vec<Entry>> {
    let of = dsl::entries.filter(dsl::organisation_id.eq_any(organisations.to_vec()));
    Ok(in_order(of.order(dsl::id).load(db)?, |entry: &Entry| entry.number))
}

/// The entries about some commitments, whosever they were then.
pub fn of_commitments(db: &mut Db, commitments: &[CommitmentId]) -> Result<Vec<Entry>> {
    let about = dsl::entries.filter(dsl::commitment_id.eq_any(commitments.to_vec()));
    Ok(in_order(about.order(dsl::id).load(db)?, |entry: &Entry| entry.number))
}

/// What the entries of a kind with a number say of some organisations, as far as the public may read it, in no order.
pub fn bodies_of(db: &mut Db, kind: &str, of: &[OrganisationId]) -> Result<Vec<(OrganisationId, String)>> {
    let theirs = dsl::entries.filter(dsl::organisation_id.eq_any(of.to_vec())).filter(dsl::kind.eq(kind));
    let open = theirs.filter(dsl::number.is_not_null().and(dsl::body.is_not_null()));
    Ok(open.select((dsl::organisation_id.assume_not_null(), dsl::body.assume_not_null())).load(db)?)
}

/// What the entries of a kind say, oldest first, as far as the public may read it.
pub fn bodies(db: &mut Db, kind: &str) -> Result<Vec<String>> {
    let open = dsl::entries.filter(dsl::kind.eq(kind)).filter(dsl::body.is_not_null());
    let said = open.order(dsl::id).select((dsl::number, dsl::body.assume_not_null())).load(db)?;
    let said = in_order(said, |(number, _): &(Option<i64>, String)| *number);
    Ok(said.into_iter().map(|(_, body)| body).collect())
}
