//! The store's contract, on SQLite and on PostgreSQL: what every function gives and leaves, and what no story would notice.
//!
//! One file a noun, as in `src/store`, and a second one where it has much to say; of each without one, `nouns.rs` says which file
//! goes through it, and misses any that is new. A test is a plain `async fn name(store: Store)` that starts on an empty, migrated database of its own;
//! `on_both!(name, …)` at the top of the file makes `sqlite::name` and `postgres::name` of it. A name that is not listed
//! there is a warning.
//! `support.rs` has the moments, fixtures and raw SQL that tests share, `rows_b.rs` the smallest rows that others hang on.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test says what it expects")]

#[macro_use]
mod support;

mod audit;
mod bulk;
mod draft;
mod entry;
mod entry_links;
mod health;
mod held_entry;
mod invalidated;
mod invalidation;
mod invitation;
mod key_change;
mod link;
mod log;
mod merge;
mod nouns;
mod once;
mod organisation;
mod organisation_key;
mod organisation_likeness;
mod outbox;
mod passkey;
mod place;
mod provider_account;
mod public;
mod queue;
mod queue_search;
mod reason;
mod recovery;
mod register_state;
mod removal;
mod report;
mod representative;
mod revision;
mod rows_b;
mod rule;
mod schemas;
mod sealed;
mod sent_mail;
mod session;
mod setting;
mod staff;
mod statistics;
mod triggers;
mod unmasking;
mod witness;
mod writing;
