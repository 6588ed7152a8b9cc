//! Invalidating what a flood left behind: a condition is counted first, what was counted is what is begun, and a job does
//! it in the background and can give it back. Above a number of submissions an admin allows it.
//!
//! Of who must not be named a condition sees the time and the address alone: counting by name, country or mailbox would
//! tell who they are.

pub mod job;
pub mod work;

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use crate::app::arrival::{self, Whence};
use crate::app::{App, in_bulk, signed_plan};
use crate::domain::case::CaseKind;
use crate::domain::country::Country;
use crate::domain::endorsement::{Act, EndorsementState};
use crate::domain::glob::Glob;
use crate::domain::host::Host;
use crate::domain::ids::{EndorsementId, StaffId};
use crate::domain::invalidation::{Condition, Submission};
use crate::domain::network::Network;
use crate::domain::permit::{Moderate, Permit};
use crate::domain::reason::{ReasonPurpose, SIGNED_BEFORE};
use crate::domain::{Error, Flaw, Moment, Problems, Result, limits};
use crate::store::invalidation::Candidate;
use crate::store::{self, Db};

/// What is signed for.
const PLAN: &str = "invalidation";
/// What a condition is sealed for.
pub(super) const SEALED_FOR: &str = "invalidation";
/// Submissions that are read at once when they are counted.
const READ: i64 = 5_000;

/// The form as it was sent.
#[derive(Debug, Clone, Default)]
pub struct Answers<'a> {
    pub network: &'a str,
    pub domain: &'a str,
    pub name: &'a str,
    pub country: &'a str,
    pub from: &'a str,
    pub until: &'a str,
    pub reason: &'a str,
    pub writes: bool,
}

/// What is to be invalidated, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    pub condition: Condition,
    /// Code of the reason, from the catalogue.
    pub reason: String,
    /// Whether those whom it declines are written to.
    pub writes: bool,
}

/// What was shown to whoever begins a job, as it is signed.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Plan {
    by: StaffId,
    wanted: Wanted,
    found: i64,
    upto: EndorsementId,
    needs_second: bool,
}

/// What a condition finds, before a job begins.
#[derive(Debug)]
pub struct Look {
    pub wanted: Wanted,
    pub meant: Meant,
    /// Whether an admin must allow it.
    pub needs_second: bool,
    /// What the form carries on, and by what it is known as ours.
    pub plan: String,
    pub signature: String,
}

/// The submissions that a condition finds.
#[derive(Debug, Default)]
pub struct Meant {
    pub by_state: BTreeMap<EndorsementState, i64>,
    /// The first of them.
    pub sample: Vec<Found>,
}

impl Meant {
    /// How many they are.
    pub fn count(&self) -> i64 {
        self.by_state.values().sum()
    }
}

/// One submission of the sample. Without a name and a Case, where that must not be named: the condition beside it may say from
/// where it came.
#[derive(Debug, Clone)]
pub struct Found {
    pub name: Option<String>,
    /// The number of its Case, as long as that is open.
    pub case: Option<i64>,
    pub state: EndorsementState,
    pub at: Moment,
}

impl Answers<'_> {
    /// Everything that is wrong with the form, or what it asks.
    ///
    /// # Errors
    /// `Invalid` by field; an empty condition at the first.
    pub fn parse(&self, app: &App) -> Result<Wanted> {
        let mut problems = Problems::default();
        let network = problems.take("network", given(self.network, Network::parse_narrow));
        let domain = problems.take("domain", given(self.domain, Glob::of_domain_narrow));
        let name = problems.take("name", given(self.name, Glob::parse_narrow));
        let country = problems.take("country", given(self.country, Country::parse));
        let time = |typed: &str| given(typed, |typed| Moment::typed(typed, app.time_zone()));
        let from = problems.take("from", time(self.from));
        let until = problems.take("until", time(self.until));
        let condition = Condition {
            network: network.flatten(),
            domain: domain.flatten(),
            name: name.flatten(),
            country: country.flatten().map(|country| country.code().to_owned()),
            from: from.flatten(),
            until: until.flatten(),
        };
        if problems.0.is_empty()
            && let Err(flaw) = condition.check(app.clock.now())
        {
            let field = match flaw {
                Flaw::WindowReversed => "until",
                Flaw::WindowTooWide => "from",
                _ => "network",
            };
            problems.add(field, flaw);
        }
        if self.reason.is_empty() {
            problems.add("reason", Flaw::Missing);
        }
        problems.check()?;
        Ok(Wanted { condition, reason: self.reason.to_owned(), writes: self.writes })
    }
}

fn given<T>(typed: &str, parse: impl Fn(&str) -> Result<T, Flaw>) -> Result<Option<T>, Flaw> {
    if typed.trim().is_empty() { Ok(None) } else { parse(typed).map(Some) }
}

/// The reasons of the catalogue that explain a decision, for forms.
///
/// # Errors
/// Internal.
pub async fn reasons(app: &App, purpose: ReasonPurpose) -> Result<Vec<store::reason::Reason>> {
    app.store.read(move |db| store::reason::list(db, Some(purpose))).await
}

/// The states from which a submission can be invalidated.
pub fn states() -> Vec<EndorsementState> {
    EndorsementState::ALL.iter().copied().filter(|state| state.after(Act::Invalidate).is_ok()).collect()
}

/// Counts what a condition finds. Nothing changes.
///
/// # Errors
/// `Invalid` for a reason that does not explain declining, or for mails to too many.
pub async fn look(app: &App, permit: &Permit<Moderate>, wanted: Wanted) -> Result<Look> {
    let (own, me, now) = (app.clone(), permit.id(), app.clock.now());
    app.store
        .read(move |db| {
            check_reason(db, &wanted.reason)?;
            let upto = store::invalidation::last_submission(db)?;
            let meant = meant(&own, db, &wanted.condition, upto)?;
            if wanted.writes && meant.count() > limits::INVALIDATION_MAILS {
                return Err(Error::invalid("writes", Flaw::TooManyMails));
            }
            let found = meant.count();
            let needs_second = !in_bulk::is_alone(db, me, found, now)?;
            let plan = Plan { by: me, wanted: wanted.clone(), found, upto, needs_second };
            let (plan, signature) = signed_plan::sign(&own, PLAN, &plan)?;
            Ok(Look { wanted, meant, needs_second, plan, signature })
        })
        .await
}

/// Whether a reason can be given to many that nobody looked at one by one: that each has signed before would tell of who must
/// not be named.
pub fn says_no_more(reason: &store::reason::Reason) -> bool {
    reason.code != SIGNED_BEFORE
}

fn check_reason(db: &mut Db, code: &str) -> Result<()> {
    let Some(reason) = store::reason::get(db, code)? else {
        return Err(Error::invalid("reason", Flaw::ReasonGone));
    };
    let fits = reason.purpose == ReasonPurpose::Decline && says_no_more(&reason);
    if fits { Ok(()) } else { Err(Error::invalid("reason", Flaw::UnknownChoice)) }
}

/// What a condition finds among the submissions up to one.
fn meant(app: &App, db: &mut Db, condition: &Condition, upto: EndorsementId) -> Result<Meant> {
    let (states, mut after) = (states(), EndorsementId(0));
    let (mut sieve, mut meant) = (Sieve::new(app, condition), Meant::default());
    loop {
        let read = store::invalidation::candidates(db, &states, (after, upto), READ)?;
        let Some(last) = read.last() else { return Ok(meant) };
        after = last.id;
        for one in &read {
            if sieve.keeps(one)? {
                *meant.by_state.entry(one.state).or_default() += 1;
                if meant.sample.len() < limits::INVALIDATION_SAMPLE {
                    meant.sample.push(found(db, one)?);
                }
            }
        }
    }
}

fn found(db: &mut Db, one: &Candidate) -> Result<Found> {
    let (state, at) = (one.state, one.submitted_at);
    if one.sealed.is_some() {
        return Ok(Found { name: None, case: None, state, at });
    }
    let case = store::case::open_of(db, CaseKind::Endorsement, one.id.0)?;
    Ok(Found { name: Some(one.name.clone()), case: case.map(|case| case.number), state, at })
}

/// Tells which submissions meet a condition. Domains that it has judged it knows.
pub(super) struct Sieve<'a> {
    app: &'a App,
    condition: &'a Condition,
    hosts: HashMap<String, Option<Host>>,
}

impl Sieve<'_> {
    pub(super) fn new<'a>(app: &'a App, condition: &'a Condition) -> Sieve<'a> {
        Sieve { app, condition, hosts: HashMap::new() }
    }

    pub(super) fn keeps(&mut self, one: &Candidate) -> Result<bool> {
        let named = one.sealed.is_none();
        let whence: Option<Whence> = match &one.whence {
            Some(sealed) if self.condition.asks_whence() => Some(arrival::open(self.app, sealed)?),
            _ => None,
        };
        let host = match &whence {
            Some(whence) if named && self.condition.domain.is_some() => {
                let domain = whence.domain.clone();
                self.hosts.entry(domain).or_insert_with_key(|domain| Host::parse(domain)).as_ref()
            }
            _ => None,
        };
        Ok(self.condition.meets(&Submission {
            address: whence.as_ref().map(|whence| whence.address),
            domain: host,
            name: Some(one.name.as_str()).filter(|_| named),
            country: one.country.as_deref().filter(|_| named),
            at: one.submitted_at,
        }))
    }
}
