//! Checkpoints (C2SP tlog-checkpoint): the size and root of the tree, as a signed note says them.

use super::Fault;
use super::hash::Hash;
use super::note::{self, Signature, Signer, Verifier};

/// The tree at one size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    pub size: u64,
    pub root: Hash,
}

impl Head {
    /// The tree without entries.
    pub fn empty() -> Head {
        Head { size: 0, root: Hash::empty() }
    }

    /// The signed checkpoint. The origin is the name of the key.
    ///
    /// # Errors
    /// A fault, when the origin cannot stand in a note.
    pub fn sign(&self, signer: &Signer) -> Result<String, Fault> {
        signer.sign(&format!("{}\n{}\n{}\n", signer.verifier().name(), self.size, self.root))
    }

    /// Reads a signed checkpoint of the log that has this key.
    ///
    /// # Errors
    /// A fault, when the note is not signed by the key, is of another log, or is malformed.
    pub fn open(note: &str, verifier: &Verifier) -> Result<Head, Fault> {
        Head::parse(verifier.open(note)?, verifier.name())
    }

    /// Reads a checkpoint whose signature was checked before it was kept.
    ///
    /// # Errors
    /// A fault, when the note is malformed or of another log.
    pub fn kept(note: &str, origin: &str) -> Result<Head, Fault> {
        Head::parse(note::split(note)?.0, origin)
    }

    /// Reads a checkpoint of any log, with its origin, whoever signed it: of the signatures only the form is looked at.
    ///
    /// # Errors
    /// A fault, when the note is malformed or has no signature under the name of its log.
    pub fn of_any(note: &str) -> Result<(&str, Head), Fault> {
        let (text, signatures) = note::split(note)?;
        let signed = signatures.lines().map(Signature::read).collect::<Result<Vec<_>, _>>()?;
        if signed.is_empty() {
            return Err(Fault::new("nobody has signed the note"));
        }
        let origin = text.lines().next().unwrap_or_default();
        let head = Head::parse(text, origin)?;
        match signed.iter().any(|one| one.name == origin) {
            true => Ok((origin, head)),
            false => Err(Fault::new(format!("no signature under the note is of {origin}, its log"))),
        }
    }

    fn parse(text: &str, expected: &str) -> Result<Head, Fault> {
        let wrong = || Fault::new("the note is no checkpoint: origin, size and root, each on a line");
        let mut lines = text.split_terminator('\n');
        let (Some(origin), Some(size), Some(root)) = (lines.next(), lines.next(), lines.next()) else {
            return Err(wrong());
        };
        if origin != expected {
            return Err(Fault::new(format!("the checkpoint is of the log {origin:?}, not of {expected:?}")));
        }
        let read: u64 = size.parse().map_err(|_| wrong())?;
        if read.to_string() != size || lines.any(str::is_empty) {
            return Err(wrong());
        }
        Ok(Head { size: read, root: Hash::from_base64(root)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checkpoint_is_three_lines_and_a_signature() {
        let signer = Signer::new("call.example.org/log", [7; 32]).unwrap();
        let head = Head {
            size: 20_852_163,
            root: Hash::from_base64("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=").unwrap(),
        };
        let note = head.sign(&signer).unwrap();
        let text = "call.example.org/log\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— call.example.org/log ";
        assert!(note.starts_with(text), "{note}");
        assert_eq!(Head::open(&note, signer.verifier()).unwrap(), head);
        assert_eq!(head.sign(&signer).unwrap(), note, "the same tree always gets the same note");
        assert_eq!(Head::of_any(&note).unwrap(), ("call.example.org/log", head));
        for broken in ["x", &note.replace('\u{2014}', "-"), &note[..note.find('\u{2014}').unwrap()]] {
            assert!(Head::of_any(broken).is_err(), "{broken}");
        }
    }

    #[test]
    fn notes_that_are_no_checkpoint_of_this_log_are_refused() {
        let signer = Signer::new("call.example.org/log", [7; 32]).unwrap();
        let root = Hash::empty();
        for text in [
            "call.example.org/log\n3\n".to_owned(),
            format!("other.example/log\n3\n{root}\n"),
            format!("call.example.org/log\n03\n{root}\n"),
            format!("call.example.org/log\n-3\n{root}\n"),
            "call.example.org/log\n3\nabc\n".to_owned(),
            format!("call.example.org/log\n3\n{root}\n\nmore\n"),
        ] {
            let note = signer.sign(&text).unwrap();
            assert!(Head::open(&note, signer.verifier()).is_err(), "{text}");
        }
        let extended = signer.sign(&format!("call.example.org/log\n3\n{root}\nan extension\n")).unwrap();
        assert_eq!(Head::open(&extended, signer.verifier()).unwrap().size, 3);
    }
}
