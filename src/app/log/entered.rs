//! Whether entries are as this program enters them: before they get a number, before they are signed, and whenever somebody
//! looks at a database. What was signed once, nobody can take back.

use core::ops::Range;
use std::collections::HashMap;

use chrono::Duration;
use serde_json::Value;

use super::{entry, place, row, seal, specified};
use crate::app::act::EntryKind;
use crate::domain::ids::OrganisationId;
use crate::domain::{Moment, Result, limits};
use crate::log::Fault;
use crate::log::resumed::Resumed;
use crate::store::entry::Entry;
use crate::store::{self, Db};

/// What waits for its number must not be dated ahead: whoever checks the log would find it wrong until that day. Nor may what
/// is numbered next be anything else than the program enters.
///
/// # Errors
/// Internal, with the row and what to do.
pub(super) fn check_waiting(db: &mut Db, now: Moment) -> Result<()> {
    let latest = now + Duration::minutes(limits::CLOCK_MINUTES);
    if let Some(entry) = store::entry::waiting_after(db, latest)? {
        let what = format!("is dated {}, ahead of the clock here", entry.at.rfc3339());
        let clock = "Where a clock went wrong, set it right and wait until that moment. Else somebody";
        return Err(refused(&entry, &what, clock));
    }
    let next = store::entry::next_to_number(db)?;
    let ids: Vec<OrganisationId> = next.iter().filter_map(|one| one.organisation_id).collect();
    let public_ids: HashMap<_, _> = store::organisation::public_ids(db, &ids)?.into_iter().collect();
    for one in next {
        let named = one.organisation_id.and_then(|id| public_ids.get(&id)).map(String::as_str);
        if let Some(what) = wrong(&one, named)? {
            return Err(refused(&one, &what, "Somebody"));
        }
    }
    Ok(())
}

/// What is wrong with an entry that waits, whose row is about the organisation with this public id.
fn wrong(entry: &Entry, about: Option<&str>) -> Result<Option<String>> {
    // Its number is not known yet, and comes behind all others.
    let line = entry::line(entry.clone().read_as(i64::MAX))?;
    let named = || {
        let body: Value = serde_json::from_str(line.body.as_ref()?.get()).ok()?;
        Some(body.get("organisation")?.as_str()?.to_owned())
    };
    let differs = || line.body_differs().then(|| "has a body that is not the one of its digest".to_owned());
    let mislinked = || {
        let is_linked = entry.organisation_id.is_some();
        let kind = EntryKind::from_code(&entry.kind).filter(|kind| *kind != EntryKind::EntryErased)?;
        (kind.is_about_nobody() == is_linked).then(|| mislinked(kind.code()))
    };
    let other = || named().filter(|named| about != Some(named.as_str()));
    let another =
        || other().map(|named| format!("names the organisation {named}, and its row is about another"));
    Ok(specified::wrong(&line).or_else(differs).or_else(mislinked).or_else(another))
}

fn mislinked(kind: &str) -> String {
    format!("is about somebody where one of kind {kind} is about nobody, or the other way round")
}

fn refused(entry: &Entry, what: &str, whose_doing: &str) -> crate::domain::Error {
    seal::refused(&format!(
        "the row {} of the table entries, {} about {}, {what}; none gets a number. {whose_doing} has put the row in: see who \
         can write to the database, stop the site, and restore the newest backup that is good. If nothing else was changed, \
         the row alone can be deleted, once the trigger entries_are_kept is out of the way (docs/operating.md, An entry that \
         was put in)",
        entry.id, entry.kind, entry.subject
    ))
}

/// What has its number and is to be signed next must be as specified, also where somebody has numbered it past the program.
///
/// # Errors
/// Internal, with the first that is not.
pub(super) fn check_numbered(db: &mut Db, (from, to): (u64, u64)) -> Result<()> {
    let lines = store::entry::numbered(db, row(from), row(to))?.into_iter().map(entry::line);
    let found = lines.map(|line| line.map(|line| Some((line.number, specified::wrong(&line)?))));
    let first = found.filter_map(Result::transpose).next().transpose()?;
    match first.map_or_else(|| first_mislinked(db, from), |first| Ok(Some(first)))? {
        None => Ok(()),
        Some((number, what)) => Err(seal::refused(&format!(
            "entry {number} {what}; nothing is signed over it. Somebody has put it in past the program and given it its number: \
             see who can write to the database, stop the site, and restore the newest backup that is good"
        ))),
    }
}

/// Whether the rows of entries say of all that are about somebody that they are, and of no others.
///
/// # Errors
/// Internal, with the first of which a row says otherwise.
pub(super) fn check_links(db: &mut Db) -> Result<()> {
    match first_mislinked(db, 0)? {
        None => Ok(()),
        Some((number, what)) => Err(Fault::new(format!("entry {number} {what}, says its row")).into()),
    }
}

/// The first entry from a number on whose row is about nobody though its kind is about somebody, or the other way round. Of
/// what came from a copy, rows say what is known.
fn first_mislinked(db: &mut Db, from: u64) -> Result<Option<(u64, String)>> {
    let about_nobody = EntryKind::ALL.iter().filter(|kind| kind.is_about_nobody());
    let about_nobody: Vec<&str> = about_nobody.map(|kind| kind.code()).collect();
    let found = store::entry::mislinked(db, row(from), &about_nobody, EntryKind::EntryErased.code())?;
    if found.is_empty() {
        return Ok(None);
    }
    let copied = copied(db)?;
    let ours = |number: &u64| !copied.iter().any(|range| range.contains(number));
    let mut found = found.into_iter().map(|(number, kind)| (place(number), kind));
    Ok(found.find(|(number, _)| ours(number)).map(|(number, kind)| (number, mislinked(&kind))))
}

/// The entries that were taken over from a copy, of this log or of another.
fn copied(db: &mut Db) -> Result<Vec<Range<u64>>> {
    let said = store::entry::of_kind(db, EntryKind::LogResumed.code(), (0, i64::MAX), i64::MAX)?;
    let read = |one: Entry| {
        let Some(number) = one.number else { return Ok(None) };
        let resumed = Resumed::read(&entry::line(one.read_as(number))?);
        Ok(resumed.map(|one| one.from..one.to.min(one.entry)))
    };
    said.into_iter().map(read).filter_map(Result::transpose).collect()
}
