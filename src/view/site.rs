//! What every page shows around its matter: whose site this is, where we are, in which language.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::still::{Still, Ways};
use crate::domain::Day;
use crate::domain::locale::Locale;

/// The deployment as pages name it, in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Site {
    /// The Call's title, for example "Technology for Democracy".
    pub title: String,
    /// The ministry's name.
    pub ministry: String,
    /// The mail address for help.
    pub contact: String,
    /// `https://host` without a slash at the end, for addresses that must be whole.
    pub base_url: String,
    /// Where the accessibility statement is: `/accessibility`, or an address elsewhere.
    pub accessibility: String,
    /// The words of mails that the ministry changed, by the id of the message. No page uses them.
    #[serde(skip)]
    pub words: Arc<BTreeMap<String, String>>,
}

/// What a page is framed by.
#[derive(Debug, Clone)]
pub struct Frame<'a> {
    pub locale: Locale,
    /// The page's address without the language's prefix, with the query if that selects content. Empty for a page
    /// that only a form leads to: it has no siblings in other languages.
    pub path: &'a str,
    pub site: &'a Site,
    /// The day at whose end the register is shown; nothing for now.
    pub as_of: Option<Day>,
    /// What the page says of itself where it is one of a copy.
    pub still: Option<&'a Still>,
    /// What stands above the page, such as planned downtime.
    pub notices: &'a [Notice],
}

/// A line above a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Notice {
    pub text: String,
    pub lang: &'static str,
    pub dir: &'static str,
}

impl Notice {
    /// A line in a language, which need not be the page's.
    pub fn new(text: impl Into<String>, locale: Locale) -> Notice {
        Notice { text: text.into(), lang: locale.code(), dir: locale.direction() }
    }
}

/// One language of a page, for the chooser and for `hreflang`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sibling {
    pub tag: &'static str,
    pub name: &'static str,
    pub dir: &'static str,
    pub href: String,
    pub current: bool,
}

impl Frame<'_> {
    /// The page in every language on offer.
    pub fn siblings(&self) -> Vec<Sibling> {
        let offered = Locale::OFFERED.iter().filter(|_| !self.path.is_empty());
        offered
            .map(|locale| Sibling {
                tag: locale.code(),
                name: locale.name(),
                dir: locale.direction(),
                href: self.ways().address(*locale, self.path),
                current: *locale == self.locale,
            })
            .collect()
    }

    /// How addresses are written around it.
    pub fn ways(&self) -> Ways {
        if self.still.is_some() { Ways::Still } else { Ways::Served }
    }

    /// The page's address for now, where `path` is that of a day of the past.
    pub fn present(&self) -> &str {
        let at = self.path.find("?as_of=").or_else(|| self.path.find("&as_of="));
        at.map_or(self.path, |at| &self.path[..at])
    }

    /// The first part of the path, which says what in the menu is current. Other orders of a list are that list.
    pub fn nav(&self) -> &str {
        let path = self.path.split(['?', '#']).next().unwrap_or_default();
        let first = path.split('/').nth(1).unwrap_or_default();
        first.split("-by-").next().unwrap_or_default()
    }
}

/// A page's address in a language: `/call` is `/da/call` in Danish, `/` is `/da`.
pub fn address(locale: Locale, path: &str) -> String {
    match (locale.prefix(), path) {
        ("", path) => path.to_owned(),
        (prefix, "/") => prefix.to_owned(),
        (prefix, path) => match path.strip_prefix("/?") {
            Some(query) => format!("{prefix}?{query}"),
            None => format!("{prefix}{path}"),
        },
    }
}
