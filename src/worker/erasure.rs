//! Erases what has run out: forms nobody went on with, links nobody can follow, signatures that nobody
//! confirmed or answered for, that another one ended, or that were declined long ago, and from where signatures
//! were sent. What was held for nothing but how many came is let through before.

use std::time::Duration;

use crate::app::case::let_go;
use crate::app::{App, arrival, erasure, mail_caps};
use crate::domain::Result;

/// How often is looked. Lives are counted in days; a few minutes more matter to nobody.
const LOOK: Duration = Duration::from_secs(600);

/// Erases for as long as the program runs.
pub async fn keep(app: App) {
    loop {
        if let Err(error) = erase_once(&app).await {
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
    let let_go = let_go::let_go(app).await?;
    if let_go > 0 {
        tracing::info!(let_go, "let through what was held for how many came");
    }
    let signatures = erasure::expire(app).await? + erasure::forget_ended(app).await?;
    let declined = erasure::forget_declined(app).await?;
    let (forms, links) = erasure::sweep(app).await?;
    let arrivals = arrival::forget_old(app).await? + mail_caps::forget_old(app).await?;
    if signatures + declined + forms + links + arrivals > 0 {
        tracing::info!(signatures, declined, forms, links, arrivals, "erased what ran out");
    }
    Ok(())
}
