//! Being signed in: a token in a cookie that names a row, and the row that alone says who, in which
//! role, and until when. So signing out, disabling and changing roles hold from the next request on.

use chrono::Duration;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};

use super::App;
use crate::domain::ids::{RepresentativeId, SessionId};
use crate::domain::permit::Staff;
use crate::domain::session::Subject;
use crate::domain::{Door, Error, Moment, Result, limits};
use crate::secret;
use crate::store::session::{Holder, NewSession, Session};
use crate::store::{self, Db};

const ISSUER: &str = "tilsagn";

/// What the cookie's token says (RFC 7519). It names no person.
#[derive(Debug, Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    /// The session's secret id; the database holds its hash.
    sid: String,
    exp: i64,
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
pub fn open(app: &App, db: &mut Db, subject: Subject, now: Moment) -> Result<String> {
    let sid = secret::random_token(&*app.chance);
    let expires_at = now + Duration::hours(limits::SESSION_HOURS);
    let hash = secret::hash_token(&sid);
    store::session::insert(db, &NewSession { hash, subject, created_at: now, expires_at })?;
    let claims = Claims {
        iss: ISSUER.to_owned(),
        aud: subject.door().code().to_owned(),
        sid,
        exp: expires_at.seconds(),
    };
    let key = EncodingKey::from_secret(app.secrets.token_key());
    jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &key).map_err(Error::internal)
}

/// Who holds this token, if it is one of ours for this door and its session lives.
///
/// # Errors
/// `SignIn` for anything else than a living session; internal if the database does not answer.
pub async fn find(app: &App, door: Door, token: &str) -> Result<SignedIn> {
    let now = app.clock.now();
    let claims =
        read(app, door, token).filter(|claims| claims.exp > now.seconds()).ok_or(Error::SignIn(door))?;
    let hash = secret::hash_token(&claims.sid);
    let found = app.store.read(move |db| store::session::find_live(db, &hash)).await?;
    let (session, holder) =
        found.filter(|(session, _)| lives(session, door, now)).ok_or(Error::SignIn(door))?;
    if !app.config.read_only && now - session.seen_at >= Duration::seconds(limits::TOUCH_SECONDS) {
        let id = session.id;
        app.store.write(move |db| store::session::touch(db, id, now)).await?;
    }
    Ok(match holder {
        Holder::Representative(id) => SignedIn::Member(session.id, id),
        Holder::Staff(row) => {
            let staff = Staff {
                id: row.id,
                name: row.name,
                roles: row.roles,
                created_at: row.created_at,
                stepped_up_at: Some(session.stepped_up_at.unwrap_or(session.created_at)),
            };
            SignedIn::Colleague(session.id, Box::new(staff))
        }
    })
}

fn lives(session: &Session, door: Door, now: Moment) -> bool {
    let idle = now - session.seen_at > Duration::minutes(limits::IDLE_MINUTES);
    session.door == door && session.expires_at > now && !idle
}

/// The claims of a token that one of our secrets signed for this door. The time is checked against
/// our own clock, by the caller.
fn read(app: &App, door: Door, token: &str) -> Option<Claims> {
    let mut rules = Validation::new(Algorithm::HS256);
    rules.leeway = 0;
    rules.validate_exp = false;
    rules.set_required_spec_claims(&["exp", "aud", "iss"]);
    rules.set_issuer(&[ISSUER]);
    rules.set_audience(&[door.code()]);
    app.secrets.token_keys_to_verify().find_map(|key| {
        jsonwebtoken::decode::<Claims>(token, &DecodingKey::from_secret(key), &rules)
            .ok()
            .map(|data| data.claims)
    })
}
