//! Drafting a circular: beginning it, changing what it says and to whom, throwing it away.

use serde_json::json;

use super::{as_seen, subject};
use crate::app::App;
use crate::app::act::Origin;
use crate::domain::audit::AuditAct;
use crate::domain::circular::{Audience, CircularKind, CircularState, Texts, parse_texts};
use crate::domain::ids::CircularId;
use crate::domain::permit::{DraftCircular, Permit};
use crate::domain::{Error, Refusal, Result};
use crate::store;
use crate::store::circular::Circular;

/// Begins a circular. Gives its id.
///
/// # Errors
/// Internal.
pub async fn begin(
    app: &App,
    origin: Origin,
    permit: &Permit<DraftCircular>,
    kind: CircularKind,
) -> Result<CircularId> {
    let me = permit.id();
    app.act(origin, move |act| {
        let id = store::circular::insert(act.db, kind, me, act.now)?;
        act.audit(AuditAct::CircularBegun, subject(id), json!({ "kind": kind }))?;
        Ok(id)
    })
    .await
}

/// Changes what a draft says and to whom. What it says already, by a second click, is done.
///
/// # Errors
/// Invalid, with the fields of the texts; not found; `WrongState`, unless it is a draft; conflict.
pub async fn write(
    app: &App,
    origin: Origin,
    _: &Permit<DraftCircular>,
    (id, revision): (CircularId, i64),
    (texts, audience): (Texts, Audience),
) -> Result<()> {
    app.act(origin, move |act| {
        if says(&store::circular::find(act.db, id)?, &texts, &audience) {
            act.stands();
            return Ok(());
        }
        let seen = draft(as_seen(act.db, id, revision)?)?;
        let texts = parse_texts(seen.kind, &texts)?;
        let detail = json!({ "everybody": audience.is_everybody() });
        store::circular::write(act.db, &seen, texts, audience)?;
        act.audit(AuditAct::CircularWritten, subject(id), detail)
    })
    .await
}

/// Whether a draft says this to these.
fn says(circular: &Circular, texts: &Texts, audience: &Audience) -> bool {
    circular.state == CircularState::Draft
        && circular.audience.0 == *audience
        && parse_texts(circular.kind, texts).is_ok_and(|texts| circular.texts.0 == texts)
}

/// Throws a draft away.
///
/// # Errors
/// As [`fn@write`].
pub async fn discard(
    app: &App,
    origin: Origin,
    _: &Permit<DraftCircular>,
    (id, revision): (CircularId, i64),
) -> Result<()> {
    app.act(origin, move |act| {
        let seen = draft(as_seen(act.db, id, revision)?)?;
        store::circular::delete(act.db, &seen)?;
        act.audit(AuditAct::CircularDiscarded, subject(id), json!({}))
    })
    .await
}

pub(super) fn draft(circular: Circular) -> Result<Circular> {
    match circular.state {
        CircularState::Draft => Ok(circular),
        _ => Err(Error::Refused(Refusal::WrongState)),
    }
}
