//! Invitations: colleagues who were asked to act for an organisation and have not answered. Whoever joins, and whoever
//! is called back, leaves no row.

use diesel::prelude::*;

use super::Db;
use super::schema::invitations::{self, dsl};
use crate::domain::ids::{InvitationId, OrganisationId, RepresentativeId};
use crate::domain::{Moment, Result};

/// An invitation. `sealed` holds who is invited and what they were told.
#[derive(Debug, Clone, Queryable)]
pub struct Invitation {
    pub id: InvitationId,
    pub organisation_id: OrganisationId,
    pub invited_by: RepresentativeId,
    pub sealed: Vec<u8>,
    pub email_index: String,
    /// The language in which we write to the colleague.
    pub language: String,
    /// Whether the one who invites no longer acts once the colleague has joined.
    pub hands_over: bool,
    pub created_at: Moment,
    pub expires_at: Moment,
}

/// An invitation about to be kept.
#[derive(Clone, Insertable)]
#[diesel(table_name = invitations)]
pub struct NewInvitation {
    pub organisation_id: OrganisationId,
    pub invited_by: RepresentativeId,
    pub sealed: Vec<u8>,
    pub email_index: String,
    pub language: String,
    pub hands_over: bool,
    pub created_at: Moment,
    pub expires_at: Moment,
}

/// Keeps an invitation.
pub fn insert(db: &mut Db, new: &NewInvitation) -> Result<InvitationId> {
    Ok(diesel::insert_into(dsl::invitations).values(new).returning(dsl::id).get_result(db)?)
}

/// The invitation with this id, or not found.
pub fn find(db: &mut Db, id: InvitationId) -> Result<Invitation> {
    Ok(dsl::invitations.find(id).first(db)?)
}

/// Everybody whom an organisation invited, oldest first.
pub fn of_organisation(db: &mut Db, organisation: OrganisationId) -> Result<Vec<Invitation>> {
    Ok(dsl::invitations.filter(dsl::organisation_id.eq(organisation)).order(dsl::id).load(db)?)
}

/// Invitations that nobody followed in time.
pub fn expired(db: &mut Db, now: Moment) -> Result<Vec<Invitation>> {
    Ok(dsl::invitations.filter(dsl::expires_at.le(now)).order(dsl::id).load(db)?)
}

/// Lets an invitation live until another moment.
pub fn prolong(db: &mut Db, id: InvitationId, until: Moment) -> Result<()> {
    diesel::update(dsl::invitations.find(id)).set(dsl::expires_at.eq(until)).execute(db)?;
    Ok(())
}

/// Forgets an invitation. Says whether it was there.
pub fn delete(db: &mut Db, id: InvitationId) -> Result<bool> {
    Ok(diesel::delete(dsl::invitations.find(id)).execute(db)? == 1)
}
