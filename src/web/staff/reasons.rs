//! The reason catalogue: the list, one reason, and adding one.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::acting::Acting;
use super::choices;
use crate::app::reason::{self, Listed, Typed};
use crate::app::settings::SEEN;
use crate::domain::locale::Locale;
use crate::domain::permit::{ManageSettings, Power, SeeSettings};
use crate::domain::reason::{ReasonPurpose, Wording};
use crate::domain::{Error, Result};
use crate::store::reason::Reason;
use crate::web::done;
use crate::web::error::Failure;
use crate::web::form::{Form, merged};
use crate::web::kept;

const PAGE: &str = "staff/reasons/form.html";

/// The catalogue, by what the reasons explain.
pub async fn list(desk: Acting<SeeSettings>, done: web::Query<done::Query>) -> Result<HttpResponse, Failure> {
    let reasons = reason::list(desk.app(), &desk.permit).await?;
    let title = |reason: &Reason| {
        let own = reason.titles.0.get(&desk.visitor.locale).or_else(|| reason.titles.0.get(&Locale::English));
        own.cloned().unwrap_or_else(|| reason.code.clone())
    };
    let of = |purpose: &ReasonPurpose| -> Vec<Value> {
        let own = reasons.iter().filter(|reason| reason.purpose == *purpose);
        own.map(|one| json!({ "code": one.code, "title": title(one), "hidden": one.hidden })).collect()
    };
    let groups: Vec<_> =
        ReasonPurpose::ALL.iter().map(|one| json!({ "purpose": one, "reasons": of(one) })).collect();
    let values = json!({
        "groups": groups, "done": desk.said(&done), "may": desk.colleague.staff.roles.any(ManageSettings::ROLES),
    });
    desk.page("staff/reasons/list.html", &values)
}

/// The form for a new reason.
pub async fn add(desk: Acting<ManageSettings>) -> Result<HttpResponse, Failure> {
    let values = merged(form_page(&desk)?, json!({ "values": { "position": "100" } }));
    desk.page(PAGE, &values)
}

/// Adds it.
pub async fn create(desk: Acting<ManageSettings>, form: Form) -> Result<HttpResponse, Failure> {
    let page = |own| Ok::<_, Error>(merged(form_page(&desk)?, merged(json!({ "values": form.kept() }), own)));
    if kept::is_restored(&form) {
        return desk.page(PAGE, &page(json!({ "done": "restored" }))?);
    }
    match reason::add(desk.app(), desk.origin(), &desk.permit, typed(&form, form.get("code"))).await {
        Ok(()) => Ok(desk.see("/staff/reasons?done=reason")),
        Err(Error::Invalid(problems)) => {
            let own = json!({ "problems": desk.words(&problems)? });
            desk.mend(PAGE, &page(own)?)
        }
        Err(error) => Err(error.into()),
    }
}

/// One reason's form.
pub async fn edit(desk: Acting<ManageSettings>, code: web::Path<String>) -> Result<HttpResponse, Failure> {
    let listed = reason::find(desk.app(), &desk.permit, &code).await?;
    let one = &listed.reason;
    let mut values = json!({ "position": one.position, "hidden": if one.hidden { "yes" } else { "" } });
    for locale in Locale::OFFERED {
        values[format!("title_{locale}")] = json!(one.titles.0.get(locale));
        values[format!("text_{locale}")] = json!(one.texts.0.get(locale));
    }
    desk.page(PAGE, &one_page(&desk, &listed, json!({ "values": values }))?)
}

/// Saves it.
pub async fn save(
    desk: Acting<ManageSettings>,
    code: web::Path<String>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    if kept::is_restored(&form) {
        let listed = reason::find(desk.app(), &desk.permit, &code).await?;
        let own = json!({ "values": form.kept(), "seen": form.get(SEEN), "done": "restored" });
        return desk.page(PAGE, &one_page(&desk, &listed, own)?);
    }
    let wish = (typed(&form, &code), form.get(SEEN).to_owned());
    match reason::change(desk.app(), desk.origin(), &desk.permit, wish).await {
        Ok(()) => Ok(desk.see("/staff/reasons?done=reason")),
        Err(Error::Invalid(problems)) => {
            let listed = reason::find(desk.app(), &desk.permit, &code).await?;
            let own = json!({ "values": form.kept(), "problems": desk.words(&problems)? });
            desk.mend(PAGE, &one_page(&desk, &listed, own)?)
        }
        Err(error) => Err(error.into()),
    }
}

/// The page of a reason that is there.
fn one_page(desk: &Acting<impl Power>, listed: &Listed, own: Value) -> Result<Value> {
    let Listed { reason, used, seen } = listed;
    let standing = json!({ "code": reason.code, "purpose": reason.purpose, "used": used, "seen": seen });
    Ok(merged(form_page(desk)?, merged(standing, own)))
}

/// Deletes it.
pub async fn delete(desk: Acting<ManageSettings>, code: web::Path<String>) -> Result<HttpResponse, Failure> {
    reason::delete(desk.app(), desk.origin(), &desk.permit, &code).await?;
    Ok(desk.see("/staff/reasons?done=reason-deleted"))
}

fn typed(form: &Form, code: &str) -> Typed {
    let wording = |field: &str| -> Wording {
        let of = |locale: &Locale| (*locale, form.get(&format!("{field}_{locale}")).to_owned());
        Locale::OFFERED.iter().map(of).collect()
    };
    Typed {
        code: code.to_owned(),
        purpose: form.get("purpose").to_owned(),
        title: wording("title"),
        text: wording("text"),
        hidden: form.get("hidden") == "yes",
        position: form.get("position").to_owned(),
    }
}

fn form_page(desk: &Acting<impl Power>) -> Result<Value> {
    let messages = desk.site.messages()?;
    let option = |purpose: &ReasonPurpose| {
        let label = messages.text(desk.visitor.locale, &format!("staff-reason-for-{purpose}"), None);
        json!({ "value": purpose, "label": label })
    };
    let purposes: Vec<_> = ReasonPurpose::ALL.iter().map(option).collect();
    Ok(json!({ "purposes": purposes, "tongues": choices::languages(), "code": "", "used": true }))
}
