//! Changes of the log's key, as admins ask for them and allow them.

use diesel::prelude::*;

use super::Db;
use super::schema::{key_changes, retired_keys};
use crate::domain::ids::{KeyChangeId, StaffId};
use crate::domain::key_change::KeyChangeState;
use crate::domain::{Error, Moment, Refusal, Result};
use crate::native;

/// One change.
#[derive(Debug, Clone, Queryable)]
pub struct KeyChange {
    pub id: KeyChangeId,
    pub state: KeyChangeState,
    pub proposed_by: StaffId,
    pub proposed_at: Moment,
    pub allowed_by: Option<StaffId>,
    pub allowed_at: Option<Moment>,
    /// The new key, `name+hash+key`, once it signs.
    pub key: Option<String>,
}

/// The newest, however it stands.
pub fn newest(db: &mut Db) -> Result<Option<KeyChange>> {
    Ok(key_changes::table.order(key_changes::id.desc()).first(db).optional()?)
}

/// Adds one. At most one is open.
pub fn insert(db: &mut Db, by: StaffId, now: Moment) -> Result<KeyChangeId> {
    let row = (
        key_changes::state.eq(KeyChangeState::Proposed),
        key_changes::proposed_by.eq(by),
        key_changes::proposed_at.eq(now),
    );
    Ok(diesel::insert_into(key_changes::table).values(row).returning(key_changes::id).get_result(db)?)
}

/// Notes who allows a change.
pub fn allow(db: &mut Db, change: &KeyChange, by: StaffId, now: Moment) -> Result<()> {
    turn(db, change, KeyChangeState::Allowed)?;
    let row = key_changes::table.find(change.id);
    let by = (key_changes::allowed_by.eq(by), key_changes::allowed_at.eq(now));
    diesel::update(row).set(by).execute(db)?;
    Ok(())
}

/// Notes that a change has begun: this key signs.
pub fn begin(db: &mut Db, change: &KeyChange, key: &str) -> Result<()> {
    turn(db, change, KeyChangeState::Begun)?;
    diesel::update(key_changes::table.find(change.id)).set(key_changes::key.eq(key)).execute(db)?;
    Ok(())
}

/// Whether a change has begun with this key.
pub fn has_begun(db: &mut Db, key: &str) -> Result<bool> {
    let with = key_changes::table.filter(key_changes::key.eq(key));
    Ok(diesel::select(diesel::dsl::exists(with)).get_result(db)?)
}

/// Keeps that a key is never to sign again.
pub fn retire(db: &mut Db, key: &str, now: Moment) -> Result<()> {
    let row = (retired_keys::key.eq(key), retired_keys::at.eq(now));
    native!(db, |c| {
        diesel::insert_into(retired_keys::table).values(row).on_conflict_do_nothing().execute(c)?
    });
    Ok(())
}

/// The keys that are never to sign again.
pub fn retired(db: &mut Db) -> Result<Vec<String>> {
    Ok(retired_keys::table.select(retired_keys::key).load(db)?)
}

/// Lets a change become something else, if it still stands as it was read.
///
/// # Errors
/// Refused when it may not, or does not stand so any more.
pub fn turn(db: &mut Db, change: &KeyChange, next: KeyChangeState) -> Result<()> {
    let as_read = key_changes::table.find(change.id).filter(key_changes::state.eq(change.state));
    let may = change.state.may_become(next);
    if may && diesel::update(as_read).set(key_changes::state.eq(next)).execute(db)? == 1 {
        return Ok(());
    }
    Err(Error::Refused(Refusal::WrongState))
}
