//! Mail on its way, as staff look after it: what waits, what was given up, and sending that again; and what was overtaken.

use serde_json::json;

use super::App;
use super::act::{Origin, Subject};
use super::letter::ONCE;
use crate::domain::audit::AuditAct;
use crate::domain::ids::MailId;
use crate::domain::outbox::Hindrance;
use crate::domain::permit::{ManageMail, Permit, SeeMail};
use crate::domain::{Error, Moment, Refusal, Result, limits};
use crate::store;
use crate::store::outbox::Mail;

/// How mail stands. Mails to many are not counted: their own pages tell of them, and of all together would be known how many
/// go to signatories that are not named.
#[derive(Debug)]
pub struct Overview {
    /// How many mails wait.
    pub waiting: i64,
    /// Since when the oldest of them waits.
    pub oldest: Option<Moment>,
    /// How many of those that wait would pass a cap if they went out now.
    pub held_back: i64,
    /// The mails that were given up, the latest first.
    pub parked: Vec<Mail>,
    /// The mails that go to nobody, since their link had died before their turn came, the latest first.
    pub overtaken: Vec<Mail>,
}

/// How mail stands.
///
/// # Errors
/// Internal.
pub async fn overview(app: &App, _: &Permit<SeeMail>) -> Result<Overview> {
    app.store
        .read(|db| {
            Ok(Overview {
                waiting: store::outbox::pending_count(db, &ONCE)?,
                held_back: store::outbox::count_waiting(db, Hindrance::Turn, &ONCE)?,
                oldest: store::outbox::oldest_queued(db, &ONCE)?,
                parked: store::outbox::list_parked(db, limits::MAILS_SHOWN)?,
                overtaken: store::outbox::list_overtaken(db, limits::MAILS_SHOWN)?,
            })
        })
        .await
}

/// Sends a mail that was given up again.
///
/// # Errors
/// Not found; refused unless it was given up.
pub async fn send_again(app: &App, origin: Origin, _: &Permit<ManageMail>, id: MailId) -> Result<()> {
    app.act(origin, move |act| {
        let template = store::outbox::find(act.db, id)?.template;
        if !store::outbox::retry_parked(act.db, id, act.now)? {
            return Err(Error::Refused(Refusal::WrongState));
        }
        act.audit(AuditAct::MailSentAgain, Subject("mail", Some(id.0)), json!({ "template": template }))
    })
    .await
}
