//! Signed-in browsers. The row alone says who somebody is and whether they still are; how long a
//! session may idle or last is the app's to check.

use std::collections::BTreeMap;

use chrono::Duration;
use diesel::prelude::*;

use super::Db;
use super::schema::{representatives, sessions, staff};
use super::staff::Staff;
use crate::domain::browser::Browser;
use crate::domain::ids::{RepresentativeId, SessionId, StaffId};
use crate::domain::permit::Roles;
use crate::domain::session::{Means, Subject};
use crate::domain::staff::StaffState;
use crate::domain::{Door, Moment, Result, limits};

/// A session that has not been ended.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Session {
    pub id: SessionId,
    pub door: Door,
    pub created_at: Moment,
    /// The last request, to the minute.
    pub seen_at: Moment,
    /// When they last proved who they are, after signing in.
    pub stepped_up_at: Option<Moment>,
    /// The end whatever happens.
    pub expires_at: Moment,
    pub means: Means,
    pub browser: Browser,
    /// The roles that hold for this session at most; none: all that the colleague has.
    pub roles: Option<Roles>,
}

/// Who a live session belongs to.
#[derive(Debug, Clone, PartialEq)]
pub enum Holder {
    Staff(Box<Staff>),
    Representative(RepresentativeId),
}

/// What is needed to open a session.
#[derive(Clone)]
pub struct NewSession {
    /// The hash of the session's secret id.
    pub hash: String,
    pub subject: Subject,
    pub means: Means,
    pub browser: Browser,
    pub roles: Option<Roles>,
    /// When they proved who they are, where that is not the moment of signing in.
    pub proven_at: Option<Moment>,
    pub created_at: Moment,
    pub expires_at: Moment,
}

type Columns = (
    sessions::id,
    sessions::door,
    sessions::created_at,
    sessions::seen_at,
    sessions::stepped_up_at,
    sessions::expires_at,
    sessions::means,
    sessions::browser,
    sessions::roles,
);

const COLUMNS: Columns = (
    sessions::id,
    sessions::door,
    sessions::created_at,
    sessions::seen_at,
    sessions::stepped_up_at,
    sessions::expires_at,
    sessions::means,
    sessions::browser,
    sessions::roles,
);

/// Opens a session.
pub fn insert(db: &mut Db, new: &NewSession) -> Result<SessionId> {
    let (staff_id, representative_id) = rows(new.subject);
    let id = diesel::insert_into(sessions::table)
        .values((
            sessions::sid_hash.eq(&new.hash),
            sessions::door.eq(new.subject.door()),
            sessions::staff_id.eq(staff_id),
            sessions::representative_id.eq(representative_id),
            sessions::means.eq(new.means),
            sessions::browser.eq(new.browser),
            sessions::roles.eq(&new.roles),
            sessions::stepped_up_at.eq(new.proven_at),
            sessions::created_at.eq(new.created_at),
            sessions::seen_at.eq(new.created_at),
            sessions::expires_at.eq(new.expires_at),
        ))
        .returning(sessions::id)
        .get_result(db)?;
    Ok(id)
}

/// The session with this hash and who holds it, unless it was ended, or the colleague is not
/// active, or the representative was removed. It may have idled or lasted too long.
pub fn find_live(db: &mut Db, hash: &str) -> Result<Option<(Session, Holder)>> {
    let active = staff::id.nullable().eq(sessions::staff_id).and(staff::state.eq(StaffState::Active));
    let acting = (representatives::id.nullable().eq(sessions::representative_id))
        .and(representatives::removed_at.is_null());
    let found: Option<(Session, Option<Staff>, Option<RepresentativeId>)> = sessions::table
        .left_join(staff::table.on(active))
        .left_join(representatives::table.on(acting))
        .filter(sessions::sid_hash.eq(hash).and(sessions::ended_at.is_null()))
        .select((COLUMNS, staff::all_columns.nullable(), representatives::id.nullable()))
        .first(db)
        .optional()?;
    Ok(found.and_then(|(session, staff, representative)| {
        let staff = staff.map(|staff| Holder::Staff(Box::new(staff)));
        let holder = staff.or_else(|| representative.map(Holder::Representative))?;
        Some((session, holder))
    }))
}

/// Which representative's session this is or was; nobody for a colleague's.
pub fn representative_of(db: &mut Db, hash: &str) -> Result<Option<RepresentativeId>> {
    let of = sessions::table.filter(sessions::sid_hash.eq(hash)).select(sessions::representative_id);
    Ok(of.first::<Option<RepresentativeId>>(db).optional()?.flatten())
}

/// Notes that the session was used, at most once a minute. Says whether it was noted.
pub fn touch(db: &mut Db, id: SessionId, now: Moment) -> Result<bool> {
    let stale = now - Duration::seconds(limits::TOUCH_SECONDS);
    let due = live(id).filter(sessions::seen_at.le(stale));
    Ok(diesel::update(due).set(sessions::seen_at.eq(now)).execute(db)? == 1)
}

/// Notes a fresh proof of identity. Says whether the session was still open.
pub fn step_up(db: &mut Db, id: SessionId, now: Moment) -> Result<bool> {
    Ok(diesel::update(live(id)).set(sessions::stepped_up_at.eq(now)).execute(db)? == 1)
}

/// Notes a fresh proof of identity, after which these roles hold at most; none: all that the colleague has. Says whether
/// the session was still open.
pub fn step_up_as(db: &mut Db, id: SessionId, roles: Option<Roles>, now: Moment) -> Result<bool> {
    let proven = (sessions::stepped_up_at.eq(now), sessions::roles.eq(roles));
    Ok(diesel::update(live(id)).set(proven).execute(db)? == 1)
}

/// Ends a session. Says whether it was still open.
pub fn end(db: &mut Db, id: SessionId, now: Moment) -> Result<bool> {
    Ok(diesel::update(live(id)).set(sessions::ended_at.eq(now)).execute(db)? == 1)
}

/// Ends a session if it is this person's. Says whether it was, and was open.
pub fn end_of(db: &mut Db, subject: Subject, id: SessionId, now: Moment) -> Result<bool> {
    let ended = sessions::ended_at.eq(now);
    let count = match subject {
        Subject::Staff(owner) => {
            diesel::update(live(id).filter(sessions::staff_id.eq(owner))).set(ended).execute(db)?
        }
        Subject::Representative(owner) => {
            diesel::update(live(id).filter(sessions::representative_id.eq(owner))).set(ended).execute(db)?
        }
    };
    Ok(count == 1)
}

/// Ends every session of somebody, except perhaps the one they are in. Says how many.
pub fn end_all_of(db: &mut Db, subject: Subject, except: Option<SessionId>, now: Moment) -> Result<usize> {
    let kept = except.unwrap_or(SessionId(0));
    let others = sessions::table.filter(sessions::ended_at.is_null().and(sessions::id.ne(kept)));
    let ended = sessions::ended_at.eq(now);
    let count = match subject {
        Subject::Staff(id) => {
            diesel::update(others.filter(sessions::staff_id.eq(id))).set(ended).execute(db)?
        }
        Subject::Representative(id) => {
            diesel::update(others.filter(sessions::representative_id.eq(id))).set(ended).execute(db)?
        }
    };
    Ok(count)
}

/// The open sessions of somebody, the latest used first.
pub fn list_of(db: &mut Db, subject: Subject, now: Moment) -> Result<Vec<Session>> {
    let open = sessions::table
        .filter(sessions::ended_at.is_null().and(sessions::expires_at.gt(now)))
        .order((sessions::seen_at.desc(), sessions::id.desc()))
        .select(COLUMNS);
    let list = match subject {
        Subject::Staff(id) => open.filter(sessions::staff_id.eq(id)).load(db)?,
        Subject::Representative(id) => open.filter(sessions::representative_id.eq(id)).load(db)?,
    };
    Ok(list)
}

/// When each colleague was last seen, of those who ever signed in.
pub fn last_seen(db: &mut Db) -> Result<BTreeMap<StaffId, Moment>> {
    let seen: Vec<(Option<StaffId>, Option<Moment>)> = sessions::table
        .filter(sessions::staff_id.is_not_null())
        .group_by(sessions::staff_id)
        .select((sessions::staff_id, diesel::dsl::max(sessions::seen_at)))
        .load(db)?;
    Ok(seen.into_iter().filter_map(|(id, at)| Some((id?, at?))).collect())
}

fn rows(subject: Subject) -> (Option<StaffId>, Option<RepresentativeId>) {
    match subject {
        Subject::Staff(id) => (Some(id), None),
        Subject::Representative(id) => (None, Some(id)),
    }
}

#[diesel::dsl::auto_type]
fn live(id: SessionId) -> _ {
    sessions::table.filter(sessions::id.eq(id)).filter(sessions::ended_at.is_null())
}
