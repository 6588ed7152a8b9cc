//! Entries that came back from a copy after a restore, without the rows that they were about. They are linked to the
//! signatory that they name, if it is here, so that they are hidden and erased with it; the register is never told from
//! them.

use core::ops::Range;
use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::json;

use super::{entry, place};
use crate::app::act::{About, Act, Origin, Subject};
use crate::app::{App, entry_body, erasure, parted, unnamed};
use crate::domain::audit::AuditAct;
use crate::domain::entry::EntryKind;
use crate::domain::ids::{CommitmentId, OrganisationId};
use crate::domain::{Error, Result};
use crate::log::resumed::Resumed;
use crate::store::entry::{Body, Entry};
use crate::store::{self, Db};

/// Which entries came back.
pub(in crate::app) struct CameBack(Vec<Range<u64>>);

impl CameBack {
    /// Reads what entries say of it.
    ///
    /// # Errors
    /// Internal, if the database does not answer.
    pub(in crate::app) fn read(db: &mut Db) -> Result<CameBack> {
        let mut ranges = Vec::new();
        for said in store::entry::of_kind(db, EntryKind::LogResumed.code(), (0, i64::MAX), i64::MAX)? {
            let Some(number) = said.number else { continue };
            let line = entry::line(said.read_as(number))?;
            ranges.extend(Resumed::read(&line).and_then(|one| one.came_back()));
        }
        Ok(CameBack(ranges))
    }

    /// The same, where the entry that says so may wait for its number.
    ///
    /// # Errors
    /// Internal, if the database does not answer.
    pub(super) fn told(db: &mut Db) -> Result<CameBack> {
        Ok(CameBack(told(db)?.iter().filter_map(Resumed::came_back).collect()))
    }

    /// Whether any did.
    fn any(&self) -> bool {
        !self.0.is_empty()
    }

    /// Whether the entry with this number did.
    pub(in crate::app) fn has(&self, number: Option<i64>) -> bool {
        number.is_some_and(|number| self.0.iter().any(|range| range.contains(&place(number))))
    }
}

/// What entries say of others that were taken over from a copy, also those that wait for their number.
///
/// # Errors
/// Internal, if the database does not answer.
pub(super) fn told(db: &mut Db) -> Result<Vec<Resumed>> {
    let mut said = store::entry::of_kind(db, EntryKind::LogResumed.code(), (0, i64::MAX), i64::MAX)?;
    said.extend(store::entry::waiting_of_kind(db, EntryKind::LogResumed.code())?);
    let read = |one: Entry| {
        let number = one.number.unwrap_or(i64::MAX);
        Ok(Resumed::read(&entry::line(one.read_as(number))?))
    };
    said.into_iter().map(read).filter_map(Result::transpose).collect()
}

/// Whom and what a body names.
#[derive(Deserialize)]
struct Named {
    organisation: String,
    /// Of a commitment, where it is about one.
    id: Option<String>,
    /// The one that it became.
    into: Option<String>,
}

/// An entry, and the rows that it turns out to be about.
struct Link {
    entry: i64,
    organisation: OrganisationId,
    commitment: Option<CommitmentId>,
}

/// An entry of which no row here says whom it is about, and what it names.
struct Unlinked {
    entry: i64,
    subject: String,
    named: Named,
}

fn unlinked(db: &mut Db) -> Result<Vec<Unlinked>> {
    let about_nobody = EntryKind::ALL.iter().filter(|kind| kind.is_about_nobody());
    let about_nobody: Vec<&str> = about_nobody.map(|kind| kind.code()).collect();
    let found = store::entry::unlinked(db, &about_nobody)?.into_iter();
    let read = |(entry, subject, body): (i64, String, String)| {
        Some(Unlinked { entry, subject, named: serde_json::from_str(&body).ok()? })
    };
    Ok(found.filter_map(read).collect())
}

/// Links entries in a database that went on after a restore when that was not done yet.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn settle(app: &App) -> Result<()> {
    if app.config.read_only {
        return Ok(());
    }
    // At every start: where nothing ever came back, one look by the kind tells.
    let any = |db: &mut Db| Ok(CameBack::read(db)?.any() && !links(db)?.is_empty());
    if !app.store.read(any).await? {
        return Ok(());
    }
    app.act(Origin::system(), |act| {
        // Another node may have been faster.
        act.stands();
        link(act)
    })
    .await
}

/// Links what came back to whom it names. Of whoever is hidden or erased here, nobody reads it any more.
pub(in crate::app) fn link(act: &mut Act<'_>) -> Result<()> {
    let links = links(act.db)?;
    if links.is_empty() {
        return Ok(());
    }
    for Link { entry, organisation, commitment } in &links {
        store::entry::link(act.db, *entry, *organisation, *commitment)?;
    }
    let named: BTreeSet<OrganisationId> = links.iter().map(|link| link.organisation).collect();
    for of in named {
        put_away(act, of)?;
    }
    act.audit(AuditAct::LogLinked, Subject("log", None), json!({ "entries": links.len() }))
}

fn links(db: &mut Db) -> Result<Vec<Link>> {
    let mut links = Vec::new();
    for Unlinked { entry, named: Named { organisation, id, .. }, .. } in unlinked(db)? {
        let Some(organisation) = store::organisation::by_public_id(db, &organisation)? else { continue };
        let commitment = id.map(|id| store::commitment::published_as(db, &id)).transpose()?.flatten();
        links.push(Link { entry, organisation: organisation.id, commitment });
    }
    Ok(links)
}

/// Lets what came back appear as whom it is about.
fn put_away(act: &mut Act<'_>, of: OrganisationId) -> Result<()> {
    let organisation = store::organisation::find(act.db, of)?;
    if organisation.erased_at.is_some() {
        return erasure::entries(act, of);
    }
    match store::endorsement::visibility_of(act.db, of)?.withholds() {
        true => unnamed::withhold(act, of),
        false => Ok(()),
    }
}

/// Lets nobody read some entries any more, for good, and enters which.
fn give_up(act: &mut Act<'_>, entries: Vec<(i64, String)>) -> Result<()> {
    let mut subjects = Vec::new();
    for (id, subject) in entries {
        store::entry::set_body(act.db, id, Body::Erased)?;
        subjects.push(subject);
    }
    act.entry(EntryKind::EntryWithheld, About::default(), &entry_body::log::withheld(&subjects))
}

/// Lets nobody read what came back about an organisation that itself did not, by its public id: there is no Case in which
/// it could be hidden or erased. Gives how many entries.
///
/// # Errors
/// Internal, with what to do, when there is nothing of the kind.
pub async fn withhold(app: &App, organisation: &str) -> Result<usize> {
    let public_id = organisation.to_owned();
    app.act(Origin::operator(), move |act| {
        let mut entries = unlinked(act.db)?;
        entries.retain(|one| one.named.organisation == public_id);
        if entries.is_empty() || store::organisation::by_public_id(act.db, &public_id)?.is_some() {
            return Err(Error::internal(format!(
                "nothing that can be read came back about an organisation {public_id} that is not in the database. Whoever is \
                 in it is hidden or erased at the desk, with all that was entered about it"
            )));
        }
        let into = entries.iter_mut().filter_map(|one| one.named.into.take()).collect();
        let mut gone: Vec<(i64, String)> =
            entries.into_iter().map(|one| (one.entry, one.subject)).collect();
        // Those that stayed say what it was called.
        let others = parted::came_back(act.app, act.db, (&public_id, into))?.into_iter();
        gone.extend(others.map(|entry| (entry.id, entry.subject)));
        let count = gone.len();
        give_up(act, gone)?;
        act.audit(AuditAct::LogWithheld, Subject("log", None), json!({ "entries": count }))?;
        Ok(count)
    })
    .await
}
