//! What one colleague does to many without a second person: to so many within an hour, in however many pieces. What is more, an
//! admin allows.

use chrono::Duration;

use super::case::many::doing;
use crate::domain::ids::StaffId;
use crate::domain::{Moment, Result, limits};
use crate::store::{self, Db};

/// Whether a colleague may decide on so many alone, beside those on whom they decided alone, many at once, within the hour.
///
/// # Errors
/// Internal.
pub fn is_alone(db: &mut Db, by: StaffId, count: i64, now: Moment) -> Result<bool> {
    let since = now - Duration::minutes(limits::ALONE_MINUTES);
    let invalidated = store::invalidation::alone_since(db, by, since)?;
    let decided = doing::alone_since(db, by, (since, now))?;
    Ok(invalidated.saturating_add(decided).saturating_add(count) <= limits::ALONE_IN_BULK)
}
