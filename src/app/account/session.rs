//! The browsers in which a representative is signed in.

use serde_json::json;

use super::Acting;
use crate::app::App;
use crate::app::act::Subject;
use crate::domain::Result;
use crate::domain::audit::AuditAct;
use crate::domain::ids::SessionId;
use crate::domain::session::Subject as Holder;
use crate::store;

/// Signs this browser out.
///
/// # Errors
/// Internal.
pub async fn leave(app: &App, acting: Acting, session: SessionId) -> Result<()> {
    let id = acting.representative;
    app.act(acting.origin, move |act| {
        store::session::end(act.db, session, act.now)?;
        act.audit(AuditAct::AccountLeft, Subject("representative", Some(id.0)), json!({}))
    })
    .await
}

/// Signs every other browser out, and says how many there were.
///
/// # Errors
/// Internal.
pub async fn end_others(app: &App, acting: Acting, session: SessionId) -> Result<usize> {
    let id = acting.representative;
    app.act(acting.origin, move |act| {
        let of = Holder::Representative(id);
        let ended = store::session::end_all_of(act.db, of, Some(session), act.now)?;
        let subject = Subject("representative", Some(id.0));
        act.audit(AuditAct::AccountOthersEnded, subject, json!({ "sessions": ended }))?;
        Ok(ended)
    })
    .await
}
