//! The version being prepared as its readers will see it, beside what is in force. Changes nothing.

use actix_web::{HttpResponse, web};
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::page;
use super::{may, next, prepared};
use crate::app::call::desk::Desk;
use crate::app::call::paragraphs::Removed;
use crate::app::staff::people;
use crate::domain::call::compare::Tally;
use crate::domain::call::{CallText, Comparison, Text, compare, texts};
use crate::domain::{Error, Result};
use crate::web::error::Failure;
use crate::web::form::merged;
use crate::web::pages::paragraphs::Paragraphs;
use crate::web::pages::speech::Speech;
use crate::web::signed_in::Colleague;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

/// Which language to show: `?language=`.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    language: String,
}

/// The preview, in the language asked for, or the page's, or the authentic one.
pub async fn show(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    wanted: web::Query<Wanted>,
) -> Result<HttpResponse, Failure> {
    let (desk, edition) = prepared(&site, &colleague).await?;
    let names = people::names(&site.app).await?;
    let find = |language: &str| texts::of_language(&edition.texts, language);
    let text = find(&wanted.language)
        .or_else(|| find(visitor.locale.code()))
        .or_else(|| texts::authentic(&edition.texts))
        .ok_or(Error::NotFound)?;
    let version = json!({
        "prepared": next(&visitor, (&colleague, site.app.clock.now()), &desk, &names)?, "may": may(&colleague),
        "in_force": desk.current.as_ref().and_then(|current| current.version.number),
        "removed": removed(&site, &visitor, &desk)?,
    });
    let values = merged(version, reading(&visitor, &desk, text)?);
    page(&site, &visitor, &colleague, "staff/call/preview.html", &values)
}

/// The paragraphs that would be taken out, as they are called, and how many commitments cite each.
fn removed(site: &Site, visitor: &Visitor, desk: &Desk) -> Result<Vec<Value>> {
    let call = &site.app.register.snapshot().call;
    let known = Paragraphs::of(call, &Speech::of(visitor.locale)?)?;
    let told = |one: &Removed| json!({ "label": known.label(&one.id), "cited": one.cited });
    Ok(desk.removed.iter().map(told).collect())
}

fn reading(visitor: &Visitor, desk: &Desk, text: &Text) -> Result<Value> {
    let (comparison, tally) = compared(desk, text)?.unzip();
    Ok(json!({
        "read_in": Speech::of(visitor.locale)?.language(&text.language), "authority": text.authority,
        "fingerprint": text.fingerprint().grouped(), "text": parsed(text)?,
        "tally": tally, "comparison": comparison,
    }))
}

/// What changes in this language, and counted; nothing to compare with where the language is new.
pub fn compared(desk: &Desk, text: &Text) -> Result<Option<(Comparison, Tally)>> {
    let current = desk.current.as_ref();
    let before = current.and_then(|current| texts::of_language(&current.texts, &text.language));
    let compared = |before: &Text| {
        let comparison = compare(&parsed(before)?, &parsed(text)?);
        let tally = comparison.tally(before.markdown == text.markdown);
        Ok((comparison, tally))
    };
    before.map(compared).transpose()
}

/// A kept text can be read: saving made sure of it.
fn parsed(text: &Text) -> Result<CallText> {
    text.parse().map_err(|problems| Error::internal(problems.to_string()))
}
