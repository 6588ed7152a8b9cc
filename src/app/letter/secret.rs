//! Which letters hold a link that lets whoever has it do something to a signatory, and is therefore never shown.

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
    /// Whether it has the link to hide at once.
    pub const fn hides(&self) -> bool {
        matches!(self, hiding!(_))
    }

    /// The link in a letter about a decision that is made only when it is sent, and what it is for.
    pub fn secret_link(&mut self) -> Option<(Purpose, &mut String)> {
        match self {
            Letter::Withdrawn { reverse_link, .. } => Some((Purpose::Reverse, reverse_link)),
            hiding!(hide_link) => Some((Purpose::Hide, hide_link)),
            _ => None,
        }
    }
}
