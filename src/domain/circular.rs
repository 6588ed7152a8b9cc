//! A circular: one mail to many signatories. To whom it goes, what is typed in it, and how it moves on.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::assurance::Level;
use super::locale::Locale;
use super::organisation::Category;
use super::text::{Note, Title, parse_optional};
use super::visibility::Visibility;
use super::words::{EVERYWHERE, takes_only};
use super::{Error, Flaw, Problems, Refusal, Result, limits};

crate::codes! {
    /// What a circular is about.
    pub enum CircularKind {
        /// The Call has a new version.
        NewVersion = "new_version",
        /// How things stand with the commitments.
        Stocktake = "stocktake",
        /// Anything else.
        Message = "message",
    }
}

crate::codes! {
    /// Where a circular stands.
    pub enum CircularState {
        Draft = "draft",
        /// It waits for a second person.
        Proposed = "proposed",
        Sending = "sending",
        Sent = "sent",
        Stopped = "stopped",
    }
}

impl CircularState {
    /// The state itself, if it may become the other.
    ///
    /// # Errors
    /// `WrongState`.
    pub fn becoming(self, next: CircularState) -> Result<CircularState> {
        use CircularState::{Draft, Proposed, Sending, Sent, Stopped};
        match (self, next) {
            (Draft, Proposed | Sending) | (Proposed, Draft | Sending) | (Sending, Sent | Stopped) => Ok(next),
            _ => Err(Error::Refused(Refusal::WrongState)),
        }
    }
}

/// To whom a circular goes: everybody in the register, or those who fit everything that is chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audience {
    pub categories: BTreeSet<Category>,
    /// ISO 3166-1 alpha-2.
    pub countries: BTreeSet<String>,
    /// Numbers of versions that were signed.
    pub versions: BTreeSet<i64>,
    pub levels: BTreeSet<Level>,
}

/// A signatory as far as an audience asks.
#[derive(Debug, Clone, Copy)]
pub struct Signatory<'a> {
    pub visibility: Visibility,
    pub category: Category,
    pub country: Option<&'a str>,
    pub version: i64,
    pub level: Level,
}

impl Audience {
    /// Whether nothing is chosen, so that it is everybody.
    pub fn is_everybody(&self) -> bool {
        *self == Audience::default()
    }

    /// Whether a signatory is among them. Who is not named is only ever one of everybody: a choice that reached them
    /// would tell who chooses where they are.
    pub fn includes(&self, one: Signatory<'_>) -> bool {
        if one.visibility.withholds() {
            return self.is_everybody();
        }
        let country = |wanted: &BTreeSet<String>| one.country.is_some_and(|code| wanted.contains(code));
        (self.categories.is_empty() || self.categories.contains(&one.category))
            && (self.countries.is_empty() || country(&self.countries))
            && (self.versions.is_empty() || self.versions.contains(&one.version))
            && (self.levels.is_empty() || self.levels.contains(&one.level))
    }
}

/// What is typed in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    pub title: String,
    pub message: String,
}

/// The same in every language.
pub type Texts = BTreeMap<Locale, Typed>;

/// Reads what was typed. A new version needs no words of its own; all else needs them in every language. A message takes the
/// placeholders that every text of a mail may have, a title none.
///
/// # Errors
/// Invalid: `title_<language>`, `message_<language>`.
pub fn parse_texts(kind: CircularKind, typed: &Texts) -> Result<Texts> {
    let mut problems = Problems::default();
    let mut texts = Texts::new();
    for locale in Locale::OFFERED {
        let given = typed.get(locale).cloned().unwrap_or_default();
        let title = problems.take(&format!("title_{locale}"), parse_optional::<Title>(&given.title));
        let message = problems.take(&format!("message_{locale}"), parse_optional::<Note>(&given.message));
        let (title, message) = (title.flatten(), message.flatten());
        let braces = [
            ("title", title.as_ref().map(Title::as_str), &[][..], Flaw::PlaceholderNone),
            ("message", message.as_ref().map(Note::as_str), EVERYWHERE, Flaw::PlaceholderUnknown),
        ];
        for (name, text, known, flaw) in braces {
            if text.is_some_and(|text| !takes_only(text, known)) {
                problems.add(&format!("{name}_{locale}"), flaw);
            }
        }
        if kind != CircularKind::NewVersion {
            for (name, missing) in [("title", title.is_none()), ("message", message.is_none())] {
                let field = format!("{name}_{locale}");
                if missing && problems.of(&field).is_none() {
                    problems.add(&field, Flaw::Missing);
                }
            }
        }
        let text = |text: Option<String>| text.unwrap_or_default();
        let (title, message) = (title.map(|one| one.to_string()), message.map(|one| one.to_string()));
        texts.insert(*locale, Typed { title: text(title), message: text(message) });
    }
    problems.check().map(|()| texts)
}

/// Whether sending to so many takes a second person.
pub const fn needs_second(recipients: usize) -> bool {
    recipients > limits::CIRCULAR_ALONE
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: Signatory<'static> = Signatory {
        visibility: Visibility::Public,
        category: Category::Media,
        country: Some("DK"),
        version: 1,
        level: Level::Mailbox,
    };

    #[test]
    fn everything_that_is_chosen_must_fit() {
        let danish = Audience { countries: ["DK".to_owned()].into(), ..Audience::default() };
        assert!(danish.includes(ONE) && Audience::default().includes(ONE));
        assert!(!danish.includes(Signatory { country: None, ..ONE }));
        let both = Audience { categories: [Category::State].into(), ..danish };
        assert!(!both.includes(ONE) && both.includes(Signatory { category: Category::State, ..ONE }));
        let old = Audience { versions: [1].into(), levels: [Level::Mailbox].into(), ..Audience::default() };
        assert!(old.includes(ONE) && !old.includes(Signatory { version: 2, ..ONE }));
    }

    #[test]
    fn who_is_not_named_is_reached_with_everybody_or_not_at_all() {
        for visibility in [Visibility::Protected, Visibility::Embargoed] {
            let hidden = Signatory { visibility, ..ONE };
            assert!(Audience::default().includes(hidden));
            assert!(!Audience { versions: [1].into(), ..Audience::default() }.includes(hidden));
        }
    }

    #[test]
    fn words_are_needed_in_every_language_where_they_are_the_mail() {
        let typed =
            |title: &str, message: &str| Typed { title: title.to_owned(), message: message.to_owned() };
        let english = Texts::from([(Locale::English, typed(" Stocktake ", "How?\r\n"))]);
        assert!(parse_texts(CircularKind::NewVersion, &Texts::new()).is_ok());
        let Err(Error::Invalid(problems)) = parse_texts(CircularKind::Stocktake, &english) else { panic!() };
        assert_eq!(problems.of("message_da"), Some(Flaw::Missing));
        assert_eq!((problems.of("title_en"), problems.0.len()), (None, 2));
    }

    #[test]
    fn a_message_takes_what_every_mail_knows_and_a_title_nothing() {
        let typed = |title: &str, message: &str| {
            let typed = Typed { title: title.to_owned(), message: message.to_owned() };
            parse_texts(CircularKind::NewVersion, &Texts::from([(Locale::English, typed)]))
        };
        assert!(typed("Stocktake", "Write to {contact}.").is_ok());
        let Err(Error::Invalid(problems)) = typed("From {ministry}", "In {days} days") else { panic!() };
        assert_eq!(problems.of("title_en"), Some(Flaw::PlaceholderNone));
        assert_eq!(problems.of("message_en"), Some(Flaw::PlaceholderUnknown));
    }
}
