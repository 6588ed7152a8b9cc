//! Whether an ID token says what it must (OpenID Connect Core 1.0, section 3.1.3.7): who signed it, for whom, when, and
//! in answer to what. The provider's keys and the moment are arguments; nothing is asked of anybody here.

use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde::Deserialize;
use serde_json::Value;

use crate::domain::{Moment, limits};

/// How a provider may sign. Never with a secret that we share, and never not at all.
const ALGORITHMS: &[Algorithm] = &[Algorithm::RS256, Algorithm::ES256, Algorithm::EdDSA];
/// What an ID token calls itself, if anything (RFC 8725, section 3.11): not an access token's or a log-out's `typ`.
const KINDS: &[&str] = &["JWT", "jwt", "application/jwt"];

/// What a token must say.
pub struct Expected<'a> {
    pub issuer: &'a str,
    pub client_id: &'a str,
    pub nonce: &'a str,
    /// When the question was asked.
    pub begun: Moment,
    pub now: Moment,
}

/// Whom the provider has let in.
#[derive(Debug, PartialEq, Eq)]
pub struct Identity {
    /// The provider's lasting name for the person.
    pub subject: String,
    /// When they proved there who they are, if it says so.
    pub proven_at: Option<Moment>,
    /// Their groups.
    pub groups: Vec<String>,
}

/// Why a token is not taken, in words for the log of whoever runs the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It was signed with a key that is not known (yet).
    #[error("it is signed with a key that the provider does not publish")]
    UnknownKey,
    /// It is no token that we would take from anybody.
    #[error("{0}")]
    Wrong(&'static str),
}

#[derive(Deserialize)]
struct Claims {
    sub: String,
    aud: Value,
    #[serde(default)]
    azp: Option<String>,
    exp: i64,
    iat: i64,
    #[serde(default)]
    nbf: Option<i64>,
    #[serde(default)]
    nonce: Option<String>,
    #[serde(default)]
    auth_time: Option<i64>,
    #[serde(flatten)]
    others: serde_json::Map<String, Value>,
}

/// Reads a token that one of these keys must have signed.
///
/// # Errors
/// The first thing that is wrong.
pub fn check(token: &str, keys: &[Jwk], expected: &Expected<'_>, groups: &str) -> Result<Identity, Fault> {
    let header = jsonwebtoken::decode_header(token).map_err(|_| Fault::Wrong("it is no ID token"))?;
    if !ALGORITHMS.contains(&header.alg) {
        return Err(Fault::Wrong("it is signed in another way than RS256, ES256 or EdDSA"));
    }
    if header.crit.is_some() || header.typ.as_deref().is_some_and(|typ| !KINDS.contains(&typ)) {
        return Err(Fault::Wrong("its header calls it something else than an ID token"));
    }
    let key = key(keys, header.kid.as_deref(), header.alg).ok_or(Fault::UnknownKey)?;
    let key = DecodingKey::from_jwk(key)
        .map_err(|_| Fault::Wrong("the key that the provider publishes for it is none"))?;
    let mut rules = Validation::new(header.alg);
    // The time is checked below, against our own clock.
    rules.validate_exp = false;
    rules.set_required_spec_claims(&["exp", "aud", "iss", "sub"]);
    rules.set_issuer(&[expected.issuer]);
    rules.set_audience(&[expected.client_id]);
    let claims = jsonwebtoken::decode::<Claims>(token, &key, &rules);
    let claims = claims
        .map_err(|_| {
            Fault::Wrong("its signature is wrong, or it comes from another issuer or is for another client")
        })?
        .claims;
    fits(&claims, expected)?;
    Ok(Identity {
        proven_at: claims.auth_time.map(|at| Moment::from_millis(at.saturating_mul(1_000))),
        groups: listed(claims.others.get(groups)),
        subject: claims.sub,
    })
}

/// The key of this name and kind; without a name, the one key of this kind if there is only one.
fn key<'a>(keys: &'a [Jwk], name: Option<&str>, algorithm: Algorithm) -> Option<&'a Jwk> {
    let mut fitting = keys.iter().filter(|key| {
        let named = name.is_none() || key.common.key_id.as_deref() == name;
        let signs =
            !matches!(key.common.public_key_use, Some(PublicKeyUse::Encryption | PublicKeyUse::Other(_)));
        let meant =
            key.common.key_algorithm.is_none_or(|meant| meant.to_string() == format!("{algorithm:?}"));
        named && signs && meant && is_of(&key.algorithm, algorithm)
    });
    let first = fitting.next()?;
    (name.is_some() || fitting.next().is_none()).then_some(first)
}

/// Whether a key is of the kind that an algorithm needs. A shared secret never is.
fn is_of(key: &AlgorithmParameters, algorithm: Algorithm) -> bool {
    match (key, algorithm) {
        (AlgorithmParameters::RSA(_), Algorithm::RS256) => true,
        (AlgorithmParameters::EllipticCurve(key), Algorithm::ES256) => key.curve == EllipticCurve::P256,
        (AlgorithmParameters::OctetKeyPair(key), Algorithm::EdDSA) => key.curve == EllipticCurve::Ed25519,
        _ => false,
    }
}

fn fits(claims: &Claims, expected: &Expected<'_>) -> Result<(), Fault> {
    let (now, skew) = (expected.now.seconds(), limits::PROVIDER_SKEW_SECONDS);
    let several = claims.aud.as_array().is_some_and(|all| all.len() > 1);
    let for_us = claims.azp.as_deref().map_or(!several, |azp| azp == expected.client_id);
    let good = [
        (for_us, "it was made for another client (azp)"),
        (
            !claims.sub.is_empty() && claims.sub.len() <= limits::PROVIDER_SUBJECT,
            "it names nobody, or at too great length (sub)",
        ),
        (now < claims.exp.saturating_add(skew), "it has expired (exp): see whether the clocks agree"),
        (
            claims.nbf.is_none_or(|at| at <= now + skew),
            "it is not good yet (nbf): see whether the clocks agree",
        ),
        (
            claims.iat <= now + skew && claims.iat >= expected.begun.seconds() - skew,
            "it was made before it was asked for, or later than now (iat): see whether the clocks agree",
        ),
        (
            claims.auth_time.is_none_or(|at| at <= now + skew),
            "somebody proved who they are later than now (auth_time): see whether the clocks agree",
        ),
        (
            claims.nonce.as_deref() == Some(expected.nonce),
            "it answers another question than was asked (nonce)",
        ),
    ];
    match good.iter().find(|(good, _)| !good) {
        Some((_, what)) => Err(Fault::Wrong(what)),
        None => Ok(()),
    }
}

/// One text, or a list of texts.
fn listed(claim: Option<&Value>) -> Vec<String> {
    match claim {
        Some(Value::String(one)) => vec![one.clone()],
        Some(Value::Array(all)) => all.iter().filter_map(|one| one.as_str().map(str::to_owned)).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::rand::SystemRandom;
    use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
    use data_encoding::BASE64URL_NOPAD;
    use jsonwebtoken::{EncodingKey, Header};
    use serde_json::json;

    use super::*;

    fn pair(kid: &str) -> (EncodingKey, Jwk) {
        let document = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
        let pair = Ed25519KeyPair::from_pkcs8(document.as_ref()).unwrap();
        let x = BASE64URL_NOPAD.encode(pair.public_key().as_ref());
        let jwk = json!({ "kty": "OKP", "crv": "Ed25519", "kid": kid, "x": x });
        (EncodingKey::from_ed_der(document.as_ref()), serde_json::from_value(jwk).unwrap())
    }

    fn expected() -> Expected<'static> {
        let now = Moment::from_millis(1_800_000_000_000);
        Expected { issuer: "https://p.example", client_id: "us", nonce: "n", begun: now, now }
    }

    fn read(token: &str, keys: &[Jwk]) -> Result<Identity, Fault> {
        check(token, keys, &expected(), "groups")
    }

    fn signed(key: &EncodingKey, kid: Option<&str>, groups: &Value) -> String {
        let at = 1_800_000_000;
        let claims = json!({
            "iss": "https://p.example", "aud": ["us"], "sub": "7", "iat": at, "exp": at + 60, "nonce": "n",
            "auth_time": at - 5, "groups": groups,
        });
        let header = Header { kid: kid.map(str::to_owned), ..Header::new(Algorithm::EdDSA) };
        jsonwebtoken::encode(&header, &claims, key).unwrap()
    }

    #[test]
    fn a_key_is_known_by_its_name_or_is_the_only_one() {
        let ((first, first_jwk), (second, second_jwk)) = (pair("a"), pair("b"));
        let both = [first_jwk.clone(), second_jwk];
        let groups = json!(["desk", 7, "leads"]);
        let read_good = read(&signed(&first, Some("a"), &groups), &both).unwrap();
        assert_eq!(
            (read_good.subject.as_str(), read_good.groups),
            ("7", vec!["desk".to_owned(), "leads".to_owned()])
        );
        assert_eq!(read_good.proven_at, Some(Moment::from_millis(1_799_999_995_000)));
        assert!(read(&signed(&first, None, &groups), &both[..1]).is_ok());
        assert_eq!(read(&signed(&first, None, &groups), &both), Err(Fault::UnknownKey), "which of two?");
        assert_eq!(read(&signed(&first, Some("c"), &groups), &both), Err(Fault::UnknownKey));
        assert!(matches!(read(&signed(&second, Some("a"), &groups), &both), Err(Fault::Wrong(_))));
        assert_eq!(read(&signed(&first, Some("a"), &json!("desk")), &both).unwrap().groups, ["desk"]);
        assert!(read(&signed(&first, Some("a"), &json!({ "desk": true })), &both).unwrap().groups.is_empty());
    }

    #[test]
    fn what_is_wrong_is_said_in_words() {
        let (key, jwk) = pair("a");
        let other = Expected { nonce: "m", ..expected() };
        let wrong = check(&signed(&key, Some("a"), &json!([])), &[jwk], &other, "groups").unwrap_err();
        assert_eq!(wrong.to_string(), "it answers another question than was asked (nonce)");
        assert_eq!(
            Fault::UnknownKey.to_string(),
            "it is signed with a key that the provider does not publish"
        );
    }

    #[test]
    fn a_key_is_used_for_what_it_is_meant_for() {
        let (key, jwk) = pair("a");
        let token = signed(&key, Some("a"), &json!([]));
        let meant = |member: &str, value: &str| {
            let mut bent = serde_json::to_value(&jwk).unwrap();
            bent[member] = json!(value);
            read(&token, &[serde_json::from_value(bent).unwrap()])
        };
        assert!(meant("use", "sig").is_ok() && meant("alg", "EdDSA").is_ok());
        assert_eq!(meant("use", "enc"), Err(Fault::UnknownKey));
        assert_eq!(meant("alg", "HS256"), Err(Fault::UnknownKey));
    }
}
