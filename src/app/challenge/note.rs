//! What a look means: a record that counts, one that no longer does, a warning, or nothing new. Only news leaves a trace, with
//! its entry, audit line and mails.

use chrono::Duration;
use serde_json::json;

use super::{held, holding, known_by, lapse, last_seen, methods, stands, supersede};
use crate::app::App;
use crate::app::account::write_to_all;
use crate::app::act::{Act, Origin, Subject};
use crate::app::address::Address;
use crate::app::case::entries;
use crate::app::letter::Letter;
use crate::domain::assurance::{Level, Method};
use crate::domain::audit::AuditAct;
use crate::domain::challenge::{Findings, Misses, next_after_found, next_while_waiting};
use crate::domain::ids::AssuranceId;
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
    /// Nothing, where the challenge is gone. Who hides, leaves the domain or is erased takes it along, and holds the organisation.
    fn holding(db: &mut Db, claimed: &Challenge) -> Result<Option<Seen>> {
        let (organisation, endorsement) = holding(db, claimed.organisation_id)?;
        let kept = store::challenge::of_organisation(db, organisation.id)?;
        let Some(challenge) = kept.filter(|kept| kept.id == claimed.id) else { return Ok(None) };
        let held = held(db, organisation.id)?;
        Ok(Some(Seen { challenge, organisation, endorsement, held }))
    }

    /// The looks in a row that found nothing, with this one.
    fn missed(&self, findings: Findings, now: Moment) -> Misses {
        let challenge = &self.challenge;
        let gone = findings.gone(&methods(&self.held));
        if !Misses::in_a_row(challenge.looked_at, now) {
            return Misses { count: 1, since: now, gone_since: gone.then_some(now) };
        }
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
        (looked, misses.warn().then_some(News::Missing(misses)))
    }
}

/// Notes what a look found. Of a challenge that was ended meanwhile, or that somebody else has by now, nothing.
pub(super) async fn note(app: &App, claimed: Challenge, findings: Findings) -> Result<()> {
    app.act(Origin::system(), move |act| tell(act, &claimed, findings)).await
}

fn tell(act: &mut Act<'_>, claimed: &Challenge, findings: Findings) -> Result<()> {
    let Some(seen) = Seen::holding(act.db, claimed)? else { return nothing(act) };
    if !stands(&seen.challenge, &seen.organisation, &seen.endorsement) {
        // Withdrawn, for example, which can be taken back.
        let later = act.now + Duration::days(limits::DOMAIN_AGAIN_DAYS);
        store::challenge::put_off(act.db, claimed, later)?;
        return nothing(act);
    }
    let (looked, news) = seen.judge(findings, act.now);
    if !store::challenge::note(act.db, claimed, &looked)? {
        return nothing(act);
    }
    match news {
        None => nothing(act),
        Some(News::Shown(method)) => shown(act, &seen, method),
        Some(News::Missing(misses)) => missing(act, &seen, misses),
        Some(News::Lapsed) => lapsed(act, &seen),
    }
}

/// A look that brings no news leaves no trace.
fn nothing(act: &mut Act<'_>) -> Result<()> {
    act.stands();
    Ok(())
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
    if !seen.held.is_empty() {
        // They know that it is theirs. Only where it was seen is new.
        return Ok(());
    }
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
