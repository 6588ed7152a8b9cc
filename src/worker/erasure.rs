//! Erases what has run out: forms nobody went on with, links nobody can follow, signatures that nobody
//! confirmed or answered for.

use std::time::Duration;

use crate::app::App;
use crate::app::sign::erase;
use crate::domain::Result;

/// How often is looked. Lives are counted in days; a few minutes more matter to nobody.
const LOOK: Duration = Duration::from_secs(600);

/// Erases for as long as the program runs.
pub async fn keep(app: App) {
    loop {
        if !app.config.read_only
            && let Err(error) = erase_once(&app).await
        {
            tracing::warn!(%error, "what ran out could not be erased");
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// Erases everything that has run out by now.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn erase_once(app: &App) -> Result<()> {
    let signatures = erase::expire(app).await?;
    let (forms, links) = erase::sweep(app).await?;
    if signatures + forms + links > 0 {
        tracing::info!(signatures, forms, links, "erased what ran out");
    }
    Ok(())
}
