//! Who works on a Case: taking it, taking it over with a word to whom it was with, giving it back. A lock keeps two people from
//! answering one organisation; that nothing is decided twice is held by the Case's revision.

use chrono::Duration;
use serde_json::json;

use crate::app::App;
use crate::app::act::{Act, Origin, Subject};
use crate::domain::audit::AuditAct;
use crate::domain::case::{CaseState, MessageKind, check_lock};
use crate::domain::ids::StaffId;
use crate::domain::permit::{Moderate, Permit};
use crate::domain::text::Note;
use crate::domain::{Error, Moment, Refusal, Result, limits};
use crate::store::{self, case::Case};

crate::codes! {
    /// What somebody does with a lock.
    pub enum Move {
        Take = "take",
        TakeOver = "take-over",
        Release = "release",
    }
}

/// Who holds a Case at a moment, and until when.
pub fn holder(case: &Case, now: Moment) -> Option<(StaffId, Moment)> {
    case.locked_by.zip(case.locked_until).filter(|(_, until)| *until > now)
}

/// Refuses when another person holds the Case.
///
/// # Errors
/// `Locked`.
pub fn check(case: &Case, me: StaffId, now: Moment) -> Result<()> {
    check_lock(case.locked_by.zip(case.locked_until), me, now)
}

/// Takes a Case, takes it over from a colleague with a word to them, or gives it back.
///
/// # Errors
/// `Locked` when another person holds it, `WrongState` when it is closed; `Invalid` (field `why`) when it is taken over
/// without a word.
pub async fn turn(
    app: &App,
    permit: &Permit<Moderate>,
    origin: Origin,
    number: i64,
    (step, why): (Move, &str),
) -> Result<()> {
    let (me, why) = (permit.id(), why.to_owned());
    app.act(origin, move |act| {
        let case = store::case::by_number(act.db, number)?;
        if case.state == CaseState::Closed {
            return Err(Error::Refused(Refusal::WrongState));
        }
        match step {
            Move::Take => take(act, &case, me),
            Move::TakeOver => take_over(act, &case, me, &why),
            Move::Release => {
                store::case::release(act.db, case.id, me)?;
                act.audit(AuditAct::CaseReleased, Subject("case", Some(case.id.0)), json!({}))
            }
        }
    })
    .await
}

/// Makes sure that the Case is held, as whoever writes a decision does. Nothing happens when it is already.
///
/// # Errors
/// `Locked` when another person holds it.
pub async fn hold(app: &App, permit: &Permit<Moderate>, origin: Origin, number: i64) -> Result<()> {
    let (me, now) = (permit.id(), app.clock.now());
    let case = app.store.read(move |db| store::case::by_number(db, number)).await?;
    let mine = holder(&case, now).is_some_and(|(holder, _)| holder == me);
    if mine { Ok(()) } else { turn(app, permit, origin, number, (Move::Take, "")).await }
}

fn until(now: Moment) -> Moment {
    now + Duration::minutes(limits::LOCK_MINUTES)
}

fn take(act: &mut Act<'_>, case: &Case, me: StaffId) -> Result<()> {
    if !store::case::lock(act.db, case.id, me, act.now, until(act.now))? {
        return Err(Error::Refused(Refusal::Locked));
    }
    act.audit(AuditAct::CaseTaken, Subject("case", Some(case.id.0)), json!({}))
}

/// The colleague finds it in their list, with why, and in the history.
fn take_over(act: &mut Act<'_>, case: &Case, me: StaffId, why: &str) -> Result<()> {
    let from = holder(case, act.now).map(|(holder, _)| holder).filter(|holder| *holder != me);
    if let Some(from) = from {
        let why = Note::parse(why).map_err(|flaw| Error::invalid("why", flaw))?;
        let about = (case.id, MessageKind::TakenOver);
        store::case_message::insert(act.db, about, (me, from), why.as_str(), act.now)?;
    }
    store::case::take_over(act.db, case.id, me, until(act.now))?;
    act.audit(AuditAct::CaseTakenOver, Subject("case", Some(case.id.0)), json!({ "from": from }))
}
