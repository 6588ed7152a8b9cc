//! What became of an invitation that is no longer there, for a page that still shows it. The audit trail says it.

use super::{INVITATION, handle};
use crate::app::App;
use crate::app::account::Account;
use crate::domain::audit::AuditAct;
use crate::domain::ids::RepresentativeId;
use crate::domain::{Error, Result};
use crate::store;
use crate::store::audit::Line;

crate::codes! {
    /// What became of an invitation.
    pub enum Became {
        /// The colleague followed it.
        Joined = "joined",
        CalledBack = "called-back",
        /// It was not followed in time, another one took its place, whoever made it no longer acts, or somebody acts with that
        /// mailbox by now.
        Over = "over",
    }
}

/// What became of the invitation that an address names.
///
/// # Errors
/// Not found, if the organisation never had such an invitation.
pub async fn became(app: &App, id: RepresentativeId, named: &str) -> Result<Became> {
    let (own, named) = (app.clone(), named.to_owned());
    app.store
        .read(move |db| {
            let of = Account::of(&own, db, id)?.organisation.id;
            let lines = store::audit::of_subject(db, "organisation", of.0)?;
            let is_about = |line: &&Line| {
                let row = line.detail["invitation"].as_i64();
                row.is_some_and(|row| handle(&own, INVITATION, row) == named)
            };
            let told: Vec<&Line> = lines.iter().filter(is_about).collect();
            let tells_of = |act| told.iter().any(|line| line.tells_of(act));
            match told.as_slice() {
                [] => Err(Error::NotFound),
                _ if tells_of(AuditAct::PeopleJoined) => Ok(Became::Joined),
                _ if tells_of(AuditAct::PeopleInvitationCalledBack) => Ok(Became::CalledBack),
                _ => Ok(Became::Over),
            }
        })
        .await
}
