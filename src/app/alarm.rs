//! Alarms: admins are mailed, once a day for each thing, when signatures from one network or one domain pile up (where there
//! are many, once an hour for all), and when mails wait for their turn; moderators, when signatures that are held are about to
//! run out. A mail says how many and where to look, never whose.

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
use crate::domain::permit::{Permit, Role, SeeLimits};
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

    /// How a mail calls many of them.
    const fn many(self) -> &'static str {
        match self {
            Common::Network => "networks",
            Common::Domain => "domains",
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

/// Everything of one kind that piles up.
struct Pile {
    common: Common,
    /// The largest, as many as are shown.
    largest: Vec<Trend>,
    all: usize,
    minutes: i64,
}

/// The largest of what piles up now, the most first, and how much more there is.
///
/// # Errors
/// Internal.
pub async fn trends(app: &App, _: &Permit<SeeLimits>) -> Result<(Vec<Trend>, usize)> {
    let own = app.clone();
    let piles = app.store.read(move |db| piles(&own, db)).await?;
    let more = piles.iter().map(|pile| pile.all - pile.largest.len()).sum();
    let mut largest: Vec<Trend> = piles.into_iter().flat_map(|pile| pile.largest).collect();
    largest.sort_by_key(|trend| std::cmp::Reverse(trend.count));
    Ok((largest, more))
}

fn piles(app: &App, db: &mut Db) -> Result<Vec<Pile>> {
    Common::ALL.iter().map(|common| pile(app, db, *common)).collect()
}

fn pile(app: &App, db: &mut Db, common: Common) -> Result<Pile> {
    let allowed = app.settings.load().allowances.of(common.limit());
    let since = app.clock.now() - Duration::seconds(allowed.seconds);
    let minutes = (allowed.seconds / 60).max(1);
    let busiest = store::arrival::busiest(db, common.by(), since, allowed.most)?;
    let (mut largest, mut all) = (Vec::new(), busiest.len());
    // A flood has thousands of them: only those that are shown are looked into.
    for (index, count) in busiest.into_iter().take(limits::TRENDS_SHOWN) {
        let Some(newest) = store::arrival::newest_with(db, common.by(), &index)? else { continue };
        let whence = arrival::whence(app, &newest)?;
        let what = match common {
            Common::Network => arrival::network_key(whence.address),
            Common::Domain => arrival::counted_domain(&whence.domain),
        };
        if common == Common::Domain && is_free(&what) {
            all -= 1;
            continue;
        }
        let tells = store::arrival::any_sealed(db, common.by(), &index, since)?;
        let what = Some(what).filter(|_| !tells);
        largest.push(Trend { common, what, count, minutes, index });
    }
    Ok(Pile { common, largest, all, minutes })
}

/// Many strangers have mailboxes at one free provider.
fn is_free(domain: &str) -> bool {
    Email::parse(&format!("a@{domain}")).is_ok_and(|email| email.is_free_mail())
}

/// Looks what piles up, and tells admins of what they were not told today; of many at once in one mail an hour. Says of how
/// much.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn look(app: &App) -> Result<usize> {
    let own = app.clone();
    let mut told = usize::from(held_run_out(app).await?);
    for pile in app.store.read(move |db| piles(&own, db)).await? {
        if pile.all > limits::ALARMS_AT_ONCE {
            told += usize::from(many_pile_up(app, &pile).await?);
            continue;
        }
        for trend in pile.largest {
            let subject = format!("trend.{}.{}", trend.common, trend.index);
            let common = trend.common.code();
            told += usize::from(pile_up(app, subject, common, (trend.count, trend.minutes)).await?);
        }
    }
    Ok(told)
}

/// Tells in one mail how many networks, or domains, there are: a mail for each would keep all others waiting.
async fn many_pile_up(app: &App, pile: &Pile) -> Result<bool> {
    let now = app.clock.now();
    let subject = format!("many.{}.", pile.common);
    let (lately, about) = (now - Duration::hours(1), format!("alarm.{subject}"));
    if app.store.read(move |db| store::outbox::any_since(db, &about, lately)).await? {
        return Ok(false);
    }
    let count = i64::try_from(pile.all).unwrap_or(i64::MAX);
    let subject = format!("{subject}{}", now.in_zone(app.time_zone()).format("%H%M"));
    pile_up(app, subject, pile.common.many(), (count, pile.minutes)).await
}

async fn pile_up(
    app: &App,
    subject: String,
    common: &'static str,
    (count, minutes): (i64, i64),
) -> Result<bool> {
    let letter = move |link| Letter::SignaturesPileUp { common: common.to_owned(), count, minutes, link };
    raise(app, ADMINS, subject, letter, Address::StaffLimits).await
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
