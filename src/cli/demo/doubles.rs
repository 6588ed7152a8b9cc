//! Signs for the demo's organisation that signed twice, publishes it, and merges the two, as two colleagues did.

use chrono::Duration;
use serde_json::json;

use super::content::{self, Double};
use super::queue::{assure, commit, endorse, enter, flawed, published, representative};
use crate::app::App;
use crate::app::act::{Act, Origin, Subject};
use crate::app::case::{entries, merge, publish};
use crate::domain::Result;
use crate::domain::audit::AuditAct;
use crate::domain::case::{CaseKind, CaseOutcome, CaseState};
use crate::domain::commitment::StoredState;
use crate::domain::endorsement::{Act as Step, EndorsementState};
use crate::domain::other_name::NameKind;
use crate::domain::visibility::Wish;
use crate::store;
use crate::store::assurance::{AssuranceState, Evidence};
use crate::store::organisation::Organisation;

/// Makes it.
pub async fn make(app: &App) -> Result<()> {
    let double = content::double().map_err(flawed)?;
    app.act(Origin::operator(), move |act| {
        let today = act.now;
        act.now = today - Duration::days(double.organisation.signed_days_ago);
        let goes = sign(act, &double)?;
        act.now = today - Duration::days(double.merged_days_ago);
        let stays = published(act, double.of)?;
        join(act, &stays, &goes)?;
        act.now = today;
        act.audit(AuditAct::DemoFilled, Subject("demo", None), json!({}))
    })
    .await
}

fn sign(act: &mut Act<'_>, double: &Double) -> Result<Organisation> {
    let demo = &double.organisation;
    let id = enter(act, demo)?;
    let person = representative(act, id, demo)?;
    let signed = endorse(act, id, Some(person), demo, (EndorsementState::Submitted, Wish::Public))?;
    for step in [Step::Confirm, Step::OpenCase] {
        let seen = store::endorsement::find(act.db, signed)?;
        store::endorsement::apply(act.db, &seen, step, act.now)?;
    }
    let domain = Some(demo.representative.email.domain().as_str().to_owned());
    assure(act, id, (demo.assurance, Evidence::Mailbox { domain }), (AssuranceState::Confirmed, None))?;
    for promise in &demo.commitments {
        commit(act, id, promise)?;
    }
    let (organisation, seen) =
        (store::organisation::find(act.db, id)?, store::endorsement::find(act.db, signed)?);
    let organisation = publish::enter(act, &organisation, &seen, demo.assurance)?;
    for record in store::assurance::of_organisation(act.db, id)? {
        entries::assurance(act, &organisation, &record)?;
    }
    for promise in store::commitment::of_organisation(act.db, id)? {
        store::commitment::set_state(act.db, &promise, StoredState::Active, act.now)?;
        let promise = store::commitment::find(act.db, promise.id)?;
        entries::commitment(act, &organisation, &promise)?;
    }
    store::organisation::find(act.db, id)
}

/// Both decisions are over: the Case is there to look at, and to undo it.
fn join(act: &mut Act<'_>, stays: &Organisation, goes: &Organisation) -> Result<()> {
    let merge = store::merge::insert(act.db, (stays.id, goes.id), NameKind::Translated, act.now)?;
    let words = (stays.id, stays.search_key.as_str());
    let case = store::case::open(act.db, CaseKind::Merge, merge.0, words, act.now)?;
    let other = merge::Other::read(act.db, merge)?;
    merge::join(act, stays, &other)?;
    let case = store::case::find(act.db, case)?;
    store::case::set_state(act.db, &case, CaseState::Closed, Some(CaseOutcome::Merged), act.now)
}
