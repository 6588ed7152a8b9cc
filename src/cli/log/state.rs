//! What was seen of a log at the last check, in a small file: so that it cannot show another past later.

use std::io::ErrorKind;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::domain::{Error, Result};
use crate::files;
use crate::log::checkpoint::Head;
use crate::log::hash::Hash;

/// What is kept.
#[derive(Debug, Serialize, Deserialize)]
pub struct Seen {
    pub key: String,
    pub size: u64,
    pub root: String,
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

    /// The tree that was seen.
    ///
    /// # Errors
    /// Internal, if the root is none.
    pub fn head(&self) -> Result<Head> {
        Ok(Head { size: self.size, root: Hash::from_base64(&self.root)? })
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
