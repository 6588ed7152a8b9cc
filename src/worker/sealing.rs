//! Seals new entries into the tree and publishes a checkpoint, at most a minute after the act; then the
//! receipts of what was published go out.

use std::time::Duration;

use super::witnessing;
use crate::app::App;
use crate::app::log::{posting, seal};

/// How often is looked. Acts that come close together share a checkpoint.
const LOOK: Duration = Duration::from_secs(20);

/// Seals for as long as the program runs.
pub async fn keep(app: App) {
    let mut said = String::new();
    if let Err(error) = witnessing::remember(&app).await {
        tracing::warn!(%error, "the witnesses could not be asked what was signed last");
    }
    loop {
        match seal::seal(&app).await {
            Ok(Some(size)) => tracing::info!(size, "a checkpoint was published"),
            Ok(None) => said.clear(),
            Err(error) => {
                // A log that must not be signed stays so until somebody comes: once is enough.
                let now = error.to_string();
                if now != said {
                    tracing::error!(%error, "the log could not be sealed");
                }
                said = now;
            }
        }
        if let Err(error) = posting::post(&app).await {
            tracing::warn!(%error, "receipts could not be put into the outbox");
        }
        tokio::time::sleep(LOOK).await;
    }
}
