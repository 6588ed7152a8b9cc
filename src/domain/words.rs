//! The words of mails that a ministry may change: which mails, which of their messages, and what may be typed there.
//!
//! What is typed is text with placeholders in braces, `{days}`. It is never code of a template, holds no link, and a
//! subject has no placeholder, so that nothing but what an admin typed ever reaches one.

use super::{Flaw, cleaning, limits};

/// Placeholders that every text but a subject may have.
pub const EVERYWHERE: &[&str] = &["title", "ministry", "contact"];

/// Longest subject, in characters.
pub const SUBJECT: usize = 60;
/// Longest heading or button.
const HEADING: usize = 100;
/// Longest paragraph.
const PARAGRAPH: usize = 1_000;

crate::codes! {
    /// A mail whose words may be changed, by the folder of its template.
    pub enum Worded {
        MoreNeeded = "more_needed",
        Delayed = "delayed",
        Published = "published",
        PublishedUnnamed = "published_unnamed",
        Declined = "declined",
        ChangePublished = "change_published",
        ChangeDeclined = "change_declined",
        Suspended = "suspended",
        Restored = "restored",
        Revoked = "revoked",
        NewVersion = "new_version",
        Circular = "circular",
    }
}

/// One text of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// The end of the message's id, after the mail's name.
    pub name: &'static str,
    /// The placeholders that this text alone may have.
    pub takes: &'static [&'static str],
}

const fn slot(name: &'static str) -> Slot {
    Slot { name, takes: &[] }
}

const fn with(name: &'static str, takes: &'static [&'static str]) -> Slot {
    Slot { name, takes }
}

impl Worded {
    /// The days that it speaks of, where it does: those in which an answer is waited for, or a decision promised.
    pub const fn days(self) -> i64 {
        match self {
            Worded::MoreNeeded => limits::UNANSWERED_DAYS,
            _ => limits::REVIEW_DAYS,
        }
    }

    /// Its texts, in the order in which they stand.
    pub const fn slots(self) -> &'static [Slot] {
        const SUBJECT: Slot = slot("subject");
        const HEADING: Slot = slot("heading");
        const STATUS: Slot = slot("status");
        const BUTTON: Slot = slot("button");
        const NEXT: Slot = slot("next");
        match self {
            Worded::MoreNeeded => {
                const { &[SUBJECT, HEADING, STATUS, BUTTON, with("until", &["days"]), slot("waits")] }
            }
            Worded::Delayed => {
                const {
                    &[
                        SUBJECT,
                        HEADING,
                        with("status", &["days"]),
                        with("expected", &["weeks"]),
                        slot("unknown"),
                        slot("ask"),
                        slot("account"),
                    ]
                }
            }
            Worded::Published => {
                const { &[SUBJECT, HEADING, STATUS, BUTTON, NEXT, slot("account"), slot("hide")] }
            }
            Worded::PublishedUnnamed => {
                const { &[SUBJECT, HEADING, STATUS, with("until", &["day"]), NEXT, BUTTON, slot("hide")] }
            }
            Worded::Declined => const { &[SUBJECT, HEADING, STATUS, NEXT] },
            Worded::ChangePublished | Worded::Restored => const { &[SUBJECT, HEADING, STATUS, BUTTON, NEXT] },
            Worded::ChangeDeclined => {
                const { &[SUBJECT, HEADING, STATUS, NEXT, slot("account"), slot("wrong")] }
            }
            Worded::Suspended => const { &[SUBJECT, HEADING, STATUS, slot("meaning"), NEXT] },
            Worded::Revoked => {
                const { &[SUBJECT, HEADING, STATUS, slot("meaning"), slot("meaning-unnamed"), NEXT] }
            }
            Worded::NewVersion => {
                const { &[SUBJECT, HEADING, with("status", &["version"]), BUTTON, NEXT, slot("account")] }
            }
            Worded::Circular => {
                const {
                    &[
                        slot("message-subject"),
                        slot("stocktake-subject"),
                        slot("account"),
                        slot("unsubscribe"),
                    ]
                }
            }
        }
    }

    /// The id of the message behind a text.
    pub fn message(self, slot: Slot) -> String {
        format!("mail-{}-{}", self.code().replace('_', "-"), slot.name)
    }
}

impl Slot {
    /// Whether it is the mail's subject.
    pub fn is_subject(self) -> bool {
        self.name.ends_with("subject")
    }

    /// Every placeholder that it may have.
    pub fn placeholders(self) -> Vec<&'static str> {
        if self.is_subject() {
            return Vec::new();
        }
        self.takes.iter().chain(EVERYWHERE).copied().collect()
    }

    fn longest(self) -> usize {
        match self.name {
            _ if self.is_subject() => SUBJECT,
            "heading" | "button" | "account" => HEADING,
            _ => PARAGRAPH,
        }
    }

    /// What was typed, clean; nothing typed is an empty text, which stands for the original.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(self, typed: &str) -> Result<String, Fault> {
        let clean = cleaning::line(typed).map_err(Fault::Flaw)?;
        if clean.chars().count() > self.longest() {
            return Err(Fault::TooLong(self.longest()));
        }
        if clean.contains("://") || clean.to_lowercase().contains("www.") {
            return Err(Fault::Link);
        }
        let known = self.placeholders();
        for piece in pieces(&clean) {
            match piece {
                Piece::Placeholder(name) if !known.contains(&name) => {
                    return Err(Fault::Unknown { given: name.to_owned(), nearest: nearest(name, &known) });
                }
                Piece::Brace => return Err(Fault::Brace),
                Piece::Placeholder(_) | Piece::Text(_) => {}
            }
        }
        Ok(clean)
    }
}

/// What can be wrong with words that were typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    Flaw(Flaw),
    /// Longer than so many characters.
    TooLong(usize),
    /// A placeholder that this text does not have, and the one that looks most like it, if it has any.
    Unknown {
        given: String,
        nearest: Option<&'static str>,
    },
    /// A brace that belongs to no placeholder.
    Brace,
    /// An address: links stand where the mail has them.
    Link,
}

/// A part of a text.
#[derive(Debug, PartialEq, Eq)]
enum Piece<'a> {
    Text(&'a str),
    Placeholder(&'a str),
    Brace,
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        if at > 0 {
            found.push(Piece::Text(&rest[..at]));
        }
        let after = &rest[at + 1..];
        match after.find(['{', '}']) {
            Some(end) if rest[at..].starts_with('{') && after[end..].starts_with('}') => {
                found.push(Piece::Placeholder(after[..end].trim()));
                rest = &after[end + 1..];
            }
            _ => {
                found.push(Piece::Brace);
                rest = after;
            }
        }
    }
    if !rest.is_empty() {
        found.push(Piece::Text(rest));
    }
    found
}

fn nearest(given: &str, known: &[&'static str]) -> Option<&'static str> {
    let score = |known: &str| strsim::normalized_damerau_levenshtein(known, &given.to_lowercase());
    known.iter().copied().max_by(|a, b| score(a).total_cmp(&score(b)))
}

/// The text with values in place of its placeholders. What a value holds is text, whatever it looks like.
pub fn fill(text: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::new();
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Placeholder(name) => match value(name) {
                Some(value) => out.push_str(&value),
                None => out.extend(["{", name, "}"]),
            },
            Piece::Brace => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn until() -> Slot {
        with("until", &["days"])
    }

    #[test]
    fn placeholders_are_known_or_told_the_nearest() {
        assert_eq!(
            until().parse(" Answer  within {days} days. "),
            Ok("Answer within {days} days.".to_owned())
        );
        let wrong =
            |given: &str, nearest| Err(Fault::Unknown { given: given.to_owned(), nearest: Some(nearest) });
        assert_eq!(until().parse("{dayss}"), wrong("dayss", "days"));
        assert_eq!(until().parse("By {ministery}"), wrong("ministery", "ministry"));
        let subject = slot("subject");
        assert_eq!(
            subject.parse("From {ministry}"),
            Err(Fault::Unknown { given: "ministry".to_owned(), nearest: None }),
            "a subject has none"
        );
    }

    #[test]
    fn what_is_typed_is_text_and_leads_nowhere() {
        for (typed, fault) in [
            ("{{ site.base_url }}", Fault::Brace),
            (
                "{% include \"x\" %}",
                Fault::Unknown { given: "% include \"x\" %".to_owned(), nearest: Some("title") },
            ),
            ("a } b", Fault::Brace),
            ("a { b", Fault::Brace),
            ("See https://evil.example", Fault::Link),
            ("See WWW.evil.example", Fault::Link),
            ("\u{7}", Fault::Flaw(Flaw::ForbiddenCharacter)),
        ] {
            let found = until().parse(typed);
            match fault {
                Fault::Unknown { .. } => {
                    assert!(matches!(found, Err(Fault::Unknown { .. })), "{typed}: {found:?}")
                }
                fault => assert_eq!(found, Err(fault), "{typed}"),
            }
        }
        assert_eq!(slot("subject").parse(&"a".repeat(61)), Err(Fault::TooLong(60)));
        assert_eq!(until().parse("a\r\nBcc: b"), Ok("a Bcc: b".to_owned()), "one line");
    }

    #[test]
    fn a_value_is_put_in_once_and_never_read_again() {
        let value = |name: &str| (name == "contact").then(|| "{days} & <b>".to_owned());
        assert_eq!(fill("To {contact}, {nobody}", value), "To {days} & <b>, {nobody}");
    }
}
