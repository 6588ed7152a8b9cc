//! The site: extract, do, show. No SQL, no transactions, no rules.
//!
//! `routes/` is the one list of addresses; `gate/` is what every request passes; `public.rs` serves
//! what is the same for everybody, `private.rs` what is one person's.

pub mod account;
pub mod api;
pub mod cache;
pub mod challenge;
mod changed;
pub mod chosen;
pub mod data;
pub mod demo;
pub mod done;
pub mod error;
mod even;
pub mod form;
pub mod gate;
pub mod health;
pub mod kept;
pub mod log;
pub mod names;
mod options;
pub mod pages;
pub mod parameters;
pub mod private;
pub mod problem;
pub mod promise;
pub mod public;
pub mod report;
pub mod routes;
pub mod server;
pub mod sign;
pub mod signed_in;
pub mod site;
pub mod snapshots;
pub mod staff;
mod statics;
pub mod unsubscribe;
pub mod visibility;
pub mod visitor;
pub mod witness;
