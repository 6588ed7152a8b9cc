//! What colleagues tell each other about a Case: a question for a second opinion, with its answer, and the word that a
//! Case was taken over. It waits in the other's list until they answer. It decides nothing.

use serde_json::json;

use crate::app::App;
use crate::app::act::{Origin, Subject};
use crate::domain::audit::AuditAct;
use crate::domain::case::{CaseState, MessageKind};
use crate::domain::ids::{CaseMessageId, StaffId};
use crate::domain::permit::{Advise, Moderate, Permit, Power};
use crate::domain::staff::StaffState;
use crate::domain::text::Note;
use crate::domain::{Error, Flaw, Refusal, Result};
use crate::store::staff::Staff;
use crate::store::{self, Db};

/// Those who can be asked about a Case, but for the one who asks.
///
/// # Errors
/// Internal.
pub fn advisers(db: &mut Db, me: StaffId) -> Result<Vec<Staff>> {
    let may = |one: &Staff| one.state == StaffState::Active && one.roles.any(Advise::ROLES) && one.id != me;
    Ok(store::staff::list(db)?.into_iter().filter(may).collect())
}

/// Asks a colleague for an opinion on a Case. As long as they have not answered, asking again changes nothing.
///
/// # Errors
/// `Invalid` (`adviser`, `question`); `WrongState` when the Case is closed; `Conflict` when it was asked at this moment.
pub async fn ask(
    app: &App,
    permit: &Permit<Moderate>,
    origin: Origin,
    number: i64,
    (adviser, question): (StaffId, &str),
) -> Result<()> {
    let question = Note::parse(question).map_err(|flaw| Error::invalid("question", flaw))?;
    let two = (permit.id(), adviser);
    if app.store.read(move |db| waits(db, number, two)).await? {
        return Ok(());
    }
    app.act(origin, move |act| {
        let case = store::case::by_number(act.db, number)?;
        if case.state == CaseState::Closed {
            return Err(Error::Refused(Refusal::WrongState));
        }
        if store::case_message::waits(act.db, case.id, two)? {
            return Err(Error::Conflict);
        }
        if !advisers(act.db, two.0)?.iter().any(|one| one.id == adviser) {
            return Err(Error::invalid("adviser", Flaw::UnknownChoice));
        }
        let about = (case.id, MessageKind::Opinion);
        store::case_message::insert(act.db, about, two, question.as_str(), act.now)?;
        act.audit(AuditAct::CaseOpinionAsked, Subject("case", Some(case.id.0)), json!({ "of": adviser }))
    })
    .await
}

fn waits(db: &mut Db, number: i64, two: (StaffId, StaffId)) -> Result<bool> {
    let case = store::case::by_number(db, number)?;
    store::case_message::waits(db, case.id, two)
}

/// Takes a question back: who asked it, or who was asked and has no answer. Gives the Case's number.
///
/// # Errors
/// `WrongState` when it is neither from nor to them, is answered, or was taken back.
pub async fn take_back(
    app: &App,
    permit: &Permit<Advise>,
    origin: Origin,
    message: CaseMessageId,
) -> Result<i64> {
    let me = permit.id();
    app.act(origin, move |act| {
        let message = store::case_message::find(act.db, message)?;
        store::case_message::take_back(act.db, (message.id, me), act.now)?;
        let case = store::case::find(act.db, message.case_id)?;
        act.audit(AuditAct::CaseOpinionTakenBack, Subject("case", Some(case.id.0)), json!({}))?;
        Ok(case.number)
    })
    .await
}

/// Answers what a colleague asked, or says that one has read that a Case was taken over. Gives the Case's number.
///
/// # Errors
/// `Invalid` (field `opinion`) without an answer to a question; `WrongState` when it is not theirs, or answered.
pub async fn answer(
    app: &App,
    permit: &Permit<Advise>,
    origin: Origin,
    message: CaseMessageId,
    text: &str,
) -> Result<i64> {
    let (me, text) = (permit.id(), text.to_owned());
    app.act(origin, move |act| {
        let message = store::case_message::find(act.db, message)?;
        let case = store::case::find(act.db, message.case_id)?;
        let said = match message.kind {
            MessageKind::Opinion => Some(Note::parse(&text).map_err(|flaw| Error::invalid("opinion", flaw))?),
            MessageKind::TakenOver => None,
        };
        store::case_message::answer(act.db, (message.id, me), said.as_ref().map(Note::as_str), act.now)?;
        let what = match message.kind {
            MessageKind::Opinion => AuditAct::CaseOpinionGiven,
            MessageKind::TakenOver => AuditAct::CaseTakingOverRead,
        };
        act.audit(what, Subject("case", Some(case.id.0)), json!({}))?;
        Ok(case.number)
    })
    .await
}
