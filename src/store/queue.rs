//! The moderation queue: its order, its counts, and what comes next. Everything here reads indexes and a page of rows,
//! however long the queue is.

use diesel::dsl::{count_star, sql};
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::Db;
use super::case::Case;
use super::schema::{cases, organisations};
use super::types::written;
use crate::domain::case::{Age, CaseKind, CaseState, MailboxKind, Noted, due_soon};
use crate::domain::ids::{CaseId, OrganisationId, StaffId};
use crate::domain::organisation::Category;
use crate::domain::{Error, Moment, Result};

/// A line of the queue.
#[derive(Debug, Clone, Queryable)]
pub struct QueueLine {
    pub case: Case,
    pub organisation: String,
    pub category: Category,
    pub country: Option<String>,
    pub erased_at: Option<Moment>,
}

/// What the queue is searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Find {
    /// Folded words, all of which must occur.
    Words(Vec<String>),
    /// The number of a Case, or of a signatory that may be named; or a name that has it.
    Number(i64),
    /// These organisations, as far as they may be named.
    Named(Vec<OrganisationId>),
}

impl Default for Find {
    fn default() -> Find {
        Find::Words(Vec::new())
    }
}

/// What is looked for, by whom and when.
#[derive(Debug, Clone)]
pub struct Sought {
    pub find: Find,
    /// Whether those who must not be named are found by the number of their Case alone.
    pub masked: bool,
    pub now: Moment,
}

/// Which Cases of a state to list.
#[derive(Debug, Clone, Default)]
pub struct Part {
    pub states: Vec<CaseState>,
    /// Only Cases with these traits.
    pub traits: Option<Vec<String>>,
    /// Only Cases of these ages; all, if there is none.
    pub ages: Vec<Age>,
    /// Only Cases that somebody holds.
    pub held: bool,
    pub offset: i64,
    pub limit: i64,
}

/// What a Case is counted by, as the column `traits` tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traits {
    pub kind: CaseKind,
    /// Nothing of who must not be named.
    pub category: Option<Category>,
    pub country: Option<String>,
    pub mailbox: Option<MailboxKind>,
    pub noted: Vec<Noted>,
    pub assigned_to: Option<StaffId>,
}

impl Traits {
    /// Reads the column.
    ///
    /// # Errors
    /// Internal, when it is not as the database derives it.
    pub fn parse(text: &str) -> Result<Traits> {
        let unreadable = || Error::internal(format!("traits of a Case: {text}"));
        let parts: Vec<&str> = text.split('|').collect();
        let [_, kind, category, country, mailbox, noted, assigned] = parts[..] else {
            return Err(unreadable());
        };
        Ok(Traits {
            kind: CaseKind::from_code(kind).ok_or_else(unreadable)?,
            category: Category::from_code(category),
            country: Some(country.to_owned()).filter(|code| !code.is_empty()),
            mailbox: MailboxKind::from_code(mailbox),
            noted: noted.split(',').filter_map(Noted::from_code).collect(),
            assigned_to: assigned.parse().ok().map(StaffId),
        })
    }
}

/// How many Cases share their traits.
#[derive(Debug, Clone, Queryable)]
pub struct Tally {
    pub state: CaseState,
    pub traits: String,
    pub count: i64,
    /// How many of them are overdue.
    pub overdue: i64,
    /// How many of them are overdue, or will be soon.
    pub soon: i64,
}

/// Keeps those that are looked for. A macro, for a query's type says what is counted.
macro_rules! sought {
    ($query:ident, $sought:expr) => {
        let hidden = $sought.masked && $sought.find != Find::default();
        let holds = |word: &str| cases::search_key.like(format!("%{}%", escape_like(word))).escape('\\');
        let named = || cases::traits.like("named|%");
        match &$sought.find {
            Find::Words(words) => {
                if hidden {
                    $query = $query.filter(named());
                }
                for word in words {
                    $query = $query.filter(holds(word));
                }
            }
            Find::Number(number) => {
                let numbered = organisations::table
                    .filter(organisations::number.eq(*number).and(organisations::sealed.is_null()))
                    .select(organisations::id);
                let theirs = cases::number.eq(*number).or(cases::organisation_id.eq_any(numbered));
                let holds = holds(&number.to_string());
                $query = match hidden {
                    true => $query.filter(theirs.or(holds.and(named()))),
                    false => $query.filter(theirs.or(holds)),
                };
            }
            Find::Named(ids) => {
                $query = $query.filter(cases::organisation_id.eq_any(ids.clone()).and(named()));
            }
        }
    };
}

/// How many Cases there are of each kind that is counted, in some states.
pub fn tallies(db: &mut Db, sought: &Sought, states: &[CaseState]) -> Result<Vec<Tally>> {
    let due = |by: Moment| {
        let by = written(by);
        sql::<BigInt>(&format!("COALESCE(SUM(CASE WHEN cases.due_at <= '{by}' THEN 1 ELSE 0 END), 0)"))
    };
    let (overdue, soon) = (due(sought.now), due(due_soon(sought.now)));
    let mut query = cases::table
        .group_by((cases::state, cases::traits))
        .select((cases::state, cases::traits, count_star(), overdue, soon))
        .into_boxed();
    query = query.filter(cases::state.eq_any(states));
    sought!(query, sought);
    Ok(query.load(db)?)
}

/// The Cases that somebody holds, of any state: state, traits, and when they are due.
pub fn held(db: &mut Db, sought: &Sought) -> Result<Vec<(CaseState, String, Moment)>> {
    let mut query = cases::table.select((cases::state, cases::traits, cases::due_at)).into_boxed();
    query = query.filter(cases::locked_until.gt(sought.now));
    sought!(query, sought);
    Ok(query.load(db)?)
}

/// How many Cases are in a state.
pub fn count(db: &mut Db, state: CaseState) -> Result<i64> {
    Ok(cases::table.filter(cases::state.eq(state)).count().get_result(db)?)
}

/// One page of the queue: the ids, which an index tells in order. Urgent ones come first, then the oldest; of those that
/// are closed, what ended last.
pub fn ids(db: &mut Db, sought: &Sought, part: &Part) -> Result<Vec<CaseId>> {
    let mut query = cases::table.select(cases::id).into_boxed();
    query = match part.states[..] {
        [one] => query.filter(cases::state.eq(one)),
        _ => query.filter(cases::state.eq_any(part.states.clone())),
    };
    if let Some(traits) = &part.traits {
        query = query.filter(cases::traits.eq_any(traits.clone()));
    }
    let (now, soon) = (sought.now, due_soon(sought.now));
    let left_out = |age| !part.ages.is_empty() && !part.ages.contains(&age);
    if left_out(Age::Overdue) {
        query = query.filter(cases::due_at.gt(now));
    }
    if left_out(Age::NearlyOverdue) {
        query = query.filter(cases::due_at.le(now).or(cases::due_at.gt(soon)));
    }
    if left_out(Age::Recent) {
        query = query.filter(cases::due_at.le(soon));
    }
    if part.held {
        query = query.filter(cases::locked_until.gt(now));
    }
    sought!(query, sought);
    query = match part.states[..] {
        [CaseState::Closed] => query.order((cases::closed_at.desc(), cases::id.desc())),
        _ => query.order((cases::urgent.desc(), cases::opened_at, cases::id)),
    };
    Ok(query.limit(part.limit).offset(part.offset).load(db)?)
}

/// The lines of these Cases, in this order.
pub fn lines(db: &mut Db, ids: &[CaseId]) -> Result<Vec<QueueLine>> {
    let mut lines: Vec<QueueLine> = cases::table
        .inner_join(organisations::table)
        .filter(cases::id.eq_any(ids))
        .select((
            cases::all_columns,
            organisations::name,
            organisations::category,
            organisations::country,
            organisations::erased_at,
        ))
        .load(db)?;
    lines.sort_by_key(|line| ids.iter().position(|id| *id == line.case.id));
    Ok(lines)
}

/// The lines of the Cases with these numbers, in this order.
pub fn lines_by_number(db: &mut Db, numbers: &[i64]) -> Result<Vec<QueueLine>> {
    let ids: Vec<CaseId> = cases::table.filter(cases::number.eq_any(numbers)).select(cases::id).load(db)?;
    let mut lines = lines(db, &ids)?;
    lines.sort_by_key(|line| numbers.iter().position(|number| *number == line.case.number));
    Ok(lines)
}

fn escape_like(word: &str) -> String {
    word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// The open Case that comes next in the queue after another one, or else the first, leaving out those
/// that somebody else holds. Gives its number.
pub fn next_after(db: &mut Db, this: &Case, me: StaffId, now: Moment) -> Result<Option<i64>> {
    let free = || cases::locked_by.is_null().or(cases::locked_by.eq(me)).or(cases::locked_until.le(now));
    let waiting = || {
        cases::table
            .filter(cases::state.eq(CaseState::Open).and(cases::id.ne(this.id)))
            .filter(free().assume_not_null())
            .select(cases::number)
    };
    let later = cases::opened_at.gt(this.opened_at);
    let later = later.or(cases::opened_at.eq(this.opened_at).and(cases::id.gt(this.id)));
    let order = (cases::opened_at, cases::id);
    let alike = waiting().filter(cases::urgent.eq(this.urgent)).filter(later).order(order);
    if let Some(number) = alike.first(db).optional()? {
        return Ok(Some(number));
    }
    if this.urgent {
        let calm = waiting().filter(cases::urgent.eq(false)).order(order);
        if let Some(number) = calm.first(db).optional()? {
            return Ok(Some(number));
        }
    }
    let first = waiting().order((cases::urgent.desc(), cases::opened_at, cases::id));
    Ok(first.first(db).optional()?)
}
