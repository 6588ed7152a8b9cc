//! A job and what colleagues do with it: beginning or proposing it, allowing it, breaking it off, undoing it. The work is
//! done elsewhere.

use std::collections::BTreeMap;

use chrono::Duration;
use serde_json::json;

use super::{Meant, PLAN, Plan, SEALED_FOR, meant};
use crate::app::act::{Act, Origin, Subject};
use crate::app::address::Address;
use crate::app::letter::Letter;
use crate::app::staff::{people, seconds};
use crate::app::{App, again, in_bulk, signed_plan};
use crate::domain::audit::{Actor, AuditAct};
use crate::domain::ids::{EndorsementId, InvalidationId, StaffId};
use crate::domain::invalidation::{Condition, InvalidationState};
use crate::domain::permit::{ConfirmGrave, Moderate, Permit, Power, SeeCases};
use crate::domain::{Error, Moment, Refusal, Result, limits};
use crate::store::audit::Line;
use crate::store::invalidation::{Invalidation, NewInvalidation};
use crate::store::reason::Reason;
use crate::store::{self, Db};

/// A job, opened.
#[derive(Debug)]
pub struct Job {
    pub row: Invalidation,
    pub condition: Condition,
    pub reason: Option<Reason>,
    /// Whether whoever proposed it took it back.
    pub taken_back: bool,
    /// Until when it can be undone, once it has ended.
    pub undo_until: Option<Moment>,
}

/// A job, and what its page tells beside it.
#[derive(Debug)]
pub struct Opened {
    pub job: Job,
    /// What colleagues did with it, as the audit trail has it.
    pub acts: Vec<Line>,
    /// Whether whoever decided first may no longer.
    pub first_gone: bool,
}

/// Jobs, newest first, and the names of colleagues.
#[derive(Debug)]
pub struct Jobs {
    pub jobs: Vec<Job>,
    pub names: BTreeMap<StaffId, String>,
}

/// The newest jobs.
///
/// # Errors
/// Internal.
pub async fn newest(app: &App, _: &Permit<SeeCases>) -> Result<Jobs> {
    let own = app.clone();
    let jobs = app.store.read(move |db| {
        let rows = store::invalidation::newest(db, limits::INVALIDATIONS_SHOWN)?;
        let reasons = store::reason::list(db, None)?;
        rows.into_iter().map(|row| opened(&own, db, row, &reasons)).collect::<Result<Vec<_>>>()
    });
    Ok(Jobs { jobs: jobs.await?, names: people::names(app).await? })
}

/// One job.
///
/// # Errors
/// `NotFound`.
pub async fn one(app: &App, _: &Permit<SeeCases>, id: InvalidationId) -> Result<Opened> {
    let own = app.clone();
    app.store
        .read(move |db| {
            let row = store::invalidation::find(db, id)?;
            let first_gone = !seconds::counts(db, Moderate::ROLES, row.proposed_by)?;
            let reasons = store::reason::list(db, None)?;
            let job = opened(&own, db, row, &reasons)?;
            let mut acts = acts(db, id)?;
            acts.retain(|line| matches!(line.actor, Actor::Staff(_)));
            Ok(Opened { job, acts, first_gone })
        })
        .await
}

/// What a job that waits would decline if it began now: every submission is looked at, for whoever answers it.
///
/// # Errors
/// Internal.
pub async fn meant_now(app: &App, _: &Permit<SeeCases>, job: &Job) -> Result<Meant> {
    let (own, condition, upto) = (app.clone(), job.condition.clone(), job.row.upto);
    app.store.read(move |db| meant(&own, db, &condition, upto)).await
}

fn acts(db: &mut Db, id: InvalidationId) -> Result<Vec<Line>> {
    let Subject(kind, _) = subject(id);
    store::audit::of_subject(db, kind, id.0)
}

/// Who gave back what a job took.
pub(in crate::app) fn undone_by(db: &mut Db, id: InvalidationId) -> Result<Option<Actor>> {
    let line = acts(db, id)?.into_iter().rfind(|line| line.tells_of(AuditAct::InvalidationUndoStarted));
    Ok(line.map(|line| line.actor))
}

fn opened(app: &App, db: &mut Db, row: Invalidation, reasons: &[Reason]) -> Result<Job> {
    let reason = reasons.iter().find(|reason| reason.code == row.reason).cloned();
    let condition = app.secrets.open_json(SEALED_FOR, &row.condition)?;
    let ended = row.ended_at.filter(|_| row.state.may_become(InvalidationState::Undoing));
    let undo_until = ended.map(|at| at + Duration::days(limits::INVALIDATION_UNDO_DAYS));
    let sent_back = row.state == InvalidationState::SentBack;
    let taken_back =
        sent_back && acts(db, row.id)?.iter().any(|line| line.tells_of(AuditAct::InvalidationTakenBack));
    Ok(Job { row, condition, reason, taken_back, undo_until })
}

/// Begins what was counted, or puts it before an admin. Gives the job; confirmed once more, the one that was begun then.
///
/// # Errors
/// `Conflict` for what was not shown to this colleague within the hour; `WrongState` when nothing was found.
pub async fn begin(
    app: &App,
    permit: &Permit<Moderate>,
    origin: Origin,
    shown: (&str, &str),
) -> Result<InvalidationId> {
    let (plan, mark): (Plan, _) = signed_plan::read(app, PLAN, shown)?;
    if plan.by != permit.id() {
        return Err(Error::Conflict);
    }
    if plan.found == 0 {
        return Err(Error::Refused(Refusal::WrongState));
    }
    let own = mark.clone();
    match app.act(origin, move |act| keep(act, &plan, own)).await {
        Err(Error::Conflict) => before(app, mark).await,
        begun => begun,
    }
}

/// What a plan became when it was confirmed before.
async fn before(app: &App, mark: String) -> Result<InvalidationId> {
    app.store.read(move |db| store::invalidation::of_plan(db, &mark)).await?.ok_or(Error::Conflict)
}

fn keep(act: &mut Act<'_>, plan: &Plan, mark: String) -> Result<InvalidationId> {
    super::check_reason(act.db, &plan.wanted.reason)?;
    // Two pieces at the same moment are counted one after the other.
    store::staff::hold_all(act.db)?;
    let alone = !plan.needs_second && in_bulk::is_alone(act.db, plan.by, plan.found, act.now)?;
    let state = if alone { InvalidationState::Running } else { InvalidationState::Proposed };
    let row = new(act, plan, (state, mark))?;
    let id = store::invalidation::insert(act.db, &row)?;
    let detail = json!({ "found": plan.found, "reason": plan.wanted.reason, "write": plan.wanted.writes });
    if alone {
        return act.audit(AuditAct::InvalidationStarted, subject(id), detail).map(|()| id);
    }
    let event = format!("invalidation.{id}");
    seconds::tell(act, (ConfirmGrave::ROLES, &[plan.by]), &event, |act, locale| Letter::ManyProposed {
        count: plan.found,
        link: Address::StaffInvalidation(id).url(&act.app.config.staff_base().url, locale),
    })?;
    act.audit(AuditAct::InvalidationProposed, subject(id), detail).map(|()| id)
}

fn new(act: &Act<'_>, plan: &Plan, (state, mark): (InvalidationState, String)) -> Result<NewInvalidation> {
    let secrets = &act.app.secrets;
    Ok(NewInvalidation {
        state,
        condition: secrets.seal_json(&*act.app.chance, SEALED_FOR, &plan.wanted.condition)?,
        reason: plan.wanted.reason.clone(),
        writes: plan.wanted.writes,
        found: plan.found,
        upto: plan.upto,
        place: EndorsementId(0),
        taken: 0,
        given_back: 0,
        proposed_by: plan.by,
        proposed_at: act.now,
        started_at: state.works().then_some(act.now),
        revision: 1,
        plan: mark,
    })
}

pub(super) fn subject(id: InvalidationId) -> Subject {
    Subject("invalidation", Some(id.0))
}

/// Lets a job that a colleague proposed begin; once, however often it is pressed.
///
/// # Errors
/// `SamePerson`, `TooNew`, `FirstGone`, `WrongState`.
pub async fn allow(
    app: &App,
    permit: &Permit<ConfirmGrave>,
    origin: Origin,
    id: InvalidationId,
) -> Result<()> {
    let (me, permit) = (permit.id(), permit.clone());
    let allowed = app.act(origin, move |act| {
        let job = store::invalidation::find(act.db, id)?;
        permit.second_to(job.proposed_by, act.now)?;
        seconds::check_first(act.db, Moderate::ROLES, job.proposed_by)?;
        store::invalidation::turn(act.db, &job, InvalidationState::Running, act.now)?;
        store::invalidation::allow(act.db, id, permit.id())?;
        let detail = json!({ "found": job.found, "first": job.proposed_by, "second": permit.id() });
        act.audit(AuditAct::InvalidationStarted, subject(id), detail)
    });
    again::once(app, allowed.await, (me, subject(id)), AuditAct::InvalidationStarted).await
}

/// Sends a proposal back: nothing of it happens.
///
/// # Errors
/// `WrongState`.
pub async fn send_back(
    app: &App,
    permit: &Permit<ConfirmGrave>,
    origin: Origin,
    id: InvalidationId,
) -> Result<()> {
    turn(app, origin, (id, permit.id()), (InvalidationState::SentBack, AuditAct::InvalidationSentBack)).await
}

/// Takes one's own proposal back while it waits: nothing of it happens. Once, however often it is pressed.
///
/// # Errors
/// `NotPermitted` for the proposal of somebody else; `WrongState` when it does not wait.
pub async fn take_back(
    app: &App,
    permit: &Permit<Moderate>,
    origin: Origin,
    id: InvalidationId,
) -> Result<()> {
    let (me, permit) = (permit.id(), permit.clone());
    let taken = app.act(origin, move |act| {
        let job = store::invalidation::find(act.db, id)?;
        store::invalidation::turn(act.db, &job, InvalidationState::SentBack, act.now)?;
        permit.own(job.proposed_by)?;
        act.audit(AuditAct::InvalidationTakenBack, subject(id), json!({ "taken": job.taken }))
    });
    again::once(app, taken.await, (me, subject(id)), AuditAct::InvalidationTakenBack).await
}

/// Breaks a job off. What it has done stays done, and can be undone.
///
/// # Errors
/// `WrongState`, once it has ended.
pub async fn stop(app: &App, permit: &Permit<Moderate>, origin: Origin, id: InvalidationId) -> Result<()> {
    turn(app, origin, (id, permit.id()), (InvalidationState::Stopped, AuditAct::InvalidationStopped)).await
}

/// Gives back everything that a job took, as long as that is possible.
///
/// # Errors
/// `WrongState`, before it has ended and after the time for it.
pub async fn undo(app: &App, permit: &Permit<Moderate>, origin: Origin, id: InvalidationId) -> Result<()> {
    let undone = app.act(origin, move |act| {
        let job = store::invalidation::find(act.db, id)?;
        let until = job.ended_at.map(|at| at + Duration::days(limits::INVALIDATION_UNDO_DAYS));
        if until.is_none_or(|until| act.now > until) {
            return Err(Error::Refused(Refusal::WrongState));
        }
        store::invalidation::turn(act.db, &job, InvalidationState::Undoing, act.now)?;
        act.audit(AuditAct::InvalidationUndoStarted, subject(id), json!({ "taken": job.taken }))
    });
    again::once(app, undone.await, (permit.id(), subject(id)), AuditAct::InvalidationUndoStarted).await
}

async fn turn(
    app: &App,
    origin: Origin,
    (id, me): (InvalidationId, StaffId),
    (next, what): (InvalidationState, AuditAct),
) -> Result<()> {
    let turned = app.act(origin, move |act| {
        let job = store::invalidation::find(act.db, id)?;
        store::invalidation::turn(act.db, &job, next, act.now)?;
        act.audit(what, subject(id), json!({ "taken": job.taken }))
    });
    again::once(app, turned.await, (me, subject(id)), what).await
}
