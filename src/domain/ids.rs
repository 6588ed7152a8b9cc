//! Row identities, one type a noun, so that one cannot be passed for another.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident,)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

ids! {
    /// A version of the Call.
    VersionId,
    /// An organisation.
    OrganisationId,
    /// A person who acts for an organisation.
    RepresentativeId,
    /// A colleague who was asked to act for an organisation.
    InvitationId,
    /// A request to act for an organisation whose people have left.
    RecoveryId,
    /// One organisation's act of signing.
    EndorsementId,
    /// A promise that can be checked.
    CommitmentId,
    /// A proposed change to a published organisation.
    AmendmentId,
    /// One record of how we know who signed.
    AssuranceId,
    /// What an organisation puts at its domain to show that it controls it.
    ChallengeId,
    /// Two signatories that became one, or may.
    MergeId,
    /// One item in the moderation queue.
    CaseId,
    /// What one colleague tells another about a Case.
    CaseMessageId,
    /// A ministry colleague with an account.
    StaffId,
    /// A signing form not yet sent.
    DraftId,
    /// A concern sent by a member of the public.
    ReportId,
    /// A signed-in browser.
    SessionId,
    /// One line of the audit trail.
    AuditLineId,
    /// A mail in the outbox.
    MailId,
    /// From where a signature was sent.
    ArrivalId,
    /// A job that invalidates submissions.
    InvalidationId,
    /// A decision on many Cases.
    BulkDecisionId,
    /// A rule about who may sign without being looked at.
    RuleId,
    /// A change of the log's key.
    KeyChangeId,
    /// A colleague's passkey.
    PasskeyId,
    /// A mail to many signatories.
    CircularId,
}
