//! A decision on many Cases that waits for an admin: what it would write, for whoever must allow it, and in which a Case is,
//! for whoever is about to decide that alone.

use super::doing::parsed;
use super::{Deed, Item, Mails, What, fate};
use crate::app::{App, unmasking};
use crate::domain::ids::{BulkDecisionId, StaffId};
use crate::domain::{Error, Moment, Result};
use crate::store::case::Case;
use crate::store::{self, Db};

/// Who reads what a decision would write, and when.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader {
    pub me: StaffId,
    /// Whether they may see who must not be named, once they have looked.
    pub trusted: bool,
    pub now: Moment,
}

/// What a decision that waits would write, if it happened now: nothing to what has changed since it was shown. Mails to who
/// must not be named are counted, and shown to whoever has looked who it is. Once its reason is gone, it writes nothing and
/// can only be sent back or taken back.
pub(super) fn mails(
    app: &App,
    db: &mut Db,
    reader: Reader,
    (first, deed, items): (StaffId, &Deed, &[Item]),
) -> Result<Mails> {
    let mut mails = Mails::default();
    let Deed::Decide(ruling) = deed else { return Ok(mails) };
    let Some(what) = What::of(ruling.decision) else { return Ok(mails) };
    match ruling.reason(db) {
        Err(Error::Invalid(_)) => return Ok(Mails { hindered: items.len(), ..mails }),
        found => found?,
    };
    for item in items {
        let case = store::case::by_number(db, item.number)?;
        if case.revision != item.revision {
            mails.hindered += 1;
            continue;
        }
        let shown = mails.sample.len();
        let (fate, _) = fate(app, db, (item.number, first, reader.now), (what, Some(deed)), &mut mails)?;
        mails.hindered += usize::from(fate.hindrance.is_some());
        if is_masked(db, &case, reader)? {
            mails.sample.truncate(shown);
        }
    }
    Ok(mails)
}

fn is_masked(db: &mut Db, case: &Case, reader: Reader) -> Result<bool> {
    let organisation = store::organisation::find(db, case.organisation_id)?;
    let masked = unmasking::is_masked(db, reader.me, &organisation, reader.now)?;
    Ok(masked || (organisation.sealed.is_some() && !reader.trusted))
}

/// The decision that waits and would still decide this Case, as it stands.
///
/// # Errors
/// Internal.
pub fn with(db: &mut Db, case: &Case) -> Result<Option<BulkDecisionId>> {
    for row in store::bulk_decision::waiting(db)? {
        let items: Vec<Item> = parsed(&row.items)?;
        if items.iter().any(|item| (item.number, item.revision) == (case.number, case.revision)) {
            return Ok(Some(row.id));
        }
    }
    Ok(None)
}

/// Whether one that waits gives this reason.
///
/// # Errors
/// Internal.
pub fn names(db: &mut Db, reason: &str) -> Result<bool> {
    for row in store::bulk_decision::waiting(db)? {
        let deed: Deed = parsed(&row.deed)?;
        if matches!(&deed, Deed::Decide(ruling) if ruling.reason.as_deref() == Some(reason)) {
            return Ok(true);
        }
    }
    Ok(false)
}
