//! Control over a domain: an organisation gets a token and puts it at its domain, we look whether it is there, and
//! look again as time goes by. Who may, what counts and when it ceases to is the domain's (`domain/challenge.rs`).

mod look;
mod note;

use std::cmp::Reverse;

use serde_json::json;

use super::App;
use super::account::{Account, Acting, write_to_all};
use super::act::{Act, Origin, Subject};
use super::address::Address;
use super::case::matter::Matter;
use super::case::{entries, hold};
use super::letter::Letter;
use crate::domain::assurance::{Level, Method};
use crate::domain::audit::AuditAct;
use crate::domain::challenge::{self, Hindrance};
use crate::domain::endorsement::withdraws_by_letter;
use crate::domain::host::RegistrableDomain;
use crate::domain::ids::{OrganisationId, RepresentativeId};
use crate::domain::permit::{Moderate, Permit};
use crate::domain::{Error, Moment, Refusal, Result};
use crate::secret;
use crate::store::assurance::Assurance;
use crate::store::challenge::{Challenge, NewChallenge};
use crate::store::endorsement::Endorsement;
use crate::store::organisation::Organisation;
use crate::store::{self, Db};

pub(super) use look::{Sought, findings, look_at_each};
pub use look::{Turn, look_at_due, turn};

/// Where an organisation stands with its domain.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Empty, where it must not be named.
    pub organisation: String,
    /// The domain that it may show control of, or what stands in the way.
    pub offer: Result<RegistrableDomain, Hindrance>,
    pub challenge: Option<Challenge>,
    /// How and when control was shown, while that counts.
    pub verified: Option<(Method, Moment)>,
    /// When it was last seen, where it no longer counts.
    pub lapsed: Option<Moment>,
    /// Whether there is anybody to write to.
    pub reachable: bool,
}

impl Standing {
    fn of(db: &mut Db, organisation: &Organisation, endorsement: &Endorsement) -> Result<Standing> {
        let records = store::assurance::of_organisation(db, organisation.id)?;
        let mut ours = records.iter().filter(|record| record.level == Level::DomainControl);
        let held = ours.clone().find(|record| record.counts());
        let lapsed =
            ours.find(|record| record.lapsed_at.is_some()).and_then(|record| record.last_verified_at);
        Ok(Standing {
            organisation: organisation.mail_name(),
            offer: offer(organisation, endorsement),
            challenge: store::challenge::of_organisation(db, organisation.id)?,
            verified: held.map(|record| (record.evidence.0.method(), record.checked_at())),
            lapsed: lapsed.filter(|_| held.is_none()),
            reachable: !store::representative::of_organisation(db, organisation.id)?.is_empty(),
        })
    }
}

fn offer(organisation: &Organisation, endorsement: &Endorsement) -> Result<RegistrableDomain, Hindrance> {
    if organisation.merged_into.is_some() {
        return Err(Hindrance::Over);
    }
    // A sealed organisation's domain is a keyed index, which is no domain.
    let domain = organisation.domain.as_deref().filter(|_| organisation.sealed.is_none());
    challenge::offered(organisation.category, endorsement.visibility, endorsement.state, domain)
}

/// Whether an organisation may still show control of the domain of its challenge.
fn stands(challenge: &Challenge, organisation: &Organisation, endorsement: &Endorsement) -> bool {
    offer(organisation, endorsement).is_ok_and(|domain| domain.as_str() == challenge.domain)
}

/// An organisation with its signature, as they stand once everybody waits who changes them. It is held before anything else
/// about its domain is touched, by all who do: nobody waits for somebody who waits for them.
fn holding(db: &mut Db, of: OrganisationId) -> Result<(Organisation, Endorsement)> {
    store::organisation::hold(db, of)?;
    Ok((store::organisation::find(db, of)?, store::endorsement::of_organisation(db, of)?))
}

/// The records of control that count, the one checked last first: it tells how control is known. There are others where
/// they came from another register, or were made when each place had its own.
fn held(db: &mut Db, of: OrganisationId) -> Result<Vec<Assurance>> {
    let mut records = store::assurance::of_organisation(db, of)?;
    records.retain(|record| record.level == Level::DomainControl && record.counts());
    records.sort_by_key(|record| Reverse((record.checked_at(), record.id)));
    Ok(records)
}

/// How control is known by these records: where it was seen last.
fn known_by(held: &[Assurance]) -> Option<Method> {
    held.first().map(|record| record.evidence.0.method())
}

/// When control was last seen that a record tells of: where the look is older (`adopt`), by the record itself.
fn last_seen(record: &Assurance, kept: Option<&Challenge>) -> Moment {
    let checked = record.checked_at();
    kept.and_then(|kept| kept.found_at).map_or(checked, |found| found.max(checked))
}

/// How control was shown by these records.
fn methods(held: &[Assurance]) -> Vec<Method> {
    held.iter().map(|record| record.evidence.0.method()).collect()
}

/// Where the organisation of a representative stands.
///
/// # Errors
/// Not found, if the person no longer acts for anybody.
pub async fn see(app: &App, id: RepresentativeId) -> Result<Standing> {
    let parts = app.clone();
    app.store
        .read(move |db| {
            let account = Account::of(&parts, db, id)?;
            Standing::of(db, &account.organisation, &account.endorsement)
        })
        .await
}

/// Where the organisation of a Case stands.
///
/// # Errors
/// Not found, if there is no such Case; `WrongState`, while its signature is held.
pub async fn see_case(app: &App, _: &Permit<Moderate>, number: i64) -> Result<Standing> {
    app.store
        .read(move |db| {
            let matter = Matter::closed(db, number)?;
            hold::check_answered(db, &matter)?;
            Standing::of(db, &matter.organisation, &matter.endorsement)
        })
        .await
}

/// Gives the organisation of a representative its token. One that it has already stays, and is waited for again.
///
/// # Errors
/// `WrongState`, where control of a domain is not offered.
pub async fn ask(app: &App, acting: Acting) -> Result<()> {
    let id = acting.representative;
    app.act(acting.origin, move |act| {
        let account = Account::of(act.app, act.db, id)?;
        begin(act, account.organisation.id, "signer").map(drop)
    })
    .await
}

/// Asks the organisation of a Case to show control of its domain: its people get the token in a mail.
///
/// # Errors
/// `WrongState`, where it is not offered, there is nobody to write to, or nobody is written to yet.
pub async fn ask_for(app: &App, _: &Permit<Moderate>, origin: Origin, number: i64) -> Result<()> {
    app.act(origin, move |act| {
        let matter = Matter::closed(act.db, number)?;
        hold::check_answered(act.db, &matter)?;
        let Matter { organisation, reachable, .. } = matter;
        if !reachable {
            return Err(Error::Refused(Refusal::WrongState));
        }
        let (challenge, domain) = begin(act, organisation.id, "staff")?;
        let event = format!("domain_asked:{}:{}", challenge.id, act.now.millis());
        write_to_all(act, &organisation, &event, |act, to| {
            Ok(Letter::DomainAsked {
                organisation: organisation.mail_name(),
                domain: domain.to_string(),
                record: challenge::record_name(&domain),
                file: challenge::file_address(&domain),
                token: challenge.token.clone(),
                link: Address::AccountDomain.url(&act.app.config.base_url.url, to.locale),
            })
        })
    })
    .await
}

fn begin(act: &mut Act<'_>, of: OrganisationId, by: &'static str) -> Result<(Challenge, RegistrableDomain)> {
    let (organisation, endorsement) = holding(act.db, of)?;
    let domain = offer(&organisation, &endorsement).map_err(|_| Error::Refused(Refusal::WrongState))?;
    let id = match store::challenge::of_organisation(act.db, of)? {
        Some(kept) if kept.domain == domain.as_str() => {
            if kept.next_look_at.is_none() {
                store::challenge::wait_again(act.db, kept.id, act.now)?;
            }
            kept.id
        }
        other => {
            if other.is_some() {
                store::challenge::delete_of(act.db, of)?;
            }
            let new = NewChallenge {
                organisation_id: of,
                domain: domain.to_string(),
                token: secret::challenge(&*act.app.chance),
                asked_at: act.now,
                next_look_at: challenge::next_while_waiting(act.now, act.now),
            };
            store::challenge::insert(act.db, &new)?
        }
    };
    act.audit(AuditAct::ChallengeAsked, Subject("organisation", Some(of.0)), json!({ "by": by }))?;
    Ok((store::challenge::find(act.db, id)?, domain))
}

/// Looks at the domain of a representative's organisation now, and waits for what comes of it.
///
/// # Errors
/// `WrongState`, where there is no token to look for; `Conflict`, while somebody else looks, or too many do.
pub async fn check(app: &App, acting: Acting) -> Result<()> {
    let (id, turn) = (acting.representative, turn().await?);
    let seen = app.act(acting.origin, move |act| {
        let account = Account::of(act.app, act.db, id)?;
        take(act, &account.organisation, &account.endorsement)
    });
    look::look(app, seen.await?, turn).await
}

/// The same for the organisation of a Case.
///
/// # Errors
/// As [`check`].
pub async fn check_case(app: &App, _: &Permit<Moderate>, origin: Origin, number: i64) -> Result<()> {
    let turn = turn().await?;
    let seen = app.act(origin, move |act| {
        let matter = Matter::closed(act.db, number)?;
        take(act, &matter.organisation, &matter.endorsement)
    });
    look::look(app, seen.await?, turn).await
}

fn take(act: &mut Act<'_>, of: &Organisation, endorsement: &Endorsement) -> Result<Challenge> {
    let seen = store::challenge::of_organisation(act.db, of.id)?.filter(|seen| stands(seen, of, endorsement));
    let seen = seen.ok_or(Error::Refused(Refusal::WrongState))?;
    let claimed = look::claim(act.db, seen, act.now)?.ok_or(Error::Conflict)?;
    act.audit(AuditAct::ChallengeChecked, Subject("organisation", Some(of.id.0)), json!({}))?;
    Ok(claimed)
}

/// Ends what is known of a domain, because its organisation leaves it, or will not be named: nothing is looked for any
/// more, and what was found no longer counts.
pub(super) fn leave(act: &mut Act<'_>, organisation: &Organisation, endorsement: &Endorsement) -> Result<()> {
    // A look that ends at this moment has noted all that it found, or finds nothing to note it with.
    store::organisation::hold(act.db, organisation.id)?;
    let kept = store::challenge::of_organisation(act.db, organisation.id)?;
    if let Some(record) = held(act.db, organisation.id)?.first() {
        let last_verified = last_seen(record, kept.as_ref());
        lapse(act, organisation, endorsement, (record, last_verified))?;
    }
    store::challenge::delete_of(act.db, organisation.id).map(drop)
}

/// Takes over control of a domain that somebody showed who was let in (`app/recovery`): it counts, and from now on their
/// token is the organisation's. What is not, or no longer, offered is left alone.
pub(super) fn adopt(
    act: &mut Act<'_>,
    of: OrganisationId,
    (domain, token): (&str, &str),
    (method, found_at): (Method, Moment),
) -> Result<()> {
    let (organisation, endorsement) = holding(act.db, of)?;
    if !offer(&organisation, &endorsement).is_ok_and(|offered| offered.as_str() == domain) {
        return Ok(());
    }
    let (kept, before) = (store::challenge::of_organisation(act.db, of)?, held(act.db, of)?);
    let known = before.first().map(|known| (known.evidence.0.method(), last_seen(known, kept.as_ref())));
    store::challenge::delete_of(act.db, of)?;
    let new = NewChallenge {
        organisation_id: of,
        domain: domain.to_owned(),
        token: token.to_owned(),
        asked_at: act.now,
        next_look_at: Some(challenge::next_after_found(0, act.now)),
    };
    let id = store::challenge::insert(act.db, &new)?;
    let last = known.map_or(found_at, |(_, seen)| seen.max(found_at));
    store::challenge::found(act.db, id, last)?;
    // What was seen later than this look tells more, until their token is looked for again.
    if known.is_some_and(|(known, seen)| known == method || seen > found_at) {
        return Ok(());
    }
    supersede(act, &before, kept.as_ref())?;
    note::record(act, (&organisation, &endorsement), domain, (method, found_at)).map(drop)
}

/// Ends what told how control was known, since it was seen elsewhere now. It has not lapsed: the record that takes its
/// place tells so, and the register shows that one.
fn supersede(act: &mut Act<'_>, held: &[Assurance], kept: Option<&Challenge>) -> Result<()> {
    let Some(known) = held.first() else { return Ok(()) };
    let ended = (act.now, last_seen(known, kept));
    store::assurance::lapse(act.db, known.organisation_id, known.level, ended).map(drop)
}

fn lapse(
    act: &mut Act<'_>,
    organisation: &Organisation,
    endorsement: &Endorsement,
    (record, last_verified): (&Assurance, Moment),
) -> Result<()> {
    store::assurance::lapse(act.db, organisation.id, record.level, (act.now, last_verified))?;
    if endorsement.published_at.is_some() {
        entries::assurance_lapsed(act, organisation, record, last_verified)?;
    }
    let detail = json!({ "organisation": organisation.id, "level": record.level });
    act.audit(AuditAct::AssuranceLapsed, Subject("organisation", Some(organisation.id.0)), detail)
}

/// Whether the desk and a Case speak of it at all: never of a state, nor of who must not be named.
pub fn is_offered(organisation: &Organisation, endorsement: &Endorsement) -> bool {
    !withdraws_by_letter(organisation.category) && offer(organisation, endorsement).is_ok()
}
