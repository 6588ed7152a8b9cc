//! Challenges: the token that an organisation puts at its domain, and what was seen there last. One for each
//! organisation.

use diesel::prelude::*;

use super::Db;
use super::schema::challenges::{self, dsl};
use super::schema::organisations;
use crate::domain::challenge::{Finding, Findings};
use crate::domain::ids::{ChallengeId, OrganisationId};
use crate::domain::{Moment, Result};

/// A challenge as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Challenge {
    pub id: ChallengeId,
    pub organisation_id: OrganisationId,
    /// The registrable domain, in ASCII.
    pub domain: String,
    pub token: String,
    /// Since when the token is waited for.
    pub asked_at: Moment,
    pub looked_at: Option<Moment>,
    pub dns_finding: Option<Finding>,
    pub file_finding: Option<Finding>,
    /// When the token was last found.
    pub found_at: Option<Moment>,
    /// Looks in a row that did not find it, and when the first of them was.
    pub misses: i64,
    pub missing_since: Option<Moment>,
    /// When is looked next; nothing, when it was given up.
    pub next_look_at: Option<Moment>,
    /// Since when each of these looks saw the token gone; nothing, where the last one did not reach its place.
    pub gone_since: Option<Moment>,
    /// Until when somebody has it to look at it.
    pub claimed_until: Option<Moment>,
}

/// A challenge about to be kept.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = challenges)]
pub struct NewChallenge {
    pub organisation_id: OrganisationId,
    pub domain: String,
    pub token: String,
    pub asked_at: Moment,
    pub next_look_at: Option<Moment>,
}

/// What a look changes.
#[derive(Debug, Clone, Copy)]
pub struct Looked {
    pub at: Moment,
    pub findings: Findings,
    pub asked_at: Moment,
    pub found_at: Option<Moment>,
    pub misses: i64,
    pub missing_since: Option<Moment>,
    pub gone_since: Option<Moment>,
    pub next_look_at: Option<Moment>,
}

/// Keeps a challenge.
pub fn insert(db: &mut Db, new: &NewChallenge) -> Result<ChallengeId> {
    Ok(diesel::insert_into(dsl::challenges).values(new).returning(dsl::id).get_result(db)?)
}

/// An organisation's challenge.
pub fn of_organisation(db: &mut Db, organisation: OrganisationId) -> Result<Option<Challenge>> {
    Ok(dsl::challenges.filter(dsl::organisation_id.eq(organisation)).first(db).optional()?)
}

/// The challenge with this id, or not found.
pub fn find(db: &mut Db, id: ChallengeId) -> Result<Challenge> {
    Ok(dsl::challenges.find(id).first(db)?)
}

/// Challenges that are due and that nobody has, those first that have waited longest. Nobody looks for doubles of another.
pub fn due(db: &mut Db, now: Moment, limit: i64) -> Result<Vec<Challenge>> {
    let doubles = organisations::table.filter(organisations::merged_into.is_not_null());
    let own = dsl::organisation_id.ne_all(doubles.select(organisations::id));
    let free = dsl::claimed_until.is_null().or(dsl::claimed_until.assume_not_null().le(now));
    let due = dsl::challenges.filter(dsl::next_look_at.le(now)).filter(own).filter(free);
    Ok(due.order(dsl::next_look_at).limit(limit).load(db)?)
}

/// Takes a challenge, as it was seen, to look at it until a moment. Of any number of callers one gets it, and nobody else does
/// before something is noted, or that moment has come.
pub fn claim(db: &mut Db, seen: &Challenge, (now, until): (Moment, Moment)) -> Result<bool> {
    let free = dsl::claimed_until.is_null().or(dsl::claimed_until.assume_not_null().le(now));
    let one = dsl::challenges.find(seen.id).filter(free);
    let taken = dsl::claimed_until.eq(until);
    let changed = match seen.next_look_at {
        Some(due) => diesel::update(one.filter(dsl::next_look_at.eq(due))).set(taken).execute(db),
        None => diesel::update(one.filter(dsl::next_look_at.is_null())).set(taken).execute(db),
    };
    Ok(changed? == 1)
}

/// Notes what a look found, and lets go of the challenge. Says whether it was still had for this look.
pub fn note(db: &mut Db, claimed: &Challenge, looked: &Looked) -> Result<bool> {
    let one = dsl::challenges.find(claimed.id).filter(dsl::claimed_until.eq(claimed.claimed_until));
    let changed = diesel::update(one)
        .set((
            dsl::looked_at.eq(looked.at),
            dsl::dns_finding.eq(looked.findings.dns),
            dsl::file_finding.eq(looked.findings.file),
            dsl::asked_at.eq(looked.asked_at),
            dsl::found_at.eq(looked.found_at),
            dsl::misses.eq(looked.misses),
            dsl::missing_since.eq(looked.missing_since),
            dsl::gone_since.eq(looked.gone_since),
            dsl::next_look_at.eq(looked.next_look_at),
            dsl::claimed_until.eq(None::<Moment>),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// Notes that the token was found somewhere else already.
pub fn found(db: &mut Db, id: ChallengeId, now: Moment) -> Result<()> {
    diesel::update(dsl::challenges.find(id)).set(dsl::found_at.eq(now)).execute(db)?;
    Ok(())
}

/// Puts the next look off, and lets go of the challenge, if it was still had.
pub fn put_off(db: &mut Db, claimed: &Challenge, until: Moment) -> Result<()> {
    let one = dsl::challenges.find(claimed.id).filter(dsl::claimed_until.eq(claimed.claimed_until));
    let nobody = dsl::claimed_until.eq(None::<Moment>);
    diesel::update(one).set((dsl::next_look_at.eq(until), nobody)).execute(db)?;
    Ok(())
}

/// Forgets an organisation's challenge. Says whether there was one.
pub fn delete_of(db: &mut Db, organisation: OrganisationId) -> Result<bool> {
    Ok(diesel::delete(dsl::challenges.filter(dsl::organisation_id.eq(organisation))).execute(db)? > 0)
}

/// Begins to wait anew for a token that was given up.
pub fn wait_again(db: &mut Db, id: ChallengeId, now: Moment) -> Result<()> {
    let nothing =
        (dsl::misses.eq(0), dsl::missing_since.eq(None::<Moment>), dsl::gone_since.eq(None::<Moment>));
    diesel::update(dsl::challenges.find(id))
        .set((dsl::asked_at.eq(now), dsl::next_look_at.eq(now), nothing))
        .execute(db)?;
    Ok(())
}
