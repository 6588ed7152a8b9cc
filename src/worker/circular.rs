//! Puts mails to many signatories into the outbox, a few at a time.

use std::time::Duration;

use crate::app::App;
use crate::app::circular::send;

/// How often is looked.
const LOOK: Duration = Duration::from_secs(2);

/// Looks for as long as the program runs.
pub async fn keep(app: App) {
    loop {
        if let Err(error) = send::go_on(&app).await {
            tracing::warn!(%error, "a mail to many signatories could not go on");
        }
        tokio::time::sleep(LOOK).await;
    }
}
