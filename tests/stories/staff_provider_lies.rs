//! An identity provider that lies opens nothing, and leads us nowhere.

use chrono::Duration;
use data_encoding::BASE64URL_NOPAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};
use tilsagn::domain::limits;

use crate::staff_provider::{Make, Scene, is_in};
use crate::stories_with_a_provider;
use crate::support::odd::Odd;
use crate::support::pretender::{Pretender, SigningKey};
use crate::support::visitor::Visitor;

stories_with_a_provider!(
    a_token_that_lies_opens_nothing,
    a_provider_that_leads_elsewhere_is_not_followed,
    a_provider_that_fails_is_asked_by_one_and_not_again_at_once,
);

fn a_token_that_lies_opens_nothing(make: Make) {
    let scene = Scene::new(make, &[]);
    let bodil = scene.app.moderator();
    scene.connects(&bodil, "bodil");
    assert!(opens(&scene, &|claims| scene.key.signs(&claims)), "a good one");
    claims_that_lie(&scene);
    keys_that_lie(&scene);
    heads_that_lie(&scene);
    tokens_that_are_none(&scene);
}

/// Whether somebody gets in with the token that is made of good claims.
fn opens(scene: &Scene, token: &dyn Fn(Value) -> String) -> bool {
    let visitor = scene.app.anonymous();
    let page = scene
        .passes(&visitor, "/staff/oidc/sign-in", |nonce| token(scene.claims("bodil", &["call-desk"], nonce)));
    assert_eq!(page.location().is_some(), is_in(&visitor));
    is_in(&visitor)
}

fn claims_that_lie(scene: &Scene) {
    let now = scene.app.app.clock.now().seconds();
    for (what, bend) in [
        ("another issuer", json!({ "iss": "https://evil.example" })),
        ("another audience", json!({ "aud": "somebody" })),
        ("several audiences and no party", json!({ "aud": ["tilsagn", "somebody"] })),
        ("another party", json!({ "aud": ["tilsagn", "somebody"], "azp": "somebody" })),
        ("expired", json!({ "exp": now - 61 })),
        ("not yet good", json!({ "nbf": now + 3_600 })),
        ("made in the future", json!({ "iat": now + 3_600, "exp": now + 7_200 })),
        ("made before it was asked for", json!({ "iat": now - 3_600 })),
        ("another nonce", json!({ "nonce": "guessed" })),
        ("no nonce", json!({ "nonce": null })),
        ("nobody", json!({ "sub": "" })),
        ("a number for a name", json!({ "sub": 7 })),
    ] {
        let lie = |mut claims: Value| {
            claims.as_object_mut().unwrap().extend(bend.as_object().unwrap().clone());
            scene.key.signs(&claims)
        };
        assert!(!opens(scene, &lie), "{what}");
    }
}

fn keys_that_lie(scene: &Scene) {
    let (public, other) = (scene.key.public.clone(), SigningKey::new("first"));
    let x = BASE64URL_NOPAD.decode(scene.key.jwk["x"].as_str().unwrap().as_bytes()).unwrap();
    let jwk = scene.key.jwk.to_string().into_bytes();
    for (what, secret) in [("the public key", public), ("half of it", x), ("as it is published", jwk)] {
        let header = Header { kid: Some("first".to_owned()), ..Header::new(Algorithm::HS256) };
        let shared = EncodingKey::from_secret(&secret);
        let lie = |claims: Value| jsonwebtoken::encode(&header, &claims, &shared).unwrap();
        assert!(!opens(scene, &lie), "a secret: {what}");
    }
    assert!(!opens(scene, &|claims| other.signs(&claims)), "another key of the same name");
    assert!(!opens(scene, &|claims| SigningKey::new("second").signs(&claims)), "a key that nobody knows");
    // A key that names itself in the token is not believed, and nobody was asked at an address in a token.
    let own = SigningKey::new("own");
    let jwk = serde_json::from_value(own.jwk.clone()).unwrap();
    let header = Header { jwk: Some(jwk), jku: Some(format!("{}/jwks2", scene.provider.issuer)), ..es256() };
    assert!(!opens(scene, &|claims| own.signs_under(&header, &claims)), "its own key");
    assert!(!scene.provider.asked().iter().any(|one| one.contains("jwks2")));
}

fn es256() -> Header {
    Header::new(Algorithm::ES256)
}

fn heads_that_lie(scene: &Scene) {
    for (what, header) in [
        ("a path for a key", Header { kid: Some("../../etc/passwd".to_owned()), ..es256() }),
        ("an address for a key", Header { kid: Some("https://evil.example/jwks".to_owned()), ..es256() }),
        ("a question for a key", Header { kid: Some("first' OR '1'='1".to_owned()), ..es256() }),
        (
            "an access token",
            Header { kid: Some("first".to_owned()), typ: Some("at+jwt".to_owned()), ..es256() },
        ),
        (
            "what must be understood",
            Header { kid: Some("first".to_owned()), crit: Some(vec!["b64".to_owned()]), ..es256() },
        ),
    ] {
        assert!(!opens(scene, &|claims| scene.key.signs_under(&header, &claims)), "{what}");
    }
}

fn tokens_that_are_none(scene: &Scene) {
    let unsigned = |header: &str, claims: &Value| {
        let part = |text: &str| BASE64URL_NOPAD.encode(text.as_bytes());
        format!("{}.{}.", part(header), part(&claims.to_string()))
    };
    for header in [r#"{"alg":"none"}"#, r#"{"alg":"None","kid":"first"}"#, r#"{"alg":"ES256","kid":"first"}"#]
    {
        assert!(!opens(scene, &|claims| unsigned(header, &claims)), "{header}");
    }
    let cut = |claims: Value| {
        let good = scene.key.signs(&claims);
        good[..good.len() - 4].to_owned()
    };
    assert!(!opens(scene, &cut), "cut off");
    assert!(!opens(scene, &|_| String::new()) && !opens(scene, &|_| "a.b.c".to_owned()), "nonsense");
}

fn a_provider_that_leads_elsewhere_is_not_followed(make: Make) {
    let scene = Scene::new(make, &[]);
    let again = Duration::seconds(limits::PROVIDER_AGAIN_SECONDS);
    let elsewhere = Pretender::start();
    let visitor = scene.app.anonymous();
    for (what, description) in [
        ("another name", json!({ "issuer": "https://evil.example" })),
        ("a slash more", json!({ "issuer": format!("{}/", scene.provider.issuer) })),
        ("a file", json!({ "token_endpoint": "file:///etc/passwd" })),
        ("in the open", json!({ "jwks_uri": "http://192.0.2.1/jwks" })),
        ("no address", json!({ "authorization_endpoint": "javascript:alert(1)" })),
    ] {
        scene.app.clock.advance(again);
        scene.provider.says(|said| said.description = description);
        let page = visitor.post("/staff/oidc/sign-in", &[]);
        assert_eq!(page.status, 422, "{what}");
        page.says("does not answer as it should");
    }
    scene.app.clock.advance(again);
    scene.provider.says(|said| said.description = json!({}));
    let bodil = scene.app.moderator();
    scene.connects(&bodil, "bodil");
    scene.provider.says(|said| said.token_is_at = Some(format!("{}/token", elsewhere.issuer)));
    scene.passes_as(&visitor, "/staff/oidc/sign-in", ("bodil", &["call-desk"]));
    assert!(!is_in(&visitor) && elsewhere.asked().is_empty(), "the code went nowhere else");
}

fn a_provider_that_fails_is_asked_by_one_and_not_again_at_once(make: Make) {
    let slow = Odd::start(|_| {
        std::thread::sleep(std::time::Duration::from_millis(300));
        (503, Vec::new())
    });
    let app = make(&[
        ("TILSAGN_OIDC_ISSUER", slow.base.as_str()),
        ("TILSAGN_OIDC_CLIENT_ID", "tilsagn"),
        ("TILSAGN_OIDC_ROLES", "call-desk=moderator"),
    ]);
    let visitors: Vec<Visitor> = (0..8).map(|_| app.anonymous()).collect();
    let refused = |visitor: &Visitor| {
        visitor.post("/staff/oidc/sign-in", &[]).says("does not answer as it should");
    };
    std::thread::scope(|scope| {
        for visitor in &visitors {
            scope.spawn(move || refused(visitor));
        }
    });
    let looks = || slow.count("/.well-known/openid-configuration");
    assert_eq!(looks(), 1, "the others wait for what comes of it");
    refused(&visitors[0]);
    assert_eq!(looks(), 1, "it has just failed");
    app.clock.advance(Duration::seconds(limits::PROVIDER_AGAIN_SECONDS));
    refused(&visitors[0]);
    assert_eq!(looks(), 2);
}
