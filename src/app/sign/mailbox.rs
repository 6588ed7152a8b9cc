//! What a mailbox that answered tells of who signed: that somebody reads it, and, where it is on the organisation's own
//! domain, that the organisation gave it to them.

use serde_json::json;

use super::confirm::signer;
use crate::app::account::addressees;
use crate::app::act::{Act, Subject};
use crate::app::case::entries;
use crate::app::identity;
use crate::domain::assurance::Level;
use crate::domain::audit::AuditAct;
use crate::domain::email::Email;
use crate::domain::host::RegistrableDomain;
use crate::domain::{Error, Moment, Result};
use crate::store::assurance::{Assurance, AssuranceState, Evidence, NewAssurance};
use crate::store::endorsement::Endorsement;
use crate::store::organisation::Organisation;
use crate::store::{self, Json};

/// Records that the mailbox answered, and whether it is on the organisation's own domain.
pub(super) fn record(
    act: &mut Act<'_>,
    organisation: &Organisation,
    email: &Email,
    answered: Moment,
) -> Result<Level> {
    let domain = own_domain(email, organisation.domain.as_deref());
    let level = level(email, organisation);
    let evidence = Evidence::Mailbox { domain };
    let unnamed = organisation.sealed.is_some();
    let evidence = if unnamed { identity::seal_evidence(act.app, evidence)? } else { evidence };
    let record = NewAssurance {
        organisation_id: organisation.id,
        level,
        evidence: Json(evidence),
        state: AssuranceState::Confirmed,
        recorded_by: None,
        recorded_at: act.now,
        confirmed_at: Some(answered),
    };
    store::assurance::insert(act.db, &record)?;
    Ok(level)
}

/// Somebody else's mailbox answered: recorded where it tells more than those before it did, and entered if the
/// organisation, opened, is or was in the register.
///
/// # Errors
/// Internal.
pub(in crate::app) fn another(
    act: &mut Act<'_>,
    organisation: &Organisation,
    endorsement: &Endorsement,
    email: &Email,
) -> Result<()> {
    let level = level(email, organisation);
    let records = store::assurance::of_organisation(act.db, organisation.id)?;
    let by_mailbox =
        |record: &&Assurance| record.counts() && matches!(record.evidence.0, Evidence::Mailbox { .. });
    if records.iter().filter(by_mailbox).any(|record| record.level >= level) {
        return Ok(());
    }
    record(act, organisation, email, act.now)?;
    match store::assurance::of_organisation(act.db, organisation.id)?.first() {
        Some(newest) if endorsement.published_at.is_some() => entries::assurance(act, organisation, newest),
        _ => Ok(()),
    }
}

fn level(email: &Email, organisation: &Organisation) -> Level {
    let own = own_domain(email, organisation.domain.as_deref()).is_some();
    if own { Level::DomainMailbox } else { Level::Mailbox }
}

/// The organisation has another domain now: what its mailbox tells of the one before no longer counts, and is weighed
/// against the new one. The mailbox answered when it did.
///
/// # Errors
/// Internal.
pub(in crate::app) fn weigh_anew(
    act: &mut Act<'_>,
    before: &Organisation,
    endorsement: &Endorsement,
) -> Result<()> {
    let records = store::assurance::of_organisation(act.db, before.id)?;
    let by_mailbox =
        |record: &&Assurance| record.counts() && matches!(record.evidence.0, Evidence::Mailbox { .. });
    let Some(last) = records.iter().find(by_mailbox) else { return Ok(()) };
    let (email, _) = match signer(act, endorsement) {
        Err(Error::NotFound) => match addressees(act.app, act.db, before)?.into_iter().next() {
            // The signer has left, and somebody else acts.
            Some(other) => (other.email, other.locale),
            // Nobody acts for it any more whose mailbox could be weighed.
            None => return Ok(()),
        },
        found => found?,
    };
    let answered = last.checked_at();
    store::assurance::lapse(act.db, before.id, last.level, (act.now, answered))?;
    entries::assurance_lapsed(act, before, last, answered)?;
    let organisation = store::organisation::find(act.db, before.id)?;
    let level = record(act, &organisation, &email, answered)?;
    if let Some(weighed) = store::assurance::of_organisation(act.db, before.id)?.first() {
        entries::assurance(act, &organisation, weighed)?;
    }
    let detail = json!({ "before": last.level, "after": level });
    act.audit(AuditAct::AssuranceWeighed, Subject("organisation", Some(before.id.0)), detail)
}

/// The organisation's registrable domain, if the mailbox is on it and it tells who they are.
///
/// Free and disposable mail never counts, nor a domain on which unrelated organisations have pages.
pub fn own_domain(email: &Email, website: Option<&str>) -> Option<String> {
    let domain = RegistrableDomain::of_email(email)?;
    let own = website == Some(domain.as_str()) && !email.is_anybodys() && !domain.is_shared();
    own.then(|| domain.as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_mailbox_on_ones_own_domain_tells_more() {
        let domain = |email: &str, website| own_domain(&Email::parse(email).unwrap(), website);
        assert_eq!(domain("a@post.skov.example", Some("skov.example")).as_deref(), Some("skov.example"));
        assert_eq!(domain("a@skov.example", Some("eng.example")), None);
        assert_eq!(domain("a@skov.example", None), None);
        assert_eq!(domain("a@gmail.com", Some("gmail.com")), None);
        assert_eq!(domain("a@mailinator.com", Some("mailinator.com")), None);
    }
}
