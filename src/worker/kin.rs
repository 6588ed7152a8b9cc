//! Keeps the keys under which doubles are found abreast of the organisations.

use std::time::Duration;

use crate::app::{App, kin};

/// How often is looked.
const LOOK: Duration = Duration::from_secs(1);

/// Makes keys for as long as the program runs.
pub async fn keep(app: App) {
    loop {
        if let Err(error) = kin::index(&app).await {
            tracing::warn!(%error, "the keys of doubles could not be made");
        }
        tokio::time::sleep(LOOK).await;
    }
}
