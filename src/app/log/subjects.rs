//! Whether entries that are to be signed have subjects of their own, and name only those that entries have. Whoever checks the log
//! holds every entry to that, for good.

use std::collections::HashSet;

use serde::Deserialize;

use crate::domain::Result;
use crate::store::entry::Entry;
use crate::store::{self, Db};

/// What is read of a body: the entries that it speaks of.
#[derive(Default, Deserialize)]
struct Named {
    #[serde(default)]
    subjects: Vec<String>,
}

/// The first of some entries that has the subject of another, or names one that none has.
///
/// # Errors
/// Internal, if the database does not answer.
pub(super) fn first_wrong<'a>(db: &mut Db, entries: &'a [Entry]) -> Result<Option<(&'a Entry, String)>> {
    let own: Vec<String> = entries.iter().map(|one| one.subject.clone()).collect();
    let shared: HashSet<String> = store::entry::shared_subjects(db, &own)?.into_iter().collect();
    for entry in entries {
        if shared.contains(&entry.subject) {
            return Ok(Some((entry, "has the subject of another entry: each has its own".to_owned())));
        }
        let named = named(entry);
        let known: HashSet<String> = store::entry::known_subjects(db, &named)?.into_iter().collect();
        if let Some(unknown) = named.iter().find(|subject| !known.contains(*subject)) {
            return Ok(Some((entry, format!("names {unknown}, which no entry has"))));
        }
    }
    Ok(None)
}

fn named(entry: &Entry) -> Vec<String> {
    let body: Option<Named> = entry.body.as_deref().and_then(|body| serde_json::from_str(body).ok());
    body.unwrap_or_default().subjects
}
