//! The store's contract, on SQLite and on PostgreSQL: what each function gives, what it leaves, and which rows it spares.
//!
//! One file a noun, as in `src/store`, which calls each of its functions by name; of each noun without one, `nouns.rs` says
//! which file goes through it, and misses any that is new. A test is a plain `async fn name(store: Store)` that starts on an empty, migrated database of its own;
//! `on_both!(name, …)` at the top of the file makes `sqlite::name` and `postgres::name` of it. A name that is not listed
//! there is a warning.
//! `support.rs` has the moments and raw SQL that tests share, and `rows.rs` the smallest rows of each noun that they stand on.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test says what it expects")]

#[macro_use]
mod support;

mod amendment;
mod arrival;
mod arrival_held;
mod assurance;
mod audit;
mod bulk;
mod bulk_decision;
mod call;
mod case;
mod case_compared;
mod case_delay;
mod case_message;
mod case_notes;
mod case_question;
mod case_reply;
mod ceremony;
mod challenge;
mod circular;
mod commitment;
mod commitment_changed;
mod draft;
mod endorsement;
mod endorsement_acts;
mod health;
mod held_entry;
mod link;
mod log;
mod nouns;
mod once;
mod outbox;
mod outbox_about;
mod reason;
mod report;
mod rows;
mod schemas;
mod session;
mod setting;
mod staff;
mod staff_accounts;
mod witness;
mod writing;
