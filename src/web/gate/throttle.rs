//! How often one address may do what costs us something: send a form, ask for a mail, try to sign in.
//!
//! Counts are in memory, per node: the aim is to slow a flood, not to account for it. An address in
//! IPv6 is its /64, since one host has as many of those addresses as it likes.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::Duration;

use super::super::site::Site;
use crate::domain::limits::{self, Pace};
use crate::domain::network::Network;
use crate::domain::{Error, Moment, Result};

/// How often quiet addresses are forgotten.
const TIDY: std::time::Duration = std::time::Duration::from_secs(300);

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Deed {
    /// Beginning a signing form, or sending a page of it.
    Answer,
    /// Sending a whole signing form.
    Sign,
    /// Anything else that makes the site send a mail.
    Mail,
    /// Asking for the link into an account: for one mailbox, from one network.
    Link,
    /// Asking to get back in: with one mailbox, from one network.
    Recovery,
    /// Trying a password, a code or a link. What was good does not count.
    SignIn,
    /// The same for one account, from wherever.
    Guess,
    /// Beginning to sign in by passkey or at the identity provider, coming back with what is no good, and trying to set
    /// an account up: nothing that could be guessed.
    Ceremony,
    /// Reporting a signatory.
    Report,
    /// Having the domain of an organisation looked at.
    Domain,
    /// Having the register of a day that is over told anew.
    Past,
}

impl Deed {
    const fn pace(self, of: &Subject) -> Pace {
        match self {
            Deed::Answer => limits::ANSWERS,
            Deed::Sign => limits::SIGNATURES,
            Deed::Mail if matches!(of, Subject::Site(_)) => limits::MAILS_OF_SITE,
            Deed::Mail => limits::MAILS,
            Deed::Link => limits::ACCOUNT_LINKS,
            Deed::Recovery => limits::RECOVERIES,
            Deed::SignIn => limits::SIGN_INS,
            Deed::Guess => limits::GUESSES,
            Deed::Ceremony => limits::CEREMONIES,
            Deed::Report if matches!(of, Subject::Site(_)) => limits::REPORTS_OF_SITE,
            Deed::Report => limits::REPORTS,
            Deed::Domain => limits::DOMAIN_LOOKS,
            Deed::Past => limits::PAST_DAYS,
        }
    }
}

/// The counters of one node.
pub struct Throttles {
    on: bool,
    now: Box<dyn Fn() -> Moment + Send + Sync>,
    /// When the subject will have made good for what it did: the virtual time of the generic cell rate algorithm.
    owed: Mutex<HashMap<(Deed, Subject), Moment>>,
}

/// Whose deeds are counted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Subject {
    Visitor(Network),
    /// Everybody in the network around a visitor.
    Site(Network),
    /// A keyed index of an account, or the id of a form.
    Account(String),
    /// An account as one network asks for it, so that a stranger's deeds are not taken for the owner's.
    AccountFrom(String, Network),
}

impl Subject {
    /// Who comes from an address, and the network around them: one customer may have many of what stands for a visitor.
    pub fn around(address: IpAddr) -> Vec<Subject> {
        vec![address.into(), Subject::Site(Network::of_site(address))]
    }

    /// An account as asked for from the network of an address.
    pub fn account_from(account: String, address: IpAddr) -> Subject {
        Subject::AccountFrom(account, Network::of_site(address))
    }
}

impl From<IpAddr> for Subject {
    fn from(address: IpAddr) -> Subject {
        Subject::Visitor(Network::of_visitor(address))
    }
}

/// A try that counts as a bad one until it turns out to be good.
#[must_use = "a try that is not said to be good counts"]
pub struct Try<'a> {
    throttles: &'a Throttles,
    deed: Deed,
    subjects: Vec<Subject>,
}

impl Try<'_> {
    /// Takes the try back if it was good, and where nobody could tell whether it was: the database is away.
    pub fn came_to<T>(self, outcome: &Result<T>) {
        if matches!(outcome, Ok(_) | Err(Error::Away(_))) {
            self.was_good();
        }
    }

    /// Takes the try back.
    pub fn was_good(self) {
        let mut owed = self.throttles.owed();
        for subject in self.subjects {
            let step = self.deed.pace(&subject).step();
            if let Some(until) = owed.get_mut(&(self.deed, subject)) {
                *until = *until - step;
            }
        }
    }
}

impl Throttles {
    /// Counters, or none at all when switched off for a load test.
    pub fn new(on: bool, now: impl Fn() -> Moment + Send + Sync + 'static) -> Throttles {
        Throttles { on, now: Box::new(now), owed: Mutex::default() }
    }

    /// Counts a deed.
    ///
    /// # Errors
    /// `TooMany`, with the seconds to wait; then it was not counted.
    pub fn count(&self, deed: Deed, subject: impl Into<Subject>) -> Result<()> {
        if !self.on {
            return Ok(());
        }
        let subject = subject.into();
        let (now, pace) = ((self.now)(), deed.pace(&subject));
        let mut owed = self.owed();
        let until = owed.entry((deed, subject)).or_insert(now);
        let at_once = pace.step() * i32::try_from(pace.at_once).unwrap_or(i32::MAX);
        // Nobody owes more than is allowed at once: then the clock was put back, and nobody shall wait for it.
        let begun = if *until - now > at_once { now } else { (*until).max(now) };
        let next = begun + pace.step();
        let early = next - now - at_once;
        if early > Duration::zero() {
            let seconds = early.num_milliseconds().div_euclid(1_000) + 1;
            return Err(Error::TooMany { retry_after_seconds: u32::try_from(seconds).unwrap_or(u32::MAX) });
        }
        *until = next;
        Ok(())
    }

    /// Counts a mail that is sent to whomever a visitor names, for them and for the network around them.
    ///
    /// # Errors
    /// As `count`.
    pub fn mail(&self, visitor: IpAddr) -> Result<()> {
        self.around(Deed::Mail, visitor)
    }

    /// Counts a deed of a visitor, for them and for the network around them.
    ///
    /// # Errors
    /// As `count`.
    pub fn around(&self, deed: Deed, visitor: IpAddr) -> Result<()> {
        self.attempt(deed, Subject::around(visitor)).map(drop)
    }

    /// Counts a try for each of these, until it turns out to be good.
    ///
    /// # Errors
    /// `TooMany`, with the seconds to wait; then it was counted for none of them.
    pub fn attempt(&self, deed: Deed, subjects: Vec<Subject>) -> Result<Try<'_>> {
        let mut tried = Try { throttles: self, deed, subjects: Vec::new() };
        for subject in subjects {
            match self.count(deed, subject.clone()) {
                Ok(()) => tried.subjects.push(subject),
                Err(slowed) => {
                    tried.was_good();
                    return Err(slowed);
                }
            }
        }
        Ok(tried)
    }

    /// Forgets addresses that have been quiet. To be called every few minutes.
    pub fn tidy(&self) {
        let now = (self.now)();
        self.owed().retain(|_, until| *until > now);
    }

    fn owed(&self) -> MutexGuard<'_, HashMap<(Deed, Subject), Moment>> {
        // Whoever panicked with it left whole counts behind.
        self.owed.lock().unwrap_or_else(PoisonError::into_inner)
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
    use std::sync::Arc;
    use std::sync::atomic::{AtomicI64, Ordering};

    use super::*;

    const FIRST: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));

    /// Counters, and a clock in milliseconds that a test moves.
    fn throttles() -> (Throttles, Arc<AtomicI64>) {
        let clock = Arc::new(AtomicI64::new(1_000_000));
        let hand = clock.clone();
        (Throttles::new(true, move || Moment::from_millis(hand.load(Ordering::Relaxed))), clock)
    }

    fn tries(throttles: &Throttles, deed: Deed, from: IpAddr) -> u32 {
        (0..1_000).take_while(|_| throttles.count(deed, from).is_ok()).map(|_| 1).sum()
    }

    #[test]
    fn one_address_is_slowed_and_another_is_not() {
        let (throttles, _) = throttles();
        assert_eq!(tries(&throttles, Deed::SignIn, FIRST), limits::SIGN_INS.at_once);
        assert!(throttles.count(Deed::SignIn, IpAddr::from([192, 0, 2, 2])).is_ok());
        assert!(throttles.count(Deed::Mail, FIRST).is_ok(), "another deed has counts of its own");
    }

    #[test]
    fn who_waits_as_long_as_was_said_may_go_on() {
        let (throttles, clock) = throttles();
        tries(&throttles, Deed::Mail, FIRST);
        let Err(Error::TooMany { retry_after_seconds }) = throttles.count(Deed::Mail, FIRST) else {
            panic!("there was no end to it")
        };
        clock.fetch_add(i64::from(retry_after_seconds) * 1_000, Ordering::Relaxed);
        assert_eq!(tries(&throttles, Deed::Mail, FIRST), 1);
        clock.fetch_add(3_600_000, Ordering::Relaxed);
        throttles.tidy();
        assert!(throttles.owed().is_empty(), "who is quiet is forgotten");
        assert_eq!(tries(&throttles, Deed::Mail, FIRST), limits::MAILS.at_once);
    }

    #[test]
    fn a_clock_that_is_put_back_keeps_nobody_out() {
        let (throttles, clock) = throttles();
        tries(&throttles, Deed::Mail, FIRST);
        clock.fetch_sub(86_400_000, Ordering::Relaxed);
        assert_eq!(tries(&throttles, Deed::Mail, FIRST), limits::MAILS.at_once);
    }

    #[test]
    fn good_tries_do_not_count_and_bad_ones_do() {
        let (throttles, _) = throttles();
        let attempt =
            || throttles.attempt(Deed::SignIn, vec![FIRST.into(), Subject::Account("a".to_owned())]);
        for _ in 0..100 {
            attempt().expect("good ones are endless").was_good();
        }
        for _ in 0..limits::SIGN_INS.at_once {
            drop(attempt().expect("not too many yet"));
        }
        assert!(attempt().is_err());
    }

    #[test]
    fn what_nobody_could_tell_of_counts_as_no_wrong_try() {
        let (throttles, _) = throttles();
        let ends = |outcome: Result<()>| {
            let attempt = throttles.attempt(Deed::SignIn, vec![FIRST.into()]);
            attempt.map(|attempt| attempt.came_to(&outcome))
        };
        for _ in 0..100 {
            ends(Err(Error::away("the disk is full"))).expect("nobody guesses while the database is away");
        }
        for _ in 0..limits::SIGN_INS.at_once {
            ends(Err(Error::NotFound)).expect("not too many yet");
        }
        assert!(ends(Ok(())).is_err());
    }

    #[test]
    fn what_one_subject_is_refused_takes_nothing_of_the_others() {
        let (throttles, _) = throttles();
        let of = |account: &str| vec![FIRST.into(), Subject::Account(account.to_owned())];
        let slowed = Subject::Account("slowed".to_owned());
        while throttles.count(Deed::SignIn, slowed.clone()).is_ok() {}
        for _ in 0..100 {
            assert!(throttles.attempt(Deed::SignIn, of("slowed")).is_err());
        }
        for _ in 0..limits::SIGN_INS.at_once {
            drop(
                throttles
                    .attempt(Deed::SignIn, of("another"))
                    .expect("the address bears its own tries alone"),
            );
        }
    }

    #[test]
    fn who_has_many_networks_side_by_side_is_slowed_too() {
        let (throttles, _) = throttles();
        let from = |site: u16, number: u16| IpAddr::from([0x2001, 0xdb8, site, number, 0, 0, 0, 1]);
        let caused = (0..1_000).take_while(|number| throttles.mail(from(1, *number)).is_ok()).count();
        assert_eq!(caused, limits::MAILS_OF_SITE.at_once as usize);
        assert!(throttles.mail(from(2, 1)).is_ok());
    }

    #[test]
    fn a_host_with_many_addresses_in_one_network_is_one() {
        let near = |last: u16| Subject::from(IpAddr::from([0x2001, 0xdb8, 1, 2, 0, 0, 0, last]));
        assert_eq!(near(1), near(2));
        let asked = |text: &str| Subject::account_from("a".to_owned(), text.parse().unwrap());
        assert_eq!(asked("192.0.2.1"), asked("::ffff:192.0.2.200"));
        assert_eq!(asked("2001:db8:1:2::1"), asked("2001:db8:1:3::1"));
        assert_ne!(asked("2001:db8:1:2::1"), asked("2001:db8:2:2::1"));
        assert_ne!(asked("192.0.2.1"), asked("192.0.3.1"));
    }
}
