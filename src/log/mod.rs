//! The register log: the bytes of an entry, the Merkle tree over the entries, proofs, and the signed
//! notes in which the tree is published. Pure, and it does not know what a signatory is: of an entry it keeps the kind as
//! text, and asks the list of kinds only where one says of others that they may be without body, came back, or were signed
//! with another key.
//!
//! Byte for byte what others specify: RFC 6962 (the tree and its proofs), C2SP signed-note, tlog-checkpoint, tlog-tiles,
//! tlog-proof, tlog-cosignature and tlog-witness. `docs/log.md` is our own specification, with test vectors.

pub mod bare;
pub mod check;
pub mod checkpoint;
pub mod cosignature;
pub mod edge;
pub mod hash;
pub mod history;
pub mod key;
pub mod keys;
pub mod leaf;
pub mod line;
pub mod note;
pub mod proof;
pub mod published;
pub mod receipt;
pub mod record;
pub mod resumed;
pub mod strict;
pub mod subject;
pub mod succession;
pub mod tile;
pub mod tree;
pub mod witness;

use std::fmt;

/// Why bytes are not what they should be, in words for whoever runs a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault(pub String);

impl Fault {
    /// A fault with its reason.
    pub fn new(reason: impl Into<String>) -> Fault {
        Fault(reason.into())
    }

    /// A file that is there and does not say what it should.
    pub fn not_understood(path: &str, why: &dyn fmt::Display) -> Fault {
        Fault(format!("{path} is not understood: {why}"))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Fault {}
