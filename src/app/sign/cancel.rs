//! The mailed link that calls a signature off before it is published.

use super::confirm::{Signature, seen};
use crate::app::App;
use crate::app::act::Origin;
use crate::app::erasure::{self, CalledOff};
use crate::domain::endorsement::EndorsementState;
use crate::domain::ids::EndorsementId;
use crate::domain::link::Purpose;
use crate::domain::{Error, Refusal, Result};
use crate::secret;
use crate::store;

/// The signature behind a link to call it off. Looking changes nothing.
///
/// # Errors
/// `LinkSpent` when the link was used, is too old, or never was; `WrongState` when it is too late.
pub async fn look(app: &App, token: &str) -> Result<Signature> {
    seen(app, token, Purpose::Cancel, EndorsementState::cancellable).await
}

/// Calls a signature off and erases everything about it. Whoever has done so by this link hears so again.
///
/// # Errors
/// As `look`.
pub async fn cancel(app: &App, origin: Origin, token: &str) -> Result<()> {
    let hash = secret::hash_token(token);
    let (used, now) = (hash.clone(), app.clock.now());
    let done = app.act(origin, move |act| {
        let id = store::link::use_once(act.db, &hash, Purpose::Cancel, act.now)?;
        let id = EndorsementId(id.ok_or(Error::Refused(Refusal::LinkSpent))?);
        let endorsement = store::endorsement::find(act.db, id)?;
        erasure::call_off(act, &endorsement, CalledOff::Link)
    });
    match done.await {
        Err(Error::Refused(Refusal::LinkSpent)) => {
            let used = app.store.read(move |db| store::link::used(db, &used, Purpose::Cancel, now)).await?;
            used.map(drop).ok_or(Error::Refused(Refusal::LinkSpent))
        }
        done => done,
    }
}
