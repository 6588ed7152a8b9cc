//! Looking at a protected identity: whoever may, asks for each one, and that is noted.

use chrono::Duration;
use serde_json::json;

use super::App;
use super::act::{Act, Origin, Subject};
use crate::domain::audit::AuditAct;
use crate::domain::ids::{OrganisationId, StaffId};
use crate::domain::permit::{Permit, Unmask};
use crate::domain::{Moment, Result, limits};
use crate::store::organisation::Organisation;
use crate::store::{self, Db};

/// Lets a colleague see the identity behind a Case for a while.
///
/// # Errors
/// `NotFound`.
pub async fn unmask(app: &App, permit: &Permit<Unmask>, origin: Origin, case: i64) -> Result<()> {
    let me = permit.id();
    app.act(origin, move |act| {
        let case = store::case::by_number(act.db, case)?;
        show(act, me, case.organisation_id, Some(case.number))
    })
    .await
}

/// The same of an organisation, within an act. The audit trail names one of its own Cases.
///
/// # Errors
/// Internal.
pub fn show(act: &mut Act<'_>, me: StaffId, who: OrganisationId, case: Option<i64>) -> Result<()> {
    let until = act.now + Duration::minutes(limits::UNMASKED_MINUTES);
    store::unmasking::insert(act.db, me, who, until)?;
    act.audit(AuditAct::IdentitySeen, Subject("organisation", Some(who.0)), json!({ "case": case }))
}

/// Whether an organisation's identity is masked for a colleague at a moment.
///
/// # Errors
/// Internal.
pub fn is_masked(db: &mut Db, who: StaffId, organisation: &Organisation, now: Moment) -> Result<bool> {
    Ok(organisation.sealed.is_some() && !store::unmasking::holds(db, who, organisation.id, now)?)
}
