//! Owns what a rule of staff's says: which signatures it is about, and whether it holds them or lets them pass the limits.

use super::Flaw;
use super::email::Email;
use super::glob::Glob;
use super::host::is_ending;
use super::network::Network;
use crate::codes;

codes! {
    /// What a rule does.
    pub enum Effect {
        /// Signatures are held until staff have looked.
        Block = "block",
        /// Signatures are not counted against the limits, and no other rule holds them.
        Allow = "allow",
    }
}

codes! {
    /// What a rule goes by.
    pub enum RuleKind {
        /// The visitor's address.
        Network = "network",
        /// The domain of the mailbox.
        Domain = "domain",
        /// The mailbox.
        Mailbox = "mailbox",
    }
}

/// Whom a rule is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    Network(Network),
    Domain(Glob),
    Mailbox(Email),
}

impl About {
    /// Reads what was typed.
    ///
    /// # Errors
    /// What is wrong with it; `NetworkTooWide`, `PatternTooWide` for what is about nearly everybody.
    pub fn parse(kind: RuleKind, typed: &str) -> Result<About, Flaw> {
        Ok(match kind {
            RuleKind::Network => About::Network(Network::parse_narrow(typed)?),
            RuleKind::Domain => About::Domain(Glob::of_domain(typed)?),
            RuleKind::Mailbox if typed.contains(['*', '?']) => return Err(Flaw::MailboxIsPattern),
            RuleKind::Mailbox => About::Mailbox(Email::parse(typed)?),
        })
    }

    /// The ending, where every domain with it is meant (`*.dk`).
    pub fn ending(&self) -> Option<&str> {
        let About::Domain(glob) = self else { return None };
        glob.as_str().strip_prefix("*.").filter(|rest| is_ending(rest))
    }

    /// As it is shown to staff.
    pub fn text(&self) -> String {
        match self {
            About::Network(network) => network.to_string(),
            About::Domain(glob) => glob.as_str().to_owned(),
            About::Mailbox(email) => email.as_str().to_owned(),
        }
    }

    /// What it goes by.
    pub const fn kind(&self) -> RuleKind {
        match self {
            About::Network(_) => RuleKind::Network,
            About::Domain(_) => RuleKind::Domain,
            About::Mailbox(_) => RuleKind::Mailbox,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_about_everybody_is_refused() {
        for typed in ["0.0.0.0/0", "::/0"] {
            assert_eq!(About::parse(RuleKind::Network, typed), Err(Flaw::NetworkTooWide), "{typed}");
        }
        assert_eq!(About::parse(RuleKind::Domain, "*.*"), Err(Flaw::PatternTooWide));
        let network = About::parse(RuleKind::Network, "192.0.2.0/24").unwrap();
        assert_eq!(network.kind(), RuleKind::Network);
        assert!(About::parse(RuleKind::Mailbox, "suzie@skov.example").is_ok());
    }

    #[test]
    fn a_mailbox_is_one_and_no_pattern() {
        for typed in ["*@skov.example", "suzie?@skov.example"] {
            assert_eq!(About::parse(RuleKind::Mailbox, typed), Err(Flaw::MailboxIsPattern), "{typed}");
        }
    }

    #[test]
    fn two_domains_are_two_rules() {
        let about = |typed| About::parse(RuleKind::Domain, typed);
        assert_eq!(about("skov.example hav.example"), Err(Flaw::DomainMalformed));
        assert_eq!(about(" *.skov.example ").map(|one| one.text()), Ok("*.skov.example".to_owned()));
        assert_eq!(about("skov.example.").map(|one| one.text()), Ok("skov.example".to_owned()));
    }

    #[test]
    fn what_no_domain_can_fit_is_refused() {
        for typed in ["*@x.dk", "xn--", "a.b<script>", ".skov.example", "skov..example", "*.1"] {
            assert_eq!(About::parse(RuleKind::Domain, typed), Err(Flaw::DomainMalformed), "{typed}");
        }
        for typed in [
            "*skov*",
            "skov*",
            "skov?.example",
            "Rødgrød.*",
            "xn--*.example",
            "*.xn--rdgrd-vuad.example",
            "a_b.example",
        ] {
            assert!(About::parse(RuleKind::Domain, typed).is_ok(), "{typed}");
        }
    }

    #[test]
    fn an_ending_is_no_domain_and_a_star_before_it_says_that_all_are_meant() {
        for ending in ["com", " co.uk ", ".dk", "DK", "com.", "co.uk. ", "*com", "*dk", "**DK", "*co.uk."] {
            assert_eq!(About::parse(RuleKind::Domain, ending), Err(Flaw::DomainIsEnding), "{ending}");
        }
        let ending = |typed| About::parse(RuleKind::Domain, typed).unwrap().ending().map(str::to_owned);
        assert_eq!(ending("*.dk").as_deref(), Some("dk"));
        assert_eq!(ending("*.co.uk").as_deref(), Some("co.uk"));
        assert_eq!(ending("*.dk.").as_deref(), Some("dk"), "a dot at the end says nothing");
        assert_eq!(
            (ending("*.skov.example"), ending("skov.example"), ending("github.io")),
            (None, None, None)
        );
    }
}
