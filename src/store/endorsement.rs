//! Endorsements: one organisation's act of signing, and where it stands.

use diesel::prelude::*;

use super::Db;
use super::organisation::Organisation;
use super::representative::Representative;
use super::schema::endorsements::{self, dsl};
use super::schema::{arrivals, organisations, representatives};
use crate::domain::arrival::Hold;
use crate::domain::endorsement::{self, Act, Authority, EndorsementState, Origin};
use crate::domain::ids::{EndorsementId, OrganisationId, RepresentativeId, VersionId};
use crate::domain::visibility::Visibility;
use crate::domain::{Error, Moment, Result};

/// An endorsement as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = endorsements, treat_none_as_default_value = false)]
pub struct Endorsement {
    pub id: EndorsementId,
    pub public_id: String,
    /// What the signer quotes when writing to the ministry.
    pub reference: String,
    pub organisation_id: OrganisationId,
    pub representative_id: Option<RepresentativeId>,
    pub version_id: VersionId,
    /// The language in which the text was read.
    pub language: String,
    pub state: EndorsementState,
    pub visibility: Visibility,
    /// When an embargo ends.
    pub embargo_until: Option<Moment>,
    pub statement: Option<String>,
    pub authority: Authority,
    pub origin: Origin,
    /// Code of the reason for the present state, from the catalogue.
    pub reason: Option<String>,
    pub submitted_at: Moment,
    pub confirmed_at: Option<Moment>,
    pub published_at: Option<Moment>,
    pub ended_at: Option<Moment>,
    pub updated_at: Moment,
    pub revision: i64,
    /// Since when it is hidden, where it was named before.
    pub hid_at: Option<Moment>,
}

impl Endorsement {
    /// When it was signed: who signs by form has signed when they confirm.
    pub fn signed_at(&self) -> Moment {
        self.confirmed_at.unwrap_or(self.submitted_at)
    }

    /// Whether it withdrew while it was suspended, and staff have not decided since: behind a withdrawal, only a suspension
    /// leaves a reason.
    pub fn withdrew_suspended(&self) -> bool {
        self.state == EndorsementState::Withdrawn && self.reason.is_some()
    }

    /// The state after an act, or the refusal when the act is not possible from here.
    pub fn after(&self, act: Act) -> Result<EndorsementState> {
        if self.withdrew_suspended() { self.state.after_in_suspension(act) } else { self.state.after(act) }
    }

    /// Whether a colleague can open a Case about what is in the register: there is something to decide on.
    pub fn examinable(&self) -> bool {
        self.after(Act::Revoke).is_ok()
    }

    /// Whether it was taken over from a list. When it was signed is then not known, and `signed_at` is when that was done.
    pub fn taken_over(&self) -> bool {
        self.origin == Origin::Import && self.confirmed_at.is_none()
    }
}

/// Where an organisation's endorsement stands, and how it came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable)]
pub struct Standing {
    pub organisation_id: OrganisationId,
    pub state: EndorsementState,
    pub origin: Origin,
    pub confirmed_at: Option<Moment>,
}

impl Standing {
    /// Whether somebody stands behind it.
    pub fn was_confirmed(&self) -> bool {
        endorsement::was_confirmed(self.origin, self.confirmed_at)
    }
}

/// An endorsement about to be kept.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = endorsements)]
pub struct NewEndorsement {
    pub public_id: String,
    pub reference: String,
    pub organisation_id: OrganisationId,
    pub representative_id: Option<RepresentativeId>,
    pub version_id: VersionId,
    pub language: String,
    pub state: EndorsementState,
    pub visibility: Visibility,
    pub embargo_until: Option<Moment>,
    pub statement: Option<String>,
    pub authority: Authority,
    pub origin: Origin,
    pub submitted_at: Moment,
    pub updated_at: Moment,
    pub revision: i64,
}

/// Adds an endorsement.
pub fn insert(db: &mut Db, new: &NewEndorsement) -> Result<EndorsementId> {
    Ok(diesel::insert_into(dsl::endorsements).values(new).returning(dsl::id).get_result(db)?)
}

/// The endorsement with this id.
pub fn find(db: &mut Db, id: EndorsementId) -> Result<Endorsement> {
    Ok(dsl::endorsements.find(id).first(db)?)
}

/// The newest endorsement of an organisation.
pub fn of_organisation(db: &mut Db, organisation: OrganisationId) -> Result<Endorsement> {
    let of = dsl::endorsements.filter(dsl::organisation_id.eq(organisation));
    Ok(of.order(dsl::id.desc()).first(db)?)
}

/// The public ids of the endorsements of some organisations.
pub fn public_ids(db: &mut Db, of: &[OrganisationId]) -> Result<Vec<(OrganisationId, String)>> {
    let theirs = dsl::endorsements.filter(dsl::organisation_id.eq_any(of.to_vec()));
    Ok(theirs.select((dsl::organisation_id, dsl::public_id)).load(db)?)
}

/// Endorsements in these states that somebody acts for with this mail address, under any of these indexes, with those
/// they belong to: first what does not wait for its mailbox, and the oldest first. No more than so many are read.
pub fn of_mailbox(
    db: &mut Db,
    email_indexes: &[String],
    states: &[EndorsementState],
    limit: i64,
) -> Result<Vec<(Endorsement, Organisation, Representative)>> {
    let acting =
        representatives::email_index.eq_any(email_indexes).and(representatives::removed_at.is_null());
    let theirs = representatives::organisation_id.eq(endorsements::organisation_id);
    let found = dsl::endorsements
        .inner_join(organisations::table)
        .inner_join(representatives::table.on(theirs))
        .filter(acting.and(dsl::state.eq_any(states)))
        .order((dsl::state.eq(EndorsementState::Submitted), representatives::id))
        .limit(limit)
        .select((endorsements::all_columns, organisations::all_columns, representatives::all_columns));
    Ok(found.load(db)?)
}

/// Where every endorsement stands, oldest first.
pub fn standings(db: &mut Db) -> Result<Vec<Standing>> {
    let columns = (dsl::organisation_id, dsl::state, dsl::origin, dsl::confirmed_at);
    Ok(dsl::endorsements.order(dsl::id).select(columns).load(db)?)
}

/// The endorsement with this reference, if there is one.
pub fn by_reference(db: &mut Db, reference: &str) -> Result<Option<Endorsement>> {
    let with = dsl::endorsements.filter(dsl::reference.eq(reference));
    Ok(with.order(dsl::id.desc()).first(db).optional()?)
}

/// Takes an endorsement through one act, if it allows it and nobody was faster.
///
/// Gives the state it is in now. The dates that belong to the act are set with it.
pub fn apply(db: &mut Db, seen: &Endorsement, act: Act, now: Moment) -> Result<EndorsementState> {
    try_apply(db, seen, act, now)?.ok_or(Error::Conflict)
}

/// The same for an act that goes on where somebody was faster: nothing is done then, and none given.
pub fn try_apply(db: &mut Db, seen: &Endorsement, act: Act, now: Moment) -> Result<Option<EndorsementState>> {
    let next = seen.after(act)?;
    let target = dsl::endorsements.find(seen.id).filter(dsl::revision.eq(seen.revision));
    let changed = diesel::update(target)
        .set((dsl::state.eq(next), dsl::updated_at.eq(now), dsl::revision.eq(seen.revision + 1)))
        .execute(db)?;
    if changed != 1 {
        return Ok(None);
    }
    let row = dsl::endorsements.find(seen.id);
    match act {
        Act::Confirm => diesel::update(row).set(dsl::confirmed_at.eq(now)).execute(db)?,
        Act::Publish if seen.published_at.is_none() => {
            diesel::update(row).set(dsl::published_at.eq(now)).execute(db)?
        }
        Act::Withdraw | Act::Revoke | Act::Decline | Act::Cancel | Act::Expire | Act::Invalidate => {
            diesel::update(row).set(dsl::ended_at.eq(now)).execute(db)?
        }
        Act::Restore if next == EndorsementState::Withdrawn => {
            diesel::update(row).set(dsl::reason.eq(None::<String>)).execute(db)?
        }
        Act::Reinstate | Act::Restore => diesel::update(row)
            .set((dsl::ended_at.eq(None::<Moment>), dsl::reason.eq(None::<String>)))
            .execute(db)?,
        _ => 0,
    };
    Ok(Some(next))
}

/// Declines endorsements at once, as far as `apply` would: whoever asks has looked. The reason is noted with it.
pub(super) fn decline_all(db: &mut Db, ids: &[EndorsementId], reason: &str, now: Moment) -> Result<()> {
    diesel::update(dsl::endorsements.filter(dsl::id.eq_any(ids)))
        .set((
            dsl::state.eq(EndorsementState::Declined),
            dsl::reason.eq(reason),
            dsl::ended_at.eq(now),
            dsl::updated_at.eq(now),
            dsl::revision.eq(dsl::revision + 1),
        ))
        .execute(db)?;
    Ok(())
}

/// Dates an endorsement that was taken over from another register: when it was signed, as far as that is known, published,
/// and ended.
pub fn date(
    db: &mut Db,
    id: EndorsementId,
    (signed_at, published_at, ended_at): (Option<Moment>, Moment, Option<Moment>),
) -> Result<()> {
    let dates =
        (dsl::confirmed_at.eq(signed_at), dsl::published_at.eq(published_at), dsl::ended_at.eq(ended_at));
    diesel::update(dsl::endorsements.find(id)).set(dates).execute(db)?;
    Ok(())
}

/// Notes the reason for the present state.
pub fn set_reason(db: &mut Db, id: EndorsementId, reason: Option<&str>) -> Result<()> {
    diesel::update(dsl::endorsements.find(id)).set(dsl::reason.eq(reason)).execute(db)?;
    Ok(())
}

/// Replaces the public statement.
pub fn set_statement(db: &mut Db, id: EndorsementId, statement: Option<&str>, now: Moment) -> Result<()> {
    diesel::update(dsl::endorsements.find(id))
        .set((dsl::statement.eq(statement), dsl::updated_at.eq(now)))
        .execute(db)?;
    Ok(())
}

/// Changes how the signatory appears, if nobody was faster.
pub fn set_visibility(
    db: &mut Db,
    seen: &Endorsement,
    visibility: Visibility,
    embargo_until: Option<Moment>,
    now: Moment,
) -> Result<()> {
    let target = dsl::endorsements.find(seen.id).filter(dsl::revision.eq(seen.revision));
    let hides = (!seen.visibility.withholds()).then_some(now);
    let changed = diesel::update(target)
        .set((
            dsl::visibility.eq(visibility),
            dsl::embargo_until.eq(embargo_until),
            dsl::hid_at.eq(hides.or(seen.hid_at).filter(|_| visibility.withholds())),
            dsl::updated_at.eq(now),
            dsl::revision.eq(seen.revision + 1),
        ))
        .execute(db)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// How the newest endorsement of an organisation appears.
pub fn visibility_of(db: &mut Db, organisation: OrganisationId) -> Result<Visibility> {
    let of = dsl::endorsements.filter(dsl::organisation_id.eq(organisation));
    Ok(of.order(dsl::id.desc()).select(dsl::visibility).first(db)?)
}

/// How many published signatories are not named.
pub fn count_unnamed(db: &mut Db) -> Result<i64> {
    let published = dsl::state.eq(EndorsementState::Published);
    let known = dsl::endorsements.inner_join(organisations::table).filter(organisations::erased_at.is_null());
    let known = known.filter(organisations::merged_into.is_null());
    let unnamed = known.filter(published.and(dsl::visibility.ne(Visibility::Public)));
    Ok(unnamed.count().get_result(db)?)
}

/// Embargoes that have ended. A double has none of its own: it is named with the one that it became.
pub fn ended_embargoes(db: &mut Db, now: Moment, limit: i64) -> Result<Vec<Endorsement>> {
    let ended = dsl::embargo_until.is_not_null().and(dsl::embargo_until.le(now)).assume_not_null();
    let embargoed = dsl::visibility.eq(Visibility::Embargoed).and(ended);
    let own = dsl::endorsements.inner_join(organisations::table).filter(organisations::merged_into.is_null());
    let found = own.filter(embargoed).order(dsl::id).limit(limit).select(endorsements::all_columns);
    Ok(found.load(db)?)
}

/// Endorsements in a state that nobody has moved since a moment, and that are not erased. What is held for nothing but how many
/// came is not among those that were not confirmed: it waits until it is let through.
pub fn untouched_since(
    db: &mut Db,
    state: EndorsementState,
    since: Moment,
    limit: i64,
) -> Result<Vec<Endorsement>> {
    let held = arrivals::table.filter(arrivals::held.eq_any(Hold::TOO_MANY)).select(arrivals::endorsement_id);
    let waits = dsl::state.eq(EndorsementState::Submitted).and(endorsements::id.eq_any(held));
    let stale = dsl::state.eq(state).and(dsl::updated_at.lt(since)).and(diesel::dsl::not(waits));
    let kept = dsl::endorsements.inner_join(organisations::table).filter(organisations::erased_at.is_null());
    let found = kept.filter(stale).order(dsl::id).limit(limit).select(endorsements::all_columns);
    Ok(found.load(db)?)
}

/// Notes that something about an endorsement changed that is not its state, if nobody was faster.
pub fn touch(db: &mut Db, seen: &Endorsement, now: Moment) -> Result<()> {
    let target = dsl::endorsements.find(seen.id).filter(dsl::revision.eq(seen.revision));
    let changed = diesel::update(target)
        .set((dsl::updated_at.eq(now), dsl::revision.eq(seen.revision + 1)))
        .execute(db)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Forgets what the signer wrote and wished; dates and state stay.
pub fn erase(db: &mut Db, id: EndorsementId) -> Result<()> {
    diesel::update(dsl::endorsements.find(id))
        .set((dsl::statement.eq(None::<String>), dsl::embargo_until.eq(None::<Moment>)))
        .execute(db)?;
    Ok(())
}
