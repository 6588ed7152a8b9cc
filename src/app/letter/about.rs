//! About whom each mail is.

use super::Letter;

impl Letter {
    /// The organisation that it is about, where it is about one.
    #[expect(clippy::too_many_lines, reason = "a line for each letter")]
    pub fn organisation(&self) -> Option<&str> {
        match self {
            Letter::ConfirmSignature { organisation, .. }
            | Letter::AlreadySigned { organisation, .. }
            | Letter::SignatureConfirmed { organisation, .. }
            | Letter::Delayed { organisation, .. }
            | Letter::Published { organisation, .. }
            | Letter::ShownAgain { organisation, .. }
            | Letter::Receipt { organisation, .. }
            | Letter::MoreNeeded { organisation, .. }
            | Letter::QuestionTakenBack { organisation, .. }
            | Letter::Declined { organisation, .. }
            | Letter::StandsAgain { organisation }
            | Letter::Suspended { organisation, .. }
            | Letter::Restored { organisation, .. }
            | Letter::CommitmentSuspended { organisation, .. }
            | Letter::CommitmentRestored { organisation, .. }
            | Letter::Revoked { organisation, .. }
            | Letter::Cancelled { organisation }
            | Letter::Expired { organisation }
            | Letter::Erased { organisation, .. }
            | Letter::AccountLink { organisation, .. }
            | Letter::ChangePublished { organisation, .. }
            | Letter::ChangeDeclined { organisation, .. }
            | Letter::Withdrawn { organisation, .. }
            | Letter::Reinstated { organisation, .. }
            | Letter::WithdrawalStands { organisation }
            | Letter::DomainAsked { organisation, .. }
            | Letter::DomainVerified { organisation, .. }
            | Letter::DomainMissing { organisation, .. }
            | Letter::DomainLapsed { organisation, .. }
            | Letter::RecoveryConfirm { organisation, .. }
            | Letter::RecoveryAsked { organisation, .. }
            | Letter::RecoveryLetIn { organisation, .. }
            | Letter::RecoveryDeclined { organisation, .. }
            | Letter::RecoveryDecided { organisation, .. }
            | Letter::Invitation { organisation, .. }
            | Letter::ColleagueJoined { organisation, .. }
            | Letter::ColleagueGone { organisation, .. }
            | Letter::NoLongerActing { organisation, .. }
            | Letter::Merged { organisation, .. }
            | Letter::Unmerged { organisation, .. }
            | Letter::WithdrawalByLetter { organisation, .. } => Some(organisation),
            Letter::PublishedUnnamed { .. }
            | Letter::Hidden { .. }
            | Letter::ContinueDraft { .. }
            | Letter::NoAccount { .. }
            | Letter::StaffSetup { .. }
            | Letter::AccountProposed { .. }
            | Letter::CallProposed { .. }
            | Letter::KeyChangeProposed { .. }
            | Letter::WayInAdded { .. }
            | Letter::StaffChanged { .. }
            | Letter::NewVersion { .. }
            | Letter::Circular { .. }
            | Letter::CircularProposed { .. }
            | Letter::ManyProposed { .. }
            | Letter::SecondNeeded { .. }
            | Letter::LetterRecorded { .. }
            | Letter::SignaturesPileUp { .. }
            | Letter::HeldRunOut { .. }
            | Letter::MailsWait { .. } => None,
        }
    }
}
