//! What the queue knows of a Case before anybody opens it: from what kind of mailbox a signature came, and whether a check
//! found something that is worth a look. Both are noted when the Case opens. What looks like another organisation is found by a
//! job, as the Case's page finds it, within seconds of any change. Once the look-alikes hide, merge, are erased or are called
//! otherwise, a mark is taken down: one that stays would tell those who may not know it that one hides.

use super::matter::Matter;
use super::twins::Sight;
use super::{publish, twins};
use crate::app::App;
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

/// Cases that one run of the job takes: a flood is compared within the hour, and the program rests after each run.
const BATCH: i64 = 60;

/// Notes it for a Case, and whether the signature is held. The organisation is opened, the mailbox is the signer's.
///
/// # Errors
/// Internal.
pub fn note(db: &mut Db, case: CaseId, (of, email): (&Organisation, &Email), held: bool) -> Result<()> {
    // The mark is seen by all staff, so it tells nothing of who must not be named.
    let flagged = of.sealed.is_none() && flagged(of, email);
    store::case::mark(db, case, Marks { mailbox: mailbox(of, email), flagged, held })
}

fn mailbox(of: &Organisation, email: &Email) -> MailboxKind {
    if own_domain(email, of.domain.as_deref()).is_some() {
        MailboxKind::Own
    } else if email.is_disposable() {
        MailboxKind::Disposable
    } else if email.is_free_mail() {
        MailboxKind::Free
    } else {
        MailboxKind::Other
    }
}

/// A disposable mailbox, or a name that mixes scripts.
fn flagged(of: &Organisation, email: &Email) -> bool {
    email.is_disposable() || mixes_scripts(of)
}

fn mixes_scripts(of: &Organisation) -> bool {
    Name::parse(&of.name).is_ok_and(|name| !mixed_words(&name).is_empty())
}

/// Marks the Cases whose page tells of another organisation that may be the same and may be named, and takes the marks of others
/// down. Whoever is like one that came now is compared anew. Says how many were compared.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn compare(app: &App) -> Result<usize> {
    let looked = look(app).await?;
    let count = looked.len();
    keep(app, looked).await?;
    Ok(count)
}

/// What a comparison found, and of what it was made.
pub struct Look {
    case: Case,
    revision: i64,
    alike: Vec<OrganisationId>,
    /// Whether a check finds something in what was sent itself.
    flagged: bool,
}

/// Compares what waits for it. A look costs milliseconds where many share a word; no writer waits for it.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn look(app: &App) -> Result<Vec<Look>> {
    let own = app.clone();
    app.store
        .read(move |db| {
            let waiting = store::case::to_compare(db, BATCH)?;
            waiting.into_iter().map(|case| look_at(&own, db, case)).collect()
        })
        .await
}

fn look_at(app: &App, db: &mut Db, case: Case) -> Result<Look> {
    let revision = store::organisation::find(db, case.organisation_id)?.revision;
    // What is closed gets no mark any more; one that it has must still be true.
    if case.state == CaseState::Closed && !case.flagged {
        return Ok(Look { revision, alike: Vec::new(), flagged: false, case });
    }
    let matter = Matter::load(app, db, case.number)?;
    let flagged = still_flagged(&case, &matter.organisation);
    Ok(Look { revision, alike: alike(app, db, &matter)?, flagged, case })
}

/// As [`flagged`] when the Case opened, of what was sent as it is now.
fn still_flagged(case: &Case, of: &Organisation) -> bool {
    let disposable = case.mailbox == Some(MailboxKind::Disposable);
    of.sealed.is_none() && case.mailbox.is_some() && (disposable || mixes_scripts(of))
}

fn alike(app: &App, db: &mut Db, matter: &Matter) -> Result<Vec<OrganisationId>> {
    if matter.organisation.sealed.is_some() {
        return Ok(Vec::new());
    }
    let proposed = publish::proposed(matter)?;
    let twins = twins::find(app, db, (&proposed, &matter.assurances), Sight::Nothing)?;
    Ok(twins.told.into_iter().map(|twin| twin.organisation.id).collect())
}

/// Keeps what was found. Of an organisation that changed meanwhile, as by hiding, nothing is: it waits still, unless it is
/// erased.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn keep(app: &App, looked: Vec<Look>) -> Result<()> {
    if looked.is_empty() {
        return Ok(());
    }
    app.store.write(move |db| looked.iter().try_for_each(|found| keep_one(db, found))).await
}

fn keep_one(db: &mut Db, found: &Look) -> Result<()> {
    store::case::hold(db, found.case.id)?;
    let of = store::organisation::find(db, found.case.organisation_id)?;
    if of.revision != found.revision || of.erased_at.is_some() {
        return Ok(());
    }
    store::case::compared(db, &found.case, found.flagged || !found.alike.is_empty())?;
    store::case::compare_unmarked(db, &found.alike)
}
