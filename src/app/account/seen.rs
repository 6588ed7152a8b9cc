//! What somebody had before their eyes who sends a form: the page carries a mark of it, and the form brings it back. Where it
//! is no longer so, nothing happens, and the page is shown as it is now. A form that does not say what it showed is taken as it
//! is, but for three: a change and a commitment are called back, and more of an organisation is shown, only by who says what
//! was there.

use super::Account;
use super::amendment::present;
use super::commitment::asked_about;
use crate::app::App;
use crate::app::again::mark;
use crate::app::case::question;
use crate::domain::case::CaseKind;
use crate::domain::{Error, Result};
use crate::store::Db;
use crate::store::amendment::Amendment;
use crate::store::commitment::Commitment;
use crate::store::endorsement::Endorsement;
use crate::store::revision::Revision;

/// Refuses what was sent from a page that showed something else; not what does not say what it showed.
///
/// # Errors
/// `Conflict`.
pub(in crate::app) fn check(seen: &str, now: &str) -> Result<()> {
    if seen.is_empty() || seen == now { Ok(()) } else { Err(Error::Conflict) }
}

/// How the organisation appears.
///
/// # Errors
/// Internal.
pub fn appearance(app: &App, account: &Account) -> Result<String> {
    let now = &account.endorsement;
    mark(app, &("appearance", account.organisation.id, now.visibility, now.embargo_until))
}

/// The signature that would be withdrawn, whose it is and how it stands. Withdrawn and brought back, it is another.
///
/// # Errors
/// Internal.
pub fn signature(app: &App, account: &Account) -> Result<String> {
    let (of, signed) = (&account.organisation, &account.endorsement);
    mark(app, &("signature", of.id, of.category, signed.revision))
}

/// On whose page a representative agrees to be named: of two that became one, it is another.
///
/// # Errors
/// Internal.
pub fn naming(app: &App, account: &Account) -> Result<String> {
    mark(app, &("naming", account.organisation.id))
}

/// The signature that a mailed link would hide: of two that became one, or two again, it is another.
///
/// # Errors
/// Internal.
pub fn hiding(app: &App, signed: &Endorsement) -> Result<String> {
    mark(app, &("hiding", signed.id))
}

/// A commitment that would be given up, and who can read of it.
///
/// # Errors
/// Internal.
pub fn giving_up(app: &App, account: &Account, kept: &Commitment) -> Result<String> {
    let signed = &account.endorsement;
    let shown = (signed.state, signed.visibility, signed.embargo_until);
    mark(app, &("giving up", account.organisation.id, kept.id, kept.terms(), shown))
}

/// The register's values, and the change that waits.
///
/// # Errors
/// Internal.
pub fn entry(app: &App, account: &Account, open: Option<&Amendment>) -> Result<String> {
    mark(app, &(present(account), open.map(|open| (open.id, open.revision))))
}

/// A change that waits, which is called back.
///
/// # Errors
/// Internal.
pub fn change(app: &App, open: &Amendment) -> Result<String> {
    mark(app, &("change", open.id, &open.after.0))
}

/// What a published commitment says, and the change of it that waits.
///
/// # Errors
/// Internal.
pub fn published_promise(app: &App, kept: &Commitment, open: Option<&Revision>) -> Result<String> {
    let open = open.map(|open| (open.id, open.revision));
    mark(app, &("published promise", kept.id, kept.version, kept.terms(), open))
}

/// A change of a commitment that waits, which is called back.
///
/// # Errors
/// Internal.
pub fn sent_revision(app: &App, open: &Revision) -> Result<String> {
    mark(app, &("revision", open.id, &open.after.0))
}

/// What the ministry asks about a change of a commitment, the change, and what it would change.
///
/// # Errors
/// Internal.
pub fn question_of_revision(app: &App, db: &mut Db, open: &Revision) -> Result<String> {
    let asked = question::id_of_waiting(db, (CaseKind::Amendment, open.id.0))?;
    mark(app, &(asked, open.id, &open.after.0, &open.before.0))
}

/// What the ministry asks about the signature, and what was sent with it.
///
/// # Errors
/// Internal.
pub fn question(app: &App, db: &mut Db, account: &Account) -> Result<String> {
    let asked = question::id_of_waiting(db, (CaseKind::Endorsement, account.endorsement.id.0))?;
    mark(app, &(asked, present(account)))
}

/// What the ministry asks about a change, the change, and what it would change.
///
/// # Errors
/// Internal.
pub fn question_of_change(app: &App, db: &mut Db, (account, open): (&Account, &Amendment)) -> Result<String> {
    let asked = question::id_of_waiting(db, (CaseKind::Amendment, open.id.0))?;
    mark(app, &(asked, open.id, &open.after.0, present(account)))
}

/// A commitment that waits for a decision, which is called back.
///
/// # Errors
/// Internal.
pub fn sent_promise(app: &App, kept: &Commitment) -> Result<String> {
    mark(app, &("sent promise", kept.id, kept.terms()))
}

/// What a commitment says, and what the ministry asks about it, or about the signature that it is part of.
///
/// # Errors
/// Internal.
pub fn promise(app: &App, db: &mut Db, (account, kept): (&Account, &Commitment)) -> Result<String> {
    let asked = question::id_of_waiting(db, asked_about(account, kept))?;
    mark(app, &(asked, kept.terms()))
}
