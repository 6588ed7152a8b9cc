//! Owns mail addresses: which are taken, how they are looked up, and whether their domain can tell who somebody is.
//! Sends nothing and asks no server.
//!
//! An address is `local@domain`: the local part a dot-atom (RFC 5321, 4.1.2), the domain of two labels or more. Not
//! taken: quoted local parts, addresses in digits, comments, and local parts beyond ASCII (RFC 6531), since most
//! servers on the way would turn the mail back and the signer would wait for it in vain. Domains in any script are.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::host::Host;
use super::text::typed;
use super::{Flaw, cleaning, limits};

/// A mail address: the local part as typed, the domain in ASCII and lower case.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Email {
    address: String,
    domain: Host,
}

impl Email {
    /// The address that was typed.
    pub fn parse(typed: &str) -> Result<Email, Flaw> {
        let clean = cleaning::line(typed)?;
        if clean.is_empty() {
            return Err(Flaw::Missing);
        }
        let (local, domain) = clean.split_once('@').ok_or(Flaw::EmailMalformed)?;
        if !is_dot_atom(local) {
            return Err(Flaw::EmailMalformed);
        }
        let domain = Host::parse(domain).ok_or(Flaw::EmailMalformed)?;
        let address = format!("{local}@{}", domain.as_str());
        if local.len() > limits::EMAIL_LOCAL || address.len() > limits::EMAIL {
            return Err(Flaw::EmailTooLong);
        }
        Ok(Email { address, domain })
    }

    /// The address to write to.
    pub fn as_str(&self) -> &str {
        &self.address
    }

    /// The address in lower case, to look it up by: no server known tells two mailboxes apart by case alone.
    pub fn canonical(&self) -> String {
        self.address.to_ascii_lowercase()
    }

    /// The mailbox behind the address, in lower case. What a local part says after a `+` chooses a folder of it (RFC 5233), and so does
    /// any dot at Gmail, whose two domains are one. To count by and to know somebody again by, never for who acts: a server may
    /// do otherwise.
    pub fn mailbox(&self) -> String {
        let canonical = self.canonical();
        let local = canonical.split('@').next().unwrap_or_default();
        let bare = local.split('+').next().filter(|bare| !bare.is_empty()).unwrap_or(local);
        match self.domain.as_str() {
            "gmail.com" | "googlemail.com" => format!("{}@gmail.com", bare.replace('.', "")),
            domain => format!("{bare}@{domain}"),
        }
    }

    /// What is after the `@`.
    pub fn domain(&self) -> &Host {
        &self.domain
    }

    /// Whether it is at a free provider (our own list, and a kept one), where many strangers have mailboxes.
    pub fn is_free_mail(&self) -> bool {
        let registered = self.domain.registrable_domain();
        registered.is_some_and(|domain| FREE.contains(domain.as_str())) && !self.is_disposable()
    }

    /// Whether the mailbox is one of those that are thrown away after use.
    pub fn is_disposable(&self) -> bool {
        !mailchecker::is_valid(&format!("someone@{}", self.domain.as_str()))
    }

    /// Whether anybody may have a mailbox there, free or disposable: it tells nothing of who they are.
    pub fn is_anybodys(&self) -> bool {
        self.is_free_mail() || self.is_disposable()
    }
}

typed!(Email);

/// Providers of free mailboxes, by registrable domain.
static FREE: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lists = [include_str!("free-mail.txt"), include_str!("free-mail-kept.txt")];
    lists.into_iter().flat_map(str::lines).filter(|line| !line.starts_with('#')).collect()
});

/// Words of RFC 5322's `atext` with single dots between them.
fn is_dot_atom(local: &str) -> bool {
    let atext = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b);
    local.split('.').all(|word| !word.is_empty() && word.bytes().all(atext))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::host::RegistrableDomain;

    fn email(typed: &str) -> Email {
        Email::parse(typed).unwrap()
    }

    #[test]
    fn the_domain_is_normal_and_the_local_part_as_typed() {
        let suzie = email(" Suzie.O'Lund+kald@Skov-Råd.EXAMPLE ");
        assert_eq!(suzie.as_str(), "Suzie.O'Lund+kald@xn--skov-rd-jxa.example");
        assert_eq!(suzie.canonical(), "suzie.o'lund+kald@xn--skov-rd-jxa.example");
        assert_eq!(Email::parse(suzie.as_str()).unwrap(), suzie);
        let domain = RegistrableDomain::of_email(&email("a@post.skov.co.uk")).unwrap();
        assert_eq!(domain.as_str(), "skov.co.uk");
    }

    #[test]
    fn sub_addresses_are_one_mailbox() {
        for (address, mailbox) in [
            ("Suzie@Skov.example", "suzie@skov.example"),
            ("suzie+kald+1@skov.example", "suzie@skov.example"),
            ("su.zie@skov.example", "su.zie@skov.example"),
            ("s.uzie+1@gmail.com", "suzie@gmail.com"),
            ("Su.Zie@GoogleMail.com", "suzie@gmail.com"),
            ("+1@skov.example", "+1@skov.example"),
        ] {
            assert_eq!(email(address).mailbox(), mailbox, "{address}");
        }
    }

    #[test]
    fn what_cannot_be_mailed_to_is_refused() {
        for wrong in [
            "suzie",
            "@skov.example",
            "suzie@",
            "a@b@skov.example",
            "a..b@skov.example",
            ".a@skov.example",
            "a.@skov.example",
            "\"a b\"@skov.example",
            "a b@skov.example",
            "søren@skov.example",
            "a@localhost",
            "a@127.0.0.1",
            "a@[127.0.0.1]",
            "Suzie <a@skov.example>",
            "a@skov.example,b@skov.example",
            "a@-b.example",
        ] {
            assert_eq!(Email::parse(wrong), Err(Flaw::EmailMalformed), "{wrong}");
        }
        assert_eq!(Email::parse("a@skov.example\0"), Err(Flaw::ForbiddenCharacter));
        assert_eq!(Email::parse("a@skov.example\nBcc: b@skov.example"), Err(Flaw::EmailMalformed));
        assert_eq!(Email::parse(" "), Err(Flaw::Missing));
        assert_eq!(Email::parse(&format!("{}@skov.example", "a".repeat(65))), Err(Flaw::EmailTooLong));
        let long = format!("{}.example", vec!["a".repeat(60); 4].join("."));
        assert_eq!(Email::parse(&format!("{}@{long}", "b".repeat(10))), Err(Flaw::EmailTooLong));
    }

    #[test]
    fn free_and_disposable_mailboxes_tell_nothing() {
        assert!(email("skov@gmail.com").is_free_mail() && !email("skov@gmail.com").is_disposable());
        for disposable in ["skov@mailinator.com", "skov@yopmail.com"].map(email) {
            assert!(!disposable.is_free_mail() && disposable.is_disposable() && disposable.is_anybodys());
        }
        assert!(email("skov@Yahoo.CO.uk").is_free_mail());
        assert!(email("skov@posteo.ro").is_free_mail(), "of the kept list alone");
        assert!(email("skov@gmail.com").is_anybodys());
        assert!(
            !email("suzie@skov.example").is_anybodys() && !email("a@xn--skov-rd-jxa.example").is_anybodys()
        );
    }
}
