//! Removals: by what a fake is known when it comes again, and which that was.

use diesel::dsl::{count_star, exists};
use diesel::prelude::*;

use super::Db;
use super::schema::removals::dsl;
use super::schema::{cases, endorsements, organisation_keys, organisations};
use crate::domain::case::{CaseKind, RESTORED};
use crate::domain::endorsement::{EndorsementState, Origin};
use crate::domain::ids::OrganisationId;
use crate::domain::visibility::Visibility;
use crate::domain::{Moment, Result};

/// Remembers what was removed by a mark that tells nothing of who it was.
pub fn remember(db: &mut Db, mark: &str, organisation: OrganisationId, now: Moment) -> Result<()> {
    diesel::insert_into(dsl::removals)
        .values((dsl::mark.eq(mark), dsl::organisation_id.eq(organisation), dsl::at.eq(now)))
        .execute(db)?;
    Ok(())
}

/// The newest that has one of these marks and could be named.
pub fn with_mark(db: &mut Db, marks: &[String]) -> Result<Option<OrganisationId>> {
    let named = endorsements::table.filter(endorsements::visibility.eq(Visibility::Public));
    let of = dsl::organisation_id.eq_any(named.select(endorsements::organisation_id));
    let with = dsl::removals.filter(dsl::mark.eq_any(marks).and(of)).order(dsl::id.desc());
    Ok(with.select(dsl::organisation_id).first(db).optional()?)
}

/// The same of those behind which somebody stood (the domain's `endorsement::was_confirmed`, as the database can tell): marks of
/// others, from when such were kept too, do not count.
pub fn with_mark_of_confirmed(db: &mut Db, marks: &[String]) -> Result<Option<OrganisationId>> {
    let confirmed = endorsements::confirmed_at.is_not_null().or(endorsements::origin.ne(Origin::Form));
    let named = endorsements::table.filter(endorsements::visibility.eq(Visibility::Public).and(confirmed));
    let of = dsl::organisation_id.eq_any(named.select(endorsements::organisation_id));
    let with = dsl::removals.filter(dsl::mark.eq_any(marks).and(of)).order(dsl::id.desc());
    Ok(with.select(dsl::organisation_id).first(db).optional()?)
}

/// Forgets marks from before a moment. Says how many.
pub fn delete_before(db: &mut Db, moment: Moment) -> Result<usize> {
    Ok(diesel::delete(dsl::removals.filter(dsl::at.lt(moment))).execute(db)?)
}

/// Whose signature counts as removed: that is in one of these states, or of one of these organisations.
#[derive(Debug, Clone, Copy)]
pub struct Among<'a> {
    pub states: &'a [EndorsementState],
    pub organisations: &'a [OrganisationId],
}

/// Organisations that withdrew while they were suspended (`Endorsement::withdrew_suspended`), or while somebody looked into them
/// and has not shown them again.
pub fn withdrawn(db: &mut Db) -> Result<Vec<OrganisationId>> {
    let open_then = cases::closed_at.is_null().or(cases::closed_at.ge(endorsements::ended_at));
    let in_doubt = cases::outcome.is_null().or(cases::outcome.ne(RESTORED));
    let looked_into = cases::table
        .filter(cases::organisation_id.eq(endorsements::organisation_id))
        .filter(cases::kind.eq_any(CaseKind::LOOKS_INTO))
        .filter(open_then.assume_not_null().and(in_doubt.assume_not_null()));
    let left = endorsements::table
        .filter(endorsements::state.eq(EndorsementState::Withdrawn))
        .filter(endorsements::reason.is_not_null().or(exists(looked_into)))
        .select(endorsements::organisation_id);
    Ok(left.load(db)?)
}

/// One that is removed, or is being looked into.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Removed {
    pub organisation_id: OrganisationId,
    pub state: EndorsementState,
    pub reason: Option<String>,
    /// By what its name is compared.
    pub skeleton: String,
}

/// Organisations that may be named and are among these, newest first: those with one of these skeletons, and those that were
/// published with a website of one of these domains.
pub fn alike(
    db: &mut Db,
    domains: &[String],
    skeletons: &[String],
    among: Among<'_>,
) -> Result<Vec<Removed>> {
    let same_domain =
        organisations::domain.is_not_null().and(organisations::domain.eq_any(domains)).assume_not_null();
    let same_domain = same_domain.and(endorsements::published_at.is_not_null());
    let alike = same_domain.or(organisations::skeleton.eq_any(skeletons));
    let known = endorsements::table.inner_join(organisations::table);
    let removed = endorsements::state
        .eq_any(among.states)
        .or(endorsements::organisation_id.eq_any(among.organisations));
    let found = known
        .filter(organisations::erased_at.is_null().and(removed))
        .filter(alike.and(endorsements::visibility.eq(Visibility::Public)))
        .order(endorsements::id.desc())
        .select((organisations::id, endorsements::state, endorsements::reason, organisations::skeleton));
    Ok(found.load(db)?)
}

/// Organisations that share some of these keys, may be named, and are among these: those that share most of them, the newest
/// first.
pub fn akin(db: &mut Db, lookups: &[String], among: Among<'_>, limit: i64) -> Result<Vec<OrganisationId>> {
    let removed = endorsements::state
        .eq_any(among.states)
        .or(endorsements::organisation_id.eq_any(among.organisations));
    let removed = endorsements::table
        .filter(removed.and(endorsements::visibility.eq(Visibility::Public)))
        .select(endorsements::organisation_id);
    let sharing = organisation_keys::table
        .filter(organisation_keys::lookup.eq_any(lookups))
        .filter(organisation_keys::organisation_id.eq_any(removed))
        .group_by(organisation_keys::organisation_id)
        .order((count_star().desc(), organisation_keys::organisation_id.desc()))
        .select(organisation_keys::organisation_id);
    Ok(sharing.limit(limit).load(db)?)
}
