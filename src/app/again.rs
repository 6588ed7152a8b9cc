//! A form that is sent twice, by a second click: whoever did what stands is led to it as the first time, and nothing more
//! happens. The audit trail says who did what.

use chrono::Duration;
use serde::Serialize;
use serde_json::{Value, json};

use super::App;
use super::act::Subject;
use crate::domain::audit::{Actor, ActorKind, AuditAct};
use crate::domain::ids::{RepresentativeId, StaffId};
use crate::domain::{Error, Moment, Refusal, Result, limits};
use crate::store;
use crate::store::audit::{Filter, Line};

/// Under which name an audit line has the mark of the form that it came from.
pub const FORM: &str = "form";

/// Since when the same form of the same person is another click and no other wish.
pub fn since(now: Moment) -> Moment {
    now - Duration::minutes(limits::AGAIN_MINUTES)
}

/// What tells a form from every other that says something else. Keyed: it says nothing of what was typed.
///
/// # Errors
/// Internal.
pub fn mark(app: &App, form: &impl Serialize) -> Result<String> {
    let text = serde_json::to_string(form).map_err(Error::internal)?;
    Ok(app.secrets.blind_index(FORM, &text))
}

/// What an audit line of an act keeps of the form that it came from, where it keeps nothing else.
pub fn noted(mark: &str) -> Value {
    json!({ FORM: mark })
}

/// Whether an act was refused as one is that was done before.
fn is_late<T>(outcome: &Result<T>) -> bool {
    matches!(outcome, Err(Error::Conflict | Error::Refused(Refusal::WrongState)))
}

/// Whether this colleague has done to a thing what fits.
///
/// # Errors
/// Internal.
pub async fn did(
    app: &App,
    by: StaffId,
    Subject(kind, id): Subject,
    fits: impl Fn(&Line) -> bool + Send + 'static,
) -> Result<bool> {
    let Some(id) = id else { return Ok(false) };
    let lines = app.store.read(move |db| store::audit::of_subject(db, kind, id)).await?;
    Ok(lines.iter().any(|line| line.actor == Actor::Staff(by) && fits(line)))
}

/// What came of an act on a thing as it was read; where it was refused because this colleague had done the same on that revision,
/// which the audit line tells, all is well.
///
/// # Errors
/// As the act.
pub async fn on_revision(
    app: &App,
    outcome: Result<()>,
    (by, subject): (StaffId, Subject),
    (act, revision): (AuditAct, i64),
) -> Result<()> {
    let late = is_late(&outcome);
    let fits = move |line: &Line| line.tells_of(act) && line.detail["revision"] == revision;
    if late && did(app, by, subject, fits).await? { Ok(()) } else { outcome }
}

/// What came of an act that is done to a thing once; where it was refused because this colleague had done it, all is well.
///
/// # Errors
/// As the act.
pub async fn once(
    app: &App,
    outcome: Result<()>,
    (by, subject): (StaffId, Subject),
    act: AuditAct,
) -> Result<()> {
    let late = is_late(&outcome);
    if late && did(app, by, subject, move |line| line.tells_of(act)).await? { Ok(()) } else { outcome }
}

/// The lines of what a representative did, since a moment or ever, newest first.
///
/// # Errors
/// Internal.
pub async fn done_by(
    app: &App,
    by: RepresentativeId,
    act: AuditAct,
    from: Option<Moment>,
) -> Result<Vec<Line>> {
    let theirs = Filter {
        actor_kind: Some(ActorKind::Representative),
        actor_id: Some(by.0),
        act: Some(act.code().to_owned()),
        from,
        ..Filter::default()
    };
    app.store.read(move |db| store::audit::before(db, &theirs, None, limits::AGAIN_ACTS)).await
}

/// Whether a representative did something a moment ago, for a button that is pressed twice.
///
/// # Errors
/// Internal.
pub async fn did_lately(app: &App, by: RepresentativeId, act: AuditAct) -> Result<bool> {
    Ok(!done_by(app, by, act, Some(since(app.clock.now()))).await?.is_empty())
}

/// What came of a form that a representative sent; where it was refused because the same form was taken before (`mark`), all is
/// well.
///
/// # Errors
/// As the act.
pub async fn from_form(
    app: &App,
    outcome: Result<()>,
    by: RepresentativeId,
    form: (AuditAct, &str),
) -> Result<()> {
    as_taken(app, outcome, by, form, |_| ()).await
}

/// The same of a form of which more is told than that it was taken: what the audit line says that it left.
///
/// # Errors
/// As the act.
pub async fn as_taken<T>(
    app: &App,
    outcome: Result<T>,
    by: RepresentativeId,
    (act, mark): (AuditAct, &str),
    told: impl FnOnce(&Line) -> T,
) -> Result<T> {
    if !is_late(&outcome) {
        return outcome;
    }
    let theirs = done_by(app, by, act, None).await?;
    let taken = theirs.iter().find(|line| line.detail[FORM] == *mark);
    taken.map_or(outcome, |line| Ok(told(line)))
}
