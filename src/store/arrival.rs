//! Arrivals: from where signatures were sent, sealed by the caller, counted through keyed indexes.

use std::collections::HashMap;

use diesel::prelude::*;

use super::Db;
use super::schema::arrivals::{self, dsl};
use super::schema::{endorsements, organisations};
use crate::domain::arrival::{Alike, Hold};
use crate::domain::crowd::Width;
use crate::domain::endorsement::EndorsementState;
use crate::domain::ids::{ArrivalId, EndorsementId, OrganisationId, RuleId};
use crate::domain::visibility::Visibility;
use crate::domain::{Error, Moment, Result};

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
    /// Under what the wider networks that it came from are counted, if they are.
    pub site_index: Option<String>,
    pub carrier_index: Option<String>,
    /// In what it is like that organisation, if that is known.
    pub alike: Option<Alike>,
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
    pub site_index: String,
    pub carrier_index: String,
    pub alike: Option<Alike>,
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

/// From which site each of some endorsements was sent, if that is known, and whether it is held.
pub fn sites(db: &mut Db, of: &[EndorsementId]) -> Result<HashMap<EndorsementId, (Option<String>, bool)>> {
    let first = dsl::arrivals.filter(dsl::endorsement_id.eq_any(of).and(dsl::repeated.eq(false)));
    let rows: Vec<(EndorsementId, Option<String>, Option<Hold>)> =
        first.select((dsl::endorsement_id, dsl::site_index, dsl::held)).load(db)?;
    Ok(rows.into_iter().map(|(of, site, held)| (of, (site, held.is_some()))).collect())
}

/// How many came from a network since a moment and were not held.
pub fn count_from_network(db: &mut Db, indexes: &[String], since: Moment) -> Result<i64> {
    let from = dsl::arrivals
        .filter(dsl::network_index.eq_any(indexes).and(dsl::at.gt(since)).and(dsl::held.is_null()));
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

/// Signatures that are held for nothing but how many came and have been so since before a moment, the first to come first.
pub fn held_for_number(db: &mut Db, since: Moment, limit: i64) -> Result<Vec<EndorsementId>> {
    let held = dsl::arrivals.filter(dsl::held.eq_any(Hold::TOO_MANY)).select(dsl::endorsement_id);
    let waiting = endorsements::state.eq(EndorsementState::Submitted).and(endorsements::updated_at.lt(since));
    let waiting = endorsements::table.filter(waiting).filter(endorsements::id.eq_any(held));
    Ok(waiting.order(endorsements::id).limit(limit).select(endorsements::id).load(db)?)
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

/// What arrivals are limited by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    Visitor,
    Domain,
}

/// How many came under some indexes since a moment, were not held, and are of organisations that may be named.
pub fn count_named(db: &mut Db, by: By, indexes: &[String], since: Moment) -> Result<i64> {
    let public = endorsements::visibility.eq(Visibility::Public);
    let of = endorsements::id.eq(dsl::endorsement_id).and(public);
    let named = organisations::id.eq(endorsements::organisation_id).and(organisations::sealed.is_null());
    let recent = dsl::arrivals
        .inner_join(endorsements::table.on(of))
        .inner_join(organisations::table.on(named))
        .filter(dsl::at.gt(since).and(dsl::held.is_null()));
    Ok(match by {
        By::Visitor => recent.filter(dsl::network_index.eq_any(indexes)).count().get_result(db),
        By::Domain => recent.filter(dsl::domain_index.eq_any(indexes)).count().get_result(db),
    }?)
}

/// How many came before an arrival and since a moment from a network that it came from, were not held, and appear in one of these
/// ways; no more than `most` are read.
pub fn count_before(
    db: &mut Db,
    of: &Arrival,
    (width, since): (Width, Moment),
    seen: &[Visibility],
    most: i64,
) -> Result<i64> {
    let theirs = endorsements::id.eq(dsl::endorsement_id).and(endorsements::visibility.eq_any(seen));
    let before = dsl::arrivals
        .inner_join(endorsements::table.on(theirs))
        .filter(dsl::at.gt(since).and(dsl::id.lt(of.id)).and(dsl::held.is_null()))
        .select(dsl::id)
        .limit(most);
    let found: Vec<ArrivalId> = match width {
        Width::Visitor => before.filter(dsl::network_index.eq(&of.network_index)).load(db),
        Width::Site => before.filter(dsl::site_index.eq(of.site_index.as_deref())).load(db),
        Width::Carrier => before.filter(dsl::carrier_index.eq(of.carrier_index.as_deref())).load(db),
    }?;
    i64::try_from(found.len()).map_err(Error::internal)
}

/// What came from one visitor, held or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FromVisitor {
    /// Under what the visitor's network, and the wider ones around it, are counted.
    pub network: String,
    pub site: Option<String>,
    pub carrier: Option<String>,
    pub count: i64,
    pub newest: ArrivalId,
}

/// What came since a moment from each visitor.
pub fn from_visitors(db: &mut Db, since: Moment) -> Result<Vec<FromVisitor>> {
    use diesel::dsl::{count_star, max};
    type Row = (String, Option<String>, Option<String>, i64, Option<ArrivalId>);
    // The wider networks follow from the visitor's: grouped by that alone, the rows come out of the index in their order.
    let rows: Vec<Row> = dsl::arrivals
        .filter(dsl::at.gt(since))
        .group_by(dsl::network_index)
        .select((
            dsl::network_index,
            max(dsl::site_index),
            max(dsl::carrier_index),
            count_star(),
            max(dsl::id),
        ))
        .load(db)?;
    let from = |(network, site, carrier, count, newest): Row| {
        Some(FromVisitor { network, site, carrier, count, newest: newest? })
    };
    Ok(rows.into_iter().filter_map(from).collect())
}

/// What came with mailboxes of one domain, held or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfDomain {
    pub domain: String,
    pub count: i64,
    pub newest: ArrivalId,
}

/// What came since a moment of each domain with at least so many.
pub fn of_domains(db: &mut Db, since: Moment, most: i64) -> Result<Vec<OfDomain>> {
    use diesel::dsl::{count_star, max};
    let rows: Vec<(String, i64, Option<ArrivalId>)> = dsl::arrivals
        .filter(dsl::at.gt(since))
        .group_by(dsl::domain_index)
        .having(count_star().ge(most))
        .select((dsl::domain_index, count_star(), max(dsl::id)))
        .load(db)?;
    let of = |(domain, count, newest)| Some(OfDomain { domain, count, newest: newest? });
    Ok(rows.into_iter().filter_map(of).collect())
}

/// Under what each that came since a moment of an organisation which must not be named is counted: the visitor's network, the
/// wider ones, and the mailbox's domain.
pub fn indexes_of_sealed(db: &mut Db, since: Moment) -> Result<Vec<[Option<String>; 4]>> {
    // They are few: asked for from their side, nothing is read of all others.
    let sealed = organisations::table.filter(organisations::sealed.is_not_null()).select(organisations::id);
    let theirs = endorsements::table.filter(endorsements::organisation_id.eq_any(sealed));
    let rows: Vec<(String, Option<String>, Option<String>, String)> = dsl::arrivals
        .filter(dsl::at.gt(since).and(dsl::endorsement_id.eq_any(theirs.select(endorsements::id))))
        .select((dsl::network_index, dsl::site_index, dsl::carrier_index, dsl::domain_index))
        .load(db)?;
    let all = |(network, site, carrier, domain)| [Some(network), site, carrier, Some(domain)];
    Ok(rows.into_iter().map(all).collect())
}

/// How many signatures that came with mailboxes of each of some domains since a moment have had theirs confirmed, where any has.
pub fn count_confirmed(db: &mut Db, indexes: &[String], since: Moment) -> Result<HashMap<String, i64>> {
    let confirmed = endorsements::id.eq(dsl::endorsement_id).and(endorsements::confirmed_at.is_not_null());
    let rows: Vec<(String, i64)> = dsl::arrivals
        .inner_join(endorsements::table.on(confirmed))
        .filter(dsl::at.gt(since).and(dsl::repeated.eq(false)).and(dsl::domain_index.eq_any(indexes)))
        .group_by(dsl::domain_index)
        .select((dsl::domain_index, diesel::dsl::count_star()))
        .load(db)?;
    Ok(rows.into_iter().collect())
}

/// One arrival, as long as it is kept.
pub fn find(db: &mut Db, id: ArrivalId) -> Result<Option<Arrival>> {
    Ok(dsl::arrivals.find(id).first(db).optional()?)
}

/// Lets what was held go on. Says whether it was held.
pub fn release(db: &mut Db, endorsement: EndorsementId) -> Result<bool> {
    let held = dsl::arrivals.filter(dsl::endorsement_id.eq(endorsement).and(dsl::held.is_not_null()));
    Ok(diesel::update(held).set(dsl::held.eq(None::<Hold>)).execute(db)? > 0)
}

/// Holds what is held already for a rule.
pub fn block(db: &mut Db, endorsement: EndorsementId, rule: RuleId) -> Result<()> {
    let held = dsl::arrivals.filter(dsl::endorsement_id.eq(endorsement).and(dsl::held.is_not_null()));
    diesel::update(held).set((dsl::held.eq(Hold::Blocked), dsl::rule_id.eq(rule))).execute(db)?;
    Ok(())
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
