//! The queue: what waits, urgent first, then the oldest.

use std::collections::BTreeMap;

use super::lock;
use crate::app::App;
use crate::domain::case::{Age, CaseKind, CaseState, age};
use crate::domain::ids::StaffId;
use crate::domain::permit::{Permit, SeeCases};
use crate::domain::search_key::fold;
use crate::domain::{Moment, Result, limits};
use crate::store;
use crate::store::case::{QueueFilter, QueueLine};

/// Which part of the queue to show.
#[derive(Debug, Clone)]
pub struct Ask {
    pub state: CaseState,
    pub kind: Option<CaseKind>,
    /// Words of a name, in any spelling.
    pub words: String,
    /// From 1.
    pub page: usize,
}

/// One page of the queue.
#[derive(Debug)]
pub struct Queue {
    pub lines: Vec<Line>,
    pub total: usize,
    /// The last page, from 1.
    pub last: usize,
    /// How many wait in each state.
    pub counts: BTreeMap<CaseState, i64>,
}

/// One Case in the queue.
#[derive(Debug)]
pub struct Line {
    pub row: QueueLine,
    pub age: Age,
    /// Whole days to the day when a decision is due; negative after it.
    pub days_left: i64,
    /// Who works on it.
    pub holder: Option<(StaffId, String)>,
}

/// A page of the queue.
pub async fn page(app: &App, _: &Permit<SeeCases>, ask: Ask) -> Result<Queue> {
    let now = app.clock.now();
    let size = limits::QUEUE_PAGE;
    let words = fold(&ask.words).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    let filter = QueueFilter {
        states: vec![ask.state],
        kind: ask.kind,
        words,
        offset: i64::try_from(ask.page.saturating_sub(1).saturating_mul(size)).unwrap_or(i64::MAX),
        limit: i64::try_from(size).unwrap_or(i64::MAX),
    };
    app.store
        .read(move |db| {
            let (rows, total) = store::case::queue(db, &filter)?;
            let names: BTreeMap<StaffId, String> =
                store::staff::list(db)?.into_iter().map(|staff| (staff.id, staff.name)).collect();
            let total = usize::try_from(total).unwrap_or(0);
            Ok(Queue {
                lines: rows.into_iter().map(|row| line(row, &names, now)).collect(),
                total,
                last: total.div_ceil(size).max(1),
                counts: store::case::counts(db)?.into_iter().collect(),
            })
        })
        .await
}

fn line(row: QueueLine, names: &BTreeMap<StaffId, String>, now: Moment) -> Line {
    let holder =
        lock::holder(&row.case, now).map(|(id, _)| (id, names.get(&id).cloned().unwrap_or_default()));
    let due = row.case.due_at;
    Line { age: age(due, now), days_left: (due - now).num_days(), holder, row }
}
