//! Telling colleagues of each new way into their account: if they did not add it, they learn of it at once.

use crate::app::act::Act;
use crate::app::address::Address;
use crate::app::letter::Letter;
use crate::domain::email::Email;
use crate::domain::ids::StaffId;
use crate::domain::{Error, Result};
use crate::secret;
use crate::store;

/// Writes to the owner of an account that a passkey was added, or their account at the provider.
///
/// # Errors
/// Internal.
pub(super) fn tell(act: &mut Act<'_>, id: StaffId, passkey: bool) -> Result<()> {
    let row = store::staff::find(act.db, id)?;
    let email =
        Email::parse(&row.email).map_err(|flaw| Error::internal(format!("a colleague's address: {flaw}")))?;
    let link = Address::StaffSessions.url(&act.app.config.staff_base().url, row.language);
    let event = format!("staff.way_in.{}", secret::public_id(&*act.app.chance));
    act.mail(&event, &email, row.language, &Letter::WayInAdded { passkey, link }).map(drop)
}
