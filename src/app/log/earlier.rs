//! Keys with which this log was signed before, or the log that it goes on from: old receipts check against them.

use serde::Deserialize;

use crate::domain::Result;
use crate::domain::entry::EntryKind;
use crate::log::note::Verifier;
use crate::store::{self, Db};

/// The keys that entries name, oldest first, each once.
///
/// # Errors
/// Internal, if the database does not answer.
pub fn keys(db: &mut Db) -> Result<Vec<String>> {
    let mut keys: Vec<String> = Vec::new();
    for kind in [EntryKind::LogResumed, EntryKind::KeyRotated] {
        for body in store::entry::bodies(db, kind.code())? {
            keys.extend(read(kind, &body).filter(|key| !keys.contains(key)));
        }
    }
    Ok(keys)
}

fn read(kind: EntryKind, body: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Rotated {
        from: String,
    }
    #[derive(Deserialize)]
    struct Resumed {
        key: String,
    }
    let key = match kind {
        EntryKind::KeyRotated => serde_json::from_str::<Rotated>(body).ok()?.from,
        _ => serde_json::from_str::<Resumed>(body).ok()?.key,
    };
    Verifier::parse(&key).ok().map(|key| key.text())
}
