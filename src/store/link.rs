//! Mailed links, by the hash of their token. A link opens one purpose only.

use diesel::prelude::*;

use super::Db;
use super::schema::links;
use crate::domain::link::Purpose;
use crate::domain::{Moment, Result};

/// A link that can still be followed.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Link {
    /// The row that the purpose is about.
    pub subject_id: i64,
    pub created_at: Moment,
    pub expires_at: Moment,
}

/// What has become of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It can still be followed.
    Opens,
    /// It was used by itself: whoever did had it.
    Used,
    /// It has run out, was ended, or never was.
    Over,
}

/// What is needed to make a link.
#[derive(Clone)]
pub struct NewLink {
    pub hash: String,
    pub purpose: Purpose,
    pub subject_id: i64,
    pub created_at: Moment,
    pub expires_at: Moment,
}

/// Makes a link.
pub fn insert(db: &mut Db, new: &NewLink) -> Result<()> {
    diesel::insert_into(links::table)
        .values((
            links::hash.eq(&new.hash),
            links::purpose.eq(new.purpose),
            links::subject_id.eq(new.subject_id),
            links::created_at.eq(new.created_at),
            links::expires_at.eq(new.expires_at),
        ))
        .execute(db)?;
    Ok(())
}

/// The link, if it is unused and unexpired. Looking does not use it.
pub fn find(db: &mut Db, hash: &str, purpose: Purpose, now: Moment) -> Result<Option<Link>> {
    let link = links::table
        .filter(links::hash.eq(hash).and(links::purpose.eq(purpose)))
        .filter(links::used_at.is_null().and(links::expires_at.gt(now)))
        .select((links::subject_id, links::created_at, links::expires_at))
        .first(db)
        .optional()?;
    Ok(link)
}

/// Until when the link of a purpose and subject that lives longest can be followed; nothing, where there is none.
pub fn open_until(db: &mut Db, purpose: Purpose, subject_id: i64, now: Moment) -> Result<Option<Moment>> {
    let open = links::table
        .filter(links::purpose.eq(purpose).and(links::subject_id.eq(subject_id)))
        .filter(links::used_at.is_null().and(links::expires_at.gt(now)));
    Ok(open.select(diesel::dsl::max(links::expires_at)).first(db)?)
}

/// Uses the link up and gives its subject. Of any number of callers one gets it.
pub fn use_once(db: &mut Db, hash: &str, purpose: Purpose, now: Moment) -> Result<Option<i64>> {
    let unused = links::table
        .filter(links::hash.eq(hash).and(links::purpose.eq(purpose)))
        .filter(links::used_at.is_null().and(links::expires_at.gt(now)));
    let subject = diesel::update(unused)
        .set(links::used_at.eq(now))
        .returning(links::subject_id)
        .get_result(db)
        .optional()?;
    Ok(subject)
}

/// What a link was about that was used by itself, and when, as long as it would have lived. Nothing for one that was
/// spent with others.
pub fn used(db: &mut Db, hash: &str, purpose: Purpose, now: Moment) -> Result<Option<(i64, Moment)>> {
    let used = links::table
        .filter(links::hash.eq(hash).and(links::purpose.eq(purpose)))
        .filter(links::used_at.is_not_null().and(links::expires_at.gt(now)))
        .select((links::subject_id, links::used_at.assume_not_null()))
        .first(db)
        .optional()?;
    Ok(used)
}

/// What has become of a link.
pub fn fate(db: &mut Db, hash: &str, purpose: Purpose, now: Moment) -> Result<Fate> {
    let link: Option<(Option<Moment>, Moment)> = links::table
        .filter(links::hash.eq(hash).and(links::purpose.eq(purpose)))
        .select((links::used_at, links::expires_at))
        .first(db)
        .optional()?;
    Ok(match link {
        // One that was spent with others ended at that moment.
        Some((Some(used_at), expires_at)) if used_at < expires_at => Fate::Used,
        Some((None, expires_at)) if now < expires_at => Fate::Opens,
        _ => Fate::Over,
    })
}

/// Uses up and ends every link of a purpose and subject, so that older mails open nothing. Says how many.
pub fn spend_all_of(db: &mut Db, purpose: Purpose, subject_id: i64, now: Moment) -> Result<usize> {
    let unused = links::table
        .filter(links::purpose.eq(purpose).and(links::subject_id.eq(subject_id)))
        .filter(links::used_at.is_null());
    Ok(diesel::update(unused).set((links::used_at.eq(now), links::expires_at.eq(now))).execute(db)?)
}

/// Deletes links that expired before a moment. Says how many.
pub fn delete_expired(db: &mut Db, before: Moment) -> Result<usize> {
    Ok(diesel::delete(links::table.filter(links::expires_at.lt(before))).execute(db)?)
}
