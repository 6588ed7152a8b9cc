//! Organisations that may be the same as the one that a Case is about: by what both are called, domain and numbers;
//! states also by country and by the letter on which they were entered. A hint, never a reason to refuse.
//!
//! Of one that must not be named, whoever has not looked at it is told that it is there and nothing else: how much it is
//! like a name that is known, in what, or where its Case is, would tell who it is.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::matter::Matter;
use super::publish;
use crate::app::identity::{self, Likeness};
use crate::app::register::public_state;
use crate::app::{App, kin, unmasking};
use crate::domain::endorsement::EndorsementState;
use crate::domain::ids::{OrganisationId, StaffId};
use crate::domain::kinship::{Resemblance, TOLD};
use crate::domain::organisation::Category;
use crate::domain::similarity::SimilarTo;
use crate::domain::{Error, Moment, Result};
use crate::store::assurance::{Assurance, Evidence};
use crate::store::organisation::Organisation;
use crate::store::{self, Db};

/// The most that are told of.
const SHOWN: usize = 20;
/// What a state of the same country, or one with the same letter, counts.
const STATE: u8 = 90;

/// An organisation that may be the same.
#[derive(Debug, Clone)]
pub struct Twin {
    pub organisation: Organisation,
    /// How sure it is, of 100.
    pub score: u8,
    /// The strongest reason first.
    pub how: Vec<SimilarTo>,
    pub state: Option<EndorsementState>,
    /// The newest Case about it.
    pub case: Option<i64>,
}

/// Organisations that may be the same.
#[derive(Debug, Clone, Default)]
pub struct Twins {
    /// Those that are named here, the surest first.
    pub told: Vec<Twin>,
    /// Those that are not. That there are any is all that may be told.
    pub masked: Vec<OrganisationId>,
}

impl Twins {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.told.len() + self.masked.len()
    }
}

/// What is told of those that must not be named.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sight {
    /// Not even that they are there.
    Nothing,
    /// That they are there.
    Masked,
    /// The same, to a colleague who may look, at a moment: everything of those that were looked at.
    Looked(StaffId, Moment),
}

impl Sight {
    /// What a colleague sees who may look at identities, or may not.
    pub(super) fn of(who: StaffId, trusted: bool, now: Moment) -> Sight {
        if trusted { Sight::Looked(who, now) } else { Sight::Nothing }
    }

    pub(super) fn is_masked(self, db: &mut Db, organisation: &Organisation) -> Result<bool> {
        match self {
            Sight::Looked(who, now) => unmasking::is_masked(db, who, organisation, now),
            Sight::Nothing | Sight::Masked => Ok(organisation.sealed.is_some()),
        }
    }
}

/// Organisations that may be the same, with where each stands. One that went into another has none of its own: whom it is
/// like is told of the one that stays.
pub(super) fn find(
    app: &App,
    db: &mut Db,
    (to, letters): (&Organisation, &[Assurance]),
    sight: Sight,
) -> Result<Twins> {
    if to.merged_into.is_some() {
        return Ok(Twins::default());
    }
    // What stays masked cannot be compared.
    let mut alike = if to.name.is_empty() { Vec::new() } else { by_likeness(app, db, to)? };
    if to.category == Category::State {
        for (id, how) in states(db, (to, letters))? {
            match alike.iter_mut().find(|(known, _)| known.id == id) {
                Some((_, known)) => known.why.extend(how),
                None => alike.push((identity::find(app, db, id)?, Resemblance { score: STATE, why: how })),
            }
        }
    }
    alike.retain(|(organisation, _)| !matches!(sight, Sight::Nothing) || organisation.sealed.is_none());
    let surest = |(one, how): &(Organisation, Resemblance)| (Reverse(how.score), one.id);
    alike.sort_by_key(surest);
    // Half of the places are kept for whom the register has, however many forms are like it too.
    let known = alike.iter().filter(|(one, _)| one.number.is_some()).take(SHOWN / 2);
    let kept: BTreeSet<OrganisationId> = known.map(|(one, _)| one.id).collect();
    alike.sort_by_key(|one| (!kept.contains(&one.0.id), surest(one)));
    alike.truncate(SHOWN);
    alike.sort_by_key(surest);
    let mut twins = Twins::default();
    for (organisation, how) in alike {
        if sight.is_masked(db, &organisation)? {
            twins.masked.push(organisation.id);
        } else {
            twins.told.push(placed(db, organisation, how)?);
        }
    }
    Ok(twins)
}

/// Whether a Case is like some that must not be named, and like none of which everybody can read that it has signed.
pub(super) fn none_is_known(app: &App, db: &mut Db, matter: &Matter) -> Result<bool> {
    let proposed = publish::proposed(matter)?;
    let twins = find(app, db, (&proposed, &matter.assurances), Sight::Masked)?;
    let known = |twin: &Twin| twin.state.is_some_and(|state| public_state(state, false).is_some());
    Ok(!twins.masked.is_empty() && !twins.told.iter().any(known))
}

type Alike = Vec<(Organisation, Resemblance)>;

fn by_likeness(app: &App, db: &mut Db, to: &Organisation) -> Result<Alike> {
    let own = kin::of(app, db, to)?;
    let mut near = kin::candidates(app, db, to, &own)?;
    // What came in this second has no keys yet.
    let likeness = Likeness::of(app, to);
    for same in store::organisation::similar(db, to.id, &likeness.domains, &likeness.skeletons)? {
        if near.iter().all(|known| known.id != same.id) {
            near.push(identity::find(app, db, same.id)?);
        }
    }
    near.retain(|other| other.merged_into.is_none() && other.erased_at.is_none() && !other.name.is_empty());
    let weighed = near.into_iter().map(|other| {
        let how = own.resembles(&kin::of(app, db, &other)?);
        Ok((other, how))
    });
    let weighed: Alike = weighed.collect::<Result<_>>()?;
    Ok(weighed.into_iter().filter(|(_, how)| how.score >= TOLD).collect())
}

/// Other states of the same country, or with the same letter.
fn states(
    db: &mut Db,
    (to, letters): (&Organisation, &[Assurance]),
) -> Result<Vec<(OrganisationId, Vec<SimilarTo>)>> {
    let mut alike = Vec::new();
    for state in store::organisation::other_states(db, to.id)? {
        let country = to.country.is_some() && state.country == to.country;
        let theirs = store::assurance::of_organisation(db, state.id)?;
        let letter = theirs.iter().any(|one| letters.iter().any(|other| same_letter(one, other)));
        let found = [(country, SimilarTo::SameCountry), (letter, SimilarTo::SameLetter)];
        let how: Vec<SimilarTo> = found.into_iter().filter(|(alike, _)| *alike).map(|(_, how)| how).collect();
        if !how.is_empty() && state.merged_into.is_none() {
            alike.push((state.id, how));
        }
    }
    Ok(alike)
}

fn same_letter(one: &Assurance, other: &Assurance) -> bool {
    match (&one.evidence.0, &other.evidence.0) {
        (
            Evidence::Letter { reference, sha256, .. },
            Evidence::Letter { reference: other_reference, sha256: other_sha256, .. },
        ) => {
            let scanned = !sha256.is_empty() && sha256 == other_sha256;
            scanned || reference.trim().eq_ignore_ascii_case(other_reference.trim())
        }
        _ => false,
    }
}

fn placed(db: &mut Db, organisation: Organisation, how: Resemblance) -> Result<Twin> {
    let endorsement = match store::endorsement::of_organisation(db, organisation.id) {
        Err(Error::NotFound) => None,
        found => Some(found?),
    };
    let case = store::case::of_organisation(db, organisation.id)?.first().map(|case| case.number);
    let state = endorsement.map(|found| found.state);
    let Resemblance { score, why: how } = how;
    Ok(Twin { score, how, state, case, organisation })
}
