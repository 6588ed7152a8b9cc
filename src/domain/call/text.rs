//! One language of a version: its exact bytes, their fingerprint, and the weight it has.
//!
//! Must not know files or rows.

use serde::Serialize;

use super::{Authority, CallText, Fingerprint, TextProblems};

/// One language of a version of the Call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Text {
    /// BCP 47, for example `en` or `pt-BR`.
    pub language: String,
    pub authority: Authority,
    /// The text that is signed and fingerprinted, byte for byte, without front matter.
    pub markdown: String,
    /// The fingerprint of the authentic text that this translation renders; none for that text itself.
    pub follows: Option<Fingerprint>,
}

impl Text {
    /// SHA-256 of the Markdown's bytes.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.markdown)
    }

    /// The text as a page shows it.
    ///
    /// # Errors
    /// Everything that is wrong, with lines and advice.
    pub fn parse(&self) -> Result<CallText, TextProblems> {
        CallText::parse(&self.markdown)
    }

    /// Is this a translation of another text than this authentic one, so that readers must be told?
    pub fn is_stale(&self, authentic: &Fingerprint) -> bool {
        self.follows.as_ref().is_some_and(|follows| follows != authentic)
    }
}
