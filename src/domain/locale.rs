//! The languages of the site, and the tags of the languages of texts.

use crate::codes;

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
