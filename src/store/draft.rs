//! Signing forms not yet sent, sealed by the caller.

use std::fmt;

use diesel::prelude::*;

use super::Db;
use super::schema::drafts;
use crate::domain::ids::DraftId;
use crate::domain::{Moment, Result};

/// A draft. Its `Debug` shows nothing of what was typed.
#[derive(Clone, PartialEq, Eq, Queryable)]
pub struct Draft {
    pub id: DraftId,
    pub sealed: Vec<u8>,
    pub created_at: Moment,
    pub updated_at: Moment,
    pub expires_at: Moment,
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Draft").field("id", &self.id).finish_non_exhaustive()
    }
}

/// What is needed to begin a draft.
#[derive(Clone)]
pub struct NewDraft {
    /// The hash of the token in the browser's cookie.
    pub token_hash: String,
    pub sealed: Vec<u8>,
    pub created_at: Moment,
    pub expires_at: Moment,
}

type Columns = (drafts::id, drafts::sealed, drafts::created_at, drafts::updated_at, drafts::expires_at);

const COLUMNS: Columns =
    (drafts::id, drafts::sealed, drafts::created_at, drafts::updated_at, drafts::expires_at);

/// Begins a draft.
pub fn insert(db: &mut Db, new: &NewDraft) -> Result<DraftId> {
    let id = diesel::insert_into(drafts::table)
        .values((
            drafts::token_hash.eq(&new.token_hash),
            drafts::sealed.eq(&new.sealed),
            drafts::created_at.eq(new.created_at),
            drafts::updated_at.eq(new.created_at),
            drafts::expires_at.eq(new.expires_at),
        ))
        .returning(drafts::id)
        .get_result(db)?;
    Ok(id)
}

/// The unexpired draft of a browser.
pub fn find_by_hash(db: &mut Db, token_hash: &str, now: Moment) -> Result<Option<Draft>> {
    let unexpired = drafts::table.filter(drafts::expires_at.gt(now)).select(COLUMNS);
    Ok(unexpired.filter(drafts::token_hash.eq(token_hash)).first(db).optional()?)
}

/// The unexpired draft that a mailed link leads to.
pub fn find(db: &mut Db, id: DraftId, now: Moment) -> Result<Option<Draft>> {
    let unexpired = drafts::table.filter(drafts::expires_at.gt(now)).select(COLUMNS);
    Ok(unexpired.filter(drafts::id.eq(id)).first(db).optional()?)
}

/// Keeps what was typed since, and the new end of its life. Says whether the draft is still there as it was read.
pub fn update(
    db: &mut Db,
    id: DraftId,
    (read, sealed): (&[u8], &[u8]),
    now: Moment,
    expires_at: Moment,
) -> Result<bool> {
    let changed = diesel::update(drafts::table.find(id).filter(drafts::sealed.eq(read)))
        .set((drafts::sealed.eq(sealed), drafts::updated_at.eq(now), drafts::expires_at.eq(expires_at)))
        .execute(db)?;
    Ok(changed == 1)
}

/// Deletes a draft. True for one caller alone, so that a form sent twice is taken once.
pub fn delete(db: &mut Db, id: DraftId) -> Result<bool> {
    Ok(diesel::delete(drafts::table.find(id)).execute(db)? == 1)
}

/// Drafts whose life is over.
pub fn expired(db: &mut Db, now: Moment) -> Result<Vec<DraftId>> {
    Ok(drafts::table.filter(drafts::expires_at.le(now)).select(drafts::id).load(db)?)
}
