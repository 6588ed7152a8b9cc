//! Hashes of the Merkle tree (RFC 6962, section 2.1): leaves and nodes never share a preimage.

use std::fmt;

use aws_lc_rs::digest;
use data_encoding::BASE64;

use super::Fault;

/// Bytes of a hash.
pub const HASH_BYTES: usize = 32;

/// A SHA-256 hash in the tree.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hash(pub [u8; HASH_BYTES]);

impl Hash {
    /// The hash of a leaf: `SHA-256(0x00 || record)`.
    pub fn leaf(record: &[u8]) -> Hash {
        Hash::of(&[&[0], record])
    }

    /// The hash of a node: `SHA-256(0x01 || left || right)`.
    pub fn node(left: &Hash, right: &Hash) -> Hash {
        Hash::of(&[&[1], &left.0, &right.0])
    }

    /// The root of the tree without leaves: SHA-256 of nothing.
    pub fn empty() -> Hash {
        Hash::of(&[])
    }

    fn of(parts: &[&[u8]]) -> Hash {
        let mut context = digest::Context::new(&digest::SHA256);
        for part in parts {
            context.update(part);
        }
        let mut bytes = [0; HASH_BYTES];
        bytes.copy_from_slice(context.finish().as_ref());
        Hash(bytes)
    }

    /// The hash in base64 (RFC 4648, section 4), as checkpoints write it.
    pub fn base64(&self) -> String {
        BASE64.encode(&self.0)
    }

    /// The beginning of the hash.
    pub fn stub(&self) -> [u8; 8] {
        let [a, b, c, d, e, f, g, h, ..] = self.0;
        [a, b, c, d, e, f, g, h]
    }

    /// Reads base64.
    pub fn from_base64(text: &str) -> Result<Hash, Fault> {
        let bytes = BASE64.decode(text.as_bytes()).ok().and_then(|bytes| bytes.try_into().ok());
        bytes.map(Hash).ok_or_else(|| Fault::new(format!("{text:?} is no SHA-256 hash in base64")))
    }

    /// Reads hashes that stand one after another.
    pub fn row(bytes: &[u8]) -> Result<Vec<Hash>, Fault> {
        let (hashes, rest) = bytes.as_chunks::<HASH_BYTES>();
        match rest {
            [] => Ok(hashes.iter().map(|bytes| Hash(*bytes)).collect()),
            _ => Err(Fault::new("the bytes are no whole number of hashes")),
        }
    }

    /// Writes hashes one after another.
    pub fn bytes_of(row: &[Hash]) -> Vec<u8> {
        row.iter().flat_map(|hash| hash.0).collect()
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.base64())
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.base64())
    }
}
