//! Seals new entries into the tree and publishes a checkpoint, at most a minute after the act; then the
//! receipts of what was published go out.

use std::time::Duration;

use super::witnessing;
use crate::app::App;
use crate::app::log::{posting, seal};

/// How far checkpoints are apart at least: acts that come close together share one. What another node numbered is
/// found as often.
const APART: Duration = Duration::from_secs(20);
/// How long after something was written here is looked: until then it has its number.
const SETTLED: Duration = Duration::from_secs(1);

/// Seals for as long as the program runs.
pub async fn keep(app: App) {
    let mut changes = app.store.changes();
    let mut said = String::new();
    if let Err(error) = witnessing::remember(&app).await {
        tracing::warn!(%error, "the witnesses could not be asked what was signed last");
    }
    loop {
        let sealed = seal::seal(&app).await;
        match &sealed {
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
        if !matches!(sealed, Ok(None)) {
            tokio::time::sleep(APART).await;
            continue;
        }
        tokio::select! {
            changed = changes.changed() => if changed.is_err() { return },
            () = tokio::time::sleep(APART) => {}
        }
        tokio::time::sleep(SETTLED).await;
    }
}
