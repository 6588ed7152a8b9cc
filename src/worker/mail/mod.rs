//! Sends mail: where to, in what form, with what outcome, and when to try again.
//!
//! Knows nothing of what a mail is about, of rows or of templates: the outbox hands it letters that are
//! written out, and notes what came of each.

pub mod backoff;
mod folder;
pub mod message;
pub mod outcome;
mod smtp;
pub mod transport;
pub mod url;

pub use crate::domain::outbox::Hindrance;
pub use backoff::next_attempt;
pub use message::Letter;
pub use outcome::{Outcome, Reason};
pub use transport::Transport;
pub use url::MailUrl;
