//! Words of a language for what Rust puts together: labels of codes, names of countries, sums of money.

use std::sync::Arc;

use crate::domain::country::Country;
use crate::domain::currency::Currency;
use crate::domain::locale::{LanguageTag, Locale};
use crate::domain::{Day, Result};
use crate::register::CountryCode;
use crate::view::{Args, Messages, Ways, dates};

/// The words of one language.
pub struct Speech {
    messages: Arc<Messages>,
    pub locale: Locale,
    ways: Ways,
}

impl Speech {
    /// The words of this language.
    ///
    /// # Errors
    /// Internal, if a message file does not parse.
    pub fn of(locale: Locale) -> Result<Speech> {
        Speech::along(locale, Ways::Served)
    }

    /// The words of this language, with addresses written another way.
    ///
    /// # Errors
    /// Internal, if a message file does not parse.
    pub fn along(locale: Locale, ways: Ways) -> Result<Speech> {
        Ok(Speech { messages: Messages::shared()?, locale, ways })
    }

    /// A message that needs nothing.
    pub fn word(&self, id: &str) -> String {
        self.messages.text(self.locale, id, None)
    }

    /// What a member of a closed list is called: `category-civil-society` for `civil_society`.
    pub fn code(&self, list: &str, code: &str) -> String {
        self.word(&format!("{list}-{}", code.replace('_', "-")))
    }

    /// A message with `$count`.
    pub fn counted(&self, id: &str, count: u32) -> String {
        let mut args = Args::new();
        args.set("count", f64::from(count));
        self.messages.text(self.locale, id, Some(&args))
    }

    /// A message filled with texts.
    pub fn filled(&self, id: &str, values: &[(&'static str, &str)]) -> String {
        let mut args = Args::new();
        for (name, value) in values {
            args.set(*name, (*value).to_owned());
        }
        self.messages.text(self.locale, id, Some(&args))
    }

    /// A country's name; a code that is none stands for itself.
    pub fn country(&self, code: &str) -> String {
        Country::parse(code).map_or_else(|_| code.to_owned(), |country| country.name(self.locale).to_owned())
    }

    /// The names of some countries.
    pub fn countries(&self, codes: &[CountryCode]) -> Vec<String> {
        codes.iter().map(|code| self.country(code.as_str())).collect()
    }

    /// The name of a text's language.
    pub fn language(&self, tag: &str) -> Language {
        let id = format!("language-{}", tag.to_ascii_lowercase());
        let name = if self.messages.has(self.locale, &id) { self.word(&id) } else { tag.to_owned() };
        let dir = LanguageTag::parse(tag).map_or("auto", |tag| tag.direction());
        Language { tag: tag.to_owned(), name, dir }
    }

    /// A sum of money with its currency: "DKK 1,250,000", with decimals only where there are some.
    ///
    /// # Errors
    /// Internal, if the sum is larger than all money there is.
    pub fn money(&self, minor: i128, currency: Currency) -> Result<String> {
        dates::money(minor, currency, self.locale)
    }

    /// A day, written out.
    pub fn day(&self, day: Day) -> String {
        dates::day(&self.messages, self.locale, day, false)
    }

    /// The address of a page in this language, with a query if there is one.
    pub fn href(&self, path: &str, query: &str) -> String {
        match query {
            "" => self.ways.address(self.locale, path),
            query => self.ways.address(self.locale, &format!("{path}?{query}")),
        }
    }
}

/// The language of a text.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Language {
    /// BCP 47.
    pub tag: String,
    pub name: String,
    /// `ltr`, `rtl`, or `auto` where the tag says nothing.
    pub dir: &'static str,
}
