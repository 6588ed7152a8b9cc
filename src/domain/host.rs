//! Owns domain names: what a host is, and which part of it somebody registered.
//! Asks no name server; a host need not exist.
//!
//! Sources: RFC 1123 (host names), UTS 46 (internationalised names), the Public Suffix List.

use super::Flaw;
use super::email::Email;
use super::limits;
use super::text::typed;
use idna::AsciiDenyList;
use std::borrow::Cow;

/// A host with a domain name of two labels or more: ASCII (A-labels), lower case, without a final dot.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Host(String);

impl Host {
    /// The host that was typed, or `None`: addresses in digits and single labels are no domain names.
    pub fn parse(typed: &str) -> Option<Host> {
        let ascii =
            idna::domain_to_ascii_from_cow(Cow::Borrowed(typed.as_bytes()), AsciiDenyList::URL).ok()?;
        let name = ascii.strip_suffix('.').unwrap_or(&ascii);
        let last = name.rsplit('.').next()?;
        let fits =
            name.contains('.') && name.len() <= limits::HOST && !last.bytes().all(|b| b.is_ascii_digit());
        (fits && name.split('.').all(is_label)).then(|| Host(name.to_owned()))
    }

    /// The name in ASCII.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name as its readers write it, for pages alone (`københavn.example`).
    pub fn shown(&self) -> String {
        let (shown, readable) = idna::domain_to_unicode(&self.0);
        if readable.is_ok() { shown } else { self.0.clone() }
    }

    /// What was registered: the public suffix and one label. `None` for a public suffix itself.
    pub fn registrable_domain(&self) -> Option<RegistrableDomain> {
        RegistrableDomain::of_host(self)
    }
}

/// One label: 1 to 63 letters, digits, hyphens or underscores, without a hyphen at either end.
fn is_label(label: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    (1..=63).contains(&label.len())
        && label.bytes().all(plain)
        && !label.starts_with('-')
        && !label.ends_with('-')
}

/// The part of a domain name that somebody registered, in ASCII: `example.co.uk`, `project.github.io`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RegistrableDomain(String);

impl RegistrableDomain {
    /// A domain that is its own registrable domain, for example from a table.
    pub fn parse(typed: &str) -> Result<RegistrableDomain, Flaw> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(Flaw::Missing);
        }
        let host = Host::parse(typed).ok_or(Flaw::WebsiteMalformed)?;
        host.registrable_domain().filter(|domain| domain.0 == host.0).ok_or(Flaw::WebsiteMalformed)
    }

    /// The registrable domain of a host. Suffixes that the list does not know count as one label.
    pub fn of_host(host: &Host) -> Option<RegistrableDomain> {
        psl::domain_str(host.as_str()).map(|domain| RegistrableDomain(domain.to_owned()))
    }

    /// The registrable domain of a mailbox.
    pub fn of_email(email: &Email) -> Option<RegistrableDomain> {
        RegistrableDomain::of_host(email.domain())
    }

    /// The domain in ASCII.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The domain as its readers write it, for pages alone.
    pub fn shown(&self) -> String {
        Host(self.0.clone()).shown()
    }

    /// Whether unrelated organisations have pages there (`shared-websites.txt`): it then tells nothing about who they are.
    pub fn is_shared(&self) -> bool {
        include_str!("shared-websites.txt").lines().any(|line| line == self.0)
    }
}

typed!(RegistrableDomain);

/// Whether a text is an ending under which anybody registers domains (`dk`, `co.uk`). An ending that the list does not
/// know is one label.
pub fn is_ending(typed: &str) -> bool {
    let Ok(ascii) = idna::domain_to_ascii_from_cow(Cow::Borrowed(typed.as_bytes()), AsciiDenyList::URL)
    else {
        return false;
    };
    ascii.split('.').all(is_label) && psl::domain(ascii.as_bytes()).is_none() && !is_private(&ascii)
}

/// Whether mail programs make a link of a word by themselves: a host under an ending that the list knows.
pub fn is_linked(word: &str) -> bool {
    Host::parse(word)
        .is_some_and(|host| psl::suffix(host.0.as_bytes()).is_some_and(|suffix| suffix.is_known()))
}

/// Whether an ending is a company's own, which lets others have pages or mailboxes under it (`github.io`).
fn is_private(ending: &str) -> bool {
    psl::suffix(ending.as_bytes()).and_then(|suffix| suffix.typ()) == Some(psl::Type::Private)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn registered(host: &str) -> Option<String> {
        Host::parse(host).unwrap().registrable_domain().map(|domain| domain.to_string())
    }

    #[test]
    fn hosts_are_ascii_and_lower_case() {
        assert_eq!(Host::parse("WWW.Rødgrød.Example.").unwrap().as_str(), "www.xn--rdgrd-vuad.example");
        assert_eq!(Host::parse("xn--rdgrd-vuad.example").unwrap().shown(), "rødgrød.example");
        for wrong in [
            "localhost",
            "",
            ".",
            "a..b",
            "-a.example",
            "a-.example",
            "10.0.0.1",
            "0x7f.1",
            "[::1]",
            "a b.example",
        ] {
            assert_eq!(Host::parse(wrong), None, "{wrong}");
        }
        assert_eq!(Host::parse(&format!("{}.example", "a".repeat(64))), None);
    }

    #[test]
    fn an_ending_is_nobodys_own() {
        for ending in ["dk", "com", "co.uk", "CO.UK", "公司.cn", "unheardof"] {
            assert!(is_ending(ending), "{ending}");
        }
        for own in ["skov.example", "example.co.uk", "github.io", "", ".dk", "*.dk", "a b"] {
            assert!(!is_ending(own), "{own}");
        }
    }

    #[test]
    fn what_counts_is_what_was_registered() {
        assert_eq!(registered("example.org").as_deref(), Some("example.org"));
        assert_eq!(registered("a.b.example.co.uk").as_deref(), Some("example.co.uk"));
        assert_eq!(registered("www.cultura.gov.br").as_deref(), Some("cultura.gov.br"));
        assert_eq!(registered("gov.br"), None);
        assert_eq!(registered("project.github.io").as_deref(), Some("project.github.io"));
        assert_eq!(registered("post.skov.example").as_deref(), Some("skov.example"));
        assert_eq!(registered("www.食狮.公司.cn").as_deref(), Some("xn--85x722f.xn--55qx5d.cn"));
        assert_eq!(registered("co.uk"), None);
        assert_eq!(registered("github.io"), None);
        assert!(RegistrableDomain::parse("www.example.org").is_err());
    }
}
