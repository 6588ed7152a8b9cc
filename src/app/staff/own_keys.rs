//! A colleague changes the password, the authenticator app or the recovery codes while what they have still lets them in.
//! Their owner is told by mail of each change; another password or app ends every other session.

use data_encoding::BASE64URL_NOPAD;
use serde_json::json;

use super::TOTP;
use super::door::may_use_own_keys;
use super::setup::{self, Pairing};
use super::way_in::{self, News};
use crate::app::App;
use crate::app::act::{Act, Origin, Subject};
use crate::domain::audit::AuditAct;
use crate::domain::ids::{SessionId, StaffId};
use crate::domain::permit::{ChangeOwnKeys, Permit};
use crate::domain::session::Subject as Holder;
use crate::domain::staff::OwnKey;
use crate::domain::{Error, Flaw, Refusal, Result};
use crate::store::staff::Staff;
use crate::{password, store, totp};

/// What the secret of another app is sealed for while its owner connects it.
const NEW_APP: &str = "staff.new_app";

/// A new password as it was typed, behind the one that lets its owner in until now.
pub struct Typed<'a> {
    pub old: &'a str,
    pub new: &'a str,
    pub again: &'a str,
}

/// The account of a colleague who has a password and an app with us.
///
/// # Errors
/// `ProviderOnly` where those would let nobody in; not found where there are none.
pub async fn owner(app: &App, permit: &Permit<ChangeOwnKeys>) -> Result<Staff> {
    let id = permit.id();
    let row = app.store.read(move |db| store::staff::find(db, id)).await?;
    if !may_use_own_keys(app, &row) {
        return Err(Error::Refused(Refusal::ProviderOnly));
    }
    if row.totp_sealed.is_some() { Ok(row) } else { Err(Error::NotFound) }
}

/// Keeps another password.
///
/// # Errors
/// Invalid, under `old`, `password` and `again`; as [`owner`]; conflict; too many when the queue of passwords is full.
pub async fn change_password(
    app: &App,
    origin: Origin,
    (permit, session): (&Permit<ChangeOwnKeys>, SessionId),
    typed: Typed<'_>,
) -> Result<()> {
    let row = owner(app, permit).await?;
    setup::check_new(&row, typed.new, typed.again)?;
    if !app.hasher.verify_or_dummy(row.password_hash.as_deref(), typed.old).await? {
        return Err(Error::invalid("old", Flaw::PasswordWrong));
    }
    if password::are_same(typed.old, typed.new) {
        return Err(Error::invalid("password", Flaw::Unchanged));
    }
    let hash = app.hasher.hash(&*app.chance, typed.new).await?;
    app.act(origin, move |act| {
        store::staff::set_password(act.db, &row, &hash)?;
        end_others(act, row.id, session)?;
        changed(act, row.id, (OwnKey::Password, AuditAct::StaffPasswordChanged))
    })
    .await
}

/// Draws the secret for another app. Nothing is kept before a code proves that the app has it.
///
/// # Errors
/// As [`owner`].
pub async fn draw_app(app: &App, (permit, session): (&Permit<ChangeOwnKeys>, SessionId)) -> Result<Pairing> {
    let row = owner(app, permit).await?;
    let secret = totp::secret(&*app.chance);
    let sealed = app.secrets.seal_json(&*app.chance, NEW_APP, &(session, &secret))?;
    setup::pairing(app, &row, secret, BASE64URL_NOPAD.encode(&sealed))
}

/// The same again, after a wrong code.
///
/// # Errors
/// As [`owner`]; `NotAnswered` when the form was made in another session.
pub async fn draw_again(
    app: &App,
    (permit, session): (&Permit<ChangeOwnKeys>, SessionId),
    kept: &str,
) -> Result<Pairing> {
    let row = owner(app, permit).await?;
    setup::pairing(app, &row, open(app, session, kept)?, kept.to_owned())
}

/// Keeps another app in place of the one that showed codes until now, once a code proves it.
///
/// # Errors
/// Invalid under `code`; as [`draw_again`]; conflict.
pub async fn change_app(
    app: &App,
    origin: Origin,
    (permit, session): (&Permit<ChangeOwnKeys>, SessionId),
    (kept, code): (&str, &str),
) -> Result<()> {
    let row = owner(app, permit).await?;
    let secret = open(app, session, kept)?;
    let step = totp::check(&secret, code, app.clock.now(), 0);
    let step = step.ok_or_else(|| Error::invalid("code", Flaw::CodeWrong))?;
    let sealed = app.secrets.seal(&*app.chance, TOTP, secret.as_bytes())?;
    app.act(origin, move |act| {
        store::staff::set_app(act.db, &row, (&sealed, step))?;
        end_others(act, row.id, session)?;
        changed(act, row.id, (OwnKey::App, AuditAct::StaffAppChanged))
    })
    .await
}

/// Makes recovery codes in place of those that there are. Gives them, to be shown once.
///
/// # Errors
/// As [`owner`]; conflict.
pub async fn renew_codes(app: &App, origin: Origin, permit: &Permit<ChangeOwnKeys>) -> Result<Vec<String>> {
    let row = owner(app, permit).await?;
    let (codes, kept) = setup::new_codes(app, row.id);
    app.act(origin, move |act| {
        store::staff::set_recovery_codes(act.db, &row, kept)?;
        changed(act, row.id, (OwnKey::Codes, AuditAct::StaffCodesRenewed))
    })
    .await?;
    Ok(codes)
}

/// Whoever else is signed in as this colleague, perhaps with what was changed, is no longer.
fn end_others(act: &mut Act<'_>, id: StaffId, session: SessionId) -> Result<()> {
    store::session::end_all_of(act.db, Holder::Staff(id), Some(session), act.now).map(drop)
}

fn changed(act: &mut Act<'_>, id: StaffId, (key, what): (OwnKey, AuditAct)) -> Result<()> {
    way_in::tell(act, id, News::Changed(key))?;
    act.audit(what, Subject("staff", Some(id.0)), json!({}))
}

/// The secret that a form carried, if it was made in this session.
fn open(app: &App, session: SessionId, kept: &str) -> Result<String> {
    let other = || Error::Refused(Refusal::NotAnswered);
    let sealed = BASE64URL_NOPAD.decode(kept.as_bytes()).map_err(|_| other())?;
    let (of, secret): (SessionId, String) = app.secrets.open_json(NEW_APP, &sealed).map_err(|_| other())?;
    if of == session { Ok(secret) } else { Err(other()) }
}
