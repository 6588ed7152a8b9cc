//! Paragraphs of the Call by their ids: which were taken out, and what cites them.

use std::collections::BTreeSet;

use super::texts_of;
use crate::domain::Result;
use crate::domain::call::{Text, texts};
use crate::store::{self, Db};

/// The ids of paragraphs that an earlier version had and the one in force has not.
///
/// # Errors
/// Internal.
pub fn retired(db: &mut Db) -> Result<BTreeSet<String>> {
    let Some(current) = store::call::current(db)? else { return Ok(BTreeSet::new()) };
    let mut retired = BTreeSet::new();
    for version in store::call::all(db)?.into_iter().filter(|version| version.number.is_some()) {
        retired.extend(ids(&texts_of(db, version.id)?));
    }
    let stay = ids(&texts_of(db, current.id)?);
    Ok(retired.difference(&stay).cloned().collect())
}

/// A paragraph that would be taken out.
#[derive(Debug, Clone)]
pub struct Removed {
    pub id: String,
    /// Published commitments that cite it.
    pub cited: i64,
}

/// The paragraphs that these texts have not, of those that were there before.
///
/// # Errors
/// Internal.
pub fn removed(db: &mut Db, before: &[Text], after: &[Text]) -> Result<Vec<Removed>> {
    let stay = ids(after);
    let gone = ids(before).into_iter().filter(|id| !stay.contains(id));
    gone.map(|id| Ok(Removed { cited: store::commitment::citing(db, &id)?, id })).collect()
}

/// The ids of the text that prevails; none while that cannot be read.
fn ids(all: &[Text]) -> BTreeSet<String> {
    let read = texts::authentic(all).and_then(|text| text.parse().ok());
    let ids = read.iter().flat_map(|text| text.paragraphs());
    ids.map(|paragraph| paragraph.id.as_str().to_owned()).collect()
}
