//! Owns everything that the demo says: invented organisations, people, promises, cases and colleagues.
//!
//! Pure: the same place in the list gives the same organisation, whoever asks and however many are asked for. Writes
//! nothing anywhere: the demo's seeding does, through the same doors as everybody.
//!
//! Nobody here exists. States are called "(invented)"; they carry the code of a real country only because a state must
//! give one. Websites and mailboxes are on `.example`, which nobody can register (RFC 2606).

mod aliases;
mod commitments;
mod deck;
mod descriptions;
mod dice;
mod doubles;
mod first;
mod generated;
mod lands;
mod names;
mod past;
mod people;
mod promises;
mod queue;
mod shaped;
mod staff;
mod statements;
mod tongues;
mod unnamed;

#[cfg(test)]
mod tests;

pub use commitments::DemoCommitment;
pub use dice::Dice;
pub use doubles::{Double, double};
pub use past::{PUBLISHED, PastCase, SIGNED_DAYS_AGO, Turn, past};
use people::DemoPerson;
pub use queue::{Subject, held, queue};
pub use staff::staff;
pub use unnamed::{Unnamed, unnamed};

use crate::domain::Flaw;
use crate::domain::assurance::Level;
use crate::domain::locale::Locale;
use crate::domain::organisation::Profile;
use crate::domain::text::Statement;

/// Those that are shaped by hand; cases of the queue are about them.
pub const FEWEST: u64 = first::FIRST.len() as u64;
/// Names are distinct up to so many organisations.
pub const MOST: u64 = 1_000_000;
/// How long ago the Call's first version was published; nobody signed before.
pub const FIRST_VERSION_DAYS_AGO: i64 = 430;
/// How long ago its second version was published; who signed before that signed the first.
pub const SECOND_VERSION_DAYS_AGO: i64 = 160;

/// What became of an invented signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Published,
    /// Published, then taken back.
    Withdrawn {
        days_ago: i64,
    },
    /// Published, then hidden while something is checked.
    Suspended {
        days_ago: i64,
    },
    /// Waiting in the queue.
    InReview,
    /// Waiting for the signer's answer.
    NeedsInfo,
}

/// A statement with its language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoStatement {
    pub text: Statement,
    pub language: Locale,
}

/// An invented organisation and how it signed.
#[derive(Debug, Clone, PartialEq)]
pub struct DemoOrganisation {
    pub profile: Profile,
    pub statement: Option<DemoStatement>,
    pub representative: DemoPerson,
    /// Between zero and [`FIRST_VERSION_DAYS_AGO`].
    pub signed_days_ago: i64,
    /// The version of the Call that was signed: 1 or 2.
    pub version: u32,
    /// The language it was read in.
    pub language: Locale,
    /// What is to be shown as known about the signer. The mailbox is on the website's domain just when this is
    /// `domain_mailbox` or more; at `mailbox` there is no website.
    pub assurance: Level,
    pub commitments: Vec<DemoCommitment>,
    pub fate: Fate,
}

/// The organisation at a place in the list, from zero. The first sixty are shaped by hand.
///
/// # Errors
/// A flaw would be a mistake in these files; the tests look for it.
pub fn organisation(place: u64) -> Result<DemoOrganisation, Flaw> {
    match usize::try_from(place).ok().and_then(|place| first::FIRST.get(place)) {
        Some(first) => shaped::organisation(first, place),
        None => generated::organisation(place),
    }
}

/// The version that could be signed so many days ago.
fn version_at(days_ago: i64) -> u32 {
    if days_ago >= SECOND_VERSION_DAYS_AGO { 1 } else { 2 }
}
