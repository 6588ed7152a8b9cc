//! Owns what in a text leads its reader away: mail programs make links of addresses, and a mail of ours would vouch for them.

use core::net::Ipv4Addr;

use unicode_normalization::UnicodeNormalization;

use super::host;

/// Whether mail programs would make a link of something in a text. A mail address leads to no page.
pub fn leads_away(text: &str) -> bool {
    let text = plain(text);
    let mut words = text.split(|c| !is_part(c)).map(|word| word.trim_matches('.'));
    has_web_address(&text) || words.any(|word| !word.contains('@') && is_place(word))
}

/// Whether a name holds the address of a page. A domain alone may be what an organisation is called.
pub fn holds_page(name: &str) -> bool {
    let name = plain(name);
    let mut paths = name.match_indices('/').map(|(at, _)| &name[..at]);
    has_web_address(&name) || paths.any(ends_in_domain)
}

/// A text with each full stop, and each wide letter or sign, as browsers take it in an address (UTS 46).
fn plain(text: &str) -> String {
    text.nfkc().map(|c| if c == '。' { '.' } else { c }).collect()
}

/// Whether a word is a host that mail programs know, or the address of one.
fn is_place(word: &str) -> bool {
    host::is_linked(word) || word.parse::<Ipv4Addr>().is_ok()
}

fn has_web_address(text: &str) -> bool {
    text.contains("://") || text.to_lowercase().contains("www.")
}

/// Whether a text ends in a domain, with or without a port.
fn ends_in_domain(text: &str) -> bool {
    let portless = text.trim_end_matches(|c: char| c.is_ascii_digit()).strip_suffix(':').unwrap_or(text);
    portless.rsplit(|c| !is_part(c)).next().is_some_and(|word| is_place(word.trim_matches('.')))
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '@')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_be_a_domain_and_never_a_page() {
        for name in
            ["change.org", "Skov/By", "Change.org / Danmark", "A/S Skovbrynet", "24/7.dk", "post@skov.dk"]
        {
            assert!(!holds_page(name), "{name}");
        }
        for name in
            ["Confirm at https://x", "WWW.evil", "Sign in: evil.dk/account", "evil.dk:8080/", "evil.dk./a"]
        {
            assert!(holds_page(name), "{name}");
            assert!(leads_away(name), "{name}");
        }
        assert!(leads_away("Ask at evil.dk") && !leads_away("Kl.14, f.eks. press@ministry.dk"));
    }

    #[test]
    fn an_address_in_digits_or_with_another_full_stop_is_one() {
        for away in [
            "198.51.100.7",
            "See 198.51.100.7.",
            "evil。com",
            "evil．com",
            "evil｡com",
            "ｅｖｉｌ．ｃｏｍ",
            "ｗｗｗ．evil",
        ] {
            assert!(leads_away(away), "{away}");
        }
        assert!(holds_page("evil。dk/account") && holds_page("198.51.100.7/x"));
        for text in ["Version 1.2.3", "999.1.1.1", "Kl. 14.30.", "你好。再见。"] {
            assert!(!leads_away(text), "{text}");
        }
    }
}
