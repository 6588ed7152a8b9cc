//! Looking at the domain of a request: claimed in one transaction, noted in another, as challenges are.

use chrono::Duration;
use serde_json::json;

use super::page::public_of;
use crate::app::act::{Origin, Subject};
use crate::app::{App, challenge};
use crate::domain::challenge::{Findings, next_while_waiting};
use crate::domain::recovery::RecoveryState;
use crate::domain::{Error, Moment, Result, limits};
use crate::store::recovery::Recovery;
use crate::store::{self, Db};

/// Domains that one run of the job looks at.
const BATCH: i64 = 16;

/// Takes a request for one look, unless somebody has it.
pub(super) fn claim(db: &mut Db, seen: &Recovery, now: Moment) -> Result<bool> {
    store::recovery::claim(db, seen, now + Duration::minutes(limits::DOMAIN_CLAIM_MINUTES))
}

/// Looks for the token of a request that was claimed, and notes what came of it.
pub(super) async fn look(app: &App, seen: Recovery) -> Result<()> {
    let (Some(domain), Some(token)) = (seen.domain.clone(), seen.token.clone()) else { return Ok(()) };
    let findings = challenge::findings(app, domain, token).await?;
    note(app, &seen, findings).await
}

/// Found is an act; that nothing was found is only noted. What is no longer offered is looked for no more.
async fn note(app: &App, seen: &Recovery, findings: Findings) -> Result<()> {
    let (id, now) = (seen.id, app.clock.now());
    let found = app
        .store
        .write(move |db| {
            let recovery = store::recovery::find(db, id)?;
            let domain = public_of(db, &recovery)?.and_then(|(_, domain)| domain);
            let stands = domain.is_some_and(|domain| recovery.domain.as_deref() == Some(domain.as_str()));
            if !stands || recovery.state != RecoveryState::Open {
                return store::recovery::stop_looking(db, id).map(|()| false);
            }
            if findings.method().is_some() && recovery.found_at.is_none() {
                return Ok(true);
            }
            let since = recovery.confirmed_at.unwrap_or(recovery.asked_at);
            let next = next_while_waiting(since, now).filter(|_| findings.method().is_none());
            store::recovery::note(db, id, (findings, now), next).map(|()| false)
        })
        .await;
    match found {
        Ok(true) => {
            app.act(Origin::system(), move |act| {
                store::recovery::note(act.db, id, (findings, act.now), None)?;
                let detail = json!({ "method": findings.method() });
                act.audit("recovery.found", Subject("recovery", Some(id.0)), detail)
            })
            .await
        }
        Ok(false) | Err(Error::NotFound) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Looks at the domains that are due. Says at how many.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn look_at_due(app: &App) -> Result<usize> {
    let now = app.clock.now();
    let due = app.store.read(move |db| store::recovery::due(db, now, BATCH)).await?;
    challenge::look_at_each(app, due, claim, |own, seen| async move { look(&own, seen).await }).await
}
