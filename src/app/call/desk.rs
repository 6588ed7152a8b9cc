//! The Call as staff see it: what is in force, what is being prepared, and who did what. Reads alone.

use std::collections::BTreeSet;

use super::paragraphs::{self, Removed};
use crate::app::App;
use crate::app::staff::seconds;
use crate::domain::Result;
use crate::domain::call::Text;
use crate::domain::permit::{EditCall, Permit, Power, SeeCall};
use crate::store::Db;
use crate::store::call::{self, Version};

/// A version with its texts, the authentic one first.
#[derive(Debug, Clone)]
pub struct Edition {
    pub version: Version,
    pub texts: Vec<Text>,
}

/// Everything about the Call's versions.
#[derive(Debug, Clone)]
pub struct Desk {
    /// In force; none before the first is published.
    pub current: Option<Edition>,
    /// Draft or proposed.
    pub prepared: Option<Edition>,
    /// Whether whoever proposed it may no longer.
    pub first_gone: bool,
    /// Ids of paragraphs that were taken out before, which no other may have.
    pub retired: BTreeSet<String>,
    /// The paragraphs that what is being prepared would take out.
    pub removed: Vec<Removed>,
    /// Published, newest first.
    pub history: Vec<Version>,
}

/// The Call's versions as they stand.
///
/// # Errors
/// Internal.
pub async fn look(app: &App, _: &Permit<SeeCall>) -> Result<Desk> {
    app.store
        .read(|db| {
            let current = call::current(db)?.map(|version| edition(db, version)).transpose()?;
            let prepared = call::in_preparation(db)?.map(|version| edition(db, version)).transpose()?;
            let first = prepared.as_ref().and_then(|edition| edition.version.proposed_by);
            let counts = first.map(|first| seconds::counts(db, EditCall::ROLES, first)).transpose()?;
            let mut history = call::all(db)?;
            history.retain(|version| version.number.is_some());
            history.sort_by_key(|version| std::cmp::Reverse(version.number));
            let removed = match (&current, &prepared) {
                (Some(before), Some(after)) => paragraphs::removed(db, &before.texts, &after.texts)?,
                _ => Vec::new(),
            };
            let (first_gone, retired) = (counts == Some(false), paragraphs::retired(db)?);
            Ok(Desk { current, prepared, first_gone, retired, removed, history })
        })
        .await
}

fn edition(db: &mut Db, version: Version) -> Result<Edition> {
    let texts = super::texts_of(db, version.id)?;
    Ok(Edition { version, texts })
}
