//! Looking at a domain. The world outside is asked between two transactions, never within one: the first claims, the
//! second notes what was found.

use chrono::Duration;
use tokio::sync::Semaphore;

use super::note;
use crate::app::App;
use crate::domain::challenge::{Finding, Findings};
use crate::domain::host::RegistrableDomain;
use crate::domain::{Error, Moment, Result, limits};
use crate::outward;
use crate::store::challenge::Challenge;
use crate::store::{self, Db};

/// Looks of one process at the same time. Each waits most of its time, and holds a thread.
const AT_ONCE: usize = 4;
static LOOKS: Semaphore = Semaphore::const_new(AT_ONCE);
/// Domains that one run of the job looks at.
const BATCH: i64 = 16;

/// Takes a challenge for one look, unless somebody has it.
pub(super) fn claim(db: &mut Db, seen: &Challenge, now: Moment) -> Result<bool> {
    store::challenge::claim(db, seen, now + Duration::minutes(limits::DOMAIN_CLAIM_MINUTES))
}

/// Looks for a token that was claimed, and notes what came of it.
pub(super) async fn look(app: &App, seen: Challenge) -> Result<()> {
    let findings = findings(app, seen.domain.clone(), seen.token.clone()).await?;
    note::note(app, seen.id, findings).await
}

/// What is at a domain, in search of a token. Waits for its turn.
pub(in crate::app) async fn findings(app: &App, domain: String, token: String) -> Result<Findings> {
    let turn = LOOKS.acquire().await.map_err(Error::internal)?;
    let own = app.clone();
    let Ok(domain) = RegistrableDomain::parse(&domain) else {
        // The Public Suffix List has changed: it is nobody's own domain any more.
        return Ok(Findings { dns: Finding::Silent, file: Some(Finding::Silent) });
    };
    let look = move || {
        let servers = outward::dns::servers(&own.config.dns_servers);
        outward::look(&servers, &*own.chance, &domain, &token)
    };
    let found = tokio::task::spawn_blocking(look).await.map_err(Error::internal);
    drop(turn);
    found
}

/// Looks at the domains that are due. Says at how many.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn look_at_due(app: &App) -> Result<usize> {
    let now = app.clock.now();
    let due = app.store.read(move |db| store::challenge::due(db, now, BATCH)).await?;
    look_at_each(app, due, claim, |own, seen| async move { look(&own, seen).await }).await
}

/// Looks at all of these that nobody else has, at the same time. Says at how many.
pub(in crate::app) async fn look_at_each<T, Looking>(
    app: &App,
    due: Vec<T>,
    claim: fn(&mut Db, &T, Moment) -> Result<bool>,
    look: fn(App, T) -> Looking,
) -> Result<usize>
where
    T: Clone + Send + 'static,
    Looking: Future<Output = Result<()>> + Send + 'static,
{
    let now = app.clock.now();
    let mut looks = tokio::task::JoinSet::new();
    for seen in due {
        let taken = seen.clone();
        if app.store.write(move |db| claim(db, &taken, now)).await? {
            looks.spawn(look(app.clone(), seen));
        }
    }
    let mut looked = 0;
    while let Some(done) = looks.join_next().await {
        done.map_err(Error::internal)??;
        looked += 1;
    }
    Ok(looked)
}
