//! The SHA-256 of a text's bytes: what a signature refers to. Must not know what the text says.

use aws_lc_rs::digest;
use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};

use crate::domain::Flaw;

/// SHA-256 (FIPS 180-4) of a text's exact UTF-8 bytes, as 64 lower-case hexadecimal digits.
///
/// The same as `sha256sum` prints for a file of those bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fingerprint(String);

impl Fingerprint {
    /// The fingerprint of a text.
    pub fn of(text: &str) -> Fingerprint {
        Fingerprint(HEXLOWER.encode(digest::digest(&digest::SHA256, text.as_bytes()).as_ref()))
    }

    /// Takes 64 lower-case hexadecimal digits.
    pub fn parse(hex: &str) -> Result<Fingerprint, Flaw> {
        match HEXLOWER.decode(hex.as_bytes()) {
            Ok(bytes) if bytes.len() == digest::SHA256_OUTPUT_LEN => Ok(Fingerprint(hex.to_owned())),
            _ => Err(Flaw::FingerprintMalformed),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// In groups of four digits, as people compare them: `5d1e 90c4 …`, sixteen groups.
    pub fn grouped(&self) -> String {
        let mut out = String::with_capacity(self.0.len() / 4 * 5);
        for (place, digit) in self.0.chars().enumerate() {
            if place > 0 && place % 4 == 0 {
                out.push(' ');
            }
            out.push(digit);
        }
        out
    }
}

impl std::fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Fingerprint {
    type Error = String;
    fn try_from(hex: String) -> Result<Fingerprint, String> {
        Fingerprint::parse(&hex).map_err(|_| hex)
    }
}

impl From<Fingerprint> for String {
    fn from(fingerprint: Fingerprint) -> String {
        fingerprint.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// FIPS 180-4 examples, as `printf abc | sha256sum` prints them.
    #[test]
    fn it_is_the_sha_256_of_the_bytes() {
        assert_eq!(
            Fingerprint::of("abc").as_str(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(
            Fingerprint::of("").as_str(),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
        assert_ne!(Fingerprint::of("a\n"), Fingerprint::of("a"), "every byte counts");
        assert_ne!(Fingerprint::of("é"), Fingerprint::of("e\u{301}"), "nothing is normalised");
    }

    #[test]
    fn it_is_read_back_and_shown_in_groups() {
        let print = Fingerprint::of("abc");
        assert_eq!(Fingerprint::parse(print.as_str()).unwrap(), print);
        assert!(print.grouped().starts_with("ba78 16bf 8f01 "));
        assert_eq!(print.grouped().split(' ').count(), 16);
        for bad in ["", "ba78", &print.as_str().to_uppercase(), &print.grouped(), &format!("{print}00")] {
            assert_eq!(Fingerprint::parse(bad), Err(Flaw::FingerprintMalformed));
        }
    }
}
