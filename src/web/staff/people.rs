//! Colleagues and their accounts: the list, one colleague, and adding one.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::acting::Acting;
use super::choices;
use crate::app::staff::people::{self, Person};
use crate::app::staff::{self, NewColleague, roles, sessions};
use crate::domain::ids::StaffId;
use crate::domain::locale::Locale;
use crate::domain::permit::{ManageStaff, Permit, Power, SeeStaff};
use crate::domain::{Error, Result};
use crate::store::staff::Proposed;
use crate::web::done;
use crate::web::error::Failure;
use crate::web::form::{Form, merged};
use crate::web::kept;

const ADD: &str = "staff/people/add.html";
pub(super) const ONE: &str = "staff/people/one.html";

/// Everybody.
pub async fn list(desk: Acting<SeeStaff>, done: web::Query<done::Query>) -> Result<HttpResponse, Failure> {
    let people: Vec<Value> = people::list(desk.app(), &desk.permit).await?.iter().map(shown).collect();
    desk.page(
        "staff/people/list.html",
        &json!({ "people": people, "done": desk.said(&done), "may": may(&desk) }),
    )
}

/// The form for a new colleague.
pub async fn add(desk: Acting<ManageStaff>) -> Result<HttpResponse, Failure> {
    let offered = add_page(&desk)?;
    let values = json!({ "values": { "language": desk.visitor.locale } });
    desk.page(ADD, &merged(offered, values))
}

/// Proposes the new colleague.
pub async fn propose(desk: Acting<ManageStaff>, form: Form) -> Result<HttpResponse, Failure> {
    let roles: Vec<&str> = form.all("roles").collect();
    let typed = json!({
        "email": form.get("email"), "name": form.get("name"), "language": form.get("language"), "roles": roles,
    });
    if kept::is_restored(&form) {
        let again = json!({ "done": "restored", "values": typed });
        return desk.page(ADD, &merged(add_page(&desk)?, again));
    }
    let language = Locale::from_code(form.get("language")).unwrap_or(Locale::English);
    let new = NewColleague::parse(form.get("email"), form.get("name"), &roles.join(" "), language);
    let proposed = match new {
        Ok(new) => staff::invite(desk.app(), desk.origin(), &desk.permit, new).await,
        Err(error) => Err(error),
    };
    match proposed {
        Ok(id) => Ok(desk.see(&format!("/staff/people/{id}?done=proposed"))),
        Err(Error::Invalid(problems)) => {
            let again = json!({ "problems": desk.words(&problems)?, "values": typed });
            desk.mend(ADD, &merged(add_page(&desk)?, again))
        }
        Err(error) => Err(error.into()),
    }
}

fn add_page(desk: &Acting<ManageStaff>) -> Result<Value> {
    let roles = choices::roles(&desk.site, &desk.visitor)?;
    Ok(json!({ "roles": roles, "tongues": choices::languages() }))
}

/// One colleague, and what can be done.
pub async fn one(
    desk: Acting<SeeStaff>,
    id: web::Path<i64>,
    done: web::Query<done::Query>,
) -> Result<HttpResponse, Failure> {
    let values = one_page(&desk, &desk.permit, StaffId(*id)).await?;
    desk.page(ONE, &merged(values, json!({ "done": desk.said(&done) })))
}

/// What the page of one colleague shows.
pub(super) async fn one_page<P: Power>(
    desk: &Acting<P>,
    permit: &Permit<SeeStaff>,
    id: StaffId,
) -> Result<Value, Failure> {
    let (site, visitor, colleague) = (&desk.site, &desk.visitor, &desk.colleague);
    let person = people::find(&site.app, permit, id).await?;
    let names = people::names(&site.app).await?;
    let named = |id: Option<StaffId>| id.and_then(|id| names.get(&id)).cloned();
    let row = &person.row;
    let held: Vec<_> = row.roles.0.iter().copied().collect();
    let own = row.id == colleague.staff.id;
    let barred = colleague.staff.barred_as_second(ManageStaff::ROLES, row.created_by, site.app.clock.now());
    let first_gone = staff::account::first_gone(&site.app, permit, row).await?;
    // Nobody gives themselves a role, nor gives up the only one.
    let mut offered = choices::roles(site, visitor)?;
    offered.retain(|role| !own || (held.len() > 1 && held.iter().any(|one| role["value"] == one.code())));
    let waits = match row.proposed() {
        Some(proposed) => waiting(desk, permit, (row.id, &proposed), named(Some(proposed.by))).await?,
        None => Value::Null,
    };
    Ok(json!({
        "person": shown(&person), "revision": row.revision, "waits": waits,
        "may": may(desk), "own": own, "barred": barred, "first_gone": first_gone,
        "created_by": named(row.created_by), "confirmed_by": named(row.confirmed_by),
        "roles": offered, "values": { "roles": held },
    }))
}

/// Roles that wait for another admin, and whether this one can agree.
async fn waiting<P: Power>(
    desk: &Acting<P>,
    permit: &Permit<SeeStaff>,
    (of, proposed): (StaffId, &Proposed),
    by: Option<String>,
) -> Result<Value, Failure> {
    let (app, staff) = (desk.app(), &desk.colleague.staff);
    let barred = staff.barred_as_second(ManageStaff::ROLES, [proposed.by, of], app.clock.now());
    let first_gone = roles::first_gone(app, permit, proposed).await?;
    Ok(json!({
        "roles": proposed.roles.0, "by": by, "at": proposed.at, "barred": barred, "first_gone": first_gone,
        "mine": proposed.by == staff.id,
    }))
}

/// Approves the account; its link is mailed.
pub async fn confirm(
    desk: Acting<ManageStaff>,
    id: web::Path<i64>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    staff::confirm(desk.app(), desk.origin(), &desk.permit, seen(*id, &form)).await?;
    Ok(desk.see(&format!("/staff/people/{id}?done=confirmed")))
}

/// Mails the link anew.
pub async fn link(
    desk: Acting<ManageStaff>,
    id: web::Path<i64>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    staff::send_link(desk.app(), desk.origin(), &desk.permit, seen(*id, &form)).await?;
    Ok(desk.see(&format!("/staff/people/{id}?done=link")))
}

/// Ends the account for good.
pub async fn disable(desk: Acting<ManageStaff>, id: web::Path<i64>) -> Result<HttpResponse, Failure> {
    people::disable(desk.app(), desk.origin(), &desk.permit, StaffId(*id)).await?;
    Ok(desk.see(&format!("/staff/people/{id}?done=disabled")))
}

/// Lets the colleague set password and app up anew.
pub async fn reset(
    desk: Acting<ManageStaff>,
    id: web::Path<i64>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    people::reset(desk.app(), desk.origin(), &desk.permit, seen(*id, &form)).await?;
    Ok(desk.see(&format!("/staff/people/{id}?done=reset")))
}

/// Signs the colleague out everywhere.
pub async fn sign_out(desk: Acting<ManageStaff>, id: web::Path<i64>) -> Result<HttpResponse, Failure> {
    sessions::end_all(desk.app(), desk.origin(), &desk.permit, StaffId(*id)).await?;
    Ok(desk.see(&format!("/staff/people/{id}?done=signed-out")))
}

/// The colleague, and the account's revision that the page showed; 0, which is none, if the form lacks it.
pub(super) fn seen(id: i64, form: &Form) -> (StaffId, i64) {
    (StaffId(id), form.get("revision").parse().unwrap_or_default())
}

/// Whether the reader may change what is there.
fn may<P: Power>(desk: &Acting<P>) -> bool {
    desk.colleague.staff.roles.any(ManageStaff::ROLES)
}

fn shown(person: &Person) -> Value {
    let row = &person.row;
    json!({
        "id": row.id, "name": row.name, "email": row.email, "state": person.state(), "roles": row.roles.0,
        "waiting": row.roles_proposed.as_ref().map(|roles| &roles.0),
        "seen_at": person.seen_at, "created_at": row.created_at, "confirmed_at": row.confirmed_at,
        "disabled_at": row.disabled_at, "codes_left": row.recovery_hashes.0.len(),
    })
}
