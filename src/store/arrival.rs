//! Arrivals: from where signatures were sent, sealed by the caller, counted through keyed indexes.

use diesel::prelude::*;

use super::Db;
use super::schema::arrivals::{self, dsl};
use super::schema::{endorsements, organisations};
use crate::domain::arrival::Hold;
use crate::domain::endorsement::EndorsementState;
use crate::domain::ids::{ArrivalId, EndorsementId, OrganisationId, RuleId};
use crate::domain::{Moment, Result};

/// One time that a form came.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Arrival {
    pub id: ArrivalId,
    /// What it entered, or what stood already and was signed again.
    pub endorsement_id: EndorsementId,
    pub at: Moment,
    /// Whether it entered nothing.
    pub repeated: bool,
    /// From where, sealed.
    pub sealed: Vec<u8>,
    /// Under what the visitor's network, and the mailbox's domain, are counted.
    pub network_index: String,
    pub domain_index: String,
    /// Why nobody is written to before staff have looked.
    pub held: Option<Hold>,
    /// The organisation that it looks like, where that is why.
    pub like_id: Option<OrganisationId>,
    /// The rule, where that is why.
    pub rule_id: Option<RuleId>,
}

/// An arrival about to be kept.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = arrivals)]
pub struct NewArrival {
    pub endorsement_id: EndorsementId,
    pub at: Moment,
    pub repeated: bool,
    pub sealed: Vec<u8>,
    pub network_index: String,
    pub domain_index: String,
    pub held: Option<Hold>,
    pub like_id: Option<OrganisationId>,
    pub rule_id: Option<RuleId>,
}

/// Keeps an arrival.
pub fn insert(db: &mut Db, new: &NewArrival) -> Result<ArrivalId> {
    Ok(diesel::insert_into(dsl::arrivals).values(new).returning(dsl::id).get_result(db)?)
}

/// The arrival that entered an endorsement, as long as it is kept.
pub fn of_endorsement(db: &mut Db, endorsement: EndorsementId) -> Result<Option<Arrival>> {
    let of = dsl::arrivals.filter(dsl::endorsement_id.eq(endorsement).and(dsl::repeated.eq(false)));
    Ok(of.order(dsl::id.desc()).first(db).optional()?)
}

/// How many came from a network since a moment and were not held.
pub fn count_from_network(db: &mut Db, indexes: &[String], since: Moment) -> Result<i64> {
    let from = dsl::arrivals
        .filter(dsl::network_index.eq_any(indexes).and(dsl::at.gt(since)).and(dsl::held.is_null()));
    Ok(from.count().get_result(db)?)
}

/// How many came from mailboxes of a domain since a moment and were not held.
pub fn count_from_domain(db: &mut Db, indexes: &[String], since: Moment) -> Result<i64> {
    let from = dsl::arrivals
        .filter(dsl::domain_index.eq_any(indexes).and(dsl::at.gt(since)).and(dsl::held.is_null()));
    Ok(from.count().get_result(db)?)
}

/// Whether an endorsement is held.
pub fn is_held(db: &mut Db, endorsement: EndorsementId) -> Result<bool> {
    let held = dsl::arrivals.filter(dsl::endorsement_id.eq(endorsement).and(dsl::held.is_not_null()));
    Ok(diesel::select(diesel::dsl::exists(held)).get_result(db)?)
}

/// How many signatures are held that have been so since before a moment.
pub fn count_held(db: &mut Db, since: Moment) -> Result<i64> {
    let held = dsl::arrivals.filter(dsl::held.is_not_null()).select(dsl::endorsement_id);
    let waiting = endorsements::state.eq(EndorsementState::Submitted).and(endorsements::updated_at.lt(since));
    let waiting = endorsements::table.filter(waiting).filter(endorsements::id.eq_any(held));
    Ok(waiting.count().get_result(db)?)
}

/// What came since a moment, newest first.
pub fn since(db: &mut Db, since: Moment, limit: i64) -> Result<Vec<Arrival>> {
    Ok(dsl::arrivals.filter(dsl::at.gt(since)).order(dsl::id.desc()).limit(limit).load(db)?)
}

/// Those that came since a moment of organisations that must not be named.
pub fn unnamed(db: &mut Db, since: Moment) -> Result<Vec<EndorsementId>> {
    let recent = dsl::arrivals.filter(dsl::at.gt(since)).select(dsl::endorsement_id);
    let theirs = endorsements::table.inner_join(organisations::table);
    let theirs = theirs.filter(organisations::sealed.is_not_null().and(endorsements::id.eq_any(recent)));
    Ok(theirs.select(endorsements::id).load(db)?)
}

/// What arrivals are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    Network,
    Domain,
}

/// The indexes under which at least so many came since a moment, and how many, held or not, those with most first.
pub fn busiest(db: &mut Db, by: By, since: Moment, most: i64) -> Result<Vec<(String, i64)>> {
    use diesel::dsl::count_star;
    let recent = dsl::arrivals.filter(dsl::at.gt(since));
    let counted = match by {
        By::Network => recent
            .group_by(dsl::network_index)
            .having(count_star().ge(most))
            .order((count_star().desc(), dsl::network_index))
            .select((dsl::network_index, count_star()))
            .load(db)?,
        By::Domain => recent
            .group_by(dsl::domain_index)
            .having(count_star().ge(most))
            .order((count_star().desc(), dsl::domain_index))
            .select((dsl::domain_index, count_star()))
            .load(db)?,
    };
    Ok(counted)
}

/// Whether any that came under an index since a moment is of an organisation that must not be named.
pub fn any_sealed(db: &mut Db, by: By, index: &str, since: Moment) -> Result<bool> {
    let sealed =
        endorsements::table.inner_join(organisations::table).filter(organisations::sealed.is_not_null());
    let theirs = dsl::endorsement_id.eq_any(sealed.select(endorsements::id));
    let recent = dsl::arrivals.filter(dsl::at.gt(since).and(theirs));
    let found = match by {
        By::Network => {
            diesel::select(diesel::dsl::exists(recent.filter(dsl::network_index.eq(index)))).get_result(db)
        }
        By::Domain => {
            diesel::select(diesel::dsl::exists(recent.filter(dsl::domain_index.eq(index)))).get_result(db)
        }
    };
    Ok(found?)
}

/// The newest arrival under an index.
pub fn newest_with(db: &mut Db, by: By, index: &str) -> Result<Option<Arrival>> {
    let newest = dsl::arrivals.order(dsl::id.desc());
    let found = match by {
        By::Network => newest.filter(dsl::network_index.eq(index)).first(db),
        By::Domain => newest.filter(dsl::domain_index.eq(index)).first(db),
    };
    Ok(found.optional()?)
}

/// Lets what was held go on. Says whether it was held.
pub fn release(db: &mut Db, endorsement: EndorsementId) -> Result<bool> {
    let held = dsl::arrivals.filter(dsl::endorsement_id.eq(endorsement).and(dsl::held.is_not_null()));
    Ok(diesel::update(held).set(dsl::held.eq(None::<Hold>)).execute(db)? > 0)
}

/// Forgets from where an organisation's signatures were sent.
pub fn delete_of(db: &mut Db, organisation: OrganisationId) -> Result<()> {
    let of = endorsements::table.filter(endorsements::organisation_id.eq(organisation));
    let ids: Vec<EndorsementId> = of.select(endorsements::id).load(db)?;
    diesel::delete(dsl::arrivals.filter(dsl::endorsement_id.eq_any(ids))).execute(db)?;
    Ok(())
}

/// Forgets what came before a moment; what is held goes with its signature. Says how many.
pub fn delete_before(db: &mut Db, moment: Moment) -> Result<usize> {
    Ok(diesel::delete(dsl::arrivals.filter(dsl::at.lt(moment).and(dsl::held.is_null()))).execute(db)?)
}
