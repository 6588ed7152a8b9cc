//! The Call: its versions and their texts.

use diesel::prelude::*;

use super::Db;
use super::schema::{call_texts, call_versions};
use crate::domain::call::{Authority, ChangeKind, VersionState};
use crate::domain::ids::{StaffId, VersionId};
use crate::domain::{Error, Moment, Result};

/// A version as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Version {
    pub id: VersionId,
    /// Given at publication.
    pub number: Option<i64>,
    pub change_kind: ChangeKind,
    pub state: VersionState,
    pub proposed_by: Option<StaffId>,
    pub proposed_at: Option<Moment>,
    /// Nobody for the very first, which comes from the command line.
    pub published_by: Option<StaffId>,
    pub published_at: Option<Moment>,
    pub created_at: Moment,
    pub revision: i64,
}

/// One language of a version.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Text {
    pub id: i64,
    pub version_id: VersionId,
    /// BCP 47.
    pub language: String,
    pub authority: Authority,
    pub markdown: String,
    /// Of the Markdown's bytes, in lower-case hex.
    pub sha256: String,
    /// The SHA-256 of the authentic text that a translation follows.
    pub follows: Option<String>,
}

/// A text about to be kept.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = call_texts)]
pub struct NewText {
    pub version_id: VersionId,
    pub language: String,
    pub authority: Authority,
    pub markdown: String,
    pub sha256: String,
    pub follows: Option<String>,
}

/// Begins a version.
pub fn insert(db: &mut Db, kind: ChangeKind, now: Moment) -> Result<VersionId> {
    let id = diesel::insert_into(call_versions::table)
        .values((
            call_versions::change_kind.eq(kind),
            call_versions::state.eq(VersionState::Draft),
            call_versions::created_at.eq(now),
            call_versions::revision.eq(1i64),
        ))
        .returning(call_versions::id)
        .get_result(db)?;
    Ok(id)
}

/// Replaces the texts of a version that is not published yet. Its revision moves on.
pub fn replace_texts(db: &mut Db, version: VersionId, texts: &[NewText]) -> Result<()> {
    let open = call_versions::state.ne(VersionState::Published);
    let target = call_versions::table.find(version).filter(open);
    let moved = call_versions::revision.eq(call_versions::revision + 1);
    if diesel::update(target).set(moved).execute(db)? != 1 {
        return Err(Error::Conflict);
    }
    diesel::delete(call_texts::table.filter(call_texts::version_id.eq(version))).execute(db)?;
    for text in texts {
        diesel::insert_into(call_texts::table).values(text).execute(db)?;
    }
    Ok(())
}

/// Forgets a version that is still a draft, with its texts, if nobody changed it meanwhile.
pub fn discard(db: &mut Db, seen: &Version) -> Result<()> {
    diesel::delete(call_texts::table.filter(call_texts::version_id.eq(seen.id))).execute(db)?;
    let draft = call_versions::table.find(seen.id).filter(call_versions::state.eq(VersionState::Draft));
    let gone = diesel::delete(draft.filter(call_versions::revision.eq(seen.revision))).execute(db)?;
    if gone == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Changes what kind of change a version that is not published yet is.
pub fn set_kind(db: &mut Db, version: VersionId, kind: ChangeKind) -> Result<()> {
    let open = call_versions::table.find(version).filter(call_versions::state.ne(VersionState::Published));
    let moved = call_versions::revision.eq(call_versions::revision + 1);
    diesel::update(open).set((call_versions::change_kind.eq(kind), moved)).execute(db)?;
    Ok(())
}

/// The version with this id.
pub fn find(db: &mut Db, id: VersionId) -> Result<Version> {
    Ok(call_versions::table.find(id).first(db)?)
}

/// Every version, newest first.
pub fn all(db: &mut Db) -> Result<Vec<Version>> {
    Ok(call_versions::table.order(call_versions::id.desc()).load(db)?)
}

/// The version in force, if the Call has been published at all.
pub fn current(db: &mut Db) -> Result<Option<Version>> {
    let published = call_versions::table.filter(call_versions::state.eq(VersionState::Published));
    Ok(published.order(call_versions::number.desc()).first(db).optional()?)
}

/// The version being prepared, if there is one. There is one at a time.
pub fn in_preparation(db: &mut Db) -> Result<Option<Version>> {
    let open = call_versions::table.filter(call_versions::state.ne(VersionState::Published));
    Ok(open.order(call_versions::id.desc()).first(db).optional()?)
}

/// The texts of a version, the authentic one first.
pub fn texts(db: &mut Db, version: VersionId) -> Result<Vec<Text>> {
    let of = call_texts::table.filter(call_texts::version_id.eq(version));
    Ok(of.order((call_texts::authority, call_texts::language)).load(db)?)
}

/// Asks for a second person's eyes, or takes the request back (`by` nobody).
pub fn propose(db: &mut Db, seen: &Version, by: Option<StaffId>, now: Moment) -> Result<()> {
    let state = if by.is_some() { VersionState::Proposed } else { VersionState::Draft };
    let target = call_versions::table.find(seen.id).filter(call_versions::revision.eq(seen.revision));
    let changed = diesel::update(target)
        .set((
            call_versions::state.eq(state),
            call_versions::proposed_by.eq(by),
            call_versions::proposed_at.eq(by.map(|_| now)),
            call_versions::revision.eq(seen.revision + 1),
        ))
        .execute(db)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Publishes a version under the next number, and gives the number.
pub fn publish(db: &mut Db, seen: &Version, by: Option<StaffId>, now: Moment) -> Result<i64> {
    let last: Option<i64> = call_versions::table.select(diesel::dsl::max(call_versions::number)).first(db)?;
    let number = last.unwrap_or(0) + 1;
    let target = call_versions::table.find(seen.id).filter(call_versions::revision.eq(seen.revision));
    let changed = diesel::update(target)
        .set((
            call_versions::state.eq(VersionState::Published),
            call_versions::number.eq(number),
            call_versions::published_by.eq(by),
            call_versions::published_at.eq(now),
            call_versions::revision.eq(seen.revision + 1),
        ))
        .execute(db)?;
    if changed == 1 { Ok(number) } else { Err(Error::Conflict) }
}
