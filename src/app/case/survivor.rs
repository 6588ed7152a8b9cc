//! Signatories that became one: the Case of the one that went leads to the one that stayed, and the other way round.

use super::twins::Sight;
use crate::app::{App, identity};
use crate::domain::Result;
use crate::domain::case::{CaseKind, CaseOutcome};
use crate::domain::ids::OrganisationId;
use crate::store::case::Case;
use crate::store::organisation::Organisation;
use crate::store::{self, Db};

/// The one into which a signatory went.
#[derive(Debug)]
pub struct Survivor {
    /// Nothing of one that must not be named, until the colleague has looked who it is.
    pub organisation: Option<Organisation>,
    /// The number of the Case in which they became one, where it is of this site.
    pub case: Option<i64>,
}

/// Into what a signatory went, as a colleague may see it; nothing of one that stands by itself.
pub(super) fn of(app: &App, db: &mut Db, gone: &Organisation, sight: Sight) -> Result<Option<Survivor>> {
    let Some(into) = gone.merged_into else { return Ok(None) };
    let stays = identity::find(app, db, into)?;
    let told = !sight.is_masked(db, &stays)? && stays.erased_at.is_none();
    let made = store::merge::made_into(db, into)?.into_iter().find(|merge| merge.merged_id == gone.id);
    let mut cases = store::case::of_organisation(db, into)?.into_iter();
    let is_made = |case: &Case| {
        let this = case.kind == CaseKind::Merge && Some(case.subject_id) == made.as_ref().map(|one| one.id.0);
        this && case.outcome == Some(CaseOutcome::Merged)
    };
    Ok(Some(Survivor {
        case: cases.find(is_made).map(|case| case.number),
        organisation: told.then_some(stays),
    }))
}

/// What those are called that went into a signatory; without a name those that must not be named.
pub(super) fn doubles(db: &mut Db, of: OrganisationId) -> Result<Vec<String>> {
    let doubles = store::merge::doubles(db, of)?.into_iter();
    doubles.map(|double| Ok(store::organisation::find(db, double)?.name)).collect()
}
