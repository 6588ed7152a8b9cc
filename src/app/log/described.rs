//! Whether pages describe signatories as the entries do. No list holds a description, so nobody outside compares it.

use std::collections::HashMap;

use serde_json::Value;

use super::adopted::CameBack;
use super::row;
use crate::app::register::public_state;
use crate::domain::Result;
use crate::domain::entry::EntryKind;
use crate::domain::ids::OrganisationId;
use crate::domain::visibility::{Shown, public_now};
use crate::log::check::Finding;
use crate::log::subject;
use crate::store::entry::Entry;
use crate::store::{self, Db};

/// Entries that are looked at together.
const AT_ONCE: usize = 10_000;

/// The kinds that describe.
const KINDS: [EntryKind; 3] =
    [EntryKind::EndorsementPublished, EntryKind::OrganisationAmended, EntryKind::OrganisationRenamed];

/// What an organisation may be described as.
type Told = HashMap<OrganisationId, Vec<Option<String>>>;

/// Those that are shown with another description than that of their newest entry.
pub(super) fn otherwise(db: &mut Db) -> Result<Vec<Finding>> {
    let told = read(db)?;
    let mut found = Vec::new();
    for (organisation, endorsement) in store::public::signatories(db)? {
        let state = public_state(endorsement.state, organisation.merged_into.is_some());
        let is_shown = public_now(endorsement.visibility, state) == Shown::Card;
        let said = told.get(&organisation.id).filter(|_| is_shown);
        if said.is_some_and(|said| !said.contains(&organisation.description)) {
            let slug = organisation.slug.unwrap_or_default();
            let what = format!("the signatory {slug} is described otherwise than its newest entry says");
            found.push(Finding { entry: None, signatory: None, what });
        }
    }
    Ok(found)
}

/// What the entries say, but for those that came back without the rows that they were about.
fn read(db: &mut Db) -> Result<Told> {
    let came_back = CameBack::read(db)?;
    let (mut told, kinds) = (Told::new(), KINDS.map(EntryKind::code));
    for from in (0..store::register_state::next_entry(db)?).step_by(AT_ONCE) {
        let mut entries = store::entry::of_kinds(db, &kinds, (from, from + row(AT_ONCE as u64)), i64::MAX)?;
        entries.retain(|entry| !came_back.has(entry.number));
        hear(&mut told, &entries);
    }
    hear(&mut told, &store::entry::waiting(db)?);
    Ok(told)
}

/// Takes in what some entries say, in the order of the log.
fn hear(told: &mut Told, entries: &[Entry]) {
    for entry in entries {
        let (Some(of), Some(description)) = (entry.organisation_id, described(entry)) else { continue };
        let said = told.entry(of).or_default();
        // Those of a batch stand in chance order: any of them may be the last.
        if !subject::is_of_batch(&entry.subject) {
            said.clear();
        }
        said.push(description);
    }
}

/// The description that an entry gives, if it gives any.
fn described(entry: &Entry) -> Option<Option<String>> {
    EntryKind::from_code(&entry.kind).filter(|kind| KINDS.contains(kind))?;
    let body: Value = serde_json::from_str(entry.body.as_deref()?).ok()?;
    let description = body.get("after").unwrap_or(&body).get("description")?;
    Some(description.as_str().map(str::to_owned))
}
