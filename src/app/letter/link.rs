//! The link that a mail is all about.

use super::Letter;
use crate::domain::link::Purpose;

impl Letter {
    /// The link without which it has no use, and what that is for. Nothing, where it tells more than where to go: that is
    /// news however old its links are.
    pub fn turns_on(&self) -> Option<(Purpose, &str)> {
        match self {
            Letter::ContinueDraft { link, .. } => Some((Purpose::Draft, link)),
            Letter::ConfirmSignature { link, .. } => Some((Purpose::Confirm, link)),
            Letter::AccountLink { link, .. } => Some((Purpose::Account, link)),
            Letter::Invitation { link, .. } => Some((Purpose::Invitation, link)),
            Letter::MailboxConfirm { link, .. } => Some((Purpose::Mailbox, link)),
            Letter::RecoveryConfirm { link, .. } => Some((Purpose::Recovery, link)),
            Letter::StaffSetup { link, .. } => Some((Purpose::StaffSetup, link)),
            _ => None,
        }
    }
}
