//! The demo's rules, and the signatures that they and a fake of the past hold in its queue.

use core::net::IpAddr;

use chrono::Duration;
use serde_json::json;

use super::content::{self, DemoOrganisation};
use super::queue::{endorse, enter, flawed, representative};
use crate::app::App;
use crate::app::act::{Act, Origin, Subject};
use crate::app::arrival::{self, Judgement};
use crate::app::case::marks;
use crate::domain::Result;
use crate::domain::arrival::{Alike, Hold};
use crate::domain::audit::{Actor, AuditAct};
use crate::domain::case::CaseKind;
use crate::domain::endorsement::EndorsementState;
use crate::domain::ids::{OrganisationId, RuleId};
use crate::domain::rule::{Effect, RuleKind};
use crate::domain::search_key::fold;
use crate::domain::visibility::Wish;
use crate::store;
use crate::store::rule::NewRule;

/// What each rule does, what it goes by, whom it is about, and why there is one.
const RULES: [(Effect, RuleKind, &str, &str); 4] = [
    (
        Effect::Allow,
        RuleKind::Network,
        "127.0.0.0/8",
        "Whoever tries this demo may sign as often as they like.",
    ),
    (Effect::Allow, RuleKind::Network, "::1", "The same over IPv6."),
    (
        Effect::Block,
        RuleKind::Domain,
        "*.instantsignup.example",
        "Mailboxes for ten minutes. Forty false town halls in one night.",
    ),
    (
        Effect::Block,
        RuleKind::Network,
        "203.0.113.0/24",
        "Where the false signatures of September came from.",
    ),
];

/// Makes the rules and the held signatures.
pub async fn make(app: &App) -> Result<()> {
    let [blocked, returning] = content::held().map_err(flawed)?;
    app.act(Origin::operator(), move |act| {
        let now = act.now;
        act.now = now - Duration::days(40);
        let rules = RULES.map(|rule| keep(act, rule)).into_iter().collect::<Result<Vec<_>>>()?;
        act.now = now - Duration::hours(5);
        let by_rule = Judgement { held: Some(Hold::Blocked), like: None, rule: rules.last().copied() };
        hold(act, &blocked, "203.0.113.40", by_rule)?;
        let like = removed(act)?.map(|id| (id, Alike::Mailbox));
        act.now = now - Duration::hours(2);
        hold(act, &returning, "198.51.100.23", Judgement { held: Some(Hold::Returning), like, rule: None })?;
        act.now = now;
        act.speak_for(Actor::Operator);
        act.audit(AuditAct::DemoSignaturesHeld, Subject("demo", None), json!({ "rules": rules.len() }))
    })
    .await
}

/// A signatory of the demo that was revoked, or else is suspended.
fn removed(act: &mut Act<'_>) -> Result<Option<OrganisationId>> {
    let tomorrow = act.app.clock.now() + Duration::days(1);
    for state in [EndorsementState::Revoked, EndorsementState::Suspended] {
        let found = store::endorsement::untouched_since(act.db, state, tomorrow, 1)?;
        if let Some(one) = found.first() {
            return Ok(Some(one.organisation_id));
        }
    }
    Ok(None)
}

fn keep(
    act: &mut Act<'_>,
    (effect, kind, pattern, comment): (Effect, RuleKind, &str, &str),
) -> Result<RuleId> {
    let new = NewRule {
        kind,
        effect,
        pattern: pattern.to_owned(),
        sealed: None,
        mailbox_index: None,
        comment: comment.to_owned(),
        created_by: None,
        created_at: act.now,
        expires_at: None,
    };
    store::rule::insert(act.db, &new)
}

fn hold(act: &mut Act<'_>, demo: &DemoOrganisation, from: &str, judged: Judgement) -> Result<()> {
    let organisation = enter(act, demo)?;
    let signer = representative(act, organisation, demo)?;
    let submitted = (EndorsementState::Submitted, Wish::Public);
    let endorsement = endorse(act, organisation, Some(signer), demo, submitted)?;
    let from: IpAddr = from.parse().map_err(crate::domain::Error::internal)?;
    arrival::keep_from(act, from, (endorsement, &demo.representative.email), judged, false)?;
    let about = (organisation, &*fold(demo.profile.name.as_str()));
    let case = store::case::open(act.db, CaseKind::Endorsement, endorsement.0, about, act.now)?;
    let row = store::organisation::find(act.db, organisation)?;
    marks::note(act.db, case, (&row, &demo.representative.email), true)?;
    act.speak_for(Actor::Representative(signer));
    act.audit(AuditAct::EndorsementSubmitted, Subject("endorsement", Some(endorsement.0)), json!({}))
}
