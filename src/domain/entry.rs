//! The kinds of entries of the register's log. What the bodies of each say, `docs/log.md` lists.

use crate::codes;

codes! {
    /// The kinds of entries that are written so far (domain: the log).
    pub enum EntryKind {
        CallVersionPublished = "call.version_published",
        EndorsementPublished = "endorsement.published",
        EndorsementAmended = "endorsement.amended",
        EndorsementWithdrawn = "endorsement.withdrawn",
        EndorsementReinstated = "endorsement.reinstated",
        EndorsementSuspended = "endorsement.suspended",
        EndorsementRestored = "endorsement.restored",
        EndorsementRevoked = "endorsement.revoked",
        OrganisationAmended = "organisation.amended",
        OrganisationRenamed = "organisation.renamed",
        OrganisationMerged = "organisation.merged",
        OrganisationUnmerged = "organisation.unmerged",
        AssuranceRecorded = "assurance.recorded",
        AssuranceLapsed = "assurance.lapsed",
        CommitmentPublished = "commitment.published",
        CommitmentRevised = "commitment.revised",
        CommitmentSuspended = "commitment.suspended",
        CommitmentDropped = "commitment.dropped",
        LogResumed = "log.resumed",
        KeyRotated = "key.rotated",
        EntryWithheld = "entry.withheld",
        EntryErased = "entry.erased",
    }
}

impl EntryKind {
    /// Whether entries of this kind are about no signatory.
    pub const fn is_about_nobody(self) -> bool {
        use EntryKind::*;
        matches!(self, CallVersionPublished | LogResumed | KeyRotated | EntryWithheld | EntryErased)
    }
}

/// The kind of an entry that is read: this version need not have written it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadKind {
    /// One that is written here.
    Known(EntryKind),
    /// `endorsement.lapsed`, which newer versions write. How a signatory stands after it is known here already.
    Lapsed,
    /// Any other. Nothing is known of what it says.
    Unknown,
}

impl ReadKind {
    /// The kind with this code.
    pub fn of(code: &str) -> ReadKind {
        match EntryKind::from_code(code) {
            Some(kind) => ReadKind::Known(kind),
            None if code == "endorsement.lapsed" => ReadKind::Lapsed,
            None => ReadKind::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_newer_version_writes_is_told_from_what_is_written_here() {
        for kind in EntryKind::ALL {
            assert_eq!(ReadKind::of(kind.code()), ReadKind::Known(*kind));
        }
        assert_eq!(ReadKind::of("endorsement.lapsed"), ReadKind::Lapsed);
        assert_eq!(ReadKind::of("commitment.updated"), ReadKind::Unknown);
        assert_eq!(ReadKind::of("endorsement"), ReadKind::Unknown);
    }
}
