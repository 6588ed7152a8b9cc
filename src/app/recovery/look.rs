//! Looking at the domain of a request: claimed in one transaction, noted in another, as challenges are.

use chrono::Duration;
use serde_json::json;

use super::page::public_of;
use crate::app::App;
use crate::app::act::{Origin, Subject};
use crate::app::challenge::{self, Sought, Turn};
use crate::domain::audit::AuditAct;
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
pub(super) async fn look(app: &App, seen: Recovery, turn: Turn) -> Result<()> {
    let (Some(domain), Some(token)) = (seen.domain.clone(), seen.token.clone()) else { return Ok(()) };
    let findings = challenge::findings(app, Sought { domain, token, file_too: false }, turn).await?;
    note(app, &seen, findings).await
}

/// Finding it, and no longer finding it, are acts; the rest is only noted. What is no longer offered is looked for no more.
async fn note(app: &App, seen: &Recovery, findings: Findings) -> Result<()> {
    let (id, looked_for, now) = (seen.id, seen.token.clone(), app.clock.now());
    let news = app.store.write(move |db| {
        let recovery = store::recovery::find(db, id)?;
        // Its organisation parted from another meanwhile, and another token is looked for.
        if recovery.token != looked_for {
            return Ok(None);
        }
        let domain = public_of(db, &recovery)?.and_then(|(_, domain)| domain);
        let stands = domain.is_some_and(|domain| recovery.domain.as_deref() == Some(domain.as_str()));
        if !stands || recovery.state != RecoveryState::Open {
            return store::recovery::stop_looking(db, id).map(|()| None);
        }
        let news = match (findings.method(), recovery.found_at) {
            (Some(_), None) => Some(AuditAct::RecoveryFound),
            (None, Some(_)) => Some(AuditAct::RecoveryLost),
            _ => None,
        };
        if news.is_none() {
            store::recovery::note(db, id, (findings, now), next(&recovery, findings, now))?;
        }
        Ok(news)
    });
    match news.await {
        Ok(Some(what)) => {
            app.act(Origin::system(), move |act| {
                let recovery = store::recovery::find(act.db, id)?;
                let next = next(&recovery, findings, act.now);
                store::recovery::note(act.db, id, (findings, act.now), next)?;
                act.audit(what, Subject("recovery", Some(id.0)), json!({ "method": findings.method() }))
            })
            .await
        }
        Ok(None) | Err(Error::NotFound) => Ok(()),
        Err(error) => Err(error),
    }
}

/// When is looked next: often at first, then daily, as long as the request is open. What was found may go again, and what
/// has gone may come back at once.
fn next(seen: &Recovery, findings: Findings, now: Moment) -> Moment {
    let daily = now + Duration::days(limits::RECOVERY_AGAIN_DAYS);
    if findings.method().is_some() {
        return daily;
    }
    let since = seen.found_at.map_or(seen.confirmed_at.unwrap_or(seen.asked_at), |_| now);
    next_while_waiting(since, now).unwrap_or(daily)
}

/// Looks at the domains that are due. Says at how many.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn look_at_due(app: &App) -> Result<usize> {
    let now = app.clock.now();
    let due = app.store.read(move |db| store::recovery::due(db, now, BATCH)).await?;
    let claim = |db: &mut Db, seen, now| Ok(claim(db, &seen, now)?.then_some(seen));
    challenge::look_at_each(app, due, claim, |own, seen, turn| async move { look(&own, seen, turn).await })
        .await
}
