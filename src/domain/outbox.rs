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
        /// Its link had died before it went out, so it went to nobody; its text is gone from here.
        Overtaken = "overtaken",
    }
}

codes! {
    /// Why a mail has not gone out.
    pub enum Hindrance {
        /// The server refused the mail for good (a 5xx answer).
        Refused = "refused",
        /// The server asked to come back later (a 4xx answer).
        Postponed = "postponed",
        /// The server did not accept our user and password, or asks for some.
        SignIn = "sign-in",
        /// No connection, or the connection broke.
        Connection = "connection",
        /// The connection could not be protected.
        Protection = "protection",
        /// The server did not answer in time.
        Silence = "silence",
        /// The mail could not be written to its file.
        File = "file",
        /// The mail itself cannot be sent by anybody, for example for a line break in its subject.
        Letter = "letter",
        /// It waits for its turn: too many mails in a while.
        Turn = "turn",
        /// It was on its way when its sender or the connection was lost. It may have arrived.
        Unknown = "unknown",
    }
}
