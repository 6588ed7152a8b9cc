//! What a representative wrote back to the ministry in a Case, and what they changed with it or before it. Both are sealed by the
//! caller. What was only changed, before the answer, has no words, and is no answer yet.

use diesel::prelude::*;

use super::Db;
use super::schema::case_replies;
use crate::domain::ids::{CaseId, RepresentativeId};
use crate::domain::{Moment, Result};

/// One answer, or what was changed before it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Reply {
    pub representative_id: RepresentativeId,
    /// The words. Empty, not sealed, where there are none.
    pub sealed: Vec<u8>,
    pub created_at: Moment,
    pub changed: Option<Vec<u8>>,
}

/// Those with words: the answers.
pub(super) fn with_words() -> diesel::dsl::NotEq<case_replies::sealed, Vec<u8>> {
    case_replies::sealed.ne(Vec::new())
}

/// Adds an answer and what it changed, or what was changed before it.
pub fn insert(
    db: &mut Db,
    case: CaseId,
    by: RepresentativeId,
    (sealed, changed): (&[u8], Option<&[u8]>),
    now: Moment,
) -> Result<()> {
    diesel::insert_into(case_replies::table)
        .values((
            case_replies::case_id.eq(case),
            case_replies::representative_id.eq(by),
            case_replies::sealed.eq(sealed),
            case_replies::created_at.eq(now),
            case_replies::changed.eq(changed),
        ))
        .execute(db)?;
    Ok(())
}

/// The answers in a Case and what was changed before them, oldest first.
pub fn of_case(db: &mut Db, case: CaseId) -> Result<Vec<Reply>> {
    let of = case_replies::table.filter(case_replies::case_id.eq(case)).order(case_replies::id);
    let columns = (
        case_replies::representative_id,
        case_replies::sealed,
        case_replies::created_at,
        case_replies::changed,
    );
    Ok(of.select(columns).load(db)?)
}

/// Forgets the answers in some Cases, and what was changed before them.
pub fn erase_of(db: &mut Db, cases: &[CaseId]) -> Result<()> {
    diesel::delete(case_replies::table.filter(case_replies::case_id.eq_any(cases))).execute(db)?;
    Ok(())
}
