//! The keys of one log: the one that signs, the one before it while both sign, and those that have retired.
//!
//! A log keeps its name when its key changes. While two keys sign, every checkpoint carries both signatures, so that
//! whoever knows either can check it.

use super::Fault;
use super::checkpoint::Head;
use super::note::{self, Signer, Verifier};

/// What a log signs with, and what it signed with before.
pub struct Keys {
    current: Signer,
    /// Signs too, until it retires.
    previous: Option<Signer>,
    retired: Vec<Verifier>,
}

impl Keys {
    /// A log's first key.
    pub fn first(current: Signer) -> Keys {
        Keys { current, previous: None, retired: Vec::new() }
    }

    /// Reads a file of keys: one or two that sign, the newest first, then those that have retired.
    ///
    /// # Errors
    /// A fault that quotes no secret, when a line is no key, or the keys that sign are of two logs.
    pub fn parse(text: &str) -> Result<Keys, Fault> {
        let (secret, public): (Vec<_>, Vec<_>) = text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .partition(|line| Signer::is_secret(line));
        let mut signers = secret.into_iter().map(Signer::parse);
        let current = signers.next().ok_or_else(|| Fault::new("no line begins with PRIVATE+KEY+"))??;
        let previous = signers.next().transpose()?;
        if signers.next().is_some() {
            return Err(Fault::new("more than two keys that sign"));
        }
        let retired = public.into_iter().map(Verifier::parse).collect::<Result<_, _>>()?;
        let keys = Keys { current, previous, retired };
        if keys.previous().is_some_and(|previous| previous.name() != keys.current().name()) {
            return Err(Fault::new("the keys that sign are of two logs"));
        }
        Ok(keys)
    }

    /// The file of keys.
    pub fn text(&self) -> String {
        let secret = self.signers().map(Signer::secret_text);
        secret.chain(self.retired.iter().map(Verifier::text)).map(|line| format!("{line}\n")).collect()
    }

    /// What others check the log with.
    pub fn current(&self) -> &Verifier {
        self.current.verifier()
    }

    /// The key before it, as long as it signs too.
    pub fn previous(&self) -> Option<&Verifier> {
        self.previous.as_ref().map(Signer::verifier)
    }

    /// The tree's checkpoint, with the signature of every key that signs. The same tree always gets the same note.
    ///
    /// # Errors
    /// A fault, when the origin cannot stand in a note.
    pub fn sign(&self, head: &Head) -> Result<String, Fault> {
        let mut signed = head.sign(&self.current)?;
        if let Some(previous) = &self.previous {
            let other = head.sign(previous)?;
            signed.push_str(note::split(&other)?.1);
        }
        Ok(signed)
    }

    /// Reads a checkpoint that any of the log's keys has signed.
    ///
    /// # Errors
    /// A fault, when none has, or it is no checkpoint of this log.
    pub fn open(&self, note: &str) -> Result<Head, Fault> {
        let key = self.all().find(|key| key.is_named_in(note));
        Head::open(note, key.unwrap_or(self.current()))
    }

    /// Whether a note says that one of the log's keys signed it.
    pub fn are_named_in(&self, note: &str) -> bool {
        self.all().any(|key| key.is_named_in(note))
    }

    /// Whether a signature under a note has the id of one of the log's keys, under whatever name: then it is of this log, or was.
    pub fn have_left_a_mark(&self, note: &str) -> bool {
        self.all().any(|key| key.has_left_a_mark(note))
    }

    /// The keys when another one takes over: from then on both sign.
    ///
    /// # Errors
    /// A fault, when two sign already, or the secret is none.
    pub fn followed_by(self, seed: [u8; 32]) -> Result<Keys, Fault> {
        if self.previous.is_some() {
            return Err(Fault::new("the key before has not retired yet"));
        }
        let current = Signer::new(self.current().name(), seed)?;
        Ok(Keys { current, previous: Some(self.current), retired: self.retired })
    }

    /// The keys when the one before has retired. Its secret is gone.
    pub fn retired(self) -> Keys {
        let mut retired = self.retired;
        if let Some(previous) = self.previous {
            retired.insert(0, previous.verifier().clone());
        }
        Keys { current: self.current, previous: None, retired }
    }

    /// The first key of another log that goes on where this one cannot. What this one signed is still read.
    ///
    /// # Errors
    /// A fault, when the name cannot be that of a log, or is this log's own.
    pub fn under(self, origin: &str, seed: [u8; 32]) -> Result<Keys, Fault> {
        if origin == self.current().name() {
            return Err(Fault::new(format!("{origin} is the log that cannot go on: choose another name")));
        }
        let current = Signer::new(origin, seed)?;
        let retired = self.all().cloned().collect();
        Ok(Keys { current, previous: None, retired })
    }

    /// The keys that sign.
    pub fn signing(&self) -> impl Iterator<Item = &Verifier> {
        self.signers().map(Signer::verifier)
    }

    /// The keys that sign no more, the newest first.
    pub fn silent(&self) -> impl Iterator<Item = &Verifier> {
        self.retired.iter()
    }

    fn signers(&self) -> impl Iterator<Item = &Signer> {
        std::iter::once(&self.current).chain(&self.previous)
    }

    fn all(&self) -> impl Iterator<Item = &Verifier> {
        self.signers().map(Signer::verifier).chain(&self.retired)
    }
}

#[cfg(test)]
mod tests {
    use super::super::hash::Hash;
    use super::*;

    fn first() -> Keys {
        Keys::first(Signer::new("call.example.org/log", [1; 32]).unwrap())
    }

    fn head(size: u64) -> Head {
        Head { size, root: Hash::empty() }
    }

    #[test]
    fn while_two_keys_sign_whoever_knows_either_can_check() {
        let old = first().current().clone();
        let keys = first().followed_by([2; 32]).unwrap();
        let note = keys.sign(&head(3)).unwrap();
        assert_eq!(note.matches('\u{2014}').count(), 2);
        for key in [&old, keys.current()] {
            assert_eq!(Head::open(&note, key).unwrap(), head(3));
        }
        assert_eq!(keys.previous(), Some(&old));
        assert!(keys.followed_by([3; 32]).is_err(), "one after the other");
    }

    #[test]
    fn a_key_that_has_retired_signs_no_more_and_what_it_signed_is_still_read() {
        let before = first().sign(&head(3)).unwrap();
        let keys = first().followed_by([2; 32]).unwrap().retired();
        let after = keys.sign(&head(4)).unwrap();
        assert_eq!(after.matches('\u{2014}').count(), 1);
        assert_eq!(keys.open(&before).unwrap(), head(3));
        assert_eq!(keys.open(&after).unwrap(), head(4));
        assert!(first().open(&after).is_err() && !first().are_named_in(&after));
        let text = keys.text();
        assert_eq!(text.matches("PRIVATE").count(), 1, "the old secret is gone");
        let again = Keys::parse(&text).unwrap();
        assert_eq!(again.open(&before).unwrap(), head(3));
        assert_eq!(again.text(), text);
    }

    #[test]
    fn another_log_goes_on_and_what_the_first_signed_is_still_read() {
        let before = first().sign(&head(3)).unwrap();
        let keys = first().under("call.example.org/log/2", [5; 32]).unwrap();
        let after = keys.sign(&head(2)).unwrap();
        assert!(after.starts_with("call.example.org/log/2\n2\n"), "{after}");
        let keys = Keys::parse(&keys.text()).unwrap();
        assert_eq!((keys.open(&before).unwrap(), keys.open(&after).unwrap()), (head(3), head(2)));
        assert!(first().open(&after).is_err(), "it is another log");
        assert!(first().under("call.example.org/log", [5; 32]).is_err());
    }

    #[test]
    fn a_file_of_keys_is_read_whole_or_refused() {
        let keys = first().followed_by([2; 32]).unwrap();
        assert_eq!(Keys::parse(&keys.text()).unwrap().text(), keys.text());
        let other = Signer::new("other.example/log", [3; 32]).unwrap();
        for wrong in [
            String::new(),
            first().current().text(),
            format!("{}{}\n", first().text(), other.secret_text()),
            format!("{}nonsense\n", first().text()),
            format!("{0}{0}{0}", first().text()),
        ] {
            assert!(Keys::parse(&wrong).is_err(), "{wrong}");
        }
    }
}
