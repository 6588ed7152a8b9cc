//! Signing in at the ministry's identity provider: authorization code flow with PKCE, state and nonce (OpenID Connect
//! Core 1.0, section 3.1; RFC 7636; RFC 9207).
//!
//! It says who somebody is, never that they may come in: an account must exist, made by two admins, and its owner must
//! have connected it. Groups narrow an account's roles for one session, as they were last told; they never add one.

mod answered;
mod proof;

use aws_lc_rs::digest;
use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};
use serde_json::json;

use self::answered::{doors, told};
use super::door::Entered;
use super::id_token::Identity;
use super::way_in::{self, News, OwnKeys};
use super::{ceremony, setup};
use crate::app::App;
use crate::app::act::{Act, Origin, Subject};
use crate::app::session::{self, Opening};
use crate::config::Oidc;
use crate::domain::audit::{Actor, AuditAct};
use crate::domain::ceremony::Step;
use crate::domain::ids::{SessionId, StaffId};
use crate::domain::link::Purpose;
use crate::domain::locale::Locale;
use crate::domain::permit::{ChangeOwnKeys, Permit, Roles};
use crate::domain::session::{Means, Subject as Holder};
use crate::domain::staff::StaffState;
use crate::domain::{Error, Moment, Refusal, Result};
use crate::outward::provider::Doors;
use crate::secret;
use crate::store;
use crate::store::provider_account::ProviderAccount;

/// Where the provider sends people back to.
pub const BACK: &str = "/staff/oidc/callback";

/// What somebody goes there for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Aim {
    SignIn,
    /// To prove again who they are.
    Confirm,
    /// To connect the account there with the one here.
    Link,
    /// To set an account up, by the link with this hash.
    SetUp(String),
}

/// What is kept until somebody is back.
#[derive(Serialize, Deserialize)]
struct Question {
    aim: Aim,
    state: String,
    nonce: String,
    verifier: String,
    begun: Moment,
    next: String,
    /// What a form held that waits for the proof, as the page sealed it; empty for none.
    #[serde(default)]
    form: String,
}

/// Where somebody is sent.
pub struct Away {
    /// For the cookie by which the browser is known when it is back.
    pub token: String,
    pub url: String,
    pub host: String,
}

/// What somebody brings back.
pub struct Brought<'a> {
    pub state: &'a str,
    pub code: &'a str,
    /// What it says in place of a code (RFC 6749, section 4.1.2.1).
    pub error: &'a str,
    /// The provider's name, if it gives it.
    pub issuer: &'a str,
}

/// What came of it, and where to go on.
pub enum Outcome {
    Entered(Entered, String),
    /// With the form that waited for it.
    Confirmed(String, String),
    /// The provider knows somebody else, or did not ask anew: why, and where to go on with what form once it is shown otherwise.
    NotConfirmed(Refusal, String, String),
    Linked,
    /// The account there was not connected: why.
    NotLinked(Refusal),
}

/// Whether the ministry has one.
pub fn is_offered(app: &App) -> bool {
    app.config.oidc.is_some()
}

/// Whether it alone is meant for everybody but admins.
pub fn is_only(app: &App) -> bool {
    app.config.oidc.as_ref().is_some_and(|oidc| oidc.only)
}

/// A colleague's account there.
///
/// # Errors
/// Internal.
pub async fn account(app: &App, id: StaffId) -> Result<Option<ProviderAccount>> {
    app.store.read(move |db| store::provider_account::of_staff(db, id)).await
}

/// Sends a browser to the provider. `session` is the one in which its answer counts, if any.
///
/// # Errors
/// Not found without a provider; refused when it does not answer.
pub async fn ask(
    app: &App,
    session: Option<SessionId>,
    aim: Aim,
    (locale, next, form): (Locale, &str, &str),
) -> Result<Away> {
    let oidc = oidc(app)?;
    let doors = doors(app, oidc).await?;
    let chance = &*app.chance;
    let question = Question {
        // The language comes back with it, so that the page that waits there is in it.
        state: format!("{}.{}", locale.code(), secret::random_token(chance)),
        nonce: secret::random_token(chance),
        verifier: secret::random_token(chance),
        begun: app.clock.now(),
        next: next.to_owned(),
        form: form.to_owned(),
        aim,
    };
    let url = address(app, oidc, &doors, &question);
    let token = ceremony::begin(app, Step::Provider, session, &question).await?;
    let host = doors.authorization.host_str().unwrap_or_default().to_owned();
    Ok(Away { token, url, host })
}

/// The language of whoever brings this back.
pub fn language(state: &str) -> Locale {
    let code = state.split_once('.').map(|(code, _)| code);
    code.and_then(Locale::from_code).unwrap_or(Locale::English)
}

fn address(app: &App, oidc: &Oidc, doors: &Doors, question: &Question) -> String {
    let mut url = doors.authorization.clone();
    let scope = [&["openid".to_owned()], oidc.scopes.as_slice()].concat().join(" ");
    let challenge = digest::digest(&digest::SHA256, question.verifier.as_bytes());
    let challenge = BASE64URL_NOPAD.encode(challenge.as_ref());
    let mut query = url.query_pairs_mut();
    query
        .append_pair("response_type", "code")
        .append_pair("client_id", &oidc.client_id)
        .append_pair("redirect_uri", &app.config.staff_base().join(BACK))
        .append_pair("scope", &scope)
        .append_pair("state", &question.state)
        .append_pair("nonce", &question.nonce)
        .append_pair("code_challenge", &challenge)
        .append_pair("code_challenge_method", "S256");
    if question.aim == Aim::Confirm {
        query.append_pair("prompt", "login").append_pair("max_age", "0");
    }
    drop(query);
    url.into()
}

/// Takes what somebody brings back, and does what they went there for.
///
/// # Errors
/// Refused: when it is no answer to what this browser was asked, when the provider cannot be relied on, and when
/// nothing here is open to the person.
pub async fn answer(
    app: &App,
    origin: Origin,
    own: Option<(SessionId, StaffId)>,
    (token, brought): (&str, Brought<'_>),
) -> Result<Outcome> {
    let oidc = oidc(app)?;
    let (asked_in, question): (_, Question) = ceremony::take_any(app, Step::Provider, token).await?;
    let not_answered = || Error::Refused(Refusal::NotAnswered);
    if question.state != brought.state || asked_in.is_some() && asked_in != own.map(|(session, _)| session) {
        return Err(not_answered());
    }
    let identity = match told(app, &origin, oidc, (&question, &brought)).await {
        Ok(identity) => identity,
        Err(Error::Refused(why)) => return turned_back(question, why),
        Err(error) => return Err(error),
    };
    match (question.aim, own) {
        (Aim::SignIn, _) => {
            sign_in(app, origin, identity).await.map(|in_| Outcome::Entered(in_, question.next))
        }
        (Aim::SetUp(link), _) => {
            set_up(app, origin, identity, link).await.map(|in_| Outcome::Entered(in_, question.next))
        }
        (Aim::Confirm, Some(own)) => match proof::take(app, origin, own, (identity, question.begun)).await {
            Ok(()) => Ok(Outcome::Confirmed(question.next, question.form)),
            // Their session is over.
            Err(error @ Error::Refused(Refusal::ProviderGroups)) => Err(error),
            Err(Error::Refused(why)) => Ok(Outcome::NotConfirmed(why, question.next, question.form)),
            Err(error) => Err(error),
        },
        (Aim::Link, Some((_, id))) => match link(app, origin, id, identity).await {
            Ok(()) => Ok(Outcome::Linked),
            Err(Error::Refused(why)) => Ok(Outcome::NotLinked(why)),
            Err(error) => Err(error),
        },
        (Aim::Confirm | Aim::Link, None) => Err(not_answered()),
    }
}

/// Nothing came of it: says why where the person came from.
fn turned_back(question: Question, why: Refusal) -> Result<Outcome> {
    match question.aim {
        Aim::Confirm => Ok(Outcome::NotConfirmed(why, question.next, question.form)),
        Aim::Link => Ok(Outcome::NotLinked(why)),
        Aim::SignIn | Aim::SetUp(_) => Err(Error::Refused(why)),
    }
}

async fn sign_in(app: &App, origin: Origin, identity: Identity) -> Result<Entered> {
    let entered = app
        .act(origin, move |act| {
            let issuer = oidc(act.app)?.issuer.clone();
            let id = store::provider_account::find(act.db, &issuer, &identity.subject)?;
            if let Some(id) = id {
                act.speak_for(Actor::Staff(id));
                let row = store::staff::find(act.db, id)?;
                let roles = usable(act.app, &row.roles, &identity)?;
                if row.state == StaffState::Active && roles.is_some() {
                    return open(act, id, &identity).map(Some);
                }
            }
            act.audit(
                AuditAct::StaffSignInRefused,
                Subject("staff", id.map(|id| id.0)),
                json!({ "factor": "provider" }),
            )?;
            Ok(None)
        })
        .await?;
    entered.ok_or(Error::Refused(Refusal::ProviderUnknown))
}

/// An account's roles that these groups let its owner use; none if they let them use none.
fn usable(app: &App, held: &Roles, identity: &Identity) -> Result<Option<Roles>> {
    let usable = mapped(app, identity)?.map_or_else(|| held.clone(), |mapped| held.both(&mapped));
    Ok(Some(usable).filter(|usable| !usable.0.is_empty()))
}

/// Which roles these groups stand for; none where groups do not matter.
fn mapped(app: &App, identity: &Identity) -> Result<Option<Roles>> {
    Ok(oidc(app)?.roles_of(identity.groups.iter().map(String::as_str)))
}

fn open(act: &mut Act<'_>, id: StaffId, identity: &Identity) -> Result<Entered> {
    act.audit(AuditAct::StaffSignedIn, Subject("staff", Some(id.0)), json!({ "factor": "provider" }))?;
    let opening = Opening {
        subject: Holder::Staff(id),
        means: Means::Provider,
        roles: mapped(act.app, identity)?,
        proven_at: identity.proven_at.map(|at| at.min(act.now)),
    };
    Ok(Entered { id, session: session::open(act, opening)?, codes_left: None })
}

async fn set_up(app: &App, origin: Origin, identity: Identity, link: String) -> Result<Entered> {
    app.act(origin, move |act| {
        let spent = || Error::Refused(Refusal::LinkSpent);
        let found = store::link::find(act.db, &link, Purpose::StaffSetup, act.now)?.ok_or_else(spent)?;
        let id = StaffId(found.subject_id);
        let row = store::staff::find(act.db, id)?;
        if !setup::may_begin_there(act.app, &row) {
            return Err(Error::Refused(Refusal::PasswordFirst));
        }
        if usable(act.app, &row.roles, &identity)?.is_none() {
            return Err(Error::Refused(Refusal::ProviderGroups));
        }
        act.speak_for(Actor::Staff(id));
        let used = store::link::use_once(act.db, &link, Purpose::StaffSetup, act.now)?;
        if used != Some(id.0) || !store::staff::open_without_password(act.db, id)? {
            return Err(spent());
        }
        connect(act, id, &identity)?;
        act.audit(AuditAct::StaffSetUp, Subject("staff", Some(id.0)), json!({ "factor": "provider" }))?;
        open(act, id, &identity)
    })
    .await
}

async fn link(app: &App, origin: Origin, id: StaffId, identity: Identity) -> Result<()> {
    app.act(origin, move |act| {
        connect(act, id, &identity)?;
        way_in::tell(act, id, News::Provider)?;
        act.audit(AuditAct::StaffProviderLinked, Subject("staff", Some(id.0)), json!({}))
    })
    .await
}

fn connect(act: &mut Act<'_>, id: StaffId, identity: &Identity) -> Result<()> {
    let issuer = oidc(act.app)?.issuer.clone();
    if store::provider_account::find(act.db, &issuer, &identity.subject)?.is_some_and(|owner| owner != id) {
        return Err(Error::Refused(Refusal::ProviderTaken));
    }
    store::provider_account::link(act.db, id, (&issuer, &identity.subject), act.now)
}

/// Disconnects a colleague's account there.
///
/// # Errors
/// Refused to whoever could not come in any more; not found if it is not connected.
pub async fn unlink(app: &App, origin: Origin, permit: &Permit<ChangeOwnKeys>) -> Result<()> {
    let id = permit.id();
    app.act(origin, move |act| {
        if !OwnKeys::read(act.app, act.db, id)?.let_in() {
            return Err(Error::Refused(Refusal::OnlyWayIn));
        }
        if !store::provider_account::unlink(act.db, id)? {
            return Err(Error::NotFound);
        }
        act.audit(AuditAct::StaffProviderUnlinked, Subject("staff", Some(id.0)), json!({}))
    })
    .await
}

fn oidc(app: &App) -> Result<&Oidc> {
    app.config.oidc.as_ref().ok_or(Error::NotFound)
}
