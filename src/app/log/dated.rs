//! From when on an entry must be dated that nobody has seen: whoever has seen the log before takes one that is dated long before what
//! was there for dated back, for good.

use chrono::Duration;

use super::row;
use crate::domain::{Moment, Result, limits};
use crate::store::entry::Entry;
use crate::store::{self, Db};

/// The earliest date that an entry may have which is to be signed next; nothing, where nothing was signed.
///
/// # Errors
/// Internal, if the database does not answer.
pub(super) fn earliest(db: &mut Db, now: Moment) -> Result<Option<Moment>> {
    let Some(newest) = store::log::newest(db)? else { return Ok(None) };
    let seen = seen(db, newest.size)?;
    let latest = store::entry::latest(db, seen - limits::DATES_HELD, seen)?;
    // A clock that ran ahead and was set right makes nothing late.
    let latest = latest.map(|latest| latest.min(newest.at).min(now));
    Ok(latest.map(|latest| latest - Duration::minutes(limits::BACKDATED_MINUTES)))
}

/// Of the entries under the newest checkpoint, those that others had seen before what is new was there. Much that is there at once
/// enters the tree in parts, and a part makes none of the others late.
fn seen(db: &mut Db, mut size: i64) -> Result<i64> {
    loop {
        let before = store::log::previous(db, size)?.map(|before| before.max(0));
        match before.filter(|before| size - before >= row(limits::SEALED_AT_ONCE)) {
            Some(before) => size = before,
            None => return Ok(size),
        }
    }
}

/// What is wrong with an entry that is dated earlier. It is told over and over, and so in the same words.
pub(super) fn too_early(entry: &Entry) -> String {
    format!(
        "is dated {}, more than {} minutes before what was signed last: whoever has seen that finds it dated back",
        entry.at.rfc3339(),
        limits::BACKDATED_MINUTES
    )
}

/// What is wrong with an entry whose date is no text as the program writes it.
pub(super) fn oddly(at: &str) -> String {
    format!(
        "is dated {at:?}, in a form that this program does not write: it writes 2026-11-24 09:00:00.123, in UTC, and SQLite compares \
         dates letter by letter"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::entry::NewEntry;
    use crate::store::log::Checkpoint;
    use crate::store::{DatabaseUrl, Store};

    fn hour(hour: i64) -> Moment {
        Moment::from_millis(hour * 3_600_000)
    }

    /// Publishes a tree whose last entry is dated so.
    fn publish(db: &mut Db, (previous, size): (i64, i64), at: Moment, signed_at: Moment) {
        let text = size.to_string();
        let (kind, subject, digest) = ("entry.erased".to_owned(), text.clone(), text.clone());
        let (salt, body, sealed, organisation_id, commitment_id) = (None, None, None, None, None);
        let new = NewEntry { at, kind, subject, digest, salt, body, sealed, organisation_id, commitment_id };
        store::entry::adopt(db, size - 1, &new).unwrap();
        let next = Checkpoint { size, root: text.clone(), note: text, at: signed_at };
        store::log::publish(db, previous, &next, &[]).unwrap();
    }

    /// From when on entries must be dated at nine, by the hour, where trees of these sizes were signed at an hour, each with a
    /// last entry of an hour.
    fn earliest_hour(trees: &[(i64, i64)], signed_at: i64) -> Option<i64> {
        let folder = tempfile::tempdir().unwrap();
        let url = DatabaseUrl::Sqlite(folder.path().join("tilsagn.db"));
        Store::migrate(&url).unwrap();
        let found = Store::amend(&url, |db| {
            let mut previous = -1;
            for (size, at) in trees {
                publish(db, (previous, *size), hour(*at), hour(signed_at));
                previous = *size;
            }
            earliest(db, hour(9))
        });
        found.unwrap().map(|earliest| earliest.millis() / 3_600_000)
    }

    #[test]
    fn what_was_seen_says_from_when_on_entries_are_dated() {
        assert_eq!(earliest_hour(&[], 9), None, "nothing was signed");
        assert_eq!(earliest_hour(&[(10, 5), (20, 7)], 9), Some(6));
        assert_eq!(earliest_hour(&[(10, 5), (20, 30)], 9), Some(8), "a clock ran ahead");
        assert_eq!(earliest_hour(&[(10, 5), (20, 30)], 6), Some(5), "and was right when it was signed");
        assert_eq!(earliest_hour(&[(10, 7), (20, 5)], 9), Some(6), "the latest of both");
        assert_eq!(earliest_hour(&[(10, 7), (2_000, 5)], 9), Some(4), "the first is long past");
    }

    #[test]
    fn a_part_of_much_that_was_there_makes_nothing_late() {
        let part = row(limits::SEALED_AT_ONCE);
        assert_eq!(earliest_hour(&[(part, 8)], 9), None);
        assert_eq!(earliest_hour(&[(10, 5), (10 + part, 8), (10 + 2 * part, 8)], 9), Some(4));
        assert_eq!(earliest_hour(&[(10, 5), (10 + part, 8), (11 + part, 8)], 9), Some(7), "all of it is in");
    }
}
