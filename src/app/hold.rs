//! Whether a signature that comes in is held: it then waits for staff, nobody is written to, and its signer reads what every
//! signer reads. Everything is looked at each time, so that the answer takes as long whatever is found.
//!
//! Who must not be named is never a reason: a stranger who signs under a name and waits for the mail in vain would know
//! that it is known here. Such a signature goes its way, and those who may see the name find both side by side. Nor is it
//! counted where somebody who signs under a name would wait for it. One that hid while somebody looked into it stood in public
//! beside that, and is a reason all the same.

use core::net::IpAddr;
use std::collections::BTreeSet;

use chrono::Duration;

use super::act::Act;
use super::arrival::{self, Judgement};
use super::limits::rule;
use super::{contact, identity, kin, rows};
use crate::domain::allowance::{Allowance, Limit};
use crate::domain::arrival::{Alike, Hold, is_remembered};
use crate::domain::draft::Submission;
use crate::domain::email::Email;
use crate::domain::endorsement::{EndorsementState, was_confirmed};
use crate::domain::host::RegistrableDomain;
use crate::domain::ids::{OrganisationId, RuleId};
use crate::domain::kinship;
use crate::domain::rule::Effect;
use crate::domain::text::Name;
use crate::domain::{Moment, Result};
use crate::store::arrival::By;
use crate::store::endorsement::Endorsement;
use crate::store::organisation::{Organisation, Profile};
use crate::store::removal::{Among, Removed};
use crate::store::rule::Rule;
use crate::store::{self, Db};

/// The states in which a signature is removed as a fake, or being looked into as one. Who withdraws meanwhile is found besides
/// (`removal::withdrawn`).
const REMOVED: &[EndorsementState] =
    &[EndorsementState::Revoked, EndorsementState::Suspended, EndorsementState::Declined];

/// Of those that were removed, how many are looked at closely that share most of a name; and how many of the oldest that share some.
const LOOKED_AT: usize = 20;

/// As what kinds of text one that was removed is remembered.
const SKELETON: &str = "removal.skeleton";
const TRACE: &str = "removal.trace";
const DOMAIN: &str = "removal.domain";

/// What is thought of a signature as it comes.
///
/// # Errors
/// Internal.
pub fn judge(act: &mut Act<'_>, submission: &Submission) -> Result<Judgement> {
    let email = &submission.representative.email;
    let indexes = contact::mailbox_indexes(act.app, email);
    let address = act.address();
    let [allowed, blocked] = ruled(act, address, email)?;
    let like = removed_like(act, &rows::profile(&submission.profile), email, &indexes)?;
    let unnamed = submission.wish.visibility().withholds();
    let (network, domain) = (too_many_from_network(act, unnamed)?, too_many_from_domain(act, email)?);
    let held = |held| Judgement { held: Some(held), ..Judgement::default() };
    Ok(match (allowed, blocked, like) {
        (None, Some(rule), _) => Judgement { rule: Some(rule), like, ..held(Hold::Blocked) },
        (_, _, Some(_)) => Judgement { like, ..held(Hold::Returning) },
        (Some(_), ..) => Judgement::default(),
        _ if network => held(Hold::Network),
        _ if domain => held(Hold::Domain),
        _ => Judgement::default(),
    })
}

/// Of the rules that hold, the first that allows a mailbox or its address, and the first that blocks it.
fn ruled(act: &mut Act<'_>, address: Option<IpAddr>, email: &Email) -> Result<[Option<RuleId>; 2]> {
    let (rules, indexes) = (store::rule::live(act.db, act.now)?, contact::mailbox_indexes(act.app, email));
    Ok([Effect::Allow, Effect::Block].map(|effect| {
        let about = |one: &&Rule| one.effect == effect && rule::is_about(one, address, Some(email), &indexes);
        rules.iter().find(about).map(|one| one.id)
    }))
}

/// The rule that blocks who signs from an address with a mailbox, unless another one allows it.
///
/// # Errors
/// Internal.
pub fn blocked_by(act: &mut Act<'_>, address: IpAddr, email: &Email) -> Result<Option<RuleId>> {
    let [allowed, blocked] = ruled(act, Some(address), email)?;
    Ok(blocked.filter(|_| allowed.is_none()))
}

/// Whoever signs under a name waits for others who do: to wait with nobody else in sight would tell that somebody there signs
/// without one. Whoever signs without one waits for all, so that a flood of such is held.
fn too_many_from_network(act: &mut Act<'_>, unnamed: bool) -> Result<bool> {
    let Some(address) = act.address().filter(|_| act.app.config.rate_limits) else { return Ok(false) };
    let indexes = arrival::network_indexes(act.app, address);
    over(act, [Limit::NetworkBurst, Limit::NetworkSustained], |db, since| {
        if unnamed {
            store::arrival::count_from_network(db, &indexes, since)
        } else {
            store::arrival::count_named(db, By::Visitor, &indexes, since)
        }
    })
}

/// Many strangers have mailboxes at one free provider: it is not counted. A disposable one is. Nor is counted who must not be
/// named: few have mailboxes at one domain, and each of them would know of the other.
fn too_many_from_domain(act: &mut Act<'_>, email: &Email) -> Result<bool> {
    if email.is_free_mail() || !act.app.config.rate_limits {
        return Ok(false);
    }
    let indexes = arrival::domain_indexes(act.app, email);
    over(act, [Limit::DomainBurst, Limit::DomainSustained], |db, since| {
        store::arrival::count_named(db, By::Domain, &indexes, since)
    })
}

fn over(
    act: &mut Act<'_>,
    which: [Limit; 2],
    count: impl Fn(&mut store::Db, Moment) -> Result<i64>,
) -> Result<bool> {
    let settings = act.app.settings.load();
    let mut over = false;
    for Allowance { most, seconds } in which.map(|limit| settings.allowances.of(limit)) {
        over |= count(act.db, act.now - Duration::seconds(seconds))? >= most;
    }
    Ok(over)
}

/// The signatory that was removed as a fake, or is being looked into, that this one is most like, and in what. Only of those
/// that may be named, or hid while somebody looked into them; of several, the newest.
fn removed_like(
    act: &mut Act<'_>,
    profile: &Profile,
    email: &Email,
    indexes: &[String],
) -> Result<Option<(OrganisationId, Alike)>> {
    let domains = domains(profile, email);
    let likeness = identity::Likeness::to(act.app, &domains, &profile.skeleton);
    let (left, hid) = (store::removal::withdrawn(act.db)?, store::removal::hid_in_doubt(act.db)?);
    let among = Among { states: REMOVED, left: &left, hid: &hid };
    let newest = |found: &[Removed]| {
        let counts =
            |one: &&Removed| is_removed(&left, one.organisation_id, (one.state, one.reason.as_deref()));
        found.iter().find(counts).map(|one| one.organisation_id)
    };
    let namesake = newest(&store::removal::namesakes(act.db, &likeness.skeletons, among)?);
    let at_domain = newest(&store::removal::of_domains(act.db, &likeness.domains, among)?);
    let of_domains = domain_marks(act, &domains);
    let (of_name, of_traces) = (name_marks(act, profile), trace_marks(act, profile));
    let marked = |act: &mut Act<'_>, marks: &[String]| store::removal::with_mark(act.db, marks, among);
    let of_mailbox = newest(&store::removal::of_mailbox(act.db, indexes, among)?);
    let mailbox = [of_mailbox, marked(act, indexes)?];
    let disguised = disguised(act, profile, among)?;
    let (same, near) = (marked(act, &of_name)?, marked(act, &of_traces)?);
    // What bears the very name goes before what bears one like it.
    let name = [namesake, same, disguised, near];
    let domain = [at_domain, store::removal::with_mark_of_confirmed(act.db, &of_domains, among)?];
    let first = |found: &[Option<OrganisationId>], alike| Some((*found.iter().flatten().next()?, alike));
    Ok(first(&mailbox, Alike::Mailbox).or(first(&name, Alike::Name)).or(first(&domain, Alike::Domain)))
}

/// The one whose name this one bears in other letters, other words or with a slip.
fn disguised(act: &mut Act<'_>, profile: &Profile, among: Among<'_>) -> Result<Option<OrganisationId>> {
    let own = kin::of_profile(profile)?;
    let lookups = kin::lookups(act.app, &own);
    let mut found = None;
    for id in store::removal::akin(act.db, &lookups, among, LOOKED_AT)? {
        let of = identity::find(act.app, act.db, id)?;
        let endorsement = store::endorsement::of_organisation(act.db, id)?;
        // Nothing can be compared of one that is erased in this second.
        let known = !of.name.is_empty() && removed(among.left, &endorsement);
        if known && own.returns_as(&kin::of_profile(&identity::profile(&of))?) {
            found = found.or(Some(id));
        }
    }
    Ok(found)
}

/// Whether a signatory is removed as a fake, or being looked into as one, also where it has withdrawn meanwhile.
///
/// # Errors
/// Internal.
pub fn counts(db: &mut Db, seen: &Endorsement) -> Result<bool> {
    Ok(removed(&store::removal::withdrawn(db)?, seen))
}

fn removed(left: &[OrganisationId], seen: &Endorsement) -> bool {
    is_removed(left, seen.organisation_id, (seen.state, seen.reason.as_deref()))
}

fn is_removed(
    left: &[OrganisationId],
    of: OrganisationId,
    (state, reason): (EndorsementState, Option<&str>),
) -> bool {
    match state {
        EndorsementState::Declined => is_remembered(reason),
        EndorsementState::Withdrawn => left.contains(&of),
        _ => REMOVED.contains(&state),
    }
}

/// The organisation's domain, and the mailbox's.
fn domains(profile: &Profile, email: &Email) -> Vec<String> {
    profile.domain.iter().cloned().chain(mailbox_domain(email)).collect()
}

/// The domain of a mailbox, unless many strangers have one there.
fn mailbox_domain(email: &Email) -> Option<String> {
    let domain = RegistrableDomain::of_email(email).filter(|one| !email.is_free_mail() && !one.is_shared());
    domain.map(|domain| domain.as_str().to_owned())
}

/// Under what a fake may be remembered that has this name.
fn name_marks(act: &Act<'_>, profile: &Profile) -> Vec<String> {
    act.app.secrets.blind_indexes(SKELETON, &profile.skeleton)
}

/// Under what one may be remembered that has a name like this.
fn trace_marks(act: &Act<'_>, profile: &Profile) -> Vec<String> {
    let traces = traces(&profile.name);
    traces.iter().flat_map(|trace| act.app.secrets.blind_indexes(TRACE, trace)).collect()
}

/// Under what one may be remembered that has a mailbox or a website at one of these domains.
fn domain_marks(act: &Act<'_>, domains: &[String]) -> Vec<String> {
    domains.iter().flat_map(|domain| act.app.secrets.blind_indexes(DOMAIN, domain)).collect()
}

/// What a name leaves behind; nothing, where it lies sealed.
fn traces(name: &str) -> BTreeSet<String> {
    Name::parse(name).map(|name| kinship::traces(&name)).unwrap_or_default()
}

/// Remembers a fake that is about to be erased, by what tells nothing of who it was.
///
/// # Errors
/// Internal.
pub fn remember(act: &mut Act<'_>, seen: &Endorsement, opened: &Organisation) -> Result<()> {
    let secrets = &act.app.secrets;
    let mut marks = vec![secrets.blind_index(SKELETON, &opened.skeleton)];
    // Anybody can type in anybody's website. Of one that was published, staff have seen whose it is.
    let website = opened.domain.iter().filter(|_| seen.published_at.is_some());
    marks.extend(website.map(|domain| secrets.blind_index(DOMAIN, domain)));
    let traces = traces(&opened.name);
    marks.extend(traces.iter().map(|trace| secrets.blind_index(TRACE, trace)));
    for email in mailboxes(act, seen)? {
        marks.extend([contact::index(act.app, &email), contact::mailbox_index(act.app, &email)]);
    }
    marks.dedup();
    for mark in marks {
        store::removal::remember(act.db, &mark, seen.organisation_id, act.now)?;
    }
    remember_mailboxes(act, seen)
}

/// Remembers with which mailboxes those signed for a fake that is removed, whatever the sub-address, and at which domains. What
/// stays of it in the clear tells its website's domain and the very addresses alone. Anybody can type in anybody's mailbox: where
/// nobody confirmed it, it says nothing of its domain.
///
/// # Errors
/// Internal.
pub fn remember_mailboxes(act: &mut Act<'_>, seen: &Endorsement) -> Result<()> {
    if !was_confirmed(seen.origin, seen.confirmed_at) {
        return Ok(());
    }
    let mut marks = BTreeSet::new();
    for email in mailboxes(act, seen)? {
        marks.insert(contact::mailbox_index(act.app, &email));
        let domain = mailbox_domain(&email);
        marks.extend(domain.map(|domain| act.app.secrets.blind_index(DOMAIN, &domain)));
    }
    for mark in marks {
        store::removal::remember(act.db, &mark, seen.organisation_id, act.now)?;
    }
    Ok(())
}

/// Where those are written to who act for whose signature it is.
fn mailboxes(act: &mut Act<'_>, seen: &Endorsement) -> Result<Vec<Email>> {
    let mut found = Vec::new();
    for person in store::representative::of_organisation(act.db, seen.organisation_id)? {
        found.extend(Email::parse(&contact::open(act.app, &person.sealed)?.email).ok());
    }
    Ok(found)
}
