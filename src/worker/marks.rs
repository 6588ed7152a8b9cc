//! Keeps the queue's marks abreast of what looks alike.

use std::time::Duration;

use crate::app::App;
use crate::app::case::marks;

/// How long it rests after each batch, so that a flood leaves the program time for people.
const LOOK: Duration = Duration::from_secs(1);

/// Marks Cases for as long as the program runs.
pub async fn keep(app: App) {
    loop {
        if let Err(error) = marks::compare(&app).await {
            tracing::warn!(%error, "the queue's marks could not be kept");
        }
        tokio::time::sleep(LOOK).await;
    }
}
