//! Assurances: one record for each time somebody was checked.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use super::schema::assurances::{self, dsl};
use super::{Db, Json};
use crate::domain::assurance::{Level, Method};
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
    /// The token was in a TXT record of this domain.
    DnsRecord { domain: Option<String> },
    /// The token was in a file on this domain's website.
    WellKnownFile { domain: Option<String> },
}

impl Evidence {
    /// What was done to find it.
    pub const fn method(&self) -> Method {
        match self {
            Evidence::Mailbox { .. } => Method::MailedLink,
            Evidence::Letter { .. } => Method::Letter,
            Evidence::DnsRecord { .. } => Method::DnsRecord,
            Evidence::WellKnownFile { .. } => Method::WellKnownFile,
        }
    }

    /// The organisation's domain that it tells of.
    pub fn domain(&self) -> Option<&str> {
        match self {
            Evidence::Mailbox { domain }
            | Evidence::DnsRecord { domain }
            | Evidence::WellKnownFile { domain } => domain.as_deref(),
            Evidence::Letter { .. } => None,
        }
    }

    /// What of it tells which organisation it is of: its domain, or where its letter is filed.
    pub fn telling(&mut self) -> Option<&mut String> {
        match self {
            Evidence::Mailbox { domain }
            | Evidence::DnsRecord { domain }
            | Evidence::WellKnownFile { domain } => domain.as_mut(),
            Evidence::Letter { reference, .. } => Some(reference),
        }
    }
}

/// One check.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = assurances, treat_none_as_default_value = false)]
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
    /// When it ceased to count, and when it was last seen to hold.
    pub lapsed_at: Option<Moment>,
    pub last_verified_at: Option<Moment>,
}

impl Assurance {
    /// Whether it counts.
    pub fn counts(&self) -> bool {
        self.state == AssuranceState::Confirmed && self.lapsed_at.is_none()
    }

    /// When it was checked.
    pub fn checked_at(&self) -> Moment {
        self.confirmed_at.unwrap_or(self.recorded_at)
    }
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

/// Ends every record of a level that counts: it was last seen to hold at this moment. Says how many there were.
pub fn lapse(
    db: &mut Db,
    organisation: OrganisationId,
    level: Level,
    (now, last_verified): (Moment, Moment),
) -> Result<usize> {
    let counting = dsl::assurances
        .filter(dsl::organisation_id.eq(organisation).and(dsl::level.eq(level)))
        .filter(dsl::state.eq(AssuranceState::Confirmed).and(dsl::lapsed_at.is_null()));
    let ended = (dsl::lapsed_at.eq(now), dsl::last_verified_at.eq(last_verified));
    Ok(diesel::update(counting).set(ended).execute(db)?)
}

/// Tells what a check found in other words.
pub fn set_evidence(db: &mut Db, id: AssuranceId, evidence: &Evidence) -> Result<()> {
    diesel::update(dsl::assurances.find(id)).set(dsl::evidence.eq(Json(evidence.clone()))).execute(db)?;
    Ok(())
}

/// Forgets how an organisation that was never published was checked.
pub fn erase_of(db: &mut Db, organisation: OrganisationId) -> Result<()> {
    diesel::delete(dsl::assurances.filter(dsl::organisation_id.eq(organisation))).execute(db)?;
    Ok(())
}
