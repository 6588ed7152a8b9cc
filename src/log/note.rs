//! Signed notes (C2SP signed-note): a text that somebody signed with Ed25519.
//!
//! The spellings are those of Go's `golang.org/x/mod/sumdb/note`, so that its programs read them.

use data_encoding::BASE64;

use super::Fault;
use super::key::{self, Kind, PublicKey, SEED_BYTES, SecretKey};

/// Before each signature: an em dash and a space.
const DASH: &str = "\u{2014} ";

/// Whose notes can be checked: name and public key, in public as `name+hash+key`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verifier(PublicKey);

/// Who can sign notes.
pub struct Signer {
    verifier: Verifier,
    secret: SecretKey,
}

impl Verifier {
    /// Reads `name+hash+key`.
    ///
    /// # Errors
    /// A fault, when the text is no such key or its hash is not that of name and key.
    pub fn parse(text: &str) -> Result<Verifier, Fault> {
        PublicKey::parse(Kind::Note, text).map(Verifier)
    }

    /// The key as `name+hash+key`.
    pub fn text(&self) -> String {
        self.0.text()
    }

    /// The name, which is the log's origin.
    pub fn name(&self) -> &str {
        self.0.name()
    }

    /// Whether a note says that this key signed it. Whether that is so is for `open`.
    pub fn is_named_in(&self, note: &str) -> bool {
        self.lines_of(note).any(|line| line.name == self.name())
    }

    /// Whether a signature under a note has this key's id, under whatever name.
    pub fn has_left_a_mark(&self, note: &str) -> bool {
        self.lines_of(note).next().is_some()
    }

    /// The signatures under a note that have this key's id.
    fn lines_of<'a>(&self, note: &'a str) -> impl Iterator<Item = Signature<'a>> {
        let signatures = split(note).map(|(_, signatures)| signatures).unwrap_or_default();
        let id = self.0.id();
        signatures.lines().filter_map(|line| Signature::read(line).ok()).filter(move |line| line.id == id)
    }

    /// Checks the key's signature under a note and gives the text that was signed. Signatures of others
    /// are passed over. A key may have signed more than once: each that it left must be good.
    ///
    /// # Errors
    /// A fault, when the note is malformed, not signed by this key, or the signature is wrong.
    pub fn open<'a>(&self, note: &'a str) -> Result<&'a str, Fault> {
        let (text, signatures) = split(note)?;
        let mut found = false;
        for signature in signatures.lines().map(Signature::read) {
            let Signature { name, id, bytes } = signature?;
            if name == self.name() && id == self.0.id() {
                if !self.0.signed(text.as_bytes(), &bytes) {
                    return Err(Fault::new(format!("the signature of {name} under the note is wrong")));
                }
                found = true;
            }
        }
        match found {
            true => Ok(text),
            false => Err(Fault::new(format!("the note is not signed by {}", self.text()))),
        }
    }
}

impl Signer {
    /// A signer from its secret.
    ///
    /// # Errors
    /// A fault, when the name cannot be the name of a key.
    pub fn new(name: &str, seed: [u8; SEED_BYTES]) -> Result<Signer, Fault> {
        SecretKey::new(Kind::Note, name, seed).map(Signer::of)
    }

    /// Reads `PRIVATE+KEY+name+hash+seed`.
    ///
    /// # Errors
    /// A fault that does not quote the text.
    pub fn parse(text: &str) -> Result<Signer, Fault> {
        SecretKey::parse(Kind::Note, text).map(Signer::of)
    }

    /// Whether a line means to be the secret of a key.
    pub fn is_secret(line: &str) -> bool {
        line.starts_with(key::PRIVATE)
    }

    fn of(secret: SecretKey) -> Signer {
        Signer { verifier: Verifier(secret.public().clone()), secret }
    }

    /// The secret line, for the key's own file.
    pub fn secret_text(&self) -> String {
        self.secret.secret_text()
    }

    /// The public half.
    pub fn verifier(&self) -> &Verifier {
        &self.verifier
    }

    /// Signs a text, which ends with a line break. The same text always gets the same signature.
    ///
    /// # Errors
    /// A fault, when the text cannot be that of a note.
    pub fn sign(&self, text: &str) -> Result<String, Fault> {
        if !text.ends_with('\n') || text.chars().any(|c| c.is_control() && c != '\n') {
            return Err(Fault::new("the text of a note ends with a line break and has no other controls"));
        }
        let line = Signature::line(self.secret.public(), &self.secret.sign(text.as_bytes()));
        Ok(format!("{text}\n{line}"))
    }
}

/// One line under a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature<'a> {
    pub name: &'a str,
    pub id: [u8; 4],
    pub bytes: Vec<u8>,
}

impl Signature<'_> {
    /// Reads a line without its line break.
    ///
    /// # Errors
    /// A fault, when it is no signature.
    pub fn read(line: &str) -> Result<Signature<'_>, Fault> {
        let parts = line.strip_prefix(DASH).and_then(|rest| rest.split_once(' '));
        let read = parts
            .filter(|(name, _)| is_name(name))
            .and_then(|(name, text)| Some((name, BASE64.decode(text.as_bytes()).ok()?)));
        let (name, bytes) = read.ok_or_else(|| Fault::new("a signature of the note is malformed"))?;
        let Some((id, bytes)) = bytes.split_first_chunk() else {
            return Err(Fault::new("a signature of the note is too short"));
        };
        Ok(Signature { name, id: *id, bytes: bytes.to_vec() })
    }

    /// Writes the line of a key's signature, with its line break.
    pub fn line(key: &PublicKey, signature: &[u8]) -> String {
        let bytes = [&key.id(), signature].concat();
        format!("{DASH}{} {}\n", key.name(), BASE64.encode(&bytes))
    }
}

/// The text of a note with its last line break, and its lines of signatures.
///
/// # Errors
/// A fault, when it is no note.
pub fn split(note: &str) -> Result<(&str, &str), Fault> {
    let wrong = || Fault::new("this is no signed note: text, an empty line, signatures");
    let at = note.rfind("\n\n").ok_or_else(wrong)?;
    let (text, signatures) = (&note[..=at], &note[at + 2..]);
    if has_controls(note) {
        return Err(Fault::new(
            "a signed note has no carriage return and no other control character but line breaks",
        ));
    }
    if signatures.ends_with('\n') { Ok((text, signatures)) } else { Err(wrong()) }
}

/// Whether a text has ASCII control characters besides line breaks, of which a signed note has none.
pub fn has_controls(text: &str) -> bool {
    text.chars().any(|c| c < ' ' && c != '\n')
}

/// Whether somebody who signs can be called so: what scripts and programs take for a space is none of it.
fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c == '+' || c == '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key and the note of the example in Go's `golang.org/x/mod/sumdb/note`.
    const SECRET: &str = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    const PUBLIC: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const TEXT: &str = "If you think cryptography is the answer to your problem,\n\
                        then you don't know what your problem is.\n";
    const NOTE: &str = "If you think cryptography is the answer to your problem,\n\
                        then you don't know what your problem is.\n\n\
                        — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    #[test]
    fn notes_are_those_of_the_specification() {
        let signer = Signer::parse(SECRET).unwrap();
        assert_eq!(signer.verifier().text(), PUBLIC);
        assert_eq!(signer.secret_text(), SECRET);
        assert_eq!(signer.sign(TEXT).unwrap(), NOTE);
        let verifier = Verifier::parse(PUBLIC).unwrap();
        assert_eq!(verifier.name(), "PeterNeumann");
        assert_eq!(verifier.open(NOTE).unwrap(), TEXT);
    }

    #[test]
    fn signatures_of_others_are_passed_over_and_ours_must_be_there_and_good() {
        let ours = Signer::new("call.example.org/log", [1; 32]).unwrap();
        let other = Signer::new("witness.example", [2; 32]).unwrap();
        let note = ours.sign("text\n").unwrap();
        let theirs = other.sign("text\n").unwrap();
        let line = theirs.strip_prefix("text\n\n").unwrap();
        let both = format!("{note}{line}");
        assert_eq!(ours.verifier().open(&both).unwrap(), "text\n");
        assert_eq!(other.verifier().open(&both).unwrap(), "text\n");
        assert!(ours.verifier().open(&theirs).is_err());
        let namesake = Signer::new("call.example.org/log", [3; 32]).unwrap();
        assert!(namesake.verifier().open(&note).is_err());
        assert!(ours.verifier().is_named_in(&both) && other.verifier().is_named_in(&both));
        assert!(!namesake.verifier().is_named_in(&note) && !ours.verifier().is_named_in("no note"));
        for broken in [
            note.replacen("text", "test", 1),
            note.replacen("\n\n", "\n", 1),
            note.trim_end().to_owned(),
            note.replace('\u{2014}', "-"),
            format!("{note}— witness.example !\n"),
            note.replacen("text", "te\rxt", 1),
        ] {
            assert!(ours.verifier().open(&broken).is_err(), "{broken}");
        }
    }

    #[test]
    fn keys_that_are_not_whole_are_refused_and_never_quoted() {
        for broken in [
            PUBLIC.replace("c74f20a3", "c74f20a4"),
            PUBLIC.replace("PeterNeumann", "Peter Neumann"),
            PUBLIC.replace("+AR", "+BR"),
            "PeterNeumann".to_owned(),
        ] {
            assert!(Verifier::parse(&broken).is_err(), "{broken}");
        }
        for broken in [SECRET.replace("c74f20a3", "c74f20a4"), SECRET.replace("PRIVATE", "PUBLIC")] {
            let fault = Signer::parse(&broken).err().unwrap();
            assert!(!fault.0.contains("AYEK"), "{fault}");
        }
        assert!(Signer::new("", [1; 32]).is_err() && Signer::new("a+b", [1; 32]).is_err());
        assert!(Signer::parse(SECRET).unwrap().sign("no line break").is_err());
    }
}
