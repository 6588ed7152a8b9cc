//! Questions to browsers that wait for their answers, by the hash of the browser's token. Each is taken once.

use diesel::prelude::*;

use super::Db;
use super::schema::ceremonies;
use crate::domain::ceremony::Step;
use crate::domain::ids::SessionId;
use crate::domain::{Moment, Result};

/// What is needed to keep a question.
#[derive(Clone)]
pub struct NewCeremony {
    pub hash: String,
    pub step: Step,
    /// The session in which it was asked, where somebody was signed in.
    pub session: Option<SessionId>,
    /// What the answer is checked against.
    pub sealed: Vec<u8>,
    pub expires_at: Moment,
}

/// Keeps a question, and forgets those that nobody answered in time.
pub fn insert(db: &mut Db, new: &NewCeremony, now: Moment) -> Result<()> {
    diesel::delete(ceremonies::table.filter(ceremonies::expires_at.le(now))).execute(db)?;
    diesel::insert_into(ceremonies::table)
        .values((
            ceremonies::hash.eq(&new.hash),
            ceremonies::purpose.eq(new.step),
            ceremonies::session_id.eq(new.session),
            ceremonies::sealed.eq(&new.sealed),
            ceremonies::expires_at.eq(new.expires_at),
        ))
        .execute(db)?;
    Ok(())
}

/// Takes a question away: of any number of callers one gets it, with the session in which it was asked.
pub fn take(
    db: &mut Db,
    hash: &str,
    step: Step,
    now: Moment,
) -> Result<Option<(Option<SessionId>, Vec<u8>)>> {
    let waiting = ceremonies::table
        .filter(ceremonies::hash.eq(hash).and(ceremonies::purpose.eq(step)))
        .filter(ceremonies::expires_at.gt(now));
    let taken = diesel::delete(waiting)
        .returning((ceremonies::session_id, ceremonies::sealed))
        .get_result(db)
        .optional()?;
    Ok(taken)
}
