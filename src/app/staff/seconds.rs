//! Two pairs of eyes: telling those who may be the second that something waits for them, and whether the first still counts.

use crate::app::act::Act;
use crate::app::letter::Letter;
use crate::domain::email::Email;
use crate::domain::ids::StaffId;
use crate::domain::locale::Locale;
use crate::domain::permit::{self, Role};
use crate::domain::staff::StaffState;
use crate::domain::{Error, Refusal, Result};
use crate::store::staff::Staff;
use crate::store::{self, Db};

/// Refuses what somebody decided first who may not any more, being disabled or without any of these roles: two pairs of eyes
/// are two people who may look when it happens. It can still be sent back.
///
/// # Errors
/// `FirstGone`.
pub fn check_first(db: &mut Db, roles: &[Role], first: StaffId) -> Result<()> {
    if counts(db, roles, first)? { Ok(()) } else { Err(Error::Refused(Refusal::FirstGone)) }
}

/// Whether somebody still counts as the first: their account is in use, with one of these roles.
///
/// # Errors
/// Internal.
pub fn counts(db: &mut Db, roles: &[Role], first: StaffId) -> Result<bool> {
    let colleague = store::staff::find(db, first)?;
    Ok(colleague.disabled_at.is_none() && colleague.roles.any(roles))
}

/// Writes to every colleague who may be the second person now, once for each event. Where nobody may yet, to those who
/// will once they are no newcomers. Says to how many.
///
/// # Errors
/// Internal.
pub fn tell(
    act: &mut Act<'_>,
    (roles, firsts): (&[Role], &[StaffId]),
    event: &str,
    letter: impl Fn(&Act<'_>, Locale) -> Letter,
) -> Result<usize> {
    let others = holders(act, roles)?.into_iter().filter(|one| !firsts.contains(&one.id));
    let now = act.now;
    let (able, newcomers): (Vec<_>, Vec<_>) =
        others.partition(|one| as_colleague(one).barred_as_second(roles, [], now).is_none());
    write(act, if able.is_empty() { &newcomers } else { &able }, event, letter)
}

/// Writes to every active colleague who holds one of the roles, once for each event. Says to how many.
///
/// # Errors
/// Internal.
pub fn tell_all(
    act: &mut Act<'_>,
    roles: &[Role],
    event: &str,
    letter: impl Fn(&Act<'_>, Locale) -> Letter,
) -> Result<usize> {
    let holders = holders(act, roles)?;
    write(act, &holders, event, letter)
}

fn holders(act: &mut Act<'_>, roles: &[Role]) -> Result<Vec<Staff>> {
    let mut colleagues = store::staff::list(act.db)?;
    colleagues.retain(|one| one.state == StaffState::Active && one.roles.any(roles));
    Ok(colleagues)
}

fn as_colleague(row: &Staff) -> permit::Staff {
    permit::Staff {
        id: row.id,
        name: row.name.clone(),
        roles: row.roles.clone(),
        held_since: row.held_since.0.clone(),
        stepped_up_at: None,
    }
}

fn write(
    act: &mut Act<'_>,
    colleagues: &[Staff],
    event: &str,
    letter: impl Fn(&Act<'_>, Locale) -> Letter,
) -> Result<usize> {
    let mut told = 0;
    for colleague in colleagues {
        let email = Email::parse(&colleague.email)
            .map_err(|flaw| Error::internal(format!("a colleague's address: {flaw}")))?;
        let letter = letter(act, colleague.language);
        told += usize::from(act.mail(event, &email, colleague.language, &letter)?);
    }
    Ok(told)
}
