//! The page of whoever asks, behind the link that they were mailed: confirming the mailbox, what to show and where, and
//! what became of it. The link works again and again while the request is open.

use serde_json::json;

use super::{asked_of, case_words, look, open};
use crate::app::account::addressees;
use crate::app::act::{Act, Origin, Subject};
use crate::app::address::Address;
use crate::app::letter::Letter;
use crate::app::sign::submit::mails_left_today;
use crate::app::{App, challenge, identity};
use crate::domain::audit::AuditAct;
use crate::domain::case::{CaseKind, CaseOutcome, CaseState};
use crate::domain::challenge::{Finding, next_while_waiting};
use crate::domain::host::RegistrableDomain;
use crate::domain::ids::RecoveryId;
use crate::domain::link::Purpose;
use crate::domain::people::open_to_colleagues;
use crate::domain::recovery::{Proof, RecoveryState, domain_offered};
use crate::domain::{Error, Moment, Refusal, Result, limits};
use crate::secret;
use crate::store::organisation::Organisation;
use crate::store::recovery::Recovery;
use crate::store::{self, Db};

/// What mails to those who act begin with in the outbox; the request's id follows.
const TOLD: &str = "recovery_told.";

/// What is to be put at a domain, and what was seen there.
#[derive(Debug, Clone)]
pub struct Place {
    pub domain: RegistrableDomain,
    pub token: String,
    pub looked_at: Option<Moment>,
    pub dns: Option<Finding>,
    pub file: Option<Finding>,
    pub found_at: Option<Moment>,
    pub next_look_at: Option<Moment>,
}

/// A request, as whoever made it sees it.
#[derive(Debug, Clone)]
pub struct Seen {
    /// As the public register calls it, or as it was typed; the latter once the mailbox is confirmed, for it may be one that
    /// must not be named.
    pub organisation: String,
    /// The one of which it was asked, where that has gone into this one.
    pub other: Option<String>,
    pub state: RecoveryState,
    pub reference: String,
    pub proof: Proof,
    pub others_left: bool,
    pub name: String,
    pub email: String,
    /// Where control of the domain is to be shown. Nothing, where it takes a letter.
    pub place: Option<Place>,
}

/// The request behind a link. Looking changes nothing.
///
/// # Errors
/// `LinkSpent`, if there is none any more.
pub async fn see(app: &App, token: &str) -> Result<Seen> {
    let (hash, now, own) = (secret::hash_token(token), app.clock.now(), app.clone());
    app.store
        .read(move |db| {
            let recovery = behind(db, &hash, now)?;
            let asker = open(&own, &recovery)?.ok_or_else(spent)?;
            let public = public_of(db, &recovery)?;
            let other = if public.is_some() { asked_of(db, &recovery)? } else { None };
            let place = public.as_ref().and_then(|(_, domain)| place(&recovery, domain.as_ref()));
            let typed =
                if recovery.state == RecoveryState::Asked { String::new() } else { asker.organisation };
            Ok(Seen {
                organisation: public.map_or(typed, |(of, _)| of.name),
                other,
                state: recovery.state,
                reference: recovery.reference,
                proof: recovery.proof,
                others_left: recovery.others_left,
                name: asker.person.name,
                email: asker.person.email,
                place,
            })
        })
        .await
}

/// The organisation that was chosen from the public register, or the one that it became, as long as it stands there, and the
/// domain that it offers.
pub(super) fn public_of(
    db: &mut Db,
    recovery: &Recovery,
) -> Result<Option<(Organisation, Option<RegistrableDomain>)>> {
    let Some(id) = recovery.organisation_id else { return Ok(None) };
    let of = store::organisation::survivor(db, id)?;
    let seen = store::endorsement::of_organisation(db, of.id)?;
    if seen.published_at.is_none() || of.sealed.is_some() || of.erased_at.is_some() {
        return Ok(None);
    }
    let domain = domain_offered(of.category, seen.visibility, seen.state, of.domain.as_deref());
    Ok(Some((of, domain)))
}

/// The domain of which control is to be shown, where it is not by letter.
pub(super) fn wanted(db: &mut Db, recovery: &Recovery) -> Result<Option<RegistrableDomain>> {
    let domain = public_of(db, recovery)?.and_then(|(_, domain)| domain);
    Ok(domain.filter(|_| recovery.proof == Proof::Domain))
}

/// Where a token is looked for, as long as that is the organisation's domain.
fn place(recovery: &Recovery, domain: Option<&RegistrableDomain>) -> Option<Place> {
    let domain = domain.filter(|one| recovery.domain.as_deref() == Some(one.as_str()))?;
    Some(Place {
        domain: domain.clone(),
        token: recovery.token.clone()?,
        looked_at: recovery.looked_at,
        dns: recovery.dns_finding,
        file: recovery.file_finding,
        found_at: recovery.found_at,
        next_look_at: recovery.next_look_at,
    })
}

fn behind(db: &mut Db, hash: &str, now: Moment) -> Result<Recovery> {
    let link = store::link::find(db, hash, Purpose::Recovery, now)?.ok_or_else(spent)?;
    let found = store::recovery::find(db, RecoveryId(link.subject_id));
    let recovery = found.map_err(|error| if matches!(error, Error::NotFound) { spent() } else { error })?;
    let asked = recovery.state == RecoveryState::Asked;
    if asked && now - recovery.asked_at > chrono::Duration::days(limits::CONFIRM_DAYS) {
        return Err(spent());
    }
    Ok(recovery)
}

fn spent() -> Error {
    Error::Refused(Refusal::LinkSpent)
}

/// Confirms the mailbox: the request goes before the ministry, and everybody who acts is told.
///
/// # Errors
/// `LinkSpent`; `WrongState`, when it was confirmed already.
pub async fn confirm(app: &App, origin: Origin, token: &str) -> Result<()> {
    let hash = secret::hash_token(token);
    app.act(origin, move |act| {
        let recovery = behind(act.db, &hash, act.now)?;
        if recovery.state != RecoveryState::Asked {
            return Err(Error::Refused(Refusal::WrongState));
        }
        let domain = wanted(act.db, &recovery)?;
        let token = secret::challenge(&*act.app.chance);
        let place = domain.as_ref().map(|domain| (domain.as_str(), token.as_str()));
        let next = place.and_then(|_| next_while_waiting(act.now, act.now));
        store::recovery::confirm(act.db, &recovery, place, next, act.now)?;
        let case = match recovery.organisation_id {
            Some(id) => {
                let of = store::organisation::survivor(act.db, id)?.id;
                let of = identity::find(act.app, act.db, of)?;
                before_staff(act, &recovery, &of)?
            }
            None => None,
        };
        let subject = Subject("recovery", Some(recovery.id.0));
        act.audit(AuditAct::RecoveryConfirmed, subject, json!({ "case": case, "proof": recovery.proof }))
    })
    .await
}

/// Opens the Case and writes to everybody who acts. Gives its number; nothing for what is over.
fn before_staff(act: &mut Act<'_>, recovery: &Recovery, of: &Organisation) -> Result<Option<i64>> {
    let seen = store::endorsement::of_organisation(act.db, of.id)?;
    if of.erased_at.is_some() || !open_to_colleagues(seen.state) {
        return Ok(None);
    }
    let words = case_words(act.db, of, recovery)?;
    let case = store::case::open(act.db, CaseKind::Recovery, recovery.id.0, (of.id, &words), act.now)?;
    let other = asked_of(act.db, recovery)?.unwrap_or_default();
    for to in addressees(act.app, act.db, of)? {
        // Whoever makes many requests does not fill the mailboxes of those who act: the account shows them all.
        if mails_left_today(act, TOLD, &to.email)? {
            let letter = Letter::RecoveryAsked {
                organisation: of.mail_name(),
                other: other.clone(),
                others_left: recovery.others_left,
                days: limits::OBJECTION_DAYS,
                link: Address::AccountPeople.url(&act.app.config.base_url.url, to.locale),
            };
            act.mail_about(of.id, &format!("{TOLD}{}", recovery.id), (&to.email, to.locale), &letter)?;
        }
    }
    Ok(Some(store::case::find(act.db, case)?.number))
}

/// Looks at the domain now, and waits for what comes of it.
///
/// # Errors
/// `LinkSpent`; `WrongState`, where there is nothing to look for; `Conflict`, while somebody else looks, or too many do.
pub async fn check(app: &App, origin: Origin, token: &str) -> Result<()> {
    let (hash, turn) = (secret::hash_token(token), challenge::turn().await?);
    let seen = app.act(origin, move |act| {
        let recovery = behind(act.db, &hash, act.now)?;
        let domain = public_of(act.db, &recovery)?.and_then(|(_, domain)| domain);
        let open = recovery.state == RecoveryState::Open;
        if !open || place(&recovery, domain.as_ref()).is_none() {
            return Err(Error::Refused(Refusal::WrongState));
        }
        if !look::claim(act.db, &recovery, act.now)? {
            return Err(Error::Conflict);
        }
        act.audit(AuditAct::RecoveryChecked, Subject("recovery", Some(recovery.id.0)), json!({}))?;
        Ok(recovery)
    });
    look::look(app, seen.await?, turn).await
}

/// Calls the request off; its Case closes.
///
/// # Errors
/// `LinkSpent`; `WrongState`, when it is not open.
pub async fn call_off(app: &App, origin: Origin, token: &str) -> Result<()> {
    let hash = secret::hash_token(token);
    app.act(origin, move |act| {
        let recovery = behind(act.db, &hash, act.now)?;
        if recovery.state != RecoveryState::Open {
            return Err(Error::Refused(Refusal::WrongState));
        }
        store::recovery::close(act.db, recovery.id, RecoveryState::CalledOff, act.now)?;
        if let Some(case) = store::case::open_of(act.db, CaseKind::Recovery, recovery.id.0)? {
            store::case::set_state(act.db, &case, CaseState::Closed, Some(CaseOutcome::Cancelled), act.now)?;
        }
        act.audit(AuditAct::RecoveryCalledOff, Subject("recovery", Some(recovery.id.0)), json!({}))
    })
    .await
}
