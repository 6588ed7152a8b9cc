//! What the log's entries of moderation say. Their bodies are public; they name no person.

use serde_json::{Value, json};

use super::matter::Matter;
use crate::app::act::{About, Act, EntryKind};
use crate::domain::assurance::Level;
use crate::domain::{Error, Result};
use crate::store::amendment::Amendable;
use crate::store::assurance::{Assurance, Evidence};
use crate::store::commitment::Commitment;
use crate::store::endorsement::Endorsement;
use crate::store::organisation::Organisation;
use crate::store::reason::Reason;
use crate::store::{self, Db};

/// `endorsement.published`: who signed which text, when, and how we know.
pub fn published(
    act: &mut Act<'_>,
    now_public: &Organisation,
    endorsement: &Endorsement,
    level: Level,
) -> Result<()> {
    let (version, sha256) = signed_text(act.db, endorsement)?;
    let body = json!({
        "id": endorsement.public_id,
        "organisation": now_public.public_id,
        "slug": now_public.slug,
        "number": now_public.number,
        "name": now_public.name,
        "category": now_public.category,
        "country": now_public.country,
        "website": now_public.website,
        "description": now_public.description,
        "version": version,
        "language": endorsement.language,
        "text_sha256": sha256,
        "signed_at": endorsement.submitted_at,
        "statement": endorsement.statement,
        "assurance": level,
    });
    act.entry(EntryKind::EndorsementPublished, About::from(now_public.id), &body)
}

/// The number of the version that was signed, and the SHA-256 of the language that was read.
pub fn signed_text(db: &mut Db, endorsement: &Endorsement) -> Result<(i64, String)> {
    let version = store::call::find(db, endorsement.version_id)?;
    let number = version.number.ok_or_else(|| Error::internal("a version that was signed has no number"))?;
    let texts = store::call::texts(db, version.id)?;
    let read = texts.into_iter().find(|text| text.language == endorsement.language);
    let read = read.ok_or_else(|| Error::internal("a language that was read is not there"))?;
    Ok((number, read.sha256))
}

/// `assurance.recorded`: by what method, when; the evidence itself stays with the ministry.
pub fn assurance(act: &mut Act<'_>, organisation: &Organisation, record: &Assurance) -> Result<()> {
    let body = json!({
        "organisation": organisation.public_id,
        "level": record.level,
        "method": match record.evidence.0 {
            Evidence::Letter { .. } => "letter",
            Evidence::Mailbox { .. } => "mailed_link",
        },
        "checked_at": record.confirmed_at.unwrap_or(record.recorded_at),
    });
    act.entry(EntryKind::AssuranceRecorded, About::from(organisation.id), &body)
}

/// `commitment.published`: the promise in full.
pub fn commitment(act: &mut Act<'_>, organisation: &Organisation, promise: &Commitment) -> Result<()> {
    let body = json!({
        "id": promise.public_id,
        "organisation": organisation.public_id,
        "version": promise.version,
        "kind": promise.kind,
        "title": promise.title,
        "action": promise.action,
        "measure": promise.measure.0,
        "paragraphs": promise.paragraphs.0,
        "countries": promise.countries.0,
        "start": promise.start_on.as_ref().map(|day| day.0),
        "due": promise.due_on.0,
        "stage": promise.stage,
        "amount_minor": promise.amount_minor,
        "currency": promise.currency,
    });
    let about = About { organisation: Some(organisation.id), commitment: Some(promise.id) };
    act.entry(EntryKind::CommitmentPublished, about, &body)
}

/// `commitment.suspended`: which one, and the public reason.
pub fn commitment_suspended(
    act: &mut Act<'_>,
    organisation: &Organisation,
    promise: &Commitment,
    reason: Option<&Reason>,
) -> Result<()> {
    let body = json!({
        "id": promise.public_id,
        "organisation": organisation.public_id,
        "reason": told(reason),
    });
    let about = About { organisation: Some(organisation.id), commitment: Some(promise.id) };
    act.entry(EntryKind::CommitmentSuspended, about, &body)
}

/// What the public is told of a reason: its code, and its texts unless it is hidden.
fn told(reason: Option<&Reason>) -> Value {
    reason.map_or(Value::Null, |reason| {
        json!({
            "code": reason.code,
            "texts": if reason.hidden { Value::Null } else { json!(reason.texts.0) },
        })
    })
}

/// An entry about what became of an endorsement, with the public reason where there is one.
pub fn fate(act: &mut Act<'_>, matter: &Matter, kind: EntryKind, reason: Option<&Reason>) -> Result<()> {
    let body = json!({
        "id": matter.endorsement.public_id,
        "organisation": matter.organisation.public_id,
        "slug": matter.organisation.slug,
        "reason": told(reason),
    });
    act.entry(kind, About::from(matter.organisation.id), &body)
}

/// What an amendment changed: only the fields that differ, before and after. Nothing for no change.
pub fn changes(before: &Amendable, after: &Amendable) -> Result<Option<(Value, Value)>> {
    let as_map = |amendable: &Amendable| {
        let value = serde_json::to_value(amendable).map_err(Error::internal)?;
        value.as_object().cloned().ok_or_else(|| Error::internal("an amendment is no object"))
    };
    let (old, new) = (as_map(before)?, as_map(after)?);
    let profile =
        old.iter().filter(|(field, value)| *field != "statement" && new.get(*field) != Some(*value));
    let fields: Vec<&String> = profile.map(|(field, _)| field).collect();
    if fields.is_empty() {
        return Ok(None);
    }
    let only = |map: &serde_json::Map<String, Value>| {
        let kept = map.iter().filter(|(field, _)| fields.contains(field));
        Value::Object(kept.map(|(field, value)| (field.clone(), value.clone())).collect())
    };
    Ok(Some((only(&old), only(&new))))
}
