//! The register as it stood at the end of a day. Made when somebody asks, a few kept.

use std::sync::Arc;

use quick_cache::sync::Cache;
use tokio::sync::{Mutex, Semaphore};

use super::{load, log_card, look};
use crate::app::App;
use crate::app::log::adopted::CameBack;
use crate::domain::entry::ReadKind;
use crate::domain::{Day, Error, Moment, Refusal, Result};
use crate::log::subject;
use crate::register::past::{self, PastEntry};
use crate::register::{Snapshot, Source};
use crate::store::{self, Db};

/// Days kept. Each takes as much memory as the register of today.
const KEPT: usize = 4;
/// Readers who may wait for a day at once; more are asked to come again.
const WAITING: usize = 8;
const AGAIN_SECONDS: u32 = 10;

/// Registers of past days, by day and by the content revision that they were told from.
pub struct Days {
    made: Cache<(Day, u64), Arc<Snapshot>>,
    waiting: Semaphore,
    /// One is made at a time: it reads every entry, and costs what starting the site costs.
    making: Mutex<()>,
}

impl Default for Days {
    fn default() -> Days {
        Days { made: Cache::new(KEPT), waiting: Semaphore::new(WAITING), making: Mutex::new(()) }
    }
}

/// The register as it stood when a day ended, if that is kept.
pub fn kept(app: &App, day: Day) -> Option<Arc<Snapshot>> {
    let today = app.register.snapshot();
    app.register.days.made.get(&(day, today.content_revision)).filter(|_| !today.unsettled)
}

/// The register as it stood when the day ended in the deployment's time zone; for today, as it stands.
///
/// # Errors
/// `Unsettled` while no register is shown; `TooMany` when too many wait already; internal, if the database does not answer.
pub async fn as_of(app: &App, day: Day) -> Result<Arc<Snapshot>> {
    let days = &app.register.days;
    let today = app.register.snapshot();
    if today.unsettled {
        return Err(Error::Refused(Refusal::Unsettled));
    }
    let key = (day, today.content_revision);
    if let Some(made) = days.made.get(&key) {
        return Ok(made);
    }
    let busy = |_| Error::TooMany { retry_after_seconds: AGAIN_SECONDS };
    let _place = days.waiting.try_acquire().map_err(busy)?;
    let _making = days.making.lock().await;
    if let Some(made) = days.made.get(&key) {
        return Ok(made);
    }
    let made = Arc::new(tell(app, day).await?);
    days.made.insert((day, made.content_revision), Arc::clone(&made));
    Ok(made)
}

async fn tell(app: &App, day: Day) -> Result<Snapshot> {
    let (now, zone) = (app.clock.now(), app.time_zone());
    let end = Moment::end_of(day, zone).unwrap_or(now);
    let own = app.clone();
    app.store
        .read(move |db| {
            let seen = look(&own, db)?;
            if seen.unsettled {
                return Err(Error::Refused(Refusal::Unsettled));
            }
            let today = Source { log: log_card::of_then(db, end)?, ..load(&own, db, seen, now)? };
            Ok(Snapshot::build(past::as_of(today, entered(db, end)?, end, zone)))
        })
        .await
}

/// What was entered about organisations before a moment, but for what came back after a restore: its rows did not, and no
/// register is told from it.
///
/// # Errors
/// Internal, if the database does not answer.
pub(in crate::app) fn entered(db: &mut Db, end: Moment) -> Result<Vec<PastEntry>> {
    let came_back = CameBack::read(db)?;
    let told = store::public::entries_before(db, end)?.into_iter();
    Ok(told.filter(|row| !came_back.has(row.number)).map(past_entry).collect())
}

fn past_entry(row: store::public::PastRow) -> PastEntry {
    let store::public::PastRow { at, kind, body, organisation_id, commitment_id, .. } = row;
    PastEntry {
        at,
        kind: ReadKind::of(&kind),
        body,
        organisation: organisation_id,
        commitment: commitment_id,
        in_batch: subject::is_of_batch(&row.subject),
    }
}
