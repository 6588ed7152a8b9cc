//! Who is to decide a Case. It says whose work it is and keeps nobody out: the lock does that, for as long as somebody
//! is at it.

use serde_json::json;

use crate::app::App;
use crate::app::act::{Act, Origin, Subject};
use crate::domain::audit::AuditAct;
use crate::domain::case::CaseState;
use crate::domain::ids::StaffId;
use crate::domain::permit::{Moderate, Permit, Power};
use crate::domain::staff::StaffState;
use crate::domain::{Error, Flaw, Refusal, Result};
use crate::store::case::Case;
use crate::store::staff::Staff;
use crate::store::{self, Db};

/// The field of a form that says to whom.
const FIELD: &str = "assignee";

/// Gives a Case to a moderator, or to nobody.
///
/// # Errors
/// `Invalid` (field `assignee`) for who does not moderate; `WrongState` when the Case is closed.
pub async fn assign(
    app: &App,
    _: &Permit<Moderate>,
    origin: Origin,
    number: i64,
    to: Option<StaffId>,
) -> Result<()> {
    app.act(origin, move |act| {
        let case = store::case::by_number(act.db, number)?;
        give(act, &case, to)
    })
    .await
}

/// The same within another act.
pub(super) fn give(act: &mut Act<'_>, case: &Case, to: Option<StaffId>) -> Result<()> {
    if case.state == CaseState::Closed {
        return Err(Error::Refused(Refusal::WrongState));
    }
    if let Some(to) = to {
        let known = moderators(act.db)?.iter().any(|colleague| colleague.id == to);
        if !known {
            return Err(unknown());
        }
    }
    store::case::assign(act.db, case.id, to)?;
    act.audit(
        AuditAct::CaseAssigned,
        Subject("case", Some(case.id.0)),
        json!({ "from": case.assigned_to, "to": to }),
    )
}

/// What is said of a colleague to whom no Case can be given.
pub fn unknown() -> Error {
    Error::invalid(FIELD, Flaw::UnknownChoice)
}

/// Those to whom a Case can be given.
///
/// # Errors
/// Internal.
pub fn moderators(db: &mut Db) -> Result<Vec<Staff>> {
    let active = |colleague: &Staff| colleague.state == StaffState::Active;
    let all = store::staff::list(db)?.into_iter();
    Ok(all.filter(|one| active(one) && one.roles.any(Moderate::ROLES)).collect())
}
