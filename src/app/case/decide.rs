//! Deciding a Case: what would be written is shown first; then everything happens in one transaction, or the
//! decision waits for a second person.

use serde::Serialize;
use serde_json::json;

use super::matter::{Eyes, Matter, Topic};
use super::preview::Preview;
use super::ruling::Ruling;
use super::{
    counted, letters, lock, many, merge, note, publish, question, sanction, second, turn_down, twins,
};
use crate::app::act::{Act, Origin, Subject};
use crate::app::address::Address;
use crate::app::letter::Letter;
use crate::app::staff::seconds;
use crate::app::{App, again, erasure, recovery, unmasking};
use crate::domain::audit::AuditAct;
use crate::domain::case::{CaseOutcome, CaseState, Decision};
use crate::domain::ids::StaffId;
use crate::domain::permit::{Moderate, Permit};
use crate::domain::reason::SIGNED_BEFORE;
use crate::domain::{Error, Flaw, Moment, Refusal, Result};
use crate::store::{self, Db};

/// A decision with what its maker had before their eyes.
#[derive(Debug, Clone, Serialize)]
pub struct Verdict {
    pub number: i64,
    pub revision: i64,
    /// The fingerprint of the mails that were shown.
    pub shown: String,
    pub ruling: Ruling,
}

/// What came of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Done,
    /// It waits for a second person.
    Proposed,
}

/// What a decision would do.
///
/// # Errors
/// `Invalid` when the reason does not fit, or something else is decided first; `WrongState` when the decision is not possible
/// now.
pub async fn preview(app: &App, permit: &Permit<Moderate>, number: i64, ruling: Ruling) -> Result<Preview> {
    let (own, me, now) = (app.clone(), permit.id(), app.clock.now());
    app.store
        .read(move |db| {
            let matter = Matter::load(&own, db, number)?;
            check_seen(db, &matter, me, now)?;
            matter.check_possible(ruling.decision)?;
            check_letter(&own, db, &matter, &ruling)?;
            check_heard(db, &matter, &ruling, now)?;
            check_silent(&own, db, &matter, &ruling)?;
            let in_many = many::waiting::with(db, &matter.case)?;
            Ok(Preview { in_many, ..Preview::of(&own, db, matter, ruling)? })
        })
        .await
}

/// Decides a Case: carries the decision out, or puts it before a second person where the rules ask for one.
///
/// # Errors
/// `Conflict` when the Case or its mails are no longer as they were shown, `Locked`, `WrongState`, `Invalid`.
pub async fn decide(
    app: &App,
    permit: &Permit<Moderate>,
    origin: Origin,
    verdict: Verdict,
) -> Result<Outcome> {
    let me = permit.id();
    app.act(origin, move |act| made(act, (me, None), verdict)).await
}

/// Whether a colleague has made exactly this decision already.
///
/// # Errors
/// Internal; not found.
pub async fn stands(app: &App, permit: &Permit<Moderate>, verdict: &Verdict) -> Result<bool> {
    did(app, permit.id(), verdict.number, again::mark(app, verdict)?).await
}

/// Whether a colleague's form with this mark has done something to a Case.
pub(super) async fn did(app: &App, me: StaffId, number: i64, mark: String) -> Result<bool> {
    let case = app.store.read(move |db| store::case::by_number(db, number)).await?;
    let about = Subject("case", Some(case.id.0));
    again::did(app, me, about, move |line| line.detail[again::FORM] == *mark).await
}

/// The same within an act: of one colleague, or of two where many Cases are decided at once.
///
/// # Errors
/// As [`decide`].
pub fn made(act: &mut Act<'_>, (me, two): (StaffId, Option<Two>), verdict: Verdict) -> Result<Outcome> {
    let mark = again::mark(act.app, &verdict)?;
    let Verdict { number, revision, shown, ruling } = verdict;
    let matter = Matter::load(act.app, act.db, number)?;
    if matter.case.revision != revision {
        return Err(Error::Conflict);
    }
    check_seen(act.db, &matter, me, act.now)?;
    lock::check(&matter.case, me, act.now)?;
    matter.check_possible(ruling.decision)?;
    check_letter(act.app, act.db, &matter, &ruling)?;
    check_heard(act.db, &matter, &ruling, act.now)?;
    check_silent(act.app, act.db, &matter, &ruling)?;
    check_shown(act, &matter, &ruling, &shown)?;
    if let Some(letter) = &ruling.letter {
        note::tell_of(act, &matter, me, letter)?;
    }
    if !ruling.note.is_empty() {
        store::case::add_note(act.db, matter.case.id, me, &ruling.note, act.now)?;
    }
    let matter = question::settled(act, matter, &ruling)?;
    if matter.eyes(ruling.decision) == Eyes::One {
        question::keep(act, &matter, &ruling, me)?;
        carry_out(act, &matter, &ruling, (two, &mark))?;
        return Ok(Outcome::Done);
    }
    let unnamed = matter.organisation.sealed.is_some();
    let waits = if unnamed { ruling.clone().sealed(act.app)? } else { ruling.clone() };
    let proposal = serde_json::to_string(&waits).map_err(Error::internal)?;
    store::case::propose(act.db, &matter.case, &proposal, me, act.now)?;
    tell_seconds(act, &matter, ruling.decision, me)?;
    let mut detail = detail(&matter, &ruling);
    detail[again::FORM] = json!(mark);
    act.audit(AuditAct::CaseProposed, subject(&matter), detail)?;
    Ok(Outcome::Proposed)
}

/// What rests on a letter says on which, and that one has served nothing else.
pub(super) fn check_letter(app: &App, db: &mut Db, matter: &Matter, ruling: &Ruling) -> Result<()> {
    match &ruling.letter {
        Some(letter) => counted::check(app, db, matter, letter),
        None if matter.rests_on_letter(ruling.decision) => Err(Error::invalid("reference", Flaw::Missing)),
        None => Ok(()),
    }
}

/// Nobody is let in while those who act may still object.
pub(super) fn check_heard(db: &mut Db, matter: &Matter, ruling: &Ruling, now: Moment) -> Result<()> {
    match (&matter.topic, ruling.decision) {
        (Topic::Recovery(recovery), Decision::Publish) if recovery::waits(db, recovery, now)? => {
            Err(Error::invalid("decision", Flaw::StillWaiting))
        }
        _ => Ok(()),
    }
}

/// No reason tells an applicant of one that must not be named.
fn check_silent(app: &App, db: &mut Db, matter: &Matter, ruling: &Ruling) -> Result<()> {
    if tells(app, db, matter, ruling)? {
        return Err(Error::invalid(format!("reason_{}", ruling.decision), Flaw::TellsOfUnnamed));
    }
    Ok(())
}

/// Whether the applicant would learn of one that must not be named: in the mail, or in the account, which gives the reason
/// of what was declined without one too.
pub(super) fn tells(app: &App, db: &mut Db, matter: &Matter, ruling: &Ruling) -> Result<bool> {
    let signed_before =
        ruling.decision == Decision::Decline && ruling.reason.as_deref() == Some(SIGNED_BEFORE);
    Ok(signed_before && twins::none_is_known(app, db, matter)?)
}

/// Nobody decides on an organisation without having looked at who it is.
pub(super) fn check_seen(db: &mut Db, matter: &Matter, who: StaffId, now: Moment) -> Result<()> {
    let masked = unmasking::is_masked(db, who, &matter.organisation, now)?;
    if masked { Err(Error::Refused(Refusal::Masked)) } else { Ok(()) }
}

/// Writes to everybody who may be the second person, once for each proposal.
pub(super) fn tell_seconds(
    act: &mut Act<'_>,
    matter: &Matter,
    decision: Decision,
    first: StaffId,
) -> Result<()> {
    let roles = matter.eyes(decision).seconds();
    if roles.is_empty() {
        return Ok(());
    }
    let case = &matter.case;
    let named = matter.organisation.sealed.is_none();
    let category = named.then_some(matter.organisation.category);
    let event = format!("case.second.{}.{}", case.id, case.revision);
    let firsts: Vec<StaffId> = second::recorder(matter).into_iter().chain([first]).collect();
    seconds::tell(act, (roles, &firsts), &event, |act, locale| {
        let link = Address::StaffCase(case.number).url(&act.app.config.staff_base().url, locale);
        Letter::SecondNeeded { case_number: case.number, category, link }
    })
    .map(drop)
}

/// What is written must be what was shown: a number or an address may have been given to another meanwhile.
pub(super) fn check_shown(act: &mut Act<'_>, matter: &Matter, ruling: &Ruling, shown: &str) -> Result<()> {
    ruling.reason(act.db)?;
    let mails = letters::drafts(act.app, act.db, matter, ruling)?;
    if letters::fingerprint(act.app, &mails)? == shown { Ok(()) } else { Err(Error::Conflict) }
}

/// The first and the second person of a decision that took two.
#[derive(Debug, Clone, Copy)]
pub struct Two {
    pub first: StaffId,
    pub second: StaffId,
}

/// Does what was decided, writes the mails that were shown, and leaves the audit line, with the mark of the form.
pub(super) fn carry_out(
    act: &mut Act<'_>,
    matter: &Matter,
    ruling: &Ruling,
    (two, mark): (Option<Two>, &str),
) -> Result<()> {
    let mails = letters::drafts(act.app, act.db, matter, ruling)?;
    match (ruling.decision, &matter.topic) {
        (Decision::Publish, Topic::Amendment(amendment)) => publish::amendment(act, matter, amendment)?,
        (Decision::Publish, Topic::Revision(revised)) => publish::revision(act, matter, revised)?,
        (Decision::Publish, Topic::Commitment(commitment)) => publish::commitment(act, matter, commitment)?,
        (Decision::Publish, Topic::Withdrawal) => sanction::withdraw(act, matter)?,
        (Decision::Publish, Topic::Reversal) => sanction::reinstate(act, matter)?,
        (Decision::Publish, Topic::Recovery(asked)) => recovery::let_in(act, (matter, asked), ruling)?,
        (Decision::Publish, _) => publish::signature(act, matter, two)?,
        (Decision::Ask, _) => turn_down::ask(act, matter, ruling)?,
        (Decision::TakeBack, _) => turn_down::take_back(act, matter)?,
        (Decision::Decline, _) => turn_down::decline(act, matter, ruling)?,
        (Decision::Suspend, Topic::Commitment(promise)) => {
            sanction::suspend_commitment(act, matter, promise, ruling)?;
        }
        (Decision::Restore, Topic::Commitment(promise)) => {
            sanction::restore_commitment(act, matter, promise)?;
        }
        (Decision::Suspend, _) => sanction::suspend(act, matter, ruling)?,
        (Decision::Restore, _) => sanction::restore(act, matter)?,
        (Decision::Revoke, _) => sanction::revoke(act, matter, ruling)?,
        (Decision::Erase, _) => {
            erasure::signatory(act, &matter.organisation, &matter.endorsement, &matter.case)?
        }
        (Decision::Merge, Topic::Merge(other)) => merge::join(act, &matter.organisation, other)?,
        (Decision::Unmerge, Topic::Merge(other)) => merge::part(act, matter, other)?,
        (Decision::Close, Topic::Merge(other)) => merge::close(act, other)?,
        (Decision::Merge | Decision::Unmerge, _) => return Err(Error::Refused(Refusal::WrongState)),
        (Decision::Close, _) => {}
    }
    // From where a signature was sent may tell who must not be named: it goes as soon as it has served.
    if matter.organisation.sealed.is_some() {
        store::arrival::delete_of(act.db, matter.organisation.id)?;
    }
    let (state, outcome) = after(ruling.decision, &matter.topic);
    store::case::set_state(act.db, &matter.case, state, outcome, act.now)?;
    merge::move_on(act, matter, ruling.decision)?;
    let written = letters::send(act, matter, mails)?;
    let mut detail = detail(matter, ruling);
    detail["mails"] = json!(written);
    detail[again::FORM] = json!(mark);
    if let Some(two) = two {
        detail["first"] = json!(two.first);
        detail["second"] = json!(two.second);
    }
    act.audit(audited(ruling.decision, matter), subject(matter), detail)
}

/// Where a decision leaves the Case. After a suspension somebody must still restore or revoke.
const fn after(decision: Decision, topic: &Topic) -> (CaseState, Option<CaseOutcome>) {
    let outcome = match decision {
        Decision::Ask => return (CaseState::Waiting, None),
        Decision::Suspend | Decision::TakeBack => return (CaseState::Open, None),
        Decision::Publish => published(topic),
        Decision::Decline => CaseOutcome::Declined,
        Decision::Restore => CaseOutcome::Restored,
        Decision::Revoke => CaseOutcome::Revoked,
        Decision::Close => CaseOutcome::Closed,
        Decision::Erase => CaseOutcome::Erased,
        Decision::Merge => CaseOutcome::Merged,
        Decision::Unmerge => CaseOutcome::Unmerged,
    };
    (CaseState::Closed, Some(outcome))
}

/// What publishing comes to, by what a Case is about.
const fn published(topic: &Topic) -> CaseOutcome {
    match topic {
        Topic::Recovery(_) => CaseOutcome::LetIn,
        Topic::Reversal => CaseOutcome::WithdrawalReversed,
        Topic::Withdrawal => CaseOutcome::WithdrawalConfirmed,
        _ => CaseOutcome::Published,
    }
}

fn audited(decision: Decision, matter: &Matter) -> AuditAct {
    let topic = &matter.topic;
    match decision {
        Decision::Suspend if matches!(topic, Topic::Commitment(_)) => AuditAct::CaseCommitmentSuspended,
        Decision::Restore if matches!(topic, Topic::Commitment(_)) => AuditAct::CaseCommitmentRestored,
        Decision::Publish => match topic {
            Topic::Recovery(_) => AuditAct::CaseLetIn,
            Topic::Reversal => AuditAct::CaseWithdrawalReversed,
            Topic::Withdrawal => AuditAct::CaseWithdrawalConfirmed,
            _ => AuditAct::CasePublished,
        },
        Decision::Ask => AuditAct::CaseAsked,
        Decision::TakeBack => AuditAct::CaseQuestionTakenBack,
        Decision::Decline => AuditAct::CaseDeclined,
        Decision::Suspend => AuditAct::CaseSuspended,
        Decision::Restore if matter.endorsement.withdrew_suspended() => AuditAct::CaseSuspensionEnded,
        Decision::Restore => AuditAct::CaseRestored,
        Decision::Revoke => AuditAct::CaseRevoked,
        Decision::Close => AuditAct::CaseClosed,
        Decision::Erase => AuditAct::CaseErased,
        Decision::Merge => AuditAct::CaseMerged,
        Decision::Unmerge => AuditAct::CaseUnmerged,
    }
}

pub(super) fn subject(matter: &Matter) -> Subject {
    Subject("case", Some(matter.case.id.0))
}

/// Ids and codes, as audit lines hold them.
pub(super) fn detail(matter: &Matter, ruling: &Ruling) -> serde_json::Value {
    json!({
        "number": matter.case.number,
        "kind": matter.case.kind,
        "subject": matter.case.subject_id,
        "organisation": matter.organisation.id,
        "endorsement": matter.endorsement.id,
        "decision": ruling.decision,
        "reason": ruling.reason,
        "write": ruling.write,
    })
}
