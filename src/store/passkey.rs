//! Colleagues' passkeys: their public halves, and what is needed to notice a copy of one.

use diesel::prelude::*;

use super::Db;
use super::schema::passkeys;
use crate::domain::ids::{PasskeyId, StaffId};
use crate::domain::{Moment, Result};

/// A passkey.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Passkey {
    pub id: PasskeyId,
    pub staff_id: StaffId,
    /// By which authenticators know the account (base64url): random, the same for all passkeys of a colleague.
    pub user_handle: String,
    /// By which the authenticator knows the passkey (base64url).
    pub credential_id: String,
    /// The public key, the counter and flags, as JSON of the library that checks them.
    pub credential: String,
    /// What its owner calls it.
    pub name: String,
    pub created_at: Moment,
    pub used_at: Option<Moment>,
}

/// What is needed to keep a passkey.
#[derive(Clone)]
pub struct NewPasskey {
    pub staff_id: StaffId,
    pub user_handle: String,
    pub credential_id: String,
    pub credential: String,
    pub name: String,
}

/// Keeps a passkey. One that is known already is a conflict.
pub fn insert(db: &mut Db, new: &NewPasskey, now: Moment) -> Result<PasskeyId> {
    let id = diesel::insert_into(passkeys::table)
        .values((
            passkeys::staff_id.eq(new.staff_id),
            passkeys::user_handle.eq(&new.user_handle),
            passkeys::credential_id.eq(&new.credential_id),
            passkeys::credential.eq(&new.credential),
            passkeys::name.eq(&new.name),
            passkeys::created_at.eq(now),
        ))
        .returning(passkeys::id)
        .get_result(db)?;
    Ok(id)
}

/// A colleague's passkeys, oldest first.
pub fn of_staff(db: &mut Db, staff: StaffId) -> Result<Vec<Passkey>> {
    Ok(passkeys::table.filter(passkeys::staff_id.eq(staff)).order(passkeys::id).load(db)?)
}

/// The passkey that an authenticator calls so.
pub fn by_credential(db: &mut Db, credential_id: &str) -> Result<Option<Passkey>> {
    Ok(passkeys::table.filter(passkeys::credential_id.eq(credential_id)).first(db).optional()?)
}

/// Notes that a passkey was used and how it stands now, if it still is as it was read. Says whether it was.
pub fn used(db: &mut Db, seen: &Passkey, credential: &str, now: Moment) -> Result<bool> {
    let unchanged =
        passkeys::table.filter(passkeys::id.eq(seen.id).and(passkeys::credential.eq(&seen.credential)));
    let changed = diesel::update(unchanged)
        .set((passkeys::credential.eq(credential), passkeys::used_at.eq(now)))
        .execute(db)?;
    Ok(changed == 1)
}

/// Forgets a colleague's passkey. Says whether it was theirs.
pub fn remove(db: &mut Db, staff: StaffId, id: PasskeyId) -> Result<bool> {
    let own = passkeys::table.filter(passkeys::id.eq(id).and(passkeys::staff_id.eq(staff)));
    Ok(diesel::delete(own).execute(db)? == 1)
}

/// Forgets all passkeys of a colleague.
pub fn remove_all(db: &mut Db, staff: StaffId) -> Result<()> {
    diesel::delete(passkeys::table.filter(passkeys::staff_id.eq(staff))).execute(db)?;
    Ok(())
}
