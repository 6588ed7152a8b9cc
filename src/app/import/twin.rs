//! What makes a row a duplicate: an organisation that is there already, or a row that came earlier in the list.

use std::collections::HashMap;

use super::report::Duplicate;
use crate::domain::Result;
use crate::domain::case::CaseState;
use crate::domain::country::Country;
use crate::domain::endorsement::EndorsementState;
use crate::domain::ids::OrganisationId;
use crate::domain::organisation::{Category, Profile};
use crate::store::endorsement::Standing;
use crate::store::{self, Db};

/// Skeleton, category and country: what makes two the same.
type Likeness = (String, Category, Option<Country>);

/// What is there already, and what came earlier in the list.
pub(super) struct Known(HashMap<Likeness, Twin>);

struct Twin {
    name: String,
    place: Place,
}

/// Where a twin stands.
enum Place {
    Line(u64),
    Database(OrganisationId, EndorsementState),
}

impl Known {
    /// Everything that is there and that somebody stands behind. What nobody confirmed keeps no row out, since any
    /// stranger can send a form; and of several that are alike the one counts that is not over.
    ///
    /// # Errors
    /// Internal, if the database does not answer.
    pub fn read(db: &mut Db) -> Result<Known> {
        let standings = store::endorsement::standings(db)?.into_iter();
        // Oldest first, so that an organisation's newest is left.
        let standings: HashMap<_, _> = standings.map(|one| (one.organisation_id, one)).collect();
        let mut known: HashMap<Likeness, Twin> = HashMap::new();
        for organisation in store::organisation::all_known(db)? {
            // A double stands where the one stands that it became.
            let of = organisation.merged_into.unwrap_or(organisation.id);
            let Some(standing) = standings.get(&of).filter(|one| one.was_confirmed()) else { continue };
            let country = organisation.country.as_deref().and_then(|code| Country::parse(code).ok());
            let likeness = (organisation.skeleton, organisation.category, country);
            if known.get(&likeness).is_none_or(Twin::is_over) {
                known.insert(likeness, Twin::there(organisation.name, standing));
            }
        }
        Ok(Known(known))
    }

    /// Tells of the twin of a row, if it has one.
    ///
    /// # Errors
    /// Internal, if the database does not answer.
    pub fn twin(&self, db: &mut Db, line: u64, profile: &Profile) -> Result<Option<Duplicate>> {
        let Some(twin) = self.0.get(&likeness(profile)) else { return Ok(None) };
        let (name, twin_name) = (profile.name.as_str().to_owned(), twin.name.clone());
        let (twin_line, twin_state, twin_case) = match twin.place {
            Place::Line(line) => (Some(line), None, None),
            Place::Database(id, state) => (None, Some(state), open_case(db, id)?),
        };
        Ok(Some(Duplicate { line, name, twin: twin_name, twin_line, twin_state, twin_case }))
    }

    /// Remembers a row that is taken in.
    pub fn add(&mut self, line: u64, profile: &Profile) {
        let twin = Twin { name: profile.name.as_str().to_owned(), place: Place::Line(line) };
        self.0.insert(likeness(profile), twin);
    }
}

impl Twin {
    fn there(name: String, standing: &Standing) -> Twin {
        Twin { name, place: Place::Database(standing.organisation_id, standing.state) }
    }

    fn is_over(&self) -> bool {
        matches!(self.place, Place::Database(_, state) if state.is_over())
    }
}

fn likeness(profile: &Profile) -> Likeness {
    (profile.likeness().skeleton.as_str().to_owned(), profile.category, profile.country)
}

/// The number of the newest Case of an organisation that is not closed.
fn open_case(db: &mut Db, of: OrganisationId) -> Result<Option<i64>> {
    let mut cases = store::case::of_organisation(db, of)?.into_iter();
    Ok(cases.find(|case| case.state != CaseState::Closed).map(|case| case.number))
}
