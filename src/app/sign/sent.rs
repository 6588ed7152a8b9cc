//! After sending: the same mail once more, or the form once more to a corrected address.

use super::draft::{self, Held};
use super::standing;
use super::submit::{again, arrive, keep_sent, parse, remind};
use crate::app::App;
use crate::app::act::{Act, Origin};
use crate::app::erasure::{self, CalledOff};
use crate::domain::audit::AuditAct;
use crate::domain::draft::Draft;
use crate::domain::email::Email;
use crate::domain::endorsement::EndorsementState;
use crate::domain::ids::EndorsementId;
use crate::domain::locale::Locale;
use crate::domain::{Error, Refusal, Result};
use crate::store;

/// Sends the form that a browser has sent once more, to this address, and gives the token under which
/// the browser finds it from now on.
///
/// A corrected address is a new submission, taken while the Call can be signed: what the mistyped one was sent opens
/// nothing any more. The same mail goes once more at any time.
///
/// # Errors
/// `Invalid` for the address; `NotFound` when it was confirmed, was corrected already, or can no longer be corrected;
/// `CallNotOpen` for another address when nothing can be signed now.
pub async fn send_again(
    app: &App,
    origin: Origin,
    token: &str,
    typed: &str,
    locale: Locale,
) -> Result<String> {
    let email = Email::parse(typed).map_err(|flaw| Error::invalid("email", flaw))?;
    let held = draft::find_sent(app, token).await?.ok_or(Error::NotFound)?;
    let former = Email::parse(&held.draft.representative.email).ok();
    let corrected = former.is_none_or(|former| former.canonical() != email.canonical());
    if corrected && !draft::is_open(app) {
        return Err(Error::Refused(Refusal::CallNotOpen));
    }
    let Held { id, mut draft } = held;
    email.as_str().clone_into(&mut draft.representative.email);
    let submission = parse(app, &draft, locale)?;
    let token = token.to_owned();
    app.act(origin, move |act| {
        let entered = if corrected {
            if !store::draft::delete(act.db, id)? {
                return Err(Error::NotFound);
            }
            take_back(act, &draft)?;
            arrive(act, &draft, &submission, locale)?
        } else {
            again(act, &draft, &submission, locale)?
        };
        if entered.is_none() && !corrected {
            return Ok(token);
        }
        draft::forget(act.db, id, act.now)?;
        keep_sent(act, &token, draft, entered)
    })
    .await
}

/// Undoes the signature that went to a mistyped address, unless somebody there confirmed it.
fn take_back(act: &mut Act<'_>, draft: &Draft) -> Result<()> {
    let Some(id) = draft.sent.as_ref().and_then(|sent| sent.endorsement) else { return Ok(()) };
    let endorsement = store::endorsement::find(act.db, EndorsementId(id))?;
    if endorsement.state == EndorsementState::Submitted {
        erasure::call_off(act, &endorsement, CalledOff::Corrected)?;
    }
    Ok(())
}

/// Sends the link to confirm once more, wherever this mailbox still has to. What the caller is told is
/// the same whether there is anything or not.
///
/// # Errors
/// Internal.
pub async fn ask_again(app: &App, origin: Origin, email: Email) -> Result<()> {
    app.act(origin, move |act| {
        for known in standing::of_mailbox(act, &email)? {
            remind(act, &known, &email)?;
        }
        act.audit(AuditAct::LinkAsked, crate::app::act::Subject("link", None), serde_json::json!({}))
    })
    .await
}
