//! Whether a representative agrees to be named in public. The log names no person, so no entry says it.

use serde_json::json;

use super::{Account, Acting, in_public, wrong_state};
use crate::app::App;
use crate::app::act::Subject;
use crate::domain::Result;
use crate::store;

/// Agrees to be named, or takes that back; the register follows within a minute.
///
/// # Errors
/// `WrongState`, if somebody agrees where the organisation is not named itself.
pub async fn choose(app: &App, acting: Acting, named: bool) -> Result<()> {
    let id = acting.representative;
    app.act(acting.origin, move |act| {
        let account = Account::of(act.app, act.db, id)?;
        if named && !in_public(&account.endorsement) {
            return wrong_state();
        }
        store::representative::set_named(act.db, id, named)?;
        store::register_state::bump(act.db)?;
        if !named {
            act.takes_away();
        }
        act.audit("account.naming", Subject("representative", Some(id.0)), json!({ "named": named }))
    })
    .await
}
