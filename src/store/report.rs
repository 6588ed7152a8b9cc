//! Concerns sent by members of the public, sealed by the caller.

use std::fmt;

use diesel::prelude::*;

use super::Db;
use super::schema::reports;
use crate::domain::ids::{OrganisationId, ReportId};
use crate::domain::{Moment, Result};

/// A concern. Its `Debug` shows nothing of what was written.
#[derive(Clone, PartialEq, Eq, Queryable)]
pub struct Report {
    pub id: ReportId,
    /// The signatory that it is about.
    pub organisation_id: OrganisationId,
    pub sealed: Vec<u8>,
    pub created_at: Moment,
    /// The report that has the Case, where it is not this one.
    pub joins: Option<ReportId>,
}

impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Report");
        shown.field("id", &self.id).field("organisation_id", &self.organisation_id).finish_non_exhaustive()
    }
}

/// Keeps a concern, with the report that it joins, if it joins one.
pub fn insert(
    db: &mut Db,
    (organisation, joins): (OrganisationId, Option<ReportId>),
    sealed: &[u8],
    now: Moment,
) -> Result<ReportId> {
    let id = diesel::insert_into(reports::table)
        .values((
            reports::organisation_id.eq(organisation),
            reports::sealed.eq(sealed),
            reports::created_at.eq(now),
            reports::joins.eq(joins),
        ))
        .returning(reports::id)
        .get_result(db)?;
    Ok(id)
}

/// Forgets what was reported about an organisation, and by whom.
pub fn erase_of(db: &mut Db, organisation: OrganisationId) -> Result<()> {
    diesel::update(reports::table.filter(reports::organisation_id.eq(organisation)))
        .set(reports::sealed.eq(Vec::<u8>::new()))
        .execute(db)?;
    Ok(())
}

/// The concern, or not found.
pub fn find(db: &mut Db, id: ReportId) -> Result<Report> {
    Ok(reports::table.find(id).first(db)?)
}

/// A concern that has a Case and those that joined it, oldest first.
pub fn with(db: &mut Db, first: ReportId) -> Result<Vec<Report>> {
    let together = reports::id.eq(first).or(reports::joins.eq(first).assume_not_null());
    Ok(reports::table.filter(together).order(reports::id).load(db)?)
}

/// The newest of these, oldest first, and how many there are in all.
pub fn newest_with(db: &mut Db, first: ReportId, limit: i64) -> Result<(Vec<Report>, i64)> {
    let together =
        || reports::table.filter(reports::id.eq(first).or(reports::joins.eq(first).assume_not_null()));
    let mut newest: Vec<Report> = together().order(reports::id.desc()).limit(limit).load(db)?;
    newest.reverse();
    Ok((newest, together().count().get_result(db)?))
}
