//! Who hid or was erased after the backup was made that was put back: named again by the database, and not by the log.

use std::collections::BTreeMap;

use super::row;
use crate::app::act::Act;
use crate::app::visibility;
use crate::domain::Result;
use crate::domain::entry::EntryKind;
use crate::store::{self, entry::Body};

/// Somebody who is hidden again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hidden {
    pub reference: String,
    /// The log says more: it was erased.
    pub erased: bool,
}

/// What a copy of the log shows without body: the numbers of entries, and whether they are erased.
pub(super) type Bare = BTreeMap<u64, bool>;

/// Hides everybody whose publication can be read here and not in the copy that the log was taken over from. What else
/// cannot be read there of somebody who is named tells of another, and is hidden here with that one.
pub(super) fn hide_again(act: &mut Act<'_>, bare: &Bare) -> Result<Vec<Hidden>> {
    let numbers: Vec<i64> = bare.keys().copied().map(row).collect();
    let mut found = BTreeMap::new();
    for one in store::entry::readable(act.db, &numbers)? {
        match one.organisation_id {
            Some(of) if one.kind == EntryKind::EndorsementPublished.code() => {
                let of = visibility::shown_as(act.db, of)?;
                *found.entry(of).or_default() |= bare.get(&super::place(one.number)) == Some(&true);
            }
            Some(_) => {}
            // It came from a copy itself, and nobody here can show it again.
            None => store::entry::set_body(act.db, one.id, Body::Erased)?,
        }
    }
    let hide = |(of, erased)| {
        let reference = visibility::hide_as_the_log_says(act, of)?;
        Ok(Hidden { reference, erased })
    };
    found.into_iter().map(hide).collect()
}
