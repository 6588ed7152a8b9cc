//! Questions to a browser and their answers: kept here, sealed, for a few minutes, under the hash of a token that only
//! that browser has. An answer takes its question away, whether it fits or not.

use chrono::Duration;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::app::App;
use crate::domain::ceremony::Step;
use crate::domain::ids::SessionId;
use crate::domain::{Error, Refusal, Result, limits};
use crate::secret;
use crate::store;
use crate::store::ceremony::NewCeremony;

const CEREMONY: &str = "staff.ceremony";

/// Keeps a question, and gives the token for the browser that is asked.
pub(super) async fn begin<T: Serialize>(
    app: &App,
    step: Step,
    session: Option<SessionId>,
    question: &T,
) -> Result<String> {
    let token = secret::random_token(&*app.chance);
    let now = app.clock.now();
    let new = NewCeremony {
        hash: secret::hash_token(&token),
        step,
        session,
        sealed: app.secrets.seal_json(&*app.chance, CEREMONY, question)?,
        expires_at: now + Duration::minutes(limits::CEREMONY_MINUTES),
    };
    app.store.write(move |db| store::ceremony::insert(db, &new, now)).await?;
    Ok(token)
}

/// The question that this browser was asked in this session (or in none), once.
///
/// # Errors
/// Refused when there is none (any more): asked of another browser or session, too old, or answered.
pub(super) async fn take<T: DeserializeOwned>(
    app: &App,
    step: Step,
    session: Option<SessionId>,
    token: &str,
) -> Result<T> {
    let (asked_in, question) = take_any(app, step, token).await?;
    if asked_in == session { Ok(question) } else { Err(Error::Refused(Refusal::NotAnswered)) }
}

/// The question that this browser was asked, once, and the session in which it was.
///
/// # Errors
/// Refused when there is none (any more).
pub(super) async fn take_any<T: DeserializeOwned>(
    app: &App,
    step: Step,
    token: &str,
) -> Result<(Option<SessionId>, T)> {
    let (hash, now) = (secret::hash_token(token), app.clock.now());
    let taken = app.store.write(move |db| store::ceremony::take(db, &hash, step, now)).await?;
    let (asked_in, sealed) = taken.ok_or(Error::Refused(Refusal::NotAnswered))?;
    Ok((asked_in, app.secrets.open_json(CEREMONY, &sealed)?))
}
