//! A colleague signs in with a passkey; what looks like one and is none opens nothing.

use chrono::Duration;
use serde_json::Value;
use tilsagn::app::letter::Letter;

use crate::admins_throw_switches::throw;
use crate::support::app::TestApp;
use crate::support::authenticator::{Authenticator, PRESENT};
use crate::support::staff::Colleague;
use crate::support::visitor::{Page, Visitor, unescaped};

/// Passkeys belong to a name, so the site has one here.
const NAMED: &[(&str, &str)] = &[("TILSAGN_BASE_URL", "http://localhost:{port}")];
const SIGN_IN: &str = "/staff/passkey/sign-in";
const SIGN_IN_ANSWER: &str = "/staff/passkey/sign-in/answer";
const ADD: &str = "/staff/passkey/add";
const BODIL: &str = "bodil@ministry.example";

macro_rules! named_stories {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {$(
            #[test]
            fn $name() { super::$name(&crate::support::app::TestApp::on_sqlite_with(super::NAMED)); }
        )+}
        mod postgres {$(
            #[test]
            fn $name() { super::$name(&crate::support::app::TestApp::on_postgres_with(super::NAMED)); }
        )+}
    };
}

named_stories!(
    a_passkey_is_added_and_lets_its_owner_in,
    a_passkey_is_added_after_a_fresh_proof_alone,
    a_passkey_brings_back_the_form_that_waited,
    a_passkey_proves_again_who_somebody_is,
    a_passkey_is_enough_to_open_a_read_only_site_again,
    a_question_is_answered_once_by_the_browser_that_was_asked,
    an_answer_that_lies_opens_nothing,
    a_copy_of_a_passkey_is_noticed_by_its_counter,
    a_passkey_ends_with_its_removal_and_with_the_account,
    a_passkey_is_one_persons,
);

/// What the page asks the browser.
fn asked(page: &Page) -> Value {
    serde_json::from_str(&unescaped(&page.between("data-options=\"", "\""))).unwrap()
}

fn adds(app: &TestApp, colleague: &Colleague, id: &[u8]) -> Authenticator {
    let mut key = Authenticator::new(&app.base, id);
    let page = colleague.post(ADD, &[("name", "Laptop at work")]).ok();
    let answer = key.creates(&asked(&page));
    let added = colleague.post("/staff/passkey/add/answer", &[("answer", &answer)]);
    assert_eq!(added.location(), Some("/staff/sessions?done=passkey"), "{}", added.text());
    colleague.get(added.onward().unwrap()).ok().says("The passkey is added");
    key
}

fn question(visitor: &Visitor) -> Value {
    asked(&visitor.post(SIGN_IN, &[("next", "/staff/cases")]).ok())
}

fn answers(visitor: &Visitor, answer: &str) -> Page {
    visitor.post(SIGN_IN_ANSWER, &[("next", "/staff/cases"), ("answer", answer)])
}

/// Whether the passkey opens the door now.
fn opens(app: &TestApp, key: &mut Authenticator) -> bool {
    let visitor = app.anonymous();
    let page = answers(&visitor, &key.signs(&question(&visitor)));
    let inside = visitor.get("/staff/sessions").status == 200;
    assert_eq!(page.location() == Some("/staff/cases"), inside, "{}", page.text());
    inside
}

fn a_passkey_is_added_and_lets_its_owner_in(app: &TestApp) {
    let bodil = app.moderator();
    bodil.get("/staff/sessions").ok().says("with password and code").says("Add a passkey");
    let mut key = adds(app, &bodil, b"bodil-1");
    bodil.get("/staff/sessions").ok().says("Laptop at work").says("Not used yet");
    // If it was not Bodil who added it, she learns of it.
    assert!(matches!(app.mail_to(BODIL), Letter::WayInAdded { passkey: true, .. }));
    let visitor = app.anonymous();
    visitor.get("/staff/sign-in").ok().says("Sign in with a passkey");
    let page = visitor.post(SIGN_IN, &[("next", "/staff/cases")]).ok();
    assert!(page.headers["content-security-policy"].contains("script-src 'self';"));
    assert!(!page.headers["content-security-policy"].contains("connect-src"));
    assert!(!visitor.get("/staff/sign-in").headers["content-security-policy"].contains("script"));
    let options = asked(&page);
    assert_eq!(options["publicKey"]["userVerification"], "required");
    assert_eq!(options["publicKey"]["rpId"], "localhost");
    assert_eq!(options["publicKey"]["allowCredentials"].as_array().map(Vec::len), Some(0), "nobody is named");
    assert_eq!(answers(&visitor, &key.signs(&options)).location(), Some("/staff/cases"));
    visitor.get("/staff/sessions").ok().says("Bodil Prøvesen").says("with a passkey").says("Last used");
    // Another one for the same person has the same handle, and the first is not to be made twice.
    let page = bodil.post(ADD, &[("name", "Key ring")]).ok();
    let again = asked(&page);
    assert_eq!(again["publicKey"]["user"]["id"], key.user_handle.as_str());
    assert_eq!(again["publicKey"]["excludeCredentials"].as_array().map(Vec::len), Some(1));
    assert_eq!(again["publicKey"]["authenticatorSelection"]["residentKey"], "required");
    bodil.post(ADD, &[("name", " ")]).says("Enter");
}

fn a_passkey_is_added_after_a_fresh_proof_alone(app: &TestApp) {
    let bodil = app.moderator();
    app.clock.advance(Duration::minutes(11));
    let away = bodil.post(ADD, &[("name", "Laptop")]);
    away.ok().says("What you typed is kept");
    bodil.confirms_identity(app);
    adds(app, &bodil, b"bodil-1");
}

fn a_passkey_brings_back_the_form_that_waited(app: &TestApp) {
    let asta = app.admin();
    let mut key = adds(app, &asta, b"asta-1");
    app.clock.advance(Duration::minutes(11));
    let waits = asta.post(ADD, &[("name", "Key ring")]).ok();
    let form = waits.between("name=\"form\" value=\"", "\"");
    let fields = [("next", "/staff/sessions"), ("form", form.as_str())];
    let page = asta.post("/staff/passkey/confirm", &fields).ok();
    assert_eq!(page.between("name=\"form\" value=\"", "\""), form);
    // Another way is found with the form still there.
    let other = asta.post("/staff/confirm-identity", &fields).ok().says("What you typed is kept");
    assert!(other.body.contains(&form), "{}", other.body);
    let answer = key.signs(&asked(&page));
    let answered = [&fields[..], &[("answer", answer.as_str())]].concat();
    let proven = asta.post("/staff/passkey/confirm/answer", &answered).ok().says("Back to the form");
    assert!(proven.body.contains("name=\"name\" value=\"Key ring\""), "{}", proven.body);
    let again = asta.post(ADD, &[("name", "Key ring"), ("restored", "yes")]).ok();
    assert!(again.says("Check what you typed").body.contains("value=\"Key ring\""));
}

fn a_passkey_proves_again_who_somebody_is(app: &TestApp) {
    let asta = app.admin();
    let mut key = adds(app, &asta, b"asta-1");
    app.clock.advance(Duration::minutes(11));
    let door = asta.get("/staff/people/add").location().unwrap().to_owned();
    asta.get(&door).ok().says("Confirm with a passkey");
    let next = ("next", "/staff/people/add");
    let ask = || asked(&asta.post("/staff/passkey/confirm", &[next]).ok());
    // An answer to what was asked at the door is none here.
    let elsewhere = question(&asta);
    let wrong = asta.post("/staff/passkey/confirm/answer", &[next, ("answer", &key.signs(&elsewhere))]);
    assert_eq!(wrong.status, 422);
    wrong.says("too late, or twice");
    // Nor is somebody else's passkey.
    let bodil = app.moderator();
    let mut other = adds(app, &bodil, b"bodil-1");
    let wrong = asta.post("/staff/passkey/confirm/answer", &[next, ("answer", &other.signs(&ask()))]);
    assert_eq!(wrong.status, 422);
    assert_eq!(asta.get("/staff/people/add").status, 303);
    let right = asta.post("/staff/passkey/confirm/answer", &[next, ("answer", &key.signs(&ask()))]);
    assert_eq!(right.location(), Some("/staff/people/add"));
    asta.get("/staff/people/add").ok();
}

fn a_passkey_is_enough_to_open_a_read_only_site_again(app: &TestApp) {
    let asta = app.admin();
    let mut key = adds(app, &asta, b"asta-1");
    assert_eq!(throw(&asta, "read_only", "on").status, 303);
    assert_eq!(asta.post(ADD, &[("name", "Key ring")]).status, 503, "what is no way in waits");
    assert!(opens(app, &mut key), "in another browser");
    app.clock.advance(Duration::minutes(11));
    assert_eq!(throw(&asta, "read_only", "off").status, 303, "on to the proof");
    let next = ("next", "/staff/switches");
    let question = asta.post("/staff/passkey/confirm", &[next]).ok();
    let answer = key.signs(&asked(&question));
    let proven = asta.post("/staff/passkey/confirm/answer", &[next, ("answer", &answer)]);
    assert_eq!(proven.location(), Some("/staff/switches"), "{}", proven.text());
    assert_eq!(throw(&asta, "read_only", "off").location(), Some("/staff/switches?done=switch"));
}

fn a_question_is_answered_once_by_the_browser_that_was_asked(app: &TestApp) {
    let bodil = app.moderator();
    let mut key = adds(app, &bodil, b"bodil-1");
    let visitor = app.anonymous();
    let answer = key.signs(&question(&visitor));
    let stranger = app.anonymous();
    assert_eq!(answers(&stranger, &answer).status, 422, "asked of nobody");
    question(&stranger);
    assert_eq!(answers(&stranger, &answer).status, 422, "asked of another browser");
    assert_eq!(answers(&visitor, &answer).location(), Some("/staff/cases"));
    visitor.post("/staff/sign-out", &[]);
    assert_eq!(answers(&visitor, &answer).status, 422, "a second time");
    let late = key.signs(&question(&visitor));
    app.clock.advance(Duration::minutes(11));
    answers(&visitor, &late).says("too late, or twice");
    let first = question(&visitor);
    question(&visitor);
    assert_eq!(answers(&visitor, &key.signs(&first)).status, 422, "asked again meanwhile");
    assert!(opens(app, &mut key));
}

fn an_answer_that_lies_opens_nothing(app: &TestApp) {
    let bodil = app.moderator();
    let mut key = adds(app, &bodil, b"bodil-1");
    let own = (key.origin.clone(), key.rp_id.clone(), key.flags, key.user_handle.clone());
    for (what, bend) in [
        (
            "another origin",
            &(|key: &mut Authenticator| key.origin = "https://evil.example".to_owned()) as &dyn Fn(&mut _),
        ),
        ("another port", &|key: &mut Authenticator| key.origin = "http://localhost:1".to_owned()),
        ("a host below ours", &|key: &mut Authenticator| key.origin = key.origin.replace("//", "//evil.")),
        ("for another host", &|key: &mut Authenticator| key.rp_id = "evil.example".to_owned()),
        ("nobody made sure who it is", &|key: &mut Authenticator| key.flags = PRESENT),
        ("nobody there", &|key: &mut Authenticator| key.flags = 0),
        ("another person's handle", &|key: &mut Authenticator| {
            key.user_handle = "AAAAAAAAAAAAAAAAAAAAAA".to_owned()
        }),
        ("no handle", &|key: &mut Authenticator| key.user_handle = String::new()),
        ("another passkey", &|key: &mut Authenticator| key.credential_id = b"nobody-1".to_vec()),
    ] {
        bend(&mut key);
        assert!(!opens(app, &mut key), "{what}");
        (key.origin, key.rp_id, key.flags, key.user_handle) = own.clone();
        key.credential_id = b"bodil-1".to_vec();
    }
    let mut forged = Authenticator::new(&app.base, b"bodil-1");
    forged.user_handle = key.user_handle.clone();
    forged.counter = 1_000;
    assert!(!opens(app, &mut forged), "signed with another key");
    for nonsense in ["", "{}", "null", "[1]"] {
        let visitor = app.anonymous();
        question(&visitor);
        assert_eq!(answers(&visitor, nonsense).status, 422, "{nonsense}");
    }
    assert!(opens(app, &mut key), "and the true one does");
}

fn a_copy_of_a_passkey_is_noticed_by_its_counter(app: &TestApp) {
    let bodil = app.moderator();
    let mut key = adds(app, &bodil, b"bodil-1");
    key.counter = 40;
    assert!(opens(app, &mut key));
    key.counts = false;
    assert!(!opens(app, &mut key), "the same count again");
    key.counter = 7;
    assert!(!opens(app, &mut key), "an earlier count");
    key.counts = true;
    key.counter = 41;
    assert!(opens(app, &mut key), "the owner goes on");
}

fn a_passkey_ends_with_its_removal_and_with_the_account(app: &TestApp) {
    let (bodil, asta) = (app.moderator(), app.admin());
    let mut first = adds(app, &bodil, b"bodil-1");
    let mut second = adds(app, &bodil, b"bodil-2");
    let page = bodil.get("/staff/sessions").ok();
    let remove = format!("/staff/passkey/{}", page.between("action=\"/staff/passkey/", "\""));
    assert_eq!(asta.post(&remove, &[]).status, 404, "somebody else's");
    assert!(opens(app, &mut first));
    assert_eq!(bodil.post(&remove, &[]).location(), Some("/staff/sessions?done=passkey-removed"));
    assert!(!opens(app, &mut first) && opens(app, &mut second));
    asta.confirms_identity(app);
    asta.on_account(bodil.id, "reset").location().unwrap();
    assert!(!opens(app, &mut second), "forgotten with the reset");
    assert!(app.rows()["passkeys"].is_empty());
}

fn a_passkey_is_one_persons(app: &TestApp) {
    let (bodil, asta) = (app.moderator(), app.admin());
    let mut key = adds(app, &bodil, b"bodil-1");
    let page = asta.post(ADD, &[("name", "Mine")]).ok();
    let answer = key.creates(&asked(&page));
    assert_ne!(asta.post("/staff/passkey/add/answer", &[("answer", &answer)]).status, 303, "known already");
    let visitor = app.anonymous();
    answers(&visitor, &key.signs(&question(&visitor)));
    assert_eq!(visitor.get("/staff/sessions").status, 303, "the handle is Asta's now, the passkey is not");
    assert_eq!(app.rows()["passkeys"].len(), 1);
}

#[test]
fn an_address_without_a_name_has_no_passkeys() {
    let app = TestApp::on_sqlite();
    let bodil = app.moderator();
    assert!(!app.anonymous().get("/staff/sign-in").ok().text().contains("passkey"));
    let page = bodil.get("/staff/sessions").ok().says("passkeys belong to a name").text();
    assert!(!page.contains("Add a passkey"), "{page}");
    assert_eq!(bodil.post(ADD, &[("name", "Laptop")]).status, 404);
    assert_eq!(app.anonymous().post(SIGN_IN, &[]).status, 404);
}
