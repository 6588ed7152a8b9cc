//! An official letter, as the ministry files it in its own records. No scan is kept here: its reference, its date, and
//! the SHA-256 by which the scan is told from any other.

use serde::{Deserialize, Serialize};

use crate::domain::draft::DayAnswer;
use crate::domain::text::Title;
use crate::domain::{Day, Flaw, Problems, Result};
use crate::store::assurance::Evidence;

/// What was typed.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    /// Under which the letter is filed.
    pub reference: String,
    pub dated: DayAnswer,
    /// Of the scan, in hex.
    pub sha256: String,
}

/// A letter that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledLetter {
    pub reference: String,
    pub dated: Day,
    pub sha256: String,
}

impl Answers {
    /// The letter; what is wrong goes to `reference`, `dated` and `sha256`.
    pub fn parse(&self, today: Day, problems: &mut Problems) -> Option<FiledLetter> {
        let reference = problems.take("reference", Title::parse(&self.reference));
        let dated = problems.take("dated", self.dated.parse().and_then(|day| past(day, today)));
        let sha256 = problems.take("sha256", fingerprint(&self.sha256));
        Some(FiledLetter { reference: reference?.as_str().to_owned(), dated: dated?, sha256: sha256? })
    }
}

impl std::fmt::Display for FiledLetter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} · {} · SHA-256 {}", self.reference, self.dated, self.sha256)
    }
}

impl FiledLetter {
    /// The letter that a text tells of, as `Display` writes it.
    pub fn told_by(text: &str) -> Option<FiledLetter> {
        let mut parts = text.rsplitn(3, " · ");
        let sha256 = parts.next().and_then(|part| part.strip_prefix("SHA-256 "));
        let sha256 = sha256.and_then(|typed| fingerprint(typed).ok())?;
        let dated = parts.next().and_then(|part| part.parse().ok())?;
        Some(FiledLetter { reference: parts.next()?.to_owned(), dated, sha256 })
    }

    /// The letter by which an organisation was checked, if it was by one.
    pub fn of(evidence: &Evidence) -> Option<FiledLetter> {
        match evidence.clone() {
            Evidence::Letter { reference, dated, sha256 } => Some(FiledLetter { reference, dated, sha256 }),
            _ => None,
        }
    }

    /// The field by which this letter is the same as another one; nothing where they are two.
    pub fn same_as(&self, other: &FiledLetter) -> Option<&'static str> {
        let filed_alike = self.reference.to_lowercase() == other.reference.to_lowercase();
        match (self.sha256 == other.sha256, filed_alike && self.dated == other.dated) {
            (true, _) => Some("sha256"),
            (false, true) => Some("reference"),
            (false, false) => None,
        }
    }
}

fn past(day: Day, today: Day) -> Result<Day, Flaw> {
    if day <= today { Ok(day) } else { Err(Flaw::DayInFuture) }
}

/// SHA-256 in hex, in either case, as `sha256sum` prints it.
fn fingerprint(typed: &str) -> Result<String, Flaw> {
    let typed = typed.trim().to_ascii_lowercase();
    match typed.len() {
        0 => Err(Flaw::Missing),
        64 if typed.bytes().all(|byte| byte.is_ascii_hexdigit()) => Ok(typed),
        _ => Err(Flaw::FingerprintMalformed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_about_a_letter_is_known_by_what_it_says() {
        let sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned();
        let dated = "2026-11-20".parse().unwrap();
        let letter = FiledLetter { reference: "Note · 12".to_owned(), dated, sha256 };
        assert_eq!(FiledLetter::told_by(&letter.to_string()), Some(letter));
        for other in ["", "Called them.", "a · b · c", "2026-11-20 · SHA-256 9f86", "sealed:AAAA"] {
            assert_eq!(FiledLetter::told_by(other), None, "{other}");
        }
    }
}
