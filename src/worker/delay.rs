//! Tells applicants when the ministry takes longer than it promised.

use std::time::Duration;

use crate::app::App;
use crate::app::case::delay;

/// How often is looked. Promises are counted in days.
const LOOK: Duration = Duration::from_secs(600);

/// Looks for as long as the program runs.
pub async fn keep(app: App) {
    loop {
        match delay::tell(&app).await {
            Ok(0) => {}
            Ok(cases) => tracing::info!(cases, "applicants were told that it takes longer"),
            Err(error) => tracing::warn!(%error, "applicants could not be told that it takes longer"),
        }
        tokio::time::sleep(LOOK).await;
    }
}
