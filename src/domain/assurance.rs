//! How we know who signed: the ladder of levels, and which record counts at a moment.
//!
//! Owns the order of the ladder. Does not carry out checks and knows no evidence: that is private.

use super::Moment;
use crate::codes;

codes! {
    /// How surely we know who signed, lowest first: the order of declaration is the ladder.
    pub enum Level {
        /// Nothing was checked.
        None = "none",
        /// A mailbox of any kind answered.
        Mailbox = "mailbox",
        /// A mailbox on the organisation's own registrable domain answered.
        DomainMailbox = "domain_mailbox",
        /// The organisation showed that it controls its domain.
        DomainControl = "domain_control",
        /// An official letter, recorded by one person and confirmed by another.
        OfficialLetter = "official_letter",
    }
}

codes! {
    /// What was done to know it. Shown to the public beside the date.
    pub enum Method {
        /// A mailed link was opened and its page confirmed.
        MailedLink = "mailed_link",
        /// A token was found in the domain's DNS.
        DnsRecord = "dns_record",
        /// A token was found at the domain's well-known address.
        WellKnownFile = "well_known_file",
        /// A letter was read by two people.
        Letter = "letter",
    }
}

/// One check that succeeded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assurance {
    pub level: Level,
    pub method: Method,
    /// When the check was made.
    pub checked_on: Moment,
    /// When and why it ceased to count; `None` lasts.
    pub lapse: Option<Lapse>,
}

/// The end of a record: it was looked at again, and what it rests on was no longer there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lapse {
    /// From this moment on it no longer counts.
    pub at: Moment,
    /// When it was last seen to hold.
    pub last_verified: Moment,
}

impl Assurance {
    /// Does this record count at the moment? A record of the future does not.
    pub fn valid_at(&self, moment: Moment) -> bool {
        self.checked_on <= moment && self.lapse.is_none_or(|lapse| moment < lapse.at)
    }
}

/// The highest record that counts at the moment; of equals, the one checked last.
pub fn highest(records: &[Assurance], moment: Moment) -> Option<&Assurance> {
    records
        .iter()
        .filter(|record| record.valid_at(moment))
        .max_by_key(|record| (record.level, record.checked_on))
}

/// The newest record that has lapsed by the moment and told more than what counts now: the public is told when it was
/// last seen to hold.
pub fn lapsed(records: &[Assurance], moment: Moment) -> Option<&Assurance> {
    let counts = highest(records, moment).map_or(Level::None, |record| record.level);
    let ended = |record: &&Assurance| record.lapse.is_some_and(|lapse| lapse.at <= moment);
    records
        .iter()
        .filter(ended)
        .filter(|record| record.level > counts)
        .max_by_key(|record| record.lapse.map(|lapse| lapse.at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(level: Level, from: i64, until: Option<i64>) -> Assurance {
        Assurance {
            level,
            method: Method::MailedLink,
            checked_on: Moment::from_millis(from),
            lapse: until
                .map(|at| Lapse { at: Moment::from_millis(at), last_verified: Moment::from_millis(at - 1) }),
        }
    }

    #[test]
    fn the_ladder_is_in_order() {
        let codes: Vec<_> = Level::ALL.iter().map(|level| level.code()).collect();
        assert_eq!(codes, ["none", "mailbox", "domain_mailbox", "domain_control", "official_letter"]);
        assert!(Level::ALL.is_sorted());
    }

    #[test]
    fn the_highest_valid_record_counts() {
        let records = [
            record(Level::Mailbox, 10, None),
            record(Level::DomainControl, 20, Some(30)),
            record(Level::OfficialLetter, 90, None),
            record(Level::Mailbox, 40, None),
        ];
        let level_at = |at| highest(&records, Moment::from_millis(at)).map(|found| found.level);
        assert_eq!(level_at(5), None);
        assert_eq!(level_at(10), Some(Level::Mailbox));
        assert_eq!(level_at(29), Some(Level::DomainControl));
        assert_eq!(level_at(30), Some(Level::Mailbox));
        assert_eq!(level_at(90), Some(Level::OfficialLetter));
        let lapsed_at = |at| lapsed(&records, Moment::from_millis(at)).map(|found| found.level);
        assert_eq!(lapsed_at(29), None);
        assert_eq!(lapsed_at(30), Some(Level::DomainControl));
        assert_eq!(lapsed_at(90), None, "a letter tells more");
        let latest = highest(&records, Moment::from_millis(50)).unwrap();
        assert_eq!(latest.checked_on, Moment::from_millis(40));
    }
}
