//! Looks for the tokens of organisations at their domains, when it is time.

use std::time::Duration;

use crate::app::{App, challenge, recovery};

/// How often is looked for domains that are due.
const LOOK: Duration = Duration::from_secs(15);

/// Looks for as long as the program runs.
pub async fn keep(app: App) {
    loop {
        if let Err(error) = challenge::look_at_due(&app).await {
            tracing::warn!(%error, "domains could not be looked at");
        }
        if let Err(error) = recovery::look_at_due(&app).await {
            tracing::warn!(%error, "domains of requests could not be looked at");
        }
        tokio::time::sleep(LOOK).await;
    }
}
