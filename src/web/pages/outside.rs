//! Links that lead out of the register, as pages show them. Nothing behind them is fetched.

use serde::Serialize;

/// Where a signatory's own link leads.
#[derive(Debug, Serialize)]
pub(super) struct Outside {
    href: String,
    /// Host and path; the rest too, where another link would be shown alike.
    shown: String,
}

impl Outside {
    /// Of addresses that were parsed when they were given.
    pub(super) fn all(urls: &[String]) -> Vec<Outside> {
        let page = |url: &str| bare_address(url.split(['?', '#']).next().unwrap_or(url));
        let alike = |shown: &String| urls.iter().filter(|url| page(url) == *shown).count() > 1;
        let link = |url: &String| {
            let shown = page(url);
            let shown = if alike(&shown) { bare_address(url) } else { shown };
            Outside { href: url.clone(), shown }
        };
        urls.iter().map(link).collect()
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
            let [link] = &Outside::all(&[url.to_owned()])[..] else { panic!("one link of {url}") };
            assert_eq!((link.href.as_str(), link.shown.as_str()), (url, shown));
        }
    }

    #[test]
    fn links_that_would_be_shown_alike_are_shown_whole() {
        let urls = ["https://x.example/?a=1", "https://x.example/?a=2", "https://x.example/b?c"];
        let links = Outside::all(&urls.map(str::to_owned));
        let shown: Vec<&str> = links.iter().map(|link| link.shown.as_str()).collect();
        assert_eq!(shown, ["x.example/?a=1", "x.example/?a=2", "x.example/b"]);
    }
}
