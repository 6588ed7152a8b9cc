//! What does not open the staff's pages: bent tokens.

use data_encoding::BASE64URL_NOPAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};

use crate::stories;
use crate::support::app::TestApp;

stories!(a_bent_token_opens_nothing);

fn a_bent_token_opens_nothing(app: &TestApp) {
    let bodil = app.moderator();
    app.clock.advance(chrono::Duration::seconds(30));
    let came_in = bodil.signs_in(app);
    let cookie = came_in.headers["set-cookie"].split(';').next().unwrap().to_owned();
    let token = cookie.strip_prefix("tilsagn-dev-staff=").unwrap();
    let status = |name: &str, token: &str| {
        let cookie = format!("{name}={token}");
        app.anonymous().get_with("/staff/sessions", &[("Cookie", &cookie)]).status
    };
    let opens = |token: &str| status("tilsagn-dev-staff", token) == 200;
    assert!(opens(token));
    let claims = BASE64URL_NOPAD.decode(token.split('.').nth(1).unwrap().as_bytes()).unwrap();
    let claims: Value = serde_json::from_slice(&claims).unwrap();
    let ours = app.app.secrets.token_key().to_vec();
    let signed = |algorithm: Algorithm, key: &[u8], bend: Value| {
        let mut claims = claims.clone();
        claims.as_object_mut().unwrap().extend(bend.as_object().unwrap().clone());
        encode(&Header::new(algorithm), &claims, &EncodingKey::from_secret(key)).unwrap()
    };
    assert!(opens(&signed(Algorithm::HS256, &ours, json!({}))), "made as ours are");
    assert!(!opens(&signed(Algorithm::HS256, &[7; 32], json!({}))), "another key");
    assert!(!opens(&signed(Algorithm::HS512, &ours, json!({}))), "another algorithm");
    assert!(!opens(&signed(Algorithm::HS256, &ours, json!({ "aud": "account" }))), "another door");
    assert!(!opens(&signed(Algorithm::HS256, &ours, json!({ "iss": "somebody" }))), "another issuer");
    assert!(!opens(&signed(Algorithm::HS256, &ours, json!({ "sid": "guessed" }))), "no such session");
    let before = app.app.clock.now().seconds() - 1;
    assert!(!opens(&signed(Algorithm::HS256, &ours, json!({ "exp": before }))), "expired");
    let unsigned = |header: &str| {
        let body = BASE64URL_NOPAD.encode(claims.to_string().as_bytes());
        format!("{}.{body}.", BASE64URL_NOPAD.encode(header.as_bytes()))
    };
    assert!(!opens(&unsigned(r#"{"typ":"JWT","alg":"none"}"#)), "no signature");
    assert!(!opens(&unsigned(r#"{"typ":"JWT","alg":"HS256"}"#)), "an empty signature");
    let (body, signature) = token.rsplit_once('.').unwrap();
    let first = if signature.starts_with('A') { 'B' } else { 'A' };
    assert!(!opens(&format!("{body}.{first}{}", &signature[1..])), "a bent signature");
    assert!(!opens("") && !opens("a.b.c") && !opens(&token[..token.len() - 2]));
    assert_ne!(status("tilsagn-dev-account", token), 200, "in the other door's cookie");
}
