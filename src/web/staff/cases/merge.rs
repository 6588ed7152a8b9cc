//! Two signatories that may be one: choosing which stays, and what a Case about it shows.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::compare;
use super::file::kept;
use super::shown::Eye;
use crate::app::case::file::File;
use crate::app::case::matter::Topic;
use crate::app::case::merge::{self, Pair, Wish};
use crate::domain::merge::MergeState;
use crate::domain::other_name::NameKind;
use crate::domain::permit::Moderate;
use crate::domain::{Error, Problems, Result};
use crate::store::organisation::Organisation;
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::names;
use crate::web::private;
use crate::web::signed_in::Colleague;
use crate::web::site::Site;
use crate::web::staff;
use crate::web::visitor::Visitor;

/// `GET /staff/cases/{number}/merge?other=…`: both beside each other, and which stays.
pub async fn show(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    number: web::Path<i64>,
    query: web::Query<Vec<(String, String)>>,
) -> Result<HttpResponse, Failure> {
    let permit = colleague.staff.permit::<Moderate>(site.app.clock.now())?;
    let form = Form(query.into_inner());
    if !form.has("other") {
        return page(&site, &visitor, &colleague, (*number, &form), (None, None)).await;
    }
    match merge::look(&site.app, &permit, *number, form.get("other")).await {
        Ok(pair) => page(&site, &visitor, &colleague, (*number, &form), (Some(pair), None)).await,
        Err(Error::Invalid(problems)) => {
            page(&site, &visitor, &colleague, (*number, &form), (None, Some(&problems))).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Opens the Case in which it is decided.
pub async fn begin(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    number: web::Path<i64>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let permit = colleague.staff.permit::<Moderate>(site.app.clock.now())?;
    let wish = Wish {
        other: form.get("other").to_owned(),
        other_stays: form.get("stays") == "other",
        kind: form.get("kind").to_owned(),
        note: form.get("note").to_owned(),
    };
    let origin = visitor.origin_of(colleague.actor());
    match merge::begin(&site.app, &permit, origin, (*number, wish)).await {
        Ok(case) => Ok(private::see(&visitor, &format!("/staff/cases/{case}"))),
        Err(Error::Invalid(problems)) => {
            let pair = merge::look(&site.app, &permit, *number, form.get("other")).await.ok();
            page(&site, &visitor, &colleague, (*number, &form), (pair, Some(&problems))).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Opens the Case in which a merge may be undone.
pub async fn reconsider(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    number: web::Path<i64>,
) -> Result<HttpResponse, Failure> {
    let permit = colleague.staff.permit::<Moderate>(site.app.clock.now())?;
    let origin = visitor.origin_of(colleague.actor());
    let case = merge::reconsider(&site.app, &permit, origin, *number).await?;
    Ok(private::see(&visitor, &format!("/staff/cases/{case}")))
}

async fn page(
    site: &web::Data<Site>,
    visitor: &Visitor,
    colleague: &Colleague,
    (number, form): (i64, &Form),
    (pair, wrong): (Option<Pair>, Option<&Problems>),
) -> Result<HttpResponse, Failure> {
    let messages = site.messages()?;
    let locale = visitor.locale;
    let kind = |kind: &NameKind| json!({ "value": kind, "label": messages.text(locale, &format!("name-kind-{kind}"), None) });
    let side = |of: &Organisation| {
        json!({ "name": of.name, "number": of.number, "slug": of.slug, "website": of.website,
            "category": of.category, "country": of.country.as_deref().map(|code| compare::country(code, locale)) })
    };
    let kinds: Vec<Value> = NameKind::ALL.iter().map(kind).collect();
    let mut values = json!({
        "number": number, "kinds": kinds, "other": form.get("other"), "values": kept(form),
        "pair": pair.as_ref().map(|pair| json!({ "this": side(&pair.this), "other": side(&pair.other) })),
    });
    let mut status = StatusCode::OK;
    if let Some(problems) = wrong {
        status = StatusCode::UNPROCESSABLE_ENTITY;
        values["problems"] = json!(private::words(site, visitor, problems)?);
    }
    staff::page_with(site, visitor, (status, colleague), "staff/case/merge.html", &values)
}

/// What a Case about a merge shows: what the one that stays will be, or will be again.
///
/// # Errors
/// Internal, if a kept name is none.
pub fn shown(file: &File, eye: &Eye<'_>) -> Result<Value> {
    let Topic::Merge(other) = &file.matter.topic else { return Ok(Value::Null) };
    let gone = &other.organisation;
    let over = file.masked || gone.sealed.is_some() || gone.erased_at.is_some();
    let mut shown = json!({
        "state": other.merge.state, "busy": other.busy && other.merge.state == MergeState::Proposed,
        "other": if over { String::new() } else { gone.name.clone() },
        "other_slug": gone.slug.as_ref().filter(|_| !over), "other_number": gone.number,
        "commitments": other.commitments, "people": other.people,
        "other_signed_at": other.endorsement.signed_at(), "signed_at": file.matter.endorsement.signed_at(),
        "undoable": other.partable(&file.matter.organisation, &file.matter.endorsement),
        "rows": [],
    });
    let open = matches!(other.merge.state, MergeState::Proposed | MergeState::Merged);
    if over || !open || file.matter.organisation.erased_at.is_some() {
        return Ok(shown);
    }
    let of = &file.matter.organisation;
    let today = eye.now.day_in(eye.app.time_zone());
    let (called, numbers) = merge::outcome(&file.matter, other, today)?;
    let before = names::texts(&of.names.0, &of.identifiers.0, eye.messages, eye.locale);
    let after = names::texts(&called, &numbers, eye.messages, eye.locale);
    let pairs = before.into_iter().zip(after);
    let rows: Vec<Value> = pairs.map(|((field, old), (_, new))| names::compared(field, &old, &new)).collect();
    shown["rows"] = json!(rows);
    Ok(shown)
}
