//! What the queue knows of a Case before anybody opens it: from what kind of mailbox a signature came, and whether a check
//! found something else that is worth a look. The first is noted once, when the Case opens. What looks like another
//! organisation is found by a job, as the Case's page finds it, within seconds of any change; a mark stays.

use super::matter::Matter;
use super::{publish, twins};
use crate::app::App;
use crate::app::act::Act;
use crate::app::identity::Likeness;
use crate::app::sign::mailbox::own_domain;
use crate::domain::Result;
use crate::domain::case::{CaseState, MailboxKind};
use crate::domain::email::Email;
use crate::domain::ids::{CaseId, OrganisationId};
use crate::domain::mixed_script::mixed_words;
use crate::domain::text::Name;
use crate::store::case::{Case, Marks};
use crate::store::organisation::Organisation;
use crate::store::{self, Db};

/// Cases that one run of the job takes.
const BATCH: i64 = 20;

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

/// Marks the Cases whose page tells of another organisation that may be the same and may be named. Whoever is like one
/// that came now is compared anew. Says how many were compared.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn compare(app: &App) -> Result<usize> {
    let own = app.clone();
    // A look costs milliseconds where many share a word; no writer waits for it.
    let looked = app
        .store
        .read(move |db| {
            let waiting = store::case::to_compare(db, BATCH)?;
            waiting.iter().map(|case| Ok((case.id, alike(&own, db, case)?))).collect::<Result<Vec<_>>>()
        })
        .await?;
    let count = looked.len();
    if count > 0 {
        app.store.write(move |db| looked.into_iter().try_for_each(|found| keep(db, found))).await?;
    }
    Ok(count)
}

fn alike(app: &App, db: &mut Db, case: &Case) -> Result<Vec<OrganisationId>> {
    if case.state == CaseState::Closed {
        return Ok(Vec::new());
    }
    let matter = Matter::load(app, db, case.number)?;
    if matter.organisation.sealed.is_some() {
        return Ok(Vec::new());
    }
    let proposed = publish::proposed(&matter)?;
    let twins = twins::find(app, db, (&proposed, &matter.assurances), false)?;
    Ok(twins.into_iter().filter_map(|twin| twin.organisation).map(|other| other.id).collect())
}

fn keep(db: &mut Db, (case, alike): (CaseId, Vec<OrganisationId>)) -> Result<()> {
    store::case::compared(db, case, !alike.is_empty())?;
    alike.into_iter().try_for_each(|other| store::case::compare_anew(db, other))
}
