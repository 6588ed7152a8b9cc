//! The reason catalogue: what staff choose from when they decline, ask, suspend or revoke, and what the
//! signer and the public read of it. A reason that a decision names stays.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::act::{Origin, Subject};
use super::case::many::waiting;
use super::case::second;
use super::settings::SEEN;
use super::{App, audit};
use crate::domain::audit::AuditAct;
use crate::domain::locale::Locale;
use crate::domain::permit::{ManageSettings, Permit, SeeSettings};
use crate::domain::reason::{ReasonPurpose, Wording};
use crate::domain::text::{Note, Title};
use crate::domain::{Error, Flaw, Problems, Refusal, Result, limits};
use crate::secret;
use crate::store::reason::Reason;
use crate::store::{self, Db, Json};

/// The catalogue that a new deployment begins with. It is data: admins edit it afterwards.
const SEED: &str = include_str!("reason/seed.toml");
/// Between two places in the list, so that one can be put between.
const STEP: i64 = 10;

/// A reason as it was typed.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Typed {
    pub code: String,
    pub purpose: String,
    pub title: Wording,
    pub text: Wording,
    #[serde(default)]
    pub hidden: bool,
    #[serde(default)]
    pub position: String,
}

#[derive(Deserialize)]
struct Seed {
    reason: Vec<Typed>,
}

/// A reason.
#[derive(Debug, Clone)]
pub struct Listed {
    pub reason: Reason,
    /// Whether decisions name it.
    pub used: bool,
    /// What tells it from what it says otherwise: a form that shows it sends it back.
    pub seen: String,
}

/// The whole catalogue.
///
/// # Errors
/// Internal.
pub async fn list(app: &App, _: &Permit<SeeSettings>) -> Result<Vec<Reason>> {
    app.store.read(|db| store::reason::list(db, None)).await
}

/// One reason.
///
/// # Errors
/// Not found.
pub async fn find(app: &App, _: &Permit<ManageSettings>, code: &str) -> Result<Listed> {
    let code = code.to_owned();
    app.store
        .read(move |db| {
            let reason = store::reason::get(db, &code)?.ok_or(Error::NotFound)?;
            Ok(Listed { used: used(db, &code)?, seen: mark(&reason), reason })
        })
        .await
}

/// Adds a reason. Its code and purpose stay as they are from then on.
///
/// # Errors
/// Invalid, by field; a code that is taken is an unknown choice.
pub async fn add(app: &App, origin: Origin, _: &Permit<ManageSettings>, typed: Typed) -> Result<()> {
    let reason = parsed(&typed, app.clock.now())?;
    app.act(origin, move |act| {
        if store::reason::get(act.db, &reason.code)?.is_some() {
            return Err(Error::invalid("code", Flaw::CodeTaken));
        }
        store::reason::upsert(act.db, &reason)?;
        act.audit(AuditAct::ReasonAdded, Subject("reason", None), json!({ "code": reason.code }))
    })
    .await
}

/// Changes a reason's words and place, unless it was changed since the sender of the form looked. One that says all of it
/// already, by a second click, stays.
///
/// # Errors
/// Not found; invalid, by field, and under [`SEEN`].
pub async fn change(
    app: &App,
    origin: Origin,
    _: &Permit<ManageSettings>,
    (typed, seen): (Typed, String),
) -> Result<()> {
    app.act(origin, move |act| {
        let before = store::reason::get(act.db, &typed.code)?.ok_or(Error::NotFound)?;
        let reason = parsed(&Typed { purpose: before.purpose.code().to_owned(), ..typed }, act.now)?;
        let (was, becomes) = (says(&before), says(&reason));
        if was == becomes {
            act.stands();
            return Ok(());
        }
        if seen != mark(&before) {
            return Err(Error::invalid(SEEN, Flaw::ChangedMeanwhile));
        }
        store::reason::upsert(act.db, &reason)?;
        let (before, after) = audit::parted(&was, &becomes);
        let detail = json!({ "code": reason.code, "before": before, "after": after });
        act.audit(AuditAct::ReasonChanged, Subject("reason", None), detail)
    })
    .await
}

/// What can be changed of a reason.
fn says(reason: &Reason) -> Map<String, Value> {
    let said = [
        ("titles", json!(reason.titles.0)),
        ("texts", json!(reason.texts.0)),
        ("hidden", json!(reason.hidden)),
        ("position", json!(reason.position)),
    ];
    said.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn mark(reason: &Reason) -> String {
    secret::hash_token(&Value::from(says(reason)).to_string())
}

/// Whether a decision names a reason, one that was made or one that waits for a second person.
fn used(db: &mut Db, code: &str) -> Result<bool> {
    Ok(store::reason::used(db, code)? || second::names(db, code)? || waiting::names(db, code)?)
}

/// Deletes a reason that no decision names.
///
/// # Errors
/// Refused where a decision names it; not found.
pub async fn delete(app: &App, origin: Origin, _: &Permit<ManageSettings>, code: &str) -> Result<()> {
    let code = code.to_owned();
    app.act(origin, move |act| {
        if used(act.db, &code)? {
            return Err(Error::Refused(Refusal::ReasonUsed));
        }
        if !store::reason::delete(act.db, &code)? {
            return Err(Error::NotFound);
        }
        act.audit(AuditAct::ReasonDeleted, Subject("reason", None), json!({ "code": code }))
    })
    .await
}

/// Gives a deployment that has no reasons the catalogue to begin with. Says how many it added.
///
/// # Errors
/// Internal.
pub async fn seed(app: &App) -> Result<usize> {
    if app.config.read_only || !app.store.read(|db| store::reason::list(db, None)).await?.is_empty() {
        return Ok(0);
    }
    let seed: Seed = toml::from_str(SEED).map_err(Error::internal)?;
    let now = app.clock.now();
    let placed = seed.reason.into_iter().zip(1_i64..);
    let reasons = placed
        .map(|(typed, place)| parsed(&Typed { position: (place * STEP).to_string(), ..typed }, now))
        .collect::<Result<Vec<_>>>()?;
    app.act(Origin::system(), move |act| {
        for reason in &reasons {
            store::reason::upsert(act.db, reason)?;
        }
        act.audit(AuditAct::ReasonSeeded, Subject("reason", None), json!({ "count": reasons.len() }))?;
        Ok(reasons.len())
    })
    .await
}

fn parsed(typed: &Typed, now: crate::domain::Moment) -> Result<Reason> {
    let mut problems = Problems::default();
    let code = problems.take("code", code(&typed.code));
    let purpose =
        problems.take("purpose", ReasonPurpose::from_code(&typed.purpose).ok_or(Flaw::UnknownChoice));
    let mut titles = Wording::new();
    let mut texts = Wording::new();
    for locale in Locale::OFFERED {
        let of = |wording: &Wording| wording.get(locale).cloned().unwrap_or_default();
        let title = problems.take(&format!("title_{locale}"), Title::parse(&of(&typed.title)));
        let text = problems.take(&format!("text_{locale}"), Note::parse(&of(&typed.text)));
        titles.extend(title.map(|title| (*locale, title.as_str().to_owned())));
        texts.extend(text.map(|text| (*locale, text.as_str().to_owned())));
    }
    let position =
        problems.take("position", typed.position.trim().parse().map_err(|_| Flaw::NumberMalformed));
    problems.check()?;
    match (code, purpose, position) {
        (Some(code), Some(purpose), Some(position)) => Ok(Reason {
            code,
            purpose,
            titles: Json(titles),
            texts: Json(texts),
            hidden: typed.hidden,
            position,
            updated_at: now,
        }),
        _ => Err(Error::internal("a reason without a problem lacks a field")),
    }
}

pub(in crate::app) fn code(typed: &str) -> Result<String, Flaw> {
    let typed = typed.trim();
    let plain = typed.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'));
    match typed {
        "" => Err(Flaw::Missing),
        // The address of the form for a new one.
        "add" => Err(Flaw::CodeTaken),
        _ if plain && typed.len() <= limits::REASON_CODE => Ok(typed.to_owned()),
        _ => Err(Flaw::CodeMalformed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_catalogue_is_complete_in_every_language() {
        let seed: Seed = toml::from_str(SEED).unwrap();
        for typed in seed.reason {
            let typed = Typed { position: "10".to_owned(), ..typed };
            let reason = parsed(&typed, crate::domain::Moment::from_millis(0));
            assert!(reason.is_ok(), "{}: {reason:?}", typed.code);
        }
    }

    #[test]
    fn a_code_is_plain() {
        assert_eq!(code(" no_authority "), Ok("no_authority".to_owned()));
        for wrong in ["No", "a b", "a/b", "æ", &"a".repeat(41)] {
            assert_eq!(code(wrong), Err(Flaw::CodeMalformed), "{wrong}");
        }
        assert_eq!(code("add"), Err(Flaw::CodeTaken));
    }
}
