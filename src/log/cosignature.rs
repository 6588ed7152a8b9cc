//! Cosignatures (C2SP tlog-cosignature, `cosignature/v1`): a witness says that, at a moment, the largest
//! tree of a log that it has seen was the one of a checkpoint.

use std::collections::BTreeSet;

use super::Fault;
use super::key::{Kind, PublicKey, SEED_BYTES, SecretKey};
use super::note::{self, Signature};

/// Bytes of the moment before the signature.
const STAMP_BYTES: usize = 8;

/// Whose cosignatures can be checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness(PublicKey);

/// Who can cosign.
pub struct Cosigner {
    witness: Witness,
    secret: SecretKey,
}

/// A witness's word under a checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cosigned {
    /// When, in seconds since 1970.
    pub at: u64,
    /// The line under the checkpoint, with its line break.
    pub line: String,
}

impl Witness {
    /// Reads `name+hash+key`.
    ///
    /// # Errors
    /// A fault, when the text is no key for cosignatures.
    pub fn parse(text: &str) -> Result<Witness, Fault> {
        PublicKey::parse(Kind::Cosignature, text).map(Witness)
    }

    /// The key as `name+hash+key`.
    pub fn text(&self) -> String {
        self.0.text()
    }

    /// The witness's name.
    pub fn name(&self) -> &str {
        self.0.name()
    }

    /// What this witness says under a checkpoint; nothing, where it says nothing. Of several words, each must be its own, and the
    /// first counts.
    ///
    /// # Errors
    /// A fault, when the note is malformed, or what stands under the witness's name is not its own.
    pub fn under(&self, checkpoint: &str) -> Result<Option<Cosigned>, Fault> {
        let (text, signatures) = note::split(checkpoint)?;
        let mut said = None;
        for line in signatures.lines() {
            let Signature { name, id, bytes } = Signature::read(line)?;
            if name != self.name() || id != self.0.id() {
                continue;
            }
            let wrong = || Fault::new(format!("the cosignature of {name} is wrong"));
            let (stamp, signature) = bytes.split_first_chunk::<STAMP_BYTES>().ok_or_else(wrong)?;
            let at = u64::from_be_bytes(*stamp);
            if i64::try_from(at).is_err() || !self.0.signed(message(text, at).as_bytes(), signature) {
                return Err(wrong());
            }
            said = said.or_else(|| Some(Cosigned { at, line: format!("{line}\n") }));
        }
        Ok(said)
    }
}

/// The names of those who signed a checkpoint besides its log, of this name, and the witnesses that were looked at. Whether
/// it is their word is not known.
///
/// # Errors
/// A fault, when the note is malformed.
pub fn unchecked(checkpoint: &str, log: &str, checked: &[Witness]) -> Result<BTreeSet<String>, Fault> {
    let (_, signatures) = note::split(checkpoint)?;
    let mut names = BTreeSet::new();
    for line in signatures.lines() {
        let Signature { name, id, .. } = Signature::read(line)?;
        let known = checked.iter().any(|witness| name == witness.name() && id == witness.0.id());
        if name != log && !known {
            names.insert(name.to_owned());
        }
    }
    Ok(names)
}

impl Cosigner {
    /// A cosigner from its secret.
    ///
    /// # Errors
    /// A fault, when the name cannot be the name of a key.
    pub fn new(name: &str, seed: [u8; SEED_BYTES]) -> Result<Cosigner, Fault> {
        SecretKey::new(Kind::Cosignature, name, seed).map(Cosigner::of)
    }

    /// Reads `PRIVATE+KEY+name+hash+seed`.
    ///
    /// # Errors
    /// A fault that does not quote the text.
    pub fn parse(text: &str) -> Result<Cosigner, Fault> {
        SecretKey::parse(Kind::Cosignature, text).map(Cosigner::of)
    }

    fn of(secret: SecretKey) -> Cosigner {
        Cosigner { witness: Witness(secret.public().clone()), secret }
    }

    /// The secret line, for the key's own file.
    pub fn secret_text(&self) -> String {
        self.secret.secret_text()
    }

    /// The public half.
    pub fn witness(&self) -> &Witness {
        &self.witness
    }

    /// The line that says, at this moment (seconds since 1970), that the tree of a checkpoint is the largest
    /// that was seen.
    ///
    /// # Errors
    /// A fault, when it is no note.
    pub fn cosign(&self, checkpoint: &str, at: u64) -> Result<String, Fault> {
        let (text, _) = note::split(checkpoint)?;
        let signature = self.secret.sign(message(text, at).as_bytes());
        Ok(Signature::line(self.secret.public(), &[&at.to_be_bytes(), signature.as_slice()].concat()))
    }
}

/// What is signed.
fn message(text: &str, at: u64) -> String {
    format!("cosignature/v1\ntime {at}\n{text}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHECKPOINT: &str = "example.com/behind-the-sofa\n20852163\n\
                              CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\
                              — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";

    /// The test vector of `docs/log.md`.
    #[test]
    fn the_bytes_of_a_cosignature_are_fixed() {
        let cosigner = Cosigner::new("witness.example.org", [4; 32]).unwrap();
        let line = cosigner.cosign(CHECKPOINT, 1_679_315_147).unwrap();
        assert_eq!(
            (cosigner.witness().text().as_str(), line.as_str()),
            (
                "witness.example.org+659b8c9e+BMqTrBcFGHBx1nuDx/8O/oEI6OxFMFdddyaHkzPb2r58",
                "— witness.example.org ZZuMngAAAABkGFDL82BuVAliPYXLWoJdqTHPN+gVatFS5l4TLdVUdui5SWFBYaPFa5qCTXt9oXy6f2KKtotpN9mICDJhWyA+srs/Ag==\n"
            )
        );
        let under = cosigner.witness().under(&format!("{CHECKPOINT}{line}")).unwrap();
        assert_eq!(under, Some(Cosigned { at: 1_679_315_147, line }));
        assert_eq!(message("a\n", 7), "cosignature/v1\ntime 7\na\n");
    }

    #[test]
    fn another_moment_tree_or_key_is_no_cosignature() {
        let cosigner = Cosigner::new("witness.example.org", [4; 32]).unwrap();
        let witness = cosigner.witness();
        let line = cosigner.cosign(CHECKPOINT, 1_679_315_147).unwrap();
        assert_eq!(witness.under(CHECKPOINT).unwrap(), None);
        let another_tree = CHECKPOINT.replace("20852163", "20852164");
        assert!(witness.under(&format!("{another_tree}{line}")).is_err());
        let Signature { bytes, .. } = Signature::read(line.trim_end()).unwrap();
        let mut later = bytes.clone();
        later[7] += 1;
        let later = Signature::line(cosigner.secret.public(), &later);
        assert!(witness.under(&format!("{CHECKPOINT}{later}")).is_err());
        let namesake = Cosigner::new("witness.example.org", [5; 32]).unwrap();
        assert_eq!(namesake.witness().under(&format!("{CHECKPOINT}{line}")).unwrap(), None);
    }

    #[test]
    fn who_signed_and_was_not_looked_at_is_named_once() {
        let cosigner = |name: &str, seed| Cosigner::new(name, [seed; 32]).unwrap();
        let (ours, other) = (cosigner("witness.example.org", 4), cosigner("other.example.org", 5));
        let line = |cosigner: &Cosigner, at| cosigner.cosign(CHECKPOINT, at).unwrap();
        let note = format!("{CHECKPOINT}{}{}{}", line(&ours, 1), line(&other, 2), line(&other, 3));
        let named = |checked: &[&Cosigner]| -> Vec<String> {
            let checked: Vec<Witness> = checked.iter().map(|one| one.witness().clone()).collect();
            unchecked(&note, "example.com/behind-the-sofa", &checked).unwrap().into_iter().collect()
        };
        assert_eq!(named(&[]), ["other.example.org", "witness.example.org"]);
        assert_eq!(named(&[&ours]), ["other.example.org"]);
        let namesake = cosigner("witness.example.org", 6);
        assert_eq!(named(&[&namesake]), ["other.example.org", "witness.example.org"]);
        assert_eq!(named(&[&ours, &other]), [""; 0]);
        assert!(unchecked("no note", "example.com/behind-the-sofa", &[]).is_err());
    }

    #[test]
    fn a_key_for_notes_is_none_for_cosignatures() {
        let cosigner = Cosigner::new("witness.example.org", [4; 32]).unwrap();
        let signer = note::Signer::new("witness.example.org", [4; 32]).unwrap();
        assert!(Witness::parse(&signer.verifier().text()).is_err());
        assert!(note::Verifier::parse(&cosigner.witness().text()).is_err());
        assert_eq!(Witness::parse(&cosigner.witness().text()).unwrap(), *cosigner.witness());
        assert_eq!(Cosigner::parse(&cosigner.secret_text()).unwrap().witness(), cosigner.witness());
    }
}
