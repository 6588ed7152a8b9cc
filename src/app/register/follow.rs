//! Follows the database: for as long as the site runs, and at once for an act that takes something from the public.

use std::time::Duration;

use super::refresh;
use crate::app::{App, settings};
use crate::domain::{Error, Result, limits};

/// How often another node's changes are looked for.
const LOOK: Duration = Duration::from_secs(1);
/// How long an answer waits until what it took away is shown no more.
const CATCH_UP: Duration = Duration::from_secs(limits::CATCH_UP_SECONDS);

/// Keeps the register abreast of the database for as long as the site runs: at once after a write of
/// this process, within a second after one of another.
pub async fn keep(app: App) {
    let mut changes = app.store.changes();
    loop {
        if let Err(error) = follow(&app).await {
            tracing::warn!(%error, "the register could not be refreshed");
        }
        tokio::select! {
            changed = changes.changed() => if changed.is_err() { return },
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}

/// The settings and the register as they are in the database now.
async fn follow(app: &App) -> Result<bool> {
    settings::load(app).await?;
    refresh(app).await
}

/// Waits until this process shows the register with all that was written before, as long as anybody is let wait. It goes on
/// loading after that.
pub(in crate::app) async fn catch_up(app: &App) {
    // Nothing is shown before the first one is loaded.
    if app.register.snapshot().content_revision == 0 {
        return;
    }
    let own = app.clone();
    let loading = tokio::spawn(async move { follow(&own).await });
    let caught = match tokio::time::timeout(CATCH_UP, loading).await {
        Ok(loaded) => loaded.map_err(Error::internal).flatten().map(drop),
        Err(late) => Err(Error::internal(late)),
    };
    if let Err(error) = caught {
        tracing::warn!(%error, "what was taken from the public is still shown here, until the register is loaded");
    }
}
