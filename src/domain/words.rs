//! The words of mails that a ministry may change: which mails, which of their messages, and what may be typed there.
//!
//! What is typed is text with placeholders in braces, `{days}`. It is never code of a template, holds no link, and a
//! subject has no placeholder, so that nothing but what an admin typed ever reaches one. No placeholder stands for who
//! somebody is.

mod mails;

pub use mails::{Group, Worded};

use super::lure::leads_away;
use super::{Flaw, cleaning, limits};

/// Placeholders that every text but a subject may have.
pub const EVERYWHERE: &[&str] = &["title", "ministry", "contact"];

/// One text of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// The end of the message's id, after the mail's name.
    pub name: &'static str,
    /// The placeholders that this text alone may have.
    pub takes: &'static [&'static str],
}

impl Worded {
    /// The days that it speaks of, where it does: those in which its link works, an answer is waited for, or a decision
    /// promised.
    pub const fn days(self) -> i64 {
        match self {
            Worded::ContinueDraft => limits::DRAFT_DAYS,
            Worded::ConfirmSignature | Worded::RecoveryConfirm | Worded::MailboxConfirm => {
                limits::CONFIRM_DAYS
            }
            Worded::MoreNeeded => limits::UNANSWERED_DAYS,
            Worded::Withdrawn => limits::REVERSAL_DAYS,
            Worded::Invitation => limits::INVITATION_DAYS,
            Worded::RecoveryAsked => limits::OBJECTION_DAYS,
            _ => limits::REVIEW_DAYS,
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
            _ if self.is_subject() => limits::MAIL_SUBJECT,
            "heading" | "button" | "account" | "again" | "certificate" | "cancel-link" => {
                limits::MAIL_HEADING
            }
            _ => limits::MAIL_PARAGRAPH,
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
        if leads_away(&clean) {
            return Err(Fault::Link);
        }
        let known = self.placeholders();
        let mut said = clean.is_empty();
        for piece in pieces(&clean) {
            match piece {
                Piece::Placeholder(name) if !known.contains(&name) => {
                    return Err(Fault::Unknown { given: name.to_owned(), nearest: nearest(name, &known) });
                }
                Piece::Brace => return Err(Fault::Brace),
                Piece::Placeholder(_) => {}
                Piece::Text(text) => said |= cleaning::has_letters(text),
            }
        }
        if said { Ok(clean) } else { Err(Fault::Wordless) }
    }
}

/// What can be wrong with words that were typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    Flaw(Flaw),
    /// Longer than so many characters.
    TooLong(usize),
    /// Without a word of its own: what a mail says can be said otherwise, and never taken out.
    Wordless,
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

/// Whether every brace of a text belongs to one of these placeholders.
pub fn takes_only(text: &str, known: &[&str]) -> bool {
    pieces(text).iter().all(|piece| match piece {
        Piece::Text(_) => true,
        Piece::Placeholder(name) => known.contains(name),
        Piece::Brace => false,
    })
}

/// Placeholders as they are typed, for whoever reads which there are.
pub fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("{{{name}}}")).collect::<Vec<_>>().join(" ")
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

    const SUBJECT: Slot = Slot { name: "subject", takes: &[] };

    fn until() -> Slot {
        Slot { name: "until", takes: &["days"] }
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
        assert_eq!(
            SUBJECT.parse("From {ministry}"),
            Err(Fault::Unknown { given: "ministry".to_owned(), nearest: None }),
            "a subject has none"
        );
    }

    #[test]
    fn a_text_takes_the_placeholders_that_it_knows() {
        for (text, taken) in [
            ("Write to {contact}\nor to {ministry}.", true),
            ("Within {days} days", false),
            ("a } b", false),
            ("", true),
        ] {
            assert_eq!(takes_only(text, EVERYWHERE), taken, "{text}");
        }
        assert_eq!(listed(EVERYWHERE), "{title} {ministry} {contact}");
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
            ("Sign in at evil.dk/account.", Fault::Link),
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
        assert_eq!(SUBJECT.parse(&"a".repeat(61)), Err(Fault::TooLong(60)));
        assert_eq!(until().parse("a\r\nBcc: b"), Ok("a Bcc: b".to_owned()), "one line");
    }

    #[test]
    fn what_looks_like_no_link_is_none() {
        for typed in ["Kl.14, f.eks. bl.a. v2.1.", "Write to press@ministry.dk."] {
            assert_eq!(until().parse(typed), Ok(typed.to_owned()));
        }
    }

    #[test]
    fn what_a_mail_says_is_not_taken_out() {
        assert_eq!(until().parse(" \u{200B} "), Ok(String::new()), "nothing typed is the original");
        for typed in [".", "—", "{days}", "{title}, {contact}!"] {
            assert_eq!(until().parse(typed), Err(Fault::Wordless), "{typed}");
        }
    }

    #[test]
    fn no_placeholder_stands_for_who_somebody_is() {
        const HARMLESS: &[&str] = &["days", "weeks", "minutes", "day", "version", "domain"];
        for mail in Worded::ALL {
            for slot in mail.slots() {
                assert!(slot.takes.iter().all(|name| HARMLESS.contains(name)), "{mail} {}", slot.name);
                assert!(!slot.is_subject() || slot.takes.is_empty(), "{mail}");
            }
        }
    }

    #[test]
    fn a_value_is_put_in_once_and_never_read_again() {
        let value = |name: &str| (name == "contact").then(|| "{days} & <b>".to_owned());
        assert_eq!(fill("To {contact}, {nobody}", value), "To {days} & <b>, {nobody}");
    }
}
