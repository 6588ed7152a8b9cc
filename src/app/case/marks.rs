//! What the queue knows of a new signature before anybody opens it: from what kind of mailbox it came, and whether a
//! check found something else that is worth a look. Noted once, when the Case opens.

use crate::app::App;
use crate::app::act::Act;
use crate::app::identity::Likeness;
use crate::app::sign::mailbox::own_domain;
use crate::domain::Result;
use crate::domain::case::MailboxKind;
use crate::domain::email::Email;
use crate::domain::ids::CaseId;
use crate::domain::mixed_script::mixed_words;
use crate::domain::text::Name;
use crate::store::case::Marks;
use crate::store::organisation::Organisation;
use crate::store::{self, Db};

/// Notes it for a Case, and whether the signature is held. The organisation is opened, the mailbox is the signer's.
///
/// # Errors
/// Internal.
pub fn note(act: &mut Act<'_>, case: CaseId, (of, email): (&Organisation, &Email), held: bool) -> Result<()> {
    // The mark is seen by all staff, so it tells nothing of who must not be named, of this one or of others.
    let flagged = of.sealed.is_none() && flagged(act.app, act.db, of, email)?;
    store::case::mark(act.db, case, Marks { mailbox: mailbox(of, email), flagged, held })
}

fn mailbox(of: &Organisation, email: &Email) -> MailboxKind {
    if own_domain(email, of.domain.as_deref()).is_some() {
        MailboxKind::Own
    } else if email.is_free_mail() || email.is_disposable() {
        MailboxKind::Free
    } else {
        MailboxKind::Other
    }
}

/// A disposable mailbox, a name that mixes scripts, or another organisation that looks the same and may be named.
fn flagged(app: &App, db: &mut Db, of: &Organisation, email: &Email) -> Result<bool> {
    let mixed = Name::parse(&of.name).is_ok_and(|name| !mixed_words(&name).is_empty());
    if mixed || email.is_disposable() {
        return Ok(true);
    }
    let likeness = Likeness::of(app, of);
    store::organisation::any_similar(db, of.id, &likeness.domains, &likeness.skeletons)
}
