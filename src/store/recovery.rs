//! Recoveries: requests to act for an organisation whose people have left or cannot be reached.

use diesel::prelude::*;

use super::Db;
use super::schema::recoveries::{self, dsl};
use super::schema::recovery_words as words;
use crate::domain::assurance::Method;
use crate::domain::challenge::{Finding, Findings};
use crate::domain::ids::{OrganisationId, RecoveryId, RepresentativeId};
use crate::domain::recovery::{Proof, RecoveryState};
use crate::domain::{Error, Moment, Result};

/// A request as it stands. `sealed` holds who asks and what they wrote.
#[derive(Debug, Clone, Queryable)]
pub struct Recovery {
    pub id: RecoveryId,
    /// Of whom it was asked, whatever that one became. Nothing, where nobody that we know was named.
    pub organisation_id: Option<OrganisationId>,
    /// What a letter quotes.
    pub reference: String,
    pub state: RecoveryState,
    pub proof: Proof,
    /// Whether those who acted before are said to have left.
    pub others_left: bool,
    pub sealed: Vec<u8>,
    /// The language in which we write to whoever asks.
    pub language: String,
    pub asked_at: Moment,
    pub confirmed_at: Option<Moment>,
    pub closed_at: Option<Moment>,
    /// The registrable domain at which the token is looked for.
    pub domain: Option<String>,
    pub token: Option<String>,
    pub looked_at: Option<Moment>,
    pub dns_finding: Option<Finding>,
    pub file_finding: Option<Finding>,
    /// When the token was last found, and where, unless it has gone since.
    pub found_at: Option<Moment>,
    pub found_by: Option<Method>,
    pub next_look_at: Option<Moment>,
}

/// A request about to be kept.
#[derive(Clone, Insertable)]
#[diesel(table_name = recoveries)]
pub struct NewRecovery {
    pub organisation_id: Option<OrganisationId>,
    pub reference: String,
    pub state: RecoveryState,
    pub proof: Proof,
    pub others_left: bool,
    pub sealed: Vec<u8>,
    pub language: String,
    pub asked_at: Moment,
}

/// Keeps a request.
pub fn insert(db: &mut Db, new: &NewRecovery) -> Result<RecoveryId> {
    Ok(diesel::insert_into(dsl::recoveries).values(new).returning(dsl::id).get_result(db)?)
}

/// The request with this id, or not found.
pub fn find(db: &mut Db, id: RecoveryId) -> Result<Recovery> {
    Ok(dsl::recoveries.find(id).first(db)?)
}

/// Every request that was asked of an organisation, oldest first.
pub fn of_organisation(db: &mut Db, organisation: OrganisationId) -> Result<Vec<Recovery>> {
    Ok(dsl::recoveries.filter(dsl::organisation_id.eq(organisation)).order(dsl::id).load(db)?)
}

/// Notes that the mailbox answered, and what is looked for from now on: a token at a domain. Of any number of callers one does it.
pub fn confirm(
    db: &mut Db,
    seen: &Recovery,
    place: Option<(&str, &str)>,
    next_look_at: Option<Moment>,
    now: Moment,
) -> Result<()> {
    let asked = dsl::recoveries.find(seen.id).filter(dsl::state.eq(RecoveryState::Asked));
    let changed = diesel::update(asked)
        .set((
            dsl::state.eq(RecoveryState::Open),
            dsl::confirmed_at.eq(now),
            dsl::domain.eq(place.map(|(domain, _)| domain)),
            dsl::token.eq(place.map(|(_, token)| token)),
            dsl::next_look_at.eq(next_look_at),
        ))
        .execute(db)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Ends an open request; nothing is looked for any more.
pub fn close(db: &mut Db, id: RecoveryId, state: RecoveryState, now: Moment) -> Result<()> {
    let open = dsl::recoveries.find(id).filter(dsl::state.eq(RecoveryState::Open));
    let changed = diesel::update(open)
        .set((dsl::state.eq(state), dsl::closed_at.eq(now), dsl::next_look_at.eq(None::<Moment>)))
        .execute(db)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Notes whether one of those who act agrees, in place of what they said before.
pub fn hear(db: &mut Db, id: RecoveryId, by: RepresentativeId, agrees: bool) -> Result<()> {
    diesel::delete(words::table.find((id, by))).execute(db)?;
    let word = (words::recovery_id.eq(id), words::representative_id.eq(by), words::agrees.eq(agrees));
    diesel::insert_into(words::table).values(word).execute(db)?;
    Ok(())
}

/// What each of those said who said something: who, and whether they agree.
pub fn words(db: &mut Db, id: RecoveryId) -> Result<Vec<(RepresentativeId, bool)>> {
    let said = words::table.filter(words::recovery_id.eq(id)).order(words::representative_id);
    Ok(said.select((words::representative_id, words::agrees)).load(db)?)
}

/// Requests whose domain is due to be looked at, those first that have waited longest.
pub fn due(db: &mut Db, now: Moment, limit: i64) -> Result<Vec<Recovery>> {
    let open = dsl::recoveries.filter(dsl::state.eq(RecoveryState::Open));
    Ok(open.filter(dsl::next_look_at.le(now)).order(dsl::next_look_at).limit(limit).load(db)?)
}

/// Takes a request to look at its domain, until a moment at which it is due again. Of any number of callers one gets it.
pub fn claim(db: &mut Db, seen: &Recovery, until: Moment) -> Result<bool> {
    let one = dsl::recoveries.find(seen.id).filter(dsl::state.eq(RecoveryState::Open));
    let until = dsl::next_look_at.eq(until);
    let taken = match seen.next_look_at {
        Some(due) => diesel::update(one.filter(dsl::next_look_at.eq(due))).set(until).execute(db),
        None => diesel::update(one.filter(dsl::next_look_at.is_null())).set(until).execute(db),
    };
    Ok(taken? == 1)
}

/// Notes what a look saw, and when is looked next. What was found before and is not now counts as not found. Where nothing is
/// looked for any more, nothing is noted.
pub fn note(
    db: &mut Db,
    id: RecoveryId,
    (findings, at): (Findings, Moment),
    next_look_at: Moment,
) -> Result<()> {
    let method = findings.method();
    let looked_for = dsl::recoveries.find(id).filter(dsl::token.is_not_null());
    diesel::update(looked_for)
        .set((
            dsl::looked_at.eq(at),
            dsl::dns_finding.eq(findings.dns),
            dsl::file_finding.eq(findings.file),
            dsl::found_at.eq(method.map(|_| at)),
            dsl::found_by.eq(method),
            dsl::next_look_at.eq(next_look_at),
        ))
        .execute(db)?;
    Ok(())
}

/// Looks for another token at another domain from now on, or for none. What was seen before says nothing of that.
pub fn look_elsewhere(
    db: &mut Db,
    id: RecoveryId,
    place: Option<(&str, &str)>,
    next_look_at: Option<Moment>,
) -> Result<()> {
    diesel::update(dsl::recoveries.find(id))
        .set((
            dsl::domain.eq(place.map(|(domain, _)| domain)),
            dsl::token.eq(place.map(|(_, token)| token)),
            dsl::looked_at.eq(None::<Moment>),
            dsl::dns_finding.eq(None::<Finding>),
            dsl::file_finding.eq(None::<Finding>),
            dsl::found_at.eq(None::<Moment>),
            dsl::found_by.eq(None::<Method>),
            dsl::next_look_at.eq(next_look_at),
        ))
        .execute(db)?;
    Ok(())
}

/// Looks for nothing any more.
pub fn stop_looking(db: &mut Db, id: RecoveryId) -> Result<()> {
    diesel::update(dsl::recoveries.find(id)).set(dsl::next_look_at.eq(None::<Moment>)).execute(db)?;
    Ok(())
}

/// Forgets at which domain is looked, and for what, in every request about an organisation that will not be named.
pub fn forget_places(db: &mut Db, organisation: OrganisationId) -> Result<()> {
    diesel::update(dsl::recoveries.filter(dsl::organisation_id.eq(organisation)))
        .set((
            dsl::domain.eq(None::<String>),
            dsl::token.eq(None::<String>),
            dsl::found_at.eq(None::<Moment>),
            dsl::found_by.eq(None::<Method>),
            dsl::next_look_at.eq(None::<Moment>),
        ))
        .execute(db)?;
    Ok(())
}

/// Requests that nobody confirmed, made before a moment, and those about nobody that we know, made before another.
pub fn stale(db: &mut Db, asked: Moment, unknown: Moment) -> Result<Vec<RecoveryId>> {
    let unconfirmed = dsl::state.eq(RecoveryState::Asked).and(dsl::asked_at.lt(asked));
    let nobody = dsl::organisation_id.is_null().and(dsl::asked_at.lt(unknown));
    Ok(dsl::recoveries.filter(unconfirmed.or(nobody)).select(dsl::id).load(db)?)
}

/// Forgets a request whole. It must have no Case.
pub fn delete(db: &mut Db, id: RecoveryId) -> Result<()> {
    diesel::delete(words::table.filter(words::recovery_id.eq(id))).execute(db)?;
    diesel::delete(dsl::recoveries.find(id)).execute(db)?;
    Ok(())
}

/// Forgets who asked, of requests that were closed before a moment. Says how many.
pub fn forget_closed(db: &mut Db, before: Moment) -> Result<usize> {
    let closed = dsl::closed_at.is_not_null().and(dsl::closed_at.lt(before)).assume_not_null();
    let known = dsl::recoveries.filter(closed).filter(dsl::reference.ne(""));
    let nothing = (dsl::sealed.eq(Vec::<u8>::new()), dsl::reference.eq(""));
    Ok(diesel::update(known).set(nothing).execute(db)?)
}

/// Forgets what is kept about one request; that there was one stays.
pub fn erase(db: &mut Db, id: RecoveryId) -> Result<()> {
    diesel::update(dsl::recoveries.find(id))
        .set((
            dsl::sealed.eq(Vec::<u8>::new()),
            dsl::reference.eq(""),
            dsl::domain.eq(None::<String>),
            dsl::token.eq(None::<String>),
            dsl::next_look_at.eq(None::<Moment>),
        ))
        .execute(db)?;
    Ok(())
}
