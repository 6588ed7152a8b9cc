//! Unguessable words: tokens of links, public ids, references that people read out.

use aws_lc_rs::digest;
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};

use crate::clock::Chance;

/// Small letters and digits without those that look alike (0 o, 1 i l).
pub const LETTERS: &[u8] = b"23456789abcdefghjkmnpqrstuvwxyz";
/// The same in capitals.
const CAPITALS: &[u8] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/// A token for a mailed link or a cookie: 256 random bits as 43 characters that need no escaping.
pub fn random_token(chance: &dyn Chance) -> String {
    let mut bytes = [0; 32];
    chance.fill(&mut bytes);
    BASE64URL_NOPAD.encode(&bytes)
}

/// What is kept of a token: its SHA-256 in hex. Looking the hash up tells nothing by its timing,
/// since nobody can choose how far a hash agrees with a kept one.
pub fn hash_token(token: &str) -> String {
    HEXLOWER.encode(digest::digest(&digest::SHA256, token.as_bytes()).as_ref())
}

/// A public id: 16 small letters and digits (79 bits), none of which look alike.
pub fn public_id(chance: &dyn Chance) -> String {
    pick(chance, LETTERS, 16)
}

/// What stands at a domain to show whose it is: 40 small letters and digits (198 bits), none of which look alike.
pub fn challenge(chance: &dyn Chance) -> String {
    pick(chance, LETTERS, 40)
}

/// A reference for letters and telephones, for example `T-7K3M-92QX`. Not a secret.
pub fn reference(chance: &dyn Chance) -> String {
    format!("T-{}-{}", pick(chance, CAPITALS, 4), pick(chance, CAPITALS, 4))
}

/// So many characters of an alphabet (ASCII, not empty), each equally likely.
pub fn pick(chance: &dyn Chance, alphabet: &[u8], count: usize) -> String {
    let mut bytes = vec![0; count * 8];
    chance.fill(&mut bytes);
    // Sixty-four bits for each: what the remainder favours is beyond measuring.
    let numbers = bytes.as_chunks::<8>().0.iter().map(|chunk| u64::from_le_bytes(*chunk));
    let size = alphabet.len() as u64;
    numbers
        .filter_map(|number| alphabet.get((number % size) as usize))
        .map(|byte| char::from(*byte))
        .collect()
}
