//! The store's contract, on SQLite and on PostgreSQL: what each function gives, what it leaves, and which rows it spares.
//!
//! One file a noun, as in `src/store`, or more where it has much to say: `nouns.rs` misses a noun without one, and a function that
//! no test here calls. A test is a plain `async fn name(store: Store)` that starts on an empty, migrated database of its own;
//! `on_both!(name, …)` at the top of the file makes `sqlite::name` and `postgres::name` of it. A name that is not listed there
//! is a warning.
//! `support.rs` has the moments and raw SQL that tests share, `rows.rs` the smallest rows of each noun that they stand on, and
//! `answers.rs` what judges answers.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test says what it expects")]

#[macro_use]
mod support;

mod amendment;
mod answers;
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
mod organisation;
mod organisation_key;
mod organisation_likeness;
mod outbox;
mod outbox_about;
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
mod rows;
mod rule;
mod schemas;
mod sealed;
mod sealed_lacking;
mod sent_mail;
mod session;
mod setting;
mod staff;
mod staff_accounts;
mod statistics;
mod triggers;
mod unmasking;
mod witness;
mod writing;
