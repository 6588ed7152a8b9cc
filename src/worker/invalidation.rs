//! Works on invalidation jobs that colleagues began.

use std::time::Duration;

use crate::app::App;
use crate::app::invalidation::work;

/// How often is looked.
const LOOK: Duration = Duration::from_secs(1);

/// Works for as long as the program runs.
pub async fn keep(app: App) {
    loop {
        match work::round(&app).await {
            Ok(0) => {}
            Ok(batches) => tracing::info!(batches, "submissions were invalidated, or given back"),
            Err(error) => tracing::warn!(%error, "an invalidation could not go on"),
        }
        tokio::time::sleep(LOOK).await;
    }
}
