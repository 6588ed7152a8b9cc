//! A colleague signs in at a real provider, in a real browser.

use std::net::TcpListener;
use std::process::Command;
use std::time::SystemTime;

use chrono::Duration;

use crate::staff_provider::Scene;
use crate::staff_provider_reasons::invited;
use crate::support::answers::{self, Seen, look};
use crate::support::app::TestApp;
use crate::support::browser::{Browser, Key};
use crate::support::process::Process;
use crate::support::staff::PASSWORD;

const SECRET: &str = "a secret: of & for the tests";

/// The clock of the provider's tokens is the machine's.
#[allow(clippy::disallowed_methods, reason = "another program's clock is met")]
fn as_late_as_it_is(app: &TestApp) {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    let now = i64::try_from(now.as_secs()).unwrap();
    // Never back: the site is allowed to be a little ahead.
    app.clock.advance(Duration::seconds((now - app.app.clock.now().seconds()).max(0)));
}

/// Says there who one is, and agrees.
fn says_there(browser: &Browser, login: &str) {
    browser.sees("Sign-in");
    browser.type_keys(login);
    browser.press(Key::Tab);
    browser.type_keys("anything");
    browser.press(Key::Enter);
}

#[test]
fn a_colleague_signs_in_at_a_real_provider() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let issuer = format!("http://127.0.0.1:{port}");
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("secret");
    std::fs::write(&secret, format!("{SECRET}\n")).unwrap();
    let app = TestApp::on_sqlite_with(&[
        ("TILSAGN_BASE_URL", "http://localhost:{port}"),
        ("TILSAGN_OIDC_ISSUER", &issuer),
        ("TILSAGN_OIDC_CLIENT_ID", "tilsagn"),
        ("TILSAGN_OIDC_CLIENT_SECRET_FILE", secret.to_str().unwrap()),
        ("TILSAGN_OIDC_SCOPES", "profile"),
        ("TILSAGN_OIDC_ROLES", "call-desk=moderator;call-leads=admin,moderator"),
    ]);
    let script = format!("{}/tests/support/provider.mjs", env!("CARGO_MANIFEST_DIR"));
    let back = format!("{}/staff/oidc/callback", app.base);
    let mut command = Command::new("node");
    command.args([script.as_str(), &port.to_string(), &back, SECRET]);
    let _provider =
        Process::start("the provider", &mut command, |line| line.strip_prefix("issuer ").map(str::to_owned));
    as_late_as_it_is(&app);
    let bente = app.staff("moderator admin", "Bente Begge");
    as_late_as_it_is(&app);
    app.clock.advance(Duration::seconds(30));
    let browser = Browser::start();
    browser.goto(&format!("{}/staff/sign-in", app.base));
    look(&browser, "provider-sign-in");
    browser.fill("Mail address", &bente.email);
    browser.fill("Password", PASSWORD);
    browser.fill("Code", &bente.code(&app));
    browser.click("Sign in");
    browser.goto(&format!("{}/staff/sessions", app.base));
    look(&browser, "provider-account");
    as_late_as_it_is(&app);
    browser.click("Connect my ministry account");
    says_there(&browser, "bente");
    browser.click("Continue");
    browser.sees("Your ministry account is connected");
    browser.click("Sign out");
    as_late_as_it_is(&app);
    browser.click("Sign in with your ministry account");
    // The provider remembers who that is.
    browser.sees("Queue");
    browser.goto(&format!("{}/da/staff/sessions", app.base));
    browser.sees("med ministeriekontoen");
    assert!(!browser.text().contains("Kolleger"), "her group is the desk's, so she is no admin now");
    look(&browser, "provider-account-da");
}

/// Comes back as this person from where the open page leads.
fn comes_back(scene: &Scene, browser: &Browser, (who, groups): (&str, &[&str])) {
    let there = url::Url::parse(&browser.attribute("main a.btn", "href").unwrap()).unwrap();
    let value = |name: &str| there.query_pairs().find(|(key, _)| key == name).unwrap().1.into_owned();
    let token = scene.key.signs(&scene.claims(who, groups, &value("nonce")));
    scene.provider.says(|said| said.id_token = token);
    let mut back = url::Url::parse(&value("redirect_uri")).unwrap();
    back.query_pairs_mut().append_pair("state", &value("state")).append_pair("code", "a-code");
    browser.goto(back.as_str());
}

#[test]
fn each_page_on_the_way_there_and_back_can_be_read_by_everybody() {
    let scene = Scene::new(TestApp::on_sqlite_with, &[]);
    let (asta, app) = (scene.app.admin(), &scene.app);
    let (browser, mut seen) = (Browser::start(), Seen::default());
    let opens = |path: &str| browser.goto(&format!("{}{path}", app.base));
    opens("/staff/sign-in");
    browser.click("Sign in with your ministry account");
    browser.sees("To the ministry’s sign-in");
    seen.answered(&browser, "/staff/oidc/sign-in");
    // Her account there is not connected yet.
    comes_back(&scene, &browser, ("asta", &["call-leads"]));
    browser.sees("nothing here is open to you");
    seen.answered(&browser, "/staff/oidc/callback");

    app.clock.advance(Duration::seconds(30));
    browser.fill("Mail address", &asta.email);
    browser.fill("Password", PASSWORD);
    browser.fill("Code", &asta.code(app));
    browser.click("Sign in");
    opens("/staff/sessions");
    browser.click("Connect my ministry account");
    seen.answered(&browser, "/staff/oidc/link");
    comes_back(&scene, &browser, ("asta", &[]));
    browser.sees("Your ministry account is connected");
    opens("/staff/confirm-identity");
    browser.click("Confirm with your ministry account");
    seen.answered(&browser, "/staff/oidc/confirm");

    browser.forget_cookies();
    browser.goto(&invited(&scene, "nina", "moderator"));
    browser.click("Use my ministry account");
    seen.answered(&browser, "/staff/setup/{token}/oidc");
    seen.are_all(answers::OF_THE_PROVIDER);
}
