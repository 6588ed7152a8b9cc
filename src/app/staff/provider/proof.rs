//! A fresh proof at the ministry's identity provider: whether it is one, and which roles hold once it has been given.

use serde_json::json;

use super::{mapped, oidc, usable};
use crate::app::App;
use crate::app::act::{Act, Origin, Subject};
use crate::app::staff::id_token::Identity;
use crate::domain::audit::AuditAct;
use crate::domain::ids::{SessionId, StaffId};
use crate::domain::{Error, Moment, Refusal, Result, limits};
use crate::store;

/// Notes in the session that its owner has just proven there who they are.
///
/// # Errors
/// `ProviderTaken`, `ProviderOther` for somebody else's account there; `ProviderStale` where it did not ask anew;
/// `ProviderGroups` where none of the owner's groups counts any more: then their session is over.
pub(super) async fn take(
    app: &App,
    origin: Origin,
    (session, id): (SessionId, StaffId),
    (identity, begun): (Identity, Moment),
) -> Result<()> {
    let refused = app
        .act(origin, move |act| {
            let why = match flaw(act, id, (&identity, begun))? {
                None => noted(act, (session, id), &identity)?,
                why => why,
            };
            let what =
                if why.is_none() { AuditAct::StaffIdentityConfirmed } else { AuditAct::StaffIdentityRefused };
            act.audit(what, Subject("staff", Some(id.0)), json!({ "factor": "provider" }))?;
            Ok(why)
        })
        .await?;
    if refused == Some(Refusal::ProviderStale) {
        tracing::warn!(
            "the identity provider gave no fresh proof: auth_time is missing or older than the question"
        );
    }
    refused.map_or(Ok(()), |why| Err(Error::Refused(why)))
}

/// Why this is no fresh proof of who this colleague is.
fn flaw(act: &mut Act<'_>, id: StaffId, (identity, begun): (&Identity, Moment)) -> Result<Option<Refusal>> {
    let issuer = &oidc(act.app)?.issuer;
    let since = begun - chrono::Duration::seconds(limits::PROVIDER_SKEW_SECONDS);
    let fresh = identity.proven_at.is_some_and(|at| at >= since);
    Ok(match store::provider_account::find(act.db, issuer, &identity.subject)? {
        None => Some(Refusal::ProviderOther),
        Some(owner) if owner != id => Some(Refusal::ProviderTaken),
        Some(_) => (!fresh).then_some(Refusal::ProviderStale),
    })
}

/// Notes the proof. What the groups say now holds from here on, as after signing in; whom they leave no role is let out.
fn noted(
    act: &mut Act<'_>,
    (session, id): (SessionId, StaffId),
    identity: &Identity,
) -> Result<Option<Refusal>> {
    let row = store::staff::find(act.db, id)?;
    if usable(act.app, &row.roles, identity)?.is_none() {
        store::session::end(act.db, session, act.now)?;
        return Ok(Some(Refusal::ProviderGroups));
    }
    let roles = mapped(act.app, identity)?;
    let open = store::session::step_up_as(act.db, session, roles, act.now)?;
    Ok((!open).then_some(Refusal::NotAnswered))
}
