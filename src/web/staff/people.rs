//! Colleagues and their accounts: the list, one colleague, and adding one.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::choices::{self, Done};
use crate::app::staff::people::{self, Person};
use crate::app::staff::{self, NewColleague};
use crate::domain::ids::StaffId;
use crate::domain::locale::Locale;
use crate::domain::permit::{ManageStaff, Permit, SeeStaff};
use crate::domain::staff::StaffState;
use crate::domain::{Error, Problems, Result};
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::private;
use crate::web::signed_in::Colleague;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

/// Everybody.
pub async fn list(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    done: web::Query<Done>,
) -> Result<HttpResponse, Failure> {
    let permit = colleague.staff.permit::<SeeStaff>(site.app.clock.now())?;
    let people: Vec<Value> = people::list(&site.app, &permit).await?.iter().map(shown).collect();
    let values = json!({ "people": people, "done": done.done });
    super::page(&site, &visitor, &colleague, "staff/people/list.html", &values)
}

/// The form for a new colleague.
pub async fn add(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
) -> Result<HttpResponse, Failure> {
    manage(&site, &colleague)?;
    let values = json!({
        "roles": choices::roles(&site, &visitor)?, "languages": choices::languages(),
        "values": { "language": visitor.locale },
    });
    super::page(&site, &visitor, &colleague, "staff/people/add.html", &values)
}

/// Proposes the new colleague.
pub async fn propose(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let permit = manage(&site, &colleague)?;
    let roles: Vec<&str> = form.all("roles").collect();
    let language = Locale::from_code(form.get("language")).unwrap_or(Locale::English);
    let origin = visitor.origin_of(colleague.actor());
    let new = NewColleague::parse(form.get("email"), form.get("name"), &roles.join(" "), language);
    let proposed = match new {
        Ok(new) => staff::invite(&site.app, origin, &permit, new).await,
        Err(error) => Err(error),
    };
    match proposed {
        Ok(id) => Ok(private::see(&visitor, &format!("/staff/people/{id}?done=proposed"))),
        Err(Error::Invalid(problems)) => add_again(&site, &visitor, &colleague, (&form, &problems)),
        Err(error) => Err(error.into()),
    }
}

fn add_again(
    site: &web::Data<Site>,
    visitor: &Visitor,
    colleague: &Colleague,
    (form, problems): (&Form, &Problems),
) -> Result<HttpResponse, Failure> {
    let values = json!({
        "roles": choices::roles(site, visitor)?, "languages": choices::languages(),
        "problems": private::words(site, visitor, problems)?,
        "values": {
            "email": form.get("email"), "name": form.get("name"), "language": form.get("language"),
            "roles": form.all("roles").collect::<Vec<_>>(),
        },
    });
    let status = (StatusCode::UNPROCESSABLE_ENTITY, colleague);
    super::page_with(site, visitor, status, "staff/people/add.html", &values)
}

/// One colleague, and what can be done.
pub async fn one(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    id: web::Path<i64>,
    done: web::Query<Done>,
) -> Result<HttpResponse, Failure> {
    let values = one_page(&site, &visitor, &colleague, StaffId(*id)).await?;
    let values = choices::merged(values, json!({ "done": done.done }));
    super::page(&site, &visitor, &colleague, "staff/people/one.html", &values)
}

async fn one_page(
    site: &web::Data<Site>,
    visitor: &Visitor,
    colleague: &Colleague,
    id: StaffId,
) -> Result<Value, Failure> {
    let permit = colleague.staff.permit::<SeeStaff>(site.app.clock.now())?;
    let person = people::find(&site.app, &permit, id).await?;
    let names = people::names(&site.app).await?;
    let named = |id: Option<StaffId>| id.and_then(|id| names.get(&id)).cloned();
    let row = &person.row;
    let held: Vec<_> = row.roles.0.iter().copied().collect();
    Ok(json!({
        "person": shown(&person), "revision": row.revision,
        "own": row.id == colleague.staff.id, "proposed_by_me": row.created_by == Some(colleague.staff.id),
        "created_by": named(row.created_by), "confirmed_by": named(row.confirmed_by),
        "roles": choices::roles(site, visitor)?, "values": { "roles": held },
    }))
}

/// Approves the account; its link is mailed.
pub async fn confirm(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    id: web::Path<i64>,
) -> Result<HttpResponse, Failure> {
    let permit = manage(&site, &colleague)?;
    staff::confirm(&site.app, visitor.origin_of(colleague.actor()), &permit, StaffId(*id)).await?;
    Ok(private::see(&visitor, &format!("/staff/people/{id}?done=confirmed")))
}

/// Mails the link anew.
pub async fn link(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    id: web::Path<i64>,
) -> Result<HttpResponse, Failure> {
    let permit = manage(&site, &colleague)?;
    staff::send_link(&site.app, visitor.origin_of(colleague.actor()), &permit, StaffId(*id)).await?;
    Ok(private::see(&visitor, &format!("/staff/people/{id}?done=link")))
}

/// Changes roles.
pub async fn roles(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    id: web::Path<i64>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let permit = manage(&site, &colleague)?;
    let codes = form.all("roles").collect::<Vec<_>>().join(" ");
    let revision = form.get("revision").parse().unwrap_or_default();
    let origin = visitor.origin_of(colleague.actor());
    match people::change_roles(&site.app, origin, &permit, StaffId(*id), (&codes, revision)).await {
        Ok(()) => Ok(private::see(&visitor, &format!("/staff/people/{id}?done=roles"))),
        Err(Error::Invalid(problems)) => {
            let values = one_page(&site, &visitor, &colleague, StaffId(*id)).await?;
            let problems = private::words(&site, &visitor, &problems)?;
            let values = choices::merged(values, json!({ "problems": problems, "values": { "roles": [] } }));
            let status = (StatusCode::UNPROCESSABLE_ENTITY, &colleague);
            super::page_with(&site, &visitor, status, "staff/people/one.html", &values)
        }
        Err(error) => Err(error.into()),
    }
}

/// Ends the account for good.
pub async fn disable(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    id: web::Path<i64>,
) -> Result<HttpResponse, Failure> {
    let permit = manage(&site, &colleague)?;
    people::disable(&site.app, visitor.origin_of(colleague.actor()), &permit, StaffId(*id)).await?;
    Ok(private::see(&visitor, &format!("/staff/people/{id}?done=disabled")))
}

/// Lets the colleague set password and app up anew.
pub async fn reset(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    id: web::Path<i64>,
) -> Result<HttpResponse, Failure> {
    let permit = manage(&site, &colleague)?;
    people::reset(&site.app, visitor.origin_of(colleague.actor()), &permit, StaffId(*id)).await?;
    Ok(private::see(&visitor, &format!("/staff/people/{id}?done=reset")))
}

fn manage(site: &Site, colleague: &Colleague) -> Result<Permit<ManageStaff>> {
    colleague.staff.permit::<ManageStaff>(site.app.clock.now())
}

fn shown(person: &Person) -> Value {
    let row = &person.row;
    let waits = row.state == StaffState::Invited && row.confirmed_at.is_none();
    let state = if waits { "proposed" } else { row.state.code() };
    json!({
        "id": row.id, "name": row.name, "email": row.email, "state": state, "roles": row.roles.0,
        "seen_at": person.seen_at, "created_at": row.created_at, "confirmed_at": row.confirmed_at,
        "disabled_at": row.disabled_at, "codes_left": row.recovery_hashes.0.len(),
    })
}
