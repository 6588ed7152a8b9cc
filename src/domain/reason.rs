//! The reason catalogue: what a reason explains, and its words by language.

use std::collections::BTreeMap;

use super::locale::Locale;
use crate::codes;

codes! {
    /// Which decision a reason explains.
    pub enum ReasonPurpose {
        Decline = "decline",
        Ask = "ask",
        Suspend = "suspend",
        Revoke = "revoke",
    }
}

/// The reason of the catalogue to begin with that tells the applicant that the organisation has signed before.
pub const SIGNED_BEFORE: &str = "duplicate";

/// One text in each language of the site.
pub type Wording = BTreeMap<Locale, String>;
