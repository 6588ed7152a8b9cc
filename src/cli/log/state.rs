//! What was seen of a log at the last check, in a small file: so that it cannot show another past later.

use std::io::ErrorKind;
use std::path::Path;

use data_encoding::BASE64;
use serde::{Deserialize, Serialize};

use crate::domain::{Error, Moment, Result};
use crate::files;
use crate::log::check::{Outcome, Past};
use crate::log::checkpoint::Head;
use crate::log::hash::Hash;
use crate::log::note::Verifier;

/// What is kept.
#[derive(Debug, Serialize, Deserialize)]
pub struct Seen {
    pub key: String,
    pub size: u64,
    pub root: String,
    /// The beginnings of the hashes of all leaves, base64: they name the entry that is another later. A file that an
    /// older version wrote has none.
    #[serde(default)]
    pub leaves: String,
    /// The latest date of an entry, never later than the look.
    #[serde(default)]
    pub latest: Option<Moment>,
}

impl Seen {
    /// What the file holds; nothing when there is none yet.
    ///
    /// # Errors
    /// Internal, if it cannot be read or is not ours.
    pub fn load(path: &Path) -> Result<Option<Seen>> {
        let broken = |error: &dyn std::fmt::Display| Error::internal(format!("{}: {error}", path.display()));
        match std::fs::read_to_string(path) {
            Ok(text) => serde_json::from_str(&text).map(Some).map_err(|error| broken(&error)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(broken(&error)),
        }
    }

    /// What was found good, at this moment.
    pub fn of(key: &Verifier, outcome: &Outcome, now: Moment) -> Seen {
        let Head { size, root } = outcome.head;
        let leaves: Vec<u8> = outcome.leaves.iter().flat_map(Hash::stub).collect();
        Seen {
            key: key.text(),
            size,
            root: root.base64(),
            leaves: BASE64.encode(&leaves),
            latest: outcome.latest.map(|latest| latest.min(now)),
        }
    }

    /// The tree that was seen. A date that is still to come, which an older version kept, counts as now: else all that is
    /// entered until then would be found dated back.
    ///
    /// # Errors
    /// Internal, if the file was changed.
    pub fn past(&self, now: Moment) -> Result<Past> {
        let bytes = BASE64.decode(self.leaves.as_bytes()).map_err(Error::internal)?;
        let (stubs, _) = bytes.as_chunks();
        let head = Head { size: self.size, root: Hash::from_base64(&self.root)? };
        Ok(Past {
            head: Some(head),
            stubs: stubs.to_vec(),
            latest: self.latest.map(|latest| latest.min(now)),
        })
    }

    /// Keeps it in place of what was there.
    ///
    /// # Errors
    /// Internal, if it cannot be written.
    pub fn keep(&self, path: &Path) -> Result<()> {
        let text = serde_json::to_string(self).map_err(Error::internal)?;
        files::replace(path, format!("{text}\n").as_bytes())
            .map_err(|error| Error::internal(format!("{}: {error}", path.display())))
    }
}
