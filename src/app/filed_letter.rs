//! An official letter, as the ministry files it in its own records. No scan is kept here: its reference, its date, and
//! the SHA-256 by which the scan is told from any other.

use serde::{Deserialize, Serialize};

use crate::domain::draft::DayAnswer;
use crate::domain::text::Title;
use crate::domain::{Day, Flaw, Problems, Result};

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
