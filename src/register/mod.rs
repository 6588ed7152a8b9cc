//! The public register in memory: an immutable snapshot, and the queries over it.
//!
//! Owns what every public page, the API and the exports read: cards of what the public may see, their
//! filters, counts, search, orders and totals. Pure: rows come in as plain values from the loader, and
//! nothing here reads a database, a clock or a request. Withheld things never enter a snapshot.
//!
//! # What it costs
//! Building makes collation keys of every name in each language and sorts by them, which is the dear
//! part: about 50 ms for 10,000 signatories with as many commitments, 0.7 s for 100,000. Cards are shared
//! between snapshots; columns, orders and totals are made anew each time.
//!
//! A query is one pass over compact columns: at 100,000 items 2 to 3 ms with all counts, and up to 8 ms
//! with a search, which reads all folded keys once; so keys should hold names and titles, not long texts.
//! Statuses depend on the day and are worked out for each query over commitments (included above).
//! `benches/register.rs` prints the figures; these were measured on one core of a small server.

mod build;
pub mod call_card;
pub mod card;
mod column;
pub mod cursor;
pub mod filter;
pub mod log_card;
pub mod order;
pub mod past;
pub mod query;
pub mod search;
pub mod snapshot;
mod table;
#[cfg(test)]
mod tests;
pub mod totals;

pub use build::{SignatoryEntry, Source};
pub use call_card::{Behind, CallCard, TextCard, VersionCard};
pub use card::{CommitmentCard, CountryCode, RegionCode, SignatoryCard};
pub use cursor::{Cursor, Slice};
pub use filter::{Count, Facet, Results, View};
pub use log_card::LogCard;
pub use query::{Group, Query, Scope, Sort};
pub use snapshot::{Found, Snapshot};
pub use totals::Totals;
