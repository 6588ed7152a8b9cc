//! Alarms: admins are mailed, once a day for each thing, when signatures from one network or one domain pile up (where there
//! are many, once an hour for all), and when mails wait for their turn; moderators, when nobody has
//! long decided on signatures that are held. A mail says how many and where to look, never whose.

use std::collections::HashMap;

use chrono::Duration;
use serde_json::json;

use super::act::{Act, Origin, Subject};
use super::address::Address;
use super::arrival::Whence;
use super::letter::Letter;
use super::staff::seconds;
use super::{App, arrival};
use crate::domain::allowance::{Allowance, Limit};
use crate::domain::audit::AuditAct;
use crate::domain::crowd::{self, Crowd, Width};
use crate::domain::email::Email;
use crate::domain::ids::ArrivalId;
use crate::domain::locale::Locale;
use crate::domain::network::Network;
use crate::domain::permit::{Permit, Role, SeeLimits};
use crate::domain::staff::StaffState;
use crate::domain::{Moment, Result, limits};
use crate::store::arrival::{FromVisitor, OfDomain};
use crate::store::{self, Db};

const ADMINS: &[Role] = &[Role::Admin];
const MODERATORS: &[Role] = &[Role::Moderator];

/// What signatures have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Common {
    /// The visitor, or a network around it.
    Network(Width),
    Domain,
}

impl Common {
    /// The stable code, by which mails and pages word it.
    pub const fn code(self) -> &'static str {
        match self {
            Common::Network(width) => width.code(),
            Common::Domain => "domain",
        }
    }

    fn what(self, whence: &Whence) -> String {
        match self {
            Common::Network(Width::Visitor) => Network::of_visitor(whence.address).to_string(),
            Common::Network(Width::Site) => Network::of_site(whence.address).to_string(),
            Common::Network(Width::Carrier) => Network::of_carrier(whence.address).to_string(),
            Common::Domain => arrival::counted_domain(&whence.domain),
        }
    }

    /// Whether it may be named where so many came, and so many of them are of who must not be named.
    const fn may_be_named(self, most: i64, (count, unnamed): (i64, i64)) -> bool {
        match self {
            Common::Network(width) => width.may_be_named(most, (count, unnamed)),
            Common::Domain => unnamed == 0,
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
    /// Of a network: from how many addresses, in IPv6 from how many /64.
    pub addresses: i64,
    /// Of a domain: with how many of them the mailbox was confirmed. Anybody can type in anybody's.
    pub confirmed: Option<i64>,
    /// In so many minutes.
    pub minutes: i64,
    /// Tells it from others in the outbox.
    index: String,
}

/// What came that has one thing in common, held or not.
struct Busy {
    common: Common,
    /// Under what it is counted.
    index: String,
    /// Of a network: the wider ones around it, the narrowest first.
    within: Vec<String>,
    count: i64,
    /// Of a network: from how many visitors.
    visitors: i64,
    newest: ArrivalId,
}

/// Everything of one kind that piles up.
struct Pile {
    /// How a mail calls many of them.
    many: &'static str,
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

fn piles(app: &App, db: &mut Db) -> Result<[Pile; 2]> {
    Ok([networks(app, db)?, domains(app, db)?])
}

/// How much may come before it is told of, and since when it is counted.
fn allowed(app: &App, limit: Limit) -> (Allowance, Moment) {
    let allowed = app.settings.load().allowances.of(limit);
    (allowed, app.clock.now() - Duration::seconds(allowed.seconds))
}

fn networks(app: &App, db: &mut Db) -> Result<Pile> {
    let (allowed, since) = allowed(app, Limit::NetworkAlarm);
    let mut counted = by_width(store::arrival::from_visitors(db, since)?);
    counted.retain(|_, (width, busy)| busy.count >= width.alarm(allowed.most));
    let crowd = |(width, busy): &(Width, Busy)| {
        let (index, within) = (busy.index.clone(), busy.within.clone());
        Crowd { width: *width, index, within, count: busy.count }
    };
    let told = crowd::told(counted.values().map(crowd).collect(), allowed.most);
    let told = told.iter().filter_map(|crowd| counted.remove(&crowd.index)).map(|(_, busy)| busy).collect();
    pile(app, db, "networks", (allowed, since), told)
}

/// Every visitor, and every network around them.
fn by_width(visitors: Vec<FromVisitor>) -> HashMap<String, (Width, Busy)> {
    let mut counted: HashMap<String, (Width, Busy)> = HashMap::new();
    for FromVisitor { network, site, carrier, count, newest } in visitors {
        let around: Vec<String> = site.into_iter().chain(carrier).collect();
        let all = std::iter::once(&network).chain(&around).zip(Width::ALL);
        for (place, (index, width)) in all.enumerate() {
            let new = || Busy {
                common: Common::Network(*width),
                index: index.clone(),
                within: around.get(place..).unwrap_or_default().to_vec(),
                count: 0,
                visitors: 0,
                newest,
            };
            let (_, busy) = counted.entry(index.clone()).or_insert_with(|| (*width, new()));
            busy.count += count;
            busy.visitors += 1;
            busy.newest = busy.newest.max(newest);
        }
    }
    counted
}

fn domains(app: &App, db: &mut Db) -> Result<Pile> {
    let (allowed, since) = allowed(app, Limit::DomainAlarm);
    let busiest = store::arrival::of_domains(db, since, allowed.most)?;
    let of = |OfDomain { domain, count, newest }| Busy {
        common: Common::Domain,
        index: domain,
        within: Vec::new(),
        count,
        visitors: 0,
        newest,
    };
    pile(app, db, "domains", (allowed, since), busiest.into_iter().map(of).collect())
}

/// A flood has thousands of them: only those that are shown are looked into.
fn pile(
    app: &App,
    db: &mut Db,
    many: &'static str,
    (allowed, since): (Allowance, Moment),
    mut told: Vec<Busy>,
) -> Result<Pile> {
    told.sort_by(|one, other| (other.count, &one.index).cmp(&(one.count, &other.index)));
    let minutes = (allowed.seconds / 60).max(1);
    let (mut largest, mut all) = (Vec::new(), told.len());
    told.truncate(limits::TRENDS_SHOWN);
    let (unnamed, confirmed) = (unnamed(db, since, &told)?, confirmed(db, since, &told)?);
    for busy in told {
        let common = busy.common;
        let Some(newest) = store::arrival::find(db, busy.newest)? else { continue };
        let what = common.what(&arrival::whence(app, &newest)?);
        if common == Common::Domain && is_free(&what) {
            all -= 1;
            continue;
        }
        let unnamed = unnamed.get(&busy.index).copied().unwrap_or_default();
        let what = Some(what).filter(|_| common.may_be_named(allowed.most, (busy.count, unnamed)));
        let Busy { count, visitors: addresses, index, .. } = busy;
        let confirmed = confirmed.get(&index).copied().unwrap_or_default();
        let confirmed = (common == Common::Domain).then_some(confirmed);
        largest.push(Trend { common, what, count, addresses, confirmed, minutes, index });
    }
    Ok(Pile { many, largest, all, minutes })
}

/// How many of each are of who must not be named.
fn unnamed(db: &mut Db, since: Moment, told: &[Busy]) -> Result<HashMap<String, i64>> {
    let mut unnamed = HashMap::new();
    if told.is_empty() {
        return Ok(unnamed);
    }
    for index in store::arrival::indexes_of_sealed(db, since)?.into_iter().flatten().flatten() {
        *unnamed.entry(index).or_default() += 1;
    }
    Ok(unnamed)
}

/// With how many of each domain's the mailbox was confirmed.
fn confirmed(db: &mut Db, since: Moment, told: &[Busy]) -> Result<HashMap<String, i64>> {
    let of_domains = told.iter().filter(|busy| busy.common == Common::Domain);
    let indexes: Vec<String> = of_domains.map(|busy| busy.index.clone()).collect();
    store::arrival::count_confirmed(db, &indexes, since)
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
            let common = trend.common.code();
            let subject = format!("trend.{common}.{}", trend.index);
            let counted = (trend.count, trend.addresses, trend.minutes);
            told += usize::from(pile_up(app, subject, common, counted).await?);
        }
    }
    Ok(told)
}

/// Tells in one mail how many networks, or domains, there are: a mail for each would keep all others waiting.
async fn many_pile_up(app: &App, pile: &Pile) -> Result<bool> {
    let now = app.clock.now();
    let subject = format!("many.{}.", pile.many);
    let (lately, about) = (now - Duration::minutes(limits::ALARM_OF_ALL_MINUTES), format!("alarm.{subject}"));
    if app.store.read(move |db| store::outbox::any_since(db, &about, lately)).await? {
        return Ok(false);
    }
    let count = i64::try_from(pile.all).unwrap_or(i64::MAX);
    let subject = format!("{subject}{}", now.in_zone(app.time_zone()).format("%H%M"));
    pile_up(app, subject, pile.many, (count, 0, pile.minutes)).await
}

async fn pile_up(
    app: &App,
    subject: String,
    common: &'static str,
    (count, addresses, minutes): (i64, i64, i64),
) -> Result<bool> {
    let letter =
        move |link| Letter::SignaturesPileUp { common: common.to_owned(), count, addresses, minutes, link };
    raise(app, ADMINS, subject, letter, Address::StaffLimits).await
}

/// Tells moderators of signatures that have long been held, since nobody has decided on them.
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
        act.audit(
            AuditAct::AlarmRaised,
            Subject("alarm", None),
            json!({ "kind": kind(&event), "told": told }),
        )?;
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
