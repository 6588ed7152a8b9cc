//! Forgetting a signature that never became public: cancelled by its signer, or run out.

use serde_json::json;

use super::submit::{forget_sent, mails_left};
use crate::app::App;
use crate::app::act::{Act, Origin, Subject};
use crate::app::contact;
use crate::app::letter::Letter;
use crate::domain::case::{CaseKind, CaseState};
use crate::domain::email::Email;
use crate::domain::endorsement::{self, EndorsementState};
use crate::domain::link::Purpose;
use crate::domain::locale::Locale;
use crate::domain::session;
use crate::domain::{Error, Moment, Result, limits};
use crate::store;
use crate::store::endorsement::Endorsement;
use chrono::Duration;

/// Signatures that one run of the job ends at most.
const BATCH: i64 = 100;

/// Calls a signature off and forgets everything about it.
pub(super) fn cancelled(act: &mut Act<'_>, seen: &Endorsement, why: &'static str) -> Result<()> {
    store::endorsement::apply(act.db, seen, endorsement::Act::Cancel, act.now)?;
    forget(act, seen, "cancelled")?;
    let subject = Subject("endorsement", Some(seen.id.0));
    act.audit("endorsement.cancelled", subject, json!({ "from": seen.state, "why": why }))
}

/// Ends every signature that was not confirmed, or whose signer did not answer, in time. Says how many.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn expire(app: &App) -> Result<usize> {
    let mut ended = 0;
    for (state, days) in [
        (EndorsementState::Submitted, limits::UNCONFIRMED_DAYS),
        (EndorsementState::NeedsInfo, limits::UNANSWERED_DAYS),
    ] {
        let since = app.clock.now() - Duration::days(days);
        let stale =
            app.store.read(move |db| store::endorsement::untouched_since(db, state, since, BATCH)).await?;
        for seen in stale {
            let done = app.act(Origin::system(), move |act| expired(act, &seen)).await;
            match done {
                Ok(()) => ended += 1,
                // Somebody confirmed or answered at the last moment, or another node was faster.
                Err(Error::Conflict) => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(ended)
}

/// Ends one signature and tells its mailbox, unless that has had enough mails.
fn expired(act: &mut Act<'_>, seen: &Endorsement) -> Result<()> {
    store::endorsement::apply(act.db, seen, endorsement::Act::Expire, act.now)?;
    let organisation = store::organisation::find(act.db, seen.organisation_id)?.mail_name();
    let confirming = format!("confirm_signature.{}.", seen.id.0);
    for (email, locale) in addresses(act, seen)? {
        if mails_left(act, &confirming, &email, seen.submitted_at)? {
            let letter = Letter::Expired { organisation: organisation.clone() };
            act.mail(&format!("expired.{}", seen.id.0), &email, locale, &letter)?;
        }
    }
    forget(act, seen, "expired")?;
    let subject = Subject("endorsement", Some(seen.id.0));
    act.audit("endorsement.expired", subject, json!({ "from": seen.state }))
}

/// Where everybody is written to who acts for the organisation, read before it is forgotten.
pub(super) fn addresses(act: &mut Act<'_>, seen: &Endorsement) -> Result<Vec<(Email, Locale)>> {
    let mut found = Vec::new();
    for person in store::representative::of_organisation(act.db, seen.organisation_id)? {
        let contact = contact::open(act.app, &person.sealed)?;
        if let Ok(email) = Email::parse(&contact.email) {
            found.push((email, Locale::from_code(&person.language).unwrap_or(Locale::English)));
        }
    }
    Ok(found)
}

/// Forgets everything that was said in a signature, and closes what waits on it. State and dates stay.
fn forget(act: &mut Act<'_>, seen: &Endorsement, outcome: &str) -> Result<()> {
    let (organisation, now) = (seen.organisation_id, act.now);
    if let Some(case) = store::case::open_of(act.db, CaseKind::Endorsement, seen.id.0)? {
        store::case::set_state(act.db, &case, CaseState::Closed, Some(outcome), now)?;
    }
    for person in store::representative::of_organisation(act.db, organisation)? {
        store::session::end_all_of(act.db, session::Subject::Representative(person.id), None, now)?;
        store::link::spend_all_of(act.db, Purpose::Account, person.id.0, now)?;
    }
    for purpose in [Purpose::Confirm, Purpose::Cancel] {
        store::link::spend_all_of(act.db, purpose, seen.id.0, now)?;
    }
    forget_sent(act, seen)?;
    store::case::erase_of(act.db, organisation)?;
    store::assurance::erase_of(act.db, organisation)?;
    store::commitment::erase_of(act.db, organisation)?;
    store::endorsement::erase(act.db, seen.id)?;
    store::representative::erase_of(act.db, organisation, now)?;
    store::organisation::erase(act.db, organisation, now)
}

/// Deletes forms that nobody went on with, and links that lead nowhere any more. Says how many of each.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn sweep(app: &App) -> Result<(usize, usize)> {
    let now: Moment = app.clock.now();
    app.store
        .write(move |db| Ok((store::draft::delete_expired(db, now)?, store::link::delete_expired(db, now)?)))
        .await
}
