//! What does not open anybody's pages, be it a colleague's or a representative's: bent tokens, links in place of sessions, and
//! sessions in place of links.

use data_encoding::BASE64URL_NOPAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};
use tilsagn::app::letter::Letter;
use tilsagn::app::staff;
use tilsagn::totp;

use crate::stories;
use crate::support::app::TestApp;
use crate::support::fixtures::Given;
use crate::support::staff::PASSWORD;
use crate::support::visitor::{Page, Visitor};

stories!(
    a_bent_token_opens_nothing,
    a_token_names_no_key,
    each_door_has_its_own_sessions,
    a_link_is_no_session_and_a_session_is_no_link,
    twenty_at_once_use_a_link_once,
);

const STAFF: &str = "tilsagn-dev-staff";
const ACCOUNT: &str = "tilsagn-dev-account";
const SUZIE: &str = "suzie@skovbrynet.example";

/// The token that an answer sets in a cookie.
fn token(page: &Page, cookie: &str) -> String {
    let set = &page.headers["set-cookie"];
    let value = set.split(';').next().and_then(|pair| pair.strip_prefix(&format!("{cookie}=")));
    value.unwrap_or_else(|| panic!("no {cookie} in {set}")).to_owned()
}

/// Whether a page of the staff, or of the account, is shown to whoever sends this cookie.
fn opens(app: &TestApp, page: &str, cookie: &str, token: &str) -> bool {
    let cookie = format!("{cookie}={token}");
    app.anonymous().get_with(page, &[("Cookie", &cookie)]).status == 200
}

/// Where sessions are read: a page behind the door, its cookie, and the name of the other door.
struct Door {
    page: &'static str,
    cookie: &'static str,
    other: &'static str,
}

const STAFFS: Door = Door { page: "/staff/sessions", cookie: STAFF, other: "account" };
const REPRESENTATIVES: Door = Door { page: "/account", cookie: ACCOUNT, other: "staff" };

/// Somebody's true token, what is in it, and whether a token opens the pages behind its door.
struct Bench<'a> {
    app: &'a TestApp,
    door: Door,
    token: String,
    claims: Value,
}

impl Bench<'_> {
    fn of(app: &TestApp) -> Bench<'_> {
        let bodil = app.moderator();
        app.clock.advance(chrono::Duration::seconds(30));
        Bench::at(app, STAFFS, &bodil.signs_in(app))
    }

    /// The same for Suzie, at the account's door.
    fn of_suzie(app: &TestApp) -> Bench<'_> {
        app.signatory(Given::default());
        Bench::at(app, REPRESENTATIVES, &app.anonymous().post(&account_link(app), &[]))
    }

    fn at<'a>(app: &'a TestApp, door: Door, entered: &Page) -> Bench<'a> {
        let token = token(entered, door.cookie);
        let claims = BASE64URL_NOPAD.decode(token.split('.').nth(1).unwrap().as_bytes()).unwrap();
        Bench { app, door, token, claims: serde_json::from_slice(&claims).unwrap() }
    }

    fn opens(&self, token: &str) -> bool {
        opens(self.app, self.door.page, self.door.cookie, token)
    }

    fn header() -> Header {
        Header { typ: Some("session+jwt".to_owned()), ..Header::new(Algorithm::HS256) }
    }

    /// A token under this header, signed with our own key: what nobody could make.
    fn signed(&self, header: &Header, bend: &Value) -> String {
        self.signed_with(header, bend, self.app.app.secrets.token_key())
    }

    fn signed_with(&self, header: &Header, bend: &Value, key: &[u8]) -> String {
        let mut claims = self.claims.clone();
        claims.as_object_mut().unwrap().extend(bend.as_object().unwrap().clone());
        encode(header, &claims, &EncodingKey::from_secret(key)).unwrap()
    }

    fn unsigned(&self, header: &str) -> String {
        let part = |text: &str| BASE64URL_NOPAD.encode(text.as_bytes());
        format!("{}.{}.", part(header), part(&self.claims.to_string()))
    }
}

fn a_bent_token_opens_nothing(app: &TestApp) {
    no_bent_token_opens(&Bench::of(app));
    no_bent_token_opens(&Bench::of_suzie(app));
}

fn no_bent_token_opens(bench: &Bench<'_>) {
    let own = Bench::header();
    let good = bench.signed(&own, &json!({}));
    assert!(bench.opens(&bench.token) && bench.opens(&good), "made as ours are");
    let now = bench.app.app.clock.now().seconds();
    let other = bench.door.other;
    for (what, bend) in [
        ("another door", json!({ "aud": other })),
        ("both doors", json!({ "aud": [other, "elsewhere"] })),
        ("no door", json!({ "aud": null })),
        ("another issuer", json!({ "iss": "somebody" })),
        ("no such session", json!({ "sid": "guessed" })),
        ("no session", json!({ "sid": null })),
        ("expired", json!({ "exp": now - 1 })),
        ("expires now", json!({ "exp": now })),
        ("never expires", json!({ "exp": null })),
        ("not yet good", json!({ "nbf": now + 1 })),
        ("good since nobody knows when", json!({ "nbf": null })),
    ] {
        assert!(!bench.opens(&bench.signed(&own, &bend)), "{what}");
    }
    assert!(!bench.opens(&bench.signed_with(&own, &json!({}), &[7; 32])), "another key");
    assert!(!bench.opens(&bench.signed_with(&own, &json!({}), b"")), "an empty key");
    for header in [
        r#"{"typ":"session+jwt","alg":"none"}"#,
        r#"{"typ":"session+jwt","alg":"None"}"#,
        r#"{"typ":"session+jwt","alg":"NONE"}"#,
        r#"{"typ":"session+jwt","alg":""}"#,
        r#"{"typ":"session+jwt"}"#,
        r#"{"typ":"session+jwt","alg":"HS256"}"#,
    ] {
        assert!(!bench.opens(&bench.unsigned(header)), "{header}");
    }
    for algorithm in [Algorithm::HS384, Algorithm::HS512] {
        assert!(
            !bench.opens(&bench.signed(&Header { alg: algorithm, ..own.clone() }, &json!({}))),
            "{algorithm:?}"
        );
    }
    // What others sign with keys of two halves is not ours, whatever stands for the signature.
    let (body, signature) = good.rsplit_once('.').unwrap();
    for algorithm in ["RS256", "ES256", "EdDSA", "PS256"] {
        let header = format!(r#"{{"typ":"session+jwt","alg":"{algorithm}"}}"#);
        assert!(!bench.opens(&format!("{}{signature}", bench.unsigned(&header))), "{algorithm}");
    }
    let first = if signature.starts_with('A') { 'B' } else { 'A' };
    assert!(!bench.opens(&format!("{body}.{first}{}", &signature[1..])), "a bent signature");
    for end in [1, 2, 10, signature.len(), signature.len() + 1, good.len() / 2, good.len()] {
        assert!(!bench.opens(&good[..good.len() - end]), "{end} cut off");
    }
    for nonsense in ["", ".", "..", "a.b.c", "null", "%00"] {
        assert!(!bench.opens(nonsense), "{nonsense}");
    }
    assert!(!bench.opens(&format!("{good}x")) && !bench.opens(&format!("{good}.{signature}")), "longer");
}

fn a_token_names_no_key(app: &TestApp) {
    no_token_names_a_key(&Bench::of(app));
    no_token_names_a_key(&Bench::of_suzie(app));
}

fn no_token_names_a_key(bench: &Bench<'_>) {
    let own = Bench::header();
    for typ in [None, Some("JWT"), Some("at+jwt"), Some("SESSION+JWT")] {
        let header = Header { typ: typ.map(str::to_owned), ..own.clone() };
        assert!(!bench.opens(&bench.signed(&header, &json!({}))), "{typ:?}");
    }
    for kid in
        ["", "0", "../../../../dev/null", "/etc/passwd", "https://evil.example/key", "x' UNION SELECT 'AA'--"]
    {
        let header = Header { kid: Some(kid.to_owned()), ..own.clone() };
        assert!(!bench.opens(&bench.signed(&header, &json!({}))), "{kid}");
        // With what such a place would give for a key.
        assert!(!bench.opens(&bench.signed_with(&header, &json!({}), b"")), "{kid}, empty");
        assert!(!bench.opens(&bench.signed_with(&header, &json!({}), b"AA")), "{kid}, read");
    }
    let address = || Some("https://evil.example/keys".to_owned());
    for header in [
        Header { jku: address(), ..own.clone() },
        Header { x5u: address(), ..own.clone() },
        Header { x5c: Some(vec!["AAAA".to_owned()]), ..own.clone() },
        Header { cty: Some("JWT".to_owned()), ..own.clone() },
        Header { crit: Some(vec!["exp".to_owned()]), ..own.clone() },
    ] {
        assert!(!bench.opens(&bench.signed(&header, &json!({}))), "{header:?}");
    }
}

/// Suzie's link into her account.
fn account_link(app: &TestApp) -> String {
    app.anonymous().post("/account/sign-in", &[("email", SUZIE)]).ok();
    let Letter::AccountLink { link, .. } = app.mail_to(SUZIE) else { panic!("no link") };
    link
}

fn setup_link(app: &TestApp, email: &str) -> String {
    app.block_on(staff::add_by_operator(&app.app, email, "Nina Nyansat", "admin")).unwrap()
}

fn last_part(link: &str) -> &str {
    link.rsplit('/').next().unwrap()
}

fn each_door_has_its_own_sessions(app: &TestApp) {
    app.signatory(Given::default());
    let bench = Bench::of(app);
    let entered = app.anonymous().post(&account_link(app), &[]);
    let suzies = token(&entered, ACCOUNT);
    assert!(opens(app, "/account", ACCOUNT, &suzies) && bench.opens(&bench.token));
    for cookie in [STAFF, ACCOUNT] {
        assert!(!opens(app, "/staff/sessions", cookie, &suzies), "Suzie at the staff's door, in {cookie}");
        assert!(!opens(app, "/account", cookie, &bench.token), "Bodil at the account's door, in {cookie}");
    }
    // Not even when somebody could sign it for the other door: the session itself knows where it belongs.
    let moved = bench.signed(&Bench::header(), &json!({ "aud": "account" }));
    assert!(!opens(app, "/account", ACCOUNT, &moved));
    let page = app.anonymous().get_with("/account", &[("Cookie", &format!("{ACCOUNT}={suzies}"))]).ok();
    page.says("Signed-in browsers").says("Another browser");
}

fn a_link_is_no_session_and_a_session_is_no_link(app: &TestApp) {
    app.signatory(Given::default());
    let bench = Bench::of(app);
    let (account, setup) = (account_link(app), setup_link(app, "nina@ministry.example"));
    let sid = bench.claims["sid"].as_str().unwrap().to_owned();
    for link in [last_part(&account), last_part(&setup)] {
        for (page, cookie) in [("/staff/sessions", STAFF), ("/account", ACCOUNT)] {
            assert!(!opens(app, page, cookie, link), "a link in a cookie");
        }
        let inside = bench.signed(&Bench::header(), &json!({ "sid": link }));
        assert!(!bench.opens(&inside), "a link in a token");
    }
    let visitor = app.anonymous();
    for session in [bench.token.as_str(), sid.as_str()] {
        for place in ["/account/enter", "/staff/setup", "/confirm", "/cancel", "/reverse", "/hide"] {
            let status = visitor.get(&format!("{place}/{session}")).status;
            assert!([404, 410].contains(&status), "{place}: {status}");
        }
    }
    // A link opens what it is for, and nothing else.
    for place in ["/staff/setup", "/confirm", "/cancel", "/reverse", "/hide"] {
        let status = visitor.get(&format!("{place}/{}", last_part(&account))).status;
        assert!([404, 410].contains(&status), "{place}: {status}");
    }
    for place in ["/account/enter", "/confirm", "/cancel", "/reverse", "/hide"] {
        let status = visitor.get(&format!("{place}/{}", last_part(&setup))).status;
        assert!([404, 410].contains(&status), "{place}: {status}");
    }
    visitor.get(&account).ok();
    visitor.get(&setup).ok();
}

/// The answers to twenty who send the same form at the same moment.
fn twenty(app: &TestApp, path: &str, fields: &[(&str, &str)]) -> Vec<u16> {
    std::thread::scope(|scope| {
        let tries: Vec<_> =
            (0..20).map(|_| scope.spawn(|| Visitor::new(&app.base).post(path, fields).status)).collect();
        tries.into_iter().map(|one| one.join().unwrap()).collect()
    })
}

/// What becomes of a button to confirm that is pressed again is told by `confirms_once`.
fn twenty_at_once_use_a_link_once(app: &TestApp) {
    app.signatory(Given::default());
    let once = |answers: Vec<u16>, good: u16| {
        let counted = |status| answers.iter().filter(|one| **one == status).count();
        assert_eq!((counted(good), counted(410)), (1, 19), "{answers:?}");
    };
    once(twenty(app, &account_link(app), &[]), 303);
    let link = setup_link(app, "nina@ministry.example");
    let page = app.anonymous().post(&link, &[("password", PASSWORD), ("again", PASSWORD)]).ok();
    let secret = page.between("<code dir=\"ltr\">", "</code>").replace(' ', "");
    let kept = page.between("name=\"kept\" value=\"", "\"");
    let code = totp::code_at(&secret, app.app.clock.now()).unwrap();
    once(twenty(app, &format!("{link}/finish"), &[("kept", &kept), ("code", &code)]), 200);
    assert_eq!(app.rows()["sessions"].len(), 2, "one each");
}
