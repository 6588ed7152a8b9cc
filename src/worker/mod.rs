//! What happens by itself: numbering entries, sending mails, erasing what has run out.
//!
//! Every job claims its work in the database, so any number of nodes may run it. Rules are the
//! domain's; a job only asks whether it is time.

pub mod erasure;
pub mod mail;
pub mod numbering;

use crate::app::App;

/// Runs all jobs until the program ends.
pub async fn run(app: App) {
    tokio::join!(numbering::keep(app.clone()), erasure::keep(app));
}
