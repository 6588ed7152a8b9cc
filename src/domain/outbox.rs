//! A mail on its way: where it stands.

use crate::codes;

codes! {
    /// Where a mail stands.
    pub enum MailState {
        /// Waits for its first or next try.
        Queued = "queued",
        /// Handed to the mail server; its text is gone from here.
        Sent = "sent",
        /// Given up; staff see it and can send it again.
        Parked = "parked",
    }
}
