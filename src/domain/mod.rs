//! The rules of Tilsagn: words parsed once, transition tables, permits, limits, visibility.
//!
//! Pure by design: no IO, no clock, no randomness, no rows, no HTTP. Whatever a rule needs to know
//! (the time, a policy, another person's role) is an argument.

pub mod allowance;
pub mod amendment;
pub mod arrival;
pub mod assurance;
pub mod audit;
pub mod browser;
pub mod call;
pub mod case;
pub mod cell;
pub mod ceremony;
pub mod challenge;
pub mod circular;
pub mod cleaning;
pub mod codes;
pub mod columns;
pub mod commitment;
pub mod commitment_status;
pub mod country;
pub mod currency;
pub mod diff;
pub mod draft;
pub mod email;
pub mod endorsement;
pub mod error;
pub mod flaw;
pub mod glob;
pub mod host;
pub mod identifier;
pub mod ids;
pub mod invalidation;
pub mod key_change;
pub mod kinship;
pub mod limits;
pub mod link;
pub mod locale;
pub mod lure;
pub mod merge;
pub mod mixed_script;
pub mod moment;
pub mod network;
pub mod organisation;
pub mod other_name;
pub mod outbox;
pub mod people;
pub mod permit;
pub mod public_address;
pub mod reason;
pub mod recovery;
pub mod rule;
pub mod search_key;
pub mod session;
pub mod similarity;
pub mod slug;
pub mod staff;
pub mod statistics;
pub mod text;
pub mod typed_number;
pub mod visibility;
pub mod website;
pub mod words;

pub use error::{Door, Error, Problem, Problems, Refusal, Result};
pub use flaw::Flaw;
pub use moment::{Day, Moment};
