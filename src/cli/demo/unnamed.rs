//! Signs for the demo's organisations that cannot safely be named, as the form would, and lets the week's batch of
//! their entries be appended.

use chrono::Duration;
use serde_json::json;

use super::content::{self, Unnamed};
use super::lots::Lots;
use super::queue::{assure, endorse, flawed, representative};
use crate::app::act::{Act, Origin, Subject};
use crate::app::case::entries;
use crate::app::{App, identity, rows, unnamed};
use crate::domain::Result;
use crate::domain::audit::AuditAct;
use crate::domain::case::CaseKind;
use crate::domain::endorsement::{Act as Step, EndorsementState};
use crate::domain::search_key::fold;
use crate::domain::visibility::Wish;
use crate::secret;
use crate::store;
use crate::store::assurance::{AssuranceState, Evidence};

/// Makes them all.
pub async fn make(app: &App) -> Result<()> {
    let all = content::unnamed().map_err(flawed)?;
    app.act(Origin::operator(), move |act| {
        let today = act.now;
        for one in &all {
            act.now = today - Duration::days(one.organisation.signed_days_ago) - Duration::minutes(50);
            sign(act, one, today)?;
        }
        act.now = today;
        act.audit(AuditAct::DemoUnnamedFilled, Subject("demo", None), json!({ "count": all.len() }))
    })
    .await?;
    unnamed::settle_week(app).await.map(drop)
}

/// Their names, for `demo.json`.
pub fn names() -> Result<Vec<String>> {
    let all = content::unnamed().map_err(flawed)?;
    Ok(all.into_iter().map(|one| one.organisation.profile.name.as_str().to_owned()).collect())
}

fn sign(act: &mut Act<'_>, one: &Unnamed, today: crate::domain::Moment) -> Result<()> {
    let demo = &one.organisation;
    let zone = act.app.time_zone();
    let wish = match one.embargo_days {
        Some(days) => Wish::Embargoed((today + Duration::days(days)).day_in(zone)),
        None => Wish::Protected,
    };
    let row = identity::seal(act.app, rows::profile(&demo.profile), None, None)?;
    let public_id = secret::public_id(&Lots::of_organisation(demo));
    let organisation = store::organisation::insert(act.db, &public_id, &row, act.now)?;
    let person = representative(act, organisation, demo)?;
    let id = endorse(act, organisation, Some(person), demo, (EndorsementState::Submitted, wish))?;
    for step in [Step::Confirm, Step::OpenCase] {
        let seen = store::endorsement::find(act.db, id)?;
        store::endorsement::apply(act.db, &seen, step, act.now)?;
    }
    let evidence = Evidence::Mailbox { domain: None };
    assure(act, organisation, (demo.assurance, evidence), (AssuranceState::Confirmed, None))?;
    let seen = store::endorsement::find(act.db, id)?;
    if one.waits {
        let words = fold(&seen.reference);
        store::case::open(act.db, CaseKind::Endorsement, id.0, (organisation, &words), act.now)?;
        return Ok(());
    }
    store::endorsement::apply(act.db, &seen, Step::Publish, act.now)?;
    let mut of = store::organisation::find(act.db, organisation)?;
    let mut signed = store::endorsement::find(act.db, id)?;
    identity::open(act.app, &mut of, &mut signed)?;
    entries::published(act, &of, &signed, demo.assurance)
}
