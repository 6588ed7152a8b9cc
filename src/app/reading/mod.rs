//! The register as programs read it: the fields that its JSON promises, made of a snapshot. Whoever answers with them, or holds
//! them against the log, takes them from here.

pub mod commitment;
pub mod signatory;

use crate::domain::Day;
use crate::register::Snapshot;

/// A register that is read.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    pub snapshot: &'a Snapshot,
    /// The address of its site, without a slash at the end.
    pub base: &'a str,
    /// The day on which statuses are computed.
    pub today: Day,
}

impl Reading<'_> {
    /// A whole address of its site.
    pub fn whole(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }
}
