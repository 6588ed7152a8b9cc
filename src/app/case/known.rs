//! How an organisation is known: every record of a check, with who made it and until when it counts. None ends on a day
//! that was set beforehand: it ends by what becomes of what it rests on (decision 18).

use serde::Serialize;

use super::matter::Matter;
use crate::app::challenge;
use crate::domain::assurance::{Level, Method};
use crate::domain::challenge::Misses;
use crate::domain::ids::StaffId;
use crate::domain::{Moment, Result};
use crate::store::assurance::{Assurance, AssuranceState, Evidence};
use crate::store::challenge::Challenge;
use crate::store::{self, Db};

crate::codes! {
    /// Until when a record counts.
    pub enum Until {
        /// It does not count before a second person has confirmed it.
        Unconfirmed = "unconfirmed",
        /// It was put aside and never counted.
        PutAside = "put_aside",
        /// It counted until a day that has passed.
        Lapsed = "lapsed",
        /// It is looked for again on a day.
        Looked = "looked",
        /// It was not found, and lapses on a day unless it is found before.
        Missed = "missed",
        /// Until the organisation names another website.
        Website = "website",
        /// As long as the signature stands.
        Signature = "signature",
    }
}

crate::codes! {
    /// Who checked.
    pub enum Checker {
        Colleagues = "colleagues",
        /// This site, by itself.
        Site = "site",
        /// Another register, from which the signatory was taken over.
        Elsewhere = "elsewhere",
    }
}

/// One record, as colleagues read it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Known {
    pub level: Level,
    pub method: Method,
    pub evidence: Evidence,
    pub state: AssuranceState,
    pub checked_by: Checker,
    /// The colleagues, by name, where they are told.
    pub recorded_by: Option<String>,
    pub recorded_at: Moment,
    pub confirmed_by: Option<String>,
    pub confirmed_at: Option<Moment>,
    pub lapsed_at: Option<Moment>,
    pub last_verified_at: Option<Moment>,
    pub until: Until,
    /// The day of that, where it has one.
    pub until_at: Option<Moment>,
}

/// Every record about the organisation of a Case, newest first. Who is called what, `name` says.
///
/// # Errors
/// Internal.
pub fn of(db: &mut Db, matter: &Matter, name: impl Fn(StaffId) -> Option<String>) -> Result<Vec<Known>> {
    let of = &matter.organisation;
    let looked_for = challenge::is_offered(of, &matter.endorsement);
    let challenge = store::challenge::of_organisation(db, of.id)?.filter(|_| looked_for);
    let known = |record: &Assurance| {
        let (until, until_at) = until(record, challenge.as_ref());
        Known {
            level: record.level,
            method: record.evidence.0.method(),
            evidence: record.evidence.0.clone(),
            state: record.state,
            checked_by: match record.recorded_by {
                Some(_) => Checker::Colleagues,
                None if record.recorded_at < of.created_at => Checker::Elsewhere,
                None => Checker::Site,
            },
            recorded_by: record.recorded_by.and_then(&name),
            recorded_at: record.recorded_at,
            confirmed_by: record.confirmed_by.and_then(&name),
            confirmed_at: record.confirmed_at,
            lapsed_at: record.lapsed_at,
            last_verified_at: record.last_verified_at,
            until,
            until_at,
        }
    };
    Ok(matter.assurances.iter().map(known).collect())
}

fn until(record: &Assurance, challenge: Option<&Challenge>) -> (Until, Option<Moment>) {
    match (record.state, record.lapsed_at, &record.evidence.0) {
        (AssuranceState::Recorded, ..) => (Until::Unconfirmed, None),
        (AssuranceState::Refused, ..) => (Until::PutAside, None),
        (AssuranceState::Confirmed, Some(at), _) => (Until::Lapsed, Some(at)),
        (AssuranceState::Confirmed, None, Evidence::Letter { .. }) => (Until::Signature, None),
        (AssuranceState::Confirmed, None, Evidence::Mailbox { .. }) => (Until::Website, None),
        (AssuranceState::Confirmed, None, Evidence::DnsRecord { .. } | Evidence::WellKnownFile { .. }) => {
            challenge.and_then(looked).unwrap_or((Until::Website, None))
        }
    }
}

/// When a token that was found is looked for again, or since it is missed, when that ends what it shows.
fn looked(challenge: &Challenge) -> Option<(Until, Option<Moment>)> {
    let next = challenge.next_look_at?;
    let missed = challenge
        .missing_since
        .map(|since| Misses { count: challenge.misses, since, gone_since: challenge.gone_since }.lapses_at());
    Some(missed.map_or((Until::Looked, Some(next)), |at| (Until::Missed, Some(at))))
}
