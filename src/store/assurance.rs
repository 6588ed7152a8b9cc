//! Assurances: one record for each time somebody was checked.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use super::schema::assurances::{self, dsl};
use super::{Db, Json};
use crate::domain::assurance::Level;
use crate::domain::ids::{AssuranceId, OrganisationId, StaffId};
use crate::domain::{Error, Moment, Result};

crate::codes! {
    /// Where a record stands: some count only after a second person looked.
    pub enum AssuranceState {
        Recorded = "recorded",
        Confirmed = "confirmed",
        Refused = "refused",
    }
}

/// What the check found, by method.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "snake_case")]
pub enum Evidence {
    /// The mailbox answered; its domain, where it is the organisation's own.
    Mailbox { domain: Option<String> },
    /// A letter in the ministry's own records. No scan is kept here, only its SHA-256.
    Letter { reference: String, dated: crate::domain::Day, sha256: String },
}

/// One check.
#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = assurances)]
pub struct Assurance {
    pub id: AssuranceId,
    pub organisation_id: OrganisationId,
    pub level: Level,
    pub evidence: Json<Evidence>,
    pub state: AssuranceState,
    pub recorded_by: Option<StaffId>,
    pub recorded_at: Moment,
    pub confirmed_by: Option<StaffId>,
    pub confirmed_at: Option<Moment>,
}

/// A check about to be kept.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = assurances)]
pub struct NewAssurance {
    pub organisation_id: OrganisationId,
    pub level: Level,
    pub evidence: Json<Evidence>,
    pub state: AssuranceState,
    pub recorded_by: Option<StaffId>,
    pub recorded_at: Moment,
    pub confirmed_at: Option<Moment>,
}

/// Adds a record.
pub fn insert(db: &mut Db, new: &NewAssurance) -> Result<AssuranceId> {
    Ok(diesel::insert_into(dsl::assurances).values(new).returning(dsl::id).get_result(db)?)
}

/// All records of an organisation, newest first.
pub fn of_organisation(db: &mut Db, organisation: OrganisationId) -> Result<Vec<Assurance>> {
    Ok(dsl::assurances.filter(dsl::organisation_id.eq(organisation)).order(dsl::id.desc()).load(db)?)
}

/// Every official letter's evidence, with the organisation that it is of.
pub fn letters(db: &mut Db) -> Result<Vec<(OrganisationId, Json<Evidence>)>> {
    let letters = assurances::table.filter(assurances::level.eq(Level::OfficialLetter));
    Ok(letters.select((assurances::organisation_id, assurances::evidence)).load(db)?)
}

/// The second person's word on a recorded letter.
pub fn settle(db: &mut Db, id: AssuranceId, by: StaffId, state: AssuranceState, now: Moment) -> Result<()> {
    let open = dsl::assurances.find(id).filter(dsl::state.eq(AssuranceState::Recorded));
    let changed = diesel::update(open)
        .set((dsl::state.eq(state), dsl::confirmed_by.eq(by), dsl::confirmed_at.eq(now)))
        .execute(db)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Puts a recorded letter aside that never came to count.
pub fn refuse(db: &mut Db, id: AssuranceId, now: Moment) -> Result<()> {
    let open = dsl::assurances.find(id).filter(dsl::state.eq(AssuranceState::Recorded));
    diesel::update(open)
        .set((dsl::state.eq(AssuranceState::Refused), dsl::confirmed_at.eq(now)))
        .execute(db)?;
    Ok(())
}

/// Forgets on which domain the mailboxes of an organisation that hides were. That they were, stays.
pub fn forget_domains(db: &mut Db, organisation: OrganisationId) -> Result<()> {
    let nowhere = Json(Evidence::Mailbox { domain: None });
    let by_mailbox = dsl::level.eq_any([Level::Mailbox, Level::DomainMailbox]);
    diesel::update(dsl::assurances.filter(dsl::organisation_id.eq(organisation)).filter(by_mailbox))
        .set(dsl::evidence.eq(nowhere))
        .execute(db)?;
    Ok(())
}

/// Forgets how an organisation that was never published was checked.
pub fn erase_of(db: &mut Db, organisation: OrganisationId) -> Result<()> {
    diesel::delete(dsl::assurances.filter(dsl::organisation_id.eq(organisation))).execute(db)?;
    Ok(())
}
