//! What was shown before something is done to many, as the form carries it: readable, and signed, so that what is done is
//! what was shown to the one who does it, within the hour. Each look has a mark of its own, under which what it became is kept
//! once.

use chrono::Duration;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::App;
use crate::domain::{Error, Moment, Result, limits};
use crate::secret;

#[derive(Serialize, Deserialize)]
struct Dated<T> {
    at: Moment,
    mark: String,
    plan: T,
}

/// The text of a plan, and its signature.
///
/// # Errors
/// Internal.
pub fn sign<T: Serialize>(app: &App, purpose: &str, plan: &T) -> Result<(String, String)> {
    let dated = Dated { at: app.clock.now(), mark: secret::public_id(&*app.chance), plan };
    let text = serde_json::to_string(&dated).map_err(Error::internal)?;
    let signature = app.secrets.sign(purpose, &text);
    Ok((text, signature))
}

/// The plan, if it is one of ours and not too old, and the mark of the look at it.
///
/// # Errors
/// `Conflict`: it must be looked at anew.
pub fn read<T: DeserializeOwned>(
    app: &App,
    purpose: &str,
    (text, signature): (&str, &str),
) -> Result<(T, String)> {
    if !app.secrets.is_signed(purpose, text, signature) {
        return Err(Error::Conflict);
    }
    let dated: Dated<T> = serde_json::from_str(text).map_err(|_| Error::Conflict)?;
    let fresh = app.clock.now() - dated.at <= Duration::minutes(limits::PLAN_MINUTES);
    if fresh { Ok((dated.plan, dated.mark)) } else { Err(Error::Conflict) }
}
