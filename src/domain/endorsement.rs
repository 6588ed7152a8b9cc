//! One organisation's act of signing: its states and what may become of it.

use chrono::Duration;

use super::organisation::Category;
use super::{Error, Moment, Refusal, Result, limits};
use crate::codes;

codes! {
    /// Where an endorsement stands. A form not yet sent is a draft and has no endorsement.
    pub enum EndorsementState {
        /// Sent; the mailbox has not confirmed yet.
        Submitted = "submitted",
        /// Confirmed by the mailbox; a Case is about to open.
        Confirmed = "confirmed",
        /// Entered by staff or an import, on a letter.
        Recorded = "recorded",
        /// In the moderation queue.
        InReview = "in_review",
        /// Waiting for the signer's answer.
        NeedsInfo = "needs_info",
        /// In the public register.
        Published = "published",
        /// Not taken into the register, with a reason.
        Declined = "declined",
        /// Called off by the signer before publication.
        Cancelled = "cancelled",
        /// Never confirmed or never answered; its personal data are erased.
        Expired = "expired",
        /// Hidden while something is checked.
        Suspended = "suspended",
        /// Taken back by the organisation.
        Withdrawn = "withdrawn",
        /// Marked by Policy for want of reports.
        Lapsed = "lapsed",
        /// Removed by the ministry, with a reason.
        Revoked = "revoked",
    }
}

codes! {
    /// What may happen to an endorsement.
    pub enum Act {
        Confirm = "confirm",
        OpenCase = "open_case",
        AskForMore = "ask_for_more",
        Answer = "answer",
        /// The ministry needs no answer any more.
        TakeBack = "take_back",
        Publish = "publish",
        Decline = "decline",
        Cancel = "cancel",
        Expire = "expire",
        Suspend = "suspend",
        Restore = "restore",
        Withdraw = "withdraw",
        Reinstate = "reinstate",
        Revoke = "revoke",
        /// A job of staff's declines it with many others; that can be undone (`invalidation`).
        Invalidate = "invalidate",
    }
}

codes! {
    /// How an endorsement came in.
    pub enum Origin {
        Form = "form",
        Letter = "letter",
        Import = "import",
    }
}

codes! {
    /// By what right the representative signs.
    pub enum Authority {
        /// "I have the authority to sign for the organisation."
        Own = "own",
        /// "Somebody who has the authority asked me to."
        Delegated = "delegated",
    }
}

impl EndorsementState {
    /// The state after an act, or the refusal when the act is not possible from here.
    pub fn after(self, act: Act) -> Result<EndorsementState> {
        use EndorsementState::*;
        let next = match (self, act) {
            (Submitted, Act::Confirm) => Confirmed,
            (Confirmed | Recorded, Act::OpenCase) => InReview,
            (InReview, Act::AskForMore) => NeedsInfo,
            (NeedsInfo, Act::Answer | Act::TakeBack) => InReview,
            (InReview, Act::Publish) => Published,
            (InReview | NeedsInfo, Act::Decline) => Declined,
            (Submitted | Confirmed | InReview | NeedsInfo, Act::Cancel) => Cancelled,
            (Submitted | Confirmed | InReview | NeedsInfo, Act::Invalidate) => Declined,
            (Submitted | NeedsInfo, Act::Expire) => Expired,
            (Published, Act::Suspend) => Suspended,
            (Suspended, Act::Restore) => Published,
            (Published | Suspended | Lapsed, Act::Withdraw) => Withdrawn,
            (Withdrawn, Act::Reinstate) => Published,
            (Published | Suspended, Act::Revoke) => Revoked,
            _ => return Err(Error::Refused(Refusal::WrongState)),
        };
        Ok(next)
    }

    /// The same of what withdrew while it was suspended: the suspension outlasts that, until staff end it or revoke.
    /// Ending it takes nothing of the withdrawal back.
    pub fn after_in_suspension(self, act: Act) -> Result<EndorsementState> {
        use EndorsementState::*;
        match (self, act) {
            (Withdrawn, Act::Restore) => Ok(Withdrawn),
            (Withdrawn, Act::Revoke) => Ok(Revoked),
            _ => self.after(act),
        }
    }

    /// Whether it has ended: declined, called off, run out, taken back or revoked.
    pub fn is_over(self) -> bool {
        use EndorsementState::*;
        match self {
            Declined | Cancelled | Expired | Withdrawn | Revoked => true,
            Submitted | Confirmed | Recorded | InReview | NeedsInfo | Published | Suspended | Lapsed => false,
        }
    }

    /// Whether the signer can still call it off.
    pub fn cancellable(self) -> bool {
        self.after(Act::Cancel).is_ok()
    }
}

/// Whether somebody stands behind it: the mailbox that sent the form has confirmed it, or it came from a letter or a
/// list of the ministry's. Any stranger can send a form in any name. What is removed is looked up by the same rule in the
/// database (`with_mark_of_confirmed`).
pub fn was_confirmed(origin: Origin, confirmed_at: Option<Moment>) -> bool {
    origin != Origin::Form || confirmed_at.is_some()
}

/// When an endorsement that nobody moves on is erased, counted from its last change.
pub fn expires_at(state: EndorsementState, changed_at: Moment) -> Option<Moment> {
    match state {
        EndorsementState::Submitted => Some(changed_at + Duration::days(limits::UNCONFIRMED_DAYS)),
        EndorsementState::NeedsInfo => Some(changed_at + Duration::days(limits::UNANSWERED_DAYS)),
        _ => None,
    }
}

/// A state withdraws by letter: one stolen mailbox must not undo a state.
pub fn withdraws_by_letter(category: Category) -> bool {
    category == Category::State
}

/// Whether it takes a letter to call it off before it is published: what the ministry entered for a state did not come from a
/// mailbox, and no mailbox undoes it.
pub fn called_off_by_letter(category: Category, origin: Origin) -> bool {
    withdraws_by_letter(category) && origin != Origin::Form
}

/// Whether a withdrawal can still be taken back ("this was not us").
pub fn reversible(withdrawn_at: Moment, now: Moment) -> bool {
    now - withdrawn_at <= Duration::days(limits::REVERSAL_DAYS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_state_and_act_that_is_allowed_is_listed_here() {
        let allowed: Vec<String> = EndorsementState::ALL
            .iter()
            .flat_map(|from| Act::ALL.iter().map(move |act| (*from, *act)))
            .filter_map(|(from, act)| from.after(act).ok().map(|to| format!("{from} -{act}-> {to}")))
            .collect();
        assert_eq!(
            allowed,
            [
                "submitted -confirm-> confirmed",
                "submitted -cancel-> cancelled",
                "submitted -expire-> expired",
                "submitted -invalidate-> declined",
                "confirmed -open_case-> in_review",
                "confirmed -cancel-> cancelled",
                "confirmed -invalidate-> declined",
                "recorded -open_case-> in_review",
                "in_review -ask_for_more-> needs_info",
                "in_review -publish-> published",
                "in_review -decline-> declined",
                "in_review -cancel-> cancelled",
                "in_review -invalidate-> declined",
                "needs_info -answer-> in_review",
                "needs_info -take_back-> in_review",
                "needs_info -decline-> declined",
                "needs_info -cancel-> cancelled",
                "needs_info -expire-> expired",
                "needs_info -invalidate-> declined",
                "published -suspend-> suspended",
                "published -withdraw-> withdrawn",
                "published -revoke-> revoked",
                "suspended -restore-> published",
                "suspended -withdraw-> withdrawn",
                "suspended -revoke-> revoked",
                "withdrawn -reinstate-> published",
                "lapsed -withdraw-> withdrawn",
            ]
        );
    }

    #[test]
    fn a_suspension_outlasts_a_withdrawal_until_staff_decide() {
        let every = || EndorsementState::ALL.iter().flat_map(|from| Act::ALL.iter().map(|act| (*from, *act)));
        let other = every().filter_map(|(from, act)| {
            let to = from.after_in_suspension(act).ok()?;
            (from.after(act).ok() != Some(to)).then(|| format!("{from} -{act}-> {to}"))
        });
        let other: Vec<String> = other.collect();
        assert_eq!(other, ["withdrawn -restore-> withdrawn", "withdrawn -revoke-> revoked"]);
    }
}
