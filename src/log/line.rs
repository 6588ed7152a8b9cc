//! An entry as it is published: what the tree holds of it, and beside that its salt and body.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::leaf;
use super::record::Record;
use crate::domain::Moment;

/// One line of `/data/entries.ndjson`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Line {
    pub number: u64,
    pub at: Moment,
    pub kind: String,
    pub subject: String,
    pub digest: String,
    /// Hex; nothing when withheld or erased.
    pub salt: Option<String>,
    /// Canonical JSON, byte for byte as it is hashed; nothing when withheld or erased.
    pub body: Option<Box<RawValue>>,
}

impl Line {
    /// What the tree holds of it.
    pub fn record(&self) -> Record {
        Record {
            at: self.at,
            digest: self.digest.clone(),
            kind: self.kind.clone(),
            subject: self.subject.clone(),
        }
    }

    /// Whether the body is there and is not the one that was entered.
    pub fn body_differs(&self) -> bool {
        let Some(body) = &self.body else { return false };
        let salt = self.salt.as_deref().and_then(leaf::read_salt);
        salt.is_none_or(|salt| leaf::digest(&salt, body.get()) != self.digest)
    }
}
