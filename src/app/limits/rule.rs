//! Rules about who signs: adding one after having seen whom it would have held, listing and ending them. A mailbox that a
//! rule is about lies sealed.

use std::collections::{BTreeMap, HashSet};

use chrono::Duration;
use core::net::IpAddr;
use serde_json::json;

use crate::app::act::{Act, Origin, Subject};
use crate::app::{App, arrival, contact};
use crate::domain::audit::AuditAct;
use crate::domain::email::Email;
use crate::domain::host::Host;
use crate::domain::ids::{EndorsementId, RuleId, StaffId};
use crate::domain::permit::{ManageSettings, Permit, SeeLimits};
use crate::domain::rule::{About, Effect, RuleKind};
use crate::domain::text::Note;
use crate::domain::{Day, Error, Flaw, Moment, Problems, Refusal, Result, limits};
use crate::store::rule::{NewRule, Rule};
use crate::store::{self, Db};

/// The field that mailboxes of rules are sealed for.
pub(in crate::app) const SEALED_FOR: &str = "rule";

/// A rule as it was typed.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    pub kind: String,
    pub effect: String,
    pub about: String,
    pub comment: String,
    /// The last day on which it holds; empty for as long as nobody ends it.
    pub until: String,
}

/// A rule that can be kept.
#[derive(Debug, Clone)]
pub struct Parsed {
    pub about: About,
    pub effect: Effect,
    comment: Note,
    expires_at: Option<Moment>,
}

/// Reads what was typed.
///
/// # Errors
/// Invalid, by field.
pub fn parse(app: &App, typed: &Typed) -> Result<Parsed> {
    let mut problems = Problems::default();
    let kind = problems.take("kind", RuleKind::from_code(&typed.kind).ok_or(Flaw::UnknownChoice));
    let effect = problems.take("effect", Effect::from_code(&typed.effect).ok_or(Flaw::UnknownChoice));
    let about = kind.and_then(|kind| problems.take("about", About::parse(kind, &typed.about)));
    let comment = problems.take("comment", Note::parse(&typed.comment));
    let expires_at = problems.take("until", until(app, &typed.until));
    problems.check()?;
    match (about, effect, comment, expires_at) {
        (Some(about), Some(effect), Some(comment), Some(expires_at)) => {
            Ok(Parsed { about, effect, comment, expires_at })
        }
        _ => Err(Error::internal("a rule without a problem lacks a part")),
    }
}

impl Parsed {
    /// What the rule does to whom: what was looked at is what is added.
    pub fn gist(&self) -> String {
        format!("{} {} {}", self.effect, self.about.kind(), self.about.text())
    }
}

fn until(app: &App, typed: &str) -> Result<Option<Moment>, Flaw> {
    let (typed, zone) = (typed.trim(), app.time_zone());
    if typed.is_empty() {
        return Ok(None);
    }
    let day: Day = typed.parse().map_err(|_| Flaw::DayMalformed)?;
    let end = Moment::end_of(day, zone).ok_or(Flaw::DayMalformed)?;
    if end <= app.clock.now() { Err(Flaw::DueInPast) } else { Ok(Some(end)) }
}

/// Refuses a rule like one that holds. Says whether one holds that does the opposite to the same.
fn check_new(app: &App, db: &mut Db, rule: &Parsed, now: Moment) -> Result<bool> {
    let mut opposed = false;
    for one in store::rule::live(db, now)? {
        if one.kind == rule.about.kind() && about(app, &one)? == rule.about.text() {
            if one.effect == rule.effect {
                return Err(Error::invalid("about", Flaw::RuleHolds));
            }
            opposed = true;
        }
    }
    Ok(opposed)
}

/// What a rule would have held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caught {
    pub caught: usize,
    /// Of so many.
    pub of: usize,
    /// Whether a rule holds that does the opposite to the same. The one that allows wins.
    pub opposed: bool,
}

/// Which of the last weeks' signatures a rule is about. Whoever asks about a mailbox learns whether it signed: that is
/// noted. Of who must not be named nobody learns it: neither a mailbox nor a domain is theirs here.
///
/// # Errors
/// Invalid, when such a rule holds already; internal.
pub async fn would_catch(
    app: &App,
    origin: Origin,
    permit: &Permit<ManageSettings>,
    rule: &Parsed,
) -> Result<Caught> {
    let caught = tried(app, rule.clone()).await?;
    if let (About::Mailbox(_), by) = (&rule.about, permit.id()) {
        let note =
            move |act: &mut Act<'_>| act.audit(AuditAct::RuleTried, Subject("staff", Some(by.0)), json!({}));
        app.act(origin, note).await?;
    }
    Ok(caught)
}

async fn tried(app: &App, rule: Parsed) -> Result<Caught> {
    let (own, now) = (app.clone(), app.clock.now());
    let since = now - Duration::days(limits::ARRIVAL_DAYS);
    app.store
        .read(move |db| {
            let opposed = check_new(&own, db, &rule, now)?;
            let about = rule.about;
            let arrivals = store::arrival::since(db, since, limits::RULE_TRIED_ON)?;
            let signers = signed_by(&own, db, &about)?;
            let unnamed: HashSet<EndorsementId> = store::arrival::unnamed(db, since)?.into_iter().collect();
            let mut caught = 0;
            for one in &arrivals {
                let whence = arrival::whence(&own, one)?;
                let host = Host::parse(&whence.domain);
                caught += usize::from(match &about {
                    About::Network(network) => network.contains(whence.address),
                    _ if unnamed.contains(&one.endorsement_id) => false,
                    About::Domain(glob) => host.is_some_and(|host| glob.matches_host(&host)),
                    About::Mailbox(_) => signers.contains(&one.endorsement_id),
                });
            }
            Ok(Caught { caught, of: arrivals.len(), opposed })
        })
        .await
}

/// What the mailbox has signed that a rule is about: with the address that was typed, and without its sub-address.
fn signed_by(app: &App, db: &mut Db, about: &About) -> Result<HashSet<EndorsementId>> {
    let About::Mailbox(email) = about else { return Ok(HashSet::new()) };
    let mut signed = HashSet::new();
    for index in contact::mailbox_indexes(app, email) {
        for person in store::representative::by_email(db, &index)? {
            signed.insert(store::endorsement::of_organisation(db, person.organisation_id)?.id);
        }
    }
    Ok(signed)
}

/// Keeps a rule.
///
/// # Errors
/// Invalid, when such a rule holds already; internal.
pub async fn add(app: &App, origin: Origin, permit: &Permit<ManageSettings>, rule: Parsed) -> Result<RuleId> {
    let by = permit.id();
    app.act(origin, move |act| {
        check_new(act.app, act.db, &rule, act.now)?;
        let (pattern, mailbox) = match &rule.about {
            About::Mailbox(email) => (String::new(), Some(email)),
            shown => (shown.text(), None),
        };
        let sealed = mailbox.map(|email| act.app.secrets.seal_json(&*act.app.chance, SEALED_FOR, email));
        let id = store::rule::insert(
            act.db,
            &NewRule {
                kind: rule.about.kind(),
                effect: rule.effect,
                pattern,
                sealed: sealed.transpose()?,
                mailbox_index: mailbox.map(|email| contact::mailbox_index(act.app, email)),
                comment: rule.comment.as_str().to_owned(),
                created_by: Some(by),
                created_at: act.now,
                expires_at: rule.expires_at,
            },
        )?;
        let detail = json!({ "kind": rule.about.kind(), "effect": rule.effect, "until": rule.expires_at });
        act.audit(AuditAct::RuleAdded, Subject("rule", Some(id.0)), detail)?;
        Ok(id)
    })
    .await
}

/// Ends a rule.
///
/// # Errors
/// `WrongState`, if somebody was faster.
pub async fn remove(app: &App, origin: Origin, permit: &Permit<ManageSettings>, id: RuleId) -> Result<()> {
    let by = permit.id();
    app.act(origin, move |act| {
        let rule = store::rule::find(act.db, id)?;
        if !store::rule::remove(act.db, id, by, act.now)? {
            return Err(Error::Refused(Refusal::WrongState));
        }
        let detail = json!({ "kind": rule.kind, "effect": rule.effect });
        act.audit(AuditAct::RuleRemoved, Subject("rule", Some(id.0)), detail)
    })
    .await
}

/// A rule as staff read it.
#[derive(Debug, Clone)]
pub struct Shown {
    pub rule: Rule,
    pub about: String,
    /// Whether it blocks what another allows, and so holds nobody.
    pub beaten: bool,
    /// Who made it.
    pub by: String,
}

/// The rules that hold.
///
/// # Errors
/// Internal.
pub async fn list(app: &App, _: &Permit<SeeLimits>) -> Result<Vec<Shown>> {
    let (own, now) = (app.clone(), app.clock.now());
    app.store
        .read(move |db| {
            let names: BTreeMap<StaffId, String> =
                store::staff::list(db)?.into_iter().map(|staff| (staff.id, staff.name)).collect();
            let shown = |rule: Rule| {
                let by = rule.created_by.and_then(|id| names.get(&id)).cloned().unwrap_or_default();
                Ok(Shown { about: about(&own, &rule)?, beaten: false, by, rule })
            };
            let mut rules: Vec<Shown> =
                store::rule::live(db, now)?.into_iter().map(shown).collect::<Result<_>>()?;
            let allowed: HashSet<(RuleKind, String)> = rules
                .iter()
                .filter(|one| one.rule.effect == Effect::Allow)
                .map(|one| (one.rule.kind, one.about.clone()))
                .collect();
            for one in rules.iter_mut().filter(|one| one.rule.effect == Effect::Block) {
                one.beaten = allowed.contains(&(one.rule.kind, one.about.clone()));
            }
            Ok(rules)
        })
        .await
}

/// Whom a rule is about, as it was typed.
///
/// # Errors
/// Internal, when it was sealed with a secret that is not known here.
pub fn about(app: &App, rule: &Rule) -> Result<String> {
    match &rule.sealed {
        Some(sealed) => Ok(app.secrets.open_json::<Email>(SEALED_FOR, sealed)?.as_str().to_owned()),
        None => Ok(rule.pattern.clone()),
    }
}

/// Whether a rule lets somebody at an address pass, whatever the limits; with a mailbox, as far as one is known.
///
/// # Errors
/// Internal.
pub async fn lets_pass(app: &App, address: IpAddr, email: Option<Email>) -> Result<bool> {
    let (now, indexes) = (app.clock.now(), email.as_ref().map(|email| contact::mailbox_indexes(app, email)));
    let indexes = indexes.unwrap_or_default();
    let allows = move |one: &Rule| {
        one.effect == Effect::Allow && is_about(one, Some(address), email.as_ref(), &indexes)
    };
    app.store.read(move |db| Ok(store::rule::live(db, now)?.iter().any(allows))).await
}

/// Whether a rule is about a signature that comes from an address for a mailbox, which is found under these indexes.
pub fn is_about(rule: &Rule, address: Option<IpAddr>, email: Option<&Email>, indexes: &[String]) -> bool {
    match rule.kind {
        RuleKind::Mailbox => rule.mailbox_index.as_ref().is_some_and(|index| indexes.contains(index)),
        kind => match (About::parse(kind, &rule.pattern), address) {
            (Ok(About::Network(network)), Some(address)) => network.contains(address),
            (Ok(About::Domain(glob)), _) => email.is_some_and(|email| glob.matches_host(email.domain())),
            _ => false,
        },
    }
}
