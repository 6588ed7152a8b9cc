//! The public register in memory: an immutable snapshot, and the queries over it.
//!
//! Owns what every public page, the API and the exports read: cards of what the public may see, their
//! filters, counts, search, orders and totals. Pure: rows come in as plain values from the loader, and
//! nothing here reads a database, a clock or a request. Withheld things never enter a snapshot.
//!
//! # What it costs
//! Building sorts every name twice with the collation of each language and is the dear part; a query is
//! one pass over compact columns (about two bytes per item and filter). A search reads all folded keys once,
//! so keys should hold names and titles, not long texts. Computed statuses depend on the day and are
//! worked out anew for each query over commitments. `benches/register.rs` prints the figures.

mod build;
pub mod call_card;
pub mod card;
mod column;
pub mod cursor;
pub mod filter;
mod order;
pub mod query;
mod search;
pub mod snapshot;
mod table;
#[cfg(test)]
mod tests;
pub mod totals;

pub use build::{CommitmentEntry, SignatoryEntry, Source};
pub use call_card::{CallCard, TextCard, VersionCard};
pub use card::{CommitmentCard, CountryCode, RegionCode, SignatoryCard};
pub use cursor::{Cursor, Slice};
pub use filter::{Count, Facet, Results, View};
pub use query::{Group, Query, Scope, Sort};
pub use snapshot::{Found, Snapshot};
pub use totals::Totals;
