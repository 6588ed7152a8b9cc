//! Circulars, their readers, and the mailboxes that want none.

use diesel::prelude::*;

use super::schema::{
    call_versions, circular_optouts, circulars, endorsements, organisations, representatives,
};
use super::{Db, Json};
use crate::domain::circular::{Audience, CircularKind, CircularState, Texts};
use crate::domain::endorsement::EndorsementState;
use crate::domain::ids::{CircularId, OrganisationId, RepresentativeId, StaffId};
use crate::domain::organisation::Category;
use crate::domain::visibility::Visibility;
use crate::domain::{Error, Moment, Result};
use crate::native;

/// A circular as it stands.
#[derive(Debug, Clone, PartialEq, Queryable)]
pub struct Circular {
    pub id: CircularId,
    pub kind: CircularKind,
    pub state: CircularState,
    pub texts: Json<Texts>,
    pub audience: Json<Audience>,
    pub created_by: StaffId,
    pub created_at: Moment,
    pub proposed_by: Option<StaffId>,
    pub proposed_at: Option<Moment>,
    pub approved_by: Option<StaffId>,
    pub began_at: Option<Moment>,
    pub ended_at: Option<Moment>,
    /// How many mailboxes of signatories that are named were to get it when it began.
    pub recipients: i64,
    /// The last representative there was when it began.
    pub last_reader: i64,
    /// The last one who was looked at.
    pub reader: i64,
    pub revision: i64,
}

/// Somebody who acts for a published signatory.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Reader {
    pub id: RepresentativeId,
    pub mailbox: String,
    pub sealed: Vec<u8>,
    pub language: String,
    pub organisation: OrganisationId,
    pub category: Category,
    pub country: Option<String>,
    pub visibility: Visibility,
    pub version: Option<i64>,
}

/// Begins a circular.
pub fn insert(db: &mut Db, kind: CircularKind, by: StaffId, now: Moment) -> Result<CircularId> {
    let id = diesel::insert_into(circulars::table)
        .values((
            circulars::kind.eq(kind),
            circulars::state.eq(CircularState::Draft),
            circulars::texts.eq(Json(Texts::new())),
            circulars::audience.eq(Json(Audience::default())),
            circulars::created_by.eq(by),
            circulars::created_at.eq(now),
            circulars::revision.eq(1_i64),
        ))
        .returning(circulars::id)
        .get_result(db)?;
    Ok(id)
}

/// The circular, or not found.
pub fn find(db: &mut Db, id: CircularId) -> Result<Circular> {
    Ok(circulars::table.find(id).first(db)?)
}

/// The newest ones.
pub fn list(db: &mut Db, limit: i64) -> Result<Vec<Circular>> {
    Ok(circulars::table.order(circulars::id.desc()).limit(limit).load(db)?)
}

/// Those that are being sent.
pub fn sending(db: &mut Db) -> Result<Vec<Circular>> {
    let sending = circulars::table.filter(circulars::state.eq(CircularState::Sending));
    Ok(sending.order(circulars::id).load(db)?)
}

/// Replaces what a draft says and to whom, if nobody was faster.
pub fn write(db: &mut Db, seen: &Circular, texts: Texts, audience: Audience) -> Result<()> {
    let changed =
        diesel::update(circulars::table.find(seen.id).filter(circulars::revision.eq(seen.revision)))
            .set((
                circulars::texts.eq(Json(texts)),
                circulars::audience.eq(Json(audience)),
                circulars::revision.eq(seen.revision + 1),
            ))
            .execute(db)?;
    one(changed)
}

/// Throws a circular away, if nobody was faster.
pub fn delete(db: &mut Db, seen: &Circular) -> Result<()> {
    let target = circulars::table.find(seen.id).filter(circulars::revision.eq(seen.revision));
    one(diesel::delete(target).execute(db)?)
}

/// Puts a circular before a second person, or takes it back from there (nobody), if nobody was faster.
pub fn propose(db: &mut Db, seen: &Circular, by: Option<StaffId>, now: Moment) -> Result<()> {
    let state = if by.is_some() { CircularState::Proposed } else { CircularState::Draft };
    let changed =
        diesel::update(circulars::table.find(seen.id).filter(circulars::revision.eq(seen.revision)))
            .set((
                circulars::state.eq(seen.state.becoming(state)?),
                circulars::proposed_by.eq(by),
                circulars::proposed_at.eq(by.map(|_| now)),
                circulars::revision.eq(seen.revision + 1),
            ))
            .execute(db)?;
    one(changed)
}

/// Begins to send a circular to everybody there is now, if nobody was faster.
pub fn begin(
    db: &mut Db,
    seen: &Circular,
    approved_by: Option<StaffId>,
    recipients: i64,
    now: Moment,
) -> Result<()> {
    let last: Option<i64> = representatives::table
        .order(representatives::id.desc())
        .select(representatives::id)
        .first::<RepresentativeId>(db)
        .optional()?
        .map(|id| id.0);
    let changed =
        diesel::update(circulars::table.find(seen.id).filter(circulars::revision.eq(seen.revision)))
            .set((
                circulars::state.eq(seen.state.becoming(CircularState::Sending)?),
                circulars::approved_by.eq(approved_by),
                circulars::began_at.eq(now),
                circulars::recipients.eq(recipients),
                circulars::last_reader.eq(last.unwrap_or(0)),
                circulars::revision.eq(seen.revision + 1),
            ))
            .execute(db)?;
    one(changed)
}

/// Notes that everybody up to a reader was looked at, if no other node was faster.
pub fn advance(db: &mut Db, seen: &Circular, reader: i64) -> Result<()> {
    let target = circulars::table
        .find(seen.id)
        .filter(circulars::state.eq(CircularState::Sending).and(circulars::reader.eq(seen.reader)));
    one(diesel::update(target).set(circulars::reader.eq(reader)).execute(db)?)
}

/// Ends the sending, if nobody was faster.
pub fn end(db: &mut Db, seen: &Circular, state: CircularState, now: Moment) -> Result<()> {
    let target = circulars::table.find(seen.id).filter(circulars::state.eq(CircularState::Sending));
    let changed = diesel::update(target)
        .set((
            circulars::state.eq(seen.state.becoming(state)?),
            circulars::ended_at.eq(now),
            circulars::revision.eq(seen.revision + 1),
        ))
        .execute(db)?;
    one(changed)
}

fn one(changed: usize) -> Result<()> {
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Those who act for published signatories and whose mailboxes want circulars, in the order of their ids: at most so
/// many after one and up to another.
pub fn readers(db: &mut Db, (after, until): (i64, i64), limit: i64) -> Result<Vec<Reader>> {
    let silent = circular_optouts::table.select(circular_optouts::mailbox);
    let joined = representatives::table
        .inner_join(organisations::table.inner_join(endorsements::table.inner_join(call_versions::table)));
    let fitting = joined
        .filter(representatives::id.gt(RepresentativeId(after)))
        .filter(representatives::id.le(RepresentativeId(until)))
        .filter(representatives::removed_at.is_null().and(representatives::email_index.ne_all(silent)))
        .filter(organisations::erased_at.is_null())
        .filter(endorsements::state.eq(EndorsementState::Published));
    let columns = (
        representatives::id,
        representatives::email_index,
        representatives::sealed,
        representatives::language,
        organisations::id,
        organisations::category,
        organisations::country,
        endorsements::visibility,
        call_versions::number,
    );
    Ok(fitting.order(representatives::id).limit(limit).select(columns).load(db)?)
}

/// Writes no circulars to a mailbox any more.
pub fn opt_out(db: &mut Db, mailbox: &str, now: Moment) -> Result<()> {
    let row = (circular_optouts::mailbox.eq(mailbox), circular_optouts::since.eq(now));
    native!(db, |c| diesel::insert_into(circular_optouts::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(())
}

/// Writes them again.
pub fn opt_in(db: &mut Db, mailbox: &str) -> Result<()> {
    diesel::delete(circular_optouts::table.find(mailbox)).execute(db)?;
    Ok(())
}

/// Whether a mailbox wants none.
pub fn is_out(db: &mut Db, mailbox: &str) -> Result<bool> {
    Ok(diesel::select(diesel::dsl::exists(circular_optouts::table.find(mailbox))).get_result(db)?)
}
