//! The mailboxes of those who act for an organisation, each with the signatory that it came with: whom a merge brought
//! along has signed for another website than that of the one that stays.

use crate::app::{App, contact, identity};
use crate::domain::Result;
use crate::domain::email::Email;
use crate::domain::ids::{OrganisationId, RepresentativeId};
use crate::store::organisation::Organisation;
use crate::store::representative::Representative;
use crate::store::{self, Db};

/// Where somebody who acts is written to.
pub struct Mailbox {
    pub address: Email,
    /// The signatory that was merged into this one and brought its owner along, opened.
    pub came_with: Option<Organisation>,
}

/// The mailboxes of these people of an organisation.
///
/// # Errors
/// Internal.
pub fn of(app: &App, db: &mut Db, rows: &[Representative]) -> Result<Vec<Mailbox>> {
    let mut found = Vec::new();
    for row in rows {
        let Ok(address) = Email::parse(&contact::open(app, &row.sealed)?.email) else { continue };
        let came_with = match came_with(db, row.id, row.organisation_id)? {
            from if from == row.organisation_id => None,
            from => Some(identity::find(app, db, from)?),
        };
        found.push(Mailbox { address, came_with });
    }
    Ok(found)
}

/// Whom somebody acted for before any merge: each takes the people of the one that goes along.
fn came_with(db: &mut Db, person: RepresentativeId, of: OrganisationId) -> Result<OrganisationId> {
    let made = store::merge::made_into(db, of)?;
    match made.iter().find(|merge| merge.moved.0.representatives.contains(&person)) {
        Some(merge) => came_with(db, person, merge.merged_id),
        None => Ok(of),
    }
}
