//! Revisions: proposed changes to a published commitment. They are amendments that say of which commitment.

use diesel::prelude::*;

use super::commitment::Terms;
use super::schema::amendments::{self, dsl};
use super::{Db, Json};
use crate::domain::amendment::AmendmentState;
use crate::domain::ids::{AmendmentId, CommitmentId, EndorsementId, OrganisationId, RepresentativeId};
use crate::domain::{Error, Moment, Result};

/// A proposed change.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = amendments)]
pub struct Revision {
    pub id: AmendmentId,
    /// What the register had when it was sent. Nothing else changes that until it is decided.
    pub before: Json<Terms>,
    pub after: Json<Terms>,
    pub state: AmendmentState,
    pub created_at: Moment,
    pub decided_at: Option<Moment>,
    pub revision: i64,
}

/// A change about to be proposed.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = amendments)]
pub struct NewRevision {
    pub organisation_id: OrganisationId,
    pub endorsement_id: EndorsementId,
    pub representative_id: RepresentativeId,
    pub commitment_id: Option<CommitmentId>,
    pub before: Json<Terms>,
    pub after: Json<Terms>,
    pub state: AmendmentState,
    pub created_at: Moment,
    pub revision: i64,
}

/// Adds a proposal.
pub fn insert(db: &mut Db, new: &NewRevision) -> Result<AmendmentId> {
    Ok(diesel::insert_into(dsl::amendments).values(new).returning(dsl::id).get_result(db)?)
}

/// The commitment that an amendment is of; nothing, where it is of its organisation itself.
pub fn commitment_of(db: &mut Db, id: AmendmentId) -> Result<Option<CommitmentId>> {
    Ok(dsl::amendments.find(id).select(dsl::commitment_id).first(db)?)
}

/// The revision with this id.
pub fn find(db: &mut Db, id: AmendmentId) -> Result<Revision> {
    Ok(dsl::amendments.find(id).select(Revision::as_select()).first(db)?)
}

/// The revision that waits for a decision, if there is one. A commitment has one at a time.
pub fn open_of(db: &mut Db, commitment: CommitmentId) -> Result<Option<Revision>> {
    let open = dsl::state.eq_any([AmendmentState::InReview, AmendmentState::NeedsInfo]);
    let of = dsl::amendments.filter(dsl::commitment_id.eq(commitment)).filter(open);
    Ok(of.order(dsl::id.desc()).select(Revision::as_select()).first(db).optional()?)
}

/// The revisions that wait for a decision, of all that an organisation promises.
pub fn open_in(db: &mut Db, organisation: OrganisationId) -> Result<Vec<Revision>> {
    let open = dsl::state.eq_any([AmendmentState::InReview, AmendmentState::NeedsInfo]);
    let of = dsl::amendments.filter(dsl::organisation_id.eq(organisation)).filter(open);
    Ok(of.filter(dsl::commitment_id.is_not_null()).order(dsl::id).select(Revision::as_select()).load(db)?)
}

/// The one that was sent last of anything that an organisation promises, if one was ever sent.
pub fn last_in(db: &mut Db, organisation: OrganisationId) -> Result<Option<Revision>> {
    let of = dsl::amendments.filter(dsl::organisation_id.eq(organisation));
    let of = of.filter(dsl::commitment_id.is_not_null());
    Ok(of.order(dsl::id.desc()).select(Revision::as_select()).first(db).optional()?)
}

/// The revision that was sent last, if one was ever sent.
pub fn last_of(db: &mut Db, commitment: CommitmentId) -> Result<Option<Revision>> {
    let of = dsl::amendments.filter(dsl::commitment_id.eq(commitment));
    Ok(of.order(dsl::id.desc()).select(Revision::as_select()).first(db).optional()?)
}

/// Replaces what is proposed, after a question from the ministry or a second thought.
pub fn replace(db: &mut Db, seen: &Revision, after: &Json<Terms>) -> Result<()> {
    let target = dsl::amendments.find(seen.id).filter(dsl::revision.eq(seen.revision));
    let changed = diesel::update(target)
        .set((
            dsl::after.eq(after),
            dsl::state.eq(AmendmentState::InReview),
            dsl::revision.eq(seen.revision + 1),
        ))
        .execute(db)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Lets what was proposed of some commitments go with them to another organisation. Gives the ids.
pub fn follow(db: &mut Db, commitments: &[CommitmentId], to: OrganisationId) -> Result<Vec<AmendmentId>> {
    let of = dsl::commitment_id.eq_any(commitments.to_vec());
    diesel::update(dsl::amendments.filter(of)).set(dsl::organisation_id.eq(to)).execute(db)?;
    let of = dsl::commitment_id.eq_any(commitments.to_vec());
    Ok(dsl::amendments.filter(of).select(dsl::id).load(db)?)
}

/// Forgets what the revisions of an organisation's commitments said, since it hides. The entries hold it, withheld. Whoever has
/// seen one before changes it no more.
pub fn forget_of(db: &mut Db, organisation: OrganisationId) -> Result<()> {
    let of = dsl::amendments.filter(dsl::organisation_id.eq(organisation));
    let of = of.filter(dsl::commitment_id.is_not_null());
    let rows: Vec<(AmendmentId, Json<Terms>)> = of.select((dsl::id, dsl::after)).load(db)?;
    for (id, after) in rows {
        let blank = Json(after.0.blank());
        diesel::update(dsl::amendments.find(id))
            .set((dsl::before.eq(&blank), dsl::after.eq(&blank), dsl::revision.eq(dsl::revision + 1)))
            .execute(db)?;
    }
    Ok(())
}
