//! A security key in software (WebAuthn level 2, sections 6 and 7), which can be told to lie: about where it is asked,
//! for whom, whether it made sure of its owner, and how often it was used.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};

/// Its owner was there.
pub const PRESENT: u8 = 0x01;
/// It has made sure that it was its owner.
pub const VERIFIED: u8 = 0x04;
const NEW_KEY: u8 = 0x40;

/// One passkey and what it says of itself.
pub struct Authenticator {
    pub origin: String,
    pub rp_id: String,
    pub flags: u8,
    /// Grows with each answer, unless it is told not to.
    pub counter: u32,
    pub counts: bool,
    pub credential_id: Vec<u8>,
    pub user_handle: String,
    key: EcdsaKeyPair,
}

impl Authenticator {
    /// A new one, asked from this origin, with an id of its own.
    pub fn new(origin: &str, credential_id: &[u8]) -> Authenticator {
        let host = origin.split("://").nth(1).unwrap().split(':').next().unwrap();
        Authenticator {
            origin: origin.to_owned(),
            rp_id: host.to_owned(),
            flags: PRESENT | VERIFIED,
            counter: 0,
            counts: true,
            credential_id: credential_id.to_vec(),
            user_handle: String::new(),
            key: EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap(),
        }
    }

    /// Makes a passkey: the answer to `navigator.credentials.create`.
    pub fn creates(&mut self, options: &Value) -> String {
        let asked = &options["publicKey"];
        self.user_handle = asked["user"]["id"].as_str().unwrap().to_owned();
        let client = self.client_data("webauthn.create", asked);
        let point = self.key.public_key().as_ref();
        let mut data = self.data(self.flags | NEW_KEY);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.credential_id.len()).unwrap().to_be_bytes());
        data.extend(&self.credential_id);
        // RFC 9053: kty EC2, alg ES256, curve P-256, x, y.
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(&point[1..33]);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(&point[33..65]);
        // RFC 8949: {"fmt": "none", "attStmt": {}, "authData": bytes}.
        let mut object = vec![0xa3, 0x63];
        object.extend(b"fmt\x64none\x67attStmt\xa0\x68authData\x58");
        object.push(u8::try_from(data.len()).unwrap());
        object.extend(data);
        let response = json!({
            "clientDataJSON": BASE64URL_NOPAD.encode(&client), "attestationObject": BASE64URL_NOPAD.encode(&object),
        });
        self.written(&response)
    }

    /// Signs: the answer to `navigator.credentials.get`.
    pub fn signs(&mut self, options: &Value) -> String {
        self.counter += u32::from(self.counts);
        let client = self.client_data("webauthn.get", &options["publicKey"]);
        let data = self.data(self.flags);
        let signed = [data.as_slice(), digest(&SHA256, &client).as_ref()].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).unwrap();
        let response = json!({
            "clientDataJSON": BASE64URL_NOPAD.encode(&client), "authenticatorData": BASE64URL_NOPAD.encode(&data),
            "signature": BASE64URL_NOPAD.encode(signature.as_ref()), "userHandle": self.user_handle,
        });
        self.written(&response)
    }

    fn client_data(&self, kind: &str, asked: &Value) -> Vec<u8> {
        let data = json!({
            "type": kind, "challenge": asked["challenge"], "origin": self.origin, "crossOrigin": false,
        });
        data.to_string().into_bytes()
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        let mut data = digest(&SHA256, self.rp_id.as_bytes()).as_ref().to_vec();
        data.push(flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    fn written(&self, response: &Value) -> String {
        let id = BASE64URL_NOPAD.encode(&self.credential_id);
        json!({ "id": id, "rawId": id, "type": "public-key", "response": response, "extensions": {} })
            .to_string()
    }
}
