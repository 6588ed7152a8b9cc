//! Links that lead out of the register, as pages show them. Nothing behind them is fetched.

use serde::Serialize;

/// Where a signatory's own link leads.
#[derive(Debug, Serialize)]
pub(super) struct Outside {
    href: String,
    /// Host and path.
    shown: String,
}

impl Outside {
    /// Of an address that was parsed when it was given.
    pub(super) fn of(url: &str) -> Outside {
        let page = url.split(['?', '#']).next().unwrap_or(url);
        Outside { href: url.to_owned(), shown: bare_address(page) }
    }
}

/// An address as people say it: without scheme and last slash.
pub(super) fn bare_address(url: &str) -> String {
    let bare = url.trim_start_matches("https://").trim_start_matches("http://");
    bare.trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_shown_as_host_and_path() {
        for (url, shown) in [
            ("https://example.org/", "example.org"),
            ("http://example.org:8080/a/b/?c=d/e#f", "example.org:8080/a/b"),
            ("https://example.org/?next=https://other.example/", "example.org"),
            ("https://xn--rdgrd-vuad.example/%C3%B8#x", "xn--rdgrd-vuad.example/%C3%B8"),
        ] {
            let link = Outside::of(url);
            assert_eq!((link.href.as_str(), link.shown.as_str()), (url, shown));
        }
    }
}
