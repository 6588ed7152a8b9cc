//! Signing the Call: from an empty form to a signature that its mailbox confirmed.
//!
//! `draft` keeps the form, `submit` takes it, `sent` corrects its address, `confirm` and `cancel` are
//! what mailed links do, `erase` is how everything is forgotten. Decisions by staff are not made here.

pub mod cancel;
pub mod confirm;
pub mod draft;
pub mod erase;
pub mod reading;
pub mod sent;
pub mod submit;

pub use draft::Held;
pub use reading::{Reading, reading};
