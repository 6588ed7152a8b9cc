//! Entries about signatories that must not be named: kept back until the week's batch is appended in chance
//! order, withheld when a named one hides, given back when it shows itself again.

use std::collections::HashSet;

use chrono::Datelike;
use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::act::{About, Act, Origin, Subject};
use super::{App, entry_body, log, parted};
use crate::clock::Chance;
use crate::domain::audit::AuditAct;
use crate::domain::entry::EntryKind;
use crate::domain::ids::OrganisationId;
use crate::domain::{Error, Moment, Result};
use crate::log::{leaf, subject};
use crate::secret::{self, Secrets};
use crate::store::entry::{Body, Entry, NewEntry};
use crate::store::held_entry::{HeldEntry, NewHeldEntry};
use crate::store::organisation::Organisation;
use crate::store::{self, Db};

/// The field that entries are sealed for.
pub(super) const ENTRY: &str = "entry";

/// What an entry said, while nobody may read it.
#[derive(Serialize, Deserialize)]
pub(super) struct Said {
    pub salt: String,
    pub body: String,
}

/// What an entry says, for those whom it is about; nothing, where that is erased.
pub(super) fn said(app: &App, entry: &Entry) -> Result<Option<Said>> {
    match (&entry.salt, &entry.body, &entry.sealed) {
        (Some(salt), Some(body), _) => Ok(Some(Said { salt: salt.clone(), body: body.clone() })),
        (_, _, Some(sealed)) => app.secrets.open_json(ENTRY, sealed).map(Some),
        _ => Ok(None),
    }
}

/// Whether what was opened is what an entry with this digest says.
pub(super) fn is_of_digest(_: &Secrets, plain: &[u8], digest: &str) -> bool {
    let Ok(Said { salt, body }) = serde_json::from_slice(plain) else { return false };
    leaf::read_salt(&salt).is_some_and(|salt| leaf::digest(&salt, &body) == digest)
}

/// Keeps an entry back for the week's batch.
pub(super) fn hold(
    act: &mut Act<'_>,
    kind: EntryKind,
    about: (OrganisationId, About),
    body: &Value,
) -> Result<()> {
    let sealed = act.app.secrets.seal_json(&*act.app.chance, ENTRY, &leaf::canonical(body))?;
    let held = NewHeldEntry {
        kind: kind.code().to_owned(),
        organisation_id: about.0,
        commitment_id: about.1.commitment,
        sealed,
    };
    store::held_entry::insert(act.db, &held)
}

/// Appends the week's batch and counts those who cannot be named, if a new week has begun where the ministry is.
/// Says how many entries it was, or nothing when it is not time or another node was faster.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn settle_week(app: &App) -> Result<Option<usize>> {
    let (now, zone) = (app.clock.now(), app.time_zone());
    let last = app.store.read(store::register_state::batched_at).await?;
    let week = |moment: Moment| moment.day_in(zone).iso_week();
    if last.is_some_and(|last| week(last) == week(now)) {
        return Ok(None);
    }
    let settled = app.act(Origin::system(), move |act| settle(act, last)).await;
    match settled {
        Ok(count) => Ok(Some(count)),
        Err(Error::Conflict) => Ok(None),
        Err(error) => Err(error),
    }
}

fn settle(act: &mut Act<'_>, last: Option<Moment>) -> Result<usize> {
    if !store::register_state::take_batch(act.db, last, act.now)? {
        return Err(Error::Conflict);
    }
    let mut batch = store::held_entry::take_all(act.db)?;
    shuffle(&*act.app.chance, &mut batch);
    for held in &batch {
        let sealed = sealed_entry(act, held)?;
        store::entry::append(act.db, &sealed)?;
    }
    let unnamed = store::endorsement::count_unnamed(act.db)?;
    store::register_state::set_unnamed(act.db, unnamed)?;
    act.audit(AuditAct::UnnamedSettled, Subject("register", None), json!({ "entries": batch.len() }))?;
    Ok(batch.len())
}

/// A held entry as it stands in the log: with the batch's time, a fresh subject that has the batch's mark,
/// and nothing to read.
fn sealed_entry(act: &mut Act<'_>, held: &HeldEntry) -> Result<NewEntry> {
    let app = act.app;
    let body: String = app.secrets.open_json(ENTRY, &held.sealed)?;
    let mut salt = [0; leaf::SALT_BYTES];
    app.chance.fill(&mut salt);
    let digest = leaf::digest(&salt, &body);
    let said = Said { salt: HEXLOWER.encode(&salt), body };
    Ok(NewEntry {
        at: act.now,
        kind: held.kind.clone(),
        subject: subject::of_batch(&secret::public_id(&*app.chance)),
        digest,
        salt: None,
        body: None,
        sealed: Some(app.secrets.seal_json(&*app.chance, ENTRY, &said)?),
        organisation_id: Some(held.organisation_id),
        commitment_id: held.commitment_id,
    })
}

/// Fisher and Yates' shuffle: every order is as likely as any other, but for a bias below 2^-32 of each step.
fn shuffle<T>(chance: &dyn Chance, items: &mut [T]) {
    for last in (1..items.len()).rev() {
        let mut bytes = [0; 8];
        chance.fill(&mut bytes);
        let pick = u64::from_le_bytes(bytes) % (last as u64 + 1);
        items.swap(last, usize::try_from(pick).unwrap_or(last));
    }
}

/// What an entry about entries says.
#[derive(Deserialize)]
struct Notice {
    subjects: Vec<String>,
}

/// The subjects of entries that were ever withheld, as the public knows them.
pub(super) fn known(db: &mut Db) -> Result<HashSet<String>> {
    noticed(db, EntryKind::EntryWithheld)
}

/// The same of those that are erased.
pub(super) fn erased(db: &mut Db) -> Result<HashSet<String>> {
    noticed(db, EntryKind::EntryErased)
}

fn noticed(db: &mut Db, kind: EntryKind) -> Result<HashSet<String>> {
    let said = store::entry::bodies(db, kind.code())?;
    let notices = said.iter().filter_map(|body| serde_json::from_str::<Notice>(body).ok());
    Ok(notices.flat_map(|notice| notice.subjects).collect())
}

/// Takes what was said of an organisation out of the log's sight, also where others were entered with it, and enters which
/// entries that concerns. Where some of it is withheld already, that is named too: everything about a signatory is withheld
/// together. What is erased stays so, whoever shows itself again, and is not named.
pub(super) fn withhold(act: &mut Act<'_>, organisation: OrganisationId) -> Result<()> {
    act.takes_away();
    let entries = parted::about(act.app, act.db, organisation)?;
    let others = parted::others(act.db, &entries, organisation)?;
    others.iter().try_for_each(|other| parted::hold(act.db, *other))?;
    let some = entries.iter().any(|entry| entry.sealed.is_some());
    let known = if some { known(act.db)? } else { HashSet::new() };
    let mut subjects = Vec::new();
    let numbered = store::organisation::find(act.db, organisation)?.number.is_some();
    for entry in entries {
        let (Some(salt), Some(body)) = (entry.salt, entry.body) else {
            let named = entry.sealed.is_some() && known.contains(&entry.subject);
            subjects.extend(Some(entry.subject).filter(|_| named));
            continue;
        };
        let sealed = act.app.secrets.seal_json(&*act.app.chance, ENTRY, &Said { salt, body })?;
        // Without a number, what can be read of it came back after a restore: nobody would enter that it is shown again, for
        // when it is named for the first time here, all that holds is entered anew.
        let anew = !numbered && entry.organisation_id == Some(organisation);
        let hidden = if anew { Body::Erased } else { Body::Sealed(&sealed) };
        store::entry::set_body(act.db, entry.id, hidden)?;
        if let Some(number) = entry.number {
            log::posting::call_back(act.db, number)?;
        }
        subjects.push(entry.subject);
    }
    if subjects.is_empty() {
        return Ok(());
    }
    act.entry(EntryKind::EntryWithheld, About::default(), &entry_body::log::withheld(&subjects))?;
    others.into_iter().try_for_each(|other| parted::restate(act, other))
}

/// Gives back what the log withheld of an organisation, but for what tells of somebody else who must not be named. What was
/// kept back for a batch is entered now, of one that is named again; one that never was is entered anew. Gives the subjects
/// of what weekly batches had appended, of which nobody else can say whose it is.
pub(super) fn give_back(act: &mut Act<'_>, organisation: &Organisation) -> Result<Vec<String>> {
    let mut shown = Vec::new();
    let closed = parted::closed(act.app, act.db, organisation.id)?;
    let (stay, open): (Vec<Entry>, Vec<Entry>) = parted::about(act.app, act.db, organisation.id)?
        .into_iter()
        .filter(|entry| entry.sealed.is_some())
        .partition(|entry| closed.contains(&entry.id));
    for entry in open {
        if let Some(said) = said(act.app, &entry)? {
            store::entry::set_body(act.db, entry.id, Body::Open { salt: &said.salt, body: &said.body })?;
            shown.extend(Some(entry.subject).filter(|subject| subject::is_of_batch(subject)));
        }
    }
    let named = organisation.number.is_some();
    // What is told anew below goes on from them.
    for held in store::held_entry::take_of(act.db, organisation.id)? {
        if named {
            enter_held(act, &held)?;
        }
    }
    if !stay.is_empty() {
        // The last word on what stays must be of those who are hidden still.
        for other in parted::hidden(act.app, act.db, organisation.id)? {
            withhold(act, other)?;
        }
    }
    if named {
        parted::restate(act, organisation.id)?;
    }
    Ok(shown)
}

fn enter_held(act: &mut Act<'_>, held: &HeldEntry) -> Result<()> {
    let unknown = || Error::internal(format!("an entry that was kept back is of no kind: {}", held.kind));
    let kind = EntryKind::from_code(&held.kind).ok_or_else(unknown)?;
    let body: String = act.app.secrets.open_json(ENTRY, &held.sealed)?;
    let body: Value = serde_json::from_str(&body).map_err(Error::internal)?;
    let about = About { organisation: Some(held.organisation_id), commitment: held.commitment_id };
    act.entry(kind, about, &body)
}
