//! Where colleagues are signed in, and the end of it: for oneself one by one or all others, for a colleague by an admin.

use chrono::Duration;
use serde_json::json;

use crate::app::App;
use crate::app::act::{Origin, Subject};
use crate::domain::audit::AuditAct;
use crate::domain::ids::{SessionId, StaffId};
use crate::domain::permit::{ManageStaff, Permit};
use crate::domain::session::Subject as Holder;
use crate::domain::{Error, Result, limits};
use crate::store;
use crate::store::session::Session;

/// The browsers in which a colleague is signed in, the latest used first.
///
/// # Errors
/// Internal.
pub async fn list(app: &App, id: StaffId) -> Result<Vec<Session>> {
    let now = app.clock.now();
    let open = app.store.read(move |db| store::session::list_of(db, Holder::Staff(id), now)).await?;
    Ok(open.into_iter().filter(|one| now - one.seen_at <= Duration::minutes(limits::IDLE_MINUTES)).collect())
}

/// Ends one of a colleague's own sessions.
///
/// # Errors
/// Not found, if it has ended or is another's.
pub async fn end(app: &App, origin: Origin, session: SessionId, id: StaffId) -> Result<()> {
    app.act(origin, move |act| {
        if !store::session::end_of(act.db, Holder::Staff(id), session, act.now)? {
            return Err(Error::NotFound);
        }
        act.audit(AuditAct::StaffSessionsEnded, Subject("staff", Some(id.0)), json!({ "count": 1 }))
    })
    .await
}

/// Ends every other session of a colleague. Says how many.
///
/// # Errors
/// Internal.
pub async fn end_others(app: &App, origin: Origin, session: SessionId, id: StaffId) -> Result<usize> {
    app.act(origin, move |act| {
        let ended = store::session::end_all_of(act.db, Holder::Staff(id), Some(session), act.now)?;
        act.audit(AuditAct::StaffSessionsEnded, Subject("staff", Some(id.0)), json!({ "count": ended }))?;
        Ok(ended)
    })
    .await
}

/// Signs a colleague out everywhere. They can sign in again.
///
/// # Errors
/// Not found.
pub async fn end_all(app: &App, origin: Origin, _: &Permit<ManageStaff>, id: StaffId) -> Result<usize> {
    app.act(origin, move |act| {
        store::staff::find(act.db, id)?;
        let ended = store::session::end_all_of(act.db, Holder::Staff(id), None, act.now)?;
        act.audit(
            AuditAct::StaffSignedOutEverywhere,
            Subject("staff", Some(id.0)),
            json!({ "count": ended }),
        )?;
        Ok(ended)
    })
    .await
}
