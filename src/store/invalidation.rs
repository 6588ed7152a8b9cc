//! Jobs that invalidate submissions, and what each of them did. Batches are short transactions; a job goes on from its
//! place by compare-and-swap, so that two workers never do one batch twice.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::case::Moved;
use super::schema::{arrivals, cases, endorsements, invalidated, invalidations, organisations};
use super::{Db, case_message, endorsement};
use crate::domain::case::{CaseKind, CaseOutcome, CaseState};
use crate::domain::endorsement::{EndorsementState, Origin};
use crate::domain::ids::{CaseId, EndorsementId, InvalidationId, StaffId};
use crate::domain::invalidation::InvalidationState;
use crate::domain::{Error, Moment, Refusal, Result};
use crate::native;

/// Rows in one statement; SQLite takes 32,766 values in one.
const AT_ONCE: usize = 1_000;

/// One job.
#[derive(Debug, Clone, Queryable)]
pub struct Invalidation {
    pub id: InvalidationId,
    pub state: InvalidationState,
    /// Sealed.
    pub condition: Vec<u8>,
    /// Code of the reason, from the catalogue.
    pub reason: String,
    /// Whether it writes to those whom it declines.
    pub writes: bool,
    /// How many were counted. It never takes more.
    pub found: i64,
    /// The last submission that there was when they were counted.
    pub upto: EndorsementId,
    /// The last submission that was looked at.
    pub place: EndorsementId,
    pub taken: i64,
    pub given_back: i64,
    pub proposed_by: StaffId,
    pub proposed_at: Moment,
    pub allowed_by: Option<StaffId>,
    pub started_at: Option<Moment>,
    pub ended_at: Option<Moment>,
    pub claimed_until: Option<Moment>,
    pub revision: i64,
    /// The mark of what was shown. Older ones have none.
    pub plan: Option<String>,
}

/// A job about to be kept.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = invalidations)]
pub struct NewInvalidation {
    pub state: InvalidationState,
    pub condition: Vec<u8>,
    pub reason: String,
    pub writes: bool,
    pub found: i64,
    pub upto: EndorsementId,
    pub place: EndorsementId,
    pub taken: i64,
    pub given_back: i64,
    pub proposed_by: StaffId,
    pub proposed_at: Moment,
    pub started_at: Option<Moment>,
    pub revision: i64,
    pub plan: String,
}

/// A submission that may be invalidated, as far as conditions ask.
#[derive(Debug, Clone, Queryable)]
pub struct Candidate {
    pub id: EndorsementId,
    pub state: EndorsementState,
    pub submitted_at: Moment,
    pub name: String,
    pub country: Option<String>,
    /// From where it was sent, sealed, as long as that is kept.
    pub whence: Option<Vec<u8>>,
    /// The identity, where it must not be named.
    pub sealed: Option<Vec<u8>>,
}

/// What a job did to one submission.
#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = invalidated)]
pub struct Invalidated {
    pub invalidation_id: InvalidationId,
    pub endorsement_id: EndorsementId,
    pub was: EndorsementState,
    /// The reason that it had before.
    pub reason: Option<String>,
    pub case_id: Option<CaseId>,
    pub case_was: Option<CaseState>,
    pub at: Moment,
    pub undone_at: Option<Moment>,
}

/// Adds a job.
///
/// # Errors
/// `Conflict` when its plan has become one already.
pub fn insert(db: &mut Db, new: &NewInvalidation) -> Result<InvalidationId> {
    Ok(diesel::insert_into(invalidations::table).values(new).returning(invalidations::id).get_result(db)?)
}

/// The job with this id.
pub fn find(db: &mut Db, id: InvalidationId) -> Result<Invalidation> {
    Ok(invalidations::table.find(id).first(db)?)
}

/// The job that a plan became.
pub fn of_plan(db: &mut Db, mark: &str) -> Result<Option<InvalidationId>> {
    let of = invalidations::table.filter(invalidations::plan.eq(mark));
    Ok(of.select(invalidations::id).first(db).optional()?)
}

/// The newest jobs, newest first.
pub fn newest(db: &mut Db, limit: i64) -> Result<Vec<Invalidation>> {
    Ok(invalidations::table.order(invalidations::id.desc()).limit(limit).load(db)?)
}

/// How many submissions the jobs take, or took, that a colleague began since a moment without a second person. What was given
/// back does not count.
pub fn alone_since(db: &mut Db, by: StaffId, since: Moment) -> Result<i64> {
    let begun = invalidations::proposed_by.eq(by).and(invalidations::proposed_at.gt(since));
    let alone = invalidations::started_at.is_not_null().and(invalidations::allowed_by.is_null());
    let counts = (
        invalidations::found,
        invalidations::taken,
        invalidations::given_back,
        invalidations::ended_at.is_not_null(),
    );
    let jobs: Vec<(i64, i64, i64, bool)> =
        invalidations::table.filter(begun.and(alone)).select(counts).load(db)?;
    let takes = |(found, taken, back, ended)| if ended { taken - back } else { found - back };
    Ok(jobs.into_iter().map(takes).sum())
}

/// How many jobs wait for a second person.
pub fn count_proposed(db: &mut Db) -> Result<i64> {
    let waiting = invalidations::table.filter(invalidations::state.eq(InvalidationState::Proposed));
    Ok(waiting.count().get_result(db)?)
}

/// Moves a job on, if it still stands as it was read, and begins at its first submission again.
///
/// # Errors
/// `WrongState` when it may not, or does not stand so any more.
pub fn turn(db: &mut Db, seen: &Invalidation, next: InvalidationState, now: Moment) -> Result<()> {
    if !seen.state.may_become(next) {
        return Err(Error::Refused(Refusal::WrongState));
    }
    let as_read = invalidations::table.find(seen.id).filter(invalidations::state.eq(seen.state));
    let ended = (!next.works() && next != InvalidationState::Undone).then_some(now).or(seen.ended_at);
    let started = seen.started_at.or((next == InvalidationState::Running).then_some(now));
    let place = if next.works() { EndorsementId(0) } else { seen.place };
    let changed = diesel::update(as_read)
        .set((
            invalidations::state.eq(next),
            invalidations::place.eq(place),
            invalidations::started_at.eq(started),
            invalidations::ended_at.eq(ended),
            invalidations::claimed_until.eq(None::<Moment>),
            invalidations::revision.eq(seen.revision + 1),
        ))
        .execute(db)?;
    if changed == 1 { Ok(()) } else { Err(Error::Refused(Refusal::WrongState)) }
}

/// Notes who allowed a job.
pub fn allow(db: &mut Db, id: InvalidationId, by: StaffId) -> Result<()> {
    diesel::update(invalidations::table.find(id)).set(invalidations::allowed_by.eq(by)).execute(db)?;
    Ok(())
}

/// The oldest job that has work and that no worker has in hand.
pub fn waiting(db: &mut Db, now: Moment) -> Result<Option<Invalidation>> {
    let works = [InvalidationState::Running, InvalidationState::Undoing];
    let free = invalidations::claimed_until.is_null().or(invalidations::claimed_until.lt(now));
    let waiting = invalidations::table.filter(invalidations::state.eq_any(works).and(free.assume_not_null()));
    Ok(waiting.order(invalidations::id).first(db).optional()?)
}

/// Takes a job in hand until a moment. `true`, if nobody was faster.
pub fn claim(db: &mut Db, seen: &Invalidation, now: Moment, until: Moment) -> Result<bool> {
    let free = invalidations::claimed_until.is_null().or(invalidations::claimed_until.lt(now));
    let mine = invalidations::table.find(seen.id).filter(invalidations::state.eq(seen.state));
    let changed = diesel::update(mine.filter(free.assume_not_null()))
        .set(invalidations::claimed_until.eq(until))
        .execute(db)?;
    Ok(changed == 1)
}

/// Moves a job's place on by a batch, and keeps it in hand.
///
/// # Errors
/// `Conflict`, if another worker or a colleague was faster: then nothing of the batch may stay.
pub fn advance(
    db: &mut Db,
    seen: &Invalidation,
    (place, count): (EndorsementId, i64),
    until: Moment,
) -> Result<()> {
    let back = seen.state == InvalidationState::Undoing;
    let (taken, given_back) = if back { (0, count) } else { (count, 0) };
    let as_read = invalidations::table
        .find(seen.id)
        .filter(invalidations::state.eq(seen.state).and(invalidations::place.eq(seen.place)));
    let changed = diesel::update(as_read)
        .set((
            invalidations::place.eq(place),
            invalidations::taken.eq(invalidations::taken + taken),
            invalidations::given_back.eq(invalidations::given_back + given_back),
            invalidations::claimed_until.eq(until),
        ))
        .execute(db)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// The last submission that there is.
pub fn last_submission(db: &mut Db) -> Result<EndorsementId> {
    let last = endorsements::table.select(endorsements::id).order(endorsements::id.desc());
    Ok(last.first(db).optional()?.unwrap_or(EndorsementId(0)))
}

/// Submissions that can be invalidated, after one and up to another, in order.
pub fn candidates(
    db: &mut Db,
    states: &[EndorsementState],
    (after, upto): (EndorsementId, EndorsementId),
    limit: i64,
) -> Result<Vec<Candidate>> {
    let first = arrivals::endorsement_id.eq(endorsements::id).and(arrivals::repeated.eq(false));
    let within = endorsements::id.gt(after).and(endorsements::id.le(upto));
    let found = endorsements::table
        .inner_join(organisations::table)
        .left_join(arrivals::table.on(first))
        .filter(within.and(endorsements::state.eq_any(states)))
        .filter(endorsements::origin.eq(Origin::Form).and(organisations::erased_at.is_null()))
        .order(endorsements::id)
        .limit(limit)
        .select((
            endorsements::id,
            endorsements::state,
            endorsements::submitted_at,
            organisations::name,
            organisations::country,
            arrivals::sealed.nullable(),
            organisations::sealed,
        ))
        .load(db)?;
    Ok(found)
}

/// A submission that is taken, as it stands.
type Standing = (EndorsementId, EndorsementState, Option<String>);

/// Declines these submissions with the reason of a job, as far as they can be invalidated, closes their Cases, and keeps
/// what each was. Other Cases of their organisations stay. Gives those that it took.
pub fn take(
    db: &mut Db,
    job: &Invalidation,
    (ids, states): (&[EndorsementId], &[EndorsementState]),
    now: Moment,
) -> Result<Vec<EndorsementId>> {
    let meant = endorsements::id.eq_any(ids).and(endorsements::state.eq_any(states));
    let standing: Vec<Standing> = endorsements::table
        .filter(meant.and(endorsements::published_at.is_null()))
        .select((endorsements::id, endorsements::state, endorsements::reason))
        .load(db)?;
    let case = open_cases(db, standing.iter().map(|one| one.0.0).collect())?;
    let row = |(id, was, reason): Standing| Invalidated {
        invalidation_id: job.id,
        endorsement_id: id,
        was,
        reason,
        case_id: case.get(&id).map(|(case, _)| *case),
        case_was: case.get(&id).map(|(_, state)| *state),
        at: now,
        undone_at: None,
    };
    let rows: Vec<Invalidated> = standing.into_iter().map(row).collect();
    let taken: Vec<EndorsementId> = rows.iter().map(|one| one.endorsement_id).collect();
    for some in rows.chunks(AT_ONCE) {
        native!(db, |c| diesel::insert_into(invalidated::table).values(some).execute(c))?;
    }
    endorsement::decline_all(db, &taken, &job.reason, now)?;
    close(db, &rows.iter().filter_map(|one| one.case_id).collect::<Vec<_>>(), now)?;
    Ok(taken)
}

/// The Cases of submissions that are not closed, and how each stands.
fn open_cases(db: &mut Db, ids: Vec<i64>) -> Result<BTreeMap<EndorsementId, (CaseId, CaseState)>> {
    let of = cases::kind.eq(CaseKind::Endorsement).and(cases::subject_id.eq_any(ids));
    let open: Vec<(i64, CaseId, CaseState)> = cases::table
        .filter(of.and(cases::state.ne(CaseState::Closed)))
        .select((cases::subject_id, cases::id, cases::state))
        .load(db)?;
    Ok(open.into_iter().map(|(of, case, state)| (EndorsementId(of), (case, state))).collect())
}

fn close(db: &mut Db, ids: &[CaseId], now: Moment) -> Result<()> {
    diesel::update(cases::table.filter(cases::id.eq_any(ids)))
        .set((
            Moved::to(CaseState::Closed, Some(CaseOutcome::Invalidated), now),
            cases::revision.eq(cases::revision + 1),
        ))
        .execute(db)?;
    case_message::end_of(db, ids, now)
}

/// What a job took and has not given back, after one submission, in order.
pub fn to_give_back(
    db: &mut Db,
    job: InvalidationId,
    after: EndorsementId,
    limit: i64,
) -> Result<Vec<Invalidated>> {
    let of = invalidated::invalidation_id.eq(job).and(invalidated::undone_at.is_null());
    let later = invalidated::table.filter(of.and(invalidated::endorsement_id.gt(after)));
    Ok(later.order(invalidated::endorsement_id).limit(limit).load(db)?)
}

/// Brings submissions back to the state they had, and their Cases. What was decided otherwise meanwhile stays. Gives how
/// many came back.
pub fn give_back(db: &mut Db, rows: &[Invalidated], now: Moment) -> Result<usize> {
    let mut alike: BTreeMap<(EndorsementState, Option<&str>), Vec<&Invalidated>> = BTreeMap::new();
    for row in rows {
        alike.entry((row.was, row.reason.as_deref())).or_default().push(row);
    }
    let mut back = 0;
    for ((was, reason), rows) in alike {
        let ids: Vec<EndorsementId> = rows.iter().map(|row| row.endorsement_id).collect();
        let declined = endorsements::id.eq_any(&ids).and(endorsements::state.eq(EndorsementState::Declined));
        back += diesel::update(endorsements::table.filter(declined))
            .set((
                endorsements::state.eq(was),
                endorsements::reason.eq(reason),
                endorsements::ended_at.eq(None::<Moment>),
                endorsements::updated_at.eq(now),
                endorsements::revision.eq(endorsements::revision + 1),
            ))
            .execute(db)?;
        reopen(db, &rows)?;
        let jobs: Vec<InvalidationId> = rows.iter().map(|row| row.invalidation_id).collect();
        let noted = invalidated::invalidation_id.eq_any(jobs).and(invalidated::endorsement_id.eq_any(&ids));
        diesel::update(invalidated::table.filter(noted)).set(invalidated::undone_at.eq(now)).execute(db)?;
    }
    Ok(back)
}

/// What waited for a second person is open again: the first must decide anew.
fn reopen(db: &mut Db, rows: &[&Invalidated]) -> Result<()> {
    for state in [CaseState::Open, CaseState::Waiting] {
        let waiting = state == CaseState::Waiting;
        let of = rows.iter().filter(|row| (row.case_was == Some(CaseState::Waiting)) == waiting);
        let ids: Vec<CaseId> = of.filter_map(|row| row.case_id).collect();
        let closed = cases::id.eq_any(&ids).and(cases::state.eq(CaseState::Closed));
        let closed = closed.and(cases::outcome.eq(CaseOutcome::Invalidated).assume_not_null());
        diesel::update(cases::table.filter(closed))
            .set((
                cases::state.eq(state),
                cases::outcome.eq(None::<CaseOutcome>),
                cases::closed_at.eq(None::<Moment>),
                cases::revision.eq(cases::revision + 1),
            ))
            .execute(db)?;
    }
    Ok(())
}

/// The jobs that took a submission, newest first, and when each gave it back.
pub fn of_endorsement(db: &mut Db, id: EndorsementId) -> Result<Vec<Invalidated>> {
    let of = invalidated::table.filter(invalidated::endorsement_id.eq(id));
    Ok(of.order(invalidated::invalidation_id.desc()).load(db)?)
}
