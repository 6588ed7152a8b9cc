//! One item in the moderation queue, whatever its subject.

use chrono::Duration;

use super::{Error, Moment, Refusal, Result, limits};
use crate::codes;

codes! {
    /// What a Case is about.
    pub enum CaseKind {
        /// A new signature.
        Endorsement = "endorsement",
        /// A proposed change to a published organisation.
        Amendment = "amendment",
        /// A commitment added after publication, or a published one that is looked into.
        Commitment = "commitment",
        /// A concern sent by a member of the public.
        Report = "report",
        /// A colleague looks into a signatory.
        Inquiry = "inquiry",
        /// Two signatories may be one, or were made one by mistake.
        Merge = "merge",
        /// A state asks to withdraw.
        StateWithdrawal = "state_withdrawal",
        /// A contact says that a withdrawal was not theirs.
        Reversal = "reversal",
        /// Somebody asks to act for an organisation whose people have left.
        Recovery = "recovery",
    }
}

impl CaseKind {
    /// What an organisation sent in and waits to hear of. Nobody waits for the rest, or it waits for a letter.
    pub const SENT_IN: &'static [CaseKind] =
        &[CaseKind::Endorsement, CaseKind::Amendment, CaseKind::Commitment, CaseKind::Reversal];

    /// In which somebody looks into a signatory as a whole: there it is suspended, shown again and revoked.
    pub const LOOKS_INTO: &'static [CaseKind] = &[CaseKind::Report, CaseKind::Inquiry];
}

codes! {
    /// Where a Case stands.
    pub enum CaseState {
        /// Waiting for a decision.
        Open = "open",
        /// Waiting for the applicant's answer.
        Waiting = "waiting",
        /// Decided by one, waiting for a second pair of eyes.
        Second = "second",
        Closed = "closed",
    }
}

codes! {
    /// What came of a Case.
    pub enum CaseOutcome {
        Published = "published",
        Declined = "declined",
        /// A signatory or a commitment was shown again.
        Restored = "restored",
        Revoked = "revoked",
        /// Closed without further ado.
        Closed = "closed",
        Erased = "erased",
        /// Who asked for it acts for the organisation.
        LetIn = "let_in",
        WithdrawalReversed = "withdrawal_reversed",
        /// A state has withdrawn.
        WithdrawalConfirmed = "withdrawal_confirmed",
        Merged = "merged",
        Unmerged = "unmerged",
        /// The mail to confirm a signature that was held has gone.
        LetThrough = "let_through",
        /// A signature that was held was erased.
        TurnedAway = "turned_away",
        /// A job declined the signature with many others.
        Invalidated = "invalidated",
        /// Who signed, or asked to act, called it off.
        Cancelled = "cancelled",
        /// Nobody confirmed or answered in time.
        Expired = "expired",
        /// The signature's mailbox has confirmed another one under the same name.
        Superseded = "superseded",
        /// More signatures waited for the mailbox than may.
        CrowdedOut = "crowded_out",
        /// The organisation took back what it had sent.
        CalledBack = "called_back",
        /// The organisation gave up the commitment that it was about.
        GivenUp = "given_up",
        /// The organisation hid meanwhile.
        Hidden = "hidden",
        /// The organisation withdrew meanwhile.
        Withdrawn = "withdrawn",
        /// The signature of the organisation was revoked meanwhile.
        SignatoryRevoked = "signatory_revoked",
    }
}

impl CaseOutcome {
    /// Whether the ministry decided on what waited in the Case. Whether a signature that is held goes on comes before that, and
    /// a job judges many by one condition, whatever waited.
    pub const fn is_decided(self) -> bool {
        use CaseOutcome::*;
        match self {
            Published | Declined | Restored | Revoked | Closed | Erased | LetIn | WithdrawalReversed
            | WithdrawalConfirmed | Merged | Unmerged => true,
            LetThrough | TurnedAway | Invalidated => false,
            Cancelled | Expired | Superseded | CrowdedOut | CalledBack | GivenUp | Hidden | Withdrawn
            | SignatoryRevoked => false,
        }
    }
}

codes! {
    /// What staff can decide.
    pub enum Decision {
        Publish = "publish",
        Ask = "ask",
        /// Takes a question back that waits for an answer.
        TakeBack = "take_back",
        Decline = "decline",
        Suspend = "suspend",
        Restore = "restore",
        Revoke = "revoke",
        /// Closes a report, a request, or a look at a commitment without further ado.
        Close = "close",
        /// Forgets a signatory that was in the register. Admins alone, two of them.
        Erase = "erase",
        /// Makes two signatories one.
        Merge = "merge",
        /// Makes them two again.
        Unmerge = "unmerge",
    }
}

codes! {
    /// Why a signatory that was in the register is erased. Kept when everything else has gone.
    pub enum Ground {
        /// The organisation, or somebody whose data it is, asked for it.
        Request = "request",
        /// What is public of it, or what is kept, puts people in danger.
        Danger = "danger",
        /// A court or an authority ordered it.
        Order = "order",
        /// The data should never have been kept.
        Unlawful = "unlawful",
    }
}

codes! {
    /// From what kind of mailbox a signature came.
    pub enum MailboxKind {
        /// On the registrable domain of the organisation's website.
        Own = "own",
        /// At a provider where anybody may have one.
        Free = "free",
        /// One that is thrown away after use.
        Disposable = "disposable",
        Other = "other",
    }
}

codes! {
    /// What was noted of a signature when its Case opened.
    pub enum Noted {
        /// A check found something.
        Flagged = "flagged",
        /// It is held.
        Held = "held",
    }
}

codes! {
    /// What one colleague tells another about a Case.
    pub enum MessageKind {
        /// Asks for their opinion, which is no decision.
        Opinion = "opinion",
        /// Says that the Case was taken over from them.
        TakenOver = "taken_over",
    }
}

codes! {
    /// Where a decision on many Cases stands.
    pub enum BulkState {
        /// A second person must allow it.
        Proposed = "proposed",
        Done = "done",
        /// The second person said no, or the first took it back.
        SentBack = "sent_back",
    }
}

codes! {
    /// How long an open Case has waited, against what was promised to the applicant.
    pub enum Age {
        Recent = "recent",
        NearlyOverdue = "nearly_overdue",
        Overdue = "overdue",
    }
}

/// When a decision is due: what the confirmation page promises.
pub fn due_at(opened_at: Moment) -> Moment {
    opened_at + Duration::days(limits::REVIEW_DAYS)
}

/// An answer that came after this moment began the promise anew, and that one has not run out: the ministry did not have
/// the Case while it waited for it.
pub fn promise_runs_since(now: Moment) -> Moment {
    now - Duration::days(limits::REVIEW_DAYS)
}

/// What is due by then is marked before it is overdue.
pub fn due_soon(now: Moment) -> Moment {
    now + Duration::days(limits::NEARLY_OVERDUE_DAYS)
}

/// How an open Case's wait looks at a moment.
pub fn age(due_at: Moment, now: Moment) -> Age {
    if now >= due_at {
        Age::Overdue
    } else if due_at <= due_soon(now) {
        Age::NearlyOverdue
    } else {
        Age::Recent
    }
}

/// Days from today to the day on which a decision is due, by the calendar of a time zone, as the applicant is told that day; 0
/// on the day itself, negative after it.
pub fn days_left(due_at: Moment, now: Moment, zone: chrono_tz::Tz) -> i64 {
    (due_at.day_in(zone) - now.day_in(zone)).num_days()
}

impl Decision {
    /// What can be decided on a Case of a kind, in the order of the form.
    pub const fn on(kind: CaseKind) -> &'static [Decision] {
        match kind {
            CaseKind::Endorsement | CaseKind::Amendment => {
                &[Decision::Publish, Decision::Ask, Decision::TakeBack, Decision::Decline]
            }
            CaseKind::Commitment => &[
                Decision::Publish,
                Decision::Ask,
                Decision::TakeBack,
                Decision::Decline,
                Decision::Suspend,
                Decision::Restore,
                Decision::Close,
            ],
            CaseKind::Report => &[Decision::Close, Decision::Suspend, Decision::Restore, Decision::Revoke],
            CaseKind::Inquiry => {
                &[Decision::Close, Decision::Suspend, Decision::Restore, Decision::Revoke, Decision::Erase]
            }
            CaseKind::Merge => &[Decision::Merge, Decision::Unmerge, Decision::Close],
            CaseKind::StateWithdrawal | CaseKind::Reversal => &[Decision::Publish, Decision::Close],
            // To publish a request is to let in who made it.
            CaseKind::Recovery => &[Decision::Publish, Decision::Decline],
        }
    }

    /// Whether its mail has a place for words of the moderator's own.
    pub const fn takes_message(self) -> bool {
        !matches!(self, Decision::Publish | Decision::Close | Decision::Merge | Decision::Unmerge)
    }

    /// Whether a question that waits is settled by it, before anything else happens.
    pub const fn settles_question(self) -> bool {
        matches!(self, Decision::Publish | Decision::Ask)
    }

    /// Whether the decision must name a reason from the catalogue.
    pub const fn needs_reason(self) -> bool {
        matches!(self, Decision::Ask | Decision::Decline | Decision::Suspend | Decision::Revoke)
    }
}

/// Refuses an act on a Case that another person holds.
pub fn check_lock<I: PartialEq>(holder: Option<(I, Moment)>, me: I, now: Moment) -> Result<()> {
    match holder {
        Some((other, until)) if other != me && until > now => Err(Error::Refused(Refusal::Locked)),
        _ => Ok(()),
    }
}
