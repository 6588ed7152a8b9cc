//! Proposing to erase a signatory that was in the register. An admin does, with a ground; another one lets it happen, as
//! the second person of the Case that is opened for it.

use super::decide::{self, Verdict};
use super::matter::{Matter, Topic};
use super::preview::Preview;
use super::ruling::Ruling;
use super::{lock, open};
use crate::app::App;
use crate::app::act::{Act, Origin};
use crate::domain::audit::AuditAct;
use crate::domain::case::{CaseState, Decision};
use crate::domain::ids::StaffId;
use crate::domain::permit::{Permit, ProposeErasure};
use crate::domain::{Error, Refusal, Result};
use crate::store::{self, Db};

/// The name of the signatory behind a Case that is to be erased.
///
/// # Errors
/// `WrongState` when it was never in the register or is erased, `Masked`.
pub async fn subject(app: &App, permit: &Permit<ProposeErasure>, number: i64) -> Result<String> {
    let (own, me, now) = (app.clone(), permit.id(), app.clock.now());
    app.store
        .read(move |db| {
            let matter = Matter::load(&own, db, number)?;
            decide::check_seen(db, &matter, me, now)?;
            check(&matter)?;
            Ok(matter.organisation.name)
        })
        .await
}

/// What erasing the signatory behind a Case would write.
///
/// # Errors
/// `WrongState` when it was never in the register or is erased, `Masked`.
pub async fn preview(
    app: &App,
    permit: &Permit<ProposeErasure>,
    number: i64,
    ruling: Ruling,
) -> Result<Preview> {
    let (own, me, now) = (app.clone(), permit.id(), app.clock.now());
    app.store
        .read(move |db| {
            let matter = Matter::load(&own, db, number)?;
            decide::check_seen(db, &matter, me, now)?;
            check(&matter)?;
            Preview::of(&own, db, matter, ruling)
        })
        .await
}

fn check(matter: &Matter) -> Result<()> {
    if matter.erasable() { Ok(()) } else { Err(Error::Refused(Refusal::WrongState)) }
}

/// Puts the erasure before another admin, in a Case of its own or in the inquiry that is open. Gives its number; that of
/// the first, when the same is put before them again.
///
/// # Errors
/// As [`preview`]; `Conflict` when it is no longer as it was shown, or another erasure of it waits; `Locked`.
pub async fn propose(
    app: &App,
    permit: &Permit<ProposeErasure>,
    origin: Origin,
    verdict: Verdict,
) -> Result<i64> {
    if let Some(waiting) = stands(app, permit, verdict.number, &verdict.ruling).await? {
        return Ok(waiting);
    }
    let (me, asked) = (permit.id(), verdict.clone());
    match app.act(origin, move |act| proposed(act, me, verdict)).await {
        // It may have been asked for at this moment.
        Err(Error::Conflict) => {
            stands(app, permit, asked.number, &asked.ruling).await?.ok_or(Error::Conflict)
        }
        done => done,
    }
}

/// The Case in which this very erasure waits for a second admin, if one does.
///
/// # Errors
/// `Conflict` when another one of the same signatory waits.
pub async fn stands(
    app: &App,
    _: &Permit<ProposeErasure>,
    number: i64,
    ruling: &Ruling,
) -> Result<Option<i64>> {
    let own = app.clone();
    match app.store.read(move |db| waiting(&own, db, number)).await? {
        Some((_, other)) if other != *ruling => Err(Error::Conflict),
        waiting => Ok(waiting.map(|(case, _)| case)),
    }
}

fn proposed(act: &mut Act<'_>, me: StaffId, verdict: Verdict) -> Result<i64> {
    let Verdict { number, revision, shown, ruling } = verdict;
    let of = Matter::load(act.app, act.db, number)?.organisation.id;
    store::organisation::hold(act.db, of)?;
    let matter = Matter::load(act.app, act.db, number)?;
    if matter.case.revision != revision || waiting(act.app, act.db, number)?.is_some() {
        return Err(Error::Conflict);
    }
    decide::check_seen(act.db, &matter, me, act.now)?;
    check(&matter)?;
    decide::check_shown(act, &matter, &ruling, &shown)?;
    let matter = place(act, matter)?;
    lock::check(&matter.case, me, act.now)?;
    store::case::add_note(act.db, matter.case.id, me, &ruling.note, act.now)?;
    let proposal = serde_json::to_string(&ruling).map_err(Error::internal)?;
    store::case::propose(act.db, &matter.case, &proposal, me, act.now)?;
    decide::tell_seconds(act, &matter, Decision::Erase, me)?;
    act.audit(AuditAct::CaseProposed, decide::subject(&matter), decide::detail(&matter, &ruling))?;
    Ok(matter.case.number)
}

/// The Case in which an erasure of the organisation of another waits for a second admin, if one does, and what it says.
fn waiting(app: &App, db: &mut Db, number: i64) -> Result<Option<(i64, Ruling)>> {
    let of = Matter::load(app, db, number)?.organisation.id;
    for case in store::case::of_organisation(db, of)? {
        let proposal = case.proposal.as_deref().filter(|_| case.state == CaseState::Second);
        let ruling = proposal.map(serde_json::from_str::<Ruling>).transpose().map_err(Error::internal)?;
        if let Some(ruling) = ruling.filter(|ruling| ruling.decision == Decision::Erase) {
            return Ok(Some((case.number, ruling)));
        }
    }
    Ok(None)
}

/// The Case that holds the proposal: an inquiry that is open, else a new one.
fn place(act: &mut Act<'_>, matter: Matter) -> Result<Matter> {
    if matches!(matter.topic, Topic::Inquiry) && matter.case.state == CaseState::Open {
        return Ok(matter);
    }
    let number = open::inquiry(act, &matter.organisation, &matter.endorsement)?;
    Matter::load(act.app, act.db, number)
}
