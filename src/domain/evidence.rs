//! Owns the links under which a commitment's organisation shows how it goes. Fetches nothing.

use super::text::parse_optional;
use super::website::Website;
use super::{Flaw, limits};

/// Addresses of pages in the order in which they were given, none of them twice. Each is as a website's address is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EvidenceLinks(Vec<Website>);

impl EvidenceLinks {
    /// What was typed, one address a line.
    pub fn parse(typed: &str) -> Result<EvidenceLinks, Flaw> {
        EvidenceLinks::of(typed.lines())
    }

    /// Some addresses, each as it was typed; empty ones are passed over.
    pub fn of<'a>(addresses: impl IntoIterator<Item = &'a str>) -> Result<EvidenceLinks, Flaw> {
        let mut links = Vec::new();
        for typed in addresses {
            let Some(link) = parse_optional::<Website>(typed)? else { continue };
            if !links.contains(&link) {
                links.push(link);
            }
            if links.len() > limits::EVIDENCE {
                return Err(Flaw::TooMany);
            }
        }
        Ok(EvidenceLinks(links))
    }

    /// The URLs.
    pub fn urls(&self) -> Vec<String> {
        self.0.iter().map(|link| link.as_str().to_owned()).collect()
    }
}

/// What will be kept of what was typed, and the lines as they were typed where they cannot be kept.
pub fn as_kept(typed: &str) -> Vec<String> {
    EvidenceLinks::parse(typed)
        .map_or_else(|_| typed.lines().map(str::to_owned).collect(), |links| links.urls())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_a_line_and_none_twice() {
        let typed =
            " example.org/report \r\n\n\u{200b}\nhttps://Example.org/report\nhttp://example.org:80/b?c=d#e\n";
        let links = EvidenceLinks::parse(typed).unwrap();
        assert_eq!(links.urls(), ["https://example.org/report", "http://example.org/b?c=d#e"]);
        assert_eq!(EvidenceLinks::parse(&links.urls().join("\n")).unwrap(), links, "as it is typed again");
        assert_eq!(EvidenceLinks::parse(" \n ").unwrap(), EvidenceLinks::default());
    }

    #[test]
    fn what_leads_to_no_page_is_refused() {
        for wrong in [
            "javascript:alert(1)",
            "data:text/html,x",
            "ftp://example.org/report",
            "https://anna:secret@example.org/report",
            "https://anna@example.org/report",
            "https://127.0.0.1/report",
            "our yearly report",
            "example.org/a example.org/b",
        ] {
            let typed = format!("https://example.org/good\n{wrong}");
            assert_eq!(EvidenceLinks::parse(&typed), Err(Flaw::WebsiteMalformed), "{wrong}");
        }
        let long = format!("example.org/{}", "a".repeat(limits::WEBSITE));
        assert_eq!(EvidenceLinks::parse(&long), Err(Flaw::WebsiteTooLong));
    }

    #[test]
    fn there_are_five_at_most() {
        let pages = |many: usize| (0..many).map(|page| format!("example.org/{page}\n")).collect::<String>();
        assert_eq!(EvidenceLinks::parse(&pages(limits::EVIDENCE)).unwrap().urls().len(), 5);
        assert_eq!(EvidenceLinks::parse(&pages(limits::EVIDENCE + 1)), Err(Flaw::TooMany));
        let same = "example.org\n".repeat(limits::EVIDENCE + 1);
        assert_eq!(EvidenceLinks::parse(&same).unwrap().urls().len(), 1);
    }

    #[test]
    fn what_cannot_be_kept_stays_as_it_was_typed() {
        assert_eq!(as_kept("example.org\n"), ["https://example.org/"]);
        assert_eq!(as_kept("example.org\nour report"), ["example.org", "our report"]);
    }
}
