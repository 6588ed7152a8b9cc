//! Entries of before there were ids, which name their signatory by its slug alone. None is made today, and each is about
//! the one whose slug it names.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use super::specified::LACKS_ID;
use crate::domain::Result;
use crate::domain::entry::EntryKind;
use crate::domain::ids::OrganisationId;
use crate::store::entry::Entry;
use crate::store::{self, Db};

const PUBLISHED: EntryKind = EntryKind::EndorsementPublished;
const RESTORED: EntryKind = EntryKind::EndorsementRestored;

/// What is read of a body.
#[derive(Default, Deserialize)]
struct Named {
    organisation: Option<String>,
    slug: Option<String>,
}

impl Named {
    fn by(entry: &Entry) -> Named {
        entry.body.as_deref().and_then(|body| serde_json::from_str(body).ok()).unwrap_or_default()
    }
}

/// The first of some entries, which stand in the order of the log, that names a slug alone where it should have ids, or
/// another's slug.
///
/// # Errors
/// Internal, if the database does not answer.
pub(super) fn first_wrong(db: &mut Db, entries: &[Entry]) -> Result<Option<(u64, String)>> {
    let lacks_id = |entry: &&Entry| {
        let named = Named::by(entry);
        named.organisation.is_none() && named.slug.is_some()
    };
    let nameless: Vec<&Entry> = entries.iter().filter(lacks_id).collect();
    if nameless.is_empty() {
        return Ok(None);
    }
    let kinds = [PUBLISHED.code(), RESTORED.code()];
    let mut given = store::entry::of_kinds(db, &kinds, (0, i64::MAX), i64::MAX)?;
    given.extend(entries.iter().filter(|one| kinds.contains(&one.kind.as_str())).cloned());
    // The first publication with ids, and that of each slug; and who had which slug.
    let (mut first, mut by_slug): (Option<i64>, HashMap<String, i64>) = (None, HashMap::new());
    let mut had: HashSet<(OrganisationId, String)> = HashSet::new();
    for entry in &given {
        let Named { organisation, slug } = Named::by(entry);
        let (Some(slug), Some(number)) = (slug, entry.number) else { continue };
        had.extend(entry.organisation_id.map(|of| (of, slug.clone())));
        if organisation.is_some() && entry.kind == PUBLISHED.code() {
            first = Some(first.map_or(number, |first| first.min(number)));
            let earliest = by_slug.entry(slug).or_insert(number);
            *earliest = number.min(*earliest);
        }
    }
    for entry in nameless {
        let (Some(number), Some(of)) = (entry.number, entry.organisation_id) else { continue };
        let slug = Named::by(entry).slug.unwrap_or_default();
        let with_ids = if entry.kind == PUBLISHED.code() { first } else { by_slug.get(&slug).copied() };
        if with_ids.is_some_and(|before| before < number) {
            return Ok(Some((super::place(number), LACKS_ID.to_owned())));
        }
        if !had.contains(&(of, slug.clone())) {
            let what = format!("names the signatory {slug}, and its row is about another");
            return Ok(Some((super::place(number), what)));
        }
    }
    Ok(None)
}
