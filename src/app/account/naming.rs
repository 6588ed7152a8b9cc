//! Whether a representative agrees to be named in public. The log names no person, so no entry says it.

use serde_json::json;

use super::{Account, Acting, in_public, seen, wrong_state};
use crate::app::App;
use crate::app::act::Subject;
use crate::domain::Result;
use crate::domain::audit::AuditAct;
use crate::store;

/// Agrees to be named where a page has `shown` it, or takes that back from anywhere; the register follows within a minute. What
/// is so already stays so.
///
/// # Errors
/// `WrongState`, if somebody agrees where the organisation is not named itself; `Conflict`, if it is another one than was shown.
pub async fn choose(app: &App, acting: Acting, named: bool, shown: String) -> Result<()> {
    let id = acting.representative;
    app.act(acting.origin, move |act| {
        let account = Account::of(act.app, act.db, id)?;
        if named && !in_public(&account.endorsement) {
            return wrong_state();
        }
        if named {
            seen::check(&shown, &seen::naming(act.app, &account)?)?;
        }
        if account.representative.named == named {
            act.stands();
            return Ok(());
        }
        store::representative::set_named(act.db, id, named)?;
        store::register_state::bump(act.db)?;
        if !named {
            act.takes_away();
        }
        act.audit(AuditAct::AccountNaming, Subject("representative", Some(id.0)), json!({ "named": named }))
    })
    .await
}
