//! Endorsements: one organisation's act of signing, and where it stands.

use diesel::prelude::*;

use super::Db;
use super::schema::endorsements::{self, dsl};
use crate::domain::endorsement::{Act, Authority, EndorsementState, Origin};
use crate::domain::ids::{EndorsementId, OrganisationId, RepresentativeId, VersionId};
use crate::domain::visibility::Visibility;
use crate::domain::{Error, Moment, Result};

/// An endorsement as it stands.
#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = endorsements)]
pub struct Endorsement {
    pub id: EndorsementId,
    pub public_id: String,
    /// What the signer quotes when writing to the ministry.
    pub reference: String,
    pub organisation_id: OrganisationId,
    pub representative_id: Option<RepresentativeId>,
    pub version_id: VersionId,
    /// The language in which the text was read.
    pub language: String,
    pub state: EndorsementState,
    pub visibility: Visibility,
    pub statement: Option<String>,
    pub authority: Authority,
    pub origin: Origin,
    /// Code of the reason for the present state, from the catalogue.
    pub reason: Option<String>,
    pub submitted_at: Moment,
    pub confirmed_at: Option<Moment>,
    pub published_at: Option<Moment>,
    pub ended_at: Option<Moment>,
    pub updated_at: Moment,
    pub revision: i64,
}

/// An endorsement about to be kept.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = endorsements)]
pub struct NewEndorsement {
    pub public_id: String,
    pub reference: String,
    pub organisation_id: OrganisationId,
    pub representative_id: Option<RepresentativeId>,
    pub version_id: VersionId,
    pub language: String,
    pub state: EndorsementState,
    pub visibility: Visibility,
    pub statement: Option<String>,
    pub authority: Authority,
    pub origin: Origin,
    pub submitted_at: Moment,
    pub updated_at: Moment,
    pub revision: i64,
}

/// Adds an endorsement.
pub fn insert(db: &mut Db, new: &NewEndorsement) -> Result<EndorsementId> {
    Ok(diesel::insert_into(dsl::endorsements).values(new).returning(dsl::id).get_result(db)?)
}

/// The endorsement with this id.
pub fn find(db: &mut Db, id: EndorsementId) -> Result<Endorsement> {
    Ok(dsl::endorsements.find(id).first(db)?)
}

/// The newest endorsement of an organisation.
pub fn of_organisation(db: &mut Db, organisation: OrganisationId) -> Result<Endorsement> {
    let of = dsl::endorsements.filter(dsl::organisation_id.eq(organisation));
    Ok(of.order(dsl::id.desc()).first(db)?)
}

/// Takes an endorsement through one act, if it allows it and nobody was faster.
///
/// Gives the state it is in now. The dates that belong to the act are set with it.
pub fn apply(db: &mut Db, seen: &Endorsement, act: Act, now: Moment) -> Result<EndorsementState> {
    let next = seen.state.after(act)?;
    let target = dsl::endorsements.find(seen.id).filter(dsl::revision.eq(seen.revision));
    let changed = diesel::update(target)
        .set((dsl::state.eq(next), dsl::updated_at.eq(now), dsl::revision.eq(seen.revision + 1)))
        .execute(db)?;
    if changed != 1 {
        return Err(Error::Conflict);
    }
    let row = dsl::endorsements.find(seen.id);
    match act {
        Act::Confirm => diesel::update(row).set(dsl::confirmed_at.eq(now)).execute(db)?,
        Act::Publish if seen.published_at.is_none() => {
            diesel::update(row).set(dsl::published_at.eq(now)).execute(db)?
        }
        Act::Withdraw | Act::Revoke | Act::Decline | Act::Cancel | Act::Expire => {
            diesel::update(row).set(dsl::ended_at.eq(now)).execute(db)?
        }
        Act::Reinstate | Act::Restore => diesel::update(row)
            .set((dsl::ended_at.eq(None::<Moment>), dsl::reason.eq(None::<String>)))
            .execute(db)?,
        _ => 0,
    };
    Ok(next)
}

/// Notes the reason for the present state.
pub fn set_reason(db: &mut Db, id: EndorsementId, reason: Option<&str>) -> Result<()> {
    diesel::update(dsl::endorsements.find(id)).set(dsl::reason.eq(reason)).execute(db)?;
    Ok(())
}

/// Replaces the public statement.
pub fn set_statement(db: &mut Db, id: EndorsementId, statement: Option<&str>, now: Moment) -> Result<()> {
    diesel::update(dsl::endorsements.find(id))
        .set((dsl::statement.eq(statement), dsl::updated_at.eq(now)))
        .execute(db)?;
    Ok(())
}

/// Endorsements in a state that nobody has moved since a moment.
pub fn untouched_since(
    db: &mut Db,
    state: EndorsementState,
    since: Moment,
    limit: i64,
) -> Result<Vec<Endorsement>> {
    let stale = dsl::state.eq(state).and(dsl::updated_at.lt(since));
    Ok(dsl::endorsements.filter(stale).order(dsl::id).limit(limit).load(db)?)
}

/// Forgets what the signer wrote and who they were; dates and state stay.
pub fn erase(db: &mut Db, id: EndorsementId) -> Result<()> {
    diesel::update(dsl::endorsements.find(id)).set(dsl::statement.eq(None::<String>)).execute(db)?;
    Ok(())
}
