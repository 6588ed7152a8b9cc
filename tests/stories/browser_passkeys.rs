//! A colleague adds a passkey and uses it, in a real browser with an authenticator that it pretends.

use crate::support::app::TestApp;
use crate::support::axe;
use crate::support::browser::{Browser, DESK, PHONE};
use crate::support::staff::PASSWORD;

fn look(browser: &Browser, name: &str) {
    for width in [PHONE, DESK] {
        browser.resize(width);
        assert!(browser.fits(), "{name} is wider than {width}");
        axe::assert_accessible(browser);
        browser.screenshot(&format!("{name}-{width}"));
    }
}

#[test]
fn a_passkey_is_added_and_used_in_a_browser() {
    let app = TestApp::on_sqlite_with(&[("TILSAGN_BASE_URL", "http://localhost:{port}")]);
    let asta = app.admin();
    app.clock.advance(chrono::Duration::seconds(30));
    let browser = Browser::start();
    browser.has_authenticator();
    browser.goto(&format!("{}/staff/sign-in", app.base));
    look(&browser, "sign-in");
    // Nothing is there yet: the browser says so, and the page what to do.
    browser.click("Sign in with a passkey");
    browser.sees("Nothing came back from your browser");
    look(&browser, "passkey-failed");
    browser.click("Choose another way");
    browser.fill("Mail address", &asta.email);
    browser.fill("Password", PASSWORD);
    browser.fill("Code", &asta.code(&app));
    browser.click("Sign in");
    browser.goto(&format!("{}/staff/sessions", app.base));
    browser.fill("Name of the new passkey", "Laptop at work");
    browser.click("Add a passkey");
    browser.sees("The passkey is added");
    browser.sees("Laptop at work");
    look(&browser, "account");
    browser.click("Sign out");
    browser.click("Sign in with a passkey");
    browser.sees("Audit trail");
    app.clock.advance(chrono::Duration::minutes(11));
    browser.goto(&format!("{}/staff/people/add", app.base));
    look(&browser, "identity");
    browser.click("Confirm with a passkey");
    browser.sees("Add a colleague");
    app.clock.advance(chrono::Duration::minutes(11));
    browser.goto(&format!("{}/staff/sessions", app.base));
    browser.fill("Name of the new passkey", "Phone");
    browser.click("Add a passkey");
    browser.click("Confirm with a passkey");
    browser.sees("You have shown who you are");
    look(&browser, "proven");
    browser.goto(&format!("{}/da/staff/sessions", app.base));
    browser.sees("med en adgangsnøgle");
    browser.sees("Chrome på Linux");
    look(&browser, "account-da");
}

#[test]
fn without_script_the_password_lets_one_in_and_the_page_says_why() {
    let app = TestApp::on_sqlite_with(&[("TILSAGN_BASE_URL", "http://localhost:{port}")]);
    let browser = Browser::without_script();
    browser.goto(&format!("{}/staff/sign-in", app.base));
    browser.click("Sign in with a passkey");
    browser.sees("This page needs JavaScript");
    browser.click("Choose another way");
    browser.sees("Password");
}
