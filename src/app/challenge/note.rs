//! What a look means: a record that counts, one that no longer does, a warning, or nothing new. Only news makes an
//! act, with its entry, audit line and mails.

use chrono::Duration;
use serde_json::json;

use super::{held, known_by, lapse, last_seen, methods, offer, supersede};
use crate::app::App;
use crate::app::account::write_to_all;
use crate::app::act::{Act, Origin, Subject};
use crate::app::address::Address;
use crate::app::case::entries;
use crate::app::letter::Letter;
use crate::domain::assurance::{Level, Method};
use crate::domain::audit::AuditAct;
use crate::domain::challenge::{Findings, Misses, next_after_found, next_while_waiting};
use crate::domain::ids::{AssuranceId, ChallengeId};
use crate::domain::{Error, Moment, Result, limits};
use crate::store::assurance::{Assurance, AssuranceState, Evidence, NewAssurance};
use crate::store::challenge::{Challenge, Looked};
use crate::store::endorsement::Endorsement;
use crate::store::organisation::Organisation;
use crate::store::{self, Db, Json};

/// What has changed.
enum News {
    /// By another way than is known, or for the first time.
    Shown(Method),
    /// Missed often enough that its people should know.
    Missing(Misses),
    Lapsed,
}

/// A challenge, whose it is, and what is known so far.
struct Seen {
    challenge: Challenge,
    organisation: Organisation,
    endorsement: Endorsement,
    held: Vec<Assurance>,
}

impl Seen {
    fn load(db: &mut Db, id: ChallengeId) -> Result<Seen> {
        let challenge = store::challenge::find(db, id)?;
        let organisation = store::organisation::find(db, challenge.organisation_id)?;
        let endorsement = store::endorsement::of_organisation(db, organisation.id)?;
        let held = held(db, organisation.id)?;
        Ok(Seen { challenge, organisation, endorsement, held })
    }

    /// Whether the organisation may still show control of this domain.
    fn stands(&self) -> bool {
        offer(&self.organisation, &self.endorsement)
            .is_ok_and(|domain| domain.as_str() == self.challenge.domain)
    }

    /// The looks in a row that found nothing, with this one.
    fn missed(&self, findings: Findings, now: Moment) -> Misses {
        let challenge = &self.challenge;
        let gone = findings.gone(&methods(&self.held));
        Misses {
            count: challenge.misses + 1,
            since: challenge.missing_since.unwrap_or(now),
            gone_since: gone.then(|| challenge.gone_since.unwrap_or(now)),
        }
    }

    fn judge(&self, findings: Findings, now: Moment) -> (Looked, Option<News>) {
        let challenge = &self.challenge;
        let mut looked = Looked {
            at: now,
            findings,
            asked_at: challenge.asked_at,
            found_at: challenge.found_at,
            misses: 0,
            missing_since: None,
            gone_since: None,
            next_look_at: Some(next_after_found(0, now)),
        };
        if findings.method().is_some() {
            looked.found_at = Some(now);
            return (looked, findings.other_than(known_by(&self.held)).map(News::Shown));
        }
        let misses = self.missed(findings, now);
        (looked.misses, looked.missing_since) = (misses.count, Some(misses.since));
        looked.gone_since = misses.gone_since;
        if self.held.is_empty() {
            looked.next_look_at = next_while_waiting(challenge.asked_at, now);
            return (looked, None);
        }
        if misses.lapse(now) {
            (looked.misses, looked.missing_since, looked.gone_since) = (0, None, None);
            looked.asked_at = now;
            looked.next_look_at = next_while_waiting(now, now);
            return (looked, Some(News::Lapsed));
        }
        looked.next_look_at = Some(next_after_found(misses.count, now));
        let first = misses.warn() && challenge.misses < limits::DOMAIN_MISSES;
        (looked, first.then_some(News::Missing(misses)))
    }
}

/// Notes what a look found. Of a challenge that was ended meanwhile, nothing.
pub(super) async fn note(app: &App, id: ChallengeId, findings: Findings) -> Result<()> {
    let now = app.clock.now();
    let quiet = app.store.write(move |db| {
        let seen = Seen::load(db, id)?;
        if !seen.stands() {
            // Withdrawn, for example, which can be taken back.
            return store::challenge::put_off(db, id, now + Duration::days(limits::DOMAIN_AGAIN_DAYS))
                .map(|()| true);
        }
        match seen.judge(findings, now) {
            (looked, None) => store::challenge::note(db, id, &looked).map(|()| true),
            (_, Some(_)) => Ok(false),
        }
    });
    let noted = match quiet.await {
        Ok(false) => app.act(Origin::system(), move |act| tell(act, id, findings)).await,
        Ok(true) => Ok(()),
        Err(error) => Err(error),
    };
    match noted {
        Err(Error::NotFound) => Ok(()),
        other => other,
    }
}

fn tell(act: &mut Act<'_>, id: ChallengeId, findings: Findings) -> Result<()> {
    let seen = Seen::load(act.db, id)?;
    let (true, (looked, Some(news))) = (seen.stands(), seen.judge(findings, act.now)) else {
        return Err(Error::Conflict);
    };
    store::challenge::note(act.db, id, &looked)?;
    match news {
        News::Shown(method) => shown(act, &seen, method),
        News::Missing(misses) => missing(act, &seen, misses),
        News::Lapsed => lapsed(act, &seen),
    }
}

/// Records that an organisation controls its domain, and enters it where it is or was in the register.
pub(super) fn record(
    act: &mut Act<'_>,
    (organisation, endorsement): (&Organisation, &Endorsement),
    domain: &str,
    (method, found_at): (Method, Moment),
) -> Result<AssuranceId> {
    let domain = Some(domain.to_owned());
    let evidence = match method {
        Method::WellKnownFile => Evidence::WellKnownFile { domain },
        _ => Evidence::DnsRecord { domain },
    };
    let new = NewAssurance {
        organisation_id: organisation.id,
        level: Level::DomainControl,
        evidence: Json(evidence),
        state: AssuranceState::Confirmed,
        recorded_by: None,
        recorded_at: act.now,
        confirmed_at: Some(found_at),
    };
    let id = store::assurance::insert(act.db, &new)?;
    if endorsement.published_at.is_some()
        && let Some(record) = held(act.db, organisation.id)?.first()
    {
        entries::assurance(act, organisation, record)?;
    }
    let detail = json!({ "organisation": organisation.id, "method": method });
    act.audit(AuditAct::AssuranceRecorded, Subject("organisation", Some(organisation.id.0)), detail)?;
    Ok(id)
}

fn shown(act: &mut Act<'_>, seen: &Seen, method: Method) -> Result<()> {
    let (organisation, domain) = (&seen.organisation, &seen.challenge.domain);
    supersede(act, &seen.held, Some(&seen.challenge))?;
    let id = record(act, (organisation, &seen.endorsement), domain, (method, act.now))?;
    let event = format!("domain_verified:{id}");
    write_to_all(act, organisation, &event, |act, to| {
        Ok(Letter::DomainVerified {
            organisation: organisation.mail_name(),
            domain: domain.clone(),
            method,
            link: Address::AccountDomain.url(&act.app.config.base_url.url, to.locale),
        })
    })
}

fn missing(act: &mut Act<'_>, seen: &Seen, misses: Misses) -> Result<()> {
    let (organisation, domain) = (&seen.organisation, &seen.challenge.domain);
    let lapses_at = misses.counts_until();
    let event = format!("domain_missing:{}:{}", seen.challenge.id, misses.since.millis());
    write_to_all(act, organisation, &event, |act, to| {
        Ok(Letter::DomainMissing {
            organisation: organisation.mail_name(),
            domain: domain.clone(),
            lapses_on: lapses_at.day_in(act.app.time_zone()),
            link: Address::AccountDomain.url(&act.app.config.base_url.url, to.locale),
        })
    })?;
    act.audit(AuditAct::ChallengeMissed, Subject("organisation", Some(organisation.id.0)), json!({}))
}

fn lapsed(act: &mut Act<'_>, seen: &Seen) -> Result<()> {
    let (organisation, domain) = (&seen.organisation, &seen.challenge.domain);
    let Some(record) = seen.held.first() else { return Err(Error::Conflict) };
    let last_verified = last_seen(record, Some(&seen.challenge));
    lapse(act, organisation, &seen.endorsement, (record, last_verified))?;
    let event = format!("domain_lapsed:{}", record.id);
    write_to_all(act, organisation, &event, |act, to| {
        Ok(Letter::DomainLapsed {
            organisation: organisation.mail_name(),
            domain: domain.clone(),
            last_verified: last_verified.day_in(act.app.time_zone()),
            link: Address::AccountDomain.url(&act.app.config.base_url.url, to.locale),
        })
    })
}
