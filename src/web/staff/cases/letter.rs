//! The page of the official letters about the organisation of a Case: recording one, confirming it, putting it aside.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::super::acting::Acting;
use super::super::letters::filed;
use crate::app::case::filed::{self as letters, Standing};
use crate::app::staff::people;
use crate::domain::ids::{AssuranceId, StaffId};
use crate::domain::permit::{ConfirmState, Moderate, Power, SeeWaiting};
use crate::domain::{Error, Problems};
use crate::store::assurance::{Assurance, Evidence};
use crate::web::done;
use crate::web::error::Failure;
use crate::web::form::Form;

/// What was recorded, and what can be done.
pub async fn show(
    desk: Acting<SeeWaiting>,
    number: web::Path<i64>,
    done: web::Query<done::Query>,
) -> Result<HttpResponse, Failure> {
    page(&desk, *number, desk.said(&done), None).await
}

/// Records a letter, and on to the page of the Case in which it waits.
pub async fn record(
    desk: Acting<Moderate>,
    number: web::Path<i64>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let asked = (*number, filed(&form));
    match letters::record(desk.app(), &desk.permit, desk.origin(), asked).await {
        Ok(waits) => Ok(desk.see(&format!("/staff/cases/{waits}/letter?done=letter-recorded"))),
        Err(Error::Invalid(problems)) => page(&desk, *number, "", Some((&problems, &form))).await,
        Err(error) => Err(error.into()),
    }
}

/// Confirms it.
pub async fn confirm(
    desk: Acting<ConfirmState>,
    of: web::Path<(i64, AssuranceId)>,
) -> Result<HttpResponse, Failure> {
    letters::confirm(desk.app(), &desk.permit, desk.origin(), *of).await?;
    Ok(desk.see(&format!("/staff/cases/{}/letter?done=letter-confirmed", of.0)))
}

/// Puts it aside.
pub async fn put_aside(
    desk: Acting<Moderate>,
    of: web::Path<(i64, AssuranceId)>,
) -> Result<HttpResponse, Failure> {
    letters::put_aside(desk.app(), &desk.permit, desk.origin(), *of).await?;
    Ok(desk.see(&format!("/staff/cases/{}/letter?done=letter-put-aside", of.0)))
}

async fn page(
    desk: &Acting<impl Power>,
    number: i64,
    done: &str,
    wrong: Option<(&Problems, &Form)>,
) -> Result<HttpResponse, Failure> {
    let colleague = &desk.colleague.staff;
    let permit = colleague.permit::<SeeWaiting>(desk.app().clock.now())?;
    let standing = letters::see(desk.app(), &permit, number).await?;
    let names = people::names(desk.app()).await?;
    let name = |id: Option<StaffId>| id.and_then(|id| names.get(&id)).cloned();
    let letter = |one: &Assurance| letter(one, (name(one.recorded_by), name(one.confirmed_by)));
    let Standing { organisation, letters, waiting, barred, alone, open } = standing;
    let values = json!({
        "number": number, "organisation": organisation.name, "protected": organisation.sealed.is_some(),
        "letters": letters.iter().map(letter).collect::<Vec<_>>(), "waiting": waiting, "barred": barred,
        "alone": alone, "open": open, "may_record": colleague.roles.any(Moderate::ROLES),
        "done": done, "problems": [], "values": {},
    });
    desk.form("staff/case/letter.html", values, wrong)
}

fn letter(one: &Assurance, (recorded_by, settled_by): (Option<String>, Option<String>)) -> Value {
    let mut value = json!({
        "id": one.id, "state": one.state, "recorded_by": recorded_by, "recorded_at": one.recorded_at,
        "settled_by": settled_by, "settled_at": one.confirmed_at,
    });
    if let Evidence::Letter { reference, dated, sha256 } = &one.evidence.0 {
        value["reference"] = json!(reference);
        value["dated"] = json!(dated);
        value["sha256"] = json!(sha256);
    }
    value
}
