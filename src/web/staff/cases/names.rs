//! The page on which staff enter other names, and numbers in other registers, of the organisation of a Case.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::file::kept;
use crate::app::case::names::{enter, see};
use crate::domain::permit::Moderate;
use crate::domain::{Error, Problems};
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::names;
use crate::web::private;
use crate::web::signed_in::Colleague;
use crate::web::site::Site;
use crate::web::staff;
use crate::web::visitor::Visitor;

/// The form.
pub async fn show(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    number: web::Path<i64>,
) -> Result<HttpResponse, Failure> {
    page(&site, &visitor, &colleague, *number, None).await
}

/// Takes what was typed.
pub async fn send(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    number: web::Path<i64>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let permit = colleague.staff.permit::<Moderate>(site.app.clock.now())?;
    let seen = form.get("revision").parse().unwrap_or_default();
    let asked = (*number, seen, names::wish(&form), form.get("note").to_owned());
    match enter(&site.app, &permit, visitor.origin_of(colleague.actor()), asked).await {
        Ok(()) => Ok(private::see(&visitor, &format!("/staff/cases/{number}"))),
        Err(Error::Invalid(problems)) => {
            page(&site, &visitor, &colleague, *number, Some((&problems, &form))).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn page(
    site: &web::Data<Site>,
    visitor: &Visitor,
    colleague: &Colleague,
    number: i64,
    wrong: Option<(&Problems, &Form)>,
) -> Result<HttpResponse, Failure> {
    let permit = colleague.staff.permit::<Moderate>(site.app.clock.now())?;
    let of = see(&site.app, &permit, number).await?;
    let wish = match wrong {
        Some((_, form)) => names::wish(form),
        None => names::kept(&of.names.0, &of.identifiers.0),
    };
    let mut offer = names::offers(&wish, &*site.messages()?, visitor.locale);
    offer["open"] = json!(true);
    let mut values = json!({
        "number": number, "organisation": of.name, "revision": of.revision, "other_names": offer,
        "values": Value::Object(names::values(&wish)),
    });
    let mut status = StatusCode::OK;
    if let Some((problems, form)) = wrong {
        status = StatusCode::UNPROCESSABLE_ENTITY;
        values["problems"] = json!(private::words(site, visitor, problems)?);
        values["values"] = kept(form);
        values["revision"] = json!(form.get("revision"));
    }
    staff::page_with(site, visitor, (status, colleague), "staff/case/names.html", &values)
}
