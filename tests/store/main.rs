//! The store's contract, on SQLite and on PostgreSQL: what no story would notice, and what the demo alone calls. The stories
//! call all the rest, on both.
//!
//! One file a noun, as in `src/store`; of each without one, `nouns.rs` says which file goes through it, and misses any that
//! is new. A test is a plain `async fn name(store: Store)` that starts on an empty, migrated database of its own;
//! `on_both!(name, …)` at the top of the file makes `sqlite::name` and `postgres::name` of it. A name that is not listed
//! there is a warning.
//! `support.rs` has the moments, fixtures and raw SQL that tests share.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test says what it expects")]

#[macro_use]
mod support;

mod audit;
mod bulk;
mod draft;
mod health;
mod held_entry;
mod link;
mod log;
mod nouns;
mod once;
mod outbox;
mod reason;
mod report;
mod schemas;
mod session;
mod setting;
mod staff;
mod witness;
mod writing;
