//! The rules of Tilsagn: words parsed once, transition tables, permits, limits, visibility.
//!
//! Pure by design: no IO, no clock, no randomness, no rows, no HTTP. Whatever a rule needs to know
//! (the time, a policy, another person's role) is an argument.

pub mod audit;
pub mod case;
pub mod codes;
pub mod endorsement;
pub mod error;
pub mod flaw;
pub mod ids;
pub mod limits;
pub mod link;
pub mod locale;
pub mod moment;
pub mod organisation;
pub mod outbox;
pub mod permit;
pub mod reason;
pub mod session;
pub mod staff;

pub use error::{Door, Error, Problem, Problems, Refusal, Result};
pub use flaw::Flaw;
pub use moment::{Day, Moment};
