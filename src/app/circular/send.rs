//! Sending a circular: by one person to a few, by two to many; the job that queues the mails; stopping it.

use serde_json::json;

use super::draft::draft;
use super::{Count, as_seen, event, letter, newest_version, reach, read, subject};
use crate::app::App;
use crate::app::act::{Act, Origin};
use crate::app::address::Address;
use crate::app::contact;
use crate::app::letter::Letter;
use crate::app::link::Link;
use crate::app::staff::seconds;
use crate::domain::audit::AuditAct;
use crate::domain::circular::{CircularState, needs_second, parse_texts};
use crate::domain::email::Email;
use crate::domain::ids::{CircularId, StaffId};
use crate::domain::link::Purpose;
use crate::domain::outbox::MailState;
use crate::domain::permit::{ConfirmCircular, DraftCircular, Permit, Power, SendCircular};
use crate::domain::{Error, Refusal, Result, limits};
use crate::store;
use crate::store::circular::{Circular, Reader};

/// A circular as it was on the page when the button was pressed: its id, its revision, and what was shown.
pub type Seen = (CircularId, i64, String);

/// What came of sending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Begun,
    /// It waits for a second person.
    Proposed,
    /// Nothing: the button had been pressed before.
    Before,
}

/// Sends a draft as it was shown, or puts it before a second person where it goes to many; once, however often it is pressed.
///
/// # Errors
/// `Conflict`, when it is no longer what was shown; `WrongState`, unless it goes to somebody; invalid, while its words are
/// missing.
pub async fn send(app: &App, origin: Origin, permit: &Permit<SendCircular>, seen: Seen) -> Result<Outcome> {
    let (me, id) = (permit.id(), seen.0);
    if state(app, id).await? != CircularState::Draft {
        return Ok(Outcome::Before);
    }
    let sent = app.act(origin, move |act| {
        let (circular, count) = ready(act, seen)?;
        let circular = draft(circular)?;
        if !needs_second(count.all) {
            begin(act, &circular, None, &count)?;
            return Ok(Outcome::Begun);
        }
        store::circular::propose(act.db, &circular, Some(me), act.now)?;
        let told = tell_seconds(act, &circular, me)?;
        act.audit(
            AuditAct::CircularProposed,
            subject(circular.id),
            json!({ "recipients": count.named, "mails": told }),
        )?;
        Ok(Outcome::Proposed)
    });
    let made = &[CircularState::Proposed, CircularState::Sending, CircularState::Sent];
    or_before(app, id, sent.await, made).await
}

/// What came of it; where it was refused because it had been done at that moment, which left one of these states, nothing more is
/// to do.
async fn or_before(
    app: &App,
    id: CircularId,
    outcome: Result<Outcome>,
    made: &[CircularState],
) -> Result<Outcome> {
    let late = matches!(outcome, Err(Error::Conflict | Error::Refused(Refusal::WrongState)));
    if late && made.contains(&state(app, id).await?) { Ok(Outcome::Before) } else { outcome }
}

/// Lets a circular go that another proposed, as it was shown; once, however often it is pressed.
///
/// # Errors
/// As [`send`]; `WrongState`, unless it waits for a second person; `SamePerson` or `TooNew` for one who cannot be it;
/// `FirstGone`.
pub async fn approve(
    app: &App,
    origin: Origin,
    permit: &Permit<ConfirmCircular>,
    seen: Seen,
) -> Result<Outcome> {
    let (permit, id) = (permit.clone(), seen.0);
    let made = &[CircularState::Sending, CircularState::Sent];
    if made.contains(&state(app, id).await?) {
        return Ok(Outcome::Before);
    }
    let approved = app.act(origin, move |act| {
        let (circular, count) = ready(act, seen)?;
        let (CircularState::Proposed, Some(first)) = (circular.state, circular.proposed_by) else {
            return Err(Error::Refused(Refusal::WrongState));
        };
        permit.second_to(first, act.now)?;
        seconds::check_first(act.db, SendCircular::ROLES, first)?;
        begin(act, &circular, Some(permit.id()), &count)?;
        Ok(Outcome::Begun)
    });
    or_before(app, id, approved.await, made).await
}

async fn state(app: &App, id: CircularId) -> Result<CircularState> {
    app.store.read(move |db| Ok(store::circular::find(db, id)?.state)).await
}

/// Takes a circular back from the second person, to write on; or sends it back, as the second person.
///
/// # Errors
/// `WrongState`, unless it waits for one; conflict.
pub async fn take_back(
    app: &App,
    origin: Origin,
    _: &Permit<DraftCircular>,
    (id, revision): (CircularId, i64),
) -> Result<()> {
    app.act(origin, move |act| {
        let circular = as_seen(act.db, id, revision)?;
        store::circular::propose(act.db, &circular, None, act.now)?;
        act.audit(AuditAct::CircularTakenBack, subject(id), json!({}))
    })
    .await
}

/// Stops a circular that is being sent: nobody else gets it, and what waits in the outbox is forgotten.
///
/// # Errors
/// `WrongState`, unless it is being sent.
pub async fn stop(app: &App, origin: Origin, _: &Permit<DraftCircular>, id: CircularId) -> Result<()> {
    app.act(origin, move |act| {
        let circular = store::circular::find(act.db, id)?;
        store::circular::end(act.db, &circular, CircularState::Stopped, act.now)?;
        store::outbox::forget_unsent(act.db, &event(id))?;
        act.audit(AuditAct::CircularStopped, subject(id), json!({}))
    })
    .await
}

/// The circular as it was shown, with how many get it.
fn ready(act: &mut Act<'_>, (id, revision, shown): Seen) -> Result<(Circular, Count)> {
    as_seen(act.db, id, revision)?;
    let now = read(act.app, act.db, id)?;
    if now.shown != shown {
        return Err(Error::Conflict);
    }
    parse_texts(now.circular.kind, &now.circular.texts.0)?;
    match now.count.all {
        0 => Err(Error::Refused(Refusal::WrongState)),
        _ => Ok((now.circular, now.count)),
    }
}

fn begin(act: &mut Act<'_>, circular: &Circular, second: Option<StaffId>, count: &Count) -> Result<()> {
    let recipients = i64::try_from(count.named).unwrap_or(i64::MAX);
    store::circular::begin(act.db, circular, second, recipients, act.now)?;
    let detail = json!({ "recipients": recipients, "first": circular.proposed_by, "second": second });
    act.audit(AuditAct::CircularBegunToSend, subject(circular.id), detail)
}

/// Writes to every admin who may be the second person.
fn tell_seconds(act: &mut Act<'_>, circular: &Circular, first: StaffId) -> Result<usize> {
    let event = format!("circular.proposed.{}.{}", circular.id, circular.revision);
    let id = circular.id;
    seconds::tell(act, (ConfirmCircular::ROLES, &[first]), &event, |act, locale| Letter::CircularProposed {
        link: Address::StaffCircular(id.0).url(&act.app.config.staff_base().url, locale),
    })
}

/// Queues the next mails of every circular that is being sent, as long as few of them wait: other mails are not kept
/// waiting behind them. Says how many circulars went on.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn go_on(app: &App) -> Result<usize> {
    let mut moved = 0;
    for circular in app.store.read(store::circular::sending).await? {
        let event = event(circular.id);
        let tally = app.store.read(move |db| store::outbox::tally(db, &event)).await?;
        let waiting =
            tally.iter().find(|(state, _)| *state == MailState::Queued).map_or(0, |(_, count)| *count);
        if waiting >= limits::CIRCULAR_WAITING {
            continue;
        }
        match app.act(Origin::system(), move |act| queue(act, circular.id)).await {
            Ok(()) => moved += 1,
            // It was stopped at this moment, or another node was faster.
            Err(Error::Conflict | Error::Refused(Refusal::WrongState)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(moved)
}

/// Queues the mails to the next readers, or ends the sending when there are none.
fn queue(act: &mut Act<'_>, id: CircularId) -> Result<()> {
    let circular = store::circular::find(act.db, id)?;
    let range = (circular.reader, circular.last_reader);
    let readers = store::circular::readers(act.db, range, limits::CIRCULAR_WAITING)?;
    let Some(last) = readers.last().map(|reader| reader.id.0) else {
        store::circular::end(act.db, &circular, CircularState::Sent, act.now)?;
        return act.audit(AuditAct::CircularSent, subject(id), json!({}));
    };
    store::circular::advance(act.db, &circular, last)?;
    for reader in &readers {
        if reach::includes(act.db, &circular.audience.0, reader)? {
            mail(act, &circular, reader)?;
        }
    }
    // How many mails that were would tell how many signatories are not named.
    act.audit(AuditAct::CircularQueued, subject(id), json!({ "reader": last }))
}

/// One mail, unless the mailbox has it already, for another organisation.
fn mail(act: &mut Act<'_>, circular: &Circular, reader: &Reader) -> Result<()> {
    let event = event(circular.id);
    let since = circular.began_at.unwrap_or(circular.created_at);
    if store::outbox::count_for(act.db, &event, &reader.mailbox, since)? > 0 {
        return Ok(());
    }
    let address = contact::open(act.app, &reader.sealed)?.email;
    let email = Email::parse(&address).map_err(|_| Error::internal("a kept address does not parse"))?;
    // Declined under an earlier secret.
    for mailbox in contact::indexes(act.app, &email) {
        if store::circular::is_out(act.db, &mailbox)? {
            return Ok(());
        }
    }
    let locale = reach::language(reader);
    let unsubscribe = Link::make(act, Purpose::Unsubscribe, reader.id.0)?.url(act.app, locale);
    let newest = newest_version(act.db)?;
    let letter = letter(act.app, circular, (locale, newest, reader.version.unwrap_or(0)), unsubscribe);
    act.mail(&event, &email, locale, &letter).map(drop)
}
