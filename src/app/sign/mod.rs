//! Signing the Call: from an empty form to a signature that its mailbox confirmed.
//!
//! `draft` keeps the form, `commitment` its list of commitments, `submit` takes it, `standing` knows what its mailbox signed
//! before, `sent` corrects its address, `confirm` and `cancel` are what mailed links do. Decisions by staff are not made here, and how everything is forgotten stands in
//! `app::erasure`.

pub mod cancel;
pub mod commitment;
pub mod confirm;
pub mod draft;
pub mod mailbox;
pub mod reading;
pub mod sent;
pub(in crate::app) mod standing;
pub mod submit;

pub use draft::Held;
pub use reading::{Reading, reading};
