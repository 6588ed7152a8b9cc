//! A new account: one admin proposes it, another approves it, and only then its link is mailed.
//! The first two come from the command line.

use serde_json::json;

use super::door::may_use_own_keys;
use super::seconds;
use super::told::{self, Told};
use crate::app::act::{Act, Origin, Subject};
use crate::app::address::Address;
use crate::app::letter::Letter;
use crate::app::link::Link;
use crate::app::{App, again};
use crate::domain::audit::AuditAct;
use crate::domain::email::Email;
use crate::domain::ids::StaffId;
use crate::domain::link::Purpose;
use crate::domain::locale::Locale;
use crate::domain::permit::{ManageStaff, Permit, Power, Role, Roles, SeeStaff};
use crate::domain::staff::{AccountChange, StaffState};
use crate::domain::text::PersonName;
use crate::domain::{Error, Flaw, Problems, Refusal, Result, limits};
use crate::store::staff::{NewStaff, Staff};
use crate::store::{self, Db};

/// A colleague about to get an account.
#[derive(Debug, Clone)]
pub struct NewColleague {
    pub email: Email,
    pub name: PersonName,
    pub roles: Roles,
    pub language: Locale,
}

impl NewColleague {
    /// Reads what was typed; `roles` are codes with spaces between.
    ///
    /// # Errors
    /// Everything that is wrong, under `email`, `name` and `roles`.
    pub fn parse(email: &str, name: &str, roles: &str, language: Locale) -> Result<NewColleague> {
        let mut problems = Problems::default();
        let name = problems.take("name", PersonName::parse(name));
        let email = problems.take("email", Email::parse(email));
        let roles = problems.take("roles", some_roles(roles));
        problems.check()?;
        match (email, name, roles) {
            (Some(email), Some(name), Some(roles)) => Ok(NewColleague { email, name, roles, language }),
            _ => Err(Error::internal("a colleague without a problem lacks a field")),
        }
    }
}

/// At least one role, all of them known.
pub(super) fn some_roles(codes: &str) -> Result<Roles, Flaw> {
    let roles = Roles::parse(codes);
    if roles.0.is_empty() {
        Err(Flaw::Missing)
    } else if roles.0.len() == codes.split_whitespace().collect::<std::collections::BTreeSet<_>>().len() {
        Ok(roles)
    } else {
        Err(Flaw::UnknownChoice)
    }
}

/// Proposes an account, and tells the other admins that it waits. No link leaves before one of them approves it. Whoever has
/// proposed the same, and it waits, is led to it. What waits and can be approved by nobody is proposed anew.
///
/// # Errors
/// Invalid when the address is taken.
pub async fn invite(
    app: &App,
    origin: Origin,
    permit: &Permit<ManageStaff>,
    new: NewColleague,
) -> Result<StaffId> {
    let (by, wanted) = (permit.id(), new.clone());
    let proposed = app.act(origin, move |act| {
        let id = insert(act, &new, Some(by))?;
        let revision = store::staff::find(act.db, id)?.revision;
        seconds::tell(
            act,
            (ManageStaff::ROLES, &[by]),
            &format!("staff.proposed.{id}.{revision}"),
            |act, locale| Letter::AccountProposed {
                link: Address::StaffPerson(id).url(&act.app.config.staff_base().url, locale),
                existing: false,
            },
        )?;
        act.audit(
            AuditAct::StaffProposed,
            Subject("staff", Some(id.0)),
            json!({ "roles": new.roles.text() }),
        )?;
        Ok(id)
    });
    match proposed.await {
        Err(error @ (Error::Invalid(_) | Error::Conflict)) => waiting(app, by, wanted).await?.ok_or(error),
        done => done,
    }
}

/// The account that this colleague proposed in the very same words, while it waits.
async fn waiting(app: &App, by: StaffId, new: NewColleague) -> Result<Option<StaffId>> {
    let email = new.email.canonical();
    let found = app.store.read(move |db| store::staff::by_email(db, &email)).await?;
    let same = |row: &Staff| {
        let waits = row.state == StaffState::Invited && row.confirmed_at.is_none();
        let words = row.name == new.name.as_str() && row.roles == new.roles && row.language == new.language;
        waits && words && row.created_by == Some(by)
    };
    Ok(found.filter(same).map(|row| row.id))
}

/// Approves an account that another admin proposed, and mails its link. Where it is an admin's, the other admins are told.
///
/// # Errors
/// Refused to the one who proposed it and to newcomers, when whoever proposed it is no admin any more, and when another approved
/// it already; `Conflict` when it is no longer as it was shown (`revision`).
pub async fn confirm(
    app: &App,
    origin: Origin,
    permit: &Permit<ManageStaff>,
    (id, revision): (StaffId, i64),
) -> Result<()> {
    let (me, permit) = (permit.id(), permit.clone());
    let confirmed = app.act(origin, move |act| {
        let row = store::staff::find(act.db, id)?;
        if let Some(first) = row.created_by {
            permit.second_to(first, act.now)?;
            seconds::check_first(act.db, ManageStaff::ROLES, first)?;
        }
        if row.confirmed_at.is_none() && row.revision != revision {
            return Err(Error::Conflict);
        }
        if !store::staff::confirm(act.db, id, Some(permit.id()), act.now)? {
            return Err(Error::Refused(Refusal::WrongState));
        }
        mail_link(act, &row)?;
        tell_of_admin(act, &row)?;
        act.audit(AuditAct::StaffConfirmed, Subject("staff", Some(id.0)), json!({}))
    });
    again::once(app, confirmed.await, (me, Subject("staff", Some(id.0))), AuditAct::StaffConfirmed).await
}

/// Mails the set-up link anew, once for each state of the account (`revision`); older ones open nothing any more.
///
/// # Errors
/// Refused unless the account is approved and not yet set up; conflict when changed meanwhile.
pub async fn send_link(
    app: &App,
    origin: Origin,
    permit: &Permit<ManageStaff>,
    (id, revision): (StaffId, i64),
) -> Result<()> {
    let about = move || Subject("staff", Some(id.0));
    let sent = app.act(origin, move |act| {
        let row = store::staff::find(act.db, id)?;
        if row.state != StaffState::Invited || row.confirmed_at.is_none() {
            return Err(Error::Refused(Refusal::WrongState));
        }
        if row.revision != revision {
            return Err(Error::Conflict);
        }
        store::staff::move_on(act.db, &row)?;
        mail_link(act, &row)?;
        act.audit(AuditAct::StaffLinkSent, about(), json!({ "revision": revision }))
    });
    again::on_revision(app, sent.await, (permit.id(), about()), (AuditAct::StaffLinkSent, revision)).await
}

/// Adds a colleague from the command line and gives the set-up link, which is not mailed.
///
/// # Errors
/// Invalid, by field; `email` too when the address is taken.
pub async fn add_by_operator(app: &App, email: &str, name: &str, roles: &str) -> Result<String> {
    let new = NewColleague::parse(email, name, roles, Locale::English)?;
    app.act(Origin::operator(), move |act| {
        let id = insert(act, &new, None)?;
        store::staff::confirm(act.db, id, None, act.now)?;
        let row = store::staff::find(act.db, id)?;
        tell_of_admin(act, &row)?;
        act.audit(AuditAct::StaffAdded, Subject("staff", Some(id.0)), json!({ "roles": new.roles.text() }))?;
        Ok(make_link(act, id)?.url(act.app, Locale::English))
    })
    .await
}

/// Tells the other admins that there is one more. The new one has the set-up link.
fn tell_of_admin(act: &mut Act<'_>, row: &Staff) -> Result<()> {
    if row.roles.0.contains(&Role::Admin) {
        told::tell(act, row, Told(AccountChange::Added, true))
    } else {
        Ok(())
    }
}

fn insert(act: &mut Act<'_>, new: &NewColleague, created_by: Option<StaffId>) -> Result<StaffId> {
    let email = new.email.canonical();
    let known = store::staff::by_email(act.db, &email)?;
    let row = NewStaff {
        email,
        name: new.name.as_str().to_owned(),
        roles: new.roles.clone(),
        language: new.language,
        created_by,
        created_at: act.now,
    };
    match known {
        None => store::staff::insert(act.db, &row),
        Some(waits) if waits_for_nobody(act.db, &waits)? => store::staff::propose_anew(act.db, &waits, &row),
        Some(_) => Err(Error::invalid("email", Flaw::EmailTaken)),
    }
}

/// Whether an account waits that nobody can approve, since whoever proposed it is no admin any more.
///
/// # Errors
/// Internal.
pub async fn first_gone(app: &App, _: &Permit<SeeStaff>, row: &Staff) -> Result<bool> {
    let row = row.clone();
    app.store.read(move |db| waits_for_nobody(db, &row)).await
}

fn waits_for_nobody(db: &mut Db, row: &Staff) -> Result<bool> {
    match row.created_by {
        Some(first) if row.state == StaffState::Invited && row.confirmed_at.is_none() => {
            Ok(!seconds::counts(db, ManageStaff::ROLES, first)?)
        }
        _ => Ok(false),
    }
}

/// A fresh set-up link; all older ones are used up.
pub(super) fn make_link(act: &mut Act<'_>, id: StaffId) -> Result<Link> {
    store::link::spend_all_of(act.db, Purpose::StaffSetup, id.0, act.now)?;
    Link::make(act, Purpose::StaffSetup, id.0)
}

/// Mails a fresh set-up link.
pub(super) fn mail_link(act: &mut Act<'_>, row: &Staff) -> Result<()> {
    let link = make_link(act, row.id)?;
    let event = format!("staff.setup {}", link.hash());
    let link = link.url(act.app, row.language);
    let to = Email::parse(&row.email).map_err(|flaw| Error::internal(flaw.code()))?;
    let by_provider = !may_use_own_keys(act.app, row);
    let letter = Letter::StaffSetup { link, hours: limits::SETUP_HOURS, by_provider };
    act.mail(&event, &to, row.language, &letter)?;
    Ok(())
}
