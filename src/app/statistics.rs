//! Statistics of waiting times and decisions, for everybody who sees Cases. They count who must not be named too, and
//! tell of nobody who it is: no category, no country, no name.

use std::collections::BTreeMap;

use chrono::Duration;

use super::App;
use crate::domain::audit::AuditAct;
use crate::domain::ids::CaseId;
use crate::domain::permit::{Permit, SeeCases};
use crate::domain::statistics::{self, Fate, Statistics};
use crate::domain::{Moment, Result, limits};
use crate::store::{self, Db};

/// What is counted now.
///
/// # Errors
/// Internal.
pub async fn see(app: &App, _: &Permit<SeeCases>) -> Result<Statistics> {
    let (now, zone) = (app.clock.now(), app.time_zone());
    let first = statistics::months(now, zone).first().copied().unwrap_or_default();
    let since = Moment::begin_of(first, zone);
    let fates = app.store.read(move |db| fates(db, since)).await?;
    Ok(statistics::count(&fates, now, zone))
}

/// In how many weeks nine of ten decisions were made lately. Reads every open Case.
///
/// # Errors
/// Internal.
pub(super) fn expectation(db: &mut Db, now: Moment) -> Result<Option<i64>> {
    let fates = fates(db, now - Duration::days(limits::RECENT_DECISIONS_DAYS))?;
    Ok(statistics::expectation(&fates, now))
}

fn fates(db: &mut Db, since: Moment) -> Result<Vec<Fate>> {
    let mut waits: BTreeMap<CaseId, Vec<(Moment, bool)>> = BTreeMap::new();
    let begun = store::statistics::asked(db)?.into_iter().map(|one| (one, true));
    let ended = store::statistics::answered(db)?.into_iter().map(|one| (one, false));
    let taken_back = store::statistics::done(db, AuditAct::CaseQuestionTakenBack)?;
    let taken_back = taken_back.into_iter().map(|one| (one, false));
    for ((case, at), begins) in begun.chain(ended).chain(taken_back) {
        waits.entry(case).or_default().push((at, begins));
    }
    let fate = |times: store::statistics::Times| Fate {
        number: times.number,
        kind: times.kind,
        state: times.state,
        opened_at: times.opened_at,
        due_at: times.due_at,
        closed: times.closed_at.zip(times.outcome),
        waits: waits.remove(&times.id).unwrap_or_default(),
    };
    Ok(store::statistics::times(db, since)?.into_iter().map(fate).collect())
}
