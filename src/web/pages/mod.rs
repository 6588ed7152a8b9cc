//! The pages that everybody may read, made from the register in memory alone: no query reaches the
//! database from here. One noun a file: what its pages show, and the handlers that show it.

pub mod about;
pub mod call;
pub mod call_text;
pub mod commitment;
pub mod data;
mod history;
pub mod home;
mod list;
pub mod machine;
mod outside;
pub mod paragraphs;
mod promise;
pub mod signatory;
pub mod sitemap;
pub mod speech;
pub mod still;
pub mod verify;
mod world;

pub use list::view;

#[cfg(test)]
mod tests;
