//! Owns how much of something may come in how long, before it is held back or looked at: what admins can set, and what
//! holds until they do.

use serde::{Deserialize, Serialize};

use super::{Flaw, limits};
use crate::codes;

/// So many in so many seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowance {
    pub most: i64,
    pub seconds: i64,
}

impl Allowance {
    /// Reads both numbers.
    ///
    /// # Errors
    /// For each number that is none, or is out of bounds.
    pub fn parse(most: &str, seconds: &str) -> (Result<i64, Flaw>, Result<i64, Flaw>) {
        (within(most, limits::ALLOWED_MOST), within(seconds, limits::ALLOWED_SECONDS))
    }
}

fn within(typed: &str, most: i64) -> Result<i64, Flaw> {
    match typed.trim().parse() {
        Ok(number) if (1..=most).contains(&number) => Ok(number),
        _ => Err(Flaw::NumberMalformed),
    }
}

codes! {
    /// What admins set an allowance for.
    pub enum Limit {
        /// Signatures from one visitor's network, at once.
        NetworkBurst = "network_burst",
        /// The same over a while.
        NetworkSustained = "network_sustained",
        /// Signatures from mailboxes of one domain, at once; of no free provider's.
        DomainBurst = "domain_burst",
        /// The same over a while.
        DomainSustained = "domain_sustained",
        /// Mails to one mailbox.
        MailboxMails = "mailbox_mails",
        /// Mails to mailboxes of one domain; of no free provider's.
        DomainMails = "domain_mails",
        /// All mails.
        AllMails = "all_mails",
        /// Signatures from one network after which admins are told.
        NetworkAlarm = "network_alarm",
        /// Signatures from mailboxes of one domain after which admins are told.
        DomainAlarm = "domain_alarm",
    }
}

impl Limit {
    /// What holds until an admin sets another.
    pub const fn usual(self) -> Allowance {
        match self {
            Limit::NetworkBurst | Limit::DomainBurst => limits::SIGNING_BURST,
            Limit::NetworkSustained | Limit::DomainSustained => limits::SIGNING_SUSTAINED,
            Limit::MailboxMails => limits::MAILBOX_MAILS,
            Limit::DomainMails => limits::DOMAIN_MAILS,
            Limit::AllMails => limits::ALL_MAILS,
            Limit::NetworkAlarm => limits::NETWORK_ALARM,
            Limit::DomainAlarm => limits::DOMAIN_ALARM,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_is_what_was_promised() {
        assert_eq!(Limit::NetworkBurst.usual(), Allowance { most: 1, seconds: 60 });
        assert_eq!(Limit::DomainSustained.usual(), Allowance { most: 5, seconds: 300 });
    }

    #[test]
    fn an_allowance_is_two_whole_numbers_within_reason() {
        assert_eq!(Allowance::parse(" 3 ", "60"), (Ok(3), Ok(60)));
        for wrong in ["0", "-1", "", "1.5", "1000001", "many"] {
            assert_eq!(Allowance::parse(wrong, "60").0, Err(Flaw::NumberMalformed), "{wrong}");
        }
        assert_eq!(Allowance::parse("1", "604801").1, Err(Flaw::NumberMalformed));
    }
}
