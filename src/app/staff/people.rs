//! Accounts that exist: who has one, in which roles, and how one ends or begins anew. What changes here
//! holds from the colleague's next request on, since every request reads the row.

use std::collections::BTreeMap;

use serde_json::json;

use super::account::{mail_link, make_link};
use super::told::{self, Told};
use crate::app::act::{Act, Origin, Subject};
use crate::app::{App, again};
use crate::domain::audit::AuditAct;
use crate::domain::email::Email;
use crate::domain::ids::StaffId;
use crate::domain::link::Purpose;
use crate::domain::permit::{ManageStaff, Permit, Role, SeeStaff};
use crate::domain::session::Subject as Holder;
use crate::domain::staff::{AccountChange, StaffState};
use crate::domain::{Error, Moment, Refusal, Result};
use crate::store;
use crate::store::staff::Staff;

/// A colleague's row, and when they last used the site.
#[derive(Debug, Clone)]
pub struct Person {
    pub row: Staff,
    pub seen_at: Option<Moment>,
}

impl Person {
    /// Where the account stands: `proposed` while it waits for its second admin, else the row's own state.
    pub fn state(&self) -> &'static str {
        let waits = self.row.state == StaffState::Invited && self.row.confirmed_at.is_none();
        if waits { "proposed" } else { self.row.state.code() }
    }
}

/// Everybody, by name.
///
/// # Errors
/// Internal.
pub async fn list(app: &App, _: &Permit<SeeStaff>) -> Result<Vec<Person>> {
    everybody(app).await
}

/// Everybody, for the command line, which asks for no permit.
///
/// # Errors
/// Internal.
pub async fn everybody(app: &App) -> Result<Vec<Person>> {
    app.store
        .read(|db| {
            let seen = store::session::last_seen(db)?;
            let rows = store::staff::list(db)?.into_iter();
            Ok(rows.map(|row| Person { seen_at: seen.get(&row.id).copied(), row }).collect())
        })
        .await
}

/// One colleague.
///
/// # Errors
/// Not found.
pub async fn find(app: &App, _: &Permit<SeeStaff>, id: StaffId) -> Result<Person> {
    app.store
        .read(move |db| {
            let row = store::staff::find(db, id)?;
            Ok(Person { seen_at: store::session::last_seen(db)?.remove(&id), row })
        })
        .await
}

/// Everybody's name, to put in place of ids.
///
/// # Errors
/// Internal.
pub async fn names(app: &App) -> Result<BTreeMap<StaffId, String>> {
    app.store.read(|db| Ok(store::staff::list(db)?.into_iter().map(|row| (row.id, row.name)).collect())).await
}

/// Disables a colleague for good: factors forgotten, sessions ended, links spent.
///
/// # Errors
/// Refused for the last admin, and when another disabled it already.
pub async fn disable(app: &App, origin: Origin, permit: &Permit<ManageStaff>, id: StaffId) -> Result<()> {
    let done = app.act(origin, move |act| disabled(act, id)).await;
    again::once(app, done, (permit.id(), subject(id)), AuditAct::StaffDisabled).await
}

/// The same from the command line, where the last admin can be disabled too when that is meant (`even_last`): the
/// command line can add another.
///
/// # Errors
/// As `disable`; not found.
pub async fn disable_by_operator(app: &App, email: &str, even_last: bool) -> Result<()> {
    let email = known(email)?;
    app.act(Origin::operator(), move |act| {
        store::staff::hold_all(act.db)?;
        let row = store::staff::by_email(act.db, &email)?.ok_or(Error::NotFound)?;
        if !even_last {
            check_admin_remains(act, &row)?;
        }
        if !store::staff::disable(act.db, row.id, act.now)? {
            return Err(Error::Refused(Refusal::WrongState));
        }
        gone(act, &row)
    })
    .await
}

/// Refuses to take the last admin away, whether they have set up their account or not.
fn check_admin_remains(act: &mut Act<'_>, leaving: &Staff) -> Result<()> {
    let is_admin = |row: &Staff| row.state != StaffState::Disabled && row.roles.0.contains(&Role::Admin);
    let others = store::staff::list(act.db)?.into_iter().filter(|row| row.id != leaving.id && is_admin(row));
    // Who has not set up their account yet does not stand in for who works with theirs.
    let enough = |row: &Staff| leaving.state != StaffState::Active || row.state == StaffState::Active;
    if is_admin(leaving) && !others.into_iter().any(|row| enough(&row)) {
        return Err(Error::Refused(Refusal::LastAdmin));
    }
    Ok(())
}

/// Lets a colleague who lost a factor set both up again, by a mailed link; once for each state of the account (`revision`).
///
/// # Errors
/// Refused unless the account is approved and not disabled; conflict when changed meanwhile.
pub async fn reset(
    app: &App,
    origin: Origin,
    permit: &Permit<ManageStaff>,
    (id, revision): (StaffId, i64),
) -> Result<()> {
    let done = app.act(origin, move |act| {
        let row = store::staff::find(act.db, id)?;
        check_resettable(&row)?;
        if row.revision != revision {
            return Err(Error::Conflict);
        }
        forgotten(act, &row, true)?;
        mail_link(act, &row)
    });
    again::on_revision(app, done.await, (permit.id(), subject(id)), (AuditAct::StaffReset, revision)).await
}

/// The same from the command line; gives the link, which is not mailed.
///
/// # Errors
/// As `reset`; not found.
pub async fn reset_by_operator(app: &App, email: &str) -> Result<String> {
    let email = known(email)?;
    app.act(Origin::operator(), move |act| {
        let row = store::staff::by_email(act.db, &email)?.ok_or(Error::NotFound)?;
        check_resettable(&row)?;
        forgotten(act, &row, false)?;
        Ok(make_link(act, row.id)?.url(act.app, row.language))
    })
    .await
}

fn known(email: &str) -> Result<String> {
    Ok(Email::parse(email).map_err(|flaw| Error::invalid("email", flaw))?.canonical())
}

fn disabled(act: &mut Act<'_>, id: StaffId) -> Result<()> {
    store::staff::hold_all(act.db)?;
    let before = store::staff::find(act.db, id)?;
    if !store::staff::disable(act.db, id, act.now)? {
        return Err(Error::Refused(Refusal::WrongState));
    }
    check_admin_left(act, &before)?;
    gone(act, &before)
}

fn gone(act: &mut Act<'_>, before: &Staff) -> Result<()> {
    shut_out(act, before.id)?;
    store::staff::propose_roles(act.db, before.id, None)?;
    told::tell(act, before, Told(AccountChange::Disabled, before.confirmed_at.is_none()))?;
    act.audit(AuditAct::StaffDisabled, subject(before.id), json!({}))
}

fn check_resettable(row: &Staff) -> Result<()> {
    let able = row.confirmed_at.is_some() && row.state != StaffState::Disabled;
    if able { Ok(()) } else { Err(Error::Refused(Refusal::WrongState)) }
}

/// A reset does not count as the last admin's going: the link brings them back. Where it is mailed (`link_mailed`), that
/// mail tells them.
fn forgotten(act: &mut Act<'_>, row: &Staff, link_mailed: bool) -> Result<()> {
    store::staff::reset(act.db, row)?;
    shut_out(act, row.id)?;
    told::tell(act, row, Told(AccountChange::Reset, link_mailed))?;
    act.audit(AuditAct::StaffReset, subject(row.id), json!({ "revision": row.revision }))
}

/// An account, as the audit trail names it.
pub(super) fn subject(id: StaffId) -> Subject {
    Subject("staff", Some(id.0))
}

fn shut_out(act: &mut Act<'_>, id: StaffId) -> Result<()> {
    store::session::end_all_of(act.db, Holder::Staff(id), None, act.now)?;
    store::passkey::remove_all(act.db, id)?;
    store::provider_account::unlink(act.db, id)?;
    store::link::spend_all_of(act.db, Purpose::StaffSetup, id.0, act.now)?;
    Ok(())
}

/// Undoes what takes the last active admin away.
///
/// # Errors
/// `LastAdmin`.
pub(super) fn check_admin_left(act: &mut Act<'_>, before: &Staff) -> Result<()> {
    let was_admin = before.state == StaffState::Active && before.roles.0.contains(&Role::Admin);
    let left = store::staff::count_by_role(act.db)?.get(&Role::Admin).copied().unwrap_or_default();
    if was_admin && left == 0 { Err(Error::Refused(Refusal::LastAdmin)) } else { Ok(()) }
}
