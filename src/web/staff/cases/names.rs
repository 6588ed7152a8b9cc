//! The page on which staff enter other names, and numbers in other registers, of the organisation of a Case.

use actix_web::{HttpResponse, web};
use serde_json::json;

use super::super::acting::Acting;
use crate::app::case::names::{enter, see};
use crate::domain::permit::Moderate;
use crate::domain::{Error, Problems};
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::names;

/// The form.
pub async fn show(desk: Acting<Moderate>, number: web::Path<i64>) -> Result<HttpResponse, Failure> {
    page(&desk, *number, None).await
}

/// Takes what was typed.
pub async fn send(
    desk: Acting<Moderate>,
    number: web::Path<i64>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let seen = form.get("revision").parse().unwrap_or_default();
    let asked = (*number, seen, names::wish(&form), form.get("note").to_owned());
    match enter(desk.app(), &desk.permit, desk.origin(), asked).await {
        Ok(()) => Ok(desk.see(&format!("/staff/cases/{number}"))),
        Err(Error::Invalid(problems)) => page(&desk, *number, Some((&problems, &form))).await,
        Err(error) => Err(error.into()),
    }
}

async fn page(
    desk: &Acting<Moderate>,
    number: i64,
    wrong: Option<(&Problems, &Form)>,
) -> Result<HttpResponse, Failure> {
    let (of, seen) = see(desk.app(), &desk.permit, number).await?;
    let wish = match wrong {
        Some((_, form)) => names::wish(form),
        None => names::kept(&of.names.0, &of.identifiers.0),
    };
    let mut offer = names::offers(&wish, &*desk.site.messages()?, desk.visitor.locale);
    offer["open"] = json!(true);
    let revision = wrong.map_or_else(|| of.revision.to_string(), |(_, form)| form.get("revision").to_owned());
    let values = json!({
        "number": number, "organisation": of.name, "seen": seen, "revision": revision, "other_names": offer,
        "values": names::values(&wish),
    });
    desk.form("staff/case/names.html", values, wrong)
}
