//! Looking at a domain. The world outside is asked between two transactions, never within one: the first claims, the
//! second notes what was found.

use chrono::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};

use super::{held, known_by, note};
use crate::app::App;
use crate::domain::assurance::Method;
use crate::domain::challenge::{Finding, Findings};
use crate::domain::host::RegistrableDomain;
use crate::domain::{Error, Moment, Result, limits};
use crate::outward;
use crate::store::challenge::Challenge;
use crate::store::{self, Db};

/// Looks of one process at the same time, of the job and as many of people who ask: a domain that answers slowly keeps neither
/// from the other. Each waits most of its time, and holds a thread.
const AT_ONCE: usize = 4;
static BY_ITSELF: Semaphore = Semaphore::const_new(AT_ONCE);
static ASKED_FOR: Semaphore = Semaphore::const_new(AT_ONCE);
/// How long somebody who asks waits for a turn. Whoever gets none is looked at by the job.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(3);
/// Domains that one run of the job looks at.
const BATCH: i64 = 16;

/// A turn to look, until it is dropped.
pub type Turn = SemaphorePermit<'static>;

/// A turn for somebody who asks for a look now.
///
/// # Errors
/// `Conflict`, when none is free for some seconds.
pub async fn turn() -> Result<Turn> {
    let turn = tokio::time::timeout(PATIENCE, ASKED_FOR.acquire()).await;
    turn.map_err(|_| Error::Conflict)?.map_err(Error::internal)
}

/// Takes a challenge for one look, unless somebody has it. Gives it as it is had.
pub(super) fn claim(db: &mut Db, seen: Challenge, now: Moment) -> Result<Option<Challenge>> {
    let until = now + Duration::minutes(limits::DOMAIN_CLAIM_MINUTES);
    let taken = store::challenge::claim(db, &seen, (now, until))?;
    Ok(taken.then_some(Challenge { claimed_until: Some(until), ..seen }))
}

/// Looks for a token that was claimed, and notes what came of it.
pub(super) async fn look(app: &App, claimed: Challenge, turn: Turn) -> Result<()> {
    let of = claimed.organisation_id;
    let held = app.store.read(move |db| held(db, of)).await?;
    let sought = Sought {
        domain: claimed.domain.clone(),
        token: claimed.token.clone(),
        file_too: known_by(&held) == Some(Method::WellKnownFile),
    };
    let findings = findings(app, sought, turn).await?;
    note::note(app, claimed, findings).await
}

/// A token, and the domain at which it is looked for.
pub(in crate::app) struct Sought {
    pub domain: String,
    pub token: String,
    /// Whether the file is looked for also where the record is found: whoever has it in both places stays known by the one that
    /// it is known by.
    pub file_too: bool,
}

/// What is at a domain, in search of a token.
pub(in crate::app) async fn findings(app: &App, sought: Sought, turn: Turn) -> Result<Findings> {
    let own = app.clone();
    let Ok(domain) = RegistrableDomain::parse(&sought.domain) else {
        // The Public Suffix List has changed: it is nobody's own domain any more.
        return Ok(Findings { dns: Finding::Silent, file: Some(Finding::Silent) });
    };
    let look = move || {
        let servers = outward::dns::servers(&own.config.dns_servers);
        let found = outward::look(&servers, &*own.chance, (&domain, &sought.token), sought.file_too);
        // Here, and not with whoever asked: who has gone away meanwhile frees no thread.
        drop(turn);
        found
    };
    tokio::task::spawn_blocking(look).await.map_err(Error::internal)
}

/// Looks at the domains that are due. Says at how many.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn look_at_due(app: &App) -> Result<usize> {
    let now = app.clock.now();
    let due = app.store.read(move |db| store::challenge::due(db, now, BATCH)).await?;
    look_at_each(app, due, claim, |own, claimed, turn| async move { look(&own, claimed, turn).await }).await
}

/// Looks at all of these that nobody else has, at the same time. Says at how many.
pub(in crate::app) async fn look_at_each<T, Looking>(
    app: &App,
    due: Vec<T>,
    claim: fn(&mut Db, T, Moment) -> Result<Option<T>>,
    look: fn(App, T, Turn) -> Looking,
) -> Result<usize>
where
    T: Send + 'static,
    Looking: Future<Output = Result<()>> + Send + 'static,
{
    let now = app.clock.now();
    let mut looks = tokio::task::JoinSet::new();
    for seen in due {
        if let Some(claimed) = app.store.write(move |db| claim(db, seen, now)).await? {
            let own = app.clone();
            looks.spawn(async move {
                let turn = BY_ITSELF.acquire().await.map_err(Error::internal)?;
                look(own, claimed, turn).await
            });
        }
    }
    let mut looked = 0;
    while let Some(done) = looks.join_next().await {
        done.map_err(Error::internal)??;
        looked += 1;
    }
    Ok(looked)
}
