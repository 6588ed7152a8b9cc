//! Addresses that stand in mails and on pages. `web/routes/` holds the patterns behind them.

use crate::domain::ids::{BulkDecisionId, InvalidationId, StaffId};
use crate::domain::link::Purpose;
use crate::domain::locale::Locale;

/// A path of the site, without the language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    Home,
    Call,
    Signatory(String),
    Commitment(String),
    /// Where a mailed link leads, by what it is for and its token.
    Link(Purpose, String),
    Account,
    /// Where an organisation shows that it controls its domain.
    AccountDomain,
    /// Where it is seen who acts for an organisation.
    AccountPeople,
    /// Where a link into the account is asked for.
    AccountSignIn,
    /// Where a browser checks a receipt.
    CheckReceipt,
    StaffCase(i64),
    /// The official letters about the organisation of a Case.
    StaffLetter(i64),
    /// A mail to many signatories.
    StaffCircular(i64),
    /// What changed in the Call from one version to another.
    Compare(i64, i64),
    /// Where an invalidation is allowed, broken off or undone.
    StaffInvalidation(InvalidationId),
    /// Where a decision on many Cases is allowed.
    StaffBulkDecision(BulkDecisionId),
    /// Where the Call's versions are prepared.
    StaffCall,
    /// Where the log and its key are looked after.
    StaffLog,
    /// A colleague's account, as admins see it.
    StaffPerson(StaffId),
    /// Where a colleague sees their sessions and ways in.
    StaffSessions,
    /// The queue's signatures that are held.
    StaffHeld,
    /// Where limits and rules are set, and what piles up is shown.
    StaffLimits,
    /// Where mail on its way is looked after.
    StaffMail,
}

impl Address {
    /// The path, beginning with `/`.
    pub fn path(&self) -> String {
        match self {
            Address::Home => "/".to_owned(),
            Address::Call => "/call".to_owned(),
            // A slug may hold letters of any script; an address that programs follow may not.
            Address::Signatory(slug) => {
                let slug: String = url::form_urlencoded::byte_serialize(slug.as_bytes()).collect();
                format!("/signatories/{slug}")
            }
            Address::Commitment(id) => format!("/commitments/{id}"),
            Address::Link(purpose, token) => format!("{}/{token}", door(*purpose)),
            Address::Account => "/account".to_owned(),
            Address::AccountDomain => "/account/domain".to_owned(),
            Address::AccountPeople => "/account/people".to_owned(),
            Address::AccountSignIn => "/account/sign-in".to_owned(),
            Address::CheckReceipt => "/verify/receipt".to_owned(),
            Address::StaffPerson(id) => format!("/staff/people/{id}"),
            Address::StaffCall => "/staff/call".to_owned(),
            Address::StaffLimits => "/staff/limits".to_owned(),
            Address::StaffHeld => "/staff/cases?checks=held".to_owned(),
            Address::StaffMail => "/staff/mail".to_owned(),
            Address::StaffLog => "/staff/log".to_owned(),
            Address::StaffSessions => "/staff/sessions".to_owned(),
            Address::StaffCircular(id) => format!("/staff/circulars/{id}"),
            Address::Compare(older, newer) => format!("/call/compare/{older}/{newer}"),
            Address::StaffInvalidation(id) => format!("/staff/invalidations/{id}"),
            Address::StaffBulkDecision(id) => format!("/staff/decisions/{id}"),
            Address::StaffCase(number) => format!("/staff/cases/{number}"),
            Address::StaffLetter(number) => format!("/staff/cases/{number}/letter"),
        }
    }

    /// The whole address in a language, under the site's base address.
    pub fn url(&self, base: &str, locale: Locale) -> String {
        let path = self.path();
        let path = if path == "/" && !locale.prefix().is_empty() { "" } else { &path };
        format!("{}{}{}", base.trim_end_matches('/'), locale.prefix(), path)
    }
}

/// Where the links of a purpose lead: the path before the token.
const fn door(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Confirm => "/confirm",
        Purpose::Account => "/account/enter",
        Purpose::Draft => "/sign/continue",
        Purpose::StaffSetup => "/staff/setup",
        Purpose::Cancel => "/cancel",
        Purpose::Reverse => "/reverse",
        Purpose::Hide => "/hide",
        Purpose::Invitation => "/account/join",
        Purpose::Recovery => "/account/recovery",
        Purpose::Unsubscribe => "/unsubscribe",
        Purpose::Mailbox => "/account/mailbox",
    }
}
