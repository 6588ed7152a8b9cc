//! The entries that moderation writes into the log.

use super::matter::Matter;
use crate::app::act::{About, Act};
use crate::app::entry_body::organisation::Fields;
use crate::app::entry_body::{self, SignedText};
use crate::domain::amendment::Amendable;
use crate::domain::assurance::Level;
use crate::domain::entry::EntryKind;
use crate::domain::{Error, Moment, Result};
use crate::store;
use crate::store::assurance::Assurance;
use crate::store::commitment::Commitment;
use crate::store::endorsement::Endorsement;
use crate::store::organisation::Organisation;
use crate::store::reason::Reason;

/// `endorsement.published`
pub fn published(
    act: &mut Act<'_>,
    now_public: &Organisation,
    endorsement: &Endorsement,
    level: Level,
) -> Result<()> {
    let signed = SignedText::of(act.db, endorsement.version_id, &endorsement.language)?;
    let body = entry_body::published(now_public, endorsement, &signed, level);
    act.entry(EntryKind::EndorsementPublished, About::from(now_public.id), &body)
}

/// `assurance.recorded`
pub fn assurance(act: &mut Act<'_>, organisation: &Organisation, record: &Assurance) -> Result<()> {
    let body = entry_body::assurance(organisation, record);
    act.entry(EntryKind::AssuranceRecorded, About::from(organisation.id), &body)
}

/// `assurance.lapsed`
pub fn assurance_lapsed(
    act: &mut Act<'_>,
    organisation: &Organisation,
    record: &Assurance,
    last_verified: Moment,
) -> Result<()> {
    let body = entry_body::assurance_lapsed(organisation, record, last_verified);
    act.entry(EntryKind::AssuranceLapsed, About::from(organisation.id), &body)
}

/// `commitment.published`
pub fn commitment(act: &mut Act<'_>, organisation: &Organisation, promise: &Commitment) -> Result<()> {
    let about = About { organisation: Some(organisation.id), commitment: Some(promise.id) };
    act.entry(EntryKind::CommitmentPublished, about, &entry_body::commitment(organisation, promise))
}

/// `commitment.revised`
pub fn commitment_revised(
    act: &mut Act<'_>,
    organisation: &Organisation,
    was: &Commitment,
    now: &Commitment,
) -> Result<()> {
    let about = About { organisation: Some(organisation.id), commitment: Some(now.id) };
    act.entry(EntryKind::CommitmentRevised, about, &entry_body::commitment_revised(organisation, was, now))
}

/// `commitment.suspended`
pub fn commitment_suspended(
    act: &mut Act<'_>,
    organisation: &Organisation,
    promise: &Commitment,
    reason: Option<&Reason>,
) -> Result<()> {
    let about = About { organisation: Some(organisation.id), commitment: Some(promise.id) };
    let body = entry_body::commitment_suspended(organisation, promise, reason);
    act.entry(EntryKind::CommitmentSuspended, about, &body)
}

/// The same of one that is suspended, with the reason that was given then.
pub fn commitment_stays_suspended(
    act: &mut Act<'_>,
    organisation: &Organisation,
    promise: &Commitment,
) -> Result<()> {
    let code = promise.reason.as_deref();
    let reason = code.map(|code| store::reason::get(act.db, code)).transpose()?.flatten();
    commitment_suspended(act, organisation, promise, reason.as_ref())
}

/// `commitment.dropped`, with the reason that was given then.
pub fn commitment_dropped(
    act: &mut Act<'_>,
    organisation: &Organisation,
    promise: &Commitment,
) -> Result<()> {
    let about = About { organisation: Some(organisation.id), commitment: Some(promise.id) };
    let body = entry_body::commitment_dropped(organisation, promise, promise.reason.as_deref());
    act.entry(EntryKind::CommitmentDropped, about, &body)
}

/// An entry about what became of an endorsement, with the public reason where there is one.
pub fn fate(act: &mut Act<'_>, matter: &Matter, kind: EntryKind, reason: Option<&Reason>) -> Result<()> {
    let body = entry_body::fate(&matter.organisation, &matter.endorsement, reason);
    act.entry(kind, About::from(matter.organisation.id), &body)
}

/// `organisation.amended`, or `organisation.renamed` where its main name is among what changed.
pub fn profile(act: &mut Act<'_>, organisation: &Organisation, changes: &(Fields, Fields)) -> Result<()> {
    let renamed = changes.1.contains_key("name");
    let kind = if renamed { EntryKind::OrganisationRenamed } else { EntryKind::OrganisationAmended };
    act.entry(kind, About::from(organisation.id), &entry_body::organisation::amended(organisation, changes))
}

/// What an amendment changed: only the fields that differ, before and after. Nothing for no change.
pub fn changes(before: &Amendable, after: &Amendable) -> Result<Option<(Fields, Fields)>> {
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
    let only = |map: &Fields| -> Fields {
        let kept = map.iter().filter(|(field, _)| fields.contains(field));
        kept.map(|(field, value)| (field.clone(), value.clone())).collect()
    };
    Ok(Some((only(&old), only(&new))))
}
