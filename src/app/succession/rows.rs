//! Writes what the entries tell as the rows that signing and publishing left where it happened. There are no people:
//! nobody's contact is public.

use std::collections::{BTreeMap, HashMap};

use serde_json::json;

use super::refused;
use super::told::{About, Checked, Promise, Register, Signatory};
use crate::app::act::Act;
use crate::app::rows;
use crate::domain::Result;
use crate::domain::assurance::Method;
use crate::domain::endorsement::{Authority, Origin};
use crate::domain::evidence::EvidenceLinks;
use crate::domain::ids::{CommitmentId, OrganisationId, VersionId};
use crate::domain::merge::Added;
use crate::domain::organisation::Profile;
use crate::domain::other_name::NameKind;
use crate::domain::reason::{ReasonPurpose, Wording};
use crate::domain::visibility::Visibility;
use crate::secret;
use crate::store::assurance::{AssuranceState, Evidence, NewAssurance};
use crate::store::commitment::NewCommitment;
use crate::store::endorsement::NewEndorsement;
use crate::store::merge::Moved;
use crate::store::{self, Json};

/// The ids of the rows, by the places of what was told.
pub struct Ids {
    organisations: Vec<OrganisationId>,
    commitments: Vec<CommitmentId>,
}

impl Ids {
    /// The rows that an entry is about.
    pub fn of(&self, about: About) -> (Option<OrganisationId>, Option<CommitmentId>) {
        let organisation = about.signatory.map(|place| self.organisations[place]);
        (organisation, about.commitment.map(|place| self.commitments[place]))
    }
}

/// Writes everything but the entries.
///
/// # Errors
/// Internal, when a signatory has what none can have here.
pub fn write(
    act: &mut Act<'_>,
    register: &Register,
    versions: &HashMap<u32, VersionId>,
    origin: &str,
) -> Result<Ids> {
    reasons(act, &register.reasons)?;
    let mut ids = Ids { organisations: Vec::new(), commitments: Vec::new() };
    for one in &register.signatories {
        let version = versions.get(&one.signed.version).copied();
        let version = version.ok_or_else(|| refused("a version that was signed is missing"))?;
        ids.organisations.push(signatory(act, one, version, origin)?);
    }
    for one in &register.commitments {
        let organisation = ids.organisations[one.signatory];
        ids.commitments.push(commitment(act, one, organisation)?);
    }
    merges(act, register, &ids)?;
    Ok(ids)
}

/// Who became whom, so that it can be undone here too.
fn merges(act: &mut Act<'_>, register: &Register, ids: &Ids) -> Result<()> {
    for (place, one) in register.signatories.iter().enumerate() {
        let Some((survivor, merged)) = &one.merged else { continue };
        let (goes, stays) = (ids.organisations[place], ids.organisations[*survivor]);
        let known = &merged.before;
        let had = |name: &str| known.names.iter().any(|one| one.name.as_str() == name);
        let own = register.signatories[*survivor].signed.name.as_str();
        let others = one.signed.names.iter().map(|one| one.name.as_str());
        let names = std::iter::once(one.signed.name.as_str()).chain(others);
        let (ours, theirs) = (&known.identifiers, &one.signed.identifiers);
        let added = Added {
            names: names.map(|name| name != own && !had(name)).collect(),
            identifiers: [
                ours.lei.is_none() && theirs.lei.is_some(),
                ours.ror.is_none() && theirs.ror.is_some(),
                ours.wikidata.is_none() && theirs.wikidata.is_some(),
            ],
        };
        let commitments = merged.commitments.iter().map(|place| ids.commitments[*place]).collect();
        let moved = Moved { commitments, representatives: Vec::new(), added };
        let id = store::merge::insert(act.db, (stays, goes), NameKind::Former, merged.at)?;
        let seen = store::merge::find(act.db, id)?;
        store::merge::note_made(act.db, &seen, moved, merged.at)?;
        let row = store::organisation::find(act.db, goes)?;
        store::merge::point(act.db, (goes, row.revision), Some(stays), merged.at)?;
    }
    Ok(())
}

/// Reasons as they were told last, in place of what the catalogue begins with.
fn reasons(act: &mut Act<'_>, given: &BTreeMap<String, (ReasonPurpose, Option<Wording>)>) -> Result<()> {
    for (code, (purpose, texts)) in given {
        let known = store::reason::get(act.db, code)?;
        let words = texts.clone().unwrap_or_default();
        let reason = store::reason::Reason {
            code: code.clone(),
            purpose: known.as_ref().map_or(*purpose, |reason| reason.purpose),
            titles: known.as_ref().map_or_else(|| Json(words.clone()), |reason| reason.titles.clone()),
            hidden: texts.is_none(),
            position: known.as_ref().map_or(0, |reason| reason.position),
            texts: match (texts, known) {
                (None, Some(known)) => known.texts,
                _ => Json(words),
            },
            updated_at: act.now,
        };
        store::reason::upsert(act.db, &reason)?;
    }
    Ok(())
}

fn signatory(act: &mut Act<'_>, one: &Signatory, version: VersionId, origin: &str) -> Result<OrganisationId> {
    let signed = &one.signed;
    let profile = json!({
        "name": signed.name, "category": signed.category, "country": signed.country,
        "website": signed.website, "description": signed.description,
        "names": signed.names, "identifiers": signed.identifiers,
    });
    let profile: Profile =
        serde_json::from_value(profile).map_err(|error| refused(&format!("{}: {error}", signed.slug)))?;
    let row = rows::profile(&profile);
    let id = store::organisation::insert(act.db, &one.organisation, &row, one.updated_at)?;
    store::organisation::give_address(act.db, id, &signed.slug, i64::from(signed.number))?;
    let endorsement = NewEndorsement {
        public_id: one.endorsement.clone(),
        reference: secret::reference(&*act.app.chance),
        organisation_id: id,
        representative_id: None,
        version_id: version,
        language: signed.language.clone(),
        state: one.state,
        visibility: Visibility::Public,
        embargo_until: None,
        statement: signed.statement.clone(),
        authority: Authority::Own,
        origin: Origin::Import,
        submitted_at: signed.signed_at,
        updated_at: one.updated_at,
        revision: 1,
    };
    let endorsement = store::endorsement::insert(act.db, &endorsement)?;
    let signed_at = (!signed.taken_over).then_some(signed.signed_at);
    let dates = (signed_at, one.published_at, one.ended_at);
    store::endorsement::date(act.db, endorsement, dates)?;
    store::endorsement::set_reason(act.db, endorsement, one.reason.as_deref())?;
    one.checks.iter().try_for_each(|check| checked(act, id, check, origin))?;
    Ok(id)
}

/// A check that was made elsewhere. The evidence is there; here, the entry stands for it.
fn checked(act: &mut Act<'_>, of: OrganisationId, check: &Checked, origin: &str) -> Result<()> {
    let at = check.recorded.checked_at;
    let evidence = match check.recorded.method {
        Method::Letter => Evidence::Letter {
            reference: format!("{origin}/entries/{}", check.entry),
            dated: at.day_in(act.app.time_zone()),
            sha256: check.digest.clone(),
        },
        Method::MailedLink => Evidence::Mailbox { domain: None },
        Method::DnsRecord => Evidence::DnsRecord { domain: None },
        Method::WellKnownFile => Evidence::WellKnownFile { domain: None },
    };
    let record = NewAssurance {
        organisation_id: of,
        level: check.recorded.level,
        evidence: Json(evidence),
        state: AssuranceState::Confirmed,
        recorded_by: None,
        recorded_at: at,
        confirmed_at: Some(at),
    };
    store::assurance::insert(act.db, &record)?;
    match check.lapsed {
        Some(lapsed) => store::assurance::lapse(act.db, of, record.level, lapsed).map(drop),
        None => Ok(()),
    }
}

/// Whether pages may link to these: each must be an address as it is written here.
fn check_evidence(urls: &[String]) -> Result<(), String> {
    let links = EvidenceLinks::of(urls.iter().map(String::as_str)).map_err(|flaw| flaw.to_string())?;
    if links.urls() == urls { Ok(()) } else { Err("an address is not written in full".to_owned()) }
}

fn commitment(act: &mut Act<'_>, one: &Promise, organisation: OrganisationId) -> Result<CommitmentId> {
    let promised = &one.promised;
    check_evidence(&promised.evidence)
        .map_err(|why| refused(&format!("commitment {}: evidence: {why}", one.id)))?;
    let new = NewCommitment {
        public_id: one.id.clone(),
        organisation_id: organisation,
        state: one.fate.state(),
        kind: promised.kind,
        title: promised.title.clone(),
        action: promised.action.clone(),
        measure: Json(promised.measure.clone()),
        paragraphs: Json(promised.paragraphs.clone()),
        countries: Json(promised.countries.clone()),
        evidence: Json(promised.evidence.clone()),
        sealed: None,
        start_on: promised.start.map(Json),
        due_on: Json(promised.due),
        stage: promised.stage,
        amount_minor: promised.amount_minor,
        currency: promised.currency.clone(),
        recipients: promised.recipients.clone(),
        version: i64::from(promised.version),
        created_at: one.published_at,
        updated_at: one.updated_at,
        revision: 1,
    };
    let id = store::commitment::insert(act.db, &new)?;
    store::commitment::date(act.db, id, one.published_at, one.ended_at)?;
    store::commitment::set_reason(act.db, id, one.reason.as_deref())?;
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_is_taken_over_only_as_whole_addresses() {
        let check = |url: &str| check_evidence(&[url.to_owned()]);
        assert_eq!(check_evidence(&[]), Ok(()));
        assert_eq!(check("https://example.org/report?year=2026"), Ok(()));
        for wrong in ["example.org/report", " https://example.org/", "javascript:alert(1)", ""] {
            assert!(check(wrong).is_err(), "{wrong}");
        }
    }
}
