//! What tests stand on: a real browser, a real mail server, a real PostgreSQL, and readers of mails.
//!
//! Used by test binaries as `mod support;`. Nothing here knows Tilsagn; helpers that do (a running
//! application, actors) are files of their own beside these. Helpers panic with what they saw: a
//! test has nothing better to do with an error.
#![allow(dead_code, reason = "every test binary uses its own part")]
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends at the first surprise")]

pub mod answers;
pub mod app;
pub mod authenticator;
pub mod away;
pub mod axe;
pub mod bodies;
pub mod browser;
pub mod desk;
pub mod dns;
pub mod driver;
pub mod fixtures;
pub mod https;
pub mod key;
pub mod labels;
pub mod leaving;
pub mod log;
pub mod looks;
pub mod mailbox;
pub mod netns;
pub mod odd;
pub mod postgres;
pub mod pretender;
pub mod process;
pub mod published;
pub mod relay;
pub mod rows;
pub mod schema;
pub mod smtp;
pub mod staff;
pub mod still;
pub mod visitor;

/// The program's own: in an unoptimised test the other one takes a fifth of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
