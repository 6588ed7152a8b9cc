//! Telling those who may be the second pair of eyes that something waits for them.

use crate::app::act::Act;
use crate::app::letter::Letter;
use crate::domain::email::Email;
use crate::domain::ids::StaffId;
use crate::domain::locale::Locale;
use crate::domain::permit::Role;
use crate::domain::staff::StaffState;
use crate::domain::{Error, Result};
use crate::store;

/// Writes to every active colleague but the first person who holds one of the roles, once for each event. Says to how
/// many.
///
/// # Errors
/// Internal.
pub fn tell(
    act: &mut Act<'_>,
    (roles, first): (&[Role], StaffId),
    event: &str,
    letter: impl Fn(&Act<'_>, Locale) -> Letter,
) -> Result<usize> {
    let mut told = 0;
    for colleague in store::staff::list(act.db)? {
        let may = colleague.state == StaffState::Active && colleague.roles.any(roles);
        if !may || colleague.id == first {
            continue;
        }
        let email = Email::parse(&colleague.email)
            .map_err(|flaw| Error::internal(format!("a colleague's address: {flaw}")))?;
        let letter = letter(act, colleague.language);
        told += usize::from(act.mail(event, &email, colleague.language, &letter)?);
    }
    Ok(told)
}
