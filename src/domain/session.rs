//! Whose a session is, and how it was begun.

use super::Door;
use super::ids::{RepresentativeId, StaffId};
use crate::codes;

codes! {
    /// How somebody signed in.
    pub enum Means {
        /// By a mailed link.
        Link = "link",
        /// With password and code, or by setting both up.
        Password = "password",
        /// With password and a recovery code.
        Recovery = "recovery",
        /// With a passkey that made sure who holds it.
        Passkey = "passkey",
        /// At the ministry's identity provider.
        Provider = "provider",
    }
}

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
