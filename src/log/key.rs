//! Ed25519 keys as signed notes name them (C2SP signed-note): `name+hash+key` in public,
//! `PRIVATE+KEY+name+hash+seed` in its owner's file. The hash covers what the key signs: notes are kind 1,
//! cosignatures of checkpoints kind 4 (C2SP tlog-cosignature), and one is never taken for the other.

use aws_lc_rs::digest;
use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use data_encoding::{BASE64, HEXLOWER};

use super::Fault;

/// Before the name and key of who can sign.
pub(super) const PRIVATE: &str = "PRIVATE+KEY+";
pub const SEED_BYTES: usize = 32;

/// What a key signs, as the specifications number it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Note = 1,
    Cosignature = 4,
}

impl Kind {
    const fn other(self) -> Kind {
        match self {
            Kind::Note => Kind::Cosignature,
            Kind::Cosignature => Kind::Note,
        }
    }

    /// Who signs with such a key.
    const fn whose(self) -> &'static str {
        match self {
            Kind::Note => "log",
            Kind::Cosignature => "witness",
        }
    }
}

/// The public half of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey {
    kind: Kind,
    name: String,
    id: [u8; 4],
    key: Vec<u8>,
}

/// A key with its secret.
pub struct SecretKey {
    public: PublicKey,
    seed: [u8; SEED_BYTES],
    pair: Ed25519KeyPair,
}

impl PublicKey {
    fn new(kind: Kind, name: &str, key: &[u8]) -> Result<PublicKey, Fault> {
        if !may_name(name) {
            return Err(Fault::new(format!("{name:?} cannot be the name of a key")));
        }
        if key.len() != 32 {
            return Err(Fault::new("an Ed25519 key has 32 bytes"));
        }
        let mut hash = digest::Context::new(&digest::SHA256);
        for part in [name.as_bytes(), b"\n", &[kind as u8], key] {
            hash.update(part);
        }
        let mut id = [0; 4];
        id.copy_from_slice(&hash.finish().as_ref()[..4]);
        Ok(PublicKey { kind, name: name.to_owned(), id, key: key.to_vec() })
    }

    /// Reads `name+hash+key`.
    ///
    /// # Errors
    /// A fault, when the text is no such key of this kind, or its hash is not that of name and key.
    pub fn parse(kind: Kind, text: &str) -> Result<PublicKey, Fault> {
        let wrong = || {
            let whose = match kind {
                Kind::Note => "key: expected NAME+HASH+KEY, as /log/key shows it",
                Kind::Cosignature => "key of a witness: expected NAME+HASH+KEY, as the witness shows it",
            };
            Fault::new(format!("{text:?} is no {whose}"))
        };
        let mut parts = text.trim().splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(wrong());
        };
        if unpack(kind.other(), key).is_some() {
            let (is, wanted) = (kind.other().whose(), kind.whose());
            return Err(Fault::new(format!("{text:?} is the key of a {is}: expected the key of a {wanted}")));
        }
        let key = unpack(kind, key).ok_or_else(wrong)?;
        let public = PublicKey::new(kind, name, &key)?;
        if HEXLOWER.encode(&public.id) == id { Ok(public) } else { Err(wrong()) }
    }

    /// The key as `name+hash+key`.
    pub fn text(&self) -> String {
        format!("{}+{}+{}", self.name, HEXLOWER.encode(&self.id), pack(self.kind, &self.key))
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What stands before a signature: the first bytes of the hash of name and key.
    pub fn id(&self) -> [u8; 4] {
        self.id
    }

    /// Whether the signature over these bytes is this key's.
    pub fn signed(&self, bytes: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&ED25519, &self.key).verify(bytes, signature).is_ok()
    }
}

impl SecretKey {
    /// A key from its secret.
    ///
    /// # Errors
    /// A fault, when the name cannot be the name of a key.
    pub fn new(kind: Kind, name: &str, seed: [u8; SEED_BYTES]) -> Result<SecretKey, Fault> {
        let broken = |_| Fault::new("the key cannot be made from its seed");
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed).map_err(broken)?;
        let public = PublicKey::new(kind, name, pair.public_key().as_ref())?;
        Ok(SecretKey { public, seed, pair })
    }

    /// Reads `PRIVATE+KEY+name+hash+seed`.
    ///
    /// # Errors
    /// A fault that does not quote the text.
    pub fn parse(kind: Kind, text: &str) -> Result<SecretKey, Fault> {
        let wrong = || Fault::new("expected one line that begins with PRIVATE+KEY+");
        let mut parts = text.trim().strip_prefix(PRIVATE).ok_or_else(wrong)?.splitn(3, '+');
        let (Some(name), Some(id), Some(seed)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(wrong());
        };
        let seed = unpack(kind, seed).and_then(|seed| seed.try_into().ok()).ok_or_else(wrong)?;
        let key = SecretKey::new(kind, name, seed)?;
        if HEXLOWER.encode(&key.public.id) == id { Ok(key) } else { Err(wrong()) }
    }

    /// The secret line, for the key's own file.
    pub fn secret_text(&self) -> String {
        let PublicKey { kind, name, id, .. } = &self.public;
        format!("{PRIVATE}{name}+{}+{}", HEXLOWER.encode(id), pack(*kind, &self.seed))
    }

    /// The public half.
    pub fn public(&self) -> &PublicKey {
        &self.public
    }

    /// Signs bytes. The same bytes always get the same signature.
    pub fn sign(&self, bytes: &[u8]) -> Vec<u8> {
        self.pair.sign(bytes).as_ref().to_vec()
    }
}

/// Whether a key may have this name (C2SP signed-note).
pub fn may_name(name: &str) -> bool {
    let odd = |c: char| c.is_whitespace() || c == '+' || c.is_control();
    !name.is_empty() && !name.contains(odd)
}

fn pack(kind: Kind, key: &[u8]) -> String {
    BASE64.encode(&[&[kind as u8], key].concat())
}

fn unpack(kind: Kind, text: &str) -> Option<Vec<u8>> {
    let bytes = BASE64.decode(text.as_bytes()).ok()?;
    bytes.strip_prefix(&[kind as u8]).map(<[u8]>::to_vec)
}
