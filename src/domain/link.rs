//! Mailed links: what each is for and how long it lives.
//!
//! A link is bound to one purpose; the token of one opens nothing else.

use chrono::Duration;

use super::limits;
use crate::codes;

codes! {
    /// What a mailed link is for. The subject is named behind each.
    pub enum Purpose {
        /// Confirms a signature, once. An endorsement.
        Confirm = "confirm",
        /// Signs in to the account, once. A representative.
        Account = "account",
        /// Goes on with a signing form, until it is sent; a cookie's, to the form that was sent under it. A draft.
        Draft = "draft",
        /// Sets a colleague's password and second factor, once. A colleague.
        StaffSetup = "staff_setup",
        /// Calls a signature off before publication, once. An endorsement.
        Cancel = "cancel",
        /// Says that a withdrawal was not theirs, once. An endorsement.
        Reverse = "reverse",
        /// Hides a signatory at once, again and again, without signing in. An endorsement.
        Hide = "hide",
        /// Lets a colleague join those who act for an organisation, once. An invitation.
        Invitation = "invitation",
        /// Leads to a request to act for an organisation, again and again until it is decided. A recovery.
        Recovery = "recovery",
        /// Ends mails to many signatories for a mailbox, again and again. A representative.
        Unsubscribe = "unsubscribe",
        /// Moves a person's mail to the mailbox that it was sent to, once. A representative.
        Mailbox = "mailbox",
    }
}

/// How long a link lives from the moment it is made.
pub const fn life(purpose: Purpose) -> Duration {
    match purpose {
        Purpose::Confirm | Purpose::Mailbox => Duration::days(limits::CONFIRM_DAYS),
        Purpose::Account => Duration::minutes(limits::ACCOUNT_LINK_MINUTES),
        Purpose::Draft => Duration::days(limits::DRAFT_DAYS),
        Purpose::StaffSetup => Duration::hours(limits::SETUP_HOURS),
        Purpose::Cancel => Duration::days(limits::CANCEL_DAYS),
        Purpose::Reverse => Duration::days(limits::REVERSAL_DAYS),
        Purpose::Hide => Duration::days(limits::HIDE_LINK_DAYS),
        Purpose::Invitation => Duration::days(limits::INVITATION_DAYS),
        Purpose::Recovery => Duration::days(limits::RECOVERY_DAYS),
        Purpose::Unsubscribe => Duration::days(limits::UNSUBSCRIBE_LINK_DAYS),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_link_lives_as_long_as_the_mail_says() {
        let lives: Vec<String> = Purpose::ALL
            .iter()
            .map(|&purpose| format!("{purpose} {}", life(purpose).num_minutes()))
            .collect();
        assert_eq!(
            lives,
            [
                "confirm 10080",
                "account 30",
                "draft 43200",
                "staff_setup 1440",
                "cancel 172800",
                "reverse 20160",
                "hide 52560000",
                "invitation 20160",
                "recovery 129600",
                "unsubscribe 52560000",
                "mailbox 10080",
            ]
        );
    }
}
