//! The pages on which an organisation signs: one question after another, without script.
//!
//! No page that is only looked at changes anything; the first answer sent begins the form.

pub mod categories;
pub mod check;
pub mod chosen;
pub mod commitment;
pub mod commitments;
pub mod confirm;
pub mod desk;
pub mod later;
pub mod organisation;
pub mod representative;
pub mod sent;
pub mod start;
pub mod statement;
pub mod visibility;
