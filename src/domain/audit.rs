//! Who did something and what, as the audit trail says it: people by id, never by name.

mod act;

pub use act::{AuditAct, BROUGHT_BACK, INVALIDATED};

use super::ids::{RepresentativeId, StaffId};
use crate::codes;

codes! {
    /// What kind of somebody did it.
    pub enum ActorKind {
        Staff = "staff",
        Representative = "representative",
        Operator = "operator",
        System = "system",
        Anyone = "anyone",
    }
}

/// Who did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Actor {
    /// A colleague.
    Staff(StaffId),
    /// A person who acts for an organisation.
    Representative(RepresentativeId),
    /// Whoever runs commands on the server.
    Operator,
    /// The program itself: a job, a rule that ran out.
    System,
    /// A visitor of whom we know nothing.
    Anyone,
}

impl Actor {
    /// The kind alone.
    pub const fn kind(self) -> ActorKind {
        match self {
            Actor::Staff(_) => ActorKind::Staff,
            Actor::Representative(_) => ActorKind::Representative,
            Actor::Operator => ActorKind::Operator,
            Actor::System => ActorKind::System,
            Actor::Anyone => ActorKind::Anyone,
        }
    }

    /// The number of the row that this actor is, where they have one.
    pub const fn row(self) -> Option<i64> {
        match self {
            Actor::Staff(StaffId(id)) => Some(id),
            Actor::Representative(RepresentativeId(id)) => Some(id),
            Actor::Operator | Actor::System | Actor::Anyone => None,
        }
    }

    /// The actor of a kind and a row's number; nothing when the two do not fit.
    pub const fn of(kind: ActorKind, row: Option<i64>) -> Option<Actor> {
        match (kind, row) {
            (ActorKind::Staff, Some(id)) => Some(Actor::Staff(StaffId(id))),
            (ActorKind::Representative, Some(id)) => Some(Actor::Representative(RepresentativeId(id))),
            (ActorKind::Operator, None) => Some(Actor::Operator),
            (ActorKind::System, None) => Some(Actor::System),
            (ActorKind::Anyone, None) => Some(Actor::Anyone),
            _ => None,
        }
    }
}
