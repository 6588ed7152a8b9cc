//! What came of an attempt to send, and why, in words that staff and the log may see.
//!
//! Reasons name no mail address: servers like to repeat them, so they are masked here.

use crate::domain::{limits, outbox::Hindrance};

/// What came of one attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The server has taken the mail over, or the file is on the disk.
    Sent,
    /// Not now. Another attempt may succeed (`next_attempt` says when).
    Later(Reason),
    /// It was handed over, or about to be, and no answer came: it may have arrived.
    Unknown(Reason),
    /// Not this mail to this address. It is parked for staff to look at.
    Never(Reason),
}

/// Why a mail was not sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// What stood in the way.
    pub hindrance: Hindrance,
    /// The server's or the system's own words, addresses masked, at most `limits::MAIL_REASON` long.
    pub words: String,
    /// Whether the mail server has said so.
    pub said: bool,
}

impl Reason {
    /// A reason in words that name no person.
    pub fn new(hindrance: Hindrance, words: &str) -> Reason {
        Reason { hindrance, words: scrub(words, ""), said: false }
    }

    /// A reason in the words of somebody who knows the recipient.
    pub(super) fn about(recipient: &str, hindrance: Hindrance, words: &str) -> Reason {
        Reason { hindrance, words: scrub(words, recipient), said: false }
    }

    /// What is kept of it for staff.
    pub fn why(&self) -> (Hindrance, Option<&str>) {
        (self.hindrance, self.said.then_some(self.words.as_str()))
    }
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.hindrance, self.words)
    }
}

/// What stands where an address stood.
const MASK: &str = "***";

/// The words on one line, without mail addresses and without the recipient's mailbox name, cut to length.
fn scrub(words: &str, recipient: &str) -> String {
    let mailbox = recipient.split('@').next().unwrap_or_default();
    let mut clean = String::new();
    for token in words.split_inclusive(separates) {
        let word = token.trim_end_matches(separates);
        let bare = word.trim_matches('.');
        let names_somebody = word.contains('@') || (!bare.is_empty() && bare.eq_ignore_ascii_case(mailbox));
        clean.push_str(if names_somebody { MASK } else { word });
        clean.extend(token[word.len()..].chars().map(|c| if c.is_control() { ' ' } else { c }));
    }
    let line = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(limits::MAIL_REASON).collect()
}

/// Whether an address ends before this character.
fn separates(c: char) -> bool {
    c.is_whitespace() || c.is_control() || "<>()[]{}\"',;:!?".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_masked() {
        let said = "5.1.1 <Anna.Hansen@example.org>: no mailbox anna.hansen here;\r\nask post@example.org.";
        assert_eq!(scrub(said, "anna.hansen@example.org"), "5.1.1 <***>: no mailbox *** here; ask ***");
        assert_eq!(scrub("\"odd one\"@example.org is full", ""), "\"odd one\"*** is full");
        assert_eq!(scrub("mailto:anna=example.org@bounces.example.org", ""), "mailto:***");
    }

    #[test]
    fn long_answers_are_cut_and_stay_on_one_line() {
        let said = format!("no\u{1b}[31m\n{}", "æ ".repeat(400));
        let words = scrub(&said, "");
        assert_eq!(words.chars().count(), limits::MAIL_REASON);
        assert!(words.starts_with("no [31m æ æ"), "{words}");
        assert!(!words.chars().any(char::is_control));
    }
}
