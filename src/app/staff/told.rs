//! Telling of what one person does with another's account: the other admins learn of it, and whoever it concerns.

use crate::app::act::Act;
use crate::app::address::Address;
use crate::app::letter::Letter;
use crate::domain::audit::Actor;
use crate::domain::email::Email;
use crate::domain::permit::Role;
use crate::domain::staff::{AccountChange, StaffState};
use crate::domain::{Error, Result};
use crate::secret;
use crate::store;
use crate::store::staff::Staff;

/// What was done, and whether whoever it concerns has another mail that says so.
pub(super) struct Told(pub AccountChange, pub bool);

/// Writes to every active admin, and to the owner of the account, but never to whoever did it. `row` is the account as
/// it was before.
///
/// # Errors
/// Internal.
pub(super) fn tell(act: &mut Act<'_>, row: &Staff, Told(change, owner_knows): Told) -> Result<()> {
    let by = match act.actor() {
        Actor::Staff(id) => Some(store::staff::find(act.db, id)?),
        _ => None,
    };
    let event = format!("staff.{}.{}", change.code(), secret::public_id(&*act.app.chance));
    for colleague in store::staff::list(act.db)? {
        let own = colleague.id == row.id;
        let is_admin = colleague.state == StaffState::Active && colleague.roles.0.contains(&Role::Admin);
        let did_it = by.as_ref().is_some_and(|by| by.id == colleague.id);
        if did_it || !(if own { !owner_knows } else { is_admin }) {
            continue;
        }
        let link = Address::StaffPerson(row.id).url(&act.app.config.staff_base().url, colleague.language);
        let letter = Letter::StaffChanged {
            change,
            by: by.as_ref().map(|by| by.name.clone()),
            person: row.name.clone(),
            own,
            roles: store::staff::find(act.db, row.id)?.roles,
            at: act.now,
            // Who is no admin cannot open the page.
            link: is_admin.then_some(link),
        };
        let email = Email::parse(&colleague.email)
            .map_err(|flaw| Error::internal(format!("a colleague's address: {flaw}")))?;
        act.mail(&event, &email, colleague.language, &letter)?;
    }
    Ok(())
}
