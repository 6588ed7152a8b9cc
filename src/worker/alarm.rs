//! Looks now and then whether signatures pile up that have one thing in common.

use std::time::Duration;

use crate::app::{App, alarm};
use crate::domain::limits;

/// Looks for as long as the program runs.
pub async fn keep(app: App) {
    loop {
        match alarm::look(&app).await {
            Ok(0) => {}
            Ok(told) => tracing::warn!(told, "signatures pile up"),
            Err(error) => tracing::warn!(%error, "what piles up could not be looked at"),
        }
        tokio::time::sleep(Duration::from_secs(limits::ALARM_LOOK_SECONDS)).await;
    }
}
