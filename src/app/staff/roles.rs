//! The roles of an account that exists. One admin takes roles away, and lets somebody read; a role that decides is proposed by
//! one and given by another. It holds from the colleague's next request on.

use serde_json::json;

use super::account::some_roles;
use super::people::{check_admin_left, subject};
use super::seconds;
use super::told::{self, Told};
use crate::app::act::{Act, Origin};
use crate::app::address::Address;
use crate::app::letter::Letter;
use crate::app::{App, again};
use crate::domain::audit::AuditAct;
use crate::domain::ids::StaffId;
use crate::domain::permit::{ManageStaff, Permit, Power, Roles, SeeStaff};
use crate::domain::staff::{AccountChange, StaffState};
use crate::domain::{Error, Flaw, Refusal, Result};
use crate::store;
use crate::store::audit::Line;
use crate::store::staff::{Proposed, Staff};

/// What a change of roles comes to.
struct Change {
    /// What the colleague has from now on,
    held: Roles,
    /// and what waits for another admin.
    waits: Roles,
}

/// Changes a colleague's roles, as they were read (`revision`). Nobody gives themselves a role. The other admins are told of
/// what holds at once, and the colleague unless they have no account yet; those who may agree, of what waits. Says whether
/// something waits.
///
/// # Errors
/// Invalid without a role that stays; refused where the last admin would go; conflict when changed meanwhile.
pub async fn change_roles(
    app: &App,
    origin: Origin,
    permit: &Permit<ManageStaff>,
    id: StaffId,
    (codes, revision): (&str, i64),
) -> Result<bool> {
    let wanted = some_roles(codes).map_err(|flaw| Error::invalid("roles", flaw))?;
    let (by, asked) = (permit.id(), wanted.text());
    let changed = app.act(origin, move |act| {
        store::staff::hold_all(act.db)?;
        let before = store::staff::find(act.db, id)?;
        let change = change(&before, &wanted, (by, revision))?;
        let waits = !change.waits.0.is_empty();
        let detail = json!({
            "before": before.roles.text(), "after": change.held.text(), "waits": change.waits.text(),
            "asked": wanted.text(), "revision": revision,
        });
        hold(act, &before, &change.held)?;
        if waits {
            propose(act, &before, (change.waits, by))?;
            act.audit(AuditAct::StaffRolesProposed, subject(id), detail)?;
        } else {
            act.audit(AuditAct::StaffRolesChanged, subject(id), detail)?;
        }
        Ok(waits)
    });
    let changed = changed.await;
    if matches!(changed, Err(Error::Conflict)) {
        for (act, waits) in [(AuditAct::StaffRolesChanged, false), (AuditAct::StaffRolesProposed, true)] {
            let asked = asked.clone();
            let same = move |line: &Line| {
                line.tells_of(act) && line.detail["asked"] == *asked && line.detail["revision"] == revision
            };
            // Pressed twice: it stands.
            if again::did(app, by, subject(id), same).await? {
                return Ok(waits);
            }
        }
    }
    changed
}

/// What comes of these roles when this admin asks for them on what they read.
fn change(before: &Staff, wanted: &Roles, (by, revision): (StaffId, i64)) -> Result<Change> {
    if by == before.id && !wanted.0.is_subset(&before.roles.0) {
        return Err(Error::Refused(Refusal::SamePerson));
    }
    if before.state == StaffState::Disabled {
        return Err(Error::Refused(Refusal::WrongState));
    }
    if before.revision != revision {
        return Err(Error::Conflict);
    }
    // Whoever proposed an account which waits for another admin says with which roles it waits.
    let waits_whole = before.confirmed_at.is_none() && before.created_by == Some(by);
    let waits = if waits_whole { Roles::default() } else { wanted.given_by_two(&before.roles) };
    let held = wanted.without(&waits);
    if held.0.is_empty() {
        return Err(Error::invalid("roles", Flaw::NoRoleStays));
    }
    Ok(Change { held, waits })
}

/// Lets a colleague have these roles, and tells of it where they are others.
fn hold(act: &mut Act<'_>, before: &Staff, roles: &Roles) -> Result<()> {
    store::staff::set_roles(act.db, before, (roles, act.now))?;
    check_admin_left(act, before)?;
    if *roles != before.roles {
        told::tell(act, before, Told(AccountChange::Roles, before.confirmed_at.is_none()))?;
    }
    Ok(())
}

/// Lets roles wait, and writes to those who may agree: not to whom they are for.
fn propose(act: &mut Act<'_>, of: &Staff, (roles, by): (Roles, StaffId)) -> Result<()> {
    store::staff::propose_roles(act.db, of.id, Some(Proposed { roles, by, at: act.now }))?;
    let event = format!("staff.roles_proposed.{}.{}", of.id, of.revision);
    seconds::tell(act, (ManageStaff::ROLES, &[by, of.id]), &event, |act, locale| {
        let link = Address::StaffPerson(of.id).url(&act.app.config.staff_base().url, locale);
        Letter::AccountProposed { link, existing: true }
    })?;
    Ok(())
}

/// Whether whoever proposed these roles is no admin any more, so that nobody can agree.
///
/// # Errors
/// Internal.
pub async fn first_gone(app: &App, _: &Permit<SeeStaff>, proposed: &Proposed) -> Result<bool> {
    let by = proposed.by;
    app.store.read(move |db| Ok(!seconds::counts(db, ManageStaff::ROLES, by)?)).await
}

/// Gives a colleague the roles that another admin proposed, as they were read (`revision`). The other admins and the colleague
/// are told.
///
/// # Errors
/// Refused to the one who proposed it, to the colleague, to newcomers, when whoever proposed it is no admin any more, and when
/// nothing waits; conflict when changed meanwhile.
pub async fn confirm(
    app: &App,
    origin: Origin,
    permit: &Permit<ManageStaff>,
    (id, revision): (StaffId, i64),
) -> Result<()> {
    let (me, permit) = (permit.id(), permit.clone());
    let confirmed = app.act(origin, move |act| {
        let (before, proposed) = waiting(act, (id, revision))?;
        for first in [proposed.by, id] {
            permit.second_to(first, act.now)?;
        }
        seconds::check_first(act.db, ManageStaff::ROLES, proposed.by)?;
        let roles = before.roles.with(&proposed.roles);
        hold(act, &before, &roles)?;
        store::staff::propose_roles(act.db, id, None)?;
        let detail = json!({ "before": before.roles.text(), "after": roles.text(), "revision": revision });
        act.audit(AuditAct::StaffRolesConfirmed, subject(id), detail)
    });
    again::on_revision(app, confirmed.await, (me, subject(id)), (AuditAct::StaffRolesConfirmed, revision))
        .await
}

/// Calls off what is proposed, as it was read (`revision`). The first may think again, and another admin may say no.
///
/// # Errors
/// Refused when nothing waits; conflict when changed meanwhile.
pub async fn call_off(
    app: &App,
    origin: Origin,
    permit: &Permit<ManageStaff>,
    (id, revision): (StaffId, i64),
) -> Result<()> {
    let called_off = app.act(origin, move |act| {
        let (row, proposed) = waiting(act, (id, revision))?;
        store::staff::move_on(act.db, &row)?;
        store::staff::propose_roles(act.db, id, None)?;
        let detail = json!({ "waits": proposed.roles.text(), "revision": revision });
        act.audit(AuditAct::StaffRolesCalledOff, subject(id), detail)
    });
    again::on_revision(
        app,
        called_off.await,
        (permit.id(), subject(id)),
        (AuditAct::StaffRolesCalledOff, revision),
    )
    .await
}

/// The account and the roles that wait for it.
fn waiting(act: &mut Act<'_>, (id, revision): (StaffId, i64)) -> Result<(Staff, Proposed)> {
    let row = store::staff::find(act.db, id)?;
    let proposed = row.proposed().ok_or(Error::Refused(Refusal::WrongState))?;
    if row.revision == revision { Ok((row, proposed)) } else { Err(Error::Conflict) }
}
