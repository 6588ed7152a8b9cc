//! The Call: its states, its versions, and the words that citing one of its paragraphs needs.
//!
//! The text itself is below: `source` (files), `text` (bytes and fingerprint), `parser` and `document`
//! (what a page shows), `compare` (what changed). Must not know who may change what, nor any rows.

pub mod compare;
pub mod document;
pub mod fingerprint;
pub mod markdown;
pub mod paragraph;
pub mod parser;
mod pieces;
pub mod problem;
pub mod source;
pub mod text;
pub mod texts;

#[cfg(test)]
mod tests;

pub use compare::{Change, Comparison, compare};
pub use document::{Block, CallText, Paragraph, Pillar};
pub use fingerprint::Fingerprint;
pub use paragraph::{Citation, ParagraphId, PillarId};
pub use problem::{TextFault, TextProblem, TextProblems};
pub use source::SourceFile;
pub use text::Text;

use crate::codes;

codes! {
    /// Where the Call stands.
    pub enum CallState {
        /// Published to read, not yet to sign.
        Announced = "announced",
        /// Open for signature.
        Open = "open",
        /// No new signatures; the signatories' follow-up goes on.
        Closed = "closed",
        /// Kept to read, nothing goes on.
        Archived = "archived",
    }
}

impl CallState {
    /// May the Call pass from this state to that one?
    pub const fn may_become(self, next: CallState) -> bool {
        use CallState::{Announced, Archived, Closed, Open};
        match (self, next) {
            (Announced | Closed, Open) | (Open, Closed) | (Closed, Archived) => true,
            (Announced | Open | Closed | Archived, _) => false,
        }
    }
}

codes! {
    /// How a version relates to the one before it.
    pub enum ChangeKind {
        /// The first version.
        Initial = "initial",
        /// Corrections that leave the meaning alone.
        Editorial = "editorial",
        /// What was signed has changed: signatories are asked to affirm it.
        Substantive = "substantive",
    }
}

codes! {
    /// What weight one language of a version has.
    pub enum Authority {
        /// The text that prevails. One in each version.
        Authentic = "authentic",
        /// A translation that the ministry stands behind.
        Official = "official",
        /// A translation for convenience.
        Courtesy = "courtesy",
    }
}

codes! {
    /// How far a version is on its way to the public.
    pub enum VersionState {
        /// Being written by an editor.
        Draft = "draft",
        /// Put before the second person.
        Proposed = "proposed",
        /// Public, and unchangeable from then on.
        Published = "published",
    }
}

impl VersionState {
    /// May a version pass from this state to that one?
    pub const fn may_become(self, next: VersionState) -> bool {
        use VersionState::{Draft, Proposed, Published};
        match (self, next) {
            (Draft, Proposed) | (Proposed, Draft | Published) => true,
            (Draft | Proposed | Published, _) => false,
        }
    }
}
