//! The web front door: what people and scripts meet over HTTP.
//!
//! No diesel, no transactions, no rules here.

pub mod view;
