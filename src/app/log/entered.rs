//! Whether entries are as this program enters them: before they get a number, before they are signed, and whenever somebody
//! looks at a database. What was signed once, nobody can take back.

use core::ops::Range;

use chrono::Duration;

use super::linked::{self, Rows};
use super::{adopted, dated, entry, place, row, seal, specified, subjects};
use crate::domain::entry::EntryKind;
use crate::domain::{Error, Moment, Result, limits};
use crate::log::Fault;
use crate::store::entry::{Entry, NewEntry};
use crate::store::{self, Db};

/// Entries that are looked at together.
const AT_ONCE: usize = 10_000;

/// What waits for its number must not be dated ahead: whoever checks the log would find it wrong until that day. Nor long before
/// what was signed, or it would be found wrong for good. Nor may what is numbered next be anything else than the program enters.
///
/// # Errors
/// Internal, with the row and what to do.
pub(super) fn check_waiting(db: &mut Db, now: Moment) -> Result<()> {
    check_date_forms(db)?;
    let latest = now + Duration::minutes(limits::CLOCK_MINUTES);
    if let Some(entry) = store::entry::waiting_after(db, latest)? {
        let what = format!("is dated {}, ahead of the clock here", entry.at.rfc3339());
        let clock = "Where a clock went wrong, set it right and wait until that moment. Else somebody";
        return Err(refused(&entry, &what, clock));
    }
    let next = store::entry::next_to_number(db)?;
    check_form(db, next)?;
    check_not_early(db, now)
}

/// Nothing may be dated long before what was signed.
fn check_not_early(db: &mut Db, now: Moment) -> Result<()> {
    let Some(earliest) = dated::earliest(db, now)? else { return Ok(()) };
    match store::entry::waiting_before(db, earliest)? {
        None => Ok(()),
        Some(entry) => {
            let clock = "Where a clock was behind, set it right and delete the row. Else somebody";
            Err(refused(&entry, &dated::too_early(&entry), clock))
        }
    }
}

/// All that wait for their number must be what the program enters, as in a copy that nobody signs. That one is dated ahead,
/// time settles.
///
/// # Errors
/// Internal, with the row and what to do.
pub(in crate::app) fn check_all_waiting(db: &mut Db, now: Moment) -> Result<()> {
    check_date_forms(db)?;
    let waiting = store::entry::waiting(db)?;
    check_form(db, waiting)?;
    check_not_early(db, now)
}

/// A date in another form would be taken for another moment.
fn check_date_forms(db: &mut Db) -> Result<()> {
    let Some(odd) = store::entry::waiting_oddly_dated(db)? else { return Ok(()) };
    let entry = store::entry::find(db, odd.id)?;
    Err(refused(&entry, &dated::oddly(&odd.at), "Somebody"))
}

/// Looks at entries as they are numbered next.
fn check_form(db: &mut Db, waiting: Vec<Entry>) -> Result<()> {
    let first = store::register_state::next_entry(db)?;
    let numbered = waiting.into_iter().zip(first..);
    let next: Vec<Entry> = numbered.map(|(one, number)| Entry { number: Some(number), ..one }).collect();
    let rows = Rows::of(db, &next)?;
    for one in &next {
        if let Some(what) = wrong(one, &rows)? {
            return Err(refused(one, &what, "Somebody"));
        }
    }
    if let Some((one, what)) = subjects::first_wrong(db, &next)? {
        return Err(refused(one, &what, "Somebody"));
    }
    match linked::first_amiss(db, &next)? {
        None => Ok(()),
        Some((number, what)) => {
            let amiss = next.iter().find(|one| one.number == Some(row(number)));
            amiss.map_or(Ok(()), |one| Err(amiss_entry(one, &what)))
        }
    }
}

/// What is wrong with an entry that is numbered next.
fn wrong(entry: &Entry, rows: &Rows) -> Result<Option<String>> {
    let number = entry.number.unwrap_or_default();
    let line = entry::line(entry.clone().read_as(number))?;
    let differs = || line.body_differs().then(|| "has a body that is not the one of its digest".to_owned());
    let mislinked = || {
        let is_linked = entry.organisation_id.is_some();
        let kind = EntryKind::from_code(&entry.kind).filter(|kind| *kind != EntryKind::EntryErased)?;
        (kind.is_about_nobody() == is_linked).then(|| mislinked(kind.code()))
    };
    let linked = || rows.wrong(entry).or_else(|| linked::lacks_commitment(entry));
    Ok(specified::wrong(&line).or_else(differs).or_else(mislinked).or_else(linked))
}

/// What is wrong with an entry of a kind whose row says otherwise than all of that kind whether it is about somebody.
fn mislinked(kind: &str) -> String {
    match EntryKind::from_code(kind).is_some_and(EntryKind::is_about_nobody) {
        true => format!("is about somebody, says its row, and one of kind {kind} is about nobody"),
        false => format!("is about nobody, says its row, and one of kind {kind} is about somebody"),
    }
}

/// Whether what the program is about to enter is what it entered before of the same signature or commitment.
///
/// # Errors
/// Internal, with the row that somebody has changed and what to do.
pub(in crate::app) fn check_new(db: &mut Db, new: &NewEntry) -> Result<()> {
    match linked::enters(db, new.clone())? {
        None => Ok(()),
        Some(what) => {
            Err(Error::internal(format!("{} is not entered, and nothing is done: {what}", new.kind)))
        }
    }
}

/// Of one that starts from something else than was entered, the row that it tells of may have been changed.
fn amiss_entry(entry: &Entry, what: &str) -> Error {
    let Some(commitment) = entry.commitment_id else { return refused(entry, what, "Somebody") };
    seal::refused(&format!(
        "the row {} of the table entries, {} about {}, {what}; none gets a number. Either {}, and the program entered what it \
         had; or somebody has put the row in. See who can write to the database, stop the site, and restore the newest backup \
         that is good",
        entry.id,
        entry.kind,
        entry.subject,
        linked::otherwise_promised(commitment)
    ))
}

fn refused(entry: &Entry, what: &str, whose_doing: &str) -> Error {
    seal::refused(&format!(
        "the row {} of the table entries, {} about {}, {what}; none gets a number. {whose_doing} has put the row in: see who \
         can write to the database, stop the site, and restore the newest backup that is good. If nothing else was changed, \
         the row alone can be deleted, once the trigger entries_are_kept is out of the way (docs/operating.md, An entry that \
         was put in)",
        entry.id, entry.kind, entry.subject
    ))
}

/// What has its number and is to be signed next must be as specified, and dated no earlier than it may be, also where somebody has
/// numbered it past the program.
///
/// # Errors
/// Internal, with the first that is not.
pub(super) fn check_numbered(db: &mut Db, range: (u64, u64), now: Moment) -> Result<()> {
    match first_wrong(db, range, now)? {
        None => Ok(()),
        Some((number, what)) => Err(seal::refused(&format!(
            "entry {number} {what}; nothing is signed over it. Somebody has put it in past the program and given it its number: \
             see who can write to the database, stop the site, and restore the newest backup that is good"
        ))),
    }
}

/// The first of the entries from one number to before another that must not be signed.
fn first_wrong(db: &mut Db, (from, to): (u64, u64), now: Moment) -> Result<Option<(u64, String)>> {
    let entries = linked::entries(db, (from, to))?;
    for entry in &entries {
        let number = place(entry.number.unwrap_or_default());
        let line = entry::line(entry.clone().read_as(row(number)))?;
        if let Some(what) = specified::wrong(&line) {
            return Ok(Some((number, what)));
        }
    }
    let first = first_mislinked(db, from)?;
    if first.is_some() {
        return Ok(first);
    }
    let first = first_linked_otherwise(db, &entries)?;
    if first.is_some() {
        return Ok(first);
    }
    match subjects::first_wrong(db, &entries)? {
        Some((entry, what)) => Ok(entry.number.map(|number| (place(number), what))),
        None => first_too_early(db, &entries, now),
    }
}

/// The first of some entries that is dated earlier than it may be. What came from a copy was signed with its date.
fn first_too_early(db: &mut Db, entries: &[Entry], now: Moment) -> Result<Option<(u64, String)>> {
    let Some(earliest) = dated::earliest(db, now)? else { return Ok(None) };
    let mut early = entries.iter().filter(|entry| entry.at < earliest).peekable();
    if early.peek().is_none() {
        return Ok(None);
    }
    let copied = copied(db)?;
    let numbered = early.filter_map(|entry| Some((place(entry.number?), entry)));
    let mut ours = numbered.filter(|(number, _)| !copied.iter().any(|range| range.contains(number)));
    Ok(ours.next().map(|(number, entry)| (number, dated::too_early(entry))))
}

/// Whether the rows of the first so many entries say of all that are about somebody that they are, and about whom, and of no
/// others; whether each signatory and each version of the Call is published once, and each change starts from what was entered; and
/// whether all dates are written in one form.
///
/// # Errors
/// Internal, with the first of which that is not so.
pub(super) fn check_links(db: &mut Db, held: u64) -> Result<()> {
    if let Some(odd) = store::entry::numbered_oddly_dated(db)? {
        let (number, what) = (odd.number.unwrap_or_default(), dated::oddly(&odd.at));
        return Err(Fault::new(format!("entry {number} {what}")).into());
    }
    if let Some((number, what)) = first_mislinked(db, 0)? {
        return Err(Fault::new(format!("entry {number} {what}")).into());
    }
    for from in (0..held).step_by(AT_ONCE) {
        let entries = linked::entries(db, (from, held.min(from + AT_ONCE as u64)))?;
        if let Some((number, what)) = first_linked_otherwise(db, &entries)? {
            return Err(Fault::new(format!("entry {number} {what}")).into());
        }
    }
    Ok(())
}

/// The first of some entries whose row is about another than its body names, or that does not go on from those before it. Of
/// what came from a copy, rows say what is known.
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
        None => linked::first_amiss(db, entries),
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
    Ok(adopted::told(db)?.into_iter().map(|one| one.from..one.to.min(one.entry)).collect())
}
