//! What can be wrong with a value that somebody typed.
//!
//! A newtype's `parse` returns a flaw; the form, the API and the importer each say it in their own
//! words from `flaw-<code>` in the message files.

use super::limits;
use crate::codes;

codes! {
    /// One reason why a typed value is not acceptable.
    pub enum Flaw {
        /// Nothing was entered or chosen where something is needed.
        Missing = "missing",
        /// The choice is not one of those offered.
        UnknownChoice = "unknown-choice",
        /// What is left of somebody's roles while others wait is none.
        NoRoleStays = "no-role-stays",
        /// The catalogue does not have the reason any more.
        ReasonGone = "reason-gone",
        /// Words that do not go with the button that was pressed.
        NotSent = "not-sent",
        NameTooLong = "name-too-long",
        NameNoLetters = "name-no-letters",
        TextTooLong = "text-too-long",
        ForbiddenCharacter = "forbidden-character",
        /// An address of which mail programs make a link.
        LeadsAway = "leads-away",
        EmailMalformed = "email-malformed",
        EmailTooLong = "email-too-long",
        /// Another account has this address.
        EmailTaken = "email-taken",
        /// Whoever has this mailbox acts for the organisation already.
        ActsAlready = "acts-already",
        WebsiteMalformed = "website-malformed",
        WebsiteTooLong = "website-too-long",
        CountryUnknown = "country-unknown",
        CountryMissing = "country-missing",
        DayMalformed = "day-malformed",
        /// The year is not one in which anything can be promised.
        YearOutOfRange = "year-out-of-range",
        DueBeforeStart = "due-before-start",
        DueInPast = "due-in-past",
        DayInFuture = "day-in-future",
        /// An embargo ends on a day after today, within a year.
        EmbargoOutOfRange = "embargo-out-of-range",
        NumberMalformed = "number-malformed",
        /// `1.000` is a thousand to some and one to others.
        NumberAmbiguous = "number-ambiguous",
        /// More digits than can be kept.
        NumberTooLarge = "number-too-large",
        /// More or less than an allowance can be set to.
        AllowanceOutOfRange = "allowance-out-of-range",
        /// A sum of money that is promised is more than nothing.
        AmountZero = "amount-zero",
        FingerprintMalformed = "fingerprint-malformed",
        /// The letter has served something else.
        LetterCounted = "letter-counted",
        /// A year or a day is needed.
        DateMalformed = "date-malformed",
        UntilBeforeFrom = "until-before-from",
        /// Not the code of a language (BCP 47).
        LanguageUnknown = "language-unknown",
        LeiMalformed = "lei-malformed",
        RorMalformed = "ror-malformed",
        WikidataMalformed = "wikidata-malformed",
        /// No signatory that is in the register has this number or address.
        NotInRegister = "not-in-register",
        /// The signatory went into another one.
        MergedAway = "merged-away",
        /// Something about the signatory that would go waits for a decision.
        DecidedFirst = "decided-first",
        /// The digits that check the others do not fit.
        CheckDigits = "check-digits",
        /// It cannot be done without writing to somebody.
        NeedsMail = "needs-mail",
        /// It would tell of one that must not be named.
        TellsOfUnnamed = "tells-of-unnamed",
        /// Those who act may still object.
        StillWaiting = "still-waiting",
        /// What was sent is what is there already.
        Unchanged = "unchanged",
        PasswordTooShort = "password-too-short",
        PasswordTooLong = "password-too-long",
        PasswordTooCommon = "password-too-common",
        /// It is made of its owner's own name or mail address.
        PasswordOwnName = "password-own-name",
        /// The two times that a password was typed differ.
        PasswordsDiffer = "passwords-differ",
        /// It is not the one that lets its owner in.
        PasswordWrong = "password-wrong",
        /// Not the code that the app shows now, or one that was used.
        CodeWrong = "code-wrong",
        /// There are as many as there may be.
        TooMany = "too-many",
        /// Another thing has this code.
        CodeTaken = "code-taken",
        /// A code of letters, digits and underscores is needed.
        CodeMalformed = "code-malformed",
        /// Neither an IP address nor a block of them.
        NetworkMalformed = "network-malformed",
        /// The address before the slash is not the first of its block.
        NetworkBeyondPrefix = "network-beyond-prefix",
        /// Nearly everybody is in it.
        NetworkTooWide = "network-too-wide",
        /// Nearly everything matches it.
        PatternTooWide = "pattern-too-wide",
        DomainMalformed = "domain-malformed",
        /// A pattern where one mailbox is asked for.
        MailboxIsPattern = "mailbox-is-pattern",
        /// An ending under which anybody registers domains, and so nobody's own.
        DomainIsEnding = "domain-is-ending",
        /// A rule like it holds already.
        RuleHolds = "rule-holds",
        /// A condition that says nothing means everybody.
        ConditionEmpty = "condition-empty",
        /// A time ends before it begins.
        WindowReversed = "window-reversed",
        /// Nearly everybody came in it, and nothing else is said.
        WindowTooWide = "window-too-wide",
        TimeMalformed = "time-malformed",
        /// Others have changed what the form shows since it was opened.
        ChangedMeanwhile = "changed-meanwhile",
        /// A brace that belongs to no placeholder, or to one that is not filled here.
        PlaceholderUnknown = "placeholder-unknown",
        /// A brace where nothing is filled.
        PlaceholderNone = "placeholder-none",
        /// So many are not written to at once.
        TooManyMails = "too-many-mails",
        /// This address has had its share of such mails today.
        MailsToday = "mails-today",
    }
}

impl Flaw {
    /// The limit that was passed in this field of a form, where the flaw or the field tells it.
    pub fn limit_in(self, field: &str) -> Option<usize> {
        match (self, field) {
            (Flaw::TextTooLong, "person" | "job_title" | "title" | "unit") => Some(limits::TITLE),
            (Flaw::TextTooLong, "description") => Some(limits::DESCRIPTION),
            (Flaw::TextTooLong, "statement") => Some(limits::STATEMENT),
            (Flaw::TextTooLong, "action") => Some(limits::ACTION),
            (Flaw::TextTooLong, "recipients") => Some(limits::RECIPIENTS),
            (Flaw::TooMany, "evidence") => Some(limits::EVIDENCE),
            (Flaw::AllowanceOutOfRange, field) => {
                let seconds = field.ends_with("_seconds");
                let most = if seconds { limits::ALLOWED_SECONDS } else { limits::ALLOWED_MOST };
                usize::try_from(most).ok()
            }
            _ => self.limit(),
        }
    }

    /// The limit that was passed, for messages that name it.
    pub const fn limit(self) -> Option<usize> {
        match self {
            Flaw::NameTooLong => Some(limits::NAME),
            Flaw::EmailTooLong => Some(limits::EMAIL),
            Flaw::WebsiteTooLong => Some(limits::WEBSITE),
            Flaw::PasswordTooShort => Some(limits::PASSWORD_SHORTEST),
            Flaw::PasswordTooLong => Some(limits::PASSWORD),
            _ => None,
        }
    }
}
