//! The mailboxes of those who act for an organisation, each with the signatory that it came with: whom a merge brought
//! along has signed for another website than that of the one that stays.

use crate::app::{App, contact, identity};
use crate::domain::Result;
use crate::domain::email::Email;
use crate::domain::ids::{OrganisationId, RepresentativeId};
use crate::store::merge::Merge;
use crate::store::organisation::Organisation;
use crate::store::representative::Representative;
use crate::store::{self, Db};

/// Where somebody who acts is written to.
pub struct Mailbox {
    pub address: Email,
    /// The signatory that was merged into this one and brought its owner along, opened.
    pub came_with: Option<Organisation>,
}

/// The mailboxes of these people of one organisation.
///
/// # Errors
/// Internal.
pub fn of(app: &App, db: &mut Db, rows: &[Representative]) -> Result<Vec<Mailbox>> {
    let Some(organisation) = rows.first().map(|row| row.organisation_id) else { return Ok(Vec::new()) };
    let made = store::merge::made_into(db, organisation)?;
    let mut found = Vec::new();
    for row in rows {
        let Ok(address) = Email::parse(&contact::open(app, &row.sealed)?.email) else { continue };
        let from = came_with(db, row.id, &made)?;
        let came_with = from.map(|from| identity::find(app, db, from)).transpose()?;
        found.push(Mailbox { address, came_with });
    }
    Ok(found)
}

/// Whom somebody acted for before any of these merges, where they came with one: each takes the people of the one that
/// goes along.
fn came_with(db: &mut Db, person: RepresentativeId, made: &[Merge]) -> Result<Option<OrganisationId>> {
    let Some(merge) = made.iter().find(|merge| merge.moved.0.representatives.contains(&person)) else {
        return Ok(None);
    };
    let before = store::merge::made_into(db, merge.merged_id)?;
    Ok(Some(came_with(db, person, &before)?.unwrap_or(merge.merged_id)))
}
