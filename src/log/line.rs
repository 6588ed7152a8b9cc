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

    /// The first byte, from 1, at which a line with its line break is another than the site and its export write; nothing,
    /// where there is none.
    pub fn written_otherwise(&self, text: &str) -> Option<usize> {
        let mut ours = serde_json::to_vec(self).unwrap_or_default();
        ours.push(b'\n');
        let theirs = text.as_bytes();
        let same = || ours.iter().zip(theirs).take_while(|(ours, theirs)| ours == theirs).count();
        (ours != theirs).then(|| same() + 1)
    }

    /// Whether the body is there and is not the one that was entered.
    pub fn body_differs(&self) -> bool {
        let Some(body) = &self.body else { return false };
        let salt = self.salt.as_deref().and_then(leaf::read_salt);
        salt.is_none_or(|salt| leaf::digest(&salt, body.get()) != self.digest)
    }
}

#[cfg(test)]
mod tests {
    use super::Line;

    const TEXT: &str = "{\"number\":7,\"at\":\"2026-11-24T09:00:00.000Z\",\"kind\":\"call.version_published\",\"subject\":\"x\",\"digest\":\"y\",\"salt\":null,\"body\":{\"a\":1}}\n";

    /// The first byte at which another spelling of that line is another.
    fn otherwise(text: &str) -> Option<usize> {
        serde_json::from_str::<Line>(text).unwrap().written_otherwise(text)
    }

    #[test]
    fn a_line_has_one_spelling() {
        assert_eq!(otherwise(TEXT), None);
        let line = TEXT.trim_end();
        for (other, byte) in [
            (TEXT.replace('\n', "\r\n"), line.len() + 1),
            (line.to_owned(), line.len() + 1),
            (TEXT.replacen(',', ",\"more\":1,", 1), 14),
            (TEXT.replacen("09:00:00.000Z", "10:00:00.000+01:00", 1), 30),
            (TEXT.replacen("\"body\":", "\"body\": ", 1), TEXT.find("{\"a\"").unwrap() + 1),
        ] {
            assert_eq!(otherwise(&other), Some(byte), "{other}");
        }
    }
}
