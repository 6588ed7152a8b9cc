//! Being signed in: a token in a cookie that names a row, and the row that alone says who, in which
//! role, and until when. So signing out, disabling and changing roles hold from the next request on.

use chrono::Duration;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};

use super::App;
use super::act::Act;
use super::staff::door::may_use_own_keys;
use crate::domain::ids::{RepresentativeId, SessionId};
use crate::domain::permit::{Roles, Staff};
use crate::domain::session::{Means, Subject};
use crate::domain::{Door, Error, Moment, Result, limits};
use crate::secret;
use crate::store;
use crate::store::session::{Holder, NewSession, Session};

const ISSUER: &str = "tilsagn";

/// The one kind of token that opens a session (RFC 8725, section 3.11).
const KIND: &str = "session+jwt";

/// What the cookie's token says (RFC 7519). It names no person.
#[derive(Debug, Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    /// The session's secret id; the database holds its hash.
    sid: String,
    nbf: i64,
    exp: i64,
}

/// A session to be opened.
#[derive(Debug, Clone)]
pub struct Opening {
    pub subject: Subject,
    pub means: Means,
    /// The roles that hold at most; none: all that the colleague has.
    pub roles: Option<Roles>,
    /// When they proved who they are, where that is not now.
    pub proven_at: Option<Moment>,
}

impl Opening {
    /// With all roles.
    pub fn of(subject: Subject, means: Means) -> Opening {
        Opening { subject, means, roles: None, proven_at: None }
    }
}

/// Who is signed in, as the database says at this moment.
#[derive(Debug, Clone)]
pub enum SignedIn {
    Colleague(SessionId, Box<Staff>),
    Member(SessionId, RepresentativeId),
}

/// Opens a session within an act, and gives the token for the cookie.
///
/// # Errors
/// Internal.
pub fn open(act: &mut Act<'_>, opening: Opening) -> Result<String> {
    let sid = secret::random_token(&*act.app.chance);
    let expires_at = act.now + Duration::hours(limits::SESSION_HOURS);
    let Opening { subject, means, roles, proven_at } = opening;
    let new = NewSession {
        hash: secret::hash_token(&sid),
        subject,
        means,
        browser: act.browser(),
        roles,
        proven_at,
        created_at: act.now,
        expires_at,
    };
    store::session::insert(act.db, &new)?;
    let claims = Claims {
        iss: ISSUER.to_owned(),
        aud: subject.door().code().to_owned(),
        sid,
        // Another node that answers the next request may be a little behind.
        nbf: act.now.seconds() - limits::NODE_SKEW_SECONDS,
        exp: expires_at.seconds(),
    };
    let key = EncodingKey::from_secret(act.app.secrets.token_key());
    jsonwebtoken::encode(&header(), &claims, &key).map_err(Error::internal)
}

/// What every token of ours begins with, and nothing else: it names no key and no place to find one.
fn header() -> Header {
    Header { typ: Some(KIND.to_owned()), ..Header::new(Algorithm::HS256) }
}

/// Who holds this token, if it is one of ours for this door and its session lives.
///
/// # Errors
/// `SignIn` for anything else than a living session; internal if the database does not answer.
pub async fn find(app: &App, door: Door, token: &str) -> Result<SignedIn> {
    let now = app.clock.now();
    let hash = hash_in(app, door, token, now).ok_or(Error::SignIn(door))?;
    let found = app.store.read(move |db| store::session::find_live(db, &hash)).await?;
    let (session, holder) = found
        .filter(|(session, holder)| lives(session, door, now) && counts(app, session, holder))
        .ok_or(Error::SignIn(door))?;
    if !app.config.read_only && now - session.seen_at >= Duration::seconds(limits::TOUCH_SECONDS) {
        touch(app, session.id, now).await;
    }
    // Whoever comes from the identity provider may have proved there who they are long ago.
    let proven_by_coming_in = (session.means != Means::Provider).then_some(session.created_at);
    Ok(match holder {
        Holder::Representative(id) => SignedIn::Member(session.id, id),
        Holder::Staff(row) => {
            let staff = Staff {
                id: row.id,
                name: row.name,
                roles: session.roles.map_or(row.roles.clone(), |narrowed| row.roles.both(&narrowed)),
                held_since: row.held_since.0,
                stepped_up_at: session.stepped_up_at.or(proven_by_coming_in),
            };
            SignedIn::Colleague(session.id, Box::new(staff))
        }
    })
}

/// Notes that a session was used. Nobody waits for it long, nor is refused for it, while an import, say, holds the database:
/// if it is not noted, the session ends sooner for want of use.
async fn touch(app: &App, id: SessionId, now: Moment) {
    let noted = app.store.write(move |db| store::session::touch(db, id, now));
    match tokio::time::timeout(std::time::Duration::from_millis(limits::TOUCH_MILLIS), noted).await {
        Ok(Ok(_)) => {}
        Ok(Err(error)) => tracing::warn!(reason = %error.reason(), "the use of a session was not noted"),
        Err(_) => tracing::warn!("the use of a session was not noted in time"),
    }
}

/// Which representative this token lets in, or let in until something ended their session, within its hours.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn former(app: &App, token: &str) -> Result<Option<RepresentativeId>> {
    let Some(hash) = hash_in(app, Door::Account, token, app.clock.now()) else { return Ok(None) };
    app.store.read(move |db| store::session::representative_of(db, &hash)).await
}

/// The hash of the session that a token of ours names, within its hours.
fn hash_in(app: &App, door: Door, token: &str, now: Moment) -> Option<String> {
    let at = now.seconds();
    let claims = read(app, door, token).filter(|claims| claims.nbf <= at && at < claims.exp)?;
    Some(secret::hash_token(&claims.sid))
}

fn lives(session: &Session, door: Door, now: Moment) -> bool {
    let idle = now - session.seen_at > Duration::minutes(limits::IDLE_MINUTES);
    session.door == door && session.expires_at > now && !idle
}

/// Whether a session that was begun so lets its holder go on: what somebody has with us may have counted then and not now.
fn counts(app: &App, session: &Session, holder: &Holder) -> bool {
    match holder {
        Holder::Staff(row) => session.means == Means::Provider || may_use_own_keys(app, row),
        Holder::Representative(_) => true,
    }
}

/// The claims of a token that one of our secrets signed for this door. The time is checked against
/// our own clock, by the caller.
fn read(app: &App, door: Door, token: &str) -> Option<Claims> {
    let mut rules = Validation::new(Algorithm::HS256);
    rules.leeway = 0;
    rules.validate_exp = false;
    rules.set_required_spec_claims(&["exp", "nbf", "aud", "iss"]);
    rules.set_issuer(&[ISSUER]);
    rules.set_audience(&[door.code()]);
    app.secrets.token_keys_to_verify().find_map(|key| {
        jsonwebtoken::decode::<Claims>(token, &DecodingKey::from_secret(key), &rules)
            .ok()
            .filter(|data| data.header == header())
            .map(|data| data.claims)
    })
}
