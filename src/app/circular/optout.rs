//! Not getting circulars any more: a link in each of them, which never runs out, and a button on the page behind it.
//! It holds for the mailbox, whatever organisations its owner acts for. Mails about an organisation itself still come.

use serde_json::json;

use crate::app::App;
use crate::app::act::{Origin, Subject};
use crate::domain::audit::AuditAct;
use crate::domain::ids::RepresentativeId;
use crate::domain::link::Purpose;
use crate::domain::{Error, Moment, Refusal, Result};
use crate::secret;
use crate::store::representative::Representative;
use crate::store::{self, Db};

/// Whether the mailbox behind a link gets no circulars. Looking changes nothing.
///
/// # Errors
/// `LinkSpent`, if there never was such a link.
pub async fn look(app: &App, token: &str) -> Result<bool> {
    let (hash, now) = (secret::hash_token(token), app.clock.now());
    app.store
        .read(move |db| match behind(db, &hash, now)? {
            Some(person) => store::circular::is_out(db, &person.email_index),
            // Nobody acts with it any more, so nothing is written to it.
            None => Ok(true),
        })
        .await
}

/// Writes no circulars to the mailbox behind a link any more, or writes them again. As often as one likes.
///
/// # Errors
/// `LinkSpent`, if there never was such a link.
pub async fn choose(app: &App, origin: Origin, token: &str, wanted: bool) -> Result<()> {
    let hash = secret::hash_token(token);
    app.act(origin, move |act| {
        let person = behind(act.db, &hash, act.now)?;
        if let Some(person) = &person {
            match wanted {
                false => store::circular::opt_out(act.db, &person.email_index, act.now)?,
                true => store::circular::opt_in(act.db, &person.email_index)?,
            }
        }
        let subject = Subject("representative", person.map(|person| person.id.0));
        act.audit(AuditAct::CircularOpted, subject, json!({ "wanted": wanted }))
    })
    .await
}

fn behind(db: &mut Db, hash: &str, now: Moment) -> Result<Option<Representative>> {
    let link = store::link::find(db, hash, Purpose::Unsubscribe, now)?;
    let link = link.ok_or(Error::Refused(Refusal::LinkSpent))?;
    match store::representative::find(db, RepresentativeId(link.subject_id)) {
        Err(Error::NotFound) => Ok(None),
        found => found.map(Some),
    }
}
