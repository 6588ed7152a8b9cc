//! Whether the Call can be signed: announced, open, closed, archived. Its texts are not here.

use serde_json::json;

use super::act::{Act, Origin, Subject};
use super::settings::Key;
use super::{App, Settings, settings};
use crate::domain::audit::AuditAct;
use crate::domain::call::CallState;
use crate::domain::permit::{MoveCall, Permit};
use crate::domain::{Error, Refusal, Result};
use crate::store;

/// Where the Call may go from where it stands.
pub fn ways_on(app: &App) -> Vec<CallState> {
    let now = app.settings.load().call_state;
    CallState::ALL.iter().copied().filter(|next| now.may_become(*next)).collect()
}

/// Moves the Call on.
///
/// # Errors
/// Refused where the Call may not go there from where it stands, or would open without a published version or an address to
/// write to.
pub async fn set(app: &App, origin: Origin, _: &Permit<MoveCall>, next: CallState) -> Result<()> {
    app.act(origin, move |act| moved(act, next)).await?;
    settings::load(app).await
}

/// The same from the command line.
///
/// # Errors
/// As `set`.
pub async fn set_by_operator(app: &App, next: CallState) -> Result<()> {
    app.act(Origin::operator(), move |act| moved(act, next)).await?;
    settings::load(app).await
}

fn moved(act: &mut Act<'_>, next: CallState) -> Result<()> {
    // Another node may have moved it: what is stored counts, not what this one remembers.
    let settings = Settings::from_stored(&store::setting::all(act.db)?);
    let before = settings.call_state;
    if !before.may_become(next) {
        return Err(Error::Refused(Refusal::WrongState));
    }
    if next == CallState::Open && store::call::current(act.db)?.is_none() {
        return Err(Error::Refused(Refusal::NothingToSign));
    }
    if next == CallState::Open && settings.contact_email.is_empty() {
        return Err(Error::Refused(Refusal::NoContact));
    }
    store::setting::put(act.db, Key::CallState.code(), next.code(), act.now)?;
    store::register_state::bump(act.db)?;
    act.audit(AuditAct::CallStateChanged, Subject("call", None), json!({ "before": before, "after": next }))
}
