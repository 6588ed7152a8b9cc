//! Merges of signatories, proposed, made and undone.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use super::schema::merges::dsl;
use super::schema::{commitments, organisations, representatives};
use super::{Db, Json, case, organisation_key, revision};
use crate::domain::case::CaseKind;
use crate::domain::ids::{CommitmentId, MergeId, OrganisationId, RepresentativeId};
use crate::domain::merge::{Added, MergeState};
use crate::domain::other_name::NameKind;
use crate::domain::{Error, Moment, Result};

/// What moved from the one that went to the one that stayed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    pub commitments: Vec<CommitmentId>,
    pub representatives: Vec<RepresentativeId>,
    pub added: Added,
}

/// A merge as it stands.
#[derive(Debug, Clone, Queryable)]
pub struct Merge {
    pub id: MergeId,
    /// The one that stays.
    pub survivor_id: OrganisationId,
    /// The one that goes.
    pub merged_id: OrganisationId,
    pub state: MergeState,
    /// What the name of the one that goes is to the one that stays.
    pub name_kind: NameKind,
    pub moved: Json<Moved>,
    pub created_at: Moment,
    pub merged_at: Option<Moment>,
    pub undone_at: Option<Moment>,
    pub revision: i64,
}

/// Keeps a merge that is proposed.
pub fn insert(
    db: &mut Db,
    (survivor, merged): (OrganisationId, OrganisationId),
    kind: NameKind,
    now: Moment,
) -> Result<MergeId> {
    let id = diesel::insert_into(dsl::merges)
        .values((
            dsl::survivor_id.eq(survivor),
            dsl::merged_id.eq(merged),
            dsl::state.eq(MergeState::Proposed),
            dsl::name_kind.eq(kind),
            dsl::moved.eq(Json(Moved::default())),
            dsl::created_at.eq(now),
            dsl::revision.eq(1i64),
        ))
        .returning(dsl::id)
        .get_result(db)?;
    Ok(id)
}

/// The merge with this id.
pub fn find(db: &mut Db, id: MergeId) -> Result<Merge> {
    Ok(dsl::merges.find(id).first(db)?)
}

/// The merge of these two that is proposed, if one is, whichever of them is to stay.
pub fn proposed(db: &mut Db, (one, other): (OrganisationId, OrganisationId)) -> Result<Option<Merge>> {
    let two = dsl::survivor_id.eq_any([one, other]).and(dsl::merged_id.eq_any([one, other]));
    let open = dsl::merges.filter(two.and(dsl::state.eq(MergeState::Proposed)));
    Ok(open.order(dsl::id.desc()).first(db).optional()?)
}

/// The merges into an organisation that were made and hold.
pub fn made_into(db: &mut Db, survivor: OrganisationId) -> Result<Vec<Merge>> {
    let made = dsl::merges.filter(dsl::survivor_id.eq(survivor)).filter(dsl::state.eq(MergeState::Merged));
    Ok(made.order(dsl::id).load(db)?)
}

/// Those with which an organisation became one, or two again, at a moment or since.
pub fn others(db: &mut Db, of: OrganisationId, since: Moment) -> Result<Vec<OrganisationId>> {
    let since = dsl::merged_at.ge(since).or(dsl::undone_at.ge(since)).assume_not_null();
    let merges = dsl::merges.filter(since);
    let mut others: Vec<OrganisationId> =
        merges.filter(dsl::survivor_id.eq(of)).select(dsl::merged_id).load(db)?;
    let stayed = merges.filter(dsl::merged_id.eq(of)).select(dsl::survivor_id);
    others.extend(stayed.load::<OrganisationId>(db)?);
    Ok(others)
}

/// Notes that it was made, and what moved.
pub fn note_made(db: &mut Db, seen: &Merge, moved: Moved, now: Moment) -> Result<()> {
    let made = (dsl::moved.eq(Json(moved)), dsl::merged_at.eq(now));
    let target = dsl::merges.find(seen.id).filter(dsl::revision.eq(seen.revision));
    let changed = diesel::update(target)
        .set((dsl::state.eq(MergeState::Merged), made, dsl::revision.eq(seen.revision + 1)))
        .execute(db)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Notes that it is over: undone, or never made.
pub fn note_over(db: &mut Db, seen: &Merge, state: MergeState, now: Moment) -> Result<()> {
    let target = dsl::merges.find(seen.id).filter(dsl::revision.eq(seen.revision));
    let undone_at = (state == MergeState::Undone).then_some(now);
    let changed = diesel::update(target)
        .set((dsl::state.eq(state), dsl::undone_at.eq(undone_at), dsl::revision.eq(seen.revision + 1)))
        .execute(db)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Makes an organisation another one's double, or one of its own again, if nobody changed it meanwhile. A double has no
/// keys: it is found as the other one.
pub fn point(
    db: &mut Db,
    (of, seen): (OrganisationId, i64),
    into: Option<OrganisationId>,
    now: Moment,
) -> Result<()> {
    let target = organisations::table.find(of).filter(organisations::revision.eq(seen));
    let changed = diesel::update(target)
        .set((
            organisations::merged_into.eq(into),
            organisations::updated_at.eq(now),
            organisations::revision.eq(seen + 1),
        ))
        .execute(db)?;
    if changed == 1 { organisation_key::leave(db, of) } else { Err(Error::Conflict) }
}

/// The doubles of an organisation.
pub fn doubles(db: &mut Db, of: OrganisationId) -> Result<Vec<OrganisationId>> {
    let doubles = organisations::table.filter(organisations::merged_into.eq(of));
    Ok(doubles.order(organisations::id).select(organisations::id).load(db)?)
}

/// An organisation, itself first, with all that went into it.
pub fn whole(db: &mut Db, of: OrganisationId) -> Result<Vec<OrganisationId>> {
    let (mut all, mut at) = (vec![of], 0);
    while let Some(one) = all.get(at).copied() {
        all.extend(doubles(db, one)?);
        at += 1;
    }
    Ok(all)
}

/// Hands commitments over with the Cases about them, those that are still where they were. The words are those by which Cases
/// about the other organisation are found. Gives the commitments' public ids.
pub fn hand_over(
    db: &mut Db,
    ids: &[CommitmentId],
    (from, to): (OrganisationId, OrganisationId),
    words: &str,
) -> Result<Vec<String>> {
    let of = commitments::id.eq_any(ids.to_vec()).and(commitments::organisation_id.eq(from));
    let there = commitments::table.filter(of).order(commitments::id);
    let there: Vec<(CommitmentId, String, Option<Moment>)> =
        there.select((commitments::id, commitments::public_id, commitments::published_at)).load(db)?;
    let ids: Vec<CommitmentId> = there.iter().map(|(id, ..)| *id).collect();
    let target = commitments::table.filter(commitments::id.eq_any(ids.clone()));
    diesel::update(target).set(commitments::organisation_id.eq(to)).execute(db)?;
    let subjects: Vec<i64> = ids.iter().map(|id| id.0).collect();
    case::follow(db, (CaseKind::Commitment, &subjects), (to, words))?;
    let changes: Vec<i64> = revision::follow(db, &ids, to)?.iter().map(|id| id.0).collect();
    case::follow(db, (CaseKind::Amendment, &changes), (to, words))?;
    Ok(there.into_iter().filter_map(|(_, public_id, published)| published.map(|_| public_id)).collect())
}

/// Lets people act for another organisation, those of them who are still with the one, also where they act no more.
pub fn send_over(
    db: &mut Db,
    ids: &[RepresentativeId],
    (from, to): (OrganisationId, OrganisationId),
) -> Result<()> {
    let of = representatives::id.eq_any(ids.to_vec()).and(representatives::organisation_id.eq(from));
    diesel::update(representatives::table.filter(of))
        .set(representatives::organisation_id.eq(to))
        .execute(db)?;
    Ok(())
}
