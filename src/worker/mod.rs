//! What happens by itself: numbering and sealing entries, sending mails, erasing what has run out.
//!
//! Every job claims its work in the database, so any number of nodes may run it. Rules are the
//! domain's; a job only asks whether it is time.

pub mod alarm;
pub mod challenge;
pub mod circular;
pub mod delay;
pub mod erasure;
pub mod invalidation;
pub mod kin;
pub mod mail;
pub mod marks;
pub mod numbering;
pub mod outbox;
pub mod sealing;
pub mod visibility;
pub mod witnessing;

use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::app::App;
use crate::domain::{Error, Result, limits};
use crate::view::Templates;

/// How long a mail in hand may take when the program ends.
const GRACE: Duration = Duration::from_secs(limits::ENDING_SECONDS);

/// The jobs of this process. All but one may end at any moment: what they do is a transaction or can be done again.
pub struct Jobs {
    stop: watch::Sender<bool>,
    postman: JoinHandle<()>,
}

impl Jobs {
    /// Lets the mail in hand be sent and noted, so that it does not go out again after the next start. No other is begun.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        if tokio::time::timeout(GRACE, self.postman).await.is_err() {
            tracing::warn!("a mail was still on its way at the end, and may go out again");
        }
    }
}

/// Starts all jobs on the runtime of the caller. They run until the program ends. A read-only process has
/// none: every job writes.
///
/// # Errors
/// Internal, if the mail transport cannot be opened or a template does not parse.
pub fn start(app: &App) -> Result<Option<Jobs>> {
    if app.config.read_only {
        tracing::info!("read-only: no jobs run here");
        return Ok(None);
    }
    let url = mail::MailUrl::parse(&app.config.mail_url).map_err(Error::internal)?;
    let zone = app.clone();
    let (stop, stopped) = watch::channel(false);
    let postman = outbox::Postman {
        app: app.clone(),
        templates: Templates::new(move || zone.time_zone())?,
        transport: mail::Transport::open(&url)?,
        stopped,
    };
    let postman = tokio::spawn(outbox::keep(postman));
    tokio::spawn(numbering::keep(app.clone()));
    tokio::spawn(sealing::keep(app.clone()));
    app.log_signer.asks_witnesses();
    for peer in &app.config.witnesses {
        tokio::spawn(witnessing::keep(app.clone(), peer.clone()));
    }
    tokio::spawn(alarm::keep(app.clone()));
    tokio::spawn(challenge::keep(app.clone()));
    tokio::spawn(circular::keep(app.clone()));
    tokio::spawn(delay::keep(app.clone()));
    tokio::spawn(erasure::keep(app.clone()));
    tokio::spawn(invalidation::keep(app.clone()));
    tokio::spawn(visibility::keep(app.clone()));
    tokio::spawn(kin::keep(app.clone()));
    tokio::spawn(marks::keep(app.clone()));
    Ok(Some(Jobs { stop, postman }))
}
