//! What staff wrote to an organisation in a Case: what they asked, and why they declined. The words are sealed by the caller.

use diesel::prelude::*;

use super::Db;
use super::schema::case_questions;
use crate::domain::case::Decision;
use crate::domain::ids::{CaseId, StaffId};
use crate::domain::{Moment, Result};

/// One question, or why something was declined.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Question {
    pub staff_id: StaffId,
    /// Code of the reason, from the catalogue.
    pub reason: Option<String>,
    pub sealed: Vec<u8>,
    pub created_at: Moment,
    /// `Ask` or `Decline`.
    pub decision: Decision,
}

/// Adds one.
pub fn insert(db: &mut Db, case: CaseId, new: &Question) -> Result<()> {
    diesel::insert_into(case_questions::table)
        .values((
            case_questions::case_id.eq(case),
            case_questions::staff_id.eq(new.staff_id),
            case_questions::reason.eq(&new.reason),
            case_questions::sealed.eq(&new.sealed),
            case_questions::created_at.eq(new.created_at),
            case_questions::decision.eq(new.decision),
        ))
        .execute(db)?;
    Ok(())
}

/// What was written in a Case, oldest first.
pub fn of_case(db: &mut Db, case: CaseId) -> Result<Vec<Question>> {
    let of = case_questions::table.filter(case_questions::case_id.eq(case)).order(case_questions::id);
    let columns = (
        case_questions::staff_id,
        case_questions::reason,
        case_questions::sealed,
        case_questions::created_at,
        case_questions::decision,
    );
    Ok(of.select(columns).load(db)?)
}

/// The id of what was asked last in a Case.
pub fn last_of(db: &mut Db, case: CaseId) -> Result<Option<i64>> {
    let asked = case_questions::case_id.eq(case).and(case_questions::decision.eq(Decision::Ask));
    let of = case_questions::table.filter(asked).order(case_questions::id.desc());
    Ok(of.select(case_questions::id).first(db).optional()?)
}

/// Forgets what was written in some Cases.
pub fn erase_of(db: &mut Db, cases: &[CaseId]) -> Result<()> {
    diesel::delete(case_questions::table.filter(case_questions::case_id.eq_any(cases))).execute(db)?;
    Ok(())
}
