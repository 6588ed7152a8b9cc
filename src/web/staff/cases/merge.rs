//! Two signatories that may be one: choosing which stays, and what a Case about it shows.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::super::acting::Acting;
use super::compare;
use super::shown::Eye;
use crate::app::case::file::File;
use crate::app::case::matter::Topic;
use crate::app::case::merge::{self, Pair, Wish};
use crate::domain::case::CaseState;
use crate::domain::identifier::Identifiers;
use crate::domain::locale::Locale;
use crate::domain::merge::{MergeState, clashes};
use crate::domain::other_name::{NameKind, OtherName};
use crate::domain::permit::Moderate;
use crate::domain::{Error, Problems, Result, limits};
use crate::store::case::Case;
use crate::store::organisation::Organisation;
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::names;

/// `GET /staff/cases/{number}/merge?other=…`: both beside each other, and which stays.
pub async fn show(
    desk: Acting<Moderate>,
    number: web::Path<i64>,
    query: web::Query<Vec<(String, String)>>,
) -> Result<HttpResponse, Failure> {
    let form = Form(query.into_inner());
    merge::check(desk.app(), &desk.permit, *number).await?;
    if !form.has("other") {
        return page(&desk, (*number, &form), &Sides::Unknown, None);
    }
    match merge::look(desk.app(), &desk.permit, *number, form.get("other")).await {
        Ok(pair) => page(&desk, (*number, &form), &Sides::Both(pair), None),
        Err(Error::Invalid(problems)) => {
            page(&desk, (*number, &form), &Sides::led(&desk, *number, &form).await?, Some(&problems))
        }
        Err(error) => Err(error.into()),
    }
}

/// Opens the Case in which it is decided.
pub async fn begin(
    desk: Acting<Moderate>,
    number: web::Path<i64>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let wish = Wish {
        other: form.get("other").to_owned(),
        other_stays: form.get("stays") == "other",
        kind: form.get("kind").to_owned(),
        note: form.get("note").to_owned(),
    };
    match merge::begin(desk.app(), &desk.permit, desk.origin(), (*number, wish)).await {
        Ok((case, false)) => Ok(desk.see(&format!("/staff/cases/{case}"))),
        Ok((case, true)) => Ok(desk.see(&format!("/staff/cases/{case}?done=merge-asked-before"))),
        Err(Error::Invalid(problems)) => {
            page(&desk, (*number, &form), &Sides::of(&desk, *number, &form).await?, Some(&problems))
        }
        Err(error) => Err(error.into()),
    }
}

/// Opens the Case in which a merge may be undone.
pub async fn reconsider(desk: Acting<Moderate>, number: web::Path<i64>) -> Result<HttpResponse, Failure> {
    let case = merge::reconsider(desk.app(), &desk.permit, desk.origin(), *number).await?;
    Ok(desk.see(&format!("/staff/cases/{case}")))
}

/// What is known of the two.
enum Sides {
    Unknown,
    Both(Pair),
    /// What was typed went into the other one.
    Led(Pair),
}

impl Sides {
    async fn of(desk: &Acting<Moderate>, number: i64, form: &Form) -> Result<Sides> {
        match merge::look(desk.app(), &desk.permit, number, form.get("other")).await {
            Ok(pair) => Ok(Sides::Both(pair)),
            Err(Error::Invalid(_)) => Sides::led(desk, number, form).await,
            Err(error) => Err(error),
        }
    }

    /// Of what was typed: into what that went, if it did.
    async fn led(desk: &Acting<Moderate>, number: i64, form: &Form) -> Result<Sides> {
        let led = merge::led(desk.app(), &desk.permit, number, form.get("other")).await?;
        Ok(led.map_or(Sides::Unknown, Sides::Led))
    }
}

fn page(
    desk: &Acting<Moderate>,
    (number, form): (i64, &Form),
    sides: &Sides,
    wrong: Option<&Problems>,
) -> Result<HttpResponse, Failure> {
    let messages = desk.site.messages()?;
    let locale = desk.visitor.locale;
    let kind = |kind: &NameKind| json!({ "value": kind, "label": messages.text(locale, &format!("name-kind-{kind}"), None) });
    let kinds: Vec<Value> = NameKind::ALL.iter().map(kind).collect();
    let mut values = json!({
        "number": number, "kinds": kinds, "other": form.get("other"), "values": form.kept(),
        "pair": null, "clashes": [], "led": null,
    });
    match sides {
        Sides::Unknown => {}
        Sides::Both(pair) => {
            values["pair"] = json!({ "this": side(&pair.this, locale), "other": side(&pair.other, locale) });
            values["clashes"] = json!(clashes(&pair.this.identifiers.0, &pair.other.identifiers.0));
        }
        Sides::Led(pair) => {
            values["led"] = side(&pair.other, locale);
            values["led"]["this"] = json!(pair.this.id == pair.other.id);
        }
    }
    desk.form("staff/case/merge.html", values, wrong.map(|problems| (problems, form)))
}

fn side(of: &Organisation, locale: Locale) -> Value {
    let country = of.country.as_deref().map(|code| compare::country(code, locale));
    json!({
        "name": of.name, "number": of.number, "slug": of.slug, "website": of.website,
        "category": of.category, "country": country,
    })
}

/// What a Case about a merge shows: what the one that stays will be, or will be again. Nothing of who must not be named.
///
/// # Errors
/// Internal, if a kept name is none.
pub fn shown(file: &File, eye: &Eye<'_>) -> Result<Value> {
    let Topic::Merge(other) = &file.matter.topic else { return Ok(Value::Null) };
    let (gone, of) = (&other.organisation, &file.matter.organisation);
    let phase = phase(other.merge.state, file.matter.case.state);
    let bound = other.bound(of, &file.matter.endorsement).filter(|_| matches!(phase, "made" | "back"));
    if file.masked || gone.sealed.is_some() || gone.erased_at.is_some() || of.erased_at.is_some() {
        return Ok(
            json!({ "phase": phase, "bound": bound, "days": limits::REVERSAL_DAYS, "other": null, "undoable": false, "rows": [], "clashes": [], "waiting": [] }),
        );
    }
    let (commitments, people) = if phase == "back" { other.back } else { (other.commitments, other.people) };
    let mut shown = json!({
        "phase": phase, "bound": bound, "days": limits::REVERSAL_DAYS,
        "other": gone.name, "other_slug": gone.slug, "other_number": gone.number,
        "commitments": commitments, "people": people,
        "other_signed_at": other.endorsement.signed_at(), "signed_at": file.matter.endorsement.signed_at(),
        "undoable": other.partable(of, &file.matter.endorsement),
        "rows": [], "clashes": [], "waiting": [],
    });
    if phase == "ahead" {
        let waits = |case: &Case| json!({ "number": case.number, "kind": case.kind, "state": case.state });
        shown["waiting"] = other.waiting.iter().map(waits).collect();
        shown["clashes"] = json!(other.clashes(of));
    }
    if !matches!(phase, "ahead" | "back") {
        return Ok(shown);
    }
    let today = eye.now.day_in(eye.app.time_zone());
    let (called, numbers) = merge::outcome(&file.matter, other, today)?;
    shown["rows"] = json!(rows((&of.names.0, &of.identifiers.0), (&called, &numbers), eye));
    Ok(shown)
}

/// What a signatory is called, and what it would be called, side by side.
pub fn rows(
    before: (&[OtherName], &Identifiers),
    after: (&[OtherName], &Identifiers),
    eye: &Eye<'_>,
) -> Vec<Value> {
    let texts = |(called, numbers)| names::texts(called, numbers, eye.messages, eye.locale);
    let pairs = texts(before).into_iter().zip(texts(after));
    pairs.map(|((field, old), (_, new))| names::compared(field, &old, &new)).collect()
}

/// Into what a signatory went, if it did: its name and page, where it is named to the reader, and the Case in which they
/// became one.
pub fn into(file: &File) -> Option<Value> {
    file.matter.organisation.merged_into?;
    let named = file.survivor.as_ref().and_then(|one| one.organisation.as_ref());
    let slug = named.filter(|of| of.sealed.is_none()).and_then(|of| of.slug.as_ref());
    let case = file.survivor.as_ref().and_then(|one| one.case);
    Some(json!({ "name": named.map(|of| &of.name), "slug": slug, "case": case }))
}

/// Of what a Case about a merge speaks: what comes, what goes back, or what has been.
const fn phase(merge: MergeState, case: CaseState) -> &'static str {
    match (merge, case) {
        (MergeState::Proposed, _) => "ahead",
        (MergeState::Merged, CaseState::Closed) => "made",
        (MergeState::Merged, _) => "back",
        (MergeState::Undone, _) => "undone",
        (MergeState::Dropped, _) => "dropped",
    }
}
