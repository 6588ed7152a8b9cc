//! Entries about signatories that cannot be named, kept back until the week's batch.

use diesel::prelude::*;

use super::Db;
use super::schema::held_entries::{self, dsl};
use crate::domain::Result;
use crate::domain::ids::{CommitmentId, OrganisationId};

/// Entries that are taken with one statement.
const TAKEN_AT_ONCE: usize = 1_000;

/// An entry that waits. What it says is sealed.
#[derive(Debug, Clone, Queryable)]
pub struct HeldEntry {
    pub id: i64,
    pub kind: String,
    pub organisation_id: OrganisationId,
    pub commitment_id: Option<CommitmentId>,
    pub sealed: Vec<u8>,
}

/// An entry about to be kept back.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = held_entries)]
pub struct NewHeldEntry {
    pub kind: String,
    pub organisation_id: OrganisationId,
    pub commitment_id: Option<CommitmentId>,
    pub sealed: Vec<u8>,
}

/// Keeps an entry back.
pub fn insert(db: &mut Db, new: &NewHeldEntry) -> Result<()> {
    diesel::insert_into(dsl::held_entries).values(new).execute(db)?;
    Ok(())
}

/// Every entry that waits; they wait no longer.
pub fn take_all(db: &mut Db) -> Result<Vec<HeldEntry>> {
    let all = dsl::held_entries.order(dsl::id).load(db)?;
    take(db, all)
}

/// What waits about an organisation, in the order in which it was written; it waits no longer.
pub fn take_of(db: &mut Db, organisation: OrganisationId) -> Result<Vec<HeldEntry>> {
    let held = dsl::held_entries.filter(dsl::organisation_id.eq(organisation)).order(dsl::id).load(db)?;
    take(db, held)
}

/// Takes those that were read, and not what was kept back since.
fn take(db: &mut Db, read: Vec<HeldEntry>) -> Result<Vec<HeldEntry>> {
    for some in read.chunks(TAKEN_AT_ONCE) {
        let ids: Vec<i64> = some.iter().map(|held| held.id).collect();
        diesel::delete(dsl::held_entries.filter(dsl::id.eq_any(ids))).execute(db)?;
    }
    Ok(read)
}

/// Forgets what waits about an organisation.
pub fn forget_of(db: &mut Db, organisation: OrganisationId) -> Result<()> {
    diesel::delete(dsl::held_entries.filter(dsl::organisation_id.eq(organisation))).execute(db)?;
    Ok(())
}
