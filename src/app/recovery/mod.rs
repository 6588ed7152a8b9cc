//! Getting back in: somebody asks to act for an organisation whose people have left or cannot be reached; those who act
//! are told and may object; the ministry decides. What counts is the domain's (`domain/recovery.rs`).
//!
//! Whatever is asked about what is not in the public register looks the same as if there were no such thing.

mod ask;
mod decide;
mod heard;
mod look;
mod page;
mod part;

pub use ask::{Answers, Found, Subject, ask, search, subject};
pub use heard::{Pending, Word, answer, pending};
pub use look::look_at_due;
pub use page::{Place, Seen, call_off, check, confirm, see};

pub use decide::Shown;
pub(super) use decide::{decline, let_in, letters, shown, waits};
pub(super) use heard::rank;
pub(super) use part::part;

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::App;
use super::account::words;
use super::act::Act;
use super::contact::Contact;
use crate::domain::draft::{self, RepresentativeAnswers};
use crate::domain::email::Email;
use crate::domain::ids::{OrganisationId, RecoveryId};
use crate::domain::link::Purpose;
use crate::domain::locale::Locale;
use crate::domain::recovery::Heard;
use crate::domain::search_key::fold;
use crate::domain::{Error, Moment, Result, limits};
use crate::store::organisation::Organisation;
use crate::store::recovery::Recovery;
use crate::store::representative::Representative;
use crate::store::{self, Db};

/// The field that requests are sealed for.
pub(super) const SEALED_FOR: &str = "recovery";
/// What their mails begin with in the outbox; the request's id follows.
const EVENT: &str = "recovery.";

/// Who asks, and what they wrote.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Asker {
    pub person: RepresentativeAnswers,
    /// What happened, in their words.
    pub message: String,
    /// The organisation as it was typed, where none was chosen from the register.
    pub organisation: String,
}

impl Asker {
    /// Who asks, read again as it was read before.
    fn parsed(&self) -> Result<draft::Representative> {
        self.person.parse().map_err(|_| Error::internal("a kept person does not parse"))
    }
}

/// Who asked, opened. Nothing, once that is forgotten.
pub(super) fn open(app: &App, recovery: &Recovery) -> Result<Option<Asker>> {
    if recovery.sealed.is_empty() {
        return Ok(None);
    }
    app.secrets.open_json(SEALED_FOR, &recovery.sealed).map(Some)
}

/// The name of the one of which it was asked, where that has gone into another since. Nothing, where one of the two must not be
/// named.
fn asked_of(db: &mut Db, recovery: &Recovery) -> Result<Option<String>> {
    let Some(id) = recovery.organisation_id else { return Ok(None) };
    let (asked, stands) = (store::organisation::find(db, id)?, store::organisation::survivor(db, id)?);
    let named = [&asked, &stands].iter().all(|one| one.sealed.is_none() && one.erased_at.is_none());
    let told = named && asked.id != stands.id;
    Ok(told.then_some(asked.name))
}

/// Every request about an organisation, also those that were asked of one that went into it. Oldest first.
fn about(db: &mut Db, of: OrganisationId) -> Result<Vec<Recovery>> {
    let mut found = Vec::new();
    for one in store::merge::whole(db, of)? {
        found.extend(store::recovery::of_organisation(db, one)?);
    }
    found.sort_by_key(|recovery| recovery.id.0);
    Ok(found)
}

/// By what the Case of a request about an organisation is found.
fn case_words(db: &mut Db, of: &Organisation, recovery: &Recovery) -> Result<String> {
    Ok(format!("{} {}", words(db, of)?, fold(&recovery.reference)))
}

/// What those who act say of a request.
fn heard(db: &mut Db, recovery: &Recovery) -> Result<Heard> {
    let acting = acting(db, recovery)?;
    let says = |agrees| acting.iter().any(|(_, word)| *word == Some(agrees));
    Ok(Heard { anybody: !acting.is_empty(), agreed: says(true), objected: says(false) })
}

/// Those who act, and whether each agrees who said something. The word of somebody who no longer acts does not count.
fn acting(db: &mut Db, recovery: &Recovery) -> Result<Vec<(Representative, Option<bool>)>> {
    let Some(id) = recovery.organisation_id else { return Ok(Vec::new()) };
    let of = store::organisation::survivor(db, id)?.id;
    let words = store::recovery::words(db, recovery.id)?;
    let word = |by| words.iter().find(|(said_by, _)| *said_by == by).map(|(_, agrees)| *agrees);
    let rows = store::representative::of_organisation(db, of)?;
    let with_word = |row: Representative| {
        let said = word(row.id);
        (row, said)
    };
    Ok(rows.into_iter().map(with_word).collect())
}

/// Those of whom a request says what became of them: who acts for the one of which it was asked. Neither who came to it with
/// another one since, nor who acts for what it has gone into.
fn meant(db: &mut Db, recovery: &Recovery) -> Result<Vec<Representative>> {
    let Some(id) = recovery.organisation_id else { return Ok(Vec::new()) };
    let (into, of) =
        (store::organisation::find(db, id)?.merged_into, store::organisation::survivor(db, id)?.id);
    let went = into.map(|into| store::merge::made_into(db, into)).transpose()?.unwrap_or_default();
    let went = went.into_iter().find(|merge| merge.merged_id == id).map(|merge| merge.moved.0);
    let mut came = store::merge::made_into(db, id)?;
    came.retain(|merge| merge.merged_at.is_some_and(|at| at > recovery.asked_at));
    let is_meant = |row: &Representative| {
        went.as_ref().is_none_or(|moved| moved.representatives.contains(&row.id))
            && !came.iter().any(|merge| merge.moved.0.representatives.contains(&row.id))
    };
    let acting = store::representative::of_organisation(db, of)?;
    let (meant, others): (Vec<_>, Vec<_>) = acting.into_iter().partition(is_meant);
    // Who acts for the other one too is one person, and is not split.
    let stays = |row: &Representative| others.iter().any(|other| other.email_index == row.email_index);
    Ok(meant.into_iter().filter(|row| !stays(row)).collect())
}

/// Forgets requests that nobody confirmed, those that ran out, and who asked long ago.
pub(super) fn sweep(db: &mut Db, now: Moment) -> Result<usize> {
    let unconfirmed = now - Duration::days(limits::CONFIRM_DAYS);
    let stale = store::recovery::stale(db, unconfirmed, now - Duration::days(limits::RECOVERY_DAYS))?;
    for id in &stale {
        forget_traces(db, *id, now)?;
        store::recovery::delete(db, *id)?;
    }
    let before = now - Duration::days(limits::DECLINED_DAYS);
    Ok(stale.len() + store::recovery::forget_closed(db, before)?)
}

/// Forgets everything about the requests for an organisation that is erased.
pub(super) fn erase_of(db: &mut Db, of: OrganisationId, now: Moment) -> Result<()> {
    for recovery in store::recovery::of_organisation(db, of)? {
        forget_traces(db, recovery.id, now)?;
        store::recovery::erase(db, recovery.id)?;
    }
    Ok(())
}

/// Where everybody is written to who asked to act for an organisation, as far as it is kept.
pub(super) fn askers(act: &mut Act<'_>, of: OrganisationId) -> Result<Vec<(Email, Locale)>> {
    let mut found = Vec::new();
    for recovery in store::recovery::of_organisation(act.db, of)? {
        if let Some(asker) = open(act.app, &recovery)? {
            let locale = Locale::from_code(&recovery.language).unwrap_or(Locale::English);
            found.push((asker.parsed()?.email, locale));
        }
    }
    Ok(found)
}

/// Everybody whose mailbox asked to act for an organisation, as far as it is kept, oldest first. Nobody, of one that is not
/// in the public register: that somebody asked tells that there is such a one.
pub(super) fn known(app: &App, db: &mut Db, of: OrganisationId) -> Result<Vec<(RecoveryId, Contact)>> {
    let mut found = Vec::new();
    for recovery in about(db, of)? {
        let told = recovery.confirmed_at.is_some() && page::public_of(db, &recovery)?.is_some();
        if let Some(Asker { person, .. }) = open(app, &recovery)?.filter(|_| told) {
            let contact = Contact { name: person.name, job_title: person.job_title, email: person.email };
            found.push((recovery.id, contact));
        }
    }
    Ok(found)
}

/// For which organisation the request asks that a mail is to confirm.
pub(super) fn asked_for(db: &mut Db, event: &str) -> Result<Option<OrganisationId>> {
    let id = event.strip_prefix(EVENT).and_then(|rest| rest.split('.').next()?.parse().ok());
    match id.map(|id| store::recovery::find(db, RecoveryId(id))) {
        Some(Ok(recovery)) => Ok(recovery.organisation_id),
        None | Some(Err(Error::NotFound)) => Ok(None),
        Some(Err(error)) => Err(error),
    }
}

fn forget_traces(db: &mut Db, id: RecoveryId, now: Moment) -> Result<()> {
    store::link::spend_all_of(db, Purpose::Recovery, id.0, now)?;
    store::outbox::forget_unsent(db, &format!("{EVENT}{}.", id.0))
}
