//! Commitments: promises that can be checked.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use super::schema::commitments::{self, dsl};
use super::{Db, Json};
use crate::domain::commitment::{Kind, Measure, Stage, StoredState};
use crate::domain::currency::Money;
use crate::domain::draft::Promise;
use crate::domain::ids::{CommitmentId, OrganisationId};
use crate::domain::{Day, Error, Moment, Result};

/// A commitment as it stands.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = commitments, treat_none_as_default_value = false)]
pub struct Commitment {
    pub id: CommitmentId,
    pub public_id: String,
    pub organisation_id: OrganisationId,
    pub state: StoredState,
    pub kind: Kind,
    pub title: String,
    pub action: String,
    pub measure: Json<Measure>,
    /// Ids of paragraphs of the Call that it serves.
    pub paragraphs: Json<Vec<String>>,
    /// ISO 3166-1 alpha-2.
    pub countries: Json<Vec<String>>,
    /// Links.
    pub evidence: Json<Vec<String>>,
    /// Its words (`Words` in `app/identity.rs`), where the organisation must not be named: they are empty then.
    pub sealed: Option<Vec<u8>>,
    pub start_on: Option<Json<Day>>,
    pub due_on: Json<Day>,
    pub stage: Option<Stage>,
    /// In the currency's smallest unit.
    pub amount_minor: Option<i64>,
    /// ISO 4217.
    pub currency: Option<String>,
    pub reason: Option<String>,
    pub version: i64,
    pub created_at: Moment,
    pub published_at: Option<Moment>,
    pub ended_at: Option<Moment>,
    pub updated_at: Moment,
    pub revision: i64,
}

/// A commitment about to be kept.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = commitments)]
pub struct NewCommitment {
    pub public_id: String,
    pub organisation_id: OrganisationId,
    pub state: StoredState,
    pub kind: Kind,
    pub title: String,
    pub action: String,
    pub measure: Json<Measure>,
    pub paragraphs: Json<Vec<String>>,
    pub countries: Json<Vec<String>>,
    pub evidence: Json<Vec<String>>,
    pub sealed: Option<Vec<u8>>,
    pub start_on: Option<Json<Day>>,
    pub due_on: Json<Day>,
    pub stage: Option<Stage>,
    pub amount_minor: Option<i64>,
    pub currency: Option<String>,
    pub version: i64,
    pub created_at: Moment,
    pub updated_at: Moment,
    pub revision: i64,
}

/// What a commitment promises, whatever became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    pub kind: Kind,
    pub title: String,
    pub action: String,
    pub measure: Measure,
    pub start: Option<Day>,
    pub due: Day,
    pub amount: Option<Money>,
    pub stage: Option<Stage>,
    /// Ids of paragraphs of the Call.
    pub paragraphs: Vec<String>,
    /// ISO 3166-1 alpha-2.
    pub countries: Vec<String>,
}

impl Terms {
    /// Whether all that told what was promised has gone.
    pub fn is_blank(&self) -> bool {
        self.title.is_empty()
    }

    /// What is left when everything that tells what was promised has gone.
    #[must_use]
    pub fn blank(&self) -> Terms {
        Terms {
            kind: self.kind,
            title: String::new(),
            action: String::new(),
            measure: Measure::Deliverable,
            start: None,
            due: self.due,
            amount: None,
            stage: None,
            paragraphs: Vec::new(),
            countries: Vec::new(),
        }
    }
}

impl Commitment {
    /// Why its organisation gave it up, in its own words as they are opened. While it is hidden the column holds a code of the
    /// catalogue, which is not theirs.
    pub fn dropped_reason(&self) -> Option<&str> {
        self.reason.as_deref().filter(|_| self.state == StoredState::Dropped)
    }

    /// What it promises, as it is opened.
    pub fn terms(&self) -> Terms {
        Terms {
            kind: self.kind,
            title: self.title.clone(),
            action: self.action.clone(),
            measure: self.measure.0.clone(),
            start: self.start_on.as_ref().map(|on| on.0),
            due: self.due_on.0,
            amount: Money::kept(self.amount_minor, self.currency.as_deref()),
            stage: self.stage,
            paragraphs: self.paragraphs.0.clone(),
            countries: self.countries.0.clone(),
        }
    }
}

impl From<&Promise> for Terms {
    fn from(promise: &Promise) -> Terms {
        Terms {
            kind: promise.kind,
            title: promise.title.as_str().to_owned(),
            action: promise.action.as_str().to_owned(),
            measure: promise.measure.clone(),
            start: promise.start,
            due: promise.due,
            amount: promise.amount,
            stage: promise.stage,
            paragraphs: promise.paragraphs.clone(),
            countries: promise.countries.iter().map(|country| country.code().to_owned()).collect(),
        }
    }
}

/// Adds a commitment.
pub fn insert(db: &mut Db, new: &NewCommitment) -> Result<CommitmentId> {
    Ok(diesel::insert_into(dsl::commitments).values(new).returning(dsl::id).get_result(db)?)
}

/// The commitment with this id.
pub fn find(db: &mut Db, id: CommitmentId) -> Result<Commitment> {
    Ok(dsl::commitments.find(id).first(db)?)
}

/// How many published commitments cite a paragraph of the Call.
pub fn citing(db: &mut Db, paragraph: &str) -> Result<i64> {
    // The list is kept as JSON, and no id has a sign that LIKE reads otherwise.
    let cites = dsl::paragraphs.like(format!("%\"{paragraph}\"%"));
    Ok(dsl::commitments.filter(cites.and(dsl::published_at.is_not_null())).count().get_result(db)?)
}

/// The public ids of some commitments.
pub fn public_ids(db: &mut Db, ids: &[CommitmentId]) -> Result<Vec<(CommitmentId, String)>> {
    let of = dsl::commitments.filter(dsl::id.eq_any(ids.to_vec()));
    Ok(of.select((dsl::id, dsl::public_id)).load(db)?)
}

/// The commitment that the public knows by this id.
pub fn by_public_id(db: &mut Db, public_id: &str) -> Result<Commitment> {
    Ok(dsl::commitments.filter(dsl::public_id.eq(public_id)).first(db)?)
}

/// The commitment that the public knows by this id, if there is one that was ever published.
pub fn published_as(db: &mut Db, public_id: &str) -> Result<Option<CommitmentId>> {
    let published =
        dsl::commitments.filter(dsl::public_id.eq(public_id)).filter(dsl::published_at.is_not_null());
    Ok(published.select(dsl::id).first(db).optional()?)
}

/// All commitments of an organisation, oldest first.
pub fn of_organisation(db: &mut Db, organisation: OrganisationId) -> Result<Vec<Commitment>> {
    Ok(dsl::commitments.filter(dsl::organisation_id.eq(organisation)).order(dsl::id).load(db)?)
}

/// Those that were given up and say why in the clear, although the organisation must not be named.
pub fn telling_why(db: &mut Db) -> Result<Vec<Commitment>> {
    let told = dsl::commitments.filter(dsl::state.eq(StoredState::Dropped).and(dsl::reason.is_not_null()));
    Ok(told.filter(dsl::sealed.is_not_null()).order(dsl::id).load(db)?)
}

/// Puts a commitment's words away, or gives them back. Whoever has seen it before changes it no more: they would write in the clear
/// what is put away.
pub fn set_words(
    db: &mut Db,
    id: CommitmentId,
    (title, action, reason): (&str, &str, Option<&str>),
    sealed: Option<&[u8]>,
) -> Result<()> {
    let words = (dsl::title.eq(title), dsl::action.eq(action), dsl::reason.eq(reason));
    diesel::update(dsl::commitments.find(id))
        .set((words, dsl::sealed.eq(sealed), dsl::revision.eq(dsl::revision + 1)))
        .execute(db)?;
    Ok(())
}

/// Lets other acts that change a commitment of an organisation wait until this one is over; what is read from then on is what they
/// left.
pub fn hold_of(db: &mut Db, organisation: OrganisationId) -> Result<()> {
    let of = dsl::commitments.filter(dsl::organisation_id.eq(organisation));
    diesel::update(of).set(dsl::revision.eq(dsl::revision)).execute(db)?;
    Ok(())
}

/// Moves a commitment on, if nobody was faster. The first publication is dated.
pub fn set_state(db: &mut Db, seen: &Commitment, state: StoredState, now: Moment) -> Result<()> {
    let published_at = seen.published_at.or((state == StoredState::Active).then_some(now));
    let target = dsl::commitments.find(seen.id).filter(dsl::revision.eq(seen.revision));
    let changed = diesel::update(target)
        .set((
            dsl::state.eq(state),
            dsl::published_at.eq(published_at),
            dsl::updated_at.eq(now),
            dsl::revision.eq(seen.revision + 1),
        ))
        .execute(db)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Dates a commitment that was taken over from another register.
pub fn date(db: &mut Db, id: CommitmentId, published_at: Moment, ended_at: Option<Moment>) -> Result<()> {
    let dates = (dsl::published_at.eq(published_at), dsl::ended_at.eq(ended_at));
    diesel::update(dsl::commitments.find(id)).set(dates).execute(db)?;
    Ok(())
}

/// Notes the reason for the present state.
pub fn set_reason(db: &mut Db, id: CommitmentId, reason: Option<&str>) -> Result<()> {
    diesel::update(dsl::commitments.find(id)).set(dsl::reason.eq(reason)).execute(db)?;
    Ok(())
}

/// Replaces what a commitment says, after a question from the ministry, if nobody was faster.
pub fn rewrite(db: &mut Db, seen: &Commitment, new: &NewCommitment) -> Result<()> {
    let target = dsl::commitments.find(seen.id).filter(dsl::revision.eq(seen.revision));
    let changed = diesel::update(target)
        .set((
            dsl::kind.eq(new.kind),
            dsl::title.eq(&new.title),
            dsl::action.eq(&new.action),
            dsl::measure.eq(&new.measure),
            dsl::paragraphs.eq(&new.paragraphs),
            dsl::countries.eq(&new.countries),
            dsl::sealed.eq(&new.sealed),
            dsl::start_on.eq(&new.start_on),
            dsl::due_on.eq(&new.due_on),
            dsl::stage.eq(new.stage),
            dsl::amount_minor.eq(new.amount_minor),
            dsl::currency.eq(&new.currency),
            dsl::updated_at.eq(new.updated_at),
            dsl::revision.eq(seen.revision + 1),
        ))
        .execute(db)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Makes a published commitment promise something else from now on, as its next version, if nobody was faster.
pub fn revise(db: &mut Db, seen: &Commitment, terms: &Terms, now: Moment) -> Result<()> {
    let target = dsl::commitments.find(seen.id).filter(dsl::revision.eq(seen.revision));
    let changed = diesel::update(target)
        .set((
            (dsl::kind.eq(terms.kind), dsl::title.eq(&terms.title), dsl::action.eq(&terms.action)),
            dsl::measure.eq(Json(terms.measure.clone())),
            dsl::paragraphs.eq(Json(terms.paragraphs.clone())),
            dsl::countries.eq(Json(terms.countries.clone())),
            (dsl::start_on.eq(terms.start.map(Json)), dsl::due_on.eq(Json(terms.due))),
            dsl::stage.eq(terms.stage),
            dsl::amount_minor.eq(terms.amount.map(|money| money.minor)),
            dsl::currency.eq(terms.amount.map(|money| money.currency.code().to_owned())),
            (dsl::version.eq(seen.version + 1), dsl::updated_at.eq(now)),
            dsl::revision.eq(seen.revision + 1),
        ))
        .execute(db)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Forgets a commitment that was never published, if nobody was faster.
pub fn take_off(db: &mut Db, seen: &Commitment) -> Result<()> {
    let target = dsl::commitments.find(seen.id).filter(dsl::revision.eq(seen.revision));
    let gone = diesel::delete(target.filter(dsl::published_at.is_null())).execute(db)?;
    if gone == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Notes that the organisation gave a commitment up, and why.
pub fn drop(db: &mut Db, seen: &Commitment, reason: Option<&str>, now: Moment) -> Result<()> {
    let target = dsl::commitments.find(seen.id).filter(dsl::revision.eq(seen.revision));
    let changed = diesel::update(target)
        .set((
            dsl::state.eq(StoredState::Dropped),
            dsl::reason.eq(reason),
            dsl::ended_at.eq(now),
            dsl::updated_at.eq(now),
            dsl::revision.eq(seen.revision + 1),
        ))
        .execute(db)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Forgets what the commitments of an erased organisation say. That there were some stays, and when. Whoever has seen them before
/// changes them no more: they would bring back what is forgotten.
pub fn blank_of(db: &mut Db, organisation: OrganisationId) -> Result<()> {
    let none = || Json(Vec::<String>::new());
    diesel::update(dsl::commitments.filter(dsl::organisation_id.eq(organisation)))
        .set((
            (dsl::title.eq(""), dsl::action.eq(""), dsl::sealed.eq(None::<Vec<u8>>)),
            (dsl::measure.eq(Json(Measure::Deliverable)), dsl::reason.eq(None::<String>)),
            (dsl::paragraphs.eq(none()), dsl::countries.eq(none()), dsl::evidence.eq(none())),
            (dsl::stage.eq(None::<Stage>), dsl::amount_minor.eq(None::<i64>)),
            (dsl::currency.eq(None::<String>), dsl::start_on.eq(None::<Json<Day>>)),
            dsl::revision.eq(dsl::revision + 1),
        ))
        .execute(db)?;
    Ok(())
}

/// Forgets the commitments of an organisation that was never published.
pub fn erase_of(db: &mut Db, organisation: OrganisationId) -> Result<()> {
    let unpublished = dsl::organisation_id.eq(organisation).and(dsl::published_at.is_null());
    diesel::delete(dsl::commitments.filter(unpublished)).execute(db)?;
    Ok(())
}
