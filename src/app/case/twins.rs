//! Organisations that may be the same as the one that a Case is about: by domain or name; states also by country and by
//! the letter on which they were entered. A hint, never a reason to refuse.

use crate::app::App;
use crate::app::identity::Likeness;
use crate::domain::endorsement::EndorsementState;
use crate::domain::organisation::Category;
use crate::domain::similarity::SimilarTo;
use crate::domain::{Error, Result};
use crate::store::assurance::{Assurance, Evidence};
use crate::store::organisation::Organisation;
use crate::store::{self, Db};

/// An organisation that may be the same.
#[derive(Debug, Clone)]
pub struct Twin {
    /// The organisation's public id.
    pub public_id: String,
    /// Nothing where its identity is protected.
    pub organisation: Option<Organisation>,
    pub how: Vec<SimilarTo>,
    pub state: Option<EndorsementState>,
    /// The newest Case about it.
    pub case: Option<i64>,
}

/// Organisations that may be the same, with where each stands. Those that must not be named are told of, masked,
/// only to whom may see such identities.
pub(super) fn find(
    app: &App,
    db: &mut Db,
    (to, letters): (&Organisation, &[Assurance]),
    private: bool,
) -> Result<Vec<Twin>> {
    let mut alike = by_name(app, db, to)?;
    if to.category == Category::State {
        for (state, how) in states(db, (to, letters))? {
            match alike.iter_mut().find(|(known, _)| known.id == state.id) {
                Some((_, known)) => known.extend(how),
                None => alike.push((state, how)),
            }
        }
    }
    alike.retain(|(organisation, _)| private || organisation.sealed.is_none());
    alike.into_iter().map(|(organisation, how)| placed(db, organisation, how)).collect()
}

type Alike = Vec<(Organisation, Vec<SimilarTo>)>;

fn by_name(app: &App, db: &mut Db, to: &Organisation) -> Result<Alike> {
    let likeness = Likeness::of(app, to);
    let found = store::organisation::similar(db, to.id, &likeness.domains, &likeness.skeletons)?;
    let how = |organisation: &Organisation| {
        let domain = organisation.domain.as_ref().is_some_and(|domain| likeness.domains.contains(domain));
        let name = likeness.skeletons.contains(&organisation.skeleton);
        which([(domain, SimilarTo::SameDomain), (name, SimilarTo::SameName)])
    };
    let with_how = |organisation: Organisation| {
        let how = how(&organisation);
        (organisation, how)
    };
    Ok(found.into_iter().map(with_how).collect())
}

/// Other states of the same country, or with the same letter.
fn states(db: &mut Db, (to, letters): (&Organisation, &[Assurance])) -> Result<Alike> {
    let mut alike = Vec::new();
    for state in store::organisation::other_states(db, to.id)? {
        let country = to.country.is_some() && state.country == to.country;
        let theirs = store::assurance::of_organisation(db, state.id)?;
        let letter = theirs.iter().any(|one| letters.iter().any(|other| same_letter(one, other)));
        let how = which([(country, SimilarTo::SameCountry), (letter, SimilarTo::SameLetter)]);
        if !how.is_empty() {
            alike.push((state, how));
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

fn which(found: [(bool, SimilarTo); 2]) -> Vec<SimilarTo> {
    found.into_iter().filter(|(alike, _)| *alike).map(|(_, how)| how).collect()
}

fn placed(db: &mut Db, organisation: Organisation, how: Vec<SimilarTo>) -> Result<Twin> {
    let endorsement = match store::endorsement::of_organisation(db, organisation.id) {
        Err(Error::NotFound) => None,
        found => Some(found?),
    };
    let case = store::case::of_organisation(db, organisation.id)?.first().map(|case| case.number);
    let hidden = organisation.sealed.is_some();
    let state = endorsement.map(|found| found.state);
    let public_id = organisation.public_id.clone();
    Ok(Twin { public_id, how, state, case, organisation: Some(organisation).filter(|_| !hidden) })
}
