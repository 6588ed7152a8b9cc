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
    /// For each: `NumberMalformed` when it is no whole number, `AllowanceOutOfRange`.
    pub fn parse(most: &str, seconds: &str) -> (Result<i64, Flaw>, Result<i64, Flaw>) {
        (within(most, limits::ALLOWED_MOST), within(seconds, limits::ALLOWED_SECONDS))
    }

    /// The while as people say it: in the largest unit of which it is a whole number.
    pub fn span(self) -> (i64, Unit) {
        let whole = |unit: &&Unit| self.seconds % unit.seconds() == 0;
        let unit = Unit::ALL.iter().find(whole).copied().unwrap_or(Unit::Second);
        (self.seconds / unit.seconds(), unit)
    }
}

codes! {
    /// In what a while is told, the largest first.
    pub enum Unit {
        Day = "day",
        Hour = "hour",
        Minute = "minute",
        Second = "second",
    }
}

impl Unit {
    const fn seconds(self) -> i64 {
        match self {
            Unit::Day => 86_400,
            Unit::Hour => 3_600,
            Unit::Minute => 60,
            Unit::Second => 1,
        }
    }
}

fn within(typed: &str, most: i64) -> Result<i64, Flaw> {
    let typed = typed.trim();
    let digits = typed.trim_start_matches(['-', '+']);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Flaw::NumberMalformed);
    }
    let number = typed.parse().ok().filter(|number| (1..=most).contains(number));
    number.ok_or(Flaw::AllowanceOutOfRange)
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
    fn a_while_is_told_in_the_largest_unit_that_divides_it() {
        let told = |seconds| Allowance { most: 1, seconds }.span();
        for (seconds, span) in [
            (1, (1, Unit::Second)),
            (90, (90, Unit::Second)),
            (60, (1, Unit::Minute)),
            (300, (5, Unit::Minute)),
            (5_400, (90, Unit::Minute)),
            (3_600, (1, Unit::Hour)),
            (86_400, (1, Unit::Day)),
            (90_000, (25, Unit::Hour)),
            (604_800, (7, Unit::Day)),
        ] {
            assert_eq!(told(seconds), span, "{seconds}");
        }
    }

    #[test]
    fn an_allowance_is_two_whole_numbers_within_reason() {
        assert_eq!(Allowance::parse(" 3 ", "60"), (Ok(3), Ok(60)));
        for wrong in ["", "-", "1.5", "many"] {
            assert_eq!(Allowance::parse(wrong, "60").0, Err(Flaw::NumberMalformed), "{wrong}");
        }
        for wrong in ["0", "-1", "1000001", "99999999999999999999"] {
            assert_eq!(Allowance::parse(wrong, "60").0, Err(Flaw::AllowanceOutOfRange), "{wrong}");
        }
        assert_eq!(Allowance::parse("1", "604801").1, Err(Flaw::AllowanceOutOfRange));
    }
}
