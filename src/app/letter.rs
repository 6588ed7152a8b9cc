//! The mails the site writes: what each says is in `templates/mail/<template>/`, what it needs is here.

mod about;
mod folder;
mod link;
mod nameless;

use serde::{Deserialize, Serialize};

use super::people::Why;
use crate::domain::assurance::Method;
use crate::domain::locale::Locale;
use crate::domain::organisation::Category;
use crate::domain::permit::Roles;
use crate::domain::staff::{AccountChange, OwnKey};
use crate::domain::{Day, Moment};
use crate::log::receipt;

/// One mail, by what it is for. An organisation that must not be named is an empty text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "template", rename_all = "snake_case")]
pub enum Letter {
    /// Continue a draft on another device, or hand it to a colleague.
    ContinueDraft { link: String, days: i64 },
    /// Confirm a signature. Also says how to call it off.
    ConfirmSignature {
        organisation: String,
        reference: String,
        link: String,
        days: i64,
        /// Whether they are asked if they agree to be named.
        #[serde(default)]
        naming: bool,
    },
    /// To the owner of a mailbox that signs again: what exists already, and how to get in.
    AlreadySigned { organisation: String, link: String },
    /// Confirmed: what happens next, and how to call it off.
    SignatureConfirmed { organisation: String, reference: String, cancel_link: String, review_days: i64 },
    /// The ministry is late: that it takes longer, how long it takes lately where that is known, and how to ask or stop.
    Delayed {
        organisation: String,
        reference: String,
        days: i64,
        weeks: Option<i64>,
        cancel_link: Option<String>,
        link: String,
    },
    /// The signature is in the register.
    Published { organisation: String, number: i64, link: String, hide_link: Option<String> },
    /// The receipt of a signature, attached.
    Receipt { organisation: String, entry: u64, link: String, key: String, file: String },
    /// The signature counts in the register, without a name, or without it until a day. Then it can be hidden for good.
    PublishedUnnamed { reference: String, link: String, named_on: Option<Day>, hide_link: Option<String> },
    /// A signatory that had hidden is shown again, with its name.
    ShownAgain { organisation: String, link: String, hide_link: Option<String> },
    /// Nothing of the signatory is shown any more.
    Hidden {
        reference: String,
        link: String,
        /// Nobody can show it again as it stands: it is withdrawn, suspended or revoked.
        #[serde(default)]
        stays: bool,
    },
    /// The ministry needs to know more.
    MoreNeeded {
        organisation: String,
        reason: String,
        message: String,
        link: String,
        /// Until a signature expires. What else was sent waits.
        days: Option<i64>,
    },
    /// The ministry needs no answer to its question any more.
    QuestionTakenBack { organisation: String, message: String },
    /// The signature was not taken into the register.
    Declined { organisation: String, reason: String, message: String },
    /// What was declined among many stands again.
    StandsAgain { organisation: String },
    /// The signatory is hidden while something is checked.
    Suspended { organisation: String, reason: String, message: String },
    /// The signatory is shown again.
    Restored {
        organisation: String,
        link: String,
        /// Mails that were queued before there was one have none.
        #[serde(default)]
        message: String,
        /// It had withdrawn meanwhile, and that stands.
        #[serde(default)]
        withdrawn: bool,
    },
    /// One commitment is hidden while something is checked.
    CommitmentSuspended { organisation: String, commitment: String, reason: String, message: String },
    /// The commitment is shown again.
    CommitmentRestored {
        organisation: String,
        commitment: String,
        link: String,
        #[serde(default)]
        message: String,
    },
    /// The ministry revoked the signature.
    Revoked { organisation: String, reason: String, message: String },
    /// The signer called it off; everything is erased.
    Cancelled { organisation: String },
    /// The signature ran out unconfirmed or unanswered; everything is erased.
    Expired { organisation: String },
    /// The ministry erased what was in the register; nobody can be written to after it.
    Erased { organisation: String, message: String },
    /// The link into the account.
    AccountLink { organisation: String, link: String, minutes: i64 },
    /// Somebody asked for a link, but the address acts for no organisation.
    NoAccount { sign_link: String },
    /// An amendment or a commitment is in the register.
    ChangePublished {
        organisation: String,
        link: String,
        /// It is a commitment.
        #[serde(default)]
        of_commitment: bool,
    },
    /// An amendment or a commitment was not taken.
    ChangeDeclined {
        organisation: String,
        reason: String,
        message: String,
        /// It was a commitment.
        #[serde(default)]
        of_commitment: bool,
    },
    /// The organisation withdrew; every contact can take it back for some days.
    Withdrawn { organisation: String, reverse_link: String, days: i64 },
    /// The withdrawal was taken back.
    Reinstated {
        organisation: String,
        link: String,
        /// The one from before was spent by the withdrawal.
        #[serde(default)]
        hide_link: Option<String>,
        /// It was suspended when it withdrew, and is so again.
        #[serde(default)]
        suspended: bool,
    },
    /// What was said against a withdrawal was looked into, and it stands.
    WithdrawalStands { organisation: String },
    /// Two signatories became one: the one that stays, and the other.
    Merged { organisation: String, other: String, link: String },
    /// They are two again.
    Unmerged {
        organisation: String,
        other: String,
        link: String,
        /// The one from before was spent: whoever went has it too. Who goes keeps their own.
        #[serde(default)]
        hide_link: Option<String>,
    },
    /// A state asked to withdraw; a letter is needed.
    WithdrawalByLetter { organisation: String, reference: String },
    /// The ministry would like the organisation to show that it controls its domain: what to put where.
    DomainAsked {
        organisation: String,
        domain: String,
        record: String,
        file: String,
        token: String,
        link: String,
    },
    /// The organisation controls its domain: how we know.
    DomainVerified { organisation: String, domain: String, method: Method, link: String },
    /// The token is missed; on this day at the earliest it no longer counts.
    DomainMissing { organisation: String, domain: String, lapses_on: Day, link: String },
    /// Control of the domain no longer counts; it was last seen on this day.
    DomainLapsed { organisation: String, domain: String, last_verified: Day, link: String },
    /// A colleague is asked to act for the organisation. Where it must not be named, nobody is, and `message` is empty.
    Invitation {
        organisation: String,
        inviter: String,
        message: String,
        hands_over: bool,
        link: String,
        days: i64,
    },
    /// Somebody else acts for the organisation now.
    ColleagueJoined { organisation: String, person: String, handed_over: bool, link: String },
    /// Somebody else no longer acts for the organisation.
    ColleagueGone {
        organisation: String,
        person: String,
        taken_off: bool,
        link: String,
        hide_link: Option<String>,
    },
    /// The addressee no longer acts for the organisation.
    NoLongerActing { organisation: String, why: Why },
    /// To the mailbox to which somebody who acts wants to move: is it theirs?
    MailboxConfirm { organisation: String, link: String, days: i64 },
    /// Somebody who acts has moved to another mailbox. The one that they left has no link.
    MailboxMoved {
        organisation: String,
        person: String,
        link: Option<String>,
        /// The one from before was spent: the mailbox that was left has it too.
        hide_link: Option<String>,
    },
    /// Somebody asks to act for an organisation: is it their mailbox?
    RecoveryConfirm { organisation: String, link: String, days: i64 },
    /// To those who act: somebody else asks to, and perhaps that they have left.
    RecoveryAsked {
        organisation: String,
        /// The one of which it was asked, where that has gone into this one; empty else.
        #[serde(default)]
        other: String,
        others_left: bool,
        days: i64,
        link: String,
    },
    /// To whoever asked: let in.
    RecoveryLetIn { organisation: String, link: String },
    /// To whoever asked: not let in.
    RecoveryDeclined { organisation: String, reason: String, message: String },
    /// To those who act: what became of it.
    RecoveryDecided { organisation: String, let_in: bool, link: String },
    /// A new colleague sets password and second factor.
    StaffSetup {
        link: String,
        hours: i64,
        /// Whether the ministry's identity provider alone lets them in.
        #[serde(default)]
        by_provider: bool,
    },
    /// An account for a new colleague waits for a second admin, or roles for one that exists (`existing`).
    AccountProposed {
        link: String,
        #[serde(default)]
        existing: bool,
    },
    /// A version of the Call waits for a second person.
    CallProposed { link: String },
    /// A change of the log's key waits for a second person.
    KeyChangeProposed { link: String },
    /// To a colleague: there is one more way into their account, a passkey or their account at the provider; or what they
    /// sign in with was `changed`, or a recovery code used.
    WayInAdded {
        passkey: bool,
        #[serde(default)]
        changed: Option<OwnKey>,
        link: String,
    },
    /// To admins, and to the colleague whom it concerns (`own`): what somebody did with that account, which has these roles now.
    StaffChanged {
        change: AccountChange,
        /// Missing where it was done on the server.
        by: Option<String>,
        person: String,
        own: bool,
        roles: Roles,
        at: Moment,
        link: Option<String>,
    },
    /// The Call has a new version: what changed. Names nobody, as no mail to many does.
    NewVersion { version: i64, link: String, message: String, account_link: String, unsubscribe_link: String },
    /// What the ministry writes to many signatories.
    Circular {
        stocktake: bool,
        title: String,
        message: String,
        account_link: String,
        unsubscribe_link: String,
    },
    /// A mail to many signatories waits for a second person.
    CircularProposed { link: String },
    /// A decision on many Cases or submissions waits for a second person.
    ManyProposed { count: i64, link: String },
    /// A case waits for a second person.
    SecondNeeded { case_number: i64, category: Option<Category>, link: String },
    /// An official letter about a signatory waits for a second person.
    LetterRecorded { case_number: i64, link: String },
    /// Many signatures have one thing in common, a network or a domain; or there are many `networks` or `domains` of which that
    /// holds, and `count` says how many. `addresses`: how many visitors sent them.
    SignaturesPileUp {
        common: String,
        count: i64,
        #[serde(default)]
        addresses: i64,
        minutes: i64,
        link: String,
    },
    /// Signatures have long been held: nobody has decided on them.
    HeldRunOut { count: i64, link: String },
    /// Mails wait, since more would go out than may in a while.
    MailsWait { link: String },
}

impl Letter {
    /// The file that goes with it: its name, which names nobody, and what is in it.
    pub fn attached(&self) -> Option<(String, &str)> {
        match self {
            Letter::Receipt { entry, file, .. } => Some((receipt::file_name(*entry), file)),
            _ => None,
        }
    }

    /// Where its reader says that they want no such mails, if it is one of many.
    pub fn unsubscribe(&self) -> Option<&str> {
        match self {
            Letter::NewVersion { unsubscribe_link, .. } | Letter::Circular { unsubscribe_link, .. } => {
                Some(unsubscribe_link)
            }
            _ => None,
        }
    }

    /// Whether it goes out however many mails have: somebody's safety turns on it, or the ministry's work.
    pub const fn never_waits(&self) -> bool {
        matches!(
            self,
            Letter::Hidden { .. }
                | Letter::PublishedUnnamed { .. }
                | Letter::Withdrawn { .. }
                | Letter::AccountLink { .. }
                | Letter::ColleagueJoined { .. }
                | Letter::NoLongerActing { .. }
                | Letter::MailboxMoved { .. }
                | Letter::RecoveryAsked { .. }
                | Letter::StaffSetup { .. }
                | Letter::WayInAdded { .. }
                | Letter::StaffChanged { .. }
                | Letter::AccountProposed { .. }
                | Letter::CallProposed { .. }
                | Letter::CircularProposed { .. }
                | Letter::KeyChangeProposed { .. }
                | Letter::ManyProposed { .. }
                | Letter::SecondNeeded { .. }
                | Letter::LetterRecorded { .. }
                | Letter::SignaturesPileUp { .. }
                | Letter::HeldRunOut { .. }
                | Letter::MailsWait { .. }
        ) || self.hides()
    }

    /// Whether it goes behind all others, and leaves them room: any stranger can have it sent to any mailbox, and no signature
    /// stands behind it.
    pub const fn goes_behind(&self) -> bool {
        matches!(
            self,
            Letter::NoAccount { .. } | Letter::ContinueDraft { .. } | Letter::RecoveryConfirm { .. }
        )
    }

    /// Whether any stranger can have it sent to any mailbox, by a signature or without.
    pub const fn anybody_causes(&self) -> bool {
        let of_a_form = matches!(
            self,
            Letter::ConfirmSignature { .. } | Letter::AlreadySigned { .. } | Letter::Expired { .. }
        );
        self.goes_behind() || of_a_form
    }
}

/// Mails that tell of an erasure. One that nobody can take is forgotten, not kept for staff to send again:
/// it would be all that is left.
pub const FAREWELLS: [&str; 3] = ["cancelled", "expired", "erased"];

/// Mails to many, which are about no organisation. They reach nobody twice: one that may have arrived is sent again by
/// staff alone.
pub const ONCE: [&str; 2] = ["circular", "new_version"];

/// A mail with its addressee, as it lies sealed in the outbox.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Envelope {
    pub to: String,
    pub locale: Locale,
    pub letter: Letter,
}
