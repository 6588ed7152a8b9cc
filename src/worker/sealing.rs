//! Seals new entries into the tree and publishes a checkpoint, at most a minute after the act; the receipts of what was
//! published go out a round later, when witnesses have had time to sign it.

use std::time::Duration;

use super::witnessing;
use crate::app::App;
use crate::app::log::{posting, seal};
use crate::domain::Result;

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
        let sealed = round(&app).await;
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

/// One round: the receipts of what was signed so far, then the next tree, which no witness can have signed yet. Gives its size,
/// where there is one.
///
/// # Errors
/// As [`seal::seal`]; receipts that cannot be written keep no tree waiting.
pub async fn round(app: &App) -> Result<Option<u64>> {
    if let Err(error) = posting::post(app).await {
        tracing::warn!(%error, "receipts could not be put into the outbox");
    }
    seal::seal(app).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::worker::numbering;

    #[test]
    fn a_checkpoint_follows_within_a_minute() {
        // The round that an act comes too late for, and the one that signs it.
        let both_rounds_take = Duration::from_secs(2 * 15);
        assert!(numbering::LOOK + both_rounds_take + APART + SETTLED <= Duration::from_secs(60));
    }
}
