//! The roles of one colleague: changed, and those that wait for another admin agreed to or called off. On the page of
//! `people`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::json;

use super::acting::Acting;
use super::people::{ONE, one_page, seen};
use crate::app::staff::roles;
use crate::domain::ids::StaffId;
use crate::domain::permit::{ManageStaff, SeeStaff};
use crate::domain::{Error, Flaw, Problems};
use crate::web::error::Failure;
use crate::web::form::{Form, merged};
use crate::web::kept;

/// Changes roles, and proposes those that another admin must agree to.
pub async fn change(
    desk: Acting<ManageStaff>,
    id: web::Path<i64>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    if kept::is_restored(&form) {
        return again(&desk, &form, (StaffId(*id), Problems::default()), (StatusCode::OK, "restored")).await;
    }
    let codes = form.all("roles").collect::<Vec<_>>().join(" ");
    let (person, revision) = seen(*id, &form);
    let changed = roles::change_roles(desk.app(), desk.origin(), &desk.permit, person, (&codes, revision));
    match changed.await {
        Ok(waits) => {
            let done = if waits { "roles-proposed" } else { "roles" };
            Ok(desk.see(&format!("/staff/people/{id}?done={done}")))
        }
        Err(Error::Invalid(problems)) => {
            again(&desk, &form, (person, problems), (StatusCode::UNPROCESSABLE_ENTITY, "")).await
        }
        Err(Error::Conflict) => {
            again(&desk, &form, (person, Problems::default()), (StatusCode::CONFLICT, "")).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The form again with what was ticked and what is wrong, and a warning where the account was changed since it was read.
async fn again(
    desk: &Acting<ManageStaff>,
    form: &Form,
    (id, mut problems): (StaffId, Problems),
    (status, done): (StatusCode, &str),
) -> Result<HttpResponse, Failure> {
    let permit = desk.colleague.staff.permit::<SeeStaff>(desk.app().clock.now())?;
    let values = one_page(desk, &permit, id).await?;
    if values["revision"] != seen(id.0, form).1 {
        problems.add("roles", Flaw::ChangedMeanwhile);
    }
    let ticked: Vec<&str> = form.all("roles").collect();
    let again = json!({ "done": done, "problems": desk.words(&problems)?, "values": { "roles": ticked } });
    desk.page_with(status, ONE, &merged(values, again))
}

/// Agrees to the roles that another admin proposed.
pub async fn confirm(
    desk: Acting<ManageStaff>,
    id: web::Path<i64>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    roles::confirm(desk.app(), desk.origin(), &desk.permit, seen(*id, &form)).await?;
    Ok(desk.see(&format!("/staff/people/{id}?done=roles-confirmed")))
}

/// Calls off the roles that wait.
pub async fn call_off(
    desk: Acting<ManageStaff>,
    id: web::Path<i64>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    roles::call_off(desk.app(), desk.origin(), &desk.permit, seen(*id, &form)).await?;
    Ok(desk.see(&format!("/staff/people/{id}?done=roles-called-off")))
}
