//! What the log's entries say: their public bodies, each made in one place, whoever writes the entry. They name no
//! person. `docs/log.md` lists them; `register/past.rs` reads them back. Here are those of signatures, of how it is known who
//! signed, and of commitments.

pub mod call;
pub mod log;
pub mod organisation;

use serde_json::{Map, Value, json};

use crate::domain::assurance::Level;
use crate::domain::ids::VersionId;
use crate::domain::{Error, Moment, Result};
use crate::store::assurance::Assurance;
use crate::store::commitment::Commitment;
use crate::store::endorsement::Endorsement;
use crate::store::organisation::Organisation;
use crate::store::reason::Reason;
use crate::store::{self, Db};

/// The text that was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedText {
    /// The version's number.
    pub version: i64,
    /// SHA-256 of the language that was read.
    pub sha256: String,
}

impl SignedText {
    /// The text of a version in the language that was read.
    ///
    /// # Errors
    /// Internal, if there is no such text: nothing else can be signed.
    pub fn of(db: &mut Db, version: VersionId, language: &str) -> Result<SignedText> {
        let found = store::call::find(db, version)?;
        let number =
            found.number.ok_or_else(|| Error::internal("a version that was signed has no number"))?;
        let read = store::call::texts(db, version)?.into_iter().find(|text| text.language == language);
        let read = read.ok_or_else(|| Error::internal("a language that was read is not there"))?;
        Ok(SignedText { version: number, sha256: read.sha256 })
    }
}

/// `endorsement.published`: who signed which text, when, and how we know; or that it was taken over from a list.
pub fn published(
    organisation: &Organisation,
    endorsement: &Endorsement,
    signed: &SignedText,
    level: Level,
) -> Value {
    let mut body = json!({
        "id": endorsement.public_id,
        "organisation": organisation.public_id,
        "slug": organisation.slug,
        "number": organisation.number,
        "name": organisation.name,
        "category": organisation.category,
        "country": organisation.country,
        "website": organisation.website,
        "description": organisation.description,
        "names": organisation.names.0,
        "identifiers": organisation.identifiers.0,
        "version": signed.version,
        "language": endorsement.language,
        "text_sha256": signed.sha256,
        "signed_at": endorsement.signed_at(),
        "statement": endorsement.statement,
        "assurance": level,
    });
    if endorsement.taken_over() {
        body["taken_over"] = json!(true);
    }
    body
}

/// `assurance.recorded`: by what method, when; the evidence itself stays with the ministry.
pub fn assurance(organisation: &Organisation, record: &Assurance) -> Value {
    json!({
        "organisation": organisation.public_id,
        "level": record.level,
        "method": record.evidence.0.method(),
        "checked_at": record.checked_at(),
    })
}

/// `assurance.lapsed`: what no longer counts, and when it was last seen to hold.
pub fn assurance_lapsed(organisation: &Organisation, record: &Assurance, last_verified: Moment) -> Value {
    json!({
        "organisation": organisation.public_id,
        "level": record.level,
        "method": record.evidence.0.method(),
        "last_verified_at": last_verified,
    })
}

/// `commitment.published`: the promise in full.
pub fn commitment(organisation: &Organisation, promise: &Commitment) -> Value {
    json!({
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
        "recipients": promise.recipients,
        "evidence": promise.evidence.0,
    })
}

/// What an entry tells of a field of a commitment that it does not have: those of before there were links and recipients
/// tell of none.
pub fn untold(field: &str) -> Value {
    if field == "evidence" { json!([]) } else { Value::Null }
}

/// `commitment.revised`: the promise in full as it reads from now on, and `before`: of what is other, how it read.
pub fn commitment_revised(organisation: &Organisation, was: &Commitment, now: &Commitment) -> Value {
    let (was, mut body) = (commitment(organisation, was), commitment(organisation, now));
    let other = |(field, value): &(&String, &Value)| *field != "version" && body[field.as_str()] != **value;
    let before: Map<String, Value> = was
        .as_object()
        .into_iter()
        .flatten()
        .filter(other)
        .map(|(field, value)| (field.clone(), value.clone()))
        .collect();
    body["before"] = Value::Object(before);
    body
}

/// `commitment.suspended`: which one, and the public reason.
pub fn commitment_suspended(
    organisation: &Organisation,
    promise: &Commitment,
    reason: Option<&Reason>,
) -> Value {
    json!({ "id": promise.public_id, "organisation": organisation.public_id, "reason": told(reason) })
}

/// `commitment.dropped`: which one, and the organisation's own reason.
pub fn commitment_dropped(organisation: &Organisation, promise: &Commitment, reason: Option<&str>) -> Value {
    json!({ "id": promise.public_id, "organisation": organisation.public_id, "reason": reason })
}

/// `endorsement.amended`: its statement before and after.
pub fn endorsement_amended(
    organisation: &Organisation,
    endorsement: &Endorsement,
    (before, after): (Option<&str>, Option<&str>),
) -> Value {
    json!({
        "id": endorsement.public_id,
        "organisation": organisation.public_id,
        "before": { "statement": before },
        "after": { "statement": after },
    })
}

/// What became of an endorsement, with the public reason where there is one.
pub fn fate(organisation: &Organisation, endorsement: &Endorsement, reason: Option<&Reason>) -> Value {
    json!({
        "id": endorsement.public_id,
        "organisation": organisation.public_id,
        "slug": organisation.slug,
        "reason": told(reason),
    })
}

/// `endorsement.restored` of one that shows itself again, with the subjects of entries of weekly batches that can be read
/// from then on: after it, only a notice may take them away.
pub fn shown_again(organisation: &Organisation, endorsement: &Endorsement, shown: &[String]) -> Value {
    let mut body = fate(organisation, endorsement, None);
    if !shown.is_empty() {
        body["shown"] = json!(shown);
    }
    body
}

/// `endorsement.restored` of one that withdrew while it was suspended: that is over, and the withdrawal stands.
pub fn suspension_over(organisation: &Organisation, endorsement: &Endorsement) -> Value {
    let mut body = fate(organisation, endorsement, None);
    body["withdrawn"] = json!(true);
    body
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
