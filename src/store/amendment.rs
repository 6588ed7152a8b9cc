//! Amendments: proposed changes to a published organisation. Those to one of its commitments are kept beside them, see
//! `revision.rs`.

use diesel::prelude::*;

use super::endorsement::Endorsement;
use super::organisation::Organisation;
use super::schema::amendments::{self, dsl};
use super::{Db, Json};
use crate::domain::amendment::{Amendable, AmendmentState};
use crate::domain::ids::{AmendmentId, EndorsementId, OrganisationId, RepresentativeId};
use crate::domain::{Error, Moment, Result};

/// A proposed change.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = amendments)]
pub struct Amendment {
    pub id: AmendmentId,
    pub organisation_id: OrganisationId,
    pub endorsement_id: EndorsementId,
    pub representative_id: RepresentativeId,
    /// What the register had when it was sent; once it is decided, what it had then.
    pub before: Json<Amendable>,
    /// What was sent; once it is decided, what that came to.
    pub after: Json<Amendable>,
    pub state: AmendmentState,
    pub created_at: Moment,
    pub decided_at: Option<Moment>,
    pub revision: i64,
}

impl Amendment {
    /// What a change that waits comes to, beside what the register has today.
    #[must_use]
    pub fn onto(&self, today: &Amendable) -> Amendable {
        self.after.0.onto(&self.before.0, today)
    }
}

/// A change about to be proposed.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = amendments)]
pub struct NewAmendment {
    pub organisation_id: OrganisationId,
    pub endorsement_id: EndorsementId,
    pub representative_id: RepresentativeId,
    pub before: Json<Amendable>,
    pub after: Json<Amendable>,
    pub state: AmendmentState,
    pub created_at: Moment,
    pub revision: i64,
}

/// What can be amended, as the register has it. A change is compared with this when it is sent, and once more when
/// staff decide it.
pub fn of_register(organisation: &Organisation, endorsement: &Endorsement) -> Amendable {
    Amendable {
        category: organisation.category,
        country: organisation.country.clone(),
        name: organisation.name.clone(),
        website: organisation.website.clone(),
        description: organisation.description.clone(),
        statement: endorsement.statement.clone(),
        names: organisation.names.0.clone(),
        identifiers: organisation.identifiers.0.clone(),
    }
}

/// Adds a proposal.
pub fn insert(db: &mut Db, new: &NewAmendment) -> Result<AmendmentId> {
    Ok(diesel::insert_into(dsl::amendments).values(new).returning(dsl::id).get_result(db)?)
}

/// The amendment with this id.
pub fn find(db: &mut Db, id: AmendmentId) -> Result<Amendment> {
    Ok(dsl::amendments.find(id).select(Amendment::as_select()).first(db)?)
}

/// The amendment that waits for a decision, if there is one. An organisation has one at a time.
pub fn open_of(db: &mut Db, organisation: OrganisationId) -> Result<Option<Amendment>> {
    let open = dsl::state.eq(AmendmentState::InReview).or(dsl::state.eq(AmendmentState::NeedsInfo));
    let of = dsl::amendments.filter(dsl::organisation_id.eq(organisation).and(open));
    let own = of.filter(dsl::commitment_id.is_null());
    Ok(own.order(dsl::id.desc()).select(Amendment::as_select()).first(db).optional()?)
}

/// The amendment that was sent last, if one was ever sent.
pub fn last_of(db: &mut Db, organisation: OrganisationId) -> Result<Option<Amendment>> {
    let of = dsl::amendments.filter(dsl::organisation_id.eq(organisation));
    let own = of.filter(dsl::commitment_id.is_null());
    Ok(own.order(dsl::id.desc()).select(Amendment::as_select()).first(db).optional()?)
}

/// Replaces what is proposed, after a question from the ministry or a second thought, with what the register has now.
pub fn replace(
    db: &mut Db,
    seen: &Amendment,
    (before, after): (&Json<Amendable>, &Json<Amendable>),
) -> Result<()> {
    let target = dsl::amendments.find(seen.id).filter(dsl::revision.eq(seen.revision));
    let changed = diesel::update(target)
        .set((
            dsl::before.eq(before),
            dsl::after.eq(after),
            dsl::state.eq(AmendmentState::InReview),
            dsl::revision.eq(seen.revision + 1),
        ))
        .execute(db)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Forgets what an organisation that was never published wanted to change, also of its commitments.
pub fn erase_of(db: &mut Db, organisation: OrganisationId) -> Result<()> {
    diesel::delete(dsl::amendments.filter(dsl::organisation_id.eq(organisation))).execute(db)?;
    Ok(())
}

/// Forgets what the amendments of an organisation that hides said. The entries hold it, withheld. Whoever has seen one before
/// changes it no more: they would bring back what is forgotten.
pub fn forget_of(db: &mut Db, organisation: OrganisationId) -> Result<()> {
    let of = dsl::amendments.filter(dsl::organisation_id.eq(organisation));
    let of = of.filter(dsl::commitment_id.is_null());
    let rows: Vec<(AmendmentId, Json<Amendable>)> = of.select((dsl::id, dsl::after)).load(db)?;
    for (id, after) in rows {
        let blank = Json(after.0.blank());
        diesel::update(dsl::amendments.find(id))
            .set((dsl::before.eq(&blank), dsl::after.eq(&blank), dsl::revision.eq(dsl::revision + 1)))
            .execute(db)?;
    }
    Ok(())
}

/// Ends an amendment that staff decide, with what the register has now and what it came to beside that, if nobody was
/// faster.
pub fn decide(
    db: &mut Db,
    seen: &Amendment,
    state: AmendmentState,
    today: Amendable,
    now: Moment,
) -> Result<()> {
    set_state(db, (seen.id, seen.revision), state, now)?;
    let sides = (dsl::after.eq(Json(seen.onto(&today))), dsl::before.eq(Json(today)));
    diesel::update(dsl::amendments.find(seen.id)).set(sides).execute(db)?;
    Ok(())
}

/// Moves an amendment on, of whatever it is, if nobody was faster than who has `seen` it at this revision of its row.
pub fn set_state(
    db: &mut Db,
    (id, seen): (AmendmentId, i64),
    state: AmendmentState,
    now: Moment,
) -> Result<()> {
    let target = dsl::amendments.find(id).filter(dsl::revision.eq(seen));
    let changed = diesel::update(target)
        .set((dsl::state.eq(state), dsl::decided_at.eq(now), dsl::revision.eq(seen + 1)))
        .execute(db)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}
