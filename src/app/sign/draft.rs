//! A form on its way: kept sealed, found by what the browser or a mailed link holds.
//!
//! Nothing here judges what was typed.

use super::submit::next_token;
use crate::app::App;
use crate::app::act::{Origin, Subject};
use crate::app::again;
use crate::app::contact;
use crate::app::letter::Letter;
use crate::app::link::Link;
use crate::domain::audit::AuditAct;
use crate::domain::draft::{Draft, Step};
use crate::domain::email::Email;
use crate::domain::ids::DraftId;
use crate::domain::link::{Purpose, life};
use crate::domain::locale::Locale;
use crate::domain::{Error, Moment, Refusal, Result, limits};
use crate::secret;
use crate::store::{self, Db};
use chrono::Duration;

/// The field that forms are sealed for.
pub(in crate::app) const SEALED_FOR: &str = "draft";
/// What mails with a link to a form begin with in the outbox; its id follows.
const EVENT: &str = "continue_draft.";

/// A form and the row that keeps it.
#[derive(Debug, Clone)]
pub struct Held {
    pub id: DraftId,
    pub draft: Draft,
}

/// Begins a form and gives the token for the browser's cookie.
///
/// # Errors
/// `CallNotOpen` when nothing can be signed now.
pub async fn begin(app: &App, locale: Locale) -> Result<String> {
    let reading = super::reading(app, locale).filter(|_| is_open(app));
    let reading = reading.ok_or(Error::Refused(Refusal::CallNotOpen))?;
    let draft = Draft { version: i64::from(reading.version), language: reading.language, ..Draft::default() };
    let token = secret::random_token(&*app.chance);
    let now = app.clock.now();
    let new = store::draft::NewDraft {
        token_hash: secret::hash_token(&token),
        sealed: seal(app, &draft)?,
        created_at: now,
        expires_at: now + Duration::days(limits::DRAFT_DAYS),
    };
    write(app, move |db| store::draft::insert(db, &new)).await?;
    Ok(token)
}

/// Whether the Call can be signed now.
pub fn is_open(app: &App) -> bool {
    let settings = app.settings.load();
    settings.call_state == crate::domain::call::CallState::Open && !settings.switches.signing_stopped
}

/// The form that a cookie leads to. The cookie holds the form's own token, or that of a mailed link.
///
/// # Errors
/// Internal.
pub async fn find(app: &App, token: &str) -> Result<Option<Held>> {
    Ok(look_up(app, token).await?.filter(|held| held.draft.sent.is_none()))
}

/// The form that was sent from this browser, while its address can be corrected.
///
/// # Errors
/// Internal.
pub async fn find_sent(app: &App, token: &str) -> Result<Option<Held>> {
    Ok(look_up(app, token).await?.filter(|held| held.draft.sent.is_some()))
}

/// The token of the form that was sent under this one a moment ago: for a browser that sent it once more, and lost the
/// answer to the first.
///
/// # Errors
/// Internal.
pub async fn sent_under(app: &App, token: &str) -> Result<Option<String>> {
    let next = next_token(app, token);
    let (hash, now) = (secret::hash_token(&next), app.clock.now());
    let link = app.store.read(move |db| store::link::find(db, &hash, Purpose::Draft, now)).await?;
    Ok(link.filter(|link| link.created_at >= again::since(now)).map(|_| next))
}

async fn look_up(app: &App, token: &str) -> Result<Option<Held>> {
    let (hash, now) = (secret::hash_token(token), app.clock.now());
    let row = app.store.read(move |db| {
        let own = store::draft::find_by_hash(db, &hash, now)?;
        match own {
            Some(row) => Ok(Some(row)),
            None => match store::link::find(db, &hash, Purpose::Draft, now)? {
                Some(link) => store::draft::find(db, DraftId(link.subject_id), now),
                None => Ok(None),
            },
        }
    });
    row.await?.map(|row| Ok(Held { id: row.id, draft: open(app, &row.sealed)? })).transpose()
}

/// What became of answers that were sent.
#[derive(Debug, Clone)]
pub enum Kept {
    /// They are kept. The form as it is now.
    Saved(Draft),
    /// Others have changed the page since it was opened, and nothing was done. The form as it is now.
    Overtaken(Draft),
}

/// What tells the answers of a page from others.
///
/// # Errors
/// Internal.
pub fn mark(app: &App, draft: &Draft, step: Step) -> Result<String> {
    again::mark(app, &draft.only(step))
}

/// Keeps the answers of a page, unless it was changed since `seen` marked them ("" where nobody knows), and notes the page
/// as answered when it is `finished`. The list of commitments is changed one by one instead.
///
/// # Errors
/// `NotFound` when the form was sent or erased meanwhile.
pub async fn keep(app: &App, held: &Held, step: Step, seen: &str, finished: bool) -> Result<Kept> {
    let (own, typed, seen) = (app.clone(), held.draft.clone(), seen.to_owned());
    change(app, held.id, move |draft| {
        if step != Step::Commitments {
            let other = !seen.is_empty() && draft.only(step) != typed.only(step);
            if other && mark(&own, draft, step)? != seen {
                return Ok(Kept::Overtaken(draft.clone()));
            }
            draft.take(step, &typed);
        }
        if finished {
            draft.mark(step);
        }
        Ok(Kept::Saved(draft.clone()))
    })
    .await
}

/// Changes the form as it is at this moment, and keeps it for another thirty days. What others do to it at the same time stays.
///
/// # Errors
/// `NotFound` when the form was sent or erased meanwhile; as the change.
pub(super) async fn change<T, F>(app: &App, id: DraftId, change: F) -> Result<T>
where
    T: Send + 'static,
    F: Fn(&mut Draft) -> Result<T> + Clone + Send + 'static,
{
    for _ in 1..limits::DRAFT_TRIES {
        match change_once(app, id, change.clone()).await {
            Err(Error::Conflict) => {}
            done => return done,
        }
    }
    change_once(app, id, change).await
}

async fn change_once<T: Send + 'static>(
    app: &App,
    id: DraftId,
    change: impl FnOnce(&mut Draft) -> Result<T> + Send + 'static,
) -> Result<T> {
    let (own, now) = (app.clone(), app.clock.now());
    write(app, move |db| {
        let (read, mut draft) = current(&own, db, id, now)?;
        let done = change(&mut draft)?;
        put(&own, db, (id, &read), &draft, now)?;
        Ok(done)
    })
    .await
}

/// The form as it is at this moment, sealed and open.
fn current(app: &App, db: &mut Db, id: DraftId, now: Moment) -> Result<(Vec<u8>, Draft)> {
    let row = store::draft::find(db, id, now)?.ok_or(Error::NotFound)?;
    let draft = open(app, &row.sealed)?;
    if draft.sent.is_some() { Err(Error::NotFound) } else { Ok((row.sealed, draft)) }
}

/// Keeps a form that was read in this transaction.
fn put(app: &App, db: &mut Db, (id, read): (DraftId, &[u8]), draft: &Draft, now: Moment) -> Result<()> {
    let until = now + Duration::days(limits::DRAFT_DAYS);
    let kept = store::draft::update(db, id, (read, &seal(app, draft)?), now, until)?;
    if kept { Ok(()) } else { Err(Error::Conflict) }
}

/// Forgets a form that somebody wants to begin anew.
///
/// # Errors
/// Internal.
pub async fn discard(app: &App, held: &Held) -> Result<()> {
    let (id, now) = (held.id, app.clock.now());
    write(app, move |db| forget(db, id, now)).await
}

/// Deletes a form, uses up the links that lead to it, and forgets mails with such a link that have not
/// gone out: their addresses were typed in the form too.
pub(in crate::app) fn forget(db: &mut Db, id: DraftId, now: Moment) -> Result<()> {
    store::link::spend_all_of(db, Purpose::Draft, id.0, now)?;
    store::outbox::forget_unsent(db, &format!("{EVENT}{}.", id.0))?;
    store::draft::delete(db, id).map(drop)
}

/// Mails the link that leads back to the form, to oneself or to a colleague.
///
/// After [`limits::MAILS_PER_SUBMISSION`] mails to one address no more are sent, nor a second one by another click, and nobody is
/// told.
///
/// # Errors
/// `NotFound` when the form was sent or erased meanwhile.
pub async fn mail_link(app: &App, origin: Origin, held: Held, to: Email, locale: Locale) -> Result<()> {
    app.act(origin, move |act| {
        let (read, mut draft) = current(act.app, act.db, held.id, act.now)?;
        to.as_str().clone_into(&mut draft.mailed_to);
        put(act.app, act.db, (held.id, &read), &draft, act.now)?;
        let prefix = format!("{EVENT}{}.", held.id.0);
        let index = contact::index(act.app, &to);
        let since = act.now - life(Purpose::Draft);
        let lately = act.now - Duration::seconds(limits::FORM_MAILED_SECONDS);
        let again = store::outbox::count_for(act.db, &prefix, &index, lately)? > 0;
        if !again && store::outbox::count_for(act.db, &prefix, &index, since)? < limits::MAILS_PER_SUBMISSION
        {
            let link = Link::make(act, Purpose::Draft, held.id.0)?;
            let event = format!("{prefix}{}", link.mark());
            let link = link.url(act.app, locale);
            let letter = Letter::ContinueDraft { link, days: limits::DRAFT_DAYS };
            act.mail(&event, &to, locale, &letter)?;
        }
        act.audit(AuditAct::DraftMailed, Subject("draft", Some(held.id.0)), serde_json::json!({}))
    })
    .await
}

pub(super) fn seal(app: &App, draft: &Draft) -> Result<Vec<u8>> {
    app.secrets.seal_json(&*app.chance, SEALED_FOR, draft)
}

pub(super) fn open(app: &App, sealed: &[u8]) -> Result<Draft> {
    app.secrets.open_json(SEALED_FOR, sealed)
}

/// Typing is no act: it leaves no audit line.
async fn write<T: Send + 'static>(
    app: &App,
    work: impl FnOnce(&mut Db) -> Result<T> + Send + 'static,
) -> Result<T> {
    app.store.write(work).await
}
