//! The names that paragraphs and pillars keep through every version and language, and how a paragraph
//! is cited. Must not know the text.

use serde::{Deserialize, Serialize};

use crate::domain::{Flaw, limits};

macro_rules! anchors {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal,)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// What every such id begins with, so that it never meets another id on a page.
            pub const PREFIX: &'static str = $prefix;

            /// Takes the prefix followed by words of `a`-`z` and `0`-`9` joined by single hyphens.
            pub fn parse(id: &str) -> Result<$name, Flaw> {
                let word = |part: &str| {
                    !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
                };
                match id.strip_prefix($prefix) {
                    Some(rest) if id.len() <= limits::ANCHOR && rest.split('-').all(word) => {
                        Ok($name(id.to_owned()))
                    }
                    _ => Err(Flaw::UnknownChoice),
                }
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = String;
            fn try_from(id: String) -> Result<$name, String> {
                $name::parse(&id).map_err(|_| id)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }
    )+};
}

anchors! {
    /// A paragraph's id, for example `p-open-internet`. Also its anchor on the page.
    ParagraphId = "p-",
    /// A pillar's id, for example `pillar-partnerships`. Also its anchor on the page.
    PillarId = "pillar-",
}

/// A paragraph as one cites it, "v2 §7": the number belongs to that version alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Citation {
    /// The version's number, from 1.
    pub version: i32,
    /// The paragraph's number in that version, from 1.
    pub paragraph: u32,
}

impl std::fmt::Display for Citation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "v{} §{}", self.version, self.paragraph)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_plain_words_with_their_prefix() {
        for good in ["p-open-internet", "p-5g", "p-a"] {
            assert_eq!(ParagraphId::parse(good).unwrap().as_str(), good);
        }
        let long = format!("p-{}", "a".repeat(limits::ANCHOR));
        for bad in
            ["", "p-", "p--a", "p-a-", "open", "P-open", "p-Open", "p-æ", "p-a b", "p-a\"", "pillar-a", &long]
        {
            assert_eq!(ParagraphId::parse(bad), Err(Flaw::UnknownChoice), "{bad}");
        }
        assert!(PillarId::parse("pillar-partnerships").is_ok());
        assert!(serde_json::from_str::<ParagraphId>("\"p-<b>\"").is_err());
    }

    #[test]
    fn a_paragraph_is_cited_with_its_version() {
        assert_eq!(Citation { version: 2, paragraph: 7 }.to_string(), "v2 §7");
    }
}
