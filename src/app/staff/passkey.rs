//! Passkeys (WebAuthn level 2, <https://www.w3.org/TR/webauthn-2/>): adding and removing one's own, coming in with
//! one, and proving with one who one is.
//!
//! A passkey counts as both factors, since it is taken only when its authenticator has made sure who holds it. Who
//! has it is found by the passkey itself, so that nobody learns whether an address has an account, or passkeys.

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use webauthn_rs::prelude::{
    DiscoverableAuthentication, PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, Uuid,
    Webauthn, WebauthnBuilder, WebauthnError,
};

use super::door::{Entered, may_use_own_keys, refuse, who_may_prove};
use super::way_in::News;
use super::{ceremony, way_in};
use crate::app::App;
use crate::app::act::{Act, Origin, Subject};
use crate::app::session::{self, Opening};
use crate::domain::audit::{Actor, AuditAct};
use crate::domain::ceremony::Step;
use crate::domain::ids::{PasskeyId, SessionId, StaffId};
use crate::domain::permit::{ChangeOwnKeys, Permit};
use crate::domain::session::{Means, Subject as Holder};
use crate::domain::staff::StaffState;
use crate::domain::text::KeyName;
use crate::domain::{Error, Flaw, Refusal, Result, limits};
use crate::store;
use crate::store::passkey::{NewPasskey, Passkey};

/// What a browser is asked for.
pub struct Asked {
    /// For the cookie by which the browser is known when it answers.
    pub token: String,
    /// What `navigator.credentials` takes, as JSON with bytes in base64url.
    pub options: Value,
}

/// What is kept while somebody adds a passkey.
#[derive(Serialize, Deserialize)]
struct Adding {
    name: KeyName,
    user_handle: String,
    state: PasskeyRegistration,
}

/// Whether this site can have passkeys: they belong to a host name, never to a number.
pub fn are_offered(app: &App) -> bool {
    relying_party(app).is_ok()
}

/// Who we are to authenticators: the host on which staff sign in, and its one origin.
fn relying_party(app: &App) -> Result<Webauthn> {
    let base = app.config.staff_base();
    let origin = url::Url::parse(&base.url).map_err(Error::internal)?;
    // A number is no relying party (Web Authentication, section 5.1.2); the library would log each time that it is told one.
    if !matches!(origin.host(), Some(url::Host::Domain(_))) {
        return Err(Error::NotFound);
    }
    let name = app.settings.load().initiative_name.clone();
    let builder = WebauthnBuilder::new(base.host(), &origin).map_err(|_| Error::NotFound)?;
    builder.rp_name(&name).build().map_err(internal)
}

/// Asks a browser for a passkey of its own, which its owner will call so.
///
/// # Errors
/// Invalid under `name`, also when there are too many; refused where it would let nobody in; not found where passkeys are
/// not offered.
pub async fn ask_new(
    app: &App,
    permit: &Permit<ChangeOwnKeys>,
    session: SessionId,
    name: &str,
) -> Result<Asked> {
    let name = KeyName::parse(name).map_err(|flaw| Error::invalid("name", flaw))?;
    let id = permit.id();
    let (row, known) = app
        .store
        .read(move |db| Ok((store::staff::find(db, id)?, store::passkey::of_staff(db, id)?)))
        .await?;
    if !may_use_own_keys(app, &row) {
        return Err(Error::Refused(Refusal::ProviderOnly));
    }
    if known.len() >= limits::PASSKEYS {
        return Err(Error::invalid("name", Flaw::TooMany));
    }
    let user_handle = known.first().map_or_else(|| new_handle(app), |key| key.user_handle.clone());
    let uuid = uuid(&user_handle)?;
    let others = known.iter().filter_map(|key| bytes(&key.credential_id)).collect();
    let party = relying_party(app)?;
    let (challenge, state) =
        party.start_passkey_registration(uuid, &row.email, &row.name, Some(others)).map_err(internal)?;
    let mut options = serde_json::to_value(challenge).map_err(Error::internal)?;
    // It must be found without an address (section 5.4.6).
    options["publicKey"]["authenticatorSelection"]["residentKey"] = json!("required");
    options["publicKey"]["authenticatorSelection"]["requireResidentKey"] = json!(true);
    let token =
        ceremony::begin(app, Step::PasskeyAdd, Some(session), &Adding { name, user_handle, state }).await?;
    Ok(Asked { token, options })
}

/// Keeps the passkey that a browser answered with.
///
/// # Errors
/// Refused when the answer is none to what this browser was asked; conflict when the passkey is known already.
pub async fn add(
    app: &App,
    origin: Origin,
    permit: &Permit<ChangeOwnKeys>,
    session: SessionId,
    (token, answer): (&str, &str),
) -> Result<()> {
    let Adding { name, user_handle, state } =
        ceremony::take(app, Step::PasskeyAdd, Some(session), token).await?;
    let answer: RegisterPublicKeyCredential = serde_json::from_str(answer).map_err(|_| not_answered())?;
    let key = relying_party(app)?.finish_passkey_registration(&answer, &state).map_err(|error| {
        tracing::info!(%error, "a new passkey was not taken");
        not_answered()
    })?;
    let new = NewPasskey {
        staff_id: permit.id(),
        user_handle,
        credential_id: BASE64URL_NOPAD.encode(key.cred_id().as_ref()),
        credential: serde_json::to_string(&key).map_err(Error::internal)?,
        name: name.as_str().to_owned(),
    };
    app.act(origin, move |act| {
        store::passkey::insert(act.db, &new, act.now)?;
        way_in::tell(act, new.staff_id, News::Passkey)?;
        act.audit(AuditAct::StaffPasskeyAdded, Subject("staff", Some(new.staff_id.0)), json!({}))
    })
    .await
}

/// Forgets a passkey.
///
/// # Errors
/// Not found, if it is somebody else's.
pub async fn remove(app: &App, origin: Origin, permit: &Permit<ChangeOwnKeys>, key: PasskeyId) -> Result<()> {
    let id = permit.id();
    app.act(origin, move |act| {
        if !store::passkey::remove(act.db, id, key)? {
            return Err(Error::NotFound);
        }
        act.audit(AuditAct::StaffPasskeyRemoved, Subject("staff", Some(id.0)), json!({}))
    })
    .await
}

/// Asks a browser, in whatever session or none, for any passkey that it has for us.
///
/// # Errors
/// Not found where passkeys are not offered.
pub async fn ask(app: &App, step: Step, session: Option<SessionId>) -> Result<Asked> {
    let (challenge, state) = relying_party(app)?.start_discoverable_authentication().map_err(internal)?;
    let mut options = serde_json::to_value(challenge).map_err(Error::internal)?;
    // Asked for by a button, not offered while somebody types.
    if let Some(options) = options.as_object_mut() {
        options.remove("mediation");
    }
    let token = ceremony::begin(app, step, session, &state).await?;
    Ok(Asked { token, options })
}

/// Lets in whoever has the passkey.
///
/// # Errors
/// Refused, with one answer for whatever was wrong.
pub async fn sign_in(app: &App, origin: Origin, (token, answer): (&str, &str)) -> Result<Entered> {
    let proof = match proof(app, Step::PasskeySignIn, None, (token, answer)).await {
        Ok(proof) => proof,
        Err(Error::Refused(why)) => {
            refuse(app, origin, None).await?;
            return Err(Error::Refused(why));
        }
        Err(error) => return Err(error),
    };
    let origin = Origin { actor: Actor::Staff(proof.key.staff_id), ..origin };
    let entered = app
        .act(origin, move |act| {
            let id = proof.key.staff_id;
            let row = store::staff::find(act.db, id)?;
            let may = row.state == StaffState::Active && may_use_own_keys(act.app, &row);
            if !may || !proof.is_noted(act)? {
                act.audit(AuditAct::StaffSignInRefused, Subject("staff", Some(id.0)), json!({}))?;
                return Ok(None);
            }
            act.audit(AuditAct::StaffSignedIn, Subject("staff", Some(id.0)), json!({ "factor": "passkey" }))?;
            let session = session::open(act, Opening::of(Holder::Staff(id), Means::Passkey))?;
            Ok(Some(Entered { id, session, codes_left: None }))
        })
        .await?;
    entered.ok_or(Error::Refused(Refusal::PasskeyWrong))
}

/// Notes in the session that its owner has just proven with a passkey who they are.
///
/// # Errors
/// Refused when the passkey is another's or the answer does not fit; `ProviderOnly` where no passkey counts.
pub async fn confirm_identity(
    app: &App,
    origin: Origin,
    (session, id): (SessionId, StaffId),
    (token, answer): (&str, &str),
) -> Result<()> {
    who_may_prove(app, &origin, id).await?;
    let proof = proof(app, Step::PasskeyConfirm, Some(session), (token, answer)).await;
    let why = match &proof {
        Ok(_) => Refusal::PasskeyWrong,
        Err(Error::Refused(why)) => *why,
        Err(_) => return proof.map(drop),
    };
    let done = app
        .act(origin, move |act| {
            let done = match &proof {
                Ok(proof) if proof.key.staff_id == id => {
                    proof.is_noted(act)? && store::session::step_up(act.db, session, act.now)?
                }
                _ => false,
            };
            let what = if done { AuditAct::StaffIdentityConfirmed } else { AuditAct::StaffIdentityRefused };
            act.audit(what, Subject("staff", Some(id.0)), json!({}))?;
            Ok(done)
        })
        .await?;
    if done { Ok(()) } else { Err(Error::Refused(why)) }
}

/// A passkey that answered as it should.
struct Proof {
    /// As it was before.
    key: Passkey,
    /// As it is to be kept.
    credential: String,
}

impl Proof {
    /// Notes that it was used, unless somebody used it meanwhile. Says whether it was noted.
    fn is_noted(&self, act: &mut Act<'_>) -> Result<bool> {
        store::passkey::used(act.db, &self.key, &self.credential, act.now)
    }
}

/// Checks an answer: signed by a passkey of ours, for this question, from our own origin, by somebody whom the
/// authenticator has made sure of, and with a counter that went up if there is one.
async fn proof(
    app: &App,
    step: Step,
    session: Option<SessionId>,
    (token, answer): (&str, &str),
) -> Result<Proof> {
    let question: DiscoverableAuthentication = ceremony::take(app, step, session, token).await?;
    let answer: PublicKeyCredential = serde_json::from_str(answer).map_err(|_| not_answered())?;
    let party = relying_party(app)?;
    let (handle, credential_id) =
        party.identify_discoverable_authentication(&answer).map_err(|_| not_answered())?;
    let credential_id = BASE64URL_NOPAD.encode(credential_id);
    let key = app.store.read(move |db| store::passkey::by_credential(db, &credential_id)).await?;
    let wrong = || Error::Refused(Refusal::PasskeyWrong);
    let key = key.ok_or_else(wrong)?;
    if uuid(&key.user_handle)? != handle {
        return Err(wrong());
    }
    let mut known: webauthn_rs::prelude::Passkey =
        serde_json::from_str(&key.credential).map_err(Error::internal)?;
    let result = party.finish_discoverable_authentication_v2(&answer, question, &known).map_err(|error| {
        // A counter that does not go up is the mark of a copy; the rest happens to the best of us.
        match error {
            WebauthnError::CredentialPossibleCompromise => {
                tracing::warn!(passkey = key.id.0, "a passkey was refused: its counter did not go up");
            }
            error => tracing::info!(%error, "a passkey was refused"),
        }
        wrong()
    })?;
    if !result.user_verified() {
        return Err(wrong());
    }
    known.update_credential(&result);
    let credential = serde_json::to_string(&known).map_err(Error::internal)?;
    Ok(Proof { key, credential })
}

fn not_answered() -> Error {
    Error::Refused(Refusal::NotAnswered)
}

/// Sixteen random bytes, base64url: authenticators keep them, and they say nothing about the person.
fn new_handle(app: &App) -> String {
    let mut handle = [0; 16];
    app.chance.fill(&mut handle);
    BASE64URL_NOPAD.encode(&handle)
}

fn uuid(handle: &str) -> Result<Uuid> {
    let bytes = bytes(handle).ok_or_else(|| Error::internal("a kept user handle is no base64url"))?;
    Uuid::from_slice(&bytes).map_err(Error::internal)
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    BASE64URL_NOPAD.decode(text.as_bytes()).ok()
}

fn internal(error: WebauthnError) -> Error {
    Error::internal(error.to_string())
}
