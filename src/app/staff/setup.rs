//! Setting an account up from its link: a password, the app's secret, a code that proves it, and then
//! the recovery codes, once. Nothing is kept before the last step: what was chosen travels sealed with
//! the form, bound to its link, and the link is used up together with the account's opening.

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::door::may_use_own_keys;
use super::{RECOVERY, TOTP, provider};
use crate::app::App;
use crate::app::act::{Origin, Subject};
use crate::app::session::{self, Opening};
use crate::domain::audit::{Actor, AuditAct};
use crate::domain::ids::StaffId;
use crate::domain::link::Purpose;
use crate::domain::session::{Means, Subject as Holder};
use crate::domain::staff::{StaffState, check_own};
use crate::domain::{Error, Flaw, Problems, Refusal, Result};
use crate::store;
use crate::store::staff::{Credentials, Staff};
use crate::{password, secret, totp};

const SETUP: &str = "staff.setup";

/// What was chosen so far.
#[derive(Serialize, Deserialize)]
struct Chosen {
    /// The hash of the link's token.
    link: String,
    password_hash: String,
    totp: String,
}

/// The step at which the app learns the secret.
pub struct Pairing {
    /// What was chosen, sealed, for the form to carry.
    pub kept: String,
    /// For typing it into the app.
    pub secret: String,
    /// The secret as a picture.
    pub picture: String,
}

/// An account that is set up; its owner is signed in.
pub struct Opened {
    /// For the cookie.
    pub session: String,
    /// To be shown once.
    pub recovery_codes: Vec<String>,
}

/// Whose link this is.
///
/// # Errors
/// Refused when it was used or is too old.
pub async fn look(app: &App, token: &str) -> Result<Staff> {
    let (hash, now) = (secret::hash_token(token), app.clock.now());
    app.store
        .read(move |db| {
            let spent = || Error::Refused(Refusal::LinkSpent);
            let link = store::link::find(db, &hash, Purpose::StaffSetup, now)?.ok_or_else(spent)?;
            let row = store::staff::find(db, StaffId(link.subject_id))?;
            if row.state == StaffState::Invited { Ok(row) } else { Err(spent()) }
        })
        .await
}

/// Whether this colleague may sign in with a password at all.
pub fn may_have_password(app: &App, row: &Staff) -> bool {
    may_use_own_keys(app, row)
}

/// Whether this colleague may begin with an account at the ministry's identity provider. Where that alone is to let people
/// in, admins begin with a password: later there is no way to one, and somebody must come in when it does not answer.
pub fn may_begin_there(app: &App, row: &Staff) -> bool {
    provider::is_offered(app) && !(provider::is_only(app) && may_have_password(app, row))
}

/// Takes the password, typed twice, and draws the app's secret.
///
/// # Errors
/// Invalid, under `password` and `again`; refused as `look`.
pub async fn choose(app: &App, token: &str, password: &str, again: &str) -> Result<Pairing> {
    let row = look(app, token).await?;
    if !may_have_password(app, &row) {
        return Err(Error::Refused(Refusal::ProviderOnly));
    }
    check_new(&row, password, again)?;
    let password_hash = app.hasher.hash(&*app.chance, password).await?;
    let chosen = Chosen { link: secret::hash_token(token), password_hash, totp: totp::secret(&*app.chance) };
    let sealed = app.secrets.seal_json(&*app.chance, SETUP, &chosen)?;
    pairing(app, &row, chosen.totp, BASE64URL_NOPAD.encode(&sealed))
}

/// Whether a password, typed twice, can be that of this colleague from now on.
///
/// # Errors
/// Invalid, under `password` and `again`.
pub(super) fn check_new(row: &Staff, password: &str, again: &str) -> Result<()> {
    let mut problems = Problems::default();
    let own = (row.name.as_str(), row.email.as_str());
    problems.take("password", password::check_password(password).and_then(|()| check_own(password, own)));
    if password != again {
        problems.add("again", Flaw::PasswordsDiffer);
    }
    problems.check()
}

/// The same step again, after a wrong code.
///
/// # Errors
/// Refused when the form does not belong to the link.
pub async fn again(app: &App, token: &str, kept: &str) -> Result<Pairing> {
    let row = look(app, token).await?;
    pairing(app, &row, open(app, token, kept)?.totp, kept.to_owned())
}

/// Proves the app by a code, opens the account and signs its owner in.
///
/// # Errors
/// Invalid under `code`; refused when the link was used meanwhile or the form is another link's.
pub async fn finish(app: &App, origin: Origin, token: &str, kept: &str, code: &str) -> Result<Opened> {
    let chosen = open(app, token, kept)?;
    let row = look(app, token).await?;
    if !may_have_password(app, &row) {
        return Err(Error::Refused(Refusal::ProviderOnly));
    }
    let id = row.id;
    let step = totp::check(&chosen.totp, code, app.clock.now(), 0);
    let totp_step = step.ok_or_else(|| Error::invalid("code", Flaw::CodeWrong))?;
    let (recovery_codes, recovery_hashes) = new_codes(app, id);
    let factors = Credentials {
        password_hash: chosen.password_hash,
        totp_sealed: app.secrets.seal(&*app.chance, TOTP, chosen.totp.as_bytes())?,
        totp_step,
        recovery_hashes,
    };
    let origin = Origin { actor: Actor::Staff(id), ..origin };
    let session = app
        .act(origin, move |act| {
            let used = store::link::use_once(act.db, &chosen.link, Purpose::StaffSetup, act.now)?;
            if used != Some(id.0) || !store::staff::set_credentials(act.db, id, &factors)? {
                return Err(Error::Refused(Refusal::LinkSpent));
            }
            act.audit(AuditAct::StaffSetUp, Subject("staff", Some(id.0)), json!({}))?;
            session::open(act, Opening::of(Holder::Staff(id), Means::Password))
        })
        .await?;
    Ok(Opened { session, recovery_codes })
}

/// Recovery codes for a colleague, and how they are kept.
pub(super) fn new_codes(app: &App, id: StaffId) -> (Vec<String>, Vec<String>) {
    let codes = totp::recovery_codes(&*app.chance);
    let index = |code: &String| app.secrets.blind_index(RECOVERY, &format!("{id} {code}"));
    let kept = codes.iter().map(index).collect();
    (codes, kept)
}

/// What the form carried, if it was made for this link.
fn open(app: &App, token: &str, kept: &str) -> Result<Chosen> {
    let spent = || Error::Refused(Refusal::LinkSpent);
    let sealed = BASE64URL_NOPAD.decode(kept.as_bytes()).map_err(|_| spent())?;
    let chosen: Chosen = app.secrets.open_json(SETUP, &sealed).map_err(|_| spent())?;
    if chosen.link == secret::hash_token(token) { Ok(chosen) } else { Err(spent()) }
}

pub(super) fn pairing(app: &App, row: &Staff, secret: String, kept: String) -> Result<Pairing> {
    let issuer = app.settings.load().initiative_name.clone();
    let picture = totp::qr_svg(&totp::uri(&issuer, &row.email, &secret))?;
    Ok(Pairing { kept, secret, picture })
}
