//! Who may look at which protected identity, and until when.

use diesel::prelude::*;

use super::Db;
use super::schema::unmaskings::dsl;
use crate::domain::ids::{OrganisationId, StaffId};
use crate::domain::{Moment, Result};

/// Lets a colleague look at an organisation's identity for a while.
pub fn insert(db: &mut Db, staff: StaffId, organisation: OrganisationId, until: Moment) -> Result<()> {
    diesel::insert_into(dsl::unmaskings)
        .values((dsl::staff_id.eq(staff), dsl::organisation_id.eq(organisation), dsl::until.eq(until)))
        .execute(db)?;
    Ok(())
}

/// Whether a colleague may look at it now.
pub fn holds(db: &mut Db, staff: StaffId, organisation: OrganisationId, now: Moment) -> Result<bool> {
    let own = dsl::staff_id.eq(staff).and(dsl::organisation_id.eq(organisation)).and(dsl::until.gt(now));
    Ok(diesel::select(diesel::dsl::exists(dsl::unmaskings.filter(own))).get_result(db)?)
}
