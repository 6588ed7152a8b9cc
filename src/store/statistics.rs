//! What the statistics of Cases are made from: when each came, when it ended and how. No names.

use diesel::prelude::*;

use super::schema::{audit_lines, case_questions, case_replies, cases};
use super::{Db, case_reply};
use crate::domain::audit::AuditAct;
use crate::domain::case::{CaseKind, CaseOutcome, CaseState, Decision};
use crate::domain::ids::CaseId;
use crate::domain::{Moment, Result};

/// A Case's times.
#[derive(Debug, Clone, Queryable)]
pub struct Times {
    pub id: CaseId,
    pub number: i64,
    pub kind: CaseKind,
    pub state: CaseState,
    pub opened_at: Moment,
    pub due_at: Moment,
    pub closed_at: Option<Moment>,
    pub outcome: Option<CaseOutcome>,
}

/// The Cases that were closed since a moment, and those that are not closed.
pub fn times(db: &mut Db, since: Moment) -> Result<Vec<Times>> {
    let open = cases::closed_at.is_null();
    let lately = cases::closed_at.is_not_null().and(cases::closed_at.ge(since).assume_not_null());
    let found = cases::table.filter(open.or(lately)).order(cases::id);
    Ok(found.select(columns()).load(db)?)
}

type Columns = (
    cases::id,
    cases::number,
    cases::kind,
    cases::state,
    cases::opened_at,
    cases::due_at,
    cases::closed_at,
    cases::outcome,
);

const fn columns() -> Columns {
    (
        cases::id,
        cases::number,
        cases::kind,
        cases::state,
        cases::opened_at,
        cases::due_at,
        cases::closed_at,
        cases::outcome,
    )
}

/// When the ministry asked the applicant of which Case.
pub fn asked(db: &mut Db) -> Result<Vec<(CaseId, Moment)>> {
    let asked = case_questions::table.filter(case_questions::decision.eq(Decision::Ask));
    Ok(asked.select((case_questions::case_id, case_questions::created_at)).load(db)?)
}

/// When the applicant of which Case answered.
pub fn answered(db: &mut Db) -> Result<Vec<(CaseId, Moment)>> {
    let answers = case_replies::table.filter(case_reply::with_words());
    Ok(answers.select((case_replies::case_id, case_replies::created_at)).load(db)?)
}

/// When something was done to which Case.
pub fn done(db: &mut Db, act: AuditAct) -> Result<Vec<(CaseId, Moment)>> {
    let of_cases = audit_lines::subject_kind.eq("case").and(audit_lines::subject_id.is_not_null());
    let lines = audit_lines::table.filter(audit_lines::act.eq(act.code())).filter(of_cases);
    let found: Vec<(Option<i64>, Moment)> =
        lines.select((audit_lines::subject_id, audit_lines::at)).load(db)?;
    Ok(found.into_iter().filter_map(|(id, at)| Some((CaseId(id?), at))).collect())
}
