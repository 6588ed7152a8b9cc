//! The ministry's identity provider as a server: where its doors are (OpenID Connect Discovery 1.0), its keys, and
//! codes for tokens. It is asked at the address that the operator gave and at those that it names itself, over TLS,
//! without following redirects. What it answers is not trusted here: tokens are checked in `app/staff/id_token.rs`.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use data_encoding::BASE64;
use jsonwebtoken::jwk::Jwk;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use tokio::sync::Semaphore;
use ureq::Body;
use ureq::http::Response;
use url::Url;

use crate::clock::Clock;
use crate::config::is_safe;
use crate::domain::{Moment, limits};

/// Why it could not be relied on, for the log of whoever runs the site.
pub type Fault = String;

/// Where a provider is met, and how.
#[derive(Debug, Clone)]
pub struct Doors {
    /// Where people sign in.
    pub authorization: Url,
    token: Url,
    keys: Url,
    /// Whether our secret goes into a header (RFC 6749, section 2.3.1) or into the form.
    basic: bool,
    /// Whether it names itself when it sends people back (RFC 9207).
    pub names_itself: bool,
}

/// Codes that are exchanged at the same time. Each holds a thread until it answers.
const EXCHANGES: usize = 4;

/// What is known of the provider, for a while, and who may ask it.
#[derive(Debug)]
pub struct Provider {
    known: Mutex<Option<Known>>,
    /// Why it could not be relied on just now, and when that was found out.
    failed: Mutex<Option<(Moment, Fault)>>,
    /// For whoever asks what it says of itself, one at a time: others wait for what comes of it and hold no thread.
    pub asking: Arc<Semaphore>,
    /// For whoever brings it a code.
    pub exchanging: Arc<Semaphore>,
}

/// What it says of itself.
#[derive(Debug, Clone)]
pub struct Known {
    pub doors: Doors,
    read_at: Moment,
    /// With which it signs.
    pub keys: Vec<Jwk>,
    keys_read_at: Moment,
}

/// Who we are there.
#[derive(Debug, Clone)]
pub struct Client {
    pub id: String,
    pub secret: Option<String>,
    /// Where people are sent back to.
    pub redirect: String,
}

#[derive(Deserialize)]
struct Described {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    #[serde(default)]
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

#[derive(Deserialize)]
struct Keys {
    keys: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
struct Tokens {
    id_token: String,
}

impl Default for Provider {
    fn default() -> Provider {
        Provider {
            known: Mutex::default(),
            failed: Mutex::default(),
            asking: Arc::new(Semaphore::new(1)),
            exchanging: Arc::new(Semaphore::new(EXCHANGES)),
        }
    }
}

impl Provider {
    /// What is known of it, unless that is an hour old. A key that is not among its keys (`key_is_missing`) may be new: then they are
    /// not at hand, but for a minute after they were read.
    pub fn at_hand(&self, key_is_missing: bool, now: Moment) -> Option<Known> {
        let life = chrono::Duration::minutes(limits::PROVIDER_MINUTES);
        let known = held(&self.known).clone().filter(|known| is_within(now, known.read_at, life))?;
        let just_read = chrono::Duration::seconds(limits::PROVIDER_KEYS_SECONDS);
        (!key_is_missing || now - known.keys_read_at < just_read).then_some(known)
    }

    /// The same, asked for where it is not at hand. While it has just failed, it is not asked again, and the fault is the same.
    /// Blocks.
    ///
    /// # Errors
    /// What it answered that cannot be relied on.
    pub fn known(&self, issuer: &str, key_is_missing: bool, clock: &dyn Clock) -> Result<Known, Fault> {
        let now = clock.now();
        if let Some(known) = self.at_hand(key_is_missing, now) {
            return Ok(known);
        }
        let again = chrono::Duration::seconds(limits::PROVIDER_AGAIN_SECONDS);
        if let Some((at, fault)) = held(&self.failed).clone()
            && is_within(now, at, again)
        {
            return Err(fault);
        }
        let read = self.read(issuer, now);
        *held(&self.failed) = read.as_ref().err().map(|fault| (clock.now(), fault.clone()));
        if let Ok(known) = &read {
            *held(&self.known) = Some(known.clone());
        }
        read
    }

    /// For the sake of a key alone, it is not asked where its doors are.
    fn read(&self, issuer: &str, now: Moment) -> Result<Known, Fault> {
        let (doors, read_at) = match self.at_hand(false, now) {
            Some(known) => (known.doors, known.read_at),
            None => (discover(issuer)?, now),
        };
        Ok(Known { keys: keys(&doors)?, doors, read_at, keys_read_at: now })
    }
}

/// Whether a moment is not past it by more than so long.
fn is_within(now: Moment, since: Moment, life: chrono::Duration) -> bool {
    now >= since && now - since < life
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Whoever panicked with it left a whole value behind.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Asks the provider what it is. Blocks.
///
/// # Errors
/// What it answered that cannot be relied on.
pub fn discover(issuer: &str) -> Result<Doors, Fault> {
    let place = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
    let said: Described = read(&place)?;
    if said.issuer != issuer {
        return Err(format!(
            "{place} calls itself {:?}: that is what TILSAGN_OIDC_ISSUER must be",
            said.issuer
        ));
    }
    // A provider on the network never leads us to what is on this machine.
    let local = issuer.starts_with("http:");
    let door = |address: &str| {
        let url = Url::parse(address).ok().filter(|url| url.scheme() == "https" || local && is_safe(url));
        url.ok_or_else(|| format!("{place} names {address:?}, which is no https address"))
    };
    let methods = said.token_endpoint_auth_methods_supported;
    Ok(Doors {
        authorization: door(&said.authorization_endpoint)?,
        token: door(&said.token_endpoint)?,
        keys: door(&said.jwks_uri)?,
        basic: methods.is_none_or(|methods| methods.iter().any(|method| method == "client_secret_basic")),
        names_itself: said.authorization_response_iss_parameter_supported,
    })
}

/// The keys with which the provider signs. Those of kinds that we do not know are left out. Blocks.
///
/// # Errors
/// What it answered that cannot be relied on.
pub fn keys(doors: &Doors) -> Result<Vec<Jwk>, Fault> {
    let set: Keys = read(doors.keys.as_str())?;
    Ok(set.keys.into_iter().filter_map(|key| serde_json::from_value(key).ok()).collect())
}

/// Gives the code, and gets the ID token (OpenID Connect Core 1.0, section 3.1.3). Blocks.
///
/// # Errors
/// What it answered that cannot be relied on.
pub fn exchange(doors: &Doors, client: &Client, (code, verifier): (&str, &str)) -> Result<String, Fault> {
    let mut form = vec![
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", client.redirect.as_str()),
        ("code_verifier", verifier),
    ];
    let mut request = agent().post(doors.token.as_str()).header("Accept", "application/json");
    match &client.secret {
        Some(secret) if doors.basic => {
            let encoded =
                |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
            let pair = format!("{}:{}", encoded(&client.id), encoded(secret));
            request = request.header("Authorization", format!("Basic {}", BASE64.encode(pair.as_bytes())));
        }
        Some(secret) => form.extend([("client_id", client.id.as_str()), ("client_secret", secret.as_str())]),
        None => form.push(("client_id", client.id.as_str())),
    }
    let answer = request.send_form(form).map_err(|error| format!("{}: {error}", doors.token))?;
    Ok(json::<Tokens>(doors.token.as_str(), answer)?.id_token)
}

fn agent() -> ureq::Agent {
    super::agent_that_stays(Duration::from_secs(limits::PROVIDER_SECONDS), "sign-in")
}

fn read<T: DeserializeOwned>(place: &str) -> Result<T, Fault> {
    let answer = agent().get(place).header("Accept", "application/json").call();
    json(place, answer.map_err(|error| format!("{place}: {error}"))?)
}

fn json<T: DeserializeOwned>(place: &str, mut answer: Response<Body>) -> Result<T, Fault> {
    if answer.status() != 200 {
        return Err(format!("{place} answers {}", answer.status()));
    }
    let body = answer.body_mut().with_config().limit(limits::PROVIDER_BYTES).read_to_vec();
    let body = body.map_err(|error| format!("{place}: {error}"))?;
    // Not the parser's own words: they may quote what was read.
    serde_json::from_slice(&body).map_err(|_| format!("{place} answers what is not expected there"))
}
