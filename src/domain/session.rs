//! Whose a session is.

use super::Door;
use super::ids::{RepresentativeId, StaffId};

/// Who is signed in. The door follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    Staff(StaffId),
    Representative(RepresentativeId),
}

impl Subject {
    /// The door through which this subject comes in.
    pub const fn door(self) -> Door {
        match self {
            Subject::Staff(_) => Door::Staff,
            Subject::Representative(_) => Door::Account,
        }
    }
}
