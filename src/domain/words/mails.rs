//! The table of mails whose words may be changed: all that go to somebody outside the ministry, in groups. Mails to staff
//! are not here: several tell a colleague what another did, and nobody rewords what tells on them.

use super::Slot;

/// A line for each mail: the folder of its template, and its texts in the order in which they stand, by the end of their
/// message's id, each with the placeholders that it alone may have.
macro_rules! mails {
    ($($(#[$doc:meta])* $group:ident = $key:literal {
        $($mail:ident = $code:literal: $($text:literal $(($($takes:literal),+))?),+;)+
    })+) => {
        crate::codes! {
            /// What mails are about, so that one is found among many.
            pub enum Group { $($(#[$doc])* $group = $key,)+ }
        }

        crate::codes! {
            /// A mail whose words may be changed, by the folder of its template.
            pub enum Worded { $($($mail = $code,)+)+ }
        }

        impl Worded {
            pub const fn group(self) -> Group {
                match self { $($(Worded::$mail => Group::$group,)+)+ }
            }

            /// Its texts, in the order in which they stand.
            pub const fn slots(self) -> &'static [Slot] {
                match self {
                    $($(Worded::$mail => &[$(Slot { name: $text, takes: &[$($($takes),+)?] }),+],)+)+
                }
            }
        }
    };
}

mails! {
    /// Until there is a signature to decide on.
    Signing = "signing" {
        ContinueDraft = "continue_draft":
            "subject", "heading", "status", "button", "until"("days"), "share", "not-you";
        ConfirmSignature = "confirm_signature":
            "subject", "heading", "status", "why", "button", "naming", "until"("days"), "scanners", "not-you";
        AlreadySigned = "already_signed": "subject", "heading", "status", "next", "button", "not-you";
        SignatureConfirmed = "signature_confirmed":
            "subject", "heading", "status", "next"("days"), "question", "cancel", "cancel-link";
        Cancelled = "cancelled": "subject", "heading", "status", "next", "again", "not-you";
        Expired = "expired": "subject", "heading", "status", "next", "again";
    }
    /// What comes of what was sent.
    Decisions = "decisions" {
        MoreNeeded = "more_needed": "subject", "heading", "status", "button", "until"("days"), "waits";
        QuestionTakenBack = "question_taken_back": "subject", "heading", "status", "next";
        Delayed = "delayed":
            "subject", "heading", "status"("days"), "expected"("weeks"), "unknown", "ask", "account", "cancel",
            "cancel-link";
        Published = "published": "subject", "heading", "status", "button", "next", "account", "hide";
        PublishedUnnamed = "published_unnamed":
            "subject", "heading", "status", "until"("day"), "next", "button", "hide";
        Receipt = "receipt": "subject", "heading", "status", "keep", "button", "certificate";
        Declined = "declined": "subject", "heading", "status", "next";
        StandsAgain = "stands_again": "subject", "heading", "status", "next";
        ChangePublished = "change_published":
            "subject", "commitment-subject", "unnamed-subject", "heading", "commitment-heading", "unnamed-heading", "status",
            "unnamed-status", "button", "commitment-button", "next";
        ChangeDeclined = "change_declined":
            "subject", "commitment-subject", "heading", "commitment-heading", "status", "unnamed-status", "next", "account",
            "wrong";
    }
    /// What becomes of a signatory or a commitment afterwards.
    Register = "register" {
        ShownAgain = "shown_again": "subject", "heading", "status", "button", "not-you", "hide";
        Hidden = "hidden": "subject", "heading", "status", "next", "stays", "domain", "button";
        Suspended = "suspended":
            "subject", "unnamed-subject", "heading", "unnamed-heading", "status", "unnamed-status", "meaning", "next";
        Restored = "restored":
            "subject", "withdrawn-subject", "unnamed-subject", "heading", "withdrawn-heading", "unnamed-heading", "status",
            "withdrawn-status", "unnamed-status", "button", "unnamed-button", "next";
        CommitmentSuspended = "commitment_suspended": "subject", "heading", "status", "meaning", "next";
        CommitmentRestored = "commitment_restored": "subject", "heading", "status", "button", "next";
        Withdrawn = "withdrawn":
            "subject", "heading", "status", "meaning", "meaning-unnamed", "next"("days"), "button", "check";
        WithdrawalByLetter = "withdrawal_by_letter": "subject", "heading", "status", "why", "next", "not-you";
        Reinstated = "reinstated":
            "subject", "suspended-subject", "heading", "suspended-heading", "status", "suspended-status", "unnamed-status",
            "button", "unnamed-button", "not-you", "hide", "unnamed-hide";
        WithdrawalStands = "withdrawal_stands": "subject", "heading", "status", "next";
        Revoked = "revoked": "subject", "heading", "status", "meaning", "meaning-unnamed", "next";
        Merged = "merged": "subject", "heading", "status", "button", "about", "not-you";
        Unmerged = "unmerged": "subject", "heading", "status", "button", "about", "not-you", "hide";
        Erased = "erased": "subject", "heading", "status", "meaning", "next";
    }
    /// Control over a domain.
    Domain = "domain" {
        DomainAsked = "domain_asked": "subject", "heading", "status"("domain"), "next", "button";
        DomainVerified = "domain_verified": "subject", "heading", "status"("domain"), "next", "button";
        DomainMissing = "domain_missing": "subject", "heading", "status"("domain", "day"), "next", "button";
        DomainLapsed = "domain_lapsed": "subject", "heading", "status"("domain", "day"), "next", "button";
    }
    /// The way into the account, and who acts.
    Account = "account" {
        AccountLink = "account_link":
            "subject", "heading", "status", "button", "until"("minutes"), "keep", "not-you";
        NoAccount = "no_account": "subject", "heading", "status", "other", "next", "button", "not-you";
        Invitation = "invitation":
            "subject", "heading", "status", "together", "hand-over", "button", "until"("days"), "keep", "not-you";
        ColleagueJoined = "colleague_joined": "subject", "heading", "status", "handed-over", "right", "button";
        ColleagueGone = "colleague_gone": "subject", "heading", "left", "taken-off", "right", "button", "hide";
        NoLongerActing = "no_longer_acting":
            "subject", "heading", "left", "handed-over", "taken-off", "replaced", "meaning", "wrong";
    }
    /// Somebody asks to act for an organisation.
    Recovery = "recovery" {
        RecoveryConfirm = "recovery_confirm":
            "subject", "heading", "status", "button", "until"("days"), "keep", "not-you";
        RecoveryAsked = "recovery_asked":
            "subject", "heading", "status", "others-left", "next"("days"), "button", "told";
        RecoveryLetIn = "recovery_let_in": "subject", "heading", "status", "button", "next";
        RecoveryDeclined = "recovery_declined": "subject", "heading", "status", "next";
        RecoveryDecided = "recovery_decided": "subject", "heading", "let-in", "declined", "right", "button";
    }
    /// To many signatories.
    Many = "many" {
        NewVersion = "new_version":
            "subject", "heading", "status"("version"), "button", "next", "account", "unsubscribe";
        Circular = "circular": "message-subject", "stocktake-subject", "account", "unsubscribe";
    }
}
