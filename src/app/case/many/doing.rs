//! Doing to many Cases what was shown, and what came of each; or putting it before an admin.

use chrono::Duration;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::waiting::{self, Reader};
use super::{Deed, Hindrance, Item, Mails, PLAN, Plan, is_alone};
use crate::app::act::{Act, Origin, Subject};
use crate::app::address::Address;
use crate::app::case::assign;
use crate::app::case::decide::{self, Two, Verdict};
use crate::app::case::hold;
use crate::app::case::letters;
use crate::app::case::matter::{Eyes, Matter};
use crate::app::letter::Letter;
use crate::app::staff::{people, seconds};
use crate::app::{App, again, signed_plan};
use crate::domain::audit::AuditAct;
use crate::domain::case::{BulkState, CaseState, Decision};
use crate::domain::ids::{BulkDecisionId, StaffId};
use crate::domain::permit::{ConfirmGrave, Moderate, Permit, Power, SeeCases, SeeIdentities};
use crate::domain::{Error, Moment, Refusal, Result, limits};
use crate::store::bulk_decision::{BulkDecision, NewBulkDecision};
use crate::store::queue::QueueLine;
use crate::store::{self, Db};

/// What came of one Case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    pub number: i64,
    /// The code of why nothing was done, if nothing was.
    pub hindrance: Option<String>,
}

crate::codes! {
    /// Why it is not told of every Case what came of it.
    pub enum Unfinished {
        /// They are being decided at this moment.
        AtWork = "at_work",
        /// The program stopped, or the database was away. Nothing resumes it: the rest is decided anew.
        BrokenOff = "broken_off",
    }
}

/// A decision on many, opened.
#[derive(Debug)]
pub struct Many {
    pub row: BulkDecision,
    pub deed: Deed,
    /// The Cases, as the queue lists them.
    pub lines: Vec<QueueLine>,
    pub outcomes: Vec<Outcome>,
    pub unfinished: Option<Unfinished>,
    /// Whether whoever decided it took it back.
    pub taken_back: bool,
    pub names: std::collections::BTreeMap<StaffId, String>,
    pub reason: Option<store::reason::Reason>,
    /// Whether whoever decided first may no longer.
    pub first_gone: bool,
    /// What it would write, as long as it waits.
    pub mails: Mails,
}

crate::codes! {
    /// What came of one Case.
    pub enum Came {
        Done = "done",
        /// Nothing was done, and why is told.
        Hindered = "hindered",
        /// It was not reached: nothing was done to it, for what is done is noted with each Case.
        Open = "open",
        /// It was not reached, and has ended otherwise.
        Ended = "ended",
    }
}

impl Many {
    /// What came of a Case, and the code of why nothing did. What was not reached is told as it stands now.
    pub fn came(&self, line: &QueueLine) -> (Came, Option<&str>) {
        match self.outcomes.iter().find(|one| one.number == line.case.number) {
            Some(Outcome { hindrance: Some(why), .. }) => (Came::Hindered, Some(why)),
            Some(_) => (Came::Done, None),
            None if line.case.state == CaseState::Closed => (Came::Ended, None),
            None => (Came::Open, None),
        }
    }
}

impl Unfinished {
    fn of(row: &BulkDecision, (items, outcomes): (usize, usize), now: Moment) -> Option<Unfinished> {
        if row.state != BulkState::Done || outcomes >= items {
            return None;
        }
        let confirmed = row.decided_at.unwrap_or(row.proposed_at);
        let lately = now - confirmed < Duration::minutes(limits::DECIDING_MINUTES);
        Some(if lately { Unfinished::AtWork } else { Unfinished::BrokenOff })
    }
}

/// One decision on many. Mails to who must not be named are shown only with the permit for it.
///
/// # Errors
/// `NotFound`.
pub async fn one(
    app: &App,
    permit: &Permit<SeeCases>,
    identities: Option<&Permit<SeeIdentities>>,
    id: BulkDecisionId,
) -> Result<Many> {
    let (own, names, now) = (app.clone(), people::names(app).await?, app.clock.now());
    let reader = Reader { me: permit.id(), trusted: identities.is_some(), now };
    app.store
        .read(move |db| {
            let row = store::bulk_decision::find(db, id)?;
            let deed: Deed = parsed(&row.deed)?;
            let items: Vec<Item> = parsed(&row.items)?;
            let outcomes: Vec<Outcome> = parsed(&row.outcomes)?;
            let unfinished = Unfinished::of(&row, (items.len(), outcomes.len()), now);
            let reason = match &deed {
                Deed::Decide(ruling) => ruling.reason(db).ok().flatten(),
                Deed::Assign(_) | Deed::Answer(_) => None,
            };
            let numbers: Vec<i64> = items.iter().map(|item| item.number).collect();
            let lines = store::queue::lines_by_number(db, &numbers)?;
            let first_gone = !seconds::counts(db, Moderate::ROLES, row.proposed_by)?;
            let taken_back = row.state == BulkState::SentBack && row.decided_by == Some(row.proposed_by);
            let mails = match row.state {
                BulkState::Proposed => waiting::mails(&own, db, reader, (row.proposed_by, &deed, &items))?,
                _ => Mails::default(),
            };
            Ok(Many { deed, lines, outcomes, unfinished, taken_back, names, reason, first_gone, mails, row })
        })
        .await
}

pub(super) fn parsed<T: serde::de::DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(Error::internal)
}

fn text<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(Error::internal)
}

/// Does what was shown, or puts it before an admin where it is about many. Gives where it is told; confirmed once more, where
/// it was told then.
///
/// # Errors
/// `Conflict` for what was not shown to this colleague within the hour; `WrongState` when it is about nothing.
pub async fn begin(
    app: &App,
    permit: &Permit<Moderate>,
    origin: Origin,
    shown: (&str, &str),
) -> Result<BulkDecisionId> {
    let (plan, mark): (Plan, _) = signed_plan::read(app, PLAN, shown)?;
    let me = permit.id();
    if plan.by != me {
        return Err(Error::Conflict);
    }
    if plan.items.is_empty() {
        return Err(Error::Refused(Refusal::WrongState));
    }
    let (kept, own) = (plan.clone(), mark.clone());
    let (id, alone) = match app.act(origin.clone(), move |act| keep(act, &kept, own)).await {
        Err(Error::Conflict) => return before(app, mark).await,
        kept => kept?,
    };
    if alone {
        carry_out(app, origin, (id, plan.deed, plan.items), (me, None)).await?;
    }
    Ok(id)
}

/// What a plan became when it was confirmed before.
async fn before(app: &App, mark: String) -> Result<BulkDecisionId> {
    app.store.read(move |db| store::bulk_decision::of_plan(db, &mark)).await?.ok_or(Error::Conflict)
}

/// How many Cases a colleague has decided since a moment, many at once and without a second person, or is deciding now.
pub(in crate::app) fn alone_since(db: &mut Db, by: StaffId, (since, now): (Moment, Moment)) -> Result<i64> {
    let mut count = 0;
    for row in store::bulk_decision::alone_since(db, by, since)? {
        if matches!(parsed(&row.deed)?, Deed::Assign(_)) {
            continue;
        }
        let (items, outcomes): (Vec<Item>, Vec<Outcome>) = (parsed(&row.items)?, parsed(&row.outcomes)?);
        count += match Unfinished::of(&row, (items.len(), outcomes.len()), now) {
            Some(Unfinished::AtWork) => items.len(),
            Some(Unfinished::BrokenOff) | None => {
                outcomes.iter().filter(|one| one.hindrance.is_none()).count()
            }
        };
    }
    Ok(i64::try_from(count).unwrap_or(i64::MAX))
}

/// Keeps a decision, and says whether it is done at once.
fn keep(act: &mut Act<'_>, plan: &Plan, mark: String) -> Result<(BulkDecisionId, bool)> {
    // Two pieces at the same moment are counted one after the other.
    store::staff::hold_all(act.db)?;
    let (assigns, count) = (matches!(plan.deed, Deed::Assign(_)), plan.items.len());
    let alone = !plan.needs_second && is_alone(act.db, plan.by, (assigns, count), act.now)?;
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let new = NewBulkDecision {
        state: if alone { BulkState::Done } else { BulkState::Proposed },
        deed: text(&plan.deed)?,
        items: text(&plan.items)?,
        outcomes: "[]".to_owned(),
        proposed_by: plan.by,
        proposed_at: act.now,
        plan: mark,
    };
    let id = store::bulk_decision::insert(act.db, &new)?;
    if !alone {
        let event = format!("bulk_decision.{id}");
        seconds::tell(act, (ConfirmGrave::ROLES, &[plan.by]), &event, |act, locale| Letter::ManyProposed {
            count,
            link: Address::StaffBulkDecision(id).url(&act.app.config.staff_base().url, locale),
        })?;
    }
    let what = if alone { AuditAct::DecisionsMade } else { AuditAct::DecisionsProposed };
    act.audit(what, subject(id), json!({ "count": count, "what": kind(&plan.deed) }))?;
    Ok((id, alone))
}

fn subject(id: BulkDecisionId) -> Subject {
    Subject("bulk_decision", Some(id.0))
}

fn kind(deed: &Deed) -> &'static str {
    match deed {
        Deed::Assign(_) => "assign",
        Deed::Decide(ruling) => ruling.decision.code(),
        Deed::Answer(answer) => answer.code(),
    }
}

/// Lets happen what a colleague decided on many; once, however often it is pressed.
///
/// # Errors
/// `SamePerson`, `TooNew`, `FirstGone`, `WrongState`.
pub async fn allow(
    app: &App,
    permit: &Permit<ConfirmGrave>,
    origin: Origin,
    id: BulkDecisionId,
) -> Result<()> {
    let second = permit.clone();
    let row = app.act(origin.clone(), move |act| {
        let row = store::bulk_decision::find(act.db, id)?;
        second.second_to(row.proposed_by, act.now)?;
        seconds::check_first(act.db, Moderate::ROLES, row.proposed_by)?;
        store::bulk_decision::settle(act.db, id, (BulkState::Done, second.id()), act.now)?;
        let detail = json!({ "first": row.proposed_by, "second": second.id() });
        act.audit(AuditAct::DecisionsAllowed, subject(id), detail)?;
        Ok(row)
    });
    let row = match row.await {
        Err(late) => {
            return again::once(app, Err(late), (permit.id(), subject(id)), AuditAct::DecisionsAllowed).await;
        }
        row => row?,
    };
    let two = Two { first: row.proposed_by, second: permit.id() };
    let plan = (id, parsed(&row.deed)?, parsed(&row.items)?);
    carry_out(app, origin, plan, (row.proposed_by, Some(two))).await
}

/// Sends a decision on many back: nothing of it happens.
///
/// # Errors
/// `WrongState`.
pub async fn send_back(
    app: &App,
    permit: &Permit<ConfirmGrave>,
    origin: Origin,
    id: BulkDecisionId,
) -> Result<()> {
    let me = permit.id();
    let sent = app.act(origin, move |act| {
        store::bulk_decision::settle(act.db, id, (BulkState::SentBack, me), act.now)?;
        act.audit(AuditAct::DecisionsSentBack, subject(id), json!({}))
    });
    again::once(app, sent.await, (me, subject(id)), AuditAct::DecisionsSentBack).await
}

/// Takes one's own decision on many back while it waits: nothing of it happens. Once, however often it is pressed.
///
/// # Errors
/// `NotPermitted` for the decision of somebody else; `WrongState` when none waits.
pub async fn take_back(
    app: &App,
    permit: &Permit<Moderate>,
    origin: Origin,
    id: BulkDecisionId,
) -> Result<()> {
    let (me, permit) = (permit.id(), permit.clone());
    let taken = app.act(origin, move |act| {
        let row = store::bulk_decision::find(act.db, id)?;
        store::bulk_decision::settle(act.db, id, (BulkState::SentBack, me), act.now)?;
        permit.own(row.proposed_by)?;
        act.audit(AuditAct::DecisionsTakenBack, subject(id), json!({}))
    });
    again::once(app, taken.await, (me, subject(id)), AuditAct::DecisionsTakenBack).await
}

/// One Case after another, each for itself: what cannot be done to one does not hinder the others. What came so far is kept with
/// each, so that it is known of each that was decided, wherever this breaks off.
async fn carry_out(
    app: &App,
    origin: Origin,
    (id, deed, items): (BulkDecisionId, Deed, Vec<Item>),
    (first, two): (StaffId, Option<Two>),
) -> Result<()> {
    let mut outcomes: Vec<Outcome> = Vec::new();
    let mut broken = None;
    for item in items {
        let (number, deed) = (item.number, deed.clone());
        let mut with_this = outcomes.clone();
        with_this.push(Outcome { number, hindrance: None });
        let done = app.act(origin.clone(), move |act| {
            once(act, &deed, item, (first, two))?;
            store::bulk_decision::note(act.db, id, &text(&with_this)?)
        });
        match hindrance(done.await) {
            Ok(why) => outcomes.push(Outcome { number, hindrance: why.map(|why| why.code().to_owned()) }),
            Err(error) => {
                broken = Some(error);
                break;
            }
        }
    }
    let outcomes = text(&outcomes)?;
    let noted = app.store.write(move |db| store::bulk_decision::note(db, id, &outcomes)).await;
    broken.map_or(noted, Err)
}

fn hindrance(done: Result<()>) -> Result<Option<Hindrance>> {
    Ok(Some(match done {
        Ok(()) => return Ok(None),
        Err(Error::Conflict) => Hindrance::Changed,
        Err(Error::NotFound) => Hindrance::Gone,
        Err(Error::Refused(Refusal::Locked)) => Hindrance::Locked,
        Err(Error::Refused(Refusal::Masked)) => Hindrance::Masked,
        Err(Error::Refused(_) | Error::Invalid(_)) => Hindrance::WrongState,
        Err(other) => return Err(other),
    }))
}

fn once(act: &mut Act<'_>, deed: &Deed, item: Item, (first, two): (StaffId, Option<Two>)) -> Result<()> {
    match deed {
        Deed::Assign(to) => {
            let case = store::case::by_number(act.db, item.number)?;
            if case.revision != item.revision {
                return Err(Error::Conflict);
            }
            assign::give(act, &case, *to)
        }
        Deed::Answer(answer) => hold::answered(act, first, (item.number, item.revision), *answer),
        Deed::Decide(ruling) => {
            let matter = Matter::load(act.app, act.db, item.number)?;
            if matter.eyes(ruling.decision) != Eyes::One {
                return Err(Error::Refused(Refusal::WrongState));
            }
            let shown = match ruling.decision {
                Decision::Publish => {
                    letters::fingerprint(act.app, &letters::drafts(act.app, act.db, &matter, ruling)?)?
                }
                _ => item.shown,
            };
            let verdict =
                Verdict { number: item.number, revision: item.revision, shown, ruling: ruling.clone() };
            decide::made(act, (first, two), verdict).map(drop)
        }
    }
}
