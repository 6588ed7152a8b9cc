//! The reason catalogue: the list, one reason, and adding one.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::choices::{self, Done};
use crate::app::reason::{self, Typed};
use crate::domain::locale::Locale;
use crate::domain::permit::{ManageSettings, Permit, Power, SeeSettings};
use crate::domain::reason::{ReasonPurpose, Wording};
use crate::domain::{Error, Problems, Result};
use crate::store::reason::Reason;
use crate::web::error::Failure;
use crate::web::form::{Form, merged};
use crate::web::private;
use crate::web::signed_in::Colleague;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

const PAGE: &str = "staff/reasons/form.html";

/// The catalogue, by what the reasons explain.
pub async fn list(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    done: web::Query<Done>,
) -> Result<HttpResponse, Failure> {
    let sees = colleague.staff.permit::<SeeSettings>(site.app.clock.now())?;
    let reasons = reason::list(&site.app, &sees).await?;
    let title = |reason: &Reason| {
        let own = reason.titles.0.get(&visitor.locale).or_else(|| reason.titles.0.get(&Locale::English));
        own.cloned().unwrap_or_else(|| reason.code.clone())
    };
    let of = |purpose: &ReasonPurpose| -> Vec<Value> {
        let own = reasons.iter().filter(|reason| reason.purpose == *purpose);
        own.map(|one| json!({ "code": one.code, "title": title(one), "hidden": one.hidden })).collect()
    };
    let groups: Vec<_> =
        ReasonPurpose::ALL.iter().map(|one| json!({ "purpose": one, "reasons": of(one) })).collect();
    let values = json!({
        "groups": groups, "done": done.done, "may": colleague.staff.roles.any(ManageSettings::ROLES),
    });
    super::page(&site, &visitor, &colleague, "staff/reasons/list.html", &values)
}

/// The form for a new reason.
pub async fn add(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
) -> Result<HttpResponse, Failure> {
    permit(&site, &colleague)?;
    let values = merged(form_page(&site, &visitor)?, json!({ "values": { "position": "100" } }));
    super::page(&site, &visitor, &colleague, PAGE, &values)
}

/// Adds it.
pub async fn create(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let origin = visitor.origin_of(colleague.actor());
    let typed = typed(&form, form.get("code"));
    match reason::add(&site.app, origin, &permit(&site, &colleague)?, typed).await {
        Ok(()) => Ok(private::see(&visitor, "/staff/reasons?done=reason")),
        Err(Error::Invalid(problems)) => {
            again(&site, &visitor, &colleague, json!({ "values": form.kept() }), &problems)
        }
        Err(error) => Err(error.into()),
    }
}

/// One reason's form.
pub async fn edit(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    code: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let listed = reason::find(&site.app, &permit(&site, &colleague)?, &code).await?;
    let one = &listed.reason;
    let mut values = json!({ "position": one.position, "hidden": if one.hidden { "yes" } else { "" } });
    for locale in Locale::OFFERED {
        values[format!("title_{locale}")] = json!(one.titles.0.get(locale));
        values[format!("text_{locale}")] = json!(one.texts.0.get(locale));
    }
    let own = json!({
        "values": values, "code": one.code, "purpose": one.purpose, "used": listed.used,
    });
    let values = merged(form_page(&site, &visitor)?, own);
    super::page(&site, &visitor, &colleague, PAGE, &values)
}

/// Saves it.
pub async fn save(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    code: web::Path<String>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let permit = permit(&site, &colleague)?;
    let origin = visitor.origin_of(colleague.actor());
    match reason::change(&site.app, origin, &permit, typed(&form, &code)).await {
        Ok(()) => Ok(private::see(&visitor, "/staff/reasons?done=reason")),
        Err(Error::Invalid(problems)) => {
            let listed = reason::find(&site.app, &permit, &code).await?;
            let own = json!({
                "values": form.kept(), "code": listed.reason.code, "purpose": listed.reason.purpose,
                "used": listed.used,
            });
            again(&site, &visitor, &colleague, own, &problems)
        }
        Err(error) => Err(error.into()),
    }
}

/// Deletes it.
pub async fn delete(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    code: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let origin = visitor.origin_of(colleague.actor());
    reason::delete(&site.app, origin, &permit(&site, &colleague)?, &code).await?;
    Ok(private::see(&visitor, "/staff/reasons?done=reason-deleted"))
}

fn permit(site: &Site, colleague: &Colleague) -> Result<Permit<ManageSettings>> {
    colleague.staff.permit::<ManageSettings>(site.app.clock.now())
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

fn form_page(site: &web::Data<Site>, visitor: &Visitor) -> Result<Value> {
    let messages = site.messages()?;
    let option = |purpose: &ReasonPurpose| {
        let label = messages.text(visitor.locale, &format!("staff-reason-for-{purpose}"), None);
        json!({ "value": purpose, "label": label })
    };
    let purposes: Vec<_> = ReasonPurpose::ALL.iter().map(option).collect();
    Ok(json!({ "purposes": purposes, "tongues": choices::languages(), "code": "", "used": true }))
}

fn again(
    site: &web::Data<Site>,
    visitor: &Visitor,
    colleague: &Colleague,
    own: Value,
    problems: &Problems,
) -> Result<HttpResponse, Failure> {
    let own = merged(own, json!({ "problems": private::words(site, visitor, problems)? }));
    let values = merged(form_page(site, visitor)?, own);
    super::page_with(site, visitor, (StatusCode::UNPROCESSABLE_ENTITY, colleague), PAGE, &values)
}
