//! The queue: what waits, urgent first, then the oldest; how much of it there is, by everything it can be narrowed by;
//! and what colleagues ask of the one who looks.

use std::collections::BTreeMap;

use chrono_tz::Tz;

use super::facet::{Chosen, Counts, Facet};
use super::lock;
use crate::app::{App, unmasking};
use crate::domain::case::{Age, CaseState, age, days_left};
use crate::domain::ids::{OrganisationId, StaffId};
use crate::domain::permit::{Permit, SeeCases, SeeIdentities};
use crate::domain::search_key::fold;
use crate::domain::{Moment, Result, limits};
use crate::store::assurance::Evidence;
use crate::store::bulk_decision::BulkDecision;
use crate::store::case_message::Message;
use crate::store::queue::{Find, Part, QueueLine, Sought};
use crate::store::{self, Db};

/// What people put before a number, folded.
const NUMBER_WORDS: &[&str] = &["", "no", "nr", "case", "sag"];

/// Which part of the queue to show.
#[derive(Debug, Clone)]
pub struct Ask {
    pub state: CaseState,
    pub chosen: Chosen,
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
    /// How many the search and the filters find in each state.
    pub counts: BTreeMap<CaseState, i64>,
    /// The values of each filter, with what they would find.
    pub facets: Vec<(Facet, BTreeMap<String, i64>)>,
    /// What colleagues ask of the one who looks, oldest first, with the numbers of the Cases.
    pub messages: Vec<(Message, i64)>,
    pub names: BTreeMap<StaffId, String>,
}

/// One Case in the queue.
#[derive(Debug)]
pub struct Line {
    pub row: QueueLine,
    pub age: Age,
    /// Days to the day on which a decision is due; negative after it.
    pub days_left: i64,
    /// Who works on it.
    pub holder: Option<(StaffId, String)>,
    /// Who is to decide it.
    pub assignee: Option<(StaffId, String)>,
}

/// A page of the queue. Who may not see protected identities finds their Cases by their numbers alone.
pub async fn page(
    app: &App,
    permit: &Permit<SeeCases>,
    identities: Option<&Permit<SeeIdentities>>,
    ask: Ask,
) -> Result<Queue> {
    let (me, now, masked) = (permit.id(), app.clock.now(), identities.is_none());
    let zone = app.time_zone();
    app.store
        .read(move |db| {
            let sought = Sought { find: find(db, &ask.words)?, masked, now };
            let counts = counted(db, &sought, &ask)?;
            let size = limits::QUEUE_PAGE;
            let ids = store::queue::ids(db, &sought, &part(&ask, &counts, size))?;
            let names = names(db)?;
            let total = usize::try_from(counts.total(ask.state, &ask.chosen)).unwrap_or(0);
            let lines = store::queue::lines(db, &ids)?;
            Ok(Queue {
                lines: lines.into_iter().map(|row| line(row, &names, (now, zone))).collect(),
                total,
                last: total.div_ceil(size).max(1),
                counts: by_state(db, &sought, &ask, &counts)?,
                facets: Facet::ALL
                    .iter()
                    .map(|facet| (*facet, counts.values(*facet, ask.state, &ask.chosen)))
                    .collect(),
                messages: messages(db, me, now)?,
                names,
            })
        })
        .await
}

/// What colleagues ask. What they wrote on the Case of one that must not be named is for whoever has looked who that is.
fn messages(db: &mut Db, me: StaffId, now: Moment) -> Result<Vec<(Message, i64)>> {
    let mut messages = Vec::new();
    for (mut message, number, about) in store::case_message::waiting(db, me)? {
        if unmasking::is_masked(db, me, &about, now)? {
            message.text.clear();
        }
        messages.push((message, number));
    }
    Ok(messages)
}

/// The numbers of the Cases that are found, in the queue's order, as many as are decided at once.
///
/// # Errors
/// Internal.
pub async fn found(
    app: &App,
    _: &Permit<SeeCases>,
    identities: Option<&Permit<SeeIdentities>>,
    ask: Ask,
) -> Result<Vec<i64>> {
    let (now, masked) = (app.clock.now(), identities.is_none());
    app.store
        .read(move |db| {
            let sought = Sought { find: find(db, &ask.words)?, masked, now };
            let counts = counted(db, &sought, &ask)?;
            let ids = store::queue::ids(db, &sought, &part(&ask, &counts, limits::DECIDE_AT_ONCE))?;
            Ok(store::queue::lines(db, &ids)?.into_iter().map(|line| line.case.number).collect())
        })
        .await
}

/// What waits for an admin to allow it.
#[derive(Debug)]
pub struct ForAdmins {
    pub decisions: Vec<BulkDecision>,
    pub invalidations: i64,
}

/// What waits for an admin to allow it.
///
/// # Errors
/// Internal.
pub async fn for_admins(app: &App, _: &Permit<SeeCases>) -> Result<ForAdmins> {
    let read = |db: &mut Db| {
        Ok(ForAdmins {
            decisions: store::bulk_decision::waiting(db)?,
            invalidations: store::invalidation::count_proposed(db)?,
        })
    };
    app.store.read(read).await
}

fn names(db: &mut Db) -> Result<BTreeMap<StaffId, String>> {
    Ok(store::staff::list(db)?.into_iter().map(|staff| (staff.id, staff.name)).collect())
}

/// Whether a search or a filter is in use.
fn narrowed(sought: &Sought, ask: &Ask) -> bool {
    sought.find != Find::default() || !ask.chosen.is_empty()
}

/// Everything that is counted. What was closed long ago is left out where nobody asks for it.
fn counted(db: &mut Db, sought: &Sought, ask: &Ask) -> Result<Counts> {
    let waiting = [CaseState::Open, CaseState::Waiting, CaseState::Second];
    let all = narrowed(sought, ask) || ask.state == CaseState::Closed;
    let states = if all { CaseState::ALL } else { &waiting };
    let tallies = store::queue::tallies(db, sought, states)?;
    Counts::of(&tallies, &store::queue::held(db, sought)?, sought.now)
}

fn by_state(db: &mut Db, sought: &Sought, ask: &Ask, counts: &Counts) -> Result<BTreeMap<CaseState, i64>> {
    let mut by_state: BTreeMap<CaseState, i64> =
        CaseState::ALL.iter().map(|state| (*state, counts.total(*state, &ask.chosen))).collect();
    if !narrowed(sought, ask) {
        by_state.insert(CaseState::Closed, store::queue::count(db, CaseState::Closed)?);
    }
    Ok(by_state)
}

/// The Cases of one page, as the store lists them.
fn part(ask: &Ask, counts: &Counts, size: usize) -> Part {
    let ages = ask.chosen.get(&Facet::Age).into_iter().flatten();
    Part {
        states: vec![ask.state],
        traits: counts.traits(ask.state, &ask.chosen),
        ages: ages.filter_map(|code| Age::from_code(code)).collect(),
        held: ask.chosen.contains_key(&Facet::Held),
        offset: i64::try_from(ask.page.saturating_sub(1).saturating_mul(size)).unwrap_or(i64::MAX),
        limit: i64::try_from(size).unwrap_or(i64::MAX),
    }
}

/// What a search means: "412" and "No. 412" are numbers, and what stands in a letter's reference is that letter.
fn find(db: &mut Db, typed: &str) -> Result<Find> {
    let folded = fold(typed);
    // Signs alone, such as `%`, stand in no name.
    if folded.is_empty() && !typed.trim().is_empty() {
        return Ok(Find::Named(Vec::new()));
    }
    let folded = folded.as_str();
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

fn line(row: QueueLine, names: &BTreeMap<StaffId, String>, (now, zone): (Moment, Tz)) -> Line {
    let named = |id: StaffId| (id, names.get(&id).cloned().unwrap_or_default());
    let due = row.case.due_at;
    Line {
        age: age(due, now),
        days_left: days_left(due, now, zone),
        holder: lock::holder(&row.case, now).map(|(id, _)| named(id)),
        assignee: row.case.assigned_to.map(named),
        row,
    }
}
