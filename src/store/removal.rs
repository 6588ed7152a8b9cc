//! Removals: by what a fake is known when it comes again, and which that was.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use diesel::dsl::exists;
use diesel::prelude::*;

use super::schema::removals::dsl;
use super::schema::{cases, endorsements, organisations, representatives};
use super::{Db, organisation_key};
use crate::domain::case::{CaseKind, CaseOutcome};
use crate::domain::endorsement::{EndorsementState, Origin};
use crate::domain::ids::OrganisationId;
use crate::domain::visibility::Visibility;
use crate::domain::{Moment, Result};

/// Organisations that are asked for in one statement.
const AT_ONCE: usize = 500;
/// Organisations of one name that are read from either end.
const NAMESAKES: i64 = 300;
/// Organisations of one mailbox that are read.
const OF_A_MAILBOX: i64 = 300;

/// Remembers what was removed by a mark that tells nothing of who it was.
pub fn remember(db: &mut Db, mark: &str, organisation: OrganisationId, now: Moment) -> Result<()> {
    diesel::insert_into(dsl::removals)
        .values((dsl::mark.eq(mark), dsl::organisation_id.eq(organisation), dsl::at.eq(now)))
        .execute(db)?;
    Ok(())
}

/// The newest that has one of these marks and may be told of.
pub fn with_mark(db: &mut Db, marks: &[String], among: Among<'_>) -> Result<Option<OrganisationId>> {
    let hid = endorsements::organisation_id.eq_any(among.hid);
    let told = endorsements::table.filter(endorsements::visibility.eq(Visibility::Public).or(hid));
    let of = dsl::organisation_id.eq_any(told.select(endorsements::organisation_id));
    let with = dsl::removals.filter(dsl::mark.eq_any(marks).and(of)).order(dsl::id.desc());
    Ok(with.select(dsl::organisation_id).first(db).optional()?)
}

/// The same of those behind which somebody stood (the domain's `endorsement::was_confirmed`, as the database can tell): marks of
/// others, from when such were kept too, do not count.
pub fn with_mark_of_confirmed(
    db: &mut Db,
    marks: &[String],
    among: Among<'_>,
) -> Result<Option<OrganisationId>> {
    let confirmed = endorsements::confirmed_at.is_not_null().or(endorsements::origin.ne(Origin::Form));
    let hid = endorsements::organisation_id.eq_any(among.hid);
    let told = endorsements::table.filter(endorsements::visibility.eq(Visibility::Public).or(hid));
    let of = dsl::organisation_id.eq_any(told.filter(confirmed).select(endorsements::organisation_id));
    let with = dsl::removals.filter(dsl::mark.eq_any(marks).and(of)).order(dsl::id.desc());
    Ok(with.select(dsl::organisation_id).first(db).optional()?)
}

/// Forgets marks from before a moment. Says how many.
pub fn delete_before(db: &mut Db, moment: Moment) -> Result<usize> {
    Ok(diesel::delete(dsl::removals.filter(dsl::at.lt(moment))).execute(db)?)
}

/// Whose signature counts as removed: that is in one of these states, or of one that `withdrawn` finds; and may be told of: it is
/// named, or of one that `hid_in_doubt` finds.
#[derive(Debug, Clone, Copy)]
pub struct Among<'a> {
    pub states: &'a [EndorsementState],
    pub left: &'a [OrganisationId],
    pub hid: &'a [OrganisationId],
}

impl Among<'_> {
    /// Whether an organisation that appears so may be told of.
    fn tells(&self, of: OrganisationId, visibility: Visibility) -> bool {
        visibility == Visibility::Public || self.hid.contains(&of)
    }
}

/// Organisations that withdrew while they were suspended (`Endorsement::withdrew_suspended`), or while somebody looked into them
/// and has not shown them again.
pub fn withdrawn(db: &mut Db) -> Result<Vec<OrganisationId>> {
    let open_then = cases::closed_at.is_null().or(cases::closed_at.ge(endorsements::ended_at));
    let in_doubt = cases::outcome.is_null().or(cases::outcome.ne(CaseOutcome::Restored));
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

/// Organisations that hid while somebody looked into them, as in every suspension, and have not been found in order since: their
/// names stood in public beside that. For one that has withdrawn too, a Case that was merely closed says nothing.
pub fn hid_in_doubt(db: &mut Db) -> Result<Vec<OrganisationId>> {
    let open_then = cases::closed_at.is_null().or(cases::closed_at.ge(endorsements::hid_at));
    let open_then = open_then.and(cases::opened_at.nullable().le(endorsements::hid_at));
    let unsettled =
        cases::outcome.ne(CaseOutcome::Closed).or(endorsements::state.eq(EndorsementState::Withdrawn));
    let in_doubt = cases::outcome.is_null().or(cases::outcome.ne(CaseOutcome::Restored).and(unsettled));
    let looked_into = cases::table
        .filter(cases::organisation_id.eq(endorsements::organisation_id))
        .filter(cases::kind.eq_any(CaseKind::LOOKS_INTO))
        .filter(open_then.assume_not_null().and(in_doubt.assume_not_null()));
    let hid = endorsements::table
        .filter(endorsements::hid_at.is_not_null().and(exists(looked_into)))
        .select(endorsements::organisation_id);
    Ok(hid.load(db)?)
}

/// One that is removed, or is being looked into.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Removed {
    pub organisation_id: OrganisationId,
    pub state: EndorsementState,
    pub reason: Option<String>,
}

/// Organisations that are among these and were published with a website of one of these domains, newest first. There are as many as
/// staff have published.
pub fn of_domains(db: &mut Db, domains: &[String], among: Among<'_>) -> Result<Vec<Removed>> {
    let same_domain =
        organisations::domain.is_not_null().and(organisations::domain.eq_any(domains)).assume_not_null();
    let known = endorsements::table.inner_join(organisations::table);
    let removed =
        endorsements::state.eq_any(among.states).or(endorsements::organisation_id.eq_any(among.left));
    let hid = endorsements::organisation_id.eq_any(among.hid);
    let found = known
        .filter(same_domain.and(endorsements::published_at.is_not_null()))
        .filter(organisations::erased_at.is_null().and(removed))
        .filter(endorsements::visibility.eq(Visibility::Public).or(hid))
        .order(endorsements::id.desc())
        .select((organisations::id, endorsements::state, endorsements::reason));
    Ok(found.load(db)?)
}

/// Organisations that are among these and for which somebody signed with this mail address, under any of these indexes,
/// newest first. So few wait for one mailbox at a time that nothing of it is left out in practice.
pub fn of_mailbox(db: &mut Db, email_indexes: &[String], among: Among<'_>) -> Result<Vec<Removed>> {
    let signed =
        representatives::email_index.eq_any(email_indexes).and(representatives::removed_at.is_null());
    let theirs = representatives::organisation_id.eq(endorsements::organisation_id);
    let removed =
        endorsements::state.eq_any(among.states).or(endorsements::organisation_id.eq_any(among.left));
    let hid = endorsements::organisation_id.eq_any(among.hid);
    let found = endorsements::table
        .inner_join(representatives::table.on(theirs))
        .filter(signed.and(removed).and(endorsements::visibility.eq(Visibility::Public).or(hid)))
        .order(endorsements::id.desc())
        .limit(OF_A_MAILBOX)
        .select((endorsements::organisation_id, endorsements::state, endorsements::reason));
    Ok(found.load(db)?)
}

/// Organisations that are among these and bear the name with one of these skeletons, newest first. Of each skeleton only the first
/// and the last that have it are read: whoever was there before a flood of one name is among them, and so is what it left last.
pub fn namesakes(db: &mut Db, skeletons: &[String], among: Among<'_>) -> Result<Vec<Removed>> {
    let mut bearing = BTreeSet::new();
    for skeleton in skeletons {
        let with =
            || organisations::table.filter(organisations::skeleton.eq(skeleton)).select(organisations::id);
        let first = with().order(organisations::id).limit(NAMESAKES).load::<OrganisationId>(db)?;
        let last = with().order(organisations::id.desc()).limit(NAMESAKES).load::<OrganisationId>(db)?;
        bearing.extend(first.into_iter().chain(last));
    }
    let bearing: Vec<OrganisationId> = bearing.into_iter().collect();
    let mut found = removed_of(db, &bearing, among)?;
    found.reverse();
    Ok(found)
}

/// Organisations that share some of these keys and are among these: of those that share most, as many as `each`, the newest of as
/// many keys first; then as many of the oldest, however many others have come since. Of each key only the first and the last that have
/// it are read.
pub fn akin(db: &mut Db, lookups: &[String], among: Among<'_>, each: usize) -> Result<Vec<OrganisationId>> {
    let mut shared: BTreeMap<OrganisationId, usize> = BTreeMap::new();
    for lookup in lookups {
        for of in organisation_key::first_and_last(db, lookup)? {
            *shared.entry(of).or_default() += 1;
        }
    }
    let sharing: Vec<OrganisationId> = shared.keys().copied().collect();
    let oldest = removed_of(db, &sharing, among)?;
    let oldest: Vec<_> = oldest.into_iter().map(|one| one.organisation_id).collect();
    let mut nearest = oldest.clone();
    nearest.sort_by_key(|of| Reverse((shared.get(of).copied(), *of)));
    nearest.truncate(each);
    let others: Vec<_> = oldest.into_iter().filter(|of| !nearest.contains(of)).take(each).collect();
    Ok(nearest.into_iter().chain(others).collect())
}

/// Those of some organisations that are among these, the oldest first.
fn removed_of(db: &mut Db, of: &[OrganisationId], among: Among<'_>) -> Result<Vec<Removed>> {
    let mut found = Vec::new();
    for some in of.chunks(AT_ONCE) {
        // Asked for by organisation alone: by state, everything would be read that a flood has left.
        let theirs = endorsements::table
            .filter(endorsements::organisation_id.eq_any(some))
            .order(endorsements::organisation_id)
            .select((
                (endorsements::organisation_id, endorsements::state, endorsements::reason),
                endorsements::visibility,
            ));
        let rows: Vec<(Removed, Visibility)> = theirs.load(db)?;
        let removed = rows.into_iter().filter(|(one, visibility)| {
            let removed = among.states.contains(&one.state) || among.left.contains(&one.organisation_id);
            removed && among.tells(one.organisation_id, *visibility)
        });
        found.extend(removed.map(|(one, _)| one));
    }
    found.dedup_by_key(|one| one.organisation_id);
    Ok(found)
}
