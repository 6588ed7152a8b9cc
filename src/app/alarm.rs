//! Alarms: admins are mailed, once a day for each thing, when signatures from one network or one domain pile up, and when
//! mails wait for their turn; moderators, when signatures that are held are about to run out. A mail says how many and where
//! to look, never whose.

use chrono::Duration;
use serde_json::json;

use super::act::{Act, Origin, Subject};
use super::address::Address;
use super::letter::Letter;
use super::staff::seconds;
use super::{App, arrival};
use crate::domain::allowance::Limit;
use crate::domain::email::Email;
use crate::domain::locale::Locale;
use crate::domain::permit::{Permit, Role, SeeSettings};
use crate::domain::staff::StaffState;
use crate::domain::{Result, limits};
use crate::store::arrival::By;
use crate::store::{self, Db};

const ADMINS: &[Role] = &[Role::Admin];
const MODERATORS: &[Role] = &[Role::Moderator];

crate::codes! {
    /// What signatures have in common.
    pub enum Common {
        Network = "network",
        Domain = "domain",
    }
}

impl Common {
    const fn limit(self) -> Limit {
        match self {
            Common::Network => Limit::NetworkAlarm,
            Common::Domain => Limit::DomainAlarm,
        }
    }

    const fn by(self) -> By {
        match self {
            Common::Network => By::Network,
            Common::Domain => By::Domain,
        }
    }
}

/// More signatures with one thing in common than admins want to overlook.
#[derive(Debug, Clone)]
pub struct Trend {
    pub common: Common,
    /// The network or the domain. Nothing, where it would tell of somebody who must not be named.
    pub what: Option<String>,
    pub count: i64,
    /// In so many minutes.
    pub minutes: i64,
    /// Tells it from others in the outbox.
    index: String,
}

/// What piles up now.
///
/// # Errors
/// Internal.
pub async fn trends(app: &App, _: &Permit<SeeSettings>) -> Result<Vec<Trend>> {
    let own = app.clone();
    app.store.read(move |db| found(&own, db)).await
}

fn found(app: &App, db: &mut Db) -> Result<Vec<Trend>> {
    let (settings, now) = (app.settings.load(), app.clock.now());
    let mut trends = Vec::new();
    for common in Common::ALL.iter().copied() {
        let allowed = settings.allowances.of(common.limit());
        let since = now - Duration::seconds(allowed.seconds);
        for (index, count) in store::arrival::busiest(db, common.by(), since, allowed.most)? {
            let Some(newest) = store::arrival::newest_with(db, common.by(), &index)? else { continue };
            let whence = arrival::whence(app, &newest)?;
            let what = match common {
                Common::Network => arrival::network_key(whence.address),
                Common::Domain => whence.domain,
            };
            if common == Common::Domain && is_free(&what) {
                continue;
            }
            let tells = store::arrival::any_sealed(db, common.by(), &index, since)?;
            let what = Some(what).filter(|_| !tells);
            let minutes = (allowed.seconds / 60).max(1);
            trends.push(Trend { common, what, count, minutes, index });
        }
    }
    Ok(trends)
}

/// Many strangers have mailboxes at one free provider.
fn is_free(domain: &str) -> bool {
    Email::parse(&format!("a@{domain}")).is_ok_and(|email| email.is_free_mail())
}

/// Looks what piles up, and tells admins of what they were not told today. Says of how much.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn look(app: &App) -> Result<usize> {
    let own = app.clone();
    let mut told = 0;
    for trend in app.store.read(move |db| found(&own, db)).await? {
        let subject = format!("trend.{}.{}", trend.common, trend.index);
        let (common, count, minutes) = (trend.common.code().to_owned(), trend.count, trend.minutes);
        let letter = move |link| Letter::SignaturesPileUp { common: common.clone(), count, minutes, link };
        told += usize::from(raise(app, ADMINS, subject, letter, Address::StaffLimits).await?);
    }
    Ok(told + usize::from(held_run_out(app).await?))
}

/// Tells moderators of signatures that are held and will soon be erased, since nobody has decided on them.
async fn held_run_out(app: &App) -> Result<bool> {
    let days = limits::UNCONFIRMED_DAYS - limits::HELD_WARNING_DAYS;
    let since = app.clock.now() - Duration::days(days);
    let count = app.store.read(move |db| store::arrival::count_held(db, since)).await?;
    if count == 0 {
        return Ok(false);
    }
    let letter = move |link| Letter::HeldRunOut { count, link };
    raise(app, MODERATORS, "held.run_out".to_owned(), letter, Address::StaffHeld).await
}

/// Tells admins that mails wait for their turn.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn mails_wait(app: &App, limit: Limit) -> Result<bool> {
    raise(app, ADMINS, format!("caps.{limit}"), |link| Letter::MailsWait { link }, Address::StaffMail).await
}

/// Writes to every colleague who holds one of the roles, unless they were written to today about the same. Says whether they
/// were now.
async fn raise(
    app: &App,
    roles: &'static [Role],
    subject: String,
    letter: impl Fn(String) -> Letter + Send + 'static,
    page: Address,
) -> Result<bool> {
    let event = format!("alarm.{subject}.{}", app.clock.now().day_in(app.time_zone()));
    let asked = event.clone();
    let told = move |db: &mut Db| Ok(store::outbox::has_event(db, &asked)? || !any(db, roles)?);
    if app.store.read(told).await? {
        return Ok(false);
    }
    app.act(Origin::system(), move |act| {
        let letter =
            |act: &Act<'_>, locale: Locale| letter(page.url(&act.app.config.staff_base().url, locale));
        let told = seconds::tell_all(act, roles, &event, letter)?;
        act.audit("alarm.raised", Subject("alarm", None), json!({ "kind": kind(&event), "told": told }))?;
        Ok(told > 0)
    })
    .await
}

/// Whether there is anybody to tell.
fn any(db: &mut Db, roles: &[Role]) -> Result<bool> {
    let holds = |one: &store::staff::Staff| one.state == StaffState::Active && one.roles.any(roles);
    Ok(store::staff::list(db)?.iter().any(holds))
}

/// What an alarm is about, without what tells one from another.
fn kind(event: &str) -> String {
    event.split('.').skip(1).take(2).collect::<Vec<_>>().join(".")
}
