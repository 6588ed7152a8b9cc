//! Mail on its way, as staff look after it: what waits, what was given up, and sending that again; and what was overtaken.

use serde_json::json;

use super::act::{Origin, Subject};
use super::letter::ONCE;
use super::{App, outgoing};
use crate::domain::audit::AuditAct;
use crate::domain::ids::{MailId, OrganisationId};
use crate::domain::outbox::{Hindrance, MailState};
use crate::domain::permit::{ManageMail, Permit, SeeMail};
use crate::domain::{Error, Moment, Refusal, Result, limits};
use crate::store::outbox::Mail;
use crate::store::{self, Db};

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
    pub parked: Vec<Stuck>,
    /// The mails that go to nobody, since their link had died before their turn came, the latest first.
    pub overtaken: Vec<Stuck>,
}

/// A mail that has not gone out.
#[derive(Debug)]
pub struct Stuck {
    pub mail: Mail,
    /// The number of the Case of the signature that it is about, if it is about one and that has a Case.
    pub case: Option<i64>,
    /// Whether it is of use to nobody any more: its link opens nothing.
    pub is_overtaken: bool,
}

/// How mail stands.
///
/// # Errors
/// Internal.
pub async fn overview(app: &App, _: &Permit<SeeMail>) -> Result<Overview> {
    let own = app.clone();
    app.store
        .read(move |db| {
            let (parked, overtaken) = (
                store::outbox::list_parked(db, limits::MAILS_SHOWN)?,
                store::outbox::list_overtaken(db, limits::MAILS_SHOWN)?,
            );
            Ok(Overview {
                waiting: store::outbox::pending_count(db, &ONCE)?,
                held_back: store::outbox::count_waiting(db, Hindrance::Turn, &ONCE)?,
                oldest: store::outbox::oldest_queued(db, &ONCE)?,
                parked: stuck(&own, db, parked)?,
                overtaken: stuck(&own, db, overtaken)?,
            })
        })
        .await
}

/// What staff see of mails besides themselves.
fn stuck(app: &App, db: &mut Db, mails: Vec<Mail>) -> Result<Vec<Stuck>> {
    let of: Vec<OrganisationId> = mails.iter().filter_map(|mail| mail.organisation_id).collect();
    let cases = store::case::numbers(db, &of)?;
    let now = app.clock.now();
    let seen = |mail: Mail| {
        let case = mail.organisation_id.and_then(|of| cases.get(&of).copied());
        let is_overtaken = mail.state == MailState::Overtaken || outgoing::is_overtaken(app, db, &mail, now)?;
        Ok(Stuck { mail, case, is_overtaken })
    };
    mails.into_iter().map(seen).collect()
}

/// Sends a mail that was given up again.
///
/// # Errors
/// Not found; refused unless it was given up, and if its link opens nothing any more.
pub async fn send_again(app: &App, origin: Origin, _: &Permit<ManageMail>, id: MailId) -> Result<()> {
    app.act(origin, move |act| {
        let mail = store::outbox::find(act.db, id)?;
        if outgoing::is_overtaken(act.app, act.db, &mail, act.now)? {
            return Err(Error::Refused(Refusal::MailOvertaken));
        }
        if !store::outbox::retry_parked(act.db, id, act.now)? {
            return Err(Error::Refused(Refusal::WrongState));
        }
        act.audit(AuditAct::MailSentAgain, Subject("mail", Some(id.0)), json!({ "template": mail.template }))
    })
    .await
}
