//! What an entry commits to: a salted digest of its body.
//!
//! The digest is `SHA-256(salt || canonical JSON of the body)`. The salt keeps a reader from guessing
//! a body that was withheld; without body and salt the digest tells nothing, and every proof that
//! builds on it stays valid. Canonical JSON here: keys sorted by code point, no white space, integers
//! and strings only, as RFC 8785 would write it. These bytes never change once written.

use aws_lc_rs::digest;
use data_encoding::HEXLOWER;
use serde_json::Value;

/// Bytes of salt for one entry.
pub const SALT_BYTES: usize = 16;

/// A body in the form that is hashed.
pub fn canonical(body: &Value) -> String {
    // `serde_json` keeps object keys in a sorted map and writes no white space.
    body.to_string()
}

/// The digest of a body under a salt, in lower-case hex.
pub fn digest(salt: &[u8; SALT_BYTES], canonical: &str) -> String {
    let mut hash = digest::Context::new(&digest::SHA256);
    hash.update(salt);
    hash.update(canonical.as_bytes());
    HEXLOWER.encode(hash.finish().as_ref())
}

/// The bytes of a salt that stands in hex.
pub fn read_salt(text: &str) -> Option<[u8; SALT_BYTES]> {
    HEXLOWER.decode(text.as_bytes()).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_bytes_that_are_hashed_are_fixed() {
        let body =
            json!({"name": "Prøvehave", "category": "civil_society", "number": 7, "a": {"z": 1, "b": null}});
        let text = canonical(&body);
        assert_eq!(
            text,
            r#"{"a":{"b":null,"z":1},"category":"civil_society","name":"Prøvehave","number":7}"#
        );
        assert_eq!(
            digest(&[7; SALT_BYTES], &text),
            "e54baf2771640d6af1371031c40b9135a625a1780405de99cff508c9cc6430cb"
        );
    }
}
