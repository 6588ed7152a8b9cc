//! An identity provider that says whatever a test tells it to: wrong tokens, wrong keys, wrong places.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use data_encoding::BASE64URL_NOPAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};

use super::https;

/// What it answers with.
#[derive(Debug, Clone, Default)]
pub struct Said {
    pub keys: Vec<Value>,
    pub id_token: String,
    /// What it says of itself beside or in place of the truth.
    pub description: Value,
    /// Where it sends whoever brings a code.
    pub token_is_at: Option<String>,
}

/// The server.
pub struct Pretender {
    pub issuer: String,
    said: Arc<Mutex<Said>>,
    asked: Arc<Mutex<Vec<String>>>,
}

/// A key pair with a name.
pub struct SigningKey {
    pub kid: String,
    pub jwk: Value,
    /// The public half's bytes.
    pub public: Vec<u8>,
    key: EncodingKey,
}

impl SigningKey {
    pub fn new(kid: &str) -> SigningKey {
        let document =
            EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new()).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, document.as_ref()).unwrap();
        let public = pair.public_key().as_ref().to_vec();
        let jwk = json!({
            "kty": "EC", "crv": "P-256", "kid": kid, "use": "sig", "alg": "ES256",
            "x": BASE64URL_NOPAD.encode(&public[1..33]), "y": BASE64URL_NOPAD.encode(&public[33..]),
        });
        SigningKey { kid: kid.to_owned(), jwk, public, key: EncodingKey::from_ec_der(document.as_ref()) }
    }

    /// A token with these claims, signed.
    pub fn signs(&self, claims: &Value) -> String {
        let header = Header { kid: Some(self.kid.clone()), ..Header::new(Algorithm::ES256) };
        self.signs_under(&header, claims)
    }

    /// The same under a header of one's own.
    pub fn signs_under(&self, header: &Header, claims: &Value) -> String {
        jsonwebtoken::encode(header, claims, &self.key).unwrap()
    }
}

impl Pretender {
    pub fn start() -> Pretender {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let (said, asked) = (Arc::new(Mutex::new(Said::default())), Arc::new(Mutex::new(Vec::new())));
        let (own, heard, name) = (said.clone(), asked.clone(), issuer.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (said, name, heard) = (own.lock().unwrap().clone(), name.clone(), heard.clone());
                // A browser keeps connections open that it may never use.
                std::thread::spawn(move || one(stream, &name, &said, &heard));
            }
        });
        Pretender { issuer, said, asked }
    }

    /// Changes what it says.
    pub fn says(&self, change: impl FnOnce(&mut Said)) {
        change(&mut self.said.lock().unwrap());
    }

    /// The requests so far: the first line and the body of each.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn one(mut stream: TcpStream, issuer: &str, said: &Said, heard: &Mutex<Vec<String>>) {
    let _ = stream.set_read_timeout(Some(Duration::from_secs(5)));
    let Some(head) = https::head(&mut stream) else { return };
    let length = head
        .lines()
        .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    if stream.read_exact(&mut body).is_err() {
        return;
    }
    let line = head.lines().next().unwrap_or_default().to_owned();
    heard.lock().unwrap().push(format!("{line}\n{}", String::from_utf8_lossy(&body)));
    let path = line.split(' ').nth(1).unwrap_or_default();
    let moved = said.token_is_at.as_ref().filter(|_| path == "/token");
    let answer = match path {
        "/.well-known/openid-configuration" => description(issuer, &said.description),
        "/jwks" => json!({ "keys": said.keys }),
        "/token" => json!({ "id_token": said.id_token, "access_token": "x", "token_type": "Bearer" }),
        _ => Value::Null,
    };
    if path.starts_with("/auth?") {
        // A browser that is sent here stays on the page that it comes from.
        let _ = write!(stream, "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
        return;
    }
    let status = moved.map_or("200 OK".to_owned(), |to| format!("307 Elsewhere\r\nLocation: {to}"));
    let text = answer.to_string();
    let _ = write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{text}",
        text.len()
    );
}

fn description(issuer: &str, bent: &Value) -> Value {
    let mut said = json!({
        "issuer": issuer, "authorization_endpoint": format!("{issuer}/auth"),
        "token_endpoint": format!("{issuer}/token"), "jwks_uri": format!("{issuer}/jwks"),
    });
    if let (Some(said), Some(bent)) = (said.as_object_mut(), bent.as_object()) {
        said.extend(bent.clone());
    }
    said
}
