//! The reason catalogue. That a used reason stays is the app's rule; this tells what is used.

use diesel::dsl::exists;
use diesel::prelude::*;

use super::schema::{commitments, endorsements, invalidated, invalidations, reasons};
use super::{Db, Json};
use crate::domain::reason::{ReasonPurpose, Wording};
use crate::domain::{Moment, Result};
use crate::native;

/// One reason.
#[derive(Debug, Clone, PartialEq, Queryable)]
pub struct Reason {
    pub code: String,
    pub purpose: ReasonPurpose,
    /// What staff choose from.
    pub titles: Json<Wording>,
    /// What the public and the signer read.
    pub texts: Json<Wording>,
    /// Whether the public text is kept from the public.
    pub hidden: bool,
    /// The place in the list.
    pub position: i64,
    pub updated_at: Moment,
}

/// The reasons of a purpose, or all, in their order.
pub fn list(db: &mut Db, purpose: Option<ReasonPurpose>) -> Result<Vec<Reason>> {
    let ordered = reasons::table.order((reasons::purpose, reasons::position, reasons::code));
    let list = match purpose {
        Some(purpose) => ordered.filter(reasons::purpose.eq(purpose)).load(db)?,
        None => ordered.load(db)?,
    };
    Ok(list)
}

/// The reason with this code.
pub fn get(db: &mut Db, code: &str) -> Result<Option<Reason>> {
    Ok(reasons::table.find(code).first(db).optional()?)
}

/// Adds a reason, or puts it in place of the one with its code.
pub fn upsert(db: &mut Db, reason: &Reason) -> Result<()> {
    let values = || {
        (
            reasons::purpose.eq(reason.purpose),
            reasons::titles.eq(&reason.titles),
            reasons::texts.eq(&reason.texts),
            reasons::hidden.eq(reason.hidden),
            reasons::position.eq(reason.position),
            reasons::updated_at.eq(reason.updated_at),
        )
    };
    native!(db, |c| {
        diesel::insert_into(reasons::table)
            .values((reasons::code.eq(&reason.code), values()))
            .on_conflict(reasons::code)
            .do_update()
            .set(values())
            .execute(c)?
    });
    Ok(())
}

/// Whether any endorsement, commitment or invalidation names the reason.
pub fn used(db: &mut Db, code: &str) -> Result<bool> {
    let endorsement = exists(endorsements::table.filter(endorsements::reason.eq(code)));
    let commitment = exists(commitments::table.filter(commitments::reason.eq(code)));
    let job = exists(invalidations::table.filter(invalidations::reason.eq(code)));
    // What comes back from an invalidation has the reason that it had.
    let before = exists(invalidated::table.filter(invalidated::reason.eq(code)));
    Ok(diesel::select(endorsement.or(commitment).or(job).or(before)).get_result(db)?)
}

/// Deletes a reason. Says whether it was there.
pub fn delete(db: &mut Db, code: &str) -> Result<bool> {
    Ok(diesel::delete(reasons::table.find(code)).execute(db)? == 1)
}
