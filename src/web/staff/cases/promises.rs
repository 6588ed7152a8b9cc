//! The page on which staff enter a commitment that a state makes in its letter.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::super::acting::Acting;
use crate::app::case::promises::{self, Which};
use crate::app::sign;
use crate::domain::permit::Moderate;
use crate::domain::{Error, Problems, limits};
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::{options, promise};

const PAGE: &str = "staff/case/promise.html";
/// What stands in the address of one that is not entered yet.
const NEW: &str = "new";

fn which((number, id): (i64, String), form: Option<&Form>) -> Which {
    let revision = form.and_then(|form| form.get("seen").parse().ok()).unwrap_or_default();
    Which { number, id: Some(id).filter(|id| id != NEW), revision }
}

/// The form.
pub async fn show(desk: Acting<Moderate>, path: web::Path<(i64, String)>) -> Result<HttpResponse, Failure> {
    let mut which = which(path.into_inner(), None);
    let (of, kept) = promises::see(desk.app(), &desk.permit, which.number, which.id.clone()).await?;
    which.revision = kept.as_ref().map_or(0, |kept| kept.revision);
    let values = kept.map(|kept| promise::values(&promise::typed(&kept.terms(), desk.visitor.locale)));
    desk.page(PAGE, &form(&desk, &which, &of, values.unwrap_or_else(|| json!({}))))
}

/// Takes what was typed.
pub async fn send(
    desk: Acting<Moderate>,
    path: web::Path<(i64, String)>,
    sent: Form,
) -> Result<HttpResponse, Failure> {
    let (which, answers) = (which(path.into_inner(), Some(&sent)), promise::answers(&sent));
    let asked = (which.clone(), answers.clone());
    match promises::enter(desk.app(), &desk.permit, desk.origin(), asked).await {
        Ok(()) => Ok(desk.see(&format!("/staff/cases/{}", which.number))),
        Err(Error::Invalid(problems)) => mend(&desk, &which, promise::values(&answers), &problems).await,
        Err(error) => Err(error.into()),
    }
}

/// Takes one off.
pub async fn take_off(
    desk: Acting<Moderate>,
    path: web::Path<(i64, String)>,
    sent: Form,
) -> Result<HttpResponse, Failure> {
    let which = which(path.into_inner(), Some(&sent));
    let back = format!("/staff/cases/{}", which.number);
    promises::take_off(desk.app(), &desk.permit, desk.origin(), which).await?;
    Ok(desk.see(&back))
}

async fn mend(
    desk: &Acting<Moderate>,
    which: &Which,
    values: Value,
    problems: &Problems,
) -> Result<HttpResponse, Failure> {
    let (of, _) = promises::see(desk.app(), &desk.permit, which.number, None).await?;
    let mut again = form(desk, which, &of, values);
    again["problems"] = json!(desk.words(problems)?);
    desk.mend(PAGE, &again)
}

fn form(desk: &Acting<Moderate>, which: &Which, of: &str, values: Value) -> Value {
    let locale = desk.visitor.locale;
    let paragraphs = sign::reading(desk.app(), locale).map(|reading| reading.paragraphs).unwrap_or_default();
    json!({
        "number": which.number,
        "id": which.id.as_deref().unwrap_or(NEW),
        "seen": which.revision,
        "organisation": of,
        "paragraphs": paragraphs.iter()
            .map(|clause| json!({ "value": clause.id, "label": format!("§{} {}", clause.number, clause.words) }))
            .collect::<Vec<_>>(),
        "countries": options::countries(locale),
        "currencies": options::currencies(),
        "limit": limits::ACTION,
        "links": limits::EVIDENCE,
        "values": values,
    })
}
