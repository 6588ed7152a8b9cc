//! When a signature is forgotten: called off by its signer, run out, declined long ago, or erased by the ministry
//! after it was public. How it is forgotten stands in `forget`, once. Each act here is one transaction and leaves
//! one audit line.

mod forget;
mod published;

pub(in crate::app) use published::entries;
pub use published::{is_gone, signatory};

use chrono::Duration;
use serde_json::json;

use super::App;
use super::act::{Act, Origin, Subject};
use super::invalidation::work::CONFIRMING;
use super::letter::Letter;
use super::{hold, identity, people, recovery, sign};
use crate::domain::arrival::is_remembered;
use crate::domain::audit::AuditAct;
use crate::domain::case::{CaseKind, CaseOutcome, CaseState};
use crate::domain::endorsement::{self, EndorsementState, called_off_by_letter};
use crate::domain::link::Purpose;
use crate::domain::{Error, Moment, Refusal, Result, limits};
use crate::store;
use crate::store::endorsement::Endorsement;

/// Signatures that are read at once.
const BATCH: i64 = 100;

crate::codes! {
    /// How a signature came to be called off.
    pub enum CalledOff {
        /// By the mailed link.
        Link = "link",
        /// In the account.
        Account = "account",
        /// Its address was mistyped; the form is sent anew. The mistyped address hears nothing more.
        Corrected = "corrected",
    }
}

/// Calls a signature off and forgets everything about it.
///
/// # Errors
/// `WrongState`, once it is published or over; `StateCalledOff` for what was entered on a state's letter.
pub fn call_off(act: &mut Act<'_>, seen: &Endorsement, how: CalledOff) -> Result<()> {
    let_others_wait(act, seen)?;
    let category = store::organisation::find(act.db, seen.organisation_id)?.category;
    if seen.state.cancellable() && called_off_by_letter(category, seen.origin) {
        return Err(Error::Refused(Refusal::StateCalledOff));
    }
    store::endorsement::apply(act.db, seen, endorsement::Act::Cancel, act.now)?;
    let forgotten = forget::whole(act, seen, CaseOutcome::Cancelled)?;
    if how != CalledOff::Corrected {
        for (email, locale) in &forgotten.people {
            let letter = Letter::Cancelled { organisation: forgotten.organisation.clone() };
            let event = format!("cancelled.{}", seen.id.0);
            act.mail_about(seen.organisation_id, &event, (email, *locale), &letter)?;
        }
    }
    let subject = Subject("endorsement", Some(seen.id.0));
    act.audit(AuditAct::EndorsementCancelled, subject, json!({ "from": seen.state, "why": how }))
}

/// Ends a signature that staff turn away, and forgets everything about it. Nobody is written to.
///
/// # Errors
/// `WrongState`, once it is confirmed.
pub fn turn_away(act: &mut Act<'_>, seen: &Endorsement) -> Result<()> {
    let_others_wait(act, seen)?;
    store::endorsement::apply(act.db, seen, endorsement::Act::Expire, act.now)?;
    forget::all_but_sent(act, seen, CaseOutcome::TurnedAway).map(drop)
}

/// Ends a signature that waits for its mailbox, which has confirmed another one under the same name, unless somebody was
/// faster. Nobody is written to.
///
/// # Errors
/// `WrongState`, if it was confirmed when it was read.
pub fn supersede(act: &mut Act<'_>, seen: &Endorsement) -> Result<()> {
    end(act, seen, (AuditAct::EndorsementSuperseded, CaseOutcome::Superseded))
}

/// Ends a signature that waits for its mailbox, for which as many wait as may, unless somebody was faster. Nobody is
/// written to.
///
/// # Errors
/// `WrongState`, if it was confirmed when it was read.
pub fn crowd_out(act: &mut Act<'_>, seen: &Endorsement) -> Result<()> {
    end(act, seen, (AuditAct::EndorsementCrowdedOut, CaseOutcome::CrowdedOut))
}

/// Ends one at once: there may be many of them, and others wait for this act. What it says is forgotten by the job.
fn end(act: &mut Act<'_>, seen: &Endorsement, (what, outcome): (AuditAct, CaseOutcome)) -> Result<()> {
    if store::endorsement::try_apply(act.db, seen, endorsement::Act::Expire, act.now)?.is_none() {
        return Ok(());
    }
    store::link::spend_all_of(act.db, Purpose::Confirm, seen.id.0, act.now)?;
    store::outbox::forget_about(act.db, &[seen.id], &[CONFIRMING])?;
    if let Some(case) = store::case::open_of(act.db, CaseKind::Endorsement, seen.id.0)? {
        // It may have moved on without its signature.
        store::case::hold(act.db, case.id)?;
        let case = store::case::find(act.db, case.id)?;
        store::case::set_state(act.db, &case, CaseState::Closed, Some(outcome), act.now)?;
    }
    act.audit(what, Subject("endorsement", Some(seen.id.0)), json!({}))
}

/// Forgets every signature that ended at once while it waited for its mailbox. Says how many.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn forget_ended(app: &App) -> Result<usize> {
    each_older(app, (EndorsementState::Expired, 0), ended).await
}

/// Ends every signature that was not confirmed, or whose signer did not answer, in time. Says how many.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn expire(app: &App) -> Result<usize> {
    let unconfirmed = (EndorsementState::Submitted, limits::UNCONFIRMED_DAYS);
    let unanswered = (EndorsementState::NeedsInfo, limits::UNANSWERED_DAYS);
    Ok(each_older(app, unconfirmed, run_out).await? + each_older(app, unanswered, run_out).await?)
}

/// Forgets every signature that was declined long enough ago. That it was declined, when and for which
/// reason stays. Says how many.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn forget_declined(app: &App) -> Result<usize> {
    each_older(app, (EndorsementState::Declined, limits::DECLINED_DAYS), declined).await
}

async fn each_older(
    app: &App,
    (state, days): (EndorsementState, i64),
    end: fn(&mut Act<'_>, &Endorsement) -> Result<()>,
) -> Result<usize> {
    let since = app.clock.now() - Duration::days(days);
    let older = move |db: &mut store::Db| store::endorsement::untouched_since(db, state, since, BATCH);
    let mut ended = 0;
    loop {
        let batch = app.store.read(older).await?;
        let (full, before) = (i64::try_from(batch.len()) == Ok(BATCH), ended);
        for seen in batch {
            match app.act(Origin::system(), move |act| end(act, &seen)).await {
                Ok(()) => ended += 1,
                // Somebody confirmed or answered at the last moment, or another node was faster.
                Err(Error::Conflict) => {}
                Err(error) => return Err(error),
            }
        }
        if !full || ended == before {
            return Ok(ended);
        }
    }
}

/// Ends one signature and tells its mailbox, unless that has confirmed nothing and has had enough mails.
///
/// # Errors
/// `WrongState`, when it does not wait for its signer.
pub fn run_out(act: &mut Act<'_>, seen: &Endorsement) -> Result<()> {
    let_others_wait(act, seen)?;
    store::endorsement::apply(act.db, seen, endorsement::Act::Expire, act.now)?;
    let confirming = format!("confirm_signature.{}.", seen.id.0);
    let mut told = Vec::new();
    // Who was never written to hears nothing of the end either, nor who had enough mails and confirmed by none of them.
    let unconfirmed = seen.state == EndorsementState::Submitted;
    let written = !unconfirmed || store::outbox::any_about(act.db, seen.organisation_id, CONFIRMING)?;
    let held = store::arrival::is_held(act.db, seen.id)?;
    for (email, locale) in forget::people(act, seen)? {
        let enough = unconfirmed && !sign::submit::mails_left(act, &confirming, &email, seen.submitted_at)?;
        if written && !held && !enough {
            told.push((email, locale));
        }
    }
    let forgotten = forget::whole(act, seen, CaseOutcome::Expired)?;
    for (email, locale) in told {
        let letter = Letter::Expired { organisation: forgotten.organisation.clone() };
        let event = format!("expired.{}", seen.id.0);
        act.mail_about(seen.organisation_id, &event, (&email, locale), &letter)?;
    }
    let subject = Subject("endorsement", Some(seen.id.0));
    act.audit(AuditAct::EndorsementExpired, subject, json!({ "from": seen.state }))
}

fn ended(act: &mut Act<'_>, seen: &Endorsement) -> Result<()> {
    let_others_wait(act, seen)?;
    store::endorsement::touch(act.db, seen, act.now)?;
    forget::all_but_sent(act, seen, CaseOutcome::Expired)?;
    erased(act, seen)
}

fn declined(act: &mut Act<'_>, seen: &Endorsement) -> Result<()> {
    let_others_wait(act, seen)?;
    store::endorsement::touch(act.db, seen, act.now)?;
    if is_remembered(seen.reason.as_deref()) {
        let organisation = identity::find(act.app, act.db, seen.organisation_id)?;
        hold::remember(act, seen, &organisation)?;
    }
    forget::whole(act, seen, CaseOutcome::Declined)?;
    erased(act, seen)
}

/// Lets whoever joins an organisation wait that is being forgotten: they would be forgotten by nobody.
fn let_others_wait(act: &mut Act<'_>, seen: &Endorsement) -> Result<()> {
    store::organisation::hold(act.db, seen.organisation_id)
}

fn erased(act: &mut Act<'_>, seen: &Endorsement) -> Result<()> {
    let subject = Subject("endorsement", Some(seen.id.0));
    act.audit(AuditAct::EndorsementErased, subject, json!({ "from": seen.state }))
}

/// Deletes forms that nobody went on with, invitations that nobody followed, who it was that left long ago, and links that
/// lead nowhere any more. Says how many of each; people count as forms do.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn sweep(app: &App) -> Result<(usize, usize)> {
    let now: Moment = app.clock.now();
    app.store
        .write(move |db| {
            let forms = store::draft::expired(db, now)?;
            for id in &forms {
                sign::draft::forget(db, *id, now)?;
            }
            let people = people::sweep(db, now)? + recovery::sweep(db, now)?;
            Ok((forms.len() + people, store::link::delete_expired(db, now)?))
        })
        .await
}
