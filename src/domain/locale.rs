//! The languages of the site, and the tags of the languages of texts.

use super::Flaw;
use super::text::typed;
use crate::codes;
use unic_langid::{CharacterDirection, LanguageIdentifier};

codes! {
    /// A language in which the whole site speaks.
    pub enum Locale {
        English = "en",
        Danish = "da",
        /// English turned round with accents and right-to-left marks, for tests of layout alone.
        Pseudo = "ar-XB",
    }
}

impl Locale {
    /// The languages offered to readers.
    pub const OFFERED: &'static [Locale] = &[Locale::English, Locale::Danish];

    /// The language's name in itself.
    pub const fn name(self) -> &'static str {
        match self {
            Locale::English => "English",
            Locale::Danish => "Dansk",
            Locale::Pseudo => "[Ƥşḗŭḓǿ]",
        }
    }

    /// `ltr` or `rtl`, as HTML's `dir` has it.
    pub const fn direction(self) -> &'static str {
        match self {
            Locale::Pseudo => "rtl",
            _ => "ltr",
        }
    }

    /// What stands before every path in this language: nothing for English, `/da` for Danish.
    pub const fn prefix(self) -> &'static str {
        match self {
            Locale::English => "",
            Locale::Danish => "/da",
            Locale::Pseudo => "/ar-XB",
        }
    }
}

/// The language of a text, as a BCP 47 tag in canonical case: language, script, region, variants (`da`, `zh-Hant-TW`).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LanguageTag(String);

impl LanguageTag {
    /// The tag that was typed or chosen. `und` names no language and is not taken.
    pub fn parse(typed: &str) -> Result<LanguageTag, Flaw> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(Flaw::Missing);
        }
        let tag: LanguageIdentifier = typed.parse().map_err(|_| Flaw::UnknownChoice)?;
        if tag.language.is_empty() {
            return Err(Flaw::UnknownChoice);
        }
        Ok(LanguageTag(tag.to_string()))
    }

    /// The tag, for HTML's `lang`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `ltr` or `rtl`, as HTML's `dir` has it.
    pub fn direction(&self) -> &'static str {
        let tag = self.0.parse::<LanguageIdentifier>().unwrap_or_default();
        match tag.character_direction() {
            CharacterDirection::RTL => "rtl",
            _ => "ltr",
        }
    }
}

typed!(LanguageTag);

impl From<Locale> for LanguageTag {
    fn from(locale: Locale) -> LanguageTag {
        LanguageTag(locale.code().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_come_out_in_canonical_case() {
        for (typed, tag, direction) in [
            (" DA ", "da", "ltr"),
            ("zh-hant-tw", "zh-Hant-TW", "ltr"),
            ("AR", "ar", "rtl"),
            ("az-arab", "az-Arab", "rtl"),
            ("kl_GL", "kl-GL", "ltr"),
        ] {
            let parsed = LanguageTag::parse(typed).unwrap();
            assert_eq!((parsed.as_str(), parsed.direction()), (tag, direction));
        }
        for &locale in Locale::OFFERED {
            assert_eq!(LanguageTag::parse(locale.code()).unwrap(), LanguageTag::from(locale));
        }
    }

    #[test]
    fn what_names_no_language_is_refused() {
        assert_eq!(LanguageTag::parse(""), Err(Flaw::Missing));
        for wrong in ["und", "dansk sprog", "x", "d@", "en-"] {
            assert_eq!(LanguageTag::parse(wrong), Err(Flaw::UnknownChoice), "{wrong}");
        }
    }
}
