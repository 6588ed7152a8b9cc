//! The register's log in public: sealing it, serving it, going on after a database was restored.

pub mod adopted;
mod by_slug;
pub mod compare;
mod dated;
mod described;
pub mod earlier;
pub(in crate::app) mod entered;
pub mod entry;
pub mod hidden;
pub mod key_change;
mod linked;
pub mod memory;
mod missing;
pub mod numbers;
pub mod posting;
pub mod proofs;
pub mod receipt;
pub mod resume;
mod retold;
pub mod seal;
pub mod shown;
pub mod signer;
pub mod specified;
mod subjects;
pub mod tree;
mod vanished;
pub mod witnesses;

pub use signer::LogSigner;

use crate::domain::Error;
use crate::log::Fault;

impl From<Fault> for Error {
    fn from(fault: Fault) -> Error {
        Error::internal(fault.0)
    }
}

fn fault(error: Error) -> Fault {
    Fault::new(error.reason())
}

/// A count or place in the log as rows hold it.
pub(super) fn row(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A count or place in the log as the tree has it.
pub(super) fn place(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
