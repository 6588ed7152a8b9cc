//! The ministry's identity provider as a server: where its doors are (OpenID Connect Discovery 1.0), its keys, and
//! codes for tokens. It is asked at the address that the operator gave and at those that it names itself, over TLS,
//! without following redirects. What it answers is not trusted here: tokens are checked in `app/staff/id_token.rs`.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use data_encoding::BASE64;
use jsonwebtoken::jwk::Jwk;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use ureq::Body;
use ureq::http::Response;
use url::Url;

use crate::config::is_safe;
use crate::domain::{Moment, limits};

/// Why it could not be relied on, for the log of whoever runs the site.
pub type Fault = String;

/// What a provider says of itself.
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

/// What is known of the provider, for a while.
#[derive(Debug, Default)]
pub struct Provider(Mutex<Option<Known>>);

#[derive(Debug, Clone)]
struct Known {
    doors: Doors,
    read_at: Moment,
    keys: Vec<Jwk>,
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

impl Provider {
    /// Its doors, read again when they are an hour old. Blocks.
    ///
    /// # Errors
    /// What it answered that cannot be relied on.
    pub fn doors(&self, issuer: &str, now: Moment) -> Result<Doors, Fault> {
        Ok(self.known(issuer, now)?.doors)
    }

    /// Its keys. A key that is not among them may be new: then they are read again, at most once a minute. Blocks.
    ///
    /// # Errors
    /// What it answered that cannot be relied on.
    pub fn keys(&self, issuer: &str, is_missing: bool, now: Moment) -> Result<Vec<Jwk>, Fault> {
        let known = self.known(issuer, now)?;
        let age = now - known.keys_read_at;
        if !is_missing || age < chrono::Duration::seconds(limits::PROVIDER_KEYS_SECONDS) {
            return Ok(known.keys);
        }
        let keys = keys(&known.doors)?;
        *self.held() = Some(Known { keys: keys.clone(), keys_read_at: now, ..known });
        Ok(keys)
    }

    fn known(&self, issuer: &str, now: Moment) -> Result<Known, Fault> {
        let held = self.held().clone();
        let life = chrono::Duration::minutes(limits::PROVIDER_MINUTES);
        if let Some(known) = held.filter(|known| now - known.read_at < life && now >= known.read_at) {
            return Ok(known);
        }
        let doors = discover(issuer)?;
        let known = Known { keys: keys(&doors)?, doors, read_at: now, keys_read_at: now };
        *self.held() = Some(known.clone());
        Ok(known)
    }

    fn held(&self) -> MutexGuard<'_, Option<Known>> {
        // Whoever panicked with it left a whole value behind.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
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
