//! Whether entries are as this program enters them: before they get a number, before they are signed, and whenever somebody
//! looks at a database. What was signed once, nobody can take back.

use core::ops::Range;

use chrono::Duration;

use super::linked::{self, Rows};
use super::{entry, place, row, seal, specified, subjects};
use crate::app::act::EntryKind;
use crate::domain::{Moment, Result, limits};
use crate::log::Fault;
use crate::log::resumed::Resumed;
use crate::store::entry::Entry;
use crate::store::{self, Db};

/// Entries that are looked at together.
const AT_ONCE: usize = 10_000;

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
    check_form(db, &next)
}

/// All that wait for their number must be what the program enters, as in a copy that nobody signs. That one is dated ahead,
/// time settles.
///
/// # Errors
/// Internal, with the row and what to do.
pub(in crate::app) fn check_all_waiting(db: &mut Db) -> Result<()> {
    let waiting = store::entry::waiting(db)?;
    check_form(db, &waiting)
}

fn check_form(db: &mut Db, waiting: &[Entry]) -> Result<()> {
    let rows = Rows::of(db, waiting)?;
    for one in waiting {
        if let Some(what) = wrong(one, &rows)? {
            return Err(refused(one, &what, "Somebody"));
        }
    }
    if let Some((one, what)) = subjects::first_wrong(db, waiting)? {
        return Err(refused(one, &what, "Somebody"));
    }
    // As they are numbered next, behind all others.
    let next = waiting.iter().cloned().zip(i64::MAX / 2..);
    let next: Vec<Entry> = next.map(|(one, number)| Entry { number: Some(number), ..one }).collect();
    match linked::first_again(db, &next)? {
        None => Ok(()),
        Some((number, what)) => {
            let again = next.iter().find(|one| one.number == Some(row(number)));
            again.map_or(Ok(()), |one| Err(refused(one, &what, "Somebody")))
        }
    }
}

/// What is wrong with an entry that waits.
fn wrong(entry: &Entry, rows: &Rows) -> Result<Option<String>> {
    // Its number is not known yet, and comes behind all others.
    let line = entry::line(entry.clone().read_as(i64::MAX))?;
    let differs = || line.body_differs().then(|| "has a body that is not the one of its digest".to_owned());
    let mislinked = || {
        let is_linked = entry.organisation_id.is_some();
        let kind = EntryKind::from_code(&entry.kind).filter(|kind| *kind != EntryKind::EntryErased)?;
        (kind.is_about_nobody() == is_linked).then(|| mislinked(kind.code()))
    };
    let linked = || rows.wrong(entry).or_else(|| linked::lacks_commitment(entry));
    Ok(specified::wrong(&line).or_else(differs).or_else(mislinked).or_else(linked))
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
    let entries = linked::entries(db, (from, to))?;
    let mut first = None;
    for entry in &entries {
        let number = place(entry.number.unwrap_or_default());
        let line = entry::line(entry.clone().read_as(row(number)))?;
        first = first.or_else(|| Some((number, specified::wrong(&line)?)));
    }
    let first = match first {
        None => first_mislinked(db, from)?,
        first => first,
    };
    let first = match first {
        None => first_linked_otherwise(db, &entries)?,
        first => first,
    };
    let first = match first {
        None => {
            subjects::first_wrong(db, &entries)?.and_then(|(entry, what)| Some((place(entry.number?), what)))
        }
        first => first,
    };
    match first {
        None => Ok(()),
        Some((number, what)) => Err(seal::refused(&format!(
            "entry {number} {what}; nothing is signed over it. Somebody has put it in past the program and given it its number: \
             see who can write to the database, stop the site, and restore the newest backup that is good"
        ))),
    }
}

/// Whether the rows of the first so many entries say of all that are about somebody that they are, and about whom, and of no
/// others; and whether each signatory is published once.
///
/// # Errors
/// Internal, with the first of which that is not so.
pub(super) fn check_links(db: &mut Db, held: u64) -> Result<()> {
    if let Some((number, what)) = first_mislinked(db, 0)? {
        return Err(Fault::new(format!("entry {number} {what}, says its row")).into());
    }
    for from in (0..held).step_by(AT_ONCE) {
        let entries = linked::entries(db, (from, held.min(from + AT_ONCE as u64)))?;
        if let Some((number, what)) = first_linked_otherwise(db, &entries)? {
            return Err(Fault::new(format!("entry {number} {what}")).into());
        }
    }
    Ok(())
}

/// The first of some entries whose row is about another than its body names, or that publishes a signatory again. Of what came
/// from a copy, rows say what is known.
fn first_linked_otherwise(db: &mut Db, entries: &[Entry]) -> Result<Option<(u64, String)>> {
    let (rows, copied) = (Rows::of(db, entries)?, copied(db)?);
    let wrong = |entry: &Entry| {
        let number = place(entry.number?);
        let ours = !copied.iter().any(|range| range.contains(&number));
        let linked = Some(entry).filter(|entry| ours || entry.organisation_id.is_some());
        let lacks = || linked::lacks_commitment(entry).filter(|_| ours);
        Some((number, linked.and_then(|entry| rows.wrong(entry)).or_else(lacks)?))
    };
    match entries.iter().find_map(wrong) {
        Some(found) => Ok(Some(found)),
        None => linked::first_again(db, entries),
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

/// The entries that were taken over from a copy, of this log or of another. The one that says so may wait for its number.
pub(in crate::app) fn copied(db: &mut Db) -> Result<Vec<Range<u64>>> {
    let mut said = store::entry::of_kind(db, EntryKind::LogResumed.code(), (0, i64::MAX), i64::MAX)?;
    let waiting = store::entry::waiting(db)?.into_iter();
    said.extend(waiting.filter(|one| one.kind == EntryKind::LogResumed.code()));
    let read = |one: Entry| {
        let number = one.number.unwrap_or(i64::MAX);
        let resumed = Resumed::read(&entry::line(one.read_as(number))?);
        Ok(resumed.map(|one| one.from..one.to.min(one.entry)))
    };
    said.into_iter().map(read).filter_map(Result::transpose).collect()
}
