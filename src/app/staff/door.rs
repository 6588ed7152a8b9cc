//! The staff's door: password and code together, a fresh proof before dangerous acts, and out again.
//! One answer for everything that does not fit, after the same work, whoever it was.

use serde_json::json;

use super::way_in::{self, News};
use super::{TOTP, recovery_indexes};
use crate::app::App;
use crate::app::act::{Act, Origin, Subject};
use crate::app::session::{self, Opening};
use crate::domain::audit::{Actor, AuditAct};
use crate::domain::email::Email;
use crate::domain::ids::{SessionId, StaffId};
use crate::domain::permit::Role;
use crate::domain::session::{Means, Subject as Holder};
use crate::domain::staff::{OwnKey, StaffState};
use crate::domain::{Error, Flaw, Refusal, Result};
use crate::store;
use crate::store::staff::Staff;
use crate::totp;

/// A secret nobody has, so that an unknown account costs what a known one costs.
const NOBODY: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// What was typed at the door.
pub struct Attempt<'a> {
    pub email: &'a str,
    pub password: &'a str,
    /// From the app, or a recovery code.
    pub code: &'a str,
}

/// Somebody who came in.
pub struct Entered {
    pub id: StaffId,
    /// For the cookie.
    pub session: String,
    /// How many recovery codes are left, if one was used.
    pub codes_left: Option<usize>,
}

/// A second factor that fits, not yet used up.
#[derive(Debug, Clone)]
enum Factor {
    /// A time step of RFC 6238.
    Step(i64),
    /// The index of a recovery code.
    Recovery(String),
}

/// Whether what a colleague has with us lets them in, keeps them in and proves who they are. Where the ministry's identity
/// provider alone is to decide, that is left to admins: for the day on which it does not answer.
pub(in crate::app) fn may_use_own_keys(app: &App, row: &Staff) -> bool {
    let only = app.config.oidc.as_ref().is_some_and(|oidc| oidc.only);
    !only || row.roles.0.contains(&Role::Admin)
}

/// Lets a colleague in.
///
/// # Errors
/// Refused, with one answer for whatever was wrong; too many when the queue of passwords is full.
pub async fn sign_in(app: &App, origin: Origin, attempt: Attempt<'_>) -> Result<Entered> {
    let email = Email::parse(attempt.email).map(|email| email.canonical()).unwrap_or_default();
    let row = app.store.read(move |db| store::staff::by_email(db, &email)).await?;
    let row = row.filter(|row| row.state == StaffState::Active && may_use_own_keys(app, row));
    let hash = row.as_ref().and_then(|row| row.password_hash.as_deref());
    let fits = app.hasher.verify_or_dummy(hash, attempt.password).await?;
    let factor = factor(app, row.as_ref(), attempt.code);
    let entered = match (row, factor) {
        (Some(row), Some(factor)) if fits => enter(app, &origin, row, factor).await?,
        (row, _) => {
            refuse(app, origin, row.map(|row| row.id)).await?;
            None
        }
    };
    entered.ok_or(Error::Refused(Refusal::WrongCredentials))
}

async fn enter(app: &App, origin: &Origin, row: Staff, factor: Factor) -> Result<Option<Entered>> {
    let origin = Origin { actor: Actor::Staff(row.id), ..origin.clone() };
    app.act(origin, move |act| {
        let id = row.id;
        let unchanged = store::staff::find(act.db, id)?.revision == row.revision;
        if !unchanged || !use_up(act, id, &factor)? {
            act.audit(AuditAct::StaffSignInRefused, Subject("staff", Some(id.0)), json!({}))?;
            return Ok(None);
        }
        let by_code = matches!(factor, Factor::Recovery(_));
        let (factor, means) = if by_code { ("recovery", Means::Recovery) } else { ("totp", Means::Password) };
        act.audit(AuditAct::StaffSignedIn, Subject("staff", Some(id.0)), json!({ "factor": factor }))?;
        let session = session::open(act, Opening::of(Holder::Staff(id), means))?;
        let left = store::staff::find(act.db, id)?.recovery_hashes.0.len();
        Ok(Some(Entered { id, session, codes_left: by_code.then_some(left) }))
    })
    .await
}

/// Notes that somebody was not let in.
pub(super) async fn refuse(app: &App, origin: Origin, id: Option<StaffId>) -> Result<()> {
    let subject = Subject("staff", id.map(|id| id.0));
    app.act(origin, move |act| act.audit(AuditAct::StaffSignInRefused, subject, json!({}))).await
}

/// The colleague who is to prove who they are by what they have with us.
///
/// # Errors
/// `ProviderOnly` where that proves nothing, which is noted.
pub(super) async fn who_may_prove(app: &App, origin: &Origin, id: StaffId) -> Result<Staff> {
    let row = app.store.read(move |db| store::staff::find(db, id)).await?;
    if may_use_own_keys(app, &row) {
        return Ok(row);
    }
    let about = Subject("staff", Some(id.0));
    app.act(origin.clone(), move |act| act.audit(AuditAct::StaffIdentityRefused, about, json!({}))).await?;
    Err(Error::Refused(Refusal::ProviderOnly))
}

/// Notes a fresh proof of identity in the session.
///
/// # Errors
/// Invalid under `code`, also when the session has ended; `ProviderOnly` where no code of ours counts.
pub async fn confirm_identity(
    app: &App,
    origin: Origin,
    (session, id): (SessionId, StaffId),
    code: &str,
) -> Result<()> {
    let row = who_may_prove(app, &origin, id).await?;
    let factor = factor(app, Some(&row), code);
    let done = app
        .act(origin, move |act| {
            let fits = match &factor {
                Some(factor) => use_up(act, id, factor)?,
                None => false,
            };
            let done = fits && store::session::step_up(act.db, session, act.now)?;
            let what = if done { AuditAct::StaffIdentityConfirmed } else { AuditAct::StaffIdentityRefused };
            act.audit(what, Subject("staff", Some(id.0)), json!({}))?;
            Ok(done)
        })
        .await?;
    if done { Ok(()) } else { Err(Error::invalid("code", Flaw::CodeWrong)) }
}

/// Ends the session that somebody is in.
///
/// # Errors
/// Internal.
pub async fn sign_out(app: &App, origin: Origin, session: SessionId, id: StaffId) -> Result<()> {
    app.act(origin, move |act| {
        store::session::end(act.db, session, act.now)?;
        act.audit(AuditAct::StaffSignedOut, Subject("staff", Some(id.0)), json!({}))
    })
    .await
}

/// Which second factor this code is, if it is one of this colleague's.
fn factor(app: &App, row: Option<&Staff>, code: &str) -> Option<Factor> {
    let sealed = row.and_then(|row| row.totp_sealed.as_deref());
    let secret = sealed.and_then(|sealed| app.secrets.open(TOTP, sealed).ok());
    let secret = secret.and_then(|bytes| String::from_utf8(bytes).ok());
    let last = row.map_or(0, |row| row.totp_step);
    let step = totp::check(secret.as_deref().unwrap_or(NOBODY), code, app.clock.now(), last);
    let (row, _) = (row?, secret?);
    if let Some(step) = step {
        return Some(Factor::Step(step));
    }
    let known = &row.recovery_hashes.0;
    let given = recovery_indexes(app, row.id, &totp::recovery_code(code));
    given.into_iter().find(|index| known.contains(index)).map(Factor::Recovery)
}

/// Uses the factor up: of any number of tries, one gets it. Of a recovery code its owner is told: such a list is a paper that
/// others may have seen.
fn use_up(act: &mut Act<'_>, id: StaffId, factor: &Factor) -> Result<bool> {
    let index = match factor {
        Factor::Step(step) => return store::staff::use_totp_step(act.db, id, *step),
        Factor::Recovery(index) => index,
    };
    let taken = store::staff::take_recovery_code(act.db, id, index)?;
    if taken {
        way_in::tell(act, id, News::Changed(OwnKey::Used))?;
    }
    Ok(taken)
}
