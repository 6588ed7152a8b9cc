//! The work of a job: one batch after another, each a short transaction with its audit line, so that signers hardly wait.
//! Any number of nodes may run it: a batch counts only if the job still stands where it was read.

use chrono::Duration;
use serde_json::json;

use super::job::subject;
use super::{SEALED_FOR, Sieve, states};
use crate::app::act::{Act, Origin};
use crate::app::case::letters::wording;
use crate::app::letter::Letter;
use crate::app::sign::submit::mail_held_back;
use crate::app::{App, account, contact};
use crate::domain::audit::AuditAct;
use crate::domain::email::Email;
use crate::domain::endorsement::EndorsementState;
use crate::domain::ids::EndorsementId;
use crate::domain::invalidation::{Condition, InvalidationState};
use crate::domain::locale::Locale;
use crate::domain::{Error, Result, limits};
use crate::store;
use crate::store::invalidation::{Invalidated, Invalidation};

/// Mails to whoever signs, about a signature that is not public. They are worth nothing once it is invalidated.
const OF_A_SUBMISSION: [&str; 6] = [
    "confirm_signature",
    "already_signed",
    "signature_confirmed",
    "delayed",
    "more_needed",
    "question_taken_back",
];

/// The template of the mail with the link to confirm.
pub(in crate::app) const CONFIRMING: &str = "confirm_signature";

/// Does what every job has to do, as far as no other node does it. Says how many batches that were.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn round(app: &App) -> Result<usize> {
    let mut batches = 0;
    loop {
        let now = app.clock.now();
        let Some(job) = app.store.read(move |db| store::invalidation::waiting(db, now)).await? else {
            return Ok(batches);
        };
        let (seen, until) = (job.clone(), now + Duration::seconds(limits::INVALIDATION_CLAIM_SECONDS));
        if !app.store.write(move |db| store::invalidation::claim(db, &seen, now, until)).await? {
            continue;
        }
        batches += batches_of(app, job).await?;
    }
}

/// Works on one job until it has ended or somebody else moved it on.
async fn batches_of(app: &App, mut job: Invalidation) -> Result<usize> {
    let mut batches = 0;
    loop {
        let done = match job.state {
            InvalidationState::Undoing => give_back(app, &job).await,
            _ => take(app, &job).await,
        };
        match done {
            Ok(true) => return Ok(batches),
            Ok(false) => batches += 1,
            // A colleague broke it off, or another node was faster.
            Err(Error::Conflict) => return Ok(batches),
            Err(error) => return Err(error),
        }
        let id = job.id;
        job = app.store.read(move |db| store::invalidation::find(db, id)).await?;
        if !job.state.works() {
            return Ok(batches);
        }
    }
}

/// Takes one batch. `true`, when there was nothing left and the job has ended.
async fn take(app: &App, job: &Invalidation) -> Result<bool> {
    let (own, seen) = (app.clone(), job.clone());
    let batch = app.store.read(move |db| {
        let condition: Condition = own.secrets.open_json(SEALED_FOR, &seen.condition)?;
        let mut sieve = Sieve::new(&own, &condition);
        let (mut ids, mut place, states) = (Vec::new(), seen.place, states());
        // What does not fit is passed over until something does: a batch has something in it.
        while ids.is_empty() {
            let within = (place, seen.upto);
            let read = store::invalidation::candidates(db, &states, within, limits::INVALIDATION_BATCH)?;
            let Some(last) = read.last() else { return Ok((ids, None)) };
            place = last.id;
            for one in &read {
                if sieve.keeps(one)? {
                    ids.push(one.id);
                }
            }
        }
        Ok((ids, Some(place)))
    });
    let (mut ids, last) = batch.await?;
    // Never more than were counted and allowed.
    ids.truncate(usize::try_from(job.found - job.taken).unwrap_or(0));
    let Some(last) = last.filter(|_| job.taken < job.found) else { return end(app, job).await };
    let seen = job.clone();
    app.act(Origin::system(), move |act| {
        let taken = store::invalidation::take(act.db, &seen, (&ids, &states()), act.now)?;
        advance(act, &seen, (last, taken.len()))?;
        store::outbox::forget_about(act.db, &taken, &OF_A_SUBMISSION)?;
        if seen.writes {
            write_to(act, &seen, &taken)?;
        }
        act.audit(
            AuditAct::InvalidationBatch,
            subject(seen.id),
            json!({ "count": taken.len(), "upto": last }),
        )
    })
    .await?;
    Ok(false)
}

fn advance(act: &mut Act<'_>, seen: &Invalidation, (place, count): (EndorsementId, usize)) -> Result<()> {
    let until = act.now + Duration::seconds(limits::INVALIDATION_CLAIM_SECONDS);
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    store::invalidation::advance(act.db, seen, (place, count), until)
}

/// Tells those whom a job declined, where whoever began it chose so.
fn write_to(act: &mut Act<'_>, job: &Invalidation, taken: &[EndorsementId]) -> Result<()> {
    let reason = store::reason::get(act.db, &job.reason)?.ok_or(Error::NotFound)?;
    for id in taken {
        tell(act, *id, &event_of(job, *id), |organisation, locale| Letter::Declined {
            organisation,
            reason: wording(&reason, locale),
            message: String::new(),
        })?;
    }
    Ok(())
}

/// Under what those are told whose submission a job declined.
fn event_of(job: &Invalidation, id: EndorsementId) -> String {
    format!("invalidated.{}.{id}.", job.id)
}

/// Writes to everybody who acts for whose submission it is.
fn tell(
    act: &mut Act<'_>,
    id: EndorsementId,
    event: &str,
    letter: impl Fn(String, Locale) -> Letter,
) -> Result<()> {
    let endorsement = store::endorsement::find(act.db, id)?;
    let organisation = store::organisation::find(act.db, endorsement.organisation_id)?.mail_name();
    for person in store::representative::of_organisation(act.db, endorsement.organisation_id)? {
        let to = contact::open(act.app, &person.sealed)?.email;
        let Ok(to) = Email::parse(&to) else { continue };
        let locale = account::language(&person);
        let letter = letter(organisation.clone(), locale);
        act.mail_about(endorsement.organisation_id, event, (&to, locale), &letter)?;
    }
    Ok(())
}

/// Gives one batch back. `true`, when there was nothing left and the job has ended.
async fn give_back(app: &App, job: &Invalidation) -> Result<bool> {
    let seen = job.clone();
    let rows = app.store.read(move |db| {
        store::invalidation::to_give_back(db, seen.id, seen.place, limits::INVALIDATION_BATCH)
    });
    let rows = rows.await?;
    let Some(last) = rows.last().map(|row| row.endorsement_id) else { return end(app, job).await };
    let seen = job.clone();
    app.act(Origin::system(), move |act| {
        let back = store::invalidation::give_back(act.db, &rows, act.now)?;
        advance(act, &seen, (last, back))?;
        for row in &rows {
            if row.was == EndorsementState::Submitted {
                confirm_anew(act, row.endorsement_id)?;
            }
            if seen.writes {
                take_word_back(act, &seen, row)?;
            }
        }
        act.audit(AuditAct::InvalidationBatchUndone, subject(seen.id), json!({ "count": back, "upto": last }))
    })
    .await?;
    Ok(false)
}

/// Tells whoever was told that the submission was declined that it stands again. What has not gone out does not go.
fn take_word_back(act: &mut Act<'_>, job: &Invalidation, row: &Invalidated) -> Result<()> {
    let (id, told) = (row.endorsement_id, event_of(job, row.endorsement_id));
    store::outbox::forget_unsent(act.db, &told)?;
    let stands = store::endorsement::find(act.db, id)?.state == row.was;
    if stands && store::outbox::has_event(act.db, &told)? {
        let event = format!("given_back.{}.{id}", job.id);
        tell(act, id, &event, |organisation, _| Letter::StandsAgain { organisation })?;
    }
    Ok(())
}

/// Mails the link to confirm what waits for it again, where the mail had not gone out and was forgotten.
fn confirm_anew(act: &mut Act<'_>, id: EndorsementId) -> Result<()> {
    let seen = store::endorsement::find(act.db, id)?;
    let of = store::organisation::find(act.db, seen.organisation_id)?;
    let waits = seen.state == EndorsementState::Submitted && of.erased_at.is_none();
    if waits && !store::outbox::any_about(act.db, of.id, CONFIRMING)? {
        return mail_held_back(act, &seen);
    }
    Ok(())
}

/// Ends the job: everything is done, or given back.
async fn end(app: &App, job: &Invalidation) -> Result<bool> {
    let seen = job.clone();
    let (next, what, count) = match job.state {
        InvalidationState::Undoing => {
            (InvalidationState::Undone, AuditAct::InvalidationUndone, job.given_back)
        }
        _ => (InvalidationState::Done, AuditAct::InvalidationDone, job.taken),
    };
    app.act(Origin::system(), move |act| {
        store::invalidation::turn(act.db, &seen, next, act.now).map_err(|_| Error::Conflict)?;
        act.audit(what, subject(seen.id), json!({ "count": count }))
    })
    .await?;
    Ok(true)
}
