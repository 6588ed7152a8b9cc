//! From where a signature was sent, as it is kept: sealed, and counted through keyed indexes of the visitor's network, of the
//! wider ones around it and of the mailbox's domain. The one home of what is sealed and indexed of it.
//!
//! It tells many forged signatures from one place apart from many honest ones. It is personal data: it goes after some
//! weeks, with the signature, and for who must not be named with the decision.

use core::net::IpAddr;

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::App;
use super::act::Act;
use crate::domain::allowance::{Allowance, Limit};
use crate::domain::arrival::{Alike, Hold};
use crate::domain::crowd::Width;
use crate::domain::email::Email;
use crate::domain::host::Host;
use crate::domain::ids::{EndorsementId, OrganisationId, RuleId};
use crate::domain::network::Network;
use crate::domain::visibility::Visibility;
use crate::domain::{Result, limits};
use crate::store;
use crate::store::arrival::{Arrival, NewArrival};
use crate::store::endorsement::Endorsement;

/// The field that is sealed for.
pub(super) const SEALED_FOR: &str = "arrival";
/// The kinds of text that are indexed as.
const NETWORK: &str = "arrival.network";
const SITE: &str = "arrival.site";
const CARRIER: &str = "arrival.carrier";
const DOMAIN: &str = "arrival.domain";

/// From where a signature was sent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whence {
    /// The visitor's address.
    pub address: IpAddr,
    /// The host of the mailbox, in ASCII.
    pub domain: String,
}

impl std::fmt::Debug for Whence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Whence(..)")
    }
}

/// What was thought of a signature when it came.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Judgement {
    pub held: Option<Hold>,
    /// The organisation that it looks like, and in what, where that is why.
    pub like: Option<(OrganisationId, Alike)>,
    /// The rule, where that is why.
    pub rule: Option<RuleId>,
}

/// Keeps from where a signature was sent, if it came over the network.
///
/// # Errors
/// Internal.
pub fn keep(
    act: &mut Act<'_>,
    of: EndorsementId,
    email: &Email,
    judged: Judgement,
    repeated: bool,
) -> Result<()> {
    match act.address() {
        Some(address) => keep_from(act, address, (of, email), judged, repeated),
        None => Ok(()),
    }
}

/// The same for an address at hand.
///
/// # Errors
/// Internal.
pub fn keep_from(
    act: &mut Act<'_>,
    address: IpAddr,
    (of, email): (EndorsementId, &Email),
    judged: Judgement,
    repeated: bool,
) -> Result<()> {
    let whence = Whence { address: address.to_canonical(), domain: email.domain().as_str().to_owned() };
    let new = NewArrival {
        endorsement_id: of,
        at: act.now,
        repeated,
        sealed: act.app.secrets.seal_json(&*act.app.chance, SEALED_FOR, &whence)?,
        network_index: act.app.secrets.blind_index(NETWORK, &network_key(address)),
        domain_index: act.app.secrets.blind_index(DOMAIN, &domain_key(email)),
        held: judged.held,
        like_id: judged.like.map(|(id, _)| id),
        rule_id: judged.rule,
        site_index: act.app.secrets.blind_index(SITE, &Network::of_site(address).to_string()),
        carrier_index: act.app.secrets.blind_index(CARRIER, &Network::of_carrier(address).to_string()),
        alike: judged.like.map(|(_, alike)| alike),
    };
    store::arrival::insert(act.db, &new).map(drop)
}

/// Whether a signature came from where many come from: from its network, or a wider one around it, as many came in the while before
/// as admins are told of. Who must not be named counts for others such alone.
///
/// # Errors
/// Internal.
pub fn is_crowded(act: &mut Act<'_>, of: &Endorsement) -> Result<bool> {
    let arrival = store::arrival::of_endorsement(act.db, of.id)?.filter(|_| act.app.config.rate_limits);
    let Some(arrival) = arrival else { return Ok(false) };
    let Allowance { most, seconds } = act.app.settings.load().allowances.of(Limit::NetworkAlarm);
    let since = arrival.at - Duration::seconds(seconds);
    let seen: &[Visibility] = if of.visibility.withholds() { Visibility::ALL } else { &[Visibility::Public] };
    for width in Width::ALL {
        let many = width.alarm(most);
        if store::arrival::count_before(act.db, &arrival, (*width, since), seen, many)? >= many {
            return Ok(true);
        }
    }
    Ok(false)
}

/// From where it was sent.
///
/// # Errors
/// Internal, when it was sealed with a secret that is not known here.
pub fn whence(app: &App, arrival: &Arrival) -> Result<Whence> {
    open(app, &arrival.sealed)
}

/// The same, of what lies sealed.
///
/// # Errors
/// Internal, when it was sealed with a secret that is not known here.
pub fn open(app: &App, sealed: &[u8]) -> Result<Whence> {
    app.secrets.open_json(SEALED_FOR, sealed)
}

/// Under what the network of an address may lie: also what earlier secrets gave.
pub fn network_indexes(app: &App, address: IpAddr) -> Vec<String> {
    app.secrets.blind_indexes(NETWORK, &network_key(address))
}

/// The same of a mailbox's domain.
pub fn domain_indexes(app: &App, email: &Email) -> Vec<String> {
    app.secrets.blind_indexes(DOMAIN, &domain_key(email))
}

/// The visitor's network, as it is counted.
fn network_key(address: IpAddr) -> String {
    Network::of_visitor(address).to_string()
}

fn domain_key(email: &Email) -> String {
    counted_domain(email.domain().as_str())
}

/// A mailbox's host, as it is counted: what was registered; the host itself where that is a public suffix.
pub(super) fn counted_domain(host: &str) -> String {
    let registered = Host::parse(host).and_then(|host| host.registrable_domain());
    registered.map_or_else(|| host.to_owned(), |domain| domain.as_str().to_owned())
}

/// Forgets what has been kept long enough: from where signatures came, by what fakes are known again, and whom rules that
/// ran out were about. Says how much.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn forget_old(app: &App) -> Result<usize> {
    let now = app.clock.now();
    let (arrivals, removals) =
        (now - Duration::days(limits::ARRIVAL_DAYS), now - Duration::days(limits::REMOVAL_DAYS));
    app.store
        .write(move |db| {
            let rules = store::rule::blank_expired(db, now)?;
            let removals = store::removal::delete_before(db, removals)?;
            Ok(store::arrival::delete_before(db, arrivals)? + removals + rules)
        })
        .await
}
