//! Decisions on many Cases at once: what was shown to whoever decided, and what came of each. What the texts say is the
//! app's.

use diesel::prelude::*;

use super::Db;
use super::schema::bulk_decisions::{self, dsl};
use crate::domain::case::BulkState;
use crate::domain::ids::{BulkDecisionId, StaffId};
use crate::domain::{Error, Moment, Refusal, Result};

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct BulkDecision {
    pub id: BulkDecisionId,
    pub state: BulkState,
    /// What is to be done (JSON).
    pub deed: String,
    /// To which Cases, as they were shown (JSON).
    pub items: String,
    /// What came of each (JSON).
    pub outcomes: String,
    pub proposed_by: StaffId,
    pub proposed_at: Moment,
    pub decided_by: Option<StaffId>,
    pub decided_at: Option<Moment>,
    /// The mark of what was shown. Older ones have none.
    pub plan: Option<String>,
}

/// A decision about to be kept.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = bulk_decisions)]
pub struct NewBulkDecision {
    pub state: BulkState,
    pub deed: String,
    pub items: String,
    pub outcomes: String,
    pub proposed_by: StaffId,
    pub proposed_at: Moment,
    pub plan: String,
}

/// Adds one.
///
/// # Errors
/// `Conflict` when its plan has become one already.
pub fn insert(db: &mut Db, new: &NewBulkDecision) -> Result<BulkDecisionId> {
    Ok(diesel::insert_into(dsl::bulk_decisions).values(new).returning(dsl::id).get_result(db)?)
}

/// The one with this id.
pub fn find(db: &mut Db, id: BulkDecisionId) -> Result<BulkDecision> {
    Ok(dsl::bulk_decisions.find(id).first(db)?)
}

/// The one that a plan became.
pub fn of_plan(db: &mut Db, mark: &str) -> Result<Option<BulkDecisionId>> {
    Ok(dsl::bulk_decisions.filter(dsl::plan.eq(mark)).select(dsl::id).first(db).optional()?)
}

/// Those that wait for a second person, oldest first.
pub fn waiting(db: &mut Db) -> Result<Vec<BulkDecision>> {
    Ok(dsl::bulk_decisions.filter(dsl::state.eq(BulkState::Proposed)).order(dsl::id).load(db)?)
}

/// Those that a colleague made since a moment without a second person.
pub fn alone_since(db: &mut Db, by: StaffId, since: Moment) -> Result<Vec<BulkDecision>> {
    let made = dsl::proposed_by.eq(by).and(dsl::proposed_at.gt(since));
    let alone = dsl::state.eq(BulkState::Done).and(dsl::decided_by.is_null());
    Ok(dsl::bulk_decisions.filter(made.and(alone)).load(db)?)
}

/// Settles one that waits, once.
///
/// # Errors
/// `WrongState` when somebody was faster.
pub fn settle(db: &mut Db, id: BulkDecisionId, (state, by): (BulkState, StaffId), now: Moment) -> Result<()> {
    let waiting = dsl::bulk_decisions.find(id).filter(dsl::state.eq(BulkState::Proposed));
    let settled = (dsl::state.eq(state), dsl::decided_by.eq(by), dsl::decided_at.eq(now));
    if diesel::update(waiting).set(settled).execute(db)? == 1 {
        return Ok(());
    }
    Err(Error::Refused(Refusal::WrongState))
}

/// Keeps what came of it.
pub fn note(db: &mut Db, id: BulkDecisionId, outcomes: &str) -> Result<()> {
    diesel::update(dsl::bulk_decisions.find(id)).set(dsl::outcomes.eq(outcomes)).execute(db)?;
    Ok(())
}
