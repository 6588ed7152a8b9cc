//! Receipts in a real browser: it finds the good one good, and says what is wrong with others. Nothing is sent.

use data_encoding::BASE64;
use serde_json::json;
use tilsagn::app::letter::Letter;
use tilsagn::app::log::{key_change, posting};

use crate::log_key::rotated;
use crate::nadia_stays_unnamed::{EMAIL, NAME, PUBLIC, published};
use crate::support::app::TestApp;
use crate::support::axe;
use crate::support::browser::Browser;

const FILE: &str = "The receipt";
const KEY: &str = "The log’s key";

/// Chooses a file with this content, as somebody does in the browser's own dialogue.
fn choose(browser: &Browser, content: &[u8]) {
    let script = format!(
        "const bytes = Uint8Array.from(atob({}), (one) => one.charCodeAt(0));
         const chosen = new DataTransfer();
         chosen.items.add(new File([bytes], 'receipt.tlog-proof'));
         document.getElementById('file').files = chosen.files;
         arguments[arguments.length - 1](chosen.files.length);",
        json!(BASE64.encode(content))
    );
    assert_eq!(browser.execute_async(&script), 1);
    browser.click("Check");
}

fn receipt(app: &TestApp) -> String {
    published(app, PUBLIC);
    app.append_entries(300);
    app.block_on(posting::post(&app.app)).unwrap();
    let Letter::Receipt { file, .. } = app.mail_to(EMAIL) else { panic!("no receipt") };
    file
}

#[test]
fn a_good_receipt_a_changed_one_one_of_another_log_and_one_from_before_another_key() {
    let app = TestApp::on_sqlite();
    let file = receipt(&app);
    let browser = Browser::start();
    browser.goto(&format!("{}/verify/receipt", app.base));
    assert_eq!(browser.value(KEY), app.app.log_signer.verifier().text());
    browser.click("Check");
    browser.sees("Choose a file first.");
    choose(&browser, file.as_bytes());
    browser.sees("The receipt is good");
    for fact in [NAME, "Published in the register", "24 November 2026"] {
        browser.sees(fact);
    }
    axe::assert_accessible(&browser);
    // A byte of each part: the form, what was said, the place, the proof, the tree, the signature.
    let lines: Vec<usize> = file.match_indices('\n').map(|(at, _)| at).collect();
    let places = [3, lines[0] + 40, lines[1] + 8, lines[2] + 5, lines[lines.len() - 3] - 9, file.len() - 20];
    for place in places {
        let mut bytes = file.clone().into_bytes();
        bytes[place] ^= 1;
        choose(&browser, &bytes);
        browser.sees("The receipt is not good");
        assert!(!browser.text().contains("The receipt is good"), "{place}");
    }
    choose(&browser, file.as_bytes());
    browser.sees("The receipt is good");
    let other = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    browser.fill(KEY, other);
    browser.click("Check");
    browser.sees("It was not signed with this key.");
    browser.fill(KEY, "nonsense");
    browser.click("Check");
    browser.sees("The key is not whole.");
    axe::assert_accessible(&browser);
    from_before_the_log_got_another_key(&app, &browser, &file);
}

fn from_before_the_log_got_another_key(app: &TestApp, browser: &Browser, file: &str) {
    let old = app.app.log_signer.verifier().text();
    let new = rotated(app);
    app.block_on(key_change::retire(&app.app)).unwrap();
    app.append_entries(1);
    // The browser may keep a page for a minute.
    browser.reload();
    assert_eq!(browser.value(KEY), new);
    choose(browser, file.as_bytes());
    browser.sees("The receipt is good");
    browser.sees(&old);
    axe::assert_accessible(browser);
    browser.fill(KEY, &format!(" {new}"));
    browser.click("Check");
    browser.sees("It was not signed with this key.");
}

#[test]
fn without_script_there_is_the_command() {
    let app = TestApp::on_sqlite();
    let browser = Browser::without_script();
    browser.goto(&format!("{}/verify/receipt", app.base));
    browser.sees("Without scripts, this page cannot check anything by itself.");
    browser.sees(&format!(
        "tilsagn receipt verify receipt.tlog-proof --key {}",
        app.app.log_signer.verifier().text()
    ));
    assert!(!browser.text().contains(FILE), "what needs the script is not shown");
}

/// The policy lets the page's own script run and connect to nowhere; every other page has no script at all.
#[test]
fn only_the_page_of_receipts_may_run_a_script() {
    let app = TestApp::on_sqlite();
    let policy = |path: &str| {
        let page = app.anonymous().get(path);
        page.headers.get("content-security-policy").cloned().unwrap()
    };
    for page in ["/verify/receipt", "/da/verify/receipt"] {
        let policy = policy(page);
        assert!(policy.contains("script-src 'self'") && policy.contains("default-src 'none'"), "{policy}");
        assert!(!policy.contains("connect-src"), "{policy}");
    }
    for page in ["/", "/verify", "/account/sign-in", "/verify/receipts", "/log/key"] {
        assert!(!policy(page).contains("script-src"), "{page}");
    }
}
