//! The queue: what waits, urgent first, then the oldest.

use std::collections::BTreeMap;

use super::lock;
use crate::app::App;
use crate::domain::arrival::Hold;
use crate::domain::case::{Age, CaseKind, CaseState, age};
use crate::domain::ids::{EndorsementId, OrganisationId, StaffId};
use crate::domain::permit::{Permit, SeeCases, SeeIdentities};
use crate::domain::search_key::fold;
use crate::domain::{Moment, Result, limits};
use crate::store::assurance::Evidence;
use crate::store::case::{Find, QueueFilter, QueueLine};
use crate::store::{self, Db};

/// What people put before a number, folded.
const NUMBER_WORDS: &[&str] = &["", "no", "nr", "case", "sag"];

/// Which part of the queue to show.
#[derive(Debug, Clone)]
pub struct Ask {
    pub state: CaseState,
    pub kind: Option<CaseKind>,
    /// Words of a name, in any spelling; a number of a Case or signatory; or a letter's reference.
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
    /// Why its signature is held, if it is.
    pub held: Option<Hold>,
}

/// A page of the queue. Who may not see protected identities finds their Cases by their numbers alone.
pub async fn page(
    app: &App,
    _: &Permit<SeeCases>,
    identities: Option<&Permit<SeeIdentities>>,
    ask: Ask,
) -> Result<Queue> {
    let now = app.clock.now();
    let size = limits::QUEUE_PAGE;
    let mut filter = QueueFilter {
        states: vec![ask.state],
        kind: ask.kind,
        find: Find::default(),
        masked: identities.is_none(),
        offset: i64::try_from(ask.page.saturating_sub(1).saturating_mul(size)).unwrap_or(i64::MAX),
        limit: i64::try_from(size).unwrap_or(i64::MAX),
    };
    app.store
        .read(move |db| {
            filter.find = sought(db, &fold(&ask.words))?;
            let (rows, total) = store::case::queue(db, &filter)?;
            let names: BTreeMap<StaffId, String> =
                store::staff::list(db)?.into_iter().map(|staff| (staff.id, staff.name)).collect();
            let held = held(db, &rows)?;
            let total = usize::try_from(total).unwrap_or(0);
            Ok(Queue {
                lines: rows.into_iter().map(|row| line(row, (&names, &held), now)).collect(),
                total,
                last: total.div_ceil(size).max(1),
                counts: counts(db, &filter)?,
            })
        })
        .await
}

/// What a search means: "412" and "No. 412" are numbers, and what stands in a letter's reference is that letter.
fn sought(db: &mut Db, folded: &str) -> Result<Find> {
    let words: Vec<String> = folded.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    let digits = folded.trim_start_matches(|c: char| !c.is_ascii_digit());
    let before = folded[..folded.len() - digits.len()].trim_matches(|c: char| !c.is_alphabetic());
    if let Ok(number) = digits.parse()
        && NUMBER_WORDS.contains(&before)
    {
        return Ok(Find::Number(number));
    }
    if folded.len() < limits::REFERENCE_SOUGHT || digits.is_empty() {
        return Ok(Find::Words(words));
    }
    let of = |evidence: &Evidence| match evidence {
        Evidence::Letter { reference, .. } => fold(reference).contains(folded),
        _ => false,
    };
    let letters = store::assurance::letters(db)?.into_iter().filter(|(_, evidence)| of(&evidence.0));
    let found: Vec<OrganisationId> = letters.map(|(organisation, _)| organisation).collect();
    Ok(if found.is_empty() { Find::Words(words) } else { Find::Named(found) })
}

/// How many there are in each state; of a search, how many it finds.
fn counts(db: &mut Db, filter: &QueueFilter) -> Result<BTreeMap<CaseState, i64>> {
    if filter.find == Find::default() {
        return Ok(store::case::counts(db)?.into_iter().collect());
    }
    let of = |state: &CaseState| {
        let filter = QueueFilter { states: vec![*state], limit: 0, ..filter.clone() };
        store::case::queue(db, &filter).map(|(_, total)| (*state, total))
    };
    CaseState::ALL.iter().map(of).collect()
}

/// Which of these Cases' signatures are held, and why.
fn held(db: &mut Db, rows: &[QueueLine]) -> Result<BTreeMap<EndorsementId, Hold>> {
    let signatures = rows.iter().filter(|row| row.case.kind == CaseKind::Endorsement);
    let ids: Vec<EndorsementId> = signatures.map(|row| EndorsementId(row.case.subject_id)).collect();
    Ok(store::arrival::held_among(db, &ids)?.into_iter().collect())
}

type Found<'a> = (&'a BTreeMap<StaffId, String>, &'a BTreeMap<EndorsementId, Hold>);

fn line(row: QueueLine, (names, held): Found<'_>, now: Moment) -> Line {
    let held = held.get(&EndorsementId(row.case.subject_id)).copied();
    let held = held.filter(|_| row.case.kind == CaseKind::Endorsement && row.case.state != CaseState::Closed);
    let holder =
        lock::holder(&row.case, now).map(|(id, _)| (id, names.get(&id).cloned().unwrap_or_default()));
    let due = row.case.due_at;
    Line { age: age(due, now), days_left: (due - now).num_days(), holder, held, row }
}
