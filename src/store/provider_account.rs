//! Whom the ministry's identity provider knows as which colleague: one account there for one here.

use diesel::prelude::*;

use super::Db;
use super::schema::provider_accounts::dsl;
use crate::domain::ids::StaffId;
use crate::domain::{Moment, Result};

/// A colleague's account at the provider.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct ProviderAccount {
    pub staff_id: StaffId,
    /// The provider's name for itself.
    pub issuer: String,
    /// Its lasting name for the person (OpenID Connect Core, section 2: `sub`).
    pub subject: String,
    pub linked_at: Moment,
}

/// Connects an account there with a colleague, in place of another. One that somebody else has is a conflict.
pub fn link(db: &mut Db, staff: StaffId, (issuer, subject): (&str, &str), now: Moment) -> Result<()> {
    unlink(db, staff)?;
    diesel::insert_into(dsl::provider_accounts)
        .values((
            dsl::staff_id.eq(staff),
            dsl::issuer.eq(issuer),
            dsl::subject.eq(subject),
            dsl::linked_at.eq(now),
        ))
        .execute(db)?;
    Ok(())
}

/// Forgets a colleague's account there. Says whether there was one.
pub fn unlink(db: &mut Db, staff: StaffId) -> Result<bool> {
    Ok(diesel::delete(dsl::provider_accounts.filter(dsl::staff_id.eq(staff))).execute(db)? == 1)
}

/// A colleague's account there.
pub fn of_staff(db: &mut Db, staff: StaffId) -> Result<Option<ProviderAccount>> {
    Ok(dsl::provider_accounts.filter(dsl::staff_id.eq(staff)).first(db).optional()?)
}

/// Who the provider's account belongs to.
pub fn find(db: &mut Db, issuer: &str, subject: &str) -> Result<Option<StaffId>> {
    let known = dsl::provider_accounts.filter(dsl::issuer.eq(issuer).and(dsl::subject.eq(subject)));
    Ok(known.select(dsl::staff_id).first(db).optional()?)
}
