//! The bytes of a leaf: what the tree holds of an entry.
//!
//! Canonical JSON of four texts, `{"at":…,"digest":…,"kind":…,"subject":…}`, in UTF-8. These bytes are
//! the records of entry bundles, and the leaf's hash is `SHA-256(0x00 || record)`. They never change.

use serde::Deserialize;
use serde_json::json;

use super::hash::Hash;
use super::{Fault, leaf};
use crate::domain::Moment;

/// What the tree holds of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    pub at: Moment,
    pub digest: String,
    pub kind: String,
    pub subject: String,
}

impl Record {
    /// The bytes in the tree.
    pub fn bytes(&self) -> Vec<u8> {
        let value = json!({
            "at": self.at.rfc3339(), "digest": self.digest, "kind": self.kind, "subject": self.subject,
        });
        leaf::canonical(&value).into_bytes()
    }

    /// The leaf's hash.
    pub fn hash(&self) -> Hash {
        Hash::leaf(&self.bytes())
    }

    /// Reads the bytes back. Bytes that another spelling of the same values would give are refused.
    pub fn parse(bytes: &[u8]) -> Result<Record, Fault> {
        let record: Record = serde_json::from_slice(bytes)
            .map_err(|error| Fault::new(format!("the record is not understood: {error}")))?;
        if record.bytes() != bytes {
            return Err(Fault::new("the record is not in its canonical form"));
        }
        Ok(record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use data_encoding::HEXLOWER;

    const BYTES: &str = r#"{"at":"2026-11-24T09:00:00.000Z","digest":"e54baf2771640d6af1371031c40b9135a625a1780405de99cff508c9cc6430cb","kind":"endorsement.published","subject":"7k3m92qx7k3m92qx"}"#;

    /// The test vector of `docs/log.md`.
    #[test]
    fn the_bytes_of_a_leaf_are_fixed() {
        let record = Record::parse(BYTES.as_bytes()).unwrap();
        assert_eq!(record.bytes(), BYTES.as_bytes());
        assert_eq!(
            HEXLOWER.encode(&record.hash().0),
            "2ed99c2de1bad476e2772cff539831a1c001cfc111b9704c524341a4bdc0e6a9"
        );
    }

    #[test]
    fn another_spelling_is_refused() {
        for other in [
            BYTES.replace("{\"at\"", "{ \"at\""),
            BYTES.replace(".000Z", "Z"),
            BYTES.replace("\"kind\"", "\"more\":1,\"kind\""),
            BYTES[1..].to_owned(),
        ] {
            assert!(Record::parse(other.as_bytes()).is_err(), "{other}");
        }
    }
}
