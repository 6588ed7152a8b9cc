//! A colleague adds a passkey and uses it, in a real browser with an authenticator that it pretends.

use crate::support::answers::{self, Seen, look};
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::staff::{Colleague, PASSWORD};

/// On a device that has no passkey of hers.
fn signs_in(browser: &Browser, app: &TestApp, colleague: &Colleague) {
    browser.fill("Mail address", &colleague.email);
    browser.fill("Password", PASSWORD);
    browser.fill("Code", &colleague.code(app));
    browser.click("Sign in");
}

#[test]
fn a_passkey_is_added_and_used_in_a_browser() {
    let app = TestApp::on_sqlite_with(&[("TILSAGN_BASE_URL", "http://localhost:{port}")]);
    let asta = app.admin();
    app.clock.advance(chrono::Duration::seconds(30));
    let (browser, mut seen) = (Browser::start(), Seen::default());
    browser.has_authenticator();
    browser.goto(&format!("{}/staff/sign-in", app.base));
    look(&browser, "sign-in");
    // Nothing is there yet: the browser says so, and the page what to do.
    browser.click("Sign in with a passkey");
    browser.sees("Nothing came back from your browser");
    seen.answered(&browser, "/staff/passkey/sign-in");
    browser.click("Choose another way");
    signs_in(&browser, &app, &asta);
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
    browser.fill("Code", "000000");
    browser.click("Confirm and go on");
    seen.answered(&browser, "/staff/confirm-identity");
    browser.click("Confirm with a passkey");
    browser.sees("Add a colleague");
    app.clock.advance(chrono::Duration::minutes(11));
    browser.goto(&format!("{}/staff/sessions", app.base));
    browser.fill("Name of the new passkey", "Phone");
    browser.click("Add a passkey");
    browser.click("Confirm with a passkey");
    browser.sees("You have shown who you are");
    seen.answered(&browser, "/staff/passkey/confirm/answer");
    browser.click("Back to the form");
    browser.click("Add a passkey");
    // This device has one.
    browser.sees("No passkey was made");
    seen.answered(&browser, "/staff/passkey/add");
    browser.goto(&format!("{}/da/staff/sessions", app.base));
    browser.sees("med en adgangsnøgle");
    browser.sees("Chrome på Linux");
    look(&browser, "account-da");

    let elsewhere = Browser::start();
    elsewhere.has_authenticator();
    elsewhere.goto(&format!("{}/staff/sign-in", app.base));
    app.clock.advance(chrono::Duration::seconds(30));
    signs_in(&elsewhere, &app, &asta);
    elsewhere.goto(&format!("{}/staff/confirm-identity", app.base));
    elsewhere.click("Confirm with a passkey");
    elsewhere.sees("Use your passkey");
    seen.answered(&elsewhere, "/staff/passkey/confirm");
    seen.are_all(answers::OF_PASSKEYS);
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
