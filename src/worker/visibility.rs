//! Opens embargoes on their day, and settles once a week what is known of signatories that cannot be named.

use std::time::Duration;

use crate::app::{App, unnamed, visibility};
use crate::domain::Result;

/// How often is looked.
const LOOK: Duration = Duration::from_secs(30);

/// Looks for as long as the program runs.
pub async fn keep(app: App) {
    loop {
        if let Err(error) = look_once(&app).await {
            tracing::warn!(%error, "embargoes and the week's batch could not be looked after");
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// Does what is due by now.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn look_once(app: &App) -> Result<()> {
    let opened = visibility::open_embargoes(app).await?;
    if opened > 0 {
        tracing::info!(opened, "embargoes ended");
    }
    if let Some(entries) = unnamed::settle_week(app).await? {
        tracing::info!(entries, "the week's batch was appended");
    }
    Ok(())
}
