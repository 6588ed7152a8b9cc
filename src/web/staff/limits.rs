//! Limits: how much may come in how long, who is exempt or held, and what piles up now.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};
use serde_json::{Map, Value, json};

use super::acting::Acting;
use crate::app::App;
use crate::app::alarm::{self, Common, Trend};
use crate::app::limits::{self, Typed, rule};
use crate::app::settings::{Part, SEEN};
use crate::domain::allowance::{Allowance, Limit};
use crate::domain::crowd::Width;
use crate::domain::ids::RuleId;
use crate::domain::permit::{ManageSettings, Moderate, Permit, Power, SeeLimits};
use crate::domain::rule::{Effect, RuleKind};
use crate::domain::{Error, Result};
use crate::web::done;
use crate::web::error::Failure;
use crate::web::form::{Form, merged};
use crate::web::kept;

const PAGE: &str = "staff/limits/show.html";
/// What an address may fill into the form for a rule.
const FILLED: &[&str] = &["effect", "kind", "about"];
/// Lines of what piles up that are seen at once; rules and numbers stay in reach.
const UNFOLDED: usize = 10;

/// The page, with a rule begun where its address says one.
pub async fn show(
    acting: Acting<SeeLimits>,
    query: web::Query<Vec<(String, String)>>,
    done: web::Query<done::Query>,
) -> Result<HttpResponse, Failure> {
    let mut asked = Form(query.into_inner());
    asked.0.retain(|(name, _)| FILLED.contains(&name.as_str()));
    let values = values(acting.app(), &acting.permit, &asked).await?;
    acting.page(PAGE, &merged(values, merged(may(&acting), json!({ "done": acting.said(&done) }))))
}

fn may<P: Power>(acting: &Acting<P>) -> Value {
    let any = |roles| acting.colleague.staff.roles.any(roles);
    json!({ "may": any(ManageSettings::ROLES), "may_invalidate": any(Moderate::ROLES) })
}

/// Sets the allowances.
pub async fn save(acting: Acting<ManageSettings>, form: Form) -> Result<HttpResponse, Failure> {
    if kept::is_restored(&form) {
        return restored(&acting, &form, json!({ "seen": form.get(SEEN) })).await;
    }
    let of = |limit: &Limit| {
        let get = |field: &str| form.get(&format!("{limit}_{field}")).to_owned();
        (*limit, Typed { most: get("most"), seconds: get("seconds"), comment: get("comment") })
    };
    let typed: BTreeMap<Limit, Typed> = Limit::ALL.iter().map(of).collect();
    match limits::change(acting.app(), acting.origin(), &acting.permit, (typed, form.get(SEEN).to_owned()))
        .await
    {
        Ok(()) => Ok(acting.see("/staff/limits?done=limits")),
        Err(Error::Invalid(problems)) => {
            let own = json!({ "problems": acting.words(&problems)? });
            acting.mend(PAGE, &again(&acting, &form, own).await?)
        }
        Err(error) => Err(error.into()),
    }
}

/// Adds a rule, once it was seen whom it would have been about.
pub async fn add_rule(acting: Acting<ManageSettings>, form: Form) -> Result<HttpResponse, Failure> {
    if kept::is_restored(&form) {
        return restored(&acting, &form, json!({})).await;
    }
    match tried_or_added(&acting, &form).await {
        Ok(None) => Ok(acting.see("/staff/limits?done=rule")),
        Ok(Some(tried)) => acting.page(PAGE, &again(&acting, &form, json!({ "tried": tried })).await?),
        Err(Error::Invalid(problems)) => {
            let own = json!({ "problems": acting.words(&problems)? });
            acting.mend(PAGE, &again(&acting, &form, own).await?)
        }
        Err(error) => Err(error.into()),
    }
}

/// Whom a rule would have been about; nothing once that was seen, and it was added.
async fn tried_or_added(acting: &Acting<ManageSettings>, form: &Form) -> Result<Option<Value>> {
    let parsed = rule::parse(acting.app(), &rule_of(form))?;
    if form.get("confirm") == parsed.gist() {
        rule::add(acting.app(), acting.origin(), &acting.permit, parsed).await?;
        return Ok(None);
    }
    let caught = rule::would_catch(acting.app(), acting.origin(), &acting.permit, &parsed).await?;
    Ok(Some(
        json!({ "caught": caught.caught, "of": caught.of, "effect": parsed.effect, "gist": parsed.gist(),
            "ending": parsed.about.ending(), "opposed": caught.opposed }),
    ))
}

fn rule_of(form: &Form) -> rule::Typed {
    let get = |field: &str| form.get(field).to_owned();
    rule::Typed {
        kind: get("kind"),
        effect: get("effect"),
        about: get("about"),
        comment: get("comment"),
        until: get("until"),
    }
}

/// Ends a rule.
pub async fn remove_rule(
    acting: Acting<ManageSettings>,
    id: web::Path<i64>,
) -> Result<HttpResponse, Failure> {
    rule::remove(acting.app(), acting.origin(), &acting.permit, RuleId(*id)).await?;
    Ok(acting.see("/staff/limits?done=rule-removed"))
}

/// The page again after a fresh proof, with what was typed before it.
async fn restored(acting: &Acting<ManageSettings>, form: &Form, own: Value) -> Result<HttpResponse, Failure> {
    let own = merged(own, json!({ "done": "restored" }));
    acting.page(PAGE, &again(acting, form, own).await?)
}

/// The page again, with what was typed.
async fn again(acting: &Acting<ManageSettings>, form: &Form, own: Value) -> Result<Value> {
    let sees = acting.colleague.staff.permit::<SeeLimits>(acting.app().clock.now())?;
    let values = values(acting.app(), &sees, form).await?;
    Ok(merged(values, merged(may(acting), merged(json!({ "done": "" }), own))))
}

async fn values(app: &App, permit: &Permit<SeeLimits>, form: &Form) -> Result<Value> {
    let sets = limits::all(app, permit);
    let fields = sets.iter().flat_map(|(limit, set)| {
        [
            (format!("{limit}_most"), json!(set.allowance.most.to_string())),
            (format!("{limit}_seconds"), json!(set.allowance.seconds.to_string())),
            (format!("{limit}_comment"), json!(set.comment)),
        ]
    });
    let typed = form.0.iter().map(|(name, value)| (name.clone(), json!(value)));
    let fields: Map<String, Value> = fields.chain(typed).collect();
    let allowances = sets.iter().map(|(limit, set)| {
        json!({ "limit": limit, "now": told(set.allowance), "comment": set.comment, "usual": told(limit.usual()),
            "wider": wider(*limit) })
    });
    let rules = rule::list(app, permit).await?;
    let rules = rules.iter().map(|one| {
        json!({ "id": one.rule.id, "kind": one.rule.kind, "effect": one.rule.effect, "about": one.about,
            "beaten": one.beaten, "comment": one.rule.comment, "by": one.by, "at": one.rule.created_at, "until": one.rule.expires_at })
    });
    let (trends, more) = alarm::trends(app, permit).await?;
    let (first, rest) = trends.split_at(trends.len().min(UNFOLDED));
    let shown = |trends: &[Trend]| trends.iter().map(trend).collect::<Vec<_>>();
    Ok(json!({
        "allowances": allowances.collect::<Vec<_>>(), "rules": rules.collect::<Vec<_>>(),
        "trends": shown(first), "folded_trends": shown(rest), "more_trends": more, "kinds": RuleKind::ALL, "effects": Effect::ALL, "tried": null,
        "on": app.config.rate_limits, "values": fields, "seen": app.settings.load().mark(Part::Limits)?,
    }))
}

/// So many in so long, as people say it.
fn told(allowance: Allowance) -> Value {
    let (span, unit) = allowance.span();
    json!({ "most": allowance.most, "span": span, "unit": unit })
}

/// How many times as many may come from the wider networks, of the limit that has such.
fn wider(limit: Limit) -> Value {
    match limit {
        Limit::NetworkAlarm => json!({ "site": Width::Site.alarm(1), "carrier": Width::Carrier.alarm(1) }),
        _ => Value::Null,
    }
}

/// A line of what piles up, with what fills in the two forms that do something about it.
fn trend(one: &Trend) -> Value {
    let filled = |pairs: &[(&str, &str)]| {
        url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
    };
    let about = one.what.as_deref();
    let (kind, addresses) = match one.common {
        Common::Network(Width::Visitor) => (RuleKind::Network, None),
        Common::Network(Width::Site | Width::Carrier) => (RuleKind::Network, Some(one.addresses)),
        Common::Domain => (RuleKind::Domain, None),
    };
    json!({
        "common": one.common.code(), "what": about, "count": one.count, "addresses": addresses,
        "confirmed": one.confirmed, "minutes": one.minutes,
        "rule": about.map(|about| filled(&[("effect", "block"), ("kind", kind.code()), ("about", about)])),
        "invalidation": about.map(|about| filled(&[(kind.code(), about)])),
    })
}
