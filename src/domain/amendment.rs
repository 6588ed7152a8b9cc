//! A proposed change to something published.

use crate::codes;

codes! {
    /// Where an amendment stands.
    pub enum AmendmentState {
        InReview = "in_review",
        NeedsInfo = "needs_info",
        Published = "published",
        Declined = "declined",
        Cancelled = "cancelled",
    }
}
