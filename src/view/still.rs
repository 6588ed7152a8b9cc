//! A copy of the site that can only be read: what it says of itself, and how addresses of its pages are written, so that
//! a server that knows nothing but files can answer them.

use serde::Serialize;

use super::site;
use crate::domain::Moment;
use crate::domain::locale::Locale;

/// What a copy says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Still {
    /// The site that it was made of: `https://host`, without a slash at the end.
    pub from: String,
    pub at: Moment,
    /// How many of the log's entries it holds.
    pub size: u64,
}

/// How addresses of pages are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Ways {
    /// As the running site answers them.
    #[default]
    Served,
    /// As files.
    Still,
}

impl Ways {
    /// A page's address in a language. `path` may have a query and an anchor.
    pub fn address(self, locale: Locale, path: &str) -> String {
        let address = site::address(locale, path);
        match self {
            Ways::Served => address,
            Ways::Still => still(&address),
        }
    }
}

/// A page is the `index.html` of a folder of its own. Its address ends with a slash: without one, servers of files send a
/// reader on to it, and some name a wrong host when they do.
///
/// What a query would choose is a page of its own (a text in another language) or a place on one (the signatories of a
/// country). A query that has no such page stays, and a test finds it.
fn still(address: &str) -> String {
    let (address, anchor) = match address.split_once('#') {
        Some((address, anchor)) => (address, format!("#{anchor}")),
        None => (address, String::new()),
    };
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let folder = path.trim_end_matches('/');
    let noun = folder.rsplit('/').next().unwrap_or_default();
    match (noun, query.split_once('=').unwrap_or((query, ""))) {
        (_, ("", _)) => format!("{folder}/{anchor}"),
        (_, ("language", tag)) => format!("{folder}/{tag}/{anchor}"),
        ("signatories", (group @ ("category" | "country" | "version"), code)) => {
            format!("{folder}-by-{group}/#{code}")
        }
        ("commitments", ("status", code)) => format!("{folder}/#{code}"),
        _ => format!("{folder}/?{query}{anchor}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_a_copy_is_a_folder() {
        let (english, danish) = (Locale::English, Locale::Danish);
        for (locale, path, address) in [
            (english, "/", "/"),
            (danish, "/", "/da/"),
            (danish, "/call", "/da/call/"),
            (english, "/call#p-2", "/call/#p-2"),
            (danish, "/call/v1?language=fr", "/da/call/v1/fr/"),
            (english, "/signatories?country=DK", "/signatories-by-country/#DK"),
            (danish, "/signatories?version=2", "/da/signatories-by-version/#2"),
            (danish, "/commitments?status=due_soon", "/da/commitments/#due_soon"),
            (english, "/commitments?q=water", "/commitments/?q=water"),
            (english, "/signatories/harbour", "/signatories/harbour/"),
        ] {
            assert_eq!(Ways::Still.address(locale, path), address);
        }
        assert_eq!(Ways::Served.address(danish, "/call/v1?language=fr"), "/da/call/v1?language=fr");
    }
}
