//! The deployment's secret and what is derived from it: sealed fields, blind indexes, token keys.
//!
//! The bytes are never printed. Previous secrets still open what they sealed and verify what they
//! signed; only the present one seals and signs.

mod file;
mod random;

use std::fmt;
use std::path::{Path, PathBuf};

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::{hkdf, hmac};
use data_encoding::HEXLOWER;
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use random::{LETTERS, challenge, hash_token, pick, public_id, random_token, reference};

use crate::clock::Chance;
use crate::domain::{Error, Result};

/// First byte of everything sealed.
const VERSION: u8 = 1;
/// Bytes that say which secret sealed it.
const KEY_ID: usize = 4;
/// Version and key id.
const HEADER: usize = 1 + KEY_ID;

/// The keys of the deployment. One for the whole process.
pub struct Secrets {
    current: Keys,
    previous: Vec<Keys>,
}

/// What is derived from one secret by HKDF-SHA256 (RFC 5869), one label each.
struct Keys {
    id: [u8; KEY_ID],
    seal: LessSafeKey,
    index: hmac::Key,
    token: [u8; 32],
}

impl Secrets {
    /// Reads the secret's file, or makes one that only its owner can read. Previous ones must exist.
    pub fn load_or_create(path: &Path, previous: &[PathBuf], chance: &dyn Chance) -> Result<Secrets> {
        Secrets::of(&file::load_or_create(path, chance)?, previous)
    }

    /// Reads the secret's file, which must exist, and the previous ones.
    pub fn load(path: &Path, previous: &[PathBuf]) -> Result<Secrets> {
        Secrets::of(&file::load(path)?, previous)
    }

    fn of(current: &[u8; 32], previous: &[PathBuf]) -> Result<Secrets> {
        let current = Keys::derive(current)?;
        let previous = previous.iter().map(|path| Keys::derive(&file::load(path)?));
        Ok(Secrets { current, previous: previous.collect::<Result<_>>()? })
    }

    /// The keys of a secret at hand, for tests.
    pub fn from_bytes(secret: [u8; 32]) -> Result<Secrets> {
        Ok(Secrets { current: Keys::derive(&secret)?, previous: Vec::new() })
    }

    /// Seals bytes with AES-256-GCM (RFC 5116): version, key id, nonce, ciphertext with tag. They
    /// open only for the same purpose, which names the field, for example `representative.email`.
    pub fn seal(&self, chance: &dyn Chance, purpose: &str, plain: &[u8]) -> Result<Vec<u8>> {
        let mut nonce = [0; NONCE_LEN];
        chance.fill(&mut nonce);
        let mut sealed = Vec::with_capacity(HEADER + NONCE_LEN + plain.len() + AES_256_GCM.tag_len());
        sealed.push(VERSION);
        sealed.extend_from_slice(&self.current.id);
        let bound = bound(&sealed, purpose);
        sealed.extend_from_slice(&nonce);
        let mut body = plain.to_vec();
        let nonce = Nonce::assume_unique_for_key(nonce);
        self.current.seal.seal_in_place_append_tag(nonce, bound, &mut body).map_err(Error::internal)?;
        sealed.append(&mut body);
        Ok(sealed)
    }

    /// Opens what was sealed for this purpose with the present secret or a previous one. Anything
    /// else is an internal error; where a visitor sent the bytes, the caller says "not found".
    pub fn open(&self, purpose: &str, sealed: &[u8]) -> Result<Vec<u8>> {
        let unreadable = || Error::internal(format!("a sealed {purpose} does not open"));
        let (header, rest) = sealed.split_at_checked(HEADER).ok_or_else(unreadable)?;
        let (nonce, body) = rest.split_at_checked(NONCE_LEN).ok_or_else(unreadable)?;
        if header.first() != Some(&VERSION) {
            return Err(unreadable());
        }
        let keys = self.all().find(|keys| header.ends_with(&keys.id)).ok_or_else(|| {
            Error::internal(format!(
                "a sealed {purpose} was sealed with a secret that is not known here: \
                 name its file in TILSAGN_PREVIOUS_SECRET_FILES"
            ))
        })?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(Error::internal)?;
        let mut body = body.to_vec();
        let plain = keys.seal.open_in_place(nonce, bound(header, purpose), &mut body);
        Ok(plain.map_err(|_| unreadable())?.to_vec())
    }

    /// Seals a value as JSON.
    pub fn seal_json<T: Serialize>(&self, chance: &dyn Chance, purpose: &str, value: &T) -> Result<Vec<u8>> {
        self.seal(chance, purpose, &serde_json::to_vec(value).map_err(Error::internal)?)
    }

    /// Opens a value that was sealed as JSON.
    pub fn open_json<T: DeserializeOwned>(&self, purpose: &str, sealed: &[u8]) -> Result<T> {
        serde_json::from_slice(&self.open(purpose, sealed)?).map_err(Error::internal)
    }

    /// A keyed digest (HMAC-SHA256, hex) under which a private text can be looked up. The same text
    /// has another digest for another purpose. Normalise the text first.
    pub fn blind_index(&self, purpose: &str, text: &str) -> String {
        self.current.blind_index(purpose, text)
    }

    /// The digests to look up: the present secret's, then those that previous secrets gave.
    pub fn blind_indexes(&self, purpose: &str, text: &str) -> Vec<String> {
        self.all().map(|keys| keys.blind_index(purpose, text)).collect()
    }

    /// A signature (HMAC-SHA256, hex) of a text that goes out and is to come back unchanged.
    pub fn sign(&self, purpose: &str, text: &str) -> String {
        self.current.blind_index(&format!("signed.{purpose}"), text)
    }

    /// Whether a text was signed here for this purpose, now or with a previous secret.
    pub fn is_signed(&self, purpose: &str, text: &str, signature: &str) -> bool {
        let purpose = format!("signed.{purpose}");
        let is = |keys: &Keys| {
            let ours = keys.blind_index(&purpose, text);
            verify_slices_are_equal(ours.as_bytes(), signature.as_bytes()).is_ok()
        };
        self.all().any(is)
    }

    /// The key that signs session tokens (JWT HS256).
    pub fn token_key(&self) -> &[u8] {
        &self.current.token
    }

    /// The keys of which one must have signed a session token.
    pub fn token_keys_to_verify(&self) -> impl Iterator<Item = &[u8]> {
        self.all().map(|keys| keys.token.as_slice())
    }

    fn all(&self) -> impl Iterator<Item = &Keys> {
        std::iter::once(&self.current).chain(&self.previous)
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secrets(1 and {} previous)", self.previous.len())
    }
}

impl Keys {
    fn derive(secret: &[u8; 32]) -> Result<Keys> {
        let root = hkdf::Salt::new(hkdf::HKDF_SHA256, b"tilsagn").extract(secret);
        let seal =
            UnboundKey::new(&AES_256_GCM, &expand::<32>(&root, "seal v1")?).map_err(Error::internal)?;
        Ok(Keys {
            id: expand(&root, "key id v1")?,
            seal: LessSafeKey::new(seal),
            index: hmac::Key::new(hmac::HMAC_SHA256, &expand::<32>(&root, "blind index v1")?),
            token: expand(&root, "session token v1")?,
        })
    }

    fn blind_index(&self, purpose: &str, text: &str) -> String {
        let mut digest = hmac::Context::with_key(&self.index);
        digest.update(purpose.as_bytes());
        // No purpose holds a zero, so no pair of purpose and text reads as another.
        digest.update(&[0]);
        digest.update(text.as_bytes());
        HEXLOWER.encode(digest.sign().as_ref())
    }
}

/// Sealed bytes are bound to their header and purpose.
fn bound(header: &[u8], purpose: &str) -> Aad<Vec<u8>> {
    Aad::from([header, purpose.as_bytes()].concat())
}

fn expand<const N: usize>(root: &hkdf::Prk, label: &str) -> Result<[u8; N]> {
    struct Length(usize);
    impl hkdf::KeyType for Length {
        fn len(&self) -> usize {
            self.0
        }
    }
    let mut key = [0; N];
    let label = [label.as_bytes()];
    let material = root.expand(&label, Length(N)).map_err(Error::internal)?;
    material.fill(&mut key).map_err(Error::internal)?;
    Ok(key)
}

#[cfg(test)]
mod tests;
