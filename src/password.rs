//! Passwords of staff: the rule for a new one, and slow hashing that cannot starve the site.
//!
//! Argon2id with one lane, kept as a PHC string. Who has which
//! hash, throttling and sessions are other modules' business.

use std::collections::BTreeSet;
use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use unicode_normalization::UnicodeNormalization;

use crate::clock::Chance;
use crate::domain::staff::is_run;
use crate::domain::{Error, Flaw, Result, limits};

/// Passwords of twelve characters and more that lists of leaked ones begin with, and our own names.
/// Compared in lower case, without anything but letters and digits.
const COMMON: &[&str] = &[
    "administrator",
    "administrator1",
    "adminadminadmin",
    "calltoaction",
    "changemechangeme",
    "correcthorsebatterystaple",
    "iloveyouiloveyou",
    "kodeordkodeord",
    "letmeinletmein",
    "ministryofforeignaffairs",
    "passw0rdpassw0rd",
    "password1234",
    "password12345",
    "password123456",
    "passwordpassword",
    "techfordemocracy",
    "tilsagntilsagn",
    "udenrigsministeriet",
    "welcome123456",
    "welcomewelcome",
];

/// Whether a new password is good enough. Signing in does not ask, so that the rule can change.
pub fn check_password(password: &str) -> Result<(), Flaw> {
    let password: String = password.nfc().collect();
    let length = password.chars().count();
    if length < limits::PASSWORD_SHORTEST {
        return Err(Flaw::PasswordTooShort);
    }
    if length > limits::PASSWORD {
        return Err(Flaw::PasswordTooLong);
    }
    let plain: String =
        password.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let different: BTreeSet<char> = password.chars().collect();
    if different.len() < limits::PASSWORD_DIFFERENT || is_run(&password) || COMMON.contains(&plain.as_str()) {
        return Err(Flaw::PasswordTooCommon);
    }
    Ok(())
}

/// Whether two are one password, however their characters were typed.
pub fn are_same(one: &str, other: &str) -> bool {
    normal(one) == normal(other)
}

/// What one hash costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    pub kibibytes: u32,
    pub passes: u32,
}

impl Cost {
    /// As OWASP advises.
    pub const ADVISED: Cost = Cost { kibibytes: 19_456, passes: 2 };

    fn argon2(self) -> Result<Argon2<'static>> {
        let params = Params::new(self.kibibytes, self.passes, 1, None).map_err(Error::internal)?;
        Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }

    /// A hash that no password has, in the form and at the cost of a real one.
    fn nobody(self) -> String {
        let Cost { kibibytes, passes } = self;
        format!(
            "$argon2id$v=19$m={kibibytes},t={passes},p=1$bm9ib2R5IGhhcyB0aGlz$\
             AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        )
    }
}

/// Hashes and verifies, a few at a time. Cheap to clone; one for the whole process.
#[derive(Clone)]
pub struct Hasher {
    cost: Cost,
    /// One for each that runs or waits.
    places: Arc<Semaphore>,
    /// One for each that runs.
    running: Arc<Semaphore>,
}

impl Hasher {
    /// Runs at most `limit` at once (each takes a core and the cost's memory); `limits::PASSWORDS_WAITING` wait.
    pub fn new(limit: usize, cost: Cost) -> Hasher {
        let places = Arc::new(Semaphore::new(limit + limits::PASSWORDS_WAITING));
        Hasher { cost, places, running: Arc::new(Semaphore::new(limit)) }
    }

    /// The PHC string to keep for a password. Too many when the queue is full.
    pub async fn hash(&self, chance: &dyn Chance, password: &str) -> Result<String> {
        let mut salt = [0; 16];
        chance.fill(&mut salt);
        let (password, cost) = (normal(password), self.cost);
        self.run(move || {
            let hash: PasswordHash = cost
                .argon2()?
                .hash_password_with_salt(password.as_bytes(), &salt)
                .map_err(Error::internal)?;
            Ok(hash.to_string())
        })
        .await
    }

    /// Whether the password belongs to the PHC string. Without one (no such account, or no password
    /// yet) the answer is no, after the same work. Too many when the queue is full.
    pub async fn verify_or_dummy(&self, phc: Option<&str>, password: &str) -> Result<bool> {
        let exists = phc.is_some();
        let phc = phc.map_or_else(|| self.cost.nobody(), str::to_owned);
        let (password, cost) = (normal(password), self.cost);
        self.run(move || {
            let hash = PasswordHash::new(&phc).map_err(Error::internal)?;
            let fits = match cost.argon2()?.verify_password(password.as_bytes(), &hash) {
                Ok(()) => true,
                Err(argon2::password_hash::Error::PasswordInvalid) => false,
                Err(error) => return Err(Error::internal(error)),
            };
            Ok(fits && exists)
        })
        .await
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
        let place = self.place()?;
        let running = self.running.clone().acquire_owned().await.map_err(Error::internal)?;
        // The work goes on when the asker has gone, so it keeps its place until it is done.
        let work = move || {
            let outcome = work();
            drop((running, place));
            outcome
        };
        tokio::task::spawn_blocking(work).await.map_err(Error::internal)?
    }

    fn place(&self) -> Result<OwnedSemaphorePermit> {
        self.places.clone().try_acquire_owned().map_err(|_| Error::TooMany { retry_after_seconds: 5 })
    }
}

/// The same letters typed on two keyboards are the same password.
fn normal(password: &str) -> String {
    password.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemChance;

    #[test]
    fn the_rule_for_a_new_password() {
        for (password, flaw) in [
            ("kort adgang", Flaw::PasswordTooShort),
            (&"lang ".repeat(41), Flaw::PasswordTooLong),
            ("Password-1234", Flaw::PasswordTooCommon),
            ("Udenrigsministeriet", Flaw::PasswordTooCommon),
            ("aaaaaaaaaaaabbbb", Flaw::PasswordTooCommon),
            ("1234 5678 9012", Flaw::PasswordTooCommon),
            ("qwertyuiopas", Flaw::PasswordTooCommon),
        ] {
            assert_eq!(check_password(password), Err(flaw), "{password}");
        }
        for password in
            ["blå kaffe og syv svaner", "2938-4471-0052-x", "#%&/()=?+-*<>", "長い長い秘密の言葉を覚える"]
        {
            assert_eq!(check_password(password), Ok(()), "{password}");
        }
    }

    #[tokio::test]
    async fn a_password_fits_its_hash_and_no_other() {
        let hasher = Hasher::new(2, Cost::ADVISED);
        let hash = hasher.hash(&SystemChance, "blå kaffe og svaner").await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert_ne!(hash, hasher.hash(&SystemChance, "blå kaffe og svaner").await.unwrap());
        assert!(hasher.verify_or_dummy(Some(&hash), "bla\u{30a} kaffe og svaner").await.unwrap());
        assert!(!hasher.verify_or_dummy(Some(&hash), "bla kaffe og svaner").await.unwrap());
        assert!(!hasher.verify_or_dummy(None, "bla kaffe og svaner").await.unwrap());
        assert!(hasher.verify_or_dummy(Some("not a hash"), "x").await.is_err());
    }

    #[test]
    fn an_unknown_account_costs_what_a_known_one_costs() {
        let cost = Cost::ADVISED;
        let nobody = cost.nobody();
        let nobody = PasswordHash::new(&nobody).unwrap();
        let real: PasswordHash = cost.argon2().unwrap().hash_password_with_salt(b"x", &[7; 16]).unwrap();
        assert_eq!(nobody.params, real.params);
        assert_eq!(nobody.algorithm, real.algorithm);
        assert_eq!(nobody.hash.unwrap().len(), real.hash.unwrap().len());
    }

    #[tokio::test]
    async fn a_full_queue_asks_to_come_back() {
        let hasher = Hasher::new(1, Cost::ADVISED);
        let all: Vec<_> = (0..=limits::PASSWORDS_WAITING).map(|_| hasher.place().unwrap()).collect();
        let refused = hasher.verify_or_dummy(None, "x").await;
        assert!(matches!(refused, Err(Error::TooMany { .. })));
        drop(all);
        assert!(hasher.verify_or_dummy(None, "x").await.is_ok());
    }
}
