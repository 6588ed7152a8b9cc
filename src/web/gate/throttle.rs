//! How often one address may do what costs us something: send a form, ask for a mail, try to sign in.
//!
//! Counts are in memory, per node: the aim is to slow a flood, not to account for it. An address in
//! IPv6 is its /64, since one host has as many of those addresses as it likes.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::super::site::Site;
use crate::codes;
use crate::domain::{Error, Result, limits};

/// How often quiet addresses are forgotten.
const TIDY: std::time::Duration = std::time::Duration::from_secs(300);

codes! {
    /// What is counted.
    pub enum Deed {
        /// Sending a page of the signing form.
        Answer = "answer",
        /// Anything that makes the site send a mail.
        Mail = "mail",
        /// Trying a password, a code or a link.
        SignIn = "sign_in",
        /// Reporting a signatory.
        Report = "report",
    }
}

/// The counters of one node.
pub struct Throttles {
    on: bool,
    answer: DefaultKeyedRateLimiter<Subject>,
    mail: DefaultKeyedRateLimiter<Subject>,
    sign_in: DefaultKeyedRateLimiter<Subject>,
    report: DefaultKeyedRateLimiter<Subject>,
}

/// Whose deeds are counted: an address, or a keyed index of an account.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Subject {
    Address(IpAddr),
    Account(String),
}

impl From<IpAddr> for Subject {
    fn from(address: IpAddr) -> Subject {
        Subject::Address(match address {
            IpAddr::V4(_) => address,
            IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
                Some(v4) => IpAddr::V4(v4),
                None => IpAddr::V6(Ipv6Addr::from(u128::from(v6) & !(u128::from(u64::MAX)))),
            },
        })
    }
}

fn limiter(per_hour: u32, burst: u32) -> DefaultKeyedRateLimiter<Subject> {
    let at_least_one = |count: u32| NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN);
    RateLimiter::keyed(Quota::per_hour(at_least_one(per_hour)).allow_burst(at_least_one(burst)))
}

impl Throttles {
    /// Counters, or none at all when switched off for a load test.
    pub fn new(on: bool) -> Throttles {
        let (answer, mail) = (limits::ANSWERS_PER_HOUR, limits::MAILS_PER_HOUR);
        let (sign_in, report) = (limits::SIGN_INS_PER_HOUR, limits::REPORTS_PER_HOUR);
        Throttles {
            on,
            answer: limiter(answer.0, answer.1),
            mail: limiter(mail.0, mail.1),
            sign_in: limiter(sign_in.0, sign_in.1),
            report: limiter(report.0, report.1),
        }
    }

    /// Counts a deed.
    ///
    /// # Errors
    /// `TooMany`, with the seconds to wait.
    pub fn count(&self, deed: Deed, subject: impl Into<Subject>) -> Result<()> {
        if !self.on {
            return Ok(());
        }
        self.of(deed).check_key(&subject.into()).map_err(|not_until| {
            let wait = not_until.wait_time_from(DefaultClock::default().now());
            Error::TooMany { retry_after_seconds: u32::try_from(wait.as_secs() + 1).unwrap_or(u32::MAX) }
        })
    }

    /// Forgets addresses that have been quiet. To be called every few minutes.
    pub fn tidy(&self) {
        for deed in Deed::ALL {
            self.of(*deed).retain_recent();
        }
    }

    fn of(&self, deed: Deed) -> &DefaultKeyedRateLimiter<Subject> {
        match deed {
            Deed::Answer => &self.answer,
            Deed::Mail => &self.mail,
            Deed::SignIn => &self.sign_in,
            Deed::Report => &self.report,
        }
    }
}

/// Forgets quiet addresses now and then, for as long as the site runs.
pub async fn keep_tidy(site: Site) {
    loop {
        tokio::time::sleep(TIDY).await;
        site.throttles.tidy();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_is_slowed_and_another_is_not() {
        let throttles = Throttles::new(true);
        let first = IpAddr::from([192, 0, 2, 1]);
        let tries = (0..1_000).take_while(|_| throttles.count(Deed::SignIn, first).is_ok()).count();
        assert_eq!(tries, limits::SIGN_INS_PER_HOUR.1 as usize);
        assert!(throttles.count(Deed::SignIn, IpAddr::from([192, 0, 2, 2])).is_ok());
    }

    #[test]
    fn a_host_with_many_addresses_in_one_network_is_one() {
        let near = |last: u16| Subject::from(IpAddr::from([0x2001, 0xdb8, 1, 2, 0, 0, 0, last]));
        assert_eq!(near(1), near(2));
    }
}
