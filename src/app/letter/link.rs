//! Links in letters: the one that a letter is all about (`turns_on`), and the one that a letter about a decision gets only when it
//! is sent (`made_on_sending`). Of all others, whoever writes the letter makes them.

use super::Letter;
use crate::domain::link::Purpose;

/// The letters that hold the link to hide at once.
macro_rules! hiding {
    ($link:pat) => {
        Letter::Published { hide_link: Some($link), .. }
            | Letter::PublishedUnnamed { hide_link: Some($link), .. }
            | Letter::ShownAgain { hide_link: Some($link), .. }
            | Letter::Reinstated { hide_link: Some($link), .. }
            | Letter::ColleagueGone { hide_link: Some($link), .. }
            | Letter::MailboxMoved { hide_link: Some($link), .. }
            | Letter::Unmerged { hide_link: Some($link), .. }
    };
}

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

    /// Whether it has the link to hide at once.
    pub const fn hides(&self) -> bool {
        matches!(self, hiding!(_))
    }

    /// The link that is made only when the letter is sent, and what it is for: whoever decides sees the letter before, and
    /// not the link.
    pub fn made_on_sending(&mut self) -> Option<(Purpose, &mut String)> {
        match self {
            Letter::Withdrawn { reverse_link, .. } => Some((Purpose::Reverse, reverse_link)),
            hiding!(hide_link) => Some((Purpose::Hide, hide_link)),
            _ => None,
        }
    }
}
