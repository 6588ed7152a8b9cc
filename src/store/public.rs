//! Everything that the public register is made of, read in a few sweeps.
//!
//! What may be shown of it is not decided here.

use std::collections::HashSet;

use diesel::prelude::*;

use super::Db;
use super::assurance::{Assurance, AssuranceState};
use super::commitment::Commitment;
use super::endorsement::Endorsement;
use super::entry::in_order;
use super::organisation::Organisation;
use super::schema::{assurances, audit_lines, commitments, endorsements, entries, gone_slugs, organisations};
use crate::domain::Moment;
use crate::domain::Result;
use crate::domain::audit::AuditAct;
use crate::domain::commitment::StoredState;
use crate::domain::endorsement::EndorsementState;
use crate::domain::ids::{CommitmentId, OrganisationId};
use crate::domain::visibility::Visibility;

/// The states of endorsements that were published once.
const ONCE_PUBLISHED: [EndorsementState; 5] = [
    EndorsementState::Published,
    EndorsementState::Suspended,
    EndorsementState::Withdrawn,
    EndorsementState::Lapsed,
    EndorsementState::Revoked,
];

/// One dated line of the log, as profiles and pages of commitments show it.
#[derive(Debug, Clone, Queryable)]
pub struct HistoryRow {
    pub id: i64,
    pub number: Option<i64>,
    pub organisation_id: Option<OrganisationId>,
    pub commitment_id: Option<CommitmentId>,
    pub at: Moment,
    pub kind: String,
}

/// Organisations with the endorsement that was published once.
pub fn signatories(db: &mut Db) -> Result<Vec<(Organisation, Endorsement)>> {
    let found = organisations::table
        .inner_join(endorsements::table)
        .filter(endorsements::state.eq_any(ONCE_PUBLISHED))
        .order(organisations::id)
        .select((organisations::all_columns, endorsements::all_columns))
        .load(db)?;
    Ok(found)
}

/// The public ids of those who are published and public, say their rows, without a number, an address or a date of publication.
pub fn without_address(db: &mut Db) -> Result<Vec<String>> {
    let without = organisations::slug.is_null().or(organisations::number.is_null());
    let found = organisations::table
        .inner_join(endorsements::table)
        .filter(endorsements::state.eq(EndorsementState::Published))
        .filter(endorsements::visibility.eq(Visibility::Public))
        .filter(organisations::merged_into.is_null().and(organisations::erased_at.is_null()))
        .filter(without.or(endorsements::published_at.is_null()))
        .order(organisations::id)
        .select(organisations::public_id)
        .load(db)?;
    Ok(found)
}

/// When those who withdrew or were revoked did so, say their rows.
pub fn endings(db: &mut Db) -> Result<Vec<(OrganisationId, Moment)>> {
    let over = endorsements::state.eq_any([EndorsementState::Withdrawn, EndorsementState::Revoked]);
    let dated = endorsements::table.filter(over.and(endorsements::ended_at.is_not_null()));
    let dated = dated.order(endorsements::organisation_id);
    Ok(dated.select((endorsements::organisation_id, endorsements::ended_at.assume_not_null())).load(db)?)
}

/// Those of whom it was ever chosen anew how they appear, say the audit lines.
pub fn once_otherwise(db: &mut Db) -> Result<HashSet<OrganisationId>> {
    let chosen = audit_lines::table.filter(audit_lines::act.eq(AuditAct::EndorsementVisibility.code()));
    let chosen = chosen.select(audit_lines::subject_id.assume_not_null());
    let theirs = endorsements::table.filter(endorsements::id.eq_any(chosen));
    let found: Vec<OrganisationId> = theirs.select(endorsements::organisation_id).load(db)?;
    Ok(found.into_iter().collect())
}

/// Commitments that were published once.
pub fn commitments(db: &mut Db) -> Result<Vec<Commitment>> {
    let shown = [StoredState::Active, StoredState::Suspended, StoredState::Dropped];
    Ok(commitments::table.filter(commitments::state.eq_any(shown)).order(commitments::id).load(db)?)
}

/// Records that count, or did until they lapsed.
pub fn assurances(db: &mut Db) -> Result<Vec<Assurance>> {
    let confirmed = assurances::state.eq(AssuranceState::Confirmed);
    Ok(assurances::table.filter(confirmed).order(assurances::id).load(db)?)
}

/// The log's lines about organisations that can be read, oldest first: one that cannot tells of somebody who must not be
/// named, also where it is another's.
pub fn history(db: &mut Db) -> Result<Vec<HistoryRow>> {
    let about =
        entries::table.filter(entries::organisation_id.is_not_null().and(entries::body.is_not_null()));
    let columns = (
        entries::id,
        entries::number,
        entries::organisation_id,
        entries::commitment_id,
        entries::at,
        entries::kind,
    );
    Ok(in_order(about.order(entries::id).select(columns).load(db)?, |row: &HistoryRow| row.number))
}

/// The bodies of lines of some kinds that can be read, by id, in no order.
pub fn bodies(db: &mut Db, kinds: &[&str]) -> Result<Vec<(i64, String)>> {
    let of = entries::table.filter(entries::kind.eq_any(kinds).and(entries::organisation_id.is_not_null()));
    let open = of.filter(entries::body.is_not_null());
    Ok(open.select((entries::id, entries::body.assume_not_null())).load(db)?)
}

/// An entry about an organisation, with what it said.
#[derive(Debug, Clone, Queryable)]
pub struct PastRow {
    pub number: Option<i64>,
    pub subject: String,
    pub at: Moment,
    pub kind: String,
    /// Nothing where it is withheld or erased.
    pub body: Option<String>,
    pub organisation_id: OrganisationId,
    pub commitment_id: Option<CommitmentId>,
}

/// What was entered about organisations before a moment, in the order of the log.
pub fn entries_before(db: &mut Db, end: Moment) -> Result<Vec<PastRow>> {
    let about = entries::table.filter(entries::organisation_id.is_not_null().and(entries::at.lt(end)));
    let columns = (
        entries::number,
        entries::subject,
        entries::at,
        entries::kind,
        entries::body,
        entries::organisation_id.assume_not_null(),
        entries::commitment_id,
    );
    Ok(in_order(about.order(entries::id).select(columns).load(db)?, |row: &PastRow| row.number))
}

/// Old slugs of merged organisations and the survivors' slugs.
pub fn redirects(db: &mut Db) -> Result<Vec<(String, String)>> {
    let survivors = diesel::alias!(organisations as survivors);
    let found: Vec<(Option<String>, Option<String>)> = organisations::table
        .inner_join(
            survivors.on(organisations::merged_into.eq(survivors.field(organisations::id).nullable())),
        )
        .select((organisations::slug, survivors.field(organisations::slug)))
        .load(db)?;
    Ok(found.into_iter().filter_map(|(old, new)| old.zip(new)).collect())
}

/// Keyed digests of the slugs of signatories that were erased while they were named.
pub fn gone_slugs(db: &mut Db) -> Result<Vec<String>> {
    Ok(gone_slugs::table.select(gone_slugs::slug_index).load(db)?)
}

/// Public ids of the published commitments of erased signatories, with how each of those appeared.
pub fn gone_commitments(db: &mut Db) -> Result<Vec<(String, Visibility)>> {
    let erased = organisations::erased_at.is_not_null().and(commitments::published_at.is_not_null());
    let found = commitments::table
        .inner_join(organisations::table.inner_join(endorsements::table))
        .filter(erased)
        .select((commitments::public_id, endorsements::visibility))
        .load(db)?;
    Ok(found)
}
