//! Ministry colleagues: their rows, roles and factors. Who may change them is not decided here.

use std::collections::BTreeMap;
use std::fmt;

use diesel::prelude::*;

use super::schema::staff;
use super::{Db, Json};
use crate::domain::ids::StaffId;
use crate::domain::locale::Locale;
use crate::domain::permit::{HeldSince, Role, Roles};
use crate::domain::staff::StaffState;
use crate::domain::{Error, Moment, Result};

/// A colleague's row. Its `Debug` shows no name, mail address or factor.
#[derive(Clone, PartialEq, Queryable)]
pub struct Staff {
    pub id: StaffId,
    pub email: String,
    pub name: String,
    pub roles: Roles,
    pub state: StaffState,
    /// PHC string of argon2id; missing until the set-up is done.
    pub password_hash: Option<String>,
    /// The TOTP secret, sealed.
    pub totp_sealed: Option<Vec<u8>>,
    /// The last time step (RFC 6238) whose code was used. No code of it or before is good again.
    pub totp_step: i64,
    /// Hashes of the recovery codes that are left.
    pub recovery_hashes: Json<Vec<String>>,
    pub language: Locale,
    /// Missing for those whom the command line created.
    pub created_by: Option<StaffId>,
    pub created_at: Moment,
    /// The second admin; missing for those whom the command line created.
    pub confirmed_by: Option<StaffId>,
    /// When the account was approved. Until then no link is mailed.
    pub confirmed_at: Option<Moment>,
    pub disabled_at: Option<Moment>,
    pub revision: i64,
    pub held_since: Json<HeldSince>,
    /// Roles that an admin proposes to give, until another agrees.
    pub roles_proposed: Option<Roles>,
    pub roles_proposed_by: Option<StaffId>,
    pub roles_proposed_at: Option<Moment>,
}

/// Roles that one admin proposes to give a colleague.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    pub roles: Roles,
    pub by: StaffId,
    pub at: Moment,
}

impl Staff {
    /// The roles that wait for another admin.
    pub fn proposed(&self) -> Option<Proposed> {
        let (by, at) = self.roles_proposed_by.zip(self.roles_proposed_at)?;
        Some(Proposed { roles: self.roles_proposed.clone()?, by, at })
    }
}

impl fmt::Debug for Staff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Staff");
        shown.field("id", &self.id).field("roles", &self.roles).field("state", &self.state);
        shown.finish_non_exhaustive()
    }
}

/// What is needed to invite a colleague.
#[derive(Clone)]
pub struct NewStaff {
    pub email: String,
    pub name: String,
    pub roles: Roles,
    pub language: Locale,
    pub created_by: Option<StaffId>,
    pub created_at: Moment,
}

/// What a colleague proves themselves with.
#[derive(Clone)]
pub struct Credentials {
    pub password_hash: String,
    pub totp_sealed: Vec<u8>,
    /// The step of the code that proved the second factor during set-up.
    pub totp_step: i64,
    pub recovery_hashes: Vec<String>,
}

/// Adds an invited colleague. A mail address that is taken is a conflict.
pub fn insert(db: &mut Db, new: &NewStaff) -> Result<StaffId> {
    let id = diesel::insert_into(staff::table)
        .values((
            staff::email.eq(&new.email),
            staff::name.eq(&new.name),
            staff::roles.eq(&new.roles),
            staff::state.eq(StaffState::Invited),
            staff::totp_step.eq(0),
            staff::recovery_hashes.eq(Json(Vec::<String>::new())),
            staff::language.eq(new.language),
            staff::created_by.eq(new.created_by),
            staff::created_at.eq(new.created_at),
            staff::held_since.eq(Json(HeldSince::all(&new.roles, new.created_at))),
            staff::revision.eq(1),
        ))
        .returning(staff::id)
        .get_result(db)?;
    Ok(id)
}

/// Lets another admin propose what waits in words of their own, if nobody changed it meanwhile.
pub fn propose_anew(db: &mut Db, seen: &Staff, new: &NewStaff) -> Result<StaffId> {
    let waits = not_disabled(seen.id).filter(staff::confirmed_at.is_null());
    let changed = diesel::update(waits.filter(staff::revision.eq(seen.revision)))
        .set((
            staff::name.eq(&new.name),
            staff::roles.eq(&new.roles),
            staff::language.eq(new.language),
            staff::created_by.eq(new.created_by),
            staff::created_at.eq(new.created_at),
            staff::held_since.eq(Json(HeldSince::all(&new.roles, new.created_at))),
            staff::revision.eq(seen.revision + 1),
        ))
        .execute(db)?;
    if changed != 1 {
        return Err(Error::Conflict);
    }
    propose_roles(db, seen.id, None)?;
    Ok(seen.id)
}

/// The colleague, or not found.
pub fn find(db: &mut Db, id: StaffId) -> Result<Staff> {
    Ok(staff::table.find(id).first(db)?)
}

/// The colleague with this mail address, written exactly so.
pub fn by_email(db: &mut Db, email: &str) -> Result<Option<Staff>> {
    Ok(staff::table.filter(staff::email.eq(email)).first(db).optional()?)
}

/// Everybody, the disabled too, by name.
pub fn list(db: &mut Db) -> Result<Vec<Staff>> {
    Ok(staff::table.order((staff::name, staff::id)).load(db)?)
}

/// How many active colleagues hold each role; roles that nobody holds are named with 0.
pub fn count_by_role(db: &mut Db) -> Result<BTreeMap<Role, usize>> {
    let active = staff::table.filter(staff::state.eq(StaffState::Active));
    let held: Vec<Roles> = active.select(staff::roles).load(db)?;
    let count = |role: &Role| held.iter().filter(|roles| roles.0.contains(role)).count();
    Ok(Role::ALL.iter().map(|role| (*role, count(role))).collect())
}

/// Keeps an invited colleague's factors and makes them active. Says whether they were invited;
/// otherwise nothing changes, so that an old link cannot let a disabled colleague in.
pub fn set_credentials(db: &mut Db, id: StaffId, factors: &Credentials) -> Result<bool> {
    let invited = staff::table.filter(staff::id.eq(id).and(staff::state.eq(StaffState::Invited)));
    let changed = diesel::update(invited)
        .set((
            staff::password_hash.eq(&factors.password_hash),
            staff::totp_sealed.eq(&factors.totp_sealed),
            staff::totp_step.eq(factors.totp_step),
            staff::recovery_hashes.eq(Json(factors.recovery_hashes.clone())),
            staff::state.eq(StaffState::Active),
            staff::revision.eq(staff::revision + 1),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// Makes an invited colleague active who signs in elsewhere. Says whether they were invited.
pub fn open_without_password(db: &mut Db, id: StaffId) -> Result<bool> {
    let invited = staff::table.filter(staff::id.eq(id).and(staff::state.eq(StaffState::Invited)));
    let opened = (staff::state.eq(StaffState::Active), staff::revision.eq(staff::revision + 1));
    Ok(diesel::update(invited).set(opened).execute(db)? == 1)
}

/// Lets whoever else may take an admin away wait until this act is over: what is read of colleagues from then on is what they
/// left.
pub fn hold_all(db: &mut Db) -> Result<()> {
    let first: Option<StaffId> = staff::table.select(diesel::dsl::min(staff::id)).first(db)?;
    if let Some(first) = first {
        diesel::update(staff::table.find(first)).set(staff::revision.eq(staff::revision)).execute(db)?;
    }
    Ok(())
}

/// Approves an account that was proposed: its roles are held from now on. Says whether it was still to be approved.
pub fn confirm(db: &mut Db, id: StaffId, by: Option<StaffId>, now: Moment) -> Result<bool> {
    let roles: Roles = staff::table.find(id).select(staff::roles).first(db)?;
    let proposed = not_disabled(id).filter(staff::confirmed_at.is_null()).filter(staff::roles.eq(&roles));
    let changed = diesel::update(proposed)
        .set((
            staff::confirmed_by.eq(by),
            staff::confirmed_at.eq(now),
            staff::held_since.eq(Json(HeldSince::all(&roles, now))),
            staff::revision.eq(staff::revision + 1),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// Changes the roles of a colleague who is as they were read, or is a conflict.
pub fn set_roles(db: &mut Db, seen: &Staff, (roles, now): (&Roles, Moment)) -> Result<()> {
    let held_since = Json(seen.held_since.0.changed(roles, now));
    let unchanged = staff::table.filter(staff::id.eq(seen.id).and(staff::revision.eq(seen.revision)));
    let changed = diesel::update(unchanged)
        .set((
            staff::roles.eq(roles),
            staff::held_since.eq(held_since),
            staff::revision.eq(staff::revision + 1),
        ))
        .execute(db)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Keeps which roles are proposed for a colleague, in place of what was; with none, that nothing is any more.
pub fn propose_roles(db: &mut Db, id: StaffId, proposed: Option<Proposed>) -> Result<()> {
    let (by, at) = (proposed.as_ref().map(|one| one.by), proposed.as_ref().map(|one| one.at));
    diesel::update(staff::table.find(id))
        .set((
            staff::roles_proposed.eq(proposed.map(|one| one.roles)),
            staff::roles_proposed_by.eq(by),
            staff::roles_proposed_at.eq(at),
        ))
        .execute(db)?;
    Ok(())
}

/// Disables a colleague and forgets their factors. Says whether they were not disabled yet.
pub fn disable(db: &mut Db, id: StaffId, now: Moment) -> Result<bool> {
    let changed = diesel::update(not_disabled(id))
        .set((
            staff::state.eq(StaffState::Disabled),
            staff::disabled_at.eq(now),
            no_factors(),
            staff::revision.eq(staff::revision + 1),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// Forgets the factors of a colleague who is as they were read, so that they must set them up again. A disabled
/// colleague stays disabled.
///
/// # Errors
/// Conflict.
pub fn reset(db: &mut Db, seen: &Staff) -> Result<()> {
    let unchanged = not_disabled(seen.id).filter(staff::revision.eq(seen.revision));
    let changed = diesel::update(unchanged)
        .set((staff::state.eq(StaffState::Invited), no_factors(), staff::revision.eq(staff::revision + 1)))
        .execute(db)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Keeps another password of a colleague who is as they were read.
///
/// # Errors
/// Conflict.
pub fn set_password(db: &mut Db, seen: &Staff, hash: &str) -> Result<()> {
    let unchanged = not_disabled(seen.id).filter(staff::revision.eq(seen.revision));
    let changed = diesel::update(unchanged)
        .set((staff::password_hash.eq(hash), staff::revision.eq(staff::revision + 1)))
        .execute(db)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Keeps the secret of another app of a colleague who is as they were read, and the step of the code that proved it.
///
/// # Errors
/// Conflict.
pub fn set_app(db: &mut Db, seen: &Staff, (sealed, step): (&[u8], i64)) -> Result<()> {
    let unchanged = not_disabled(seen.id).filter(staff::revision.eq(seen.revision));
    let changed = diesel::update(unchanged)
        .set((
            staff::totp_sealed.eq(sealed),
            staff::totp_step.eq(step),
            staff::revision.eq(staff::revision + 1),
        ))
        .execute(db)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Keeps other recovery codes in place of those that a colleague has who is as they were read.
///
/// # Errors
/// Conflict.
pub fn set_recovery_codes(db: &mut Db, seen: &Staff, hashes: Vec<String>) -> Result<()> {
    let unchanged = not_disabled(seen.id).filter(staff::revision.eq(seen.revision));
    let changed = diesel::update(unchanged)
        .set((staff::recovery_hashes.eq(Json(hashes)), staff::revision.eq(staff::revision + 1)))
        .execute(db)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Moves the revision of a colleague on who is as they were read, or is a conflict: what was read is done with.
pub fn move_on(db: &mut Db, seen: &Staff) -> Result<()> {
    let unchanged = staff::table.filter(staff::id.eq(seen.id).and(staff::revision.eq(seen.revision)));
    let changed = diesel::update(unchanged).set(staff::revision.eq(staff::revision + 1)).execute(db)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Uses up a TOTP time step. True for one caller alone, and only for a step after the last used.
pub fn use_totp_step(db: &mut Db, id: StaffId, step: i64) -> Result<bool> {
    let earlier = staff::table.filter(staff::id.eq(id).and(staff::totp_step.lt(step)));
    Ok(diesel::update(earlier).set(staff::totp_step.eq(step)).execute(db)? == 1)
}

/// Uses up a recovery code, given its hash. True for one caller alone.
pub fn take_recovery_code(db: &mut Db, id: StaffId, hash: &str) -> Result<bool> {
    // Another code may be taken between reading and writing: then look again. Every round that
    // is lost took a code away, so the rounds end.
    loop {
        let before: String = staff::table.find(id).select(staff::recovery_hashes).first(db)?;
        let mut left: Vec<String> = serde_json::from_str(&before).map_err(Error::internal)?;
        let Some(place) = left.iter().position(|known| known == hash) else { return Ok(false) };
        left.remove(place);
        let unchanged = staff::table.filter(staff::id.eq(id).and(staff::recovery_hashes.eq(&before)));
        if diesel::update(unchanged).set(staff::recovery_hashes.eq(Json(left))).execute(db)? == 1 {
            return Ok(true);
        }
    }
}

#[diesel::dsl::auto_type]
fn not_disabled(id: StaffId) -> _ {
    let disabled: StaffState = StaffState::Disabled;
    staff::table.filter(staff::id.eq(id)).filter(staff::state.ne(disabled))
}

/// The assignments that forget every factor. The step stays: no used code becomes good again.
fn no_factors() -> NoFactors {
    (staff::password_hash.eq(None), staff::totp_sealed.eq(None), staff::recovery_hashes.eq(Json(Vec::new())))
}

type NoFactors = (
    diesel::dsl::Eq<staff::password_hash, Option<String>>,
    diesel::dsl::Eq<staff::totp_sealed, Option<Vec<u8>>>,
    diesel::dsl::Eq<staff::recovery_hashes, Json<Vec<String>>>,
);
