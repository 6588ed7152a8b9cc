//! Rules: whom staff hold or let pass when they sign.

use std::fmt;

use diesel::prelude::*;

use super::Db;
use super::schema::rules::{self, dsl};
use crate::domain::ids::{RuleId, StaffId};
use crate::domain::rule::{Effect, RuleKind};
use crate::domain::{Moment, Result};

/// A rule as it stands. Its `Debug` shows nothing of whom it is about.
#[derive(Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = rules)]
pub struct Rule {
    pub id: RuleId,
    pub kind: RuleKind,
    pub effect: Effect,
    /// The network or the pattern; empty for a mailbox.
    pub pattern: String,
    /// The mailbox, sealed.
    pub sealed: Option<Vec<u8>>,
    /// Under what the mailbox is found.
    pub mailbox_index: Option<String>,
    /// Why there is the rule.
    pub comment: String,
    pub created_by: Option<StaffId>,
    pub created_at: Moment,
    pub expires_at: Option<Moment>,
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Rule");
        shown
            .field("id", &self.id)
            .field("kind", &self.kind)
            .field("effect", &self.effect)
            .finish_non_exhaustive()
    }
}

/// A rule about to be kept.
#[derive(Clone, Insertable)]
#[diesel(table_name = rules)]
pub struct NewRule {
    pub kind: RuleKind,
    pub effect: Effect,
    pub pattern: String,
    pub sealed: Option<Vec<u8>>,
    pub mailbox_index: Option<String>,
    pub comment: String,
    pub created_by: Option<StaffId>,
    pub created_at: Moment,
    pub expires_at: Option<Moment>,
}

/// Keeps a rule.
pub fn insert(db: &mut Db, new: &NewRule) -> Result<RuleId> {
    Ok(diesel::insert_into(dsl::rules).values(new).returning(dsl::id).get_result(db)?)
}

/// The rule with this id, or not found.
pub fn find(db: &mut Db, id: RuleId) -> Result<Rule> {
    Ok(dsl::rules.find(id).select(Rule::as_select()).first(db)?)
}

/// The rules that hold at a moment, newest first.
pub fn live(db: &mut Db, now: Moment) -> Result<Vec<Rule>> {
    let lasting = dsl::expires_at.is_null().or(dsl::expires_at.gt(now).assume_not_null());
    let held = dsl::rules.filter(dsl::removed_at.is_null().and(lasting)).order(dsl::id.desc());
    Ok(held.select(Rule::as_select()).load(db)?)
}

/// Ends a rule, and forgets whom it was about. Says whether it held.
pub fn remove(db: &mut Db, id: RuleId, by: StaffId, now: Moment) -> Result<bool> {
    let held = dsl::rules.filter(dsl::id.eq(id).and(dsl::removed_at.is_null()));
    let nothing =
        (dsl::pattern.eq(""), dsl::sealed.eq(None::<Vec<u8>>), dsl::mailbox_index.eq(None::<String>));
    let changed = diesel::update(held)
        .set((dsl::removed_by.eq(by), dsl::removed_at.eq(now), nothing, dsl::comment.eq("")))
        .execute(db)?;
    Ok(changed == 1)
}

/// Forgets whom the rules were about that ran out by a moment. Says how many.
pub fn blank_expired(db: &mut Db, now: Moment) -> Result<usize> {
    let over = dsl::rules.filter(dsl::removed_at.is_null().and(dsl::expires_at.le(now).assume_not_null()));
    let nothing =
        (dsl::pattern.eq(""), dsl::sealed.eq(None::<Vec<u8>>), dsl::mailbox_index.eq(None::<String>));
    Ok(diesel::update(over).set((dsl::removed_at.eq(now), nothing, dsl::comment.eq(""))).execute(db)?)
}
