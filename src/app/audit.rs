//! The audit trail as staff search it. Ids become names only where they are colleagues'.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use serde_json::{Map, Value};

use super::App;
use crate::domain::audit::{ActorKind, AuditAct};
use crate::domain::ids::{AuditLineId, StaffId};
use crate::domain::permit::{Permit, SeeAudit};
use crate::domain::{Day, Moment, Result, limits};
use crate::store;
use crate::store::audit::{Filter, Line, Page};

/// What to look for. Everything that is given must fit.
#[derive(Debug, Clone, Default)]
pub struct Search {
    pub actor: Option<(ActorKind, Option<i64>)>,
    pub act: Option<String>,
    pub subject_kind: Option<String>,
    pub subject_id: Option<i64>,
    /// From this day on, in the deployment's time zone.
    pub from: Option<Day>,
    /// Until the end of this day.
    pub to: Option<Day>,
    /// From 1.
    pub page: u32,
}

/// What was found, and what one can look for.
#[derive(Debug)]
pub struct Found {
    pub page: Page,
    pub names: BTreeMap<StaffId, String>,
    /// The code of every act that the trail knows, by subject.
    pub acts: Vec<String>,
    /// Every noun that the trail knows.
    pub kinds: Vec<String>,
}

/// In what two states of a thing differ: what it said, and what it says since.
pub(super) fn parted(before: &Map<String, Value>, after: &Map<String, Value>) -> (Value, Value) {
    let own = |one: &Map<String, Value>, other: &Map<String, Value>| {
        let differs = one.iter().filter(|(name, value)| other.get(*name) != Some(*value));
        differs.map(|(name, value)| (name.clone(), value.clone())).collect()
    };
    (own(before, after), own(after, before))
}

/// Searches the trail, newest first.
///
/// # Errors
/// Internal.
pub async fn search(app: &App, _: &Permit<SeeAudit>, search: Search) -> Result<Found> {
    let page = search.page;
    let filter = search.filter(app.time_zone());
    app.store
        .read(move |db| {
            let names = store::staff::list(db)?.into_iter().map(|row| (row.id, row.name)).collect();
            let (mut acts, kinds) = store::audit::words(db)?;
            acts.sort_by_key(|code| place(code));
            Ok(Found { page: store::audit::search(db, &filter, page)?, names, acts, kinds })
        })
        .await
}

/// The lines that fit, newest first, as many as are held at once: from the newest on, or those before a line.
///
/// # Errors
/// Internal.
pub async fn lines(
    app: &App,
    _: &Permit<SeeAudit>,
    search: Search,
    before: Option<AuditLineId>,
) -> Result<Vec<Line>> {
    let filter = search.filter(app.time_zone());
    app.store.read(move |db| store::audit::before(db, &filter, before, limits::AUDIT_EXPORT)).await
}

/// Where an act stands among all that the trail knows: as they are declared, and last what an older version called otherwise.
fn place(code: &str) -> (bool, Option<AuditAct>) {
    let act = AuditAct::from_code(code);
    (act.is_none(), act)
}

impl Search {
    fn filter(self, zone: Tz) -> Filter {
        Filter {
            actor_kind: self.actor.map(|(kind, _)| kind),
            actor_id: self.actor.and_then(|(_, row)| row),
            act: self.act,
            subject_kind: self.subject_kind,
            subject_id: self.subject_id,
            from: self.from.map(|day| Moment::begin_of(day, zone)),
            to: self.to.and_then(|day| Moment::end_of(day, zone)),
        }
    }
}
