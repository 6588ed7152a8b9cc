//! Owns why a signature that came in is held, and in what it is like one that was removed: it waits for staff, and nobody is
//! written to before they have looked.

use super::reason::SIGNED_BEFORE;
use crate::codes;

/// Reasons of the catalogue to begin with that say nothing against who signed: it may come again.
const HARMLESS: &[&str] = &[SIGNED_BEFORE, "not_plain"];

/// Whether who was declined for a reason is held when it comes again.
pub fn is_remembered(reason: Option<&str>) -> bool {
    !reason.is_some_and(|reason| HARMLESS.contains(&reason))
}

codes! {
    /// Why a signature is held.
    pub enum Hold {
        /// A rule of staff's is about its address, its mailbox or the mailbox's domain.
        Blocked = "blocked",
        /// It looks like one that was removed as a fake, or that is being looked into.
        Returning = "returning",
        /// More came from its address than may at once, or in a while.
        Network = "network",
        /// More came from mailboxes of its domain than may at once, or in a while.
        Domain = "domain",
    }
}

impl Hold {
    /// For nothing but how many came: many honest ones share an office or a hall.
    pub const TOO_MANY: &'static [Hold] = &[Hold::Network, Hold::Domain];
}

codes! {
    /// In what a signature is like one that was removed: of several, what says most.
    pub enum Alike {
        /// Somebody signed for that one with the same mailbox.
        Mailbox = "mailbox",
        /// The name is the same, or nearly.
        Name = "name",
        /// Nothing but the domain, of the mailbox or of the website. Others have mailboxes there too.
        Domain = "domain",
    }
}
