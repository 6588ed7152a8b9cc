//! The second pair of eyes: another person sees what the first decided and why, and lets it happen or sends it
//! back with a note (domain: four eyes and roles). Until then the first can take it back.

use serde_json::json;

use super::decide::{self, Two};
use super::letters;
use super::matter::{Eyes, Matter, Topic};
use super::ruling::Ruling;
use crate::app::act::{Act, Origin, Subject};
use crate::app::letter::Envelope;
use crate::app::staff::seconds;
use crate::app::{App, again};
use crate::domain::audit::AuditAct;
use crate::domain::case::{CaseState, Decision};
use crate::domain::ids::StaffId;
use crate::domain::permit::{
    ConfirmGrave, ConfirmState, Moderate, Permit, Power, ProposeErasure, Role, SeeWaiting, Staff,
};
use crate::domain::text::Note;
use crate::domain::{Error, Moment, Refusal, Result};
use crate::store::{self, Db};

/// Proof that somebody may be the second person, for the kind of decision that waits.
#[derive(Debug, Clone)]
pub enum Second {
    State(Permit<ConfirmState>),
    Grave(Permit<ConfirmGrave>),
}

impl Second {
    /// The permit that a decision asks for.
    ///
    /// # Errors
    /// `NotPermitted`, or `StepUp`.
    pub fn of(staff: &Staff, eyes: Eyes, now: Moment) -> Result<Second> {
        match eyes {
            Eyes::State => staff.permit(now).map(Second::State),
            Eyes::Grave => staff.permit(now).map(Second::Grave),
            Eyes::One => Err(Error::Refused(Refusal::WrongState)),
        }
    }

    fn id(&self) -> StaffId {
        match self {
            Second::State(permit) => permit.id(),
            Second::Grave(permit) => permit.id(),
        }
    }

    fn second_to(&self, first: StaffId, now: Moment) -> Result<()> {
        match self {
            Second::State(permit) => permit.second_to(first, now),
            Second::Grave(permit) => permit.second_to(first, now),
        }
    }

    fn is_for(&self, eyes: Eyes) -> bool {
        matches!((self, eyes), (Second::State(_), Eyes::State) | (Second::Grave(_), Eyes::Grave))
    }
}

/// A decision that waits, with what it would write.
#[derive(Debug)]
pub struct Proposal {
    pub ruling: Ruling,
    pub by: StaffId,
    pub at: Moment,
    pub eyes: Eyes,
    pub reason: Option<store::reason::Reason>,
    pub mails: Vec<Envelope>,
    pub shown: String,
    /// Who recorded the letter that it rests on, and so cannot let it happen.
    pub recorder: Option<StaffId>,
    /// Whether it can still be done, as things stand.
    pub possible: bool,
    /// Whether the first may no longer decide it.
    pub first_gone: bool,
}

/// Whose eyes the decision that waits in a Case needs, for those who may be somebody's second at all.
///
/// # Errors
/// `WrongState` when none waits.
pub async fn eyes(app: &App, _: &Permit<SeeWaiting>, number: i64) -> Result<Eyes> {
    app.store
        .read(move |db| {
            let matter = Matter::closed(db, number)?;
            let (ruling, ..) = waiting(&matter)?;
            Ok(matter.eyes(ruling.decision))
        })
        .await
}

/// The decision that waits in a Case, if one does.
pub(super) fn proposal(app: &App, db: &mut Db, matter: &Matter) -> Result<Option<Proposal>> {
    if matter.case.state != CaseState::Second {
        return Ok(None);
    }
    let (ruling, by, at) = waiting(matter)?;
    let ruling = ruling.opened(app);
    let mails = letters::drafts(app, db, matter, &ruling)?;
    let (reason, shown) = (ruling.reason(db)?, letters::fingerprint(app, &mails)?);
    let (eyes, possible) = (matter.eyes(ruling.decision), matter.check(ruling.decision).is_ok());
    Ok(Some(Proposal {
        eyes,
        reason,
        by,
        at,
        mails,
        shown,
        recorder: recorder(matter),
        possible,
        first_gone: !seconds::counts(db, first_roles(ruling.decision), by)?,
        ruling,
    }))
}

/// Whether a decision that waits gives this reason.
///
/// # Errors
/// Internal.
pub fn names(db: &mut Db, reason: &str) -> Result<bool> {
    for waits in store::case::proposals(db)? {
        let ruling: Ruling = serde_json::from_str(&waits).map_err(Error::internal)?;
        if ruling.reason.as_deref() == Some(reason) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Who recorded the letter that nobody has confirmed, where the decision is on the signature that rests on it.
pub(super) fn recorder(matter: &Matter) -> Option<StaffId> {
    let letter = matter.letter_to_confirm().filter(|_| matches!(matter.topic, Topic::Signature));
    letter.and_then(|letter| letter.recorded_by)
}

/// The roles of which whoever decides first needs one.
fn first_roles(decision: Decision) -> &'static [Role] {
    if decision == Decision::Erase { ProposeErasure::ROLES } else { Moderate::ROLES }
}

fn waiting(matter: &Matter) -> Result<(Ruling, StaffId, Moment)> {
    let case = &matter.case;
    let (CaseState::Second, Some(text), Some(by), Some(at)) =
        (case.state, &case.proposal, case.proposed_by, case.proposed_at)
    else {
        return Err(Error::Refused(Refusal::WrongState));
    };
    Ok((serde_json::from_str(text).map_err(Error::internal)?, by, at))
}

/// Reads the Case and checks that this person may be its second.
fn before(act: &mut Act<'_>, second: &Second, number: i64, revision: i64) -> Result<(Matter, Ruling, Two)> {
    let matter = Matter::load(act.app, act.db, number)?;
    if matter.case.revision != revision {
        return Err(Error::Conflict);
    }
    decide::check_seen(act.db, &matter, second.id(), act.now)?;
    let (ruling, first, _) = waiting(&matter)?;
    if !second.is_for(matter.eyes(ruling.decision)) {
        return Err(Error::Refused(Refusal::NotPermitted));
    }
    second.second_to(first, act.now)?;
    Ok((matter, ruling, Two { first, second: second.id() }))
}

/// What was pressed: at which revision, whether to approve, and what was shown or is the note.
pub type Pressed<'a> = (i64, bool, &'a str);

/// Whether this colleague's very answer stands already.
///
/// # Errors
/// Internal; not found.
pub async fn stands(
    app: &App,
    permit: &Permit<SeeWaiting>,
    number: i64,
    pressed: Pressed<'_>,
) -> Result<bool> {
    decide::did(app, permit.id(), number, mark(app, number, pressed)?).await
}

fn mark(app: &App, number: i64, pressed: Pressed<'_>) -> Result<String> {
    again::mark(app, &(number, pressed))
}

/// Lets what the first person decided happen. Who recorded an official letter cannot be its second either.
///
/// # Errors
/// `SamePerson`, `TooNew`, `NotPermitted`, `WrongState`; `Invalid` when something else is decided first; `FirstGone` when the
/// first may no longer decide; `Conflict` when it is no longer what was shown.
pub async fn approve(
    app: &App,
    second: &Second,
    origin: Origin,
    number: i64,
    seen: (i64, String),
) -> Result<()> {
    let (second, mark) = (second.clone(), mark(app, number, (seen.0, true, seen.1.as_str()))?);
    app.act(origin, move |act| {
        let (matter, ruling, two) = before(act, &second, number, seen.0)?;
        if let Some(recorder) = recorder(&matter) {
            second.second_to(recorder, act.now)?;
        }
        seconds::check_first(act.db, first_roles(ruling.decision), two.first)?;
        matter.check(ruling.decision)?;
        decide::check_letter(act.app, act.db, &matter, &ruling.clone().opened(act.app))?;
        decide::check_heard(act.db, &matter, &ruling, act.now)?;
        decide::check_shown(act, &matter, &ruling, &seen.1)?;
        decide::carry_out(act, &matter, &ruling, (Some(two), &mark))
    })
    .await
}

/// Sends a decision back to the queue, with a note that says why.
///
/// # Errors
/// As [`approve`]; `Invalid` (field `back`) without a note.
pub async fn send_back(
    app: &App,
    second: &Second,
    origin: Origin,
    number: i64,
    answer: (i64, &str),
) -> Result<()> {
    let note = Note::parse(answer.1).map_err(|flaw| Error::invalid("back", flaw))?;
    let mark = mark(app, number, (answer.0, false, answer.1))?;
    let (second, revision) = (second.clone(), answer.0);
    app.act(origin, move |act| {
        let (matter, ruling, two) = before(act, &second, number, revision)?;
        store::case::add_note(act.db, matter.case.id, two.second, note.as_str(), act.now)?;
        store::case::set_state(act.db, &matter.case, CaseState::Open, None, act.now)?;
        let mut detail = decide::detail(&matter, &ruling);
        detail[again::FORM] = json!(mark);
        act.audit(AuditAct::CaseSentBack, decide::subject(&matter), detail)
    })
    .await
}

/// Takes one's own decision back while it waits; the Case is open as before. Once, however often it is pressed.
///
/// # Errors
/// Not found; `NotPermitted` for the decision of somebody else; `WrongState` when none waits; `Conflict` when it is not the
/// one that was seen.
pub async fn take_back(
    app: &App,
    permit: &Permit<SeeWaiting>,
    origin: Origin,
    number: i64,
    seen: i64,
) -> Result<()> {
    let (me, permit) = (permit.id(), permit.clone());
    let case = app.store.read(move |db| store::case::by_number(db, number)).await?.id;
    let taken = app.act(origin, move |act| {
        let matter = Matter::closed(act.db, number)?;
        let (ruling, first, _) = waiting(&matter)?;
        permit.own(first)?;
        if matter.case.revision != seen {
            return Err(Error::Conflict);
        }
        store::case::set_state(act.db, &matter.case, CaseState::Open, None, act.now)?;
        let mut detail = decide::detail(&matter, &ruling);
        detail["revision"] = json!(seen);
        act.audit(AuditAct::CaseDecisionTakenBack, decide::subject(&matter), detail)
    });
    again::on_revision(
        app,
        taken.await,
        (me, Subject("case", Some(case.0))),
        (AuditAct::CaseDecisionTakenBack, seen),
    )
    .await
}
