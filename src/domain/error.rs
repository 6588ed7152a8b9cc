//! The one error of the program: what went wrong, said so that each front door can answer well.
//!
//! HTTP status codes, pages and exit codes are the doors' business (`web/error.rs`, `cli`).

use super::Flaw;
use crate::codes;

/// The result of anything that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Values that the sender can mend, field by field.
    #[error("invalid: {0:?}")]
    Invalid(Problems),
    /// A rule says no. Mending the values will not help.
    #[error("refused: {}", .0.code())]
    Refused(Refusal),
    /// There is no such thing, or nothing that the asker may know of.
    #[error("not found")]
    NotFound,
    /// The asker must sign in first, at this door.
    #[error("sign in needed")]
    SignIn(Door),
    /// Somebody else changed the thing meanwhile. Nothing was done; what was typed is kept.
    #[error("changed meanwhile")]
    Conflict,
    /// Too much in too short a time.
    #[error("too many, retry after {retry_after_seconds} s")]
    TooMany { retry_after_seconds: u32 },
    /// The database does not answer for now. Nothing was done; the source is for the log.
    #[error("the database does not answer: {0}")]
    Away(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// Our fault. The source is for the log, never for the page.
    #[error("internal: {0}")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// An internal error with a reason in words.
    pub fn internal(reason: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
        Error::Internal(reason.into())
    }

    /// The database does not answer, with a reason in words.
    pub fn away(reason: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
        Error::Away(reason.into())
    }

    /// Why, in the words that were written for the operator.
    pub fn reason(&self) -> String {
        match self {
            Error::Internal(reason) | Error::Away(reason) => reason.to_string(),
            other => other.to_string(),
        }
    }

    /// One field, one flaw.
    pub fn invalid(field: impl Into<String>, flaw: Flaw) -> Error {
        Error::Invalid(Problems(vec![Problem { field: field.into(), flaw }]))
    }
}

/// A field and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub field: String,
    pub flaw: Flaw,
}

/// Everything that is wrong with what was sent, in the order of the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// Takes the value, or notes the flaw and goes on to the next field.
    pub fn take<T>(&mut self, field: &str, parsed: Result<T, Flaw>) -> Option<T> {
        parsed.map_err(|flaw| self.add(field, flaw)).ok()
    }

    /// Notes one flaw.
    pub fn add(&mut self, field: &str, flaw: Flaw) {
        self.0.push(Problem { field: field.to_owned(), flaw });
    }

    /// The flaw noted for a field, if any.
    pub fn of(&self, field: &str) -> Option<Flaw> {
        self.0.iter().find(|problem| problem.field == field).map(|problem| problem.flaw)
    }

    /// Fails with everything noted, or goes on.
    pub fn check(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self)) }
    }
}

codes! {
    /// Where one signs in.
    pub enum Door {
        Account = "account",
        Staff = "staff",
    }
}

codes! {
    /// A rule that said no. Each is explained by `refused-<code>` in the message files.
    pub enum Refusal {
        /// The Call is not open for signing.
        CallNotOpen = "call-not-open",
        /// No version of the Call is published, so there is nothing to sign.
        NothingToSign = "nothing-to-sign",
        /// No mail address is given at which the ministry can be written to.
        NoContact = "no-contact",
        /// The thing is in a state from which this act is not possible.
        WrongState = "wrong-state",
        /// Only two signatories that are in the register with their names become one.
        NotMergeable = "not-mergeable",
        /// A state becomes one with a state only: each signs by its letter.
        StateNotMerged = "state-not-merged",
        /// Nothing of the signatory is shown already.
        HiddenAlready = "hidden-already",
        /// What never was public cannot be hidden.
        NotPublic = "not-public",
        /// A state is suspended, never hidden: its signing is an act of state.
        StateNotHidden = "state-not-hidden",
        /// The role is missing.
        NotPermitted = "not-permitted",
        /// The second person must be another than the first.
        SamePerson = "same-person",
        /// Whoever decided first may not decide any more.
        FirstGone = "first-gone",
        /// The second person has had the role for less than 24 hours.
        TooNew = "too-new",
        /// The link was used, has expired, or never was.
        LinkSpent = "link-spent",
        /// The link in the mail opens nothing any more, so nobody is sent it.
        MailOvertaken = "mail-overtaken",
        /// Somebody acts with the mailbox already for which the link was.
        LinkActs = "link-acts",
        /// What the link was about no longer stands.
        LinkOver = "link-over",
        /// The code, password or second factor does not fit.
        WrongCredentials = "wrong-credentials",
        /// The passkey is not known here, or lets nobody in.
        PasskeyWrong = "passkey-wrong",
        /// What came back from a browser is no answer to what it was asked, or came too late or twice.
        NotAnswered = "not-answered",
        /// The identity provider cannot be reached, or answers what cannot be relied on.
        ProviderSilent = "provider-silent",
        /// The identity provider lets the person in, and nobody here is connected with them, or none of their groups counts.
        ProviderUnknown = "provider-unknown",
        /// Somebody called it off at the identity provider.
        ProviderCancelled = "provider-cancelled",
        /// The identity provider did not ask anew who somebody is, or does not say so.
        ProviderStale = "provider-stale",
        /// The account at the identity provider is connected with another colleague's.
        ProviderTaken = "provider-taken",
        /// The account at the identity provider is another than the one with which the colleague's is connected.
        ProviderOther = "provider-other",
        /// None of the person's groups at the identity provider lets them use a role that their account has.
        ProviderGroups = "provider-groups",
        /// The identity provider alone lets this colleague in.
        ProviderOnly = "provider-only",
        /// Where the identity provider is to be the way in, an admin begins with a password.
        PasswordFirst = "password-first",
        /// Nothing else would let the colleague in.
        OnlyWayIn = "only-way-in",
        /// A fresh proof of identity is needed before this act.
        StepUp = "step-up",
        /// The form is of another account than the one that is open in this browser now.
        OtherAccount = "other-account",
        /// Nobody would be left who can manage colleagues.
        LastAdmin = "last-admin",
        /// Nobody would be left who acts for the organisation.
        LastPerson = "last-person",
        /// The people of a state do not take each other off.
        StateColleagues = "state-colleagues",
        /// What was entered on a state's letter is called off by letter.
        StateCalledOff = "state-called-off",
        /// Decisions name this reason.
        ReasonUsed = "reason-used",
        /// The texts of the version still have problems.
        TextsUnready = "texts-unready",
        /// The identity behind the Case has not been looked at.
        Masked = "masked",
        /// Another person has locked the case.
        Locked = "locked",
        /// The request came from another site.
        CrossSite = "cross-site",
        /// The service is read-only for now.
        ReadOnly = "read-only",
        /// Entry and tiles do not lead to the root that was signed, so nobody gets a proof.
        Unproven = "unproven",
        /// The register of a day is asked for that is none, or has not come.
        NoSuchDay = "no-such-day",
        /// The database may name whoever has hidden since, so nothing of the register is shown.
        Unsettled = "unsettled",
        /// So many Cases are not decided at once.
        TooMany = "too-many-at-once",
        /// What was sent is larger than is accepted.
        TooLarge = "too-large",
        /// What was announced did not come in time.
        TooSlow = "too-slow",
        /// The address that is asked for is longer than is read.
        AddressTooLong = "address-too-long",
        /// What comes before the body, cookies above all, is larger than is read.
        HeadTooLarge = "head-too-large",
        /// What was sent is no form, where a form is expected.
        NotAForm = "not-a-form",
        /// What was sent calls itself a form and cannot be read as one.
        Unreadable = "unreadable",
        /// The address is there, and takes another method.
        WrongMethod = "wrong-method",
    }
}

impl Refusal {
    /// Whether something has happened since the page was opened, so that opening it again tells what. Else a rule says no,
    /// whatever the page showed.
    pub const fn is_overtaken(self) -> bool {
        match self {
            Refusal::CallNotOpen
            | Refusal::WrongState
            | Refusal::HiddenAlready
            | Refusal::LinkSpent
            | Refusal::MailOvertaken
            | Refusal::LinkActs
            | Refusal::LinkOver
            | Refusal::NotAnswered
            | Refusal::OtherAccount
            | Refusal::Locked => true,
            Refusal::NothingToSign
            | Refusal::NoContact
            | Refusal::NotMergeable
            | Refusal::StateNotMerged
            | Refusal::NotPublic
            | Refusal::StateNotHidden
            | Refusal::NotPermitted
            | Refusal::SamePerson
            | Refusal::FirstGone
            | Refusal::TooNew
            | Refusal::WrongCredentials
            | Refusal::PasskeyWrong
            | Refusal::ProviderSilent
            | Refusal::ProviderUnknown
            | Refusal::ProviderCancelled
            | Refusal::ProviderStale
            | Refusal::ProviderTaken
            | Refusal::ProviderOther
            | Refusal::ProviderGroups
            | Refusal::ProviderOnly
            | Refusal::PasswordFirst
            | Refusal::OnlyWayIn
            | Refusal::StepUp
            | Refusal::LastAdmin
            | Refusal::LastPerson
            | Refusal::StateColleagues
            | Refusal::StateCalledOff
            | Refusal::ReasonUsed
            | Refusal::TextsUnready
            | Refusal::Masked
            | Refusal::CrossSite
            | Refusal::ReadOnly
            | Refusal::Unproven
            | Refusal::NoSuchDay
            | Refusal::Unsettled
            | Refusal::TooMany
            | Refusal::TooLarge
            | Refusal::TooSlow
            | Refusal::AddressTooLong
            | Refusal::HeadTooLarge
            | Refusal::NotAForm
            | Refusal::Unreadable
            | Refusal::WrongMethod => false,
        }
    }
}
