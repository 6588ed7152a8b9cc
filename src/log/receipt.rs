//! Receipts: a file that proves, without network, that an entry is in the log.
//!
//! The form is C2SP tlog-proof. Its `extra` line holds what the leaf is made of: canonical JSON of three
//! texts, `body`, `record` and `salt`. `docs/log.md` says why.

use data_encoding::{BASE64, HEXLOWER};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::json;

use super::checkpoint::Head;
use super::cosignature::{Cosigned, Witness};
use super::hash::Hash;
use super::leaf::{self, SALT_BYTES};
use super::note::{self, Verifier};
use super::record::Record;
use super::{Fault, proof, strict};

const FIRST_LINE: &str = "c2sp.org/tlog-proof@v1";
/// No tree has longer proofs.
const MOST_HASHES: usize = 64;

/// What a file with the receipt of an entry is called.
pub fn file_name(entry: u64) -> String {
    format!("receipt-{entry}.tlog-proof")
}

/// What a receipt holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The number of the entry.
    pub index: u64,
    pub record: Record,
    pub salt: [u8; SALT_BYTES],
    /// Canonical JSON, byte for byte as it is hashed.
    pub body: String,
    /// From the leaf's sibling upward.
    pub proof: Vec<Hash>,
    /// The signed note, with the cosignatures that were there.
    pub checkpoint: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Extra {
    body: String,
    record: String,
    salt: String,
}

impl Extra {
    fn text(&self) -> String {
        leaf::canonical(&json!({ "body": self.body, "record": self.record, "salt": self.salt }))
    }
}

impl Receipt {
    /// The file.
    pub fn text(&self) -> String {
        let record = String::from_utf8_lossy(&self.record.bytes()).into_owned();
        let extra = Extra { body: self.body.clone(), record, salt: HEXLOWER.encode(&self.salt) };
        let extra = BASE64.encode(extra.text().as_bytes());
        let hashes: String = self.proof.iter().map(|hash| format!("{hash}\n")).collect();
        format!("{FIRST_LINE}\nextra {extra}\nindex {}\n{hashes}\n{}", self.index, self.checkpoint)
    }

    /// Reads a file.
    ///
    /// # Errors
    /// A fault, when it is no receipt.
    pub fn parse(text: &str) -> Result<Receipt, Fault> {
        let not = |why: &str| Fault::new(format!("this is no receipt: {why}"));
        if note::has_controls(text) {
            return Err(not(
                "it has a carriage return, or another control character besides line breaks, and so was changed since: take the file as it was sent",
            ));
        }
        let (head, checkpoint) = text.split_once("\n\n").ok_or_else(|| not("it has no empty line"))?;
        let mut lines = head.split('\n');
        if lines.next() != Some(FIRST_LINE) {
            return Err(not(&format!("it does not begin with {FIRST_LINE}")));
        }
        let extra = lines.next().and_then(|line| line.strip_prefix("extra "));
        let extra =
            extra.and_then(read_extra).ok_or_else(|| not("its second line does not say what was entered"))?;
        let index = lines.next().and_then(|line| line.strip_prefix("index ")).and_then(read_number);
        let index = index.ok_or_else(|| not("its third line is not the number of an entry"))?;
        let proof = lines.map(Hash::from_base64).collect::<Result<Vec<_>, _>>()?;
        if proof.len() > MOST_HASHES {
            return Err(not("its proof is too long"));
        }
        note::split(checkpoint)?;
        strict::from_str::<IgnoredAny>(&extra.body)
            .map_err(|error| not(&format!("what was entered is not understood: {error}")))?;
        let salt = leaf::read_salt(&extra.salt).ok_or_else(|| not("its salt is not 16 bytes"))?;
        let record = Record::parse(extra.record.as_bytes())?;
        Ok(Receipt { index, record, salt, body: extra.body, proof, checkpoint: checkpoint.to_owned() })
    }

    /// Checks everything that it says: the body is the entry's, the entry is in the tree at this place, and
    /// the tree is signed by this key. Gives the tree.
    ///
    /// # Errors
    /// A fault, with the first thing that does not fit.
    pub fn check(&self, key: &Verifier) -> Result<Head, Fault> {
        let head = Head::open(&self.checkpoint, key)?;
        if leaf::digest(&self.salt, &self.body) != self.record.digest {
            return Err(Fault::new("what it says is not what was entered: the digest is another"));
        }
        proof::check_inclusion(&self.record.hash(), self.index, (head.size, &head.root), &self.proof)?;
        Ok(head)
    }

    /// What a witness says under its checkpoint.
    ///
    /// # Errors
    /// A fault, when the witness says nothing, or it is not its word.
    pub fn witnessed(&self, by: &Witness) -> Result<Cosigned, Fault> {
        let said = by.under(&self.checkpoint)?;
        said.ok_or_else(|| Fault::new(format!("the witness {} has not signed the checkpoint", by.name())))
    }
}

fn read_extra(text: &str) -> Option<Extra> {
    let bytes = BASE64.decode(text.as_bytes()).ok()?;
    // Another spelling, or one more text, another reader takes for another thing.
    serde_json::from_slice(&bytes).ok().filter(|extra: &Extra| extra.text().as_bytes() == bytes)
}

fn read_number(text: &str) -> Option<u64> {
    text.parse().ok().filter(|number: &u64| number.to_string() == text)
}

#[cfg(test)]
mod tests;
