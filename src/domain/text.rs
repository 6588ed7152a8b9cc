//! Owns the texts that somebody types: one newtype a field, each cleaned, limited and then known good.
//! What cleaning means is `cleaning`'s; which fields a form has is the form's.

use super::lure::leads_away;
use super::{Flaw, cleaning, limits};

/// A value that somebody types: parsed once, known good from then on.
pub trait Typed: Sized {
    /// The value, or what is wrong with it. Nothing typed is [`Flaw::Missing`].
    fn parse(typed: &str) -> Result<Self, Flaw>;
}

/// A value that may be left out: nothing typed is `None`.
pub fn parse_optional<T: Typed>(typed: &str) -> Result<Option<T>, Flaw> {
    match T::parse(typed) {
        Err(Flaw::Missing) => Ok(None),
        parsed => parsed.map(Some),
    }
}

/// What will be kept of what was typed: nothing of nothing, and as it was typed where it cannot be kept.
pub fn as_kept<T: Typed + std::fmt::Display>(typed: &str) -> String {
    match parse_optional::<T>(typed) {
        Ok(kept) => kept.map(|kept| kept.to_string()).unwrap_or_default(),
        Err(_) => typed.to_owned(),
    }
}

/// Gives a newtype with inherent `parse` and `as_str` its `Typed`, `Display` and serde, the last through `parse`.
macro_rules! typed {
    ($name:ident) => {
        impl $crate::domain::text::Typed for $name {
            fn parse(typed: &str) -> Result<Self, $crate::domain::Flaw> {
                $name::parse(typed)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let typed = <std::borrow::Cow<'de, str>>::deserialize(d)?;
                $name::parse(&typed)
                    .map_err(|flaw| serde::de::Error::custom(format!("{}: {flaw}", stringify!($name))))
            }
        }
    };
}
pub(crate) use typed;

/// Declares texts: how each is cleaned, how long it may be, and what it is called when it is longer.
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident = $clean:ident up to $limit:expr, else $flaw:ident, of $check:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// The most characters (Unicode scalar values, after cleaning).
            pub const LIMIT: usize = $limit;

            /// Cleans and checks what was typed.
            pub fn parse(typed: &str) -> Result<Self, Flaw> {
                let clean = cleaning::$clean(typed)?;
                if clean.is_empty() {
                    return Err(Flaw::Missing);
                }
                if clean.chars().count() > Self::LIMIT {
                    return Err(Flaw::$flaw);
                }
                $check(&clean)?;
                Ok(Self(clean))
            }

            /// The text, clean.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        typed!($name);
    )+};
}

texts! {
    /// An organisation's name, in any script, with at least one letter or number.
    Name = line up to limits::NAME, else NameTooLong, of letters;
    /// The name of a person who acts for an organisation.
    PersonName = line up to limits::TITLE, else TextTooLong, of letters;
    /// What that person is in the organisation.
    JobTitle = line up to limits::TITLE, else TextTooLong, of anything;
    /// What a colleague calls a passkey.
    KeyName = line up to limits::PASSKEY_NAME, else TextTooLong, of anything;
    /// What an organisation says of itself.
    Description = paragraphs up to limits::DESCRIPTION, else TextTooLong, of anything;
    /// What an organisation says in public when it signs.
    Statement = paragraphs up to limits::STATEMENT, else TextTooLong, of anything;
    /// What a commitment is called.
    Title = line up to limits::TITLE, else TextTooLong, of anything;
    /// To whom promised money goes.
    Recipients = line up to limits::RECIPIENTS, else TextTooLong, of anything;
    /// What will be done.
    Action = paragraphs up to limits::ACTION, else TextTooLong, of anything;
    /// What somebody writes to a colleague whom they invite. It stands in a mail of ours, to whomever they say.
    Greeting = paragraphs up to limits::GREETING, else TextTooLong, of no_link;
    /// What staff write for each other, or to a signer.
    Note = paragraphs up to limits::NOTE, else TextTooLong, of anything;
}

/// Names are not made of signs alone.
fn letters(clean: &str) -> Result<(), Flaw> {
    if cleaning::has_letters(clean) { Ok(()) } else { Err(Flaw::NameNoLetters) }
}

/// Our mails lead to no page of a stranger's.
fn no_link(clean: &str) -> Result<(), Flaw> {
    if leads_away(clean) { Err(Flaw::LeadsAway) } else { Ok(()) }
}

/// Any text will do.
fn anything(_: &str) -> Result<(), Flaw> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_any_script_are_names() {
        for name in ["Å", "学术院", "ལྷ་ས", "ግእዝ ማኅበር", "5", "½", "Ⅻ"] {
            assert_eq!(Name::parse(name).unwrap().as_str(), name);
        }
        assert_eq!(Name::parse("¡!"), Err(Flaw::NameNoLetters));
        assert_eq!(Name::parse("\u{3164}\u{3164}"), Err(Flaw::Missing));
        assert_eq!(PersonName::parse("—"), Err(Flaw::NameNoLetters));
    }

    #[test]
    fn limits_count_characters_after_cleaning() {
        let most = "é".repeat(limits::NAME);
        assert!(Name::parse(&format!("  {}  ", most.replace('é', "e\u{301}"))).is_ok());
        assert_eq!(Name::parse(&format!("{most}é")), Err(Flaw::NameTooLong));
        assert_eq!(Title::parse(&"a".repeat(limits::TITLE + 1)), Err(Flaw::TextTooLong));
    }

    #[test]
    fn what_is_left_out_is_none() {
        assert_eq!(parse_optional::<Description>(" \r\n\u{a0}"), Ok(None));
        assert_eq!(parse_optional::<Title>("x").unwrap().unwrap().as_str(), "x");
        assert_eq!(parse_optional::<Name>("?"), Err(Flaw::NameNoLetters));
    }

    #[test]
    fn json_goes_through_parse() {
        assert_eq!(serde_json::from_str::<Name>(r#"" By\u00a0 og Land ""#).unwrap().as_str(), "By og Land");
        assert_eq!(serde_json::to_string(&Statement::parse("a\r\nb").unwrap()).unwrap(), r#""a\nb""#);
        assert!(serde_json::from_str::<Name>(r#""\u0007a""#).is_err());
    }
}
