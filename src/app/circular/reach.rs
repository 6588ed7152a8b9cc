//! Who gets a circular: counted for the eyes of staff, and told one by one to the job. One rule for both.

use std::collections::{BTreeMap, HashSet};

use crate::domain::Result;
use crate::domain::assurance::Level;
use crate::domain::circular::{Audience, Signatory};
use crate::domain::locale::Locale;
use crate::store::circular::Reader;
use crate::store::{self, Db};

/// Readers that are looked at in one go.
const PIECE: i64 = 500;

/// How many mailboxes get a circular.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Count {
    /// Everybody's: what goes is held against this, and it is told to nobody.
    pub all: usize,
    /// Those of signatories that are named. More would tell how many are not.
    pub named: usize,
    /// The same by the language in which they are written to.
    pub languages: BTreeMap<Locale, usize>,
}

/// Counts the mailboxes that would get it now, each once.
pub(super) fn count(db: &mut Db, audience: &Audience) -> Result<Count> {
    let (mut all, mut named) = (HashSet::new(), HashSet::new());
    let (mut count, mut after) = (Count::default(), 0);
    loop {
        let piece = store::circular::readers(db, (after, i64::MAX), PIECE)?;
        let Some(last) = piece.last() else { return Ok(count) };
        after = last.id.0;
        for reader in piece {
            if !includes(db, audience, &reader)? {
                continue;
            }
            count.all += usize::from(all.insert(reader.mailbox.clone()));
            if !reader.visibility.withholds() && named.insert(reader.mailbox.clone()) {
                count.named += 1;
                *count.languages.entry(language(&reader)).or_default() += 1;
            }
        }
    }
}

/// Whether somebody is among those to whom it goes.
pub(super) fn includes(db: &mut Db, audience: &Audience, reader: &Reader) -> Result<bool> {
    let level = if audience.levels.is_empty() { Level::None } else { level(db, reader)? };
    Ok(audience.includes(Signatory {
        visibility: reader.visibility,
        category: reader.category,
        country: reader.country.as_deref(),
        version: reader.version.unwrap_or(0),
        level,
    }))
}

fn level(db: &mut Db, reader: &Reader) -> Result<Level> {
    let records = store::assurance::of_organisation(db, reader.organisation)?;
    let valid = records.iter().filter(|record| record.counts()).map(|record| record.level);
    Ok(valid.max().unwrap_or(Level::None))
}

/// The language in which somebody is written to.
pub(super) fn language(reader: &Reader) -> Locale {
    Locale::from_code(&reader.language).unwrap_or(Locale::English)
}
