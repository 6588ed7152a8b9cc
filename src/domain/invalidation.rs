//! Invalidating a flood: which submissions a condition meets, and how a job stands that invalidates them. Only what is not
//! public can be invalidated, and each can come back to the state it had.

use core::net::IpAddr;

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::glob::Glob;
use super::host::Host;
use super::network::Network;
use super::{Flaw, Moment, limits};
use crate::codes;

codes! {
    /// Where a job stands.
    pub enum InvalidationState {
        /// A second person must allow it.
        Proposed = "proposed",
        Running = "running",
        Done = "done",
        /// Broken off by a colleague. What it had done stays done.
        Stopped = "stopped",
        /// The second person said no, or the first took it back.
        SentBack = "sent_back",
        /// It gives back what it took.
        Undoing = "undoing",
        Undone = "undone",
    }
}

impl InvalidationState {
    /// Whether this may become that.
    pub const fn may_become(self, next: InvalidationState) -> bool {
        use InvalidationState::{Done, Proposed, Running, SentBack, Stopped, Undoing, Undone};
        matches!(
            (self, next),
            (Proposed, Running | SentBack)
                | (Running, Done | Stopped)
                | (Done | Stopped, Undoing)
                | (Undoing, Undone)
        )
    }

    /// Whether a worker has something to do.
    pub const fn works(self) -> bool {
        matches!(self, InvalidationState::Running | InvalidationState::Undoing)
    }
}

/// Which submissions are meant: those that meet everything that is said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// Sent from this address, or from one of this range.
    pub network: Option<Network>,
    /// From a mailbox whose domain fits.
    pub domain: Option<Glob>,
    /// For an organisation whose name fits.
    pub name: Option<Glob>,
    /// An ISO 3166 code.
    pub country: Option<String>,
    /// Sent at this moment or later.
    pub from: Option<Moment>,
    /// Sent before this moment.
    pub until: Option<Moment>,
}

/// What is known of one submission. Nothing that says who it is, where that must not be named.
#[derive(Debug, Clone, Copy)]
pub struct Submission<'a> {
    pub address: Option<IpAddr>,
    pub domain: Option<&'a Host>,
    pub name: Option<&'a str>,
    pub country: Option<&'a str>,
    pub at: Moment,
}

impl Condition {
    /// What is wrong with a condition as a whole: it says nothing, a time that ends before it begins, or nothing but a time in
    /// which nearly everybody came.
    ///
    /// # Errors
    /// `ConditionEmpty`, `WindowReversed`, `WindowTooWide`.
    pub fn check(&self, now: Moment) -> Result<(), Flaw> {
        if *self == Condition::default() {
            return Err(Flaw::ConditionEmpty);
        }
        if let (Some(from), Some(until)) = (self.from, self.until)
            && until <= from
        {
            return Err(Flaw::WindowReversed);
        }
        let nothing_else = Condition { from: None, until: None, ..self.clone() } == Condition::default();
        let widest = Duration::days(limits::INVALIDATION_WINDOW_DAYS);
        let narrow = self.from.is_some_and(|from| self.until.unwrap_or(now) - from <= widest);
        if nothing_else && !narrow { Err(Flaw::WindowTooWide) } else { Ok(()) }
    }

    /// Whether it asks from where a submission was sent.
    pub const fn asks_whence(&self) -> bool {
        self.network.is_some() || self.domain.is_some()
    }

    /// Whether a submission meets it. What is not known meets nothing.
    pub fn meets(&self, one: &Submission<'_>) -> bool {
        let network = |network: Network| one.address.is_some_and(|address| network.contains(address));
        self.network.is_none_or(network)
            && self.country.as_deref().is_none_or(|country| one.country == Some(country))
            && self.from.is_none_or(|from| one.at >= from)
            && self.until.is_none_or(|until| one.at < until)
            && self.name.as_ref().is_none_or(|glob| one.name.is_some_and(|name| glob.matches(name)))
            && self.domain.as_ref().is_none_or(|glob| one.domain.is_some_and(|host| glob.matches_host(host)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn condition(network: &str, domain: &str, name: &str) -> Condition {
        let glob = |text: &str| Glob::parse(text).ok();
        Condition {
            network: Network::parse(network).ok(),
            domain: glob(domain),
            name: glob(name),
            ..Condition::default()
        }
    }

    fn meets(condition: &Condition, address: &str, domain: &str, name: &str) -> bool {
        let host = Host::parse(domain);
        condition.meets(&Submission {
            address: address.parse().ok(),
            domain: host.as_ref(),
            name: Some(name),
            country: Some("DK"),
            at: Moment::from_millis(5_000),
        })
    }

    #[test]
    fn everything_that_is_said_must_be_met() {
        let both = condition("203.0.113.0/24", "*.junk.example", "");
        assert!(meets(&both, "203.0.113.9", "a.junk.example", "Anything"));
        assert!(!meets(&both, "203.0.114.9", "a.junk.example", "Anything"));
        assert!(!meets(&both, "203.0.113.9", "skov.example", "Anything"));
        assert!(!meets(&both, "", "a.junk.example", "Anything"), "what is not known meets nothing");
        let named = condition("", "", "Junk * Ltd");
        assert!(meets(&named, "", "", "JUNK number 7 ltd"));
        assert!(!meets(&named, "", "", "Junk number 7 Limited"));
    }

    #[test]
    fn a_window_has_its_beginning_and_not_its_end() {
        let at = |from: i64, until: i64| Condition {
            from: Some(Moment::from_millis(from)),
            until: Some(Moment::from_millis(until)),
            ..Condition::default()
        };
        assert!(meets(&at(5_000, 5_001), "", "", ""));
        assert!(!meets(&at(4_000, 5_000), "", "", ""));
        assert_eq!(at(2, 2).check(Moment::from_millis(3)), Err(Flaw::WindowReversed));
    }

    #[test]
    fn a_window_alone_is_of_some_days() {
        let days = |days: i64| Moment::from_millis(days * 86_400_000);
        let window = |from: Option<i64>, until: Option<i64>| Condition {
            from: from.map(days),
            until: until.map(days),
            ..Condition::default()
        };
        let now = days(100);
        for narrow in [window(Some(93), None), window(Some(10), Some(17))] {
            assert_eq!(narrow.check(now), Ok(()));
        }
        for wide in
            [window(Some(0), None), window(Some(92), None), window(None, Some(1)), window(Some(10), Some(18))]
        {
            assert_eq!(wide.check(now), Err(Flaw::WindowTooWide), "{wide:?}");
            let more = Condition { country: Some("DK".to_owned()), ..wide };
            assert_eq!(more.check(now), Ok(()), "it is not all that is said");
        }
    }

    #[test]
    fn a_condition_that_says_nothing_is_refused() {
        let now = Moment::from_millis(5_000);
        assert_eq!(Condition::default().check(now), Err(Flaw::ConditionEmpty));
        let danes = Condition { country: Some("DK".to_owned()), ..Condition::default() };
        assert!(danes.check(now).is_ok() && meets(&danes, "", "", ""));
    }

    #[test]
    fn a_job_is_allowed_before_it_runs_and_undone_after_it_ended() {
        let all = InvalidationState::ALL;
        let may: Vec<String> = all
            .iter()
            .flat_map(|from| all.iter().map(move |to| (from, to)))
            .filter(|(from, to)| from.may_become(**to))
            .map(|(from, to)| format!("{from} -> {to}"))
            .collect();
        assert_eq!(
            may,
            [
                "proposed -> running",
                "proposed -> sent_back",
                "running -> done",
                "running -> stopped",
                "done -> undoing",
                "stopped -> undoing",
                "undoing -> undone",
            ]
        );
    }
}
