//! Draws what stands in addresses and on pages of the demo: the same for the same invention, so that a demo made anew has the
//! ids and references of the one before.
//! Nothing secret is drawn here: keys, salts, passwords' salts and the tokens of links come from the machine's chance.

use std::sync::{Mutex, PoisonError};

use aws_lc_rs::digest;

use super::content::{DemoCommitment, DemoOrganisation, Dice};
use crate::clock::Chance;
use crate::domain::ids::OrganisationId;

/// Chance that falls alike for the same thing.
pub struct Lots(Mutex<Dice>);

impl Lots {
    /// Those of an invented organisation.
    pub fn of_organisation(demo: &DemoOrganisation) -> Lots {
        let (name, mailbox) = (demo.profile.name.as_str(), demo.representative.email.as_str());
        Lots::of(&format!("organisation {name} {mailbox}"))
    }

    /// Those of its signature. As many references as a demo can have are distinct.
    pub fn of_signature(by: OrganisationId) -> Lots {
        Lots::of(&format!("signature {by}"))
    }

    /// Those of a commitment; an organisation has no two of one title.
    pub fn of_commitment(by: OrganisationId, demo: &DemoCommitment) -> Lots {
        Lots::of(&format!("commitment {by} {}", demo.title.as_str()))
    }

    fn of(thing: &str) -> Lots {
        let digest = digest::digest(&digest::SHA256, thing.as_bytes());
        let begins = digest.as_ref().first_chunk().copied().unwrap_or_default();
        Lots(Mutex::new(Dice::of(u64::from_le_bytes(begins))))
    }
}

impl Chance for Lots {
    fn fill(&self, buffer: &mut [u8]) {
        let mut dice = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for chunk in buffer.chunks_mut(8) {
            let thrown = dice.throw().to_le_bytes();
            chunk.iter_mut().zip(thrown).for_each(|(byte, one)| *byte = one);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::content::MOST;
    use super::*;
    use crate::secret;

    #[test]
    #[ignore = "takes minutes without optimisation; run after a change to what is drawn"]
    fn all_references_are_distinct() {
        let mut drawn = HashSet::new();
        // A few more than the register has: those in the queue have one too.
        for id in 1..=i64::try_from(MOST).unwrap() + 300 {
            assert!(drawn.insert(secret::reference(&Lots::of_signature(OrganisationId(id)))), "{id}");
        }
    }
}
